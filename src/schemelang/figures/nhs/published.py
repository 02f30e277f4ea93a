"""Takes from published files the figures that a scheme reads from them, as tables of the scheme's own shape."""

from collections.abc import Collection, Iterator, Sequence

from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import shown
from schemelang.figures.columns import declared, read_columns
from schemelang.figures.nhs.errors import NobodyListed, NoFileOf, OthersPassedBy, PublishedNotRead, WhoTakesPart
from schemelang.figures.nhs.gathered import gather, who_takes_part
from schemelang.figures.nhs.listed import Roster, members_in, roster_of
from schemelang.figures.nhs.looked_up import with_looked_up
from schemelang.figures.nhs.merged import merged
from schemelang.figures.nhs.recognised import Recognised, recognise
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import Timetable
from schemelang.light import evolve, frozen
from schemelang.model.model import SCHEME, Figure, Reading, Scheme
from schemelang.published.layouts import missing, named
from schemelang.source import CellPlace
from schemelang.syntax.vocabulary import one_of, quoted


@frozen
class Taken:
    """Tables of the scheme's own shape, those made of published files among them, and what was found on the way.

    Of the figures in `told` it is told already why no table gives them.
    """

    tables: tuple[Table, ...]
    told: frozenset[str]
    found: tuple[Diagnostic, ...]


def take(tables: Sequence[Table], scheme: Scheme, timetable: Timetable, *, partial: bool) -> Taken:
    """Put the figures that a scheme reads from published files in the place of those files."""
    known = [(table, _recognised(table, scheme)) for table in tables]
    files = with_looked_up([file for _, file in known if file is not None])
    own = [table for table, file in known if file is None]
    wanted = {figure: figure.reading for figure in declared(scheme) if figure.reading is not None}
    if not files and (partial or not wanted):
        return Taken(tuple(tables), frozenset(), ())
    members, unbelieved = members_in((file for file in files if file.layout.lists), own, scheme)
    roster = roster_of((*own, *members), scheme)
    gathered = [
        (figure, gather(figure, theirs, roster, timetable))
        for figure, reading in wanted.items()
        if (theirs := [file for file in files if file.layout.name == reading.file])
    ]
    given = {figure.name for table in own for figure in declared(scheme) if figure.name in _figures_in(table, scheme)}
    lacking = [] if partial else [each for each in wanted if each.name not in given | {one.name for one, _ in gathered}]
    found = (
        *unbelieved,
        *(each for _, (_, some) in gathered for each in some),
        *(_no_file(figure, wanted[figure], own) for figure in lacking),
        *_lists_of_nobody(files, members, scheme, roster),
        *_passed_by(files, wanted, roster),
        *_not_read(files, wanted, members, has_groups=bool(scheme.groupings)),
        *(() if unbelieved else _nobody_listed(files, members, roster, scheme)),
    )
    told = {figure.name for figure, (table, _) in gathered if table is None} | {figure.name for figure in lacking}
    made = merged((table for _, (table, _) in gathered if table is not None), {each.name for each in declared(scheme)})
    names = {figure.name for figure, (table, _) in gathered if table is not None}
    kept = (_without_empty(table, names, scheme) for table in own)
    return Taken((*kept, *members, *made), frozenset(told), tuple(dict.fromkeys(found)))


def _without_empty(table: Table, read: Collection[str], scheme: Scheme) -> Table:
    """Leave out of a user's own table the empty columns of figures that are read from published files."""
    columns = read_columns(table, scheme).figures
    empty = {at for name, at in columns.items() if name in read and not any(row[at].text for row in table.rows)}
    if not empty:
        return table

    def left(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(cell for at, cell in enumerate(cells) if at not in empty)

    return evolve(table, headings=left(table.headings), rows=tuple(map(left, table.rows)))


def _recognised(table: Table, scheme: Scheme) -> Recognised | None:
    """Return a published file; a table with the scheme's own word for a party is none, nor is that of an example."""
    in_a_file = any(isinstance(cell.place, CellPlace) for cell in table.headings)
    return recognise(table) if in_a_file and not read_columns(table, scheme).parties else None


def _figures_in(table: Table, scheme: Scheme) -> frozenset[str]:
    return frozenset(read_columns(table, scheme).figures)


def _no_file(figure: Figure, reading: Reading, own: Sequence[Table]) -> NoFileOf:
    """Say that a file is missing, and which table is nearest to it."""
    layout = named(reading.file)[0]
    lacks = {table.name: missing(layout, [cell.text for cell in table.headings]) for table in own}
    name = min(lacks, key=lambda table: len(lacks[table]), default="")
    near = name and len(lacks[name]) < len(layout.asked) / 2
    columns = one_of(quoted(list(lacks[name])), "and") if near else ""
    nearest = f"{name} is like it, but has no column {columns}" if near else "read from that file"
    return NoFileOf(place=reading.span, figure=figure.name, file=layout.name, nearest=nearest, what=layout.what)


def _lists_of_nobody(
    files: Sequence[Recognised], members: Sequence[Table], scheme: Scheme, roster: Roster
) -> Iterator[WhoTakesPart]:
    """Ask who takes part, where a list of members is all that there is."""
    lists = [file for file in files if file.layout.lists]
    if lists and not members and not roster and scheme.groupings:
        yield who_takes_part(lists[0], scheme.leaf.singular)


def _passed_by(files: Sequence[Recognised], wanted: dict[Figure, Reading], roster: Roster) -> Iterator[OthersPassedBy]:
    """Count those in each file who are not of the scheme, where any of the scheme are."""
    read = {reading.file for figure, reading in wanted.items() if figure.level != SCHEME}
    known = frozenset(code for codes in roster.values() for code in codes)
    counts: dict[str, str] = {}
    for file in files:
        at = file.column(file.layout.whose) if file.layout.whose else None
        codes = set(file.rows_by(at)) if at is not None else set()
        used = file.layout.name in read or file.layout.lists
        if used and codes & known and codes - known:
            others, own = len(codes - known), len(codes & known)
            counts[file.table.name] = f"{file.table.name} has {others:,} of them, and {own:,} of this scheme"
    if counts:
        yield OthersPassedBy(place=CellPlace(next(iter(counts))), counts="; ".join(counts.values()))


def _not_read(
    files: Sequence[Recognised], wanted: dict[Figure, Reading], members: Sequence[Table], *, has_groups: bool
) -> Iterator[PublishedNotRead]:
    """Find the published files of which nothing is used."""
    read = {reading.file for reading in wanted.values()}
    read |= {layout.looked_up.file for name in read for layout in named(name) if layout.looked_up is not None}
    listed = {table.name for table in members}
    for file in files:
        layout = file.layout
        if layout.name not in read and file.table.name not in listed and not (layout.lists and has_groups):
            place, column = CellPlace(file.table.name), layout.asked[-1].name
            yield PublishedNotRead(place=place, file=layout.name, what=layout.what, column=column)


def _nobody_listed(
    files: Sequence[Recognised], members: Sequence[Table], roster: Roster, scheme: Scheme
) -> Iterator[NobodyListed]:
    """Find the lists of members in which nobody of the scheme is."""
    listed = {table.name for table in members}
    for file in files if roster and scheme.groupings else ():
        at = file.column(file.layout.whose or "")
        if file.layout.lists and file.table.name not in listed and at is not None:
            cell = file.table.rows[0][at]
            yield NobodyListed(
                place=CellPlace(file.table.name),
                file=file.layout.name,
                column=file.layout.whose or "",
                first=shown(cell.text),
            )
