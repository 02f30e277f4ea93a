"""No payment is said to be in time whose figures are not there, and every one that is not is found."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from any_figures import any_figures
from compiled import HEADING
from passes import CONTRACTS, compiled
from schemelang.checks.examine import examine
from schemelang.dates import Period, england_and_wales, say_date, say_ordinal
from schemelang.figures.figures import Figures
from schemelang.graph.graph import (
    AsAt,
    Carried,
    Chosen,
    Dated,
    Earlier,
    Latest,
    OverTime,
    RuleGraph,
    RuleId,
    WithinYear,
)
from schemelang.model.model import DayAfterEnd, Figure, KnownBy, Once, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, RuleValue
from schemelang.proof.days import early_parts, no_payment_is_early, waits_of
from schemelang.proof.promised import wait_for
from schemelang.proof.proof import Accepted, Broken, Noted, Proved, Unchecked, Verdict
from schemelang.proof.subject import Subject
from subjects import small_subject, subject_of
from test_conformance import SCHEMES

_QUARTERS = (date(2013, 6, 30), date(2013, 9, 30), date(2013, 12, 31), date(2014, 3, 31))
_DAY = timedelta(days=1)

FIGURE = """
figure visits "Visits"
    is a count of visits for each practice at the end of each quarter
    {published}
"""
PAYMENT = """
payment grant "A grant"
    to each practice
    start with        £2 for each visit in visits {when}
    round             to the nearest penny, halves up
    pay 100%          {day}
"""
EACH = """
payment grant "A grant"
    to each practice each quarter
    start with        £2 for each visit in visits
    round             to the nearest penny, halves up
    pay 100%          {day}
"""


def verdicts(blocks: str) -> list[Verdict]:
    """Return how the claims about the days of some blocks come out."""
    return [claim.verdict for claim in no_payment_is_early(small_subject(blocks))]


def one(blocks: str) -> Verdict:
    """Return how the one claim about the days of some blocks comes out."""
    (verdict,) = verdicts(blocks)
    return verdict


def published(words: str, when: str, day: str) -> str:
    """Return a figure that is published, and a payment that reads it."""
    return FIGURE.format(published=f"published {words}" if words else "") + PAYMENT.format(when=when, day=day)


# ---------------------------------------------------------------- held against a reckoning day by day


def naive(end: date, number: int, lag: str) -> date:
    """Go from the end of a period day by day until so many have gone by."""
    day, left = end, number * (7 if lag == "weeks" else 1)
    while left:
        day += _DAY
        free = day.strftime("%a") in ("Sat", "Sun") or day in england_and_wales().dates
        left -= not (free and lag == "working days")
    return day


@given(
    st.integers(1, 90),
    st.sampled_from(("working days", "days", "weeks")),
    st.sampled_from(range(4)),
    st.integers(-40, 150),
)
def test_a_payment_is_early_just_if_its_figure_comes_later(number: int, lag: str, quarter: int, after: int) -> None:
    """Whatever the lag and the day of payment: early before the day that is reckoned day by day, and never else."""
    end = _QUARTERS[quarter]
    day, there = end + after * _DAY, naive(end, number, lag)
    words = f"within {number} {lag} after the end of each quarter"

    verdict = one(published(words, f"on {say_date(end)}", f"on {say_date(day)}"))

    assert isinstance(verdict, Broken if day < there else Proved), (day, there)
    if isinstance(verdict, Broken):
        assert say_date(there) in verdict.story.words


@given(st.integers(1, 60), st.integers(1, 60), st.booleans())
def test_what_is_offered_as_a_fix_is_one_and_no_later_than_it_must_be(lag: int, paid: int, each: bool) -> None:  # noqa: FBT001 - drawn
    """With the words that are offered nothing is early; a working day less, and something is."""
    figure = FIGURE.format(published=f"published on the {say_ordinal(lag)} working day after the end of each quarter")
    shape = EACH if each else PAYMENT.replace("{when}", "on 31 March 2014")
    paying = f"within {paid} days after the end of {'each quarter' if each else 'quarter 4'}"
    subject = small_subject(figure + shape.format(day=paying))
    early = list(early_parts(subject, waits_of(subject)))
    if not early:
        assert isinstance(one(figure + shape.format(day=paying)), Proved)
        return

    assert isinstance(one(figure + shape.format(day=early[0].fix)), Proved)
    if each:
        assert early[0].fix == f"within {lag} working day{'s' * (lag > 1)} after the end of each quarter"
    else:
        assert early[0].fix == f"on {say_date(naive(_QUARTERS[3], lag, 'working days'))}"


# ---------------------------------------------------------------- held against the evaluator


@cache
def meant(path: Path) -> tuple[Scheme, RuleGraph]:
    """Return a scheme and its rules."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    return case.scheme, case.graph


_OVER_TIME = (OverTime, Carried, WithinYear, Latest, Earlier, Dated, Chosen, AsAt)


