"""What the message of a page tells its reader to write compiles, put where a reader would put it."""

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from beside import in_page
from schemelang.checks import check
from schemelang.compile import compile_scheme
from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span

PAGES = {path.stem: path for path in sorted((Path(__file__).parents[1] / "docs" / "diagnostics").glob("SCH*.md"))}
_SCHEME = re.compile(r"^```scheme\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MEANT = re.compile(r'Did you mean "?([^"?]+)"?\?')
_BESIDE = re.compile(r"(?:Write|raise|Raise)   (\S.*?)(?:   |$|,? or )")


def found_in(text: str, page: Path) -> tuple[Diagnostic, ...]:
    """Return all that is found in a scheme of a page."""
    compiled = compile_scheme(Source("page.scheme", text), in_page(page.read_text(encoding="utf-8")))
    if compiled.scheme is None or compiled.graph is None:
        return compiled.diagnostics
    return compiled.diagnostics + check(compiled.scheme, compiled.graph)


@cache
def told(code: str) -> tuple[str, Span, tuple[str, ...]] | None:
    """Return the example of a page, where its fault is, and the lines that its message tells one to write."""
    texts = _SCHEME.findall(PAGES[code].read_text(encoding="utf-8"))
    own = [each for each in found_in(texts[0], PAGES[code]) if each.code == code] if texts else []
    if not own or not isinstance(own[0].place, Span):
        return None
    lines = tuple(_lines(own[0].say(own[0].help)))
    return (texts[0], own[0].place, lines) if lines else None


def _lines(words: str) -> Iterator[str]:
    """Find the lines that stand apart in a message, what it says was meant, and what it says to write."""
    whole = textwrap.dedent(words).strip("\n")
    beside = (*_MEANT.findall(whole), *_BESIDE.findall(whole))
    lines = (*(line for line in whole.splitlines() if line.startswith("    ")), *beside)
    yield from (line.strip() for line in lines if "…" not in line and "..." not in line)


def pasted(text: str, place: Span, line: str) -> Iterator[str]:
    """Put a line where a reader might: for the words, in them, for the line, beside it, at its end, in the heading."""
    yield text[: place.start] + line + text[place.end :]
    yield f'{text[: place.start]}"{line}"{text[place.end :]}'
    yield text[: place.end] + ("" if line.startswith(",") else " ") + line + text[place.end :]
    begin, end = text.rfind("\n", 0, place.start) + 1, (text + "\n").find("\n", place.start)
    last = (text + "\n").find("\n", place.end)
    for first, after in ((begin, end), (begin, last), (end, end), (last, last), (begin, begin)):
        yield text[:first] + "\n    " + line + "\n" + text[after:]
    yield text[:last] + ("" if line.startswith(",") else " ") + line + text[last:]
    for found in re.finditer(r"\n(?=\n|$)|\Z", text):
        if found.start() >= place.start:
            yield text[: found.start()] + "\n    " + line + text[found.start() :]
            yield text[: found.start()] + " " + line + text[found.start() :]
            break
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    for first in (above, text.rfind("\n", 0, max(above - 1, 0)) + 1):
        yield text[:first] + "    " + line + "\n" + text[last + 1 :]
    yield from (text[:begin] + text[begin:last].replace(old, line) + text[last:] for old in _parts(text[begin:last]))
    yield text.rstrip("\n") + "\n\n" + line + "\n"
    yield text[:begin] + line + "\n\n" + text[begin:]
    heading = re.search(r"\n\n", text)
    if heading:
        yield text[: heading.start()] + "\n    " + line + text[heading.start() :]


def _parts(line: str) -> Iterator[str]:
    """Return the words of a line from each word on, and up to each of them."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", line)]
    yield from (line[first:last] for first, _ in words for _, last in words if last > first)


@cache
def remedied(code: str) -> frozenset[str]:
    """Return what is found in the remedy of a page: nothing of its own code, and what its small scheme lacks."""
    _, remedy, *_ = _SCHEME.findall(PAGES[code].read_text(encoding="utf-8"))
    return frozenset(each.code for each in found_in(remedy, PAGES[code])) - {code}


def cures(code: str, line: str) -> bool:
    """Say whether the fault is gone when a line is put into the example, and nothing is found that its remedy has not.

    An expression that is written within a line is cured with it, and a row of a table may end in bars.
    """
    found = told(code)
    assert found is not None
    text, place, _ = found
    return any(
        {each.code for each in found_in(tried, PAGES[code])} <= remedied(code) for tried in pasted(text, place, line)
    )


NEEDS_MORE = {
    "SCH105",
    "SCH107",
    "SCH122",
    "SCH131",
    "SCH138",
    "SCH146",
    "SCH170",
    "SCH172",
    "SCH174",
    "SCH180",
    "SCH182",
    "SCH186",
    "SCH192",
    "SCH193",
    "SCH197",
    "SCH222",
    "SCH241",
    "SCH268",
    "SCH276",
    "SCH295",
    "SCH430",
    "SCH549",
}
"""Pages whose message shows a pattern, with names for the reader to put in, or where another line has to change too."""

ONE_OF_THEM = {
    "SCH157",
    "SCH184",
    "SCH214",
    "SCH215",
    "SCH234",
    "SCH237",
    "SCH238",
    "SCH280",
    "SCH285",
    "SCH291",
    "SCH296",
}
"""Pages of whose options some need another line, or a name of the reader's own, and at least one is whole as it is."""

WHOLE = [code for code in PAGES if told(code) is not None and code not in NEEDS_MORE]


def all_cure(code: str) -> bool:
    """Say whether each line by itself is a cure, or all of them together are."""
    found = told(code)
    assert found is not None
    lines = found[2]
    return all(cures(code, line) for line in lines) or cures(code, "\n    ".join(lines))


@pytest.mark.parametrize("code", WHOLE)
def test_what_a_message_says_to_write_compiles(code: str) -> None:
    """The lines that the message of a page tells one to write take its fault away, and bring no other."""
    found = told(code)
    assert found is not None

    assert all_cure(code) or (code in ONE_OF_THEM and any(cures(code, line) for line in found[2]))


def test_most_pages_have_a_fix_that_is_whole() -> None:
    """Of the pages with something to paste, the patterns are few, and each of them is still such a page."""
    assert all(told(code) is not None for code in NEEDS_MORE | ONE_OF_THEM)
    assert len(WHOLE) > 3 * len(NEEDS_MORE)
