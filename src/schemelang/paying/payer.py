"""Whose money it is, whether it may be paid at all, and whether there is any."""

from collections.abc import Iterator, Sequence
from datetime import date

from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.model.model import Scheme
from schemelang.outcome.standing import say_standing
from schemelang.paying.due import Due, Kind
from schemelang.paying.errors import NobodyMayPay, NothingDue, SeveralPayers


def refused(scheme: Scheme) -> Iterator[Diagnostic]:
    """Find that nothing is paid under a scheme, because it is not in force."""
    standing = scheme.standing
    if not standing.is_in_force:
        assert standing.span is not None, "what is not in force is said to be so in a line"
        yield NobodyMayPay(place=standing.span, standing=say_standing(standing))


def several_payers(scheme: Scheme, dues: Sequence[Due]) -> Iterator[Diagnostic]:
    """Find that sums are not of one payer."""
    payers = sorted({due.payer for due in dues})
    if len(payers) > 1:
        names = {due.payer: due.payer_name for due in dues}
        said = ", ".join(f"{names[payer]} ({payer})" for payer in payers)
        options = "\n".join(f"--payer {payer}" for payer in payers)
        yield SeveralPayers(place=scheme.span, payers=said, options=options)


def nothing_due(path: str, scheme: Scheme, dues: Sequence[Due], as_at: date | None) -> Iterator[Diagnostic]:
    """Find that there is nothing to pay, whatever is asked for by invoice."""
    if all(due.kind is Kind.INVOICE for due in dues):
        when = "" if as_at is None else f" by {say_date(as_at)}"
        yield NothingDue(place=scheme.span, when=when, path=path)
