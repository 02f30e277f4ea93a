"""Rows that are claimed to keep their order keep it for the reference evaluator as well."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compiled import scheme_of, supplied
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleId
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, Lack
from schemelang.proof.proof import Broken, Proved, Unchecked
from schemelang.proof.rows import every_value_has_one_row
from schemelang.proof.subject import Subject

HEADING = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party ccg "NHS Vale CCG"
    code              08V

figure visits "Visits"
    is a count of visits for each practice on 31 March 2025
"""
PAID = """
payment care "Care"
    to each practice
    start with        worth
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025
"""


def subject(blocks: str) -> Subject:
    """Read a scheme of visits."""
    scheme = scheme_of(HEADING + blocks + PAID)
    graph, _ = lower(scheme)
    assert graph is not None
    return Subject(scheme=scheme, graph=graph)


def rows(one: str, other: str) -> str:
    """Return a scale with a row from nothing and two more."""
    return f"""
scale worth "Worth" for each practice
    goes by           visits
    | from  | to below  | gives |
    | 0     | {one}     | £0    |
    | {one} | {other}   | £200  |
    | {other} | and above | £300 |
    applies to        the whole
"""


def goal(bound: str = "") -> str:
    """Return a figure that a row can stand at."""
    return f"""
figure goal "Visits agreed"
    is a count of visits for each practice on 1 April 2024
    {bound}
"""


# ---------------------------------------------------------------- by hand


def test_rows_that_are_laid_down_are_proved() -> None:
    """Reading the scheme has put them in order."""
    [claim] = every_value_has_one_row(subject(rows("10", "20")))
    assert claim.verdict == Proved()
    assert claim.how == "1 value is looked up in a table."


def test_a_row_that_is_a_figure_can_stand_where_the_one_before_it_does() -> None:
    """Nobody has said that any visits are agreed."""
    [claim] = every_value_has_one_row(subject(goal() + rows("10", "goal")))
    assert isinstance(claim.verdict, Broken)
    assert claim.verdict.story.words == (
        "If Visits agreed of Ash is 0, the row from Visits agreed (0) stands below the row from 10."
    )
    assert claim.verdict.story.figures[0].after == "0"


def test_a_bound_that_keeps_them_in_order_mends_it() -> None:
    """With never fewer than eleven there is always a row from ten to below that."""
    [claim] = every_value_has_one_row(subject(goal("never less than   11") + rows("10", "goal")))
    assert claim.verdict == Proved()


def test_what_is_neither_proved_nor_broken_is_not_checked() -> None:
    """That twice a number is more than it cannot be seen from its ends, and no practice shows otherwise."""
    twice = 'value more "More" for each practice\n    is                goal + goal\n'
    [claim] = every_value_has_one_row(subject(goal("never less than   11") + twice + rows("goal", "more")))
    assert isinstance(claim.verdict, Unchecked)


# ---------------------------------------------------------------- by the reference evaluator


@given(st.data(), st.integers(0, 20), st.integers(0, 20), st.integers(1, 20))
def test_no_practice_is_held_for_rows_that_are_proved(data: st.DataObject, least: int, most: int, row: int) -> None:
    """Whatever the bounds of the figure, if it is proved, no figure within them puts the rows out of order."""
    low, high = min(least, most), max(least, most)
    bound = f"never less than   {low}\n    never more than   {high}"
    looked = subject(goal(bound) + data.draw(st.sampled_from([rows(str(row), "goal"), rows("goal", str(row + 1))])))
    [claim] = every_value_has_one_row(looked)
    agreed = data.draw(st.integers(low, high))
    cells = {"visits": {"Ash": data.draw(st.integers(0, 30))}, "goal": {"Ash": agreed}}
    outcome, _ = evaluate(looked.graph, supplied(looked.graph, {"North": "Ash"}, cells))
    worth = outcome.values[RuleId("worth")]["Ash", None]
    held = isinstance(worth, Absent) and worth.lack in (Lack.OUT_OF_ORDER, Lack.OFF_THE_SCALE)
    assert not (held and claim.verdict == Proved())
    assert held or isinstance(worth, Fraction)
