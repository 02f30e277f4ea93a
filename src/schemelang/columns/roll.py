"""Who takes part by files of Parquet, and what each of their rows is about: what comes of reading them, and how.

Whether their headings are read by a scheme or known from an earlier run, keys are read in the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, repeat
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from schemelang.diagnostic import Diagnostic
from schemelang.figures.parquet_cells import sort_of
from schemelang.light import Factory, field, frozen
from schemelang.model.model import SCHEME

if TYPE_CHECKING:  # what reads headings is not needed where they are known
    from schemelang.figures.membership import Parties
    from schemelang.figures.rows import Sheet
    from schemelang.figures.times import Moment

Array = Any
"""An array of NumPy: of what shape and numbers is said where it is named."""


class NotPlain(Exception):  # noqa: N818 - no fault: there is another reader for it
    """Files that are not of the plain form: `why` says in which way, and `found` what is wrong with them, if so.

    `remedy` says what makes them plain, where something does.
    """

    def __init__(self, why: str, remedy: str = "", found: "Sequence[Diagnostic]" = ()) -> None:
        """Say why."""
        super().__init__(why)
        self.why, self.remedy, self.found = why, remedy, tuple(found)


def leave(why: str, remedy: str = "", found: "Sequence[Diagnostic]" = ()) -> NoReturn:
    """Leave files to the other reader; why, and what can be done, is said in the words of those who have them."""
    raise NotPlain(why, remedy, found)


def name_of(path: str) -> str:
    """Return what a file is called, without where it lies."""
    return PurePath(path).name


@frozen(eq=False)
class Texts:
    """A column of words: each word once, and which of them each row has, -1 for none."""

    words: tuple[str, ...]
    which: Array

    def have(self, so: Sequence[bool]) -> Array:
        """Say which rows have a word of which something is so, told of each word."""
        return np.array([*so, False])[self.which]


@frozen(eq=False, kw_only=True)
class File:
    """A file of Parquet, and what its rows are about: parties of one level, by place in order of code, and times.

    A row has -1 for a party that takes no part.
    `moments` are the times of the rows as they are written, and `times` which of them each row is of; where nothing
    is said of time there is one, without words. Of the whole scheme there is one party. `code` and `time` are the
    headings of their columns, if there are such, and `figures` all that stand in it.
    """

    name: str
    opened: pq.ParquetFile = field(repr=False)
    about: str
    code: str | None
    time: str | None
    figures: tuple[str, ...]
    parties: Array = field(repr=False)
    moments: tuple[str, ...]
    times: Array = field(repr=False)

    @cached_property
    def schema(self) -> pa.Schema:
        """What each column of the file holds, which takes a moment to be asked for."""
        return self.opened.schema_arrow

    @cached_property
    def groups(self) -> tuple[pq.RowGroupMetaData, ...]:
        """What the file tells of each of its row groups."""
        return tuple(map(self.opened.metadata.row_group, range(self.opened.metadata.num_row_groups)))

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """The number of the first row of each row group, from 0, and of all rows."""
        return tuple(accumulate((each.num_rows for each in self.groups), initial=0))


@frozen(eq=False, kw_only=True)
class Sheets:
    """How the reader of figures takes the headings of a file, and the words for its times."""

    sheet: "Sheet"
    moments: "Mapping[str, Moment | None]"


@frozen(eq=False, kw_only=True)
class Roll:
    """Who takes part, by level in order of code, and in which group each is; and the files that say so.

    `owners` has, for a level and the next coarser one of which it is grouped, the place of each party's group, -1 for
    none. `settled` are those who come and go within the term and all others of their groups, if there are such.
    `sheets` say how headings were read, file by file; there are none where they were known.
    """

    levels: tuple[str, ...]
    files: tuple[File, ...]
    codes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    owners: Mapping[tuple[str, str], Array]
    settled: "Parties | None" = None
    sheets: tuple[Sheets, ...] = field(default=(), repr=False)
    advice: tuple[Diagnostic, ...] = ()

    def owner(self, level: str, wanted: str) -> Array:
        """Return the place of the group of each party of a level, however many levels are between."""
        place = np.arange(len(self.codes[level]))
        at = self.levels.index(level)
        for one, other in zip(self.levels[at:], self.levels[at + 1 :], strict=False):
            place = np.append(self.owners[one, other], -1)[place]
            if other == wanted:
                break
        return place


# ---------------------------------------------------------------- a file


@frozen(eq=False, kw_only=True)
class Opened:
    """A file that is open, its columns of keys, each by its number, and the words in them.

    A row need not name a party of the levels that `may_be_none`.
    """

    name: str
    opened: pq.ParquetFile
    about: str
    parties: Mapping[str, int]
    names: Mapping[str, int]
    time: int | None
    figures: tuple[str, ...]
    texts: Mapping[int, Texts]
    may_be_none: frozenset[str] = frozenset()

    @property
    def moments(self) -> tuple[str, ...]:
        """The words for times."""
        return ("",) if self.time is None else self.texts[self.time].words


@frozen(eq=False)
class Keyed:
    """A file whose parties are known by their places; of those who take no part it is -1."""

    opened: Opened
    places: Mapping[str, Mapping[str, int]]
    found: dict[str, Array] = Factory(dict)

    def rows(self, level: str) -> Array:
        """Return the place of the party of a level that each row names."""
        if level not in self.found:
            texts = self.opened.texts[self.opened.parties[level]]
            own: Array = np.array([*map(self.places[level].get, texts.words, repeat(-1)), -1], np.int32)
            self.found[level] = own[texts.which]
        return self.found[level]

    @property
    def file(self) -> File:
        """The file, with what its rows are about."""
        opened, headings = self.opened, self.opened.opened.schema_arrow.names
        nobody = np.zeros(opened.opened.metadata.num_rows, np.int32)
        times = None if opened.time is None else opened.texts[opened.time]
        if times is not None and len(times.which) and times.which.min() < 0:
            leave(f"a row of {name_of(self.opened.name)} does not say when it is", "Fill in its time.")
        return File(
            name=opened.name,
            opened=opened.opened,
            about=opened.about,
            code=None if opened.about == SCHEME else headings[opened.parties[opened.about]],
            time=None if opened.time is None else headings[opened.time],
            figures=opened.figures,
            parties=nobody if opened.about == SCHEME else self.rows(opened.about),
            moments=opened.moments,
            times=nobody if times is None else times.which,
        )


def keyed(files: Sequence[Opened], codes: Mapping[str, tuple[str, ...]]) -> list[Keyed]:
    """Know the parties in files by their places."""
    places = {level: {code: at for at, code in enumerate(own)} for level, own in codes.items()}
    return [Keyed(each, places) for each in files]


def opened(path: str) -> pq.ParquetFile:
    """Open a file, if it is one of Parquet."""
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        return leave(f"{name_of(path)} cannot be read", "Make it again, or leave it out.")


def read_texts(path: str, file: pq.ParquetFile, wanted: Sequence[int]) -> Mapping[int, Texts]:
    """Read columns of words, each word kept once in every part of the file."""
    schema = file.schema_arrow
    names, kinds = [schema.names[at] for at in wanted], [schema.field(at).type for at in wanted]
    for name, kind in zip(names, kinds, strict=True):
        if sort_of(kind) != "words":
            leave(f'the column "{name}" holds codes, names or times, and is no column of text', "Write it as text.")
    kept = all(map(pa.types.is_dictionary, kinds))
    read = (file if kept else pq.ParquetFile(path, read_dictionary=names)).read(columns=names, use_threads=False)
    return {at: _texts(read.column(name)) for at, name in zip(wanted, names, strict=True)}


def _texts(column: pa.ChunkedArray) -> Texts:
    """Give each word of a column one number, in the order in which they come, whatever its parts number it."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    chunks = coded.unify_dictionaries().chunks
    words = chunks[0].dictionary.to_numpy(zero_copy_only=False).tolist() if chunks else ()
    which = [chunk.indices.fill_null(-1) if chunk.null_count else chunk.indices for chunk in chunks]
    numbers = [each.to_numpy(zero_copy_only=False).astype(np.int32, copy=False) for each in which]
    return Texts(tuple(words), np.concatenate([np.empty(0, np.int32), *numbers]))


