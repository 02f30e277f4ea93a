"""What a script is given: figures of each type, what is lacking, and who belongs where."""

from collections.abc import Mapping
from datetime import date

import pytest
from attrs import evolve

from compiled import Cell, small, supplied
from schemelang.figures.figures import State
from schemelang.graph.graph import Role
from schemelang.outcome.belonging import belonging
from schemelang.outcome.outcome import Lack
from schemelang.plan.plan import CODE_OF, ONCE, Belongs, Domain, Ground, InOrder, PartOfTerm, Shape, Supplied
from schemelang.warehouse.given import Source

GRAPH = small("""
figure list_size "Registered patients"
    is a number of patients for each practice
figure opened "Opened"
    is a date for each practice
figure sector "Sector"
    is one of "acute" and "community" for each practice
judgement content "Content with the plan" for each practice
    is yes or no
    decided by        "the clinical lead"
    if undecided,     hold the payment
payment grant "Grant"
    to each network
    start with        £365
    pay 100%          on 30 June 2014
    share             among its practices by list_size, odd pennies by Sainte-Laguë
""")
HALF_WAY = date(2013, 10, 1)
CELLS: Mapping[str, Mapping[str, Cell]] = {
    "list_size": {"Ash": 3, "Birch": "1/2", "Cedar": State.SUPPRESSED},
    "opened": {"Ash": date(2001, 2, 3)},
    "content": {"Ash": True, "Birch": State.UNDECIDED},
}


def given(
    op: Supplied | Belongs | InOrder | PartOfTerm, level: str = "practice", words: Mapping[str, str] | None = None
) -> list[int]:
    """Return what a step is given of Ash and Birch, who came late, in North, and of Cedar, in no network."""
    found = supplied(GRAPH, {"North": "Ash Birch", "": "Cedar"}, CELLS, {"Birch": (HALF_WAY, GRAPH.last)})
    data = {key: evolve(datum, value=(words or {}).get(str(key[1]), datum.value)) for key, datum in found.data.items()}
    domain = Domain(unit=2, low=0, high=10, lacks=True)
    ground = Ground(domains=dict.fromkeys(CELLS, domain), words=("acute", "community"), steady=frozenset(), most={})
    source = Source(GRAPH, ground, belonging(GRAPH, found), evolve(found, data=data))
    return source.column(op, Shape(level, ONCE))


@pytest.mark.parametrize(
    ("figure", "values", "lacks"),
    [
        ("list_size", [6, 1, 0], [None, None, Lack.SUPPRESSED]),
        ("opened", [date(2001, 2, 3).toordinal(), 0, 0], [None, Lack.NOT_REPORTED, Lack.NOT_REPORTED]),
        ("content", [1, 0, 0], [None, Lack.UNDECIDED, Lack.UNDECIDED]),
    ],
)
def test_figures(figure: str, values: list[int], lacks: list[Lack | None]) -> None:
    """A number is so many of its unit, a day its number, yes is 1; what is not there is 0 and the number of a lack."""
    assert values == given(Supplied(figure, "value"))
    assert [0 if lack is None else CODE_OF[lack] for lack in lacks] == given(Supplied(figure, "lack"))


def test_words() -> None:
    """A word is its place among the words of the plan."""
    assert [1, 0, 0] == given(Supplied("list_size", "value"), words={"Ash": "community", "Birch": "acute"})


def test_belonging() -> None:
    """Who is in a network is asked of a day, or of all days; and parties are numbered in order of code."""
    assert [1, 1, 0] == given(Belongs("network", "ever"))
    assert [1, 0, 0] == given(Belongs("network", date(2013, 9, 30).toordinal()))
    assert [1, 1, 0] == given(Belongs("network", date(2015, 1, 1).toordinal()))
    assert [0, 1, 2] == given(InOrder())
    assert [0] == given(Belongs("network", "ever"), "scheme")


def test_part_of_the_term() -> None:
    """A member counts for its days; one that is in no group lacks them."""
    weight = next(rule.id for rule in GRAPH.rules if rule.role is Role.WEIGHT)

    assert [365, 182, 0] == given(PartOfTerm(weight, "days"))
    assert [0, 0, CODE_OF[Lack.NOBODY]] == given(PartOfTerm(weight, "lack"))
