"""Which of two lists belong together, in their order: what is the same, and what is near to each other."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Some = TypeVar("Some")


def aligned(
    before: Sequence[Some], now: Sequence[Some], key: Callable[[Some], Hashable], near: Callable[[Some, Some], bool]
) -> Iterator[tuple[Some | None, Some | None]]:
    """Pair what is the same or near to each other, in order; what has no other has None beside it."""
    matcher = SequenceMatcher(None, [key(each) for each in before], [key(each) for each in now], autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "equal":
            yield from zip(before[start:end], now[first:last], strict=True)
        else:
            yield from _nearest(before[start:end], now[first:last], near)


def _nearest(
    before: Sequence[Some], now: Sequence[Some], near: Callable[[Some, Some], bool]
) -> Iterator[tuple[Some | None, Some | None]]:
    done = 0
    for each in before:
        at = next((place for place in range(done, len(now)) if near(each, now[place])), None)
        if at is None:
            yield each, None
            continue
        yield from ((None, new) for new in now[done:at])
        yield each, now[at]
        done = at + 1
    yield from ((None, new) for new in now[done:])
