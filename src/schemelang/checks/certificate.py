"""The certificate of a scheme: every prover is run, and what nothing has looked at is said.

A prover is a function from a subject to claims. `PROVERS` is all of them; to add one is to add a line.
The claims stand in the order of `KINDS`, whatever the order in which they were found.
"""

from collections.abc import Callable, Iterable

from schemelang.checks.in_words import every_rule_is_in_words
from schemelang.proof.budget import budget_of, cost_is_known
from schemelang.proof.cliffs import where_pay_changes
from schemelang.proof.complete import every_amount_is_complete
from schemelang.proof.days import no_payment_is_early
from schemelang.proof.direction import which_way_pay_goes
from schemelang.proof.divided import nothing_is_divided_by_nothing
from schemelang.proof.guarantees import guarantees_hold
from schemelang.proof.measured import units_agree
from schemelang.proof.missing import missing_is_never_nothing
from schemelang.proof.order_and_names import order_and_names_do_not_matter
from schemelang.proof.proof import KINDS, Certificate, Claim, Unchecked
from schemelang.proof.reached import everything_can_be_reached
from schemelang.proof.roundings import rounding_is_as_written
from schemelang.proof.rows import every_value_has_one_row
from schemelang.proof.shared import what_is_shared_adds_up
from schemelang.proof.subject import Subject

Prover = Callable[[Subject], Iterable[Claim]]

PROVERS: tuple[Prover, ...] = (
    every_value_has_one_row,
    what_is_shared_adds_up,
    which_way_pay_goes,
    every_amount_is_complete,
    nothing_is_divided_by_nothing,
    missing_is_never_nothing,
    units_agree,
    rounding_is_as_written,
    everything_can_be_reached,
    order_and_names_do_not_matter,
    every_rule_is_in_words,
    no_payment_is_early,
    guarantees_hold,
)

NOT_LOOKED_AT = "this version does not look at it"
_ONLY_WHERE_WRITTEN = {"guarantee"}
"""What there is a claim about only where the scheme says something of it."""


def certify(subject: Subject) -> Certificate:
    """Run every prover on a scheme without errors, and say of every kind of claim how it came out."""
    cliffs, budget = where_pay_changes(subject), budget_of(subject)
    found = [*(claim for prover in PROVERS for claim in prover(subject)), cliffs.claim]
    found += cost_is_known(subject, budget)
    kinds = {claim.kind for claim in found} | _ONLY_WHERE_WRITTEN
    found += [subject.of_all(kind, Unchecked(NOT_LOOKED_AT)) for kind in KINDS if kind not in kinds]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return Certificate(
        claims=tuple(sorted(found, key=lambda claim: order[claim.kind])),
        budget=budget,
        cliffs=cliffs.cliffs,
        courses=cliffs.courses,
    )
