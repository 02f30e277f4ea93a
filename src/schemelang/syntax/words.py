"""A text cut into words, simply: enough to count them and to say what stands where a reading stopped."""

import re
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from schemelang.source import Span

Kind = Literal["row", "prose", "string", "number", "word", "sign", "end"]

_WORD = re.compile(
    r"""
      (?P<note>\#[^\n]*)
    | (?P<row>\|[^\n]*\|(?=[^\S\n]*(?:\#|$))|\|[^\n]*)
    | ^[^\S\n]*(?P<prose>>[^\n]*)
    | (?P<string>"[^"\n]*"?)
    | (?P<number>£?[0-9](?:[\w,./]*\w)?%?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>[<>]=|[^\ \t\n\r\f\v])
    """,
    re.VERBOSE | re.MULTILINE,
)

_KINDS: dict[str, Kind] = {
    "row": "row",
    "prose": "prose",
    "string": "string",
    "number": "number",
    "word": "word",
    "sign": "sign",
}


@frozen
class Word:
    """A word, a number, a sign, a quotation, a whole row or line of prose, or the end of them all.

    `first` says that it begins a printed line.
    """

    kind: Kind
    span: Span
    first: bool

    @property
    def text(self) -> str:
        """The word as it is read: plain signs, small letters."""
        return self.span.source.plain[self.span.start : self.span.end].lower()


def words_of(piece: Span, without: tuple[Span, ...] = ()) -> tuple[Word, ...]:
    """Cut part of a text into words, leaving out notes and what stands in the spans `without`."""
    return tuple(_words(piece, sorted(without, key=lambda gap: gap.start)))


def _words(piece: Span, gaps: list[Span]) -> Iterator[Word]:
    plain, first, end_of_last = piece.source.plain, True, piece.start
    for found in _found(plain, piece, gaps):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        first = first or "\n" in plain[end_of_last:start]
        end_of_last = end
        if kind != "note":
            yield Word(_KINDS[kind], Span(piece.source, start, start + len(found[kind].rstrip(" \t\r"))), first)
            first = False


def _found(plain: str, piece: Span, gaps: list[Span]) -> Iterator[re.Match[str]]:
    start = piece.start
    for gap in gaps:
        yield from _WORD.finditer(plain, start, max(start, gap.start))
        start = max(start, gap.end)
    yield from _WORD.finditer(plain, start, max(start, piece.end))
