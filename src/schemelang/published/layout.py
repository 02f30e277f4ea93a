"""What a published file looks like: how its columns are headed, and what their cells hold."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from schemelang.dates import Misdate, months_after, read_cell_date
from schemelang.light import field, frozen

_NOT_A_LETTER = re.compile(r"[^a-z0-9%#]+")
_NUMBER = r"-?[0-9][0-9,]*(\.[0-9]+)?"
_DAY = timedelta(days=1)


class Sort(Enum):
    """What the cells of a column are taken for, once they are believed."""

    WORDS = "words"
    COUNT = "counts"
    NUMBER = "numbers"
    AVERAGE = "averages, which need not be whole"
    MONEY = "amounts of money"
    SHARE = "percentages without their sign"
    DAY = "days"
    MONTH = "months"
    YEAR = "financial years"


@frozen
class Content:
    """What the cells of a column look like, in words and as a pattern."""

    words: str
    pattern: re.Pattern[str]
    sort: Sort = Sort.WORDS

    def fits(self, text: str) -> bool:
        """Say whether a cell holds what its heading promises."""
        if self.pattern.fullmatch(text) is None:
            return False
        return text in _NO_DAY or self.sort not in _TIMES or days_in(text, self.sort) is not None


def _content(words: str, pattern: str, sort: Sort = Sort.WORDS) -> Content:
    return Content(words, re.compile(pattern, re.ASCII), sort)


PRACTICE = _content("codes of practices, such as A81001", "[A-HJ-NPV-Y][0-9]{5}")
NETWORK = _content("codes of primary care networks, such as U12345", "U[0-9]{5,6}|U|-|Unallocated|Unknown or no PCN|")
ORGANISATION = _content("codes of organisations, such as A81001 or U12345", "[A-Z][A-Z0-9]{2,8}|-")
CODE = _content("codes", r"[A-Za-z0-9][A-Za-z0-9 _./-]{0,39}")
WORDS = Content("words", re.compile(".*", re.DOTALL))
COUNT = _content("counts", rf"{_NUMBER}|", Sort.COUNT)
NUMBER = _content("numbers", rf"{_NUMBER}|", Sort.NUMBER)
AVERAGE = _content("numbers", rf"{_NUMBER}|", Sort.AVERAGE)
MONEY = _content("amounts of money", rf"-?£?{_NUMBER}|", Sort.MONEY)
SHARE = _content("percentages", rf"{_NUMBER}%?|", Sort.SHARE)
DAY = _content("days, such as 01JAN2021", "[0-9A-Za-z/-]{8,11}( 00:00:00)?", Sort.DAY)
ANY_DAY = _content("days, such as 01/04/1974", "[0-9A-Za-z/-]{8,11}( 00:00:00)?|", Sort.DAY)
OPEN_DAY = _content("days, such as 20191001", "[0-9A-Za-z/-]{8,11}( 00:00:00)?|NA|", Sort.DAY)
MONTH = _content("months, such as 2017_09", "[0-9]{4}[_-]?[0-9]{2}", Sort.MONTH)
YEAR = _content("financial years, such as 2021/22", "[0-9]{4}[/-][0-9]{2}", Sort.YEAR)
YES_NO = _content("Y or N", "[YN]")


@frozen(kw_only=True)
class Column:
    """A column of a published file: its heading, others that it has had, and what its cells hold.

    `also` are patterns of further headings in the form of `plain`. A file need not have an `optional` column.
    """

    name: str
    holds: Content
    also: tuple[str, ...] = ()
    optional: bool = False

    def headed(self, heading: str) -> bool:
        """Say whether a heading in the form of `plain` is this column's."""
        return heading == plain(self.name) or any(re.fullmatch(each, heading) for each in self.also)


@frozen
class LookUp:
    """A column that stands in another published file, and is found there by what some columns hold."""

    file: str
    by: tuple[str, ...]
    column: str


