"""The places to sign: the commissioner's, those of other named parties, and each member's."""

from collections.abc import Iterator, Mapping

from schemelang.document.contract import Paragraph, Section, Signature, Signatures, Tags
from schemelang.document.matter import Matter
from schemelang.document.standing import nothing_to_sign, response_slip
from schemelang.figures.figures import Member
from schemelang.light import evolve
from schemelang.model.model import SCHEME, NamedParty, Payment, SharedWith

_AS_WHAT = (
    "This is signed as a simple contract and not as a deed, so nobody has to witness a signature. "
    "By signing, each person confirms that they may sign for the organisation named."
)

_TAGS: Mapping[Tags, Mapping[str, str]] = {
    "": {},
    "adobe": {
        "Name": "{{{{N_es_:signer{place}:fullname}}}}",
        "Role": "{{{{Ttl_es_:signer{place}:title}}}}",
        "Signature": "{{{{Sig_es_:signer{place}:signature}}}}",
        "Date": "{{{{Dte_es_:signer{place}:date}}}}",
    },
    "docusign": {
        "Name": "/name{place}/",
        "Role": "/role{place}/",
        "Signature": "/sign{place}/",
        "Date": "/date{place}/",
    },
}
"""What stands on a line of each place to sign, counted from 1, for a service for electronic signatures."""


def signatures(matter: Matter) -> Section:
    """Give everybody who is bound a place to sign; where members are not known, one that is left blank."""
    if not matter.scheme.standing.is_in_force:
        sentence, slip = Paragraph((nothing_to_sign(matter),)), tuple(response_slip(matter))
        heading = "How to answer" if slip else "Signatures"
        return Section(anchor="section-signatures", heading=heading, parts=(sentence, *slip))
    named = (_named(party) for party in matter.blocks(NamedParty) if _is_bound(matter, party))
    groups = (place for kind in _paid_groups(matter) for place in _places(matter, kind))
    members = _places(matter, matter.scheme.leaf.singular) if _somebody_takes_part(matter) else ()
    places = tuple(_tagged(place, number, matter.tags) for number, place in enumerate((*named, *groups, *members), 1))
    parts = (Paragraph((_AS_WHAT,)), Signatures(places))
    return Section(anchor="section-signatures", heading="Signatures", parts=parts)


def _paid_groups(matter: Matter) -> tuple[str, ...]:
    """Return the kinds of group that are paid, the finest first."""
    paid = {payment.level for payment in matter.blocks(Payment) if payment.payee is None}
    return tuple(level for level in matter.scheme.levels[1:-1] if level in paid)


def _places(matter: Matter, kind: str) -> tuple[Signature, ...]:
    """Give those of a kind who are shown a place each; where nobody is known, one that is left blank."""
    members = matter.members_of_kind(kind)
    if members or matter.outcome is not None:
        return tuple(_member(matter, member) for member in members)
    return (_place(f"For the {kind}", "", "", nominated=_nominated(matter, kind)),)


def _is_bound(matter: Matter, party: NamedParty) -> bool:
    """Say whether a party offers, pays or is paid in its own name."""
    payments = matter.blocks(Payment)
    paying = {matter.scheme.offered_by, *(payment.payer for payment in payments)}
    paying |= {each.party for payment in payments for each in payment.co_payers}
    paid = {name for payment in payments for name in (payment.payee, *_shares_with(payment))}
    return party.name in paying or (party.payee_for is None and party.name in paid)


def _shares_with(payment: Payment) -> Iterator[str]:
    """Give the named parties with whom a payment is shared."""
    for line in payment.sharing:
        if isinstance(line, SharedWith):
            yield line.party
        elif line.odd_pennies is not None:
            yield line.odd_pennies


def _somebody_takes_part(matter: Matter) -> bool:
    """Say whether anything is given, worked out or paid for those to whom the scheme is offered."""
    return any(rule.level != SCHEME for rule in matter.graph.rules)


def _named(party: NamedParty) -> Signature:
    return _place(f"For {party.title}", party.title, party.code or "", party=party.code or party.name)


def _member(matter: Matter, member: Member) -> Signature:
    called = member.name or member.code
    nominated = _nominated(matter, member.kind)
    return _place(f"For {called}", called, member.code, party=member.code, nominated=nominated)


def _nominated(matter: Matter, kind: str) -> str | None:
    """Return who is nominated in the scheme to be paid for those of a kind, or for their groups.

    Where nobody is, a group says it when it signs; whoever has no group is paid in its own name.
    """
    nominated = {party.payee_for: party for party in matter.blocks(NamedParty) if party.payee_for is not None}
    levels = matter.scheme.levels
    party = next((nominated[level] for level in levels[levels.index(kind) :] if level in nominated), None)
    if party is None:
        return None if kind == matter.scheme.leaf.singular else ""
    return f"{party.title} ({party.code})" if party.code else party.title


def _place(who: str, organisation: str, code: str, *, party: str = "", nominated: str | None = None) -> Signature:
    """Make a place to sign; a member says who is paid for it."""
    paid = () if nominated is None else (("Nominated payee", nominated),)
    lines = (
        ("Name", ""),
        ("Role", ""),
        ("Organisation", organisation),
        ("ODS code", code),
        *paid,
        ("Signature", ""),
        ("Date", ""),
    )
    return Signature(who, lines, party)


def _tagged(place: Signature, number: int, tags: Tags) -> Signature:
    """Fill the lines that a service for electronic signatures turns into fields."""
    marks = _TAGS[tags]
    lines = tuple(
        (about, marks[about].format(place=number) if about in marks else filled) for about, filled in place.lines
    )
    return evolve(place, lines=lines)
