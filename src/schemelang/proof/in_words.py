"""How a claim came out, in words, wherever a certificate is printed."""

from typing import assert_never

from schemelang.proof.proof import (
    Accepted,
    Broken,
    Claim,
    Cliff,
    Noted,
    Proved,
    Tried,
    Unchecked,
    Verdict,
)


def status(verdict: Verdict) -> str:
    """Say in a word or two how a claim came out."""
    match verdict:
        case Proved():
            return "proved"
        case Tried():
            return "tried"
        case Broken():
            return "BROKEN"
        case Accepted():
            return "accepted"
        case Unchecked():
            return "not checked"
        case Noted():
            return "a fact"
        case _:
            assert_never(verdict)


def said(claim: Claim) -> tuple[str, ...]:
    """Say what there is to say of a claim beyond how it came out, in whole sentences."""
    verdict = claim.verdict
    match verdict:
        case Proved():
            words: tuple[str, ...] = ()
        case Tried(points, why):
            words = (f"Checked at all {points:,} breakpoints, not proved.", _sentence(why))
        case Broken(story):
            words = (story.words,)
        case Accepted(story, because):
            words = (f"Accepted because {ended(because)}", story.words)
        case Unchecked(why):
            words = (_sentence(why),)
        case Noted(noted):
            words = (noted,)
        case _:
            assert_never(verdict)
    return tuple(filter(None, (*words, claim.how)))


def ended(words: str) -> str:
    """Return words that end as a sentence does."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _sentence(words: str) -> str:
    """Return words as a sentence of their own."""
    return ended(words[:1].upper() + words[1:])


def of_what(cliff: Cliff) -> str:
    """Say which figure it is, and of which period if it has several."""
    return f"{cliff.figure}, {cliff.when}" if cliff.when else cliff.figure
