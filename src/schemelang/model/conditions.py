"""What has been read put together into conditions: comparisons, and so many of several."""

from typing import Literal, assert_never

from schemelang.model import errors, model
from schemelang.model.arithmetic import Read, together
from schemelang.model.categories import as_one_of
from schemelang.model.desk import Desk, one_line
from schemelang.model.model import Expression, Quantity
from schemelang.model.units import DATE, YES_NO, said
from schemelang.source import Span

_COMPARATORS: dict[str, model.Comparator] = {
    "at least": "at_least",
    ">=": "at_least",
    "≥": "at_least",
    "at most": "at_most",
    "<=": "at_most",
    "≤": "at_most",
    "more than": "more_than",
    ">": "more_than",
    "less than": "less_than",
    "<": "less_than",
    "after": "more_than",
    "before": "less_than",
    "on or after": "at_least",
    "on or before": "at_most",
    "is": "equal",
    "not": "not_equal",
}


_EQUAL_OR_NOT = (Quantity.YES_NO, Quantity.CATEGORY)


def comparator_of(word: str) -> model.Comparator:
    """Return the comparison that the words or the sign of one stand for, with `is` before them or without."""
    return _COMPARATORS[word.removeprefix("is ")]


def see_days(desk: Desk, word: str, left: Read) -> bool:
    """See that words about days compare days."""
    if left is None or not word.endswith(("after", "before")) or left.type == DATE:
        return True
    desk.say(errors.tail.NotADay(place=left.span, name=one_line(left), found=said(left.type)))
    return False


def compare(desk: Desk, span: Span, left: Read, comparator: model.Comparator, right: Read) -> model.Compared | None:
    """Return whether one value stands to another as it should."""
    right = None if left is None or right is None else as_one_of(desk, right, left.type)
    if left is None or right is None or together(desk, (left, right), "compared") is None:
        return None
    if left.type.quantity in _EQUAL_OR_NOT and comparator not in ("equal", "not_equal"):
        desk.say(errors.quantities.NotANumberHere(place=left.span, found=said(left.type)))
        return None
    level = desk.finest((left.level, right.level))
    return model.Compared(type=YES_NO, level=level, span=span, left=left, comparator=comparator, right=right)


# ---------------------------------------------------------------- yes or no


def is_yes_no(desk: Desk, read: Expression) -> bool:
    """Say whether a value is a condition; if not, say so."""
    if read.type == YES_NO:
        return True
    words = one_line(read)
    bound = f'is "{read.type.words[0]}"' if read.type.words else f"is at least {_BOUNDS.get(read.type.quantity, '1')}"
    desk.say(errors.quantities.NotACondition(place=read.span, found=said(read.type), words=words, bound=bound))
    return False


_BOUNDS = {Quantity.SHARE: "90%", Quantity.MONEY: "£1", Quantity.DATE: "1 April 2013"}


def join(desk: Desk, span: Span, read: tuple[Read, ...], said_as: Literal["and", "or", "not"]) -> model.Quorum | None:
    """Return whether all of several conditions hold, or any, or none."""
    fit = tuple(each for each in read if each is not None and is_yes_no(desk, each))
    if len(fit) < len(read):
        return None
    match said_as:
        case "and":
            return quorum(desk, span, fit, (len(fit), None), "and")
        case "or":
            return quorum(desk, span, fit, (1, None), "or")
        case "not":
            return quorum(desk, span, fit, (0, 0), "not")
        case _:
            assert_never(said_as)


def quorum(
    desk: Desk,
    span: Span,
    conditions: tuple[Expression, ...],
    bounds: tuple[int, int | None],
    said_as: Literal["and", "or", "not", "of"],
) -> model.Quorum:
    """Return whether enough of several conditions hold, and not too many."""
    return model.Quorum(
        type=YES_NO,
        level=desk.finest(each.level for each in conditions),
        span=span,
        conditions=conditions,
        least=bounds[0],
        most=bounds[1],
        said=said_as,
    )
