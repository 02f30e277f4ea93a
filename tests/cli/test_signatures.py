"""schemelang signatures as a commissioner runs it, and what evaluate does where there is a register."""

import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from cli.test_verify import TWO_FOR_EACH
from columnar import as_columns
from schemelang.cli.commands import schemelang
from schemelang.cli.registering import register_of
from schemelang.figures.csv_text import read_csv

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts" / "tower_hamlets"
FIGURES = str(CONTRACTS / "figures")
SIGNED = ("--by", "Dr Ann Hall", "--role", "Partner", "--on", "1 June 2021")


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """Return a scheme that may be changed."""
    return Path(shutil.copy(CONTRACTS / "diabetes.scheme", tmp_path))


@pytest.fixture
def contract(scheme: Path) -> Path:
    """Write the contract of one practice."""
    return written(scheme, scheme.parent / "first")


def written(scheme: Path, folder: Path, *options: str) -> Path:
    """Write the contract of one practice into a folder."""
    run("render", str(scheme), "--figures", FIGURES, "--for", "F84733", "--out", str(folder), *options)
    (page,) = folder.glob("*.html")
    return page


def add(scheme: Path, contract: Path, party: str = "F84733", *words: str) -> Result:
    """Add a signature to the register."""
    return run("signatures", "add", str(scheme), str(contract), "--for", party, *(words or SIGNED))


def raise_the_bar(scheme: Path) -> None:
    """Change what the scheme asks for."""
    text = scheme.read_text(encoding="utf-8")
    changed = text.replace("per ", "per  ").replace("is at least 80%", "is at least 81%")
    assert changed != text
    scheme.write_text(changed, encoding="utf-8")


def test_a_signature_is_added_and_listed(scheme: Path, contract: Path) -> None:
    """A signature stands in the register, beside the scheme, and is listed with the ID of the contract."""
    added = add(scheme, contract)
    listed = run("signatures", "list", str(scheme))

    assert added.exit_code == 0
    assert "Dr Ann Hall, Partner, has signed the contract" in added.stdout
    assert register_of(scheme).name == "diabetes.signatures"
    assert listed.stdout.startswith("F84733: Dr Ann Hall, Partner, on 1 June 2021, contract ")


def test_nobody_has_signed(scheme: Path) -> None:
    """Without a register nobody has signed: list says so, and check ends with 1."""
    assert run("signatures", "list", str(scheme)).stdout == "Nobody has signed yet.\n"
    assert run("signatures", "check", str(scheme)).exit_code == 1


def test_an_unknown_party_is_refused(scheme: Path, contract: Path) -> None:
    """A practice that has no place in the contract is refused, and no register is begun."""
    result = add(scheme, contract, "F84030")

    assert result.exit_code == 4
    assert "SCH915" in result.stderr
    assert not register_of(scheme).exists()


def test_a_line_of_the_register_is_never_changed(scheme: Path, contract: Path) -> None:
    """A second signature of the same contract is refused, and the register is left as it was."""
    add(scheme, contract)
    before = register_of(scheme).read_bytes()
    again = add(scheme, contract, "F84733", "--by", "Dr Ben Lee", *SIGNED[2:])
    another = add(scheme, contract, "A3A8R")

    assert again.exit_code == 4
    assert "SCH916" in again.stderr
    assert another.exit_code == 0
    assert register_of(scheme).read_bytes().startswith(before)


def test_a_contract_that_was_changed_is_not_signed(scheme: Path, contract: Path) -> None:
    """A page that is not verified cannot be signed, nor one of another scheme."""
    page = contract.read_bytes()
    contract.write_bytes(page + b" ")
    changed = add(scheme, contract)
    contract.write_bytes(page)
    raise_the_bar(scheme)
    another = add(scheme, contract)

    assert (changed.exit_code, another.exit_code) == (4, 4)
    assert "SCH911" in changed.stderr
    assert "SCH913" in another.stderr


@pytest.mark.parametrize("name", ["", "=1+1", "-x", "a\nb", "a\x1b[2J", "a\u202eb", "x" * 201])
def test_a_name_is_a_name(scheme: Path, contract: Path, name: str) -> None:
    """A name that hides something, or that a spreadsheet would work out, is refused."""
    assert add(scheme, contract, "F84733", "--by", name, *SIGNED[2:]).exit_code == 2


