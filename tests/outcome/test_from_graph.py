"""Rules and figures become values: exactly, for every party, and with a reason where there is none."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from compiled import Cell, graph_of, small, supplied, value
from schemelang.figures.figures import Datum, Figures, State
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, Cause, Lack, Outcome, RuleValue

GALLERY = Path(__file__).parent.parent / "gallery"
ASH_AND_BIRCH = {"North": "Ash Birch"}


def read(name: str) -> RuleGraph:
    """Read a scheme of the gallery."""
    return graph_of((GALLERY / f"{name}.scheme").read_text(encoding="utf-8"))


def work_out(
    graph: RuleGraph,
    groups: Mapping[str, str],
    cells: Mapping[str, Mapping[str, Cell]] | None = None,
    stays: Mapping[str, tuple[date, date]] | None = None,
) -> Outcome:
    """Evaluate a few figures."""
    return evaluate(graph, supplied(graph, groups, cells, stays))[0]


def lack(found: RuleValue) -> Lack:
    """Return in which way a value is absent."""
    assert isinstance(found, Absent)
    return found.lack


def causes(found: RuleValue) -> list[str]:
    """Return where a lack began: which rule and party, and how."""
    assert isinstance(found, Absent)
    return [f"{cause.rule} {cause.party} {cause.lack.name}" for cause in found.causes]


# The gallery


def diabetes(birch_plans: int, ash_plans: int, ash_screened: int = 800) -> Outcome:
    """Work out the Tower Hamlets diabetes package for Ash and Birch."""
    return work_out(
        read("a_diabetes_package"),
        ASH_AND_BIRCH,
        {
            "list_size": {"Ash": 9000, "Birch": 1000},
            "diabetes_register": {"Ash": 900, "Birch": 100},
            "care_plans": {"Ash": ash_plans, "Birch": birch_plans},
            "screened": {"Ash": ash_screened, "Birch": 90},
        },
    )


def test_diabetes_birch_falls_short() -> None:
    """Together at 93% with Birch at 50%, North misses its target and keeps the 70%."""
    outcome = diabetes(birch_plans=50, ash_plans=880)

    assert value(outcome, "network_target.condition 1 left", "North") == Fraction(93, 100)
    assert value(outcome, "network_target", "North") is False
    assert value(outcome, "care_package", "North") == 24_500
    assert value(outcome, "care_package.received", "Ash") == 22_050
    assert value(outcome, "care_package.received", "Birch") == 2_450


def test_diabetes_all_achieve() -> None:
    """At exactly 90%, 80% and 60%, North meets its target and is paid in full."""
    outcome = diabetes(birch_plans=60, ash_plans=840, ash_screened=710)

    assert value(outcome, "network_target.condition 2 left", "North") == Fraction(8, 10)
    assert value(outcome, "network_target", "North") is True
    assert value(outcome, "care_package", "North") == 35_000
    assert value(outcome, "care_package.received", "Birch") == 3_500


def test_diabetes_instalments() -> None:
    """Nine instalments add up to the 70%, with the odd pennies in the last."""
    outcome = diabetes(birch_plans=60, ash_plans=840)
    birch = [line.pence for line in outcome.ledger if line.payee == "Birch"]

    assert birch == [27_222] * 8 + [27_224, 105_000]


def immunisation(elm_given: int) -> Outcome:
    """Work out the Tower Hamlets immunisation package for Elm and Fir."""
    return work_out(
        read("b_immunisation_package"),
        {"East": "Elm Fir"},
        {"two_year_olds": {"Elm": 60, "Fir": 40}, "mmr_given": {"Elm": elm_given, "Fir": 37}},
    )


def test_immunisation() -> None:
    """94 children in every 100 earn half, and 95 earn it all."""
    missed, met = immunisation(57), immunisation(58)

    assert [value(missed, "mmr_target", "East"), value(met, "mmr_target", "East")] == [False, True]
    assert [value(missed, "immunisation", "East"), value(met, "immunisation", "East")] == [7_000, 14_000]
    assert value(met, "immunisation.received", "Elm") == 7_000
    assert value(met, "within_budget") is True


# Figures that are not numbers


REGISTER = """
figure register "Register"
    is a count of patients for each practice on 1 April 2013
    {absences}
