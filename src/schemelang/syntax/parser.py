"""Text to tree. The only module that knows Lark.

The grammar is read from `grammar/scheme.lark`; its tables are worked out once and kept in the user's
cache folder. A node is built from the class with its rule's name, so a new rule needs no code here.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lark
from attrs import frozen

from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.limits import too_much
from schemelang.travel import read_travelled


def parse(source: Source) -> tuple[ast.File | None, tuple[Diagnostic, ...]]:
    """Read a scheme. Without errors there is always a file; with errors, what could be read."""
    excess = too_much(source)
    if excess:
        return None, excess
    reading = read_whole(source, "file")
    if isinstance(reading, Failure):
        from schemelang.syntax.recovery import parse_in_pieces  # only when something is wrong

        return parse_in_pieces(source)
    return reading, ()


def parse_expression(place: Span) -> "ast.Expression | Failure":
    """Read a cell of a table, or a value between braces, as an expression."""
    return read_piece(place, "cell")


@frozen
class Failure:
    """Where reading stopped: at `span`, with what could have stood there instead."""

    span: Span
    found: str | None
    accepts: frozenset[str]
    before: tuple[lark.Token, ...]


def read_whole(source: Source, start: str) -> Any:
    """Read the whole text as one thing of the grammar, or return where that failed."""
    return read_piece(Span(source, 0, len(source.plain)), start)


def read_piece(piece: Span, start: str) -> Any:
    """Read part of a text as one thing of the grammar, or return where that failed."""
    notes: list[lark.Token] = []
    _notes_of_this_reading.append(notes)
    source = piece.source
    try:
        tree = _parser().parse(lark.TextSlice(source.plain, piece.start, piece.end), start=start)
    except lark.UnexpectedToken as problem:
        return _failure(source, problem, problem.token, piece)
    except lark.UnexpectedCharacters as problem:
        sign = lark.Token("SIGN", source.plain[problem.pos_in_stream], problem.pos_in_stream)
        return _failure(source, problem, sign, piece)
    finally:
        _notes_of_this_reading.pop()
    return _build(source, tree, notes)


# ---------------------------------------------------------------- Lark's side

_notes_of_this_reading: list[list[lark.Token]] = []


def _keep_note(token: lark.Token) -> lark.Token:
    _notes_of_this_reading[-1].append(token)
    return token


@cache
def _parser() -> lark.Lark:
    return lark.Lark(
        read_travelled("syntax/scheme.lark", "grammar/scheme.lark"),
        parser="lalr",
        start=["file", "cell", "block"],
        propagate_positions=True,
        maybe_placeholders=True,
        lexer_callbacks={"NOTE": _keep_note},
        cache=_cache_file(),
    )


def _cache_file() -> str | bool:
    """Return where the grammar's tables are kept, or False where no folder will do."""
    folder = _cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return str(folder / f"grammar-{sys.version_info[0]}.{sys.version_info[1]}-lark-{lark.__version__}.tables")


def _cache_folder() -> Path:
    if "SCHEMELANG_CACHE" in os.environ:
        return Path(os.environ["SCHEMELANG_CACHE"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "schemelang"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "schemelang"


def _failure(
    source: Source, problem: lark.UnexpectedToken | lark.UnexpectedCharacters, token: lark.Token, piece: Span
) -> Failure:
    if token.type == "$END":
        end = piece.start + len(source.plain[piece.start : piece.end].rstrip())
        return Failure(Span(source, end, end), None, _accepts(problem), _tokens(piece, end))
    start = token.start_pos or 0
    span = Span(source, start, start + len(token))
    return Failure(span, token.type, _accepts(problem), _tokens(piece, start))


def _accepts(problem: lark.UnexpectedToken | lark.UnexpectedCharacters) -> frozenset[str]:
    if isinstance(problem, lark.UnexpectedToken):
        return frozenset(problem.accepts or problem.expected)
    return frozenset(problem.allowed or ())


def _tokens(piece: Span, end: int) -> tuple[lark.Token, ...]:
    """Return the last few words read before a failure."""
    words: list[lark.Token] = []
    interactive = _parser().parse_interactive(lark.TextSlice(piece.source.plain, piece.start, end), start="file")
    try:
        for token in interactive.lexer_thread.lex(interactive.parser_state):
            interactive.feed_token(token)
            words.append(token)
    except (lark.UnexpectedToken, lark.UnexpectedCharacters):
        pass
    return tuple(words[-8:])


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
        return " ".join(children).lower()
    if rule in ("cell", "block"):
        return children[0]
    return _class_of(rule)(*children, span=_span(source, branch))


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
    "ORDINAL": ast.Ordinal,
    "CODE": ast.Code,
}


def _leaf(source: Source, token: lark.Token) -> Any:
    start = token.start_pos or 0
    span = Span(source, start, start + len(token))
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
