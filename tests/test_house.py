"""What the house promises about itself: order, sizes, words, and where the world may come in."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen
from importlinter import cli as importlinter

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "schemelang"
MODULES = sorted(SOURCE.rglob("*.py"))
SCRIPTS = [
    ROOT / "start.py",
    *sorted((ROOT / "requirements").glob("*.py")),
    *sorted((ROOT / "tools").rglob("*.py")),
]
WRITTEN = [*MODULES, *SCRIPTS, *sorted((ROOT / "tests").rglob("*.py"))]

LONGEST_FUNCTION = 50
LONG_FUNCTION = 40
LONGEST_FILE = 700
LONG_BY_NATURE = {  # a class for each thing that can be written, and for each that can be meant, found by its name
    "src/schemelang/syntax/ast.py",
    "src/schemelang/model/model.py",
}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
"""What has a name of its own and a docstring."""

# Files that may use binary fractions, and for what.
FLOATS = {
    "figures/old_workbook.py": "a workbook keeps its numbers so; they are written out as text by figures/in_text.py",
    "figures/in_text.py": "workbooks and Parquet keep their numbers so; they are written out as text at once",
    "cli/writing.py": "seconds to wait before trying again",
    "model/names.py": "how near two spellings are",
}
# Files outside the command line that may look at the world, and at what.
WORLDLY = {
    "cache.py": {"os.environ"},  # where the user's cache folder is
}


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def inside(path: Path) -> str:
    """Name a module by its place in the package."""
    return path.relative_to(SOURCE).as_posix()


# Order


def test_imports_keep_their_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every import follows the contracts in pyproject.toml; `lint-imports` shows those that do not."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(ROOT)  # and so its own change of the path is undone

    assert importlinter.lint_imports(no_cache=True, no_logo=True) == importlinter.EXIT_STATUS_SUCCESS


# Sizes


@frozen
class Sized:
    """A function and how many lines of code it has."""

    place: str
    lines: int


@cache
def lines_of_code(path: Path) -> frozenset[int]:
    """Return the lines of a file that hold more than a comment."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    with io.BytesIO(path.read_bytes()) as text:
        found = [token for token in tokenize.tokenize(text.readline) if token.type not in silent]
    return frozenset(line for token in found for line in range(token.start[0], token.end[0] + 1))


def functions(path: Path) -> Iterator[Sized]:
    """Measure every function of a file, its docstring not counted."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            of_node = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            if ast.get_docstring(node) is not None:
                said = node.body[0]
                of_node -= set(range(said.lineno, (said.end_lineno or said.lineno) + 1))
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield Sized(place, len(of_node & lines_of_code(path)))


def test_no_function_is_too_long() -> None:
    """No function has more than fifty lines of code; a longer one lacks a noun."""
    too_long = [sized for path in WRITTEN for sized in functions(path) if sized.lines > LONGEST_FUNCTION]

    assert too_long == []


def test_few_functions_are_long() -> None:
    """Of a hundred functions of the package, ninety-nine have fewer than forty lines of code."""
    every = [sized for path in MODULES for sized in functions(path)]
    long = [sized for sized in every if sized.lines >= LONG_FUNCTION]

    assert len(long) * 100 <= len(every), long


def test_no_file_is_too_long() -> None:
    """No file has more than seven hundred lines."""
    written = [path for path in WRITTEN if path.relative_to(ROOT).as_posix() not in LONG_BY_NATURE]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    longest = max(lengths, key=lambda path: lengths[path])

    assert lengths[longest] <= LONGEST_FILE, f"{longest.relative_to(ROOT)} has {lengths[longest]} lines"


# Words


def public(node: ast.Module | ast.ClassDef, place: str) -> Iterator[tuple[str, Definition]]:
    """Find the public functions and classes of a module, and the public methods of its public classes."""
    for child in node.body:
        if isinstance(child, Definition) and not child.name.startswith("_"):
            yield f"{place} {child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{place} {child.name}")


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_public_names_have_docstrings(path: Path) -> None:
    """A module, and each public name in it, says what it is."""
    named = [(inside(path), tree(path)), *public(tree(path), inside(path))]

    assert [place for place, node in named if not ast.get_docstring(node)] == []


def test_nothing_is_put_off() -> None:
    """No note says that something is still to be done: that is an issue, not a line."""
    put_off = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
    texts = [*WRITTEN, *sorted((ROOT / "grammar").iterdir()), *sorted((ROOT / "docs").rglob("*.md"))]

    assert [path for path in texts if put_off.search(path.read_text(encoding="utf-8"))] == []


def test_modules_are_named_for_what_they_hold() -> None:
    """No module has a name under which anything could be put."""
    vague = re.compile(r"(?:^|_)(?:utils?|helpers?|common|managers?)(?:_|$)")

    assert [path for path in WRITTEN if vague.search(path.stem)] == []


# Numbers


def names(path: Path) -> Iterator[str]:
    """Find the names in a module, and those after dots."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case _:
                pass


def binary_fractions(path: Path) -> Iterator[str]:
    """Find binary fractions, and the type that holds them."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Constant(value=float() | complex() as number):
                yield f"{node.lineno}: {number}"
            case ast.Name(id="float" | "complex" as name):
                yield f"{node.lineno}: {name}"
            case _:
                pass


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_binary_fractions(path: Path) -> None:
    """Every number is exact, except where no money depends on it."""
    assert list(binary_fractions(path)) == [] or inside(path) in FLOATS


def test_float64_is_for_columns() -> None:
    """Only columns hold whole numbers in float64: below 2**53, or as what says where to look."""
    narrow = {"float16", "float32", "float64", "floating", "longdouble"}

    assert [inside(path) for path in MODULES if narrow & set(names(path)) and path.parent.name != "columns"] == []


def test_binary_fractions_are_excused_only_where_used() -> None:
    """A file that is excused does use binary fractions."""
    assert [name for name in FLOATS if not any(binary_fractions(SOURCE / name))] == []


# The world

CHANCE_AND_TIME = {"random", "secrets", "time", "uuid"}
CLOCKS = {"now", "utcnow", "today", "fromtimestamp"}
ENVIRONMENT = {"environ", "environb", "getenv"}


def worldly(path: Path) -> Iterator[str]:
    """Find what differs from one run or one machine to the next: chance, time and the environment."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from {name.name for name in names} & CHANCE_AND_TIME
            case ast.ImportFrom(module=module, names=names):
                yield from {module or ""} & CHANCE_AND_TIME
                yield from {f"os.{name.name}" for name in names if module == "os" and name.name in ENVIRONMENT}
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in ENVIRONMENT:
                yield f"os.{name}"
            case ast.Attribute(value=ast.Name(id="date" | "datetime" as clock), attr=name) if name in CLOCKS:
                yield f"{clock}.{name}"
            case _:
                pass


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_world_comes_in_at_the_door(path: Path) -> None:
    """Only the command line knows chance, time or the environment; but for where the cache folder is."""
    allowed = WORLDLY.get(inside(path), set())

    assert inside(path).startswith("cli/") or set(worldly(path)) <= allowed


# Reading


def test_parser_is_lalr() -> None:
    """The parser takes time in proportion to the text: LALR, and Earley nowhere."""
    assert '"parser": "lalr"' in (SOURCE / "syntax" / "parser.py").read_text(encoding="utf-8")
    assert [path for path in MODULES if "earley" in path.read_text(encoding="utf-8").lower()] == []
