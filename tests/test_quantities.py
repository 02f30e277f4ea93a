"""Numbers, percentages and money: read, said, rounded and shared exactly."""

import ast
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang import dates, quantities
from schemelang.quantities import (
    LARGEST,
    Method,
    Misread,
    Odd,
    Way,
    apportion,
    decimal_pence,
    exact,
    median,
    percentile,
    portion,
    portions,
    read_cell_number,
    read_money,
    read_number,
    read_percent,
    round_to,
    say_money,
    say_number,
    say_pence,
    say_percent,
    say_pounds,
    say_roughly,
    square_root,
)

METHODS: tuple[Method, ...] = ("sainte_lague", "largest_remainder")
ODDS: tuple[Odd, ...] = ("last", "first")
WAYS: tuple[Way, ...] = ("half_up", "half_down", "half_even", "down", "up")
READERS = (read_number, read_percent, read_money, read_cell_number)
THIRD = Fraction(1, 3)

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
units = st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(5), Fraction(1, 3)])
weights = st.lists(st.fractions(0, 1000, max_denominator=50), min_size=1, max_size=8).filter(any)
numberlike = st.text("0123456789,. _-£%()kmbnp", max_size=12)


def counted(*counts: int) -> list[Fraction]:
    """Make weights of whole numbers."""
    return [Fraction(count) for count in counts]


def by_divisors(pool: int, claims: list[Fraction]) -> tuple[int, ...]:
    """Share by the definition of Sainte-Laguë: the pool's worth of the smallest (2k - 1) / weight."""
    pennies = sorted(
        ((2 * penny - 1) / weight, who) for who, weight in enumerate(claims) if weight for penny in range(1, pool + 1)
    )
    won = [who for _, who in pennies[:pool]]
    return tuple(won.count(who) for who in range(len(claims)))


# Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Fraction(12)),
        ("1,000", Fraction(1000)),
        ("1000", Fraction(1000)),
        ("999,999,999,999", Fraction(999_999_999_999)),
        ("2.765", Fraction(2765, 1000)),
        ("1,234.5", Fraction(12345, 10)),
        (" 007 ", Fraction(7)),
        ("0.123456", Fraction(123456, 10**6)),
    ],
)
def test_number_is_read(text: str, expected: Fraction) -> None:
    """A number has digits, commas in threes and a point."""
    assert expected == read_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10,00", Misread("thousands", "")),
        ("0,123", Misread("thousands", "")),
        ("1,23,456", Misread("thousands", "123,456")),
        ("10,0000.5", Misread("thousands", "100,000.5")),
        ("12 345", Misread("thousands", "12,345")),
        ("1_000", Misread("thousands", "1,000")),
        ("1 234 567 890 123", Misread("thousands", "")),
        (".5", Misread("not_a_number", "0.5")),
        ("5.", Misread("not_a_number", "5")),
        ("", Misread("not_a_number", "")),
        ("-5", Misread("not_a_number", "")),
        ("1e1000000", Misread("not_a_number", "")),
        ("١٢٣", Misread("not_a_number", "")),
        ("²", Misread("not_a_number", "")),
        ("nan", Misread("not_a_number", "")),
        ("1234567890123", Misread("too_long", "")),
        ("0.1234567", Misread("too_long", "")),
    ],
)
def test_what_is_no_number_is_named(text: str, expected: Misread) -> None:
    """A text that is not a number says what is wrong and, only where that is plain, what is right."""
    assert expected == read_number(text)


def test_cells_may_have_more_decimals() -> None:
    """Numbers and percentages from figure files may have as many decimals as the reader is told."""
    assert Fraction(12345678, 10**8) == read_number("0.12345678", decimals=15)
    assert Fraction(9912345678, 10**10) == read_percent("99.12345678%", decimals=15)
    assert Misread("too_long") == read_percent("99.12345678%")


def test_minus_needs_leave() -> None:
    """A number may be negative only where the reader is told so."""
    assert Fraction(-25, 2) == read_number("-12.5", signed=True)
    assert Fraction(-25, 2) == read_money("-£12.50", signed=True)
    assert Fraction(-3, 10) == read_percent("-30%", signed=True)
    assert Misread("not_a_number", "") == read_money("-£12.50")
    assert Misread("thousands", "-12,345") == read_number("-12 345", signed=True)


