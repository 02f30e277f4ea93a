"""What is proved of one scheme and not of the other, and how far each can go.

A scheme is held to its claims by the provers that `check` runs. That its worked examples do not come out as they say
is no reason not to: a scheme that is being changed often has examples that are still those of the one before.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from attrs import evolve, frozen

from schemelang.checks.certificate import certify
from schemelang.checks.examine import CHECKS
from schemelang.comparison.comparison import Bound, ClaimChange, Side
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.outcome.examples import ExampleRun
from schemelang.proof.proof import (
    Accepted,
    Broken,
    Certificate,
    Claim,
    Noted,
    Proved,
    Tried,
    Unchecked,
    Verdict,
)
from schemelang.proof.subject import Subject

_WEAKEST_LAST: tuple[type[Verdict], ...] = (Proved, Noted, Accepted, Tried, Unchecked, Broken)
Claims = Mapping[tuple[str, str], Verdict]


@frozen
class Held:
    """A scheme held to its claims; it has no certificate if it has errors."""

    errors: tuple[Diagnostic, ...]
    certificate: Certificate | None


def hold(side: Side, runs: tuple[ExampleRun, ...], figures: Figures | None) -> Held:
    """Hold a scheme to its claims, if there is nothing wrong with it but its examples."""
    found = (each for run in CHECKS for each in run(side.scheme, side.graph))
    errors = tuple(each for each in found if each.severity == "error")
    if errors:
        return Held(errors, None)
    return Held((), certify(Subject(scheme=side.scheme, graph=side.graph, runs=runs, figures=figures)))


# ---------------------------------------------------------------- claims


def compare_claims(before: Side, now: Side, one: Certificate, other: Certificate) -> tuple[ClaimChange, ...]:
    """Say which claims of the new scheme come out otherwise than they did, in the order of its certificate.

    What was claimed of a block that is gone went with it.
    """
    titles = _titles(before, now)
    claims_before = _weakest(evolve(claim, about=titles.get(claim.about, claim.about)) for claim in one.claims)
    claims_now = _weakest(other.claims)
    changes = (_change(key, _found(claims_before, key), verdict) for key, verdict in claims_now.items())
    return tuple(change for change in changes if change is not None)


def _titles(before: Side, now: Side) -> dict[str, str]:
    """Return what the blocks of both schemes are called now, by what they were called before."""
    called = {block.name: block.title for block in now.scheme.blocks}
    return {block.title: called[block.name] for block in before.scheme.blocks if block.name in called}


def _weakest(claims: Iterator[Claim] | Sequence[Claim]) -> Claims:
    """Return one verdict for each claim about each block: of several, the one that promises least."""
    found: dict[tuple[str, str], Verdict] = {}
    for claim in claims:
        key = (claim.kind, claim.about)
        found[key] = max(found.get(key, claim.verdict), claim.verdict, key=_rank)
    return found


def _rank(verdict: Verdict) -> int:
    return _WEAKEST_LAST.index(type(verdict))


def _found(claims: Claims, key: tuple[str, str]) -> Verdict | None:
    """Return the verdict about a block, or that about the whole scheme where all its blocks have one together."""
    kind, about = key
    if about:
        return claims.get(key, claims.get((kind, "")))
    own = [verdict for (each, _), verdict in claims.items() if each == kind]
    return max(own, key=_rank) if own else None


def _change(key: tuple[str, str], before: Verdict | None, now: Verdict) -> ClaimChange | None:
    """Say how a claim came out otherwise; one that was not made before is told where it is not proved now.

    Where there is nothing to prove, that is noted; between that and a proof there is nothing gained and nothing lost.
    """
    if type(before) is type(now):
        return None
    if isinstance(now, Proved | Noted) and (before is None or isinstance(before, Proved | Noted)):
        return None
    kind, about = key
    said = None if before is None else say_verdict(before)
    if isinstance(now, Proved):
        return ClaimChange(kind=kind, about=about, before=said, now=say_verdict(now), what="gained")
    lost = isinstance(before, Proved)
    return ClaimChange(kind=kind, about=about, before=said, now=say_verdict(now), what="lost" if lost else "otherwise")


def say_verdict(verdict: Verdict) -> str:
    """Say how a claim came out, so that it can stand after a colon."""
    match verdict:
        case Proved():
            return "it is proved"
        case Tried(points, why):
            return f"it held at each of {points} points that were tried, which is no proof ({why.rstrip('.')})"
        case Broken(story):
            return f"it does not hold. {story.words.rstrip('.')}"
        case Accepted(story, because):
            return f"it does not hold, and the scheme says why: {because.rstrip('.')}. {story.words.rstrip('.')}"
        case Unchecked(why):
            return f"it is not checked, because {why.rstrip('.')}"
        case Noted(words):
            return f"it is noted: {words.rstrip('.')}"
        case _:
            assert_never(verdict)


# ---------------------------------------------------------------- bounds


def compare_bounds(one: Certificate, other: Certificate) -> tuple[Bound, ...]:
    """Put how far both schemes can go side by side, where either says so."""
    before, now = one.budget, other.budget
    if before is None or now is None:
        return ()
    pairs = (
        ("The most it can cost in all", before.total, now.total),
        ("The most that one payee can have", before.one, now.one),
        ("The most that one payee can be asked to pay back", before.back, now.back),
    )
    return tuple(
        Bound(what=what, before=was.amount, now=is_.amount)
        for what, was, is_ in pairs
        if was.amount is not None or is_.amount is not None
    )
