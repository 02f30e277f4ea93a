"""How deep an explanation is told: down to where more than can be read would follow."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from schemelang.explanation.reading import Spot
from schemelang.explanation.reasons import Reasons
from schemelang.explanation.words import STEPS

if TYPE_CHECKING:
    from schemelang.graph.graph import RuleId


def told_within(reasons: Reasons, tops: Sequence[Spot], most: int) -> frozenset[Spot] | None:
    """Return of which values it is told what they were worked out from, so that at most so many reasons are told.

    Nothing is returned if that is of all of them. It goes level by level, and in a level rule by rule: what is told of
    a value is told of it for each party and period that stands as deep. What leads to few reasons goes first.
    """
    level = list(dict.fromkeys(tops))
    known, told, all_told = set(level), set[Spot](), True
    while level:
        groups = [list(dict.fromkeys(_with_steps(reasons, group))) for group in _by_rule(level)]
        below = []
        for group, parts in sorted(
            ((group, _parts(reasons, group)) for group in groups), key=lambda each: len(each[1])
        ):
            new = [part for part in parts if part not in known]
            if len(known) + len(new) > most and new:
                all_told = False
                continue
            known.update(new)
            told.update(group)
            below += [part for part in new if part not in told]
        level = below
    return None if all_told else frozenset(told)


def _by_rule(level: Sequence[Spot]) -> list[list[Spot]]:
    by_rule: dict[RuleId, list[Spot]] = {}
    for spot in level:
        by_rule.setdefault(spot.rule, []).append(spot)
    return list(by_rule.values())


def _with_steps(reasons: Reasons, spots: Sequence[Spot]) -> Iterator[Spot]:
    """Give each value with the steps that lead to it, which are told together."""
    for spot in spots:
        step: Spot | None = spot
        while step is not None:
            yield step
            step = _step_before(reasons, step)


def _step_before(reasons: Reasons, spot: Spot) -> Spot | None:
    """Return the step from which a step goes on, or a value in steps."""
    clause = reasons.reading.rule(spot).clause
    parts = ((each, reasons.reading.rule(each)) for each in reasons.worked_from(spot))
    return next((each for each, rule in parts if rule.role in STEPS and rule.clause == clause), None)


def _parts(reasons: Reasons, spots: Sequence[Spot]) -> list[Spot]:
    """Return what some values are worked out from, each once."""
    return list(dict.fromkeys(part for spot in spots for part in reasons.worked_from(spot)))
