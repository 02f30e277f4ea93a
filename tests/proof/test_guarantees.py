"""A guarantee is proved, broken by figures that show it, or not shown for want of a bound that is named."""

from fractions import Fraction
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from any_figures import any_figures
from compiled import HEADING
from schemelang.explanation.values import say_value
from schemelang.graph.graph import RuleId
from schemelang.model.model import Quantity, Type
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.guarantees import guarantees_hold
from schemelang.proof.proof import Broken, Proved, Unchecked, Verdict
from schemelang.proof.subject import Subject
from subjects import subject_of

_TWELVE = HEADING.replace("offered to        practices", "offered to        12 practices").replace(
    "    groups            practices into networks\n", ""
)
_MONEY = Type(Quantity.MONEY)
_LIST = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
"""
_QUARTERLY = """
payment reviews "Reviews"
    to each practice each quarter
    start with        25% × £1.90 × list_size
    round             {round}
    pay 100%          within 1 month after the end of each quarter

guarantee agreed "The price is kept"
    always            total of all payments is at most £1.90 × total list_size
"""


def verdicts(blocks: str, heading: str = _TWELVE) -> list[Verdict]:
    """Return how the guarantees of some blocks come out."""
    return [claim.verdict for claim in guarantees_hold(subject_of(heading + blocks))]


def test_a_rounding_penny_breaks_a_guarantee_and_rounding_down_mends_it() -> None:
    """Half a penny counts, four times a year."""
    to_the_nearest = _LIST + _QUARTERLY.format(round="to the nearest penny, halves up")
    (claim,) = guarantees_hold(subject_of(_TWELVE + to_the_nearest))

    assert isinstance(claim.verdict, Broken)
    assert claim.how == "It is rounding that breaks it. Write   round down to the penny   in reviews."
    assert verdicts(_LIST + _QUARTERLY.format(round="down to the penny")) == [Proved()]


def test_the_number_of_practices_and_the_limit_for_the_year_count() -> None:
    """Twelve practices with £100 a year at most have no more than £1,200, and a pot of £1,199.99 is too small."""
    blocks = """
figure visits "Visits"
    is a count of visits for each practice during each quarter

payment service "Visits"
    to each practice each quarter
    start with        £3 for each visit in visits
    never more than   £100 in the year
    round             down to the penny
    pay 100%          within 1 month after the end of each quarter

guarantee pot "The pot is enough"
    always            total of all payments is at most {pot}
"""
    assert verdicts(blocks.replace("{pot}", "£1,200")) == [Proved()]
    assert verdicts(blocks.replace("{pot}", "£1,199.99")) != [Proved()]


def test_a_pool_is_counted_once_however_it_is_cut_and_shared() -> None:
    """A network's £14,000, half on a condition and shared by lists, is £14,000."""
    blocks = (
        _LIST
        + """
figure asked "Asked"
    is yes or no for each network on 31 March 2014

payment pool "Pool"
    to each network
    start with        £14,000.01
    pay 50%           on 1 June 2013
    pay 50%           on 31 May 2014 only if asked
    share             among its practices by list_size, odd pennies by Sainte-Laguë

guarantee pot "The pot is enough"
    always            total of all payments is at most {pot}
"""
    )
    heading = HEADING.replace("practices into networks", "practices into 8 networks")
    assert verdicts(blocks.replace("{pot}", "£112,000.08"), heading) == [Proved()]
    assert verdicts(blocks.replace("{pot}", "£112,000.07"), heading) != [Proved()]


_SAVING = """
figure drug_budget "Budget"
    is money for each practice during the year
{bound}
figure drug_spend "Spend"
    is money for each practice during the year

saving saved "Saving" for each practice
    budget            drug_budget
    spend             drug_spend
    first call        none
    counts            from the first pound
    if overspent,     write it off

payment gain "Gain"
    to each practice
    start with        saved
    never more than   10% of drug_budget
    round             down to the penny
    pay 100%          on 30 June 2014

guarantee limit "A tenth"
    always            gain is at most 10% of drug_budget
"""


