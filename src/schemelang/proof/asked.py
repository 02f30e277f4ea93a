"""What the solver is asked, where signs do not settle it, and what is made of its answers.

Of a payment that rests on nothing but its payee's own figures it is asked about all figures that there could be, and
its no is a proof. Of what all do together it is asked about the practices of one world, at their sizes; that settles
it for them and for nobody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Literal

from schemelang.graph.graph import Apportioned, Constant, Given, OfParty, Over, Pooled, Rule
from schemelang.model.model import SCHEME, Quantity
from schemelang.proof.reach import Reach
from schemelang.proof.solver import BeyondItError, Question, is_there, load
from schemelang.proof.subject import Subject
from schemelang.proof.tried import Fall, fall_between
from schemelang.proof.worlds import Figure, World, Worth

_MILLISECONDS = 2000
_MOST = 30
"""Of so many practices, and no more, it is asked what they do together."""

Found = Fall | Literal["never", "unknown"]


def is_asked(subject: Subject) -> bool:
    """Say whether the solver is there and may be asked: a contract is to say the same wherever it is written."""
    return is_there() and not subject.for_contract


def ask_of_oneself(subject: Subject, rule: Rule, reaches: Sequence[Reach]) -> Found:
    """Ask whether anybody who reaches more can be paid less, whatever all figures are."""
    world = next(islice(subject.worlds(), 1), None)
    if not is_asked(subject) or world is None or not _is_about_oneself(subject, rule):
        return "unknown"
    for reach in reaches:
        party = next(iter(world.parties[rule.level]))
        moves = {key: reach.way for key in _keys(world, reach.figure) if key[1] in {party, None}}
        any_figures, whole_ones = (
            Question(world, subject.ranges, moves, free=True, whole=whole, z3=load()) for whole in (False, True)
        )
        if _ask(any_figures, rule, [party]) == "never":
            continue
        if reach.is_plain:
            return "unknown"  # nothing says that more of it is better, so that less pay for it may be meant
        answer = _ask(whole_ones, rule, [party])  # that there is no such practice would be no proof
        found = _confirmed(subject, world, rule, party, moves, answer) if isinstance(answer, tuple) else None
        return found or "unknown"
    return "never"


def ask_of_everybody(subject: Subject, rule: Rule, reaches: Sequence[Reach]) -> tuple[World, Found] | None:
    """Ask whether anybody can be paid less if all reach more, of the practices of one world."""
    world = next(islice(subject.worlds(), 1), None)
    if not is_asked(subject) or world is None or len(world.parties[rule.level]) > _MOST:
        return None
    moves = {key: reach.way for reach in reaches for key in _keys(world, reach.figure)}
    question = Question(world, subject.ranges, moves, free=False, whole=True, z3=load())
    answer = _ask(question, rule, world.parties[rule.level])
    if not isinstance(answer, tuple):
        return world, answer
    for party in world.parties[rule.level]:
        found = _confirmed(subject, world, rule, party, moves, answer)
        if found is not None:
            return world, found
    return world, "unknown"


def _ask(question: Question, rule: Rule, parties: Sequence[str | None]) -> "Answered":
    try:
        return question.falls(rule.id, parties, _MILLISECONDS)
    except BeyondItError:
        return "unknown"


Answered = Literal["never", "unknown"] | tuple[Mapping[Figure, Worth], Mapping[Figure, Worth]]


def _is_about_oneself(subject: Subject, rule: Rule) -> bool:
    """Say whether a payment rests on its payee's own figures, and otherwise on what is laid down."""
    for each in subject.under(rule.id):
        found = subject.graph.by_id[each]
        if isinstance(found.kind, Over | Pooled | Apportioned | OfParty):
            return False
        if isinstance(found.kind, Given) and found.level not in {rule.level, SCHEME}:
            return False
        if found.level not in {rule.level, SCHEME} and not isinstance(found.kind, Constant):
            return False
    return True


def _keys(world: World, name: str) -> Iterator[Figure]:
    """Give a figure of all parties at all periods of the term."""
    for key in world.figures.data:
        if key[0] == name and (key[2] is None or key[2].first >= world.graph.first):
            yield key


def _confirmed(  # noqa: PLR0913, PLR0917 - a question and its answer
    subject: Subject,
    world: World,
    rule: Rule,
    party: str | None,
    moves: Mapping[Figure, int],
    answer: tuple[Mapping[Figure, Worth], Mapping[Figure, Worth]],
) -> Fall | None:
    """Work an answer out as the reference evaluator does; nothing where that comes to something else."""
    worlds = list[World]()
    for figures in answer:
        changes = {key: worth for key, worth in figures.items() if world.given(key) is not None}
        whole = all(_is_whole(world, key, worth) for key, worth in changes.items())
        if not whole or len(changes) < len(figures) or not world.is_within(changes):
            return None
        worlds.append(world.with_(changes))
    before, after = worlds
    moved = next((key for key in moves if before.given(key) != after.given(key)), None)
    return None if moved is None else fall_between(subject, (before, after), moved, party, rule)


def _is_whole(world: World, figure: Figure, worth: Worth) -> bool:
    """Say whether a count is of whole things, and money of whole pence."""
    quantity = world.plan.figures[figure[0]].type.quantity
    if isinstance(worth, bool) or quantity not in {Quantity.COUNT, Quantity.MONEY}:
        return True
    return (worth * (100 if quantity is Quantity.MONEY else 1)).denominator == Fraction(1)
