"""Who is bound by the contract, for how long, and who belongs to which group."""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.dates import say_date, say_range
from schemelang.document.contract import Column, Fact, Inserted, Paragraph, Part, Row, Section, Table, Text
from schemelang.document.matter import Matter, called, capital
from schemelang.document.standing import decisions, signing
from schemelang.explanation.values import listed
from schemelang.figures.figures import Member, Membership
from schemelang.model.model import Grouping, NamedParty, Payment
from schemelang.model.names import with_article
from schemelang.quantities import say_number, say_percent


def parties_and_term(matter: Matter) -> Section:
    """Say who offers what to whom, and from when to when."""
    parts: tuple[Part, ...] = tuple(Paragraph(text) for text in _sentences(matter))
    tables = _roll(matter) if matter.outcome else ()
    return Section(anchor="section-parties", heading="Parties and term", parts=(*parts, *tables))


def commissioner(matter: Matter) -> NamedParty:
    """Return the party that makes the offer."""
    return next(party for party in matter.blocks(NamedParty) if party.name == matter.scheme.offered_by)


def with_code(party: NamedParty) -> str:
    """Return a named party's title and its code."""
    return f"{party.title} (ODS code {party.code})" if party.code else party.title


def practices(matter: Matter) -> str:
    """Return to whom the offer is made, with their number where it is said."""
    number, kind = matter.scheme.leaf_number, matter.scheme.leaf
    if number is None:
        return kind.plural
    return f"{say_number(Fraction(number))} {kind.plural if number != 1 else kind.singular}"


def _sentences(matter: Matter) -> Iterator[Text]:
    scheme = matter.scheme
    offers = "offers" if scheme.standing.is_in_force else "would offer"
    yield (f"{with_code(commissioner(matter))} {offers} this contract to ", practices(matter), ".")
    if matter.member is not None:
        yield ("This copy is for ", Inserted(called(matter.member)), f"{_membership(matter, matter.member)}.")
    yield ("It runs from ", Inserted(say_range(scheme.first, scheme.last)), ", both days included.")
    yield from ((_grouped(grouping),) for grouping in scheme.groupings)
    yield from ((sentence,) for sentence in map(_named, matter.blocks(NamedParty)) if sentence)
    yield from ((sentence,) for sentence in _co_payers(matter))
    yield from ((f"It is offered as well as {other}.",) for other in scheme.as_well_as)
    yield from ((f"It is offered instead of {other}.",) for other in scheme.instead_of)
    yield from ((_open_among(grouping),) for grouping in scheme.groupings if scheme.members_see)
    yield from decisions(matter)
    yield from signing(matter)


def _open_among(grouping: Grouping) -> str:
    members, group = grouping.members.plural, with_article(grouping.groups.singular)
    return f"The {members} of {group} see the figures of each other, and not what each other is paid."


def _membership(matter: Matter, member: Member) -> str:
    """Say of which groups the party is part, by their names alone."""
    groups = [matter.member_of(code) for code in matter.groups_of(member.code)]
    names = [_group(group) for group in groups if group]
    return f", {with_article(member.kind)} of {listed(names, 'and')}" if names else ""


def _group(group: Member) -> str:
    """Name a group; what sort of group it is, unless its name has that in it."""
    return group.name if group.kind.casefold() in group.name.casefold() else f"the {group.kind} {group.name}"


def _grouped(grouping: Grouping) -> str:
    number, groups = grouping.number, grouping.groups.plural
    into = f"{say_number(Fraction(number))} {groups}" if number else groups
    members = grouping.members.plural
    if grouping.day is None:
        return f"{capital(members)} are grouped into {into}."
    counts = f"Each counts for the whole term in the {grouping.groups.singular} in which it was on that day."
    return f"{capital(members)} are grouped into {into} as they were on {say_date(grouping.day)}. {counts}"


def _named(party: NamedParty) -> str:
    """Say for whom a nominated party is paid; the others are named where they pay or are paid."""
    if party.payee_for is None:
        return ""
    return f"{with_code(party)} is paid on behalf of each {party.payee_for}."


def _co_payers(matter: Matter) -> Iterator[str]:
    """Say who pays a part of which payments."""
    every = matter.blocks(Payment)
    for party in matter.blocks(NamedParty):
        own = [(each.share, payment) for payment in every for each in payment.co_payers if each.party == party.name]
        shares = dict.fromkeys(share for share, _ in own)
        parts = [_part_of(share, [payment.title for each, payment in own if each == share]) for share in shares]
        if parts:
            yield f"{with_code(party)} pays {listed(parts, 'and')}."


def _part_of(share: Fraction, titles: list[str]) -> str:
    return f"{say_percent(share)} of {listed(titles, 'and')}"


# ---------------------------------------------------------------- the roll


def _roll(matter: Matter) -> tuple[Part, ...]:
    """List the members of each group that is shown, and the days on which they take part."""
    tables = [_members_of(matter, grouping) for grouping in matter.scheme.groupings]
    return tuple(table for table in tables if table.rows)


def _members_of(matter: Matter, grouping: Grouping) -> Table:
    joined = matter.outcome.figures.memberships if matter.outcome else ()
    shown = [each for each in joined if each.kind == grouping.groups.singular and matter.sees(each.group)]
    in_order = sorted(shown, key=lambda each: (each.group, each.member, each.first))
    members, groups = grouping.members, grouping.groups
    return Table(
        caption=f"The {members.plural} and their {groups.plural}",
        columns=tuple(
            Column(heading) for heading in (capital(members.singular), "Code", capital(groups.singular), "Takes part")
        ),
        rows=tuple(_member(matter, each) for each in in_order),
    )


def _member(matter: Matter, membership: Membership) -> Row:
    member, group = matter.member_of(membership.member), matter.member_of(membership.group)
    name = member.name if member else membership.member
    whole = (membership.first, membership.last) == (matter.scheme.first, matter.scheme.last)
    days = "throughout" if whole else say_range(membership.first, membership.last)
    return Row(((name,), (membership.member,), (called(group) if group else membership.group,), (days,)))


def party_facts(matter: Matter) -> tuple[Fact, ...]:
    """Return who and when, as one looks for it first."""
    member, standing = matter.member, matter.scheme.standing
    return (
        Fact("Offered by", (with_code(commissioner(matter)),)),
        Fact("Offered to", (called(member) if member else capital(practices(matter)),)),
        Fact("Runs", (say_range(matter.scheme.first, matter.scheme.last),)),
        *(Fact("Varies", (f"{each.title}, from {say_date(each.start)}",)) for each in matter.scheme.variations[:1]),
        *(Fact("Approved by", (f"{each.body}, {say_date(each.day)}",)) for each in standing.approved_by),
        *((Fact("Interests declared", (_interests(matter),)),) if standing.approved_by else ()),
    )


def _interests(matter: Matter) -> str:
    """Name the interests that were declared, or say that none was."""
    declared = [f"{who}, {interest}" for who, interest in matter.scheme.standing.interests]
    return "; ".join(declared) or "The scheme names none"
