"""What the message of a page tells its reader to write compiles, put where a reader would put it."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice, product
from pathlib import Path

import pytest

from beside import in_page
from schemelang.checks.examine import check
from schemelang.compile import compile_scheme
from schemelang.diagnostic import Diagnostic
from schemelang.report import as_json
from schemelang.source import Source, Span

PAGES = {path.stem: path for path in sorted((Path(__file__).parents[1] / "docs" / "diagnostics").glob("SCH*.md"))}
_SCHEME = re.compile(r"^```scheme\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MEANT = re.compile(r'Did you mean "?([^"?]+)"?\?')
_BESIDE = re.compile(r"(?:Write|raise|Raise)(?: there| in the payment)?   (\S.*?)(?:   |$|,? or )")
_LEFT_OUT = re.compile(r"[Ll]eave (?:this|this line|the line|these words|the row|this one) out(?! and)")
_BLOCK = re.compile(
    r"(?:(?:replace )?(?:figure|value|indicator|scale|target|judgement|saving|payment|exception|party|scheme) \w+)"
)
_MOST_PLACES = 9
_MOST_TRIED = 600

Edit = tuple[int, int, str]
Option = tuple[str, ...]


# ---------------------------------------------------------------- what a message tells one to write


def found_in(text: str, page: Path) -> tuple[Diagnostic, ...]:
    """Return all that is found in a scheme of a page."""
    compiled = compile_scheme(Source("page.scheme", text), in_page(page.read_text(encoding="utf-8")))
    if compiled.scheme is None or compiled.graph is None:
        return compiled.diagnostics
    return compiled.diagnostics + check(compiled.scheme, compiled.graph)


@cache
def fault(code: str) -> tuple[str, Span, Mapping[str, object]] | None:
    """Return the example of a page, where its fault is, and its message as programs are given it."""
    texts = _SCHEME.findall(PAGES[code].read_text(encoding="utf-8"))
    own = [each for each in found_in(texts[0], PAGES[code]) if each.code == code] if texts else []
    if not own or not isinstance(own[0].place, Span):
        return None
    return texts[0], own[0].place, as_json(own[:1])[0]


@cache
def told(code: str) -> tuple[str, Span, tuple[Option, ...]] | None:
    """Return the example of a page, where its fault is, and the ways out that its message writes down."""
    found = fault(code)
    ways = () if found is None else tuple(options(str(found[2]["fix"])))
    return (found[0], found[1], ways) if found is not None and ways else None


def options(words: str) -> list[Option]:
    """Return the ways out of a message: each of what is one of several, or all that stands under one sentence.

    What a sentence adds that begins with "and" belongs to what stood before.
    """
    found: list[Option] = []
    lead, lines = "", list[str]()
    for line in [*words.splitlines(), ""]:
        if line.startswith("    "):
            lines.append(line)
            continue
        if lines:
            pieces = tuple(_pieces(textwrap.dedent("\n".join(lines))))
            before = found.pop() if lead.startswith(("and ", "And ")) else ()
            one_of = re.search(r"\bone of\b|\bexample\b|\bsuch as\b", lead)
            found += [(*before, piece) for piece in pieces] if one_of else [(*before, *pieces)]
            lines = []
        lead = line
    return found + [(each.strip(),) for each in (*_MEANT.findall(words), *_BESIDE.findall(words))]


def _pieces(lines: str) -> Iterator[str]:
    """Return what is put in one place: a line with those further in below it, and a table."""
    piece: list[str] = []
    for line in lines.splitlines():
        if piece and not line.startswith(" ") and not (line.startswith("|") and piece[-1].startswith("|")):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


# ---------------------------------------------------------------- where a reader puts it


def likely(text: str, place: Span, piece: str) -> Iterator[Edit]:
    """Return where a piece goes: in the place of a block or a line that begins like it, or at an end."""
    block = _BLOCK.match(piece)
    if block is not None:
        yield from _in_place_of_block(text, block[0], piece)
        yield (len(text), len(text), "\n" + piece + "\n")
        yield (0, 0, piece + "\n\n")
        return
    if not re.match(r"\w+ \S|\|", piece):
        yield (place.start, place.end, piece)
    yield from _in_place_of_line(text, place, piece)
    yield (place.start, place.end, piece)
    ends = [found.start() for found in re.finditer(r"\n(?=\n|$)|\Z", text)]
    here = next((number for number, end in enumerate(ends) if end >= place.start), 0)
    yield from ((end, end, "\n    " + piece) for end in dict.fromkeys((ends[here], *ends)))


def _in_place_of_block(text: str, begins: str, piece: str) -> Iterator[Edit]:
    same = rf"^(?:replace )?\w+ {begins.rsplit(maxsplit=1)[-1]}\b[^\n]*\n((?:[ ]+[^\n]*\n)*)"
    for found in re.finditer(same, text, re.MULTILINE):
        yield (found.start(), found.end() if "\n" in piece else found.start(1) - 1, piece + "\n" * ("\n" in piece))


def _in_place_of_line(text: str, place: Span, piece: str) -> Iterator[Edit]:
    """Put a line in the place of one that begins with the same word, and a table in the place of a table."""
    if piece.startswith("|"):
        tables = re.finditer(r"^ *\|[^\n]*(?:\n *\|[^\n]*)*", text, re.MULTILINE)
        yield from ((found.start(), found.end(), "    " + piece) for found in tables)
        return
    begins = re.match(r"[a-z]+(?: (?:not|a|an|there) [^,]+,)?", piece)
    if begins is None:
        return
    same = [found.span() for found in re.finditer(rf"^ +{re.escape(begins[0])}(?![a-z_]).*$", text, re.MULTILINE)]
    here = text.count("\n", 0, place.start)
    same.sort(key=lambda span: abs(text.count("\n", 0, span[0]) - here))
    yield from ((first, last, "    " + piece) for first, last in same)


def anywhere(text: str, place: Span, line: str) -> Iterator[Edit]:
    """Put a piece where a reader might: for the words, in them, for the line, beside it, at its end, in the heading."""
    yield (place.start, place.end, f'"{line}"')
    after = ("" if line.startswith(",") else " ") + line
    yield (place.end, place.end, after)
    begin, end = text.rfind("\n", 0, place.start) + 1, (text + "\n").find("\n", place.start)
    last = (text + "\n").find("\n", place.end)
    for first, then in ((begin, end), (begin, last), (end, end), (last, last), (begin, begin)):
        yield (first, then, "\n    " + line + "\n")
    yield (last, last, after)
    for found in re.finditer(r"\n(?=\n|$)|\Z", text):
        if found.start() >= place.start:
            yield (found.start(), found.start(), " " + line)
            break
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    for first in (above, text.rfind("\n", 0, max(above - 1, 0)) + 1):
        yield (first, last + 1, "    " + line + "\n")
    for word in re.finditer(r"\S+", text[begin:last]):
        for other in re.finditer(r"\S+", text[begin:last]):
            if other.end() > word.start():
                yield (begin + word.start(), begin + other.end(), line)
    yield (begin, begin, line + "\n\n")


def put(text: str, edits: Iterable[Edit]) -> str | None:
    """Return a text with what is put into it; nothing if two of them would stand in one place."""
    at = len(text) + 1
    for start, end, piece in sorted(edits, reverse=True):
        if end > at or (start, end) == (at, at):
            return None
        text, at = text[:start] + piece + text[end:], start
    return text


def pasted(text: str, place: Span, option: Option) -> Iterator[str]:
    """Return a text with the pieces of one way out in it, each where a reader might put it."""
    if len(option) == 1:
        edits = (*likely(text, place, option[0]), *anywhere(text, place, option[0]))
        yield from (tried for edit in edits if (tried := put(text, [edit])) is not None)
        return
    places = [tuple(dict.fromkeys(islice(likely(text, place, piece), _MOST_PLACES))) for piece in option]
    for edits in islice(product(*places), _MOST_TRIED):
        tried = put(text, edits)
        if tried is not None:
            yield tried


@cache
def remedied(code: str) -> frozenset[str]:
    """Return what is found in the remedy of a page: nothing of its own code, and what its small scheme lacks."""
    _, remedy, *_ = _SCHEME.findall(PAGES[code].read_text(encoding="utf-8"))
    return frozenset(each.code for each in found_in(remedy, PAGES[code])) - {code}


def cures(code: str, option: Option) -> bool:
    """Say whether the fault is gone when a way out is taken, and nothing is found that the page's remedy has not."""
    found = told(code)
    assert found is not None
    text, place, _ = found
    tried = dict.fromkeys(pasted(text, place, option))
    return any({each.code for each in found_in(text, PAGES[code])} <= remedied(code) for text in tried)


