"""What a sign says of a rule is so: no figure that is moved moves any value the other way."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from any_figures import any_figures
from passes import compiled
from schemelang.graph.graph import Rule, RuleId
from schemelang.outcome.examples import run_examples
from schemelang.outcome.outcome import RuleValue
from schemelang.proof.signs import EITHER, FALLS, PENNIES, RISES, SHIFTS, Turn
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, world_of
from subjects import small_subject

HERE = Path(__file__).parents[1]
SCHEMES = sorted(HERE.glob("cases/good/*/*.scheme")) + sorted(HERE.parent.glob("contracts/*/*.scheme"))
ODD_PENNIES = Fraction(15, 100)


@cache
def _worlds(path: Path) -> tuple[Subject, tuple[World, ...]]:
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    runs = run_examples(case.scheme, case.graph)
    subject = Subject(scheme=case.scheme, graph=case.graph, runs=runs)
    return subject, tuple(world for world in subject.every_world() if _for_the_term(world))


def _for_the_term(world: World) -> bool:
    first, last = world.graph.first, world.graph.last
    return all(member.first <= first and last <= member.last for member in world.figures.members)


@given(st.data())
def test_no_figure_moves_a_value_against_its_sign(data: st.DataObject) -> None:
    """Whatever figure of whomever is moved, in whatever scheme: every value goes where its sign says, or stays."""
    subject, worlds = _worlds(data.draw(st.sampled_from(SCHEMES), label="scheme"))
    assume(worlds)
    world = data.draw(st.sampled_from(worlds), label="world")
    figures = sorted((key for key in world.figures.data if world.given(key) is not None), key=str)
    assume(figures)
    for other in data.draw(st.lists(st.sampled_from(figures), max_size=3, unique=True), label="changed before"):
        world = _changed(world, other, data)
    figure = data.draw(st.sampled_from(figures), label="figure")
    one, more = _changed(world, figure, data), _changed(world, figure, data)
    before, after = sorted((one, more), key=lambda each: each.given(figure) or Fraction(0))
    _hold(subject, before, after, figure)


def _hold(subject: Subject, before: World, after: World, figure: Figure) -> None:
    """Hold the value of every rule in two worlds, of which the second has more of one figure, against its sign."""
    for rule in subject.graph.rules:
        for party, moved in _moved(rule, before, after):
            sign = subject.signs.of[rule.id].get(_turn(before, rule, party, figure), 0)
            slack = ODD_PENNIES if sign & PENNIES else Fraction(0)
            for by in [sum(moved)] if sign & SHIFTS else moved:
                assert by <= slack or sign & RISES, f"{rule.id} of {party} rises by {by}"
                assert by >= -slack or sign & FALLS, f"{rule.id} of {party} falls by {by}"


def _changed(world: World, figure: Figure, data: st.DataObject) -> World:
    worth = world.given(figure)
    if isinstance(worth, bool):
        return world.with_({figure: data.draw(st.booleans())})
    assert worth is not None
    least, most = world.room(figure)
    low = min(Fraction(0), worth) if least is None else least
    high = max(2 * worth, worth + 20) if most is None else most
    grid = 1 if world.plan.figures[figure[0]].type.quantity.name == "COUNT" else 100
    part = Fraction(data.draw(st.integers(0, 200)), 200)
    found = Fraction(int((low + (high - low) * part) * grid), grid)
    assume(low <= found <= high)
    assume(world.is_within({figure: found}))
    return world.with_({figure: found})


def _moved(rule: Rule, before: World, after: World) -> Iterator[tuple[str | None, list[Fraction]]]:
    """Give for each party by how much a value went up at each period of the term, where it is known in both."""
    by_party: dict[str | None, list[Fraction]] = {}
    for (party, period), value in before.known.values[rule.id].items():
        if period is None or period.first >= before.graph.first:
            one, other = _number(value), _number(after.known.values[rule.id][party, period])
            by_party.setdefault(party, [])
            if one is not None and other is not None:
                by_party[party].append(other - one)
    yield from by_party.items()


def _number(value: RuleValue) -> Fraction | None:
    return Fraction(value) if isinstance(value, Fraction | bool) else None


def _turn(world: World, rule: Rule, party: str | None, figure: Figure) -> Turn:
    """Say whose figure it is to a party: its own, or that of one with whom it is first together in some group."""
    name, whose, period = figure
    levels, belongs = world.graph.levels, world.known.belonging
    level = world.plan.figures[name].level
    for place in range(max(levels.index(rule.level), levels.index(level)), len(levels)):
        one, other = belongs.owner(rule.level, party, levels[place]), belongs.owner(level, whose, levels[place])
        if place == len(levels) - 1 or (one is not None and one == other):
            before = period is not None and period.last < world.graph.first
            return Turn(name, place, before)
    pytest.fail("everybody is in the scheme")


# ---------------------------------------------------------------- one by one

FIGURES = """
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2025
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2025
    never more than register
