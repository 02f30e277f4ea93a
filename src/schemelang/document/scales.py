"""A scale in the contract: its table as it is agreed, and its rule in words above and below it."""

from collections.abc import Iterator
from typing import assert_never

from schemelang.document.contract import Clause, Column, Paragraph, Part, Row, Table, Text
from schemelang.document.curves import curve, slopes
from schemelang.document.definitions import say_level
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.scales import question
from schemelang.explanation.values import say_constant
from schemelang.explanation.words import phrase
from schemelang.graph.graph import RuleId, Scaled, Settled, Test, When, needs
from schemelang.model.model import SCHEME, Constant, Exact, Expression, Lookup, Points, ReadBlock, Scale, Worths
from schemelang.model.units import is_number

_LEFT_OUT = "A row whose result is left out earns nothing, and the others count as they are."


def scale_clause(matter: Matter, scale: Scale) -> Clause:
    """Say how a scale is read, and give its table."""
    match scale.table:
        case Points():
            parts = _points(matter, scale, scale.table)
        case Worths():
            parts = _worths(matter, scale, scale.table)
        case Lookup(how="line"):
            parts = _line(matter, scale, scale.table)
        case Lookup():
            parts = _bands(matter, scale, scale.table)
        case Exact():
            parts = _exact(matter, scale, scale.table)
        case _:
            assert_never(scale.table)
    return Clause(anchor=scale.name, heading=scale.title, parts=parts)


def _whose(scale: Scale) -> str:
    """Say for whom a scale is worked out and, where it has several, of which periods."""
    whom = "" if scale.level == SCHEME else say_level(scale.level)
    each = f"each {scale.each.replace('_', '-')}" if scale.each else ""
    return " and ".join(filter(None, (whom, each)))


def _for_whom(scale: Scale) -> str:
    return f" for {_whose(scale)}" if _whose(scale) else ""


# ---------------------------------------------------------------- rows that are added up


def _points(matter: Matter, scale: Scale, points: Points) -> tuple[Part, ...]:
    """Give each result with its thresholds and its points."""
    rule = (
        f"Points are worked out{_for_whom(scale)}, row by row. A result earns nothing at the first threshold and all "
        "of its points at the second. In between it earns in a straight line. Beyond the thresholds nothing is "
        "added and nothing is lost. The points of all rows are added up."
    )
    columns = (
        Column("Result"),
        Column("Nothing at", numeric=True),
        Column("All points at", numeric=True),
        Column("Points", numeric=True),
    )
    rows = [
        Row((linked(row.title, matter, but=scale.name), *_cells(matter, row.lower, row.upper, row.points)))
        for row in points.rows
    ]
    total = Row((("In all",), (), (), _cell(matter, points.adds_up_to)), total=True)
    table = Table(f"Rows of {scale.title}", columns, (*rows, total))
    return (Paragraph((rule,)), table, *slopes(matter, scale, points), *_left_out(matter, scale))


def _worths(matter: Matter, scale: Scale, worths: Worths) -> tuple[Part, ...]:
    """Give each condition with what it is worth."""
    rule = (
        f"It is worked out{_for_whom(scale)}, row by row. Each row is all or nothing: it earns what it is worth if it "
        "is met, and nothing if it is not. What the rows earn is added up."
    )
    columns = (Column("What must be met"), Column("Worth", numeric=True))
    rows = [Row((linked(row.title, matter, but=scale.name), _cell(matter, row.worth))) for row in worths.rows]
    total = Row((("In all",), _cell(matter, worths.adds_up_to)), total=True)
    return (Paragraph((rule,)), Table(f"Rows of {scale.title}", columns, (*rows, total)), *_left_out(matter, scale))


def _left_out(matter: Matter, scale: Scale) -> Iterator[Part]:
    """Say what is done with a row that is left out, where one can be."""
    waiting, seen = [RuleId(scale.name)], set[RuleId]()
    while waiting:
        rule = waiting.pop()
        kind = matter.graph.by_id[rule].kind
        if isinstance(kind, Settled) and any(action == "leave_out" for _, action in kind.actions):
            yield Paragraph((_LEFT_OUT,))
            return
        waiting += [need for need in needs(kind) if need not in seen]
        seen |= {*needs(kind)}


# ---------------------------------------------------------------- one value in a table


