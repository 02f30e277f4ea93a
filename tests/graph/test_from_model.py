"""Constructs become rules: which kinds, what they need, and what the rest of the house may ask them for."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from attrs import evolve

from compiled import ident, ids, kind, scheme_of, small
from schemelang.dates import Period
from schemelang.graph.dump import as_text
from schemelang.graph.errors import NeedsItself
from schemelang.graph.from_expression import AnyExpression
from schemelang.graph.from_model import lower
from schemelang.graph.graph import (
    AsAt,
    Constant,
    Difference,
    Given,
    Greatest,
    Least,
    Over,
    Pooled,
    Product,
    Quorum,
    Ratio,
    Role,
    RuleGraph,
    RuleId,
    RuleKind,
    Settled,
    Settlement,
    Total,
    needs,
)
from schemelang.graph.graph import Test as Comparison  # or pytest would take it for tests
from schemelang.model.from_ast import resolve
from schemelang.model.model import SCHEME, Expression, Kind, Scheme
from schemelang.source import Source, Span
from schemelang.syntax.parser import parse

GALLERY = sorted((Path(__file__).parent.parent / "gallery").glob("*.scheme"))
GALLERY_A = Path(__file__).parent.parent / "gallery" / "a_diabetes_package.scheme"
CASES = Path(__file__).parent.parent / "cases" / "bad"
PRACTICES = Kind("practice", "practices")
NETWORKS = Kind("network", "networks")
QUARTER_4 = Period(date(2014, 1, 1), date(2014, 3, 31), "quarter 4")
LIST_SIZE = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
"""


def value(words: str, level: str = "for each practice") -> RuleGraph:
    """Read a value among a few figures."""
    return small(
        f"""{LIST_SIZE}
figure cost "Cost"
    is money for each practice during the year
figure budget_set "Budget"
    is money for each practice during the year
value worked "Worked out" {level}
    is                {words}
"""
    )


# Figures


def test_figure() -> None:
    """A figure is a rule as supplied and a rule as it counts, held unless the scheme says otherwise."""
    graph = small(LIST_SIZE)
    given, counted = graph.rules

    assert (given.id, given.kind, given.role) == (ident("list_size.given"), Given("list_size"), Role.GIVEN)
    assert (counted.id, counted.role, counted.series) == (ident("list_size"), Role.FIGURE, None)
    assert counted.kind == Settled(
        given.id, (("not_reported", "hold"), ("suppressed", "hold"), ("not_applicable", "hold"))
    )
    assert (counted.level, counted.title, counted.clause) == ("practice", "Registered patients", "list_size")


def test_figure_not_a_number() -> None:
    """What counts instead of a figure is a rule of that figure."""
    graph = small(
        """
figure flu_given "Vaccinations"
    is a count of patients for each practice at the end of each month
    if not reported,    leave it out
    if suppressed,      count it as 5
"""
    )

    assert kind(graph, "flu_given") == Settled(
        ident("flu_given.given"),
        (
            ("not_reported", "leave_out"),
            ("suppressed", ident("flu_given.if suppressed")),
            ("not_applicable", "hold"),
        ),
    )
    assert kind(graph, "flu_given.if suppressed") == Constant(Fraction(5))


def test_figure_of_each_period_has_a_series() -> None:
    """A figure given for each period has a value for each; a number laid down to count instead of it has one."""
    graph = small(
        """
figure flu_given "Vaccinations"
    is a count of patients for each practice at the end of each month
    if suppressed,      count it as 5
"""
    )

    series = {str(rule.id): rule.series for rule in graph.rules}
    assert series == {"flu_given.given": "month", "flu_given.if suppressed": None, "flu_given": "month"}


READ_TWICE = """
figure register "Register"
    is a count of patients for each practice at the end of each quarter
figure seen "Seen"
    is a count of patients for each practice during each quarter

value once "Once" for each practice
    is                register on 31 March 2014 + seen during quarter 4
value again "Again" for each practice
    is                register on 31 March 2014
"""


