"""Expressions as meant: each name found, each type and level known."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, assert_never

from attrs import evolve, frozen

from schemelang.dates import Period
from schemelang.model import errors, model, units
from schemelang.model.desk import Desk
from schemelang.model.literals import read_amount, read_literal, read_whole_number
from schemelang.model.model import Expression
from schemelang.model.names import singular
from schemelang.model.times import Moment, period_read, read_moment
from schemelang.model.units import MONEY, NUMBER, SHARE, YES_NO, said
from schemelang.source import Span
from schemelang.syntax import ast


@frozen(kw_only=True)
class Place:
    """Where an expression stands.

    `level` is the level that its block has a value for; None where any will do, and then members are put
    together for the whole scheme. `moment` is when an indicator is measured. `so_far` is the type that the
    steps above have come to, None outside steps. `empty` is what a share of nobody is.
    """

    level: str | None
    moment: Moment | None = None
    so_far: model.Type | None = None
    empty: model.Action | None = None


def read_condition(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression that must be a yes or no, at the level of its place."""
    read = read_value(desk, written, place)
    if read is not None and read.type != YES_NO:
        desk.say(errors.NotACondition(place=written.span, found=said(read.type)))
        return None
    return read


def read_number(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression that must be a number, at the level of its place."""
    read = read_value(desk, written, place)
    return read if read is None or _is_number(desk, read) else None


def read_value(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression, and see that it has one value at the level of its place."""
    read = express(desk, written, place)
    if read is None or place.level is None or not desk.finer(read.level, place.level):
        return read
    _refuse_finer(desk, _finest_part(desk, written, place) or written, read.level, place.level)
    return None


def _refuse_finer(desk: Desk, written: ast.Expression, finer: str, coarser: str) -> None:
    desk.say(
        errors.FinerThanItsPlace(
            place=written.span,
            words=_words(written),
            finer=finer,
            coarser=coarser,
            members=desk.kind_of_level(finer).plural,
        )
    )


def _finest_part(desk: Desk, written: ast.Expression, place: Place) -> ast.Expression | None:
    """Return the narrowest part of an expression that has a value for each member only."""
    quiet = evolve_quiet(desk)
    for part in _parts(written):
        read = express(quiet, part, place)
        if read is not None and place.level and desk.finer(read.level, place.level):
            return _finest_part(desk, part, place) or part
    return None


def evolve_quiet(desk: Desk) -> Desk:
    """Return a desk with the same scheme in hand on which nothing that is found is kept."""
    return evolve(desk, found=[])


def _parts(written: ast.Expression) -> Iterable[ast.Expression]:
    match written:
        case ast.Comparison(left, _, right):
            return (left, right)
        case ast.Sum(parts) | ast.Product(parts):
            return tuple(part for part in parts if not isinstance(part, str))
        case ast.AnyOf(conditions) | ast.AllOf(conditions):
            return conditions
        case ast.Negated(condition):
            return (condition,)
        case ast.OutOf(part, whole):
            return (part, whole)
        case ast.Rate(_, _, base):
            return (base,)
        case ast.Part(_, whole):
            return (whole,)
        case ast.GreaterOf(one, other) | ast.SmallerOf(one, other):
            return (one, other)
        case _:  # the rest are names, literals, or put members together themselves
            return ()


def express(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression at whatever level it has."""
    match written:
        case ast.Number() | ast.Percent() | ast.Money() | ast.Date() | ast.YesNo() | ast.Negative():
            return read_literal(desk, written)
        case ast.Name():
            return _read_name(desk, written, written, place.moment)
        case ast.Timed(ast.Name() as name, when):
            moment = read_moment(desk, when)
            return None if moment is None else _read_name(desk, name, written, moment)
        case ast.NameOf() | ast.Timed():
            desk.not_yet(written.span, "reading another party's figure in a rule")
        case ast.Sum(parts):
            return _sum(desk, written, parts, place)
        case ast.Product(parts):
            return _product(desk, written, parts, place)
        case ast.Rate():
            return _rate(desk, written, place)
        case ast.Part():
            return _part(desk, written, place)
        case ast.OutOf():
            return _out_of(desk, written, place)
        case ast.GreaterOf(one, other):
            return _extreme(desk, written, (one, other), place, model.GreatestOf)
        case ast.SmallerOf(one, other):
            return _extreme(desk, written, (one, other), place, model.LeastOf)
        case ast.Aggregate():
            return _aggregate(desk, written, place)
        case ast.NumberOf():
            return _number_of(desk, written, place)
        case ast.AllPayments():
            return model.AllPaymentsOf(type=MONEY, level=model.SCHEME, span=written.span)
        case ast.SoFar():
            return _so_far(desk, written, place)
        case ast.Comparison():
            return _comparison(desk, written, place)
        case ast.IsMet():
            return _is_met(desk, written, place)
        case ast.EveryHas() | ast.EveryMeets() | ast.SomeHave() | ast.SomeMeet():
            return _of_members(desk, written, place)
        case ast.SomeOf():
            return _some_of(desk, written, place)
        case ast.AllOf(conditions):
            return _quorum(desk, written, conditions, place, said="and")
        case ast.AnyOf(conditions):
            return _quorum(desk, written, conditions, place, said="or")
        case ast.Negated(condition):
            return _quorum(desk, written, (condition,), place, said="not")
        case ast.Per():
            desk.not_yet(written.span, "a rate per 1,000")
        case ast.IsState():
            desk.not_yet(written.span, "asking whether a figure is reported")
        case _:
            assert_never(written)
    return None


# ---------------------------------------------------------------- names


def _read_name(desk: Desk, name: ast.Name, written: ast.Expression, moment: Moment | None) -> Expression | None:
    block = desk.block(name)
    match block:
        case None:
            return None
        case model.Figure():
            return _read_figure(desk, block, written, moment)
        case model.Value() | model.Indicator():
            return _timeless(desk, block, written, block.expression.type, block.level)
        case model.Target():
            return _timeless(desk, block, written, YES_NO, block.level)
        case model.Payment():
            return _timeless(desk, block, written, MONEY, block.level)
        case _:
            desk.wrong_kind(name, desk.blocks[name.text], "something with a value")
            return None


def _read_figure(
    desk: Desk, figure: model.Figure, written: ast.Expression, moment: Moment | None
) -> Expression | None:
    period = period_read(desk, figure, moment, written)
    if period is False or period is True:
        return None
    return model.ReadFigure(
        type=figure.type, level=figure.level, span=written.span, figure=figure.name, period=period
    )


def _timeless(
    desk: Desk, block: model.Block, written: ast.Expression, kind: model.Type, level: str
) -> Expression | None:
    if isinstance(written, ast.Timed) and not isinstance(written.when, ast.During):
        desk.not_yet(written.when.span, "reading this at a day of its own")
        return None
    return model.ReadBlock(type=kind, level=level, span=written.span, block=block.name)


def _so_far(desk: Desk, written: ast.SoFar, place: Place) -> Expression | None:
    if place.so_far is None:
        desk.say(errors.StepsOutOfOrder(place=written.span))
        return None
    return model.SoFarOf(type=place.so_far, level=place.level or model.SCHEME, span=written.span)


# ---------------------------------------------------------------- sums and products


def _is_number(desk: Desk, read: Expression) -> bool:
    if units.is_number(read.type):
        return True
    desk.say(errors.NotANumberHere(place=read.span, found=said(read.type)))
    return False


def _numbers(desk: Desk, written: Iterable[ast.Expression], place: Place) -> tuple[Expression, ...] | None:
    """Read several numbers; all are read, so that everything wrong is found at once."""
    read = [express(desk, each, place) for each in written]
    fit = [each for each in read if each is not None and _is_number(desk, each)]
    return tuple(fit) if len(fit) == len(read) else None


def _split(
    parts: tuple[ast.Expression | str, ...], minus: tuple[str, ...]
) -> tuple[list[ast.Expression], list[Literal[1, -1]]]:
    """Part what is joined from the signs that join it."""
    them = [part for part in parts if not isinstance(part, str)]
    signs: list[Literal[1, -1]] = [1]
    signs += [-1 if part in minus else 1 for part in parts if isinstance(part, str)]
    return them, signs


def _sum(
    desk: Desk, written: ast.Sum, parts: tuple[ast.Expression | str, ...], place: Place
) -> Expression | None:
    them, signs = _split(parts, ("-",))
    terms = _numbers(desk, them, place)
    kind = terms and _joined(desk, terms, "added")
    if not terms or not kind:
        return None
    level = desk.finest(term.level for term in terms)
    return model.SumOf(type=kind, level=level, span=written.span, terms=tuple(zip(signs, terms, strict=True)))


def _joined(desk: Desk, read: tuple[Expression, ...], how: str) -> model.Type | None:
    """Return the one type of several values, or say which two do not go together."""
    kind = read[0].type
    for other in read[1:]:
        both = units.joined(kind, other.type)
        if both is None:
            _refuse_joining(desk, read[0], other, how)
            return None
        kind = both
    return kind


def _refuse_joining(desk: Desk, one: Expression, other: Expression, how: str) -> None:
    desk.say(
        errors.QuantitiesApart(
            place=other.span,
            one=said(one.type),
            other=said(other.type),
            joined=how,
            words=" ".join(one.span.words.split()),
        )
    )


def _product(
    desk: Desk, written: ast.Product, parts: tuple[ast.Expression | str, ...], place: Place
) -> Expression | None:
    them, powers = _split(parts, ("÷", "/"))
    factors = _numbers(desk, them, place)
    if not factors:
        return None
    kind = factors[0].type
    for power, factor in list(zip(powers, factors, strict=True))[1:]:
        both = units.multiplied(kind, factor.type) if power == 1 else units.divided(kind, factor.type)
        if both is None:
            _refuse_product(desk, kind, factor, "multiplied" if power == 1 else "divided")
            return None
        kind = both
    level = desk.finest(factor.level for factor in factors)
    together = tuple(zip(powers, factors, strict=True))
    return model.ProductOf(type=kind, level=level, span=written.span, factors=together)


def _refuse_product(desk: Desk, one: model.Type, other: Expression, how: str) -> None:
    desk.say(errors.CannotMultiply(place=other.span, one=said(one), other=said(other.type), joined=how))


def _rate(desk: Desk, written: ast.Rate, place: Place) -> Expression | None:
    amount = read_literal(desk, written.amount)
    base = _numbers(desk, (written.base,), place)
    if amount is None or not base:
        return None
    unit = singular(written.unit.text)
    if base[0].type.unit not in ("", unit):
        desk.say(errors.UnitsApart(place=written.base.span, unit=unit, found=base[0].type.unit + "s"))
        return None
    kind = units.multiplied(amount.type, NUMBER) or MONEY
    return model.RateOf(
        type=kind, level=base[0].level, span=written.span, amount=amount, unit=unit, base=base[0]
    )


def _part(desk: Desk, written: ast.Part, place: Place) -> Expression | None:
    share = read_amount(desk, written.percent)
    whole = _numbers(desk, (written.whole,), place)
    if share is None or not whole:
        return None
    if whole[0].type == SHARE:
        desk.say(errors.PercentOfPercent(place=written.whole.span))
        return None
    constant = model.Constant(type=SHARE, level=model.SCHEME, span=written.percent.span, value=share)
    return model.PartOf(
        type=whole[0].type, level=whole[0].level, span=written.span, share=constant, whole=whole[0]
    )


def _out_of(desk: Desk, written: ast.OutOf, place: Place) -> Expression | None:
    read = _numbers(desk, (written.part, written.whole), place)
    if not read or not _joined(desk, read, "put in proportion"):
        return None
    if place.empty is None:
        unit = read[1].type.unit + "s" if read[1].type.unit else "any in the whole"
        desk.say(errors.EmptyUnsaid(place=written.span, name=_words(written), unit=unit))
        return None
    level = desk.finest(each.level for each in read)
    return model.RatioOf(
        type=SHARE, level=level, span=written.span, part=read[0], whole=read[1], empty=place.empty
    )


def _extreme(
    desk: Desk,
    written: ast.Expression,
    them: tuple[ast.Expression, ...],
    place: Place,
    make: type[model.GreatestOf] | type[model.LeastOf],
) -> Expression | None:
    read = _numbers(desk, them, place)
    kind = read and _joined(desk, read, "compared")
    if not read or not kind:
        return None
    level = desk.finest(each.level for each in read)
    return make(type=kind, level=level, span=written.span, values=read)


# ---------------------------------------------------------------- members put together


def _aggregate(desk: Desk, written: ast.Aggregate, place: Place) -> Expression | None:
    if written.word == "latest":
        desk.not_yet(written.span, "the latest figure")
        return None
    if written.word == "pooled":
        return _pooled(desk, written, place)
    operand = _numbers(desk, (written.operand,), place)
    return operand and _over(desk, written, operand[0], _HOW[written.word], place)


_HOW: dict[str, model.How] = {
    "total": "total",
    "average": "average",
    "lowest": "lowest",
    "highest": "highest",
}


def _over(
    desk: Desk, written: ast.Expression, operand: Expression, how: model.How, place: Place
) -> Expression | None:
    level = place.level or model.SCHEME
    if not desk.finer(operand.level, level):
        words = " ".join(operand.span.words.split())
        desk.say(errors.NothingToPutTogether(place=operand.span, words=words, level=operand.level))
        return None
    kind = {"number": NUMBER, "every": YES_NO}.get(how, operand.type)
    return model.Over(
        type=kind,
        level=level,
        span=written.span,
        how=how,
        members=desk.kind_of_level(operand.level),
        operand=operand,
        day=_day_of(desk, operand, place.moment),
    )


def _pooled(desk: Desk, written: ast.Aggregate, place: Place) -> Expression | None:
    name = written.operand
    if not isinstance(name, ast.Name):
        desk.not_yet(written.span, "pooling anything but an indicator")
        return None
    indicator = desk.block(name)
    if indicator is None:
        return None
    if not isinstance(indicator, model.Indicator) or not isinstance(indicator.expression, model.RatioOf):
        desk.say(errors.CannotBePooled(place=name.span, name=name.text, member=desk.heading.leaf.singular))
        return None
    return _pool(desk, written, indicator, place)


def _pool(desk: Desk, written: ast.Aggregate, indicator: model.Indicator, place: Place) -> Expression | None:
    level = place.level or model.SCHEME
    if not desk.finer(indicator.level, level):
        words = indicator.name
        desk.say(errors.NothingToPutTogether(place=written.span, words=words, level=indicator.level))
        return None
    return model.PooledOf(
        type=SHARE,
        level=level,
        span=written.span,
        indicator=indicator.name,
        members=desk.kind_of_level(indicator.level),
        day=_day_of(desk, indicator.expression, indicator.moment),
    )


def _number_of(desk: Desk, written: ast.NumberOf, place: Place) -> Expression | None:
    kind = desk.kind_named(written.members)
    target = kind and _target_read(desk, written.target, place)
    return target and _over(desk, written, target, "number", place)


def _of_members(
    desk: Desk, written: ast.EveryHas | ast.EveryMeets | ast.SomeHave | ast.SomeMeet, place: Place
) -> Expression | None:
    match written:
        case ast.EveryHas(member, measure, bound):
            kind, condition = desk.kind_named(member), _bounded(desk, measure, bound, place)
            return kind and condition and _over(desk, written, condition, "every", place)
        case ast.EveryMeets(member, target):
            kind, condition = desk.kind_named(member), _target_read(desk, target, place)
            return kind and condition and _over(desk, written, condition, "every", place)
        case ast.SomeHave(quantity, members, _, measure, bound):
            condition = _bounded(desk, measure, bound, place)
            return _enough(desk, written, quantity, members, condition, place)
        case ast.SomeMeet(quantity, members, _, target):
            condition = _target_read(desk, target, place)
            return _enough(desk, written, quantity, members, condition, place)


def _enough(
    desk: Desk,
    written: ast.Expression,
    quantity: ast.Quantity,
    members: ast.Name,
    condition: Expression | None,
    place: Place,
) -> Expression | None:
    kind = desk.kind_named(members)
    number = read_literal(desk, quantity.number)
    if kind is None or number is None or condition is None:
        return None
    counted = _over(desk, written, condition, "number", place)
    if counted is None:
        return None
    comparator: model.Comparator = "at_least" if quantity.word == "at least" else "at_most"
    return model.Compared(
        type=YES_NO, level=counted.level, span=written.span, left=counted, comparator=comparator, right=number
    )


_BOUNDS: dict[str, model.Comparator] = {
    "at least": "at_least",
    "at most": "at_most",
    "more than": "more_than",
    "less than": "less_than",
}


def _bounded(desk: Desk, measure: ast.Name, bound: ast.Bound, place: Place) -> Expression | None:
    """Read `has care_planning of at least 60%` as a comparison that each member makes."""
    left = express(desk, measure, place)
    right = express(desk, bound.value, place)
    if left is None or right is None:
        return None
    span = measure.span.to(bound.span)
    return _compared(desk, span, left, _BOUNDS[bound.word], right)


def _target_read(desk: Desk, name: ast.Name, place: Place) -> Expression | None:
    read = express(desk, name, place)
    if read is not None and read.type != YES_NO:
        desk.wrong_kind(name, desk.blocks[name.text], "a target")
        return None
    return read


def _day_of(desk: Desk, read: Expression, moment: Moment | None) -> date:
    """Return the day on which a value's members are its members: when it is counted, within the term."""
    days = [_last_day(each) for each in (moment, *_moments(desk, read)) if each is not None]
    day = max(days, default=desk.heading.last)
    return min(max(day, desk.heading.first), desk.heading.last)


def _last_day(moment: Moment) -> date:
    return moment.last if isinstance(moment, Period) else moment


def _moments(desk: Desk, read: Expression) -> Iterable[Moment | None]:
    match read:
        case model.ReadFigure(figure=name, period=period):
            figure = desk.read[name]
            assert isinstance(figure, model.Figure), "a figure is read before what reads it"
            yield period or (figure.time.moment if isinstance(figure.time, model.Once) else None)
        case model.ReadBlock(block=name):
            block = desk.read[name]
            if isinstance(block, model.Indicator):
                yield block.moment
            if isinstance(block, model.Indicator | model.Value):
                yield from _moments(desk, block.expression)
        case _:
            for part in model.parts(read):
                yield from _moments(desk, part)


# ---------------------------------------------------------------- conditions


_COMPARATORS: dict[str, model.Comparator] = {
    "is at least": "at_least",
    "is at most": "at_most",
    "is more than": "more_than",
    "is less than": "less_than",
    "is": "equal",
    "is not": "not_equal",
}


def comparator_of(word: str) -> model.Comparator:
    """Return the comparison that the words of one stand for."""
    return _COMPARATORS[word]


def _comparison(desk: Desk, written: ast.Comparison, place: Place) -> Expression | None:
    left = express(desk, written.left, place)
    right = express(desk, written.right, place)
    if left is None or right is None:
        return None
    return _compared(desk, written.span, left, comparator_of(written.word), right)


def _compared(
    desk: Desk, span: Span, left: Expression, comparator: model.Comparator, right: Expression
) -> Expression | None:
    if not _joined(desk, (left, right), "compared"):
        return None
    level = desk.finest((left.level, right.level))
    return model.Compared(
        type=YES_NO, level=level, span=span, left=left, comparator=comparator, right=right
    )


def _is_met(desk: Desk, written: ast.IsMet, place: Place) -> Expression | None:
    if not isinstance(written.target, ast.Name):
        desk.not_yet(written.span, "reading another party's target in a rule")
        return None
    met = _target_read(desk, written.target, place)
    if met is None or written.word == "met":
        return met
    return model.Quorum(
        type=YES_NO, level=met.level, span=written.span, conditions=(met,), least=0, most=0, said="not"
    )


def _quorum(
    desk: Desk,
    written: ast.Expression,
    conditions: tuple[ast.Expression, ...],
    place: Place,
    *,
    said: Literal["and", "or", "not"],
) -> Expression | None:
    read = [express(desk, each, place) for each in conditions]
    fit = [each for each in read if each is not None and _is_yes_no(desk, each)]
    if len(fit) < len(read):
        return None
    least = {"and": len(fit), "or": 1, "not": 0}[said]
    return _make_quorum(desk, written, tuple(fit), (least, 0 if said == "not" else None), said)


def _make_quorum(
    desk: Desk,
    written: ast.Expression,
    conditions: tuple[Expression, ...],
    bounds: tuple[int, int | None],
    said: Literal["and", "or", "not", "of"],
) -> Expression:
    return model.Quorum(
        type=YES_NO,
        level=desk.finest(each.level for each in conditions),
        span=written.span,
        conditions=conditions,
        least=bounds[0],
        most=bounds[1],
        said=said,
    )


def _some_of(desk: Desk, written: ast.SomeOf, place: Place) -> Expression | None:
    read = [_target_read(desk, name, place) for name in written.names]
    number = read_whole_number(desk, written.quantity.number)
    fit = tuple(each for each in read if each is not None)
    if number is None or len(fit) < len(read):
        return None
    bounds = (number, None) if written.quantity.word == "at least" else (0, number)
    return _make_quorum(desk, written, fit, bounds, "of")


def _is_yes_no(desk: Desk, read: Expression) -> bool:
    if read.type == YES_NO:
        return True
    desk.say(errors.NotACondition(place=read.span, found=said(read.type)))
    return False


def _words(written: ast.Expression) -> str:
    return " ".join(written.span.words.split())
