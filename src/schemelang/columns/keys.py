"""Files of Parquet, and whom and when each of their rows is about, before any figure is read.

What is read here has the plain form that a national extract has: each row about one party at one time, every party in
one group of each kind. Who comes or goes within the term is settled by the reader of `figures/`. Whatever has another
form is left to that reader altogether, which knows them all and says what is wrong with the rest.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import Factory, field, frozen

from schemelang.columns.keyed import Array, Keys, Texts, beside, to_settle
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.columns import Columns, read_columns
from schemelang.figures.coverage import check_coverage
from schemelang.figures.damage import spoilt_code
from schemelang.figures.headings import FigureColumn, check_headings, read_figure_columns
from schemelang.figures.matching import LISTS
from schemelang.figures.parquet_cells import as_text, sort_of
from schemelang.figures.rows import Sheet, is_total, moment_in, one_line
from schemelang.figures.shape import key
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import Moment, Timetable, timetable_of, ways_of_writing
from schemelang.model.model import SCHEME, Scheme
from schemelang.source import CellPlace

if TYPE_CHECKING:  # where nobody comes or goes, it is not read
    from schemelang.figures.membership import Parties

FIRST_ROW = 2
"""The number of the row under the headings, as a spreadsheet counts."""


_THREE = 3
"""Of so many levels in a row the one between must be named too, which the other reader sees."""


class NotPlain(Exception):  # noqa: N818 - no fault: there is another reader for it
    """Files that are not of the plain form; `why` says in which way."""

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


def leave(why: str) -> NoReturn:
    """Leave files to the other reader."""
    raise NotPlain(why)


@frozen(eq=False, kw_only=True)
class File:
    """A file of Parquet, what its columns are, and what its rows are about.

    `parties` has the place of the party that each row is about among those of its level, in order of code; `moments`
    are the times of the rows, `words` how the file has them, and `times` which of them each row is of. Of the whole
    scheme there is one party.
    """

    name: str
    opened: pq.ParquetFile = field(repr=False)
    headings: tuple[str, ...]
    columns: Columns
    figures: tuple[FigureColumn, ...]
    parties: Array = field(repr=False)
    moments: tuple[Moment | None, ...]
    words: tuple[str, ...]
    times: Array = field(repr=False)

    @property
    def about(self) -> str:
        """The level that the rows are about."""
        return self.columns.about

    @cached_property
    def schema(self) -> pa.Schema:
        """What each column of the file holds, which takes a moment to be asked for."""
        return self.opened.schema_arrow

    @cached_property
    def begins(self) -> Array:
        """The number of the first row of each row group, from 0, and of all rows."""
        metadata = self.opened.metadata
        return np.cumsum([0, *(metadata.row_group(number).num_rows for number in range(metadata.num_row_groups))])


@frozen(eq=False, kw_only=True)
class Roll:
    """Who takes part, by level in order of code, and in which group each is; and the files that say so.

    `owners` has, for a level and the next coarser one of which it is grouped, the place of each party's group, -1 for
    none. `settled` are those who come and go within the term and all others of their groups, if there are such.
    """

    scheme: Scheme = field(repr=False)
    timetable: Timetable = field(repr=False)
    files: tuple[File, ...]
    codes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    owners: Mapping[tuple[str, str], Array]
    settled: "Parties | None" = None
    advice: tuple[Diagnostic, ...] = ()

    def owner(self, level: str, wanted: str) -> Array:
        """Return the place of the group of each party of a level, however many levels are between."""
        levels = self.scheme.levels
        place = np.arange(len(self.codes[level]))
        for one, other in zip(levels[levels.index(level) :], levels[levels.index(level) + 1 :], strict=False):
            place = np.append(self.owners[one, other], -1)[place]
            if other == wanted:
                break
        return place


def read_roll(paths: Sequence[str], scheme: Scheme) -> Roll:
    """Read who takes part from files of Parquet, and what each row is about; or raise that they are not plain."""
    timetable = timetable_of(scheme, same_at_every_date=False)
    opened = [_opened(path, number, scheme, timetable) for number, path in enumerate(paths)]
    sheets = [each.sheet for each in opened]
    advice = tuple(check_coverage(sheets, scheme, partial=False))
    if has_errors(advice) or sum(key(one.text) in LISTS for each in sheets for one in each.table.headings) > 1:
        leave("a figure has no column, or list sizes stand in two")
    level_codes: Mapping[str, tuple[str, ...]] = {level: _codes(opened, level) for level in scheme.levels[:-1]}
    _see_codes(level_codes, opened, scheme)
    keyed = _keyed(opened, level_codes)
    marked = to_settle([each.keys for each in keyed], keyed[0].places, scheme)
    settled = None
    if marked is not None:
        settled, found = _settled(keyed, marked, scheme)
        level_codes, advice = _taking_part(level_codes, marked, settled), (*found, *advice)
        keyed = _keyed(opened, level_codes)
    _see_numbers(level_codes, scheme)
    return Roll(
        scheme=scheme,
        timetable=timetable,
        files=tuple(each.file for each in keyed),
        codes=level_codes,
        names={level: _names(keyed, level, codes) for level, codes in level_codes.items()},
        owners=_owners(keyed, settled, scheme),
        settled=settled,
        advice=advice,
    )


# ---------------------------------------------------------------- one file


@frozen(eq=False, kw_only=True)
class _Opened:
    """A file that is open, and its columns of keys."""

    opened: pq.ParquetFile
    sheet: Sheet
    texts: Mapping[int, Texts]
    moments: tuple[Moment | None, ...]

    @property
    def columns(self) -> Columns:
        """What its columns are."""
        return self.sheet.columns

    def may_name_nobody(self, level: str) -> bool:
        """Say whether a row need not name a party of a level: its group, where rows say days of those in none."""
        return bool(self.columns.dates) and level != self.columns.about and len(self.columns.parties) < _THREE


def _opened(path: str, number: int, scheme: Scheme, timetable: Timetable) -> _Opened:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        leave("a file cannot be read")
    names = file.schema_arrow.names
    if any(sort_of(each.type) is None for each in file.schema_arrow) or len(set(map(key, names))) < len(names):
        leave("a column is no column of cells, or two have one heading")
    table = Table(path, tuple(Cell(one_line(name), CellPlace(path, 1, one_line(name))) for name in names), ())
    columns = read_columns(table, scheme)
    figures, found = read_figure_columns(table, columns, scheme, timetable)
    odd = any(one.file is not None for one in columns.published.values())
    if found or check_headings(table, columns) or odd or len(columns.times) > 1:
        leave("a heading is not of the plain form")
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
    texts = {**_read_texts(path, file, wanted), **_read_said(file, said)}
    return _Opened(opened=file, sheet=sheet, texts=texts, moments=_moments(sheet, texts))


def _read_texts(path: str, file: pq.ParquetFile, wanted: Sequence[int]) -> Mapping[int, Texts]:
    """Read columns of words, each word kept once in every part of the file."""
    names = [file.schema_arrow.names[at] for at in wanted]
    if any(sort_of(file.schema_arrow.field(at).type) != "words" for at in wanted):
        leave("a code or a time is no word")
    kept = all(pa.types.is_dictionary(file.schema_arrow.field(at).type) for at in wanted)
    keys = file if kept else pq.ParquetFile(path, read_dictionary=names)
    read = keys.read(columns=names)
    return {at: _texts(read.column(name)) for at, name in zip(wanted, names, strict=True)}


def _read_said(file: pq.ParquetFile, wanted: Sequence[int]) -> Mapping[int, Texts]:
    """Read columns of days, and of how somebody came or went, of whatever sort, as text."""
    names = [file.schema_arrow.names[at] for at in wanted]
    read = file.read(columns=names) if names else None
    return {at: _as_text(read.column(name)) for at, name in zip(wanted, names, strict=True)} if read else {}


def _as_text(column: pa.ChunkedArray) -> Texts:
    if pa.types.is_null(column.type):
        return Texts((), np.full(len(column), -1))
    whole = column.combine_chunks()
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    words = tuple(as_text(each) for each in coded.dictionary.to_pylist())
    return Texts(words, coded.indices.fill_null(-1).to_numpy(zero_copy_only=False))


def _texts(column: pa.ChunkedArray) -> Texts:
    """Give each word of a column one number, in the order in which they come, whatever its parts number it."""
    numbers: dict[str, int] = {}
    which: list[Array] = []
    for chunk in column.chunks:
        part = chunk if isinstance(chunk, pa.DictionaryArray) else chunk.dictionary_encode()
        own = [numbers.setdefault(word or "", len(numbers)) for word in part.dictionary.to_pylist()]
        indices = part.indices.fill_null(-1) if part.null_count else part.indices
        which.append(np.array([*own, -1], np.int32)[indices.to_numpy(zero_copy_only=False)])
    return Texts(tuple(numbers), np.concatenate(which) if which else np.empty(0, np.int32))


def _moments(sheet: Sheet, texts: Mapping[int, Texts]) -> tuple[Moment | None, ...]:
    """Read the words for times, each once."""
    for kind, column in sheet.columns.times.items():
        place = CellPlace(sheet.table.name)
        read = [moment_in(sheet, kind, Cell(word, place), kind) for word in texts[column].words]
        if any(isinstance(each, Diagnostic) for each in read) or len(set(read)) < len(read):
            leave("a time is not one of the term")
        return tuple(each for each in read if not isinstance(each, Diagnostic))
    return (None,)


# ---------------------------------------------------------------- codes and names


def _codes(files: Sequence[_Opened], level: str) -> tuple[str, ...]:
    """Return the codes of a level, in order."""
    them = [each for each in files if level in each.columns.parties]
    columns = [each.texts[each.columns.parties[level]] for each in them]
    for each, column in zip(them, columns, strict=True):
        if not each.may_name_nobody(level) and len(column.which) and column.which.min() < 0:
            leave("a row does not say whom it is about")
    return tuple(sorted({word for column in columns for word in column.words}))


def _see_codes(codes: Mapping[str, tuple[str, ...]], files: Sequence[_Opened], scheme: Scheme) -> None:
    """See that codes are as codes are: none that a spreadsheet has changed, none like another."""
    if not all(codes.values()):
        leave("there is nobody of some sort")
    every = [code for own in codes.values() for code in own]
    if len(set(every)) == len(every) and all(_are_of_one_form(own) for own in codes.values()):
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
    odd = any(one_line(code) != code or is_total(code) or spoilt_code(code) or not code for code in every)
    if odd or tuple(call_roll(mentions, members, scheme, partial=True)):
        leave(f"a code among those of {len(files)} files looks odd")


def _see_numbers(codes: Mapping[str, tuple[str, ...]], scheme: Scheme) -> None:
    """See that there are as many as the scheme says."""
    numbers = {scheme.leaf.singular: scheme.leaf_number}
    numbers |= {each.groups.singular: each.number for each in scheme.groupings}
    for level, own in codes.items():
        if not own or numbers[level] not in (None, len(own)):
            leave("there are more or fewer than the scheme says")


def _are_of_one_form(codes: Sequence[str]) -> bool:
    """Say whether codes are a capital letter, then capitals and figures, each in the same places as in all others."""
    text, width = "".join(codes), len(codes[0])
    if not text.isascii() or len(text) != width * len(codes) or len(set(map(len, codes))) > 1:
        return False
    signs: Array = np.frombuffer(text.encode(), np.uint8).reshape(len(codes), width)
    figures = ((signs >= ord("0")) & (signs <= ord("9"))).all(axis=0)
    letters = ((signs >= ord("A")) & (signs <= ord("Z"))).all(axis=0)
    return bool((figures | letters).all() and letters[0] and figures[1:].any())


@frozen(eq=False)
class _Keyed:
    """A file whose parties are known by their places; of those who take no part it is -1."""

    opened: _Opened
    places: Mapping[str, Mapping[str, int]]
    found: dict[str, Array] = Factory(dict)

    def rows(self, level: str) -> Array:
        """Return the place of the party of a level that each row names."""
        if level not in self.found:
            texts = self.opened.texts[self.opened.columns.parties[level]]
            own: Array = np.array([*(self.places[level].get(word, -1) for word in texts.words), -1], np.int32)
            self.found[level] = own[texts.which]
        return self.found[level]

    @property
    def keys(self) -> Keys:
        """What the file says beside figures."""
        parties = {level: self.rows(level) for level in self.opened.columns.parties}
        return Keys(sheet=self.opened.sheet, texts=self.opened.texts, parties=parties)

    @property
    def file(self) -> File:
        """The file, with what its rows are about."""
        columns, number = self.opened.columns, self.opened.opened.metadata.num_rows
        times = [self.opened.texts[column] for column in columns.times.values()]
        if any(len(each.which) and each.which.min() < 0 for each in times):
            leave("a row does not say when it is")
        nobody = np.zeros(number, np.int32)
        return File(
            name=self.opened.sheet.table.name,
            opened=self.opened.opened,
            headings=tuple(self.opened.opened.schema_arrow.names),
            columns=columns,
            figures=self.opened.sheet.figures,
            parties=nobody if columns.about == SCHEME else self.rows(columns.about),
            moments=self.opened.moments,
            words=times[0].words if times else (),
            times=times[0].which if times else nobody,
        )


def _keyed(files: Sequence[_Opened], codes: Mapping[str, tuple[str, ...]]) -> list[_Keyed]:
    places = {level: {code: at for at, code in enumerate(own)} for level, own in codes.items()}
    return [_Keyed(each, places) for each in files]


def _names(files: Sequence[_Keyed], level: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return what the parties of a level are called: one name each, or the code."""
    names = list(codes)
    said: dict[int, str] = {}
    for each in files:
        if level in each.opened.columns.names:
            texts = each.opened.texts[each.opened.columns.names[level]]
            pairs = each.rows(level).astype(np.int64) * (len(texts.words) + 1) + texts.which + 1
            for place, word in (divmod(int(pair), len(texts.words) + 1) for pair in np.unique(pairs[pairs >= 0])):
                name = one_line(texts.words[word - 1]) if word else ""
                if name and said.setdefault(place, name) != name:
                    leave("a party has two names")
    for place, name in said.items():
        names[place] = name
    return tuple(names)


