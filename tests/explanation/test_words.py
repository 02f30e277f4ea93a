"""Rules in words: what a reader of the contract, or of a reason, is told of each."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from compiled import ident, small
from explained import gallery, graph_of
from schemelang.explanation.values import (
    one_or_many,
    say_constant,
    say_counted,
    say_method,
    say_rounding,
    say_value,
)
from schemelang.explanation.words import phrase, steps_in_words
from schemelang.graph.graph import Weight
from schemelang.model.model import PartYear, Quantity, Type
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.quantities import Way

MONEY, SHARE, NUMBER = Type(Quantity.MONEY), Type(Quantity.SHARE), Type(Quantity.NUMBER)
DIABETES = graph_of(gallery("a_diabetes_package.scheme"))
IMMUNISATION = graph_of(gallery("b_immunisation_package.scheme"))
FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
figure cost "Cost"
    is money for each practice on 1 January 2013
figure agreed "Agreed"
    is yes or no for each practice on 1 January 2013
figure asked "Asked"
    is yes or no for each practice during each quarter
figure signed "The day it was signed"
    is a date for each practice on 1 January 2013
figure growth "Growth"
    is a percentage for each practice on 1 January 2013
value rate "The rate"
    is                £2.50
value index "Index"
    is                1.5
value strict "Is the gate strict?"
    is                yes
target agreement "Agreement" for each practice
    met when          agreed is yes
target thrift "Thrift" for each practice
    met when          cost is at most £5,000
"""


def value_in_words(expression: str) -> str:
    """Put a value of each practice into words."""
    graph = small(f'{FIGURES}\nvalue it "It" for each practice\n    is {expression}')
    return phrase(graph, ident("it"))


def condition_in_words(condition: str, level: str = "practice") -> str:
    """Put a condition into words."""
    graph = small(f'{FIGURES}\ntarget it "It" for each {level}\n    met when {condition}')
    return phrase(graph, ident("it"))


# The gallery


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "care_planning",
            "Patients with an agreed care plan out of Patients on the diabetes register, on 31 March 2014",
        ),
        (
            "network_target.condition 1",
            "the result for Agreed care plans of all the network's practices counted as one is at least 90%",
        ),
        ("network_target.condition 3", "every practice has Agreed care plans of at least 60%"),
        (
            "care_package.step 1",
            "£35 for each patient in the total of Patients on the diabetes register on 30 June 2013",
        ),
        ("care_package.step 2", "the amount so far, rounded to the nearest penny, halves up"),
        ("care_package.tranche 1", "70% of the whole amount"),
        (
            "care_package.tranche 2",
            "30% of Care package payment if the network's target is met, or else nothing",
        ),
        (
            "care_package.tranche 2 share",
            (
                "the practice's part of 30% of Care package payment, shared by Registered patients, "
                "odd pennies by Sainte-Laguë"
            ),
        ),
        (
            "care_package.tranche 1 instalment 2",
            "part 2 of 9 equal parts of the practice's part of 70% of Care package payment",
        ),
        ("care_package.weight", "Registered patients"),
        ("list_size.given", "Registered patients"),
        ("list_size", "Registered patients"),
    ],
)
def test_diabetes_package(rule: str, words: str) -> None:
    """The rules of a whole scheme read as the contract."""
    assert words == phrase(DIABETES, ident(rule))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("care_planning", "Agreed care plans"),
        ("network_target", "the network's target is met"),
        ("care_package.step 1", "the amount so far"),
        ("care_package.tranche 1", "70% of Care package payment"),
        ("care_package.tranche 1 share", "the practice's part of 70% of Care package payment"),
        ("care_package.nothing", "£0"),
    ],
)
def test_further_down(rule: str, words: str) -> None:
    """Further down, what has a title is called by it."""
    assert words == phrase(DIABETES, ident(rule), top=False)


def test_shared_equally() -> None:
    """A payment shared by nothing is shared equally."""
    assert phrase(IMMUNISATION, ident("immunisation.tranche 1 share")) == (
        "the practice's part of 50% of Immunisation package payment, shared equally, odd pennies by largest remainder"
    )
    assert phrase(IMMUNISATION, ident("immunisation.weight")) == "equal parts"


