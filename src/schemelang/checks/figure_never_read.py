"""Every figure is there for something."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import DayAfter, RuleGraph
from schemelang.model.model import Figure, Scheme
from schemelang.model.parts import figures_in


def figure_never_read(scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the figures from which nothing is worked out and that bound no other figure.

    In a file that several schemes use, another of them may read it.
    """
    read = {need.owner for rule, needs in graph.needs.items() for need in needs if need.owner != rule.owner}
    read |= {part.day.after.owner for part in graph.due if isinstance(part.day, DayAfter)}
    figures = [block for block in scheme.blocks if isinstance(block, Figure)]
    bounds = (bound for figure in figures for bound in (figure.most, figure.least) if bound is not None)
    read |= {name for bound in bounds for name in figures_in(bound)}
    for figure in figures:
        if figure.name not in read and figure.span.source not in scheme.shared:
            yield errors.FigureNeverRead(place=figure.span, name=figure.name)