value twice "Twice" for each practice
    is                register × 2
value for_all "For all" for each network
    is                total register
"""


def register(cell: Cell | None, absences: str = "") -> Outcome:
    """Work out sums of a register that Birch reports so, or not at all, and Ash as 10."""
    cells: dict[str, Cell] = {"Ash": 10}
    if cell is not None:
        cells["Birch"] = cell
    graph = small(REGISTER.format(absences=absences))
    return work_out(graph, ASH_AND_BIRCH, {"register": cells})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, Lack.NOT_REPORTED),
        (State.NOT_REPORTED, Lack.NOT_REPORTED),
        (State.SUPPRESSED, Lack.SUPPRESSED),
        (State.NOT_APPLICABLE, Lack.NOT_APPLICABLE),
    ],
)
def test_absent_figure_is_held(cell: Cell | None, expected: Lack) -> None:
    """A figure that is not a number leaves everything worked out from it absent, in the same way."""
    outcome = register(cell)

    assert [lack(value(outcome, rule, "Birch")) for rule in ("register", "twice")] == [expected] * 2
    assert lack(value(outcome, "for_all", "North")) is expected
    assert causes(value(outcome, "for_all", "North")) == [f"register.given Birch {expected.name}"]
    assert value(outcome, "twice", "Ash") == 20


def test_cause_keeps_its_cell() -> None:
    """A cause has the figure in which it began, where there is one."""
    suppressed, unsupplied = register(State.SUPPRESSED), register(None)
    found = value(suppressed, "twice", "Birch"), value(unsupplied, "twice", "Birch")

    assert isinstance(found[0], Absent)
    assert isinstance(found[1], Absent)
    assert found[0].causes[0].datum == Datum(
        figure="register",
        party="Birch",
        period=None,
        value=State.SUPPRESSED,
        written="State.SUPPRESSED",
        place=None,
    )
    assert found[1].causes == (Cause(RuleId("register", "given"), "Birch", None, Lack.NOT_REPORTED),)


def test_left_out() -> None:
    """A member whose figure is left out does not count in its group, and is not nought."""
    outcome = register(State.SUPPRESSED, "if suppressed, leave it out")

    assert lack(value(outcome, "twice", "Birch")) is Lack.LEFT_OUT
    assert causes(value(outcome, "twice", "Birch")) == ["register.given Birch SUPPRESSED"]
    assert value(outcome, "for_all", "North") == 10


def test_counted_as() -> None:
    """A figure that is counted as something else is that everywhere, and only in that situation."""
    absences = "if suppressed, count it as 5"

    assert value(register(State.SUPPRESSED, absences), "for_all", "North") == 15
    assert lack(value(register(None, absences), "for_all", "North")) is Lack.NOT_REPORTED


def test_absent_instead_of_absent() -> None:
    """What counts instead may itself be absent, and then its own lack is the cause."""
    graph = small(
        """
figure estimate "Estimate"
    is a count of patients for each practice on 1 April 2013
    if not reported,  leave it out
figure register "Register"
    is a count of patients for each practice on 1 April 2013
    if not reported,  count it as estimate
"""
    )
    outcome = work_out(graph, ASH_AND_BIRCH, {"estimate": {"Ash": 7}})

    assert value(outcome, "register", "Ash") == 7
    assert causes(value(outcome, "register", "Birch")) == ["estimate.given Birch NOT_REPORTED"]
    assert lack(value(outcome, "register", "Birch")) is Lack.LEFT_OUT


SERIES = """
figure seen "Seen"
    is a count of patients for each practice during each quarter
    if suppressed,      count it as 5
value first_and_last "First and last" for each practice
    is                seen during quarter 1 + seen during quarter 4
