"""The rows of a scale keep their order, whatever they are worked out from."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.model.model import Constant, Expression, Figure, Lookup, Quantity, ReadFigure, Scale, Scheme
from schemelang.proof.proof import Broken, Certificate
from schemelang.proof.rows import KIND
from schemelang.proof.subject import Subject
from schemelang.quantities import say_number

_IN_WORDS = "Lay the rows down as numbers that go up, or bound the figures they are worked out from so that they do."

_Bound = tuple[str, str]
"""A figure, and a line of it that bounds it."""


def rows_out_of_order(subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the scales of which one row can stand at the place of the next or above it."""
    for claim in certificate.claims:
        if claim.kind == KIND and isinstance(claim.verdict, Broken):
            story, remedy = claim.verdict.story.words, _remedy(subject.scheme, claim.about)
            yield errors.RowsOutOfOrder(place=claim.place, scale=claim.about, story=story, remedy=remedy)


def _remedy(scheme: Scheme, title: str) -> str:
    """Return the bounds of figures that keep rows in order, where each such row stands beside rows laid down."""
    scales = (block.table for block in scheme.blocks if isinstance(block, Scale) and block.title == title)
    table = next(scales, None)
    if not isinstance(table, Lookup):
        return _IN_WORDS
    places = (*(mark.at for mark in table.marks), *((table.end.at,) if table.end else ()))
    found = [_bounds(scheme, one, other) for one, other in pairwise(places)]
    lines = [bound for bounds in found if bounds is not None for bound in bounds]
    if not lines or None in found:
        return _IN_WORDS
    begins = ("Write", *("and write" for _ in lines))
    said = (f'{begin} in "{figure}":\n    {line}' for begin, (figure, line) in zip(begins, lines, strict=False))
    return "\n".join(said)


def _bounds(scheme: Scheme, one: Expression, other: Expression) -> tuple[_Bound, ...] | None:
    """Return the bound that keeps two places in order; none of two that are laid down, and nothing of any others."""
    match one, other:
        case Constant(), Constant():
            return ()
        case Constant(value=Fraction() as low), ReadFigure(figure=name) if _is_counted(scheme, name):
            return ((name, f"never less than {say_number(low + 1)}"),)
        case ReadFigure(figure=name), Constant(value=Fraction() as high) if _is_counted(scheme, name):
            return ((name, f"never more than {say_number(high - 1)}"),)
        case _:
            return None


def _is_counted(scheme: Scheme, name: str) -> bool:
    figures = (block for block in scheme.blocks if isinstance(block, Figure) and block.name == name)
    return any(each.type.quantity is Quantity.COUNT for each in figures)
