"""The place where a reading stopped, with the words around it."""

from functools import cached_property

from attrs import frozen

from schemelang.headings import BLOCKS
from schemelang.source import Span
from schemelang.syntax.failure import END, Failure, Reader
from schemelang.syntax.slips.printed import begins_line, end_of_line, is_heading, line_at, start_of_line
from schemelang.syntax.vocabulary import LINES
from schemelang.syntax.words import Word, words_of


@frozen
class Stop:
    """Where a reading stopped, at the word `words[at]` or after them all.

    `heading` is the index of the word that begins the block it stands in, or -1; `kind` is the block's kind.
    `line` is the index of the word that begins the line it stands in, going by how the text is printed.
    """

    failure: Failure
    read: Reader
    words: tuple[Word, ...]
    at: int
    heading: int
    kind: str
    line: int

    @property
    def accepts(self) -> frozenset[str]:
        """What may stand here."""
        return self.failure.accepts

    @property
    def ended(self) -> bool:
        """Whether there was nothing more to read."""
        return self.failure.found == END

    @property
    def word(self) -> Word:
        """The word at which reading stopped, or the end of the words."""
        return self.beside(0)

    def beside(self, steps: int) -> Word:
        """Return the word so many after that one, or before it, or the end where there is none."""
        if 0 <= self.at + steps < len(self.words):
            return self.words[self.at + steps]
        end = Span(self.failure.piece.source, self.failure.piece.end, self.failure.piece.end)
        return Word("end", end, first=False)

    @cached_property
    def rest(self) -> tuple[Word, ...]:
        """That word and those after it on the same printed line."""
        return self.words[self.at : end_of_line(self.words, self.at)]

    @property
    def lines(self) -> dict[str, str]:
        """The lines of this kind of block, with an example of each."""
        return LINES.get(self.kind, {})

    @property
    def opening(self) -> str | None:
        """The line word, or words, that begin the line."""
        return _opening(self.words, self.line, self.kind)

    @property
    def may_end_line(self) -> bool:
        """Whether a line may be over here, so that another, or another block, may begin."""
        return self.accepts >= {"target", "payment"}

    @property
    def in_heading(self) -> bool:
        """Whether it stopped on the line that begins the block."""
        return self.line <= self.heading

    @property
    def place(self) -> Span:
        """What to underline: the word, or where the words end."""
        if self.word.kind == "end" or self.failure.span.end > self.word.span.end:
            return self.failure.span
        return self.word.span


def stop_at(failure: Failure, read: Reader) -> Stop:
    """Find the words around the place where a reading stopped."""
    words = words_of(failure.piece, failure.without)
    at = len(words) if failure.found == END else index_at(words, failure.span.start)
    heading = next((index for index in range(min(at, len(words) - 1), -1, -1) if _heads(words, index)), -1)
    kind = _kind(words, heading)
    return Stop(failure, read, words, at, heading, kind, _line(words, at, heading, kind))


def index_at(words: tuple[Word, ...], offset: int) -> int:
    """Return the index of the word that stands at an offset, or of the next."""
    return next((index for index, word in enumerate(words) if word.span.end > offset), len(words))


def _heads(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a block begins at an index, on a printed line of its own or in the middle of one."""
    if not is_heading(words, index):
        return False
    return words[index].first or any(word.kind == "string" for word in words[index + 1 : index + 3])


def _kind(words: tuple[Word, ...], heading: int) -> str:
    if heading < 0:
        return ""
    kind = words[heading].text
    return words[heading + 1].text if kind == "replace" and heading + 1 < len(words) else kind


def _line(words: tuple[Word, ...], at: int, heading: int, kind: str) -> int:
    """Return the index at which the line that holds another index seems to begin."""
    start = start_of_line(words, at) if words else 0
    while start > max(heading, 0) and not (_opening(words, start, kind) or words[start].text in BLOCKS):
        start = start_of_line(words, start - 1)
    return start


def _opening(words: tuple[Word, ...], index: int, kind: str) -> str | None:
    """Return the line word, or words, at an index, even where only the first of them is right."""
    begun = (line for line in LINES.get(kind, ()) if line.split()[0] == words[index].text)
    return line_at(words, index) or next(begun, None)


def read_above(stop: Stop, index: int) -> Failure | None:
    """Read the heading of the block and the line that ends before a word; return where that broke off."""
    words, source = stop.words, stop.failure.piece.source
    line, body = _line(words, index - 1, stop.heading, stop.kind), end_of_heading(stop)
    gap = (Span(source, words[body].span.start, words[line].span.start),) if body < line else ()
    above = Span(source, stop.failure.piece.start, words[index].span.start)
    reading = stop.read(above, stop.failure.start, (*stop.failure.without, *gap))
    return reading if isinstance(reading, Failure) and reading.found == END else None


def end_of_heading(stop: Stop) -> int:
    """Return the index of the first word under the heading of the block."""
    under = range(stop.heading + 1, len(stop.words))
    return next((index for index in under if _begins_line(stop, index)), len(stop.words))


def _begins_line(stop: Stop, index: int) -> bool:
    begun = stop.words[index].first and _opening(stop.words, index, stop.kind) is not None
    return begun or begins_line(stop.words, index)
