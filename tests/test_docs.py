"""The pages keep their word: their schemes compile, their examples hold, and their links lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from beside import in_page
from schemelang.checks.examine import check
from schemelang.compile import compile_scheme
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax.vocabulary import LINES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGUAGE = DOCS / "language"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(LANGUAGE.glob("*.md"))]
LINKED = [
    *PAGES,
    ROOT / "CONTRIBUTING.md",
    ROOT / "contracts" / "README.md",
    ROOT / "grammar" / "README.md",
    *sorted(DOCS.glob("diagnostics/*.md")),
]

_FENCE = re.compile(r"^```(?P<kind>\w*)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


def short(path: Path) -> str:
    """Return the name of a page."""
    return path.relative_to(ROOT).as_posix()


# Schemes in pages


@frozen
class Block:
    """A fenced text of a page, and the line that it begins on."""

    page: Path
    line: int
    text: str
    name: str

    def __str__(self) -> str:
        """Say where it stands."""
        return f"{short(self.page)}:{self.line}"


def fenced(pages: list[Path], kind: str) -> Iterator[Block]:
    """Find the fenced texts of a kind."""
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for found in _FENCE.finditer(text):
            if found["kind"] == kind:
                yield Block(page, text.count("\n", 0, found.start()) + 2, found["text"], found["name"] or "")


def is_shared(block: Block) -> bool:
    """Say whether a scheme of a page is a file that others use: it has a name and no heading."""
    return bool(block.name) and not re.search(r"^scheme ", block.text, re.MULTILINE)


@pytest.mark.parametrize("block", [each for each in fenced(PAGES, "scheme") if not is_shared(each)], ids=str)
def test_a_scheme_in_a_page_compiles(block: Block) -> None:
    """Each scheme in a page has nothing wrong with it, and its examples hold."""
    load = in_page(block.page.read_text(encoding="utf-8"))
    compilation = compile_scheme(Source(str(block), block.text), load)

    assert compilation.diagnostics == (), as_text(compilation.diagnostics)
    assert compilation.scheme is not None
    assert compilation.graph is not None
    found = check(compilation.scheme, compilation.graph)
    assert found == (), as_text(found)


@pytest.mark.parametrize("block", [*fenced(PAGES, "refused")], ids=str)
def test_what_is_said_to_be_refused_is_refused(block: Block) -> None:
    """Each line marked as refused is refused with the code beside it, and nothing else is wrong."""
    found = compile_scheme(Source(str(block), block.text)).diagnostics
    lines = enumerate(block.text.splitlines(), 1)
    marked = [(number, mark[1]) for number, line in lines if (mark := re.search("# refused: (SCH[0-9]+)$", line))]
    refused = [(each.place.line, each.code) for each in found if isinstance(each.place, Span)]

    assert sorted(refused) == marked, as_text(found)


# Links


def links(page: Path) -> Iterator[str]:
    """Find the links of a page that do not lead to the web."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    yield from (target for target in _LINK.findall(prose) if not re.match(r"[a-z]+:", target))


def anchors(page: Path) -> set[str]:
    """Return the anchors that a Markdown reader gives to the headings of a page."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", LINKED, ids=short)
def test_links_lead_somewhere(page: Path) -> None:
    """Each link in a page leads to a file that is there, and to a heading in it if it names one."""
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page

        assert target.exists(), f"{short(page)} links to {link}"
        assert not anchor or anchor in anchors(target), f"{short(page)} links to {link}"


# Words


def code_of(page: Path) -> str:
    """Return all that stands in a page as code: what is fenced, and what is between backticks."""
    text = page.read_text(encoding="utf-8")
    fences = [found["text"] for found in _FENCE.finditer(text)]
    return "\n".join([*fences, *_CODE.findall(_FENCE.sub("", text))])


def says(code: str, words: str) -> bool:
    """Say whether a line word stands in code, with any blanks between its words."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){spaced}(?!\w)", code) is not None


@pytest.mark.parametrize("kind", LINES)
def test_each_line_has_its_page(kind: str) -> None:
    """Each line of a kind of block is on that block's page."""
    page = LANGUAGE / f"{kind.removesuffix('s')}.md"  # many in a table have the lines of one
    code = code_of(page)

    assert [line for line in LINES[kind] if not says(code, line)] == []


@pytest.mark.parametrize("kind", LINES)
def test_each_block_has_its_page(kind: str) -> None:
    """Each kind of block has a page that the first page links to."""
    page = LANGUAGE / f"{kind.removesuffix('s')}.md"

    assert page.name in set(links(LANGUAGE / "README.md"))


def test_each_page_is_linked() -> None:
    """Each page about the language can be reached from its first page."""
    reached = {link.partition("#")[0] for link in links(LANGUAGE / "README.md")}

    assert {page.name for page in LANGUAGE.glob("*.md")} - reached == {"README.md"}