def test_guarantee() -> None:
    """A guarantee is what must always hold; of another block's guarantee, that it does."""
    words = "the total of Immunisation package payment is at most £112,000"

    assert words == phrase(IMMUNISATION, ident("within_budget"))
    assert phrase(IMMUNISATION, ident("within_budget"), top=False) == (
        "“The scheme never costs more than its budget” holds"
    )


# Values


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("list_size", "Registered patients"),
        ("rate", "the rate (£2.50)"),
        ("£2.50 for each patient in list_size", "£2.50 for each patient in Registered patients"),
        ("2 × cost", "2 times Cost"),
        ("rate × list_size", "the rate (£2.50) times Registered patients"),
        ("50% of cost", "50% of Cost"),
        ("cost × 2 ÷ 3", "(Cost times 2) divided by 3"),
        ("cost + £100 - 2% of cost", "(Cost plus £100) less 2% of Cost"),
        ("2% of cost + £100", "(2% of Cost) plus £100"),
        ("cost + 2% of cost", "Cost plus 2% of Cost"),
        ("2% of (cost + £1)", "2% of (Cost plus £1)"),
        ("smaller of cost and £9.99", "the smaller of Cost and £9.99"),
        ("greater of cost and £10", "the greater of Cost and £10"),
        ("growth ÷ 2", "Growth divided by 2"),
        (
            "seen during quarter 1 + seen during quarter 2",
            "Patients seen during quarter 1 plus Patients seen during quarter 2",
        ),
    ],
)
def test_values(expression: str, words: str) -> None:
    """A value is put into words as it is worked out, in brackets where it would run together."""
    assert words == value_in_words(expression)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("total cost", "the total of Cost"),
        ("average growth", "the average of its practices' Growth"),
        ("lowest growth", "the lowest of its practices' Growth"),
        ("number of practices that meet thrift", "the number of practices that meet Thrift"),
    ],
)
def test_values_of_a_group(expression: str, words: str) -> None:
    """What is put together from members says how."""
    graph = small(f'{FIGURES}\nvalue it "It" for each network\n    is {expression}')

    assert words == phrase(graph, ident("it"))


def test_values_of_the_scheme() -> None:
    """What is put together from everybody says so."""
    graph = small(f'{FIGURES}\nvalue it "It"\n    is highest growth')

    assert phrase(graph, ident("it")) == "the highest of all practices' Growth"


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (
            "seen during quarter 1 out of list_size",
            "Patients seen during quarter 1 out of Registered patients",
        ),
        (
            "seen during quarter 1 out of seen during quarter 2",
            "Patients seen during quarter 1 out of Patients seen during quarter 2",
        ),
    ],
)
def test_times_apart(times: str, words: str) -> None:
    """A part and a whole of different times each have their own."""
    graph = small(
        f'{FIGURES}\nindicator it "It" for each practice\n    is {times}\n    if there are no patients, leave it out'
    )

    assert words == phrase(graph, ident("it"))


