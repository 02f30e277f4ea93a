"""No guarantee can be broken."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.proof.guarantees import KIND
from schemelang.proof.proof import Broken, Certificate, Claim, Story
from schemelang.proof.subject import Subject

_NO_REMEDY = "Limit what is paid with   never more than …   or guarantee what the rules keep to."


def guarantee_is_broken(_subject: Subject, certificate: Certificate) -> Iterator[Diagnostic]:
    """Find the guarantees that somebody breaks."""
    for claim in certificate.claims:
        if claim.kind == KIND and isinstance(claim.verdict, Broken):
            yield _found(claim, claim.verdict.story)


def _found(claim: Claim, story: Story) -> Diagnostic:
    figures = "; ".join(f"{each.what}: {each.after}" for each in story.figures)
    told = f"{story.words} The figures are: {figures}." if figures else story.words
    return errors.GuaranteeDoesNotHold(
        place=claim.place, guarantee=claim.about, story=told, remedy=claim.how or _NO_REMEDY
    )
