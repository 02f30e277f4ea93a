"""Explanations: every value is the outcome's own, and every reason leads down to figures and constants."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from compiled import Cell, small
from explained import every, explained, from_files, gallery, graph_of, reason_for, worked_example, worked_out
from schemelang.explanation.explanation import Explanation
from schemelang.explanation.from_outcome import explain, explain_party
from schemelang.figures.figures import State
from schemelang.graph.graph import Constant, Given
from schemelang.outcome.outcome import Absent, Line, Outcome, Status
from schemelang.source import CellPlace

DIABETES = gallery("a_diabetes_package.scheme")
RULES = graph_of(DIABETES)
SHORT_OF_ITS_FLOOR = worked_example(DIABETES, 0)
GROUPS = {"North": "Ash Birch", "South": "Cedar"}
PRACTICES = ("Ash", "Birch", "Cedar")


# Laws


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Make up registers and counts of three practices in two networks, some of them missing."""
    states: st.SearchStrategy[Cell] = st.sampled_from(State)
    cells: dict[str, dict[str, Cell]] = {}
    for practice in PRACTICES:
        register = draw(st.integers(0, 60))
        counts = st.integers(0, register)
        given_here = {
            "list_size": st.integers(register, 90),
            "diabetes_register": st.just(register),
            "care_plans": counts,
            "screened": counts,
        }
        for figure, numbers in given_here.items():
            cells.setdefault(figure, {})[practice] = draw(numbers | states if draw(_RARELY) else numbers)
    return worked_out(RULES, GROUPS, cells)


def all_explained(outcome: Outcome) -> list[Explanation]:
    """Explain everything that anybody is paid."""
    return [each for practice in PRACTICES for each in explain_party(outcome, practice, None)]


_RARELY = st.integers(0, 9).map(lambda number: number == 0)


@given(outcomes())
def test_root_is_the_line(outcome: Outcome) -> None:
    """What is explained is what is paid, to the penny; what is held is explained as not known."""
    for line in outcome.ledger[-3:]:
        value = explain(outcome, line).reason.value

        assert line.pence == (None if isinstance(value, Absent) else _pence(value))


@given(outcomes())
def test_leaves_are_given_or_constant(outcome: Outcome) -> None:
    """Every reason leads down to figures that somebody supplied and numbers that the scheme lays down."""
    for explanation in all_explained(outcome):
        leaves = [each for each in every(explanation.reason) if not each.reasons]

        assert all(isinstance(outcome.graph.by_id[leaf.rule].kind, Given | Constant) for leaf in leaves)


@given(outcomes())
def test_values_are_the_outcomes(outcome: Outcome) -> None:
    """No reason has a value of its own."""
    for explanation in all_explained(outcome):
        for reason in every(explanation.reason):
            assert reason.value == outcome.values[reason.rule][reason.party, reason.period]


@given(outcomes())
def test_a_group_is_its_members(outcome: Outcome) -> None:
    """A group is explained what its members are paid together."""
    for explanation in explain_party(outcome, "North", None):
        pence = [line.pence for line in outcome.ledger if _same(line, explanation.lines[0]) and line.group == "North"]

        assert explanation.pence == (None if None in pence else sum(each or 0 for each in pence))


def _pence(value: object) -> Fraction:
    assert isinstance(value, Fraction)
    return value * 100


def _same(line: Line, other: Line) -> bool:
    return line.part == other.part


@given(outcomes())
def test_why_nothing_is_paid(outcome: Outcome) -> None:
    """Whatever is held or not earned says why; what is paid has nothing to answer for."""
    for explanation in all_explained(outcome):
        assert bool(explanation.why) == (explanation.status is not Status.PAYABLE)


# One line


def test_reason_of_a_figure() -> None:
    """A figure is called by its title and its day, and has the cell it came from."""
    rows = "practice,network,quarter,list_size,diabetes_register\nAsh,North,1,9000,900\n"
    first = explain_party(from_files(DIABETES, {"all.csv": rows}), "Ash", None)[0]
    reason = reason_for(first, "diabetes_register.given", "Ash")

    assert (reason.title, reason.said, reason.clause) == (
        "Patients on the diabetes register on 30 June 2013",
        "900",
        "diabetes_register",
    )
    assert reason.place == CellPlace("all.csv", 2, "diabetes_register")
    assert reason.period is not None
    assert reason.period.name == "quarter 1"


