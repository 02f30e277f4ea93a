"""What the columns of files of Parquet are by a scheme: all that hangs on headings and the ways times are written.

It is kept from run to run, so that files with the same headings are read without them being told apart again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pyarrow.parquet as pq

from schemelang.columns.roll import (
    Opened,
    Roll,
    are_of_one_form,
    codes_of,
    keyed,
    leave,
    names_of,
    not_in_one,
    owner_of,
    read_texts,
)
from schemelang.light import frozen
from schemelang.model.model import Figure


@frozen(kw_only=True)
class FigureIn:
    """A figure in a file that a rule takes: its column, the periods of its own table, and its row by each time."""

    figure: Figure
    column: int
    periods: int
    rows: tuple[int, ...]


@frozen(kw_only=True)
class FileLayout:
    """What the columns of a file are, each by its number: codes and names by level, a time if one says so, figures.

    `moments` gives the words for times their numbers. `figures` are all that stand in the file, and `taken` those that
    a rule takes.
    """

    about: str
    parties: Mapping[str, int]
    names: Mapping[str, int]
    time: int | None
    moments: Mapping[str, int]
    figures: tuple[str, ...]
    taken: tuple[FigureIn, ...]


@frozen(kw_only=True)
class Layout:
    """What the columns of files are, how many parties of each level there must be, and the words there can be."""

    levels: tuple[str, ...]
    numbers: Mapping[str, int | None]
    files: tuple[FileLayout, ...]
    words: tuple[str, ...]


def headings_of(files: Iterable[pq.ParquetFile]) -> str:
    """Say all that a layout hangs on of some files: their headings, and the sort of each column."""
    return repr([[(each.name, str(each.type)) for each in file.schema_arrow] for file in files])


def read_again(paths: Sequence[str], opened: Sequence[pq.ParquetFile], layout: Layout) -> Roll:
    """Read who takes part from files whose layout is known, or raise that a scheme is needed for it."""
    files = [_read(*each) for each in zip(paths, opened, layout.files, strict=True)]
    codes = {level: codes_of(files, level) for level in layout.levels[:-1]}
    if any(not own or layout.numbers[level] not in (None, len(own)) for level, own in codes.items()):
        leave("there are more or fewer than the scheme says")
    if not are_of_one_form(codes):
        leave("a code may have to be looked at")
    them, pairs = keyed(files, codes), tuple(pairwise(layout.levels[:-1]))
    if any(not_in_one(them, *pair).any() for pair in pairs):
        leave("somebody is in no group, or in several")
    return Roll(
        levels=layout.levels,
        files=tuple(each.file for each in them),
        codes=codes,
        names={level: names_of(them, level, own) for level, own in codes.items()},
        owners={pair: owner_of(them, *pair) for pair in pairs},
    )


def _read(path: str, file: pq.ParquetFile, layout: FileLayout) -> Opened:
    time = () if layout.time is None else (layout.time,)
    found = Opened(
        name=path,
        opened=file,
        about=layout.about,
        parties=layout.parties,
        names=layout.names,
        time=layout.time,
        figures=layout.figures,
        texts=read_texts(path, file, [*layout.parties.values(), *layout.names.values(), *time]),
    )
    if not layout.moments.keys() >= set(found.moments):
        leave("a time is written in a way that is not known")
    return found
