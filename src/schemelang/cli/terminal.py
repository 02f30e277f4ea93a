"""The door to the terminal: what may be written there, and how it is made safe."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol, TextIO, TypeVar

from schemelang.plaintext import reveal

Thing = TypeVar("Thing")
Given_co = TypeVar("Given_co", covariant=True)

_PATIENCE = 2_000_000_000  # nanoseconds without a word from us
_TO_START_AGAIN = "\r\x1b[K"  # what takes a terminal to the start of its line, and empties it


def clean(text: str) -> str:
    """Make what cannot be seen visible, except for ends of lines and tabs.

    Clean the words before colouring them: a colour is itself an order to the terminal.
    """
    return reveal(text.replace("\r\n", "\n"), keep="\n\t")


class Several(Protocol[Given_co]):
    """Things that are given one after the other, of which it is known how many there are."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __iter__(self) -> Iterator[Given_co]:
        """Give them."""
        ...


def with_progress(
    things: Several[Thing], doing: str, stream: TextIO | None = None, clock: Callable[[], int] = time.monotonic_ns
) -> Iterator[Thing]:
    """Give things one after the other and, on a terminal, say after two seconds how far we are."""
    told = sys.stderr if stream is None else stream
    begun = clock()
    said = False
    try:
        for place, thing in enumerate(things, 1):
            if told.isatty() and clock() - begun > _PATIENCE:
                told.write(f"{_TO_START_AGAIN}{doing} {place} of {len(things)}")
                told.flush()
                said = True
            yield thing
    finally:
        if said:
            told.write(_TO_START_AGAIN)
            told.flush()
