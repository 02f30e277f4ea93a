"""Every code has a class, a page and a case, and the page can be read wherever the package is installed."""

import re
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner

from schemelang.catalogue import CATALOGUE, page
from schemelang.cli.code import code as code_command
from schemelang.cli.code import plain
from schemelang.diagnostic import Diagnostic
from schemelang.light import facts_of
from schemelang.travel import checkout_root, read_travelled

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "diagnostics"
CASES = ROOT / "tests" / "cases" / "bad"
HEADINGS = ["What it means", "Why it matters", "Example", "Write instead"]


# Codes


def test_codes_are_in_order() -> None:
    """The catalogue is in order of code."""
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_codes_are_codes() -> None:
    """A code is SCH and three figures."""
    assert [code for code in CATALOGUE if not re.fullmatch(r"SCH[0-9]{3}", code)] == []


def test_code_is_that_of_its_class() -> None:
    """Each class stands under its own code."""
    assert {code: found.code for code, found in CATALOGUE.items()} == {code: code for code in CATALOGUE}


def test_each_class_has_one_code() -> None:
    """No class stands under two codes."""
    assert len(set(CATALOGUE.values())) == len(CATALOGUE)


def holes(found: type[Diagnostic]) -> set[str]:
    """Find the names of the holes in the words of a class."""
    words = (found.title, found.note, found.why, found.help)
    return {
        re.split(r"[.\[]", name)[0] for text in words for _, name, _, _ in Formatter().parse(text) if name is not None
    }


def test_holes_are_fields() -> None:
    """Each hole in the words of a class can be filled from one of its fields."""
    unfilled = {
        code: missing
        for code, found in CATALOGUE.items()
        if (missing := holes(found) - {fact.name for fact in facts_of(found)})
    }

    assert unfilled == {}


# Pages and cases


def headings(text: str) -> list[str]:
    """Find the second-level headings of a page."""
    return [line.removeprefix("## ").strip() for line in text.splitlines() if line.startswith("## ")]


def test_each_code_has_a_page() -> None:
    """Each code has a page with the four headings, in their order."""
    wrong = []
    for code in CATALOGUE:
        path = PAGES / f"{code}.md"
        if not path.is_file() or headings(path.read_text(encoding="utf-8")) != HEADINGS:
            wrong.append(code)

    assert wrong == []


def test_each_page_has_a_code() -> None:
    """No page is about a code that the catalogue does not have."""
    assert {path.stem for path in PAGES.glob("SCH*.md")} - set(CATALOGUE) == set()


def test_each_code_has_a_case() -> None:
    """Each code has a folder with a case in it."""
    assert [code for code in CATALOGUE if not (CASES / code).is_dir() or not any((CASES / code).iterdir())] == []


def test_each_case_has_a_code() -> None:
    """No case is about a code that the catalogue does not have."""
    assert {path.name for path in CASES.glob("SCH*")} - set(CATALOGUE) == set()


# Files that travel

OURS = '[project]\nname = "schemelang"\n'


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a checkout with one code and its page, and let the package stand in it."""
    pages = tmp_path / "docs" / "diagnostics"
    pages.mkdir(parents=True)
    (pages / "SCH990.md").write_text("# SCH990 Nothing\n\n## What it means\n\nNothing.\n", encoding="utf-8")
    monkeypatch.setattr("schemelang.travel.checkout_root", lambda _: tmp_path)
    monkeypatch.setitem(CATALOGUE, "SCH990", Diagnostic)
    return tmp_path


def test_checkout_is_read_first(checkout: Path) -> None:
    """In a checkout the file at the top is read, and a copy in the package is not, even when the file is gone."""
    (checkout / "source.py").write_text("the real one\n", encoding="utf-8")

    assert read_travelled("source.py", "source.py") == "the real one\n"
    with pytest.raises(FileNotFoundError):
        read_travelled("source.py", "gone.py")


def test_package_is_read_without_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """In an installed package the copy in the package is read."""
    monkeypatch.setattr("schemelang.travel.checkout_root", lambda _: None)

    assert read_travelled("source.py", "gone.py") == (ROOT / "src/schemelang/source.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("settings", [None, "", "project = 1", '[project]\nname = "another"\n', "not toml"])
def test_not_our_checkout(tmp_path: Path, settings: str | None) -> None:
    """A folder two above the package is our checkout only if its settings name our project."""
    if settings is not None:
        (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")

    assert checkout_root(tmp_path / "lib" / "schemelang") is None


def test_our_checkout(tmp_path: Path) -> None:
    """A folder two above the package whose settings name our project is our checkout."""
    (tmp_path / "pyproject.toml").write_text(OURS, encoding="utf-8")

    assert checkout_root(tmp_path / "src" / "schemelang") == str(tmp_path.resolve())


# Reading a page


@pytest.mark.usefixtures("checkout")
def test_page() -> None:
    """The page of a code is found by the code."""
    assert (page("SCH990") or "").startswith("# SCH990 Nothing\n")


@pytest.mark.parametrize("code", ["SCH999", "../../README", ""])
def test_no_page(code: str) -> None:
    """What is no code has no page."""
    assert page(code) is None


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("asked", ["SCH990", "sch990", " SCH990 "])
def test_code_command(asked: str) -> None:
    """The command prints the page without its Markdown, however the code is written."""
    result = CliRunner().invoke(code_command, [asked])

    assert (result.exit_code, result.output) == (0, "SCH990 Nothing\n\nWhat it means\n\nNothing.\n")


@pytest.mark.usefixtures("checkout")
def test_code_command_suggests() -> None:
    """A code that does not exist ends with 2 and the name of one that does."""
    result = CliRunner().invoke(code_command, ["SCH99"])

    assert result.exit_code == 2
    assert 'There is no code "SCH99". Did you mean SCH' in result.output
    assert "SCH990" in result.output


def test_code_command_cleans() -> None:
    """A code that is like none that exists ends with 2, and cannot give the terminal orders."""
    result = CliRunner().invoke(code_command, ["\x1b]0;x\x07"])

    assert result.exit_code == 2
    assert 'There is no code "\u2039U+001B\u203a]0;x\u2039U+0007\u203a".\n' in result.output


def test_plain_page() -> None:
    """Signs of Markdown go, and what stands between fences is indented and otherwise as written."""
    markdown = "# Title\n\nA **bold** word.\n\n```scheme\npayment a\n\n    # a note, **starred**\n```\nEnd."

    assert plain(markdown) == ("Title\n\nA bold word.\n\n    payment a\n\n        # a note, **starred**\nEnd.\n")
