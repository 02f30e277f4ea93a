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


def belonging(
    before: Sequence[Some], now: Sequence[Some], keys: Sequence[Callable[[Some], Hashable]]
) -> dict[int, int]:
    """Find for each place now the one before, by the first key that both have in common; an empty key finds nothing."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        free = {key(each): at for at, each in enumerate(before) if at not in taken and key(each)}
        for at, each in enumerate(now):
            if at not in found and key(each) in free:
                found[at] = free.pop(key(each))
    return found


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
