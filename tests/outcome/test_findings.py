"""What values show to be wrong: guarantees that do not hold, and payments that cannot be."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from compiled import Cell, graph_of, small, supplied
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import State
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.outcome.errors import AmountNegative, AmountTooLarge, GuaranteeBroken, GuaranteeNotJudged
from schemelang.outcome.from_graph import evaluate
from schemelang.source import Span

CASES = Path(__file__).parent.parent / "cases" / "bad"
SIX = "Ash Birch Cedar Damson Elder Fir"
PER_PRACTICE = """
figure cost "Cost"
    is money for each practice during the year
figure closed "Closed"
    is yes or no for each practice
figure share_of_all "Share"
    is a percentage for each practice
figure opened "Opened"
    is a date for each practice
guarantee always_low "Costs stay low"
    always            {condition}
"""


def found(graph: RuleGraph, parties: str = "", **cells: Mapping[str, Cell]) -> tuple[Diagnostic, ...]:
    """Evaluate a few figures, and return what was found."""
    return evaluate(graph, supplied(graph, {"North": parties}, cells))[1]


@pytest.mark.parametrize("code", ["SCH601", "SCH602", "SCH603", "SCH604"])
def test_cases(code: str) -> None:
    """Each case, worked out with ten clinics where it asks for them, gives its code and no other."""
    for path in (CASES / code).glob("*.scheme"):
        graph = graph_of(path.read_text(encoding="utf-8"))
        clinics = {"clinics": {"Ash": 10}} if RuleId("clinics") in graph.by_id else {}
        figures = supplied(graph, {"": "Ash" if clinics else ""}, clinics)
        assert [diagnostic.code for diagnostic in evaluate(graph, figures)[1]] == [code], path


def guarantee(condition: str) -> RuleGraph:
    """Read a guarantee."""
    return small(PER_PRACTICE.format(condition=condition))


def test_broken_guarantee() -> None:
    """A guarantee that does not hold is marked at its condition, with each value that it rests on."""
    graph = guarantee("cost is at most £5 and not total cost is £7")
    (broken,) = found(graph, "Ash", cost={"Ash": 7})

    assert isinstance(broken, GuaranteeBroken)
    assert isinstance(broken.place, Span)
    assert broken.guarantee == "Costs stay low"
    assert broken.values.splitlines() == ["Cost of Ash Surgery: £7.00", "total cost: £7.00"]
    assert broken.place.words == "cost is at most £5 and not total cost is £7"


CELLS: dict[str, dict[str, Cell]] = {
    "cost": {"Ash": 7},
    "closed": {"Ash": False},
    "share_of_all": {"Ash": "3/10"},
    "opened": {"Ash": date(2013, 4, 1)},
}


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        ("cost is at least £8", "Cost of Ash Surgery: £7.00"),
        ("closed is yes", "Closed of Ash Surgery: no"),
        ("not closed is no and closed is no", "Closed of Ash Surgery: no"),
        ("share_of_all is 50%", "Share of Ash Surgery: 30%"),
        ("cost × 2 ÷ £4 is 4", "cost × 2 ÷ £4 of Ash Surgery: 3.5"),
        ("opened is 1 May 2013", "Opened of Ash Surgery: 1 April 2013"),
    ],
)
def test_values_are_said_by_type(condition: str, line: str) -> None:
    """Values are said as their types are: in pounds, per cent, as days, or as yes or no."""
    (broken,) = found(guarantee(condition), "Ash", **CELLS)

    assert isinstance(broken, GuaranteeBroken)
    assert broken.values.splitlines()[0] == line


def test_guarantee_by_name() -> None:
    """A guarantee that a target is met shows the target, and not what stands behind it."""
    graph = small(
        """
target low "Costs are low"
    met when          yes is no
guarantee always_low "Costs stay low"
    always            low is met
"""
    )
    (broken,) = found(graph)

    assert isinstance(broken, GuaranteeBroken)
    assert broken.values == "Costs are low: no"


def test_guarantee_that_holds() -> None:
    """A guarantee that holds says nothing."""
    assert found(guarantee("cost is at most £7"), "Ash", cost={"Ash": 7}) == ()


def test_many_parties() -> None:
    """Of many parties for which a guarantee does not hold the first five are shown, and the rest counted."""
    costs = dict.fromkeys(SIX.split(), 7)
    (broken,) = found(guarantee("cost is at most £5"), SIX, cost=costs)

    assert isinstance(broken, GuaranteeBroken)
    assert broken.values.splitlines()[4:] == ["Cost of Elder Surgery: £7.00", "and 1 more"]


def test_unknown_guarantee() -> None:
    """A guarantee that cannot be judged for some says what is missing, beside those for which it fails."""
    graph = guarantee("cost is at most £5")
    broken, unknown = found(graph, "Ash Birch Cedar", cost={"Ash": 7, "Birch": 3, "Cedar": State.SUPPRESSED})

    assert isinstance(broken, GuaranteeBroken)
    assert isinstance(unknown, GuaranteeNotJudged)
    assert unknown.severity == "warning"
    assert unknown.lacks == "Cost of Cedar Surgery: suppressed"


def test_missing_figure_of_a_period() -> None:
    """A figure that is missing for a period is named with the period."""
    graph = small(
        """
figure cost "Cost"
    is money during each quarter
guarantee always_low "Costs stay low"
    always            cost during quarter 2 is at most £5
"""
    )
    (unknown,) = found(graph)

    assert isinstance(unknown, GuaranteeNotJudged)
    assert unknown.lacks == "Cost, quarter 2: not reported"


def test_amounts() -> None:
    """Each payment that is too large, or less than nothing, is said with those for whom it is."""
    graph = small(
        """
figure cost "Cost"
    is money for each practice during the year
payment grant "Grant"
    to each practice
    start with        cost
    times             1,000
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
    )
    large, negative = found(graph, "Ash Birch Cedar", cost={"Ash": 10_000_001, "Birch": -1, "Cedar": 10_000_000})

    assert isinstance(large, AmountTooLarge)
    assert isinstance(negative, AmountNegative)
    assert (large.amounts, large.most) == ("£10,000,001,000.00 for Ash Surgery", "£10,000,000,000")
    assert negative.amounts == "-£1,000.00 for Birch Surgery"


BESIDE_A_SAVING = """
figure allowed "Budget"
    is money for each practice
figure used "Spend"
    is money for each practice
saving kept "Saving" for each practice
    budget            allowed
    spend             used
    first call        none
    counts            from the first pound
    if overspent,     recover it by invoice
payment reward "Reward less a charge"
    to each practice
    start with        kept
    less              £100
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""


def test_only_an_overspend_is_taken_back() -> None:
    """An amount below nothing is taken back where the saving is overspent, and is refused where it is not."""
    cells: dict[str, Mapping[str, Cell]] = {"allowed": {"Ash": 100, "Fir": 100}, "used": {"Ash": 90, "Fir": 150}}
    (negative,) = found(small(BESIDE_A_SAVING), "Ash Fir", **cells)

    assert isinstance(negative, AmountNegative)
    assert negative.amounts.splitlines() == ["-£90.00 for Ash Surgery"]