@pytest.mark.parametrize("text", ["30%", "30 %", "30 per cent", "30\n   PER  Cent", "30.0%"])
def test_percentage_is_read_as_a_part(text: str) -> None:
    """A percentage is read as a part of one."""
    assert Fraction(3, 10) == read_percent(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30", Misread("not_a_number", "30%")),
        ("30 percent", Misread("not_a_number", "30%")),
        ("1 000%", Misread("thousands", "1,000%")),
        ("%", Misread("not_a_number", "")),
        ("half", Misread("not_a_number", "")),
        ("30%%", Misread("not_a_number", "")),
        ("30.1234567%", Misread("too_long", "")),
    ],
)
def test_what_is_no_percentage_is_named(text: str, expected: Misread) -> None:
    """A text that is not a percentage says why."""
    assert expected == read_percent(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£35", Fraction(35)),
        ("£1,234.50", Fraction(123450, 100)),
        ("£2.765", Fraction(2765, 1000)),
        ("£2.3m", Fraction(2_300_000)),
        ("£12K", Fraction(12_000)),
        ("£1bn", Fraction(10**9)),
        ("£10bn", LARGEST),
        ("95p", Fraction(95, 100)),
        ("0.5P", Fraction(1, 200)),
    ],
)
def test_money_is_read_in_pounds(text: str, expected: Fraction) -> None:
    """An amount is read as pounds, however it is scaled."""
    assert expected == read_money(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£35,50", Misread("pence", "£35.50")),
        ("£1,234,5", Misread("pence", "£1,234.50")),
        ("£1,00", Misread("pence", "£1.00")),
        ("£1,0000", Misread("thousands", "£10,000")),
        ("£10,0000.50", Misread("thousands", "£100,000.50")),
        ("£1 234k", Misread("thousands", "£1,234k")),
        ("£2,3m", Misread("thousands", "")),
        ("1 234p", Misread("thousands", "1,234p")),
        ("£ 35", Misread("not_a_number", "£35")),
        ("35", Misread("not_a_number", "£35")),
        ("35 pounds", Misread("not_a_number", "£35")),
        ("£2.3 million", Misread("not_a_number", "£2.3m")),
        ("95 pence", Misread("not_a_number", "95p")),
        ("£95p", Misread("not_a_number", "")),
        ("£", Misread("not_a_number", "")),
        ("£\u0661", Misread("not_a_number", "")),
        ("£12\u212a", Misread("not_a_number", "£12k")),
        ("£10,000,000,001", Misread("too_large", "")),
        ("£999,999bn", Misread("too_large", "")),
        ("£1234567890123", Misread("too_long", "")),
    ],
)
def test_what_is_no_money_is_named(text: str, expected: Misread) -> None:
    """A text that is not an amount says what is wrong and, where that is plain, what is right."""
    assert expected == read_money(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234.5", Fraction(12345, 10)),
        (" 1,234.50\u00a0", Fraction(12345, 10)),
        ("£1,234.50", Fraction(12345, 10)),
        ("£ 1,234.50", Fraction(12345, 10)),
        ("(1,234.50)", Fraction(-12345, 10)),
        ("(£1,234.50)", Fraction(-12345, 10)),
        ("-12.50", Fraction(-25, 2)),
        ("-£12.50", Fraction(-25, 2)),
        ("£-12.50", Fraction(-25, 2)),
        ("0.123456789012345", Fraction(123456789012345, 10**15)),
    ],
)
def test_cell_is_read_as_a_spreadsheet_shows_it(text: str, expected: Fraction) -> None:
    """A cell may have a pound sign, brackets for a minus, and float noise of fifteen decimals."""
    assert expected == read_cell_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45%", Misread("not_a_number", "")),
        ("15E00", Misread("not_a_number", "")),
        ("*", Misread("not_a_number", "")),
        ("(-5)", Misread("not_a_number", "")),
        ("5)", Misread("not_a_number", "")),
        (".5", Misread("not_a_number", "0.5")),
        ("12,34", Misread("thousands", "")),
        ("(1 234)", Misread("thousands", "(1,234)")),
        ("(£35,50)", Misread("pence", "(£35.50)")),
        ("0.1234567890123456", Misread("too_long", "")),
        ("10000000001", Misread("too_large", "")),
    ],
)
def test_cell_that_is_no_number_is_named(text: str, expected: Misread) -> None:
    """A cell with anything but one plain number is refused."""
    assert expected == read_cell_number(text)


