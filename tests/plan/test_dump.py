"""A plan is printed with every sort of step that there is."""

from datetime import date

import pytest

from schemelang.dates import Period
from schemelang.graph.graph import RuleId
from schemelang.plan.dump import said as told
from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    ByReference,
    Choose,
    InOrder,
    IsAtMost,
    Merging,
    NearestShares,
    Number,
    Op,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    PlaceInGroup,
    Supplied,
    WasThere,
)


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (Number(-1000), "number -1,000"),
        (Parameter(RuleId("price")), "parameter price"),
        (Supplied("register", "lack"), "supplied register lack"),
        (Belongs("network", None), "belongs network at its end"),
        (Belongs("network", "ever"), "belongs network ever"),
        (InOrder(), "in order"),
        (PartOfTerm(RuleId("pay", "part of the term"), "days"), "part of term pay.part of the term days"),
        (Merging(), "merging"),
        (WasThere(None, at_end=True), "was there each period at its end"),
        (WasThere(date(2026, 4, 1), at_end=False), "was there 2026-04-01"),
        (WasThere(Period(date(2026, 4, 1), date(2027, 3, 31), "2026/27"), at_end=False), "was there 2026/27"),
        (ByReference(RuleId("root"), "unit"), "by reference root unit"),
        (IsAtMost(1, 2), "is at most s1 s2"),
        (Choose(3, 1, 2), "choose s3 s1 s2"),
        (AtPeriods(4, (0, 0, 1)), "at periods rows 0, 0, 1 s4"),
        (Beside((4, 5)), "beside s4 s5"),
        (OverMembers(6, "sum"), "over members sum s6"),
        (OverPeriods(6, "least", ((0, 1), (2,))), "over periods least of rows 0, 1; 2 s6"),
        (PlaceInGroup(6, "network"), "place in group network s6"),
        (NearestShares(7, 8), "nearest shares s7 s8"),
    ],
)
def test_each_step_is_said(op: Op, said: str) -> None:
    """What is done comes first, then what it is done with, and then the steps that it needs."""
    assert " ".join(told(op)) == said
