"""What the solver is asked, where signs do not settle it, and what is made of its answers.

Of a payment that rests on nothing but its payee's own figures it is asked about all figures that there could be, and
its no is a proof. Of what all do together it is asked about the practices of one world, at their sizes; that settles
it for them and for nobody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from schemelang.graph.graph import Apportioned, Constant, Given, OfParty, Over, Pooled, Rule
from schemelang.model.model import SCHEME, Quantity
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.reach import Reach
from schemelang.proof.solver import BeyondItError, Question, is_there, load
from schemelang.proof.subject import Subject
from schemelang.proof.together import added_of
from schemelang.proof.tried import Fall, fall_between
from schemelang.proof.worlds import Figure, World, Worth

_MILLISECONDS = 2000
_MOST = 30
"""Of so many practices, and no more, it is asked what they do together."""

Found = Fall | Literal["never", "unknown", "late", "absent"]
"""What comes of asking; `late` is not settled in the time there was, and `absent` is not asked, nothing being there."""


def is_asked(subject: Subject) -> bool:
    """Say whether the solver is there and may be asked: a contract is to say the same wherever it is written."""
    return is_there() and not subject.for_contract


def ask_of_oneself(subject: Subject, rule: Rule, reaches: Sequence[Reach]) -> Found:
    """Ask whether anybody who reaches more can be paid less, whatever all figures are."""
    world = _world(subject)
    if subject.for_contract or world is None or not _is_about_oneself(subject, rule):
        return "unknown"
    if not is_there():
        return "absent"
    for reach in reaches:
        party = next(iter(world.parties[rule.level]))
        moves = {key: reach.way for key in _keys(world, reach.figure) if key[1] in {party, None}}
        any_figures, whole_ones = (
            Question(world, subject.ranges, moves, free=True, whole=whole, z3=load()) for whole in (False, True)
        )
        shown = _ask(any_figures, rule, [party])
        if shown == "never":
            continue
        if reach.is_plain:  # nothing says that more of it is better, so that less pay for it may be meant
            return "late" if shown == "unknown" else "unknown"
        answer = _ask(whole_ones, rule, [party])  # that there is no such practice would be no proof
        found = _told(subject, world, rule, party, answer)
        return found or ("late" if "unknown" in (shown, answer) else "unknown")
    return "never"


def ask_of_everybody(
    subject: Subject, rule: Rule, reaches: Sequence[Reach]
) -> tuple[World, Literal["falls", "never", "unknown"]] | None:
    """Ask whether anybody can be paid less if all reach more, of the practices of one world."""
    world = _world(subject)
    if not is_asked(subject) or world is None or len(world.parties[rule.level]) > _MOST:
        return None
    moves = {key: reach.way for reach in reaches for key in _keys(world, reach.figure)}
    question = Question(world, subject.ranges, moves, free=False, whole=True, z3=load())
    answer = _ask(question, rule, world.parties[rule.level])
    if answer == "beyond":
        return None
    if answer == "never":
        return world, "never"
    worlds = _worlds(world, answer)
    return world, "falls" if worlds and _is_paid_less(*worlds, rule) else "unknown"


def _is_paid_less(before: World, after: World, rule: Rule) -> bool:
    """Say whether anybody is paid less in all in the second of two worlds, by the reference evaluator."""
    one, other = (evaluate(world.graph, world.figures)[0].values[rule.id] for world in (before, after))
    for party in before.parties[rule.level]:
        paid, left = added_of(one, party), added_of(other, party)
        if paid is not None and left is not None and left < paid:
            return True
    return False


def _ask(question: Question, rule: Rule, parties: Sequence[str | None]) -> "Answered":
    try:
        return question.falls(rule.id, parties, _MILLISECONDS)
    except BeyondItError:
        return "beyond"


Answered = Literal["never", "unknown", "beyond"] | tuple[Mapping[Figure, Worth], Mapping[Figure, Worth]]


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
    """Give a figure of all parties at all periods of the term, whether it is reported there or not."""
    for rule in world.plan.given[name]:
        for party, period in world.known.values[rule.id]:
            if period is None or period.first >= world.graph.first:
                yield name, party, period


def _world(subject: Subject) -> World | None:
    """Return the first world of which everybody is a member for the whole term."""
    first, last = subject.graph.first, subject.graph.last

    def all_stay(world: World) -> bool:
        them = [(each.first, each.last) for each in world.figures.members]
        them += [(each.first, each.last) for each in world.figures.memberships]
        return all(one <= first and last <= other for one, other in them)

    return next(filter(all_stay, subject.worlds()), None)


def _worlds(world: World, answer: "Answered") -> tuple[World, World] | None:
    """Work an answer out as the reference evaluator does; nothing where it is of figures that nobody can report."""
    worlds = list[World]()
    for figures in answer if isinstance(answer, tuple) else ():
        changes = {key: worth for key, worth in figures.items() if world.given(key) is not None}
        whole = all(_is_whole(world, key, worth) for key, worth in changes.items())
        if not whole or len(changes) < len(figures) or not world.is_within(changes):
            return None
        worlds.append(world.with_(changes))
    return (worlds[0], worlds[1]) if worlds else None


def _told(subject: Subject, world: World, rule: Rule, party: str | None, answer: "Answered") -> Fall | None:
    """Tell a fall of pay that the solver has found, by the first figure that lowers it, if the evaluator finds it."""
    worlds = _worlds(world, answer)
    before, after = worlds or (world, world)
    for key in [key for key in after.figures.data if before.given(key) != after.given(key)]:
        worth = after.given(key)
        further = before.with_({key: worth}) if worth is not None and before.is_within({key: worth}) else before
        others = [each for each in before.figures.data if each != key and world.given(each) != before.given(each)]
        found = fall_between(subject, (before, further), key, party, rule, others)
        if found is not None:
            return found
        before = further
    return None


def _is_whole(world: World, figure: Figure, worth: Worth) -> bool:
    """Say whether a count is of whole things, and money of whole pence."""
    quantity = world.plan.figures[figure[0]].type.quantity
    if isinstance(worth, bool) or quantity not in {Quantity.COUNT, Quantity.MONEY}:
        return True
    return (worth * (100 if quantity is Quantity.MONEY else 1)).denominator == Fraction(1)
