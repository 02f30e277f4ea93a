"""What of a scheme its messages can offer to write: names that it has, days of its own, lines under one another."""

import re
from collections.abc import Iterable, Iterator

from schemelang.dates import months_after, say_date
from schemelang.light import facts_of
from schemelang.model import model
from schemelang.model.desk import Desk, one_line
from schemelang.model.model import Quantity
from schemelang.model.units import MONEY
from schemelang.source import Span
from schemelang.syntax import ast

_WORKED_OUT = ast.Value | ast.Indicator | ast.Target | ast.Payment | ast.Saving
_MONTHS_FOR_FIGURES = 3


def under(words: str, *lines: str) -> str:
    """Return a sentence of a message's help with lines to write under it."""
    return "\n    ".join((words, *lines))


def among_lines(lines: Iterable[str]) -> str:
    """Return lines to write one under another."""
    return "\n".join(lines)


def one_after_another(*remedies: str) -> str:
    """Return sentences of a message's help with their lines, without those that are empty."""
    return "\n".join(filter(None, remedies))


def in_pounds(written: ast.Node, kind: model.Type) -> str:
    """Return what to write where money is needed: the same number of pounds, if a number or percentage is there."""
    match written:
        case ast.Number(text):
            pounds = f"£{text}"
        case ast.Percent(text):
            pounds = f"£{text.split('%')[0].split('per')[0].strip()}"
        case ast.Name(text):
            line = f"£1 for each {kind.unit} in {text}" if kind.unit else f"£1 × {text}"
            return under("Say how much is paid, with the amount in place of £1:", line)
        case _:
            return "Write an amount of money, or how much is paid for each of what this counts."
    return under("If it is that many pounds, write:", pounds)


def without_pounds(words: str) -> str:
    """Return what to write where money is not what is needed: the same number without its pound sign."""
    number = re.fullmatch(r"£\s?([0-9,.]+)", words)
    if number is None:
        return "Multiply by a number or by a percentage."
    return under("Write a plain number or a percentage, one of:", number[1], f"{number[1]}%")


def ways_to_share(desk: Desk, members: model.Kind, begins: str, ends: str) -> str:
    """Return the ways in which members can share: by what is counted of each, if anything is, or equally."""
    figure = counted_of_each(desk, members.singular)
    by = [] if figure is None else [f"by {figure.name}"]
    return among_lines(f"{begins} {way}{ends}" for way in (*by, "equally"))


def day_after_term(desk: Desk) -> str:
    """Return a day on which the figures of a term can be in: three months after it ends."""
    return say_date(months_after(desk.heading.last, _MONTHS_FOR_FIGURES))


def fourth_month(desk: Desk) -> str:
    """Return the fourth month of the term, from which nine months are left of a year."""
    return say_date(months_after(desk.heading.first, _MONTHS_FOR_FIGURES)).split(maxsplit=1)[1]


def month_after_term(desk: Desk) -> str:
    """Return the month after the one in which the figures of a term can be in."""
    return say_date(months_after(desk.heading.last, _MONTHS_FOR_FIGURES + 1)).split(maxsplit=1)[1]


def counted_of_each(desk: Desk, level: str) -> model.Figure | None:
    """Return a figure that counts something for each party of a level, once."""
    return next((each for each in _figures(desk, level) if each.type.quantity is Quantity.COUNT), None)


def counted_rate(desk: Desk, level: str) -> str:
    """Return a rate for each of what is counted of each party of a level; if nothing is, an amount."""
    figure = counted_of_each(desk, level)
    return "£500" if figure is None else f"£35 for each {figure.type.unit} in {figure.name}"


def sum_known(desk: Desk, level: str) -> str:
    """Return the name of a sum that is known before anything is worked out; empty if there is none."""
    return next((each.name for each in _figures(desk, level) if each.type == MONEY), "")


def readers(desk: Desk, name: str, other: str) -> list[str]:
    """Return the lines of what is worked out that read a name, each with another name in its place."""
    word = re.compile(rf"\b{name}\b")
    lines = (line for block in desk.blocks.values() if isinstance(block, _WORKED_OUT) for line in block.lines)
    return [word.sub(other, one_line(line)) for line in lines if name in _names_in(line)]


def line_with(desk: Desk, written: ast.Node, other: str) -> str:
    """Return the line in which something is written, with something else in its place; without a line, just that."""
    lines = (line for block in desk.blocks.values() for line in getattr(block, "lines", ()))
    around = (line for line in lines if _holds(line.span, written.span))
    line = next(around, None)
    return other if line is None else one_line(line).replace(one_line(written), other, 1)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.source is inner.source and outer.start <= inner.start and inner.end <= outer.end


def comparisons(desk: Desk) -> Iterator[ast.Comparison]:
    """Return every comparison that stands in a scheme."""
    return (each for block in desk.blocks.values() for each in _nodes(block) if isinstance(each, ast.Comparison))


def _names_in(node: object) -> Iterator[str]:
    """Return every name that stands in a part of the tree."""
    return (each.text for each in _nodes(node) if isinstance(each, ast.Name))


def _nodes(node: object) -> Iterator[ast.Node]:
    """Return a part of the tree and all parts of it."""
    if isinstance(node, tuple):
        for each in node:
            yield from _nodes(each)
    elif isinstance(node, ast.Node):
        yield node
        for fact in facts_of(type(node)):
            yield from _nodes(getattr(node, fact.name))


def _figures(desk: Desk, level: str) -> Iterable[model.Figure]:
    figures = (each for each in desk.read.values() if isinstance(each, model.Figure) and each.level == level)
    return (each for each in figures if isinstance(each.time, model.Once))