# Conditions


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("agreed", "the answer to “Agreed” is yes"),
        ("agreed is no", "the answer to “Agreed” is no"),
        ("not agreed", "the answer to “Agreed” is no"),
        ("not agreed is no", "the answer to “Agreed” is yes"),
        ("agreement is met", "Agreement is met"),
        ("agreement is not met", "Agreement is not met"),
        ("asked during quarter 1", "the answer to “Asked during quarter 1” is yes"),
        ("not asked during quarter 1", "the answer to “Asked during quarter 1” is no"),
        ("strict is yes", "the answer to “Is the gate strict?” is yes"),
        ("cost is at least £10", "Cost is at least £10"),
        ("not cost is at least £10", "Cost is less than £10"),
        ("cost is £10", "Cost is £10"),
        ("cost is not £10", "Cost is not £10"),
        ("signed is at most 30 June 2013", "the day it was signed is on or before 30 June 2013"),
        ("signed is more than 30 June 2013", "the day it was signed is after 30 June 2013"),
        ("agreed is strict", "the answer to “Agreed” is yes just when the answer to “Is the gate strict?” is yes"),
        ("yes", "yes"),
        ("agreed and cost is at most £1", "the answer to “Agreed” is yes and Cost is at most £1"),
        (
            "agreed and thrift is met and cost is at most £1",
            "the answer to “Agreed” is yes, and Thrift is met, and Cost is at most £1",
        ),
        (
            "agreed and (thrift is met or cost is at most £1)",
            "the answer to “Agreed” is yes, and either Thrift is met or Cost is at most £1",
        ),
        (
            "agreed or thrift is met and cost is at most £1",
            "the answer to “Agreed” is yes, or both Thrift is met and Cost is at most £1",
        ),
        (
            "agreed or thrift is met and cost is at most £1 and cost is at least £0",
            "the answer to “Agreed” is yes, or (Thrift is met, and Cost is at most £1, and Cost is at least £0)",
        ),
        ("not (agreed or thrift is met)", "the answer to “Agreed” is no and Thrift is not met"),
        ("not (agreed and thrift is met)", "the answer to “Agreed” is no or Thrift is not met"),
        (
            "cost is at least £1 and not (agreed or thrift is met)",
            "Cost is at least £1, and the answer to “Agreed” is no and Thrift is not met",
        ),
        (
            "at least 2 of agreement, thrift and agreed",
            "at least 2 of these 3 are so: Agreement is met; Thrift is met; the answer to “Agreed” is yes",
        ),
        ("at most 1 of agreement and thrift", "at most 1 of these 2 are met: Agreement and Thrift"),
        (
            "cost is at least £1 or at most 1 of agreement, thrift and agreed",
            (
                "Cost is at least £1 or (at most 1 of these 3 are so: "
                "Agreement is met; Thrift is met; the answer to “Agreed” is yes)"
            ),
        ),
    ],
)
def test_conditions(condition: str, words: str) -> None:
    """A condition is a clause, joined as its author joined it."""
    assert words == condition_in_words(condition)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("every practice has growth of at least 60%", "every practice has Growth of at least 60%"),
        (
            "not (every practice has growth of at least 60%)",
            "not every practice has Growth of at least 60%",
        ),
        ("every practice meets thrift", "every practice meets Thrift"),
        (
            "at least 4 practices have growth of more than 1%",
            "at least 4 practices have Growth of more than 1%",
        ),
        ("at most 1 practices meet thrift", "at most 1 practice meets Thrift"),
        ("number of practices that meet thrift is 2", "exactly 2 practices meet Thrift"),
        ("every practice meets agreed", "the answer to “Agreed” is yes for every practice"),
    ],
)
def test_conditions_of_a_group(condition: str, words: str) -> None:
    """What is asked of members says of how many."""
    assert words == condition_in_words(condition, "network")


# Steps


def test_steps() -> None:
    """Each step is one sentence, from top to bottom."""
    graph = small(
        FIGURES
        + """
payment it "It"
    to each practice
    start with        £10 for each patient in list_size
    times             index
    add               £100 only if agreed is yes
    less              5% of the amount so far
    never more than   £9,000.50
    never less than   rate × list_size
    nothing unless    agreement is met
    nothing if        thrift is not met
    round             to the nearest penny, halves to even
    pay 100%          on 30 June 2014
"""
    )

    assert steps_in_words(graph, "it") == (
        "Start with £10 for each patient in Registered patients",
        "Multiply by Index (1.5)",
        "Add £100, but only if the answer to “Agreed” is yes",
        "Take off 5% of the amount so far",
        "Go no higher than £9,000.50",
        "Go no lower than the rate (£2.50) times Registered patients",
        "Pay nothing unless Agreement is met",
        "Pay nothing if Thrift is not met",
        "Pay a practice that joins or leaves during the term for its days only",
        "Round to the nearest penny, halves to even",
    )


def test_steps_from_a_condition() -> None:
    """A payment may start only on a condition."""
    graph = small(
        FIGURES
        + """
payment it "It"
    to each practice
    start with        £10 only if agreed is yes
    pay 100%          on 30 June 2014
"""
    )

    assert steps_in_words(graph, "it")[0] == "Start with £10, but only if the answer to “Agreed” is yes"