def test_repeated_reasons_are_one() -> None:
    """What two reasons rest on is the same reason, and not a copy of it."""
    first, second = (
        reason_for(explanation, "care_package.step 1", "North")
        for explanation in explain_party(SHORT_OF_ITS_FLOOR, "Ash", None)[-2:]
    )

    assert first is second


def test_payment_chosen() -> None:
    """Only the payment that is asked for is explained."""
    assert explain_party(SHORT_OF_ITS_FLOOR, "Ash", "care_package") != ()
    assert explain_party(SHORT_OF_ITS_FLOOR, "Ash", "other") == ()


# Headings, and why


PAYMENTS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure cost "Cost"
    is money for each practice on 1 January 2013
figure agreed "Agreed"
    is yes or no for each practice on 1 January 2013
target large "A large list" for each practice
    met when          list_size is at least 1,000
target thrift "Thrift" for each practice
    met when          cost is at most £5,000 or agreed
"""


def why(
    payment: str, cells: Mapping[str, Cell], party: str = "Ash", groups: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Say why the last line of a payment is what it is."""
    graph = small(f'{PAYMENTS}\npayment it "It"\n{payment}')
    given_to = {figure: {"Ash": cell} for figure, cell in cells.items()}
    return explained(worked_out(graph, groups or {"North": "Ash"}, given_to), party).why


@pytest.mark.parametrize(
    ("steps", "cells", "said"),
    [
        (
            "nothing unless large is met",
            {"list_size": 990},
            ("Nothing is paid. Ash Surgery: A large list: it is 990, 10 patients short of 1,000.",),
        ),
        (
            "nothing if large is met",
            {"list_size": 1000},
            ("Nothing is paid. Ash Surgery: A large list: it is 1,000.",),
        ),
        (
            "nothing if large is not met",
            {"list_size": 999},
            ("Nothing is paid. Ash Surgery: a large list is not met.",),
        ),
        (
            "nothing unless large is met and thrift is met",
            {"list_size": 999, "cost": 5001, "agreed": False},
            (
                "Nothing is paid. Ash Surgery: A large list: it is 999, 1 patient short of 1,000.",
                "Nothing is paid. Ash Surgery: Cost is at most £5,000: it is £5,001.00, £1.00 over £5,000.",
                "Nothing is paid. Ash Surgery: Agreed: no.",
            ),
        ),
        (
            "nothing unless agreed is yes",
            {"agreed": False},
            ("Nothing is paid. Ash Surgery: the answer to “Agreed” is yes.",),
        ),
        (
            "nothing unless at most 1 of large and agreed",
            {"list_size": 2000, "agreed": True},
            (
                (
                    "Nothing is paid. Ash Surgery: at most 1 of these 2 are so: a large list is met; "
                    "the answer to “Agreed” is yes: no more than 1 of 2 may be met, and all are."
                ),
            ),
        ),
        ("nothing unless large is met", {"list_size": 1000}, ()),
        ("less £10\n    nothing unless large is met", {"list_size": 1000}, ()),
        ("less £10", {}, ()),
        ("add £5 only if agreed is yes\n    less £10", {"agreed": False}, ()),
        (
            "nothing unless large is met",
            {},
            ("Not known. Ash Surgery: Registered patients: not reported, it was not given.",),
        ),
        (
            "nothing unless large is met",
            {"list_size": State.SUPPRESSED},
            ("Not known. Ash Surgery: Registered patients: suppressed, the cell says “State.SUPPRESSED”.",),
        ),
    ],
)
def test_why(steps: str, cells: Mapping[str, Cell], said: tuple[str, ...]) -> None:
    """A payment that comes to nothing says what stopped it, and one that is held what is missing."""
    paid = f"    to each practice\n    start with £10\n    {steps}\n    pay 100% on 30 June 2014\n"

    assert said == why(paid, cells)


def test_why_stops_at_what_was_compared() -> None:
    """A value that a condition compares has conditions of its own; to meet those alone would pay nothing either."""
    graph = small(
        f'{PAYMENTS}\nvalue points "Points" for each practice\n    start with 10\n    nothing unless large is met\n'
        'target quality "Quality" for each practice\n    met when points is at least 5\n'
        'payment it "It"\n    to each practice\n    start with £10\n    nothing unless quality is met\n'
        "    pay 100% on 30 June 2014\n"
    )
    line = explained(worked_out(graph, {"North": "Ash"}, {"list_size": {"Ash": 990}}), "Ash")

    assert line.why == ("Nothing is paid. Ash Surgery: Quality: it is 0, 5 short of 5.",)


