"""Everybody's contracts: what is in them adds up, and no practice reads of another."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from document.written import EVERYTHING, TABLES, graph_in, outcome_of, scheme_in, told
from passes import CONTRACTS, figures_of
from schemelang.document.from_graph import contract_on
from schemelang.document.matter import Matter
from schemelang.document.views import views, write_index
from schemelang.explanation.words import say_value
from schemelang.model.model import Figure
from schemelang.outcome.examples import run_examples
from schemelang.quantities import say_pence

NAMED = ("diabetes", "cardiovascular", "unplanned_admissions", "locality_savings", "qof_2014")
"""The contracts with figures of several practices that are looked at; beside them the one that has everything."""
MOST = 6
"""How many practices of each are looked at: the first and the last ones, which no group has together."""


def everybody(name: str, also: str = "") -> Matter:
    """Return what a contract is written on, with everybody's figures; `also` is one more line of the heading."""
    if name == "everything":
        text, tables = EVERYTHING, TABLES
    else:
        path = next(path for path in CONTRACTS if path.stem == name)
        text = path.read_text(encoding="utf-8")
        tables = {Path(each).name: each.read_bytes() for each in figures_of(path)}
    text = text.replace("    if not reported,", f"    {also}\n    if not reported,", 1)
    scheme, graph = scheme_in(text), graph_in(text)
    outcome = outcome_of(text, tables)
    return Matter(scheme=scheme, graph=graph, examples=run_examples(scheme, graph), outcome=outcome, party=None)


@pytest.fixture(scope="module", params=["everything", *NAMED])
def whole(request: pytest.FixtureRequest) -> Matter:
    """Return each contract in turn."""
    return everybody(request.param)


def practices(whole: Matter) -> list[Matter]:
    """Return the first and the last practices."""
    every = [each for each in views(whole) if each.member and each.member.kind == whole.scheme.leaf.singular]
    return every if len(every) <= MOST else [*every[: MOST // 2], *every[-MOST // 2 :]]


def test_no_practice_reads_of_another(whole: Matter) -> None:
    """A practice's contract has no other practice's code or name, whatever it is paid and whatever failed."""
    assert len(practices(whole)) > 1
    for view in practices(whole):
        text = told(contract_on(view))
        own = text_of_nobody(whole)
        for other in whole.members_of_kind(whole.scheme.leaf.singular):
            if other.code != view.party:
                assert not has(text, other.code), f"{view.party} reads the code of {other.code}"
                assert not has(text, other.name) or has(own, other.name), f"{view.party} reads of {other.name}"


def test_no_practice_reads_another_s_figures(whole: Matter) -> None:
    """Of figures that are long enough to be known again, a practice's contract has its own and its groups' only."""
    looked_for = 0
    for view in practices(whole):
        text = told(contract_on(view))
        known = f"{text_of_nobody(whole)} {' '.join(own_values(view))}"
        for words in figures_of_others(view):
            if not has(known, words):
                looked_for += 1
                assert not has(text, words), f"{view.party} reads {words}, which is not its own"
    assert looked_for


def test_members_see_the_figures_of_each_other_where_the_scheme_says_so() -> None:
    """Then a practice reads who is in its network, with their figures, and nothing of other networks or their money."""
    whole = everybody("diabetes", also="members see the figures of each other")
    for view in practices(whole):
        text = told(contract_on(view))
        [network] = view.groups_of(view.party or "")
        own = {network, *view.company.below[network]}
        assert {each.code for each in whole.members if has(text, each.code)} == own
        assert {each.code for each in view.seen} == own
        assert {line.payee for line in view.lines} == {view.party}


def test_the_contracts_of_all_add_up(whole: Matter) -> None:
    """What the index says of everybody is the whole ledger, and of the practices what they are paid."""
    written = {f"{view.party}.html": view for view in views(whole)}
    index = write_index(written)
    last = index.listings[-1]
    assert whole.outcome is not None
    ledger = whole.outcome.ledger
    leaf = {member.code for member in whole.members_of_kind(whole.scheme.leaf.singular)}

    assert {entry.href for listing in index.listings for entry in listing.entries} == set(written)
    assert pounds(index.listings[0].entries[0].facts[0]) == Fraction(sum(line.pence or 0 for line in ledger), 100)
    paid = Fraction(sum(line.pence or 0 for line in ledger if line.payee in leaf), 100)
    assert sum(pounds(entry.facts[0]) for entry in last.entries) == pounds(last.total[0]) == paid


def test_a_contract_among_all_is_the_one_written_alone(whole: Matter) -> None:
    """What is kept in common between contracts changes none of them."""
    for view in practices(whole)[:2]:
        alone = Matter(
            scheme=whole.scheme, graph=whole.graph, examples=whole.examples, outcome=whole.outcome, party=view.party
        )
        assert contract_on(alone) == contract_on(view)


# ---------------------------------------------------------------- what is looked for


def text_of_nobody(whole: Matter) -> str:
    """Return the words of the contract that has nobody's figures."""
    bare = Matter(scheme=whole.scheme, graph=whole.graph, examples=whole.examples, outcome=None, party=None)
    return told(contract_on(bare))


def own_values(view: Matter) -> list[str]:
    """Return whatever was worked out for a party, its groups or the scheme, and what is paid to it, in words."""
    assert view.outcome is not None
    assert view.party is not None
    allowed = {None, view.party, *view.groups_of(view.party)}
    said = [
        say_value(value, rule.type)
        for rule in view.graph.rules
        for (party, _), value in view.outcome.values[rule.id].items()
        if party in allowed
    ]
    lines = [line for line in view.outcome.ledger if line.payee == view.party]
    return said + [say_pence(line.pence or 0) for line in lines]


def figures_of_others(view: Matter) -> set[str]:
    """Return other practices' figures in words, those that one would know again."""
    assert view.outcome is not None
    types = {block.name: block.type for block in view.blocks(Figure)}
    every = {member.code for member in view.company.members if member.kind == view.scheme.leaf.singular}
    said = {
        say_value(datum.value, types[datum.figure])
        for datum in view.outcome.figures.data.values()
        if datum.party in every - {view.party} and isinstance(datum.value, Fraction) and datum.figure in types
    }
    return {words for words in said if sum(sign.isdigit() for sign in words) >= 4}


def has(text: str, words: str) -> bool:
    """Say whether words stand in a text by themselves."""
    return bool(words) and re.search(rf"(?<![\w.,£]){re.escape(words)}(?![\w]|[.,]\d)", text) is not None


def pounds(words: str) -> Fraction:
    """Read a sum of money."""
    sign = -1 if words.startswith("−") else 1
    return sign * Fraction(re.sub("[£,−-]", "", words))
