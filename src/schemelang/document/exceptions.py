"""Exceptions, each printed beside the line that it replaces."""

from collections.abc import Callable, Iterator

from schemelang.dates import say_date
from schemelang.document.contract import Fact, Step, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.words import phrase, step_in_words, steps_of
from schemelang.graph.graph import Chosen, ChosenCase, Role, Rule
from schemelang.model.model import ExceptionBlock


def usual_of(matter: Matter, rule: Rule) -> Rule:
    """Return the rule of what counts for everybody to whom no exception applies."""
    return matter.graph.by_id[rule.kind.otherwise] if isinstance(rule.kind, Chosen) else rule


def steps_with_exceptions(matter: Matter, block: str) -> tuple[Step, ...]:
    """Print the steps of a block, and under each the exceptions to it."""
    return tuple(
        step
        for place, rule in enumerate(steps_of(matter.graph, block), 1)
        for step in _step_with_exceptions(matter, block, place, rule)
    )


def _step_with_exceptions(matter: Matter, block: str, place: int, rule: Rule) -> Iterator[Step]:
    yield Step(f"Step {place}", (*linked(step_in_words(matter.graph, rule), matter, but=block), "."))
    for title, text in _beside(matter, rule, _as_step(matter)):
        yield Step(f"Step {place}, exception", (f"{title}. ", *text))


def facts_of_exceptions(matter: Matter, rule: Rule, said: str) -> tuple[Fact, ...]:
    """Print the exceptions to what a block is, or to when it is met."""

    def words(then: Rule) -> str:
        return f"{said} {phrase(matter.graph, then.id, top=then.role is Role.PART)}"

    return tuple(Fact(f"Exception: {title}", text) for title, text in _beside(matter, rule, words))


def _as_step(matter: Matter) -> Callable[[Rule], str]:
    def words(then: Rule) -> str:
        step = step_in_words(matter.graph, then)
        return step[:1].lower() + step[1:]

    return words


def _beside(matter: Matter, rule: Rule, words: Callable[[Rule], str]) -> Iterator[tuple[str, Text]]:
    """Say of each exception from when and for whom it counts, what it says instead, and why."""
    if not isinstance(rule.kind, Chosen):
        return
    for case in rule.kind.cases:
        block = next(each for each in matter.blocks(ExceptionBlock) if each.name == case.exception)
        instead = f"{words(matter.graph.by_id[case.then])} instead"
        said = capital(", ".join([*_for_whom(matter, block, case), instead]))
        wins = "".join(f" It wins over “{matter.title(name)}”." for name in block.wins_over)
        yield block.title, (*linked(said, matter), f".{wins} The reason: {block.reason}.")


def _for_whom(matter: Matter, block: ExceptionBlock, case: ChosenCase) -> Iterator[str]:
    if block.first is not None:
        yield f"from {say_date(block.first)} on"
    if case.condition is not None:
        yield f"where {phrase(matter.graph, case.condition, top=False)}"
