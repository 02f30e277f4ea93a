"""What a claim about reaching more leaves out is named in it: no figure that is not named can make it false."""

from functools import cache
from pathlib import Path
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from any_figures import any_figures
from passes import CONTRACTS, compiled
from schemelang.model.model import Quantity
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.direction import (
    if_everybody_reaches_more_nobody_loses,
    nobody_is_paid_less_for_others,
    payments_of,
    reaching_more_never_pays_less,
)
from schemelang.proof.proof import Claim, Noted, Proved, Unchecked
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure as Key
from schemelang.proof.worlds import World, world_of
from subjects import small_subject, subject_of
from told import is_own, paid_in_all

TESTS = Path(__file__).parents[1]
SCHEMES = sorted({*CONTRACTS, *TESTS.glob("cases/good/*/*.scheme"), *TESTS.glob("conformance/*/*.scheme")})
ON_NOTHING = ("It rests on nothing that anybody reaches.", "It does not rest on what others reach.")

POT = """
figure checks "Checks"
    is a count of checks for each practice during each month
value year_checks "Checks in the year" for each practice
    is total checks over the year
value all_checks "Everybody's checks"
    is total year_checks
payment pot "The pot"
    to each practice
    start with £12,000 × year_checks ÷ all_checks
    round down to the penny
    pay 100% on 30 June 2014
"""

HUB = """
scheme hub "Hub"
    offered by icb
    offered to practices
    groups practices into PCNs
    groups PCNs into localities
    runs 1 April 2026 to 31 March 2027
    if not reported, hold the payment
    if a practice joins, pay in full
    if a practice leaves, pay in full
    if a PCN joins, pay in full
    if a PCN leaves, pay in full
party icb "NHS Example Integrated Care Board"
    code QXX
figure appointments "Appointments kept"
    is a count of appointments for each PCN during each quarter
figure unused "Appointments not used"
    is a count of appointments for each PCN during each quarter
indicator use "Appointments used" for each locality each quarter
    is total appointments out of (total appointments + total unused)
    if there are no appointments, count it as 0%
scale worth "Part of the price that is paid" for each locality each quarter
    goes by use
    | from | to below | gives |
    | 0%  | 70% | 50% |
    | 70% | 85% | 80% |
    | 85% | and above | 100% |
    applies to the whole
payment hub_payment "Hub payment"
    to each locality each quarter
    start with £24 × total appointments
    times worth
    round to the nearest penny, halves up
    pay 100% within 30 days after the end of each quarter
    share among its PCNs by appointments, odd pennies by largest remainder
"""


def claims_of(subject: Subject) -> tuple[Claim, Claim, Claim]:
    """Return what is claimed of the one payment of a scheme: of oneself, of others and of everybody."""
    (own,) = reaching_more_never_pays_less(subject)
    (others,) = nobody_is_paid_less_for_others(subject)
    (everybody,) = if_everybody_reaches_more_nobody_loses(subject)
    return own, others, everybody


def test_a_share_of_all_work_rests_on_the_work_of_all() -> None:
    """A pot times one's own checks over those of all is a pool, and others take from it."""
    own, others, everybody = claims_of(small_subject(POT))

    assert '"Checks"' in own.how
    assert isinstance(others.verdict, Noted)
    assert '"Checks"' in others.verdict.words
    assert everybody.verdict != Proved()


def test_what_was_not_used_is_no_size() -> None:
    """What was kept out of what was kept and what was not: the payment rests on both, of oneself and of others."""
    own, others, everybody = claims_of(subject_of(HUB))

    assert '"Appointments kept"' in own.how
    assert '"Appointments not used"' in own.how
    assert not own.how.startswith(ON_NOTHING[0])
    assert isinstance(others.verdict, Noted)
    assert '"Appointments kept"' in others.verdict.words
    assert '"Appointments not used"' in others.verdict.words
    assert isinstance(everybody.verdict, Unchecked)


def test_what_is_put_over_a_whole_in_a_value_is_reached() -> None:
    """A count on a day is an achievement where it is put over a whole, in a value too; the whole is a size."""
    subject = small_subject(
        'figure register "On the register"\n    is a count of patients for each practice on 31 March 2014\n'
        'figure controlled "Controlled"\n    is a count of patients for each practice on 31 March 2014\n'
        "    never more than register\n"
        'payment fee "Paid"\n    to each practice\n    start with £500 × controlled ÷ register\n'
        "    round to the nearest penny, halves up\n    pay 100% on 30 June 2014\n"
    )
    own, _, everybody = claims_of(subject)

    assert own.how == 'It is paid for "Controlled". Sizes stay as they are: "On the register".'
    assert everybody.how == 'Sizes stay as they are: "On the register".'


