"""How deep an explanation is told, and of what one may ask."""

from attrs import evolve

from compiled import small
from explained import every, gallery, worked_example, worked_out
from schemelang.explanation.explanation import Below, Reason
from schemelang.explanation.from_outcome import explain_party, explain_value
from schemelang.explanation.text import as_text, is_cut_short, values_as_text

DIABETES = worked_example(gallery("a_diabetes_package.scheme"), 0)
SUMS = worked_out(
    small("""
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
value twice "Twice" for each practice
    start with        2 × list_size
    add               1
value whole "Whole" for each practice
    is                twice + list_size
value all_of_them "All of them"
    is                total whole
payment it "It"
    to each practice
    start with        £1 × whole
    round             down to the penny
    pay 100%          on 1 July 2013
"""),
    {"North": "Ash Birch"},
    {"list_size": {"Ash": 5, "Birch": 7}},
)


def reasons(most: int | None) -> list[Reason]:
    """Return each reason that is told of Ash."""
    return list(
        {id(each): each for one in explain_party(DIABETES, "Ash", None, most) for each in every(one.reason)}.values()
    )


def test_what_is_short_is_told_whole() -> None:
    """An explanation with no more reasons than can be read is what it is without a bound."""
    whole = as_text(explain_party(DIABETES, "Ash", None))

    assert as_text(explain_party(DIABETES, "Ash", None, len(reasons(None)))) == whole
    assert not is_cut_short(each.reason for each in explain_party(DIABETES, "Ash", None, 300))


def test_what_is_long_is_told_down_to_a_level() -> None:
    """No more is told than is asked for, what goes on says so, and why something failed is said as ever."""
    told, whole = explain_party(DIABETES, "Ash", None, 30), explain_party(DIABETES, "Ash", None)

    assert len(reasons(30)) <= 30
    assert is_cut_short(each.reason for each in told)
    assert [(each.heading, each.why, each.pence) for each in told] == [
        (each.heading, each.why, each.pence) for each in whole
    ]
    assert "(more under care_package)" in " ".join(as_text(told).split())


def test_a_value_is_told_by_its_name() -> None:
    """A value of a party, or of the whole scheme, is explained like a payment; not what its members have."""
    told = values_as_text(explain_value(SUMS, "Ash", "whole", None))

    assert told.splitlines()[0].split() == ["Ash", "Surgery:", "Whole:", "11", "plus", "5", "16"]
    assert explain_value(SUMS, "Ash", "all_of_them", None)[0].said == "38"
    assert explain_value(SUMS, "North", "whole", None) == ()


def test_what_comes_about_in_steps_is_not_told_by_the_last_alone() -> None:
    """A value whose steps are not told is only named, with what it comes to."""
    told = values_as_text(explain_value(SUMS, "Ash", "whole", None, 3))

    assert [line.split() for line in told.splitlines()[1:]] == [
        ["Twice", "(more", "under", "twice)", "11"],
        ["Registered", "patients", "5"],
    ]


def test_what_has_no_name_only_says_that_there_is_more() -> None:
    """What cannot be asked for by a name is marked all the same."""
    (reason,) = explain_value(SUMS, "Ash", "whole", None, 1)
    told = values_as_text([evolve(reason, below=Below("", is_long=True), reasons=())])

    assert told.split() == ["Ash", "Surgery:", "Whole", "(more)", "16"]
