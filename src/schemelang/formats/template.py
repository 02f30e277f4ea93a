"""An empty table for each kind of figures that a scheme asks for: to be filled in, and read back as it is."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from schemelang.figures.asked import AskedColumn, AskedTable, asked
from schemelang.figures.figures import Figures, Member, Membership
from schemelang.formats.figure_words import about_column
from schemelang.model.model import SCHEME, Quantity, Scheme
from schemelang.spreadsheet import Column, Kind, Sheet, Value

_KINDS: dict[Quantity, Kind] = {
    Quantity.MONEY: "pounds",
    Quantity.SHARE: "percent",
    Quantity.NUMBER: "number",
    Quantity.COUNT: "number",
    Quantity.YES_NO: "text",
    Quantity.DATE: "date",
    Quantity.CATEGORY: "text",
}
_ROWS_WHERE_NOBODY_IS_KNOWN = 100


def template(scheme: Scheme, known: Figures | None) -> tuple[Sheet, ...]:
    """Write the tables that a scheme asks for, with those who are known to take part in them already."""
    return tuple(_sheet(table, scheme, known) for table in asked(scheme))


def notes(scheme: Scheme) -> str:
    """Write what each column of each table is, for a file beside tables that cannot hold notes."""
    return "\n".join(chain.from_iterable(_notes_on(table, scheme) for table in asked(scheme))) + "\n"


def _notes_on(table: AskedTable, scheme: Scheme) -> Iterator[str]:
    yield from (table.name, "=" * len(table.name), "")
    for column in table.columns:
        first, *others = about_column(column, table, scheme)
        yield f"{column.heading}: {first}"
        yield from (f"    {line}" for line in others)
    yield ""


def _sheet(table: AskedTable, scheme: Scheme, known: Figures | None) -> Sheet:
    rows = tuple(_rows(table, scheme, known))
    columns = tuple(_column(column, table, scheme) for column in table.columns)
    return Sheet(name=table.name, columns=columns, rows=rows, open=max(0, _expected(table, scheme) - len(rows)) + 1)


def _column(column: AskedColumn, table: AskedTable, scheme: Scheme) -> Column:
    figure = column.figure
    kind: Kind = "date" if column.what in ("first day", "last day") else "text"
    choices: tuple[str, ...] = ()
    if figure is not None:
        kind = _KINDS[figure.type.quantity]
        choices = ("yes", "no") if figure.type.quantity is Quantity.YES_NO else figure.type.words
    if column.what == "closed":
        choices = ("yes", "no")
    if column.what == "period":
        choices = tuple(period.name for period in table.periods)
    note = "\n".join(about_column(column, table, scheme))
    return Column(heading=column.heading, kind=kind, note=note, choices=choices)


def _expected(table: AskedTable, scheme: Scheme) -> int:
    """Return how many rows there are to be, as far as the scheme says how many take part."""
    if table.about == SCHEME:
        return max(1, len(table.periods))
    numbers: Mapping[str, int | None] = {
        scheme.leaf.singular: scheme.leaf_number,
        **{grouping.groups.singular: grouping.number for grouping in scheme.groupings},
    }
    number = numbers[table.about]
    return (_ROWS_WHERE_NOBODY_IS_KNOWN if number is None else number) * max(1, len(table.periods))


# What is known


def _rows(table: AskedTable, scheme: Scheme, known: Figures | None) -> Iterator[tuple[Value, ...]]:
    """Fill in the codes, names, groups, days and periods that are known."""
    if table.about == SCHEME:
        yield from (_cells(table, {"period": period.name}) for period in table.periods)
        return
    members = [member for member in known.members if member.kind == table.about] if known else []
    for member in members:
        assert known is not None, "a member is known from figures"
        own = {"code": member.code, "name": None if member.name == member.code else member.name}
        if table.periods:
            yield from (_cells(table, {**own, "period": period.name}) for period in table.periods)
        elif table.figures:
            yield _cells(table, own)
        else:
            yield from (_cells(table, {**own, **stay}) for stay in _stays(member, known, scheme))


def _stays(member: Member, known: Figures, scheme: Scheme) -> Iterator[dict[str, Value]]:
    """Say in which groups a member is, and when; in one row for each group that it is in one after the other."""
    how: dict[str, Value] = {
        "merged into": member.merged_into,
        "split from": member.split_from,
        "closed": "yes" if member.closed else None,
    }
    own = [each for each in known.memberships if each.member == member.code]
    if not own:
        yield {**how, **_days(member.first, member.last, scheme)}
    for stay in own:
        yield {**how, **dict(_groups(stay, known)), **_days(stay.first, stay.last, scheme)}


def _groups(stay: Membership, known: Figures) -> Iterator[tuple[str, str | None]]:
    """Follow a group to the groups that it is in itself."""
    yield f"group {stay.kind}", stay.group
    name = known.names.get(stay.group, stay.group)
    yield f"group name {stay.kind}", None if name == stay.group else name
    above = next((each for each in known.memberships if each.member == stay.group), None)
    if above is not None:
        yield from _groups(above, known)


def _days(first: date, last: date, scheme: Scheme) -> dict[str, Value]:
    """Say the days on which a member takes part, where they are not those of the whole term."""
    return {
        "first day": first if first > scheme.first else None,
        "last day": last if last < scheme.last else None,
    }


def _cells(table: AskedTable, held: Mapping[str, Value]) -> tuple[Value, ...]:
    of_groups = ("group", "group name")
    names = (f"{column.what} {column.kind}" if column.what in of_groups else column.what for column in table.columns)
    return tuple(held.get(name) for name in names)
