"""Files of Parquet, and whom and when each of their rows is about, before any figure is read.

What is read here has the plain form that a national extract has: each row about one party at one time, every party in
one group of each kind. Who comes or goes within the term is settled by the reader of `figures/`. Whatever has another
form is left to that reader altogether, which knows them all and says what is wrong with the rest.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from schemelang.columns.keyed import Keys, to_settle
from schemelang.columns.layout import FigureIn, FileLayout, Layout
from schemelang.columns.roll import (
    Array,
    File,
    Keyed,
    Opened,
    Roll,
    Sheets,
    Texts,
    are_of_one_form,
    codes_of,
    keyed,
    leave,
    name_of,
    names_of,
    opened,
    owner_of,
    read_texts,
)
from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.columns import LISTS, Columns, read_columns
from schemelang.figures.coverage import check_coverage
from schemelang.figures.damage import spoilt_code
from schemelang.figures.headings import FigureColumn, check_headings, read_figure_columns
from schemelang.figures.known import key
from schemelang.figures.parquet_cells import as_text, sort_of
from schemelang.figures.rows import Sheet, is_total, moment_in, one_line
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import Moment, Timetable, times_in_row, timetable_of, ways_of_writing
from schemelang.graph.graph import Constant, Given, RuleGraph
from schemelang.model.model import Figure, Scheme
from schemelang.outcome.over_time import periods_by_rule
from schemelang.source import CellPlace

if TYPE_CHECKING:  # where nobody comes or goes, it is not read
    from schemelang.figures.membership import Parties

_THREE = 3
"""Of so many levels in a row the one between must be named too, which the other reader sees."""


def read_roll(paths: Sequence[str], scheme: Scheme) -> Roll:
    """Read who takes part from files of Parquet, and what each row is about; or raise that they are not plain."""
    timetable = timetable_of(scheme, same_at_every_date=False)
    read = [_read(path, number, scheme, timetable) for number, path in enumerate(paths)]
    files, sheets = [file for file, _ in read], tuple(each for _, each in read)
    advice = tuple(check_coverage([each.sheet for each in sheets], scheme, partial=False))
    headings = [one for each in sheets for one in each.sheet.table.headings]
    if has_errors(advice):
        leave("a figure is in no column", found=advice)
    lists = [one.text for one in headings if key(one.text) in LISTS]
    if len(lists) > 1:
        leave(f"list sizes stand in two columns: {lists[0]}, {lists[1]}", "Leave one of them out.")
    codes: Mapping[str, tuple[str, ...]] = {level: codes_of(files, level) for level in scheme.levels[:-1]}
    _see_codes(codes, scheme)
    them = keyed(files, codes)
    marked = to_settle(_keys(them, sheets), them[0].places, scheme)
    settled = None
    if marked is not None:
        settled, found = _settled(_keys(them, sheets), marked, scheme)
        codes, advice = _taking_part(codes, marked, settled), (*found, *advice)
        them = keyed(files, codes)
    _see_numbers(codes, scheme)
    return Roll(
        levels=scheme.levels,
        files=tuple(each.file for each in them),
        codes=codes,
        names={level: names_of(them, level, own) for level, own in codes.items()},
        owners={pair: _owner(them, settled, *pair) for pair in pairwise(scheme.levels[:-1])},
        settled=settled,
        sheets=sheets,
        advice=advice,
    )


# ---------------------------------------------------------------- one file


def _read(path: str, number: int, scheme: Scheme, timetable: Timetable) -> tuple[Opened, Sheets]:
    file = opened(path)
    names = file.schema_arrow.names
    strange = next((each.name for each in file.schema_arrow if sort_of(each.type) is None), None)
    if strange is not None:
        leave(f'the column "{strange}" of {name_of(path)} holds neither text nor numbers nor days', "Leave it out.")
    if len(set(map(key, names))) < len(names):
        leave(f"two columns of {name_of(path)} have one heading", "Leave one of them out, or rename it.")
    table = Table(path, tuple(Cell(one_line(name), CellPlace(path, 1, one_line(name))) for name in names), ())
    columns = read_columns(table, scheme)
    figures, found = read_figure_columns(table, columns, scheme, timetable)
    open_still = (*found, *check_headings(table, columns))
    if open_still:
        leave(f"the headings of {name_of(path)} leave something open", found=open_still)
    sheet = Sheet(
        number=number,
        table=table,
        columns=columns,
        figures=figures,
        periods=ways_of_writing(columns.period, timetable) if columns.period else {},
        timetable=timetable,
        scheme=scheme,
    )
    wanted = [*columns.parties.values(), *columns.names.values(), *columns.times.values()]
    said = [*columns.dates.values(), *columns.turns.values()]
    texts = {**read_texts(path, file, wanted), **_read_said(file, said)}
    keys = Opened(
        name=path,
        opened=file,
        about=columns.about,
        parties=columns.parties,
        names=columns.names,
        time=next(iter(columns.times.values()), None),
        figures=tuple(each.figure.name for each in figures),
        texts=texts,
        may_be_none=_that_may_be_none(columns),
    )
    return keys, Sheets(sheet=sheet, moments=_moments(sheet, texts))


def _that_may_be_none(columns: Columns) -> frozenset[str]:
    """Return the levels of which a row need not name a party: its group, where rows say days of those in none."""
    groups = [level for level in columns.parties if level != columns.about]
    return frozenset(groups if columns.dates and len(columns.parties) < _THREE else ())


def _read_said(file: pq.ParquetFile, wanted: Sequence[int]) -> Mapping[int, Texts]:
    """Read columns of days, and of how somebody came or went, of whatever sort, as text."""
    names = [file.schema_arrow.names[at] for at in wanted]
    read = file.read(columns=names) if names else None
    return {at: _as_text(read.column(name)) for at, name in zip(wanted, names, strict=True)} if read else {}


def _as_text(column: pa.ChunkedArray) -> Texts:
    numbers: dict[str, int] = {}
    cells = column.to_pylist()  # to have pyarrow number them imports much of it
    which = [-1 if cell is None else numbers.setdefault(as_text(cell), len(numbers)) for cell in cells]
    return Texts(tuple(numbers), np.array(which, np.int32))


def _moments(sheet: Sheet, texts: Mapping[int, Texts]) -> Mapping[str, Moment | None]:
    """Read the words for times, each once."""
    for kind, column in sheet.columns.times.items():
        place = CellPlace(sheet.table.name)
        read = {word: moment_in(sheet, kind, Cell(word, place), kind) for word in texts[column].words}
        file = name_of(sheet.table.name)
        unknown = next((word for word, each in read.items() if isinstance(each, Diagnostic)), None)
        if unknown is not None:
            leave(
                f'"{unknown}" in {file} is no {kind} of the term', "Leave its rows out, or write it as the scheme does."
            )
        if len(set(read.values())) < len(read):
            leave(f"{file} says one {kind} in two ways", "Write each in one way.")
        return {word: each for word, each in read.items() if not isinstance(each, Diagnostic)}
    return {"": None}


# ---------------------------------------------------------------- codes


def _see_codes(codes: Mapping[str, tuple[str, ...]], scheme: Scheme) -> None:
    """See that codes are as codes are: none that a spreadsheet has changed, none like another."""
    nobody = next((level for level, own in codes.items() if not own), None)
    if nobody is not None:
        leave(f"no row names a {nobody}", f'Name it in a column "{nobody}".')
    if are_of_one_form(codes):
        return
    from schemelang.figures.figures import Member
    from schemelang.figures.roll import call_roll  # only where codes are of several forms
    from schemelang.figures.said import Mention

    mentions = [
        Mention(kind=level, is_about=True, cell=Cell(code, CellPlace("")), name="", published=None)
        for level, own in codes.items()
        for code in own
    ]
    members = [Member(code=each.code, name=each.code, kind=each.kind) for each in mentions]
    every = [code for own in codes.values() for code in own]
    for code in every:
        if one_line(code) != code or is_total(code) or spoilt_code(code) or not code:
            leave(f'"{code}" looks like no code', "Put it right, or leave its rows out.")
    found = tuple(call_roll(mentions, members, scheme, partial=True))
    if found:
        leave("a code has to be looked at", found=found if has_errors(found) else ())


def _see_numbers(codes: Mapping[str, tuple[str, ...]], scheme: Scheme) -> None:
    """See that there are as many as the scheme says."""
    numbers = _numbers(scheme)
    for level, own in codes.items():
        if not own or numbers[level] not in (None, len(own)):
            leave(f"{len(own):,} of kind {level} take part, and not {numbers[level] or 'any'}")


def _numbers(scheme: Scheme) -> dict[str, int | None]:
    """Return how many parties of each level there must be, where the scheme says."""
    return {
        scheme.leaf.singular: scheme.leaf_number,
        **{each.groups.singular: each.number for each in scheme.groupings},
    }


# ---------------------------------------------------------------- who comes and goes


def _keys(files: Sequence[Keyed], sheets: Sequence[Sheets]) -> list[Keys]:
    return [Keys(each, read.sheet) for each, read in zip(files, sheets, strict=True)]


def _settled(
    files: Sequence[Keys], marked: Mapping[str, Array], scheme: Scheme
) -> "tuple[Parties, tuple[Diagnostic, ...]]":
    """Settle who comes and goes within the term, or is in no group or in several."""
    from schemelang.columns.stays import settled  # only where there is somebody who does

    parties, found = settled(files, marked, scheme)
    if has_errors(found):
        leave("something is wrong with who belongs where", found=found)
    return parties, found


def _taking_part(
    codes: Mapping[str, tuple[str, ...]], marked: Mapping[str, Array], settled: "Parties"
) -> Mapping[str, tuple[str, ...]]:
    """Return the codes without those that were gone before the term, or came after it."""
    there = {(each.kind, each.code) for each in settled.members}
    return {
        level: tuple(code for at, code in enumerate(own) if not marked[level][at] or (level, code) in there)
        for level, own in codes.items()
    }


def _owner(files: Sequence[Keyed], settled: "Parties | None", level: str, coarser: str) -> Array:
    """Find the group of everybody of a level, the last of those that were in several; -1 for none."""
    owner, places = owner_of(files, level, coarser), files[0].places
    for each in () if settled is None else sorted(settled.memberships, key=lambda each: each.first):
        if each.member in places[level] and each.group in places[coarser]:
            owner[places[level][each.member]] = places[coarser][each.group]
    return owner


# ---------------------------------------------------------------- what is known of files with the same headings


def lay_out(roll: Roll, scheme: Scheme, graph: RuleGraph) -> Layout:
    """Tell what each column of the files is to the rules, once their headings have been read."""
    periods_of = periods_by_rule(graph)
    axes = {rule.kind.figure: periods_of[rule.id] for rule in graph.rules if isinstance(rule.kind, Given)}
    names = [name for file in roll.files for name in file.figures if name in axes]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        leave(f"{twice} stands in two files", "Put all of its rows into one file, or give one of them another heading.")
    files = tuple(_laid_out(*each, axes) for each in zip(roll.files, roll.sheets, strict=True))
    return Layout(
        levels=roll.levels,
        numbers=_numbers(scheme),
        files=files,
        words=words_of(graph, [each.figure for file in files for each in file.taken]),
    )


def say_more(roll: Roll) -> bool:
    """Say whether files say of parties, beside their groups, from when they are there, or how they came or went."""
    return any(each.sheet.columns.dates or each.sheet.columns.turns for each in roll.sheets)


def words_of(graph: RuleGraph, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return all words that a figure or a constant can be, in order."""
    laid_down = (rule.kind.value for rule in graph.rules if isinstance(rule.kind, Constant))
    declared = (word for figure in figures for word in figure.type.words)
    return tuple(sorted({each for each in (*laid_down, *declared) if isinstance(each, str)}))


