"""Who takes part, in which groups and on which days, from all that the rows say of it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from schemelang.dates import say_date, say_range
from schemelang.diagnostic import Diagnostic, Label
from schemelang.figures import errors, party_errors
from schemelang.figures.figures import Member, Membership
from schemelang.figures.rows import Stretch, code_in
from schemelang.figures.said import Belonging, Mention, Said, Stay
from schemelang.figures.table import Cell
from schemelang.light import frozen
from schemelang.model.model import Grouping, Scheme

_DAY = timedelta(days=1)

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)


@frozen(kw_only=True)
class Parties:
    """Those who take part, and their memberships, in the order of their codes."""

    members: tuple[Member, ...]
    memberships: tuple[Membership, ...]


@frozen(kw_only=True)
class _Party:
    """All that rows say of one party. There is always a mention."""

    kind: str
    code: str
    mentions: Sequence[Mention]
    stays: Sequence[Stay]
    belongings: Sequence[Belonging]


def settle_parties(said: Said, scheme: Scheme, *, partial: bool) -> tuple[Parties, tuple[Diagnostic, ...]]:
    """Settle who takes part, when and in which groups, going from the finest level up.

    A group that is only named beside others takes part if one of them is in it on some day of the term.
    """
    members: list[Member] = []
    memberships: dict[tuple[str, str, date], Membership] = {}
    filled: set[tuple[str, str]] = set()
    found: list[Diagnostic] = []
    for party in _parties(said, scheme):
        days, wrong = _days(party, scheme)
        placed, misplaced = _place(party, days, scheme)
        found += [*wrong, *misplaced]
        is_about = any(mention.is_about for mention in party.mentions)
        if days is None and _counts_with_another(party, said, scheme):
            members.append(_member(party, _hull(stay.stretch for stay in party.stays)))
            continue
        if days is None or not (is_about or (party.kind, party.code) in filled):
            found.append(_not_in_term(party, scheme))
            continue
        members.append(_member(party, days))
        memberships |= {(party.code, membership.kind, membership.first): membership for membership in placed}
        filled |= {(membership.kind, membership.group) for membership in placed}
    in_groups = {(code, kind) for code, kind, _ in memberships}
    in_groups |= {(each.party, each.group) for each in found if isinstance(each, party_errors.InNoGroupOn)}
    found += _in_no_group(said, members, in_groups, scheme, partial=partial)
    return Parties(
        members=tuple(sorted(members, key=lambda member: member.code)),
        memberships=tuple(memberships[key] for key in sorted(memberships)),
    ), tuple(found)


def _counts_with_another(party: _Party, said: Said, scheme: Scheme) -> bool:
    """Say whether a party merged before the term, and its earlier figures are added to those of another."""
    if not party.stays or scheme.changes_of(party.kind).merges != "together":
        return False
    merged = any(turn.what == "merged_into" and code_in(turn.party) == party.code for turn in said.turns)
    return merged and max(stay.stretch.last for stay in party.stays) < scheme.first


def by(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    """Sort things into those of the same key."""
    sorted_out: dict[Key, list[Thing]] = {}
    for thing in things:
        sorted_out.setdefault(key(thing), []).append(thing)
    return sorted_out


def _parties(said: Said, scheme: Scheme) -> Iterator[_Party]:
    """Return the parties by level, finest first, and by code."""
    mentions = by(said.mentions, lambda mention: (mention.kind, mention.code))
    stays = by(said.stays, lambda stay: (stay.kind, code_in(stay.party)))
    belongings = by(said.belongings, lambda belonging: (belonging.kind, code_in(belonging.party)))
    for kind, code in sorted(mentions, key=lambda party: (scheme.levels.index(party[0]), party[1])):
        yield _Party(
            kind=kind,
            code=code,
            mentions=mentions[kind, code],
            stays=stays.get((kind, code), ()),
            belongings=belongings.get((kind, code), ()),
        )


# Days


def _days(party: _Party, scheme: Scheme) -> tuple[Stretch | None, tuple[Diagnostic, ...]]:
    """Settle the days on which a party takes part: its own, else those of its groups, else the whole term."""
    term = Stretch(scheme.first, scheme.last)
    if party.stays:
        within = {_within(stay.stretch, term): stay.party for stay in party.stays}
        stretches = {stretch: cell for stretch, cell in within.items() if stretch is not None}
        return _hull(stretches), tuple(_dates_differ(party.code, stretches))
    dated = [belonging.stretch for belonging in party.belongings if belonging.stretch is not None]
    clipped = (_within(stretch, term) for stretch in dated)
    return (_hull(stretch for stretch in clipped if stretch is not None) if dated else term), ()


def _within(stretch: Stretch, outer: Stretch) -> Stretch | None:
    """Return the days of a stretch that lie in another, if there are any."""
    first, last = max(stretch.first, outer.first), min(stretch.last, outer.last)
    return Stretch(first, last) if first <= last else None


def _hull(stretches: Iterable[Stretch]) -> Stretch | None:
    """Return the shortest stretch that holds all of several."""
    several = tuple(stretches)
    if not several:
        return None
    return Stretch(min(each.first for each in several), max(each.last for each in several))


def _dates_differ(party: str, stretches: dict[Stretch, Cell]) -> Iterator[Diagnostic]:
    """Find stretches that neither are the same nor follow on one another without a gap."""
    for one, other in zip(sorted(stretches), sorted(stretches)[1:], strict=False):
        if other.first - _DAY != one.last:
            dates = say_range(other.first, other.last)
            label = Label(stretches[one].place, errors.DatesDiffer.there)
            yield errors.DatesDiffer(place=stretches[other].place, party=party, dates=dates, labels=(label,))
            return


# Groups


def _place(
    party: _Party, days: Stretch | None, scheme: Scheme
) -> tuple[tuple[Membership, ...], tuple[Diagnostic, ...]]:
    """Settle the groups of a party: at most one of each kind on a day, unless something is wrong."""
    if days is None:
        return (), ()
    placed: list[Membership] = []
    found: list[Diagnostic] = []
    for kind, belongings in sorted(by(party.belongings, lambda each: each.group_kind).items()):
        stretches, grouping = _stretches(belongings, days), scheme.grouping_of(party.kind, kind)
        if grouping.day is not None:
            stretches, unplaced = _on(party.code, belongings, grouping.day, days)
            found += unplaced
        found += _misplaced(party.code, grouping, stretches, scheme)
        groups = dict.fromkeys(group for _, group in stretches)
        placed += [_membership(party.code, kind, group, stretches) for group in groups]
    return tuple(placed), tuple(found)


def _stretches(belongings: Sequence[Belonging], outer: Stretch) -> dict[tuple[Stretch, str], Belonging]:
    """Return the days in each group, in order. Where a row says days, rows that say none add nothing."""
    dated = {code_in(each.group) for each in belongings if each.stretch is not None}
    found: dict[tuple[Stretch, str], Belonging] = {}
    for each in belongings:
        group = code_in(each.group)
        stretch = _within(each.stretch or outer, outer)
        if stretch is not None and (each.stretch is not None or group not in dated):
            found.setdefault((stretch, group), each)
    return dict(sorted(found.items(), key=lambda item: item[0]))


def _on(
    party: str, belongings: Sequence[Belonging], day: date, outer: Stretch
) -> tuple[dict[tuple[Stretch, str], Belonging], tuple[Diagnostic, ...]]:
    """Return the groups in which a party is on one day, as if it were there on all of its days."""
    always = Stretch(date.min, date.max)
    every = _stretches(belongings, always)
    on = {(outer, group): each for (stretch, group), each in every.items() if stretch.first <= day <= stretch.last}
    if on or not every:
        return on, ()
    where = "; ".join(f"{group} {_say_stretch(stretch)}" for stretch, group in every)
    place = next(iter(every.values())).group.place
    kind = belongings[0].group_kind
    return {}, (party_errors.InNoGroupOn(place=place, party=party, group=kind, day=say_date(day), where=where),)


def _say_stretch(stretch: Stretch) -> str:
    first = "" if stretch.first == date.min else f"from {say_date(stretch.first)}"
    last = "" if stretch.last == date.max else f"to {say_date(stretch.last)}"
    return " ".join(filter(None, (first, last)))


def _misplaced(
    party: str, grouping: Grouping, stretches: dict[tuple[Stretch, str], Belonging], scheme: Scheme
) -> Iterator[Diagnostic]:
    """Find a party in two groups at once, or in one group on different days; and who moves where groups have groups."""
    pairs = [(one, other) for one, other in combinations(stretches, 2) if one[1] != other[1]]
    at_once = [(one, other) for one, other in pairs if _within(one[0], other[0])]
    kind, is_chained = grouping.groups.singular, len(scheme.groupings) > 1
    if not at_once and not (pairs and is_chained):
        for group in dict.fromkeys(group for _, group in stretches):
            own = {stretch: each.group for (stretch, other), each in stretches.items() if other == group}
            yield from _dates_differ(party, own)
        return
    one, other = (at_once or pairs)[0]
    place, there = stretches[other].group.place, Label(stretches[one].group.place, errors.InTwoGroups.there)
    if at_once:
        yield errors.InTwoGroups(place=place, party=party, first=one[1], second=other[1], group=kind, labels=(there,))
    else:
        yield errors.MovesGroup(
            place=place,
            party=party,
            first=one[1],
            second=other[1],
            group=kind,
            line=f"groups {grouping.members.plural} into {grouping.groups.plural} on {say_date(scheme.first)}",
            labels=(there,),
        )


def _membership(party: str, kind: str, group: str, stretches: dict[tuple[Stretch, str], Belonging]) -> Membership:
    theirs = {stretch: belonging for (stretch, other), belonging in stretches.items() if other == group}
    days, belonging = _hull(theirs), next(iter(theirs.values()))
    assert days is not None, "a group is here only with days in it"
    return Membership(
        member=party,
        kind=kind,
        group=group,
        first=days.first,
        last=days.last,
        place=belonging.group.place,
        published=belonging.published,
    )


# Members


def _not_in_term(party: _Party, scheme: Scheme) -> Diagnostic:
    term = say_range(scheme.first, scheme.last)
    return errors.NotInTerm(place=party.mentions[0].cell.place, party=party.code, term=term)


def _member(party: _Party, days: Stretch | None) -> Member:
    assert days is not None, "a party takes part on some days, or did"
    names = sorted({mention.name for mention in party.mentions if mention.name})
    published = [mention.published for mention in party.mentions if mention.published is not None]
    return Member(
        code=party.code,
        name=names[0] if names else party.code,
        kind=party.kind,
        first=days.first,
        last=days.last,
        published=published[0] if published else None,
    )


def _in_no_group(
    said: Said,
    members: Sequence[Member],
    memberships: Iterable[tuple[str, str]],
    scheme: Scheme,
    *,
    partial: bool,
) -> Iterator[Diagnostic]:
    """Find members without a group. An example may leave groups out, but not for one member alone."""
    cells = {(mention.kind, mention.code): mention.cell for mention in reversed(said.mentions)}
    placed = set(memberships)
    for grouping in scheme.groupings:
        kind, group = grouping.members.singular, grouping.groups.singular
        theirs = [member for member in members if member.kind == kind and member.last >= scheme.first]
        without = [member for member in theirs if (member.code, group) not in placed]
        if partial and len(without) == len(theirs):
            continue
        for member in without:
            yield errors.InNoGroup(place=cells[kind, member.code].place, party=member.code, group=group)
