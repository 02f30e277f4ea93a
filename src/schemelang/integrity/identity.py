"""The document ID: one short number that no other contract has, made from all that a contract says and binds."""

import hashlib

from schemelang.document.contract import Clause, Contract, Identity, Part, Section, Signature, Signatures
from schemelang.integrity.canonical import write
from schemelang.integrity.record import Record
from schemelang.light import evolve

_DIGITS = 32
_GROUP = 4


def identify(record: Record, engine: str) -> tuple[Contract, Identity]:
    """Give a contract its identity: the contract to lay out, with its ID in each place to sign, and the identity."""
    data = write(record)
    identity = Identity(id=document_id(data), data=data, engine=engine)
    return _with_id(record.contract, identity.id), identity


def document_id(data: str) -> str:
    """Return the first 32 digits of the SHA-256 of some data, in groups of four: too many for two to be made alike."""
    digits = hashlib.sha256(data.encode("ascii")).hexdigest()[:_DIGITS]
    return " ".join(digits[place : place + _GROUP] for place in range(0, _DIGITS, _GROUP))


def _with_id(contract: Contract, identity: str) -> Contract:
    return evolve(contract, sections=tuple(_section(section, identity) for section in contract.sections))


def _section(section: Section, identity: str) -> Section:
    clauses = tuple(_clause(clause, identity) for clause in section.clauses)
    return evolve(section, parts=_parts(section.parts, identity), clauses=clauses)


def _clause(clause: Clause, identity: str) -> Clause:
    return evolve(clause, parts=_parts(clause.parts, identity))


def _parts(parts: tuple[Part, ...], identity: str) -> tuple[Part, ...]:
    return tuple(
        Signatures(tuple(_place(place, identity) for place in part.places)) if isinstance(part, Signatures) else part
        for part in parts
    )


def _place(place: Signature, identity: str) -> Signature:
    return evolve(place, lines=(*place.lines, ("Document ID", identity)))
