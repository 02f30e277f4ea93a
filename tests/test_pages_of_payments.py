"""Each page about rules, checks, figures and payments does as it says: its example has the fault, its remedy not."""

import re
from pathlib import Path

import pytest

from passes import PUBLISHED, PUBLISHED_SCHEME, SHARED_SCHEME, compiled, found_in_published
from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.figures import Figures
from schemelang.figures.from_examples import read_example
from schemelang.figures.from_files import read_figures
from schemelang.model.model import Example, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.report import as_text

ROOT = Path(__file__).parents[1]
PAGES = {path.stem: path for path in sorted((ROOT / "docs" / "diagnostics").glob("SCH[3-6]*.md"))}
WHOLE = {"SCH513", "SCH514", "SCH541"}  # these are about what is missing from all files together
ALREADY_FOUND = {"SCH601": {"SCH430"}, "SCH602": {"SCH430"}}  # what figures break, the rules let be broken
SHOWN_OTHERWISE = {
    "SCH470": "found only with --mutate, with which tests/checks/test_mutation.py holds the page",
    "SCH471": "found only with --mutate, with which tests/checks/test_mutation.py holds the page",
    "SCH501": "a file that cannot be opened has no text to show",
    "SCH502": "a page is UTF-8 and cannot hold a wrong byte",
    "SCH554": "a page has no file of bank holidays",
    "SCH555": "a page has no file of bank holidays",
    "SCH556": "a page has no file of bank holidays",
    "SCH557": "a page has one file, and this is of what two say together",
    "SCH570": "a page is UTF-8 and cannot hold a byte of Windows",
    "SCH573": "a page cannot hold a workbook",
    "SCH574": "a page cannot hold a workbook",
    "SCH575": "a page cannot hold a workbook",
    "SCH576": "a page cannot hold a workbook",
    "SCH579": "a page has one file, and this is of two",
    "SCH581": "a page has one file, and this is of two",
    "SCH582": "a page has one file, and this is of two",
    "SCH507": "a file that is too large is too large for a page",
}


def fences(code: str) -> list[tuple[str, str]]:
    """Return the fenced texts of a page, each with its language."""
    text = PAGES[code].read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def found_in(code: str, language: str, text: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Return what is found in a text of a page."""
    if language == "csv":
        return found_in_figures(code, text)
    path = folder / "page.scheme"
    path.write_text(text, encoding="utf-8")
    case = compiled(path)
    if case.scheme is None or case.graph is None or code < "SCH5":
        return case.found
    examples = (block for block in case.scheme.blocks if isinstance(block, Example))
    unread = tuple(found for example in examples for found in read_example(example, case.scheme)[1])
    return case.found + unread + evaluate(case.graph, figures_of(case.scheme))[1]


def found_in_figures(code: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a file of figures, read for the scheme that the cases share."""
    if code in PUBLISHED:
        published = compiled(PUBLISHED_SCHEME).scheme
        assert published is not None
        return found_in_published(code, published, "page.csv", text.encode())
    scheme = compiled(SHARED_SCHEME).scheme
    assert scheme is not None
    table, found = read_csv("page.csv", text.encode(), known_headings(scheme))
    if table is None:
        return found
    return found + read_figures((table,), scheme, partial=code not in WHOLE)[1]


def figures_of(scheme: Scheme) -> Figures:
    """Return the figures of a scheme's example, or none at all."""
    example = next((block for block in scheme.blocks if isinstance(block, Example)), None)
    figures = read_example(example, scheme)[0] if example else None
    return figures or Figures(members=(), memberships=(), data={})


@pytest.mark.parametrize("code", sorted(PAGES.keys() - SHOWN_OTHERWISE.keys()))
def test_page(code: str, tmp_path: Path) -> None:
    """The first text of a page has the fault of its code, and what the rules show of it; the second has not."""
    wrong, right = fences(code)

    found = found_in(code, *wrong, tmp_path)
    assert {each.code for each in found} == {code} | ALREADY_FOUND.get(code, set()), as_text(found)
    assert code not in {each.code for each in found_in(code, *right, tmp_path)}
