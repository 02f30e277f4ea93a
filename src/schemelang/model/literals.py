"""Numbers, percentages, amounts and dates as written, read exactly or refused."""

from datetime import date
from fractions import Fraction

from schemelang import dates, quantities
from schemelang.dates import Misdate, Period, PeriodKind
from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.units import DATE, MONEY, NUMBER, SHARE, YES_NO
from schemelang.quantities import Misread
from schemelang.syntax import ast

_KINDS: dict[str, PeriodKind] = {
    "month": "month",
    "quarter": "quarter",
    "half-year": "half_year",
    "half_year": "half_year",
    "year": "year",
}


def read_literal(desk: Desk, literal: ast.Literal) -> model.Constant | None:
    """Read a number, percentage, amount, date, or yes or no."""
    match literal:
        case ast.YesNo(word):
            return _constant(literal, word == "yes", YES_NO)
        case ast.Date():
            day = read_day(desk, literal)
            return None if day is None else _constant(literal, day, DATE)
        case ast.Negative(inner):
            positive = read_literal(desk, inner)
            if positive is None or not isinstance(positive.value, Fraction):
                return None
            return _constant(literal, -positive.value, positive.type)
        case ast.Number() | ast.Percent() | ast.Money():
            value = read_amount(desk, literal)
            return None if value is None else _constant(literal, value, _TYPES[type(literal)])


_TYPES: dict[type[ast.Node], model.Type] = {ast.Number: NUMBER, ast.Percent: SHARE, ast.Money: MONEY}


def _constant(node: ast.Node, value: Fraction | bool | date, kind: model.Type) -> model.Constant:
    return model.Constant(type=kind, level=model.SCHEME, span=node.span, value=value)


def read_amount(desk: Desk, written: ast.Number | ast.Percent | ast.Money) -> Fraction | None:
    """Read digits exactly: a percentage as a fraction of one, money in pounds."""
    match written:
        case ast.Number(text):
            read = quantities.read_number(text)
        case ast.Percent(text):
            read = quantities.read_percent(text)
        case ast.Money(text):
            read = quantities.read_money(text)
    if not isinstance(read, Misread):
        return read
    _refuse_number(desk, written, read)
    return None


def _refuse_number(desk: Desk, written: ast.Number | ast.Percent | ast.Money, misread: Misread) -> None:
    if misread.suggestion:
        desk.say(errors.NotANumber(place=written.span, written=written.text, suggestion=misread.suggestion))
    else:
        desk.say(errors.NumberTooLong(place=written.span))


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
    place, text = written.span, written.text
    if why.reason == "no_such_day":
        desk.say(errors.NoSuchDay(place=place, written=text, detail=why.detail))
    elif why.reason == "written_otherwise" and why.suggestion:
        desk.say(errors.DateWrittenOtherwise(place=place, written=text, suggestion=why.suggestion))
    elif why.suggestion:
        desk.say(errors.MonthMisspelt(place=place, written=text, suggestion=why.suggestion))
    else:
        desk.say(errors.NotADate(place=place, written=text))


def read_period_kind(desk: Desk, word: ast.Name) -> PeriodKind | None:
    """Read month, quarter, half-year or year."""
    kind = _KINDS.get(word.text.lower())
    if kind is None:
        desk.say(errors.NotAPeriodKind(place=word.span, written=word.text))
    return kind


def read_whole_number(desk: Desk, written: ast.Number) -> int | None:
    """Read a number of things, which must be whole."""
    value = read_amount(desk, written)
    if value is None:
        return None
    if value.denominator != 1:
        whole = str(value.numerator // value.denominator)
        desk.say(errors.NotANumber(place=written.span, written=written.text, suggestion=whole))
        return None
    return value.numerator
