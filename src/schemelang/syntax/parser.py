"""Text to tree. The only module that knows Lark.

The grammar is read from `grammar/scheme.lark`; its tables are worked out once and kept in the user's
cache folder. A node is built from the class with its rule's name, so a new rule needs no code here.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import lark

from schemelang.cache import cache_folder
from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.failure import END, TOO_DEEP, Failure
from schemelang.syntax.limits import DEEPEST, too_much
from schemelang.travel import read_travelled


def parse(source: Source) -> tuple[ast.File | None, tuple[Diagnostic, ...]]:
    """Read a scheme. Without errors there is always a file; with errors, what could be read."""
    excess = too_much(source)
    if excess:
        return None, excess
    reading = read_whole(source, "file")
    if isinstance(reading, Failure):
        from schemelang.syntax.recovery import parse_in_pieces  # only when something is wrong

        return parse_in_pieces(reading, read_piece)
    return reading, ()


def parse_expression(place: Span) -> "ast.Expression | Failure":
    """Read a cell of a table, or a value between braces, as an expression."""
    reading: ast.Expression | Failure = read_piece(place, "cell")
    return reading


def parse_cell(place: Span, start: str) -> Any:
    """Read a cell that holds the rest of a line, as that thing of the grammar, or return where that failed."""
    return read_piece(place, start)


def explain(failure: Failure) -> Diagnostic:
    """Say what is wrong where the reading of an expression stopped."""
    from schemelang.syntax.slips.diagnosis import diagnose  # only when something is wrong

    return diagnose(failure, read_piece)


def read_whole(source: Source, start: str) -> Any:
    """Read the whole text as one thing of the grammar, or return where that failed."""
    return read_piece(Span(source, 0, len(source.plain)), start)


def read_piece(piece: Span, start: str, without: tuple[Span, ...] = ()) -> Any:
    """Read part of a text as one thing of the grammar, or return where that failed.

    What stands in the spans `without` is read as blanks.
    """
    plain = _blanked(piece.source.plain, without)
    stopped = partial(Failure, piece, start, without, look=partial(_accepted, plain, piece.start, start))
    with _notes_kept() as notes:
        try:
            tree = _parser().parse(lark.TextSlice(plain, piece.start, piece.end), start=start)
        except lark.UnexpectedToken as problem:
            return stopped(_stop(piece, plain, problem.token), _found(problem.token))
        except lark.UnexpectedCharacters as problem:
            start_of_sign = problem.pos_in_stream or 0
            return stopped(Span(piece.source, start_of_sign, start_of_sign + 1), "SIGN")
    too_deep = _too_deep(piece.source, tree)
    return stopped(too_deep, TOO_DEEP) if too_deep else _build(piece.source, tree, notes)


# ---------------------------------------------------------------- Lark's side

_notes_of_this_reading: list[list[lark.Token]] = []


@contextmanager
def _notes_kept() -> Iterator[list[lark.Token]]:
    _notes_of_this_reading.append([])
    try:
        yield _notes_of_this_reading[-1]
    finally:
        _notes_of_this_reading.pop()


def _keep_note(token: lark.Token) -> lark.Token:
    _notes_of_this_reading[-1].append(token)
    return token


class _WholeWords:
    """Lets a name be seen everywhere, so that `savings` is never read as `saving` and a name `s`."""

    always_accept = ("NAME",)

    def process(self, words: Iterator[lark.Token]) -> Iterator[lark.Token]:
        """Return the words as they are."""
        return words


OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "start": ["file", "cell", "given_as", "left_out", "a_day", "a_when", "reading", "better_word"],
    "propagate_positions": True,
    "maybe_placeholders": True,
    "lexer_callbacks": {"NOTE": _keep_note},
    "g_regex_flags": re.ASCII,
    "postlex": _WholeWords(),
}
"""How Lark is to understand the grammar."""


def grammar() -> str:
    """Return the grammar as it is written."""
    return read_travelled("syntax/scheme.lark", "grammar/scheme.lark")


@cache
def _parser() -> lark.Lark:
    return lark.Lark(grammar(), **OPTIONS, cache=_cache_file())


def _cache_file() -> str | bool:
    """Return where the grammar's tables are kept, or False where no folder will do."""
    folder = Path(cache_folder())
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return str(folder / f"grammar-{sys.version_info[0]}.{sys.version_info[1]}-lark-{lark.__version__}.tables")


def _blanked(plain: str, without: tuple[Span, ...]) -> str:
    for gap in without:
        plain = plain[: gap.start] + " " * (gap.end - gap.start) + plain[gap.end :]
    return plain


def _stop(piece: Span, plain: str, token: lark.Token) -> Span:
    if token.type == "$END":
        end = piece.start + len(plain[piece.start : piece.end].rstrip())
        return Span(piece.source, end, end)
    start = token.start_pos or 0
    return Span(piece.source, start, start + len(token))


def _found(token: lark.Token) -> str:
    return END if token.type == "$END" else token.type


