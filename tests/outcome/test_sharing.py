"""A group's money reaches its members: by what, for which days, and always adding up."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from compiled import Cell, small, supplied, value
from schemelang.figures.figures import Figures, Member, Membership, State
from schemelang.graph.graph import RuleGraph, Weight
from schemelang.model.model import PartYear
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, Lack, Outcome, RuleValue

ASH_AND_BIRCH = {"North": "Ash Birch"}
FIRST, LAST = date(2013, 4, 1), date(2014, 3, 31)
HALF_WAY = date(2013, 10, 1)  # 183 of the 365 days are before it
SHARED = """
figure list_size "Registered patients"
    is a number of patients for each practice
    if suppressed,    leave it out
payment grant "Grant"
    to each network
    start with        £365
    pay 100%          on 30 June 2014
    share             among its practices {basis}, odd pennies by Sainte-Laguë
"""
BY_LIST = small(SHARED.format(basis="by list_size"))
EQUALLY = small(SHARED.format(basis="equally"))


def saying(graph: RuleGraph, joins: PartYear | None, leaves: PartYear | None) -> RuleGraph:
    """Change what a scheme says of joining and leaving."""
    rules = tuple(
        evolve(rule, kind=evolve(rule.kind, joins=joins, leaves=leaves)) if isinstance(rule.kind, Weight) else rule
        for rule in graph.rules
    )
    return evolve(graph, rules=rules)


def share(
    graph: RuleGraph,
    groups: Mapping[str, str],
    cells: Mapping[str, Cell] | None = None,
    stays: Mapping[str, tuple[date, date]] | None = None,
) -> Outcome:
    """Share the grant by list sizes."""
    return evaluate(graph, supplied(graph, groups, {"list_size": cells or {}}, stays))[0]


def received(outcome: Outcome, *parties: str) -> list[RuleValue]:
    """Return what parties receive of the grant."""
    return [value(outcome, "grant.received", party) for party in parties]


def lacks(values: list[RuleValue]) -> list[Lack]:
    """Return in which way each value is absent."""
    absent = [each for each in values if isinstance(each, Absent)]
    assert len(absent) == len(values)
    return [each.lack for each in absent]


# By what


def test_shared_by_a_figure() -> None:
    """Each member's share is in proportion to its figure, each group's money among its own members."""
    outcome = share(BY_LIST, {"North": "Ash Birch", "South": "Cedar"}, {"Ash": 3, "Birch": 1, "Cedar": 7})

    assert received(outcome, "Ash", "Birch", "Cedar") == [Fraction("273.75"), Fraction("91.25"), 365]


def test_shared_equally() -> None:
    """Shared equally, each member counts as one; the odd pennies go to the earlier codes."""
    assert received(share(EQUALLY, {"North": "Ash Birch Cedar"}), "Ash", "Birch", "Cedar") == [
        Fraction("121.67"),
        Fraction("121.67"),
        Fraction("121.66"),
    ]


def test_member_left_out_gets_nothing() -> None:
    """A member whose figure is left out gets nothing, and the others get all of it."""
    outcome = share(BY_LIST, ASH_AND_BIRCH, {"Ash": 3, "Birch": State.SUPPRESSED})

    assert received(outcome, "Ash", "Birch") == [365, 0]


def test_missing_weight_holds_the_group() -> None:
    """A member whose figure is missing leaves the shares of its whole group unknown, and of no other."""
    outcome = share(BY_LIST, {"North": "Ash Birch", "South": "Cedar"}, {"Ash": 3, "Cedar": 1})
    found = received(outcome, "Ash", "Birch", "Cedar")

    assert lacks(found[:2]) == [Lack.NOT_REPORTED] * 2
    assert isinstance(found[0], Absent)
    assert [str(cause.rule) for cause in found[0].causes] == ["list_size.given"]
    assert found[2] == 365
    assert value(outcome, "grant", "North") == 365


def test_nobody_counts() -> None:
    """Money for a group whose figures are all nought has nobody to go to."""
    outcome = share(BY_LIST, ASH_AND_BIRCH, {"Ash": 0, "Birch": 0})

    assert lacks(received(outcome, "Ash", "Birch")) == [Lack.EMPTY] * 2


def test_negative_weight() -> None:
    """Money is not shared by a figure that is less than nothing."""
    outcome = share(BY_LIST, ASH_AND_BIRCH, {"Ash": 3, "Birch": -1})

    assert lacks(received(outcome, "Ash", "Birch")) == [Lack.NEGATIVE] * 2


@pytest.mark.parametrize("list_size", [0, 5])
def test_nothing_to_share(list_size: int) -> None:
    """Nothing is shared as nothing, whatever the members count for."""
    text = SHARED.format(basis="by list_size").replace("£365", "£365 nothing if yes is yes")
    outcome = share(small(text), ASH_AND_BIRCH, {"Ash": list_size, "Birch": list_size})

    assert received(outcome, "Ash", "Birch") == [0] * 2


def test_less_than_nothing_to_share() -> None:
    """What is owed back is not shared."""
    graph = small(SHARED.format(basis="equally").replace("£365", "£365 less £400"))

    assert lacks(received(share(graph, ASH_AND_BIRCH), "Ash", "Birch")) == [Lack.NEGATIVE] * 2


def test_held_amount_holds_the_shares() -> None:
    """Where the amount is not known, no share is."""
    text = SHARED.format(basis="equally").replace(
        "£365", "£1 for each patient in total list_size round down to the penny"
    )
    outcome = share(small(text), ASH_AND_BIRCH, {"Ash": 3})

    assert lacks(received(outcome, "Ash", "Birch")) == [Lack.NOT_REPORTED] * 2


def test_practice_of_no_network() -> None:
    """A practice of no network has no share, and no line."""
    outcome = share(EQUALLY, {"North": "Ash", "": "Oak"})

    assert lacks(received(outcome, "Oak")) == [Lack.NOBODY]
    assert [line.payee for line in outcome.ledger] == ["Ash"]


# Part of a year


@pytest.mark.parametrize(
    ("says", "expected"),
    [("nothing", Fraction(0)), ("in_full", Fraction(1)), ("by_days", Fraction(182, 365))],
)
def test_joiner(says: PartYear, expected: Fraction) -> None:
    """A member that joins counts for nothing, in full or for its days, as the scheme says."""
    graph = saying(EQUALLY, joins=says, leaves=None)
    outcome = share(graph, ASH_AND_BIRCH, stays={"Birch": (HALF_WAY, LAST)})

    assert value(outcome, "grant.weight", "Ash") == 1
    assert value(outcome, "grant.weight", "Birch") == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [("nothing", Fraction(0)), ("in_full", Fraction(1)), ("by_days", Fraction(184, 365))],
)
def test_leaver(says: PartYear, expected: Fraction) -> None:
    """A member that leaves counts for nothing, in full or for its days, as the scheme says."""
    graph = saying(EQUALLY, joins=None, leaves=says)
    outcome = share(graph, ASH_AND_BIRCH, stays={"Birch": (FIRST, HALF_WAY)})

    assert value(outcome, "grant.weight", "Birch") == expected


@pytest.mark.parametrize(
    ("joins", "leaves", "days"),
    [
        ("by_days", "by_days", 31),
        ("by_days", "in_full", 182),
        ("in_full", "by_days", 214),
        ("in_full", "in_full", 365),
        ("nothing", "in_full", 0),
        ("by_days", "nothing", 0),
    ],
)
def test_joiner_that_leaves(joins: PartYear, leaves: PartYear, days: int) -> None:
    """A member that joins and leaves counts as the scheme says of both."""
    graph = saying(EQUALLY, joins, leaves)
    outcome = share(graph, ASH_AND_BIRCH, stays={"Birch": (HALF_WAY, date(2013, 10, 31))})

    assert value(outcome, "grant.weight", "Birch") == Fraction(days, 365)


def test_days_and_figure() -> None:
    """A part-year member counts for its figure times its part of the year."""
    outcome = share(BY_LIST, ASH_AND_BIRCH, {"Ash": 182, "Birch": 365}, {"Birch": (HALF_WAY, LAST)})

    assert value(outcome, "grant.weight", "Birch") == 182
    assert received(outcome, "Ash", "Birch") == [Fraction("182.5")] * 2


@pytest.mark.parametrize("stay", [(HALF_WAY, LAST), (FIRST, HALF_WAY)])
def test_part_year_unsaid(stay: tuple[date, date]) -> None:
    """Where the scheme does not say what a part-year member is paid, its whole group is held."""
    outcome = share(saying(EQUALLY, None, None), ASH_AND_BIRCH, stays={"Birch": stay})

    assert lacks(received(outcome, "Ash", "Birch")) == [Lack.NOT_SAID] * 2


def test_whole_year_needs_no_saying() -> None:
    """Members for the whole term are paid whatever the scheme says of others."""
    assert received(share(saying(EQUALLY, None, None), ASH_AND_BIRCH), "Ash") == [Fraction("182.5")]


def test_joiner_paid_nothing_needs_no_figure() -> None:
    """A joiner that counts for nothing holds nobody by a figure from before it joined."""
    graph = saying(BY_LIST, joins="nothing", leaves=None)
    outcome = share(graph, ASH_AND_BIRCH, {"Ash": 3}, {"Birch": (HALF_WAY, LAST)})

    assert received(outcome, "Ash", "Birch") == [365, 0]


# Who is a member when


COUNTED = """
figure register "Register"
    is a count of patients for each practice at the end of each quarter