def _bands(matter: Matter, scale: Scale, bands: Lookup) -> tuple[Part, ...]:
    """Give each band with what is given in it."""
    how = "The row in which it lies gives the whole."
    if bands.how == "slice":
        how = "What a row gives is for the part that lies within that row only, and the parts are added up."
    edge = "A row begins at exactly its first figure, and ends just before its second."
    ends = [mark.at for mark in bands.marks[1:]] + ([bands.end.at] if bands.end else [])
    tos = [*(_cell(matter, end) for end in ends), ("and above",)]
    rows = tuple(
        Row((_cell(matter, mark.at), to, _cell(matter, mark.gives))) for mark, to in zip(bands.marks, tos, strict=False)
    )
    columns = (Column("From", numeric=True), Column("To below", numeric=True), Column("Gives", numeric=True))
    words = ("For the part below", "For the part from") if bands.how == "slice" else ("Below", "From")
    below = _beyond(matter, words[0], bands.marks[0].at, bands.below)
    above = _beyond(matter, words[1], bands.end.at, bands.end.gives, " on") if bands.end else ()
    return (
        _rule(matter, scale, (how, edge)),
        Table(f"Rows of {scale.title}", columns, rows),
        *curve(matter, scale, bands, _goes_by(matter, scale)),
        *_paragraph((*below, *above)),
    )


def _line(matter: Matter, scale: Scale, line: Lookup) -> tuple[Part, ...]:
    """Give each row, and what is given beyond them."""
    how = "At each row it gives what the row says, and between two rows it goes in a straight line."
    columns = (Column("At", numeric=True), Column("Gives", numeric=True))
    rows = tuple(Row((_cell(matter, mark.at), _cell(matter, mark.gives))) for mark in line.marks)
    below = _beyond(matter, "Below", line.marks[0].at, line.below)
    above = _beyond(matter, "Above", line.end.at, line.end.gives) if line.end else ()
    return (
        _rule(matter, scale, (how,)),
        Table(f"Rows of {scale.title}", columns, rows),
        *curve(matter, scale, line, _goes_by(matter, scale)),
        *_paragraph((*below, *above)),
    )


def _exact(matter: Matter, scale: Scale, exact: Exact) -> tuple[Part, ...]:
    """Give each value with what it gives, and what anything else gives."""
    how = "It gives what the row with exactly that value says."
    columns = (Column("Is", numeric=is_number(exact.goes_by.type)), Column("Gives", numeric=True))
    rows = [Row((_cell(matter, row.condition.right), _cell(matter, row.gives))) for row in exact.rows]
    rest = [Row((("anything else",), _cell(matter, exact.rest)))] if exact.rest else []
    return (_rule(matter, scale, (how,)), Table(f"Rows of {scale.title}", columns, (*rows, *rest)))


def _rule(matter: Matter, scale: Scale, sentences: tuple[str, ...]) -> Paragraph:
    """Say what a scale goes by, and how its rows are read."""
    value = linked(question(matter.graph, _goes_by(matter, scale)), matter, but=scale.name)
    whose = f"For {_whose(scale)} it" if _whose(scale) else "It"
    return Paragraph((f"{whose} goes by ", *value, ". ", " ".join(sentences)))


def _goes_by(matter: Matter, scale: Scale) -> RuleId:
    """Return the rule of what a scale goes by."""
    kind = matter.rule(scale.name).kind
    held = matter.graph.by_id[kind.condition].kind if isinstance(kind, When) else kind
    assert isinstance(held, Scaled | Test), "a scale that goes by one value finds it in its table"
    return held.need if isinstance(held, Scaled) else held.left


def _beyond(matter: Matter, word: str, at: Expression, gives: Expression | None, after: str = "") -> tuple[Text, ...]:
    """Say what is given beyond the rows, where that is said."""
    if gives is None:
        return ()
    return ((f"{word} ", *_cell(matter, at), f"{after} it gives ", *_cell(matter, gives), "."),)


def _paragraph(sentences: tuple[Text, ...]) -> tuple[Part, ...]:
    if not sentences:
        return ()
    first, *rest = sentences
    return (Paragraph((*first, *(piece for each in rest for piece in (" ", *each)))),)


# ---------------------------------------------------------------- cells


def _cells(matter: Matter, *expressions: Expression) -> tuple[Text, ...]:
    return tuple(_cell(matter, each) for each in expressions)


def _cell(matter: Matter, expression: Expression) -> Text:
    """Give a number that is laid down, or the words in which it is written; a named value by its title."""
    match expression:
        case Constant(value=value):
            return (say_constant(value, expression.type),)
        case ReadBlock(block=name):
            return linked(phrase(matter.graph, RuleId(name), top=False), matter)
        case _:
            return (" ".join(expression.span.words.split()),)
