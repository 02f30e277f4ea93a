"""What figures say, fact by fact, so that two runs can be compared long after their files are gone."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from schemelang.accounts.entry import Fact, Facts
from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures, Member, State
from schemelang.quantities import exact

Key = tuple[str, str, str]
Said = Mapping[Key, str]
"""What figures say: of what, whose, and of when."""

BELONGS = "belongs to the "
"""How the facts begin that say who belongs where: belongs to the network."""


def facts_of(figures: Figures) -> dict[Key, str]:
    """Return all that figures say, in one order only; how a number was written does not count."""
    return dict(sorted({**dict(_members(figures)), **dict(_groups(figures)), **dict(_data(figures))}.items()))


def _members(figures: Figures) -> Iterator[tuple[Key, str]]:
    for member in figures.members:
        yield (member.kind, member.code, ""), _said(member)


def _said(member: Member) -> str:
    days = [
        *([f"from {member.first.isoformat()}"] if member.first != date.min else []),
        *([f"until {member.last.isoformat()}"] if member.last != date.max else []),
        *([f"merged into {member.merged_into}"] if member.merged_into else []),
        *([f"split from {member.split_from}"] if member.split_from else []),
        *(["closed"] if member.closed else []),
    ]
    return ", ".join([member.name, *days])


def _groups(figures: Figures) -> Iterator[tuple[Key, str]]:
    for each in figures.memberships:
        yield (f"{BELONGS}{each.kind}", each.member, when(Period(each.first, each.last, ""))), each.group


def _data(figures: Figures) -> Iterator[tuple[Key, str]]:
    for (figure, party, period), datum in figures.data.items():
        yield (figure, party or "", when(period)), _value(datum)


def when(period: Period | None) -> str:
    """Write of which period a fact is."""
    return "" if period is None else f"{period.first.isoformat()} to {period.last.isoformat()}"


def _value(datum: Datum) -> str:
    match datum.value:
        case bool() as value:
            return "yes" if value else "no"
        case Fraction() as value:
            return exact(value)
        case date() as value:
            return value.isoformat()
        case State() as value:
            return value.value
        case str() as value:
            return value


def fingerprint_of(said: Said) -> str:
    """Return the SHA-256 of all that figures say."""
    text = json.dumps([[*key, now] for key, now in sorted(said.items())], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@frozen
class Change:
    """A fact that is not what it was: what, whose and of when, what it was, and what it is; nothing is not there."""

    what: str
    who: str
    when: str
    before: str
    now: str

    @property
    def fact(self) -> Fact:
        """What it is now."""
        return Fact(self.what, self.who, self.when, self.now)


class History:
    """What the figures of a scheme said, run by run."""

    def __init__(self, past: Iterable[Facts]) -> None:
        """Put together what each run changed of what the one before it said."""
        self._said: dict[Key, list[tuple[int, str]]] = {}
        for facts in past:
            for each in facts.facts:
                self._said.setdefault((each.what, each.who, each.when), []).append((facts.run, each.is_now))

    def changes(self, since: int, now: Said) -> tuple[Change, ...]:
        """Say what figures say now otherwise than they did in a run."""
        keys = sorted({*self._said, *now})
        told = ((key, self._then(key, since), now.get(key, "")) for key in keys)
        return tuple(Change(*key, before, is_now) for key, before, is_now in told if before != is_now)

    def _then(self, key: Key, run: int) -> str:
        said = [is_now for since, is_now in self._said.get(key, ()) if since <= run]
        return said[-1] if said else ""
