"""Expressions as meant: each name found, each type and level known."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, assert_never

from schemelang.light import evolve, frozen
from schemelang.model import model
from schemelang.model.arithmetic import (
    Read,
    Sign,
    add,
    divide,
    extreme,
    is_number,
    multiply,
    per,
    rate,
    root,
    take_part,
)
from schemelang.model.categories import is_bare_word, read_word
from schemelang.model.conditions import comparator_of, compare, is_yes_no, join, quorum, see_days
from schemelang.model.desk import Desk, Place
from schemelang.model.levels import at_level
from schemelang.model.literals import read_amount, read_literal, read_whole_number
from schemelang.model.members import members_named, over, percentile, pool, put_together, some
from schemelang.model.model import Expression
from schemelang.model.periods import latest, over_time
from schemelang.model.reading import overspent, read_name, read_of, read_so_far, read_timed, supplied
from schemelang.model.units import MONEY, NUMBER, YES_NO
from schemelang.source import Span
from schemelang.syntax import ast

_MOST_MEMBERS = 9_999


def read_condition(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression that must be a yes or no, at the level of its place."""
    read = read_value(desk, written, place)
    return read if read is None or is_yes_no(desk, read) else None


def read_number(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression that must be a number, at the level of its place."""
    read = read_value(desk, written, place)
    return read if read is None or is_number(desk, read) else None


def read_value(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression, and see that it has one value at the level of its place."""
    return at_level(desk, express(desk, written, place), place.level)


def express(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read an expression at whatever level it has."""
    match written:
        case ast.Number() | ast.Percent() | ast.Money() | ast.Date() | ast.YesNo() | ast.Negative():
            return read_literal(desk, written)
        case ast.Text():
            return read_word(written)
        case ast.Name():
            return read_name(desk, written, place)
        case ast.Timed(ast.Name() as name):
            return read_timed(desk, name, written, place)
        case ast.NameOf(name, party):
            return read_of(desk, written, read_name(desk, name, place), party)
        case ast.Timed(read):
            assert isinstance(read, ast.NameOf), "a name is read at a time, or what one party has"
            return read_of(desk, written, read_timed(desk, read.name, written, place), read.party)
        case ast.Sum(parts):
            them, signs = _parted(parts, ("-",))
            return add(desk, written.span, signs, _all(desk, them, place))
        case ast.Product(parts):
            them, powers = _parted(parts, ("÷", "/"))
            return multiply(desk, written.span, powers, _all(desk, them, place))
        case ast.Rate(amount, _, base):
            return rate(desk, written, read_literal(desk, amount), express(desk, base, place))
        case ast.Part(percent, whole):
            return take_part(desk, written, read_amount(desk, percent), express(desk, whole, place))
        case ast.OutOf(part, whole):
            return divide(desk, written, (express(desk, part, place), express(desk, whole, place)), place)
        case ast.GreaterOf(one, other):
            return extreme(desk, written.span, _all(desk, (one, other), place), model.GreatestOf)
        case ast.SmallerOf(one, other):
            return extreme(desk, written.span, _all(desk, (one, other), place), model.LeastOf)
        case ast.Aggregate():
            return _aggregate(desk, written, place)
        case ast.OverTime():
            return over_time(desk, written, place, lambda there: express(desk, written.operand, there))
        case ast.Percentile(_, operand):
            theirs = express(desk, operand, place)
            return percentile(desk, written, theirs, place) if theirs and is_number(desk, theirs) else None
        case ast.Root(operand):
            return root(desk, written, express(desk, operand, place))
        case ast.AllPayments():
            return model.AllPaymentsOf(type=MONEY, level=model.SCHEME, span=written.span)
        case ast.SoFar():
            return read_so_far(desk, written, place)
        case ast.Per(part, _, whole):
            return per(desk, written, (express(desk, part, place), express(desk, whole, place)), place)
        case _:
            return _condition(desk, written, place)
    return None


def _all(desk: Desk, written: Iterable[ast.Expression], place: Place) -> tuple[Read, ...]:
    return tuple(express(desk, each, place) for each in written)


def _parted(
    parts: tuple[ast.Expression | str, ...], minus: tuple[str, ...]
) -> tuple[tuple[ast.Expression, ...], tuple[Sign, ...]]:
    """Part what is joined from the signs that join it."""
    them = tuple(part for part in parts if not isinstance(part, str))
    signs: list[Sign] = [1]
    signs += [-1 if part in minus else 1 for part in parts if isinstance(part, str)]
    return them, tuple(signs)


def _aggregate(desk: Desk, written: ast.Aggregate, place: Place) -> Expression | None:
    if written.word == "latest":
        return latest(desk, written, place, lambda there: express(desk, written.operand, there))
    if written.word == "pooled":
        return pool(desk, written, place)
    operand = express(desk, written.operand, place)
    if operand is None or not is_number(desk, operand):
        return None
    return put_together(desk, written, operand, place)


# ---------------------------------------------------------------- conditions


_Condition = (
    ast.Comparison
    | ast.IsMet
    | ast.IsState
    | ast.NumberOf
    | ast.EveryHas
    | ast.EveryMeets
    | ast.SomeHave
    | ast.SomeMeet
    | ast.SomeOf
    | ast.AllOf
    | ast.AnyOf
    | ast.Negated
)


def _condition(desk: Desk, written: _Condition, place: Place) -> Expression | None:
    match written:
        case ast.Comparison(left, word, right):
            one = express(desk, left, place)
            bare = one is not None and is_bare_word(desk, right, one.type)
            other = None if bare else express(desk, right, place)
            return compare(desk, written.span, one, comparator_of(word), other) if see_days(desk, word, one) else None
        case ast.IsMet():
            return _is_met(desk, written, place)
        case ast.IsState(read, "overspent"):
            return overspent(desk, written, express(desk, read, place))
        case ast.IsState(read, "not overspent"):
            return join(desk, written.span, (overspent(desk, written, express(desk, read, place)),), "not")
        case ast.IsState():
            return supplied(desk, written, express(desk, written.read, place))
        case ast.NumberOf(members, _, target):
            return _of_members(desk, written.span, "number", _Asked(members, target), place)
        case ast.EveryHas(member, measure, bound):
            return _of_members(desk, written.span, "every", _Asked(member, measure, bound), place)
        case ast.EveryMeets(member, target):
            return _of_members(desk, written.span, "every", _Asked(member, target), place)
        case ast.SomeHave(_, members, _, measure, bound):
            return _some(desk, written, _Asked(members, measure, bound), place)
        case ast.SomeMeet(_, members, _, target):
            return _some(desk, written, _Asked(members, target), place)
        case ast.SomeOf():
            return _some_of(desk, written, place)
        case ast.AllOf(conditions):
            return join(desk, written.span, _all(desk, conditions, place), "and")
        case ast.AnyOf(conditions):
            return join(desk, written.span, _all(desk, conditions, place), "or")
        case ast.Negated(condition):
            return join(desk, written.span, _all(desk, (condition,), place), "not")
        case _:
            assert_never(written)


def _is_met(desk: Desk, written: ast.IsMet, place: Place) -> Expression | None:
    met = read_met(desk, written.target, place)
    return met if met is None or written.word == "met" else quorum(desk, written.span, (met,), (0, 0), "not")


def _read_at_a_time(written: ast.Expression) -> ast.Expression:
    """Return the name that is read, at a time or of one party."""
    read = written.read if isinstance(written, ast.Timed) else written
    return read.name if isinstance(read, ast.NameOf) else read


def read_met(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    """Read something that is met or not, by its name, perhaps at a time or of one party."""
    read = express(desk, written, place)
    name = _read_at_a_time(written)
    if read is not None and read.type != YES_NO and isinstance(name, ast.Name):
        desk.wrong_kind(name, "a target")
        return None
    return None if read is None or not is_yes_no(desk, read) else read


def _some_of(desk: Desk, written: ast.SomeOf, place: Place) -> Expression | None:
    read = [read_met(desk, name, place) for name in written.names]
    number = read_whole_number(desk, written.quantity.number, 0, len(written.names))
    fit = tuple(each for each in read if each is not None)
    if number is None or len(fit) < len(read):
        return None
    bounds = (number, None) if written.quantity.word == "at least" else (0, number)
    return quorum(desk, written.span, fit, bounds, "of")


# ---------------------------------------------------------------- members


@frozen
class _Asked:
    """What is asked of each member: to have so much of something or, without a bound, to meet a target."""

    members: ast.Name
    measure: ast.Name
    bound: ast.Bound | None = None


def _of_members(
    desk: Desk, span: Span, how: Literal["number", "every"], asked: _Asked, place: Place
) -> model.Over | None:
    """Read what each member has or meets, and put it together."""
    members = members_named(desk, asked.members, place)
    if members is None:
        return None
    theirs = evolve(place, level=members.singular)
    condition = at_level(desk, _each_has(desk, asked, theirs), members.singular)
    return None if condition is None else over(desk, span, (how, members), condition, place)


def _each_has(desk: Desk, asked: _Asked, place: Place) -> Expression | None:
    measure, bound = asked.measure, asked.bound
    if bound is None:
        return read_met(desk, measure, place)
    both = express(desk, measure, place), express(desk, bound.value, place)
    if not see_days(desk, bound.word, both[0]):
        return None
    return compare(desk, measure.span.to(bound.span), both[0], comparator_of(bound.word), both[1])


def _some(desk: Desk, written: ast.SomeHave | ast.SomeMeet, asked: _Asked, place: Place) -> model.Compared | None:
    counted = _of_members(desk, written.span, "number", asked, place)
    number = read_whole_number(desk, written.quantity.number, 0, _MOST_MEMBERS)
    if counted is None or number is None:
        return None
    return some(written, _whole(written.quantity.number, number), counted)


def _whole(written: ast.Number, number: int) -> model.Constant:
    return model.Constant(type=NUMBER, level=model.SCHEME, span=written.span, value=Fraction(number))
