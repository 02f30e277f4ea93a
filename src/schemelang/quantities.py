"""Numbers, percentages and money: the only place that reads, rounds, shares or says them.

Every number is an exact `Fraction`; an amount of money is a `Fraction` of pounds.
Whole pence, as `int`, appear only at the end, where money is divided and paid.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from heapq import heapify, heappop, heappush
from math import ceil, floor, isqrt, lcm
from typing import Literal, assert_never

from schemelang.light import evolve, frozen

Way = Literal["half_up", "half_down", "half_even", "down", "up"]
Method = Literal["sainte_lague", "largest_remainder"]
Odd = Literal["last", "first"]

LARGEST = Fraction(10_000_000_000)
"""The largest amount that is believed, in pounds; anything above is taken for a slip."""

_LONGEST_TEXT = 100
_DIGITS_BEFORE_POINT = 12
_DECIMALS_WRITTEN = 6
_DECIMALS_IN_CELLS = 15
_DECIMALS_SAID = 6

_PLAIN = r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
_BADLY_GROUPED = r"([0-9]+(?:[, _][0-9]+)+)((?:\.[0-9]+)?)"
_MAYBE_DECIMAL = r"[0-9]+[, _][0-9]{1,2}"
_COMMA_FOR_POINT = r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+),([0-9]{1,2})"
_PERCENT = r"(?i)([^%a-z]*[0-9])\s*(?:%|per\s+cent)"
_POUNDS = r"(?ai)£([^£a-z]+)(k|m|bn|)"
_PENCE = r"(?i)([^£a-z]+)p"
_CELL = r"(-|£\s*|-£\s*|£\s*-|)([0-9.][^()]*)"
_CELL_IN_BRACKETS = r"(\(£?)([0-9.][^()]*)\)"


@cache
def _form(text: str) -> re.Pattern[str]:
    """Compile a form when it is first read for: few runs need all of them."""
    return re.compile(text)


_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_MONEY_WORDS = {"thousand": "k", "million": "m", "billion": "bn", "pounds": "", "gbp": "", "pence": "p"}


# Reading


@frozen
class Misread:
    """Why a text is not the quantity it stands for, and the right text where that is plain."""

    reason: Literal["too_long", "thousands", "pence", "not_a_number", "too_large"]
    suggestion: str = ""


def read_number(text: str, *, decimals: int = _DECIMALS_WRITTEN, signed: bool = False) -> Fraction | Misread:
    """Read `1,000` or `2.765`; a leading minus only where `signed`."""
    if len(text) > _LONGEST_TEXT:
        return Misread("too_long")
    minus, digits = _split_minus(text.strip(), signed=signed)
    return _signed(_read_digits(digits, decimals), minus)


def read_percent(text: str, *, decimals: int = _DECIMALS_WRITTEN, signed: bool = False) -> Fraction | Misread:
    """Read `30%`, `30 %` or `30 per cent` as three tenths."""
    if len(text) > _LONGEST_TEXT:
        return Misread("too_long")
    minus, rest = _split_minus(text.strip(), signed=signed)
    matched = _form(_PERCENT).fullmatch(rest)
    if matched is None:
        return Misread("not_a_number", _percent_meant(rest, minus))
    read = _read_digits(matched[1], decimals)
    return _signed(_scaled(read, Fraction(1, 100), after="%"), minus)


def read_money(text: str, *, signed: bool = False) -> Fraction | Misread:
    """Read `£1,234.50`, `£2.3m` or `95p` as pounds."""
    if len(text) > _LONGEST_TEXT:
        return Misread("too_long")
    minus, amount = _split_minus(text.strip(), signed=signed)
    read = _read_amount(amount)
    if read == Misread("not_a_number"):
        read = Misread("not_a_number", _money_meant(amount))
    return _signed(_believed(read), minus)


def read_cell_number(text: str) -> Fraction | Misread:
    """Read what a spreadsheet shows for a number: `£1,234.50`, `-12.50`, `(1,234.50)`."""
    if len(text) > _LONGEST_TEXT:
        return Misread("too_long")
    shown = text.strip()
    bracketed = _form(_CELL_IN_BRACKETS).fullmatch(shown)
    matched = bracketed or _form(_CELL).fullmatch(shown)
    if matched is None:
        return Misread("not_a_number")
    before, digits = matched.groups()
    read = _read_digits(digits, _DECIMALS_IN_CELLS, money="£" in before)
    sign = -1 if bracketed or "-" in before else 1
    return _believed(_scaled(read, Fraction(sign), before, ")" if bracketed else ""))


def _split_minus(text: str, *, signed: bool) -> tuple[str, str]:
    """Part a leading minus from what follows, where one is allowed."""
    return ("-", text[1:]) if signed and text.startswith("-") else ("", text)


def _signed(read: Fraction | Misread, minus: str) -> Fraction | Misread:
    """Put back the minus that was parted from the digits."""
    return _scaled(read, Fraction(-1), before=minus) if minus else read


def _scaled(read: Fraction | Misread, scale: Fraction, before: str = "", after: str = "") -> Fraction | Misread:
    """Multiply what was read by what its signs mean, or put the signs round the suggestion."""
    if isinstance(read, Fraction):
        return read * scale
    return evolve(read, suggestion=read.suggestion and f"{before}{read.suggestion}{after}")


def _read_digits(digits: str, decimals: int, *, money: bool = False) -> Fraction | Misread:
    """Read digits, commas and a point, without sign or unit."""
    if not _form(_PLAIN).fullmatch(digits):
        return _misread_digits(digits, decimals, money=money)
    whole, _, part = digits.replace(",", "").partition(".")
    if len(whole) > _DIGITS_BEFORE_POINT or len(part) > decimals:
        return Misread("too_long")
    return Fraction(int(whole + part), 10 ** len(part))


def _misread_digits(digits: str, decimals: int, *, money: bool) -> Misread:
    """Say what is wrong with digits; what is suggested can itself be read."""
    slip = _slip(digits, money=money)
    readable = _form(_PLAIN).fullmatch(slip.suggestion) and isinstance(
        _read_digits(slip.suggestion, decimals), Fraction
    )
    return slip if readable else Misread(slip.reason)


def _slip(digits: str, *, money: bool) -> Misread:
    """Name the slip in digits that cannot be read."""
    comma = _form(_COMMA_FOR_POINT).fullmatch(digits)
    if money and comma:
        return Misread("pence", f"{comma[1]}.{comma[2]:0<2}")
    grouped = _form(_BADLY_GROUPED).fullmatch(digits)
    if grouped:
        return Misread("thousands", _regrouped(grouped[1], grouped[2]))
    return Misread("not_a_number", f"0{digits}" if digits.startswith(".") else digits.rstrip("."))


def _regrouped(whole: str, part: str) -> str:
    """Group digits in threes, unless the comma may have been meant for a decimal point."""
    if whole.startswith("0") or (_form(_MAYBE_DECIMAL).fullmatch(whole) and not part):
        return ""
    return f"{int(re.sub('[, _]', '', whole)):,}{part}"


def _percent_meant(text: str, minus: str) -> str:
    """Return the percentage that a bare number or one-word `percent` stands for, if it does."""
    bare = re.sub(r"\s*percent", "", text, flags=re.IGNORECASE)
    return f"{minus}{bare}%" if isinstance(read_number(bare), Fraction) else ""


def _read_amount(amount: str) -> Fraction | Misread:
    """Read an amount without its minus, however large."""
    pence = _form(_PENCE).fullmatch(amount) if amount.endswith(("p", "P")) else None
    if pence:
        return _scaled(_read_digits(pence[1], _DECIMALS_WRITTEN), Fraction(1, 100), after="p")
    pounds = _form(_POUNDS).fullmatch(amount)
    if pounds is None:
        return Misread("not_a_number")
    digits, scale = pounds[1], pounds[2].lower()
    read = _read_digits(digits, _DECIMALS_WRITTEN, money=not scale)
    return _scaled(read, Fraction(_SCALES[scale]), "£", scale)


def _money_meant(amount: str) -> str:
    """Return the amount that `£ 35`, `35 pounds` or `£2.3 million` stands for, if it is one."""
    squeezed = "".join(amount.lower().split())
    for word, sign in _MONEY_WORDS.items():
        squeezed = squeezed.replace(word, sign)
    marked = squeezed.startswith("£") or squeezed.endswith("p")
    meant = squeezed if marked else f"£{squeezed}"
    return meant if isinstance(_believed(_read_amount(meant)), Fraction) else ""


def _believed(read: Fraction | Misread) -> Fraction | Misread:
    """Refuse what is larger than any amount a scheme can be about."""
    too_large = isinstance(read, Fraction) and abs(read) > LARGEST
    return Misread("too_large") if too_large else read


# Saying


def say_money(pounds: Fraction) -> str:
    """Say an amount with its pence: `£1,234.50`, `£2.765`, `£1.3333…`."""
    return f"{_minus(pounds)}£{_say_plain(pounds, least=2)}"


def say_pounds(pounds: Fraction) -> str:
    """Say an amount as prose does: `£1,234` when it is whole pounds, else as `say_money`."""
    if pounds.denominator == 1:
        return f"{_minus(pounds)}£{_say_plain(pounds)}"
    return say_money(pounds)


def say_pence(pence: int) -> str:
    """Say whole pence as pounds: `£1,234.50`."""
    return say_money(Fraction(pence, 100))


def decimal_pence(pence: int) -> str:
    """Write whole pence as pounds for other programs: `1234.50`."""
    pounds, odd = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{odd:02d}"


def say_number(value: Fraction) -> str:
    """Say a number: `1,234`, `22.625`, `0.3333…`."""
    return _minus(value) + _say_plain(value)


def say_percent(value: Fraction) -> str:
    """Say a part of one as a percentage: `93%`, `74.83%`, `83.33…%`."""
    return f"{_minus(value)}{_say_plain(100 * value, cut=2)}%"


def say_roughly(part: Fraction) -> str:
    """Say a part of one in whole percent, for people and not for sums: `30%`, `about 33%`."""
    whole = Fraction(floor(100 * part + Fraction(1, 2)), 100)
    return say_percent(whole) if whole == part else f"about {say_percent(whole)}"


def exact(value: Fraction) -> str:
    """Write a number in the one form that other programs read: `35`, `22.625` or `1/3`."""
    places = _places(value)
    if places is None:
        return str(value)
    return _minus(value) + _digits(value, places).replace(",", "")


def _minus(value: Fraction) -> str:
    """Return the sign that goes before the pound sign."""
    return "-" if value < 0 else ""


def _say_plain(value: Fraction, *, least: int = 0, cut: int = 4) -> str:
    """Say a magnitude exactly if six decimals are enough, else cut it short and show that.

    What is cut short is never rounded, or 89.9966…% would read as the 90% it has not reached.
    """
    places = _places(value)
    if places is None or places > _DECIMALS_SAID:
        return f"{_digits(value, cut)}…"
    return _digits(value, max(least, places))


def _digits(value: Fraction, places: int) -> str:
    """Write a magnitude with commas and so many decimals, dropping the rest."""
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{whole:,}.{part:0{places}d}" if places else f"{whole:,}"


def _places(value: Fraction) -> int | None:
    """Count the decimals that say a number exactly; None if no number of them does."""
    denominator = value.denominator
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


# Rounding


def round_to(value: Fraction, unit: Fraction, way: Way) -> Fraction:
    """Round to a multiple of `unit`.

    Up is away from zero and down is towards it, as in accounts:
    a recovery of £0.125 rounds to the same pence as a payment of £0.125.
    """
    assert unit.numerator > 0, "a unit is something to count in"
    one = value.denominator * unit.numerator  # in whole numbers it is far quicker
    below, rest = divmod(abs(value.numerator) * unit.denominator, one)
    units = below + _goes_up(rest, one, below, way)
    return Fraction((-units if value.numerator < 0 else units) * unit.numerator, unit.denominator)


def _goes_up(rest: int, one: int, below: int, way: Way) -> bool:
    """Decide whether what is left above a whole number of units, out of one of them, makes one more."""
    match way:
        case "half_up":
            return 2 * rest >= one
        case "half_down":
            return 2 * rest > one
        case "half_even":
            return 2 * rest > one or (2 * rest == one and below % 2 == 1)
        case "down":
            return False
        case "up":
            return rest > 0
        case _:
            assert_never(way)


def square_root(value: Fraction, unit: Fraction, way: Way) -> Fraction:
    """Return a square root rounded to a multiple of `unit`, exactly, whether or not the root itself ends."""
    assert value >= 0, "what is below nothing has no square root"
    squares = value / unit**2
    below = isqrt(floor(squares))
    if below**2 == squares:
        return below * unit
    # only on which side of a half the root lies is asked, so any number on that side stands for it
    half_way = (below + Fraction(1, 2)) ** 2
    rest = 2 + (squares > half_way) - (squares < half_way)
    return (below + _goes_up(rest, 4, below, way)) * unit


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle one of several values; of an even number, what is half way between the middle two."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(values: Sequence[Fraction], percent: int) -> Fraction:
    """Return the least of several values that so many in a hundred of them have, or less: the nearest rank."""
    return sorted(values)[rank(len(values), percent) - 1]


def rank(count: int, percent: int) -> int:
    """Return which of so many values in order a percentile is, counted from the lowest as 1."""
    return ceil(Fraction(count * percent, 100))


# Sharing


def apportion(pool: int, weights: Sequence[Fraction], method: Method) -> tuple[int, ...]:
    """Share whole pence in proportion to weights; between equals the earlier gets the penny.

    Only Sainte-Laguë promises that a larger pool lowers nobody's share.
    """
    assert pool >= 0, "what is owed back is not shared as a pool"
    assert all(weight.numerator >= 0 for weight in weights), "a share is never negative"
    assert any(weights), "a pool needs somebody to go to"
    match method:
        case "sainte_lague":
            return _by_sainte_lague(pool, weights)
        case "largest_remainder":
            return _by_largest_remainder(pool, weights)
        case _:
            assert_never(method)


def portions(whole: int, shares: Sequence[Fraction], odd: Odd) -> tuple[int, ...]:
    """Divide whole pence into fixed shares rounded down, with the odd pennies in one of them.

    A negative whole is divided as the positive one is, with every sign turned.
    A share of nothing gets no odd pennies: they go to the next that is something.
    """
    plain = [(share.numerator, share.denominator) for share in shares]  # whole numbers are far quicker
    among = lcm(*(below for _, below in plain))
    assert all(above >= 0 for above, _ in plain), "a share is never negative"
    assert sum(among // below * above for above, below in plain) == among, "shares add up to the whole"
    parts = [abs(whole) * above // below for above, below in plain]
    parts[with_odd_pennies(shares, odd)] += abs(whole) - sum(parts)
    return tuple(-part if whole < 0 else part for part in parts)


def portion(whole: int, shares: Sequence[Fraction], odd: Odd, index: int) -> int:
    """Return one of the portions that whole pence are divided into, without working out those that it does not need."""
    own, rest = shares[index], (*shares[:index], *shares[index + 1 :])
    much = abs(whole)
    if index == with_odd_pennies(shares, odd):
        part = much - sum(much * each.numerator // each.denominator for each in rest)
    else:
        part = much * own.numerator // own.denominator
    return -part if whole < 0 else part


def with_odd_pennies(shares: Sequence[Fraction], odd: Odd) -> int:
    """Return the place of the share that gets the odd pennies."""
    places = range(len(shares) - 1, -1, -1) if odd == "last" else range(len(shares))
    return next(place for place in places if shares[place])


def cut(whole: int, parts: Sequence[Fraction | int | None]) -> tuple[int, ...]:
    """Cut whole pence into shares of the whole, fixed pence, and what is left, which is written as None.

    Fixed pence come off first, in the order written, and then the shares, each rounded down; none is more than
    there is left.
    """
    assert parts.count(None) == 1, "one part takes what is left"
    left, cut_off = abs(whole), [0] * len(parts)
    for place, part in sorted(enumerate(parts), key=lambda each: isinstance(each[1], Fraction)):
        if part is not None:
            asked = part if isinstance(part, int) else floor(abs(whole) * part)
            cut_off[place] = min(asked, left)
            left -= cut_off[place]
    cut_off[parts.index(None)] = left
    return tuple(-pence if whole < 0 else pence for pence in cut_off)


def rounded_down(pool: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Share whole pence in proportion to weights, each share rounded down; what is left is for somebody else."""
    total = sum(weights, Fraction())
    return tuple(floor(pool * weight / total) for weight in weights)


