"""Payments become rules: steps from top to bottom, then tranches, shares and instalments."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from compiled import HEADING, ident, ids, kind, scheme_of, small
from schemelang.graph.from_model import lower
from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Difference,
    DuePart,
    Greatest,
    Least,
    Portion,
    Product,
    Role,
    Round,
    RuleGraph,
    RuleKind,
    Settled,
    Total,
    Weight,
    When,
)
from schemelang.model import model
from schemelang.model.model import SharedAmong

LIST_SIZE = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
"""


# Steps


def payment(steps: str, rest: str = "pay 100%  on 30 June 2014") -> RuleGraph:
    """Read a payment to each practice."""
    return small(
        f"""{LIST_SIZE}
figure cost "Cost"
    is money for each practice during the year
target gate "Gate" for each practice
    met when          list_size is at least 1
payment grant "Grant"
    to each practice
    {steps}
    {rest}
"""
    )


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("add cost", Total(ids("grant.step 1", "cost"))),
        ("less cost", Difference(*ids("grant.step 1", "cost"))),
        ("times 98%", Product(ids("grant.step 1", "grant.step 2 amount"))),
        ("never more than cost", Least(ids("grant.step 1", "cost"))),
        ("never less than £5", Greatest(ids("grant.step 1", "grant.step 2 limit"))),
        ("nothing unless gate is met", When(*ids("gate", "grant.step 1", "grant.nothing"))),
        ("nothing if gate is met", When(*ids("gate", "grant.nothing", "grant.step 1"))),
        ("less 2% of the amount so far", Difference(*ids("grant.step 1", "grant.step 2 amount"))),
        ("add cost only if gate is met", When(*ids("gate", "grant.step 2 applied", "grant.step 1"))),
        ("round down to the pound", Round(ident("grant.step 1"), Fraction(1), "down")),
    ],
)
def test_steps(step: str, expected: RuleKind) -> None:
    """Each step is a rule of the amount after it, from the amount before it."""
    graph = payment(f"start with £10 {step} round down to the penny")

    assert kind(graph, "grant.step 2") == expected
    assert graph.by_id[ident("grant.step 2")].role is Role.STEP
    assert graph.by_id[ident("grant.step 2")].title == step


def test_parts_of_steps() -> None:
    """What a step would come to, and a part of the amount so far, are rules of their own."""
    applied = payment("start with £10 add cost only if gate is met round down to the penny")
    so_far = payment("start with £10 less 2% of the amount so far round down to the penny")
    below = payment("start with £10 add the amount so far round down to the penny")

    assert kind(applied, "grant.step 2 applied") == Total(ids("grant.step 1", "cost"))
    assert kind(so_far, "grant.step 2 amount") == Product(ids("grant.step 2 amount share", "grant.step 1"))
    assert kind(below, "grant.step 2") == Total(ids("grant.step 1", "grant.step 1"))


def test_first_step() -> None:
    """The first step is its amount, at the payment's level; on a condition it is that or nothing."""
    plain, read = payment("start with £10"), payment("start with cost round down to the penny")
    only_if = payment("start with £10 only if gate is met")

    assert kind(plain, "grant.step 1") == Constant(Fraction(10))
    assert plain.by_id[ident("grant.step 1")].level == "practice"
    assert kind(read, "grant.step 1") == Settled(ident("cost"), ())
    assert kind(only_if, "grant.step 1") == When(*ids("gate", "grant.step 1 applied", "grant.nothing"))
    assert kind(only_if, "grant.step 1 applied") == Constant(Fraction(10))


def test_last_step_is_the_amount() -> None:
    """The last step is the payment's amount, and only the last."""
    graph = payment("start with £10 add cost round down to the penny")
    roles = {str(rule.id): rule.role for rule in graph.rules if rule.role in (Role.STEP, Role.AMOUNT)}

    assert roles == {
        "grant.step 1": Role.STEP,
        "grant.step 2": Role.STEP,
        "grant.for its days": Role.STEP,
        "grant.step 3": Role.AMOUNT,
    }


