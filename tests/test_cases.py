"""Each case becomes what stands beside it: messages, rules, payments."""

from pathlib import Path

import pytest

from conftest import Golden
from passes import run_case
from schemelang.graph.dump import as_text as as_rules
from schemelang.outcome.ledger import as_csv
from schemelang.report import as_text

HERE = Path(__file__).parent
CASES = HERE / "cases"

BAD = sorted(path for path in CASES.glob("bad/SCH*/*") if path.suffix in (".scheme", ".csv"))
BAD = [path for path in BAD if path.suffix == ".scheme" or not path.with_suffix(".scheme").exists()]
GOOD = sorted(CASES.glob("good/*/*.scheme"))


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


def test_no_golden_is_an_orphan() -> None:
    """Each golden stands beside a case."""
    goldens = [path for path in CASES.rglob("*") if path.suffix in (".err", ".graph", ".ledger")]
    orphans = [path for path in goldens if not any(path.with_suffix(end).exists() for end in (".scheme", ".csv"))]

    assert orphans == []
