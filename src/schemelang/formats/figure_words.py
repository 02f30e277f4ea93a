"""What a column of figures holds, in words for those who fill it in."""

from collections.abc import Iterator
from typing import assert_never

from schemelang.dates import Period, say_date, say_range
from schemelang.document.definitions import read_from, say_type
from schemelang.explanation.values import listed, say_constant
from schemelang.figures.asked import AskedColumn, AskedTable, plural_of
from schemelang.figures.times import say_kind
from schemelang.model.model import SCHEME, Constant, Each, Expression, Figure, Judgement, Once, Quantity, Scheme

_HOW: dict[Quantity, str] = {
    Quantity.MONEY: "Write pounds, such as 1234.50; what is taken back is -1234.50.",
    Quantity.SHARE: "Write it with its sign, such as 76.3%.",
    Quantity.NUMBER: "Write it such as 1234.5.",
    Quantity.COUNT: "Write a whole number, such as 1234.",
    Quantity.YES_NO: "Write yes or no.",
    Quantity.DATE: "Write a day such as 31 March 2026.",
    Quantity.CATEGORY: "Write one of these words.",
}
_ABSENT = "If there is nothing to report, leave the cell empty. Write * if it is suppressed, z if it does not apply."
_UNDECIDED = "While nothing is decided, leave the cell empty."


def about_column(column: AskedColumn, table: AskedTable, scheme: Scheme) -> tuple[str, ...]:
    """Say what a column holds, line by line, and how it is to be written."""
    if column.figure is not None:
        return tuple(about_figure(column.figure))
    return tuple(_about_others(column, table, scheme))


def about_figure(figure: Figure) -> Iterator[str]:
    """Say what a figure means, what it is of whom and when, its range, where it comes from, and how it is written."""
    yield f"{figure.title}."
    kind = say_type(figure.type)
    whose = "the whole scheme" if figure.level == SCHEME else f"each {figure.level}"
    yield f"{kind[0].upper()}{kind[1:]}, for {whose}{_when(figure)}."
    yield from _range(figure)
    if figure.sources:
        yield f"It comes from {listed(figure.sources, 'and')}."
    if figure.reading is not None:
        yield f"It is read from a published file, if there is one: {read_from(figure.reading)}"
    if figure.published:
        yield f"Published {figure.published}."
    if isinstance(figure, Judgement):
        yield f"Decided by {figure.decided_by}."
    yield _HOW[figure.type.quantity]
    yield _UNDECIDED if isinstance(figure, Judgement) else _ABSENT


def _when(figure: Figure) -> str:
    match figure.time:
        case Each(kind, at_end):
            return f", {'at the end of' if at_end else 'during'} each {say_kind(kind)}"
        case Once(Period() as period):
            return f", for {say_range(period.first, period.last)}"
        case Once(None):
            return ""
        case Once(day):
            assert not isinstance(day, Period | None), "what is neither a period nor nothing is a day"
            return f", on {say_date(day)}"
        case _:
            assert_never(figure.time)


def _range(figure: Figure) -> Iterator[str]:
    for words, limit in (("Never more than", figure.most), ("Never less than", figure.least)):
        if limit is not None:
            yield f"{words} {_limit(limit)}."


def _limit(limit: Expression) -> str:
    return say_constant(limit.value, limit.type) if isinstance(limit, Constant) else " ".join(limit.span.words.split())


def _about_others(column: AskedColumn, table: AskedTable, scheme: Scheme) -> Iterator[str]:
    term = say_range(scheme.first, scheme.last)
    match column.what:
        case "code":
            yield f"The code of the {column.kind}."
            yield "Write it in the same way in every table."
        case "name" | "group name":
            yield f"The name of the {column.kind}."
            yield "It is for those who read; nothing is worked out from it."
        case "group":
            yield f"The code of the {column.kind} that it belongs to."
            yield "One that moves has a row for each, with its days."
        case "first day":
            yield "The first day on which it takes part."
            yield f"Leave it empty for all of {term}."
        case "last day":
            yield "The last day on which it takes part."
            yield f"Leave it empty for all of {term}."
        case "merged into":
            yield f"If it merged during the term, the code of the {column.kind} that it went into."
        case "split from":
            yield f"If it came out of another during the term, the code of that {column.kind}."
        case "closed":
            yield "If it closed during the term, yes."
        case "period":
            assert table.kind is not None, "a column for periods stands in a table of periods"
            yield f"The {say_kind(table.kind)}, such as {table.periods[-1].name}."
        case "figure":
            yield from ()
        case _:
            assert_never(column.what)


def about_table(table: AskedTable, scheme: Scheme) -> str:
    """Say what a table holds."""
    whom = "the whole scheme" if table.about == SCHEME else plural_of(table.about, scheme)
    when = "" if table.kind is None else f", by {say_kind(table.kind)}"
    return f"Figures of {whom}{when}." if table.figures else f"The {whom} that take part."
