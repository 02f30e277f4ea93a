"""What is read off the rules themselves: proved as they are made, and not claimed of rules as nobody makes them."""

import re
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from compiled import HEADING, graph_of, supplied
from schemelang.graph.graph import Apportioned, Constant, Portion, Product, Round, RuleId, Settled, Total
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.complete import every_amount_is_complete
from schemelang.proof.divided import nothing_is_divided_by_nothing
from schemelang.proof.measured import units_agree
from schemelang.proof.missing import missing_is_never_nothing
from schemelang.proof.order_and_names import differs, order_and_names_do_not_matter
from schemelang.proof.proof import Broken, Noted, Proved, Unchecked
from schemelang.proof.roundings import rounding_is_as_written
from schemelang.proof.shared import what_is_shared_adds_up
from schemelang.proof.subject import Subject
from subjects import small_subject, subject_of, with_kind

SHARED = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2014
    never more than   list_size
indicator rate "Share of patients seen" for each practice
    is                seen out of list_size
    if there are no patients,  leave it out
payment grant "A grant"
    to each network
    start with        £2 for each patient in total list_size
    round             to the nearest penny, halves up
    pay 60%           in advance, kept whatever the outcome, in 3 equal instalments
                      on the 15th of each month from July 2013, odd pennies in the last
    pay 40%           on 30 June 2014
    share             among its practices by list_size, odd pennies by Sainte-Laguë
"""
SUBJECT = small_subject(SHARED)
IN_INSTALMENTS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure last_year "Payment for 2012/13"
    is money for each practice on 31 March 2013
    never less than   £0
payment grant "A grant"
    to each practice
    start with        £2 for each patient in list_size
    round             to the nearest penny, halves up
    pay 70%           of last_year on account, in 2 equal instalments
                      on the 15th of each month from July 2013, odd pennies in the last
    pay the balance   on 30 June 2014
    if overpaid,      recover it in 4 equal instalments on the last working day of each month from July 2014,
                      odd pennies in the last
"""
PROVERS = [
    what_is_shared_adds_up,
    every_amount_is_complete,
    nothing_is_divided_by_nothing,
    missing_is_never_nothing,
    units_agree,
    rounding_is_as_written,
    order_and_names_do_not_matter,
]


@pytest.mark.parametrize("prover", PROVERS, ids=lambda prover: prover.__name__)
def test_a_scheme_as_it_is_made_is_proved(prover: object) -> None:
    """Each property is proved of a scheme that has all there is to it."""
    assert callable(prover)
    [claim] = prover(SUBJECT)

    assert claim.verdict == Proved()


# ---------------------------------------------------------------- rules as nobody makes them

HALVES = (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("grant.tranche 1", Portion(RuleId("grant", "step 2"), (Fraction(3, 5), Fraction(3, 5)), 0, "last")),
        ("grant.tranche 1", Portion(RuleId("grant", "step 2"), (Fraction(7, 5), Fraction(-2, 5)), 0, "last")),
        ("grant.tranche 1", Portion(RuleId("grant", "step 2"), HALVES, 0, "last")),
        ("grant.tranche 1 share", Apportioned(RuleId("grant", "tranche 1"), RuleId("grant", "weight"), None)),
    ],
    ids=["more than one", "below nothing", "a part is missing", "rounded down for nobody"],
)
def test_shares_that_do_not_add_up_are_not_proved(rule: str, kind: Portion | Apportioned) -> None:
    """Parts that are not all there, do not come to one or leave something over are noticed."""
    [claim] = what_is_shared_adds_up(with_kind(SUBJECT, rule, kind))

    assert isinstance(claim.verdict, Unchecked)


def test_a_part_that_does_not_fall_due_is_noticed() -> None:
    """A dated part that is lost, or whose payer is nobody, leaves its payment incomplete."""
    lost = evolve(SUBJECT, graph=evolve(SUBJECT.graph, due=SUBJECT.graph.due[:-1]))
    nobody = tuple(evolve(part, payer="nobody") for part in SUBJECT.graph.due)

    for subject in (lost, evolve(SUBJECT, graph=evolve(SUBJECT.graph, due=nobody))):
        [claim, *_] = every_amount_is_complete(subject)
        assert isinstance(claim.verdict, Unchecked)
        assert claim.about == "A grant"