def test_figure_at_a_period_is_one_rule() -> None:
    """A figure read at a period is a rule of the figure, the same for all who read it."""
    graph = small(READ_TWICE)

    assert kind(graph, "register.at 31 March 2014") == AsAt(ident("register"), QUARTER_4)
    assert kind(graph, "once") == Total(ids("register.at 31 March 2014", "seen.at quarter 4"))
    assert kind(graph, "again") == Settled(ident("register.at 31 March 2014"), ())


def test_figure_at_a_period_says_when() -> None:
    """A figure read at a period is called by its title and the day or the period, and has one value."""
    graph = small(READ_TWICE)
    on, during = graph.by_id[ident("register.at 31 March 2014")], graph.by_id[ident("seen.at quarter 4")]

    assert [on.title, during.title] == ["Register on 31 March 2014", "Seen during quarter 4"]
    assert [on.clause, on.series, on.role] == ["register", None, Role.PART]


# Sums


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cost + budget_set", Total(ids("cost", "budget_set"))),
        ("cost - budget_set", Difference(*ids("cost", "budget_set"))),
        ("cost + budget_set - £5", Difference(*ids("worked.added", "worked.term 3"))),
        ("£5 - cost - budget_set", Difference(*ids("worked.term 1", "worked.taken off"))),
        ("cost × list_size", Product(ids("cost", "list_size"))),
        ("cost ÷ list_size", Ratio(ident("cost"), ident("list_size"))),
        ("cost × 2 ÷ list_size", Ratio(ident("worked.above the line"), ident("list_size"))),
        ("cost ÷ list_size ÷ 2", Ratio(ident("cost"), ident("worked.below the line"))),
        ("50% of cost", Product(ids("worked.share", "cost"))),
        ("£2 for each patient in list_size", Product(ids("worked.rate", "list_size"))),
        ("greater of cost and budget_set", Greatest(ids("cost", "budget_set"))),
        ("smaller of cost and £5", Least(ids("cost", "worked.value 2"))),
        ("cost", Settled(ident("cost"), ())),
        ("£5", Constant(Fraction(5))),
    ],
)
def test_sums(words: str, expected: RuleKind) -> None:
    """Each form of sum is one rule, or a rule above one for each part that is more than a name."""
    graph = value(words)

    assert kind(graph, "worked") == expected
    assert graph.by_id[ident("worked")].role is Role.VALUE


def test_parts_of_sums() -> None:
    """What stands above and below the line, or is added and taken off, is a rule of its own."""
    assert kind(value("cost × 2 ÷ list_size"), "worked.above the line") == Product(ids("cost", "worked.factor 2"))
    assert kind(value("cost ÷ list_size ÷ 2"), "worked.below the line") == Product(ids("list_size", "worked.factor 3"))
    assert kind(value("cost + budget_set - £5"), "worked.added") == Total(ids("cost", "budget_set"))
    assert kind(value("£5 - cost - budget_set"), "worked.taken off") == Total(ids("cost", "budget_set"))


def test_part_has_its_own_words() -> None:
    """A part is called by its words in the scheme, on one line, and stands at their place."""
    part = value("greater of cost and (budget_set\n    -    £5)").by_id[ident("worked.value 2")]

    assert part.title == "budget_set - £5"
    assert part.span.words == "budget_set\n    -    £5"
    assert (part.role, part.clause, part.level) == (Role.PART, "worked", "practice")


def test_coarser_value_at_a_finer_level() -> None:
    """A block for each practice whose sum is one for the scheme takes it from a rule of the scheme."""
    graph = value("total cost", level="")
    finer = small(
        """
figure national "National average"
    is a number of patients
value worked "Worked out" for each practice
    is                national + 1
value laid_down "Laid down" for each practice
    is                £5
"""
    )

    assert graph.by_id[ident("worked")].level == SCHEME
    assert kind(finer, "worked") == Settled(ident("worked.worked out"), ())
    assert finer.by_id[ident("worked")].level == "practice"
    assert finer.by_id[ident("worked.worked out")].level == SCHEME
    assert finer.by_id[ident("laid_down")].level == "practice"


