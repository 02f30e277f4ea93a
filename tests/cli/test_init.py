"""schemelang init: each scheme to begin from is a good one, and nothing is written over."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passes import compiled
from schemelang.cli.commands import schemelang
from schemelang.outcome.examples import run_examples

STARTS = sorted((Path(__file__).parents[2] / "src" / "schemelang" / "cli" / "starts").glob("*.scheme"))


def run(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(schemelang, ["init", *map(str, words)])


@pytest.mark.parametrize("start", STARTS, ids=lambda path: path.stem)
def test_a_start_has_no_fault_and_its_examples_hold(start: Path, tmp_path: Path) -> None:
    """What init writes checks without a word, in another year too, and its examples hold."""
    path = tmp_path / "mine.scheme"
    result = run(path, "--like", start.stem, "--year", "2025/26")
    case = compiled(path)

    assert result.exit_code == 0
    assert case.found == ()
    assert case.scheme is not None
    assert case.graph is not None
    assert case.scheme.name == "mine"
    assert case.scheme.first.year == 2025
    runs = run_examples(case.scheme, case.graph)
    assert len(runs) == 2
    assert all(run.holds for run in runs)


@pytest.mark.parametrize("start", STARTS, ids=lambda path: path.stem)
def test_a_start_is_in_the_usual_layout(start: Path) -> None:
    """A scheme to begin from is laid out as the formatter lays it out."""
    assert CliRunner().invoke(schemelang, ["format", "--check", str(start)]).exit_code == 0


def test_without_words_the_starts_are_listed() -> None:
    """Without a file and a name, the schemes to begin from are listed."""
    result = run()

    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[: len(STARTS)]] == [start.stem for start in STARTS]


def test_the_next_year_is_taken_where_none_is_named(tmp_path: Path) -> None:
    """Without a year, the scheme runs the financial year that begins next."""
    path = tmp_path / "mine.scheme"
    run(path, "--like", "register-and-recall")

    assert re.search(r"runs +1 April 20[0-9]{2} to 31 March 20[0-9]{2}", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("stem", "name"), [("Foot care 2027", "foot_care_2027"), ("share", "my_share"), ("7", "my_7")])
def test_a_scheme_is_named_after_its_file(tmp_path: Path, stem: str, name: str) -> None:
    """The name of a file becomes the name of the scheme, as far as it can."""
    path = tmp_path / f"{stem}.scheme"
    run(path, "--like", "register_and_recall")

    assert f"\nscheme {name} " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.scheme", "--like", "nothing"), 'There is no "nothing" to begin from'),
        (("a.txt", "--like", "savings"), "ends in .scheme"),
        (("a.scheme", "--like", "savings", "--year", "2026"), "is no financial year"),
        (("a.scheme", "--like", "savings", "--year", "2026/28"), "is no financial year"),
    ],
)
def test_what_cannot_be_is_said(words: tuple[str, ...], said: str) -> None:
    """What the command cannot do is said, and ends with 2."""
    result = run(*words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """A file that is there already is not written over."""
    path = tmp_path / "mine.scheme"
    path.write_text("mine\n", encoding="utf-8")
    result = run(path, "--like", "register_and_recall")

    assert result.exit_code == 3
    assert path.read_text(encoding="utf-8") == "mine\n"
