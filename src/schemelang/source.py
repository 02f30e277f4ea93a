"""Text as its author wrote it, and places in it. This module knows nothing of the language."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import Literal

from schemelang.light import field, frozen

# What Word, Outlook and web pages put in place of plain signs, one character for one character,
# so that a place in the plain text is the same place in the author's text.
_LOOKALIKES = {
    "\ufeff": " ",  # byte-order mark
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2715\u2716\u2a09\u2a2f\u22c5\u2217", "\u00d7"),
    **dict.fromkeys("\u2215\u2044\u2797", "\u00f7"),
    "\u2a7e": "\u2265",
    "\u2a7d": "\u2264",
    "\uffe1": "\u00a3",
    "\u20a4": "\u00a3",
}


@frozen(eq=False)
class Source:
    """A named text. `text` is what the author wrote; `plain` is how it is read."""

    name: str
    text: str

    @cached_property
    def plain(self) -> str:
        """The text with look-alike signs made plain, each still at its own place."""
        plain = self.text
        for sign in _LOOKALIKES.keys() & set(plain):  # quicker than to look at each sign of a text that has few
            plain = plain.replace(sign, _LOOKALIKES[sign])
        return plain

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        *lines, _ = self.plain.split("\n")
        return tuple(accumulate((len(line) + 1 for line in lines), initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """Return the offset at which a line, counted from 1, begins."""
        return self._line_starts[line - 1]

    def line(self, line: int) -> str:
        """Return one line as its author wrote it, without its ending."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n\u2028\u2029\u0085\u000b\u000c")


@frozen
class Span:
    """Where words stand in a scheme: offsets into `source.text`, the end not included."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves, as written."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line on which they begin, counted from 1."""
        return self.source.position(self.start)[0]

    def within(self, other: "Span") -> bool:
        """Say whether they stand among the words of another span."""
        return self.source is other.source and other.start <= self.start and self.end <= other.end

    def to(self, other: "Span") -> "Span":
        """Return the span from the beginning of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))


@frozen
class CellPlace:
    """Where a figure stands in a file or a sheet of it: rows and columns as a spreadsheet counts, from 1."""

    file: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None


# ---------------------------------------------------------------- texts that a text names

Trouble = Literal["outside", "backslash", "not a scheme", "missing", "unreadable", "too large", "not text", "too many"]
"""Why a file that a scheme names is not read."""

Load = Callable[[str], Source | Trouble]
"""What loads a text by its path from the folder of the text in hand, or says why it cannot."""


def nothing_beside(path: str) -> Trouble:  # noqa: ARG001 - every path leads to nothing
    """Load nothing: for a text that stands alone."""
    return "missing"
