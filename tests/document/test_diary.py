"""The payment calendar for a diary: what the standard asks, and what it says to whom."""

import re
from datetime import date, timedelta

import pytest

from document.payloads import PAYLOADS
from document.test_html import laced
from document.written import EVERYTHING, TABLES, graph_in, outcome_of, scheme_in
from schemelang.document.diary import as_ics, events, without_a_day
from schemelang.document.matter import Matter

SCHEME = """
scheme small "A small scheme; with, every sign"
    offered by        icb
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
party icb "NHS Vale"
    code              QXX
payment grant "Grant"
    to each practice
    start with        £1,200
    round             to the nearest penny, halves up
    pay 50%           on 30 June 2025
    pay 50%           on 31 December 2025
"""
WRITTEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//schemelang//payment calendar//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:A small scheme\\; with\\, every sign: payments
BEGIN:VEVENT
UID:UID
DTSTAMP:20250401T000000Z
DTSTART;VALUE=DATE:20250630
DTEND;VALUE=DATE:20250701
SUMMARY:Grant: Part 1 (50%)
DESCRIPTION:A small scheme\\; with\\, every sign. As it is worked out.
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:UID
DTSTAMP:20250401T000000Z
DTSTART;VALUE=DATE:20251231
DTEND;VALUE=DATE:20260101
SUMMARY:Grant: Part 2 (50%)
DESCRIPTION:A small scheme\\; with\\, every sign. As it is worked out.
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def matter(scheme: str, tables: dict[str, bytes] | None = None) -> Matter:
    """Return what a calendar is written on."""
    outcome = None if tables is None else outcome_of(scheme, tables)
    return Matter(scheme=scheme_in(scheme), graph=graph_in(scheme), examples=(), outcome=outcome, party=None)


def unfolded(text: str) -> list[str]:
    """Return the lines of a file as they are meant."""
    return text.replace("\r\n ", "").split("\r\n")


def values(text: str, name: str) -> list[str]:
    """Return the values of a property, in order."""
    return [line.partition(":")[2] for line in unfolded(text) if re.split("[:;]", line)[0] == name]


def test_a_calendar_is_written_as_expected() -> None:
    """A calendar without figures has every day of payment, for the whole day."""
    text = "\n".join(unfolded(as_ics(matter(SCHEME))))

    assert re.sub("UID:.*", "UID:UID", text) == WRITTEN


def test_a_calendar_with_figures_says_what_is_paid() -> None:
    """The calendar of a practice gives what it is paid, and names nobody else."""
    figures = {"p.csv": b"practice\nA1\nB2\n"}
    whole = matter(SCHEME, figures)
    own = as_ics(whole.for_party("A1"))

    assert values(as_ics(whole), "SUMMARY") == [
        "Grant: Part 1 (50%)\\, £1\\,200.00",
        "Grant: Part 2 (50%)\\, £1\\,200.00",
    ]
    assert values(own, "SUMMARY") == ["Grant: Part 1 (50%)\\, £600.00", "Grant: Part 2 (50%)\\, £600.00"]
    assert "For A1." in own.replace("\r\n ", "")
    assert "B2" not in own


@pytest.mark.parametrize("party", [None, "A1", "N1", "A4"])
def test_every_line_is_as_the_standard_asks(party: str | None) -> None:
    """No line is longer than 75 bytes, every line ends with both signs, and no two events have one name."""
    text = as_ics(matter(EVERYTHING, TABLES).for_party(party))
    lines = text.encode().split(b"\r\n")

    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    names = values(text, "UID")
    assert len(set(names)) == len(names) > 1
    days = zip(values(text, "DTSTART"), values(text, "DTEND"), strict=True)
    assert all(date.fromisoformat(after) - date.fromisoformat(day) == timedelta(days=1) for day, after in days)


def test_an_event_keeps_its_name_when_its_amount_and_day_change() -> None:
    """A diary that reads a later file replaces what it had."""
    later = SCHEME.replace("£1,200", "£1,300").replace("30 June 2025", "31 July 2025")

    assert values(as_ics(matter(SCHEME)), "UID") == values(as_ics(matter(later)), "UID")
    assert as_ics(matter(SCHEME)) == as_ics(matter(SCHEME))


def test_what_has_no_day_yet_is_counted() -> None:
    """What falls due on a day that nobody knows yet is in no calendar, and is counted."""
    unknown = """
figure agreed "The day on which the accounts are agreed"
    is a date
"""
    scheme = SCHEME.replace("payment grant", f"{unknown}payment grant").replace(
        "on 31 December 2025", "within 30 days after agreed"
    )
    scheme = scheme.replace(
        "    if a practice joins", "    if not reported,  hold the payment\n    if a practice joins"
    )

    assert len(events(matter(scheme))) == 1
    assert without_a_day(matter(scheme)) == 1
    known = matter(scheme, {"p.csv": b"practice\nA1\n", "d.csv": b"agreed\n31 March 2026\n"})
    assert [event.day for event in events(known)] == [date(2025, 6, 30), date(2026, 4, 30)]
    assert without_a_day(known) == 0


def test_a_draft_says_so_in_a_diary() -> None:
    """Nobody takes the days of a draft for days of payment."""
    draft = matter(SCHEME.replace("    offered by ", "    is a draft\n    offered by ", 1))

    assert all(words.startswith("Not in force: ") for words in values(as_ics(draft), "SUMMARY"))
    assert set(values(as_ics(draft), "STATUS")) == {"TENTATIVE"}


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_becomes_a_line_of_its_own(payload: str) -> None:
    """Whatever the texts of a scheme are, its calendar has the same lines."""
    scheme, figures = laced(payload)
    names = [re.split("[:;]", line)[0] for line in unfolded(as_ics(matter(scheme, figures)))]
    plain_scheme, plain_figures = laced("word")
    plain = [re.split("[:;]", line)[0] for line in unfolded(as_ics(matter(plain_scheme, plain_figures)))]

    assert names == plain
