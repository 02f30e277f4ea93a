"""Dates: read, said, divided into periods, and counted in working days."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.dates import (
    BeyondCalendar,
    Misdate,
    Period,
    PeriodKind,
    days,
    days_after,
    england_and_wales,
    last_working_day,
    nth_working_day,
    on_or_next_working_day,
    periods,
    read_cell_date,
    read_date,
    read_month,
    say_date,
    say_ordinal,
    say_range,
    weeks_after,
    working_days_after,
    working_days_before,
)

CALENDAR = england_and_wales()
KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
READERS = (read_date, read_cell_date, read_month)

any_day = st.dates(date(1990, 1, 1), date(2099, 12, 31))
covered_day = st.dates(date(2013, 1, 1), date(2027, 12, 31))
terms = st.tuples(any_day, st.integers(0, 1500)).map(
    lambda term: (term[0], min(term[0] + timedelta(days=term[1]), date(2099, 12, 31)))
)
datelike = st.from_regex(
    r"[0-9]{1,4}[-/. ]?([0-9]{1,2}|[A-Za-z]{3,4}|[Jj]u[a-z]{2,4})[-/. ]?[0-9]{1,4}", fullmatch=True
)


def month(text: str) -> Period:
    """Return a month that is known to be written right."""
    read = read_month(text)
    assert isinstance(read, Period)
    return read


# Reading


@pytest.mark.parametrize("text", ["1 April 2013", "01 april 2013", " 1  APRIL 2013 ", "1\n      April\r\n\t2013"])
def test_date_is_read(text: str) -> None:
    """A date has its month in full, in any capitals and over any line breaks."""
    assert date(2013, 4, 1) == read_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 June 2013", Misdate("no_such_day", "30 June 2013", "June has 30 days")),
        ("29 February 2013", Misdate("no_such_day", "28 February 2013", "February has 28 days in 2013")),
        ("45 June 2013", Misdate("no_such_day", "", "June has 30 days")),
        ("0 May 2013", Misdate("no_such_day", "", "May has 31 days")),
        ("30 Jnue 2013", Misdate("month_name", "30 June 2013", "Jnue")),
        ("31 Jnue 2013", Misdate("month_name", "", "Jnue")),
        ("1 Febuary 2013", Misdate("month_name", "1 February 2013", "Febuary")),
        ("1 Sepptember 2013", Misdate("month_name", "1 September 2013", "Sepptember")),
        ("1 Jume 13", Misdate("month_name", "1 June 2013", "Jume")),
        ("1 Apr 2013", Misdate("month_name", "1 April 2013", "Apr")),
        ("1 Juny 2013", Misdate("no_such_month", "", "Juny")),
        ("1 Ma 2013", Misdate("no_such_month", "", "Ma")),
        ("1 Mai 2013", Misdate("month_name", "1 May 2013", "Mai")),
        ("1 Ju 2013", Misdate("no_such_month", "", "Ju")),
        ("30/06/2013", Misdate("written_otherwise", "30 June 2013", "")),
        ("2013-06-30", Misdate("written_otherwise", "30 June 2013", "")),
        ("04/05/2013", Misdate("written_otherwise", "4 May 2013", "")),
        ("1st April 2013", Misdate("written_otherwise", "1 April 2013", "")),
        ("Monday, 1st of April 2013", Misdate("written_otherwise", "1 April 2013", "")),
        ("April 1, 2013", Misdate("written_otherwise", "1 April 2013", "")),
        ("1.4.2013", Misdate("written_otherwise", "1 April 2013", "")),
        ("06/30/2013", Misdate("no_such_month", "", "30")),
        ("31/06/2013", Misdate("no_such_day", "30 June 2013", "June has 30 days")),
        ("1 April 13", Misdate("two_digit_year", "1 April 2013", "13")),
        ("31 June 13", Misdate("two_digit_year", "", "13")),
        ("31 December 1989", Misdate("year_out_of_range", "", "1990 to 2099")),
        ("1 January 2100", Misdate("year_out_of_range", "", "1990 to 2099")),
        ("٣ April 2013", Misdate("written_otherwise", "", "")),
        ("soon", Misdate("written_otherwise", "", "")),
        ("1 April 2013" + " " * 10_000_000, Misdate("written_otherwise", "", "")),
    ],
)
def test_what_is_no_date_is_named(text: str, expected: Misdate) -> None:
    """A text that is not a date says why and, where that is plain, what is right; days come first."""
    assert expected == read_date(text)


@given(any_day)
def test_short_month_says_its_full_name(day: date) -> None:
    """A month cut to its first three letters is put right in a scheme and read in a file."""
    short = say_date(day).replace(f"{day:%B}", f"{day:%b}")

    expected = day if f"{day:%B}" == "May" else Misdate("month_name", say_date(day), f"{day:%b}")
    assert expected == read_date(short)
    assert day == read_cell_date(short)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("31/03/2024", date(2024, 3, 31)),
        ("4/5/2024", date(2024, 5, 4)),
        ("20240331", date(2024, 3, 31)),
        ("01JAN2021", date(2021, 1, 1)),
        ("01Jan2022", date(2022, 1, 1)),
        ("01-Sep-2020", date(2020, 9, 1)),
        ("1 April 2013", date(2013, 4, 1)),
        ("01/04/1974", date(1974, 4, 1)),
    ],
)
def test_cell_date_is_read(text: str, expected: date) -> None:
    """Figure files write dates in several ways, and hold some from before there were schemes."""
    assert expected == read_cell_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-Sep-20", Misdate("two_digit_year", "1 September 2020", "20")),
        ("31/03/24", Misdate("two_digit_year", "31 March 2024", "24")),
        ("1st -Ju l-22", Misdate("written_otherwise", "", "")),
        ("20241331", Misdate("no_such_month", "", "13")),
        ("2024-02-30", Misdate("no_such_day", "29 February 2024", "February has 29 days in 2024")),
        ("2024/03/31", Misdate("written_otherwise", "31 March 2024", "")),
        ("18990101", Misdate("year_out_of_range", "", "1900 to 2099")),
        ("2024-0331", Misdate("written_otherwise", "", "")),
        ("45382", Misdate("written_otherwise", "", "")),
    ],
)
def test_cell_that_is_no_date_is_named(text: str, expected: Misdate) -> None:
    """A cell that is not a date for certain is refused."""
    assert expected == read_cell_date(text)


def test_month_is_read_as_a_period() -> None:
    """A month is the period from its first day to its last."""
    assert Period(date(2013, 4, 1), date(2013, 4, 30), "April 2013") == read_month("april\n 2013")
    assert Period(date(2024, 2, 1), date(2024, 2, 29), "February 2024") == read_month("February 2024")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apr 2013", Misdate("month_name", "April 2013", "Apr")),
        ("April 13", Misdate("two_digit_year", "April 2013", "13")),
        ("2013-04", Misdate("written_otherwise", "April 2013", "")),
        ("04/2013", Misdate("written_otherwise", "April 2013", "")),
        ("2017_09", Misdate("written_otherwise", "September 2017", "")),
        ("13/2013", Misdate("no_such_month", "", "13")),
        ("April 1989", Misdate("year_out_of_range", "", "1990 to 2099")),
        ("quarter 1", Misdate("written_otherwise", "", "")),
        ("Quarter 2013", Misdate("no_such_month", "", "Quarter")),
        ("April", Misdate("written_otherwise", "", "")),
    ],
)
def test_what_is_no_month_is_named(text: str, expected: Misdate) -> None:
    """A text that is not a month says why."""
    assert expected == read_month(text)


@given(any_day)
def test_date_that_is_said_can_be_read(day: date) -> None:
    """A date reads as it was said, and as files write it."""
    assert day == read_date(say_date(day))
    assert day == read_cell_date(day.isoformat())
    assert day == read_cell_date(f"{day:%d/%m/%Y}")
    assert day == read_cell_date(f"{day:%Y%m%d}")


@given(datelike)
def test_every_suggestion_can_be_pasted(text: str) -> None:
    """Whatever is suggested in place of a text can itself be read."""
    for reader in READERS:
        read = reader(text)
        if isinstance(read, Misdate) and read.suggestion:
            assert not isinstance(reader(read.suggestion), Misdate)


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text at all is read or refused."""
    assert all(isinstance(reader(text), date | Period | Misdate) for reader in READERS)