def test_why_of_many_conditions() -> None:
    """Conditions that are read twice over, again and again, are gone through once."""
    chain = "".join(
        f'target t{number} "T{number}" for each practice\n    met when t{number - 1} is met and t{number - 1} is met\n'
        for number in range(1, 60)
    )
    graph = small(
        f'{PAYMENTS}\ntarget t0 "T0" for each practice\n    met when list_size is at least 10\n{chain}'
        'payment it "It"\n    to each practice\n    start with £1\n'
        "    pay 100% on 30 June 2014 only if t59 is met\n"
    )
    outcome = worked_out(graph, {"North": "Ash"}, {"list_size": {"Ash": 9}})

    assert explained(outcome, "Ash").why == ("Not met. Ash Surgery: T0: it is 9, 1 patient short of 10.",)


def test_start_on_a_condition() -> None:
    """A payment that never started says why."""
    paid = "    to each practice\n    start with £10 only if large is met\n    pay 100% on 30 June 2014\n"

    assert why(paid, {"list_size": 1}) == (
        "Nothing is paid. Ash Surgery: A large list: it is 1, 999 patients short of 1,000.",
    )


@pytest.mark.parametrize(
    ("pay", "cells", "heading"),
    [
        ("pay 100% on 30 June 2014", {}, "It due on 30 June 2014: payable, £10.00"),
        (
            "pay 50% on 1 May 2013\n    pay 50% on 30 June 2014",
            {},
            "It, 50% due on 30 June 2014: payable, £5.00",
        ),
        (
            ("pay 100% in 2 equal instalments on the 1st of each month from July 2013, odd pennies in the last"),
            {},
            "It, instalment 2 of 2, due on 1 August 2013: payable, £5.00",
        ),
        (
            "pay 100% on 30 June 2014 only if large is met",
            {"list_size": 1},
            "It due on 30 June 2014: not earned, £0.00",
        ),
        (
            "pay 100% on 30 June 2014 only if large is met",
            {},
            "It due on 30 June 2014: held, £10.00 if it is earned",
        ),
    ],
)
def test_headings(pay: str, cells: Mapping[str, Cell], heading: str) -> None:
    """A heading names the party, the part, the day, and what becomes of it."""
    graph = small(f'{PAYMENTS}\npayment it "It"\n    to each practice\n    start with £10\n    {pay}\n')
    outcome = worked_out(graph, {"North": "Ash"}, {figure: {"Ash": cell} for figure, cell in cells.items()})

    assert explained(outcome, "Ash").heading.startswith(f"Ash Surgery (Ash), {heading}")


def test_held_without_a_stake() -> None:
    """Of what is held, nothing is said that is not known."""
    steps = "start with cost\n    round down to the penny"
    graph = small(f'{PAYMENTS}\npayment it "It"\n    to each practice\n    {steps}\n    pay 100% on 30 June 2014\n')

    assert explained(worked_out(graph, {"North": "Ash"}, {}), "Ash").heading.endswith(": held")


# Parties


TO_EACH = """
payment each "Each"
    to each practice
    start with        £10
    pay 100%          on 30 June 2014 only if agreed is yes
payment hospital_too "The hospital"
    to hospital
    start with        £20
    pay 100%          on 30 June 2014
payment network_too "The network"
    to each network
    start with        £30
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by largest remainder
"""
PARTIES = worked_out(
    small(PAYMENTS + TO_EACH),
    {"North": "Ash Birch", "South": "Cedar"},
    {"agreed": {"Ash": True, "Birch": False}},
)


def test_named_party() -> None:
    """A party by name has the scheme's own amount explained."""
    (explanation,) = explain_party(PARTIES, "hospital", None)

    assert explanation.reason.party is None
    assert explanation.heading == "Vale Hospital, The hospital due on 30 June 2014: payable, £20.00"