_IN_TIME = [
    path
    for path in SCHEMES
    if re.search(r"over the|latest|so far|in the year| earlier| from 1 ", path.read_text("utf-8"))
]
_OTHERS = [*SCHEMES[::7], *CONTRACTS[::3]]


def promised_by_chance(scheme: Scheme, random: Random) -> Scheme:
    """Return a scheme in which every figure is published on some day, or so many days after each of its periods."""
    blocks = tuple(
        evolve(block, known_by=_by_chance(block, scheme, random)) if isinstance(block, Figure) else block
        for block in scheme.blocks
    )
    return evolve(scheme, blocks=blocks)


def _by_chance(figure: Figure, scheme: Scheme, random: Random) -> KnownBy:
    if isinstance(figure.time, Once) or random.random() < 0.2:
        return scheme.last + random.choice((-400, random.randint(-400, 400))) * _DAY
    return DayAfterEnd(random.randint(1, 60), random.choice(("day", "week")), figure.time.kind)


def there_by(scheme: Scheme, figures: Figures, day: date | None) -> Figures:
    """Leave out every figure that is not there by a day."""
    named = {block.name: block for block in scheme.blocks if isinstance(block, Figure)}
    data = {}
    for key, datum in figures.data.items():
        figure = named[key[0]]
        wait = wait_for(scheme, figure, key[2] or (figure.time.moment if isinstance(figure.time, Once) else None))
        if wait.sure is None or (day is not None and wait.sure.day <= day):
            data[key] = datum
    return evolve(figures, data=data)


def values(graph: RuleGraph, figures: Figures, rule: RuleId, period: Period | None) -> list[RuleValue]:
    """Return what a rule comes to at a period, for everybody; the causes of what is not there may be others."""
    outcome, _ = evaluate(graph, figures)
    return [
        evolve(value, causes=()) if isinstance(value, Absent) else value
        for (_, at), value in outcome.values[rule].items()
        if at == period
    ]


@given(st.randoms(use_true_random=True))
def test_nothing_that_a_value_does_not_wait_for_changes_it(random: Random) -> None:
    """A value at a period is the same without every figure that comes after the last that it is said to wait for."""
    scheme, graph = meant(random.choice(random.choice((_IN_TIME, _IN_TIME, _OTHERS))))
    scheme = promised_by_chance(scheme, random)
    waits = waits_of(Subject(scheme=scheme, graph=graph))
    timed = [rule.id for rule in graph.rules if isinstance(rule.kind, _OVER_TIME)]
    any_rule = random.choice(graph.rules).id
    chosen = random.choice((random.choice(timed), any_rule)) if timed else any_rule
    rule, period = random.choice([at for at in waits if at[0] == chosen])
    sure = waits[rule, period].sure
    figures = any_figures(scheme, graph, random)

    late = there_by(scheme, figures, sure.day if sure else None)

    assert values(graph, late, rule, period) == values(graph, figures, rule, period)


# ---------------------------------------------------------------- what is said


def test_a_count_of_which_nothing_is_said() -> None:
    """What nobody says the publication of is not there before it is counted, and after that it is not checked."""
    early = verdicts(published("", "on 31 March 2014", "on 14 March 2014"))
    later = one(published("", "on 31 March 2014", "on 30 June 2014"))

    assert [type(each) for each in early] == [Broken, Unchecked]
    assert later == Unchecked('nothing says when "Visits" is published')


def test_a_budget_may_be_known_before_the_year_that_it_is_of() -> None:
    """What is no count is not said to be known only when its period is over."""
    budget = '\nfigure my_budget "Budget"\n    is money for each practice during the year\n'
    payment = PAYMENT.replace("£2 for each visit in visits {when}", "1% of my_budget").format(day="on 1 June 2013")

    assert one(budget + payment) == Unchecked('nothing says when "Budget" is published')
    assert one(budget.rstrip() + "\n    published on 1 May 2013\n" + payment) == Proved()


def test_a_judgement_is_waited_for_until_it_is_to_be_decided() -> None:
    """A part on a judgement waits for the day by which that is decided, and one without a condition does not."""
    judgement = '\njudgement fine "It is fine" for each practice\n    is yes or no\n    decided by "the Director"{by}\n'
    payment = PAYMENT.replace("£2 for each visit in visits {when}", "£10").replace(
        "pay 100%          {day}", "pay 40% on 1 May 2013\n    pay 60% {day}"
    )
    judgement += "    if undecided, hold the payment\n"

    def on(day: str, by: str = ", by 30 June 2014") -> Verdict:
        return one(judgement.format(by=by) + payment.format(day=f"on {day} only if fine"))

    assert isinstance(on("29 June 2014"), Broken)
    assert on("30 June 2014") == Proved()
    assert on("30 June 2014", "") == Unchecked('nothing says by when "It is fine" is decided')