# Saying


def test_dates_are_said_in_full() -> None:
    """A date is said with its month in full, and a range with `to`."""
    assert "1 April 2013" == say_date(date(2013, 4, 1))
    assert "1 April 2013 to 31 March 2014" == say_range(date(2013, 4, 1), date(2014, 3, 31))


def test_ordinals() -> None:
    """Places in an order end as they are spoken."""
    numbers = (1, 2, 3, 4, 11, 12, 13, 15, 21, 22, 30, 31, 101, 111)

    said = "1st 2nd 3rd 4th 11th 12th 13th 15th 21st 22nd 30th 31st 101st 111th"
    assert said == " ".join(map(say_ordinal, numbers))


# Periods


def test_quarters_of_a_financial_year() -> None:
    """Quarter 1 is April to June."""
    assert (
        Period(date(2013, 4, 1), date(2013, 6, 30), "quarter 1"),
        Period(date(2013, 7, 1), date(2013, 9, 30), "quarter 2"),
        Period(date(2013, 10, 1), date(2013, 12, 31), "quarter 3"),
        Period(date(2014, 1, 1), date(2014, 3, 31), "quarter 4"),
    ) == periods("quarter", date(2013, 4, 1), date(2014, 3, 31))


def test_half_years_and_year() -> None:
    """A financial year has two half-years and is itself the year."""
    assert (
        Period(date(2013, 4, 1), date(2013, 9, 30), "half-year 1"),
        Period(date(2013, 10, 1), date(2014, 3, 31), "half-year 2"),
    ) == periods("half_year", date(2013, 4, 1), date(2014, 3, 31))
    assert (Period(date(2013, 4, 1), date(2014, 3, 31), "the year"),) == periods(
        "year", date(2013, 4, 1), date(2014, 3, 31)
    )