def left_out(code: str) -> list[str] | None:
    """Return the example of a page without the words, the line or the block that its message says to leave out."""
    found = fault(code)
    if found is None or not _LEFT_OUT.search(f"{found[2]['message']} {found[2]['fix']}"):
        return None
    text, place, _ = found
    begin, end = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end) + 1
    above, below = text.rfind("\n\n", 0, place.start) + 1, (text + "\n").find("\n\n", place.end) + 1
    stretches = (place.start, place.end), (begin, end), (above, below)
    return [text[:first] + text[last:] for first, last in stretches]


# ---------------------------------------------------------------- the tests


LEFT_OUT = [code for code in PAGES if left_out(code) is not None]
WITH_LINES = [code for code in PAGES if told(code) is not None]


@pytest.mark.parametrize("code", WITH_LINES)
def test_what_a_message_says_to_write_compiles(code: str) -> None:
    """Each of the ways out that the message of a page writes down takes its fault away, and brings no other."""
    found = told(code)
    assert found is not None

    assert [option for option in found[2] if not cures(code, option)] == []


@pytest.mark.parametrize("code", LEFT_OUT)
def test_what_a_message_says_to_leave_out_can_be_left_out(code: str) -> None:
    """Without what the message of a page says to leave out, its fault is gone, and no other comes."""
    tried = left_out(code)
    assert tried is not None

    assert any({each.code for each in found_in(text, PAGES[code])} <= remedied(code) for text in tried)
