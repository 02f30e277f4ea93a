"""A table of scenarios: a column for each thing that changes, and a row for each scenario."""

from collections.abc import Iterator, Sequence

from schemelang.diagnostic import Diagnostic
from schemelang.figures.table import Cell, Table
from schemelang.model.units import said
from schemelang.proof.worlds import World
from schemelang.simulation.errors import ChangeMisread, ColumnsAtOdds, NothingVaries, ScenarioNotItsOwn, TooManySteps
from schemelang.simulation.moves import Read, Unread, ways_of
from schemelang.simulation.reading import MOST, read_change
from schemelang.simulation.simulation import LaidDown, Move, Row, Rows, Target
from schemelang.simulation.targets import read_target
from schemelang.source import CellPlace

NAME = "scenario"
"""The heading of the column in which scenarios are named, if they are."""

_Columns = dict[int, tuple[Cell, Target]]


def read_rows(table: Table, world: World) -> tuple[Rows | None, tuple[Diagnostic, ...]]:
    """Read the scenarios of a table. They are there only if nothing in it is wrong."""
    names = [number for number, heading in enumerate(table.headings) if heading.text.lower() == NAME]
    headings = {number: heading for number, heading in enumerate(table.headings) if number not in names}
    targets = {number: read_target(heading.text, heading.place, world) for number, heading in headings.items()}
    found: list[Diagnostic] = [each for each in targets.values() if isinstance(each, Diagnostic)]
    columns = {number: (headings[number], each) for number, each in targets.items() if not isinstance(each, Diagnostic)}
    found += [*_nothing(table, headings), *_at_odds(columns), *_too_many(table)]
    rows = () if found else tuple(_rows(table, names[0] if names else None, columns, found))
    if found:
        return None, tuple(found)
    return Rows(table.name, tuple(target for _, target in columns.values()), rows), ()


def _rows(table: Table, name: int | None, columns: _Columns, found: list[Diagnostic]) -> Iterator[Row]:
    """Read each row; what is wrong in it is found on the way."""
    named: dict[str, Cell] = {}
    for number, cells in enumerate(table.rows, 1):
        called = str(number)
        if name is not None:
            called = cells[name].text
            found += _not_its_own(cells[name], named)
            named.setdefault(_alike(called), cells[name])
        moves: list[tuple[Target, Move]] = []
        for at, (heading, target) in columns.items():
            move = _move(cells[at], heading, target)
            if isinstance(move, Diagnostic):
                found.append(move)
            elif move is not None:
                moves.append((target, move))
        yield Row(called, tuple(moves))


def _move(cell: Cell, heading: Cell, target: Target) -> Move | Diagnostic | None:
    """Read what a cell makes of what its column changes; an empty one leaves it as it is."""
    if not cell.text:
        return None
    read = read_change(cell.text, target)
    if isinstance(read, Read):
        return read.move
    assert isinstance(read, Unread), "it is read or it is not"
    what = f"{heading.text}, which is {said(target.type)}"
    problem = read.problem or "it can change in the ways below"
    remedy = "\n".join(ways_of(target.type))
    return ChangeMisread(place=cell.place, written=cell.text, what=what, problem=problem, remedy=remedy)


# ---------------------------------------------------------------- what is wrong with a table


def _nothing(table: Table, headings: dict[int, Cell]) -> Iterator[Diagnostic]:
    if not headings:
        yield NothingVaries(place=table.headings[0].place, file=table.name)


def _at_odds(columns: _Columns) -> Iterator[Diagnostic]:
    """Find columns that change the same thing: which of the two would hold is not said."""
    seen: dict[object, Cell] = {}
    for heading, target in columns.values():
        keys: Sequence[object] = (
            target.rules if isinstance(target, LaidDown) else [(target.figure.name, target.parties)]
        )
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            yield ColumnsAtOdds(place=heading.place, heading=heading.text, other=earlier.text)
        seen |= dict.fromkeys(keys, heading)


def _changed(target: Target) -> Sequence[object]:
    return target.rules if isinstance(target, LaidDown) else [(target.figure.name, target.parties)]


def _not_its_own(cell: Cell, named: dict[str, Cell]) -> Iterator[Diagnostic]:
    """See that a scenario has a name, and one of its own."""
    other = named.get(_alike(cell.text))
    if not cell.text:
        problem, remedy = "this cell is empty", "Name it, or leave the whole column out: they are then numbered"
        yield ScenarioNotItsOwn(place=cell.place, problem=problem, remedy=remedy)
    elif other is not None:
        assert isinstance(other.place, CellPlace), "it stands in a file"
        problem = f'"{cell.text}" stands in row {other.place.row} too'
        remedy = "Give each scenario a name of its own"
        yield ScenarioNotItsOwn(place=cell.place, problem=problem, remedy=remedy)


def _alike(name: str) -> str:
    return " ".join(name.lower().split())


def _too_many(table: Table) -> Iterator[Diagnostic]:
    if len(table.rows) > MOST:
        row = table.rows[MOST]
        problem, remedy = "this row is the first beyond them", "Ask for them in several runs"
        yield TooManySteps(
            place=row[0].place, number=f"{len(table.rows):,}", most=f"{MOST:,}", problem=problem, remedy=remedy
        )
