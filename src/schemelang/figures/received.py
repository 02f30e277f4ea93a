"""What has come in: from which files, about whom, and of each figure what is there, what is not, and why not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from schemelang.dates import Period
from schemelang.figures.asked import plural_of
from schemelang.figures.columns import declared, read_columns
from schemelang.figures.conversions import Converted, conversions
from schemelang.figures.figures import Figures, Member, State
from schemelang.figures.matching import Compared, compare_lists
from schemelang.figures.nhs.published import take
from schemelang.figures.rows import code_in
from schemelang.figures.table import Table
from schemelang.figures.times import timetable_of
from schemelang.model.model import SCHEME, Each, Figure, Scheme
from schemelang.source import CellPlace

Whose = tuple[str | None, Period | None]
"""A party and a period; of a figure of the scheme, or that is given once, there is none."""


@frozen(kw_only=True)
class Read:
    """A table that was read: its file, its sheet if that is a workbook, and how many rows are in it."""

    file: str
    sheet: str | None
    rows: int


@frozen(kw_only=True)
class Parties:
    """Those of one kind: their codes, how many there should be, if that is said, and who is in none of a group."""

    kind: str
    plural: str
    codes: tuple[str, ...]
    expected: int | None
    in_no_group: Mapping[str, tuple[str, ...]]


@frozen(kw_only=True)
class Given:
    """Of one figure how many there should be and are, and whose are not there, by the reason; without one, no row."""

    figure: Figure
    expected: int
    given: int
    absent: Mapping[State | None, tuple[Whose, ...]]


@frozen(kw_only=True)
class OnlyIn:
    """Those of a kind that are in one table only, while others of their kind are in several."""

    table: Read
    plural: str
    codes: tuple[str, ...]


@frozen(kw_only=True)
class Received:
    """All that there is to say of what came in."""

    scheme: Scheme
    read: tuple[Read, ...]
    parties: tuple[Parties, ...]
    given: tuple[Given, ...]
    only_in: tuple[OnlyIn, ...]
    converted: tuple[Converted, ...]
    lists: tuple[Compared, ...]


def received(
    tables: Sequence[Table], figures: Figures, scheme: Scheme, last: Sequence[Table] | None = None
) -> Received:
    """Say what came in; lists are held against those of the last time, if there are any, or else against each other."""
    timetable = timetable_of(scheme, same_at_every_date=False)
    own = take(tables, scheme, timetable, partial=False).tables
    return Received(
        scheme=scheme,
        read=tuple(map(_read, tables)),
        parties=tuple(_parties(figures, scheme)),
        given=tuple(_given(figure, figures, scheme) for figure in declared(scheme)),
        only_in=tuple(_only_in(own, figures, scheme)),
        converted=conversions(own, scheme),
        lists=compare_lists(own, own if last is None else last, scheme),
    )


def _read(table: Table) -> Read:
    place = table.headings[0].place
    assert isinstance(place, CellPlace), "a file has cells"
    return Read(file=place.file, sheet=place.sheet, rows=len(table.rows))


def _parties(figures: Figures, scheme: Scheme) -> Iterator[Parties]:
    numbers: dict[str, int | None] = {scheme.leaf.singular: scheme.leaf_number}
    numbers |= {grouping.groups.singular: grouping.number for grouping in scheme.groupings}
    placed = {(each.member, each.kind) for each in figures.memberships}
    for kind, number in numbers.items():
        codes = tuple(member.code for member in figures.members if member.kind == kind)
        groups = [each.groups.singular for each in scheme.groupings if each.members.singular == kind]
        without = {group: tuple(code for code in codes if (code, group) not in placed) for group in groups}
        yield Parties(
            kind=kind,
            plural=plural_of(kind, scheme),
            codes=codes,
            expected=number,
            in_no_group={group: them for group, them in without.items() if them},
        )


def _given(figure: Figure, figures: Figures, scheme: Scheme) -> Given:
    """Count a figure, and sort those that are not there by the reason."""
    expected = tuple(_expected(figure, figures, scheme))
    absent: dict[State | None, list[Whose]] = {}
    for party, period in expected:
        datum = figures.data.get((figure.name, party, period))
        if datum is None:
            absent.setdefault(None, []).append((party, period))
        elif isinstance(datum.value, State):
            absent.setdefault(datum.value, []).append((party, period))
    missing = sum(map(len, absent.values()))
    return Given(
        figure=figure,
        expected=len(expected),
        given=len(expected) - missing,
        absent={state: tuple(whose) for state, whose in absent.items()},
    )


def _expected(figure: Figure, figures: Figures, scheme: Scheme) -> Iterator[Whose]:
    """Return whose figures there should be: of each period that somebody takes part in."""
    time = figure.time
    periods = timetable_of(scheme, same_at_every_date=False).periods[time.kind] if isinstance(time, Each) else (None,)
    members: Iterable[Member | None] = [member for member in figures.members if member.kind == figure.level]
    for member in [None] if figure.level == SCHEME else members:
        for period in periods:
            if member is None or period is None or (member.first <= period.last and period.first <= member.last):
                yield (None if member is None else member.code), period


def _only_in(tables: Sequence[Table], figures: Figures, scheme: Scheme) -> Iterator[OnlyIn]:
    """Find those that one table alone is about, where most of their kind are in others too."""
    about = {member.code: member.kind for member in figures.members}
    named: dict[str, list[tuple[Table, set[str]]]] = {}
    for table in tables:
        columns = read_columns(table, scheme)
        if columns.about != SCHEME:
            codes = {code_in(row[columns.parties[columns.about]]) for row in table.rows}
            named.setdefault(columns.about, []).append((table, codes))
    for kind, several in named.items():
        for table, codes in several:
            others: set[str] = set().union(*(those for other, those in several if other is not table))
            alone = sorted(code for code in codes - others if about.get(code) == kind)
            if alone and codes & others:
                yield OnlyIn(table=_read(table), plural=plural_of(kind, scheme), codes=tuple(alone))
