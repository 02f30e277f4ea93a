"""What is written in a cell, read as what the scheme declares: exactly, or not at all."""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from schemelang.dates import Misdate, read_cell_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures import damage_errors, errors
from schemelang.figures.damage import spoilt_figure
from schemelang.figures.figures import State
from schemelang.figures.table import Cell
from schemelang.light import frozen
from schemelang.model.model import Figure, Judgement, Quantity
from schemelang.model.saying import say_known
from schemelang.model.units import alike, listed_words
from schemelang.quantities import (
    LARGEST,
    Misread,
    read_cell_number,
    read_money,
    read_percent,
    say_money,
    say_number,
    say_percent,
)
from schemelang.source import Source

CellValue = Fraction | bool | date | str | State

_STATES = {
    "": State.NOT_REPORTED,
    "na": State.NOT_REPORTED,
    ":": State.NOT_REPORTED,
    "not reported": State.NOT_REPORTED,
    "*": State.SUPPRESSED,
    "suppressed": State.SUPPRESSED,
    "-97%": State.SUPPRESSED,
    "z": State.NOT_APPLICABLE,
    "not applicable": State.NOT_APPLICABLE,
}
_UNDECIDED = {"": State.UNDECIDED, "undecided": State.UNDECIDED}
_SUPPRESSED_OR_FIGURE = "-97"
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_NOTHING_TO_REPORT = "if there is nothing to report, leave the cell empty"
_NOTHING_DECIDED = "while nothing is decided, the word undecided"
_DECIMALS = 15
_FULL_WIDTH = {0xFF00 + sign: 0x20 + sign for sign in range(1, 95)}  # signs as wide as letters of Chinese
_LONGEST_SHOWN = 40
_DIGITS = r"[-£(]*[0-9][0-9,.]*[)%]*"
_PENCE_OR_SCALED = tuple("kmnpKMNP")  # £2.3m, £4bn, 95p


@frozen
class _Expected:
    """What a column holds, in words, and what such a cell looks like."""

    words: str
    example: str


_EXPECTED = {
    Quantity.COUNT: _Expected("a count", "a whole number such as 0 or 1,234"),
    Quantity.MONEY: _Expected("an amount of money", "one such as £1,234.50"),
    Quantity.SHARE: _Expected("a percentage", "one such as 76.32%"),
    Quantity.NUMBER: _Expected("a number", "one such as 1,234.5"),
    Quantity.YES_NO: _Expected("a yes or a no", "yes or no"),
    Quantity.DATE: _Expected("a date", "one such as 31 March 2014"),
}


def read_cell(cell: Cell, figure: Figure) -> CellValue | Diagnostic:
    """Read a cell as a value of a figure's type, or as one of the ways of not being one."""
    if figure.type.quantity is Quantity.COUNT and cell.text.isdecimal() and cell.text.isascii():
        count = _as(Quantity.COUNT, cell.text)  # most cells are such, and nothing else
        if isinstance(count, Fraction):
            return count
    text = plain(cell.text)
    word = _word(text, figure)
    if word is not None:
        return word
    judged = isinstance(figure, Judgement)
    state = (_UNDECIDED if judged else _STATES).get(text.casefold())
    if state is not None:
        return state
    if text == _SUPPRESSED_OR_FIGURE and not judged:
        return _suppressed_or_figure(cell, figure)
    if figure.type.words:
        words = listed_words(figure.type)
        return errors.NoneOfItsWords(place=cell.place, written=shown(cell.text), column=figure.name, words=words)
    return _read(text, cell, figure)


def _word(text: str, figure: Figure) -> str | None:
    """Return which of the words of a figure a cell has, whatever its capitals, and with quotation marks or without."""
    if not figure.type.words:
        return None
    bare = alike(text.removeprefix('"').removesuffix('"'))
    return next((word for word in figure.type.words if bare and alike(word) == bare), None)


def read_day(cell: Cell, column: str) -> date | Diagnostic:
    """Read a cell as a date."""
    read = read_cell_date(plain(cell.text))
    if isinstance(read, date):
        return read
    return _spoilt(cell, Quantity.DATE) or _refused(cell, column, Quantity.DATE, read)


def read_yes_no(cell: Cell, column: str) -> bool | Diagnostic:
    """Read a cell as yes or no."""
    text = plain(cell.text)
    return (
        _YES_NO[text.casefold()]
        if text.casefold() in _YES_NO
        else _refused(cell, column, Quantity.YES_NO, Misread("not_a_number"))
    )


def say_value(value: CellValue, figure: Figure) -> str:
    """Say a value as a figure of its type is said."""
    return value.value if isinstance(value, State) else say_known(value, figure.type)


