"""Why a line comes to something else than it did: the figures that it rests on and that are not what they were."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache

from schemelang.accounts.entry import DISPUTED, Moved
from schemelang.accounts.facts import BELONGS, Change, History, Said, when
from schemelang.dates import say_date
from schemelang.explanation.values import say_value
from schemelang.graph.graph import DuePart, RuleGraph, RuleId
from schemelang.outcome.ledger import name_of
from schemelang.outcome.outcome import Line, Outcome, Status

_FEW = 5
_GIVEN = "given"


class Reasons:
    """What there is to say of the lines of one run, whose figures say something now and said other things before."""

    def __init__(self, outcome: Outcome, history: History, said: Said) -> None:
        """Compare what the figures of an outcome say with what they said in earlier runs."""
        self._outcome = outcome
        self._history = history
        self._said = said
        self._groups = {(each.member, each.group) for each in outcome.figures.memberships}
        self._changes = cache(self._changes_since)
        self._figures = cache(self._figures_under)
        self._periods = {when(period): period.name for _, _, period in outcome.figures.data if period is not None}

    def since(self, run: int) -> tuple[str, ...]:
        """Say all that figures say otherwise than in a run."""
        return tuple(map(self.say, self._changes(run)))

    def of(self, line: Line | None, last: Moved, since: int) -> Iterator[str]:
        """Say why a line, if it is still there, is not what it was in a run, after which it was as it was `last`."""
        if last.status == DISPUTED:
            yield "It was disputed, and held until that was decided."
        elif last.status == Status.HELD.value:
            yield "It was held for want of figures."
        rests_on = self._resting(line, last, since)
        yield from map(self.say, rests_on[:_FEW])
        if len(rests_on) > _FEW:
            yield f"{len(rests_on) - _FEW} more of the figures that it rests on are not what they were."

    def _resting(self, line: Line | None, last: Moved, since: int) -> list[Change]:
        """Find what has changed of what a line rests on: what is its payee's own, its group's, and of all who count.

        Of a line that is no longer there it is what is said of its payee.
        """
        changes = self._changes(since)
        if line is None:
            return [each for each in changes if self._is_about_a_party(each) and each.who == last.payee]
        figures, of_others = self._figures(line.part)
        near = [
            each
            for each in changes
            if self._is_near(each, line) and (each.what in figures or self._is_about_a_party(each))
        ]
        return near + [each for each in changes if each.what in of_others and not self._is_near(each, line)]

    def _is_about_a_party(self, change: Change) -> bool:
        return change.what in self._outcome.graph.levels or change.what.startswith(BELONGS)

    def _is_near(self, change: Change, line: Line) -> bool:
        """Say whether a fact is about a line's payee, its group, a member of either, or nobody alone."""
        near = {line.payee, line.group}
        moved = change.what.startswith(BELONGS) and near & {change.before, change.now}
        return change.who in {"", *near} or bool(moved) or any((change.who, group) in self._groups for group in near)

    def _figures_under(self, part: DuePart) -> tuple[frozenset[str], frozenset[str]]:
        """Return the figures that a part rests on, and those that it rests on whosesoever they are."""
        graph = self._outcome.graph
        rules = [graph.by_id[rule] for rule in graph.under([part.amount])]
        level = max(graph.levels.index(each) for each in (part.level, graph.by_id[part.payment_rule].level))
        wide = graph.under([rule.id for rule in rules if graph.levels.index(rule.level) > level])
        return (
            frozenset(rule.id.owner for rule in rules if rule.id.part == _GIVEN),
            frozenset(rule.owner for rule in wide if rule.part == _GIVEN),
        )

    def _changes_since(self, run: int) -> tuple[Change, ...]:
        return self._history.changes(run, self._said)

    def say(self, change: Change) -> str:
        """Say what is not what it was: what it is called, whose it is, and both values."""
        graph = self._outcome.graph
        titles = [title for title in [_title(graph, change.what)] if title]
        whose = name_of(self._outcome, change.who) if change.who else None
        what = f"{titles[0]}{f' of {whose}' if whose else ''}" if titles else f"{whose}, {change.what}"
        period = self._periods.get(change.when, "")
        before, now = (_said(graph, change.what, text) for text in (change.before, change.now))
        return f"{what}{f', {period}' if period else ''}: {before or 'not there'} before, {now or 'not there'} now"


def _title(graph: RuleGraph, what: str) -> str:
    rule = graph.by_id.get(RuleId(what, _GIVEN))
    return "" if rule is None else rule.title


def _said(graph: RuleGraph, what: str, text: str) -> str:
    """Say a value as its figure is said; what is no number of a figure stands as it is."""
    rule = graph.by_id.get(RuleId(what, _GIVEN))
    if rule is None or not text:
        return text
    try:
        return say_value(Fraction(text), rule.type)
    except ValueError:
        pass
    try:
        return say_date(date.fromisoformat(text))
    except ValueError:
        return text
