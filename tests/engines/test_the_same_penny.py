"""Every contract and every conformance case comes to the same by each engine as by the reference evaluator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beside import beside
from held_together import assert_the_same
from passes import CONTRACTS, tables_of
from passes import figures_of as of_contract
from schemelang.cli.engines import evaluate_by
from schemelang.compile import compile_scheme
from schemelang.figures.columns import known_headings
from schemelang.figures.figures import Figures
from schemelang.figures.from_examples import read_example
from schemelang.figures.from_files import read_figures
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Example, Scheme
from schemelang.source import Source
from test_conformance import SCHEMES, figures_of

ENGINES = ("columns", "duckdb")


def read(path: Path) -> tuple[Scheme, RuleGraph]:
    """Compile a scheme."""
    made = compile_scheme(Source(path.name, path.read_text(encoding="utf-8")), beside(path))
    assert made.scheme is not None
    assert made.graph is not None
    return made.scheme, made.graph


def all_figures(scheme: Scheme, files: list[Path]) -> Iterator[Figures]:
    """Give the figures of some files, if there are any, and those of every worked example."""
    if files:
        figures, found = read_figures(tables_of(files, known_headings(scheme))[0], scheme)
        assert figures is not None, found
        yield figures
    for block in scheme.blocks:
        if isinstance(block, Example):
            figures, _ = read_example(block, scheme)
            assert figures is not None
            yield figures


def hold_together(path: Path, files: list[Path]) -> None:
    """Work a scheme out by each engine and by the reference evaluator, on its figures and on its examples."""
    scheme, graph = read(path)
    for figures in all_figures(scheme, files):
        reference = evaluate_by("reference", graph, figures)
        for engine in ENGINES:
            assert_the_same(reference, evaluate_by(engine, graph, figures))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_a_contract_comes_to_the_same(path: Path) -> None:
    """Its figures and its examples: every value with its causes, every line, and each form of the results."""
    hold_together(path, of_contract(path))


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_conformance_case_comes_to_the_same(path: Path) -> None:
    """Its figures, and its examples if it has any."""
    hold_together(path, figures_of(path))