def _laid_out(file: File, read: Sheets, axes: Mapping[str, Sequence[Period | None]]) -> FileLayout:
    columns, moments = read.sheet.columns, read.moments
    for each in read.sheet.figures:
        name, of = each.figure.name, each.figure.level
        if of != file.about:
            remedy = "Give each kind of party a file of its own."
            leave(f"{name} is a figure of a {of}, and stands in rows about a {file.about}", remedy)
        if each.figure.reading is not None:
            remedy = "Write a column for each figure, and a row for each party at each of its times."
            leave(f"{name} is read from a file as it was published", remedy)
    taken = [each for each in read.sheet.figures if each.figure.name in axes]
    return FileLayout(
        about=file.about,
        parties=columns.parties,
        names=columns.names,
        time=next(iter(columns.times.values()), None),
        moments={word: number for number, word in enumerate(moments)},
        figures=file.figures,
        taken=tuple(_figure_in(each, read, axes[each.figure.name]) for each in taken),
    )


def _figure_in(each: FigureColumn, read: Sheets, axis: Sequence[Period | None]) -> FigureIn:
    times = [times_in_row(each.figure, moment, read.sheet.timetable) for moment in read.moments.values()]
    if any(len(own) != 1 or own[0] not in axis for own in times) or len(set(times)) < len(times):
        remedy = "Give each kind of period a file of its own."
        leave(f"{each.figure.name} is of another time than the rows in which it stands", remedy)
    return FigureIn(
        figure=each.figure,
        column=each.column,
        periods=len(axis),
        rows=tuple(axis.index(own[0]) for own in times),
    )
