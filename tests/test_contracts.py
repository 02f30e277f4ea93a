"""Each contract becomes what stands in its expected folder: payments, reasons, and the page that is signed."""

from functools import cache
from pathlib import Path

import pytest

from conftest import Golden
from passes import CONTRACTS, Case, compiled, figures_of, with_figures
from schemelang.checks.certificate import certify
from schemelang.diagnostic import has_errors
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text as as_reasons
from schemelang.model.model import Example
from schemelang.outcome.examples import run_examples
from schemelang.outcome.ledger import as_csv
from schemelang.outcome.outcome import Outcome
from schemelang.proof.subject import Subject

ROOT = Path(__file__).parents[1]
TOLD = {
    "diabetes": ("F84016", "F84733", "Y00212", "U60865"),
    "qof_2014": ("P02", "P03", "P04"),  # just at a threshold, a figure that is missing, paid too much on account
    "somerset": ("S02", "S03"),  # a quarter that did not satisfy, and two that are undecided
    "somerset_interim": ("S01", "S02", "S04"),  # better, a penny short of it, and a discussion short
    "thanet": ("T02",),  # exactly on the lower threshold
    "vale_of_york": ("V02", "V03"),  # a hub exactly at its most, and one that is a visit short
    "pooled_outcomes": ("L1", "E02", "W01"),  # all outcomes, records not shared, a panel that has not decided
    "federation": ("federation", "N04"),  # a patient short, a figure that is missing, and the most in a year
    "cardiovascular": ("F84030", "F84714", "U60865"),
    "capacity_and_access": ("U1", "U3"),  # four odd pence, and an area that is not decided yet
    "set_asides": ("G1", "G2", "G3"),  # an allocation of £200 million, goals worth more than is left, a pound short
    "qof_plus": ("H2", "H3", "H4"),  # a part of the points, a smoker short of the minimum, nobody on a register
    "iif": ("U2",),  # a patient short of the upper threshold
    "quality_premium": ("G3", "G5", "G7"),  # two counts one too many, undecided, and £800,000 that become £300,000
    "unplanned_admissions": ("P002", "P003"),  # one patient short in a quarter, a quarter that is not reported
    "locality_savings": ("C301", "C402", "C602"),  # a pound short of 2%, a share for one that overspent, held
    "gain_share": ("hospital",),
    "prime_provider": ("sw_healthcare", "M81003"),  # the company, and a practice that closed
    "extended_hours": ("X002", "X003"),  # a minute short, held
    "anticoagulation": ("Y002", "Y003"),  # a patient short, too few to judge by
    "prescribing": ("G02", "G03", "G06"),  # a pound short of a band, too small for bands, held
    "immunisation": ("P05", "P09", "P31"),  # exactly 95%, one child short, a neighbour's figure missing
}
"""Whose reasons stand beside a contract; of the others, those of the first party of each level that is paid."""


def short(path: Path) -> str:
    """Return the name of a contract."""
    return f"{path.parent.name}/{path.stem}"


@cache
def signed(path: Path) -> Case:
    """Return a contract, worked out on its figures."""
    return with_figures(compiled(path), figures_of(path))


def told(outcome: Outcome, name: str) -> tuple[str, ...]:
    """Return whose reasons stand beside a contract."""
    if name in TOLD:
        return TOLD[name]
    first: dict[str, str] = {}
    for line in outcome.ledger:
        for code in (line.payee, line.group):
            kind = next((member.kind for member in outcome.figures.members if member.code == code), None)
            if code is not None and kind is not None:
                first.setdefault(kind, code)
    return tuple(first.values())


@pytest.mark.parametrize("path", CONTRACTS, ids=short)
def test_a_contract_is_whole(path: Path) -> None:
    """A contract has figures with a word about where they come from, two worked examples, and no error."""
    case = signed(path)

    assert not has_errors(case.found)
    assert case.scheme is not None
    assert sum(isinstance(block, Example) for block in case.scheme.blocks) >= 2
    assert figures_of(path)
    assert (path.parent / "figures" / "SOURCES.md").is_file()


@pytest.mark.parametrize("path", CONTRACTS, ids=short)
def test_its_examples_hold(path: Path) -> None:
    """What the worked examples of a contract say is what the rules pay."""
    case = signed(path)

    assert case.scheme is not None
    assert case.graph is not None
    assert all(run.holds for run in run_examples(case.scheme, case.graph))


@pytest.mark.parametrize("path", CONTRACTS, ids=short)
def test_a_contract_pays_what_is_expected(path: Path, golden: Golden) -> None:
    """A contract pays what stands in its expected ledger, for the reasons that stand beside it."""
    outcome = signed(path).outcome
    expected = path.parent / "expected"

    assert outcome is not None
    golden(expected / f"{path.stem}.ledger.csv", as_csv(outcome))
    for party in told(outcome, path.stem):
        golden(expected / f"{path.stem}.{party}.txt", as_reasons(explain_party(outcome, party, None)))


@pytest.mark.parametrize("path", CONTRACTS, ids=short)
def test_a_contract_reads_as_expected(path: Path, golden: Golden) -> None:
    """A contract is rendered as the page that stands in its expected folder, but for its ID and the data of that.

    These would be others with every comma, and the data are the page once more; verify is tested on them elsewhere.
    """
    case = signed(path)

    assert case.scheme is not None
    assert case.graph is not None
    runs = run_examples(case.scheme, case.graph)
    subject = Subject(scheme=case.scheme, graph=case.graph, runs=runs, for_contract=True)
    contract = write_contract(
        case.scheme, case.graph, examples=runs, outcome=case.outcome, party=None, certificate=certify(subject)
    )
    golden(path.parent / "expected" / f"{path.stem}.html", as_html(contract))


def test_nothing_expected_is_an_orphan() -> None:
    """Each file that is expected belongs to a contract."""
    names = {(path.parent, path.stem) for path in CONTRACTS}
    expected = ROOT.glob("contracts/*/expected/*")

    assert [path for path in expected if (path.parents[1], path.name.split(".")[0]) not in names] == []
