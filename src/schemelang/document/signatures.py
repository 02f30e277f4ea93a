"""The places to sign: the commissioner's, those of other named parties, and each member's."""

from collections.abc import Iterator

from schemelang.document.contract import Paragraph, Section, Signature, Signatures
from schemelang.document.matter import Matter
from schemelang.document.standing import nothing_to_sign
from schemelang.figures.figures import Member
from schemelang.model.model import SCHEME, NamedParty, Payment, SharedWith


def signatures(matter: Matter) -> Section:
    """Give everybody who is bound a place to sign; where members are not known, one that is left blank."""
    if not matter.scheme.standing.is_in_force:
        sentence = Paragraph((nothing_to_sign(matter),))
        return Section(anchor="section-signatures", heading="Signatures", parts=(sentence,))
    named = tuple(_named(party) for party in matter.blocks(NamedParty) if _is_bound(matter, party))
    members = tuple(_member(member) for member in matter.members_of_kind(matter.scheme.leaf.singular))
    places = (*named, *(members or ((_blank(matter),) if _somebody_takes_part(matter) else ())))
    return Section(anchor="section-signatures", heading="Signatures", parts=(Signatures(places),))


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
    return _place(f"For {party.title}", party.title, party.code or "")


def _member(member: Member) -> Signature:
    return _place(f"For {member.name or member.code}", member.name or member.code, member.code)


def _blank(matter: Matter) -> Signature:
    return _place(f"For the {matter.scheme.leaf.singular}", "", "")


def _place(who: str, organisation: str, code: str) -> Signature:
    lines = (
        ("Name", ""),
        ("Role", ""),
        ("Organisation", organisation),
        ("ODS code", code),
        ("Signature", ""),
        ("Date", ""),
    )
    return Signature(who, lines)
