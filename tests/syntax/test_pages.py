"""Each code about reading has a page whose example gives just that code, and a case that does so too."""

import re
from pathlib import Path

import pytest

from schemelang.cli.reading import read_source
from schemelang.diagnostic import Diagnostic
from schemelang.report import as_text
from schemelang.source import Source
from schemelang.syntax import errors
from schemelang.syntax.parser import parse
from schemelang.syntax.slips import line_errors, word_errors

ROOT = Path(__file__).parent.parent.parent
MODULES = (errors, line_errors, word_errors)
CLASSES: dict[str, type[Diagnostic]] = {
    found.code: found
    for module in MODULES
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Diagnostic) and found is not Diagnostic
}
CASES = sorted(path for code in CLASSES for path in (ROOT / "tests/cases/bad" / code).glob("*.scheme"))
NOT_IN_A_PAGE = {"SCH001", "SCH002", "SCH003", "SCH004"}  # bytes, names of files, and very many words


def fenced(code: str) -> list[str]:
    """Return the schemes in the page about a code."""
    page = (ROOT / "docs/diagnostics" / f"{code}.md").read_text(encoding="utf-8")
    return re.findall(r"^```scheme\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def found_in(text: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a text."""
    return parse(Source("given.scheme", text))[1]


def test_codes_are_in_order() -> None:
    """The classes of each module stand in the order of their codes."""
    modules = [[found.code for found in CLASSES.values() if found.__module__ == each.__name__] for each in MODULES]

    assert modules == [sorted(codes) for codes in modules]


@pytest.mark.parametrize("code", sorted(set(CLASSES) - NOT_IN_A_PAGE))
def test_page(code: str) -> None:
    """The first scheme of a page gives just its code, and the second reads."""
    wrong, right = fenced(code)

    assert [diagnostic.code for diagnostic in found_in(wrong)] == [code], as_text(found_in(wrong))
    assert found_in(right) == (), as_text(found_in(right))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(path: Path) -> None:
    """A case gives just the code of its folder."""
    source, found = read_source(path)

    assert {diagnostic.code for diagnostic in found or found_in(source.text if source else "")} == {path.parent.name}


def test_each_code_has_a_case() -> None:
    """Each code has a case."""
    assert {path.parent.name for path in CASES} == set(CLASSES)
