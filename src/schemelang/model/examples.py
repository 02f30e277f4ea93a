"""Worked examples as meant: tables of figures, and what must come of them."""

from datetime import date
from fractions import Fraction

from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.expressions import comparator_of
from schemelang.model.literals import read_literal
from schemelang.model.times import Moment, read_moment
from schemelang.source import Span
from schemelang.syntax import ast

_Read = tuple[str, str | None, Moment | None]


def read_example(desk: Desk, block: ast.Example) -> model.Example:
    """Read an example. What cannot be read of it is said, and left out."""
    rows = [line for line in block.lines if isinstance(line, ast.Row)]
    givens = [_given(desk, line) for line in block.lines if isinstance(line, ast.Given)]
    expectations = [_expectation(desk, line) for line in block.lines if isinstance(line, ast.Then)]
    return model.Example(
        name=block.title.text,
        title=block.title.text,
        span=block.span,
        tables=_tables(rows),
        givens=tuple(given for given in givens if given is not None),
        expectations=tuple(each for each in expectations if each is not None),
    )


def _tables(rows: list[ast.Row]) -> tuple[model.ExampleTable, ...]:
    """Part rows into tables: a row that repeats the first heading begins another table."""
    tables: list[list[ast.Row]] = []
    for row in rows:
        if not tables or (row.cells and row.cells[0].text == rows[0].cells[0].text):
            tables.append([row])
        else:
            tables[-1].append(row)
    return tuple(_table(table) for table in tables)


def _table(rows: list[ast.Row]) -> model.ExampleTable:
    words = [tuple(model.Words(cell.text, cell.span) for cell in row.cells) for row in rows]
    return model.ExampleTable(words[0], tuple(words[1:]))


def _given(desk: Desk, line: ast.Given) -> model.GivenFigure | None:
    match line.condition:
        case ast.Comparison(left, "is", right):
            read, value = _read(desk, left), _literal(desk, right)
            if read is not None and value is not None:
                return model.GivenFigure(figure=read[0], party=read[1], value=value, span=line.span)
    desk.say(errors.UnreadableExpectation(place=line.span))
    return None


def _expectation(desk: Desk, line: ast.Then) -> model.Expectation | None:
    match line.condition:
        case ast.IsMet(target, word):
            return _expect(desk, line, target, "equal", word == "met")
        case ast.Comparison(left, word, right):
            value = _literal(desk, right)
            return None if value is None else _expect(desk, line, left, comparator_of(word), value)
        case _:
            desk.say(errors.UnreadableExpectation(place=line.span))
            return None


def _expect(
    desk: Desk,
    line: ast.Then,
    written: ast.Expression,
    comparator: model.Comparator,
    value: Fraction | bool | date,
) -> model.Expectation | None:
    read = _read(desk, written)
    if read is None:
        return None
    name, party, moment = read
    return model.Expectation(
        block=name, party=party, moment=moment, comparator=comparator, value=value, span=line.condition.span
    )


def _read(desk: Desk, written: ast.Expression) -> _Read | None:
    """Read what an example speaks of: a block, perhaps of a party, perhaps at a time."""
    match written:
        case ast.Timed(inner, when):
            read, moment = _read(desk, inner), read_moment(desk, when)
            return None if read is None or moment is None else (read[0], read[1], moment)
        case ast.NameOf(name, party):
            return _known(desk, name, party.text)
        case ast.Name():
            return _known(desk, written, None)
        case _:
            desk.say(errors.UnreadableExpectation(place=written.span))
            return None


def _known(desk: Desk, name: ast.Name, party: str | None) -> _Read | None:
    block = desk.block(name)
    if isinstance(block, model.NamedParty | model.Clause | model.Guarantee):
        desk.wrong_kind(name, desk.blocks[name.text], "something with a value")
        return None
    return None if block is None else (name.text, party, None)


def _literal(desk: Desk, written: ast.Expression) -> Fraction | bool | date | None:
    if isinstance(written, ast.Number | ast.Percent | ast.Money | ast.Date | ast.YesNo | ast.Negative):
        read = read_literal(desk, written)
        return None if read is None else read.value
    desk.say(errors.UnreadableExpectation(place=_place(written)))
    return None


def _place(written: ast.Expression) -> Span:
    return written.span
