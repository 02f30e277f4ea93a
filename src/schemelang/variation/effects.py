"""What a variation does in pounds: both contracts on the same figures, and each changed block put back by itself."""

from collections.abc import Iterable, Iterator

from schemelang.comparison.trials import as_read_by, not_among, read_for, titles_lacking
from schemelang.document.matter import Matter
from schemelang.figures.figures import Figures
from schemelang.figures.table import Table
from schemelang.graph.graph import DayAfter, DuePart, Rule, RuleGraph, RuleId, needs
from schemelang.graph.order import Cycle, in_order
from schemelang.light import evolve
from schemelang.outcome.from_graph import evaluate
from schemelang.variation.variation import Trial

MOST_EXAMPLES = 3
"""On so many worked examples it is told what each change does."""


def on_figures(before: Matter, now: Matter, blocks: Iterable[str], tables: tuple[Table, ...]) -> Trial:
    """Try both contracts on the figures that the one now was worked out on, as far as they fit the one before."""
    assert now.outcome is not None, "the contract now was worked out on them"
    read = read_for(before.scheme, tables)
    return _trial("", (before, now), read.figures, blocks, titles_lacking(before.scheme, read))


def on_examples(before: Matter, now: Matter, blocks: Iterable[str]) -> tuple[Trial, ...]:
    """Try both contracts on the first worked examples of the one now."""
    changed, trials = tuple(blocks), list[Trial]()
    for run in [each for each in now.examples if each.outcome is not None][:MOST_EXAMPLES]:
        here = evolve(now, outcome=run.outcome, known=None)
        figures = as_read_by(before.scheme, run.example, now.scheme)
        lacking = not_among(before.scheme, now.scheme)
        trials.append(_trial(run.example.title, (before, here), figures, changed, lacking))
    return tuple(trials)


def _trial(
    title: str,
    both: tuple[Matter, Matter],
    figures: Figures | None,
    blocks: Iterable[str],
    lacking: tuple[str, ...],
) -> Trial:
    before, now = both
    outcome = None if figures is None else evaluate(before.graph, figures)[0]
    return Trial(
        title=title,
        before=None if outcome is None else evolve(before, outcome=outcome, known=None),
        now=now,
        alone=tuple(_put_back(blocks, before.graph, now)),
        lacking=lacking,
    )


# ---------------------------------------------------------------- one block by itself


def _put_back(blocks: Iterable[str], before: RuleGraph, now: Matter) -> Iterator[tuple[str, Matter]]:
    """Work the contract out with each of some blocks as it was, where that can be told by itself."""
    assert now.outcome is not None, "there are sums only where there are figures"
    for block in blocks:
        graph = with_block_as_it_was(before, now.graph, block)
        if graph is not None:
            same = (graph.rules, graph.due) == (now.graph.rules, now.graph.due)
            outcome = now.outcome if same else evaluate(graph, now.outcome.figures)[0]
            yield block, evolve(now, graph=graph, outcome=outcome, known=None)


def with_block_as_it_was(before: RuleGraph, now: RuleGraph, block: str) -> RuleGraph | None:
    """Return the rules now with one block as it was; nothing where that cannot be told by itself.

    It can be told where what the block needs is still there, and what needs the block finds the same sort of value.
    """
    own = tuple(rule for rule in before.rules if rule.id.owner == block)
    others = tuple(rule for rule in now.rules if rule.id.owner != block)
    if before.levels != now.levels or not (own or len(others) < len(now.rules)):
        return None
    due = (
        *(part for part in now.due if part.payment != block),
        *(part for part in before.due if part.payment == block),
    )
    if not _is_whole((*others, *own), due) or not all(_fits(rule, now) for rule in own):
        return None
    rules = in_order((*others, *own))
    return None if isinstance(rules, Cycle) else evolve(now, rules=rules, due=due)


def _is_whole(rules: tuple[Rule, ...], due: tuple[DuePart, ...]) -> bool:
    """Say whether all that is needed is there."""
    there = {rule.id for rule in rules}
    needed: set[RuleId] = {need for rule in rules for need in needs(rule.kind)}
    needed |= {part.day.after for part in due if isinstance(part.day, DayAfter)}
    return needed <= there


def _fits(rule: Rule, graph: RuleGraph) -> bool:
    """Say whether a rule can stand in the place of the one of the same name: it has the same sort of values."""
    other = graph.by_id.get(rule.id)
    return other is None or (rule.level, rule.series, rule.type) == (other.level, other.series, other.type)