@pytest.mark.parametrize("text", ["9" * 10_000_000, " " * 10_000_000, "£" + "1," * 5_000_000])
def test_huge_text_is_refused_at_once(text: str) -> None:
    """Ten million signs are refused before they are looked at."""
    begun = time.perf_counter()
    read = [reader(text) for reader in READERS]

    assert time.perf_counter() - begun < 0.01
    assert [Misread("too_long")] * 4 == read


@given(numberlike)
def test_every_suggestion_can_be_pasted(text: str) -> None:
    """Whatever is suggested in place of a text can itself be read."""
    for reader in READERS:
        read = reader(text)
        if isinstance(read, Misread) and read.suggestion:
            assert isinstance(reader(read.suggestion), Fraction)


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text at all is read or refused."""
    assert all(isinstance(reader(text), Fraction | Misread) for reader in READERS)


# Saying


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [
        (Fraction(0), "£0.00"),
        (Fraction(12345, 10), "£1,234.50"),
        (Fraction(2765, 1000), "£2.765"),
        (Fraction(1, 10**6), "£0.000001"),
        (Fraction(1, 10**7), "£0.0000…"),
        (1 + THIRD, "£1.3333…"),
        (Fraction(-25, 2), "-£12.50"),
        (Fraction(-2, 3), "-£0.6666…"),
    ],
)
def test_money_is_said_with_its_pence(pounds: Fraction, expected: str) -> None:
    """An amount is said to the penny, with more decimals only where they are exact."""
    assert expected == say_money(pounds)


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [
        (Fraction(1234), "£1,234"),
        (Fraction(-1234), "-£1,234"),
        (Fraction(12345, 10), "£1,234.50"),
        (THIRD, "£0.3333…"),
    ],
)
def test_prose_leaves_out_no_pence_but_none(pounds: Fraction, expected: str) -> None:
    """In prose whole pounds are said without pence, and nothing else is shortened."""
    assert expected == say_pounds(pounds)


@pytest.mark.parametrize(
    ("pence", "said", "written"),
    [
        (123450, "£1,234.50", "1234.50"),
        (5, "£0.05", "0.05"),
        (0, "£0.00", "0.00"),
        (-1250, "-£12.50", "-12.50"),
        (-5, "-£0.05", "-0.05"),
    ],
)
def test_pence_are_said_and_written(pence: int, said: str, written: str) -> None:
    """Whole pence are said with commas for people and written without for programs."""
    assert said == say_pence(pence)
    assert written == decimal_pence(pence)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1234), "1,234"),
        (Fraction(22625, 1000), "22.625"),
        (THIRD, "0.3333…"),
        (Fraction(-3, 2), "-1.5"),
        (Fraction(1, 128), "0.0078…"),
    ],
)
def test_number_is_said(value: Fraction, expected: str) -> None:
    """A number is said exactly within six decimals, else cut after four."""
    assert expected == say_number(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(93, 100), "93%"),
        (Fraction(7483, 10000), "74.83%"),
        (Fraction(5, 6), "83.33…%"),
        (Fraction(89996, 100_000), "89.996%"),
        (Fraction(9, 10) - Fraction(1, 70_000), "89.99…%"),
        (Fraction(-1, 3), "-33.33…%"),
        (Fraction(12), "1,200%"),
    ],
)
def test_percentage_is_never_said_to_have_reached_more(value: Fraction, expected: str) -> None:
    """A percentage that must be cut is cut short, so that what misses 90% never reads as 90%."""
    assert expected == say_percent(value)


@pytest.mark.parametrize(
    ("part", "expected"),
    [(Fraction(3, 10), "30%"), (Fraction(1, 3), "about 33%"), (Fraction(1, 1000), "about 0%"), (Fraction(2), "200%")],
)
def test_say_roughly(part: Fraction, expected: str) -> None:
    """A part is said in whole percent, and that it is not exact where it is not."""
    assert expected == say_roughly(part)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(35), "35"),
        (Fraction(1234), "1234"),
        (Fraction(22625, 1000), "22.625"),
        (THIRD, "1/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(-7, 6), "-7/6"),
    ],
)
def test_exact_form(value: Fraction, expected: str) -> None:
    """For programs a number is a decimal where there is one, else a fraction."""
    assert expected == exact(value)


@given(fractions)
def test_exact_form_loses_nothing(value: Fraction) -> None:
    """The exact form of a number is that number."""
    assert value == Fraction(exact(value))


@given(st.integers(-(10**12), 10**12))
def test_what_is_said_can_be_read(millionths: int) -> None:
    """What is said with six decimals or fewer reads as the same quantity."""
    value = Fraction(millionths, 10**6)

    assert value == read_number(say_number(value), signed=True)
    assert value == read_money(say_money(value), signed=True)
    assert value == read_money(say_pounds(value), signed=True)
    assert value / 100 == read_percent(say_percent(value / 100), signed=True)


@given(st.integers(-(10**12), 10**12))
def test_pence_written_for_programs_can_be_read(pence: int) -> None:
    """Pence written as decimal pounds read as the same amount."""
    assert Fraction(pence, 100) == read_cell_number(decimal_pence(pence))
    assert Fraction(pence, 100) == read_cell_number(say_pence(pence))


@given(fractions)
def test_what_is_said_is_never_more_than_it_is(value: Fraction) -> None:
    """What is cut short is below the truth, by less than its last decimal."""
    said = say_number(abs(value))
    shown = Fraction(said.rstrip("…").replace(",", ""))

    assert 0 <= abs(value) - shown < Fraction(1, 10**4)
    assert said.endswith("…") == (shown != abs(value))


# Rounding


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("half_up", [1, 1, 2, 2, 3, -1, -1, -2]),
        ("half_down", [1, 0, 1, 2, 2, -1, 0, -1]),
        ("half_even", [1, 0, 2, 2, 2, -1, 0, -2]),
        ("down", [0, 0, 1, 1, 2, 0, 0, -1]),
        ("up", [1, 1, 2, 2, 3, -1, -1, -2]),
    ],
)
def test_rounding_goes_by_size_not_by_sign(way: Way, expected: list[int]) -> None:
    """Up is away from zero and down towards it, for what is recovered as for what is paid."""
    tenths = [6, 5, 15, 16, 25, -6, -5, -15]

    assert expected == [round_to(Fraction(value, 10), Fraction(1), way) for value in tenths]


def test_rounding_to_the_penny_is_exact() -> None:
    """£0.285 is £0.29 to the nearest penny, which binary numbers get wrong."""
    assert Fraction(29, 100) == round_to(Fraction(285, 1000), Fraction(1, 100), "half_up")


@given(fractions, units, st.sampled_from(WAYS))
def test_rounding_gives_a_near_multiple(value: Fraction, unit: Fraction, way: Way) -> None:
    """A rounded value is a multiple of its unit, less than one unit away, and stays put."""
    rounded = round_to(value, unit, way)

    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) < unit
    assert rounded == round_to(rounded, unit, way)
    assert -rounded == round_to(-value, unit, way)


@given(fractions, fractions, units, st.sampled_from(WAYS))
def test_rounding_keeps_order(one: Fraction, other: Fraction, unit: Fraction, way: Way) -> None:
    """More never rounds to less."""
    less, more = sorted([one, other])

    assert round_to(less, unit, way) <= round_to(more, unit, way)


@given(fractions, units, st.sampled_from(["half_up", "half_down", "half_even"]))
def test_nearest_is_nearest(value: Fraction, unit: Fraction, way: Way) -> None:
    """Rounding to the nearest is never more than half a unit away."""
    assert abs(round_to(value, unit, way) - value) <= unit / 2


# Sharing


@pytest.mark.parametrize(
    ("pool", "claims", "expected"),
    [
        (100, (1, 2, 3, 4), (10, 20, 30, 40)),
        (567, (46, 284, 44, 956, 86, 465, 129, 465), (11, 65, 10, 219, 20, 106, 30, 106)),
        (20, (91, 3, 3, 3), (17, 1, 1, 1)),
        (0, (1, 2), (0, 0)),
        (1, (1, 1), (1, 0)),
        (1, (0, 1), (0, 1)),
        (3, (1, 1, 0, 1, 1), (1, 1, 0, 1, 0)),
        (2, (1, 1, 1, 1, 1), (1, 1, 0, 0, 0)),
        (4, (1, 1, 1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 0, 0, 0, 0)),
    ],
)
def test_sainte_lague(pool: int, claims: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """A pool is shared in proportion, whole or in parts, and between equals the earlier gets the penny."""
    assert expected == apportion(pool, counted(*claims), "sainte_lague")
    assert expected == apportion(pool, [Fraction(claim, 7) for claim in claims], "sainte_lague")


@pytest.mark.parametrize(
    ("pool", "claims", "expected"),
    [
        (20, (91, 3, 3, 3), (18, 1, 1, 0)),
        (100, (1, 1, 1), (34, 33, 33)),
        (10, (6, 3, 1), (6, 3, 1)),
    ],
)
def test_largest_remainder(pool: int, claims: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """The spare pennies go to the largest remainders, the earlier between equals."""
    assert expected == apportion(pool, counted(*claims), "largest_remainder")


def test_largest_remainder_can_lower_a_share() -> None:
    """With largest remainder a pool one penny larger may pay somebody less, which is why it is named."""
    before = apportion(10, counted(6, 6, 2), "largest_remainder")
    after = apportion(11, counted(6, 6, 2), "largest_remainder")

    assert ((4, 4, 2), (5, 5, 1)) == (before, after)


@given(st.integers(0, 60), weights)
def test_sainte_lague_is_its_definition(pool: int, claims: list[Fraction]) -> None:
    """Moving pennies from the rounded shares gives what handing them out one by one gives."""
    assert by_divisors(pool, claims) == apportion(pool, claims, "sainte_lague")


@given(st.integers(0, 10**9), weights, st.sampled_from(METHODS))
def test_shares_add_up(pool: int, claims: list[Fraction], method: Method) -> None:
    """Shares add up to the pool, none is negative, and no claim of nothing is paid."""
    parts = apportion(pool, claims, method)

    assert pool == sum(parts)
    assert all(part >= 0 for part in parts)
    assert all(claim or not part for claim, part in zip(claims, parts, strict=True))


@given(st.integers(0, 10**6), weights)
def test_larger_pool_lowers_nobody(pool: int, claims: list[Fraction]) -> None:
    """Under Sainte-Laguë a pool one penny larger gives one party a penny and the others the same."""
    before = apportion(pool, claims, "sainte_lague")
    after = apportion(pool + 1, claims, "sainte_lague")

    assert [0] * (len(claims) - 1) + [1] == sorted(b - a for a, b in zip(before, after, strict=True))


@given(st.integers(0, 10**6), weights, st.data())
def test_larger_claim_gets_no_less(pool: int, claims: list[Fraction], data: st.DataObject) -> None:
    """Under Sainte-Laguë a larger weight never lowers the share it earns."""
    who = data.draw(st.integers(0, len(claims) - 1))
    raised = [weight + (place == who) for place, weight in enumerate(claims)]

    before = apportion(pool, claims, "sainte_lague")
    after = apportion(pool, raised, "sainte_lague")

    assert before[who] <= after[who]


@given(st.integers(0, 10**6), weights, st.sampled_from(METHODS))
def test_larger_claims_get_larger_shares(pool: int, claims: list[Fraction], method: Method) -> None:
    """Nobody gets more than a party with a larger claim."""
    by_claim = sorted(zip(claims, apportion(pool, claims, method), strict=True))

    assert all(less <= more for (a, less), (b, more) in pairwise(by_claim) if a < b)


@given(st.integers(0, 10**6), weights, st.sampled_from(METHODS), st.fractions(Fraction(1, 9), 9))
def test_only_proportions_count(pool: int, claims: list[Fraction], method: Method, scale: Fraction) -> None:
    """Weights in another unit share the same."""
    assert apportion(pool, claims, method) == apportion(pool, [scale * c for c in claims], method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("denominators", [1, 997])
def test_sharing_is_quick(method: Method, denominators: int) -> None:
    """Ten million pounds among two thousand practices takes less than a second."""
    claims = [Fraction(1500 + 37 * n % 23501, 1 + n % denominators) for n in range(2000)]
    begun = time.perf_counter()
    parts = apportion(1_000_000_000, claims, method)

    assert time.perf_counter() - begun < 1
    assert 1_000_000_000 == sum(parts)


def test_instalments_leave_the_odd_pennies_in_the_last() -> None:
    """£138,250.00 in twelve is eleven of £11,520.83, with 4p more in the last."""
    twelfths = [Fraction(1, 12)] * 12

    assert (1_152_083,) * 11 + (1_152_087,) == portions(13_825_000, twelfths, "last")
    assert (1_152_087,) + (1_152_083,) * 11 == portions(13_825_000, twelfths, "first")


def test_tranches_need_not_be_equal() -> None:
    """Fixed shares are each rounded down, and what is over goes where it is said to go."""
    shares = [Fraction(7, 10), Fraction(3, 10)]

    assert (70, 31) == portions(101, shares, "last")
    assert (71, 30) == portions(101, shares, "first")


def test_share_of_nothing_gets_nothing() -> None:
    """Odd pennies never go to a share of nothing."""
    shares = [Fraction(0), Fraction(1, 3), Fraction(2, 3), Fraction(0)]

    assert (0, 33, 67, 0) == portions(100, shares, "last")
    assert (0, 34, 66, 0) == portions(100, shares, "first")


@given(st.integers(-(10**9), 10**9), weights, st.sampled_from(ODDS))
def test_portions_add_up(whole: int, claims: list[Fraction], odd: Odd) -> None:
    """Portions add up to the whole, and what is owed back is divided as what is paid."""
    shares = [claim / sum(claims) for claim in claims]
    parts = portions(whole, shares, odd)

    assert parts == tuple(portion(whole, shares, odd, place) for place in range(len(shares)))
    assert whole == sum(parts)
    assert all(part * whole >= 0 for part in parts)
    assert tuple(-part for part in parts) == portions(-whole, shares, odd)


# The house


@pytest.mark.parametrize("module", [quantities, dates])
def test_nothing_is_a_float(module: object) -> None:
    """Neither a float nor the word for one stands in the modules that money rests on."""
    source = Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(source)))

    assert not [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not [node for node in nodes if isinstance(node, ast.Name) and node.id == "float"]
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "decimal"]


# Square roots, medians and percentiles


@given(st.fractions(0, 10**9), st.integers(0, 8), st.sampled_from(WAYS))
def test_root_is_the_multiple_that_its_square_says(value: Fraction, places: int, way: Way) -> None:
    """A root is rounded as its definition says, asked of squares and never of the root itself."""
    unit = Fraction(1, 10**places)
    root = square_root(value, unit, way)

    assert (root / unit).denominator == 1
    match way:
        case "down":
            assert root**2 <= value < (root + unit) ** 2
        case "up":
            assert root**2 >= value
            assert root == 0 or (root - unit) ** 2 < value
        case _:
            assert root == 0 or (root - unit / 2) ** 2 <= value
            assert value <= (root + unit / 2) ** 2


@given(st.fractions(0, 10**6), st.sampled_from(WAYS))
def test_root_of_a_square_is_rounded_as_the_number_is(value: Fraction, way: Way) -> None:
    """The root of a square rounds like the number squared, so that halves go the same way."""
    unit = Fraction(1, 2)

    assert square_root(value**2, unit, way) == round_to(value, unit, way)


@pytest.mark.parametrize(
    ("way", "expected"), [("half_up", 3), ("half_down", 2), ("half_even", 2), ("down", 2), ("up", 3)]
)
def test_root_that_is_half_way(way: Way, expected: int) -> None:
    """The root of 6.25 is exactly half way between 2 and 3."""
    assert square_root(Fraction(25, 4), Fraction(1), way) == expected


several = st.lists(st.fractions(-1000, 1000), min_size=1, max_size=30)


@given(several, st.integers(1, 100))
def test_percentile_is_the_least_that_enough_are_at_or_below(values: list[Fraction], percent: int) -> None:
    """A percentile is one of the values; enough are at it or below, and of no lesser value is that so."""
    found = percentile(values, percent)

    assert found in values
    enough = [each for each in values if 100 * sum(other <= each for other in values) >= percent * len(values)]
    assert found == min(enough)


@given(several)
def test_as_many_lie_above_a_median_as_below(values: list[Fraction]) -> None:
    """At most half of the values lie above the median, and at most half below."""
    middle = median(values)

    assert 2 * sum(each < middle for each in values) <= len(values)
    assert 2 * sum(each > middle for each in values) <= len(values)
    assert median([each + 1 for each in values]) == middle + 1
