"""Who has signed which contract: a plain file beside the scheme, with a line for each signature.

A line binds whoever signed to a document ID and to what is agreed in it, which is the same for every party.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO

from attrs import evolve, frozen

from schemelang.dates import say_date
from schemelang.document.contract import Contract, Section, Signature, Signatures
from schemelang.integrity.canonical import write
from schemelang.integrity.errors import (
    NothingToSign,
    NotSigned,
    PaidUnsigned,
    RegisterUnreadable,
    SignedAlready,
    SignedAnother,
    SignedEarly,
    SignedLate,
    UnknownSigner,
)
from schemelang.integrity.identity import document_id
from schemelang.integrity.record import Agreed, Calendar, Record
from schemelang.model.model import Scheme
from schemelang.plaintext import reveal
from schemelang.source import CellPlace

_HEADINGS = ("document ID", "party", "signed by", "role", "signed on", "agreement", "holidays known until")
_ID = re.compile("[0-9a-f]{4}( [0-9a-f]{4}){7}")
_SHA256 = re.compile("[0-9a-f]{64}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 200
_FEW = 5


@frozen(kw_only=True)
class Signed:
    """That somebody signed a contract for a party, by its code or its name in the scheme.

    `agreement` is the fingerprint of what is agreed, with the bank holidays that were known `until` a day.
    """

    id: str
    party: str
    by: str
    role: str
    on: date
    agreement: str
    until: date


# ---------------------------------------------------------------- the file


def read_register(path: str, text: str) -> tuple[Signed, ...] | RegisterUnreadable:
    """Read a register, or say what is wrong with it."""
    try:
        rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error:
        return _unreadable(path, None, "It is not comma-separated text.")
    if not rows or tuple(rows[0]) != _HEADINGS:
        return _unreadable(path, 1, f"Its headings should be: {', '.join(_HEADINGS)}.")
    signed = []
    for number, row in enumerate(rows[1:], 2):
        entry = _read_row(row)
        if entry is None:
            return _unreadable(path, number, "This line is not as `schemelang signatures add` writes it.")
        signed.append(entry)
    return tuple(signed)


def _unreadable(path: str, row: int | None, problem: str) -> RegisterUnreadable:
    return RegisterUnreadable(place=CellPlace(path, row), path=path, problem=problem)


def _read_row(row: Sequence[str]) -> Signed | None:
    if len(row) != len(_HEADINGS):
        return None
    identity, party, by, role, on, agreement, until = row
    days = (_day(on), _day(until))
    whole = _ID.fullmatch(identity) and _SHA256.fullmatch(agreement) and all(map(is_plain, (party, by, role)))
    if not whole or days[0] is None or days[1] is None:
        return None
    return Signed(id=identity, party=party, by=by, role=role, on=days[0], agreement=agreement, until=days[1])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def is_plain(text: str) -> bool:
    """Say whether a name is one: of one line, with a letter or a digit first, nothing hidden, and not too long."""
    return text[:1].isalnum() and reveal(text) == text and len(text) <= _LONGEST


def write_register(signed: Sequence[Signed]) -> str:
    """Write a register, its lines in the order in which they were added."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for each in signed:
        days = (each.on.isoformat(), each.agreement, each.until.isoformat())
        writer.writerow([each.id, each.party, each.by, each.role, *days])
    return "\ufeff" + text.getvalue()


# ---------------------------------------------------------------- signing


def agreement(agreed: Agreed, until: date) -> str:
    """Return the fingerprint of what is agreed, with the bank holidays until a day.

    The values that are laid down follow from the texts, and another version may make other rules of these within; so
    they are not counted again.
    """
    known = agreed.calendar
    days = tuple(day for day in known.days if day <= until)
    clipped = evolve(agreed, parameters=(), calendar=Calendar(known.first, min(known.last, until), days))
    return hashlib.sha256(write(clipped).encode("ascii")).hexdigest()


def is_of(signed: Signed, agreed: Agreed) -> bool:
    """Say whether a signature is one of what a scheme says now."""
    return signed.agreement == agreement(agreed, signed.until)


def places_to_sign(contract: Contract) -> tuple[Signature, ...]:
    """Return the places to sign of a contract."""
    return places_in(contract.sections)


