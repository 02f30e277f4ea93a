"""What has no end: a figure that can be of any size, or parties of which there can be any number."""

from collections.abc import Iterator

from schemelang.graph.graph import Given, Pooled, Quorum, Ratio, RuleId, Test
from schemelang.model.model import SCHEME, Figure, Quantity
from schemelang.proof.affine import Prover
from schemelang.proof.breaking import cone_of, figures_of
from schemelang.proof.subject import Subject

_SIZES = {Quantity.MONEY, Quantity.NUMBER, Quantity.SHARE, Quantity.COUNT}


def without_end(subject: Subject, start: RuleId, prover: Prover) -> str | None:
    """Say what of that which a rule rests on has no end; first of all that for want of which a prover found none."""
    figures = [figure for figure in _amounts(subject, start) if _has_no_end(subject, figure)]
    figures = figures or [figure for figure in figures_of(subject, start) if _has_no_end(subject, figure)]
    asked = {rule.owner for rule, end in prover.missing if end == "most"}
    figures = [figure for figure in figures if figure.name in asked] or figures
    if figures:
        figure = figures[0]
        how = "Pass figures with --figures, or write" if subject.figures is None else "Write"
        return f'nothing says how large "{figure.title}" can be. {how}   never more than …   in {figure.name}'
    for level in (subject.graph.by_id[each].level for each in cone_of(subject, start)):
        if level != SCHEME and subject.ranged.numbers.in_all(level).most is None:
            return f"nothing says how many {_plural(subject, level)} there are. Write their number in the heading"
    return None


def _plural(subject: Subject, level: str) -> str:
    """Return what those of a level are called."""
    scheme = subject.scheme
    return {each.singular: each.plural for each in (scheme.leaf, *(one.groups for one in scheme.groupings))}[level]


def _amounts(subject: Subject, start: RuleId) -> Iterator[Figure]:
    """Give the figures that go into an amount, the nearest first, without those that only decide whether it is paid."""
    graph, waiting, seen = subject.graph, [start], {start}
    while waiting:
        rule = waiting.pop(0)
        kind = graph.by_id[rule].kind
        if isinstance(kind, Given):
            yield subject.ranged.bounds.figures[kind.figure]
        asked = () if isinstance(kind, Test | Quorum | Ratio | Pooled) else graph.needs[rule]
        new = [need for need in dict.fromkeys(asked) if need not in seen]
        seen.update(new)
        waiting += new


def _has_no_end(subject: Subject, figure: Figure) -> bool:
    return figure.type.quantity in _SIZES and subject.ranged.bounds.of_figure(figure.name).high is None
