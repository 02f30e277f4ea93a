"""Values in words: amounts, shares, counts, answers and days, and the words between two of them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from schemelang.model.model import Comparator, Quantity, Type
from schemelang.model.names import plural
from schemelang.model.saying import LaidDown, say_known
from schemelang.outcome.outcome import Absent, RuleValue
from schemelang.quantities import Method, Way, exact, say_number, say_percent, say_pounds

_COMPARED: dict[Comparator, str] = {
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "equal": "exactly",
    "not_equal": "anything but",
}
_COMPARED_DAYS: dict[Comparator, str] = {
    "at_least": "on or after",
    "at_most": "on or before",
    "more_than": "after",
    "less_than": "before",
}
_OPPOSITE: dict[Comparator, Comparator] = {
    "at_least": "less_than",
    "at_most": "more_than",
    "more_than": "at_most",
    "less_than": "at_least",
    "equal": "not_equal",
    "not_equal": "equal",
}
_HALVES: dict[Way, str] = {
    "half_up": "halves up",
    "half_down": "halves down",
    "half_even": "halves to even",
}


def say_value(value: RuleValue, kind: Type) -> str:
    """Say a value as its type is said: `£24,500.00`, `93%`, `880`, `yes`, `acute`, `not reported`."""
    return value.lack.value if isinstance(value, Absent) else say_known(value, kind)


def say_constant(value: LaidDown, kind: Type) -> str:
    """Say a value that a scheme lays down: whole pounds without pence, and nothing cut short."""
    if not isinstance(value, Fraction):
        return say_value(value, kind)
    words = say_pounds(value) if kind.quantity is Quantity.MONEY else say_known(value, kind)
    return exact(value) if words.endswith(("…", "…%")) else words


def say_counted(number: Fraction, unit: str) -> str:
    """Say a number of things: `1 patient`, `3 patients`, `3`."""
    if not unit:
        return say_number(number)
    return f"{say_number(number)} {one_or_many(number, unit)}"


def one_or_many(number: Fraction, unit: str) -> str:
    """Return the word for one thing, or for several."""
    return unit if number == 1 else plural(unit)


def say_bound(comparator: Comparator) -> str:
    """Return the words that stand before a bound: `at least`."""
    return _COMPARED[comparator]


def say_comparator(comparator: Comparator, kind: Type) -> str:
    """Return the words that stand between two values: `is at least`, `is on or before`, `is not`."""
    match comparator:
        case "equal":
            return "is"
        case "not_equal":
            return "is not"
        case _:
            words = _COMPARED_DAYS if kind.quantity is Quantity.DATE else _COMPARED
            return f"is {words[comparator]}"


def opposite(comparator: Comparator) -> Comparator:
    """Return the comparison that holds when this one does not."""
    return _OPPOSITE[comparator]


def say_rounding(unit: Fraction, way: Way, kind: Type) -> str:
    """Say how a value is rounded: `to the nearest penny, halves up`, `down to the penny`."""
    to = _say_unit(unit, kind)
    if to.endswith(("decimal place", "decimal places")):
        return f"to {to}, {_HALVES[way]}" if way in _HALVES else f"{way} to {to}"
    match way:
        case "half_up" | "half_down" | "half_even":
            return f"to the nearest {to}, {_HALVES[way]}"
        case "down" | "up":
            return f"{way} to the {to}"
        case _:
            assert_never(way)


def say_earlier(months: int) -> str:
    """Say how long before: a year earlier."""
    return {1: "a month", 3: "a quarter", 6: "a half-year", 12: "a year"}[months] + " earlier"


def say_method(method: Method | None) -> str:
    """Return the name of a way in which odd pennies are shared."""
    match method:
        case "sainte_lague":
            return "Sainte-Laguë"
        case "largest_remainder":
            return "largest remainder"
        case None:
            return "rounding down"
        case _:
            assert_never(method)


def listed(words: Sequence[str], last: str) -> str:
    """Join words by commas, and the last by a word: one, two and three."""
    *before, end = words
    return f"{', '.join(before)} {last} {end}" if before else end


def possessive(words: str) -> str:
    """Say whose: the network's, its practices'."""
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def _say_unit(unit: Fraction, kind: Type) -> str:
    """Return the word for what is rounded to."""
    match kind.quantity, unit:
        case Quantity.MONEY, Fraction(numerator=1, denominator=100):
            return "penny"
        case Quantity.MONEY, Fraction(numerator=1, denominator=1):
            return "pound"
        case Quantity.MONEY, _:
            return say_pounds(unit)
        case Quantity.SHARE, _:
            return say_percent(unit)
        case _, Fraction(numerator=1, denominator=1):
            return f"whole {kind.unit or 'number'}"
        case _:
            return _say_places(unit)


def _say_places(unit: Fraction) -> str:
    """Return the words for a tenth, a hundredth and so on."""
    places = len(exact(unit)) - len("0.")
    return f"{places} decimal places" if places > 1 else "1 decimal place"
