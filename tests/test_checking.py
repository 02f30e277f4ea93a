"""The page about checking has a section for each claim that is looked at, and says what each status means."""

from pathlib import Path

import pytest

from every_verdict import VERDICTS
from schemelang.checks.certificate import PROVERS
from schemelang.proof.in_words import status
from schemelang.proof.proof import KINDS
from subjects import subject_of

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
HEADINGS = [line.removeprefix("### ") for line in PAGE.splitlines() if line.startswith("### ")]


def looked_at() -> list[str]:
    """Return the kinds of claim that some prover makes of one of the contracts."""
    text = (ROOT / "contracts" / "tower_hamlets" / "diabetes.scheme").read_text(encoding="utf-8")
    subject = subject_of(text)
    return sorted({claim.kind for prover in PROVERS for claim in prover(subject)})


@pytest.mark.parametrize("kind", looked_at())
def test_each_claim_has_its_section(kind: str) -> None:
    """What is looked at has a section that says how it is established, under the words of the certificate."""
    assert KINDS[kind] in HEADINGS


def test_no_section_is_about_nothing() -> None:
    """Each section about a claim is about one that is in the certificate."""
    claims = HEADINGS[HEADINGS.index(KINDS["shares"]) :]

    assert [heading for heading in claims if heading not in KINDS.values()] == []


@pytest.mark.parametrize("kind", VERDICTS)
def test_each_status_is_explained(kind: str) -> None:
    """Each word that stands before a claim has its line."""
    assert f"| `{status(VERDICTS[kind])}` |" in PAGE
