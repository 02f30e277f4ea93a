"""The rows of a scale keep their order, whatever they are worked out from."""

from collections.abc import Iterator

from schemelang.checks.errors import RowsOutOfOrder
from schemelang.diagnostic import Diagnostic
from schemelang.proof.proof import Broken, Certificate
from schemelang.proof.rows import KIND
from schemelang.proof.subject import Subject


def rows_out_of_order(_subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the scales of which one row can stand at the place of the next or above it."""
    for claim in certificate.claims:
        if claim.kind == KIND and isinstance(claim.verdict, Broken):
            yield RowsOutOfOrder(place=claim.place, scale=claim.about, story=claim.verdict.story.words)
