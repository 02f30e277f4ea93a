"""Two contracts and the variation that leads from the one to the other, for tests."""

from functools import cache
from pathlib import Path

from attrs import evolve

from passes import compiled, figures_of, with_figures
from schemelang.document.contract import Contract
from schemelang.document.from_graph import contract_on
from schemelang.document.matter import Matter
from schemelang.figures.csv_text import read_csv
from schemelang.figures.table import Table
from schemelang.outcome.examples import run_examples
from schemelang.variation.clauses import Pair, pairs_of
from schemelang.variation.from_contracts import vary
from schemelang.variation.page import write_variation
from schemelang.variation.variation import Variation, Varied

ROOT = Path(__file__).parents[2]
VARIES = ROOT / "tests" / "cases" / "good" / "varies"
QOF = ROOT / "contracts" / "qof"
REVIEWS = (VARIES / "named" / "reviews_2014.scheme", VARIES / "half_way_through_the_year.scheme")
PAIRS = {
    "reviews": REVIEWS,
    "twice": (VARIES / "half_way_through_the_year.scheme", VARIES / "twice.scheme"),
    "somerset": (QOF / "qof_2014.scheme", QOF / "somerset.scheme"),
    "thanet": (QOF / "qof_2014.scheme", QOF / "thanet.scheme"),
    "vale_of_york": (QOF / "qof_2014.scheme", QOF / "vale_of_york.scheme"),
    "back": (QOF / "thanet.scheme", QOF / "qof_2014.scheme"),
}
"""Two schemes of which the second varies the first; and two that say nothing of each other."""


@cache
def matter(path: Path, *, with_its_figures: bool = False) -> Matter:
    """Return what a contract is written on."""
    case = with_figures(compiled(path), figures_of(path)) if with_its_figures else compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    runs = run_examples(case.scheme, case.graph)
    return Matter(scheme=case.scheme, graph=case.graph, examples=runs, outcome=case.outcome, party=None)


def tables_of(path: Path) -> tuple[Table, ...]:
    """Read the figures of a contract as tables."""
    read = (read_csv(str(each), Path(each).read_bytes())[0] for each in figures_of(path))
    return tuple(table for table in read if table is not None)


@cache
def variation_of(name: str, *, with_its_figures: bool = False) -> Variation:
    """Return the variation of a pair."""
    old, new = PAIRS[name]
    before, now = matter(old), matter(new, with_its_figures=with_its_figures)
    said = next(iter(now.scheme.variations), None)
    varied = Varied(
        title=before.scheme.title,
        start=now.scheme.first if said is None else said.start,
        under="" if said is None else said.under,
        reason="" if said is None else said.reason,
        id="1111 2222 3333 4444",
    )
    return vary(before, now, varied, tables_of(new) if with_its_figures else ())


def document(variation: Variation, party: str | None = None) -> Contract:
    """Write the document of a variation, for one party or for all."""
    now = variation.now.for_party(party)
    return write_variation(evolve(variation, now=now), contract_on(now), "5555 6666 7777 8888")


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """Pair the clauses of two contracts without figures."""
    before, now = (contract_on(matter(path)) for path in PAIRS[name])
    return pairs_of(before, now)