def _by_sainte_lague(pool: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Round each exact share half up, then move single pennies until they add up."""
    if all(weight.denominator == 1 for weight in weights):  # whole numbers, as most are, are far quicker
        total = sum(weight.numerator for weight in weights)
        parts = [(2 * pool * weight.numerator + total) // (2 * total) for weight in weights]
    else:
        among = sum(weights, Fraction())
        parts = [_nearest_share(pool, weight, among) for weight in weights]
    spare = pool - sum(parts)
    if spare > 0:
        _give_pennies(parts, weights, spare)
    elif spare < 0:
        _take_pennies(parts, weights, -spare)
    return tuple(parts)


def _nearest_share(pool: int, weight: Fraction, total: Fraction) -> int:
    """Round one exact share half up."""
    share, one = _exact_share(pool, weight, total)
    return (2 * share + one) // (2 * one)


def _exact_share(pool: int, weight: Fraction, total: Fraction) -> tuple[int, int]:
    """Return an exact share over what counts as one penny.

    It is left in no lowest terms: with 2,000 denominators, finding them takes longer than sharing.
    """
    return pool * weight.numerator * total.denominator, weight.denominator * total.numerator


def _give_pennies(parts: list[int], weights: Sequence[Fraction], spare: int) -> None:
    """Give each spare penny to the greatest weight / (2a + 1), the earlier between equals."""
    claims = [(_over(2 * parts[who] + 1, weight), who) for who, weight in enumerate(weights) if weight]
    heapify(claims)
    for left in reversed(range(spare)):
        _, who = heappop(claims)
        parts[who] += 1
        if left:
            heappush(claims, (_over(2 * parts[who] + 1, weights[who]), who))


def _take_pennies(parts: list[int], weights: Sequence[Fraction], excess: int) -> None:
    """Take each penny too many from the least weight / (2a - 1), the later between equals."""
    claims = [(_over(1 - 2 * parts[who], weight), -who) for who, weight in enumerate(weights) if weight]
    heapify(claims)
    for left in reversed(range(excess)):
        who = -heappop(claims)[1]
        parts[who] -= 1
        if left:
            heappush(claims, (_over(1 - 2 * parts[who], weights[who]), -who))


def _over(whole: int, weight: Fraction) -> Fraction:
    """Divide a whole number by a weight."""
    return Fraction(whole * weight.denominator, weight.numerator)


def _by_largest_remainder(pool: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Round each exact share down, then give the spare pennies to the largest remainders."""
    total = sum(weights, Fraction())
    shares = [_exact_share(pool, weight, total) for weight in weights]
    parts = [share // one for share, one in shares]
    # `one` is the weight's denominator times the same number for all, so that is left out.
    remainders = [Fraction(s % one, w.denominator) for (s, one), w in zip(shares, weights, strict=True)]
    largest_first = sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)
    for who in largest_first[: pool - sum(parts)]:
        parts[who] += 1
    return tuple(parts)
