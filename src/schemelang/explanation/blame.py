"""What a payment hangs on that failed or is missing, in sentences."""

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from schemelang.explanation.explanation import Reason, row
from schemelang.explanation.places import say_place
from schemelang.explanation.reading import Spot
from schemelang.explanation.reasons import Reasons
from schemelang.explanation.words import STEPS, is_part_of_term, reduction_of
from schemelang.graph.graph import Chosen, Difference, Product, Quorum, Role, RuleGraph, RuleId, Supplied, Test, When
from schemelang.outcome.outcome import Cause, Line, Status

_SO_FAR = "the amount so far"


def blame(reasons: Reasons, line: Line, condition: Spot | None, reason: Reason) -> tuple[str, ...]:
    """Say which conditions failed where a line comes to nothing, and what is missing where it is held."""
    graph = reasons.reading.graph
    match line.status:
        case Status.HELD:
            return tuple(f"Not known. {_missing(reasons, cause)}." for cause in line.causes)
        case Status.NOT_EARNED if condition is not None:
            failed = _failed(graph, reasons.of(condition))
            return tuple(dict.fromkeys(f"Not met. {_outcome(graph, each)}." for each in failed))
        case _:
            closed = () if line.pence else _closed(graph, reason)
            return tuple(dict.fromkeys(f"Nothing is paid. {_outcome(graph, each)}." for each in closed))


def _outcome(graph: RuleGraph, condition: Reason) -> str:
    """Say what a condition came to; that it failed is said already, but not how a question was answered."""
    words = f"{row(condition)}: {condition.said}" if condition.role is Role.GIVEN else row(condition)
    block = graph.by_id.get(RuleId(condition.rule.owner))
    if block is None or condition.role is not Role.PART:
        return words
    return words.replace(_SO_FAR, f"{_SO_FAR} in {block.title}", 1)  # far from its steps, it must be said of what


def _missing(reasons: Reasons, cause: Cause) -> str:
    """Say what is missing, and where it should be."""
    nobody = (cause.party, cause.period) not in reasons.reading.outcome.values[cause.rule]
    reason = reasons.of(Spot(cause.rule, cause.party, cause.period, nobody=nobody))
    cell = f" ({say_place(reason.place)})" if reason.place else ""
    how = [reason.said, reason.note] if reason.role is Role.GIVEN else [reason.words, reason.note]
    return f"{row(evolve(reason, words=', '.join(filter(None, how)), note=''))}{cell}"


def _failed(graph: RuleGraph, condition: Reason) -> Iterator[Reason]:
    """Find the narrowest conditions that failed, each once, in the order they are written."""
    for reason in _each_within(condition, lambda reason: _failed_parts(graph, reason)[::-1]):
        if not _failed_parts(graph, reason):
            yield reason


def _failed_parts(graph: RuleGraph, reason: Reason) -> list[Reason]:
    """Return the conditions within a condition for which it failed; of a test, only a target it rests on."""
    match graph.by_id[reason.rule].kind:
        case Quorum(most=int()) | Supplied():
            return []
        case Chosen(cases):
            conditions = {case.condition for case in cases}
            return [each for each in reason.reasons if each.value is False and each.rule not in conditions]
        case Test():
            return [each for each in reason.reasons if each.value is False and each.role is Role.TARGET]
        case _:
            return [each for each in reason.reasons if each.value is False]


def _closed(graph: RuleGraph, reason: Reason) -> Iterator[Reason]:
    """Find why a step of a payment let nothing through, if one did."""
    for each in _each_within(reason, lambda each: each.reasons):
        if each.role in STEPS and each.value == 0:
            yield from _closed_at(graph, each)


def _each_within(reason: Reason, parts: Callable[[Reason], Iterable[Reason]]) -> Iterator[Reason]:
    """Go through a reason and all that is within it, each once; the last of its parts first."""
    seen: set[int] = set()
    waiting = [reason]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            waiting += parts(each)
            yield each


def _closed_at(graph: RuleGraph, step: Reason) -> Iterator[Reason]:
    """Find why a step let nothing through, if it did: its condition, or that a member came or went."""
    match graph.by_id[step.rule].kind:
        case When():
            condition, then, otherwise = step.reasons
            taken = then if condition.value else otherwise
            if taken.role is Role.PART and not taken.reasons:
                yield from _failed(graph, condition) if condition.value is False else (condition,)
        case Difference() | Product() if reduction_of(graph, graph.by_id[step.rule]) and step.reasons[0].value:
            yield step
        case Product((_, part)) if is_part_of_term(graph, part) and step.reasons[0].value:
            yield step
        case _:
            return