# ---------------------------------------------------------------- groups


def _settled(
    files: Sequence[_Keyed], marked: Mapping[str, Array], scheme: Scheme
) -> "tuple[Parties, tuple[Diagnostic, ...]]":
    """Settle who comes and goes within the term, or is in no group or in several."""
    from schemelang.columns.stays import settled  # only where there is somebody who does

    parties, found = settled([each.keys for each in files], marked, scheme)
    if has_errors(found):
        leave("something is wrong with who belongs where")
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


def _owners(files: Sequence[_Keyed], settled: "Parties | None", scheme: Scheme) -> Mapping[tuple[str, str], Array]:
    """Find the group of everybody, the last of those that were in several; -1 for none."""
    owners: dict[tuple[str, str], Array] = {}
    keys = [each.keys for each in files]
    for grouping in scheme.groupings:
        level, coarser = grouping.members.singular, grouping.groups.singular
        places = files[0].places
        owner = np.full(len(places[level]), -1, np.int64)
        for one, other in beside(keys, level, coarser):
            owner[one] = other
        if settled is not None:
            _place(settled, owner, places[level], places[coarser])
        owners[level, coarser] = owner
    return owners


def _place(settled: "Parties", owner: Array, members: Mapping[str, int], groups: Mapping[str, int]) -> None:
    """Put those whose groups are settled into them, one after the other."""
    for each in sorted(settled.memberships, key=lambda each: each.first):
        if each.member in members and each.group in groups:
            owner[members[each.member]] = groups[each.group]
