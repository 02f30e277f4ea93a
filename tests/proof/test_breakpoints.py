"""The count at which something turns is found, and it takes few tries."""

from itertools import count

import pytest

from compiled import scheme_of
from schemelang.graph.from_model import lower
from schemelang.outcome.examples import run_examples
from schemelang.proof.breakpoints import breakpoints
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import World

SCHEME = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party ccg "NHS Vale CCG"
    code              08V

figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2025
    never more than   5,000
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2025
    never more than   register

indicator reach "Share seen" for each practice
    is                seen out of register
    if there are no patients,  leave it out

target half "Half are seen" for each practice
    met when          reach is at least 50%
target most "Most are seen" for each practice
    met when          reach is more than 70%

payment care_payment "Care"
    to each practice
    start with        £2 × register × register ÷ 1,000
    add               £500 only if half is met
    add               £500 only if most is met
    never more than   £4,321
    round             to the nearest penny, halves up
    pay 100%          on 31 May 2025

example "Care"
    | practice | register | seen |
    | Ash      | 600      | 401  |
    then              half of Ash is met
"""


def turns(figure: str, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, int], int]:
    """Return the counts of a figure at which each rule turns, and how many worlds were tried."""
    scheme = scheme_of(SCHEME)
    graph, _ = lower(scheme)
    assert graph is not None
    world = next(Subject(scheme=scheme, graph=graph, runs=run_examples(scheme, graph)).worlds())
    made, tries = World.with_, count()
    monkeypatch.setattr(World, "with_", lambda *asked: made(*asked) if next(tries) >= 0 else None)
    found = {str(point.rule.id): int(point.count) for point in breakpoints(world, (figure, "Ash", None))}
    return found, next(tries)


def test_what_lies_on_a_straight_line_is_found_in_two_tries_beside_the_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 600, 300 are a half and 420 are 70%, which is not more than 70%."""
    assert turns("seen", monkeypatch) == ({"half": 300, "most": 421}, 6)


def test_a_whole_that_grows_is_found_as_quickly_as_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 572, 401 are more than 70%, and of 802 a half; what is paid on no such line needs some tries more."""
    found, tries = turns("register", monkeypatch)
    assert found == {"most": 573, "half": 803, "care_payment.step 4": 1470}
    assert 2 * 1469**2 < 4_321_000 <= 2 * 1470**2
    assert tries == 12