"""


def test_figure_of_each_period() -> None:
    """A figure of each period has a value for each, and is read at the one that is named."""
    graph = small(SERIES)
    figures = supplied(graph, ASH_AND_BIRCH, {"seen": {"Ash": 3, "Birch": State.SUPPRESSED}})
    first = min(period for _, _, period in figures.data if period)
    data = {**figures.data}
    data["seen", "Ash", first] = evolve(data["seen", "Ash", first], value=Fraction(100))
    outcome, _ = evaluate(graph, evolve(figures, data=data))

    assert len(outcome.values[RuleId("seen")]) == 8
    assert value(outcome, "first_and_last", "Ash") == 103
    assert value(outcome, "first_and_last", "Birch") == 10


# Several lacks


TWO = """
figure one "One"
    is a number for each practice
    if suppressed,      leave it out
figure other "Other"
    is a number for each practice
    if suppressed,      leave it out
value both "Both" for each practice
    is                one + other + one
target either "Either" for each practice
    met when          one is at least 1 or other is at least 1
value chosen "Chosen" for each practice
    is                greater of one and 2
"""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (State.SUPPRESSED, State.SUPPRESSED, Lack.LEFT_OUT),
        (State.SUPPRESSED, 1, Lack.LEFT_OUT),
        (State.SUPPRESSED, State.NOT_REPORTED, Lack.NOT_REPORTED),
        (State.NOT_APPLICABLE, State.NOT_REPORTED, Lack.NOT_APPLICABLE),
    ],
)
def test_merged_lacks(one: Cell, other: Cell, expected: Lack) -> None:
    """What rests on absent values is left out only if they all are; else it lacks as the first other does."""
    outcome = work_out(small(TWO), {"North": "Ash"}, {"one": {"Ash": one}, "other": {"Ash": other}})

    assert lack(value(outcome, "both", "Ash")) is expected


def test_merged_causes() -> None:
    """Causes come in the order of the needs, each once."""
    outcome = work_out(small(TWO), {"North": "Ash"}, {})

    assert causes(value(outcome, "both", "Ash")) == [
        "one.given Ash NOT_REPORTED",
        "other.given Ash NOT_REPORTED",
    ]


def test_condition_on_something_missing() -> None:
    """A condition that rests on a missing figure is unknown, even if another would settle it."""
    outcome = work_out(small(TWO), {"North": "Ash"}, {"one": {"Ash": 1}})

    assert lack(value(outcome, "either", "Ash")) is Lack.NOT_REPORTED


GATED = """
figure asked "Asked"
    is yes or no for each practice
figure cost "Cost"
    is money for each practice during the year
payment grant "Grant"
    to each practice
    start with        cost
    nothing unless    asked is yes
    round             down to the penny
    pay 100%          on 30 June 2014
"""


def test_branch_not_taken() -> None:
    """Whether the branch not taken is known does not matter; whether the condition is known does."""
    outcome = work_out(small(GATED), {"North": "Ash Birch"}, {"asked": {"Ash": False, "Birch": True}})
    unknown = work_out(small(GATED), {"North": "Ash"}, {"cost": {"Ash": 5}})

    assert value(outcome, "grant", "Ash") == 0
    assert causes(value(outcome, "grant", "Birch")) == ["cost.given Birch NOT_REPORTED"]
    assert causes(value(unknown, "grant", "Ash")) == ["asked.given Ash NOT_REPORTED"]


# Nothing to divide by


COVERAGE = """
figure register "Register"
    is a count of patients for each practice on 31 March 2014
figure seen "Seen"
    is a count of patients for each practice on 31 March 2014
indicator coverage "Coverage" for each practice
    is                seen out of register
    if there are no patients,  {empty}
value pooled_coverage "Pooled" for each network
    is                pooled coverage
value average_coverage "Average" for each network
    is                average coverage
value lowest_coverage "Lowest" for each network
    is                lowest coverage
value highest_coverage "Highest" for each network
    is                highest coverage
value number_at_half "Number" for each network
    is                number of practices that meet half
target half "Half" for each practice
    met when          coverage is at least 50%
target all_at_half "All" for each network
    met when          every practice has coverage of at least 50%
