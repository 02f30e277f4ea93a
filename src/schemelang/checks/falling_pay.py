"""Whoever reaches more is paid no less, unless the payment says why that is meant."""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.checks import direction_errors
from schemelang.diagnostic import Diagnostic
from schemelang.model.model import Payment
from schemelang.proof.direction import KIND
from schemelang.proof.proof import Broken, Certificate, Claim, Proved, Story
from schemelang.proof.subject import Subject

_PENNIES = Fraction(5, 100)
"""What is less than this is lost by how odd pennies fall."""


def falling_pay(subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the payments that pay less for more, and those that allow what does not happen."""
    claims = [claim for claim in certificate.claims if claim.kind == KIND and claim.about]
    for claim in claims:
        if isinstance(claim.verdict, Broken):
            yield _found(claim, claim.verdict.story)
    proved = {claim.about for claim in claims if isinstance(claim.verdict, Proved)}
    for payment in (block for block in subject.scheme.blocks if isinstance(block, Payment)):
        allowed = payment.allows("falling pay")
        if allowed is not None and payment.title in proved:
            yield direction_errors.NothingToAllow(place=allowed.span, payment=payment.title)


def _found(claim: Claim, story: Story) -> Diagnostic:
    """Return the finding of one payment: a loss that is felt, or of an odd penny."""
    kind = (
        direction_errors.FallingPennies
        if story.loss is not None and story.loss < _PENNIES
        else direction_errors.FallingPay
    )
    fix = f"{story.fix}, or w" if story.fix else "W"
    return kind(place=claim.place, payment=claim.about, story=story.words, fix=fix)
