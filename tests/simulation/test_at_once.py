"""Scenarios that are worked out all at once come to what each comes to by itself, to the penny."""

from pathlib import Path

import pytest

from schemelang.simulation.at_once import make_ready
from schemelang.simulation.cases import cases_of
from simulated import FLU, asked, both_ways, trials

CASES = Path(__file__).parents[1] / "cases" / "good"
FIGURES = """practice,practice_name,network,jabs,rate
F84016,Ash,East,100,90%
F84017,Elm,East,30,78%
F84018,Oak,West,,50%
"""
TABLE = """Scenario,price,jabs,80% in asked,jabs of Oak
as it is,,,,
dearer,£2.50,+10%,,7
asked less,,,70%,not reported
"""


@pytest.mark.parametrize(
    ("sets", "vary", "draw"),
    [
        (("price=+50%",), (), None),
        (("price=times 0.333", "80% in asked=-5 points"), (), None),
        ((), ("price=£1..£3 by £0.10", "80% in asked=70%..95% by 5%"), None),
        (("jabs=+5%",), (), None),
        (("jabs of F84018=7", "jabs of Ash=not reported"), (), None),
        (("rate of Elm=times 1.1", "price=£3"), ("jabs=-10%..+10% by 5%",), None),
        ((), ("jabs=-50%..+50%", "price=£1..£3"), 40),
        ((), ("rate of Ash=70%..90%",), 20),
    ],
)
def test_all_at_once_is_one_by_one(sets: tuple[str, ...], vary: tuple[str, ...], draw: int | None) -> None:
    """Whatever changes: a number of the scheme, a figure of all or of one, or what is drawn."""
    at_once, one_by_one = both_ways(FLU, FIGURES, sets=sets, vary=vary, draw=draw)

    assert at_once == one_by_one


BOUNDED = FLU.replace("count of jabs", "count of patients").replace(
    "figure keen",
    "    never more than   patients\nfigure patients\n    is a count of patients for each practice on 1 April 2013\n"
    "    never less than   1\nfigure keen",
)
KNOWN = "practice,network,patients,jabs,rate\nF84016,East,200,100,90%\nF84017,East,40,30,78%\n"
GUARANTEED = FLU + '\nguarantee cheap "Never too dear"\n    always            total flu is at most £310\n'


@pytest.mark.parametrize(
    ("scheme", "figures", "vary"),
    [
        (BOUNDED, KNOWN, "jabs=-50%..+50% by 50%"),
        (BOUNDED, KNOWN, "patients=-60%..+0% by 30%"),
        (GUARANTEED, FIGURES.replace("West,", "West,0"), "jabs=+0%..+10% by 5%"),
        (FLU, FIGURES.replace("100,", "0,"), "£50 in flu=-£100..+£0 by £100"),
        (FLU, FIGURES, "£50 in flu=times 1..times 200,000,000 by 199,999,999"),
    ],
)
def test_what_is_cut_and_what_is_wrong(scheme: str, figures: str, vary: str) -> None:
    """Figures are cut to the same bounds, and the same is said to be wrong in as many scenarios."""
    at_once, one_by_one = both_ways(scheme, figures, vary=(vary,))

    assert at_once == one_by_one
    assert at_once.cuts or at_once.found


def test_the_rows_of_a_table_at_once() -> None:
    """So do the rows of a table."""
    at_once, one_by_one = both_ways(FLU, FIGURES, rows=TABLE)

    assert at_once == one_by_one


ANSWERED = FLU + '\nvalue keen_enough "Whether it is enough to be keen"\n    is                yes\n'
SHARED = (CASES / "sharing" / "gain_share_among_parties.scheme").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("scheme", "figures", "change", "why"),
    [
        (SHARED, "practice\nhospital\n", "£20,000 in gain_share=£3", "several that are paid have the same code"),
        (ANSWERED, FIGURES, "keen_enough=no", "a yes or no of the scheme changes"),
    ],
)
def test_what_is_worked_out_one_by_one(scheme: str, figures: str, change: str, why: str) -> None:
    """Where what each is paid could not be told apart, or no number changes, each scenario is left to itself."""
    on = trials(scheme, figures)
    ready = make_ready(on, cases_of(asked(on, sets=(change,))))

    assert isinstance(ready, str)
    assert why in ready
