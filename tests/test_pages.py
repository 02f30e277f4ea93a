"""Each page about names, quantities and choices does as it says: its example has the fault, its remedy not."""

import re
from pathlib import Path

import pytest

from beside import in_page
from schemelang.diagnostic import Diagnostic
from schemelang.model.from_ast import resolve
from schemelang.report import as_text
from schemelang.source import Load, Source
from schemelang.syntax.parser import parse

ROOT = Path(__file__).parents[1]
DIAGNOSTICS = ROOT / "docs" / "diagnostics"
PAGES = [DIAGNOSTICS / "SCH009.md", *sorted(DIAGNOSTICS.glob("SCH[12]*.md"))]
HEADINGS = ["What it means", "Why it matters", "Example", "Write instead"]


def schemes(page: Path) -> list[str]:
    """Return the schemes in a page."""
    return re.findall(r"^```scheme\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def found_in(text: str, load: Load) -> tuple[Diagnostic, ...]:
    """Return what is wrong with how a text is written or, if nothing, with what it means."""
    source = Source("page.scheme", text)
    file, unread = parse(source)
    return unread if file is None or unread else resolve(file, source, load)[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path) -> None:
    """The example of a page has just the fault of its code, and the remedy has no fault."""
    example, remedy = schemes(page)
    load = in_page(page.read_text(encoding="utf-8"))
    wrong, right = found_in(example, load), found_in(remedy, load)

    assert [each.code for each in wrong] == [page.stem], as_text(wrong)
    assert right == (), as_text(right)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_has_its_headings(page: Path) -> None:
    """A page begins with its code, and has its four headings in order."""
    title, *rest = page.read_text(encoding="utf-8").splitlines()

    assert re.fullmatch(rf"# {page.stem}: .+", title)
    assert [line.removeprefix("## ") for line in rest if line.startswith("## ")] == HEADINGS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_has_one_sentence_a_line(page: Path) -> None:
    """Outside its schemes, a line of a page holds one sentence."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)

    assert [line for line in prose.splitlines() if re.search(r"[a-z0-9][.?!] [A-Z]", line)] == []
