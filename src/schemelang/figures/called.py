"""What files of figures are called in documents: by no more than tells them apart, and by no folder of a machine."""

import re
from collections.abc import Mapping, Sequence

from schemelang.figures.figures import Datum, Figures
from schemelang.light import evolve
from schemelang.source import CellPlace

_BETWEEN_FOLDERS = re.compile(r"[/\\]")


def with_short_names(figures: Figures) -> Figures:
    """Return the same figures, each in a file that is called by its name: the same wherever the files lie."""
    places = [datum.place for datum in figures.data.values()]
    files = dict.fromkeys((*figures.files, *(each.file for each in places if isinstance(each, CellPlace))))
    names = short_names(tuple(files))
    data = {key: _renamed(datum, names) for key, datum in figures.data.items()}
    return evolve(figures, data=data, files=tuple(names[each] for each in figures.files))


def short_names(files: Sequence[str]) -> Mapping[str, str]:
    """Return what each file is called: its name and, where others have the same, as many of its folders as differ."""
    folders = {file: _BETWEEN_FOLDERS.split(file) for file in files}
    return {file: _short(file, folders) for file in files}


def _short(file: str, folders: Mapping[str, Sequence[str]]) -> str:
    own = folders[file]
    lengths = range(1, len(own) + 1)
    others = [each for other, each in folders.items() if other != file]
    least = next((length for length in lengths if all(each[-length:] != own[-length:] for each in others)), len(own))
    return "/".join(own[-least:])


def _renamed(datum: Datum, names: Mapping[str, str]) -> Datum:
    place = datum.place
    return evolve(datum, place=evolve(place, file=names[place.file])) if isinstance(place, CellPlace) else datum
