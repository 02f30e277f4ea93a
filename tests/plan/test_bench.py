"""What is known of a step when it is put on the bench: how few numbers it can come to, and how steps compare."""

import pytest

from compiled import small
from schemelang.dates import periods
from schemelang.graph.graph import RuleId
from schemelang.plan.bench import Bench
from schemelang.plan.plan import ONCE, ByReference, Domain, Ground, Place, Shape

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


# ---------------------------------------------------------------- what is done at once


def test_what_is_laid_down_is_folded(bench: Bench) -> None:
    """Constants come together, also across the steps that they are added to, taken from and multiplied by."""
    one, two, three, six = (bench.number(each) for each in (1, 2, 3, 6))
    part, whole = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE)

    assert bench.plus(two, bench.plus(one, part)) == bench.plus(three, part)
    assert bench.times(two, bench.times(three, part)) == bench.times(six, part)
    twice = bench.minus(bench.times(six, part), bench.times(six, whole))
    assert bench.times(two, bench.minus(bench.times(three, part), bench.times(three, whole))) == twice


def test_what_has_one_row_is_multiplied_first(bench: Bench) -> None:
    """A product of many rows and of one takes another factor with one row to the one."""
    axis = tuple(periods("month", GRAPH.first, GRAPH.last))
    many, one = bench.supplied("of", Shape(LEVEL, axis)), bench.supplied("of", SHAPE)
    few = bench.times(bench.number(3), one)

    assert bench.times(bench.times(many, one), bench.number(3)) == bench.times(many, few)
    assert bench.times(bench.number(3), bench.times(one, many)) == bench.times(few, many)


def test_an_answer_is_itself(bench: Bench) -> None:
    """What is yes or no is not held against yes or no once more."""
    yes, no = bench.number(1), bench.number(0)
    part, whole = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE)
    less = bench.is_less(part, whole)
    same = bench.is_equal(part, whole)

    assert bench.is_less(no, less) == less == bench.is_equal(yes, less)
    assert bench.is_less(same, yes) == bench.no(same) == bench.is_equal(no, same)
    assert bench.no(bench.no(same)) == same
    assert bench.no(less) == bench.is_at_most(whole, part)
    assert bench.no(bench.is_at_most(part, whole)) == bench.is_less(whole, part)
    assert bench.both(same, bench.no(same)) == no == bench.both(no, same)
    assert bench.either(bench.no(same), same) == yes == bench.either(same, yes)


def test_a_choice_between_answers_is_a_thing_and_another_or_either(bench: Bench) -> None:
    """A yes or no that is chosen is said with what it is chosen by; and a choice of a choice is one."""
    yes, no, two = (bench.number(each) for each in (1, 0, 2))
    part, whole = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE)
    one, other = bench.is_equal(part, whole), bench.is_equal(part, bench.number(12))

    assert bench.choose(one, yes, other) == bench.either(one, other)
    assert bench.choose(one, no, other) == bench.both(bench.no(one), other)
    assert bench.choose(one, other, no) == bench.both(one, other)
    assert bench.choose(one, other, yes) == bench.either(bench.no(one), other)
    assert bench.choose(one, one, no) == one
    assert bench.choose(one, bench.choose(one, part, two), bench.choose(one, two, whole)) == bench.choose(
        one, part, whole
    )
    assert bench.choose(bench.no(one), part, whole) == bench.choose(one, whole, part)
    assert bench.choose(one, bench.choose(one, part, two), part) == part


def test_what_is_laid_down_is_held_against_each_that_is_chosen(bench: Bench) -> None:
    """A comparison with a choice one of which is laid down is a choice of answers."""
    part, whole, nine = bench.supplied("due", SHAPE), bench.supplied("of", SHAPE), bench.number(9)
    same = bench.is_equal(part, whole)
    chosen = bench.choose(same, bench.number(7), whole)

    assert bench.is_less(nine, chosen) == bench.no(same)
    assert bench.is_at_most(chosen, nine) == same
    assert bench.is_equal(chosen, bench.number(7)) == same


def test_what_is_known_besides_is_noted(bench: Bench) -> None:
    """Ends that are known of a step are noted, and never make it wider."""
    part = bench.supplied("due", SHAPE)

    assert bench.ends(bench.narrowed(part, None, 600)) == (0, 600)
    assert bench.ends(bench.narrowed(part, -5, 700)) == (0, 600)


def test_a_number_is_taken_without_its_sign(bench: Bench) -> None:
    """What is never below nothing is itself, and what is never above it is turned."""
    whole, nothing = bench.supplied("of", SHAPE), bench.number(0)
    less = bench.minus(bench.number(20), whole)

    assert bench.size(whole) == whole
    assert bench.ends(bench.size(bench.minus(nothing, whole))) == (10, 5000)
    assert bench.ends(bench.size(less)) == (0, 4980)


def test_what_has_no_end_stays_without(bench: Bench) -> None:
    """Of what the reference works out there may be no ends, and so none of what is made of it."""
    rule = RuleId("any")
    value = bench.by_reference(ByReference(rule, "value"), SHAPE, None, None)
    unit = bench.by_reference(ByReference(rule, "unit"), SHAPE, 1, None)
    whole = bench.supplied("of", SHAPE)

    assert bench.ends(bench.narrowed(value, None, None)) == (None, None)
    assert bench.ends(bench.plus(value, whole)) == (None, None)
    assert bench.ends(bench.times(unit, whole)) == (10, None)
    assert bench.ends(bench.divided(whole, unit)) == (0, 5000)
    assert bench.ends(bench.rest(value, unit)) == (0, None)
    assert bench.ends(bench.size(value)) == (0, None)
    assert bench.ends(bench.over_members(value, LEVEL, SCHEME, "sum")) == (None, None)