figure opening_list "List before the term"
    is a count of patients for each practice on 1 January 2013
value in_june "In June" for each network
    is                total register on 30 June 2013
value before "Before" for each network
    is                total opening_list
value of_all "Of all"
    is                total register on 30 June 2013
"""


def test_members_on_the_day() -> None:
    """Those count who are members on the day of the figure, or on the first day if it is before the term."""
    graph = small(COUNTED)
    cells = {
        "register": {"Ash": 1, "Birch": 2, "Oak": 4},
        "opening_list": {"Ash": 10, "Birch": 20, "Oak": 40},
    }
    outcome, _ = evaluate(graph, supplied(graph, {"North": "Ash Birch", "": "Oak"}, cells, {"Birch": (HALF_WAY, LAST)}))

    assert value(outcome, "in_june", "North") == 1
    assert value(outcome, "before", "North") == 10
    assert value(outcome, "of_all") == 5


NESTED = """
figure list_size "Registered patients"
    is a number of patients for each practice
value whole_list "Whole list" for each network
    is                total list_size
value its_part "Its part" for each practice
    is                list_size ÷ whole_list
payment grant "Grant"
    to each network
    start with        £100
    pay 100%          on 30 June 2014
    share             among its practices by list_size, odd pennies by Sainte-Laguë
