"""What `check` prints of a scheme: its certificate, in each form; and the hooks that call it."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from schemelang.cli.check import check as check_command
from schemelang.cli.commands import schemelang
from schemelang.proof.proof import KINDS

ROOT = Path(__file__).parents[2]
DIABETES = ROOT / "contracts" / "tower_hamlets" / "diabetes.scheme"
FIGURES = ROOT / "contracts" / "tower_hamlets" / "figures"
WRONG = ROOT / "tests" / "cases" / "bad" / "SCH401" / "grant_of_another_price.scheme"
SCHEMA = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is kept in a folder of this test."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))


def run(*words: str | Path) -> Result:
    """Run check."""
    return CliRunner().invoke(schemelang, ["check", *map(str, words)])


# ---------------------------------------------------------------- the certificate


def test_a_scheme_without_errors_prints_its_certificate() -> None:
    """After the verdict stands the certificate, with a claim of every kind."""
    printed = run(DIABETES).stdout

    assert 'Certificate of "Diabetes care package"' in printed
    assert all(words in " ".join(printed.split()) for kind, words in KINDS.items() if kind != "guarantee")


def test_brief_leaves_it_out() -> None:
    """With --brief there is a line for each file, and no more."""
    assert len(run("--brief", DIABETES, DIABETES).stdout.splitlines()) == 2


def test_a_scheme_with_errors_is_not_proved() -> None:
    """Of a scheme with errors nothing is proved, and it says so."""
    result = run(WRONG)

    assert result.exit_code == 1
    assert "1 error, so nothing is proved." in result.stdout
    assert "Certificate" not in result.stdout


def test_a_scheme_that_pays_nothing_has_no_certificate_to_print(tmp_path: Path) -> None:
    """While nothing is paid there is nothing to certify, and nothing is printed but the verdict."""
    path = tmp_path / "begun.scheme"
    heading = """scheme begun "A beginning"
        offered by icb
        offered to practices
        runs 1 April 2025 to 31 March 2026
    party icb "NHS Example"
        code QXX
    """
    path.write_text(heading, encoding="utf-8")

    assert run(path).stdout == f"{path}: no errors. It has no worked example.\n"


def test_figures_are_read_for_it() -> None:
    """With figures everything is found and claimed that is found without; figures that cannot be read are refused."""
    assert run(DIABETES, "--figures", FIGURES).exit_code == 0
    assert run(DIABETES, "--figures", ROOT / "nothing.csv").exit_code == 3


# ---------------------------------------------------------------- an unchanged scheme


def test_an_unchanged_scheme_is_not_proved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came of checking is kept: the same words come at once, without any check being run."""
    first = run(DIABETES).stdout
    monkeypatch.setattr("schemelang.checks.examine", None)

    assert run(DIABETES).stdout == first


def test_a_scheme_that_does_not_hold_is_kept_as_well() -> None:
    """A finding of an unchanged scheme is the same finding."""
    first, again = run(WRONG), run(WRONG)

    assert first.stderr == again.stderr
    assert "SCH401" in again.stderr


def test_a_changed_scheme_is_proved_again(tmp_path: Path) -> None:
    """One sign that is changed is enough for all of it to be checked again."""
    path = tmp_path / "changed.scheme"
    path.write_text(DIABETES.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(path).exit_code == 0
    path.write_text(DIABETES.read_text(encoding="utf-8").replace("at least 90%", "at least 95%"), encoding="utf-8")

    assert run(path).exit_code == 1


# ---------------------------------------------------------------- other forms


def test_json_has_the_certificate() -> None:
    """As JSON there is a certificate for the scheme that has one, and none for the other."""
    data = json.loads(run(DIABETES, WRONG, "--format", "json").stdout)
    jsonschema.validate(data, SCHEMA)

    assert [scheme["certificate"] is None for scheme in data["schemes"]] == [False, True]
    assert [finding["code"] for finding in data["findings"]] == ["SCH401"]


def test_sarif_is_one_run() -> None:
    """As SARIF all files are one run, of the version that is installed."""
    log = json.loads(run(DIABETES, WRONG, "--format", "sarif").stdout)
    [one] = log["runs"]

    assert log["version"] == "2.1.0"
    assert one["tool"]["driver"]["version"] == tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    assert [result["ruleId"] for result in one["results"]] == ["SCH401"]


def test_github_has_a_note_and_a_line_for_each_file() -> None:
    """For GitHub a note stands for each finding, and the verdicts as plain lines."""
    note, *lines = run(DIABETES, WRONG, "--format", "github").stdout.splitlines()

    assert note.startswith(f"::error file={WRONG},line=22,")
    assert len(lines) == 2


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_a_file_that_is_not_there_is_a_finding_in_every_form(form: str, tmp_path: Path) -> None:
    """What cannot be read at all is told in each form, and ends with 1."""
    result = run(tmp_path / "nothing.scheme", "--format", form)

    assert result.exit_code == 1
    assert "SCH002" in result.stdout


# ---------------------------------------------------------------- pre-commit


def text(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def hooks() -> dict[str, dict[str, str]]:
    """Read the hooks: each a list of names and values, in the plainest YAML."""
    found: dict[str, dict[str, str]] = {}
    for entry in text(ROOT / ".pre-commit-hooks.yaml").split("\n- ")[1:]:
        facts = dict(line.strip().split(": ", 1) for line in entry.splitlines())
        found[facts["id"]] = facts
    return found


def test_each_hook_runs_a_command_of_ours(tmp_path: Path) -> None:
    """The entry of each hook is a command that is installed, and passes a good scheme."""
    scripts = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["scripts"]
    path = tmp_path / "diabetes.scheme"
    path.write_text(text(DIABETES), encoding="utf-8")

    assert set(hooks()) == {"schemelang-check", "schemelang-format"}
    for hook in hooks().values():
        command, *words = shlex.split(hook["entry"])
        assert command in scripts
        assert hook["language"] == "python"
        assert re.search(hook["files"], str(path))
        assert CliRunner().invoke(schemelang, [*words, str(path)]).exit_code == 0


def test_the_check_hook_refuses_a_scheme_with_errors() -> None:
    """A commit is stopped by a scheme whose example does not hold."""
    _, *words = shlex.split(hooks()["schemelang-check"]["entry"])

    assert CliRunner().invoke(schemelang, [*words, str(WRONG)]).exit_code == 1


def test_each_form_is_described() -> None:
    """The page about checking names each option of the command."""
    options = [name for option in check_command.params for name in option.opts if name.startswith("--")]

    assert [name for name in options if name not in text(ROOT / "docs" / "checking.md")] == []