# Indicators and members

COVERAGE = """
figure register "Register"
    is a count of patients for each practice at the end of each quarter
figure seen "Seen"
    is a count of patients for each practice at the end of each quarter

indicator coverage "Coverage" for each practice
    is                seen out of register
    measured          on 31 March 2014
    if there are no patients,  {empty}
"""


@pytest.mark.parametrize(
    ("written", "action"),
    [
        ("leave it out", "leave_out"),
        ("hold the payment", "hold"),
        ("count it as 0%", RuleId("coverage", "if empty")),
    ],
)
def test_indicator(written: str, action: Settlement) -> None:
    """A part out of a whole is a ratio, and a rule that says what it is where the whole is nothing."""
    graph = small(COVERAGE.format(empty=written))

    assert kind(graph, "coverage.ratio") == Ratio(ident("seen.at 31 March 2014"), ident("register.at 31 March 2014"))
    assert kind(graph, "coverage") == Settled(ident("coverage.ratio"), (("empty", action),))
    assert graph.by_id[ident("coverage")].role is Role.INDICATOR


def target(words: str) -> RuleGraph:
    """Read a target of networks."""
    return small(
        f"""{COVERAGE.format(empty="leave it out")}
target own_floor "Own floor" for each practice
    met when          coverage is at least 60%
target network_target "Network target" for each network
    met when          {words}
"""
    )


def test_pooled() -> None:
    """A pooled indicator adds up that indicator's own part and whole, and asks whom to leave out of it."""
    graph = target("pooled coverage is at least 90%")
    left, right = ids("network_target.left", "network_target.right")
    part, whole, indicator = ids("seen.at 31 March 2014", "register.at 31 March 2014", "coverage")

    assert kind(graph, "network_target") == Comparison(left, "at_least", right)
    assert graph.by_id[left].kind == Pooled(part, whole, indicator, PRACTICES, date(2014, 3, 31))


def test_members() -> None:
    """Every member, and so many of them, are taken over a condition of each member."""
    every = target("every practice has coverage of at least 60%")
    some = target("at least 4 practices meet own_floor")
    day = date(2014, 3, 31)

    assert kind(every, "network_target") == Over(ident("network_target.member"), "every", PRACTICES, day)
    assert every.by_id[ident("network_target.member")].level == "practice"
    assert kind(some, "network_target.left") == Over(ident("own_floor"), "number", PRACTICES, day)


def test_and_or_not() -> None:
    """And, or, not and k of n are quorums: of all, of at least one, of at most none, of at least k."""
    graph = small(
        """
target one "One"
    met when          yes is yes
target two "Two"
    met when          one is met and (one is met or not one is met)
target some "Some"
    met when          at least 2 of one, two and one
"""
    )

    assert kind(graph, "two") == Quorum(ids("one", "two.condition 2"), 2, None)
    assert kind(graph, "two.condition 2") == Quorum(ids("one", "two.condition 2 condition 2"), 1, None)
    assert kind(graph, "two.condition 2 condition 2") == Quorum(ids("one"), 0, 0)
    assert kind(graph, "some") == Quorum(ids("one", "two", "one"), 2, None)
    assert graph.by_id[ident("some")].role is Role.TARGET


# Everything else


GRANTS = """
payment grant "Grant"
    to each network
    start with        £10
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by Sainte-Laguë
payment visits "Visits"
    to hospital
    start with        £10
    pay 100%          on 30 June 2014
value paid_out "Paid out"
    is                total grant
guarantee within_budget "Within the budget"
    always            total of all payments is at most £100
"""


def test_all_payments() -> None:
    """All payments are those of each payment over everybody ever paid, added up."""
    graph = small(GRANTS)

    assert kind(graph, "within_budget.left") == Total(ids("within_budget.left grant", "visits"))
    assert kind(graph, "within_budget.left grant") == Over(ident("grant"), "total", NETWORKS, None)
    assert graph.by_id[ident("within_budget.left grant")].level == SCHEME
    assert graph.by_id[ident("within_budget")].role is Role.GUARANTEE