"""


def of_localities(graph: RuleGraph) -> RuleGraph:
    """Put rules of networks a level higher: for localities, which networks belong to."""
    rules = []
    for rule in graph.rules:
        kind = evolve(rule.kind, group="locality") if isinstance(rule.kind, Weight) else rule.kind
        level = "locality" if rule.level == "network" else rule.level
        rules.append(evolve(rule, kind=kind, level=level))
    return evolve(graph, rules=tuple(rules), levels=("practice", "network", "locality", "scheme"))


def nested(graph: RuleGraph, last: date = LAST) -> Figures:
    """Make figures of a locality of two networks, of which South is in it up to a day."""
    figures = supplied(
        graph,
        {"North": "Ash Birch", "South": "Cedar"},
        {"list_size": {"Ash": 1, "Birch": 2, "Cedar": 1}},
        {"Ash": (HALF_WAY, LAST)},
    )
    above = [
        Membership(member=code, kind="locality", group="Vale", first=FIRST, last=end, place=None)
        for code, end in (("North", LAST), ("South", last))
    ]
    return evolve(
        figures,
        members=(*figures.members, Member(code="Vale", name="Vale", kind="locality")),
        memberships=(*figures.memberships, *above),
    )


def test_groups_of_groups() -> None:
    """Practices belong to the locality of their network, for the days they are in both."""
    graph = of_localities(small(NESTED))
    outcome, _ = evaluate(graph, nested(graph, last=HALF_WAY))

    assert value(outcome, "whole_list", "Vale") == 3
    assert value(outcome, "its_part", "Birch") == Fraction(2, 3)
    assert value(outcome, "grant.weight", "Ash") == Fraction(182, 365)
    assert value(outcome, "grant.weight", "Cedar") == Fraction(184, 365)


def test_shares_of_groups_of_groups() -> None:
    """A locality's money reaches the practices of its networks, and adds up."""
    graph = of_localities(small(NESTED))
    outcome, _ = evaluate(graph, nested(graph))

    assert sum(line.pence or 0 for line in outcome.ledger) == 10_000
    assert [(line.payee, line.group) for line in outcome.ledger] == [
        ("Ash", "Vale"),
        ("Birch", "Vale"),
        ("Cedar", "Vale"),
    ]


