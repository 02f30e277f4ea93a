"""No figures break what is proved of reaching more, of others and of everybody; and every fall that is told is one."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from any_figures import any_figures
from compiled import Cell, supplied
from passes import CONTRACTS, compiled
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleId
from schemelang.model.model import Quantity
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.direction import nobody_is_paid_less_for_others, payments_of, which_way_pay_goes
from schemelang.proof.proof import Accepted, Broken, Claim, Proved
from schemelang.proof.signs import EITHER, FALLS
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, Worth, world_of
from schemelang.quantities import say_money
from subjects import small_subject
from test_conformance import SCHEMES
from told import is_own, is_so, paid_in_all

GOOD = sorted((Path(__file__).parents[1] / "cases" / "good").glob("*/*.scheme"))


@frozen
class Looked:
    """A scheme, and what is proved of its payments: by kind of claim and title."""

    subject: Subject
    proved: frozenset[tuple[str, str]]
    claims: tuple[Claim, ...]


def looked_at(subject: Subject) -> Looked:
    """Return what is claimed of a scheme, without the solver, which has tests of its own."""
    claims = tuple(which_way_pay_goes(evolve(subject, for_contract=True)))
    return Looked(subject, frozenset((each.kind, each.about) for each in claims if each.verdict == Proved()), claims)


def hold(looked: Looked, random: Random) -> None:
    """Let some reach more, on figures by chance, and see that nobody is paid less of whom that is proved."""
    subject = looked.subject
    figures = any_figures(subject.scheme, subject.graph, random)
    before = world_of(subject.scheme, subject.graph, figures, "chance")
    more = dict(_more(subject, before, random))
    if not more or not before.is_within(more):
        return
    outcomes = [evaluate(subject.graph, world.figures)[0] for world in (before, before.with_(more))]
    for paid in payments_of(subject):
        against = {each.figure for each in subject.reaches.them if each.is_plain and paid.own(each) & EITHER == FALLS}
        for who in before.parties[paid.rule.level]:
            own = [is_own(before, key, paid.rule.level, who) for key in more]
            kind = "reaching more" if all(own) else "everybody" if any(own) else "others"
            one, other = (paid_in_all(outcome, paid.rule.id, who) for outcome in outcomes)
            is_claimed = (kind, paid.payment.title) in looked.proved
            if one is None or other is None or not is_claimed or (any(own) and not against.isdisjoint(_names(more))):
                continue
            assert one <= other, (subject.scheme.source.name, paid.payment.title, kind, who, more)


def _names(them: Mapping[Figure, Worth]) -> set[str]:
    return {name for name, _, _ in them}


def _more(subject: Subject, world: World, random: Random) -> Iterator[tuple[Figure, Worth]]:
    """Give more of one figure, of the figures of one party, or of all, each as it is better."""
    ways = {each.figure: each.way for each in subject.reaches.them}
    first = subject.graph.first
    keys = sorted(
        (key for key in world.figures.data if key[0] in ways and (key[2] is None or key[2].first >= first)), key=str
    )
    if not keys:
        return
    one = random.choice(keys)
    alike = random.choice(
        ([one], [key for key in keys if key[1] == one[1]], [key for key in keys if key[0] == one[0]], keys)
    )
    for key in alike:
        worth = world.given(key)
        if worth is not None:
            yield key, _further(world, key, worth, ways[key[0]], random)


def _further(world: World, key: Figure, worth: Worth, way: int, random: Random) -> Worth:
    if isinstance(worth, bool):
        return way > 0 or worth
    units = {Quantity.COUNT: 1, Quantity.MONEY: 100, Quantity.SHARE: 10_000}
    unit = Fraction(1, units.get(world.plan.figures[key[0]].type.quantity, 8))
    end = world.room(key)[way > 0]
    step = unit * random.choice((0, 1, 1, 2, 3, 10, 100, 1_000))
    far = abs(end - worth) if end is not None else step
    return worth + way * min(random.choice((step, far)), far)


# ---------------------------------------------------------------- the schemes there are


@cache
def looked_at_path(path: Path) -> Looked | None:
    """Return what is claimed of a scheme in a file; of one with errors nothing is."""
    case = compiled(path)
    return (
        None if case.scheme is None or case.graph is None else looked_at(Subject(scheme=case.scheme, graph=case.graph))
    )


@given(st.sampled_from([*CONTRACTS, *SCHEMES, *GOOD]), st.randoms(use_true_random=True))
def test_whoever_reaches_more_is_paid_as_is_proved(path: Path, random: Random) -> None:
    """In every scheme, on any figures: reaching more, alone or with others, never pays less where that is proved."""
    looked = looked_at_path(path)
    if looked is not None:
        hold(looked, random)


# ---------------------------------------------------------------- schemes by chance

FIGURES = """
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2014
figure seen "Patients seen"
    is a count of patients for each practice during the year
    never more than register
