"""What figures say, fact by fact, so that two runs can be compared long after their files are gone."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from schemelang.accounts.entry import Fact, Facts
from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures, Member, State
from schemelang.quantities import exact

Said = Mapping[tuple[str, str, str], str]
"""What figures say now: of what, whose, and of when."""

BELONGS = "belongs to the "
"""How the facts begin that say who belongs where: belongs to the network."""


def facts_of(figures: Figures) -> dict[tuple[str, str, str], str]:
    """Return all that figures say, in one order only; how a number was written does not count."""
    return dict(sorted({**dict(_members(figures)), **dict(_groups(figures)), **dict(_data(figures))}.items()))


def _members(figures: Figures) -> Iterator[tuple[tuple[str, str, str], str]]:
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


def _groups(figures: Figures) -> Iterator[tuple[tuple[str, str, str], str]]:
    for each in figures.memberships:
        yield (f"{BELONGS}{each.kind}", each.member, _when(Period(each.first, each.last, ""))), each.group


def _data(figures: Figures) -> Iterator[tuple[tuple[str, str, str], str]]:
    for (figure, party, period), datum in figures.data.items():
        yield (figure, party or "", _when(period)), _value(datum)


def _when(period: Period | None) -> str:
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


def said_before(entries: Iterable[Facts]) -> dict[tuple[str, str, str], str]:
    """Put together what the figures of the last of some runs said, from what each of them changed."""
    said: dict[tuple[str, str, str], str] = {}
    for facts in entries:
        said |= {(each.what, each.who, each.when): each.is_now for each in facts.facts}
    return {key: now for key, now in said.items() if now}


def changed(before: Said, now: Said) -> tuple[Fact, ...]:
    """Return what is said otherwise than before; what is no longer said is nothing."""
    return tuple(
        Fact(*key, now.get(key, "")) for key in sorted({*before, *now}) if before.get(key, "") != now.get(key, "")
    )
