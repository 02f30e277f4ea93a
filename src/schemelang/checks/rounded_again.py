"""No amount is rounded twice."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.proof.proof import Broken, Certificate
from schemelang.proof.roundings import KIND
from schemelang.proof.subject import Subject


def rounded_again(_subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the roundings of an amount that another has rounded already."""
    for claim in certificate.claims:
        if claim.kind == KIND and isinstance(claim.verdict, Broken):
            yield errors.RoundedAgain(place=claim.place, story=claim.verdict.story.words)
