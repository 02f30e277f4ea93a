"""Expressions, times and days in the words of the language, with the brackets they need."""

from collections.abc import Iterator
from enum import IntEnum
from typing import assert_never

from schemelang.syntax import ast


def quoted(text: ast.Text) -> str:
    """Put words between quotation marks."""
    return f'"{text.text}"'


def name_list(names: tuple[ast.Name, ...]) -> str:
    """List names with commas and, before the last, `and`."""
    *others, last = (name.text for name in names)
    return f"{', '.join(others)} and {last}"


# ---------------------------------------------------------------- expressions

_Plain = ast.Text | ast.Literal | ast.Name | ast.SoFar | ast.AllPayments
_Of = (
    ast.NameOf
    | ast.Aggregate
    | ast.OverTime
    | ast.NumberOf
    | ast.Part
    | ast.GreaterOf
    | ast.SmallerOf
    | ast.Root
    | ast.Percentile
)
_Ratio = ast.OutOf | ast.Per | ast.Rate
_Test = ast.Comparison | ast.IsMet | ast.IsState
_MembersTest = ast.EveryHas | ast.EveryMeets | ast.SomeHave | ast.SomeMeet | ast.SomeOf
_Joined = ast.AnyOf | ast.AllOf | ast.Sum
_Unjoined = _Plain | _Of | ast.Timed | ast.Product | _Ratio | _Test | _MembersTest | ast.Negated


class _Binding(IntEnum):
    """How tightly an expression holds together, from loose to tight."""

    OR = 0
    AND = 1
    NOT = 2
    TEST = 3
    SUM = 4
    PRODUCT = 5
    READING = 6


def expression(value: ast.Expression) -> str:
    """Write an expression."""
    return " ".join(words for words, _ in parts(value))


def parts(value: ast.Expression) -> tuple[tuple[str, ast.Node], ...]:
    """Part an expression at its `or`, `and`, `+` or `-`: the words of each part, and what they say."""
    match value:
        case ast.AnyOf(conditions):
            return _joined("or", conditions)
        case ast.AllOf(conditions):
            return _joined("and", conditions)
        case ast.Sum():
            return tuple(_terms(value))
        case _:
            return ((_unjoined(value), value),)


def _joined(word: str, conditions: tuple[ast.Expression, ...]) -> tuple[tuple[str, ast.Node], ...]:
    """Join conditions; `and` inside `or` is bracketed, lest a reader ask which comes first."""
    first, *others = ((_within(condition, _Binding.NOT), condition) for condition in conditions)
    return first, *((f"{word} {words}", condition) for words, condition in others)


def _terms(value: ast.Sum) -> Iterator[tuple[str, ast.Node]]:
    sign = ""
    for part in value.parts:
        if isinstance(part, str):
            sign = f"{part} "
        else:
            yield sign + _within(part, _Binding.PRODUCT), part


def _unjoined(value: _Unjoined) -> str:
    match value:
        case (
            ast.NameOf()
            | ast.Aggregate()
            | ast.OverTime()
            | ast.NumberOf()
            | ast.Part()
            | ast.GreaterOf()
            | ast.SmallerOf()
        ):
            return _of(value)
        case ast.Root() | ast.Percentile():
            return _of(value)
        case ast.Timed():
            return f"{_unjoined(value.read)} {when(value.when)}"
        case ast.Product():
            return _product(value)
        case ast.OutOf() | ast.Per() | ast.Rate():
            return _ratio(value)
        case ast.Comparison() | ast.IsMet() | ast.IsState():
            return _test(value)
        case ast.EveryHas() | ast.EveryMeets() | ast.SomeHave() | ast.SomeMeet() | ast.SomeOf():
            return _members_test(value)
        case ast.Negated():
            return f"not {_within(value.condition, _Binding.NOT)}"
        case _:
            return _plain(value)


def _plain(value: _Plain) -> str:
    match value:
        case ast.Number() | ast.Percent() | ast.Money() | ast.Date() | ast.Name():
            return value.text
        case ast.YesNo():
            return value.word
        case ast.Text():
            return quoted(value)
        case ast.Negative():
            return f"-{_plain(value.literal)}"
        case ast.SoFar():
            return "the amount so far"
        case ast.AllPayments():
            return "total of all payments"
        case _:
            assert_never(value)


