"""Subjects of proofs, from the text of a scheme."""

from functools import cache
from pathlib import Path

from attrs import evolve

from compiled import HEADING, scheme_of
from passes import compiled
from schemelang.graph.from_model import lower
from schemelang.graph.graph import Rule, RuleGraph, RuleId, RuleKind
from schemelang.outcome.examples import run_examples
from schemelang.proof.subject import Subject


def subject_of(text: str) -> Subject:
    """Read a scheme that has nothing wrong with it, with its examples worked out."""
    scheme = scheme_of(text)
    graph, found = lower(scheme)
    assert graph is not None, found
    return Subject(scheme=scheme, graph=graph, runs=run_examples(scheme, graph))


@cache
def subject_at(path: Path) -> Subject:
    """Read a scheme from a file, once for all tests."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    return Subject(scheme=case.scheme, graph=case.graph, runs=run_examples(case.scheme, case.graph))


def small_subject(blocks: str) -> Subject:
    """Read blocks under the short heading that all tests share."""
    return subject_of(HEADING + blocks)


def with_kind(subject: Subject, rule: str, kind: RuleKind) -> Subject:
    """Return a subject in which one rule is of another kind, as no scheme could have made it."""
    owner, _, part = rule.partition(".")
    return with_rules(
        subject,
        tuple(evolve(each, kind=kind) if each.id == RuleId(owner, part) else each for each in subject.graph.rules),
    )


def with_rules(subject: Subject, rules: tuple[Rule, ...]) -> Subject:
    """Return a subject with other rules."""
    graph = evolve(subject.graph, rules=rules)
    assert isinstance(graph, RuleGraph)
    return evolve(subject, graph=graph)
