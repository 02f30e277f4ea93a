"""The axes of a picture: how far they go, which values stand on them, and how words are broken to fit."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from textwrap import wrap

from schemelang.document.contract import Axis, Tick
from schemelang.light import frozen

_WHOLE = 1000
_LINE = 48
"""So many signs fit into a line that is as long as a picture is wide."""
_BESIDE = 34
"""So many signs fit into a line that begins where the axis that goes across does."""
_SIGN, _BETWEEN = 26, 20
"""What a sign takes of the axis that goes across, and what is free between two values, in thousandths."""
_ABOVE_EACH_OTHER = 125
"""What a line takes of the axis that goes up."""


@frozen
class Scope:
    """From where to where an axis goes."""

    least: Fraction
    most: Fraction

    def along(self, value: Fraction) -> int:
        """Return where a value is on the axis, in thousandths of it."""
        return round((value - self.least) / (self.most - self.least) * _WHOLE)

    def holds(self, value: Fraction) -> bool:
        """Say whether a value is on the axis."""
        return self.least <= value <= self.most


def broken(words: str, *, signs: int = _LINE) -> tuple[str, ...]:
    """Break words into two lines at most; what does not fit is left to the table."""
    return tuple(wrap(words, signs, max_lines=2, placeholder=" …")) or (words,)


def across(title: str, scope: Scope, values: Iterable[tuple[Fraction, str]]) -> Axis:
    """Set values on the axis that goes across: those that would run into others one line lower, or not at all."""
    taken: list[Tick] = []
    for value, words in dict.fromkeys(values):
        tick = Tick(scope.along(value), words)
        lower = Tick(tick.along, words, lower=True)
        free = next((each for each in (tick, lower) if _has_room(each, taken)), None)
        if free is not None:
            taken.append(free)
    return Axis(broken(title, signs=_BESIDE), tuple(sorted(taken, key=lambda each: each.along)), 0)


def up(title: str, scope: Scope, values: Iterable[tuple[Fraction, str]]) -> Axis:
    """Set values on the axis that goes up: the least and the most, and of the others those that have room."""
    ordered = sorted(dict.fromkeys(values))
    taken: list[Tick] = []
    for value, words in [*ordered[-1:], *ordered[:1], *ordered[1:-1]]:
        along = scope.along(value)
        if all(abs(along - each.along) >= _ABOVE_EACH_OTHER for each in taken):
            taken.append(Tick(along, words))
    longest = max((len(each.words) for each in taken), default=0)
    return Axis(broken(title), tuple(sorted(taken, key=lambda each: each.along)), longest)


def _has_room(tick: Tick, taken: Sequence[Tick]) -> bool:
    return all(
        abs(tick.along - each.along) >= (len(tick.words) + len(each.words)) * _SIGN // 2 + _BETWEEN
        for each in taken
        if each.lower is tick.lower
    )
