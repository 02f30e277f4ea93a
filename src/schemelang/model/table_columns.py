"""The columns that a table of declarations may have, and how their cells are read."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, assert_never

from schemelang.light import frozen
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import parse_cell, parse_expression

Table = ast.Figures | ast.Values | ast.Indicators | ast.Scales | ast.Targets
Read = Callable[[ast.Cell], "ast.Node | Failure | None"]
POINTS = ("indicator", "lower", "upper", "points")
"""The headings of a scale of points between two thresholds."""

_NONE = "none"

# ---------------------------------------------------------------- how a cell is read


def _words(cell: ast.Cell) -> ast.Text:
    return ast.Text(cell.text.removeprefix('"').removesuffix('"').strip(), span=cell.span)


def _source(cell: ast.Cell) -> ast.Node:
    return ast.Source_(_words(cell), span=cell.span)


def _read_as(start: str, line: Callable[..., ast.Node]) -> Read:
    """Return how a cell is read that holds what follows the first word of a line."""

    def read(cell: ast.Cell) -> ast.Node | Failure:
        what: Any = parse_cell(cell.span, start)
        return what if isinstance(what, Failure) else line(what, span=cell.span)

    return read


def _expression(cell: ast.Cell) -> ast.Node | Failure:
    return parse_expression(cell.span)


def _given(cell: ast.Cell) -> ast.Node | Failure:
    read: ast.FigureIs | Failure = parse_cell(cell.span, "given_as")
    return read


def _left_out(cell: ast.Cell) -> ast.Node | Failure | None:
    return None if cell.text.lower() == _NONE else _LEAVING_OUT(cell)


_LEAVING_OUT = _read_as("left_out", ast.LeavingOut)


@frozen
class Column:
    """How the cells of a column are read, and what to advise where one is empty and may not be."""

    read: Read
    if_empty: str = ""


# ---------------------------------------------------------------- the columns of each sort of table

_TO_BE_SAID = "Say it in this row."
_NAME = Column(_words, "Give the row a name, or take it out.")
_FIGURES: Mapping[str, Column] = {
    "figure": _NAME,
    "title": Column(_words),
    "is": Column(_given, "Say in this row what it is, such as  a count of patients for each practice on 1 April 2026"),
    "never more than": Column(_read_as("cell", ast.NeverMoreThan)),
    "never less than": Column(_read_as("cell", ast.NeverLessThan)),
    "source": Column(_source),
    "read from": Column(_read_as("reading", ast.ReadFrom)),
    "published": Column(_read_as("a_day", ast.Published)),
}
_INDICATORS: Mapping[str, Column] = {
    "indicator": _NAME,
    "title": Column(_words),
    "is": Column(_read_as("cell", ast.Is), _TO_BE_SAID),
    "counts": Column(_expression, _TO_BE_SAID),
    "out of": Column(_expression, _TO_BE_SAID),
    "leaving out": Column(_left_out, "Say what is left out of the whole, or write  none"),
    "measured": Column(_read_as("a_when", ast.Measured), _TO_BE_SAID),
    "better when": Column(_read_as("better_word", ast.BetterWhen)),
    "source": Column(_source),
}
STEPS: Mapping[str, type[ast.Node]] = {
    "start with": ast.StartWith,
    "add": ast.Add,
    "less": ast.Less,
    "times": ast.Times,
    "never more than": ast.NeverMoreThan,
    "never less than": ast.NeverLessThan,
    "nothing unless": ast.NothingUnless,
    "nothing if": ast.NothingIf,
}
"""The steps of a value that may be columns."""

STEP_LINES: Mapping[str, tuple[type[ast.Node], ...]] = {
    **{word: (line,) for word, line in STEPS.items()},
    "never more than": (ast.NeverMoreThan, ast.NeverMoreThanInYear),
    "reduced by": (ast.ReducedBy,),
    "round": (ast.Round,),
}
"""All steps, by the word that begins each."""

_WITH_CONDITION = (ast.StartWith, ast.Add, ast.Less, ast.Times)
_STEPS = {
    word: Column(
        _read_as("cell", partial(line, only_if=None) if line in _WITH_CONDITION else line),
        _TO_BE_SAID,
    )
    for word, line in STEPS.items()
}
_VALUES: Mapping[str, Column] = {
    "value": _NAME,
    "title": Column(_words),
    "is": Column(_read_as("cell", ast.Is), _TO_BE_SAID),
    **_STEPS,
    "source": Column(_source),
}
_SCALES: Mapping[str, Column] = {
    "scale": _NAME,
    "title": Column(_words),
    **{word: Column(_expression, _TO_BE_SAID) for word in POINTS},
}
_TARGETS: Mapping[str, Column] = {
    "target": _NAME,
    "title": Column(_words),
    "met when": Column(_read_as("cell", ast.MetWhen), _TO_BE_SAID),
}
LINES: Mapping[str, type[ast.Node] | tuple[type[ast.Node], ...]] = {
    "is": (ast.EachIs, ast.FigureIs, ast.Is),
    **STEPS,
    "met when": ast.MetWhen,
    "counts": ast.Is,
    "read from": ast.ReadFrom,
    "published": ast.Published,
    "leaving out": ast.LeavingOut,
    "measured": ast.Measured,
    "better when": ast.BetterWhen,
}
"""The line of the block that would say the same as a column. A source may be said in both: then there are two."""


# ---------------------------------------------------------------- sorts of table


@frozen
class Sort:
    """A sort of table: its first heading, its columns, and a row of headings with a row of names to show.

    `needed` are the headings that must be there, unless a line of the block says the same, and `if_missing` what to
    advise where one is not.
    """

    first: str
    columns: Mapping[str, Column]
    sample: tuple[str, str]
    needed: tuple[str, ...] = ()
    if_missing: str = ""


def sort_of(block: Table) -> Sort:
    """Return what sort of table a block holds."""
    match block:
        case ast.Figures():
            return _OF_FIGURES
        case ast.Values():
            return _OF_VALUES
        case ast.Indicators():
            return _OF_INDICATORS
        case ast.Scales():
            return _OF_SCALES
        case ast.Targets():
            return _OF_TARGETS
        case _:
            assert_never(block)


_OF_FIGURES = Sort(
    "figure",
    _FIGURES,
    (
        "| figure          | title                |",
        "| asthma_register | Patients with asthma |",
    ),
)
_OF_VALUES = Sort(
    "value",
    _VALUES,
    (
        "| value      | title           | start with            |",
        "| asthma_pay | Asthma: payment | price × asthma_points |",
    ),
    ("start with",),
    'Add "start with" for what its steps begin with, or "is" for all of what it is.',
)
_OF_INDICATORS = Sort(
    "indicator",
    _INDICATORS,
    (
        "| indicator     | title           | counts          | out of          |",
        "| asthma_review | Asthma reviewed | asthma_reviewed | asthma_register |",
    ),
    ("counts", "out of"),
    'Add "counts" for the part and "out of" for the whole, or "is" for any other measured number.',
)
_OF_SCALES = Sort(
    "scale",
    _SCALES,
    (
        "| scale         | title          | indicator     | lower | upper | points |",
        "| asthma_points | Asthma: points | asthma_review | 40%   | 90%   | 20     |",
    ),
    POINTS,
    "Each row has an indicator, the threshold at which points begin, the one at which all are earned, and the points.",
)
_OF_TARGETS = Sort(
    "target",
    _TARGETS,
    (
        "| target        | title              | met when                      |",
        "| asthma_target | Asthma: the target | asthma_review is at least 60% |",
    ),
    ("met when",),
    "Say of each when it is met.",
)
