"""The place where a reading stopped, with the words around it."""

from typing import Any

from attrs import frozen

from schemelang.source import Span
from schemelang.syntax.failure import END, Failure, Reader
from schemelang.syntax.slips.printed import begins_line, end_of_line, is_heading, line_at, start_of_line
from schemelang.syntax.vocabulary import BLOCKS, LINES
from schemelang.syntax.words import Word, words_of


@frozen
class Stop:
    """Where a reading stopped, at the word `words[at]` or after them all.

    `kind` is the kind of the block it stands in, if any.
    `line` is the index of the word that begins the line it stands in, going by how the text is printed,
    and `opening` is the line word, or words, that stand there, if they do.
    """

    failure: Failure
    read: Reader
    words: tuple[Word, ...]
    at: int
    kind: str | None
    heading: int
    line: int
    opening: str | None

    @property
    def ended(self) -> bool:
        """Whether there was nothing more to read."""
        return self.failure.found is END

    @property
    def word(self) -> Word | None:
        """The word at which reading stopped."""
        return self.beside(0)

    @property
    def text(self) -> str:
        """That word as it is read; empty at the end."""
        return self.word.text if self.word else ""

    def beside(self, steps: int) -> Word | None:
        """Return the word so many after that one, or before it."""
        return self.words[self.at + steps] if 0 <= self.at + steps < len(self.words) else None

    def beside_text(self, steps: int) -> str:
        """Return the word so many after that one, or before it, as it is read; empty where there is none."""
        word = self.beside(steps)
        return word.text if word else ""

    @property
    def rest(self) -> tuple[Word, ...]:
        """That word and those after it on the same printed line."""
        return self.words[self.at : end_of_line(self.words, self.at)] if self.word else ()

    @property
    def begins_printed_line(self) -> bool:
        """Whether the reading stopped at the first word of a printed line."""
        return self.word is not None and self.word.first

    @property
    def may_end_line(self) -> bool:
        """Whether a line may be over here, so that another, or another block, may begin."""
        return self.failure.accepts >= {"target", "payment"}

    @property
    def in_heading(self) -> bool:
        """Whether it stopped on the line that begins the block."""
        return self.kind is not None and self.line <= self.heading

    @property
    def place(self) -> Span:
        """What to underline: the word, or where the words end."""
        if self.word is None or self.failure.span.end > self.word.span.end:
            return self.failure.span
        return self.word.span


def stop_at(failure: Failure, read: Reader) -> Stop:
    """Find the words around the place where a reading stopped."""
    words = words_of(failure.piece, failure.without)
    at = len(words) if failure.found is END else _index(words, failure.span.start)
    heading = next((index for index in range(min(at, len(words) - 1), -1, -1) if _heads(words, index)), -1)
    kind = _kind(words, heading)
    line = _line(words, at, heading, kind)
    return Stop(failure, read, words, at, kind, heading, line, _opening(words, line, kind))


def read_above(stop: Stop, index: int) -> Any:
    """Read what stands before a word: the heading of its block, and the line that ends there."""
    words, source = stop.words, stop.failure.piece.source
    line, body = _line(words, index - 1, stop.heading, stop.kind), end_of_heading(stop)
    gap = (Span(source, words[body].span.start, words[line].span.start),) if body < line else ()
    above = Span(source, stop.failure.piece.start, words[index].span.start)
    return stop.read(above, stop.failure.start, (*stop.failure.without, *gap))


def breaks_off_before(stop: Stop, index: int) -> bool:
    """Say whether what stands before a word is incomplete."""
    above = read_above(stop, index)
    return isinstance(above, Failure) and above.found is END


def end_of_heading(stop: Stop) -> int:
    """Return the index of the first word under the heading of the block."""
    under = range(stop.heading + 1, len(stop.words))
    return next((index for index in under if begins_line(stop.words, index)), len(stop.words))


def _index(words: tuple[Word, ...], offset: int) -> int:
    return next((index for index, word in enumerate(words) if word.span.end > offset), len(words))


def _heads(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a block begins at an index, on a printed line of its own or in the middle of one."""
    if not is_heading(words, index):
        return False
    return words[index].first or any(word.kind == "string" for word in words[index + 1 : index + 3])


def _kind(words: tuple[Word, ...], heading: int) -> str | None:
    if heading < 0:
        return None
    kind = words[heading].text
    if kind == "replace" and heading + 1 < len(words):
        kind = words[heading + 1].text
    return kind if kind in LINES else None


def _line(words: tuple[Word, ...], at: int, heading: int, kind: str | None) -> int:
    """Return the index at which the line that holds another index seems to begin."""
    if not words:
        return 0
    start = start_of_line(words, at)
    while start > max(heading, 0) and not (_opening(words, start, kind) or words[start].text in BLOCKS):
        start = start_of_line(words, start - 1)
    return start


def _opening(words: tuple[Word, ...], index: int, kind: str | None) -> str | None:
    """Return the line word, or words, at an index, even where only the first of them is right."""
    line = line_at(words, index)
    if line or not words:
        return line
    return next((line for line in LINES.get(kind or "", ()) if line.split()[0] == words[index].text), None)
