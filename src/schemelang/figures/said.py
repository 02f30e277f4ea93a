"""What rows say of parties: that they are there, on which days, and in which groups."""

from collections.abc import Iterable, Iterator

from schemelang.figures.columns import TurnColumn
from schemelang.figures.figures import Published
from schemelang.figures.rows import Row, Sheet, Stretch, code_in, one_line, published_in
from schemelang.figures.table import Cell
from schemelang.light import frozen


@frozen(kw_only=True)
class Mention:
    """That a row names a party, the one that it is about or one beside it."""

    kind: str
    is_about: bool
    cell: Cell
    name: str
    published: Published | None

    @property
    def code(self) -> str:
        """The party's code."""
        return code_in(self.cell)


@frozen(kw_only=True)
class Stay:
    """That a row says on which days a party takes part."""

    kind: str
    party: Cell
    stretch: Stretch


@frozen(kw_only=True)
class Belonging:
    """That a row puts a party into a group, on certain days or with no word about days."""

    kind: str
    party: Cell
    group_kind: str
    group: Cell
    stretch: Stretch | None
    published: Published | None


@frozen(kw_only=True)
class Turn:
    """That a row says how a party came or went: into or out of which other, or that it closed."""

    kind: str
    party: Cell
    what: TurnColumn
    cell: Cell
    stretch: Stretch | None


@frozen(kw_only=True)
class Said:
    """All that rows say of parties."""

    mentions: tuple[Mention, ...]
    stays: tuple[Stay, ...]
    belongings: tuple[Belonging, ...]
    turns: tuple[Turn, ...]


def read_said(sheet: Sheet, rows: Iterable[Row]) -> Said:
    """Return all that the rows of a table say of parties."""
    return Said(
        mentions=tuple(_mentions(sheet, rows)),
        stays=tuple(_stays(sheet, rows)),
        belongings=tuple(_belongings(sheet, rows)),
        turns=tuple(_turns(sheet, rows)),
    )


def _mentions(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Mention]:
    """Return every naming of a party."""
    columns = sheet.columns
    for row in rows:
        for kind, column in columns.parties.items():
            if row.cells[column].text:
                name = columns.names.get(kind)
                yield Mention(
                    kind=kind,
                    is_about=kind == columns.about,
                    cell=row.cells[column],
                    name="" if name is None else one_line(row.cells[name].text),
                    published=published_in(row.cells, columns.published[kind]),
                )


def _belongings(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Belonging]:
    """Return every putting of a party into a group."""
    columns = sheet.columns
    pairs = [(each.members.singular, each.groups.singular) for each in sheet.scheme.groupings]
    pairs = [pair for pair in pairs if set(pair) <= set(columns.parties)]
    for row in rows:
        for kind, group_kind in pairs:
            party, group = row.cells[columns.parties[kind]], row.cells[columns.parties[group_kind]]
            if party.text and group.text:
                published = [published_in(row.cells, columns.published[each]) for each in (group_kind, kind)]
                yield Belonging(
                    kind=kind,
                    party=party,
                    group_kind=group_kind,
                    group=group,
                    stretch=row.stretch if kind == columns.about else None,
                    published=published[0] or published[1],
                )


def _stays(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Stay]:
    """Return the days of each party whose row says days and puts it into no group."""
    columns = sheet.columns
    if not columns.dates:
        return
    own_groups = [each.groups.singular for each in sheet.scheme.groupings if each.members.singular == columns.about]
    groups = [columns.parties[kind] for kind in own_groups if kind in columns.parties]
    for row in rows:
        if row.stretch and not any(row.cells[column].text for column in groups):
            yield Stay(kind=columns.about, party=row.cells[columns.parties[columns.about]], stretch=row.stretch)


def _turns(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Turn]:
    """Return what rows say of how the parties that they are about came and went."""
    columns = sheet.columns
    for row in rows:
        for what, column in columns.turns.items():
            if row.cells[column].text:
                party = row.cells[columns.parties[columns.about]]
                yield Turn(kind=columns.about, party=party, what=what, cell=row.cells[column], stretch=row.stretch)