figure cost "Cost"
    is money for each practice during the year
    never less than £0
figure credit "Credit"
    is money for each practice during the year
indicator reach "Share seen" for each practice
    is seen out of register
    measured on 31 March 2025
    if there are no patients, leave it out
"""


@pytest.mark.parametrize(
    ("line", "figure", "sign"),
    [
        ("is £2 for each patient in seen", "seen", RISES),
        ("is £1,000 - cost", "cost", FALLS),
        ("is cost × 30%", "cost", RISES),
        ("is cost × reach", "seen", RISES),
        ("is credit × reach", "seen", EITHER),
        ("is cost - 20% of cost", "cost", RISES),
        ("is cost - credit", "credit", FALLS),
        ("is seen ÷ (seen + register)", "seen", RISES),
    ],
)
def test_signs_of_arithmetic(line: str, figure: str, sign: int) -> None:
    """A value goes the way in which what it is worked out from goes."""
    subject = small_subject(f'{FIGURES}value found "Found" for each practice\n    {line}\n')

    assert subject.signs.own(subject.graph.by_id[RuleId("found")], figure) == sign


# ---------------------------------------------------------------- a part of its whole

OF_ALL = """
figure my_list "Visits on the list"
    is a count of visits for each practice during the year
figure seen "Visits kept"
    is a count of visits for each practice during the year
figure missed "Visits missed"
    is a count of visits for each practice during the year
value all_visits "Everybody's visits"
    is total seen
indicator kept "Part that was kept" for each practice
    is {kept}
    if there are no visits, count it as {empty}
value of_all "Of all" for each practice
    is {own}
indicator both_of "Part that a network kept" for each network
    is total seen out of (total missed + total seen)
    if there are no visits, count it as {empty}
payment fee "Paid"
    to each practice
    start with £100 × kept
    add £500 × my_list × seen ÷ all_visits
    round to the nearest penny, halves up
    pay 100% on 30 June 2014
"""
KEPT = ("seen out of (seen + missed)", "missed out of (seen + missed)", "seen out of (missed + seen + my_list)")
OWN = (
    "seen ÷ all_visits",
    "2 × seen ÷ all_visits",
    "seen × missed ÷ all_visits",
    "seen × missed ÷ (missed + my_list)",
    "(seen + missed) ÷ all_visits",
    "seen ÷ (seen - missed)",
)


@cache
def _of_all(kept: str, own: str, empty: str) -> Subject:
    return small_subject(OF_ALL.format(kept=kept, own=own, empty=empty))


@given(st.sampled_from(KEPT), st.sampled_from(OWN), st.sampled_from(["0%", "50%", "100%"]), st.data())
def test_no_part_of_its_whole_goes_against_its_sign(kept: str, own: str, empty: str, data: st.DataObject) -> None:
    """A part out of itself and what is beside it, of one or of all, where there is much, little or nothing."""
    subject = _of_all(kept, own, empty)
    figures = any_figures(subject.scheme, subject.graph, data.draw(st.randoms(use_true_random=True)))
    world = world_of(subject.scheme, subject.graph, figures, "chance")
    figure = data.draw(st.sampled_from(sorted(figures.data, key=str)), label="figure")
    one, more = sorted(data.draw(st.lists(st.integers(0, 12), min_size=2, max_size=2)))
    _hold(subject, world.with_({figure: Fraction(one)}), world.with_({figure: Fraction(more)}), figure)


@pytest.mark.parametrize(
    ("rule", "figure", "own", "others"),
    [
        ("kept", "seen", RISES, 0),
        ("kept", "missed", FALLS, 0),
        ("of_all", "seen", RISES, FALLS),
        ("both_of", "seen", RISES, 0),
        ("both_of", "missed", FALLS, 0),
        ("fee", "seen", RISES, FALLS),
        ("fee", "missed", FALLS, 0),
        ("fee", "my_list", RISES, 0),
    ],
)
def test_a_part_of_its_whole_is_never_less_when_it_grows(rule: str, figure: str, own: int, others: int) -> None:
    """It goes down with what is beside it alone, which may be what all others have."""
    subject = _of_all(KEPT[0], OWN[1], "0%")
    found = subject.graph.by_id[RuleId(rule)]

    assert subject.signs.own(found, figure) == own
    assert subject.signs.others(found, figure) == others


def test_what_counts_for_nothing_at_all_can_be_more_than_the_first() -> None:
    """Half of the points for no visits are more than what one that is missed leaves."""
    subject = _of_all(KEPT[0], OWN[0], "50%")

    assert subject.signs.own(subject.graph.by_id[RuleId("kept")], "seen") == EITHER