def _accepted(plain: str, begin: int, start: str, stop: Span) -> frozenset[str]:
    """Return what may stand where a reading stopped, before anything is concluded from what does."""
    reading = _parser().parse_interactive(lark.TextSlice(plain, begin, stop.start), start=start)
    with _notes_kept():
        reading.exhaust_lexer()
    accepted: set[str] = reading.accepts()  # type: ignore[no-untyped-call]
    return frozenset(as_written()[terminal] for terminal in accepted - {"$END"})


@cache
def as_written() -> dict[str, str]:
    """Return each terminal of the grammar with its one word or sign, or with its own name if it has many."""
    return {
        terminal.name: terminal.pattern.value if terminal.pattern.type == "str" else terminal.name
        for terminal in _parser().terminals
    }


def _too_deep(source: Source, tree: lark.Tree[Any]) -> Span | None:
    """Return the first branch that holds more branches, one inside another, than may be walked safely."""
    depths: dict[int, int] = {}
    for branch in tree.iter_subtrees():
        within = [depths[id(child)] for child in branch.children if isinstance(child, lark.Tree)]
        inside = max(within, default=0)
        depths[id(branch)] = inside + (not str(branch.data).endswith(("_list", "_word")))
        if depths[id(branch)] > DEEPEST:
            return _span(source, branch)
    return None


# ---------------------------------------------------------------- our side


def _build(source: Source, tree: lark.Tree[Any], notes: list[lark.Token]) -> Any:
    """Turn Lark's tree into ours, leaves first and without recursion."""
    built: dict[int, Any] = {}
    for branch in tree.iter_subtrees():
        children = [_child(source, child, built) for child in branch.children]
        built[id(branch)] = _node(source, branch, children)
    whole = built[id(tree)]
    if isinstance(whole, ast.File):
        return ast.File(whole.items, tuple(_note(source, note) for note in notes), span=whole.span)
    return whole


def _child(source: Source, child: Any, built: dict[int, Any]) -> Any:
    if isinstance(child, lark.Tree):
        return built[id(child)]
    if isinstance(child, lark.Token):
        return _leaf(source, child)
    return child


def _node(source: Source, branch: lark.Tree[Any], children: list[Any]) -> Any:
    rule = str(branch.data)
    if rule.endswith("_list"):
        return tuple(children)
    if rule.endswith("_word"):
        words = " ".join(children).lower()
        return _SAME_WORDS.get(words.removeprefix("is "), words)
    if rule == "cell":
        return children[0]
    return _class_of(rule)(*children, span=_span(source, branch))


# What may be written in more ways than one, and the one way in which it stands in the tree.
_SAME_WORDS = {
    **dict.fromkeys((">=", "≥"), "is at least"),
    **dict.fromkeys(("<=", "≤"), "is at most"),
    ">": "is more than",
    "<": "is less than",
    "*": "×",
    "/": "÷",
    **dict.fromkeys(("sainte-lague", "sainte lague", "sainte laguë"), "sainte-laguë"),
}


@cache
def _class_of(rule: str) -> Any:
    name = "".join(part.capitalize() for part in rule.split("_"))
    return getattr(ast, name + "_", None) or getattr(ast, name)


def _span(source: Source, branch: lark.Tree[Any]) -> Span:
    meta = branch.meta
    if meta.empty:
        return Span(source, 0, 0)
    return Span(source, meta.start_pos, meta.end_pos)


_LEAVES: dict[str, Any] = {
    "NAME": ast.Name,
    "HALF_YEAR": ast.Name,
    "NUMBER": ast.Number,
    "PERCENT": ast.Percent,
    "MONEY": ast.Money,
    "DATE": ast.Date,
    "MONTH": ast.Month,
    "YEARS": ast.Years,
    "ORDINAL": ast.Ordinal,
    "CODE": ast.Code,
}


def _leaf(source: Source, token: lark.Token) -> Any:
    start = token.start_pos or 0
    span = Span(source, start, start + len(token))
    if token.type in ("DATE", "MONTH"):
        return _LEAVES[token.type](" ".join(token.split()).title(), span=span)
    if token.type in _LEAVES:
        return _LEAVES[token.type](" ".join(token.split()), span=span)
    if token.type == "STRING":
        return ast.Text(token[1:-1].strip(), span=span)
    if token.type == "PROSE":
        return ast.Prose(token[1:].strip(), span=span)
    if token.type == "ROW":
        return ast.Row(tuple(_cells(source, token, start)), span=span)
    return " ".join(token.split())


def _cells(source: Source, row: str, start: int) -> Iterator[ast.Cell]:
    """Cut a row at its bars."""
    place = start + 1
    for written in row[1:-1].split("|"):
        words = written.strip()
        first = place + (len(written) - len(written.lstrip()) if words else 0)
        yield ast.Cell(words, span=Span(source, first, first + len(words)))
        place += len(written) + 1


def _note(source: Source, token: lark.Token) -> ast.Note:
    start = token.start_pos or 0
    line, column = source.position(start)
    before = source.plain[source.line_start(line) : source.line_start(line) + column - 1]
    return ast.Note(token[1:].strip(), not before.strip(), span=Span(source, start, start + len(token)))
