"""Each case becomes what stands beside it: messages, rules, payments, reasons, contracts."""

from pathlib import Path

import pytest

from conftest import Golden
from passes import Case, compiled, run_case, with_figures
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text as as_reasons
from schemelang.graph.dump import as_text as as_rules
from schemelang.outcome.examples import run_examples
from schemelang.outcome.ledger import as_csv
from schemelang.report import as_text

HERE = Path(__file__).parent
ROOT = HERE.parent
CASES = HERE / "cases"
CONTRACTS = ROOT / "contracts" / "tower_hamlets"

BAD = sorted(path for path in CASES.glob("bad/SCH*/*") if path.suffix in (".scheme", ".csv"))
BAD = [path for path in BAD if path.suffix == ".scheme" or not path.with_suffix(".scheme").exists()]
GOOD = sorted(CASES.glob("good/*/*.scheme"))
SIGNED = sorted(CONTRACTS.glob("*.scheme"))
TOLD = {"diabetes": ("F84016", "F84733", "Y00212", "U60865"), "cardiovascular": ("F84030", "F84714", "U60865")}


def short(path: Path) -> str:
    """Return the name of a case."""
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", BAD, ids=short)
def test_a_bad_case_gives_its_code_and_no_other(path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad case is found to have just the fault of its folder, in the words beside it."""
    monkeypatch.chdir(path.parent)
    found = run_case(Path(path.name)).found

    assert {each.code for each in found} == {path.parent.name}
    golden(path.with_suffix(".err"), as_text(found))


@pytest.mark.parametrize("path", GOOD, ids=short)
def test_a_good_case_becomes_its_rules(path: Path, golden: Golden) -> None:
    """A good case has no fault, and becomes the rules beside it."""
    case = run_case(path)

    assert case.found == ()
    assert case.graph is not None
    golden(path.with_suffix(".graph"), as_rules(case.graph))
    if case.outcome is not None:
        golden(path.with_suffix(".ledger"), as_csv(case.outcome))


def signed(path: Path) -> Case:
    """Return one of the contracts, worked out on its figures."""
    return with_figures(compiled(path), sorted(CONTRACTS.glob("figures/*.csv")))


@pytest.mark.parametrize("path", SIGNED, ids=short)
def test_a_contract_pays_what_is_expected(path: Path, golden: Golden) -> None:
    """A contract pays what stands in its expected ledger, for the reasons that stand beside it."""
    outcome = signed(path).outcome

    assert outcome is not None
    golden(CONTRACTS / "expected" / f"{path.stem}.ledger.csv", as_csv(outcome))
    for party in TOLD[path.stem]:
        golden(CONTRACTS / "expected" / f"{path.stem}.{party}.txt", as_reasons(explain_party(outcome, party, None)))


@pytest.mark.parametrize("path", SIGNED, ids=short)
def test_a_contract_reads_as_expected(path: Path, golden: Golden) -> None:
    """A contract is rendered as the page that stands in its expected folder."""
    case = signed(path)

    assert case.scheme is not None
    assert case.graph is not None
    runs = run_examples(case.scheme, case.graph)
    contract = write_contract(case.scheme, case.graph, examples=runs, outcome=case.outcome, party=None)
    golden(CONTRACTS / "expected" / f"{path.stem}.html", as_html(contract))


def test_no_golden_is_an_orphan() -> None:
    """Each golden stands beside a case."""
    goldens = [path for path in CASES.rglob("*") if path.suffix in (".err", ".graph", ".ledger")]
    orphans = [path for path in goldens if not any(path.with_suffix(end).exists() for end in (".scheme", ".csv"))]

    assert orphans == []
