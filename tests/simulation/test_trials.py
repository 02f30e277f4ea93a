"""Each scenario is what the evaluator makes of the same figures and the same scheme, and all else stays as it is."""

from fractions import Fraction

import pytest

from schemelang.simulation.cases import cases_of
from schemelang.simulation.simulation import Simulation
from schemelang.simulation.trials import laid_down
from simulated import FLU, amounts, asked, paid, simulated, trials

FIGURES = """practice,practice_name,network,jabs,rate
F84016,Ash,East,100,90%
F84017,Elm,East,30,78%
F84018,Oak,West,,50%
"""
PATIENTS = """    never more than   patients
figure patients "Patients"
    is a count of patients for each practice on 1 April 2013
    never less than   1
figure keen"""
BOUNDED = FLU.replace("count of jabs", "count of patients").replace("figure keen", PATIENTS)


def then(simulation: Simulation) -> dict[str, int]:
    """Return what each payee is paid in the one scenario there is."""
    return {pay.code: pay.spread.lowest for pay in simulation.payees}


@pytest.mark.parametrize(
    ("change", "before", "now"),
    [
        ("jabs=+5%", "100,90%\nF84017,Elm,East,30", "105,90%\nF84017,Elm,East,32"),  # 31.5 goes up
        ("jabs=-5%", "100,90%\nF84017,Elm,East,30", "95,90%\nF84017,Elm,East,29"),  # 28.5 goes up
        ("jabs=+10", "100,90%\nF84017,Elm,East,30", "110,90%\nF84017,Elm,East,40"),
        ("jabs of elm=times 2", "East,30", "East,60"),
        ("jabs of East=-1,000", "100,90%\nF84017,Elm,East,30", "0,90%\nF84017,Elm,East,0"),
        ("jabs of F84018=7", "West,", "West,7"),
        ("jabs of Ash=not reported", "100", ""),
        ("rate=+2 points", "78%", "80%"),
        ("rate of Elm=times 1.1", "78%", "85.8%"),
        ("rate of Ash=79.5%", "90%", "79.5%"),
    ],
)
def test_a_figure_is_changed(change: str, before: str, now: str) -> None:
    """A scenario pays what would be paid with the changed figure in the file."""
    assert before in FIGURES

    assert then(simulated(FLU, FIGURES, sets=(change,))) == amounts(paid(FLU, FIGURES.replace(before, now)))


@pytest.mark.parametrize(
    ("change", "before", "now"),
    [
        ("price=+50%", "£2\n", "£3\n"),
        ("price=+£0.50", "£2\n", "£2.50\n"),
        ("price=times 0.333", "£2\n", "£0.67\n"),
        ("80% in asked=95%", "80%", "95%"),
        ("80% in asked=-5 points", "80%", "75%"),
        ("£50 in flu=£60", "£50", "£60"),
    ],
)
def test_a_number_of_the_scheme_is_changed(change: str, before: str, now: str) -> None:
    """A scenario pays what would be paid if the number stood in the scheme."""
    assert before in FLU

    assert then(simulated(FLU, FIGURES, sets=(change,))) == amounts(paid(FLU.replace(before, now), FIGURES))


def test_changes_come_one_after_the_other() -> None:
    """What is set twice is changed twice, in the order in which it is written."""
    both = simulated(FLU, FIGURES, sets=("jabs of Ash=50", "jabs of Ash=+10%", "price=£3", "price=+£1"))

    assert then(both) == amounts(paid(FLU.replace("£2\n", "£4\n"), FIGURES.replace("100", "55")))


@pytest.mark.parametrize("change", ["jabs=+0%", "jabs=+0", "rate=+0 points", "rate=times 1", "price=+0%", "price=£2"])
def test_no_change_moves_nothing(change: str) -> None:
    """What stays as it is pays as it does."""
    simulation = simulated(FLU, FIGURES, sets=(change,))

    assert [pay.now for pay in simulation.payees] == [pay.spread.lowest for pay in simulation.payees]
    assert (simulation.scenarios[0].gaining, simulation.scenarios[0].losing) == (0, 0)


def test_what_is_held_neither_gains_nor_loses() -> None:
    """Oak reported nothing, so what changes for it is not known; once it is set, it is paid."""
    more = simulated(FLU, FIGURES, sets=("jabs=+10%",))
    assert [(pay.code, pay.more, pay.held) for pay in more.payees] == [
        ("F84016", 1, 0),
        ("F84017", 1, 0),
        ("F84018", 0, 1),
    ]
    assert more.unmoved == 1
    assert more.scenarios[0].held == 1

    known = simulated(FLU, FIGURES, sets=("jabs of Oak=7",))
    assert known.total.now == 31_000
    assert known.total.spread.lowest == 32_400
    assert known.scenarios[0].gaining == 0  # it was held before
    assert known.unmoved == 0


# ---------------------------------------------------------------- bounds

KNOWN = "practice,network,patients,jabs,rate\nF84016,East,200,100,90%\nF84017,East,40,30,78%\n"


def test_a_figure_is_cut_to_its_bound() -> None:
    """Nobody is given more jabs than there are patients, and how many were cut is counted."""
    simulation = simulated(BOUNDED, KNOWN, sets=("jabs=+50%",))

    assert then(simulation) == {"F84016": 35_000, "F84017": 8_000}
    assert [(cut.title, cut.scenarios, cut.times) for cut in simulation.cuts] == [("Flu jabs given", 1, 1)]


def test_what_a_figure_bounds_is_cut_with_it() -> None:
    """With fewer patients than were given jabs, the jabs are cut too."""
    simulation = simulated(BOUNDED, KNOWN, sets=("patients=-60%",))

    assert then(simulation) == {"F84016": 21_000, "F84017": 3_200}
    assert [(cut.title, cut.times) for cut in simulation.cuts] == [("Flu jabs given", 2)]


