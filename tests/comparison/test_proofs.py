"""What is proved of one scheme and not of the other."""

from fractions import Fraction
from pathlib import Path

import pytest

from compared import EXAMPLE, SMALL, compared, comparison, side
from schemelang.comparison.comparison import Bound
from schemelang.comparison.proofs import compare_bounds, compare_claims, hold, say_verdict
from schemelang.proof.proof import (
    Accepted,
    Broken,
    Budget,
    Certificate,
    Claim,
    Most,
    Noted,
    Proved,
    Story,
    Tried,
    Unchecked,
    Verdict,
)

SIDE = side(SMALL)
RENAMED = side(SMALL.replace('"Reviews"', '"Seen and paid"'))
STORY = Story(words="Ash gets less.", figures=())


def certificate(*claims: tuple[str, Verdict], budget: Budget | None = None) -> Certificate:
    """Return a certificate of claims about blocks."""
    made = (Claim(kind="units", about=about, verdict=verdict, place=SIDE.scheme.span) for about, verdict in claims)
    return Certificate(claims=tuple(made), budget=budget, cliffs=())


def changes(before: Certificate, now: Certificate) -> list[tuple[str, str]]:
    """Return which claims come out otherwise, by their blocks, and in which way."""
    return [(change.about, change.what) for change in compare_claims(SIDE, SIDE, before, now)]


@pytest.mark.parametrize(
    ("before", "now", "what"),
    [
        (Proved(), Broken(STORY), "lost"),
        (Proved(), Tried(5, "it is long"), "lost"),
        (Proved(), Unchecked("it is long"), "lost"),
        (Proved(), Accepted(STORY, "it is meant"), "lost"),
        (Unchecked("it is long"), Proved(), "gained"),
        (Broken(STORY), Proved(), "gained"),
        (Unchecked("it is long"), Broken(STORY), "otherwise"),
        (Noted("It is shared."), Broken(STORY), "otherwise"),
    ],
)
def test_a_proof_is_gained_or_lost(before: Verdict, now: Verdict, what: str) -> None:
    """A claim that comes out otherwise is told, and whether a proof is gained or lost by it."""
    assert changes(certificate(("", before)), certificate(("", now))) == [("", what)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (Proved(), Proved()),
        (Unchecked("of this"), Unchecked("of that")),
        (Proved(), Noted("Nothing is shared.")),
        (Noted("Nothing is shared."), Proved()),
    ],
)
def test_a_claim_that_comes_out_alike_is_no_change(before: Verdict, now: Verdict) -> None:
    """The reasons may be other ones; and where there is nothing to prove, nothing is gained or lost."""
    assert changes(certificate(("", before)), certificate(("", now))) == []


def test_claims_are_compared_block_by_block() -> None:
    """The claim about one payment is lost, and the other is as it was."""
    before = certificate(("Reviews", Proved()), ("Visits", Proved()))
    now = certificate(("Reviews", Proved()), ("Visits", Broken(STORY)))

    assert changes(before, now) == [("Visits", "lost")]


def test_a_claim_about_all_is_held_against_those_about_each() -> None:
    """What was proved of the whole scheme, and is not of one block, is lost for that block."""
    whole, each = certificate(("", Proved())), certificate(("Reviews", Unchecked("it is long")))

    assert changes(whole, each) == [("Reviews", "lost")]
    assert changes(each, whole) == [("", "gained")]


def test_of_several_verdicts_the_weakest_counts() -> None:
    """A claim that is proved for one part and broken for another is broken."""
    assert changes(certificate(("", Proved()), ("", Broken(STORY))), certificate(("", Proved()))) == [("", "gained")]


def test_a_claim_about_a_block_that_is_new() -> None:
    """Of a new block it is told what does not hold, and not what is proved."""
    told = changes(certificate(), certificate(("Visits", Broken(STORY)), ("Reviews", Proved())))

    assert told == [("Visits", "otherwise")]
    assert changes(certificate(("Visits", Broken(STORY))), certificate()) == []


def test_a_block_that_is_renamed_is_the_same() -> None:
    """A claim is about a block, whatever its title is now."""
    before, now = certificate(("Reviews", Proved())), certificate(("Seen and paid", Proved()))

    assert compare_claims(SIDE, RENAMED, before, now) == ()


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Proved(), "it is proved"),
        (Tried(5, "it is long."), "it held at each of 5 points that were tried, which is no proof (it is long)"),
        (Broken(STORY), "it does not hold. Ash gets less"),
        (Accepted(STORY, "meant."), "it does not hold, and the scheme says why: meant. Ash gets less"),
        (Unchecked("it is long"), "it is not checked, because it is long"),
        (Noted("It is shared."), "it is noted: It is shared"),
    ],
)
def test_every_verdict_is_said(verdict: Verdict, words: str) -> None:
    """A verdict is said so that a full stop can follow."""
    assert say_verdict(verdict) == words


def test_how_far_each_can_go_is_put_side_by_side() -> None:
    """A bound that neither has is not told."""
    before = Budget(total=Most(amount=Fraction(10)), one=Most(amount=None), back=Most(amount=None), given_figures=False)
    now = Budget(total=Most(amount=None), one=Most(amount=None), back=Most(amount=Fraction(5)), given_figures=False)

    assert compare_bounds(certificate(budget=before), certificate(budget=now)) == (
        Bound(what="The most it can cost in all", before=Fraction(10), now=None),
        Bound(what="The most that one payee can be asked to pay back", before=None, now=Fraction(5)),
    )
    assert compare_bounds(certificate(budget=before), certificate()) == ()


# With the provers


def test_the_provers_are_asked_though_an_example_does_not_hold() -> None:
    """A scheme whose examples are still those of the one before is held to its claims like any other."""
    scheme = side(SMALL + EXAMPLE.replace("£100", "£1"))

    held = hold(scheme, (), None)
    assert held.errors == ()
    assert held.certificate is not None


def test_a_scheme_with_errors_has_no_certificate() -> None:
    """A scheme that check refuses is compared in words and money, and its error is told; nothing is proved of it."""
    path = Path(__file__).parents[1] / "cases" / "bad" / "SCH404" / "two_savings.scheme"
    found = compared(SMALL, path.read_text(encoding="utf-8"))

    assert "SCH404" in {each.code for each in found.found}
    assert found.comparison.proofs == ()
    assert found.comparison.clauses != ()


def test_the_provers_are_asked_of_both() -> None:
    """A change of words alone gains and loses no proof."""
    assert comparison(SMALL, SMALL.replace('"Reviews"', '"Seen and paid"')).proofs == ()