"""


def coverage(empty: str, **seen_of: tuple[int, int]) -> Outcome:
    """Work out coverage for practices of one network."""
    return work_out(
        small(COVERAGE.format(empty=empty)),
        {"North": " ".join(seen_of)},
        {
            "seen": {code: seen for code, (seen, _) in seen_of.items()},
            "register": {code: whole for code, (_, whole) in seen_of.items()},
        },
    )


def test_members_put_together() -> None:
    """Members' values are pooled, averaged, compared and counted exactly."""
    outcome = coverage("leave it out", Ash=(1, 3), Birch=(9, 10), Cedar=(5, 10))

    assert value(outcome, "pooled_coverage", "North") == Fraction(15, 23)
    assert value(outcome, "average_coverage", "North") == Fraction(26, 45)
    assert value(outcome, "lowest_coverage", "North") == Fraction(1, 3)
    assert value(outcome, "highest_coverage", "North") == Fraction(9, 10)
    assert value(outcome, "number_at_half", "North") == 2
    assert value(outcome, "all_at_half", "North") is False


def test_empty_left_out() -> None:
    """A practice with no patients that is left out counts in nothing of its network."""
    outcome = coverage("leave it out", Ash=(0, 0), Birch=(9, 10))

    assert lack(value(outcome, "coverage", "Ash")) is Lack.LEFT_OUT
    assert causes(value(outcome, "coverage", "Ash")) == ["coverage.ratio Ash EMPTY"]
    assert value(outcome, "pooled_coverage", "North") == Fraction(9, 10)
    assert value(outcome, "all_at_half", "North") is True


def test_empty_held() -> None:
    """A practice with no patients that is held holds its network, however the network is judged."""
    outcome = coverage("hold the payment", Ash=(0, 0), Birch=(9, 10))

    assert lack(value(outcome, "coverage", "Ash")) is Lack.EMPTY
    assert causes(value(outcome, "pooled_coverage", "North")) == ["coverage.ratio Ash EMPTY"]
    assert causes(value(outcome, "all_at_half", "North")) == ["coverage.ratio Ash EMPTY"]


def test_empty_counted_as() -> None:
    """A practice with no patients that is counted as 0% is a member like another."""
    outcome = coverage("count it as 0%", Ash=(0, 0), Birch=(9, 10))

    assert value(outcome, "coverage", "Ash") == 0
    assert value(outcome, "pooled_coverage", "North") == Fraction(9, 10)
    assert value(outcome, "all_at_half", "North") is False


def test_pooled_empty() -> None:
    """Members that count but have no patients between them leave nothing to divide by."""
    outcome = coverage("count it as 0%", Ash=(0, 0), Birch=(0, 0))

    assert causes(value(outcome, "pooled_coverage", "North")) == ["pooled_coverage North EMPTY"]


def test_nobody_left() -> None:
    """A network of which every practice is left out has nobody to be worked out from."""
    outcome = coverage("leave it out", Ash=(0, 0))

    for rule in ("pooled_coverage", "average_coverage", "all_at_half", "number_at_half"):
        assert lack(value(outcome, rule, "North")) is Lack.NOBODY


def test_missing_figure_in_a_pool() -> None:
    """A member whose figure is missing makes the pooled result absent, with that figure as the cause."""
    graph = small(COVERAGE.format(empty="leave it out"))
    outcome = work_out(graph, ASH_AND_BIRCH, {"seen": {"Ash": 1, "Birch": 1}, "register": {"Ash": 2}})

    assert causes(value(outcome, "pooled_coverage", "North")) == ["register.given Birch NOT_REPORTED"]


def test_division_by_nothing() -> None:
    """A quotient of which the scheme says nothing is held where there is nothing to divide by."""
    graph = small("figure list_size is a number for each practice value each_one for each practice is 1 ÷ list_size")
    outcome = work_out(graph, ASH_AND_BIRCH, {"list_size": {"Ash": 4, "Birch": 0}})

    assert value(outcome, "each_one", "Ash") == Fraction(1, 4)
    assert causes(value(outcome, "each_one", "Birch")) == ["each_one Birch EMPTY"]


