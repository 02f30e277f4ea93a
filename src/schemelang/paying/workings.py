"""The tables behind a run: every step with its value, every figure with its cell, and which figures are there."""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.explanation.phrases import phrase
from schemelang.figures.figures import State
from schemelang.graph.graph import Given, Rule
from schemelang.model.model import Quantity, Type
from schemelang.outcome.ledger import name_of, reference
from schemelang.outcome.outcome import Absent, Outcome, RuleValue, Status
from schemelang.source import CellPlace
from schemelang.spreadsheet import Column, Percent, Pounds, Sheet, Value

Row = tuple[Value, ...]

# What Excel takes in one sheet, without the row of headings.
MOST_ROWS = 1_048_575

# What is said of a figure that nothing rests on.
_PLAIN = Type(Quantity.NUMBER)


def steps(outcome: Outcome, most: int = MOST_ROWS) -> tuple[Sheet, ...]:
    """List what each rule comes to for each party and period, in the order they are worked out.

    Where these are more rows than a sheet can have, they go on in another.
    """
    headings = ("clause", "step", "how", "party", "name", "period", "value", "state")
    columns = tuple(Column(heading=heading) for heading in headings)
    rows = tuple(
        row for rule in outcome.graph.rules if not isinstance(rule.kind, Given) for row in _step(outcome, rule)
    )
    starts = range(0, max(1, len(rows)), most)
    return tuple(Sheet(name="steps", columns=columns, rows=rows[start : start + most]) for start in starts)


def _step(outcome: Outcome, rule: Rule) -> Iterator[Row]:
    how = phrase(outcome.graph, rule.id)
    how = "" if how == rule.title else how
    for (party, period), value in outcome.values[rule.id].items():
        state = value.lack.value if isinstance(value, Absent) else ""
        when, name = "" if period is None else period.name, name_of(outcome, party) or ""
        yield rule.clause, rule.title, how, party or "", name, when, cell(value, rule.type), state


def cell(value: RuleValue, kind: Type) -> Value:
    """Return a value as a spreadsheet keeps it: an amount as an amount, and nothing where there is none."""
    match value:
        case Absent():
            return None
        case bool():
            return "yes" if value else "no"
        case Fraction() if kind.quantity is Quantity.MONEY and (value * 100).denominator == 1:
            return Pounds(int(value * 100))
        case Fraction() if kind.quantity is Quantity.SHARE:
            return Percent(value)
        case _:
            return value


# ---------------------------------------------------------------- figures


def figures(outcome: Outcome) -> Sheet:
    """List every figure with the cell it was written in, and where that was published."""
    texts = ("figure", "party", "name", "period", "written", "value", "state", "file", "sheet")
    more = ("column", "published_file", "published_row")
    columns = (
        *(Column(heading=heading) for heading in texts),
        Column(heading="row", kind="number"),
        *(Column(heading=heading) for heading in more),
    )
    types = {rule.kind.figure: rule.type for rule in outcome.graph.rules if isinstance(rule.kind, Given)}
    rows = []
    for datum in outcome.figures.data.values():
        place = datum.place if isinstance(datum.place, CellPlace) else CellPlace("")
        published = datum.published
        state = datum.value.value if isinstance(datum.value, State) else ""
        read = None if isinstance(datum.value, State) else cell(datum.value, types.get(datum.figure, _PLAIN))
        rows.append(
            (
                datum.figure,
                datum.party or "",
                name_of(outcome, datum.party) or "",
                "" if datum.period is None else datum.period.name,
                datum.written,
                read,
                state,
                place.file,
                place.sheet or "",
                place.row,
                place.column or "",
                published.file if published else "",
                published.row if published else "",
            )
        )
    return Sheet(name="figures", columns=columns, rows=tuple(rows))


def coverage(outcome: Outcome) -> Sheet:
    """Count, for each figure, of whom it is asked and how many gave it, or in which way they did not."""
    states = tuple(state.value for state in State)
    columns = (
        *(Column(heading=heading) for heading in ("figure", "title", "of")),
        *(Column(heading=heading, kind="number") for heading in ("asked", "given", *states)),
        Column(heading="without it"),
    )
    rules = [(rule, rule.kind) for rule in outcome.graph.rules if isinstance(rule.kind, Given)]
    rows = tuple((kind.figure, rule.title, rule.level, *_covered(outcome, rule, states)) for rule, kind in rules)
    return Sheet(name="coverage", columns=columns, rows=rows)


def _covered(outcome: Outcome, rule: Rule, states: tuple[str, ...]) -> Row:
    values = outcome.values[rule.id]
    lacks = {spot: value.lack.value for spot, value in values.items() if isinstance(value, Absent)}
    counts = (sum(1 for lack in lacks.values() if lack == state) for state in states)
    whose = dict.fromkeys(party for party, _ in lacks if party is not None)
    return len(values), len(values) - len(lacks), *counts, ", ".join(whose)


def held(outcome: Outcome) -> Sheet:
    """List what each held line is held for: the figure, whose it is, and how it is missing."""
    texts = ("payee", "name", "reference", "for want of", "of", "of whom", "period", "state")
    columns = (*(Column(heading=heading) for heading in texts), Column(heading="at_stake", kind="pounds"))
    rows = tuple(
        (
            line.payee,
            name_of(outcome, line.payee) or "",
            reference(outcome, line),
            outcome.graph.by_id[cause.rule].title,
            cause.party or "",
            name_of(outcome, cause.party) or "",
            "" if cause.period is None else cause.period.name,
            cause.lack.value,
            None if line.stake is None else Pounds(line.stake),
        )
        for line in outcome.ledger
        if line.status is Status.HELD
        for cause in line.causes
    )
    return Sheet(name="held", columns=columns, rows=rows)
