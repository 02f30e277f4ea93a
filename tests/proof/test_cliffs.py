"""The counts at which pay changes are all found, and what is paid on both sides of them is what is paid."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside import beside
from compiled import scheme_of
from schemelang.compile import compile_scheme
from schemelang.figures.figures import Figures
from schemelang.graph.from_model import lower
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome, Status
from schemelang.proof.breakpoints import breakpoints
from schemelang.proof.cliffs import is_jump, say_cliff, where_pay_changes
from schemelang.proof.proof import Cliff, Noted, Unchecked
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import World
from schemelang.source import Source

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/*.scheme"))
SETTLED = (Status.PAYABLE, Status.RECOVERED)

HEADING = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party ccg "NHS Vale CCG"
    code              08V

figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2025
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2025
    never more than   register

indicator reach "Share seen" for each practice
    is                seen out of register
    if there are no patients,  leave it out
"""


def subject(text: str) -> Subject:
    """Compile a scheme, and run its examples."""
    scheme = scheme_of(text)
    graph, _ = lower(scheme)
    assert graph is not None
    return Subject(scheme=scheme, graph=graph, runs=run_examples(scheme, graph))


def gate(threshold: str, register: int, seen: int) -> str:
    """Return a scheme in which £5 for each patient seen are paid only from a threshold on."""
    return (
        HEADING
        + f"""
payment care "Care"
    to each practice
    start with        £5 for each patient in seen
    nothing unless    reach is {threshold}
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025

example "One practice"
    | practice | register | seen   |
    | Ash      | {register} | {seen} |
    then              reach of Ash is at least 0%
"""
    )


def told(text: str, figure: str = "Patients seen") -> list[str]:
    """Return what is told of a figure."""
    return [say_cliff(cliff) for cliff in where_pay_changes(subject(text)).cliffs if cliff.figure == figure]


# ---------------------------------------------------------------- by hand


def test_the_first_count_that_reaches_a_threshold_is_told_with_both_amounts() -> None:
    """80% of 1,037 is 829.6, which 829 patients are not and 830 are."""
    assert told(gate("at least 80%", 1037, 829)) == [
        (
            "at 830 of 1,037 patients, Ash is paid £4,150.00 more than with one less: £4,150.00 instead of £0.00; "
            "beyond, one patient more is worth £5.00"
        )
    ]


def test_a_threshold_that_is_to_be_passed_is_reached_one_later() -> None:
    """Of 1,000 patients, 800 are 80% and 801 are more."""
    assert told(gate("more than 80%", 1000, 829)) == [
        (
            "at 801 of 1,000 patients, Ash is paid £4,005.00 more than with one less: £4,005.00 instead of £0.00; "
            "beyond, one patient more is worth £5.00"
        )
    ]


def test_one_more_on_the_register_can_cost_as_much() -> None:
    """Of 1,000 patients 800 are 80%, and of 1,001 they are less."""
    assert told(gate("at least 80%", 1000, 800), "Patients on the register") == [
        (
            "at 1,001 patients, Ash is paid £4,000.00 less than with one less: £0.00 instead of £4,000.00; "
            "beyond, one patient more is worth £0.00"
        )
    ]


def test_where_one_more_comes_to_be_worth_something_it_is_told_what() -> None:
    """Between 40% and 80% of 100 patients, a patient is worth £20 for each of 10 points in 40."""
    text = (
        HEADING
        + """
scale won "Points" for each practice
    | indicator | lower | upper | points |
    | reach     | 40%   | 80%   | 10     |
    in between,       a straight line
    adds up to        10

payment care "Care"
    to each practice
    start with        £20 for each point in won
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025

example "One practice"
    | practice | register | seen |
    | Ash      | 100      | 50   |
    then              won of Ash is 2.5
"""
    )
    assert told(text) == [
        "up to 40 of 100 patients, one patient more is worth £0.00 to Ash; beyond, £5.00",
        "up to 80 of 100 patients, one patient more is worth £5.00 to Ash; beyond, £0.00",
    ]


def test_a_scheme_whose_pay_never_turns_says_so() -> None:
    """Five pounds for each patient are five pounds for each patient."""
    text = gate("at least 80%", 100, 50).replace("    nothing unless    reach is at least 80%\n", "")
    found = where_pay_changes(subject(text))
    assert found.cliffs == ()
    assert found.claim.verdict == Noted(
        "in made-up practices there is no count at which one more comes to be worth more or less than before"
    )