def test_emptiness_of_another() -> None:
    """What is done about an empty whole is done about its own, not about one further down."""
    graph = small(
        """
figure list_size is a number for each practice
value inverse for each practice is 1 ÷ list_size
indicator share_of_it "Share" for each practice
    is                1 out of inverse
    if there are no patients,  count it as 0%
"""
    )
    outcome = work_out(graph, {"North": "Ash"}, {"list_size": {"Ash": 0}})

    assert causes(value(outcome, "share_of_it", "Ash")) == ["inverse Ash EMPTY"]


# Levels


LEVELS = """
figure own "Own"
    is a number for each practice
figure of_network "Of the network"
    is a number for each network
figure of_scheme "Of the scheme"
    is a number
value together "Together" for each practice
    is                own + of_network + of_scheme
value copied "Copied" for each practice
    is                of_scheme
value everything "Everything"
    is                total together
"""


def test_coarser_values_are_read() -> None:
    """A practice reads its own figure, its network's and the scheme's."""
    outcome = work_out(
        small(LEVELS),
        {"North": "Ash Birch", "South": "Cedar"},
        {
            "own": {"Ash": 1, "Birch": 2, "Cedar": 3},
            "of_network": {"North": 10, "South": 20},
            "of_scheme": {"": 100},
        },
    )

    assert [value(outcome, "together", code) for code in ("Ash", "Birch", "Cedar")] == [111, 112, 123]
    assert value(outcome, "copied", "Cedar") == 100
    assert value(outcome, "everything") == 346


def test_practice_of_no_network() -> None:
    """A practice of no network has nothing of a network to read, and is still in the scheme."""
    outcome = work_out(
        small(LEVELS),
        {"North": "Ash", "": "Oak"},
        {"own": {"Ash": 1, "Oak": 2}, "of_network": {"North": 10}, "of_scheme": {"": 100}},
    )

    assert causes(value(outcome, "together", "Oak")) == ["of_network Oak NOBODY"]
    assert value(outcome, "copied", "Oak") == 100


def test_every_rule_has_a_value_for_everybody() -> None:
    """Every rule has one value for each party of its level, and all are kept."""
    graph = read("a_diabetes_package")
    outcome = work_out(graph, {"North": "Ash Birch", "South": "Cedar"})
    parties = {"practice": {"Ash", "Birch", "Cedar"}, "network": {"North", "South"}, "scheme": {None}}

    for rule in graph.rules:
        assert {party for party, _ in outcome.values[rule.id]} == parties[rule.level]


# Arithmetic


ARITHMETIC = """
figure cost "Cost"
    is money for each practice during the year
value worked "Worked out" for each practice
    is                {words}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cost + £2 - £5", Fraction(7)),
        ("£5 - £2 - cost", Fraction(-7)),
        ("cost × 2 ÷ 3", Fraction(20, 3)),
        ("cost ÷ 4 ÷ 5", Fraction(1, 2)),
        ("30% of cost", Fraction(3)),
        ("greater of cost and £12", Fraction(12)),
        ("smaller of cost and £12", Fraction(10)),
        ("£10.005", Fraction(2001, 200)),
    ],
)
def test_arithmetic(words: str, expected: Fraction) -> None:
    """Sums are exact: nothing is rounded that the scheme does not round."""
    outcome = work_out(small(ARITHMETIC.format(words=words)), {"North": "Ash"}, {"cost": {"Ash": 10}})

    assert value(outcome, "worked", "Ash") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cost is at least £10", True),
        ("cost is more than £10", False),
        ("cost is at most £10", True),
        ("cost is less than £10", False),
        ("cost is £10", True),
        ("cost is not £10", False),
        ("cost ÷ 3 is more than £3.333333", True),
        ("opened is 1 April 1994", True),
        ("opened is more than 1 April 1994", False),
        ("closed is no", True),
        ("closed is yes or (cost is £10 and not cost is £11)", True),
        ("not closed is yes and cost is £11", False),
    ],
)
def test_conditions(words: str, expected: object) -> None:
    """Values are compared unrounded, days as days, and conditions joined as they are written."""
    graph = small(
        f"""