def shown(text: str) -> str:
    """Shorten a text that is too long to be shown."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\u2026"


def plain(text: str) -> str:
    """Make the look-alike signs of pasted text plain, full-width ones too, and any blanks single."""
    return " ".join((text if text.isascii() else Source("", text).plain.translate(_FULL_WIDTH)).split())


def _suppressed_or_figure(cell: Cell, figure: Figure) -> State | Diagnostic:
    """Take -97 for the sign of a suppressed figure where it could not be the figure itself."""
    if figure.type.quantity not in (Quantity.MONEY, Quantity.NUMBER):
        return State.SUPPRESSED
    expected = _EXPECTED[figure.type.quantity].words
    return errors.SignOrFigure(place=cell.place, written=cell.text, column=figure.name, expected=expected)


def _read(text: str, cell: Cell, figure: Figure) -> CellValue | Diagnostic:
    quantity = figure.type.quantity
    read = _as(quantity, text)
    spoilt = _spoilt(cell, quantity) if isinstance(read, Misread | Misdate) else None
    if spoilt is not None:
        return spoilt
    if isinstance(read, Misread) and read.reason == "too_large":
        return errors.FigureTooLarge(place=cell.place, written=shown(cell.text), largest=_largest(quantity))
    if isinstance(read, Misread) and read.reason == "too_long" and re.fullmatch(_DIGITS, text):
        return errors.TooManyDigits(place=cell.place, written=shown(cell.text))
    if isinstance(read, Misread) and quantity is Quantity.SHARE:
        return _refused_percentage(text, cell, figure, read)
    if isinstance(read, Misread | Misdate):
        return _refused(cell, figure.name, quantity, read, judged=isinstance(figure, Judgement))
    return read


def _spoilt(cell: Cell, quantity: Quantity) -> Diagnostic | None:
    """Say how a spreadsheet has changed a figure, if it has."""
    damage = spoilt_figure(cell.text, quantity)
    if damage is None:
        return None
    return damage_errors.FigureSpoilt(place=cell.place, written=shown(cell.text), how=damage.how, remedy=damage.remedy)


@lru_cache(maxsize=2**16)  # a file of counts says the same few thousand numbers again and again
def _as(quantity: Quantity, text: str) -> Fraction | bool | date | Misread | Misdate:
    match quantity:
        case Quantity.COUNT:
            return _whole(_read_number(text))
        case Quantity.MONEY:
            return read_money(text, signed=True) if text.endswith(_PENCE_OR_SCALED) else read_cell_number(text)
        case Quantity.NUMBER:
            return _read_number(text)
        case Quantity.SHARE:
            return read_percent(text, decimals=_DECIMALS, signed=True)
        case Quantity.YES_NO:
            return _YES_NO.get(text.casefold(), Misread("not_a_number"))
        case Quantity.DATE:
            return read_cell_date(text)
        case Quantity.CATEGORY:  # its words are those of one figure, and are read there
            return Misread("not_a_number")
        case _:
            assert_never(quantity)


def _read_number(text: str) -> Fraction | Misread:
    return Misread("not_a_number") if "£" in text else read_cell_number(text)


def _whole(read: Fraction | Misread) -> Fraction | Misread:
    """Refuse what nothing can be counted by: a part, or less than nothing."""
    if isinstance(read, Fraction) and (read < 0 or read.denominator != 1):
        return Misread("not_a_number")
    return read


def _refused_percentage(text: str, cell: Cell, figure: Figure, why: Misread) -> Diagnostic:
    """Say what a number without a % sign could stand for, or that it is no number at all."""
    bare = _read_number(text)
    if isinstance(bare, Misread):
        return _refused(cell, figure.name, Quantity.SHARE, why, judged=isinstance(figure, Judgement))
    one = why.suggestion or say_percent(bare / 100)
    return errors.PercentSignMissing(place=cell.place, written=shown(cell.text), one=one, other=say_percent(bare))


def _refused(
    cell: Cell, column: str, quantity: Quantity, why: Misread | Misdate, *, judged: bool = False
) -> Diagnostic:
    expected, written = _EXPECTED[quantity], shown(cell.text)
    meant = isinstance(_as(quantity, why.suggestion), Fraction | date)
    if meant:
        return errors.CellMiswritten(
            place=cell.place,
            written=written,
            column=column,
            expected=expected.words,
            suggestion=why.suggestion,
        )
    return errors.CellUnreadable(
        place=cell.place,
        written=written,
        column=column,
        expected=expected.words,
        example=expected.example,
        otherwise=_NOTHING_DECIDED if judged else _NOTHING_TO_REPORT,
    )


def _largest(quantity: Quantity) -> str:
    return say_money(LARGEST) if quantity is Quantity.MONEY else say_number(LARGEST)