@pytest.mark.parametrize(
    ("joins", "leaves", "said"),
    [
        ("nothing", "nothing", "Pay nothing to a practice that joins or leaves during the term"),
        (
            "in_full",
            "by_days",
            "Pay in full a practice that joins, and pay one that leaves for its days only",
        ),
        (None, None, "Pay a practice that joins or leaves during the term only when it is agreed how"),
    ],
)
def test_part_years(joins: PartYear | None, leaves: PartYear | None, said: str) -> None:
    """A payment to practices says what those have that join or leave."""
    graph = small('payment it "It"\n    to each practice\n    start with £10\n    pay 100% on 30 June 2014\n')
    rules = tuple(
        evolve(rule, kind=evolve(rule.kind, joins=joins, leaves=leaves)) if isinstance(rule.kind, Weight) else rule
        for rule in graph.rules
    )

    assert steps_in_words(evolve(graph, rules=rules), "it")[1] == said
    assert phrase(graph, ident("it.part of the term")) == "the part of the term for which a practice counts"


# Quantities


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (Fraction(24500), MONEY, "£24,500.00"),
        (Fraction("0.93"), SHARE, "93%"),
        (Fraction(880), Type(Quantity.COUNT, "patient"), "880"),
        (Fraction("1.5"), NUMBER, "1.5"),
        (True, Type(Quantity.YES_NO), "yes"),
        (False, Type(Quantity.YES_NO), "no"),
        (date(2014, 3, 31), Type(Quantity.DATE), "31 March 2014"),
        (Absent(Lack.NOT_REPORTED, ()), MONEY, "not reported"),
    ],
)
def test_values_said(value: RuleValue, kind: Type, said: str) -> None:
    """A value is said as its type is said."""
    assert said == say_value(value, kind)


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (Fraction(35), MONEY, "£35"),
        (Fraction("2.765"), MONEY, "£2.765"),
        (Fraction(1, 3), SHARE, "1/3"),
        (True, Type(Quantity.YES_NO), "yes"),
    ],
)
def test_constants_said(value: Fraction | bool, kind: Type, said: str) -> None:  # noqa: FBT001
    """What is laid down is said as prose has it, and never cut short."""
    assert said == say_constant(value, kind)


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "patient", "1 patient"),
        (2, "patient", "2 patients"),
        (1, "child", "1 child"),
        (1000, "child", "1,000 children"),
        (3, "", "3"),
        (2, "locality", "2 localities"),
        (2, "day", "2 days"),
    ],
)
def test_things_counted(number: int, unit: str, said: str) -> None:
    """Things are counted in the singular or the plural."""
    assert said == say_counted(Fraction(number), unit)


def test_units_of_either_number() -> None:
    """A unit of an unusual plural is counted in it."""
    assert one_or_many(Fraction(2), "person") == "people"
    assert one_or_many(Fraction(1), "person") == "person"


@pytest.mark.parametrize(
    ("unit", "way", "kind", "said"),
    [
        ("0.01", "half_up", MONEY, "to the nearest penny, halves up"),
        ("0.01", "down", MONEY, "down to the penny"),
        ("1", "half_down", MONEY, "to the nearest pound, halves down"),
        ("5", "up", MONEY, "up to the £5"),
        ("1", "half_even", NUMBER, "to the nearest whole number, halves to even"),
        ("1", "down", Type(Quantity.COUNT, "patient"), "down to the whole patient"),
        ("0.01", "half_up", NUMBER, "to 2 decimal places, halves up"),
        ("0.1", "half_up", NUMBER, "to 1 decimal place, halves up"),
        ("0.01", "half_up", SHARE, "to the nearest 1%, halves up"),
    ],
)
def test_roundings(unit: str, way: Way, kind: Type, said: str) -> None:
    """A rounding says to what, and which way."""
    assert said == say_rounding(Fraction(unit), way, kind)


def test_methods() -> None:
    """A way of sharing odd pennies is called by its name."""
    assert [say_method("sainte_lague"), say_method("largest_remainder")] == [
        "Sainte-Laguë",
        "largest remainder",
    ]
