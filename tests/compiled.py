"""Schemes from text, and figures from a few words, for tests of what becomes of them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from schemelang.dates import Period, periods
from schemelang.figures.figures import Datum, Figures, Member, Membership, State
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph, RuleId, RuleKind
from schemelang.model.from_ast import resolve
from schemelang.model.model import Scheme
from schemelang.outcome.outcome import Outcome, RuleValue
from schemelang.report import as_text
from schemelang.source import Source
from schemelang.syntax.parser import parse

HEADING = """
scheme small "A small scheme"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days

party ccg "NHS Vale CCG"
    code              08V
party hospital "Vale Hospital"
    code              RX1
"""
PAID_IN_FULL = HEADING.replace("pay by days", "pay in full")

Cell = int | str | bool | date | State
"""A figure: a whole number, a fraction in words such as 1/3, a yes or no, a day, or a state."""


# Schemes


def scheme_of(text: str) -> Scheme:
    """Read a scheme that has nothing wrong with it."""
    source = Source("test.scheme", text)
    file, unread = parse(source)
    assert not unread, as_text(unread)
    assert file is not None
    scheme, unclear = resolve(file, source)
    assert scheme is not None, as_text(unclear)
    return scheme


def graph_of(text: str) -> RuleGraph:
    """Read a scheme that has nothing wrong with it, as rules."""
    graph, found = lower(scheme_of(text))
    assert graph is not None, as_text(found)
    return graph


def small(blocks: str) -> RuleGraph:
    """Read blocks under a short heading, as rules; a straight payment without rounding is paid in full."""
    unrounded = any("to each practice" in each and "round" not in each for each in _payments(blocks))
    return graph_of((PAID_IN_FULL if unrounded else HEADING) + blocks)


def _payments(blocks: str) -> list[str]:
    return " ".join(blocks.split()).split("payment ")[1:]


# Rules


def ident(text: str) -> RuleId:
    """Return the id that is printed so."""
    owner, _, part = text.partition(".")
    return RuleId(owner, part)


def kind(graph: RuleGraph, text: str) -> RuleKind:
    """Return the kind of a rule by its printed id."""
    return graph.by_id[ident(text)].kind


def ids(*texts: str) -> tuple[RuleId, ...]:
    """Return ids that are printed so."""
    return tuple(map(ident, texts))


# Figures


def supplied(
    graph: RuleGraph,
    groups: Mapping[str, str],
    cells: Mapping[str, Mapping[str, Cell]] | None = None,
    stays: Mapping[str, tuple[date, date]] | None = None,
) -> Figures:
    """Make figures: the members of each group, each member's cells by figure, and who stays for how long.

    A cell of the scheme itself has no party: "". A figure of each period has the same cell for them all.
    """
    finest, coarser, *_ = graph.levels
    days = {code: (graph.first, graph.last) for them in groups.values() for code in them.split()}
    days |= stays or {}
    members = [Member(code=group, name=group, kind=coarser) for group in groups if group]
    members += [
        Member(code=code, name=f"{code} Surgery", kind=finest, first=first, last=last)
        for code, (first, last) in days.items()
    ]
    memberships = [
        Membership(member=code, kind=coarser, group=group, first=days[code][0], last=days[code][1], place=None)
        for group, them in groups.items()
        for code in them.split()
        if group
    ]
    data = [datum for figure, them in (cells or {}).items() for datum in _data(graph, figure, them)]
    return Figures(
        members=tuple(members),
        memberships=tuple(memberships),
        data={(datum.figure, datum.party, datum.period): datum for datum in data},
    )


def _data(graph: RuleGraph, figure: str, cells: Mapping[str, Cell]) -> list[Datum]:
    series = graph.by_id[RuleId(figure, "given")].series
    times: tuple[Period | None, ...] = periods(series, graph.first, graph.last) if series else (None,)
    return [
        Datum(
            figure=figure,
            party=party or None,
            period=time,
            value=cell if isinstance(cell, bool | date | State) else Fraction(cell),
            written=str(cell),
            place=None,
        )
        for party, cell in cells.items()
        for time in times
    ]


def value(outcome: Outcome, rule: str, party: str | None = None) -> RuleValue:
    """Return what a rule, by its printed id, comes to for a party."""
    owner, _, part = rule.partition(".")
    return outcome.values[RuleId(owner, part)][party, None]