# ---------------------------------------------------------------- everybody


def codes_of(files: Sequence[Opened], level: str) -> tuple[str, ...]:
    """Return the codes of a level, in order."""
    them = [each for each in files if level in each.parties]
    columns = [each.texts[each.parties[level]] for each in them]
    for each, column in zip(them, columns, strict=True):
        if level not in each.may_be_none and len(column.which) and column.which.min() < 0:
            leave(f"a row of {name_of(each.name)} names no {level}", "Fill it in, or leave the row out.")
    return tuple(sorted(set[str]().union(*(column.words for column in columns))))


def are_of_one_form(codes: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether nobody's code is anybody else's, and the codes of each level are so alike that none is spoilt."""
    every = {code for own in codes.values() for code in own}
    return len(every) == sum(map(len, codes.values())) and all(map(_are_alike, codes.values()))


def _are_alike(codes: Sequence[str]) -> bool:
    """Say whether codes are a capital letter, then capitals and figures, each in the same places as in all others."""
    text, width = "".join(codes), len(codes[0])
    if not text.isascii() or len(text) != width * len(codes) or len(set(map(len, codes))) > 1:
        return False
    signs: Array = np.frombuffer(text.encode(), np.uint8).reshape(len(codes), width)
    figures = ((signs >= ord("0")) & (signs <= ord("9"))).all(axis=0)
    letters = ((signs >= ord("A")) & (signs <= ord("Z"))).all(axis=0)
    return bool((figures | letters).all() and letters[0] and figures[1:].any())


def names_of(files: Sequence[Keyed], level: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return what the parties of a level are called: one name each, or the code."""
    names = list(codes)
    said: dict[int, str] = {}
    for each in files:
        if level in each.opened.names:
            texts = each.opened.texts[each.opened.names[level]]
            pairs = each.rows(level).astype(np.int64) * (len(texts.words) + 1) + texts.which + 1
            for place, word in (divmod(int(pair), len(texts.words) + 1) for pair in np.unique(pairs[pairs >= 0])):
                name = " ".join(texts.words[word - 1].split()) if word else ""
                if name and said.setdefault(place, name) != name:
                    leave(f'{codes[place]} is called both "{said[place]}" and "{name}"', "Write one name in every row.")
    for place, name in said.items():
        names[place] = name
    return tuple(names)


def beside(files: Sequence[Keyed], level: str, coarser: str) -> Iterator[tuple[Array, Array]]:
    """Return the members and the groups that stand beside each other in rows."""
    for each in files:
        if level in each.opened.parties and coarser in each.opened.parties:
            one, other = each.rows(level), each.rows(coarser)
            both = (one >= 0) & (other >= 0)
            yield (one, other) if both.all() else (one[both], other[both])


def not_in_one(files: Sequence[Keyed], level: str, coarser: str) -> Array:
    """Say who of a level stands beside several groups of another, or beside none."""
    owner = owner_of(files, level, coarser)
    several = owner < 0
    for one, other in beside(files, level, coarser):
        several[one[owner[one] != other]] = True
    return several


def owner_of(files: Sequence[Keyed], level: str, coarser: str) -> Array:
    """Find the group of everybody of a level, the last of those that were in several; -1 for none."""
    owner = np.full(len(files[0].places[level]), -1, np.int64)
    for one, other in beside(files, level, coarser):
        owner[one] = other
    return owner