def _of(value: _Of) -> str:
    match value:
        case ast.NameOf(name, party):
            return f"{name.text} of {quoted(party) if isinstance(party, ast.Text) else party.text}"
        case ast.Aggregate(word, operand):
            return f"{word} {reading(operand)}"
        case ast.OverTime(word, operand, stretch):
            return f"{word} {_whole(operand)} over {_stretch(stretch)}"
        case ast.NumberOf(members, meet, target):
            return f"number of {members.text} that {meet} {target.text}"
        case ast.Part(percent, whole):
            return f"{percent.text} of {reading(whole)}"
        case ast.GreaterOf(one, other):
            return f"greater of {reading(one)} and {reading(other)}"
        case ast.SmallerOf(one, other):
            return f"smaller of {reading(one)} and {reading(other)}"
        case ast.Root(operand, rounding):
            return f"square root of {reading(operand)} {_places(rounding)}"
        case ast.Percentile(ordinal, operand):
            return f"the {ordinal.text} percentile of {reading(operand)}"
        case _:
            assert_never(value)


def _places(rounding: ast.NearestPlaces | ast.CutPlaces) -> str:
    match rounding:
        case ast.NearestPlaces(places, halves):
            return f"to {places.number.text} decimal places, {halves}"
        case ast.CutPlaces(word, places):
            return f"{word} {places.number.text} decimal places"
        case _:
            assert_never(rounding)


def _product(value: ast.Product) -> str:
    return " ".join(part if isinstance(part, str) else reading(part) for part in value.parts)


def _ratio(value: _Ratio) -> str:
    match value:
        case ast.OutOf(part, whole):
            return f"{reading(part)} out of {reading(whole)}"
        case ast.Per(part, number, whole):
            return f"{reading(part)} per {number.text} of {reading(whole)}"
        case ast.Rate(amount, unit, base):
            return f"{_plain(amount)} for each {unit.text} in {_within(base, _Binding.PRODUCT)}"
        case _:
            assert_never(value)


def _test(value: _Test) -> str:
    match value:
        case ast.Comparison(left, word, right):
            return f"{_within(left, _Binding.SUM)} {word} {_within(right, _Binding.SUM)}"
        case ast.IsMet(read, word) | ast.IsState(read, word):
            return f"{_within(read, _Binding.SUM)} is {word}"
        case _:
            assert_never(value)


def _members_test(value: _MembersTest) -> str:
    match value:
        case ast.EveryHas(member, measure, bound):
            return f"every {member.text} has {measure.text} {_bound(bound)}"
        case ast.EveryMeets(member, target):
            return f"every {member.text} meets {target.text}"
        case ast.SomeHave(quantity, members, have, measure, bound):
            return f"{_quantity(quantity)} {members.text} {have} {measure.text} {_bound(bound)}"
        case ast.SomeMeet(quantity, members, meet, target):
            return f"{_quantity(quantity)} {members.text} {meet} {target.text}"
        case ast.SomeOf(quantity, names):
            return f"{_quantity(quantity)} of {name_list(names)}"
        case _:
            assert_never(value)


def _bound(bound: ast.Bound) -> str:
    of = "" if bound.word.endswith(("after", "before")) else "of "
    return f"{of}{bound.word} {_within(bound.value, _Binding.SUM)}"


def _quantity(quantity: ast.Quantity) -> str:
    return f"{quantity.word} {quantity.number.text}"


def reading(value: ast.Expression) -> str:
    """Write an expression as one thing, in brackets if it is more."""
    return _within(value, _Binding.READING)


def _within(value: ast.Expression, least: _Binding) -> str:
    """Write an expression as part of another, in brackets if it would not hold together without."""
    words = expression(value)
    return words if _binding(value) >= least else f"({words})"


def _binding(value: ast.Expression) -> _Binding:
    match value:
        case ast.AnyOf():
            return _Binding.OR
        case ast.AllOf():
            return _Binding.AND
        case ast.Negated():
            return _Binding.NOT
        case ast.Sum():
            return _Binding.SUM
        case ast.Product() | ast.OutOf() | ast.Per() | ast.Rate():
            return _Binding.PRODUCT
        case _:
            return _binding_of_one(value)


