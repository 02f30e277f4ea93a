"""Payments as meant: from whom and to whom, and their steps, parts and shares."""

from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from schemelang.dates import PeriodKind
from schemelang.light import frozen
from schemelang.model import errors, model
from schemelang.model.co_payers import read_co_payers
from schemelang.model.desk import Desk, Place, needed, only, title_of
from schemelang.model.literals import read_period_kind
from schemelang.model.recovery import read_recoveries
from schemelang.model.sharing import read_sharing
from schemelang.model.situations import read_changes_of, see_changes
from schemelang.model.steps import read_steps
from schemelang.model.tranches import read_tranches
from schemelang.syntax import ast


@frozen
class _Payee:
    """Who is paid: each of a level, itself or through the party nominated for it; or a party by its name."""

    level: str
    each: PeriodKind | None = None
    party: str | None = None
    nominated: str | None = None


def read_payment(desk: Desk, block: ast.Payment) -> model.Payment | None:
    """Read a payment. Everything wrong with it is found before it is given up."""
    payee = _payee(desk, block)
    payer = _payer(desk, block)
    co_payers = read_co_payers(desk, block, payer)
    place = Place(level=None) if payee is None else Place(level=payee.level, series=payee.each)
    changes = read_changes_of(desk, block)
    steps = read_steps(desk, block, place, changes.changes)
    tranches = read_tranches(desk, block, place)
    sharing = read_sharing(desk, block, place, changes.changes, paid=payee is not None and payee.nominated is not None)
    recoveries = read_recoveries(desk, block, place)
    if payee is not None and sharing != "unreadable":
        see_changes(desk, changes.own, payee.level, _who_share(sharing))
    if payee is None or payer is None or steps is None or tranches is None or sharing == "unreadable":
        return None
    if recoveries == "unreadable" or co_payers == "unreadable":
        return None
    return model.Payment(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=payee.level,
        each=payee.each,
        payer=payer,
        co_payers=co_payers,
        payee=payee.party if sharing else payee.party or payee.nominated,
        steps=steps,
        tranches=tranches,
        sharing=sharing,
        recoveries=recoveries,
        changes={kind.singular: changes.of(kind.singular) for kind in desk.heading.kinds},
        used_for=tuple(line.what.text for line in block.lines if isinstance(line, ast.MayBeUsedFor)),
        allowed=tuple(_allowed(desk, block)),
    )


_ALLOWED: tuple[Literal["falling pay", "early payment"], ...] = ("falling pay", "early payment")


def _allowed(desk: Desk, block: ast.Payment) -> Iterator[model.Allowed]:
    """Read what a check would refuse and what is meant; each may be said once."""
    for what in _ALLOWED:
        lines = [line for line in block.lines if isinstance(line, ast.Allow) and line.what == what]
        line = only(desk, lines, ast.Allow, f"allow {what}")
        if line is not None:
            yield model.Allowed(what=what, because=line.because.text, span=line.span)


def _who_share(sharing: Iterable[model.Sharing]) -> Iterable[str]:
    """Return the levels of those that share a payment."""
    return (line.members.singular for line in sharing if isinstance(line, model.SharedAmong))


def _payee(desk: Desk, block: ast.Payment) -> _Payee | None:
    line = only(desk, block.lines, ast.To, "to")
    if line is None and _shared_with_parties(block):
        return _Payee(model.SCHEME)
    if line is None:
        _ask_who_is_paid(desk, block)
        return None
    match line.payee:
        case ast.EachPayee(kind, period):
            found = desk.kind_named(kind)
            each = None if period is None else read_period_kind(desk, period)
            if found is None or (period is not None and each is None):
                return None
            return _Payee(found.singular, each, nominated=_nominated(desk, found.singular))
        case ast.Name() as name:
            party = desk.party(name)
            return None if party is None else _Payee(model.SCHEME, party=party)
        case _:
            assert_never(line.payee)


def _ask_who_is_paid(desk: Desk, block: ast.Payment) -> None:
    """Ask who is paid: a group, if what is paid is shared, and where there is none, whose money that is."""
    leaf, *groups = desk.heading.kinds
    shares = [line for line in block.lines if isinstance(line, ast.Share)]
    if shares and desk.heading.nothing_is_grouped:
        place = shares[0].recipients.span
        desk.say(errors.payments.NobodysMoneyToShare(place=place, member=leaf.singular, members=leaf.plural))
        return
    payee = groups[0] if shares and groups else leaf
    needed(desk, block, ast.To, "to", f"to each {payee.singular}")


def _shared_with_parties(block: ast.Payment) -> bool:
    """Say whether lines of sharing name those who are paid, so that no other line need say it."""
    return any(isinstance(line, ast.Share) and isinstance(line.recipients, ast.With) for line in block.lines)


def _nominated(desk: Desk, level: str) -> str | None:
    """Return the party that is nominated to be paid for each group of a kind."""
    parties = (block for block in desk.read.values() if isinstance(block, model.NamedParty))
    return next((party.name for party in parties if party.payee_for == level), None)


def _payer(desk: Desk, block: ast.Payment) -> str | None:
    line = only(desk, block.lines, ast.PaidBy, "paid by")
    return desk.heading.offered_by if line is None else desk.party(line.party)