def places_in(sections: Sequence[Section]) -> tuple[Signature, ...]:
    """Return the places to sign in some sections."""
    parts = (
        part
        for section in sections
        for each in (section.parts, *(clause.parts for clause in section.clauses))
        for part in each
    )
    return tuple(place for part in parts if isinstance(part, Signatures) for place in part.places)


@frozen(kw_only=True)
class Signing:
    """What is said of a new signature: for which party, by whom, in what role, and when."""

    party: str
    by: str
    role: str
    on: date


def sign(
    path: str, register: Sequence[Signed], record: Record, signing: Signing
) -> Signed | NothingToSign | UnknownSigner | SignedAlready:
    """Make the line of a new signature of the contract at a path, or say why there can be none."""
    identity, party = document_id(write(record)), signing.party
    known = [place.party for place in places_to_sign(record.contract) if place.party]
    where = CellPlace(path)
    if not known:
        return NothingToSign(place=where, path=path)
    if party not in known:
        return UnknownSigner(place=where, path=path, party=party, known=", ".join(known))
    before = next((each for each in register if (each.id, each.party) == (identity, party)), None)
    if before is not None:
        return SignedAlready(place=where, path=path, party=party, by=before.by, on=say_date(before.on))
    until = record.agreed.calendar.last
    bound = agreement(record.agreed, until)
    return Signed(
        id=identity, party=party, by=signing.by, role=signing.role, on=signing.on, agreement=bound, until=until
    )


def last_of_each(register: Sequence[Signed]) -> tuple[Signed, ...]:
    """Return the last signature of each party, in the order in which the parties first signed."""
    return tuple({each.party: each for each in register}.values())


def signed_another(path: str, register: Sequence[Signed], agreed: Agreed) -> tuple[SignedAnother, ...]:
    """Say who has last signed something else than the scheme at a path says."""
    others = [each for each in last_of_each(register) if not is_of(each, agreed)]
    lines = "\n".join(f"{each.party}: {each.by}, on {say_date(each.on)}" for each in others)
    return (SignedAnother(place=CellPlace(path), path=path, signatures=lines),) if others else ()


def unsigned(path: str, record: Record, register: Sequence[Signed]) -> tuple[NotSigned, ...]:
    """Say who has a place to sign in the contract at a path and has not signed under its own document ID."""
    identity = document_id(write(record))
    signed = {each.party for each in register if each.id == identity}
    missing = [
        place.party or place.who.removeprefix("For ")
        for place in places_to_sign(record.contract)
        if place.party not in signed
    ]
    return (NotSigned(place=CellPlace(path), path=path, parties=", ".join(missing)),) if missing else ()


def paid_unsigned(path: str, places: Sequence[Signature], register: Sequence[Signed]) -> tuple[PaidUnsigned, ...]:
    """Say who has a place to sign what the scheme at a path says, and has never signed anything."""
    signed = {each.party for each in register}
    missing = [place.who.removeprefix("For ") for place in places if place.party and place.party not in signed]
    if not missing:
        return ()
    more = len(missing) - _FEW
    parties = ", ".join(missing if more <= 0 else [*missing[:_FEW], f"and {more} more"])
    return (PaidUnsigned(place=CellPlace(path), path=path, parties=parties),)


def misdated(path: str, scheme: Scheme, signed: Signed) -> Iterator[SignedLate | SignedEarly]:
    """Say of a new signature that it is of a day after the last to sign, or before the contract was approved."""
    where, party, on = CellPlace(path), signed.party, say_date(signed.on)
    if scheme.sign_by is not None and signed.on > scheme.sign_by:
        otherwise = f"Otherwise, {scheme.otherwise}." if scheme.otherwise else "It does not say what holds otherwise."
        until = say_date(scheme.sign_by)
        yield SignedLate(place=where, path=path, party=party, on=on, until=until, otherwise=otherwise)
    for each in scheme.standing.approved_by:
        if signed.on < each.day:
            approval = f"approved by {each.body} on {say_date(each.day)}"
            yield SignedEarly(place=where, path=path, party=party, on=on, approval=approval)
            return
