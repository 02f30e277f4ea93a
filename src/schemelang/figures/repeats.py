"""One figure where a table repeats it, and no figure given twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic, Label, Place
from schemelang.figures.cells import say_value
from schemelang.figures.errors import FigureDiffers, FigureTwice
from schemelang.figures.figures import Datum
from schemelang.figures.rows import Entry
from schemelang.model.model import Figure

Key = tuple[str, str | None, Period | None]
Data = Mapping[Key, Datum]


def one_of_each(
    entries: Iterable[Entry], figures: Mapping[str, Figure]
) -> tuple[Data, tuple[Diagnostic, ...]]:
    """Keep one datum for each figure, party and period.

    A network's figure may stand beside each of its practices, and one that is given once beside each quarter:
    rows that are about different things may repeat such a figure, if they all say the same.
    Rows about the same party at the same time may not repeat any.
    """
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_key(entry.datum), []).append(entry)
    repeated = [group for group in groups.values() if len(group) > 1]
    data = {key: _saying(groups[key])[0].datum for key in sorted(groups, key=_order)}
    return data, (*_twice(repeated), *_differing(repeated, figures))


def say_key(datum: Datum) -> str:
    """Say which figure a datum is: list_size of Ash, quarter 4."""
    whose = "" if datum.party is None else f" of {datum.party}"
    when = "" if datum.period is None else f", {datum.period.name}"
    return f"{datum.figure}{whose}{when}"


def place_of(datum: Datum) -> Place:
    """Return the place that a datum was read from."""
    assert datum.place is not None, "what is read is read somewhere"
    return datum.place


def _key(datum: Datum) -> Key:
    return datum.figure, datum.party, datum.period


def _order(key: Key) -> tuple[str, str, date]:
    figure, party, period = key
    return party or "", figure, date.min if period is None else period.first


def _saying(group: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out the empty cells beside which the figure is given; where none is given, all say so."""
    return [entry for entry in group if entry.datum.written] or group


def _twice(groups: Iterable[Sequence[Entry]]) -> Iterator[Diagnostic]:
    """Find rows about the same that give the same figures; each two such rows are told of once."""
    told = set()
    for group in groups:
        first_about: dict[object, Entry] = {}
        for entry in group:
            first = first_about.setdefault(entry.about, entry)
            if first is not entry and (first.row, entry.row) not in told:
                told.add((first.row, entry.row))
                label = Label(place_of(first.datum), FigureTwice.there)
                yield FigureTwice(place=place_of(entry.datum), figure=say_key(entry.datum), labels=(label,))


def _differing(groups: Iterable[Sequence[Entry]], figures: Mapping[str, Figure]) -> Iterator[Diagnostic]:
    """Find rows about different things that do not agree on a figure they share."""
    told = set()
    for group in groups:
        first, *others = _saying(group)
        for entry in others:
            datum, cells = entry.datum, (place_of(first.datum), place_of(entry.datum))
            if entry.about != first.about and datum.value != first.datum.value and cells not in told:
                told.add(cells)
                said = say_value(datum.value, figures[datum.figure])
                label = Label(cells[0], FigureDiffers.there)
                yield FigureDiffers(place=cells[1], figure=say_key(datum), said=said, labels=(label,))
                break
