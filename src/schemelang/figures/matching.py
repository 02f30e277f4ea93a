"""Whether files that are read together belong together: by whom they are about, and by how long their lists are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from schemelang.diagnostic import Diagnostic, Label
from schemelang.figures.asked import plural_of
from schemelang.figures.cells import plain
from schemelang.figures.columns import LISTS, Columns, read_columns
from schemelang.figures.damage_errors import FilesDoNotMatch, ListSizesDiffer
from schemelang.figures.known import key
from schemelang.figures.rows import code_in
from schemelang.figures.table import Cell, Table
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Scheme
from schemelang.quantities import Misread, read_cell_number, say_number
from schemelang.source import CellPlace

# Of those in the smaller of two files so many, and so great a part, may be missing from the other.
_MOST_MISSING, _PART_MISSING = 1, Fraction(1, 20)
_MOST_SHOWN = 5

# Of at least so many lists in two files so great a part may differ by so much.
_FEWEST, _PART_DIFFERING, _MUCH = 5, Fraction(1, 4), Fraction(6, 5)


def check_matching(tables: Sequence[Table], scheme: Scheme) -> Iterator[Diagnostic]:
    """Find files that are about others than the rest, and lists that cannot be of those whose codes they have."""
    files = [table for table in tables if isinstance(table.headings[0].place, CellPlace)]
    if len(files) > 1:
        yield from _strangers(files, scheme)
        yield from shuffled(files, files, scheme)


# ---------------------------------------------------------------- who is in which file


def _strangers(tables: Sequence[Table], scheme: Scheme) -> Iterator[Diagnostic]:
    """Find two sets of parties that should be nearly the same and are not."""
    for kind in scheme.levels[:-1]:
        sets = _with_each(tables, kind, scheme)
        alike = {frozenset(cells): what for what, cells in reversed(sets.items())}
        for one, other in combinations(sorted(alike.values(), key=list(sets).index), 2):
            smaller, larger = (one, other) if len(sets[one]) <= len(sets[other]) else (other, one)
            missing = [code for code in sets[smaller] if code not in sets[larger]]
            if len(missing) > _MOST_MISSING and len(missing) > _PART_MISSING * len(sets[smaller]):
                yield FilesDoNotMatch(
                    place=sets[smaller][missing[0]].place,
                    one=smaller,
                    other=larger,
                    parties=plural_of(kind, scheme),
                    missing=len(missing),
                    of=len(sets[smaller]),
                    codes=_named(missing),
                    labels=(Label(next(iter(sets[larger].values())).place, FilesDoNotMatch.there),),
                )


def _with_each(tables: Sequence[Table], kind: str, scheme: Scheme) -> dict[str, dict[str, Cell]]:
    """Return who of a kind has a row for each figure, and for the groups; each with the first such cell."""
    sets: dict[str, dict[str, Cell]] = {}
    for table in tables:
        columns = read_columns(table, scheme)
        if columns.about != kind:
            continue
        at = columns.parties[kind]
        groups = [level for level in columns.parties if level != kind]
        for what in (*groups[:1], *columns.figures):
            held = sets.setdefault(what, {})
            for row in table.rows:
                held.setdefault(code_in(row[at]), row[at])
    return sets


def _named(codes: Sequence[str]) -> str:
    rest = len(codes) - _MOST_SHOWN
    return ", ".join(codes[:_MOST_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


# ---------------------------------------------------------------- how long the lists are


@frozen(kw_only=True)
class Lists:
    """How long the list of each party is, as one column of one table says."""

    kind: str
    heading: Cell
    sizes: Mapping[str, tuple[Fraction, Cell]]


@frozen(kw_only=True)
class Compared:
    """Two columns of list sizes: how many parties are in both, and those whose lists differ much, furthest first."""

    one: Lists
    other: Lists
    both: int
    differing: tuple[str, ...]

    @property
    def do_not_belong_together(self) -> bool:
        """Whether so many differ that the codes cannot stand beside their own lists."""
        return self.both >= _FEWEST and len(self.differing) > _PART_DIFFERING * self.both


def compare_lists(ones: Sequence[Table], others: Sequence[Table], scheme: Scheme) -> tuple[Compared, ...]:
    """Hold the list sizes of tables against those of others, or against each other if they are the same."""
    if ones is others:
        several = len([heading for table in ones for heading in table.headings if key(heading.text) in LISTS]) > 1
        pairs = combinations(_lists(ones, scheme), 2) if several else iter(())
    else:
        pairs = ((one, other) for other in tuple(_lists(others, scheme)) for one in _lists(ones, scheme))
    return tuple(_compared(a, b) for a, b in pairs if a.kind == b.kind and set(a.sizes) & set(b.sizes))


def shuffled(ones: Sequence[Table], others: Sequence[Table], scheme: Scheme) -> Iterator[Diagnostic]:
    """Find two columns of list sizes of which so many differ that the codes of one must have slipped."""
    for each in compare_lists(ones, others, scheme):
        if each.do_not_belong_together:
            first = each.differing[0]
            one, other = each.one.sizes[first], each.other.sizes[first]
            yield ListSizesDiffer(
                place=one[1].place,
                both=each.both,
                differing=len(each.differing),
                party=first,
                one=say_number(one[0]),
                other=say_number(other[0]),
                labels=(Label(other[1].place, ListSizesDiffer.there),),
            )


def _lists(tables: Iterable[Table], scheme: Scheme) -> Iterator[Lists]:
    for table in tables:
        columns = read_columns(table, scheme)
        for at, heading in enumerate(table.headings):
            if columns.about != SCHEME and key(heading.text) in LISTS:
                sizes = dict(_sizes(table, columns, at))
                if sizes:
                    yield Lists(kind=columns.about, heading=heading, sizes=sizes)


def _sizes(table: Table, columns: Columns, at: int) -> Iterator[tuple[str, tuple[Fraction, Cell]]]:
    for row in table.rows:
        size = read_cell_number(plain(row[at].text))
        if not isinstance(size, Misread) and size >= 0:
            yield code_in(row[columns.parties[columns.about]]), (size, row[at])


def _compared(one: Lists, other: Lists) -> Compared:
    both = sorted(set(one.sizes) & set(other.sizes))
    apart = {code: _apart(one.sizes[code][0], other.sizes[code][0]) for code in both}
    differing = sorted((code for code in both if apart[code] > _MUCH), key=lambda code: (-apart[code], code))
    return Compared(one=one, other=other, both=len(both), differing=tuple(differing))


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """Say how many times the smaller the larger is; nothing and something are further apart than any others."""
    small, large = sorted((one, other))
    if not small:
        return Fraction(10**9) if large else Fraction(1)
    return large / small
