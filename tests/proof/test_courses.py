"""A line of pay: through exact points, straight between them, and none where that is not so."""

from fractions import Fraction

import pytest

from schemelang.proof.courses import Paid, course_of, spread
from schemelang.proof.proof import Cliff, Course
from schemelang.source import Source, Span

NOWHERE = Span(Source("a.scheme", "a"), 0, 1)
ENDS = (Fraction(0), Fraction(100))


def cliff(count: int) -> Cliff:
    """Make a count at which pay changes."""
    zero = Fraction(0)
    return Cliff(
        payment="Fee",
        who="Ash",
        paid="Ash",
        figure="Visits",
        when="",
        unit="visit",
        count=Fraction(count),
        out_of=None,
        before=zero,
        after=zero,
        below=zero,
        beyond=zero,
        others=zero,
        what="from 60",
        place=NOWHERE,
    )


def drawn(paid: Paid, *counts: int, ends: tuple[Fraction | None, Fraction | None] = ENDS) -> Course | None:
    """Follow pay through some counts, all of them jumps."""
    cliffs = [cliff(count) for count in counts]
    return course_of(cliffs, [each.count for each in cliffs], Fraction(50), ends, paid)


def places(course: Course | None) -> list[tuple[int, int, bool]]:
    """Return the places of a line that is one."""
    assert course is not None
    return [(int(each.count), int(each.pounds), each.is_jump) for each in course.places]


def test_a_line_goes_from_the_least_to_the_most() -> None:
    """Nothing below 60, £500 there, and £10 for each one more: the last before the jump is a place as well."""
    course = drawn(lambda count: 500 + 10 * (count - 60) if count >= 60 else Fraction(0), 60)

    assert places(course) == [(0, 0, False), (59, 0, False), (60, 500, True), (100, 900, False)]
    assert course is not None
    assert [course.now.count, course.now.pounds, spread(course)] == [50, 0, 900]


def test_a_place_at_which_nothing_turns_is_left_out() -> None:
    """Where the line goes straight on to a count and beyond, only the count itself is kept."""
    cliffs = [cliff(60)]
    course = course_of(cliffs, [], Fraction(50), ENDS, lambda count: min(count, Fraction(60)))

    assert places(course) == [(0, 0, False), (60, 60, False), (100, 60, False)]


def test_what_nothing_bounds_is_followed_somewhat_further() -> None:
    """A quarter beyond the last turn, in whole ones; from 1 where nothing is known of none."""
    course = drawn(lambda count: Fraction(5) if count else None, 61, ends=(None, None))

    assert [count for count, _, _ in places(course)] == [1, 60, 61, 77]


@pytest.mark.parametrize(
    "paid",
    [
        lambda count: count * count,
        lambda count: None if count == 50 else Fraction(1),
        lambda count: None if count > 90 else Fraction(1),
        lambda count: None if 10 < count < 50 else Fraction(1),
        lambda _: None,
    ],
    ids=["curved", "not known where one stands", "not known at the end", "not known between", "never known"],
)
def test_what_is_no_line_is_not_drawn(paid: Paid) -> None:
    """Pay that bends on its way, or is not known everywhere, has no line."""
    assert drawn(paid, 60) is None


def test_a_line_that_turns_too_often_is_not_drawn() -> None:
    """Of forty steps nobody could read anything."""
    assert drawn(lambda count: Fraction(count // 2 * 2), *range(2, 82, 2)) is None
