"""The page of how the proofs are tried names each claim, and tests that search for a case against it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from schemelang.proof.proof import KINDS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
TESTS = ROOT / "tests" / "proof"
_LINK = re.compile(r"\[(test_\w+)\]\(\.\./tests/proof/(test_\w+)\.py\)")
_MODULE = re.compile(r"`((?:proof|checks)/\w+\.py)`")


def rows(heading: str) -> list[tuple[str, str, str]]:
    """Return the rows of the table of a section: what it is about, by which modules, and its tests."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    return [(about.strip(), modules, tests) for about, modules, tests in cells]


EVERY = [*rows("The claims"), *rows("What the proofs rest on")]


def named() -> Iterator[tuple[str, str]]:
    """Give each test that is named, with the file it is in."""
    for _, _, tests in EVERY:
        yield from _LINK.findall(tests)


def searching(path: Path) -> set[str]:
    """Return the tests of a file that search for a case against them: those that hypothesis is given."""
    functions = (each for each in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(each, ast.FunctionDef))
    return {each.name for each in functions if any(map(_is_given, each.decorator_list))}


def _is_given(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "given"


def test_each_claim_is_named_with_what_searches_for_a_case_against_it() -> None:
    """All claims of the certificate, in their order and words, each with a test at least."""
    assert [about for about, _, _ in rows("The claims")] == list(KINDS.values())
    assert all(_LINK.findall(tests) and _MODULE.findall(modules) for _, modules, tests in EVERY)


def test_each_module_that_is_named_is_there() -> None:
    """The rules of proof are where the page says."""
    modules = {each for _, modules, _ in EVERY for each in _MODULE.findall(modules)}

    assert [each for each in sorted(modules) if not (ROOT / "src" / "schemelang" / each).is_file()] == []


def test_what_is_named_is_every_search_there_is() -> None:
    """Each test that is named is in its file and searches, and none that searches is forgotten."""
    there = {(test, path.stem) for path in TESTS.glob("test_*.py") for test in searching(path)}

    assert set(named()) == there