def test_group_of_payees() -> None:
    """A group's explanations add up what its members are paid, each payment in its order."""
    each, shared = explain_party(PARTIES, "North", None)

    assert [line.payee for line in each.lines] == ["Ash", "Birch"]
    assert (each.pence, each.status, each.who) == (1000, Status.PAYABLE, "North")
    assert each.why == ("Not met. Birch Surgery: the answer to “Agreed” is yes.",)
    assert [reason.party for reason in each.reason.reasons] == ["Ash", "Birch"]
    assert [reason.party for reason in shared.reason.reasons] == ["North", "Ash", "Birch"]


def test_group_in_doubt() -> None:
    """What a group is paid is not known while what one member is paid is not."""
    each = explain_party(PARTIES, "South", "each")[0]

    assert (each.pence, each.status, each.reason.said) == (None, Status.HELD, "not known")


def test_group_that_earned_nothing() -> None:
    """A group has not earned a part that none of its members has."""
    outcome = worked_out(small(PAYMENTS + TO_EACH), {"North": "Ash"}, {"agreed": {"Ash": False}})

    assert explain_party(outcome, "North", "each")[0].status is Status.NOT_EARNED


def test_stranger() -> None:
    """A party that is not there has no explanations."""
    assert explain_party(PARTIES, "West", None) == ()


def test_two_of_one_name() -> None:
    """Two parties of one name are told apart by their codes."""
    members = tuple(
        evolve(member, name="The Surgery") if member.kind == "practice" else member
        for member in PARTIES.figures.members
    )
    outcome = evolve(PARTIES, figures=evolve(PARTIES.figures, members=members))

    assert explained(outcome, "Ash").heading.startswith("The Surgery (Ash), The network")


# Words


COUNTED = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
    if suppressed,    leave it out
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    if not reported,  count it as 0
figure cost "Cost"
    is money for each practice on 1 January 2013
figure signed "The day it was signed"
    is a date for each practice on 1 January 2013
figure agreed "Agreed"
    is yes or no for each practice on 1 January 2013
figure growth "Growth"
    is a percentage for each practice on 1 January 2013
figure opened "Patients since it opened"
    is a count of patients for each practice on 1 January 2013
figure limit "The limit"
    is a percentage on 1 January 2013
value same "The same"
    is                limit
value rate "The rate"
    is                £2
indicator reach "Reach" for each practice
    is                seen during quarter 4 out of list_size
    if there are no patients,  leave it out
indicator of_nobody "Of nobody" for each practice
    is                list_size out of opened
    if there are no patients,  count it as 0%
indicator part_of_a_share "Part of a share" for each practice
    is                growth out of limit
    if there are no patients,  leave it out
target thrift "Thrift" for each practice
    met when          cost is at most £100