def test_payments_over_members() -> None:
    """What was paid is added up over everybody ever paid, whoever is a member when."""
    assert kind(small(GRANTS), "paid_out") == Over(ident("grant"), "total", NETWORKS, None)


def test_values_in_prose() -> None:
    """Each value that prose quotes is a rule, also one that is only a name."""
    graph = small(
        """
value rate is £35
clause worth "What it is worth"
    > Each patient is worth {rate}.
    >
    > Two are worth {2 × rate}.
"""
    )
    quoted = [rule for rule in graph.rules if rule.role is Role.INSERTED]

    assert [(str(rule.id), rule.kind) for rule in quoted] == [
        ("worth.inserted 1", Settled(ident("rate"), ())),
        ("worth.inserted 2", Product(ids("worth.inserted 2 factor 1", "rate"))),
    ]
    assert [rule.title for rule in quoted] == ["rate", "2 × rate"]


def test_parties_have_no_rules() -> None:
    """Nothing is worked out from a party."""
    assert small("").rules == ()


def test_term_and_levels() -> None:
    """The graph has the term and the levels, finest first."""
    graph = small("")

    assert (graph.first, graph.last) == (date(2013, 4, 1), date(2014, 3, 31))
    assert graph.levels == ("practice", "network", SCHEME)


# What needs itself


def read_case(path: Path) -> Scheme:
    """Read a case that has nothing wrong with it but what it is about."""
    return scheme_of(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((CASES / "SCH301").glob("*.scheme")), ids=lambda path: path.stem)
def test_what_needs_itself(path: Path) -> None:
    """A scheme in which something needs itself has no graph, and a message that says what."""
    graph, found = lower(read_case(path))

    assert graph is None
    assert [diagnostic.code for diagnostic in found] == ["SCH301"]


def test_circle_is_named() -> None:
    """The message names the blocks of the circle, and marks the narrowest words of the first."""
    _, (found,) = lower(read_case(CASES / "SCH301" / "value_in_between.scheme"))

    assert isinstance(found, NeedsItself)
    assert isinstance(found.place, Span)
    assert found.block == "All that is paid"
    assert found.chain.splitlines() == ["All that is paid", "Grant for clinics", "All that is paid"]
    assert found.place.words == "total of all payments"


def test_circle_of_one() -> None:
    """A block that needs itself alone is named twice."""
    _, (found,) = lower(read_case(CASES / "SCH301" / "part_of_all_payments.scheme"))

    assert isinstance(found, NeedsItself)
    assert found.chain.splitlines() == ["Grant for clinics", "Grant for clinics"]


# Every scheme


def resolved() -> Iterator[Scheme]:
    """Read the schemes of the gallery that are understood so far."""
    for path in GALLERY:
        source = Source(path.name, path.read_text(encoding="utf-8"))
        file, _ = parse(source)
        scheme = None if file is None else resolve(file, source)[0]
        if scheme is not None:
            yield scheme


def test_every_scheme_lowers() -> None:
    """Whatever can be resolved becomes rules, needs first, each with an id of its own."""
    for scheme in resolved():
        graph, found = lower(scheme)
        assert graph is not None, found
        before: set[RuleId] = set()
        for rule in graph.rules:
            assert before.issuperset(needs(rule.kind))
            before.add(rule.id)
        assert len(before) == len(graph.rules)


def test_order_of_blocks_changes_no_rule() -> None:
    """The same blocks in another order become the same rules."""
    scheme = scheme_of(GALLERY_A.read_text(encoding="utf-8"))
    graph, _ = lower(scheme)
    turned, _ = lower(evolve(scheme, blocks=scheme.blocks[::-1]))

    assert graph is not None
    assert turned is not None
    assert set(as_text(turned).splitlines()) == set(as_text(graph).splitlines())


def test_every_expression_is_known() -> None:
    """Every class of expression of the model is one that is made into rules."""
    assert set(Expression.__subclasses__()) == set(get_args(AnyExpression))
