"""A scheme with one thing changed: a number, a boundary, a condition, a day, a share, how many instalments, a party.

What is changed is the scheme as meant, so that every change is one that somebody could have written, and the rules
are made from it as from any other. A number that stands once in the text is changed wherever it is read. What the
language itself would refuse is no change worth trying: points that no longer add up, parts that are no longer the
whole, rows that are no longer in order.
Figures, guarantees and clauses are left as they are: nothing that an example expects turns on them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from attrs import evolve, frozen

from schemelang.dates import say_date
from schemelang.explanation.values import say_constant
from schemelang.light import facts_of, is_data
from schemelang.model import model
from schemelang.model.model import Comparator, Payment, Scheme
from schemelang.model.units import SHARE
from schemelang.quantities import say_percent
from schemelang.source import Span

Path = tuple[str | int, ...]
Sort = Literal["number", "boundary", "left out", "day", "part", "together"]
_Edit = tuple[Path, Any]


@frozen
class Mutant:
    """One change: in words that follow "if", where it is, and what of the scheme it puts in place of what.

    `sort` says what an example has to show that would notice it.
    """

    words: str
    place: Span
    edits: tuple[_Edit, ...]
    sort: Sort = "number"

    def of(self, scheme: Scheme) -> Scheme:
        """Return the scheme with this change."""
        changed: Any = scheme
        for path, instead in self.edits:
            changed = _with(changed, path, instead)
        assert isinstance(changed, Scheme), "a change is of something within the scheme"
        return changed


def mutants_of(scheme: Scheme) -> tuple[Mutant, ...]:
    """Return every change that is tried, in order of where it stands; what is read in several places is one change."""
    parties = [block.name for block in scheme.blocks if isinstance(block, model.NamedParty)]
    found: dict[tuple[str, int, int, str], Mutant] = {}
    for number, block in enumerate(scheme.blocks):
        for path, node in _within(block, ("blocks", number)):
            for each in _changes(path, node, parties):
                key = each.place.source.name, each.place.start, each.place.end, each.words
                before = found.get(key)
                found[key] = each if before is None else evolve(each, edits=before.edits + each.edits)
    return tuple(found[key] for key in sorted(found))


# ---------------------------------------------------------------- places within a scheme


_LEFT_AS_IT_IS = (
    model.NamedParty,
    model.Figure,
    model.ExceptionBlock,
    model.Guarantee,
    model.Clause,
    model.Example,
)


_HELD: Mapping[type, frozenset[str]] = {
    model.Points: frozenset({"adds_up_to"}),
    model.Worths: frozenset({"adds_up_to"}),
    model.PointsRow: frozenset({"points"}),
    model.WorthRow: frozenset({"worth"}),
}
"""What the language holds against the rest: points that would no longer add up to what is said."""


def _within(node: object, path: Path) -> Iterator[tuple[Path, object]]:
    """Give a node, and everything within it that has a meaning of its own, with the way to it."""
    if isinstance(node, _LEFT_AS_IT_IS):
        return
    if isinstance(node, tuple):
        for number, each in enumerate(node):
            yield from _within(each, (*path, number))
    elif type(node).__module__ == model.__name__ and is_data(type(node)):
        yield path, node
        for name in _parts_of(node):
            yield from _within(getattr(node, name), (*path, name))


def _parts_of(node: object) -> Iterator[str]:
    """Return the names of what a node is made of, without what the language holds against the rest of it."""
    kind: Any = type(node)
    held = _HELD.get(kind, frozenset())
    yield from (field.name for field in facts_of(kind) if field.name not in held)


def _with(node: Any, path: Path, instead: object) -> Any:  # noqa: ANN401 - any node of the model
    """Return a node with something else at the end of a path."""
    if not path:
        return instead
    step, *rest = path
    if isinstance(step, int):
        return (*node[:step], _with(node[step], tuple(rest), instead), *node[step + 1 :])
    return evolve(node, **{step: _with(getattr(node, step), tuple(rest), instead)})


# ---------------------------------------------------------------- what is changed


def _changes(path: Path, node: object, parties: list[str]) -> Iterator[Mutant]:
    match node:
        case model.Constant():
            yield from _of_number(path, node)
        case model.Compared(comparator=comparator, span=place) if comparator in _BOUNDARIES:
            yield _boundary(path, comparator, place)
        case model.Quorum(said="of"):
            yield from _of_quorum(path, node)
        case model.AmountStep(only_if=model.Expression() as condition):
            yield Mutant("this condition were left out", condition.span, (((*path, "only_if"), None),), "left out")
        case model.ReductionStep():
            yield from _of_reduction(path, node)
        case model.Steps(steps=steps):
            yield from _of_steps((*path, "steps"), steps)
        case model.Lookup(marks=marks):
            yield from _of_marks(path, marks)
        case model.DatedOf(versions=versions):
            yield from _of_versions(path, versions)
        case model.Tranche():
            yield from _of_tranche(path, node)
        case Payment():
            yield from _of_payment(path, node, parties)
        case _:
            return


_BOUNDARIES: Mapping[Comparator, Comparator] = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
}
_SAID = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}


def _boundary(path: Path, comparator: Comparator, place: Span) -> Mutant:
    other = _BOUNDARIES[comparator]
    words = f'"{_SAID[comparator]}" became "{_SAID[other]}"'
    return Mutant(words, place, (((*path, "comparator"), other),), "boundary")


_NUMBER = re.compile(r"-?£?-?[0-9][0-9,]*(?:\.(?P<decimals>[0-9]+))?(?P<percent>%)?")


def _of_number(path: Path, constant: model.Constant) -> Iterator[Mutant]:
    """Make a number as much greater as its last figure goes; rows of a table are changed where they are in order."""
    written = _NUMBER.fullmatch(constant.span.words)
    if written is None or not isinstance(constant.value, Fraction) or path[-1] == "at":
        return
    value = constant.value + _step(written)
    words = f"{constant.span.words} became {say_constant(value, constant.type)}"
    yield Mutant(words, constant.span, ((path, evolve(constant, value=value)),))


def _step(written: re.Match[str]) -> Fraction:
    """Return what the last figure of a number is worth."""
    decimals = len(written["decimals"] or "") + (2 if written["percent"] else 0)
    return Fraction(1, 10**decimals)


def _of_marks(path: Path, marks: tuple[model.Mark, ...]) -> Iterator[Mutant]:
    """Move each row of a table up or, where it would meet the next, down."""
    edges = [mark.at.value if isinstance(mark.at, model.Constant) else None for mark in marks]
    known = [edge for edge in edges if isinstance(edge, Fraction)]
    for number, mark in enumerate(marks):
        at, written = mark.at, _NUMBER.fullmatch(mark.at.span.words)
        if not isinstance(at, model.Constant) or written is None or not isinstance(at.value, Fraction):
            continue
        others = [edge for edge in known if edge != at.value]
        for value in (at.value + _step(written), at.value - _step(written)):
            if _keeps_its_place(at.value, value, others):
                words = f"{at.span.words} became {say_constant(value, at.type)}"
                yield Mutant(words, at.span, (((*path, "marks", number, "at"), evolve(at, value=value)),))
                break


def _keeps_its_place(before: Fraction, after: Fraction, others: Iterable[Fraction]) -> bool:
    return all(other != after and (other < before) == (other < after) for other in others)


def _of_quorum(path: Path, quorum: model.Quorum) -> Iterator[Mutant]:
    """Ask for one more of several conditions or, where all are asked for, for one less."""
    if quorum.most is not None:
        return
    least = quorum.least + 1 if quorum.least < len(quorum.conditions) else quorum.least - 1
    yield Mutant(f"{quorum.least} of these became {least}", quorum.span, (((*path, "least"), least),))


def _of_versions(path: Path, versions: tuple[tuple[date | None, model.Expression], ...]) -> Iterator[Mutant]:
    """Let a version of a value begin a month later, if the next has not begun by then."""
    for number, (first, value) in enumerate(versions):
        if first is None:
            continue
        later = first + timedelta(days=31)
        if all(other is None or other <= first or other > later for other, _ in versions):
            words = f"this held from {say_date(later)} and not from {say_date(first)}"
            yield Mutant(words, value.span, (((*path, "versions", number), (later, value)),), "day")


# ---------------------------------------------------------------- steps and payments


def _of_reduction(path: Path, step: model.ReductionStep) -> Iterator[Mutant]:
    """Take several percentages one after another where they are added together, and the other way round."""
    if len(step.reducers) > 1 and step.reduction.type == SHARE:
        other: model.HowReduced = "added_together" if step.how == "one_after_another" else "one_after_another"
        said = {"added_together": "added together", "one_after_another": "one after another"}
        words = f'"{said[step.how]}" became "{said[other]}"'
        yield Mutant(words, step.span, (((*path, "how"), other),), "together")


def _of_steps(path: Path, steps: tuple[model.AnyStep, ...]) -> Iterator[Mutant]:
    """Leave out each line that holds back what there is."""
    for number, step in enumerate(steps):
        if isinstance(step, model.GateStep | model.LimitStep | model.ReductionStep):
            yield Mutant(
                "this line were left out", step.span, ((path, steps[:number] + steps[number + 1 :]),), "left out"
            )


def _of_tranche(path: Path, tranche: model.Tranche) -> Iterator[Mutant]:
    if tranche.condition is not None:
        words = "this condition were left out"
        yield Mutant(words, tranche.condition.span, (((*path, "condition"), None),), "left out")
    if any(isinstance(day, model.DayAfter) for dates in tranche.dates for day in dates.days):
        return
    days = (*path, "dates")
    yield Mutant("it were paid a day later", tranche.said, ((days, _each_day(tranche, _a_day_later)),), "day")
    number = len(tranche.days)
    if number > 1:
        words = f"there were {number - 1} instalment{'' if number - 1 == 1 else 's'} and not {number}"
        yield Mutant(words, tranche.said, ((days, _each_day(tranche, lambda them: them[:-1])),), "day")


_Days = tuple[date | model.DayAfter, ...]


def _each_day(tranche: model.Tranche, change: Callable[[_Days], _Days]) -> tuple[model.Dates, ...]:
    return tuple(evolve(dates, days=change(dates.days)) for dates in tranche.dates)


def _a_day_later(days: _Days) -> _Days:
    return tuple(day + timedelta(days=1) if isinstance(day, date) else day for day in days)


def _of_payment(path: Path, payment: Payment, parties: list[str]) -> Iterator[Mutant]:
    yield from _of_steps((*path, "steps"), payment.steps)
    yield from _of_shares((*path, "tranches"), payment.tranches)
    yield from _of_shares((*path, "sharing"), payment.sharing)
    if payment.payee in parties and payment.payee != payment.payer:
        words = f"{payment.payer} and {payment.payee} changed places"
        edits = (((*path, "payer"), payment.payee), ((*path, "payee"), payment.payer))
        yield Mutant(words, payment.span, edits, "part")
    named = [(number, line) for number, line in enumerate(payment.sharing) if isinstance(line, model.SharedWith)]
    for (one, first), (other, second) in pairwise(named):
        if first.much != second.much:
            edit = ((*path, "sharing", one, "party"), second.party), ((*path, "sharing", other, "party"), first.party)
            yield Mutant(f"{first.party} and {second.party} changed places", second.span, edit, "part")


_PERCENT = Fraction(1, 100)


def _of_shares(path: Path, parts: tuple[model.Tranche, ...] | tuple[model.Sharing, ...]) -> Iterator[Mutant]:
    """Let one part have a hundredth more, and the next so much less."""
    of_it = [(number, part, part.much) for number, part in enumerate(parts) if _is_share(part)]
    for (one, _, much), (other, second, less) in pairwise(of_it):
        assert isinstance(much, Fraction), "only shares are changed"
        assert isinstance(less, Fraction), "only shares are changed"
        if less > _PERCENT:
            became = f"{say_percent(much + _PERCENT)} and {say_percent(less - _PERCENT)}"
            words = f"{say_percent(much)} and {say_percent(less)} became {became}"
            edits = ((*path, one, "much"), much + _PERCENT), ((*path, other, "much"), less - _PERCENT)
            yield Mutant(words, second.span, edits, "part")


def _is_share(part: model.Tranche | model.Sharing) -> bool:
    return isinstance(part.much, Fraction)