def test_what_is_taken_back_in_instalments_falls_due_as_it_is_written() -> None:
    """Each instalment of what is taken back is counted beside the parts that are paid, and missed if it is lost."""
    subject = small_subject(IN_INSTALMENTS)
    parts = subject.graph.due
    [whole] = every_amount_is_complete(subject)
    assert sum(part.recovers is not None for part in parts) == 4
    assert whole.verdict == Proved()

    [short] = every_amount_is_complete(evolve(subject, graph=evolve(subject.graph, due=parts[:-1])))
    assert short.verdict == Unchecked("part 2 of it does not fall due as it is written")


def test_a_figure_that_is_read_bare_is_noticed() -> None:
    """A figure read as supplied, with nothing said of its being missing, is not proved."""
    bare = with_kind(SUBJECT, "list_size", Total((RuleId("list_size", "given"),)))
    silent = with_kind(SUBJECT, "list_size", Settled(RuleId("list_size", "given"), (("not_reported", "hold"),)))

    for subject in (bare, silent):
        [claim] = missing_is_never_nothing(subject)
        assert isinstance(claim.verdict, Unchecked)


def test_units_that_do_not_meet_are_noticed() -> None:
    """Money times money, and a count where money should be, are not proved."""
    squared = with_kind(SUBJECT, "grant.step 1", Product((RuleId("grant", "step 1 amount rate"),) * 2))
    counted = with_kind(SUBJECT, "grant.step 2", Round(RuleId("list_size"), Fraction(1, 100), "down"))
    yes = with_kind(SUBJECT, "grant.step 1 amount rate", Constant(value=True))

    for subject in (squared, counted, yes):
        [claim] = units_agree(subject)
        assert isinstance(claim.verdict, Unchecked)


# ---------------------------------------------------------------- what is said beside it


def test_a_plain_division_is_held_and_named() -> None:
    """A division without a rule for nothing to divide by is held, and its line is said."""
    subject = small_subject(
        SHARED + 'value each "Patients seen for each patient" for each practice\n    is seen ÷ list_size\n'
    )
    [claim] = nothing_is_divided_by_nothing(subject)

    assert claim.verdict == Proved()
    assert (
        claim.how
        == "2 divisions were looked at. Where there is nothing to divide by at line 33, what rests on it is held."
    )


def test_a_division_by_what_is_laid_down_needs_no_rule() -> None:
    """A number that is laid down and is not nothing can always be divided by."""
    subject = small_subject(SHARED + 'value half "Half of the list" for each practice\n    is list_size ÷ 2\n')
    [claim] = nothing_is_divided_by_nothing(subject)

    assert claim.how == "2 divisions were looked at."


def test_a_practice_that_is_named_is_a_fact_of_the_design() -> None:
    """A rule that looks at who somebody is, is named with its line."""
    subject = small_subject(SHARED + 'value largest "The list of Elm"\n    is list_size of Elm\n')
    [claim] = order_and_names_do_not_matter(subject)

    assert claim.verdict == Noted("The scheme names Elm at line 33; nothing else looks at who somebody is.")


TWICE = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
value first "First" for each practice
    start with        £1.2345 for each patient in list_size
    round             {first}
payment grant "A grant"
    to each practice
    start with        first
    round             {second}
    pay 100%          on 30 June 2014
"""


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("to the nearest penny, halves up", "to the nearest pound, halves up", "£11.4975 becomes £11.50"),
        ("to the nearest penny, halves up", "to the nearest pound, halves down", "£11.5025 becomes £11.50"),
        ("to the nearest pound, halves up", "down to the penny", "To round it again changes nothing."),
        ("down to the penny", "to the nearest pound, halves down", "£11.5025 becomes £11.50"),
        ("to the nearest penny, halves up", "down to the pound", "£11.9975 becomes £12.00"),
    ],
)
def test_what_is_rounded_twice_is_shown(first: str, second: str, words: str) -> None:
    """Two roundings of one amount are told with an amount that shows them, or that the second does nothing."""
    text = HEADING.replace("pay by days", "pay in full") + TWICE.format(first=first, second=second)
    [claim] = rounding_is_as_written(subject_of(text))

    assert isinstance(claim.verdict, Broken)
    assert words in claim.verdict.story.words


def test_two_roundings_down_are_one() -> None:
    """Rounding down to pennies and then to pounds is the same as to pounds at once, and is no fault."""
    text = HEADING.replace("pay by days", "pay in full") + TWICE.format(
        first="down to the penny", second="down to the pound"
    )
    [claim] = rounding_is_as_written(subject_of(text))

    assert claim.verdict == Proved()


ROUNDED = """
figure factor "How many"
    is a number for each practice on 1 January 2013
    never less than   0
value first "First" for each practice
    start with        £1 × factor
{first}
payment grant "A grant"
    to each practice
    start with        first
    round             {second}
    pay 100%          on 30 June 2014
