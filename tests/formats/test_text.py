"""The certificate as people read it, on the plainest terminal there is."""

from fractions import Fraction

import pytest
from attrs import evolve

from every_verdict import CERTIFICATE, CLIFF, EVERY, VERDICTS, claim
from schemelang.formats.text import WIDTH, certificate_text
from schemelang.formats.verdict import claims_counted, verdict
from schemelang.proof.proof import ASSUMED, Certificate, Proved, Unchecked, Verdict

WRITTEN = certificate_text(CERTIFICATE, "A small scheme")
ONE_LINE = " ".join(WRITTEN.split())


def test_it_fits_the_plainest_terminal() -> None:
    """No line is wider than 80 columns, and each sign is one that a Windows console can show."""
    assert max(map(len, WRITTEN.splitlines())) <= WIDTH == 80
    assert WRITTEN.encode("cp1252").decode("cp1252") == WRITTEN


def test_what_is_assumed_is_said_once() -> None:
    """What every claim is about stands at the top, and nowhere else."""
    assert ONE_LINE.count(ASSUMED) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("rows", "proved Every value has exactly one row"),
        ("budget", "not checked The scheme costs no more than it says"),
        ("budget", "Nothing bounds list_size."),
        ("reaching more", "BROKEN Reaching more never pays less"),
        ("reaching more", "Ash goes from £16,610.00 to £15,779.50."),
        ("others", "accepted Nobody is paid less when others reach more"),
        ("others", "Accepted because the pool is shared by points."),
        ("everybody", "Checked at all 214 breakpoints, not proved. Two shares move against each other."),
        ("shares", "a fact What is shared adds up, and no share is below nothing"),
    ],
)
def test_each_claim_says_how_it_came_out(kind: str, words: str) -> None:
    """Each status is in words, with what there is to say of it."""
    written = certificate_text(Certificate(claims=(claim(kind, VERDICTS[kind]),), budget=None, cliffs=()), "A")

    assert words in " ".join(written.split())


def test_the_same_of_several_payments_is_said_once() -> None:
    """Two payments of which the same is claimed, with the same outcome, stand in one line."""
    both = (claim("rows", Proved()), evolve(claim("rows", Proved()), about="Thanks"))
    written = " ".join(certificate_text(Certificate(claims=both, budget=None, cliffs=()), "A").split())

    assert 'proved Every value has exactly one row, in "Care package payment" and "Thanks" Line by line.' in written
    assert written.count("Line by line.") == 1


def test_what_it_can_cost_is_said() -> None:
    """What is bounded has its amount, and what is not has the reason."""
    assert "in all: at most £675,000.00" in ONE_LINE
    assert "to one of those who are paid: not bounded; nothing bounds list_size." in ONE_LINE


def test_a_cliff_has_its_count_and_its_pay() -> None:
    """Where one more changes pay stands with the pay before and after, and what further ones are worth."""
    assert "Care package payment, Ash Care plans, quarter 4, out of 1,037 patients" in ONE_LINE
    assert "830 £0.00 £2,489.00 £0.00 £62.40 at least 80%, in Network target" in ONE_LINE


def test_large_amounts_stand_apart() -> None:
    """Millions do not run into each other, and what is not known is a dash."""
    large = evolve(CLIFF, before=Fraction(2509200), after=Fraction(4182000), beyond=None)
    written = certificate_text(evolve(CERTIFICATE, cliffs=(large,)), "A")

    assert "830 £2,509,200.00 £4,182,000.00 £0.00 -" in " ".join(written.split())
    assert max(map(len, written.splitlines())) <= WIDTH


def test_of_many_cliffs_some_are_said_to_be_left_out() -> None:
    """A long list is cut short, and says how much of it is not there."""
    many = evolve(CERTIFICATE, cliffs=(CLIFF,) * 20)

    assert "and 8 more, which --format json has" in certificate_text(many, "A")


# ---------------------------------------------------------------- the line for each file


def test_the_claims_are_counted() -> None:
    """The heading says how many claims came out in which way, and of none proved that there are none."""
    counted = "1 claim proved, 1 tried and not proved, 1 broken, 1 broken and accepted, 1 not checked"
    none = Certificate(claims=(claim("rows", Unchecked("so")),), budget=None, cliffs=())

    assert claims_counted(CERTIFICATE) == counted
    assert f'Certificate of "A small scheme": {counted}.' in ONE_LINE
    assert claims_counted(none) == "0 claims proved, 1 not checked"


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ((), "Its guarantee is not proved; evaluate tests it on the figures."),
        ((Proved(),), "Its guarantee is proved."),
        ((Proved(), Proved()), "Its 2 guarantees are proved."),
        ((Unchecked("so"), Unchecked("so")), "Its 2 guarantees are not proved; evaluate tests them on the figures."),
        ((Proved(), Unchecked("so")), "Of its 2 guarantees 1 is proved; evaluate tests the others."),
        ((Proved(), Proved(), Unchecked("so")), "Of its 3 guarantees 2 are proved; evaluate tests the others."),
    ],
)
def test_the_verdict_says_which_guarantees_are_proved(verdicts: tuple[Verdict, ...], words: str) -> None:
    """What is proved of the guarantees is said, and that the others are tested on figures."""
    claims = tuple(claim("guarantee", each) for each in verdicts)
    one = evolve(EVERY, guarantees=max(1, len(claims)), certificate=evolve(CERTIFICATE, claims=claims))

    assert words in verdict(one)