def test_the_line_that_is_wanting_is_named_and_proves_it() -> None:
    """A budget below nothing is nobody's, but nothing says so until it is written."""
    (verdict,) = verdicts(_SAVING.format(bound=""))

    assert isinstance(verdict, Unchecked)
    assert verdict.why.endswith("Write   never less than   £0   in drug_budget")
    assert verdicts(_SAVING.format(bound="    never less than   £0\n")) == [Proved()]


def test_what_can_be_of_any_size_is_named() -> None:
    """No amount is enough for lists of any size; what is declared of them proves it."""
    blocks = (
        _LIST
        + """{bound}
payment grant "Grant"
    to each practice
    start with        £2 for each patient in list_size
    round             down to the penny
    pay 100%          on 30 June 2014

guarantee pot "The pot is enough"
    always            total of all payments is at most £480,000
"""
    )
    (verdict,) = verdicts(blocks.replace("{bound}", ""))

    assert isinstance(verdict, Unchecked)
    assert 'how large "Registered patients" can be' in verdict.why
    bounded = blocks.replace("{bound}", "    never more than   20,000")
    assert verdicts(bounded) == [Proved()]


def test_a_story_is_what_the_reference_evaluator_says() -> None:
    """The figures of a story, worked out by the reference evaluator, break the guarantee."""
    subject = subject_of(_TWELVE + _LIST + _QUARTERLY.format(round="to the nearest penny, halves up"))
    (claim,) = guarantees_hold(subject)
    assert isinstance(claim.verdict, Broken)
    (told,) = claim.verdict.story.figures
    assert (told.what, told.after) == ("Registered patients of Ash", "9,001")

    *_, world = subject.every_world()
    one_more = {key: value + Fraction(1) for key in world.figures.data if (value := world.given(key)) is not None}
    outcome, _ = evaluate(subject.graph, world.with_(one_more).figures)
    assert outcome.values[RuleId("agreed")][None, None] is False
    assert say_value(outcome.values[RuleId("agreed", "left")][None, None], _MONEY) in claim.verdict.story.words


# ---------------------------------------------------------------- guarantees by chance

_BY_CHANCE = (
    _LIST
    + """
figure visits "Visits"
    is a count of visits for each practice during each quarter

payment reviews "Reviews"
    to each practice each quarter
    start with        {part}% × £{price}.{pence} × list_size
    add               £{more} for each visit in visits
    never more than   {part}% × £{most} × list_size
    round             {round}
    pay 100%          within 1 month after the end of each quarter

guarantee agreed "The price is kept"
    always            total of all payments is at most £{limit} × total list_size
"""
)
_ROUNDED = ("down to the penny", "to the nearest penny, halves up", "up to the penny", "down to the pound")
_MANY = max(40, settings().max_examples // 20)


@cache
def _by_chance(number: int) -> tuple[Subject, bool]:
    """Return a payment and a guarantee by chance, and whether it is proved."""
    random = Random(number)  # noqa: S311 - no secret
    part, most = random.choice((20, 24, 25, 26)), random.randint(1, 4)
    limit = random.choice((most, most, most + 1, most - 1))
    numbers = {
        "part": part,
        "price": random.randint(0, 4),
        "pence": random.randint(10, 99),
        "more": random.randint(0, 3),
    }
    text = _BY_CHANCE.format(**numbers, most=most, limit=limit, round=random.choice(_ROUNDED))
    subject = subject_of(_TWELVE + text)
    (claim,) = guarantees_hold(subject)
    return subject, claim.verdict == Proved()


@given(st.integers(0, _MANY - 1), st.randoms(use_true_random=True))
def test_no_figures_break_a_guarantee_by_chance_that_is_proved(number: int, random: Random) -> None:
    """A price, a limit and a rounding by chance: where it is proved, it holds of any figures."""
    subject, is_proved = _by_chance(number)
    outcome, _ = evaluate(subject.graph, any_figures(subject.scheme, subject.graph, random))

    assert not (is_proved and False in outcome.values[RuleId("agreed")].values())
