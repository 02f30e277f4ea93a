"""Who takes part: the codes in a user's own tables, and what published lists of members say of those."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemelang.figures.columns import read_columns
from schemelang.figures.nhs.recognised import Recognised
from schemelang.figures.rows import code_in
from schemelang.figures.table import Cell, Table
from schemelang.model.model import Scheme

Roster = Mapping[str, frozenset[str]]
"""The codes of those who take part, by the word for what they are."""

_NO_GROUP = {"", "u", "-", "unallocated", "unknown or no pcn"}


def roster_of(tables: Iterable[Table], scheme: Scheme) -> Roster:
    """Return the codes of the parties that a user's own tables name."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for kind, column in read_columns(table, scheme).parties.items():
            found.setdefault(kind, set()).update(code_in(row[column]) for row in table.rows if row[column].text)
    return {kind: frozenset(codes) for kind, codes in found.items()}


def members_in(files: Iterable[Recognised], own: Sequence[Table], scheme: Scheme) -> Iterator[Table]:
    """Return, of each published list of members, the rows of those who take part, or whose group does."""
    roster = roster_of(own, scheme)
    pair = next(((each.members.singular, each.groups.singular) for each in scheme.groupings), None)
    if pair is None:
        return
    for file in files:
        rows = [
            row
            for row in _pairs(file)
            if code_in(row[0]) in roster.get(pair[0], ()) or code_in(row[1]) in roster.get(pair[1], ())
        ]
        if rows:
            headings = (Cell(pair[0], rows[0][0].place), Cell(pair[1], rows[0][1].place))
            yield Table(file.table.name, headings, tuple(rows))


def _pairs(file: Recognised) -> Iterator[tuple[Cell, Cell]]:
    """Return the practice and the network of each row; what stands where there is no network is nothing."""
    assert file.layout.whose is not None, "a list of members says whose each row is"
    assert file.layout.group is not None, "a list of members has a column for their groups"
    member, group = file.column(file.layout.whose), file.column(file.layout.group)
    assert member is not None, "a file is recognised by this column"
    assert group is not None, "a file is recognised by this column"
    for row in file.table.rows:
        in_none = row[group].text.casefold() in _NO_GROUP
        yield row[member], Cell("", row[group].place) if in_none else row[group]