def test_what_is_meant_is_accepted_with_its_reason() -> None:
    """A payment that says why it is early is no error, and the reason is in the claim."""
    blocks = published(
        "within 60 days after the end of each quarter",
        "on 31 March 2014",
        'on 30 April 2014\n    allow early payment because "they send us their counts"',
    )
    (verdict,) = verdicts(blocks)
    subject = small_subject(blocks)

    assert isinstance(verdict, Accepted)
    assert verdict.because == "they send us their counts"
    assert not [each for each in examine(subject.scheme, subject.graph).found if each.severity == "error"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("on the 10th of each month from April 2013", "from the words that say when"),
        ("on the 31st of the month", "from the words that say when"),
    ],
)
def test_words_without_a_day_are_kept_and_not_checked(words: str, why: str) -> None:
    """A day that cannot be worked out makes no proof, and says so."""
    verdict = one(published(words, "on 30 June 2013", "on 31 March 2014"))

    assert isinstance(verdict, Unchecked)
    assert verdict.why.startswith(why)


def test_beyond_the_calendar_of_bank_holidays_nothing_is_proved() -> None:
    """What was promised for a working day of the year before, and before the calendar, is said with its limits."""
    blocks = published("on the 5th working day after the end of each quarter", "on 30 June 2007", "on 30 June 2009")
    text = HEADING.replace("2013", "2008").replace("2014", "2009") + blocks

    (claim,) = no_payment_is_early(subject_of(text))

    assert isinstance(claim.verdict, Unchecked)
    assert "31 December 2028" in claim.verdict.why


def test_a_day_counted_from_another_may_be_any_day_unless_it_is_not_before_one() -> None:
    """A payment whose day hangs on a figure is in time only if it says that it is never before what it waits for."""
    agreed = '\nfigure agreed "The day it is agreed"\n    is a date\n    published on 1 July 2014\n'

    def counted(bound: str) -> Verdict:
        day = f"within 30 days after agreed{bound}"
        return one(agreed + published("within 8 weeks after the end of each quarter", "on 31 March 2014", day))

    assert isinstance(counted(""), Unchecked)
    assert isinstance(counted(", but not before 25 May 2014"), Unchecked)
    assert counted(", but not before 26 May 2014") == Proved()


def test_the_latest_of_several_waits_for_the_first_of_them() -> None:
    """Whichever is there will do, so a payment is early only before the first; which it is turns on the day."""
    words = published("within 10 days after the end of each quarter", "", "{day}").replace(
        "£2 for each visit in visits ", "£2 for each visit in latest visits"
    )

    assert isinstance(verdicts(words.format(day="on 9 July 2013"))[0], Broken)
    assert isinstance(one(words.format(day="on 10 July 2013")), Unchecked)


def test_a_total_over_the_year_waits_for_the_last_quarter() -> None:
    """A sum of periods is there when the last of them is."""
    words = published("within 10 days after the end of each quarter", "", "{day}").replace(
        "£2 for each visit in visits ", "£2 for each visit in (total visits over the year)"
    )

    assert isinstance(one(words.format(day="on 9 April 2014")), Broken)
    assert one(words.format(day="on 10 April 2014")) == Proved()


def test_a_scheme_that_pays_nothing_has_nothing_to_be_early() -> None:
    """Without payments there is nothing to prove."""
    assert one('\nvalue price "Price"\n    is £5\n') == Noted("Nothing is paid.")


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_no_contract_pays_before_its_figures(path: Path) -> None:
    """Each contract says when its figures are there, and is paid after them or says why it is paid before."""
    scheme, graph = meant(path)
    claims = tuple(no_payment_is_early(Subject(scheme=scheme, graph=graph, runs=(), figures=None)))

    early = path.stem in {"qof_2014", "thanet", "vale_of_york", "diabetes"}
    assert [type(claim.verdict) for claim in claims] == [Accepted if early else Proved]


@pytest.mark.parametrize(
    ("contract", "day", "too_early"),
    [
        ("tower_hamlets/immunisation", "on 31 May 2011", "on 15 March 2011"),
        ("tower_hamlets/cardiovascular", "on 30 September 2024", "on 15 March 2024"),
        ("unplanned_admissions/unplanned_admissions", "after the end of quarter 3", "after the end of quarter 2"),
        ("quality_premium/quality_premium", "on 30 September 2014", "on 27 June 2014"),
    ],
)
def test_an_unpayable_day_put_into_a_contract_is_found(contract: str, day: str, too_early: str) -> None:
    """A day that is too early is found, and what is offered in its place cures it."""
    text = (CONTRACTS[0].parents[1] / f"{contract}.scheme").read_text(encoding="utf-8")
    assert day in text

    subject = subject_of(text.replace(day, too_early))
    (early,) = early_parts(subject, waits_of(subject))
    cured = subject_of(text.replace(day, too_early).replace(early.tranche.said.words, early.fix))

    assert not [each for each in no_payment_is_early(cured) if isinstance(each.verdict, Broken)]