def test_what_is_shared_by_size_says_so() -> None:
    """Others that grow take from a pool that is shared by size: it is named that their size is fixed."""
    subject = small_subject(
        'figure list_size "Registered patients"\n    is a count of patients for each practice on 1 April 2013\n'
        'payment fee "Paid"\n    to each network\n    start with £5,000\n    pay 100% on 30 June 2014\n'
        "    share among its practices by list_size, odd pennies by Sainte-Laguë\n"
    )
    own, others, _ = claims_of(subject)

    assert own.how == f'{ON_NOTHING[0]} Sizes stay as they are: "Registered patients".'
    assert others.how == f'{ON_NOTHING[1]} Sizes stay as they are: "Registered patients".'


def test_a_penny_that_others_can_take_is_not_proved() -> None:
    """By the largest remainder an odd penny can go to another when a pool that all have filled grows."""
    subject = small_subject(
        'figure list_size "Registered patients"\n    is a count of patients for each practice on 1 April 2013\n'
        'figure visits "Visits"\n    is a count of visits for each practice during the year\n'
        'payment fee "Paid"\n    to each network\n    start with £5 × total visits\n    round down to the penny\n'
        "    pay 100% on 30 June 2014\n"
        "    share among its practices by list_size, odd pennies by largest remainder\n"
    )
    _, others, everybody = claims_of(subject)

    assert isinstance(others.verdict, Unchecked)
    assert "odd penny" in others.verdict.why
    assert isinstance(everybody.verdict, Unchecked)


# ---------------------------------------------------------------- every scheme there is


@cache
def proved_of(path: Path) -> tuple[Subject, dict[tuple[str, bool], str]] | None:
    """Return what is proved of the payments of a scheme, of oneself and of others, and how."""
    case = compiled(path)
    if case.scheme is None or case.graph is None:
        return None
    subject = Subject(scheme=case.scheme, graph=case.graph, for_contract=True)
    claims = [(claim, False) for claim in reaching_more_never_pays_less(subject)]
    claims += [(claim, True) for claim in nobody_is_paid_less_for_others(subject)]
    return subject, {(claim.about, others): claim.how for claim, others in claims if claim.verdict == Proved()}


@given(st.sampled_from(SCHEMES), st.randoms(use_true_random=True))
def test_nothing_that_is_not_named_moves_pay(path: Path, random: Random) -> None:
    """In every scheme: where a payment rests on nothing that is reached, only what the claim names can move it.

    And where it is proved of a payment that it is paid for something, no count that is not named lowers it by rising.
    """
    found = proved_of(path)
    assume(found is not None)
    assert found is not None
    subject, proved = found
    figures = any_figures(subject.scheme, subject.graph, random)
    world = world_of(subject.scheme, subject.graph, figures, "chance")
    key = random.choice(sorted(figures.data, key=str) or [None])
    changed = None if key is None else _changed(world, key, random)
    assume(key is not None and changed is not None)
    assert key is not None
    assert changed is not None
    less_is_more = {each.figure for each in subject.reaches.them if each.way < 0}
    before, after = (evaluate(world.graph, each.figures)[0] for each in (world, changed))
    figure = world.plan.figures[key[0]]
    for paid in payments_of(subject):
        for who in world.parties[paid.rule.level]:
            how = proved.get((paid.payment.title, not is_own(world, key, paid.rule.level, who)))
            one, other = paid_in_all(before, paid.rule.id, who), paid_in_all(after, paid.rule.id, who)
            if how is None or one is None or other is None or f'"{figure.title}"' in how:
                continue
            if how.startswith(ON_NOTHING):
                assert one == other, (path, paid.payment.title, key, how)
            elif figure.name not in less_is_more and " more." not in how:
                assert one <= other, (path, paid.payment.title, key, how)


def _changed(world: World, key: Key, random: Random) -> World | None:
    """Return a world in which one count is greater, or one answer is yes; nothing where it cannot be."""
    worth = world.given(key)
    if isinstance(worth, bool):
        return None if worth else world.with_({key: True})
    if worth is None or world.plan.figures[key[0]].type.quantity is not Quantity.COUNT:
        return None
    to = random.choice([worth + 1, 2 * worth + 7])
    return world.with_({key: to}) if world.is_within({key: to}) else None
