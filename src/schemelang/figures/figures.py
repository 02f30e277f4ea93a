"""What was supplied, typed and traced: parties, who belongs where and when, and figures."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from schemelang.dates import Period
from schemelang.diagnostic import Place
from schemelang.figures.states import State as State  # noqa: PLC0414 - known from here
from schemelang.light import field, frozen


@frozen
class Published:
    """The published file and row that an extract was taken from, as the extract says."""

    file: str
    row: str


@frozen(slots=True, kw_only=True)
class Datum:
    """One figure of one party at one period, and the cell it was written in."""

    figure: str
    party: str | None
    period: Period | None
    value: Fraction | bool | date | str | State
    written: str
    place: Place | None = field(eq=False)
    published: Published | None = None


@frozen(kw_only=True)
class Member:
    """A party that figures are about: a practice or a group, by its code, which no other party has.

    It takes part in the scheme from its first day to its last; where nothing is said of them, always.
    If it ends before the term because it merged, `merged_into` is the code of the party that it went into;
    if it begins after the term because it came out of another, `split_from` is the code of that one.
    """

    code: str
    name: str
    kind: str
    first: date = date.min
    last: date = date.max
    merged_into: str | None = None
    split_from: str | None = None
    closed: bool = False
    published: Published | None = None


@frozen(kw_only=True)
class Membership:
    """That a party belongs to a group of a kind, from its first day to its last, both within the term.

    There is one for a party and a kind or, of one that moves, one for each of its groups.
    Groups of groups are taken one step at a time:
    a practice is a member of its network, and the network a member of its locality.
    """

    member: str
    kind: str
    group: str
    first: date
    last: date
    place: Place | None = field(eq=False)
    published: Published | None = None


@frozen(kw_only=True)
class Figures:
    """All that was supplied. Parties and memberships are in the order of their codes."""

    members: tuple[Member, ...]
    memberships: tuple[Membership, ...]
    data: Mapping[tuple[str, str | None, Period | None], Datum] = field(eq=False, repr=False)
    files: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each party is called, by its code."""
        return {member.code: member.name for member in reversed(self.members)}


def called(figures: Figures, kind: str, words: str) -> tuple[str, ...]:
    """Return the codes of the parties of a kind that are meant: the one of that code, or those of that name."""
    them = [member for member in figures.members if member.kind == kind]
    coded = tuple(member.code for member in them if member.code == words)
    return coded or tuple(member.code for member in them if member.name == words)
