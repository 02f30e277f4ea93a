"""From tables of text to figures: each with its type, its party, its time and its place."""

from collections.abc import Iterable, Iterator, Sequence

from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.bounds import check_bounds
from schemelang.figures.columns import declared, read_columns
from schemelang.figures.coverage import check_coverage
from schemelang.figures.entries import Entry, read_entries
from schemelang.figures.figures import Figures
from schemelang.figures.headings import check_headings, read_figure_columns
from schemelang.figures.membership import Parties, settle_parties
from schemelang.figures.repeats import Data, one_of_each
from schemelang.figures.roll import call_roll
from schemelang.figures.rows import Sheet, read_rows
from schemelang.figures.said import Said, read_said
from schemelang.figures.table import Table
from schemelang.figures.times import Timetable, timetable_of, ways_of_writing
from schemelang.figures.turns import settle_turns
from schemelang.light import evolve, frozen
from schemelang.model.model import Scheme
from schemelang.source import CellPlace

# Of things wrong in one way, enough are named to see what is amiss.
_MOST_OF_A_CODE = 20


def read_figures(
    tables: tuple[Table, ...], scheme: Scheme, *, partial: bool = False, same_at_every_date: bool = False
) -> tuple[Figures | None, tuple[Diagnostic, ...]]:
    """Read several tables as one input. There are figures only if nothing in them is wrong.

    With `partial`, figures of the scheme may be left out, and parties may be fewer than it says.
    With `same_at_every_date`, a figure in a table without a time column counts at each of its periods.
    """
    timetable = timetable_of(scheme, same_at_every_date=same_at_every_date)
    tables, told, found = _with_published(tables, scheme, timetable, partial=partial)
    readings = [_read_table(table, number, scheme, timetable) for number, table in enumerate(tables)]
    figures = {figure.name: figure for figure in declared(scheme)}
    data, clashes = one_of_each((entry for each in readings for entry in each.entries), figures)
    said = together(each.said for each in readings)
    wrong = (*found, *(diagnostic for each in readings for diagnostic in each.found), *clashes)
    some_unread = partial or has_errors(wrong)
    parties, unsettled = settle(said, scheme, partial=some_unread)
    found = not_too_many(
        (
            *wrong,
            *unsettled,
            *call_roll(said.mentions, parties.members, scheme, partial=some_unread),
            *check_bounds(data, figures, timetable),
            *(() if partial else _strangers(tables, scheme)),
            *check_coverage([each.sheet for each in readings], scheme, partial=partial, told=told),
        )
    )
    return (None if has_errors(found) else _figures(data, parties, tables)), found


def _with_published(
    tables: tuple[Table, ...], scheme: Scheme, timetable: Timetable, *, partial: bool
) -> tuple[tuple[Table, ...], frozenset[str], tuple[Diagnostic, ...]]:
    """Put figures of published files in the place of those files; an example has none, and needs none."""
    if partial and not any(isinstance(cell.place, CellPlace) for table in tables for cell in table.headings):
        return tables, frozenset(), ()
    from schemelang.figures.nhs.published import take

    taken = take(tables, scheme, timetable, partial=partial)
    return taken.tables, taken.told, taken.found


def _strangers(tables: Sequence[Table], scheme: Scheme) -> Iterator[Diagnostic]:
    """Find files that do not belong together; an example is but one."""
    from schemelang.figures.matching import check_matching

    return check_matching(tables, scheme)


@frozen(kw_only=True)
class _Reading:
    """What one table says, and what is wrong with it."""

    sheet: Sheet
    entries: tuple[Entry, ...]
    said: Said
    found: tuple[Diagnostic, ...]


def _read_table(table: Table, number: int, scheme: Scheme, timetable: Timetable) -> _Reading:
    """Read what one table says by itself."""
    sheet, unreadable = _sheet(table, number, scheme, timetable)
    wrong = check_headings(table, sheet.columns)
    rows, wrong_rows = ((), ()) if wrong else read_rows(sheet)
    read = tuple(read_entries(sheet, rows))
    return _Reading(
        sheet=sheet,
        entries=tuple(each for each in read if isinstance(each, Entry)),
        said=read_said(sheet, rows),
        found=(*unreadable, *wrong, *wrong_rows, *(each for each in read if isinstance(each, Diagnostic))),
    )


def _sheet(table: Table, number: int, scheme: Scheme, timetable: Timetable) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    columns = read_columns(table, scheme)
    figures, found = read_figure_columns(table, columns, scheme, timetable)
    sheet = Sheet(
        number=number,
        table=table,
        columns=columns,
        figures=figures,
        periods=ways_of_writing(columns.period, timetable) if columns.period else {},
        timetable=timetable,
        scheme=scheme,
    )
    return sheet, found


def together(said: Iterable[Said]) -> Said:
    """Put together what the rows of several tables say of parties."""
    every = tuple(said)
    return Said(
        mentions=tuple(mention for each in every for mention in each.mentions),
        stays=tuple(stay for each in every for stay in each.stays),
        belongings=tuple(belonging for each in every for belonging in each.belongings),
        turns=tuple(turn for each in every for turn in each.turns),
    )


def settle(said: Said, scheme: Scheme, *, partial: bool) -> tuple[Parties, tuple[Diagnostic, ...]]:
    """Settle who takes part, when and in which groups, and how they came and went."""
    parties, misplaced = settle_parties(said, scheme, partial=partial)
    members, mistold = settle_turns(said.turns, parties, scheme)
    return evolve(parties, members=members), (*misplaced, *mistold)


def not_too_many(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Keep the first few of those that are wrong in one way."""
    kept: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        kept.setdefault(diagnostic.code, []).append(diagnostic)
    return tuple(diagnostic for alike in kept.values() for diagnostic in alike[:_MOST_OF_A_CODE])


def _figures(data: Data, parties: Parties, tables: Sequence[Table]) -> Figures:
    """Keep the figures of those who take part, and of the scheme."""
    codes = {None, *(member.code for member in parties.members)}
    places = (cell.place for table in tables for cell in table.headings)
    return Figures(
        members=parties.members,
        memberships=parties.memberships,
        data={key: datum for key, datum in data.items() if datum.party in codes},
        files=tuple(dict.fromkeys(place.file for place in places if isinstance(place, CellPlace))),
    )