def test_where_what_is_paid_is_never_known_nothing_is_said_of_it() -> None:
    """Nobody is on the register of a practice that is made up, and so everything is held."""
    text = gate("at least 80%", 100, 50).split("example")[0].replace("leave it out", "hold the payment")
    nobody = "for each practice on 31 March 2025\n    never more than   0\n"
    found = where_pay_changes(subject(text.replace("for each practice on 31 March 2025\n", nobody, 1)))
    assert found.cliffs == ()
    assert isinstance(found.claim.verdict, Unchecked)


def test_a_condition_that_another_settles_is_not_told() -> None:
    """Nobody feels that 40% are seen where 70% are asked for as well; roundings are no reason to say so."""
    both = (
        HEADING
        + """
target enough "Enough are seen" for each practice
    met when          reach is at least 40%
                      and reach is at least 70%

payment pounds "Pounds"
    to each practice
    start with        £1.37 for each patient in seen
    round             down to the pound
    pay 100%          on 30 June 2025

payment care "Care"
    to each practice
    start with        £500
    nothing unless    enough is met
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025

example "One practice"
    | practice | register | seen |
    | Ash      | 1,000    | 800  |
    then              enough of Ash is met
"""
    )
    assert counts(both) == {700}
    assert counts(both.replace("and reach", "or reach")) == {400}


def counts(text: str) -> set[Fraction]:
    """Return the counts of patients seen at which pay changes."""
    return {cliff.count for cliff in where_pay_changes(subject(text)).cliffs if cliff.figure == "Patients seen"}


# ---------------------------------------------------------------- by the reference evaluator


@given(
    st.integers(1, 60),
    st.integers(0, 60),
    st.integers(1, 100),
    st.sampled_from(["at least", "more than", "less than", "at most"]),
)
def test_every_count_at_which_pay_jumps_is_found(register: int, seen: int, percent: int, words: str) -> None:
    """Every count from none to all is tried, and what is told is what turned out."""
    found = subject(gate(f"{words} {percent}%", register, min(seen, register)))
    world = next(found.worlds())
    paid = [world.with_({("seen", "Ash", None): Fraction(count)}).paid("Ash") for count in range(register + 1)]
    assert all(worth is not None for worth in paid)
    jumps = {count for count in range(1, register + 1) if (paid[count] or 0) - (paid[count - 1] or 0) not in (0, 5)}
    turns = {point.count for point in breakpoints(world, ("seen", "Ash", None)) if point.sudden}
    assert jumps <= turns


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_what_is_told_is_what_the_reference_evaluator_pays(path: Path) -> None:
    """Of each contract, each count is tried with one less and with as many."""
    compiled = compile_scheme(Source(path.name, path.read_text(encoding="utf-8")), beside(path))
    assert compiled.scheme is not None
    assert compiled.graph is not None
    looked = Subject(scheme=compiled.scheme, graph=compiled.graph, runs=run_examples(compiled.scheme, compiled.graph))
    for cliff in where_pay_changes(looked).cliffs:
        worlds = [world for world in looked.worlds() if _has(world, cliff)]
        assert any(_jumps(world, cliff) == cliff.jump + cliff.others for world in worlds)
        assert is_jump(cliff) or cliff.below != cliff.beyond


def _has(world: World, cliff: Cliff) -> bool:
    return any(member.name == cliff.who for member in world.figures.members) or cliff.who == "the scheme"


def _jumps(world: World, cliff: Cliff) -> Fraction | None:
    """Return how much more is paid in all by the payment, by evaluating everything anew."""
    names = {figure.title: name for name, figure in world.plan.figures.items()}
    codes = {member.name: member.code for member in world.figures.members}
    keys = [
        key
        for key in world.figures.data
        if key[:2] == (names[cliff.figure], codes.get(cliff.who)) and (key[2].name if key[2] else "") == cliff.when
    ]
    paid = (
        [
            _paid(_evaluated(world.with_({keys[0]: count}).figures, world), cliff)
            for count in (cliff.count - 1, cliff.count)
        ]
        if keys
        else []
    )
    return paid[1] - paid[0] if keys else None


def _evaluated(figures: Figures, world: World) -> Outcome:
    return evaluate(world.graph, figures)[0]


def _paid(outcome: Outcome, cliff: Cliff) -> Fraction:
    titles = {rule.title for rule in outcome.graph.rules}
    assert cliff.payment in titles
    lines = [line for line in outcome.ledger if outcome.graph.by_id[line.part.payment_rule].title == cliff.payment]
    return Fraction(sum(line.pence or 0 for line in lines if line.status in SETTLED), 100)
