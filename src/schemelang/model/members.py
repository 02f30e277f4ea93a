"""One value from the values of many members."""

from datetime import date

from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Moment, Place, Valued, one_line
from schemelang.model.model import Expression
from schemelang.model.names import capital, with_article
from schemelang.model.parts import is_shorter, quotient
from schemelang.model.reading import last_day, read_timed
from schemelang.model.times import ask_for_period
from schemelang.model.units import NUMBER, YES_NO
from schemelang.source import Span
from schemelang.syntax import ast

_KINDS = {"number": NUMBER, "every": YES_NO}
_ALL = 100
_HOW: dict[str, model.How] = {
    "total": "total",
    "average": "average",
    "median": "median",
    "lowest": "lowest",
    "highest": "highest",
}


def put_together(desk: Desk, written: ast.Aggregate, operand: Expression, place: Place) -> model.Over | None:
    """Return the total, average, lowest or highest of the members' values."""
    level = place.level or model.SCHEME
    if not desk.finer(operand.level, level):
        _refuse_one_value(desk, written.span, operand, level)
        return None
    members = desk.kind_of_level(operand.level)
    return over(desk, written.span, (_HOW[written.word], members), operand, place)


def percentile(desk: Desk, written: ast.Percentile, operand: Expression, place: Place) -> model.Over | None:
    """Return the least of the members' values that so many in a hundred of them have, or less."""
    level = place.level or model.SCHEME
    if not desk.finer(operand.level, level):
        _refuse_one_value(desk, written.span, operand, level)
        return None
    digits = written.ordinal.text[:-2]
    if len(digits) > len("100") or not 1 <= int(digits) <= _ALL:
        desk.say(errors.readings.NoSuchPercentile(place=written.ordinal.span, written=written.ordinal.text))
        return None
    put = over(desk, written.span, ("percentile", desk.kind_of_level(operand.level)), operand, place)
    return evolve(put, percent=int(digits))


def _refuse_one_value(desk: Desk, span: Span, operand: Expression, level: str) -> None:
    words = one_line(operand)
    desk.say(errors.quantities.NothingToPutTogether(place=span, words=words, where=_where(level)))


def _where(level: str) -> str:
    return "the scheme" if level == model.SCHEME else with_article(level)


def over(
    desk: Desk, span: Span, counted: tuple[model.How, model.Kind], operand: Expression, place: Place
) -> model.Over:
    """Return one value from those of the members of a kind."""
    how, members = counted
    return model.Over(
        type=_KINDS.get(how, operand.type),
        level=place.level or model.SCHEME,
        span=span,
        how=how,
        members=members,
        operand=operand,
        day=_within_term(desk, last_day(desk, operand, _measured(place))),
    )


def _measured(place: Place) -> Moment | None:
    return place.implied.moment if place.implied and place.implied.where == "indicator" else None


def _within_term(desk: Desk, day: date | None) -> date:
    """Return the day on which members are members: when they are counted, or the nearest day of the term."""
    first, last = desk.heading.first, desk.heading.last
    return min(max(day or last, first), last)


# ---------------------------------------------------------------- members by their word


def members_named(desk: Desk, word: ast.Name, place: Place) -> model.Kind | None:
    """Return the members that a word names, if they are members of what the place is about."""
    kind = desk.kind_named(word)
    level = place.level or model.SCHEME
    if kind is not None and not desk.finer(kind.singular, level):
        desk.say(errors.quantities.MembersOfWhat(place=word.span, where=capital(_where(level)), members=kind.plural))
        return None
    return kind


def some(written: ast.SomeHave | ast.SomeMeet, number: model.Constant, counted: model.Over) -> model.Compared:
    """Return whether enough members were counted, or not too many."""
    return model.Compared(
        type=YES_NO,
        level=counted.level,
        span=written.span,
        left=counted,
        comparator="at_least" if written.quantity.word == "at least" else "at_most",
        right=number,
    )


# ---------------------------------------------------------------- pooled


def pool(desk: Desk, written: ast.Aggregate, place: Place) -> model.PooledOf | None:
    """Return an indicator of a group as one."""
    match written.operand:
        case ast.Name() as name:
            return _pool_block(desk, written, name, desk.block(name), place)
        case ast.Timed(ast.Name() as name):
            read = read_timed(desk, name, written.operand, place)
            block = desk.read.get(read.block) if isinstance(read, model.ReadBlock) else None
            return _pool_block(desk, written, name, block, place) if isinstance(block, Valued) else None
        case _:
            desk.say(errors.quantities.CannotBePooled(place=written.operand.span, name=one_line(written.operand)))
    return None


def _pool_block(
    desk: Desk, written: ast.Aggregate, name: ast.Name, block: Valued | None, place: Place
) -> model.PooledOf | None:
    match block:
        case None:
            return None
        case model.Indicator(expression=ratio) if quotient(ratio) is not None:
            return _pool_ratio(desk, written, block, ratio, place)
        case model.Target():
            desk.wrong_kind(name, "an indicator")
        case _:
            desk.say(errors.quantities.CannotBePooled(place=name.span, name=name.text))
    return None


def _pool_ratio(
    desk: Desk, written: ast.Aggregate, indicator: model.Indicator, ratio: Expression, place: Place
) -> model.PooledOf | None:
    level = place.level or model.SCHEME
    if not desk.finer(indicator.level, level):
        span = written.operand.span
        read = model.ReadBlock(type=ratio.type, level=indicator.level, span=span, block=indicator.name)
        _refuse_one_value(desk, written.span, read, level)
        return None
    if indicator.each and (place.series is None or is_shorter(indicator.each, place.series)):
        ask_for_period(desk, written, indicator.each, place.series)
        return None
    return model.PooledOf(
        type=ratio.type,
        level=level,
        span=written.span,
        indicator=indicator.name,
        members=desk.kind_of_level(indicator.level),
        day=_within_term(desk, last_day(desk, ratio, indicator.moment)),
        series=indicator.each,
    )
