"""What a payment hangs on that failed or is missing, in sentences."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from schemelang.explanation.explanation import Reason, row
from schemelang.explanation.places import say_place
from schemelang.explanation.reading import Spot
from schemelang.explanation.reasons import Reasons
from schemelang.explanation.words import STEPS, is_part_of_term, reduction_of
from schemelang.graph.graph import (
    Chosen,
    Difference,
    Product,
    Quorum,
    Role,
    Rule,
    RuleGraph,
    RuleId,
    Supplied,
    Test,
    When,
)
from schemelang.light import evolve
from schemelang.outcome.outcome import Cause, Line, Status

_SO_FAR = "the amount so far"


def blame(reasons: Reasons, line: Line, condition: Spot | None, amount: Spot) -> tuple[str, ...]:
    """Say which conditions failed where a line comes to nothing, and what is missing where it is held."""
    graph = reasons.reading.graph
    match line.status:
        case Status.HELD:
            return tuple(f"Not known. {_missing(reasons, cause)}." for cause in line.causes)
        case Status.NOT_EARNED if condition is not None:
            failed = _failed(reasons, condition)
            return tuple(dict.fromkeys(f"Not met. {_outcome(graph, each)}." for each in failed))
        case _:
            closed = () if line.pence else _closed(reasons, amount)
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


def _failed(reasons: Reasons, condition: Spot) -> Iterator[Reason]:
    """Find the narrowest conditions that failed, each once, in the order they are written."""
    for spot in _each_within(condition, lambda spot: _failed_parts(reasons, spot)[::-1]):
        if not _failed_parts(reasons, spot):
            yield reasons.of(spot)


def _failed_parts(reasons: Reasons, spot: Spot) -> list[Spot]:
    """Return the conditions within a condition for which it failed; of a test, only a target it rests on."""
    reading, rule = reasons.reading, reasons.rule(spot)
    failed = [each for each in reasons.worked_from(spot) if reading.value(each) is False]
    match rule.kind:
        case Quorum(most=int()) | Supplied():
            return []
        case Chosen(cases):
            conditions = {case.condition for case in cases}
            return [each for each in failed if reasons.rule(each).id not in conditions]
        case Test():
            return [each for each in failed if reasons.rule(each).role is Role.TARGET]
        case _:
            return failed


def _closed(reasons: Reasons, amount: Spot) -> Iterator[Reason]:
    """Find why a step of a payment let nothing through, if one did; what rests on no step that could is passed by."""
    reading = reasons.reading
    leading = _leading(reading.graph)

    def empty(spot: Spot) -> Iterator[Spot]:
        """Return what came to nothing of that which a value is made of; what a condition compares is not among it."""
        for part in _made_of(reasons, spot):
            if part.rule in leading and reading.value(part) == 0:
                yield part

    for spot in _each_within(amount, empty):
        if reading.rule(spot).role in STEPS and reading.value(spot) == 0:
            yield from _closed_at(reasons, spot)


def _made_of(reasons: Reasons, spot: Spot) -> Sequence[Spot]:
    """Return what a value is made of: of a choice, what was chosen."""
    parts = reasons.worked_from(spot)
    if not parts or not isinstance(reasons.rule(spot).kind, When):
        return parts
    condition, then, otherwise = parts
    return (then if reasons.reading.value(condition) else otherwise,)


def _leading(graph: RuleGraph) -> frozenset[RuleId]:
    """Return the rules that may be steps which let nothing through, and those that rest on any such."""
    found = set[RuleId]()
    for rule in graph.rules:
        if (rule.role in STEPS and _may_close(graph, rule)) or not found.isdisjoint(graph.needs[rule.id]):
            found.add(rule.id)
    return frozenset(found)


def _may_close(graph: RuleGraph, step: Rule) -> bool:
    """Say whether a step is of a kind that lets through nothing, or less, for some."""
    match step.kind:
        case When():
            return True
        case Product((_, part)) if is_part_of_term(graph, part):
            return True
        case _:
            return bool(reduction_of(graph, step))


def _each_within(spot: Spot, parts: Callable[[Spot], Iterable[Spot]]) -> Iterator[Spot]:
    """Go through where a value is and all that is within it, each once; the last of its parts first."""
    seen: set[Spot] = set()
    waiting = [spot]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += parts(each)
            yield each


def _closed_at(reasons: Reasons, step: Spot) -> Iterator[Reason]:
    """Find why a step let nothing through, if it did: its condition, or that a member came or went."""
    graph, rule, parts = reasons.reading.graph, reasons.reading.rule(step), reasons.worked_from(step)
    match rule.kind:
        case When():
            condition, then, otherwise = parts
            met = reasons.reading.value(condition)
            taken = then if met else otherwise
            if not reasons.worked_from(taken) and reasons.rule(taken).role is Role.PART:
                yield from _failed(reasons, condition) if met is False else (reasons.of(condition),)
        case Difference() | Product() if _may_close(graph, rule) and reasons.reading.value(parts[0]):
            yield reasons.of(step)
        case _:
            return
