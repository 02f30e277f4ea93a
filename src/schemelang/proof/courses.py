"""What one is paid as one figure goes from its least to its most: a line through exact points, and no sample.

The counts at which pay changes are known. Between two that follow each other it goes in a straight line, but for
roundings to the penny; that is looked at in between, and where it is not so there is no line.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

from schemelang.proof.proof import Cliff, Course, Place

Paid = Callable[[Fraction], Fraction | None]

_BY_ROUNDING = Fraction(5, 100)
"""How far roundings to the penny can take pay from a straight line."""
_NEAR = Fraction(2, 100)
_BEYOND = Fraction(5, 4)
"""How far beyond its last turn a figure is followed that nothing bounds."""
_MOST = 16
"""A line that turns more often than that cannot be read."""


def course_of(
    cliffs: Sequence[Cliff], jumps: Iterable[Fraction], now: Fraction, ends: "Ends", paid: Paid
) -> Course | None:
    """Follow what one is paid by a payment through the counts of one figure at which that changes."""
    least, most = ends
    turns = [cliff.count for cliff in cliffs]
    low = next((each for each in (least or Fraction(0), Fraction(1)) if paid(each) is not None), turns[0])
    high = Fraction(ceil(max(*turns, now) * _BEYOND)) if most is None else most
    counts = sorted({low, high, *(count - step for count in turns for step in (0, 1))})
    known = [(count, worth) for count in counts if low <= count <= high and (worth := paid(count)) is not None]
    here = paid(now)
    if here is None or not known or not low < high or (known[0][0], known[-1][0]) != (low, high):
        return None
    if len(known) > 2 * _MOST or not all(_is_straight(*each, paid) for each in pairwise(known)):
        return None
    first = cliffs[0]
    return Course(
        payment=first.payment,
        who=first.who,
        paid=first.paid,
        figure=first.figure,
        when=first.when,
        unit=first.unit,
        places=_thinned([Place(count=count, pounds=worth, is_jump=count in set(jumps)) for count, worth in known]),
        now=Place(count=now, pounds=here, is_jump=False),
    )


Ends = tuple[Fraction | None, Fraction | None]
"""The least and the most that a figure can be; None where nothing bounds it."""


def spread(course: Course) -> Fraction:
    """Return how much more one is paid at the best place than at the worst."""
    pounds = [place.pounds for place in course.places]
    return max(pounds) - min(pounds)


def _is_straight(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], paid: Paid) -> bool:
    """Say whether pay goes in a straight line from one count to another, as far as two counts between them show."""
    wide = other[0] - one[0]
    between = {Fraction(one[0] + wide * part // 3) for part in (1, 2)} if wide > 1 else set[Fraction]()
    for count in between:
        worth = paid(count)
        if worth is None or abs(worth - _at(one, other, count)) > _BY_ROUNDING:
            return False
    return True


def _at(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], count: Fraction) -> Fraction:
    """Return what a straight line through two places is at a count."""
    return one[1] + (other[1] - one[1]) * (count - one[0]) / (other[0] - one[0])


def _thinned(places: Sequence[Place]) -> tuple[Place, ...]:
    """Leave out each place at which the line goes straight on."""
    kept = [places[0]]
    for place, after in pairwise(places[1:]):
        straight = _at((kept[-1].count, kept[-1].pounds), (after.count, after.pounds), place.count)
        if place.is_jump or after.is_jump or abs(place.pounds - straight) > _NEAR:
            kept.append(place)
    return (*kept, places[-1])
