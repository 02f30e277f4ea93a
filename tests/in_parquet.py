"""Figures in memory as files of Parquet: who there is and when, a file for each kind, and figures beside the codes."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from columnar import Columns, as_column
from schemelang.dates import PeriodKind, periods
from schemelang.figures.figures import Datum, Figures, Member, State
from schemelang.graph.graph import Given, Rule, RuleGraph
from schemelang.model.model import Quantity
from schemelang.quantities import exact

_STATES = {
    State.NOT_REPORTED: None,
    State.SUPPRESSED: "*",
    State.NOT_APPLICABLE: "not applicable",
    State.UNDECIDED: "undecided",
}


def as_files(figures: Figures, graph: RuleGraph) -> Mapping[str, Columns]:
    """Return the columns of all files."""
    who = {f"who_{level}": _who(figures, level) for level in graph.levels[:-1]}
    return {**who, **dict(_figures(figures, graph))}


def _who(figures: Figures, level: str) -> Columns:
    """Say of everybody of a level when they are there, into whom they went, and in a row for each group in which."""
    rows = [row for member in figures.members if member.kind == level for row in _rows(figures, member)]
    kinds = dict.fromkeys(kind for row in rows for kind in row)
    return {kind: as_column([row.get(kind) for row in rows]) for kind in kinds}


def _rows(figures: Figures, member: Member) -> Iterable[dict[str, str | None]]:
    own: dict[str, str | None] = {member.kind: member.code, f"{member.kind}_name": member.name}
    went = {} if member.merged_into is None else {"merged_into": member.merged_into}
    groups = [each for each in figures.memberships if each.member == member.code]
    for each in groups:
        yield {
            **own,
            each.kind: each.group,
            **_days(max(member.first, each.first), min(member.last, each.last)),
            **went,
        }
    if not groups:
        yield {**own, **_days(member.first, member.last), **went}


def _days(first: date, last: date) -> dict[str, str | None]:
    return {
        "from": None if first == date.min else first.isoformat(),
        "to": None if last == date.max else last.isoformat(),
    }


def _figures(figures: Figures, graph: RuleGraph) -> Iterable[tuple[str, Columns]]:
    """Put the figures of the same level and the same sort of time side by side, with a row for everybody."""
    alike: dict[tuple[str, PeriodKind | None], list[Rule]] = {}
    for rule in graph.rules:
        if isinstance(rule.kind, Given):
            alike.setdefault((rule.level, rule.series), []).append(rule)
    for (level, series), rules in alike.items():
        times = periods(series, graph.first, graph.last) if series else (None,)
        codes: list[str | None] = [each.code for each in figures.members if each.kind == level] or [None]
        keys = [(code, time) for code in codes for time in times]
        columns: dict[str, list[str | None]] = {} if codes == [None] else {level: [code for code, _ in keys]}
        if series:
            columns[series] = [None if time is None else time.name for _, time in keys]
        for rule in rules:
            assert isinstance(rule.kind, Given)
            name = rule.kind.figure
            columns[name] = [_cell(figures.data.get((name, *key)), rule) for key in keys]
        yield f"{level}_{series}", {heading: as_column(cells) for heading, cells in columns.items()}


def _cell(datum: Datum | None, rule: Rule) -> str | None:
    match None if datum is None else datum.value:
        case None:
            return None
        case State() as state:
            return _STATES[state]
        case bool() as answer:
            return "yes" if answer else "no"
        case Fraction() as number if rule.type.quantity is Quantity.SHARE:
            return f"{exact(number * 100)}%"
        case Fraction() as number:
            return exact(number)
        case date() as day:
            return day.isoformat()
        case word:
            return str(word)
