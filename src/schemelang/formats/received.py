"""What has come in, in words for people and as data: `docs/received.schema.json` defines the form."""

from collections.abc import Iterator, Sequence
from typing import Any

from schemelang.diagnostic import Diagnostic, Place
from schemelang.explanation.places import say_place
from schemelang.figures.conversions import Converted, Example
from schemelang.figures.figures import State
from schemelang.figures.matching import Compared
from schemelang.figures.received import Given, OnlyIn, Parties, Read, Received, Whose
from schemelang.quantities import exact, say_number
from schemelang.report import as_json
from schemelang.source import CellPlace

VERSION = 1
"""Goes up when a program that reads the form would have to change."""

Data = dict[str, Any]

_STATES: dict[State | None, str] = {
    State.NOT_REPORTED: "not reported",
    State.SUPPRESSED: "suppressed",
    State.NOT_APPLICABLE: "does not apply",
    State.UNDECIDED: "undecided",
    None: "no row",
}
_NAMES: dict[State | None, str] = {
    State.NOT_REPORTED: "not_reported",
    State.SUPPRESSED: "suppressed",
    State.NOT_APPLICABLE: "not_applicable",
    State.UNDECIDED: "undecided",
    None: "no_row",
}
_MOST_SHOWN = 10


# ---------------------------------------------------------------- words


def received_text(received: Received) -> str:
    """Say what came in."""
    parts = (
        _section("Read", map(_read, received.read)),
        _section("Who takes part", (line for each in received.parties for line in _parties(each))),
        _section("In one file only", map(_only_in, received.only_in)),
        _section("Figures", (line for each in received.given for line in _given(each))),
        _section("Converted as they were read", (line for each in received.converted for line in _converted(each))),
        _section("List sizes", (line for each in received.lists for line in _compared(each))),
    )
    return "\n".join(part for part in parts if part)


def _section(heading: str, lines: Iterator[str]) -> str:
    said = [f"  {line}" for line in lines]
    return "\n".join((heading, *said, "")) if said else ""


def _read(read: Read) -> str:
    return f"{_table(read)}: {_counted(read.rows, 'row')}"


def _table(read: Read) -> str:
    return read.file if read.sheet is None else f"{read.file}, sheet {read.sheet}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _parties(parties: Parties) -> Iterator[str]:
    expected = "" if parties.expected is None else f" of {parties.expected:,}"
    yield f"{parties.plural}: {len(parties.codes):,}{expected}"
    for group, codes in parties.in_no_group.items():
        yield f"  in no {group}: {_listed(codes)}"


def _only_in(only: OnlyIn) -> str:
    return f"{_table(only.table)}: {only.plural} {_listed(only.codes)}"


def _given(given: Given) -> Iterator[str]:
    yield f"{given.figure.name}: {given.given:,} of {given.expected:,}"
    for state, whose in given.absent.items():
        yield f"  {_STATES[state]}: {_listed([_whose(each) for each in whose])}"


def _whose(whose: Whose) -> str:
    party, period = whose
    named = [each for each in (party, None if period is None else period.name) if each is not None]
    return " in ".join(named) if named else "the scheme"


def _converted(converted: Converted) -> Iterator[str]:
    yield f"{converted.way.words}: {converted.number:,}"
    yield from (f"  {_example(example)}" for example in converted.first)


def converted_line(every: Sequence[Converted]) -> str:
    """Say in a line what was written otherwise than it is read, unless it was written as it is asked for."""
    said = [f"{each.number:,} {each.way.words}" for each in every if not each.way.asked_for]
    return f"Converted as they were read: {'; '.join(said)}. To see them: schemelang figures check\n" if said else ""


def _example(example: Example) -> str:
    return f'"{example.cell.text}" is {example.read}: {say_place(example.cell.place)}'


def _compared(compared: Compared) -> Iterator[str]:
    one, other = compared.one, compared.other
    alike = compared.both - len(compared.differing)
    yield f"{_column(one.heading.place)} and {_column(other.heading.place)}: {compared.both:,} in both"
    yield f"  within a fifth of each other: {alike:,}"
    if compared.differing:
        yield f"  further apart: {_listed([_sizes(compared, code) for code in compared.differing])}"


def _column(place: Place) -> str:
    assert isinstance(place, CellPlace), "a file has cells"
    where = place.file if place.sheet is None else f"{place.file}, sheet {place.sheet}"
    return f"{place.column} of {where}"


def _sizes(compared: Compared, code: str) -> str:
    return f"{code} {say_number(compared.one.sizes[code][0])} and {say_number(compared.other.sizes[code][0])}"


def _listed(words: Sequence[str]) -> str:
    rest = len(words) - _MOST_SHOWN
    separator = "; " if any(" " in each for each in words) else ", "
    return separator.join(words[:_MOST_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


# ---------------------------------------------------------------- data


def received_data(received: Received | None, found: Sequence[Diagnostic], name: str) -> Data:
    """Return what came in as data: of figures that are refused, what is wrong with them and nothing else."""
    data: Data = {"version": VERSION, "scheme": name, "findings": as_json(found)}
    if received is None:
        return {**data, "refused": True}
    return {
        **data,
        "refused": False,
        "tables": [_table_data(each) for each in received.read],
        "parties": [_parties_data(each) for each in received.parties],
        "only_in": [{"table": _table_data(each.table), "codes": list(each.codes)} for each in received.only_in],
        "figures": [_given_data(each) for each in received.given],
        "conversions": [_converted_data(each) for each in received.converted],
        "lists": [_compared_data(each) for each in received.lists],
    }


def _table_data(read: Read) -> Data:
    return {"file": read.file, "sheet": read.sheet, "rows": read.rows}


def _parties_data(parties: Parties) -> Data:
    return {
        "kind": parties.kind,
        "expected": parties.expected,
        "codes": list(parties.codes),
        "in_no_group": {group: list(codes) for group, codes in parties.in_no_group.items()},
    }


def _given_data(given: Given) -> Data:
    absent = {
        _NAMES[state]: [{"party": party, "period": None if period is None else period.name} for party, period in whose]
        for state, whose in given.absent.items()
    }
    return {"figure": given.figure.name, "expected": given.expected, "given": given.given, "absent": absent}


def _converted_data(converted: Converted) -> Data:
    first = [{"written": each.cell.text, "read": each.read, **_place_data(each.cell.place)} for each in converted.first]
    return {"what": converted.way.words, "number": converted.number, "first": first}


def _compared_data(compared: Compared) -> Data:
    return {
        "one": _place_data(compared.one.heading.place),
        "other": _place_data(compared.other.heading.place),
        "both": compared.both,
        "differing": [
            {
                "party": code,
                "one": exact(compared.one.sizes[code][0]),
                "other": exact(compared.other.sizes[code][0]),
            }
            for code in compared.differing
        ],
    }


def _place_data(place: Place) -> Data:
    assert isinstance(place, CellPlace), "a file has cells"
    return {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}
