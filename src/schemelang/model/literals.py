"""Numbers, percentages, amounts and dates as written, read exactly or refused."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from schemelang import dates, quantities
from schemelang.dates import Misdate, Period, PeriodKind
from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.units import DATE, MONEY, NUMBER, SHARE, YES_NO, said
from schemelang.quantities import Misread, say_number
from schemelang.syntax import ast

_KINDS: dict[str, PeriodKind] = {
    "month": "month",
    "quarter": "quarter",
    "half-year": "half_year",
    "half_year": "half_year",
    "year": "year",
}

Amount = ast.Number | ast.Percent | ast.Money


def read_literal(desk: Desk, literal: ast.Literal) -> model.Constant | None:
    """Read a number, percentage, amount, date, or yes or no."""
    match literal:
        case ast.YesNo(word):
            return _constant(literal, YES_NO, value=word == "yes")
        case ast.Date():
            day = read_day(desk, literal)
            return None if day is None else _constant(literal, DATE, value=day)
        case ast.Negative(inner):
            return _negative(desk, literal, inner)
        case ast.Number() | ast.Percent() | ast.Money():
            value = read_amount(desk, literal)
            return None if value is None else _constant(literal, _TYPES[type(literal)], value=value)
        case _:
            assert_never(literal)


_TYPES: dict[type[ast.Node], model.Type] = {ast.Number: NUMBER, ast.Percent: SHARE, ast.Money: MONEY}


def _constant(node: ast.Node, kind: model.Type, *, value: Fraction | bool | date) -> model.Constant:
    return model.Constant(type=kind, level=model.SCHEME, span=node.span, value=value)


def _negative(desk: Desk, written: ast.Negative, inner: ast.Literal) -> model.Constant | None:
    positive = read_literal(desk, inner)
    if positive is None:
        return None
    if not isinstance(positive.value, Fraction):
        desk.say(errors.quantities.NotANumberHere(place=inner.span, found=said(positive.type)))
        return None
    return _constant(written, positive.type, value=-positive.value)


# ---------------------------------------------------------------- numbers


def read_amount(desk: Desk, written: Amount) -> Fraction | None:
    """Read digits exactly: a percentage as a fraction of one, money in pounds."""
    match written:
        case ast.Number(text):
            read = quantities.read_number(text)
        case ast.Percent(text):
            read = quantities.read_percent(text)
        case ast.Money(text):
            read = quantities.read_money(text)
        case _:
            assert_never(written)
    if not isinstance(read, Misread):
        return read
    _refuse_number(desk, written, read)
    return None


def _refuse_number(desk: Desk, written: Amount, misread: Misread) -> None:
    place, text = written.span, written.text
    if misread.reason in ("too_long", "too_large"):
        desk.say(errors.numerals.NumberTooLong(place=place))
    elif misread.suggestion:
        desk.say(errors.numerals.NotANumber(place=place, written=text, suggestion=misread.suggestion))
    else:
        desk.say(errors.numerals.NumberUnclear(place=place, written=text))


def read_whole_number(desk: Desk, written: ast.Number, least: int, most: int) -> int | None:
    """Read a number of things, which must be whole and may be from `least` to `most`."""
    value = read_amount(desk, written)
    if value is None:
        return None
    if value.denominator != 1:
        desk.say(errors.numerals.NotWhole(place=written.span, written=written.text))
        return None
    if not least <= value <= most:
        bounds = (say_number(Fraction(least)), say_number(Fraction(most)))
        desk.say(
            errors.numerals.NumberOutOfRange(place=written.span, written=written.text, least=bounds[0], most=bounds[1])
        )
        return None
    return value.numerator


# ---------------------------------------------------------------- dates


def read_day(desk: Desk, written: ast.Date) -> date | None:
    """Read a day of the calendar."""
    read = dates.read_date(written.text)
    if isinstance(read, date):
        return read
    _refuse_date(desk, written, read)
    return None


def read_whole_month(desk: Desk, written: ast.Month) -> Period | None:
    """Read a month of a year."""
    read = dates.read_month(written.text)
    if isinstance(read, Period):
        return read
    _refuse_date(desk, written, read)
    return None


def _refuse_date(desk: Desk, written: ast.Date | ast.Month, why: Misdate) -> None:
    place, text, meant = written.span, written.text, why.suggestion
    match why.reason:
        case "year_out_of_range":
            desk.say(errors.numerals.YearOutOfRange(place=place, written=text, years=why.detail))
        case "no_such_day" if meant:
            desk.say(errors.numerals.NoSuchDay(place=place, written=text, detail=why.detail, suggestion=meant))
        case "month_name" if meant:
            desk.say(errors.numerals.MonthMisspelt(place=place, written=text, suggestion=meant))
        case "written_otherwise" | "two_digit_year" if meant:
            desk.say(errors.numerals.DateWrittenOtherwise(place=place, written=text, suggestion=meant))
        case _:  # nothing can be suggested
            desk.say(errors.numerals.NotADate(place=place, written=text))


def has_one_time(block: ast.Block | None) -> bool:
    """Say whether a block has one value, which is counted at some time and can be read at another."""
    if not isinstance(block, ast.Indicator | ast.Target):
        return False
    return period_of(block.level) is None


def period_of(written: ast.ForEach | None) -> ast.Name | None:
    """Return the word for the period that a block is for, if there is one: it may stand alone, or after the level."""
    if written is None or written.period is not None:
        return None if written is None else written.period
    return written.kind if written.kind.text.lower() in _KINDS else None


def read_period_kind(desk: Desk, word: ast.Name) -> PeriodKind | None:
    """Read month, quarter, half-year or year."""
    kind = _KINDS.get(word.text.lower())
    if kind is None:
        desk.say(errors.numerals.NotAPeriodKind(place=word.span, written=word.text))
    return kind