"""
CELLS: Mapping[str, Mapping[str, Cell]] = {
    "list_size": {"Ash": 100, "Birch": 40, "Cedar": 0, "Dock": 60},
    "seen": {"Ash": 50, "Birch": 30, "Cedar": 0},
    "cost": {"Ash": 120, "Birch": 80, "Cedar": 100, "Dock": "99.50"},
    "signed": dict.fromkeys(["Ash", "Birch", "Cedar", "Dock"], date(2013, 7, 3)),
    "agreed": dict.fromkeys(["Ash", "Birch", "Cedar", "Dock"], True),
    "growth": {"Ash": "0.1", "Birch": "0.2", "Cedar": "0.3", "Dock": "0.4"},
    "limit": {"": "0.3"},
    "opened": {"Ash": 0},
}
FOUR = {"North": "Ash Birch Cedar Dock"}


def row(condition: str, level: str = "practice") -> tuple[str, str, str]:
    """Say how a condition came out: in numbers, whether it is met, and what it is short of."""
    graph = small(
        f'{COUNTED}\ntarget it "It" for each {level}\n    met when {condition}\n'
        f'payment fee "Fee"\n    to each {level}\n    start with £1\n    nothing unless it is met\n'
        "    pay 100% on 30 June 2014\n"
        + ("    share among its practices equally, odd pennies by largest remainder\n" if level != "practice" else "")
    )
    party = "Ash" if level == "practice" else "North"
    reason = reason_for(explained(worked_out(graph, FOUR, CELLS), "Ash"), "it", party)
    return reason.words, reason.said, reason.note


@pytest.mark.parametrize(
    ("condition", "words", "note"),
    [
        ("of_nobody is at least 60%", "it is 0%", "60 percentage points short of 60%"),
        ("part_of_a_share is at least 60%", "it is 33.33…%", "26.66… percentage points short of 60%"),
        ("reach is at least 60%", "50 out of 100 is 50%", "10 patients short of 60%"),
        ("reach is at least 50.5%", "50 out of 100 is 50%", "1 patient short of 50.5%"),
        ("reach is more than 50%", "50 out of 100 is 50%", "1 patient too few to be more than 50%"),
        ("reach is at most 45.5%", "50 out of 100 is 50%", "5 patients too many for 45.5%"),
        ("reach is less than 50%", "50 out of 100 is 50%", "1 patient too many to be less than 50%"),
        ("reach is 60%", "50 out of 100 is 50%", ""),
        (
            "reach is at least same + 30%",
            "50 out of 100 is 50%, against 60%",
            "10 patients short of the same plus 30%",
        ),
        ("list_size is at least 103", "it is 100", "3 patients short of 103"),
        ("cost is at least £200", "it is £120.00", "£80.00 short of £200"),
        ("cost is more than £120", "it is £120.00", "it is £120 and no more"),
        ("cost is at most £100", "it is £120.00", "£20.00 over £100"),
        ("cost is less than £120", "it is £120.00", "it is £120 and no less"),
        ("cost is £100", "it is £120.00", ""),
        ("growth is at least limit", "it is 10%, against 30%", "20 percentage points short of the limit"),
        ("list_size ÷ 3 is at least 34", "it is 33.3333…", "0.6666… short of 34"),
        ("2 × cost is at least £400", "it is £240.00", "£160.00 short of £400"),
        ("signed is at most 1 July 2013", "it is 3 July 2013", "2 days too late"),
        ("signed is less than 3 July 2013", "it is 3 July 2013", "a day too late"),
        ("signed is at least 4 July 2013", "it is 3 July 2013", "1 day too early"),
        ("signed is more than 3 July 2013", "it is 3 July 2013", "a day too early"),
        ("signed is 4 July 2013", "it is 3 July 2013", ""),
        ("agreed is no", "", ""),
        ("agreed and thrift is met", "both must be met, and one is", ""),
        ("cost is £1 or thrift is met", "1 of 2 is enough, and none is met", ""),
        ("at least 2 of agreed, thrift and thrift", "2 of 3 are enough, and 1 is met", ""),
    ],
)
def test_conditions_not_met(condition: str, words: str, note: str) -> None:
    """A condition that is not met says in numbers what it came to, and the least that would meet it."""
    assert row(condition) == (words, "not met", note)


@pytest.mark.parametrize(
    ("condition", "words", "note"),
    [
        (
            "pooled reach is at least 41%",
            "80 out of 200 is 40%",
            "2 patients short of 41%",
        ),
        ("every practice has reach of at least 50%", "2 of 3 practices do, 1 left out", ""),
        ("every practice meets thrift", "3 of 4 practices do", ""),
        ("at least 4 practices meet thrift", "it is 3", "1 practice short of 4"),
        ("average reach is more than 75%", "it is 41.66…%", "33.33… percentage points short of 75%"),
    ],
)
def test_conditions_of_a_group(condition: str, words: str, note: str) -> None:
    """What a group falls short of is counted in the patients or the members of the group."""
    assert row(condition, "network") == (words, "not met", note)


def test_condition_met() -> None:
    """A condition that is met is short of nothing."""
    assert row("reach is at least 50%") == ("50 out of 100 is 50%", "met", "")


def test_weight_of_less_than_nothing() -> None:
    """What cannot be shared by says why."""
    graph = small("""
figure change "Change in patients"
    is a number of patients for each practice on 1 January 2013
payment fee "Fee"
    to each network
    start with        £1
    pay 100%          on 30 June 2014
    share             among its practices by change, odd pennies by largest remainder
""")
    outcome = worked_out(graph, {"North": "Ash Birch"}, {"change": {"Ash": -1, "Birch": 5}})
    explanation = explained(outcome, "Birch")

    assert reason_for(explanation, "fee.weight", "Ash").note == "it is less than nothing, and cannot be shared"
    assert explanation.why == (
        "Not known. Ash Surgery: Change in patients: it is less than nothing, and cannot be shared.",
    )
