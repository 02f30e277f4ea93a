"""Sums that are due: what is to be paid to a payee on a day, or taken back from it."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from attrs import frozen

from schemelang.graph.graph import DuePart
from schemelang.model.model import NamedParty, Scheme
from schemelang.outcome.ledger import is_due, name_of, reference
from schemelang.outcome.outcome import Line, Outcome, Status

SETTLED = (Status.PAYABLE, Status.RECOVERED)
"""What becomes of a line by which money moves."""


class Kind(Enum):
    """Why money moves: it is earned, it is taken back, or an earlier run paid something else.

    What is taken back is taken off what is paid on that day or next, off what is paid later only, or is asked for by
    invoice and touches no payment.
    """

    PAYMENT = "payment"
    RECOVERY = "recovery"
    LATER_RECOVERY = "recovery from later payments"
    INVOICE = "recovery by invoice"
    CORRECTION = "correction"


@frozen(kw_only=True)
class Due:
    """One sum for one payee on a day; below nothing, it is taken back. A sum of nothing is no sum.

    `number` tells it from all others: from a line it names the payment, part, period and parties; from a ledger
    it is the entry's own. `payment` is a payment's name, `title` what people call it and `clause` the block that
    says so. `reference` says what it is for, and `corrects` the number of what a correction corrects.
    Payer, payee and group are called as the ledger calls them; `payee_code` is what the NHS calls the payee. It is
    empty where each group nominates somebody to be paid for it: who that is, is not in the scheme.
    """

    number: str
    scheme: str
    payment: str
    title: str
    clause: str
    payer: str
    payer_name: str
    payee: str
    payee_name: str
    payee_code: str
    group: str = ""
    group_name: str = ""
    period: str = ""
    reference: str
    day: date
    pence: int
    kind: Kind
    corrects: str = ""

    @property
    def account(self) -> str:
        """Who has the money in the end, each under a name of its own: the payee, or whom a group nominated."""
        return self.payee if self.payee_code else f"{self.payee}/{self.group}"

    @property
    def supplier(self) -> str:
        """What that is called."""
        return self.payee_name if self.payee_code else f"{self.payee_name}: {self.group_name}"


def dues(scheme: Scheme, outcome: Outcome, as_at: date | None = None) -> tuple[Due, ...]:
    """Return every sum by day, payment, group and payee; as at a date, those that are due by then."""
    return tuple(_dues(scheme, outcome, as_at))


def _dues(scheme: Scheme, outcome: Outcome, as_at: date | None) -> Iterator[Due]:
    named = {block.name: block.code or "" for block in scheme.blocks if isinstance(block, NamedParty)}
    for line in outcome.ledger:
        if line.status in SETTLED and line.pence and (as_at is None or is_due(line, as_at)):
            yield due_of(scheme.name, outcome, line, payee_code=named.get(line.payee, line.payee))


def due_of(scheme: str, outcome: Outcome, line: Line, *, payee_code: str) -> Due:
    """Make a sum of a line by which money moves."""
    assert line.day is not None, "money moves on a day"
    assert line.pence is not None, "money that moves is known"
    paid = outcome.graph.by_id[line.part.payment_rule]
    return Due(
        number=number_of(scheme, line),
        scheme=scheme,
        payment=line.payment,
        title=paid.title,
        clause=paid.clause,
        payer=line.part.payer,
        payer_name=name_of(outcome, line.part.payer) or "",
        payee=line.payee,
        payee_name=name_of(outcome, line.payee) or "",
        payee_code=payee_code,
        group=line.group or "",
        group_name=name_of(outcome, line.group) or "",
        period="" if line.part.period is None else line.part.period.name,
        reference=reference(outcome, line),
        day=line.day,
        pence=line.pence,
        kind=kind_of(line),
    )


_BACK = {"future_only": Kind.LATER_RECOVERY, "invoice": Kind.INVOICE}


def kind_of(line: Line) -> Kind:
    """Say why the money of a line moves."""
    if line.status is not Status.RECOVERED:
        return Kind.PAYMENT
    by = next(done.by for done in line.part.recoveries if done.words == line.manner)
    return _BACK.get(by, Kind.RECOVERY)


def number_of(scheme: str, line: Line) -> str:
    """Return what tells a line from all others of a scheme, the same in every run."""
    period = "" if line.part.period is None else line.part.period.first.isoformat()
    parts = (scheme, line.payment, _which(line.part), period, line.part.payer, line.group or "", line.payee)
    return "/".join(filter(None, parts))


def _which(part: DuePart) -> str:
    """Say which part it is: 1, 2.1 of two lines of sharing, 1-3 for an instalment, 1-r3 for one of a recovery."""
    sharing = f".{part.sharing}" if part.sharing else ""
    back = "" if part.recovers is None else f"r{part.recoveries.index(part.recovers) + 1}."
    instalment = f"-{back}{part.instalment}" if part.instalments > 1 or back else ""
    return f"{part.tranche}{sharing}{instalment}"
