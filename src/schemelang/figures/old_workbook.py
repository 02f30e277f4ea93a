"""Reads the sheets of a workbook of Excel 97 to 2003 (.xls) from its own records.

A record is a number for its kind, a length, and bytes. By them a fault, an empty cell and a formula that was never
worked out are told apart, which no reader in use here does. Nothing in the file says whether its bytes are still those
that were saved: so what does not fit together is refused, and so is a record among the cells that cannot stand there.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from enum import IntEnum
from math import isfinite
from struct import error as TooShort  # noqa: N812 - a class, whatever struct calls it
from struct import pack, unpack_from

from attrs import define, field, frozen

from schemelang.figures.compound_file import DamagedError, streams
from schemelang.figures.shape import letters

OldValue = int | float | str | bool | datetime | time | timedelta
Place = tuple[int, int]

_BOOK, _OLDER_BOOK, _LOCKED = "WORKBOOK", "BOOK", "ENCRYPTEDPACKAGE"


class _Kind(IntEnum):
    """The kinds of records that say where something begins and ends, what all sheets share, and what a cell holds."""

    BEGIN = 0x0809
    END = 0x000A
    CONTINUE = 0x003C
    PASSWORD = 0x002F
    SHEET = 0x0085
    DAYS_FROM = 0x0022
    FORM = 0x041E
    STYLE = 0x00E0
    TEXTS = 0x00FC
    RECALCULATED = 0x01C1
    NUMBER = 0x0203
    SHORT_NUMBER = 0x027E
    SHORT_NUMBERS = 0x00BD
    SHARED_TEXT = 0x00FD
    TEXT = 0x0204
    RICH_TEXT = 0x00D6
    BOOLEAN_OR_FAULT = 0x0205
    FORMULA = 0x0006
    RESULT_TEXT = 0x0207


class _Result(IntEnum):
    """What a formula gives that is no number."""

    TEXT = 0
    BOOLEAN = 1
    FAULT = 2
    EMPTY = 3


_CELLS = {
    _Kind.NUMBER, _Kind.SHORT_NUMBER, _Kind.SHORT_NUMBERS, _Kind.SHARED_TEXT, _Kind.TEXT, _Kind.RICH_TEXT,
    _Kind.BOOLEAN_OR_FAULT, _Kind.FORMULA, _Kind.RESULT_TEXT,
}  # fmt: skip
_BETWEEN_CELLS = {0x0201, 0x00BE, 0x0208, 0x00D7, 0x01C2, 0x005E, 0x00E5, 0x0221, 0x0236, 0x04BC}
"""Blank cells, rows, where a block of rows begins, cells that are joined, and what several formulas share."""
_LENGTHS = {
    0x0201: 6, 0x0208: 16, _Kind.NUMBER: 14, _Kind.SHORT_NUMBER: 10, _Kind.SHARED_TEXT: 10, _Kind.BOOLEAN_OR_FAULT: 8,
}  # fmt: skip
"""How long a blank cell, a row and cells of one kind always are."""
_NEVER = {0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0206, 0x0406}
"""Nothing, and cells in the words of Excel before 1995, which some programs mix in: passed over, they would be lost."""

_THIS_FORM, _OF_ALL, _OF_CELLS = 0x0600, 0x0005, 0x0010
_MOST_COLUMNS = 256
_WIDE, _FOREIGN, _RICH = 1, 4, 8
_IS_NO_NUMBER = b"\xff\xff"

_PERCENT_FORMS, _DAY_FORMS = {9, 10}, {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_ELAPSED_FORM = 46
_AS_IT_IS = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]', re.DOTALL)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_OF_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
_NO_FORM = {"general", "standard"}
_FROM_1900, _FROM_1904 = datetime(1899, 12, 31), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone
_NO_SUCH_DAY, _END_OF_DAYS = 60, {_FROM_1900: 2_958_466, _FROM_1904: 2_957_004}
"""Excel counts a 29 February 1900 that never was, and no day after 31 December 9999."""
_MILLISECONDS = 24 * 60 * 60 * 1000


class LockedError(Exception):
    """The workbook has a password."""


class OlderFormError(Exception):
    """The workbook has a form of before 1997."""


@frozen
class OldSheet:
    """What stands in a sheet, by row and column from 1; what of it is shown as a percentage; what has no result."""

    name: str
    shown: bool
    values: dict[Place, OldValue]
    percentages: frozenset[Place]
    lost: tuple[str, ...]


@frozen
class _Form:
    """How a number is shown."""

    percentage: bool
    day: bool
    elapsed: bool


@frozen
class _Record:
    """A record with those that continue it, and where the last of them ends."""

    kind: int
    parts: tuple[bytes, ...]
    end: int

    @property
    def content(self) -> bytes:
        """The bytes of the record itself."""
        return self.parts[0]


@define
class _Book:
    """What a workbook says of all its sheets."""

    epoch: datetime = _FROM_1900
    by_excel: bool = False
    codes: dict[int, str] = field(factory=dict)
    styles: list[int] = field(factory=list)
    texts: list[str] = field(factory=list)
    sheets: list[tuple[int, bool, str]] = field(factory=list)


@define
class _Texts:
    """Texts one after the other, through records that continue each other."""

    parts: tuple[bytes, ...]
    part: int = 0
    at: int = 0

    def are_left(self) -> bool:
        """Say whether anything is left to be read."""
        return self.part + 1 < len(self.parts) or self.at < len(self.parts[self.part])

    def take(self, length: int) -> bytes:
        """Take bytes, which may go on in the next record."""
        taken = b""
        while len(taken) < length:
            if self.at == len(self.parts[self.part]):
                self._turn()
            more = self.parts[self.part][self.at : self.at + length - len(taken)]
            self.at += len(more)
            taken += more
        return taken

    def next(self) -> str:
        """Read a text, without its fonts and the signs for how it is spoken."""
        count, flags = unpack_from("<HB", self.take(3))
        fonts = int.from_bytes(self.take(2), "little") if flags & _RICH else 0
        spoken = int.from_bytes(self.take(4), "little") if flags & _FOREIGN else 0
        text = self._signs(count, wide=bool(flags & _WIDE))
        self._pass(4 * fonts + spoken)
        return text

    def _signs(self, count: int, *, wide: bool) -> str:
        """Read the signs of a text; where it goes on in the next record, it says anew how wide they are."""
        signs = []
        while count:
            if self.at == len(self.parts[self.part]):
                self._turn()
                wide = bool(self.take(1)[0] & _WIDE)
            here = min(count, (len(self.parts[self.part]) - self.at) >> wide)
            if not here:
                raise DamagedError
            signs.append(self.take(here << wide).decode("utf-16-le" if wide else "latin-1"))
            count -= here
        return "".join(signs)

    def _pass(self, length: int) -> None:
        while length:
            here = min(length, len(self.parts[self.part]) - self.at)
            self.at += here
            length -= here
            if length:
                self._turn()

    def _turn(self) -> None:
        if self.part + 1 == len(self.parts):
            raise DamagedError
        self.part, self.at = self.part + 1, 0


def read_old_workbook(content: bytes) -> tuple[OldSheet, ...]:
    """Read the sheets of cells of a workbook, or raise what is wrong with it."""
    found = streams(content, (_BOOK, _OLDER_BOOK, _LOCKED))
    if _LOCKED in found:
        raise LockedError
    if _BOOK not in found:
        raise OlderFormError if _OLDER_BOOK in found else DamagedError
    try:
        return _sheets(found[_BOOK])
    except (TooShort, ValueError, IndexError, OverflowError) as damage:
        raise DamagedError from damage


def _sheets(stream: bytes) -> tuple[OldSheet, ...]:
    """Read the sheets in the order of the file, in which none begins within another; return them as they are shown."""
    book = _book(stream)
    forms = tuple(_form(number, book.codes.get(number)) for number in book.styles)
    read: dict[int, OldSheet] = {}
    end = 0
    for at, shown, name in sorted(book.sheets):
        if at < end:
            raise DamagedError
        cells = _Cells(book, forms)
        for record in _records(stream, at, _OF_CELLS):
            cells.add(record)
            end = record.end
        cells.close()
        read[at] = OldSheet(name, shown, cells.values, frozenset(cells.percentages), tuple(cells.lost))
    return tuple(read[at] for at, _, _ in book.sheets)


# What all sheets share


def _book(stream: bytes) -> _Book:
    book = _Book()
    for record in _records(stream, 0, _OF_ALL):
        content = record.content
        match record.kind:
            case _Kind.PASSWORD:
                raise LockedError
            case _Kind.DAYS_FROM if content[0]:
                book.epoch = _FROM_1904
            case _Kind.RECALCULATED:
                book.by_excel = True
            case _Kind.FORM:
                book.codes[int.from_bytes(content[:2], "little")] = _Texts((content[2:],)).next()
            case _Kind.STYLE:
                book.styles += unpack_from("<H", content, 2)
            case _Kind.TEXTS:
                texts = _Texts((content[8:], *record.parts[1:]))
                while texts.are_left():
                    book.texts.append(texts.next())
            case _Kind.SHEET if content[5] == 0:  # neither a chart nor a macro
                name = _Texts((content[6:7] + b"\0" + content[7:],)).next()
                book.sheets.append((int.from_bytes(content[:4], "little"), not content[4] & 3, name))
            case _:
                pass
    return book


def _form(number: int, code: str | None) -> _Form:
    """Say how a number is shown: a form has a number, which every workbook has or whose code is in this one."""
    if code is None:
        return _Form(number in _PERCENT_FORMS, number in _DAY_FORMS, number == _ELAPSED_FORM)
    signs = _AS_IT_IS.sub("", code)
    elapsed = bool(_ELAPSED.search(code))
    day = elapsed or (code.lower() not in _NO_FORM and bool(_OF_DAYS.search(signs)))
    return _Form("%" in signs, day, elapsed)


def _records(stream: bytes, at: int, of: int) -> Iterator[_Record]:
    """Return the records from a beginning to its end, without those of what lies within, such as a chart."""
    depth = 0
    while True:
        kind, content, at = _record(stream, at)
        parts = [content]
        while stream[at : at + 2] == pack("<H", _Kind.CONTINUE):
            _, content, at = _record(stream, at)
            parts.append(content)
        if kind in _NEVER or (depth == 0 and kind != _Kind.BEGIN):
            raise DamagedError
        if kind == _Kind.BEGIN:
            _see_form(parts[0], of if depth == 0 else None)
            depth += 1
        elif kind == _Kind.END:
            depth -= 1
        if depth <= 1:
            yield _Record(kind, tuple(parts), at)
        if depth == 0:
            return


def _record(stream: bytes, at: int) -> tuple[int, bytes, int]:
    kind, length = unpack_from("<2H", stream, at)
    end = at + 4 + length
    if end > len(stream):
        raise DamagedError
    return kind, stream[at + 4 : end], end


def _see_form(content: bytes, of: int | None) -> None:
    form, what = unpack_from("<2H", content)
    if form != _THIS_FORM:
        raise OlderFormError
    if of not in (what, None):
        raise DamagedError


# The cells of a sheet


@define
class _Cells:
    """The cells of a sheet, as far as they are read; the formula whose text comes next; whether there can be more."""

    book: _Book
    forms: tuple[_Form, ...]
    values: dict[Place, OldValue] = field(factory=dict)
    percentages: set[Place] = field(factory=set)
    lost: list[str] = field(factory=list)
    awaited: Place | None = None
    before: Place = (-1, -1)
    begun: bool = False
    closed: bool = False

    def add(self, record: _Record) -> None:
        """Add what a record holds; all cells stand together, so that one which comes later tells of damage."""
        if _LENGTHS.get(record.kind, len(record.content)) != len(record.content):
            raise DamagedError
        if record.kind not in _CELLS:
            self.closed = self.closed or (self.begun and record.kind not in _BETWEEN_CELLS)
            return
        self.begun = True
        if self.closed or (self.awaited is None) == (record.kind == _Kind.RESULT_TEXT):
            raise DamagedError
        self._add(record)

    def close(self) -> None:
        """See that no formula is left without the text that it gives."""
        if self.awaited is not None:
            raise DamagedError

    def _add(self, record: _Record) -> None:
        content = record.content
        if record.kind == _Kind.RESULT_TEXT:
            assert self.awaited is not None, "a text comes after the formula that gives it"
            self.values[self.awaited], self.awaited = _Texts(record.parts).next(), None
            return
        row, column, style = unpack_from("<3H", content)
        match record.kind:
            case _Kind.NUMBER:
                self._add_number((row, column), style, _double(content, 6))
            case _Kind.SHORT_NUMBER:
                self._add_number((row, column), style, _short(content, 6))
            case _Kind.SHORT_NUMBERS:
                self._add_short_numbers(row, column, content)
            case _Kind.SHARED_TEXT:
                self._put((row, column), self.book.texts[int.from_bytes(content[6:10], "little")])
            case _Kind.TEXT | _Kind.RICH_TEXT:
                self._put((row, column), _Texts((content[6:], *record.parts[1:])).next())
            case _Kind.BOOLEAN_OR_FAULT:
                self._put((row, column), None if content[7] else bool(content[6]))
            case _:
                self._add_formula((row, column), style, content)

    def _add_short_numbers(self, row: int, first: int, content: bytes) -> None:
        last = int.from_bytes(content[-2:], "little")
        if len(content) != 6 * (last - first + 2):
            raise DamagedError
        for column in range(first, last + 1):
            at = 4 + 6 * (column - first)
            self._add_number((row, column), int.from_bytes(content[at : at + 2], "little"), _short(content, at + 2))

    def _add_formula(self, place: Place, style: int, content: bytes) -> None:
        """Add the result of a formula; nothing or nought was perhaps never worked out, if not by Excel."""
        if content[12:14] != _IS_NO_NUMBER:
            number = _double(content, 6)
            self._add_number(place, style, number if number or self.book.by_excel else None)
            return
        match _Result(content[6]):
            case _Result.TEXT:
                self._put(place, "")
                self.awaited = (place[0] + 1, place[1] + 1)
            case _Result.BOOLEAN:
                self._put(place, bool(content[8]))
            case _Result.EMPTY if self.book.by_excel:
                self._put(place, "")
            case _:
                self._put(place, None)

    def _add_number(self, place: Place, style: int, number: float | None) -> None:
        form = self.forms[style]
        self._put(place, number if number is None or not form.day else _day(number, self.book.epoch, form))
        if form.percentage:
            self.percentages.add((place[0] + 1, place[1] + 1))

    def _put(self, place: Place, value: OldValue | None) -> None:
        """Put a value into its cell, which comes after those before it, or name the cell that has no result."""
        row, column = place
        if column >= _MOST_COLUMNS or place <= self.before:
            raise DamagedError
        self.before = place
        self.values[row + 1, column + 1] = "" if value is None else value
        if value is None:
            self.lost.append(f"{letters(column)}{row + 1}")


def _double(content: bytes, at: int) -> float:
    (number,) = unpack_from("<d", content, at)
    if not isfinite(number):
        raise DamagedError
    return float(number)


def _short(content: bytes, at: int) -> float:
    """Read a number in four bytes: a whole one or the front half of another, perhaps to be divided by 100."""
    (bits,) = unpack_from("<i", content, at)
    number = bits >> 2 if bits & 2 else _double(pack("<ii", 0, bits & ~3), 0)
    return number / 100 if bits & 1 else number


def _day(number: float, epoch: datetime, form: _Form) -> OldValue:
    """Read a number of days as a day, a time or how long something took; one that is no day stays a number."""
    if form.elapsed and abs(number) < _END_OF_DAYS[epoch]:
        return timedelta(milliseconds=round(number * _MILLISECONDS))
    if not 0 <= number < _END_OF_DAYS[epoch]:
        return number
    if number < 1:
        return (epoch + timedelta(milliseconds=round(number * _MILLISECONDS))).time()
    if epoch == _FROM_1900 and int(number) == _NO_SUCH_DAY:
        return number
    lost = 1 if epoch == _FROM_1900 and number > _NO_SUCH_DAY else 0
    return epoch + timedelta(int(number) - lost, milliseconds=round(number % 1 * _MILLISECONDS))