def test_who_has_still_to_sign(scheme: Path, contract: Path) -> None:
    """Check names those who have not signed a contract, until everybody has."""
    add(scheme, contract)
    missing = run("signatures", "check", str(scheme), str(contract))
    add(scheme, contract, "A3A8R")
    complete = run("signatures", "check", str(scheme), str(contract))

    assert missing.exit_code == 4
    assert "Not yet signed by: A3A8R." in missing.stderr
    assert complete.exit_code == 0
    assert run("signatures", "check", str(scheme)).exit_code == 0


# What is paid


def test_evaluate_pays_what_was_signed_and_nothing_else(scheme: Path, contract: Path) -> None:
    """A later version is not paid against an earlier signature, unless as a draft, or once it is signed too."""
    add(scheme, contract)
    as_signed = run("evaluate", str(scheme), "--figures", FIGURES)
    raise_the_bar(scheme)
    refused = run("evaluate", str(scheme), "--figures", FIGURES)
    draft = run("evaluate", str(scheme), "--figures", FIGURES, "--draft")
    checked = run("signatures", "check", str(scheme))
    listed = run("signatures", "list", str(scheme))
    add(scheme, written(scheme, scheme.parent / "second"))
    signed_anew = run("evaluate", str(scheme), "--figures", FIGURES)

    assert "Health E1" in as_signed.stdout
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "F84733: Dr Ann Hall, on 1 June 2021" in refused.stderr
    assert "SCH917" in refused.stderr
    assert "Health E1" in draft.stdout
    assert checked.exit_code == 4
    assert "of a scheme that is not this" in listed.stdout
    assert "Health E1" in signed_anew.stdout


@pytest.mark.parametrize("content", [b"", b"x", b"\xff", b"a,b\r\n", b'"', b"\0" * 99])
def test_a_register_that_cannot_be_read_stops_everything(scheme: Path, contract: Path, content: bytes) -> None:
    """Beside a register that is not one, nothing is paid and nothing is added; a draft can still be worked out."""
    register_of(scheme).write_bytes(content)
    paid, added = run("evaluate", str(scheme), "--figures", FIGURES), add(scheme, contract)

    assert (paid.exit_code, added.exit_code) == (3, 3)
    assert "SCH918" in paid.stderr
    assert register_of(scheme).read_bytes() == content
    assert run("evaluate", str(scheme), "--figures", FIGURES, "--draft").exit_code in (0, 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Partner", ""),
        ("2021-06-01", "2021-06-31"),
        ("2021-06-01", "20210601"),
        ("F84733", "=F84733"),
        (",Partner", ""),
        (" ", "-"),
    ],
)
def test_a_line_that_was_changed_by_hand_is_not_read(scheme: Path, contract: Path, before: str, now: str) -> None:
    """A line of a register that is not as it was written is refused, with its row."""
    add(scheme, contract)
    register = register_of(scheme)
    head, line = register.read_bytes().decode().splitlines(keepends=True)
    assert before in line
    register.write_bytes((head + line.replace(before, now)).encode())
    result = run("signatures", "list", str(scheme))

    assert result.exit_code == 3
    assert "row 2" in result.stderr


# At the same time


def test_signatures_that_are_added_at_once_all_stand(scheme: Path, contract: Path) -> None:
    """Two commands that add at the same time wait for each other, and both signatures stand."""
    command = [sys.executable, "-m", "schemelang", "signatures", "add", str(scheme), str(contract), *SIGNED]
    running = [subprocess.Popen([*command, "--for", party], stdout=subprocess.PIPE) for party in ("F84733", "A3A8R")]
    for each in running:
        each.communicate()

    assert [each.returncode for each in running] == [0, 0]
    assert len(run("signatures", "list", str(scheme)).stdout.splitlines()) == 2
    assert [path.name for path in scheme.parent.iterdir() if "being-written" in path.name] == []


