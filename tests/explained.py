"""Explanations of small schemes, and ways to find a reason in them, for tests of how things are explained."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from compiled import Cell, scheme_of, supplied
from schemelang.explanation.explanation import Explanation, Reason
from schemelang.explanation.from_outcome import explain_party
from schemelang.figures.csv_text import read_csv
from schemelang.figures.from_examples import read_example
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Example, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.report import as_text

GALLERY = Path(__file__).parent / "gallery"


def gallery(name: str) -> Scheme:
    """Read a scheme of the gallery."""
    return scheme_of((GALLERY / name).read_text(encoding="utf-8"))


def graph_of(scheme: Scheme) -> RuleGraph:
    """Make a scheme into rules."""
    graph, found = lower(scheme)
    assert graph is not None, as_text(found)
    return graph


def worked_example(scheme: Scheme, number: int) -> Outcome:
    """Work out one of a scheme's examples, counted from 0."""
    examples = [block for block in scheme.blocks if isinstance(block, Example)]
    figures, found = read_example(examples[number], scheme)
    assert figures is not None, as_text(found)
    return evaluate(graph_of(scheme), figures)[0]


def from_files(scheme: Scheme, files: Mapping[str, str]) -> Outcome:
    """Work out a scheme on files of figures, by their names."""
    tables = tuple(_table(name, text) for name, text in files.items())
    figures, found = read_figures(tables, scheme, partial=True)
    assert figures is not None, as_text(found)
    return evaluate(graph_of(scheme), figures)[0]


def _table(name: str, text: str) -> Table:
    table, unread = read_csv(name, text.strip().encode())
    assert table is not None, as_text(unread)
    return table


def worked_out(
    graph: RuleGraph,
    groups: Mapping[str, str],
    cells: Mapping[str, Mapping[str, Cell]],
    stays: Mapping[str, tuple[date, date]] | None = None,
) -> Outcome:
    """Work out rules on figures given in a few words."""
    return evaluate(graph, supplied(graph, groups, cells, stays))[0]


def explained(outcome: Outcome, party: str) -> Explanation:
    """Explain the last thing that a party is paid."""
    return explain_party(outcome, party, None)[-1]


def every(reason: Reason) -> Iterator[Reason]:
    """Go through a reason and all that it rests on, each once, from the top."""
    seen: set[int] = set()
    waiting = [reason]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            waiting += reversed(each.reasons)
            yield each


def reason_for(explanation: Explanation, rule: str, party: str | None = None) -> Reason:
    """Find the reason of a rule, by its printed id, for a party."""
    found = (each for each in every(explanation.reason) if (str(each.rule), each.party) == (rule, party))
    return next(found)