def test_days_count_before_the_last_rounding() -> None:
    """What is not shared is paid for a practice's part of the term, before a rounding that comes last."""
    rounded = payment("start with £10 round down to the penny")
    plain = payment("start with £10")

    assert kind(rounded, "grant.for its days") == Product(ids("grant.step 1", "grant.part of the term"))
    assert kind(rounded, "grant.step 2") == Round(ident("grant.for its days"), Fraction(1, 100), "down")
    assert plain.by_id[ident("grant.for its days")].role is Role.AMOUNT
    assert kind(plain, "grant.part of the term") == Weight(None, "scheme", "in_full", "in_full")


# Tranches, shares and instalments


TRANCHES = """pay 70% in advance, kept whatever the outcome, in 2 equal instalments
    on the 1st of each month from April 2013, odd pennies in the first
    pay 30% on 30 June 2014 only if gate is met"""


def test_tranches() -> None:
    """A tranche is a portion of the amount; one that hangs on a condition is offered first."""
    graph = payment("start with £10", TRANCHES)
    shares = (Fraction(7, 10), Fraction(3, 10))

    assert kind(graph, "grant.tranche 1") == Portion(ident("grant.for its days"), shares, 0, "last")
    assert kind(graph, "grant.tranche 2 offered") == Portion(ident("grant.for its days"), shares, 1, "last")
    assert kind(graph, "grant.tranche 2") == When(*ids("gate", "grant.tranche 2 offered", "grant.nothing"))
    assert kind(graph, "grant") == Total(ids("grant.tranche 1", "grant.tranche 2"))


def test_roles_of_tranches() -> None:
    """What a tranche offers, what it comes to and what all come to have their roles."""
    graph = payment("start with £10", TRANCHES)
    roles = {str(rule.id): rule.role for rule in graph.rules if rule.clause == "grant"}

    assert roles == {
        "grant.step 1": Role.STEP,
        "grant.part of the term": Role.WEIGHT,
        "grant.for its days": Role.AMOUNT,
        "grant.nothing": Role.PART,
        "grant.tranche 1": Role.TRANCHE,
        "grant.tranche 1 instalment 1": Role.INSTALMENT,
        "grant.tranche 1 instalment 2": Role.INSTALMENT,
        "grant.tranche 2 offered": Role.OFFERED,
        "grant.tranche 2": Role.TRANCHE,
        "grant": Role.PAYMENT,
    }


def test_titles_of_tranches() -> None:
    """A tranche is called by its share of the payment, and an instalment by its number."""
    graph = payment("start with £10", TRANCHES)

    assert graph.by_id[ident("grant.tranche 1")].title == "70% of Grant"
    assert graph.by_id[ident("grant.tranche 1 instalment 2")].title == "instalment 2 of 2 of 70% of Grant"


def test_instalments() -> None:
    """Several days cut a tranche into equal portions, with the odd pennies where the scheme has them."""
    graph = payment("start with £10", TRANCHES)
    halves = (Fraction(1, 2), Fraction(1, 2))

    assert [kind(graph, f"grant.tranche 1 instalment {number}") for number in (1, 2)] == [
        Portion(ident("grant.tranche 1"), halves, 0, "first"),
        Portion(ident("grant.tranche 1"), halves, 1, "first"),
    ]