SIGNS = {
    "*": "suppressed",
    "[c]": "suppressed",
    "[x]": "not reported",
    ":": "not reported",
    "na": "not reported",
    "null": "not reported",
    "none": "not reported",
    "[z]": "not applicable",
}
"""What stands where there is no number, in small letters, with the words for it that files of figures have."""


@frozen(kw_only=True)
class Layout:
    """What one published file looks like. Files of several years may share a name.

    `whose` is the column with the code of the practice or group that a row is about, and `when` the one with its time;
    `group` is the column with the code of the group that a practice belongs to; a file that `lists` members is read for
    that alone.
    `rows` are the columns that say which of the rows about somebody a row is: each must be picked. Where there are
    `many` rows even so, they can only be added up.
    `kept` are the rows that count, by a column and the words it must hold, such as the last submission of several.
    `signs` are what stands where there is no number, with the words for it that files of figures have, and `note` is a
    column that says so in words beside an empty cell.
    `families` are columns of which there are many alike, and `others` is what any further column holds, if it can be
    read from; `latest` are the columns with the day and the time of day by which the last of several submissions is
    known. A column that is `looked_up` stands in another file, and says in short what the last of `rows` says at
    length. Of columns `within` others, the numbers of the first are in most rows no more than those of the second.

    Of a file that `lists` members, `joined` and `left` are the columns with the first and the last day in the group or,
    without a group, as a practice; `status` is the one that says C where it has closed. With a `successor`, `left` is
    the first day on which that one stands in its place. A `headless` file has no row of headings: its columns are those
    of the layout, in their order. A table of one's own that is known in the same way is not `published`.
    """

    name: str
    what: str
    publisher: str
    columns: tuple[Column, ...]
    whose: str | None = None
    when: str | None = None
    rows: tuple[str, ...] = ()
    many: bool = False
    kept: Mapping[str, tuple[str, ...]] = field(factory=dict)
    signs: Mapping[str, str] = field(factory=lambda: SIGNS)
    others: Content | None = None
    families: tuple[Column, ...] = ()
    latest: tuple[str, ...] = ()
    note: str | None = None
    looked_up: LookUp | None = None
    within: tuple[tuple[str, str], ...] = ()
    practice_name: str | None = None
    group: str | None = None
    group_name: str | None = None
    lists: bool = False
    published: bool = True
    joined: str | None = None
    left: str | None = None
    status: str | None = None
    successor: str | None = None
    headless: bool = False

    def column(self, name: str) -> Column | None:
        """Return the column of a name, however it is spaced and whatever its capitals."""
        known = (*self.columns, *self.families)
        return next((each for each in known if each.headed(plain(name))), None)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns by which a file of this layout is recognised."""
        return tuple(each for each in self.columns if not each.optional)


def plain(heading: str) -> str:
    """Put a heading into the form in which published headings are compared: `Practice.Code` is PRACTICE_CODE."""
    return _NOT_A_LETTER.sub("_", heading.casefold()).strip("_")


# ---------------------------------------------------------------- times

_TIMES = {Sort.DAY, Sort.MONTH, Sort.YEAR}
_NO_DAY = {"", "NA"}

Days = tuple[date, date]
"""The first and the last of the days that a row is about; of what was counted on one day, that day twice."""


def days_in(text: str, sort: Sort) -> Days | None:
    """Read the time of a row, if it is one."""
    if sort is Sort.DAY:
        day = read_cell_date(text.removesuffix(" 00:00:00"))
        return None if isinstance(day, Misdate) else (day, day)
    if sort is Sort.MONTH:
        return _days_from(f"{text[:4]}-{text[-2:]}-01", 1)
    assert sort is Sort.YEAR, "other columns hold no times"
    return _days_from(f"{text[:4]}-04-01", 12) if (int(text[:4]) + 1) % 100 == int(text[-2:]) else None


def _days_from(written: str, months: int) -> Days | None:
    first = read_cell_date(written)
    return None if isinstance(first, Misdate) else (first, months_after(first, months) - _DAY)
