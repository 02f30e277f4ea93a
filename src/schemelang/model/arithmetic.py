"""What has been read put together by arithmetic: sums, products, rates, parts and proportions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model, units
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.fitting import fitted
from schemelang.model.literals import read_whole_number
from schemelang.model.model import Expression, Quantity
from schemelang.model.names import capital, plural, singular
from schemelang.model.offers import line_with, under, without_pounds
from schemelang.model.parts import parts
from schemelang.model.rounding import read_places
from schemelang.model.units import MONEY, NUMBER, SHARE, said, said_empty, said_units
from schemelang.source import Span
from schemelang.syntax import ast

Sign = Literal[1, -1]
_MOST_PER = 1_000_000

_A_PART = 'Let the line "is" be a part out of a whole, or a part per 1,000 of a whole.'
Read = Expression | None
"""What was read, or None where what is wrong with it has been said."""


def is_number(desk: Desk, read: Expression) -> bool:
    """Say whether arithmetic can be done with a value; if not, say so."""
    if units.is_number(read.type):
        return True
    desk.say(errors.quantities.NotANumberHere(place=read.span, found=said(read.type)))
    return False


def numbers(desk: Desk, read: Iterable[Read]) -> tuple[Expression, ...] | None:
    """Return several values if all are numbers, and say of each that is not that it is not."""
    them = list(read)
    fit = tuple(each for each in them if each is not None and is_number(desk, each))
    return fit if len(fit) == len(them) else None


# ---------------------------------------------------------------- sums


def add(desk: Desk, span: Span, signs: tuple[Sign, ...], read: Iterable[Read]) -> model.SumOf | None:
    """Return a sum of several values, those of sign -1 taken off."""
    terms = numbers(desk, read)
    kind = None if terms is None else together(desk, terms, "added")
    if terms is None or kind is None:
        return None
    level = desk.finest(term.level for term in terms)
    return model.SumOf(type=kind, level=level, span=span, terms=tuple(zip(signs, terms, strict=True)))


def together(desk: Desk, read: tuple[Expression, ...], how: str) -> model.Type | None:
    """Return the one type of several values, or say which two do not go together."""
    kind = read[0].type
    for other in read[1:]:
        both = units.joined(kind, other.type)
        if both is None:
            _refuse(desk, read[0], other, how)
            return None
        kind = both
    return kind


def _refuse(desk: Desk, one: Expression, other: Expression, how: str) -> None:
    if _is_bare(one, other):
        _refuse_bare(desk, one, other, how)
    elif _is_bare(other, one):
        _refuse_bare(desk, other, one, how)
    elif one.type.unit and other.type.unit and one.type.unit != other.type.unit:
        first, second = sorted((said_units(one.type), said_units(other.type)))
        label = Label(one.span, "the other of the two")
        desk.say(errors.quantities.CountsApart(place=other.span, one=first, other=second, labels=(label,)))
    else:
        label = Label(one.span, f"this is {said(one.type)}")
        kinds = (capital(said(one.type)), said(other.type))
        desk.say(
            errors.quantities.QuantitiesApart(
                place=other.span, one=kinds[0], other=kinds[1], joined=how, labels=(label,)
            )
        )


def _is_bare(number: Expression, beside: Expression) -> bool:
    """Say whether a plain number stands where its sign was probably forgotten."""
    return isinstance(number, model.Constant) and number.type == NUMBER and beside.type in (MONEY, SHARE)


def _refuse_bare(desk: Desk, number: Expression, beside: Expression, how: str) -> None:
    digits = number.span.words.removeprefix("-").strip()
    minus = "-" if number.span.words.startswith("-") else ""
    meant = f"{minus}£{digits}" if beside.type == MONEY else f"{minus}{digits}%"
    label = Label(beside.span, f"this is {said(beside.type)}")
    written, other = number.span.words, said(beside.type)
    desk.say(
        errors.quantities.BareNumber(
            place=number.span, written=written, other=other, joined=how, suggestion=meant, labels=(label,)
        )
    )


# ---------------------------------------------------------------- products, rates and parts


def multiply(desk: Desk, span: Span, powers: tuple[Sign, ...], read: Iterable[Read]) -> model.ProductOf | None:
    """Return a product of several values, those of power -1 divided by."""
    factors = numbers(desk, read)
    kind = None if factors is None else _kind_of_product(desk, powers, factors)
    if factors is None or kind is None:
        return None
    level = desk.finest(factor.level for factor in factors)
    together_ = tuple(zip(powers, factors, strict=True))
    return model.ProductOf(type=kind, level=level, span=span, factors=together_)


def _kind_of_product(desk: Desk, powers: tuple[Sign, ...], factors: tuple[Expression, ...]) -> model.Type | None:
    kind = factors[0].type
    for power, factor in zip(powers[1:], factors[1:], strict=True):
        both = units.multiplied(kind, factor.type) if power == 1 else units.divided(kind, factor.type)
        if both is None:
            _refuse_product(desk, kind, power, factor)
            return None
        kind = both
    return kind


def _refuse_product(desk: Desk, kind: model.Type, power: Sign, factor: Expression) -> None:
    if power == 1:
        desk.say(errors.quantities.MoneyTimesMoney(place=factor.span, remedy=without_pounds(one_line(factor))))
    else:
        desk.say(errors.quantities.DividedByMoney(place=factor.span, found=said(kind)))


def rate(desk: Desk, written: ast.Rate, amount: model.Constant | None, base: Read) -> model.RateOf | None:
    """Return so much for each unit of something, which must count those units."""
    if amount is None or base is None or not is_number(desk, amount) or not is_number(desk, base):
        return None
    unit = singular(written.unit.text)
    counts = base.type.quantity in (Quantity.COUNT, Quantity.NUMBER) and base.type.unit in ("", unit)
    if not counts:
        found = said(base.type)
        desk.say(errors.quantities.UnitsApart(place=base.span, unit=unit, units=plural(unit), found=found))
        return None
    kind = MONEY if amount.type == MONEY else NUMBER
    return model.RateOf(type=kind, level=base.level, span=written.span, amount=amount, unit=unit, base=base)


def take_part(desk: Desk, written: ast.Part, share: Fraction | None, whole: Read) -> model.PartOf | None:
    """Return a percentage of something that is no percentage itself."""
    if share is None or whole is None or not is_number(desk, whole):
        return None
    if whole.type == SHARE:
        words = one_line(whole)
        desk.say(errors.quantities.PercentOfPercent(place=whole.span, percent=written.percent.text, words=words))
        return None
    constant = model.Constant(type=SHARE, level=model.SCHEME, span=written.percent.span, value=share)
    return model.PartOf(type=whole.type, level=whole.level, span=written.span, share=constant, whole=whole)


# ---------------------------------------------------------------- proportions and extremes


def divide(desk: Desk, written: ast.OutOf, read: tuple[Read, Read], place: Place) -> model.RatioOf | None:
    """Return a part out of a whole, for which it must be said what it is when the whole is nothing."""
    both = numbers(desk, read)
    if both is None or together(desk, both, "put in proportion") is None:
        return None
    return _ratio(desk, written, SHARE, both, place)


def per(desk: Desk, written: ast.Per, read: tuple[Read, Read], place: Place) -> model.RatioOf | None:
    """Return a part for so many of a whole, for which the same must be said as for a part out of a whole."""
    both = numbers(desk, read)
    number = read_whole_number(desk, written.number, 1, _MOST_PER)
    if both is None or number is None:
        return None
    kind = units.divided(both[0].type, both[1].type)
    if kind is None:
        _refuse_product(desk, both[0].type, -1, both[1])
        return None
    ratio = _ratio(desk, written, kind, both, place)
    return None if ratio is None else evolve(ratio, per=number)


def _ratio(
    desk: Desk, written: ast.OutOf | ast.Per, kind: model.Type, both: tuple[Expression, ...], place: Place
) -> model.RatioOf | None:
    part, whole = both
    level = desk.finest((part.level, whole.level))
    empty = _empty(desk, written, (kind, whole, level), place)
    if empty is None or place.few == "unreadable":
        return None
    few = place.few
    if few is not None:
        action = fitted(desk, few.action, kind, written)
        if action is None:
            return None
        few = evolve(few, action=action)
    ratio = model.RatioOf(type=kind, level=level, span=written.span, part=part, whole=whole, empty=empty, few=few)
    return evolve(ratio, level=desk.finest((level, *(each.level for each in parts(ratio)))))


def leave_out(
    desk: Desk, line: ast.LeavingOut, read: Expression, left_out: Read, most: Expression | Literal["none"] | None
) -> model.RatioOf | None:
    """Return a part out of what is left of its whole, when some of it is left out."""
    if not isinstance(read, model.RatioOf):
        desk.say(errors.readings.NothingLeftOut(place=line.span, remedy=_as_part_of_whole(desk, line, read)))
        return None
    both = numbers(desk, (left_out, *(() if most == "none" else (most,))))
    if both is None or together(desk, (read.whole, *both), "left out of one another") is None:
        return None
    level = desk.finest(each.level for each in (read, *both))
    whole = model.LeftOf(
        type=read.whole.type,
        level=desk.finest(each.level for each in (read.whole, *both)),
        span=read.whole.span,
        whole=read.whole,
        left_out=both[0],
        most=both[1] if len(both) > 1 else None,
    )
    alike = units.joined(read.part.type, read.whole.type) is not None
    return evolve(read, level=level, whole=whole, floor="part" if alike else "nothing")


def _as_part_of_whole(desk: Desk, line: ast.LeavingOut, read: Expression) -> str:
    """Return how what an indicator is can be written as a part out of a whole, if it is known out of which."""
    whole = _most_of(desk, read)
    if whole is None:
        return _A_PART
    begins = "Make it a part out of a whole:"
    proportion, empty = f"is {one_line(read)} out of {whole.name}", said_empty(whole.type)
    block = next(each for each in desk.blocks.values() if isinstance(each, ast.Indicator) and line in each.lines)
    if any(isinstance(each, ast.Situation) for each in block.lines):
        return under(begins, proportion)
    said = "In place of  leave it out  may stand  count it as 0%  or  hold the payment."
    return under(begins, proportion, f"if {empty}, leave it out") + f"\n{said}"


def _most_of(desk: Desk, read: Expression) -> model.Figure | None:
    """Return the figure that another is never more than, if it has such a limit."""
    block = desk.blocks.get(read.figure) if isinstance(read, model.ReadFigure) else None
    lines = block.lines if isinstance(block, ast.Figure) else ()
    limit = next((line.value for line in lines if isinstance(line, ast.NeverMoreThan)), None)
    most = desk.read.get(limit.text) if isinstance(limit, ast.Name) else None
    return most if isinstance(most, model.Figure) else None


def _empty(
    desk: Desk, written: ast.OutOf | ast.Per, about: tuple[model.Type, Expression, str], place: Place
) -> model.Action | None:
    kind, whole, level = about
    counted, nothing = said_empty(whole.type), {SHARE: "0%", MONEY: "£0"}.get(kind, "0")
    words = one_line(written)
    match place.empty:
        case "unreadable":
            return None
        case "unsaid":
            desk.say(errors.choices.EmptyUnsaid(place=whole.span, name=words, empty=counted, nothing=nothing))
            return None
        case "unsayable":
            begun = "indicator my_share" + ("" if level == model.SCHEME else f" for each {level}")
            said = errors.choices.EmptyUnsayable(
                place=whole.span,
                empty=counted,
                begun=begun,
                words=words,
                line=line_with(desk, written, "my_share"),
                nothing=nothing,
            )
            desk.say(said)
            return None
        case _:
            return fitted(desk, place.empty, kind, written)


def root(desk: Desk, written: ast.Root, operand: Read) -> model.RootOf | None:
    """Return a square root, which is a plain number."""
    places = read_places(desk, written.rounding)
    if operand is None or not is_number(desk, operand):
        return None
    if operand.type == MONEY:
        desk.say(errors.readings.RootOfMoney(place=operand.span))
        return None
    if places is None:
        return None
    unit, way = places
    return model.RootOf(type=NUMBER, level=operand.level, span=written.span, operand=operand, unit=unit, way=way)


def extreme(
    desk: Desk, span: Span, read: Iterable[Read], make: type[model.GreatestOf] | type[model.LeastOf]
) -> model.GreatestOf | model.LeastOf | None:
    """Return the greatest or the least of several values."""
    values = numbers(desk, read)
    kind = None if values is None else together(desk, values, "compared")
    if values is None or kind is None:
        return None
    level = desk.finest(each.level for each in values)
    return make(type=kind, level=level, span=span, values=values)
