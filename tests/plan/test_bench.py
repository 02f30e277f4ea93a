"""What is known of a step when it is put on the bench: how few numbers it can come to, and how steps compare."""

import pytest

from compiled import small
from schemelang.plan.bench import Bench
from schemelang.plan.plan import ONCE, Domain, Ground, Place, Shape

GRAPH = small("")
LEVEL, SCHEME = GRAPH.levels[0], GRAPH.levels[-1]
SHAPE = Shape(LEVEL, ONCE)


@pytest.fixture
def bench() -> Bench:
    """Lay out a bench with two figures: one of lacks, and one from 10 to 5,000."""
    domains = {
        "due": Domain(unit=1, low=10, high=5000, lacks=True),
        "of": Domain(unit=1, low=10, high=5000, lacks=False),
    }
    ground = Ground(
        domains=domains,
        words=(),
        steady=frozenset(),
        most={(LEVEL, SCHEME): 6},
        least={(LEVEL, SCHEME): 2},
    )
    return Bench(GRAPH, ground)


def lack(bench: Bench) -> Place:
    """Add what is 6 or 0."""
    empty = bench.is_equal(bench.supplied("of", SHAPE), bench.number(10))
    return bench.times(bench.number(6), empty)


def test_what_a_choice_leaves_out_cannot_come_of_it(bench: Bench) -> None:
    """Of 6 or 0, with 0 taken in place of 6, there is 0."""
    one = lack(bench)
    six, none = bench.is_equal(one, bench.number(6)), bench.number(0)

    assert bench.choose(six, none, one) == none
    assert bench.choose(bench.no(six), one, none) == none
    assert bench.choose(bench.is_less(none, one), none, one) == none
    assert bench.choose(bench.is_at_most(bench.number(6), one), none, one) == none
    assert bench.ends(bench.choose(bench.is_less(bench.number(3), one), bench.number(2), one)) == (0, 2)


def test_what_rests_on_few_numbers_is_known(bench: Bench) -> None:
    """What few numbers come to is known before there are any."""
    one, none = lack(bench), bench.number(0)

    assert bench.is_equal(one, bench.number(3)) == none
    assert bench.both(bench.is_less(bench.number(6), one), bench.is_less(one, none)) == none
    assert bench.ends(bench.plus(one, one)) == (0, 12)
    assert bench.is_equal(bench.minus(one, bench.number(1)), none) == none
    assert bench.rest(one, bench.number(2)) == none
    assert bench.is_less(bench.number(1), bench.rest(one, bench.number(5))) == none


def test_a_part_is_no_more_than_its_whole(bench: Bench) -> None:
    """What is the lesser of something and a whole goes at most once into that, and its multiples as often."""
    part, whole = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE)
    least = bench.lesser(bench.greater(bench.minus(part, whole), bench.number(0)), whole)
    wholes = bench.times(bench.number(40), whole)

    assert bench.ends(bench.divided(least, whole)) == (0, 1)
    assert bench.ends(bench.divided(bench.times(bench.number(80), least), wholes)) == (0, 2)
    half_up = bench.plus(bench.times(bench.number(6), least), whole)
    assert bench.ends(bench.divided(half_up, bench.times(bench.number(2), whole)))[1] == 3
    assert bench.ends(bench.divided(bench.times(least, part), whole))[1] == 5000
    chosen = bench.choose(bench.is_less(part, whole), bench.divided(least, bench.number(3)), bench.number(7))
    assert bench.ends(bench.divided(chosen, whole)) == (0, 0)


def test_nothing_is_made_of_what_is_not_known(bench: Bench) -> None:
    """Where nothing is known of two steps, only their ends are."""
    part, whole = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE)

    assert bench.ends(bench.divided(bench.plus(part, part), whole)) == (0, 1000)
    assert bench.ends(bench.divided(bench.minus(whole, bench.minus(part, whole)), whole))[1] == 1000


def test_a_sum_of_somebody_is_more_than_nothing(bench: Bench) -> None:
    """Where every group has members, what they come to is no less than so many have at least."""
    whole = bench.supplied("of", SHAPE)

    assert bench.ends(bench.over_members(whole, LEVEL, SCHEME, "sum")) == (20, 30000)
    assert bench.ends(bench.over_members(whole, LEVEL, SCHEME, "least")) == (10, 5000)