def test_term_that_starts_late_has_a_short_first_period() -> None:
    """A term that starts or ends inside a quarter or a month shortens that one only."""
    assert (
        Period(date(2013, 5, 15), date(2013, 6, 30), "quarter 1"),
        Period(date(2013, 7, 1), date(2013, 8, 20), "quarter 2"),
    ) == periods("quarter", date(2013, 5, 15), date(2013, 8, 20))
    assert (
        Period(date(2013, 5, 15), date(2013, 5, 31), "May 2013"),
        Period(date(2013, 6, 1), date(2013, 6, 1), "June 2013"),
    ) == periods("month", date(2013, 5, 15), date(2013, 6, 1))


def test_term_over_several_financial_years_names_them() -> None:
    """A term that touches two financial years says which of them a period is in."""
    first, last = date(2013, 1, 1), date(2013, 12, 31)

    assert [
        "quarter 4 of 2012/13",
        "quarter 1 of 2013/14",
        "quarter 2 of 2013/14",
        "quarter 3 of 2013/14",
    ] == [period.name for period in periods("quarter", first, last)]
    assert ["half-year 2 of 2012/13", "half-year 1 of 2013/14", "half-year 2 of 2013/14"] == [
        period.name for period in periods("half_year", first, last)
    ]
    assert ["2012/13", "2013/14"] == [period.name for period in periods("year", first, last)]
    assert "January 2013" == periods("month", first, last)[0].name
    assert "2099/00" == periods("year", date(2099, 3, 31), date(2099, 4, 1))[1].name


@given(terms, st.sampled_from(KINDS))
def test_periods_make_up_the_term(term: tuple[date, date], kind: PeriodKind) -> None:
    """Periods follow one another without gap or overlap, in order, each under a name of its own."""
    first, last = term
    divided = periods(kind, first, last)

    assert (first, last) == (divided[0].first, divided[-1].last)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(divided))
    assert days(first, last) == sum(days(period.first, period.last) for period in divided)
    assert list(divided) == sorted(divided)
    assert len(divided) == len({period.name for period in divided})


@given(terms)
def test_longer_periods_are_made_of_shorter_ones(term: tuple[date, date]) -> None:
    """Every year begins with a half-year, every half-year with a quarter, every quarter with a month."""
    starts = [{period.first for period in periods(kind, *term)} for kind in KINDS]

    assert all(longer <= shorter for shorter, longer in pairwise(starts))


def test_days_are_counted_with_both_ends() -> None:
    """A financial year has 365 days, or 366 when it holds a 29 February."""
    assert 365 == days(date(2013, 4, 1), date(2014, 3, 31))
    assert 366 == days(date(2015, 4, 1), date(2016, 3, 31))
    assert 1 == days(date(2013, 4, 1), date(2013, 4, 1))


# Working days


