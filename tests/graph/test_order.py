"""Rules in order: needs first, and otherwise as they came."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.graph.graph import Role, Rule, RuleId, Total, needs
from schemelang.graph.order import Cycle, in_order
from schemelang.model.model import SCHEME, Quantity, Type
from schemelang.source import Source, Span

NOWHERE = Span(Source("test.scheme", ""), 0, 0)

graphs = st.integers(1, 8).flatmap(
    lambda size: st.lists(st.sets(st.integers(0, size - 1), max_size=3), min_size=size, max_size=size)
)


def rule(name: str, *them: str) -> Rule:
    """Make a rule that needs others."""
    return Rule(
        id=RuleId(name),
        kind=Total(tuple(RuleId(need) for need in them)),
        role=Role.VALUE,
        level=SCHEME,
        series=None,
        type=Type(Quantity.NUMBER),
        title=name,
        clause=name,
        span=NOWHERE,
    )


def names(rules: tuple[Rule, ...] | Cycle) -> str:
    """Return the names of rules in order."""
    assert not isinstance(rules, Cycle)
    return " ".join(rule.id.owner for rule in rules)


def test_needs_come_first() -> None:
    """A rule comes after everything it needs."""
    assert names(in_order((rule("a", "c"), rule("b", "a"), rule("c")))) == "c a b"


def test_order_is_kept_where_it_can_be() -> None:
    """Rules that do not need each other stay as they came, and a rule is not put off for later ones."""
    assert names(in_order((rule("a"), rule("b", "d"), rule("c", "a"), rule("d"), rule("e")))) == "a c d b e"


def test_no_rules() -> None:
    """No rules are in order."""
    assert in_order(()) == ()


def test_cycle() -> None:
    """A cycle is told from its earliest rule on, each rule before one that it needs."""
    cycle = in_order((rule("x"), rule("a", "b", "x"), rule("b", "c"), rule("c", "a")))

    assert isinstance(cycle, Cycle)
    assert [link.owner for link in cycle.chain] == ["a", "b", "c", "a"]


def test_rule_that_needs_itself() -> None:
    """A rule that needs itself is a cycle of one."""
    assert in_order((rule("a", "a"),)) == Cycle((RuleId("a"), RuleId("a")))


def test_needs_are_rules() -> None:
    """A need that is no rule is a fault of our own."""
    with pytest.raises(AssertionError, match="a need is a rule"):
        in_order((rule("a", "b"),))


@given(graphs)
def test_any_rules(graph: list[set[int]]) -> None:
    """Any rules are put in an order with needs first, or a chain of needs is found that comes back."""
    rules = tuple(rule(str(number), *map(str, sorted(them))) for number, them in enumerate(graph))
    ordered = in_order(rules)

    if isinstance(ordered, Cycle):
        by_id = {each.id: each for each in rules}
        assert ordered.chain[0] == ordered.chain[-1]
        assert all(need in needs(by_id[link].kind) for link, need in pairwise(ordered.chain))
        assert ordered.chain[0] == min(ordered.chain, key=lambda link: int(link.owner))
    else:
        place = {each.id: number for number, each in enumerate(ordered)}
        assert sorted(ordered, key=lambda each: int(each.id.owner)) == list(rules)
        assert all(place[need] < place[each.id] for each in rules for need in needs(each.kind))
