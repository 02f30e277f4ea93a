"""What is set against what was paid on account, and what is done where too much was paid."""

from collections.abc import Iterator

from schemelang.document.contract import Clause, Paragraph, Section
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.words import phrase
from schemelang.graph.graph import DuePart, Test
from schemelang.model.model import Payment

RECONCILIATION = "Reconciliation and recovery"
_ON_ACCOUNT = "What is paid on account is set against what is earned. It is rounded down to a whole penny."
_EACH_SHARE = " What each has had is set against its own share."


def reconciliation(matter: Matter) -> Section:
    """Say of each payment that may have to be paid back how that comes about, and what is done then."""
    clauses = tuple(
        Clause(anchor=recovery_anchor(payment.name), heading=payment.title, parts=tuple(_overpaid(matter, payment)))
        for payment in matter.blocks(Payment)
        if is_recovered(matter, payment)
    )
    return Section(anchor="section-reconciliation", heading=RECONCILIATION, clauses=clauses)


def recovery_anchor(payment: str) -> str:
    """Return the anchor of the clause on what is done if too much was paid."""
    return f"{payment}-taken-back"


def is_recovered(matter: Matter, payment: Payment) -> bool:
    """Say whether some of a payment may have to be paid back."""
    return _recovering(matter, payment) is not None


def _recovering(matter: Matter, payment: Payment) -> DuePart | None:
    return next((part for part in matter.graph.due if part.payment == payment.name and part.recoveries), None)


def _overpaid(matter: Matter, payment: Payment) -> Iterator[Paragraph]:
    """Say what is done where more was paid on account than was earned."""
    part = _recovering(matter, payment)
    assert part is not None, "asked only of payments that may have to be paid back"
    if part.recoveries[0].of == "overspend":
        yield from _overspent(matter, part)
        if payment.sharing:
            yield Paragraph(("It is shared in the same way as an amount above nothing.",))
        return
    yield Paragraph((_ON_ACCOUNT + _EACH_SHARE * part.is_shared,))
    for done in sorted(part.recoveries, key=lambda each: each.condition is not None):
        if done.condition is None:
            yield Paragraph((f"If too much was paid on account, {done.words}.",))
        else:
            test = matter.graph.by_id[done.condition].kind
            assert isinstance(test, Test), "what is paid too much is held against a bound"
            bound = linked(phrase(matter.graph, test.right, top=False), matter)
            yield Paragraph(("If it was too much by more than ", *bound, f", this is done instead: {done.words}."))


def _overspent(matter: Matter, part: DuePart) -> Iterator[Paragraph]:
    """Say how an overspend is recovered, on which the amount can be less than nothing."""
    *beyond, always = part.recoveries
    yield Paragraph((f"An amount of less than nothing is owed back: {always.words}.",))
    for done in beyond:
        assert done.condition is not None, "only a narrower case stands before the other"
        test = linked(phrase(matter.graph, done.condition, top=False), matter)
        yield Paragraph(("But if ", *test, f", {done.words}."))
