"""What is asked is read as it is meant, or not at all."""

from fractions import Fraction

import pytest

from schemelang.model.model import Quantity, Type
from schemelang.report import as_text
from schemelang.simulation.asked import read_asked
from schemelang.simulation.moves import Read, Unit, Unread, read_move, read_step, say_move, ways_of
from schemelang.simulation.simulation import Becomes, Plus, Times
from simulated import FLU, trials

COUNT, MONEY = Type(Quantity.COUNT, "patient"), Type(Quantity.MONEY)
SHARE, NUMBER = Type(Quantity.SHARE), Type(Quantity.NUMBER)
YES_NO, DATE = Type(Quantity.YES_NO), Type(Quantity.DATE)
SETTING = Type(Quantity.CATEGORY, words=("acute", "community care"))


@pytest.mark.parametrize(
    ("text", "kind", "move", "said"),
    [
        ("+5%", COUNT, Times(Fraction(21, 20)), "+5%"),
        ("- 2.5 %", MONEY, Times(Fraction(39, 40)), "-2.5%"),
        ("-100%", NUMBER, Times(Fraction(0)), "-100%"),
        ("+10", COUNT, Plus(Fraction(10)), "+10"),
        ("-1,000", COUNT, Plus(Fraction(-1000)), "-1,000"),
        ("+£2.50", MONEY, Plus(Fraction(5, 2)), "+£2.50"),
        ("-50p", MONEY, Plus(Fraction(-1, 2)), "-£0.50"),
        ("+0.5", NUMBER, Plus(Fraction(1, 2)), "+0.5"),
        ("+5 points", SHARE, Plus(Fraction(1, 20)), "+5 points"),
        ("-1 point", SHARE, Plus(Fraction(-1, 100)), "-1 point"),
        ("-2.5points", SHARE, Plus(Fraction(-1, 40)), "-2.5 points"),
        ("times 1.05", SHARE, Times(Fraction(21, 20)), "times 1.05"),
        ("x2", COUNT, Times(Fraction(2)), "times 2"),
        ("120", COUNT, Becomes(Fraction(120)), "120"),
        ("£40", MONEY, Becomes(Fraction(40)), "£40.00"),
        ("85%", SHARE, Becomes(Fraction(17, 20)), "85%"),
        ("12.5", NUMBER, Becomes(Fraction(25, 2)), "12.5"),
        ("Yes", YES_NO, Becomes(value=True), "yes"),
        ('"Community  care"', SETTING, Becomes("community care"), "community care"),
    ],
)
def test_a_change_is_read(text: str, kind: Type, move: object, said: str) -> None:
    """A change is read in each of its ways, and said again as it is written."""
    read = read_move(text, kind, supplied=False)

    assert isinstance(read, Read)
    assert read.move == move
    assert say_move(read.move, read.unit, kind) == said


@pytest.mark.parametrize(
    ("text", "kind", "problem"),
    [
        ("+5%", SHARE, "a part of a percentage, or points of it?"),
        ("+5", SHARE, ""),
        ("+many points", SHARE, ""),
        ("85", SHARE, "a percentage has its sign"),
        ("40", MONEY, "money has its pound sign"),
        ("+5", MONEY, ""),
        ("+£5", COUNT, ""),
        ("+2.5", COUNT, ""),
        ("2.5", COUNT, ""),
        ("-5", YES_NO, ""),
        ("-101%", COUNT, "nothing falls by more than all of it"),
        ("times many", COUNT, ""),
        ("times 2", YES_NO, ""),
        ("not reported", COUNT, ""),
        ("primary", SETTING, ""),
        ("30 February 2014", DATE, ""),
    ],
)
def test_a_change_that_does_not_fit_is_not_read(text: str, kind: Type, problem: str) -> None:
    """What does not fit is never taken for something else."""
    assert read_move(text, kind, supplied=False) == Unread(problem)


def test_what_is_supplied_can_be_missing() -> None:
    """A figure can become one that is not reported; a number of a scheme cannot."""
    read = read_move("not reported", COUNT, supplied=True)

    assert isinstance(read, Read)
    assert say_move(read.move, read.unit, COUNT) == "not reported"


