"""An outcome, of whatever engine, as the lines and the columns that tables of Parquet are made of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from schemelang.columns.headings import told
from schemelang.columns.manifest import National, of_everybody
from schemelang.columns.roll import Array
from schemelang.columns.told import EPOCH, NO_DAY, Column, Lines, Parties
from schemelang.graph.graph import Rule
from schemelang.outcome.belonging import Belonging, belonging
from schemelang.outcome.outcome import Absent, Line, Outcome, RuleValue, Status
from schemelang.plan.plan import CODE_OF

_LONGEST = 2**63 - 1


def parties_of(outcome: Outcome) -> Parties:
    """Return everybody that an outcome tells of. Of those that moved, the group is the last."""
    graph, figures = outcome.graph, outcome.figures
    known = belonging(graph, figures)
    codes = {level: [code for code in known.parties[level] if code is not None] for level in graph.levels[:-1]}
    return Parties(
        graph=graph,
        codes=codes,
        names={level: [figures.names[code] for code in own] for level, own in codes.items()},
        owners={
            (level, coarser): _owners(known, codes, level, coarser)
            for number, level in enumerate(graph.levels)
            for coarser in graph.levels[number + 1 : -1]
        },
    )


def _owners(known: Belonging, codes: Mapping[str, list[str]], level: str, coarser: str) -> Array:
    places = {code: at for at, code in enumerate(codes[coarser])}
    groups = [known.owner(level, code, coarser) for code in codes[level]]
    return np.array([-1 if group is None else places[group] for group in groups], np.int64)


def lines_of(outcome: Outcome, parties: Parties) -> Lines:
    """Return the lines of an outcome's ledger as columns."""
    places = {code: at for at, code in reversed(list(enumerate(parties.everybody)))}
    parts = {id(part): at for at, part in enumerate(outcome.graph.due)}
    statuses = {status: at for at, status in enumerate(Status)}
    ledger = outcome.ledger

    def numbers(values: list[int | None]) -> tuple[Array, Array]:
        there = np.array([value is not None for value in values], bool)
        return np.array([value or 0 for value in values], np.int64), there

    pence, has_pence = numbers([line.pence for line in ledger])
    stakes, has_stake = numbers([line.stake for line in ledger])
    overpaid, has_overpaid = numbers([line.overpaid for line in ledger])
    days = [NO_DAY if line.day is None else line.day.toordinal() - EPOCH for line in ledger]
    return Lines(
        parts=np.array([parts[id(line.part)] for line in ledger], np.int32),
        payees=np.array([places[line.payee] for line in ledger], np.int32),
        groups=np.array([-1 if line.group is None else places[line.group] for line in ledger], np.int32),
        days=np.array(days, np.int32),
        statuses=np.array([statuses[line.status] for line in ledger], np.int8),
        pence=pence,
        has_pence=has_pence,
        stakes=stakes,
        has_stake=has_stake,
        overpaid=overpaid,
        has_overpaid=has_overpaid,
        done=np.array([_done(line) for line in ledger], np.int8),
    )


def _done(line: Line) -> int:
    """Return which of the recoveries of a part was applied, from 1."""
    words = [done.words for done in line.part.recoveries]
    return words.index(line.manner) + 1 if line.manner else 0


def national_of(outcome: Outcome) -> National:
    """Return what the whole scheme comes to by rules that rest on what its parties have."""
    return {
        (rule, period): value
        for rule in of_everybody(outcome.graph)
        for (_, period), value in outcome.values[rule].items()
    }


def columns_of(outcome: Outcome, parties: Parties, level: str) -> list[Column]:
    """Return the values of a level's named blocks as columns."""
    return [_column(outcome, rule, parties.codes[level], parties.units[rule.id]) for rule in told(outcome.graph, level)]


def _column(outcome: Outcome, rule: Rule, codes: Sequence[str], unit: int | None) -> Column:
    values = outcome.values[rule.id]
    cells = [_cell(values[code, None], rule) for code in codes]
    lacks = np.array([lack for _, lack in cells], np.uint8)
    if unit is None:
        return Column(
            rule=rule,
            numbers=_whole([number.numerator for number, _ in cells]),
            units=_whole([number.denominator for number, _ in cells]),
            lacks=lacks,
        )
    return Column(rule=rule, numbers=_whole([int(number * unit) for number, _ in cells]), units=None, lacks=lacks)


def _whole(numbers: list[int]) -> Array:
    """Return whole numbers in the type that holds them all."""
    short = all(-_LONGEST <= number <= _LONGEST for number in numbers)
    return np.array(numbers, np.int64 if short else object)


def _cell(value: RuleValue, rule: Rule) -> tuple[Fraction, int]:
    match value:
        case Absent():
            return Fraction(0), CODE_OF[value.lack]
        case bool():
            return Fraction(int(value)), 0
        case Fraction():
            return value, 0
        case str():
            return Fraction(rule.type.words.index(value)), 0
        case _:
            return Fraction(value.toordinal()), 0
