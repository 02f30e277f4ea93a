"""One figure where a table repeats it, and no figure given twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic, Label, Place
from schemelang.figures import errors
from schemelang.figures.cells import say_value
from schemelang.figures.entries import Entry
from schemelang.figures.figures import Datum
from schemelang.model.model import Figure

Key = tuple[str, str | None, Period | None]
Data = Mapping[Key, Datum]


def one_of_each(entries: Iterable[Entry], figures: Mapping[str, Figure]) -> tuple[Data, tuple[Diagnostic, ...]]:
    """Keep one datum for each figure, party and period, and none where rows clash.

    A network's figure may stand beside each of its practices, and one that is given once beside each quarter:
    rows that are about different things may repeat such a figure, if they all say the same.
    Rows about the same party at the same time may not repeat any.
    """
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_key(entry.datum), []).append(entry)
    repeated = [group for group in groups.values() if len(group) > 1]
    twice = [group for group in repeated if _is_twice(group)]
    differing = [group for group in repeated if not _is_twice(group) and _differs(group)]
    clashing = {_key(group[0].datum) for group in (*twice, *differing)}
    data = {key: _saying(groups[key])[0].datum for key in sorted(groups, key=_order) if key not in clashing}
    return data, (*_told_twice(twice), *_told_differing(differing, figures))


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
    if len(group) == 1:
        return group
    return [entry for entry in group if entry.datum.written] or group


def _is_twice(group: Sequence[Entry]) -> bool:
    """Say whether rows about the same give the same figure."""
    return len({entry.about for entry in group}) < len(group)


def _differs(group: Sequence[Entry]) -> bool:
    """Say whether rows about different things do not agree on a figure that they share."""
    return len({entry.datum.value for entry in _saying(group)}) > 1


def _told_twice(groups: Iterable[Sequence[Entry]]) -> Iterator[Diagnostic]:
    """Tell once of each two rows about the same, however many figures they have."""
    told = set()
    for group in groups:
        first_about: dict[object, Entry] = {}
        for entry in group:
            first = first_about.setdefault(entry.about, entry)
            if first is not entry and (first.row, entry.row) not in told:
                told.add((first.row, entry.row))
                label = Label(place_of(first.datum), errors.FigureTwice.there)
                yield errors.FigureTwice(place=place_of(entry.datum), figure=say_key(entry.datum), labels=(label,))


def _told_differing(groups: Iterable[Sequence[Entry]], figures: Mapping[str, Figure]) -> Iterator[Diagnostic]:
    """Tell once of each two cells that differ, however many periods they are for."""
    told = set()
    for group in groups:
        first, *others = _saying(group)
        other = next(entry for entry in others if entry.datum.value != first.datum.value)
        datum, cells = other.datum, (place_of(first.datum), place_of(other.datum))
        if cells not in told:
            told.add(cells)
            said = say_value(datum.value, figures[datum.figure])
            label = Label(cells[0], errors.FigureDiffers.there)
            yield errors.FigureDiffers(place=cells[1], figure=say_key(datum), said=said, labels=(label,))