@pytest.mark.parametrize("kind", [COUNT, MONEY, SHARE, NUMBER, YES_NO, DATE, SETTING])
def test_each_way_that_is_offered_can_be_read(kind: Type) -> None:
    """What a message offers is read when it is pasted."""
    assert [way for way in ways_of(kind) if isinstance(read_move(way, kind, supplied=False), Unread)] == []


@pytest.mark.parametrize(
    ("text", "unit", "kind", "step"),
    [
        ("5%", "percent", COUNT, Fraction(1, 20)),
        ("+5%", "percent", COUNT, Fraction(1, 20)),
        ("2 points", "points", SHARE, Fraction(1, 50)),
        ("0.1", "times", SHARE, Fraction(1, 10)),
        ("£5", "amount", MONEY, Fraction(5)),
        ("10", "value", COUNT, Fraction(10)),
        ("2", "percent", COUNT, None),
        ("often", "times", COUNT, None),
        ("often", "value", COUNT, None),
        ("often", "amount", COUNT, None),
    ],
)
def test_a_step_is_read_as_the_ends_are(text: str, unit: Unit, kind: Type, step: Fraction | None) -> None:
    """From one step to the next it goes by what the ends are written in, or not at all."""
    assert read_step(text, unit, kind) == step


# ---------------------------------------------------------------- whole options

NAMESAKES = """practice,practice_name,network,jabs,rate
A1,Ash,East,10,90%
A2,Ash,East,20,70%
"""
LEADS = FLU.replace("figure keen", 'figure leads "Leads in all"\n    is a number during the year\nfigure keen').replace(
    "figure rate", 'figure cost "Cost"\n    is money for each practice during the year\nfigure rate'
)


@pytest.mark.parametrize(
    ("sets", "vary", "code", "said"),
    [
        ((), ("jabs",), "SCH961", "it says what changes"),
        ((), ("jabz=1..5",), "SCH960", "nothing in this scheme has this name"),
        (("two words=5",), (), "SCH960", "this is no name"),
        (("jabz of A1=5",), (), "SCH960", "nothing in this scheme has this name"),
        (("jabs of ash=5",), (), "SCH964", "more than one is called so"),
        (("leads of A1=5",), (), "SCH964", "it is one figure for the whole scheme"),
        ((), ("cost=£5..+£6",), "SCH961", "its two ends are written in two ways"),
        ((), ("cost=+5%..many",), "SCH961", "it can change in the ways below"),
        ((), ("rate=5..many",), "SCH961", "a percentage has its sign"),
        ((), ("rate=5%..1%",), "SCH962", "it begins above where it ends"),
        ((), ("keen=5..6",), "SCH961", "it can change in the ways below"),
        ((), ("cost=not reported..£5 by £1",), "SCH962", "there is nothing to count"),
    ],
)
def test_what_cannot_be_asked_is_said(sets: tuple[str, ...], vary: tuple[str, ...], code: str, said: str) -> None:
    """Each thing that cannot be is answered with what is wrong with it, and with what can be."""
    asked, found = read_asked(sets, vary, trials(LEADS, NAMESAKES).world)

    assert asked is None
    assert [each.code for each in found] == [code]
    assert said in as_text(found)


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("jabs=1..25", ["1", "4", "7", "10", "13", "16", "19", "22", "25"]),
        ("jabs=-1..+2", ["-1", "+0", "+1", "+2"]),
        ("rate=0%..1%", ["0%", "0.1%", "0.2%", "0.3%", "0.4%", "0.5%", "0.6%", "0.7%", "0.8%", "0.9%", "1%"]),
        ("jabs=5..5", ["5"]),
        ("rate=times 1..times 1.2 by 0.1", ["times 1", "times 1.1", "times 1.2"]),
        ("jabs=-10%..+9% by 10%", ["-10%", "+0%"]),
    ],
)
def test_a_range_goes_by_its_step_or_by_a_tenth(written: str, steps: list[str]) -> None:
    """Without a step a range is cut into ten; what is counted goes up by whole ones; no step goes beyond its end."""
    asked, _ = read_asked((), (written,), trials(LEADS, NAMESAKES).world)

    assert asked is not None
    assert [words for _, words in asked.varyings[0].steps] == steps
