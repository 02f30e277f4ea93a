"""schemelang verify as a practice manager runs it: what is printed, and how it ends."""

import hashlib
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemelang.cli.binding import engine
from schemelang.cli.commands import schemelang
from schemelang.document.html import as_html
from schemelang.integrity.canonical import read
from schemelang.integrity.identity import identify
from schemelang.integrity.record import Record

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts" / "tower_hamlets"
FIGURES = str(CONTRACTS / "figures")
SOMERSET = ROOT / "contracts" / "qof" / "somerset.scheme"


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """Return a scheme that may be changed."""
    return Path(shutil.copy(CONTRACTS / "diabetes.scheme", tmp_path))


@pytest.fixture
def contract(scheme: Path, tmp_path: Path) -> Path:
    """Write the contract of one practice."""
    run("render", str(scheme), "--figures", FIGURES, "--for", "F84733", "--out", str(tmp_path))
    (page,) = tmp_path.glob("*.html")
    return page


def test_a_contract_is_verified_and_its_id_named(scheme: Path, tmp_path: Path) -> None:
    """Verify names the ID that render named, which is the beginning of the SHA-256 of the data in the page."""
    rendered = run("render", str(scheme), "--out", str(tmp_path))
    (page,) = tmp_path.glob("*.html")
    result = run("verify", str(page))
    (identity,) = re.findall(r"Document ID: (.*)", rendered.stdout)
    (data,) = re.findall(r'<template id="contract-data">([^<]*)', page.read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert f"document ID {identity}" in result.stdout
    assert "Every byte" in result.stdout
    assert hashlib.sha256(data.encode()).hexdigest().startswith(identity.replace(" ", ""))


def test_a_changed_contract_ends_with_4(contract: Path) -> None:
    """A page with another word in it ends with 4, and the word is shown."""
    contract.write_bytes(contract.read_bytes().replace(b"<strong>", b"<strong>not ", 1))
    result = run("verify", str(contract))

    assert result.exit_code == 4
    assert "SCH911" in result.stderr


def test_a_file_that_is_not_there_ends_with_4(tmp_path: Path) -> None:
    """A file that cannot be read is not verified."""
    result = run("verify", str(tmp_path / "no.html"))

    assert result.exit_code == 4
    assert "The file cannot be read." in result.stderr


def test_any_bytes_end_with_4(tmp_path: Path) -> None:
    """Whatever bytes a file holds, it is refused with a message."""
    page = tmp_path / "a.html"
    page.write_bytes(bytes(range(256)) * 9)

    assert run("verify", str(page)).exit_code == 4


def test_a_contract_of_another_version_is_compared_by_its_words(contract: Path) -> None:
    """A contract that another version wrote is compared by its data and its words, and that is said."""
    page = contract.read_text(encoding="utf-8")
    contract.write_text(re.sub('content="schemelang [^"]*"', 'content="schemelang 0.0.9"', page), encoding="utf-8")
    result = run("verify", str(contract))

    assert result.exit_code == 0
    assert "schemelang 0.0.9" in result.stdout
    assert "How the page looks was not compared" in result.stdout


# With the scheme


def test_a_scheme_that_says_the_same(contract: Path, scheme: Path) -> None:
    """The scheme and the figures that a contract was written from say the same; without figures, that is said."""
    whole = run("verify", str(contract), "--scheme", str(scheme), "--figures", FIGURES)
    scheme_only = run("verify", str(contract), "--scheme", str(scheme))

    assert (whole.exit_code, scheme_only.exit_code) == (0, 0)
    assert "says the same" in whole.stdout
    assert "not compared" not in whole.stdout
    assert "figures of the contract were not compared" in scheme_only.stdout


def test_a_scheme_that_is_changed(contract: Path, scheme: Path) -> None:
    """A scheme that says another thing ends with 4, and what is different is named."""
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("on 30 June 2022 only if", "on 29 June 2022 only if"), encoding="utf-8")
    result = run("verify", str(contract), "--scheme", str(scheme), "--figures", FIGURES)

    assert result.exit_code == 4
    assert "SCH913" in result.stderr
    assert "the text of the scheme" in result.stderr


