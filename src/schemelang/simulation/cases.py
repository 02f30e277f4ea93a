"""The scenarios that are to be worked out: one case, every step of what varies, a table's rows, or drawn ones.

What is drawn comes from the seed, the number of the scenario and whom it is drawn for, by SHA-256: the same on every
machine and under every version, in whatever order parties stand, and in exact fractions.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from hashlib import sha256
from itertools import product

from attrs import frozen

from schemelang.dates import Period
from schemelang.proof.worlds import Figure as Key
from schemelang.simulation.moves import amount_of, is_in_pence, kept_whole, with_amount
from schemelang.simulation.simulation import Asked, Becomes, Move, Target, Varying

PARTS = 10**6
"""What is drawn between two ends is one of so many parts of the way, or either end."""


@frozen
class Always:
    """Whatever it is of, it moves so."""

    move: Move

    def of(self, _: Key | None) -> Move:
        """Return what becomes of a figure of a party at a period, or, of none, of a number of the scheme."""
        return self.move


@frozen
class Drawn:
    """What is drawn from what varies, in a scenario: for each party and each period by itself.

    `place` is where it stands among all that varies.
    """

    varying: Varying
    seed: int
    scenario: int
    place: int

    def of(self, key: Key | None) -> Move:
        """Return what becomes of a figure of a party at a period, or, of none, of a number of the scheme."""
        drawn = self.number(key)
        if not self.varying.between:
            return self.varying.steps[drawn][0]
        first, (start, end) = self.varying.steps[0][0], self.ends
        amount = start + (end - start) * Fraction(drawn, PARTS)
        if isinstance(first, Becomes):
            in_pence = is_in_pence(start) and is_in_pence(end)
            amount = kept_whole(amount, self.varying.target.type.quantity, in_pence=in_pence)
        return with_amount(first, amount)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The two numbers between which it is."""
        (first, _), *_, (last, _) = self.varying.steps
        start, end = amount_of(first), amount_of(last)
        assert start is not None, "only numbers have others between them"
        assert end is not None, "as above"
        return start, end

    def number(self, key: Key | None) -> int:
        """Draw the number of a step or, of what is between two ends, how many parts of the way it is."""
        figure, party, period = key or ("", None, None)
        return next(self.numbers(figure, (party,), period))

    def numbers(self, figure: str, parties: Iterable[str | None], period: Period | None) -> Iterator[int]:
        """Draw the number for each of some parties, at a period.

        It looks like any other, and comes from all that it is drawn for.
        """
        when = "" if period is None else f"{period.first.isoformat()} {period.last.isoformat()}"
        begun = sha256(f"{self.seed}\n{self.scenario}\n{self.place}\n{figure}\n".encode())
        ways = PARTS + 1 if self.varying.between else len(self.varying.steps)
        for party in parties:
            drawn = begun.copy()
            drawn.update(f"{party or ''}\n{when}".encode())
            yield int.from_bytes(drawn.digest()) % ways


MoveFor = Always | Drawn
"""What becomes of a figure, or of a number of the scheme, in a scenario."""


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
    return Case(first.number, (), (*_set(asked), *((target, Always(move)) for target, move in moves.items())))


_Varied = tuple[tuple[str, ...], tuple[tuple[Target, MoveFor], ...]]


def _set(asked: Asked) -> Iterator[tuple[Target, MoveFor]]:
    yield from ((each.target, Always(each.move)) for each in asked.settings)


def _each(asked: Asked) -> Iterator[_Varied]:
    if asked.draw is not None:
        for number in range(1, asked.draw + 1):
            yield (
                (),
                tuple(
                    (each.target, Drawn(each, asked.seed, number, place)) for place, each in enumerate(asked.varyings)
                ),
            )
        return
    if asked.rows is not None:
        for row in asked.rows.rows:
            yield (row.name,), tuple((target, Always(move)) for target, move in row.moves)
        return
    for steps in product(*(each.steps for each in asked.varyings)):
        moves = zip(asked.varyings, steps, strict=True)
        yield tuple(words for _, words in steps), tuple((each.target, Always(move)) for each, (move, _) in moves)
