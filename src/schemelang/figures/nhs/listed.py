"""What published lists say of those who take part: their groups, the days in each, who closed and who went into whom.

Each list becomes a table of the scheme's own shape, with the rows of those who take part and the days of the term. Who
takes part follows from a user's own tables, and from the lists themselves: the members of a group that is named, and
those who went into somebody who takes part.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import read_columns
from schemelang.figures.known import key
from schemelang.figures.nhs.errors import NotAsHeaded
from schemelang.figures.nhs.recognised import Recognised, misfits, not_as_headed
from schemelang.figures.rows import code_in
from schemelang.figures.table import Cell, Table
from schemelang.light import evolve, frozen
from schemelang.model.model import Scheme
from schemelang.published.layout import Sort, days_in

Roster = Mapping[str, frozenset[str]]
"""The codes of those who take part, by the word for what they are."""

_NO_GROUP = {"", "u", "-", "unallocated", "unknown or no pcn"}
_DAY = timedelta(days=1)
_CLOSED = "C"

_Row = tuple[Cell, ...]


@frozen
class _List:
    """A list of members, and what of a scheme it can say something about."""

    file: Recognised
    scheme: Scheme
    own: Sequence[Table]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The finest kind of party and, if the file has its groups, the next."""
        groups = [each.groups.singular for each in self.scheme.groupings[:1] if self.file.layout.group]
        return (self.scheme.leaf.singular, *groups)

    def cell(self, row: _Row, name: str | None) -> Cell | None:
        """Return the cell of a row in a column, if the file has it."""
        at = None if name is None else self.file.column(name)
        return None if at is None else row[at]


def members_in(
    files: Iterable[Recognised], own: Sequence[Table], scheme: Scheme
) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Return, of each published list, the rows of those who take part, or whose group does; or what is wrong."""
    lists = [_List(file, scheme, own) for file in files]
    found = tuple(each for one in lists for each in _unbelieved(one.file))
    if found:
        return (), found
    named = roster_of(own, scheme)
    while True:
        tables = _tables(lists, named)
        wider = _with_those_who_went(named, tables, scheme)
        if wider == named:
            return tables, ()
        named = wider


def _tables(lists: Sequence[_List], named: Roster) -> tuple[Table, ...]:
    """Return what lists say of those who take part.

    Lists of groups come first: a member of a group that is named takes part in that group, and in no other by it.
    Names are those of the first list that has them, and nobody has closed who went into another.
    """
    tables: list[Table] = []
    for one in sorted(lists, key=lambda one: (not one.file.layout.group, not one.file.layout.successor)):
        roster = named if one.file.layout.group else _both(named, roster_of(tables, one.scheme))
        table = _table(evolve(one, own=(*one.own, *tables)), roster)
        tables += [] if table is None else [table]
    return tuple(tables)


def _both(one: Roster, other: Roster) -> Roster:
    return {kind: one.get(kind, frozenset()) | other.get(kind, frozenset()) for kind in (*one, *other)}


def _with_those_who_went(named: Roster, tables: Iterable[Table], scheme: Scheme) -> Roster:
    """Return who is named, with those that went into one of them."""
    leaf = scheme.leaf.singular
    went = {code for code, into in _went(tables, scheme) if into in named.get(leaf, ())}
    return _both(named, {leaf: frozenset(went)}) if went else named


def _went(tables: Iterable[Table], scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Return who went into whom, as tables say."""
    for table in tables:
        columns = read_columns(table, scheme)
        whose, into = columns.parties.get(scheme.leaf.singular), columns.turns.get("merged_into")
        if whose is not None and into is not None:
            yield from ((code_in(row[whose]), code_in(row[into])) for row in table.rows if row[into].text)


def roster_of(tables: Iterable[Table], scheme: Scheme) -> Roster:
    """Return the codes of the parties that tables name."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for kind, column in read_columns(table, scheme).parties.items():
            found.setdefault(kind, set()).update(code_in(row[column]) for row in table.rows if row[column].text)
    return {kind: frozenset(codes) for kind, codes in found.items()}


def _unbelieved(file: Recognised) -> Iterator[NotAsHeaded]:
    """Find the columns of a list that do not hold what their headings promise."""
    layout = file.layout
    needed = (layout.whose, layout.group, layout.joined, layout.left, layout.status, layout.successor)
    for found in misfits(file, (name for name in needed if name is not None)):
        yield not_as_headed(file, found)


# ---------------------------------------------------------------- one list


def _table(one: _List, roster: Roster) -> Table | None:
    """Return what a list says of those who take part, as a table of the scheme's own shape."""
    rows = [row for row in one.file.table.rows if _counts(one, row, roster)]
    if not rows or (one.file.layout.group and len(one.kinds) == 1):
        return None
    names = _names(one, rows)
    made = [_made(one, row, names) for row in rows]
    place = one.file.table.headings[0].place
    headings = tuple(Cell(name, place) for name in made[0])
    return Table(one.file.table.name, headings, tuple(tuple(row.values()) for row in made))


