"""Every row, condition and exception is there for somebody."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.proof.proof import Broken, Certificate
from schemelang.proof.reached import CONDITION, KIND, ROW
from schemelang.proof.subject import Subject


def never_reached(_subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the rows, conditions and exceptions that no figures reach."""
    for claim in certificate.claims:
        if claim.kind == KIND and isinstance(claim.verdict, Broken):
            words = claim.verdict.story.words
            if claim.how == ROW:
                yield errors.RowOfNobody(place=claim.place, scale=claim.about, story=words)
            elif claim.how == CONDITION:
                yield errors.AlwaysTheSame(place=claim.place, block=claim.about, story=words)
            else:
                yield errors.ExceptionNeverApplies(place=claim.place, story=words)