figure cost "Cost" is money for each practice during the year
figure opened "Opened" is a date for each practice
figure closed "Closed" is yes or no for each practice
target met_or_not "Met or not" for each practice
    met when          {words}
"""
    )
    cells: dict[str, dict[str, Cell]] = {
        "cost": {"Ash": 10},
        "opened": {"Ash": date(1994, 4, 1)},
        "closed": {"Ash": False},
    }

    assert value(work_out(graph, {"North": "Ash"}, cells), "met_or_not", "Ash") is expected


# Steps


@pytest.mark.parametrize(
    ("steps", "pounds"),
    [
        ("start with cost round down to the pound", 1234),
        ("start with cost round up to the pound", 1235),
        ("start with cost round to the nearest pound, halves down", 1234),
        ("start with cost never more than £1,000 less £100 round down to the penny", 900),
        ("start with cost less £100 never more than £1,000 round down to the penny", 1000),
        ("start with £100 never less than £250", 250),
        ("start with £100 times 50% add 10% of the amount so far round down to the penny", 55),
        ("start with £100 only if closed is yes add £1", 1),
        ("start with £100 less £1 only if closed is no", 99),
        ("start with £100 add £1 only if closed is yes", 100),
        ("start with £100 nothing if closed is yes", 100),
        ("start with £100 nothing unless closed is yes never less than £3", 3),
    ],
)
def test_steps(steps: str, pounds: int) -> None:
    """The steps of a payment are done from top to bottom, each to the amount so far."""
    graph = small(
        f"""
figure cost "Cost" is money for each practice during the year
figure closed "Closed" is yes or no for each practice
payment grant "Grant"
    to each practice
    {steps}
    pay 100% on 30 June 2014
"""
    )
    outcome = work_out(graph, {"North": "Ash"}, {"cost": {"Ash": "1234.5"}, "closed": {"Ash": False}})

    assert value(outcome, "grant", "Ash") == pounds


# Everything that is paid


ALL_PAID = """
figure cost "Cost"
    is money for each practice during the year
    if suppressed,    leave it out
payment grant "Grant"
    to each practice
    start with        cost
    round             down to the penny
    pay 100%          on 30 June 2014
value all_paid "All that is paid"
    is                total of all payments
value average_paid "Paid on average" for each network
    is                average grant
"""


def test_all_payments() -> None:
    """All payments are those to everybody who was ever a member, for its days, and nothing where there is nobody."""
    graph = small(ALL_PAID)
    left = {"Birch": (date(2013, 4, 1), date(2013, 4, 30))}
    outcome = work_out(graph, ASH_AND_BIRCH, {"cost": {"Ash": 5, "Birch": 7}}, left)
    nobody = work_out(graph, {"North": ""})

    assert value(outcome, "all_paid") == Fraction("5.57")
    assert value(outcome, "average_paid", "North") == Fraction("2.785")
    assert value(nobody, "all_paid") == 0
    assert lack(value(nobody, "average_paid", "North")) is Lack.NOBODY


def test_no_payment_is_left_out() -> None:
    """A payment that cannot be said leaves the total unknown, also where its figure is left out."""
    outcome = work_out(small(ALL_PAID), ASH_AND_BIRCH, {"cost": {"Ash": 5, "Birch": State.SUPPRESSED}})

    assert causes(value(outcome, "all_paid")) == ["cost.given Birch SUPPRESSED"]


# The same whatever the order


def test_order_of_figures_changes_nothing() -> None:
    """The order in which parties and figures come changes no value and no line."""
    graph = read("a_diabetes_package")
    figures = supplied(
        graph,
        {"North": "Ash Birch", "South": "Cedar"},
        {name: {"Ash": 7, "Birch": 8, "Cedar": 9} for name in ("list_size", "diabetes_register", "screened")},
    )
    turned = Figures(
        members=figures.members[::-1],
        memberships=figures.memberships[::-1],
        data=dict(reversed(list(figures.data.items()))),
    )
    outcome, again = evaluate(graph, figures)[0], evaluate(graph, turned)[0]

    assert again.values == outcome.values
    assert again.ledger == outcome.ledger
