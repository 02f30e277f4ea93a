"""What was paid under a scheme, as a release of the Open Contracting Data Standard."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from schemelang.diagnostic import Diagnostic
from schemelang.model.model import NamedParty, Scheme
from schemelang.paying.due import Due, Kind
from schemelang.paying.payer import refused
from schemelang.paying.totals import control, say_control
from schemelang.paying.written import Written
from schemelang.quantities import decimal_pence

Data = dict[str, object]

_SCHEME_OF_CODES = "GB-NHS"  # the Organisation Data Service, as org-id.guide calls it
_AMOUNT = re.compile(r'"amount": "(-?[0-9]+\.[0-9]{2})"')


def ocds(scheme: Scheme, dues: Sequence[Due], *, prefix: str, as_at: date) -> Written | tuple[Diagnostic, ...]:
    """Write the sums that are due by a day as transactions of one contract, under a publisher's own prefix.

    Amounts are exact numbers; what is taken back is below nothing, so that they add up to what is spent.
    What is asked for by invoice is no payment, and stands beside the release.
    """
    found = tuple(refused(scheme))
    if found:
        return found
    paid = [due for due in dues if due.kind is not Kind.INVOICE]
    release = {
        "ocid": f"{prefix}-{scheme.name}",
        "id": f"{scheme.name}-{as_at.isoformat()}",
        "date": _moment(as_at),
        "tag": ["contract", "implementation"],
        "initiationType": "tender",
        "language": "en",
        "parties": _parties(scheme, paid),
        "buyer": _reference(scheme.offered_by, _title(scheme, scheme.offered_by)),
        "awards": [{"id": scheme.name, "title": scheme.title, "status": "active", "suppliers": _suppliers(paid)}],
        "contracts": [_contract(scheme, paid, as_at)],
    }
    text = json.dumps(release, indent=2, ensure_ascii=False) + "\n"
    return Written(
        ending="ocds.json",
        content=_AMOUNT.sub(r'"amount": \1', text).encode(),
        control=tuple(_control(dues, paid)),
    )


def _contract(scheme: Scheme, dues: Sequence[Due], as_at: date) -> Data:
    begun, ended = as_at >= scheme.first, as_at > scheme.last
    return {
        "id": scheme.name,
        "awardID": scheme.name,
        "title": scheme.title,
        "status": "terminated" if ended else "active" if begun else "pending",
        "period": {"startDate": _moment(scheme.first), "endDate": _moment(scheme.last)},
        "implementation": {"transactions": [_transaction(due) for due in dues]},
    }


def _transaction(due: Due) -> Data:
    return {
        "id": due.number,
        "date": _moment(due.day),
        "value": {"amount": decimal_pence(due.pence), "currency": "GBP"},
        "payer": _reference(due.payer, due.payer_name),
        "payee": _reference(due.account, due.supplier),
    }


def _suppliers(dues: Iterable[Due]) -> list[Data]:
    names = {due.account: due.supplier for due in dues}
    return [_reference(payee, names[payee]) for payee in sorted(names)]


def _parties(scheme: Scheme, dues: Sequence[Due]) -> list[Data]:
    """List everybody in the release once, with all that each of them does in it."""
    codes = {block.name: block.code or "" for block in scheme.blocks if isinstance(block, NamedParty)}
    names = {scheme.offered_by: _title(scheme, scheme.offered_by)}
    names |= {due.payer: due.payer_name for due in dues} | {due.account: due.supplier for due in dues}
    codes |= {due.account: due.payee_code for due in dues}
    roles = {
        "buyer": {scheme.offered_by},
        "supplier": {due.account for due in dues},
        "payer": {due.payer for due in dues},
        "payee": {due.account for due in dues},
    }
    return [
        {
            **_reference(party, names[party]),
            **_identifier(codes.get(party, ""), names[party]),
            "roles": [role for role, them in roles.items() if party in them],
        }
        for party in sorted(names)
    ]


def _identifier(code: str, name: str) -> Data:
    return {"identifier": {"scheme": _SCHEME_OF_CODES, "id": code, "legalName": name}} if code else {}


def _reference(party: str, name: str) -> Data:
    return {"id": party, "name": name}


def _title(scheme: Scheme, name: str) -> str:
    parties = (block for block in scheme.blocks if isinstance(block, NamedParty))
    return next(block.title for block in parties if block.name == name)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _control(dues: Sequence[Due], paid: Sequence[Due]) -> Iterable[str]:
    yield f"Transactions: {say_control(control(paid))}."
    invoiced = [due for due in dues if due.kind is Kind.INVOICE]
    if invoiced:
        yield f"Asked for by invoice, and not in the release: {say_control(control(invoiced))}."
        yield f"Together: {say_control(control(dues))}."