def test_calendar_is_whole_years_with_its_licence() -> None:
    """The calendar covers whole years and carries its source and licence."""
    kept = files("schemelang").joinpath("bank_holidays.json").read_text("utf-8")

    assert (date(2008, 1, 1), date(2028, 12, 31)) == (CALENDAR.first, CALENDAR.last)
    assert 173 == len(CALENDAR.dates)
    assert all(8 <= sum(day.year == year for day in CALENDAR.dates) <= 10 for year in range(2008, 2029))
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in kept
    assert "https://www.gov.uk/bank-holidays.json" in kept


SPECIAL = {
    date(2011, 4, 29): None,  # royal wedding
    date(2012, 6, 4): date(2012, 5, 28),  # moved to stand beside the Diamond Jubilee
    date(2012, 6, 5): None,
    date(2020, 5, 8): date(2020, 5, 4),  # moved to the 75th anniversary of VE Day
    date(2022, 6, 2): date(2022, 5, 30),  # moved to stand beside the Platinum Jubilee
    date(2022, 6, 3): None,
    date(2022, 9, 19): None,  # state funeral of Queen Elizabeth II
    date(2023, 5, 8): None,  # coronation of King Charles III
}
"""The days that were proclaimed, and the day of which each takes the place."""


def by_law(year: int) -> Iterator[date]:
    """Give the bank holidays of a year in England and Wales where no special one is proclaimed."""
    yield from (easter(year) - timedelta(days=2), easter(year) + timedelta(days=1))
    yield from (monday(date(year, 5, 1)), monday(date(year, 5, 25)), monday(date(year, 8, 25)))
    taken: list[date] = []
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        taken.append(next(each for each in weekdays_from(day) if each not in taken))
    yield from taken


def weekdays_from(day: date) -> Iterator[date]:
    """Give the days from one on that are in no weekend."""
    return (each for each in (day + timedelta(days=n) for n in range(5)) if each.isoweekday() <= 5)


def monday(day: date) -> date:
    """Return the first Monday on or after a day."""
    return day + timedelta(days=(7 - day.weekday()) % 7)


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule of the Gregorian calendar as Meeus and others give it."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2008, 2029))
def test_bank_holidays_are_those_of_the_law_and_those_proclaimed(year: int) -> None:
    """Every bank holiday follows from the law, or is a special one that is named here with what it replaced."""
    special = {day: instead for day, instead in SPECIAL.items() if day.year == year}
    expected = (set(by_law(year)) - set(special.values())) | set(special)

    assert expected == {day for day in CALENDAR.dates if day.year == year}


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    """Weekends, bank holidays and the days they are moved to are not working days."""
    friday, saturday, sunday, coronation = (date(2023, 5, day) for day in (5, 6, 7, 8))
    state_funeral, boxing_day_moved = date(2022, 9, 19), date(2021, 12, 28)

    assert on_or_next_working_day(friday, CALENDAR) == friday
    for day in (saturday, sunday, coronation):
        assert on_or_next_working_day(day, CALENDAR) == date(2023, 5, 9)
    assert on_or_next_working_day(state_funeral, CALENDAR) == date(2022, 9, 20)
    assert on_or_next_working_day(boxing_day_moved, CALENDAR) == date(2021, 12, 29)