def _binding_of_one(value: _Plain | _Of | ast.Timed | _Test | _MembersTest) -> _Binding:
    match value:
        case ast.Comparison() | ast.IsMet() | ast.IsState():
            return _Binding.TEST
        case ast.EveryHas() | ast.EveryMeets() | ast.SomeHave() | ast.SomeMeet() | ast.SomeOf():
            return _Binding.TEST
        case ast.Number() | ast.Percent() | ast.Money() | ast.Date() | ast.YesNo() | ast.Negative():
            return _Binding.READING
        case ast.Text() | ast.Name() | ast.NameOf() | ast.Timed() | ast.SoFar() | ast.AllPayments():
            return _Binding.READING
        case ast.Aggregate() | ast.OverTime() | ast.NumberOf() | ast.Part() | ast.GreaterOf() | ast.SmallerOf():
            return _Binding.READING
        case ast.Root() | ast.Percentile():
            return _Binding.READING
        case _:
            assert_never(value)


# ---------------------------------------------------------------- times and days


def when(moment: ast.When | ast.GivenWhen) -> str:
    """Write when something is read, measured or given."""
    match moment:
        case ast.On(date):
            return f"on {date.text}"
        case ast.During(period):
            return f"during {_time(period)}"
        case ast.AtEndOf(period):
            return f"at the end of {_time(period)}"
        case ast.DuringEach(kind):
            return f"during each {kind.text}"
        case ast.AtEndOfEach(kind):
            return f"at the end of each {kind.text}"
        case _:
            assert_never(moment)


def _whole(operand: ast.Expression) -> str:
    """Write what is put together over time: a name, or anything else in brackets."""
    written = reading(operand)
    plain = isinstance(operand, ast.Name | ast.NameOf) or written.startswith("(")
    return written if plain else f"({written})"


def _stretch(period: ast.Time | ast.OwnPeriod) -> str:
    return f"the {period.kind.text}" if isinstance(period, ast.OwnPeriod) else _time(period)


def _time(period: ast.Time) -> str:
    match period:
        case ast.NumberedPeriod(kind, number, of):
            return f"{kind.text} {number.text}" + (f" of {of.text}" if of else "")
        case ast.Month(text) | ast.Years(text):
            return text
        case ast.TheYear():
            return "the year"
        case ast.PreviousYear():
            return "the previous year"
        case ast.PreviousPeriod(kind):
            return f"the previous {kind.text}"
        case ast.Stretch(first, last):
            return f"{first.text} to {last.text}"
        case _:
            assert_never(period)


def day(due: ast.Day) -> str:
    """Write the day or days on which something is due."""
    match due:
        case ast.OnDay(date):
            return f"on {date.text}"
        case ast.OnEach(which, period, start):
            return f"on the {_which_day(which)} of each {period.text} from {start.text}"
        case ast.OnThe(which, period):
            return f"on the {_which_day(which)} of the {period.text}"
        case ast.OnWorkingDayAfter(nth, anchor):
            return f"on the {_which_day(nth)} after {_anchor(anchor)}"
        case ast.Within(number, lag, anchor):
            return f"within {number.text} {lag} after {_anchor(anchor)}"
        case ast.ByDay(date):
            return f"by {date.text}"
        case _:
            assert_never(due)


def _which_day(which: ast.Ordinal | ast.NthWorkingDay | ast.LastWorkingDay) -> str:
    match which:
        case ast.Ordinal(text):
            return text
        case ast.NthWorkingDay(ordinal):
            return f"{ordinal.text} working day"
        case ast.LastWorkingDay():
            return "last working day"
        case _:
            assert_never(which)


def _anchor(anchor: ast.Anchor) -> str:
    match anchor:
        case ast.EndOf(period):
            return f"the end of {_time(period)}"
        case ast.EndOfEach(kind):
            return f"the end of each {kind.text}"
        case ast.Name(text) | ast.Date(text):
            return text
        case _:
            assert_never(anchor)