figure visits "Visits made"
    is a count of visits for each practice during the year
figure missed "Visits missed"
    is a count of visits for each practice during the year
figure complaints "Complaints upheld"
    is a count of complaints for each practice during the year
figure plan_sent "The plan was sent"
    is yes or no for each practice during the year
figure cost "Cost"
    is money for each practice during the year
    never less than £0
indicator reach "Share seen" for each practice
    is seen out of register
    measured during the year
    if there are no patients, {empty}
indicator lost "Share of visits missed" for each practice
    is missed out of (missed + visits)
    measured during the year
    better when lower
    if there are no visits, count it as 0%
scale rate "Rate" for each practice
    goes by reach
    | from | to below | gives |
    | 0% | {first}% | £{one} |
    | {first}% | 80% | £{two} |
    | 80% | and above | £{three} |
    applies to the whole
value all_visits "All visits"
    is total visits
"""
STARTS = (
    "£{n}00",
    "£{n} for each patient in seen",
    "£{n} × visits",
    "rate × register",
    "cost × {p}%",
    "£{n}00 × reach",
)
STEPS = (
    "add £{n} × visits",
    "less £{n} for each complaint in complaints",
    "less {p}% of the amount so far only if reach is less than {p}%",
    "less {p}% of the amount so far only if lost is more than {p}%",
    "less £{n} × visits only if plan_sent",
    "add £{n}0 only if plan_sent",
    "times reach",
    "times visits ÷ (visits + missed)",
    "nothing unless reach is at least {p}%",
    "nothing if complaints is more than {n}",
    "never more than £{n} × register",
    "never less than £{n}",
    "less £{n} × seen",
    "add £{n}00 × visits ÷ all_visits",
)
POOLS = ("£{n} × total seen", "£{n} × total register", "£{n}00", "£{n} × total visits")
TOGETHER = (
    "nothing unless pooled reach is at least {p}%",
    "nothing unless at least 1 practice has reach of at least {p}%",
    "never more than £{n}00",
    "less £{n} × total complaints",
    "add £{n}00 × total visits ÷ (total visits + total missed)",
)
BY = ("by seen", "by register", "equally", "by visits")
PENNIES = ("Sainte-Laguë", "largest remainder")


MANY = max(40, settings().max_examples // 20)
"""So many payments are made up; each is tried with several figures."""


def text_of(random: Random) -> str:
    """Write a payment to each practice or network, of steps by chance."""

    def filled(words: str) -> str:
        return words.format(n=random.randint(1, 9), p=10 * random.randint(1, 9))

    figures = FIGURES.format(
        empty=random.choice(["leave it out", "count it as 0%", "count it as 100%"]),
        first=10 * random.randint(1, 7),
        one=random.randint(1, 9),
        two=random.randint(1, 9),
        three=random.randint(1, 9),
    )
    shared = random.random() < 0.5
    start, steps = (POOLS, TOGETHER) if shared else (STARTS, STEPS)
    lines = [f"start with {random.choice(start)}", *random.choices(steps, k=random.randint(0, 3))]
    every = "".join(f"\n    {filled(line)}" for line in (*lines, "never less than £0", "round down to the penny"))
    share = (
        f"share among its practices {random.choice(BY)}, odd pennies by {random.choice(PENNIES)}\n" if shared else ""
    )
    paid = (
        f'payment fee "Paid"\n    to each {"network" if shared else "practice"}{every}\n    pay 100% on 30 June 2014\n'
    )
    return f"{figures}{paid}    {share}"


@cache
def by_chance(number: int) -> Looked:
    """Return what is claimed of a payment by chance, of which every fall that is told is one."""
    looked = looked_at(small_subject(text_of(Random(number))))  # noqa: S311 - no secret
    for claim in looked.claims:
        if isinstance(claim.verdict, Broken | Accepted):
            assert is_so(looked.subject, claim, claim.verdict.story), claim.verdict.story.words
    return looked


@given(st.integers(0, MANY - 1), st.randoms(use_true_random=True))
def test_what_is_proved_of_payments_by_chance_is_so(number: int, random: Random) -> None:
    """Whatever a payment is made of: what is proved holds of any figures, and every fall that is told is one."""
    hold(by_chance(number), random)


# ---------------------------------------------------------------- what hangs on others

TARGET = (
    FIGURES.format(empty="leave it out", first=50, one=1, two=2, three=3)
    + """
