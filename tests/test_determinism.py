"""The same input gives the same bytes, whatever the machine is set to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCHEME = ROOT / "contracts" / "tower_hamlets" / "cardiovascular.scheme"
FIGURES = ROOT / "contracts" / "tower_hamlets" / "figures"
VARIATION = ROOT / "tests" / "cases" / "good" / "varies" / "half_way_through_the_year.scheme"
SETTINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Europe/London", "LC_ALL": "POSIX", "PYTHONUTF8": "1"},
)
COMMANDS = {
    "check": ("check", str(SCHEME)),
    "evaluate": ("evaluate", str(SCHEME), "--figures", str(FIGURES), "--format", "json"),
    "explain": ("explain", str(SCHEME), "F84030", "--figures", str(FIGURES)),
    "diff": ("diff", str(SCHEME), str(SCHEME), "--figures", str(FIGURES), "--format", "html"),
    "graph": ("graph", str(SCHEME), "--format", "dot"),
}


def output(arguments: tuple[str, ...], settings: dict[str, str]) -> bytes:
    """Run a command under some settings and return the bytes it prints."""
    environment = {**os.environ, **settings}
    command = [sys.executable, "-m", "schemelang", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_the_same_bytes(name: str) -> None:
    """A command prints the same bytes under another hash seed, time zone and locale."""
    printed = {output(COMMANDS[name], settings) for settings in SETTINGS}

    assert len(printed) == 1


def test_a_variation_is_the_same_bytes(tmp_path: Path) -> None:
    """A variation is the same bytes under another hash seed, time zone and locale."""
    pages = set()
    for place, settings in enumerate(SETTINGS[:2]):
        out = tmp_path / str(place)
        output(("render", str(VARIATION), "--as", "variation", "--out", str(out)), settings)
        pages.add((out / "reviews_from_october-variation.html").read_bytes())

    assert len(pages) == 1


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_contract_is_the_same_bytes(form: str, tmp_path: Path) -> None:
    """A contract is the same bytes under another hash seed, time zone and locale."""
    written = set()
    for place, settings in enumerate(SETTINGS):
        out = tmp_path / str(place)
        figures = ("--figures", str(FIGURES)) if form == "html" else ()
        output(("render", str(SCHEME), *figures, "--format", form, "--out", str(out)), settings)
        written.add((out / f"cardiovascular_package.{form}").read_bytes())

    assert len(written) == 1