def _counts(one: _List, row: _Row, roster: Roster) -> bool:
    """Say whether a row is about somebody who takes part, on a day that counts."""
    layout, leaf = one.file.layout, one.scheme.leaf.singular
    whose, group, successor = (one.cell(row, name) for name in (layout.whose, layout.group, layout.successor))
    assert whose is not None, "a list of members says whose each row is"
    theirs = code_in(whose) in roster.get(leaf, ()) or (
        successor is not None and code_in(successor) in roster.get(leaf, ())
    )
    its_group = group is not None and len(one.kinds) > 1 and code_in(group) in roster.get(one.kinds[1], ())
    return (theirs or its_group) and (group is None or _in_time(one, row))


def _in_time(one: _List, row: _Row) -> bool:
    """Say whether a stay in a group has a day of the term in it, or the day of which groups are taken."""
    layout, scheme = one.file.layout, one.scheme
    days = [grouping.day for grouping in scheme.groupings if grouping.day is not None]
    first, last = min([scheme.first, *days]), max([scheme.last, *days])
    joined, left = _day(one, row, layout.joined), _day(one, row, layout.left)
    return (joined is None or joined <= last) and (left is None or first <= left)


def _day(one: _List, row: _Row, name: str | None) -> date | None:
    """Return the day in a column; none where it is left open."""
    cell = one.cell(row, name)
    days = days_in(cell.text, Sort.DAY) if cell is not None and cell.text else None
    return None if days is None else days[0]


def _made(one: _List, row: _Row, names: Mapping[str, str]) -> dict[str, Cell]:
    """Return the cells of a row under the headings that every scheme knows."""
    layout, kinds = one.file.layout, one.kinds
    made: dict[str, Cell] = {}
    for kind, code, name in zip(
        kinds, (layout.whose, layout.group), (layout.practice_name, layout.group_name), strict=False
    ):
        cell = one.cell(row, code)
        assert cell is not None, "a list is recognised by the columns of its codes"
        made[kind] = evolve(cell, text="") if cell.text.casefold() in _NO_GROUP else cell
        named = one.cell(row, name)
        if named is not None and kind not in _named_in(one.own, one.scheme):
            made[f"{key(kind)}_name"] = evolve(named, text=names.get(code_in(cell), ""))
    return made | _days(one, row) | _turn(one, row)


def _days(one: _List, row: _Row) -> dict[str, Cell]:
    """Return the first and the last day of a row; of one that was succeeded the last is the day before."""
    layout = one.file.layout
    found: dict[str, Cell] = {}
    for heading, name in (("from", layout.joined), ("to", layout.left)):
        cell, day = one.cell(row, name), _day(one, row, name)
        if cell is not None:
            day = day - _DAY if day is not None and layout.successor else day
            found[heading] = evolve(cell, text="" if day is None else day.isoformat())
    return found


def _turn(one: _List, row: _Row) -> dict[str, Cell]:
    """Return into whom somebody went, or that it closed, if the list says so."""
    layout = one.file.layout
    successor, status = one.cell(row, layout.successor), one.cell(row, layout.status)
    if successor is not None:
        return {"merged_into": successor}
    if status is None:
        return {}
    whose = one.cell(row, layout.whose)
    merged = whose is not None and any(code == code_in(whose) for code, _ in _went(one.own, one.scheme))
    return {"closed": evolve(status, text="yes" if status.text == _CLOSED and not merged else "")}


# ---------------------------------------------------------------- names


def _names(one: _List, rows: Iterable[_Row]) -> Mapping[str, str]:
    """Return one name for each code: the last that the list has."""
    layout = one.file.layout
    found: dict[str, str] = {}
    for row in rows:
        for code, name in ((layout.whose, layout.practice_name), (layout.group, layout.group_name)):
            whose, named = one.cell(row, code), one.cell(row, name)
            if whose is not None and named is not None:
                found[code_in(whose)] = named.text
    return found


def _named_in(own: Iterable[Table], scheme: Scheme) -> frozenset[str]:
    """Return the kinds of party that a user's own tables give names for, which go before published ones."""
    return frozenset(kind for table in own for kind in read_columns(table, scheme).names)
