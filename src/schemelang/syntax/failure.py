"""What a reading leaves behind where it stopped, for those who explain it and go on."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

from schemelang.light import field, frozen
from schemelang.source import Span

TOO_DEEP = "TOO_DEEP"
END = "END"


@frozen
class Failure:
    """Where the reading of a piece stopped, and what could have stood there instead.

    `span` is the word that could not be read, and is empty at the end of the piece.
    `found` is that word's terminal, or END, or TOO_DEEP where all was read but holds too much within itself.
    """

    piece: Span
    start: str
    without: tuple[Span, ...]
    span: Span
    found: str
    _look: Callable[[Span], frozenset[str]] = field(alias="look", repr=False, eq=False)

    @cached_property
    def accepts(self) -> frozenset[str]:
        """What may stand here: words as written, in small letters, and other terminals, in capitals."""
        return self._look(self.span)


class Reader(Protocol):
    """Reads a piece of a text as one thing of the grammar, as if the spans `without` were blank."""

    def __call__(self, piece: Span, start: str, without: tuple[Span, ...] = ()) -> Any:  # noqa: ANN401 - a node
        """Return a node, or the Failure."""
        ...
