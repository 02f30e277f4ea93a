"""What docs/architecture.md promises of the rule graph and of evaluation."""

import ast
from functools import cache
from pathlib import Path

import pytest

from passes import CONTRACTS, Case, compiled, figures_of, with_figures
from schemelang.diagnostic import has_errors
from schemelang.graph.graph import needs
from schemelang.source import Source, Span
from schemelang.syntax import ast as scheme
from schemelang.syntax.parser import parse

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module", params=CONTRACTS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    """Return a contract worked out on its figures."""
    return with_figures(compiled(request.param), figures_of(request.param))


def test_rules_are_in_order(case: Case) -> None:
    """Each rule comes after every rule it needs."""
    assert case.graph is not None
    place = {rule.id: number for number, rule in enumerate(case.graph.rules)}

    assert all(place[need] < place[rule.id] for rule in case.graph.rules for need in needs(rule.kind))


def test_each_rule_names_its_clause(case: Case) -> None:
    """Each rule names a block of the scheme, and stands within its words."""
    assert case.graph is not None
    assert case.scheme is not None
    words = {block.name: written_around(block.span) for block in case.scheme.blocks}

    for rule in case.graph.rules:
        assert rule.clause == rule.id.owner
        assert words[rule.clause].source == rule.span.source
        assert words[rule.clause].start <= rule.span.start <= rule.span.end <= words[rule.clause].end


def written_around(span: Span) -> Span:
    """Return the words of the block as it is written: of a row of a table, those of the table."""
    file = parsed(span.source)
    return next(item.span for item in file.items if item.span.start <= span.start < span.end <= item.span.end)


@cache
def parsed(source: Source) -> scheme.File:
    """Return the blocks of a file, as they are written."""
    file, found = parse(source)
    assert file is not None
    assert not has_errors(found)
    return file


def test_each_rule_has_a_value_for_each_party_of_its_level(case: Case) -> None:
    """No value is thrown away: each rule has one for each party of its level."""
    assert case.outcome is not None
    members = case.outcome.figures.members
    parties: dict[str, set[str | None]] = {"scheme": {None}}
    for each in members:
        parties.setdefault(each.kind, set()).add(each.code)

    for rule in case.outcome.graph.rules:
        assert {party for party, _ in case.outcome.values[rule.id]} == parties[rule.level]


def calls(path: Path) -> set[str]:
    """Return the names of the functions that a module calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {name.id for name in called if isinstance(name, ast.Name)}


@pytest.mark.parametrize("name", ["round_to", "apportion", "rounded_down", "portions", "portion", "cut"])
def test_money_is_cut_in_one_place(name: str) -> None:
    """Only the evaluator rounds, shares and cuts, where the graph has a rule for it; a proof does so to ends."""
    source = ROOT / "src" / "schemelang"
    callers = {path.relative_to(source).as_posix() for path in source.rglob("*.py") if name in calls(path)}

    # half a patient in a scenario is none; what has accrued by a day is reported, and nobody is paid by it; a plan
    # rounds the ends of what is rounded, and columns share by Sainte-Laguë as the evaluator does, by the same code
    told = {"round_to": {"simulation", "plan"}, "cut": {"paying"}, "apportion": {"columns"}}.get(name, set())
    assert {caller.split("/")[0] for caller in callers} - {"proof"} == {"outcome"} | told
