"""What must hold of every saving and of all figures, searched for a counterexample."""

from fractions import Fraction
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from schemelang.compile import compile_scheme
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Cell, Table
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.quantities import exact
from schemelang.source import CellPlace, Source

SCHEME = """
scheme any_saving "Any saving"
    offered by icb
    offered to practices
    runs 1 April 2013 to 31 March 2014
    if not reported, hold the payment

party icb "The board"
    code QXX

figure allowed "Budget"
    is money for each practice
figure used "Spend"
    is money for each practice
figure quarterly_allowed "Budget of the quarter"
    is money for each practice during each quarter
figure quarterly_used "Spend of the quarter"
    is money for each practice during each quarter

saving every_pound "From the first pound" for each practice
    budget allowed
    spend used
    first call {first_call}
    counts from the first pound, once it reaches {threshold}% of budget
    if overspent, write it off

saving excess "Only above" for each practice
    budget allowed
    spend used
    first call {first_call}
    counts only above {threshold}% of budget
    if overspent, write it off

saving two_sided "Shared losses" for each practice
    budget allowed
    spend used
    first call {first_call}
    counts from the first pound
    if overspent, recover {threshold}% of it by invoice, up to £1,000
    if overspent by more than {threshold}% of budget, recover it by invoice, up to £2,000

saving carried "Carried forward" for each practice each quarter
    budget quarterly_allowed
    spend quarterly_used
    first call none
    counts from the first pound
    if overspent, carry it forward
"""
POUNDS = st.integers(0, 1_000_000).map(lambda pence: Fraction(pence, 100))
TERMS = st.tuples(st.sampled_from(("none", "£0.01", "£750", "2% of budget")), st.sampled_from((0, 1, 2, 33, 100)))
QUARTERS = 4


@cache
def compiled(first_call: str, threshold: int) -> tuple[Scheme, RuleGraph]:
    """Return the scheme with these terms, and its rules."""
    made = compile_scheme(Source("given.scheme", SCHEME.format(first_call=first_call, threshold=threshold)))
    assert made.scheme is not None
    assert made.graph is not None
    return made.scheme, made.graph


def worked_out(terms: tuple[str, int], columns: dict[str, list[Fraction]]) -> list[dict[str, Fraction]]:
    """Return what each saving comes to in each row."""
    scheme, graph = compiled(*terms)
    headings = ["practice", *columns]
    rows = [[f"P{number}", *map(exact, row)] for number, row in enumerate(zip(*columns.values(), strict=True))]
    figures, found = read_figures((table(headings, rows),), scheme, partial=True, same_at_every_date=True)
    assert figures is not None, found
    outcome, _ = evaluate(graph, figures)
    values = {name: outcome.values[RuleId(name)] for name in ("every_pound", "excess", "two_sided")}
    return [{name: number_of(them[code, None]) for name, them in values.items()} for code, *_ in rows]


def table(headings: list[str], rows: list[list[str]]) -> Table:
    """Return a table of words."""
    cells = [tuple(Cell(word, CellPlace("given.csv", None, "")) for word in row) for row in (headings, *rows)]
    return Table("given.csv", cells[0], tuple(cells[1:]))


def number_of(value: object) -> Fraction:
    """Return a value that is known."""
    assert isinstance(value, Fraction)
    return value


@given(TERMS, POUNDS, POUNDS)
def test_only_above_never_counts_more(terms: tuple[str, int], budget: Fraction, spend: Fraction) -> None:
    """What counts only above a threshold is never more than what counts from the first pound, nor below nothing."""
    (saved,) = worked_out(terms, {"allowed": [budget], "used": [spend]})

    assert 0 <= saved["excess"] <= saved["every_pound"] <= max(Fraction(0), budget - spend)


@given(TERMS, POUNDS, POUNDS, POUNDS)
def test_who_spends_more_never_has_more(
    terms: tuple[str, int], budget: Fraction, one: Fraction, more: Fraction
) -> None:
    """On the same budget, whoever spends more never has a larger saving, and never owes less back."""
    less, over = worked_out(terms, {"allowed": [budget, budget], "used": [one, one + more]})

    assert all(over[name] <= less[name] for name in over)


@given(st.lists(st.tuples(POUNDS, POUNDS), min_size=QUARTERS, max_size=QUARTERS))
def test_what_is_carried_forward_is_neither_lost_nor_made(quarters: list[tuple[Fraction, Fraction]]) -> None:
    """What counts in all quarters, less what is left over, is what was saved in all of them."""
    scheme, graph = compiled("none", 2)
    rows = [["P0", str(number), *map(exact, quarter)] for number, quarter in enumerate(quarters, 1)]
    headings = ["practice", "quarter", "quarterly_allowed", "quarterly_used"]
    figures, found = read_figures((table(headings, rows),), scheme, partial=True)
    assert figures is not None, found
    outcome, _ = evaluate(graph, figures)

    counted = sum(map(number_of, outcome.values[RuleId("carried")].values()), Fraction(0))
    left = number_of(outcome.values[RuleId("carried", "left over")]["P0", None])
    assert left >= 0
    assert counted - left == sum((allowed - used for allowed, used in quarters), Fraction(0))
