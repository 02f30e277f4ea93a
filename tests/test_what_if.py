"""The page about scenarios is true: what it tells its reader to type gives exactly what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Golden
from schemelang.cli.commands import schemelang

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "what-if.md"

_CONSOLE = re.compile(r"^```console\n> schemelang (?P<words>[^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)
_SCHEME = re.compile(r"^```scheme\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"^```csv offers.csv\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FIGURES = re.compile(r"^```csv frailty.csv\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_shows_what_is_printed(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has come to the end of the tutorial, and asks what the page asks, sees the answers word for word."""
    monkeypatch.chdir(tmp_path)
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    Path("frailty.scheme").write_text(_SCHEME.findall(tutorial)[-1], encoding="utf-8")
    Path("frailty.csv").write_text(_FIGURES.findall(tutorial)[-1], encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    Path("offers.csv").write_text(_TABLE.findall(page)[-1], encoding="utf-8")

    golden(PAGE, _CONSOLE.sub(_followed, page))


def _followed(console: re.Match[str]) -> str:
    """Run the command of a box, and return the box as it should be."""
    words = console["words"]
    result = CliRunner().invoke(schemelang, shlex.split(words))
    assert result.exit_code == 0
    return f"```console\n> schemelang {words}\n{result.stdout}```"
