"""What must hold of every way of sharing a payment, paying it on account, for each period, and by several payers."""

import re
from collections import Counter
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from schemelang.dates import Period
from schemelang.graph.graph import RuleId
from schemelang.outcome.outcome import Absent, Line, Outcome, Status
from test_laws import BLOCKS, HEADING, ROWS, paid, rows_of

FIGURES = "\n".join(block for block in BLOCKS[:4])
PARTY = 'party office "The office"\n    code NO1\n{pays}\n'
TARGET = 'target own "Its own" for each practice\n    met when planned is at least {least}\n'
PAYMENT = """payment package "The package"
    to each network{period}
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
    "recover it{lasting}",
    "recover 33% of it{lasting}, up to £7.77",
    "carry it forward",
    "write it off",
)
LASTING = " in {number} equal instalments on the 1st of each month from July 2014, odd pennies in the {odd}"
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
    lasting = LASTING.format(number=draw(st.integers(2, 13)), odd=draw(st.sampled_from(("first", "last"))))
    overpaid = draw(st.sampled_from(OVERPAID)).format(lasting=lasting)
    payment = PAYMENT.format(
        period=draw(st.sampled_from(("", " each quarter", " each half-year"))),
        price=draw(st.sampled_from(("£35", "£1.115", "£0.07"))),
        parts=draw(st.sampled_from(PARTS)).format(overpaid=overpaid),
        sharing=draw(st.sampled_from(SHARING)).format(basis=basis, odd=odd),
    )
    party = PARTY.format(pays=draw(st.sampled_from(("", "pays 33.3%", "pays 100% of package"))))
    return HEADING + FIGURES + party + TARGET.format(least=draw(st.integers(0, 300))) + payment


def pence(value: object) -> int | None:
    """Return an amount in pence, or None if there is none yet."""
    return int(value * 100) if isinstance(value, Fraction) else None


@given(schemes(), ROWS)
def test_what_is_paid_is_what_the_payment_comes_to(text: str, drawn: list[tuple[str, int, int, int]]) -> None:
    """The lines of a group add up to its payment, and those of a practice to what it receives."""
    outcome = paid(text, rows_of(drawn))
    group, own = sums(outcome)

    held = {(line.group, line.part.period) for line in outcome.ledger if line.status is Status.HELD}
    for key, value in outcome.values[RuleId("package")].items():
        if not isinstance(value, Absent) and key not in held:
            assert pence(value) == group[key]
    for key, value in outcome.values[RuleId("package", "received")].items():
        if not isinstance(value, Absent):
            assert pence(value) == own[key]


Sums = Counter[tuple[str | None, Period | None]]


def sums(outcome: Outcome) -> tuple[Sums, Sums]:
    """Add up the pence of each group, and of each payee, in each period that is paid for."""
    group, own = Sums(), Sums()
    for line in outcome.ledger:
        group[line.group, line.part.period] += line.pence or 0
        own[line.payee, line.part.period] += line.pence or 0
    return group, own


@given(schemes(), ROWS)
def test_a_payee_has_the_same_however_many_pay(text: str, drawn: list[tuple[str, int, int, int]]) -> None:
    """The payers' parts of each line add up to it, and what each pays of it is its part rounded down."""
    together = paid(text, rows_of(drawn))
    alone = paid(text.replace("pays 33.3%", "").replace("pays 100% of package", ""), rows_of(drawn))

    assert by_line(together) == by_line(alone)
    for line in together.ledger:
        if line.part.payer == "office" and line.pence is not None:
            whole = by_line(alone)[line_of(line)]
            share = Fraction(333, 1000) if "33.3%" in line.part.paid_by else Fraction(1)
            assert abs(line.pence) == int(abs(whole or 0) * share)


def line_of(line: Line) -> tuple[object, ...]:
    """Return what a line is, whoever pays it."""
    part = line.part
    return (line.day, line.payee, line.group, part.tranche, part.sharing, part.portion, part.instalment, part.period)


def by_line(outcome: Outcome) -> dict[tuple[object, ...], int | None]:
    """Add up what all payers pay of each line."""
    found: dict[tuple[object, ...], int | None] = {}
    for line in outcome.ledger:
        before = found.get(line_of(line), 0)
        found[line_of(line)] = None if before is None or line.pence is None else before + line.pence
    return found


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


@given(schemes(), ROWS)
def test_what_is_taken_back_in_instalments_adds_up(text: str, drawn: list[tuple[str, int, int, int]]) -> None:
    """The instalments of what is taken back add up to what would be taken back at once, and differ by odd pennies."""
    lasting = paid(text, rows_of(drawn))
    at_once = paid(
        re.sub(r" in \d+ equal instalments on [^,]+ from July 2014, odd pennies in the \w+", " by invoice", text),
        rows_of(drawn),
    )

    assert settled(lasting) == settled(at_once)
    back: dict[tuple[object, ...], list[int]] = {}
    for (_, payee, group, *which, _, period), pence in by_line(recovered(lasting)).items():
        back.setdefault((payee, group, *which, period), []).append(pence or 0)
    for each in back.values():
        assert sorted(each)[1:] == [max(each)] * (len(each) - 1)
        assert max(each) - min(each) < len(each)


def recovered(outcome: Outcome) -> Outcome:
    """Return an outcome with the lines alone that are taken back in instalments."""
    return evolve(outcome, ledger=tuple(line for line in outcome.ledger if line.part.recovers is not None))


def settled(outcome: Outcome) -> Counter[tuple[object, ...]]:
    """Add up what is paid of each part to each payee, on whichever days and by whom."""
    found = Counter[tuple[object, ...]]()
    for line in outcome.ledger:
        part = line.part
        found[line.payee, line.group, part.tranche, part.sharing, part.portion, part.period] += line.pence or 0
    return found