def test_group_of_no_group() -> None:
    """Practices of a network that is in no locality, or was not while they were in it, are in none."""
    graph = of_localities(small(NESTED))
    figures = nested(graph, last=date(2013, 9, 30))
    late = evolve(figures.memberships[2], first=HALF_WAY)  # Cedar joins South when South has left
    assert late.member == "Cedar"
    memberships = (*figures.memberships[:2], late, figures.memberships[-1])
    outcome, _ = evaluate(graph, evolve(figures, memberships=memberships))

    assert lacks(received(outcome, "Ash", "Birch", "Cedar")) == [Lack.NOBODY] * 3
    assert outcome.ledger == ()


# It always adds up


CONSERVED = """
figure list_size "Registered patients"
    is a number of patients for each practice
figure amount "Amount"
    is money for each network
figure earned "Earned"
    is yes or no for each network
payment grant "Grant"
    to each network
    start with        amount
    round             to the nearest penny, halves up
    pay {kept}%       in advance, kept whatever the outcome, in {instalments} equal instalments
                      on the 1st of each month from April 2013, odd pennies in the {odd}
    pay the balance   on 30 June 2014 only if earned is yes
    share             among its practices by list_size, odd pennies by {method}
"""


terms = st.fixed_dictionaries(
    {
        "kept": st.integers(0, 100),
        "instalments": st.integers(1, 12),
        "odd": st.sampled_from(["first", "last"]),
        "method": st.sampled_from(["Sainte-Laguë", "largest remainder"]),
    }
)
list_sizes = st.lists(st.integers(0, 20_000), min_size=1, max_size=6).filter(any)


@given(terms, list_sizes, st.integers(0, 10**9), st.booleans())
def test_conservation(terms: dict[str, object], lists: list[int], pence: int, earned: bool) -> None:  # noqa: FBT001
    """Instalments add up to shares, shares to tranches, and tranches to the amount if all is earned."""
    graph = small(CONSERVED.format(**terms))
    codes = [f"P{number}" for number in range(len(lists))]
    cells: dict[str, dict[str, Cell]] = {
        "list_size": dict(zip(codes, lists, strict=True)),
        "amount": {"North": f"{pence}/100"},
        "earned": {"North": earned},
    }
    outcome, _ = evaluate(graph, supplied(graph, {"North": " ".join(codes)}, cells))
    kept, hoped = (as_pence(value(outcome, f"grant.tranche {number}", "North")) for number in (1, 2))
    shares = {code: as_pence(value(outcome, "grant.tranche 1 share", code)) for code in codes}
    paid = {
        code: sum(line.pence or 0 for line in outcome.ledger if (line.payee, line.part.tranche) == (code, 1))
        for code in codes
    }

    assert paid == shares
    assert sum(shares.values()) == kept
    assert hoped == (pence - kept if earned else 0)
    assert sum(line.pence or 0 for line in outcome.ledger) == as_pence(value(outcome, "grant", "North"))
    assert sum(line.stake or 0 for line in outcome.ledger) == pence - kept


def as_pence(pounds: RuleValue) -> int:
    """Return an amount in pence."""
    assert isinstance(pounds, Fraction)
    return int(pounds * 100)
