"""The page about how it runs shows what is run: each line of it is printed by the command that it names."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemelang.cli.commands import schemelang

PAGE = Path(__file__).parent.parent / "docs" / "how-it-runs.md"
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_SHOWN = {"text": ["text", "plan"], "python": ["columns"], "sql": ["duckdb", "spark"]}
"""By which forms of `graph` the texts of each kind are printed, in the order of the page."""


@pytest.fixture
def fences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Write the page's scheme and figures into files, and return its fenced texts with their kinds."""
    found = [(each["kind"], each["text"]) for each in _FENCE.finditer(PAGE.read_text(encoding="utf-8"))]
    by_kind = dict(found)
    monkeypatch.chdir(tmp_path)
    Path("care.scheme").write_text(by_kind["scheme"], encoding="utf-8")
    Path("figures.csv").write_text(by_kind["csv"], encoding="utf-8")
    return found


def run(*words: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    result = CliRunner().invoke(schemelang, words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    ("kind", "place", "form"), [(k, n, f) for k, them in _SHOWN.items() for n, f in enumerate(them)]
)
def test_each_line_of_the_page_is_printed(fences: list[tuple[str, str]], kind: str, place: int, form: str) -> None:
    """What the page shows of a rule stands in what `graph` prints, line by line and in that order."""
    shown = [text for each, text in fences if each == kind]
    printed = run("graph", "care.scheme", "--figures", "figures.csv", "--format", form).splitlines()

    assert len(shown) == len(_SHOWN[kind])
    lines = iter(printed)
    for line in shown[place].splitlines():
        assert line in lines, f"{line}\nis not printed, or not there, by --format {form}"


def test_the_page_pays_what_it_says(fences: list[tuple[str, str]]) -> None:
    """The payment that the page works out is the one that is made, by every engine."""
    assert fences
    for engine in ("reference", "columns", "duckdb"):
        lines = run("evaluate", "care.scheme", "--figures", "figures.csv", "--engine", engine, "--format", "csv")

        assert "4149.38" in next(line for line in lines.splitlines() if "A81002" in line)


def test_an_engine_is_shown_for_figures_only() -> None:
    """How wide its numbers are depends on figures, so they are asked for."""
    result = CliRunner().invoke(schemelang, ["graph", "care.scheme", "--format", "columns"])

    assert result.exit_code == 2
    assert "Add   --figures" in result.stderr