def test_nobody_knows_the_working_days_past_the_calendar() -> None:
    """Of a day before or after the calendar it is not said whether it is one."""
    assert BeyondCalendar(date(2008, 1, 1)) == on_or_next_working_day(date(2007, 12, 31), CALENDAR)
    assert BeyondCalendar(date(2028, 12, 31)) == on_or_next_working_day(date(2029, 1, 1), CALENDAR)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 4, 15), date(2023, 4, 17)),  # a Saturday
        (date(2023, 5, 15), date(2023, 5, 15)),
        (date(2024, 3, 29), date(2024, 4, 2)),  # Good Friday to the Tuesday after
        (date(2012, 1, 1), date(2012, 1, 3)),
        (date(2028, 12, 29), date(2028, 12, 29)),
        (date(2028, 12, 30), BeyondCalendar(date(2028, 12, 31))),
        (date(2029, 6, 1), BeyondCalendar(date(2028, 12, 31))),
        (date(2007, 12, 30), BeyondCalendar(date(2008, 1, 1))),
    ],
)
def test_on_or_next_working_day(day: date, expected: date | BeyondCalendar) -> None:
    """A payment that falls on a day off is made on the next working day."""
    assert expected == on_or_next_working_day(day, CALENDAR)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2013, 6, 30), 5, date(2013, 7, 5)),
        (date(2013, 3, 31), 5, date(2013, 4, 8)),  # 1 April was Easter Monday
        (date(2013, 12, 24), 1, date(2013, 12, 27)),
        (date(2014, 3, 31), 30, date(2014, 5, 15)),  # Good Friday, Easter Monday, 5 May
        (date(2011, 12, 31), 1, date(2012, 1, 3)),
        (date(2013, 6, 30), 0, date(2013, 6, 30)),
        (date(2007, 3, 31), 5, BeyondCalendar(date(2008, 1, 1))),
        (date(2028, 12, 22), 3, date(2028, 12, 29)),
        (date(2028, 12, 22), 4, BeyondCalendar(date(2028, 12, 31))),
        (date(2013, 6, 30), 999_999_999_999, BeyondCalendar(date(2028, 12, 31))),
    ],
)
def test_working_days_after(day: date, number: int, expected: date | BeyondCalendar) -> None:
    """Working days after a day begin with the next, and stop where the calendar does."""
    assert expected == working_days_after(day, number, CALENDAR)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2027, 4, 30), 9, date(2027, 4, 19)),
        (date(2028, 1, 4), 9, date(2027, 12, 17)),  # over 27 and 28 December and 3 January
        (date(2008, 1, 3), 2, BeyondCalendar(date(2008, 1, 1))),
    ],
)
def test_working_days_before(day: date, number: int, expected: date | BeyondCalendar) -> None:
    """Working days before a day are counted back from the one before it."""
    assert expected == working_days_before(day, number, CALENDAR)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("April 2014", 1, date(2014, 4, 1)),
        ("May 2023", 5, date(2023, 5, 9)),  # 1 and 8 May were holidays
        ("January 2012", 1, date(2012, 1, 3)),
        ("February 2014", 21, date(2014, 3, 3)),  # it has twenty
        ("January 2029", 1, BeyondCalendar(date(2028, 12, 31))),
    ],
)
def test_nth_working_day(text: str, number: int, expected: date | BeyondCalendar) -> None:
    """The nth working day is counted from the first of the month, and on into the next."""
    assert expected == nth_working_day(month(text), number, CALENDAR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 2013", date(2013, 3, 28)),  # Good Friday was the 29th
        ("August 2015", date(2015, 8, 28)),  # the 31st was a holiday
        ("December 2013", date(2013, 12, 31)),
        ("December 2028", date(2028, 12, 29)),
        ("December 2007", BeyondCalendar(date(2008, 1, 1))),
    ],
)
def test_last_working_day(text: str, expected: date | BeyondCalendar) -> None:
    """The last working day of a month is before any days off at its end."""
    assert expected == last_working_day(month(text), CALENDAR)


def test_weeks_and_days_after() -> None:
    """Weeks and calendar days count days off too, up to the last day a scheme can name."""
    assert date(2014, 5, 26) == weeks_after(date(2014, 3, 31), 8)
    assert date(2028, 2, 29) == days_after(date(2028, 2, 28), 1)
    assert date(2099, 12, 31) == days_after(date(2099, 12, 30), 1)
    assert BeyondCalendar(date(2099, 12, 31)) == days_after(date(2099, 12, 31), 1)
    assert BeyondCalendar(date(2099, 12, 31)) == weeks_after(date(2013, 4, 1), 999_999_999_999)


@given(covered_day, st.integers(1, 200))
def test_working_days_are_counted_one_by_one(day: date, number: int) -> None:
    """The nth working day after a day is a working day, and n of them lie up to it."""
    reached = working_days_after(day, number, CALENDAR)

    assert isinstance(reached, date)
    between = [day + timedelta(days=passed) for passed in range(1, (reached - day).days + 1)]
    assert number == sum(on_or_next_working_day(each, CALENDAR) == each for each in between)
    assert on_or_next_working_day(reached, CALENDAR) == reached


@given(covered_day, st.integers(1, 200))
def test_counting_back_undoes_counting_on(day: date, number: int) -> None:
    """From a working day, as many working days on and then back come to the same day."""
    begun = on_or_next_working_day(day, CALENDAR)
    assert isinstance(begun, date)
    reached = working_days_after(begun, number, CALENDAR)
    assert isinstance(reached, date)

    assert begun == working_days_before(reached, number, CALENDAR)
