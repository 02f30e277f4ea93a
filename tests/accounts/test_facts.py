"""What figures say, fact by fact, and what is said otherwise from run to run."""

from datetime import date
from fractions import Fraction

import pytest

from schemelang.accounts.entry import Fact, Facts
from schemelang.accounts.facts import History, facts_of, fingerprint_of
from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures, Member, Membership, State

APRIL = Period(date(2013, 4, 1), date(2013, 4, 30), "April 2013")


def figures(*data: Datum, members: tuple[Member, ...] = (), memberships: tuple[Membership, ...] = ()) -> Figures:
    """Return figures."""
    return Figures(
        members=members, memberships=memberships, data={(each.figure, each.party, each.period): each for each in data}
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(1000), "1000"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-5, 2), "-2.5"),
        (True, "yes"),
        (False, "no"),
        (date(2013, 5, 1), "2013-05-01"),
        ("acute", "acute"),
        (State.SUPPRESSED, "suppressed"),
    ],
)
def test_a_value_is_said_in_one_way(value: Fraction | bool | date | str | State, said: str) -> None:  # noqa: FBT001 - a value
    """However a value was written, it is said in one way, with its figure, its party and its period."""
    datum = Datum(figure="seen", party="P1", period=APRIL, value=value, written="as it was", place=None)

    assert facts_of(figures(datum)) == {("seen", "P1", "2013-04-01 to 2013-04-30"): said}


def test_who_is_there_is_said_with_days_and_turns() -> None:
    """A party is said with its name, its days and what became of it; where it belongs with the days of that."""
    days = (date(2013, 4, 1), date(2013, 9, 30))
    there = figures(
        members=(
            Member(code="P1", name="Ash", kind="practice"),
            Member(code="P2", name="Elm", kind="practice", first=days[0], last=days[1], merged_into="P1"),
            Member(code="P3", name="Fir", kind="practice", first=days[0], split_from="P2", closed=True),
        ),
        memberships=(Membership(member="P1", kind="network", group="N1", first=days[0], last=days[1], place=None),),
    )

    assert facts_of(there) == {
        ("practice", "P1", ""): "Ash",
        ("practice", "P2", ""): "Elm, from 2013-04-01, until 2013-09-30, merged into P1",
        ("practice", "P3", ""): "Fir, from 2013-04-01, split from P2, closed",
        ("belongs to the network", "P1", "2013-04-01 to 2013-09-30"): "N1",
    }


def test_the_fingerprint_is_of_what_is_said() -> None:
    """The same facts have the same fingerprint in any order, and others another."""
    one, two = {("a", "", ""): "1", ("b", "", ""): "2"}, {("b", "", ""): "2", ("a", "", ""): "1"}

    assert fingerprint_of(one) == fingerprint_of(two)
    assert fingerprint_of(one) != fingerprint_of({**one, ("b", "", ""): "3"})


def test_changes_are_told_since_a_run() -> None:
    """What changed since a run counts once, whatever it was meanwhile; what came back has not changed."""

    def facts(run: int, **said: str) -> Facts:
        told = tuple(Fact(what, "", "", now) for what, now in said.items())
        return Facts(run=run, scheme="flu", first=date(2013, 4, 1), facts=told, said=())

    history = History([facts(1, a="1", b="1"), facts(2, a="2"), facts(3, a="1", b="")])
    now = {("a", "", ""): "1", ("c", "", ""): "5"}

    assert [(each.what, each.before, each.now) for each in history.changes(1, now)] == [("b", "1", ""), ("c", "", "5")]
    assert [(each.what, each.before, each.now) for each in history.changes(2, now)] == [
        ("a", "2", "1"),
        ("b", "1", ""),
        ("c", "", "5"),
    ]
    assert [each.what for each in history.changes(3, now)] == ["c"]
