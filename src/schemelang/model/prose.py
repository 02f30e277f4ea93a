"""Clauses of prose, with the values quoted in them."""

import re
from collections.abc import Iterator

from schemelang.model import errors, model
from schemelang.model.desk import Desk, only, title_of
from schemelang.model.expressions import Place, express
from schemelang.model.literals import read_day
from schemelang.source import Span
from schemelang.syntax import ast
from schemelang.syntax.parser import Failure, parse_expression

_BRACES = re.compile(r"\{([^{}]*)\}")


def read_clause(desk: Desk, block: ast.Clause) -> model.Clause | None:
    """Read a clause: its paragraphs, its duty and its evidence."""
    paragraphs = tuple(tuple(_pieces(desk, lines)) for lines in _paragraphs(block.prose))
    done_by = only(desk, block.lines, ast.DoneBy, "done by")
    return model.Clause(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        paragraphs=paragraphs,
        done_by=read_day(desk, done_by.date) if done_by else None,
        evidence=tuple(line.what.text for line in block.lines if isinstance(line, ast.Evidence)),
    )


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
    for place, line in enumerate(lines):
        if place:
            yield " "
        yield from _pieces_of_line(desk, line)


def _pieces_of_line(desk: Desk, line: ast.Prose) -> Iterator[str | model.Inserted]:
    start = line.span.start + line.span.source.plain[line.span.start : line.span.end].index(line.text or ">")
    done = 0
    for braces in _BRACES.finditer(line.text):
        if line.text[done : braces.start()]:
            yield line.text[done : braces.start()]
        inserted = _insertion(desk, Span(line.span.source, start + braces.start(1), start + braces.end(1)))
        if inserted is not None:
            yield inserted
        done = braces.end()
    if line.text[done:]:
        yield line.text[done:]


def _insertion(desk: Desk, place: Span) -> model.Inserted | None:
    written = parse_expression(place)
    if isinstance(written, Failure):
        desk.say(errors.UnreadableInsertion(place=place))
        return None
    expression = express(desk, written, Place(level=_level_of_prose(desk)))
    return None if expression is None else model.Inserted(expression=expression)


def _level_of_prose(desk: Desk) -> str | None:
    """Prose speaks to each group, where a scheme has groups: `{total register}` is each group's own."""
    return desk.heading.kinds[1].singular if len(desk.heading.kinds) > 1 else None
