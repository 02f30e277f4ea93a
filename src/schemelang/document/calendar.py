"""The payment calendar: every day on which something is paid, and on what it hangs."""

from schemelang.dates import say_date
from schemelang.document.contract import Clause, Column, Link, Row, Table, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.words import phrase
from schemelang.graph.graph import DuePart


def calendar(matter: Matter) -> Clause:
    """List every day of payment in order."""
    due = sorted(matter.graph.due, key=lambda part: (part.day, part.payment, part.tranche))
    table = Table(
        caption="Every day on which something is paid",
        columns=(Column("Day"), Column("Payment"), Column("Part"), Column("Terms")),
        rows=tuple(_row(matter, part) for part in due),
    )
    return Clause(anchor="payment-calendar", heading="Payment calendar", parts=(table,))


def _row(matter: Matter, part: DuePart) -> Row:
    payment = Link(matter.title(part.payment), part.payment)
    return Row(((say_date(part.day),), (payment,), (say_part(part),), _terms(matter, part)))


def say_part(part: DuePart) -> str:
    """Say which part of a payment falls due: instalment 2 of 9 of the first part."""
    tranche = f"part {part.tranche}"
    return tranche if part.instalments == 1 else f"{tranche}, instalment {part.instalment} of {part.instalments}"


def _terms(matter: Matter, part: DuePart) -> Text:
    if part.condition is None:
        return ("whatever the outcome",)
    return ("only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))