def test_a_register_that_is_being_written_is_left_alone(
    scheme: Path, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another command writes, a command waits for a while, and then says what to do."""
    monkeypatch.setattr("schemelang.cli.registering.PAUSES", (0.01,))
    (scheme.parent / "diabetes.signatures.being-written").touch()
    result = add(scheme, contract)

    assert result.exit_code == 3
    assert "Another command is writing" in result.stderr
    assert not register_of(scheme).exists()


# Marks


@pytest.mark.parametrize(("tags", "mark"), [("adobe", "{{Sig_es_:signer2:signature}}"), ("docusign", "/sign2/")])
def test_marks_of_a_service_for_signatures(scheme: Path, contract: Path, tags: str, mark: str) -> None:
    """Each place to sign has the marks of the service; the contract is verified with them, under another ID."""
    marked = written(scheme, scheme.parent / tags, "--tags", tags)
    result = run("verify", str(marked), "--scheme", str(scheme), "--figures", FIGURES)

    assert mark in marked.read_text(encoding="utf-8")
    assert mark not in contract.read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] != run("verify", str(contract)).stdout.splitlines()[0]


# Who is missing, and when


def test_who_has_not_signed_is_told_when_money_is_worked_out(tmp_path: Path) -> None:
    """With a register, whoever has a place to sign and is not in it is named, five at most, and paid all the same."""
    scheme, figures = tmp_path / "visits.scheme", tmp_path / "figures.csv"
    scheme.write_text(TWO_FOR_EACH, encoding="utf-8")
    figures.write_text("practice,seen\n" + "".join(f"F8473{place},10\n" for place in range(7)), encoding="utf-8")
    before = run("evaluate", str(scheme), "--figures", str(figures))
    run("render", str(scheme), "--figures", str(figures), "--out", str(tmp_path))
    signed = add(
        scheme, tmp_path / "visits.html", "F84730", "--by", "Dr Hall", "--role", "Partner", "--on", "1 June 2026"
    )
    after = run("evaluate", str(scheme), "--figures", str(figures))

    assert (before.exit_code, signed.exit_code, after.exit_code) == (0, 0, 0)
    assert "SCH922" not in before.stderr
    assert "NHS Vale Integrated Care Board, F84731, F84732, F84733, F84734, and 2 more." in " ".join(
        after.stderr.split()
    )
    assert before.stdout == after.stdout


def test_a_day_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """A signature after the day to sign by, or before the approval, is added, and that is said."""
    scheme = tmp_path / "visits.scheme"
    lines = 'offered by   icb\n    approved by "the board" on 3 March 2026\n    sign by 20 March 2026\n'
    scheme.write_text(TWO_FOR_EACH.replace("offered by   icb\n", lines), encoding="utf-8")
    run("render", str(scheme), "--out", str(tmp_path))
    told = {}
    for day in ("2 March 2026", "3 March 2026", "20 March 2026", "21 March 2026"):
        register_of(scheme).unlink(missing_ok=True)
        done = add(scheme, tmp_path / "visits.html", "08V", "--by", "Sam Lee", "--role", "Director", "--on", day)
        assert done.exit_code == 0
        told[day] = [code for code in ("SCH923", "SCH924") if code in done.stderr]

    assert list(told.values()) == [["SCH924"], [], [], ["SCH923"]]


def test_marks_need_a_place_to_sign(tmp_path: Path) -> None:
    """What is not in force has no place to sign, and so nothing that could be marked."""
    scheme = tmp_path / "visits.scheme"
    scheme.write_text(
        TWO_FOR_EACH.replace("offered by   icb\n", "offered by   icb\n    is a draft\n"), encoding="utf-8"
    )
    result = run("render", str(scheme), "--tags", "adobe", "--out", str(tmp_path / "out"))

    assert result.exit_code == 2
    assert "there are none: the scheme is a draft." in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_country_is_paid_by_what_was_signed(scheme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out at once, those who have not signed are told of as always, and another scheme pays nothing."""
    text = scheme.read_text(encoding="utf-8")
    promised = text[text.index("guarantee within_budget") : text.index("clause data ")]
    scheme.write_text(text.replace(promised, ""), encoding="utf-8")
    add(scheme, written(scheme, scheme.parent / "first"))
    monkeypatch.setattr("schemelang.cli.national._FEWEST", 0)
    given = tmp_path / "given"
    given.mkdir()
    for path in Path(FIGURES).glob("*.csv"):
        table, _ = read_csv(path.name, path.read_bytes())
        assert table is not None
        pq.write_table(pa.table(as_columns(table)), given / f"{path.stem}.parquet")
    words = ("evaluate", str(scheme), "--format", "parquet", "--force", "--verbose", "--out", str(tmp_path / "run"))
    at_once, as_always = (run(*words, "--figures", each) for each in (str(given), FIGURES))

    assert "Worked out by columns" in at_once.stderr
    told = [each.stderr[each.stderr.index("SCH922") :].split("signatures add")[0] for each in (at_once, as_always)]
    assert told[0] == told[1]
    assert (at_once.exit_code, as_always.exit_code) == (0, 0)

    raise_the_bar(scheme)
    assert run(*words, "--figures", str(given)).exit_code == 4
    assert "payments.parquet" in run(*words, "--figures", str(given), "--draft").stdout