def test_due_parts() -> None:
    """Each day of each tranche is a part that falls due, with the rules that say how much."""
    first, second, third = payment("start with £10", TRANCHES).due

    assert [part.day for part in (first, second, third)] == [
        date(2013, 4, 1),
        date(2013, 5, 1),
        date(2014, 6, 30),
    ]
    assert second == DuePart(
        payment="grant",
        payer="ccg",
        payee=None,
        level="practice",
        tranche=1,
        called="70%",
        sharing=0,
        portion="",
        pool=ident("grant.tranche 1"),
        instalment=2,
        instalments=2,
        period=None,
        day=date(2013, 5, 1),
        amount=ident("grant.tranche 1 instalment 2"),
        line=ident("grant.tranche 1 instalment 2"),
        paid_by="",
        share=ident("grant.tranche 1"),
        stake=None,
        condition=None,
    )
    assert (third.amount, third.share) == ids("grant.tranche 2", "grant.tranche 2")
    assert (third.stake, third.condition) == ids("grant.tranche 2 offered", "gate")


SHARED = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
target gate "Gate" for each network
    met when          total list_size is at least 1
payment grant "Grant"
    to each network
    start with        £10
    pay 70%           on 30 June 2013
    pay 30%           on 30 June 2014 only if gate is met
    share             among its practices {basis}, odd pennies by Sainte-Laguë
"""


def test_shares() -> None:
    """A shared payment has a share of each tranche for each member, and a stake in what is offered."""
    graph = small(SHARED.format(basis="by list_size"))
    weight = ident("grant.weight")

    assert kind(graph, "grant.weight") == Weight(ident("list_size"), "network", "by_days", "by_days")
    assert kind(graph, "grant.tranche 1 share") == Apportioned(ident("grant.tranche 1"), weight, "sainte_lague")
    assert kind(graph, "grant.tranche 2 share") == Apportioned(ident("grant.tranche 2"), weight, "sainte_lague")
    assert kind(graph, "grant.tranche 2 stake") == Apportioned(ident("grant.tranche 2 offered"), weight, "sainte_lague")
    assert kind(graph, "grant.received") == Total(ids("grant.tranche 1 share", "grant.tranche 2 share"))


def test_levels_of_shares() -> None:
    """Tranches stand at the payment's level; weights, shares, stakes and what is received at the members'."""
    graph = small(SHARED.format(basis="by list_size"))
    levels = {rule.role: rule.level for rule in graph.rules if rule.clause == "grant" and rule.role is not Role.PART}

    assert levels == {
        **dict.fromkeys((Role.AMOUNT, Role.TRANCHE, Role.OFFERED, Role.PAYMENT), "network"),
        **dict.fromkeys((Role.WEIGHT, Role.SHARE, Role.STAKE, Role.RECEIVED), "practice"),
    }
    assert [(part.level, part.amount == part.share) for part in graph.due] == [("practice", True)] * 2


def test_equal_shares() -> None:
    """A payment that is shared equally has a weight without a basis."""
    graph = small(SHARED.format(basis="equally"))

    assert kind(graph, "grant.weight") == Weight(None, "network", "by_days", "by_days")


def test_basis_that_is_worked_out() -> None:
    """A basis that is more than a name is a rule of the payment."""
    scheme = scheme_of(HEADING + SHARED.format(basis="by list_size") + "value more is 1 + 1")
    *_, grant, more = scheme.blocks
    assert isinstance(grant, model.Payment)
    (line,) = grant.sharing
    assert isinstance(line, SharedAmong)
    assert isinstance(more, model.Value)
    assert isinstance(more.expression, model.Expression)
    changed = evolve(grant, sharing=(evolve(line, basis=more.expression),))
    graph, _ = lower(evolve(scheme, blocks=(*scheme.blocks[:-2], changed, more)))

    assert graph is not None
    assert kind(graph, "grant.weight") == Weight(ident("grant.weight basis"), "network", "by_days", "by_days")


def test_nominated_payee() -> None:
    """A payment to each group goes to the party nominated for such groups, if it is not shared."""
    nominated = """
party federation "Federation"
    code              FE1
    payee for each    network
"""
    alone = nominated + "payment grant to each network start with £10 pay 100% on 30 June 2014"

    assert [part.payee for part in small(alone).due] == ["federation"]
    assert {each.payee for each in small(nominated + SHARED.format(basis="equally")).due} == {None}