def test_a_scenario_that_cannot_be_is_left_out() -> None:
    """If there must be more patients than there may be, there is no such scenario."""
    held = BOUNDED.replace("at least 1", "never less than   1\n    never more than   5,000").replace(
        "    never more than   patients", "    never more than   patients\n    never less than   20"
    )
    on = trials(held, KNOWN)

    cases = cases_of(asked(on, vary=("patients=10..40 by 15",)))
    assert [on.tried(case) is None for case in cases] == [True, False, False]


def test_figures_that_bound_each_other_are_cut_in_turn() -> None:
    """Two figures may each be held against the other: what is asked of one is cut at what the other is."""
    on = trials(BOUNDED.replace("never less than   1", "never less than   jabs"), KNOWN)
    sets = (("patients=times 0.1",), ("jabs=times 5",), ("jabs=times 5", "patients=times 0.1"))
    tried = [on.tried(cases_of(asked(on, sets=each))[0]) for each in sets]

    assert [each and each.cuts for each in tried] == [
        {"patients": 2},
        {"jabs": 2},
        {"patients": 2, "jabs": 2},
    ]


def test_a_scenario_whose_figures_run_round_in_a_circle_is_left_out() -> None:
    """If fewer jabs would need fewer patients, who need no more jabs than before, there is no such scenario."""
    on = trials(BOUNDED.replace("never less than   1", "never more than   3 × jabs"), KNOWN)

    assert [on.tried(case) is None for case in cases_of(asked(on, vary=("jabs=times 0.1..times 1 by 0.9",)))] == [
        True,
        False,
    ]


def test_a_guarantee_that_does_not_hold_is_counted() -> None:
    """What is wrong is told with in how many scenarios."""
    kept = FLU + '\nguarantee cheap "Never too dear"\n    always            total flu is at most £310\n'
    simulation = simulated(kept, FIGURES.replace("West,", "West,0"), vary=("jabs=+0%..+10% by 5%",))

    assert simulation.found == {'The guarantee "Never too dear" does not hold': 2}


# ---------------------------------------------------------------- spreads


def test_a_grid_has_every_step_with_every_other() -> None:
    """Two ranges make a scenario for each pair, and the steps of each are said."""
    simulation = simulated(FLU, FIGURES, vary=("jabs=-10%..+10% by 10%", "price=£1..£2 by £0.50"))

    assert len(simulation.scenarios) == 9
    assert simulation.scenarios[0].steps == ("-10%", "£1.00")
    assert simulation.scenarios[5].steps == ("+0%", "£2.00")
    assert simulation.scenarios[5].total == simulation.total.now


def test_totals_add_up() -> None:
    """What all are paid is the sum of what each is paid, in every scenario; and so the spread of all is of sums."""
    on = trials(FLU, FIGURES)
    wanted = asked(on, vary=("jabs=-50%..+50%",), draw=20)
    simulation = simulated(FLU, FIGURES, vary=("jabs=-50%..+50%",), draw=20)

    tried = [on.tried(case) for case in cases_of(wanted)]
    sums = [sum(paid.pence for paid in each.paid.values()) for each in tried if each is not None]
    assert [each.total for each in simulation.scenarios] == sums
    spread = simulation.total.spread
    assert (spread.lowest, spread.quarter, spread.middle, spread.three_quarters, spread.highest) == tuple(
        sorted(sums)[place] for place in (0, 4, 9, 14, 19)
    )
    assert simulation.total.now == sum(pay.now for pay in simulation.payees)


def test_parties_in_another_order_draw_the_same() -> None:
    """What is drawn for a practice does not hang on where it stands in its file."""
    heading, *rows = FIGURES.splitlines()
    turned = "\n".join([heading, *reversed(rows)])
    one, other = (simulated(FLU, each, vary=("jabs=-50%..+50%",), draw=30, seed=5) for each in (FIGURES, turned))

    assert one.payees == other.payees
    assert one.scenarios == other.scenarios


def test_another_seed_draws_others_and_the_same_the_same() -> None:
    """A seed is all that what is drawn hangs on."""
    one, other, again = (
        simulated(FLU, FIGURES, vary=("jabs=-50%..+50%",), draw=5, seed=seed).scenarios for seed in (1, 2, 1)
    )

    assert one == again
    assert one != other
    assert [each.total for each in one] == [37_400, 40_000, 19_600, 37_000, 22_800]


def test_what_is_drawn_in_steps_is_one_of_them() -> None:
    """With a step, each that is drawn is one of the steps; of one practice alone, all are met."""
    simulation = simulated(FLU, FIGURES, vary=("jabs of Ash=100..102 by 1", "price=£1..£2"), draw=40)

    assert simulation.kind == "draws"
    totals = {each.total for each in simulated(FLU, FIGURES, vary=("jabs of Ash=100..102 by 1",), draw=40).scenarios}
    assert totals == {31_000, 31_200, 31_400}
    assert simulation.total.spread.lowest < simulation.total.spread.middle < simulation.total.spread.highest


def test_what_is_drawn_between_two_values_stays_whole() -> None:
    """Nobody gives half a jab, and a price between two whole pence is whole pence."""
    on = trials(FLU, FIGURES)
    wanted = asked(on, vary=("jabs=50..100", "price=£1.00..£3.00"), draw=20)

    for case in cases_of(wanted):
        within = on.within(case)
        assert within is not None
        assert all(isinstance(value, Fraction) and value.denominator == 1 for value in within.figures.values())
        (price,) = laid_down(on.world.graph, case).values()
        assert isinstance(price, Fraction)
        assert (price * 100).denominator == 1