payment fee "Paid"
    to each network
    start with £5 × total seen
    nothing unless pooled reach is at least 60%
    round down to the penny
    pay 100% on 30 June 2014
    share among its practices by register, odd pennies by Sainte-Laguë
"""
)
PEOPLE = st.integers(1, 60).flatmap(lambda register: st.tuples(st.just(register), st.integers(0, register)))
SAYS = re.compile(
    r", ([^,]+) is paid (£\S+)\. It would be (£\S+) if the others reached nothing, and (£\S+) if it alone"
)


@cache
def with_a_target() -> Subject:
    """Return a payment for what a network reaches together."""
    return small_subject(TARGET)


@given(st.lists(PEOPLE, min_size=2, max_size=4))
def test_what_hangs_on_others_is_what_would_be_paid(people: list[tuple[int, int]]) -> None:
    """What one would be paid if the others reached nothing, and if it alone reached all, is worked out anew."""
    subject = with_a_target()
    codes = "ABCD"[: len(people)]
    register = {code: size for code, (size, _) in zip(codes, people, strict=True)}
    seen = {code: number for code, (_, number) in zip(codes, people, strict=True)}

    def figures(seen: dict[str, int]) -> Figures:
        cells: dict[str, dict[str, Cell]] = {
            "register": {**register},
            "seen": {**seen},
            "plan_sent": dict.fromkeys(codes, True),
        }
        cells |= {each: dict.fromkeys(codes, 1) for each in ("visits", "missed", "complaints", "cost")}
        found = supplied(subject.graph, {"North": " ".join(codes)}, cells)
        placed = {key: evolve(datum, place=subject.scheme.span) for key, datum in found.data.items()}
        return evolve(found, data=placed)

    (claim,) = nobody_is_paid_less_for_others(evolve(subject, figures=figures(seen)))
    told = SAYS.search(claim.how)
    if told is not None:
        (who,) = (each.code for each in figures(seen).members if each.name == told[1])
        without = {code: number if code == who else 0 for code, number in seen.items()}
        alone = {**seen, who: register[who]}
        for said, given_seen in zip(told.groups()[1:], (seen, without, alone), strict=True):
            outcome, _ = evaluate(subject.graph, figures(given_seen))
            paid = paid_in_all(outcome, RuleId("fee", "received"), who)
            assert paid is not None
            assert said == say_money(paid)
