"""What must hold of every way of sharing a payment and of paying it on account, searched for a counterexample."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from schemelang.graph.graph import RuleId
from schemelang.outcome.outcome import Absent, Outcome, Status
from test_laws import BLOCKS, HEADING, ROWS, paid, rows_of

FIGURES = "\n".join(block for block in BLOCKS[:4])
PARTY = 'party office "The office"\n    code NO1\n'
TARGET = 'target own "Its own" for each practice\n    met when planned is at least {least}\n'
PAYMENT = """payment package "The package"
    to each network
    start with {price} for each patient in total register
    round to the nearest penny, halves up
    {parts}
    {sharing}
"""
PARTS = (
    "pay 100% on 30 June 2014",
    (
        "pay 33% on 1 April 2013 pay the balance in 3 equal instalments on the 1st of each month from May 2014, "
        "odd pennies in the last"
    ),
    "pay £500 on 1 April 2013 pay 33.3% on 2 April 2013 pay £7.77 on 3 April 2013 pay the balance on 30 June 2014",
    (
        "pay £1,000.01 on account, in 7 equal instalments on the 1st of each month from May 2013, "
        "odd pennies in the first pay the balance on 30 June 2014 if overpaid, {overpaid}"
    ),
    (
        "pay 20% on 1 April 2013 pay £99.99 on account, on 1 May 2013 pay £400 on account, on 1 June 2013 "
        "pay the balance on 30 June 2014 if overpaid, {overpaid} if overpaid by more than £300, write it off"
    ),
)
OVERPAID = (
    "recover it from the next payment",
    "recover 33% of it by invoice",
    "recover it from future payments only, up to £5.55",
    "carry it forward",
    "write it off",
)
SHARING = (
    "share among its practices {basis}, odd pennies {odd}",
    "share among its practices that meet own {basis}, odd pennies {odd}",
    (
        "share 5% with office share 33.3% among its practices equally, odd pennies by Sainte-Laguë "
        "share the rest among its practices {basis}, odd pennies {odd}"
    ),
    (
        "share £12.34 with office share £3.33 with each practice, odd pennies by Sainte-Laguë "
        "share 10% with ccg share the rest among its practices that meet own {basis}, odd pennies {odd}"
    ),
)


@st.composite
def schemes(draw: st.DrawFn) -> str:
    """Draw a scheme with one way of paying, and one way of sharing."""
    basis = draw(st.sampled_from(("equally", "by list_size")))
    odd = draw(st.sampled_from(("by Sainte-Laguë", "by largest remainder", "to office")))
    overpaid = draw(st.sampled_from(OVERPAID))
    payment = PAYMENT.format(
        price=draw(st.sampled_from(("£35", "£1.115", "£0.07"))),
        parts=draw(st.sampled_from(PARTS)).format(overpaid=overpaid),
        sharing=draw(st.sampled_from(SHARING)).format(basis=basis, odd=odd),
    )
    return HEADING + FIGURES + PARTY + TARGET.format(least=draw(st.integers(0, 300))) + payment


def pence(value: object) -> int | None:
    """Return an amount in pence, or None if there is none yet."""
    return int(value * 100) if isinstance(value, Fraction) else None


@given(schemes(), ROWS)
def test_what_is_paid_is_what_the_payment_comes_to(text: str, drawn: list[tuple[str, int, int, int]]) -> None:
    """The lines of a group add up to its payment, and those of a practice to what it receives."""
    outcome = paid(text, rows_of(drawn))
    group, own = sums(outcome)

    for (network, _), value in outcome.values[RuleId("package")].items():
        held = any(line.group == network and line.status is Status.HELD for line in outcome.ledger)
        if not isinstance(value, Absent) and not held:
            assert pence(value) == group[network]
    for (practice, _), value in outcome.values[RuleId("package", "received")].items():
        if not isinstance(value, Absent):
            assert pence(value) == own[practice]


def sums(outcome: Outcome) -> tuple[Counter[str | None], Counter[str | None]]:
    """Add up the pence of each group, and of each payee."""
    group: Counter[str | None] = Counter()
    own: Counter[str | None] = Counter()
    for line in outcome.ledger:
        group[line.group] += line.pence or 0
        own[line.payee] += line.pence or 0
    return group, own


@given(schemes(), ROWS)
def test_only_what_was_paid_too_much_is_taken_back(text: str, drawn: list[tuple[str, int, int, int]]) -> None:
    """A line is below nothing only where it is recovered, and never by more than was paid too much."""
    outcome = paid(text, rows_of(drawn))

    for line in outcome.ledger:
        if line.pence is not None and line.pence < 0:
            assert line.status is Status.RECOVERED
            assert line.overpaid is not None
            assert -line.pence <= line.overpaid
        if line.status in {Status.WRITTEN_OFF, Status.CARRIED_FORWARD}:
            assert (line.pence, line.manner.removeprefix("it is ")) == (0, line.status.value)