def test_figures_that_are_changed(contract: Path, scheme: Path, tmp_path: Path) -> None:
    """Figures that give something else end with 4, and the clauses are named; so do those of others."""
    folder = Path(shutil.copytree(FIGURES, tmp_path / "figures"))
    plans = folder / "care_plans_invented.csv"
    lines = plans.read_text(encoding="utf-8").splitlines()
    own = next(place for place, line in enumerate(lines) if "F84733" in line)
    more = re.sub(r"\b35\b", "36", lines[own], count=1)
    assert more != lines[own]
    plans.write_text("\n".join([*lines[:own], more, *lines[own + 1 :]]) + "\n", encoding="utf-8")
    result = run("verify", str(contract), "--scheme", str(scheme), "--figures", str(folder))

    assert result.exit_code == 4
    assert "SCH913" in result.stderr


def test_a_contract_of_nobody_who_is_known(contract: Path, scheme: Path, tmp_path: Path) -> None:
    """Figures in which the party of the contract is not known end with 4."""
    folder = Path(shutil.copytree(FIGURES, tmp_path / "figures"))
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("F84733", "F84999"), encoding="utf-8")
    result = run("verify", str(contract), "--scheme", str(scheme), "--figures", str(folder))

    assert result.exit_code == 4
    assert "F84733" in result.stderr


def test_figures_without_a_scheme(contract: Path) -> None:
    """Figures alone are compared with nothing, and the command line is wrong."""
    assert run("verify", str(contract), "--figures", FIGURES).exit_code == 2


def test_a_scheme_with_files_that_it_names(tmp_path: Path) -> None:
    """A file that a scheme names is bound as well."""
    folder = Path(shutil.copytree(SOMERSET.parent, tmp_path / "qof"))
    scheme = str(folder / SOMERSET.name)
    run("render", scheme, "--out", str(tmp_path))
    (page,) = tmp_path.glob("*.html")
    before = run("verify", str(page), "--scheme", scheme)
    named = folder / "qof_2014.scheme"
    named.write_text(named.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    after = run("verify", str(page), "--scheme", scheme)

    assert (before.exit_code, after.exit_code) == (0, 4)
    assert "the text of qof_2014.scheme, which it names" in after.stderr


# What is proved

TWO_FOR_EACH = """
scheme visits "Visits"
    offered by   icb
    offered to   practices
    runs         1 April 2026 to 31 March 2027
    if not reported,  hold the payment
party icb "NHS Vale Integrated Care Board"
    code         08V
figure seen "Patients seen"
    is a count of patients for each practice during the year
    never more than   1,000
payment fee "Fee for visits"
    to each practice
    start with        £3 for each patient in seen
    less              £1 for each patient in seen
    round to the nearest penny, halves up
    pay 100%          on 30 June 2027
example "Ten are seen"
    | practice | seen |
    | Ash      | 10   |
    then              fee of Ash is £20.00
"""


def test_a_contract_is_the_same_with_the_solver_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Z3 alone can prove is in no contract: bytes and ID are the same on a machine that has not got it."""
    scheme = tmp_path / "visits.scheme"
    scheme.write_text(TWO_FOR_EACH, encoding="utf-8")
    proved = run("check", str(scheme)).stdout
    written = [run("render", str(scheme), "--out", str(tmp_path / "with"))]
    monkeypatch.setitem(sys.modules, "z3", None)
    written.append(run("render", str(scheme), "--out", str(tmp_path / "without")))
    pages = [tmp_path / folder / "visits.html" for folder in ("with", "without")]

    assert "It was shown by the solver." in proved
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert [each.stdout.splitlines()[-1] for each in written] == [written[0].stdout.splitlines()[-1]] * 2
    for page in pages:
        assert run("verify", str(page), "--scheme", str(scheme)).exit_code == 0
    monkeypatch.undo()
    assert run("verify", str(pages[1]), "--scheme", str(scheme)).exit_code == 0


def test_what_is_proved_is_held_against_the_scheme(tmp_path: Path) -> None:
    """Somebody who writes another claim into the data, and lays the page out anew, is found out by the scheme."""
    scheme = tmp_path / "visits.scheme"
    scheme.write_text(TWO_FOR_EACH, encoding="utf-8")
    run("render", str(scheme), "--out", str(tmp_path))
    (page,) = tmp_path.glob("*.html")
    (data,) = re.findall(r'<template id="contract-data">([^<]*)', page.read_text(encoding="utf-8"))
    forged = read(Record, data.replace("At most \\u00a32,000.00.", "At most \\u00a32.00."))
    assert isinstance(forged, Record)
    page.write_text(as_html(*identify(forged, engine())), encoding="utf-8", newline="\n")
    alone, held = run("verify", str(page)), run("verify", str(page), "--scheme", str(scheme))

    assert (alone.exit_code, held.exit_code) == (0, 4)
    assert "What is proved of the money" in held.stderr
