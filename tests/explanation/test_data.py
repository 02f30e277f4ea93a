"""Explanations as data: complete, exact, and each reason once."""

import json
from datetime import date

import pytest

from compiled import Cell, small
from explained import every, explained, from_files, gallery, worked_example, worked_out
from schemelang.explanation.data import as_data
from schemelang.explanation.explanation import Explanation
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.places import say_place
from schemelang.source import CellPlace

DIABETES = gallery("a_diabetes_package.scheme")
SHORT_OF_ITS_FLOOR = worked_example(DIABETES, 0)


def reasons(explanation: Explanation) -> list[dict[str, object]]:
    """Write the reasons of an explanation, and read them again as another program would."""
    written = json.loads(json.dumps(as_data([explanation])))["reasons"]
    assert isinstance(written, list)
    return written


def test_explanation() -> None:
    """An explanation says what it is about in words that a program can use; money is a decimal string."""
    (written,) = json.loads(json.dumps(as_data([explained(SHORT_OF_ITS_FLOOR, "Ash")])))["explanations"]
    place = written.pop("reason")

    assert written == {
        "party": "Ash",
        "name": "Ash",
        "payment": "care_package",
        "title": "Care package payment",
        "part": 2,
        "instalment": 1,
        "instalments": 1,
        "due": "2014-06-30",
        "status": "not earned",
        "amount": "0.00",
        "at_stake": "9450.00",
        "heading": "Ash, Care package payment, 30% due on 30 June 2014: not earned, £0.00 of £9,450.00",
        "why": [("Not met. Birch: Agreed care plans of at least 60%: 50 out of 100 is 50%, 10 patients short of 60%.")],
    }
    assert place == len(reasons(explained(SHORT_OF_ITS_FLOOR, "Ash"))) - 1


def test_each_reason_once() -> None:
    """Every reason of every explanation is there once, after those that it rests on."""
    explanations = explain_party(SHORT_OF_ITS_FLOOR, "North", None)
    together = {id(each) for one in explanations for each in every(one.reason)}
    written = as_data(explanations)["reasons"]
    assert isinstance(written, list)

    assert len(written) == len(together)
    assert all(under < place for place, reason in enumerate(written) for under in reason["reasons"])


def test_reason() -> None:
    """A reason has its rule, its clause, its party, its value and the cell it was written in."""
    rows = {
        "lists.csv": "practice,network,list_size\nF84016,North,9000\n",
        "registers.csv": "practice,quarter,diabetes_register\nF84016,1,900\n",
    }
    explanation = explain_party(from_files(DIABETES, rows), "F84016", None)[0]

    assert {
        "rule": "diabetes_register.given",
        "role": "given",
        "clause": "diabetes_register",
        "party": "F84016",
        "name": "F84016",
        "period": "quarter 1",
        "title": "Patients on the diabetes register on 30 June 2013",
        "value": "900",
        "said": "900",
        "words": "",
        "note": "",
        "place": {"file": "registers.csv", "row": 2, "column": "diabetes_register"},
        "published": None,
        "reasons": [],
    } in reasons(explanation)


def test_place_in_a_scheme() -> None:
    """A figure of an example stands on a line of the scheme."""
    places = [reason["place"] for reason in reasons(explained(SHORT_OF_ITS_FLOOR, "Ash"))]

    assert {"file": "test.scheme", "line": 52} in places


def test_values() -> None:
    """Values of every type are written so that nothing is lost; what is absent is null."""
    graph = small("""
figure cost "Cost"
    is money for each practice on 1 January 2013
figure agreed "Agreed"
    is yes or no for each practice on 1 January 2013
figure signed "The day it was signed"
    is a date for each practice on 1 January 2013
figure growth "Growth"
    is a percentage for each practice on 1 January 2013
payment it "It"
    to each practice
    start with        cost
    times             growth
    nothing unless    agreed and signed is at most 1 July 2013
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
""")
    cells: dict[str, dict[str, Cell]] = {
        "cost": {"Ash": 10},
        "agreed": {"Ash": True},
        "signed": {"Ash": date(2013, 5, 1)},
    }
    values = {
        str(reason["rule"]): reason["value"]
        for reason in reasons(explained(worked_out(graph, {"North": "Ash"}, cells | {"growth": {"Ash": "1/3"}}), "Ash"))
    }
    held = explained(worked_out(graph, {"North": "Ash"}, cells), "Ash")

    assert values["it.step 2"] == "10/3"
    assert values["agreed.given"] is True
    assert values["signed.given"] == "2013-05-01"
    assert [reason["value"] for reason in reasons(held) if reason["rule"] == "growth.given"] == [None]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (CellPlace("registers.csv", 2, "care_plans"), "registers.csv, row 2, column care_plans"),
        (CellPlace("registers.csv", 2), "registers.csv, row 2"),
        (CellPlace("registers.csv"), "registers.csv"),
    ],
)
def test_places(place: CellPlace, said: str) -> None:
    """A place is said as far as it is known."""
    assert said == say_place(place)
