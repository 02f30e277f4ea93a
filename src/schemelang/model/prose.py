"""Clauses of prose, with the values quoted in them."""

import re
from collections.abc import Iterator
from typing import cast

from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, only, title_of
from schemelang.model.expressions import express
from schemelang.model.literals import read_day
from schemelang.source import Span
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import explain, parse_expression

_BRACES = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")


def read_clause(desk: Desk, block: ast.Clause) -> model.Clause:
    """Read a clause. What cannot be read of it is said, and left out."""
    about = only(desk, block.lines, ast.About, "about")
    done_by = only(desk, block.lines, ast.DoneBy, "done by")
    words_only = only(desk, block.lines, ast.WordsOnly, "numbers are words only")
    return model.Clause(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        paragraphs=read_prose(desk, block.prose),
        about=cast("model.Subject", about.word) if about else None,
        done_by=read_day(desk, done_by.date) if done_by else None,
        evidence=tuple(line.what.text for line in block.lines if isinstance(line, ast.Evidence)),
        words_only=words_only.span if words_only else None,
    )


def read_prose(desk: Desk, prose: tuple[ast.Prose, ...]) -> tuple[tuple[str | model.Inserted, ...], ...]:
    """Read lines of prose as paragraphs, with the values quoted in them."""
    return tuple(tuple(_pieces(desk, lines)) for lines in _paragraphs(prose))


def _paragraphs(prose: tuple[ast.Prose, ...]) -> Iterator[tuple[ast.Prose, ...]]:
    """Part lines of prose where a line is empty."""
    lines: list[ast.Prose] = []
    for line in prose:
        if line.text:
            lines.append(line)
        elif lines:
            yield tuple(lines)
            lines = []
    if lines:
        yield tuple(lines)


def _pieces(desk: Desk, lines: tuple[ast.Prose, ...]) -> Iterator[str | model.Inserted]:
    for number, line in enumerate(lines):
        if number:
            yield " "
        yield from _pieces_of_line(desk, _words_of(line))


def _words_of(line: ast.Prose) -> Span:
    """Return where the words of a line stand, without its mark."""
    span = line.span
    start = span.start + span.source.plain[span.start : span.end].index(line.text)
    return Span(span.source, start, start + len(line.text))


def _pieces_of_line(desk: Desk, words: Span) -> Iterator[str | model.Inserted]:
    """Part a line into plain words and the values between braces."""
    done = words.start
    for braces in _BRACES.finditer(words.source.plain, words.start, words.end):
        yield from _plain(desk, Span(words.source, done, braces.start()))
        inserted = _insertion(desk, Span(words.source, braces.start(1), braces.end(1)))
        if inserted is not None:
            yield inserted
        done = braces.end()
    yield from _plain(desk, Span(words.source, done, words.end))


def _plain(desk: Desk, words: Span) -> Iterator[str]:
    for brace in _BRACE.finditer(words.source.plain, words.start, words.end):
        desk.say(errors.naming.LoneBrace(place=Span(words.source, brace.start(), brace.end())))
    text = words.source.plain[words.start : words.end]
    if text:
        yield text


def _insertion(desk: Desk, place: Span) -> model.Inserted | None:
    written = parse_expression(place)
    if isinstance(written, Failure):
        desk.say(explain(written))
        return None
    expression = express(desk, written, Place(level=_level_of_prose(desk)))
    return None if expression is None else model.Inserted(expression=expression)


def _level_of_prose(desk: Desk) -> str | None:
    """Prose speaks to each group, where a scheme has groups: `{total register}` is each group's own."""
    return desk.heading.groupings[0].groups.singular if desk.heading.groupings else None
