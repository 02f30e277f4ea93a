"""No payment falls before its figures are there."""

from collections.abc import Iterator

from schemelang.checks import time_errors
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic, Label
from schemelang.proof.days import KIND, early_parts, waits_of
from schemelang.proof.proof import Broken, Certificate
from schemelang.proof.subject import Subject


def paid_before_published(subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the parts of payments that fall due before what they wait for, unless that is allowed."""
    if not any(claim.kind == KIND and isinstance(claim.verdict, Broken) for claim in certificate.claims):
        return
    for early in early_parts(subject, waits_of(subject)):
        if early.payment.allows("early payment") is None:
            label = Label(early.waits_for.place, f"this is there on {say_date(early.waits_for.day)}")
            yield time_errors.PaidBeforeItsFigures(
                place=early.tranche.said, day=say_date(early.day), story=early.said, fix=early.fix, labels=(label,)
            )
