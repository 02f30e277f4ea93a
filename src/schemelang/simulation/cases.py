"""The scenarios that are to be worked out: one case, every step of what varies, a table's rows, or drawn ones.

What is drawn comes from the seed, the number of the scenario and whom it is drawn for, by SHA-256: the same on every
machine and under every version, in whatever order parties stand, and in exact fractions.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from hashlib import sha256
from itertools import product

from attrs import frozen

from schemelang.proof.worlds import Figure as Key
from schemelang.simulation.moves import amount_of, with_amount
from schemelang.simulation.simulation import Asked, Becomes, Move, Target, Varying

_PARTS = 10**6
"""What is drawn between two ends is one of so many parts of the way, or either end."""

MoveFor = Callable[[Key | None], Move]
"""What becomes of a figure of a party at a period, or, of none, of a number of the scheme."""


@frozen
class Case:
    """One scenario to be worked out: its number, its steps in words, and what each target is moved by, in order."""

    number: int
    steps: tuple[str, ...]
    moves: tuple[tuple[Target, MoveFor], ...]


def cases_of(asked: Asked) -> tuple[Case, ...]:
    """Return every scenario that is asked for. What is set comes before what varies."""
    return tuple(Case(number, steps, (*_set(asked), *moves)) for number, (steps, moves) in enumerate(_each(asked), 1))


def moved_by_some(asked: Asked, first: Case) -> Case:
    """Return a scenario in which all moves by an amount that does so in the first one or, of a table, in any row."""
    if asked.rows is None:
        return first
    moves: dict[Target, Move] = {}
    for row in asked.rows.rows:
        moves |= {target: move for target, move in row.moves if not isinstance(move, Becomes)}
    return Case(first.number, (), (*_set(asked), *((target, _always(move)) for target, move in moves.items())))


_Varied = tuple[tuple[str, ...], tuple[tuple[Target, MoveFor], ...]]


def _set(asked: Asked) -> Iterator[tuple[Target, MoveFor]]:
    yield from ((each.target, _always(each.move)) for each in asked.settings)


def _each(asked: Asked) -> Iterator[_Varied]:
    if asked.draw is not None:
        for number in range(1, asked.draw + 1):
            yield (), tuple((each.target, _drawn(asked, number, place)) for place, each in enumerate(asked.varyings))
        return
    if asked.rows is not None:
        for row in asked.rows.rows:
            yield (row.name,), tuple((target, _always(move)) for target, move in row.moves)
        return
    for steps in product(*(each.steps for each in asked.varyings)):
        moves = zip(asked.varyings, steps, strict=True)
        yield tuple(words for _, words in steps), tuple((each.target, _always(move)) for each, (move, _) in moves)


def _always(move: Move) -> MoveFor:
    return lambda _: move


def _drawn(asked: Asked, number: int, place: int) -> MoveFor:
    """Draw for each party and each period by itself."""
    varying, seed = asked.varyings[place], asked.seed
    return lambda key: _pick(varying, _chance(seed, number, place, key))


def _chance(seed: int, number: int, place: int, key: Key | None) -> int:
    """Return a whole number that looks like any other, from all that it is drawn for."""
    figure, party, period = key or ("", None, None)
    when = "" if period is None else f"{period.first.isoformat()} {period.last.isoformat()}"
    words = "\n".join((str(seed), str(number), str(place), figure, party or "", when))
    return int.from_bytes(sha256(words.encode()).digest())


def _pick(varying: Varying, chance: int) -> Move:
    (first, _), (last, _) = varying.steps[0], varying.steps[-1]
    start, end = amount_of(first), amount_of(last)
    if not varying.between or start is None or end is None:
        return varying.steps[chance % len(varying.steps)][0]
    return with_amount(first, start + (end - start) * Fraction(chance % (_PARTS + 1), _PARTS))
