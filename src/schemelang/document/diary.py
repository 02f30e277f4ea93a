"""The payment calendar for a diary: each day of payment as an event that lasts the whole day (RFC 5545).

Nothing in it is taken from a clock: the same scheme and figures give the same bytes, and an event keeps its name
from one file to the next, so that a diary replaces it and does not show it twice.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from schemelang.document.calendar import by_day, first_payers, say_part, terms
from schemelang.document.contract import Text
from schemelang.document.matter import Matter, called
from schemelang.graph.graph import DuePart
from schemelang.outcome.outcome import Line, Status
from schemelang.plaintext import reveal
from schemelang.quantities import say_pence

_WIDEST = 75  # bytes in a line, by the standard
_PAID = frozenset({Status.PAYABLE, Status.RECOVERED})


@frozen
class Event:
    """What falls due on a day: its name, which is always the same, and what is said of it."""

    name: str
    day: date
    title: str
    says: tuple[str, ...]


def events(matter: Matter) -> tuple[Event, ...]:
    """Return the days of payment in order; where there are figures, with what is paid to whom the copy is for."""
    if matter.outcome is None:
        due = [(part, part.day, "") for part in sorted(first_payers(matter.graph.due), key=by_day)]
        return tuple(_event(matter, part, day, words) for part, day, words in due if isinstance(day, date))
    together: dict[tuple[date, DuePart], list[Line]] = {}
    for line in matter.lines:
        if line.day is not None:
            together.setdefault((line.day, first_payers([line.part])[0]), []).append(line)
    return tuple(_event(matter, part, day, _comes_to(lines)) for (day, part), lines in together.items())


def without_a_day(matter: Matter) -> int:
    """Count what falls due on a day that is not known yet, and so stands in no diary."""
    if matter.outcome is None:
        return sum(not isinstance(part.day, date) for part in first_payers(matter.graph.due))
    return len({first_payers([line.part])[0] for line in matter.lines if line.day is None})


def _event(matter: Matter, part: DuePart, day: date, comes_to: str) -> Event:
    standing = matter.scheme.standing
    title = f"{matter.title(part.payment)}: {say_part(part)}{f', {comes_to}' if comes_to else ''}"
    whose = () if matter.member is None else (f"For {called(matter.member)}.",)
    return Event(
        name=_name(matter, part),
        day=day,
        title=title if standing.is_in_force else f"Not in force: {title}",
        says=(f"{matter.scheme.title}.", *whose, f"{_plain(terms(matter, part))}."),
    )


def _comes_to(lines: Iterable[Line]) -> str:
    """Say what lines come to; where none of them is paid and all for the same reason, say that."""
    them = tuple(lines)
    statuses = {line.status for line in them}
    if len(statuses) == 1 and not statuses & _PAID:
        return them[0].status.value
    return say_pence(sum(line.pence or 0 for line in them))


def _name(matter: Matter, part: DuePart) -> str:
    """Name an event by what falls due and for whom, and not by its day or its amount, which may change."""
    taken_back = "" if part.recovers is None else "taken back"
    period = "" if part.period is None else part.period.name
    about = (matter.scheme.name, matter.party or "", part.payment, part.tranche, part.sharing, part.instalment)
    words = "|".join(map(str, (*about, period, part.payee or "", taken_back)))
    return f"{hashlib.sha256(words.encode()).hexdigest()[:32]}@schemelang"


def _plain(text: Text) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


# ---------------------------------------------------------------- the file


def as_ics(matter: Matter) -> str:
    """Write the payment calendar as a file that diaries read."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//schemelang//payment calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(f'{matter.scheme.title}: payments')}",
        *(line for event in _told_apart(events(matter)) for line in _lines(matter, event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _told_apart(every: Iterable[Event]) -> Iterator[Event]:
    """Give a later event of the same name a number."""
    seen: dict[str, int] = {}
    for event in every:
        seen[event.name] = seen.get(event.name, 0) + 1
        yield event if seen[event.name] == 1 else evolve(event, name=f"{seen[event.name]}-{event.name}")


def _lines(matter: Matter, event: Event) -> Iterator[str]:
    """Write one event. The standard wants to know when it was written; the first day of the scheme stands for that."""
    yield "BEGIN:VEVENT"
    yield f"UID:{event.name}"
    yield f"DTSTAMP:{_day(matter.scheme.first)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(' '.join(event.says))}"
    yield f"STATUS:{'CONFIRMED' if matter.scheme.standing.is_in_force else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(words: str) -> str:
    """Write words so that none of their signs ends a value or a line."""
    shown = reveal(words).replace("\\", "\\\\")
    return shown.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 bytes, never within a sign; all but the first begin with a space."""
    piece, room = "", _WIDEST
    for sign in line:
        if len(sign.encode()) > room:
            yield piece
            piece, room = " ", _WIDEST - 1
        piece += sign
        room -= len(sign.encode())
    yield piece
