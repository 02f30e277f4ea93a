"""The lines of all parts, put into the order of a ledger: by day, payment, tranche, group, payee and instalment."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from schemelang.columns.roll import Array
from schemelang.columns.told import EPOCH, Lines, Parties, PartLines
from schemelang.light import frozen

_COLUMNS = ("pence", "has_pence", "stake", "has_stake", "overpaid", "has_overpaid", "done")


@frozen(eq=False, kw_only=True)
class _Own:
    """The lines of one part: which parties of its level have one, in order, and whom and through whom they pay."""

    number: int
    lines: PartLines
    at: Array
    payees: Array
    groups: Array


def ordered_lines(parties: Parties, parts: Sequence[PartLines]) -> Lines:
    """Put the lines of all parts into one table."""
    due = parties.graph.due
    payments = {name: at for at, name in enumerate(dict.fromkeys(part.payment for part in due))}

    def when(number: int) -> tuple[date, int, int]:
        part = due[number]
        assert isinstance(part.day, date), "every day is known"
        return part.day, payments[part.payment], part.tranche

    pieces: list[_Own] = []
    for _, alike in groupby(sorted(range(len(due)), key=when), key=when):
        pieces += _together(parties, [_own(parties, number, parts[number]) for number in alike])
    return _joined(parties, pieces)


def _own(parties: Parties, number: int, lines: PartLines) -> _Own:
    part, graph = lines.part, parties.graph
    at = np.flatnonzero(lines.is_line)
    pool = graph.by_id[part.payment_rule].level if part.is_shared else None
    nobody = np.full(len(at), -1, np.int64)
    if part.level == graph.levels[-1]:
        payees, groups = np.full(len(at), _named(parties, part.payee)), nobody
    elif pool is not None and pool != graph.levels[-1]:
        owners = parties.owners[part.level, pool][at]
        order = np.lexsort((at, owners))
        at, owners = at[order], owners[order]
        payees, groups = at + parties.first(part.level), owners + parties.first(pool)
    elif part.payee is None or pool is not None:
        payees, groups = at + parties.first(part.level), nobody
    else:
        payees, groups = np.full(len(at), _named(parties, part.payee)), at + parties.first(part.level)
    return _Own(number=number, lines=lines, at=at, payees=payees, groups=groups)


def _named(parties: Parties, payee: str | None) -> int:
    assert payee is not None, "what is paid once for the scheme is paid to a named party"
    return parties.everybody.index(payee)


def _together(parties: Parties, own: Sequence[_Own]) -> Iterator[_Own]:
    """Put lines of several parts of the same day, payment and tranche in order: piece by piece."""
    if len(own) == 1:
        yield own[0]
        return
    rank = np.append(np.argsort(np.argsort(np.array(parties.everybody))), -1)
    which = np.concatenate([np.full(len(each.at), number) for number, each in enumerate(own)])
    within = np.concatenate([np.arange(len(each.at)) for each in own])
    instalments = np.array([each.lines.part.instalment for each in own])[which]
    payees = rank[np.concatenate([each.payees for each in own])]
    groups = rank[np.concatenate([each.groups for each in own])]
    order = np.lexsort((instalments, payees, groups))
    which, within = which[order], within[order]
    ends = np.flatnonzero(np.diff(which)) + 1
    for run in np.split(np.arange(len(which)), ends):
        if len(run):
            each, rows = own[int(which[run[0]])], within[run]
            yield _Own(
                number=each.number,
                lines=each.lines,
                at=each.at[rows],
                payees=each.payees[rows],
                groups=each.groups[rows],
            )


def _joined(parties: Parties, pieces: Sequence[_Own]) -> Lines:
    due = parties.graph.due

    def joined(arrays: Sequence[Array], kind: type) -> Array:
        return np.concatenate([np.empty(0, kind), *arrays]).astype(kind, copy=False)

    columns = {name: [getattr(each.lines, name)[each.at] for each in pieces] for name in (*_COLUMNS, "status")}
    days = [due[each.number].day for each in pieces]
    counted = [day.toordinal() - EPOCH for day in days if isinstance(day, date)]
    has = {name: joined(columns[name], np.bool_) for name in ("has_pence", "has_stake", "has_overpaid")}
    return Lines(
        parts=np.repeat(np.array([each.number for each in pieces], np.int32), [len(each.at) for each in pieces]),
        payees=joined([each.payees for each in pieces], np.int32),
        groups=joined([each.groups for each in pieces], np.int32),
        days=np.repeat(np.array(counted, np.int32), [len(each.at) for each in pieces]),
        statuses=joined(columns["status"], np.int8),
        pence=_where(has["has_pence"], joined(columns["pence"], np.int64)),
        has_pence=has["has_pence"],
        stakes=_where(has["has_stake"], joined(columns["stake"], np.int64)),
        has_stake=has["has_stake"],
        overpaid=_where(has["has_overpaid"], joined(columns["overpaid"], np.int64)),
        has_overpaid=has["has_overpaid"],
        done=joined(columns["done"], np.int8),
    )


def _where(there: Array, numbers: Array) -> Array:
    return numbers if there.all() else np.where(there, numbers, 0)