"""
WAYS = [
    *(f"to the nearest {unit}, {halves}" for unit in ("penny", "pound") for halves in ("halves up", "halves down")),
    *("down to the penny", "down to the pound", "up to the penny", "up to the pound"),
]


@cache
def rounded_as(first: str, second: str) -> Subject:
    """Return a scheme that rounds an amount once or, where a first rounding is written, twice."""
    text = ROUNDED.format(first=first and f"    round             {first}\n", second=second)
    return subject_of(HEADING.replace("pay by days", "pay in full") + text)


def paid_of(subject: Subject, exact: Fraction) -> object:
    """Return what one practice is paid of an amount."""
    figures = supplied(subject.graph, {"North": "Ash"}, {"factor": {"Ash": str(exact)}})
    return evaluate(subject.graph, figures)[0].values[RuleId("grant")]["Ash", None]


@given(st.sampled_from(WAYS), st.sampled_from(WAYS), st.integers(0, 400), st.integers(0, 60))
def test_what_is_not_rounded_twice_is_rounded_as_once(first: str, second: str, whole: int, part: int) -> None:
    """Where it is proved that rounding is as it is written, the last rounding alone would have come to the same."""
    exact = Fraction(whole, 2) + Fraction(part, 4000)
    once, twice = rounded_as("", second), rounded_as(first, second)
    [claim] = rounding_is_as_written(twice)
    one, other = paid_of(once, exact), paid_of(twice, exact)
    assert one == other or claim.verdict != Proved(), (one, other)
    if isinstance(claim.verdict, Broken) and claim.verdict.story.pay is not None:
        pounds = [Fraction(each.replace(",", "")) for each in re.findall(r"£([\d.,]*\d)", claim.verdict.story.words)]
        assert pounds[2] != pounds[3]
        assert [paid_of(each, pounds[0]) for each in (twice, once)] == pounds[2:]


# ---------------------------------------------------------------- order and names, tried


GRAPH = graph_of(HEADING + SHARED)
LISTS = st.lists(st.integers(min_value=1, max_value=9), min_size=2, max_size=6)


@given(LISTS, LISTS)
def test_another_order_under_other_names_pays_the_same(north: list[int], south: list[int]) -> None:
    """With small equal lists, where odd pennies tie as often as can be, order and names still change nothing else."""
    groups = {"North": north, "South": south}
    codes = {group: [f"{group[0]}{number}" for number in range(len(lists))] for group, lists in groups.items()}
    sizes = {code: size for group, lists in groups.items() for code, size in zip(codes[group], lists, strict=True)}
    members = {group: " ".join(them) for group, them in codes.items()}
    figures = supplied(GRAPH, members, {"list_size": sizes, "seen": sizes})

    assert differs(GRAPH, figures, evaluate(GRAPH, figures)[0].values) is None


def test_a_rule_that_looks_at_the_first_would_be_found() -> None:
    """An outcome in which one party has been given more than its due is told apart from the same in another order."""
    figures = supplied(GRAPH, {"North": "A B C"}, {"list_size": {"A": 5, "B": 7, "C": 9}})
    outcome, _ = evaluate(GRAPH, figures)
    favoured = dict(outcome.values)
    own = RuleId("grant", "weight")
    favoured[own] = {key: Fraction(1) if key[0] == "A" else value for key, value in outcome.values[own].items()}
    found = differs(GRAPH, figures, favoured)

    assert found is not None
    assert found.id == own


def test_the_trial_of_an_example_is_told() -> None:
    """Whoever has an odd penny of a tie is no fault; an example that comes out otherwise is named."""
    example = """
example "Three alike"
    | practice | network | list_size |
    | Ash      | North   | 1         |
    | Birch    | North   | 1         |
    | Cedar    | North   | 1         |
    then              grant of Ash is at least £2
"""
    fair = small_subject(SHARED.replace("£2 for", "£2.01 for") + example)
    [claim] = order_and_names_do_not_matter(fair)
    assert claim.verdict == Proved()
    assert claim.how.startswith("1 example was tried in another order, with other names.")

    [run] = fair.runs
    assert run.working is not None
    known, own = run.working.known, RuleId("grant", "weight")
    known.values[own] = {key: Fraction(key[0] == "Ash") for key in known.values[own]}
    [claim] = order_and_names_do_not_matter(fair)
    assert isinstance(claim.verdict, Broken)
    assert claim.verdict.story.words.startswith('"Three alike" comes out otherwise with its practices in another order')
