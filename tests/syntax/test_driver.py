"""What is read by the kept tables is what Lark reads, place by place; and what is wrong is left to Lark."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemelang.light import facts_of
from schemelang.source import Source, Span
from schemelang.syntax import ast, driver, parser
from schemelang.syntax.failure import Failure
from schemelang.syntax.limits import DEEPEST

ROOT = Path(__file__).parents[2]
RIGHT = [*sorted((ROOT / "contracts").rglob("*.scheme")), *sorted((ROOT / "tests/cases/good").rglob("*.scheme"))[::9]]
WRONG = sorted((ROOT / "tests/cases/bad").rglob("SCH00*/*.scheme"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep tables in a folder of this test, and forget those that are in hand."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))
    parser._tables.cache_clear()  # noqa: SLF001 - it is asked for once in a run
    yield tmp_path / "cache"
    parser._tables.cache_clear()  # noqa: SLF001


def both(text: str, start: str = "file") -> tuple[object, object]:
    """Read a text by the tables, and by Lark."""
    piece = Span(Source("a text", text), 0, len(text))
    plain = piece.source.plain
    return parser._read_quickly(piece, plain, start), parser._read_by_lark(piece, plain, start, ())  # noqa: SLF001


def told(thing: object) -> object:
    """Return all that a tree says, with where each of its nodes stands."""
    if isinstance(thing, tuple):
        return tuple(told(each) for each in thing)
    if not isinstance(thing, ast.Node):
        return thing
    said = {fact.name: told(getattr(thing, fact.name)) for fact in facts_of(type(thing)) if fact.name != "span"}
    return type(thing).__name__, thing.span.start, thing.span.end, said


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_what_is_right_is_read_as_lark_reads_it(path: Path) -> None:
    """Each node, each note and each place is the same."""
    quick, whole = both(path.read_text(encoding="utf-8"))

    assert quick is not None
    assert told(quick) == told(whole)


@pytest.mark.parametrize(
    "path", [path for path in WRONG if path.is_file() and path.stat().st_size < 10_000], ids=lambda path: path.stem
)
def test_what_is_wrong_is_left_to_lark(path: Path) -> None:
    """Nothing is read by the tables that Lark does not read."""
    quick, whole = both(path.read_text(encoding="utf-8", errors="replace").replace("\0", ""))

    assert quick is None or told(quick) == told(whole)
    assert (quick is None) == isinstance(whole, Failure)


@pytest.mark.parametrize("text", ["", "a", "(a)", "((a + 1)) × 2", "a and (b or c)", "1 +", "a ~ b", "(" * DEEPEST * 2])
def test_a_cell_is_read_so_too(text: str) -> None:
    """What stands in a cell of a table is read, or left to Lark, in the same way; what encloses it counts."""
    quick, whole = both(text, "cell")

    assert told(quick) == (None if isinstance(whole, Failure) else told(whole))


def test_what_is_too_deep_is_left_to_lark() -> None:
    """Lark's reading says where something holds too much within itself."""
    quick, whole = both("(a + " * DEEPEST + "a" + ")" * DEEPEST, "cell")

    assert quick is None
    assert isinstance(whole, Failure)


def test_tables_are_kept_and_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are worked out once, and again if what was kept is not whole."""
    first = parser._tables()  # noqa: SLF001
    [kept] = [path for path in folder.iterdir() if "lark" not in path.name]
    content = kept.read_bytes()
    monkeypatch.setattr(parser, "_worked_out", lambda _: pytest.fail("they are worked out again"))
    parser._tables.cache_clear()  # noqa: SLF001
    assert isinstance(first, driver.Tables)
    assert parser._tables() == first  # noqa: SLF001
    monkeypatch.undo()
    monkeypatch.setenv("SCHEMELANG_CACHE", str(folder))
    kept.write_bytes(content[:-9])
    parser._tables.cache_clear()  # noqa: SLF001

    assert parser._tables() == first  # noqa: SLF001
    assert kept.read_bytes() == content


def test_without_a_folder_lark_reads(folder: Path) -> None:
    """Where nothing can be kept, working out the tables would take longer than reading without them."""
    folder.write_text("in the way", encoding="utf-8")

    assert parser._tables() is None  # noqa: SLF001
    assert both("a", "cell")[0] is None
    assert parser.read_whole(Source("a text", ""), "file") == ast.File((), (), span=Span(Source("", ""), 0, 0))
