"""What nobody is claimed to reach, nobody reaches; and what is claimed to be reached is reached by somebody."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compiled import scheme_of, supplied
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleId
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.proof.proof import Broken, Claim, Proved
from schemelang.proof.reached import CONDITION, EXCEPTION, ROW, everything_can_be_reached
from schemelang.proof.subject import Subject

HEADING = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    groups            practices into networks
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
figure called "Patients called"
    is a count of patients for each practice on 31 March 2025
    never more than   register

indicator seen_share "Share seen" for each practice
    is                seen out of register
    if there are no patients,  leave it out
indicator called_share "Share called" for each practice
    is                called out of register
    if there are no patients,  leave it out
"""
GATE = """
payment care "Care"
    to each practice
    start with        £500
    nothing unless    enough is met
    pay 100%          on 30 June 2025
"""
BONUS = """
payment care "Care"
    to each practice
    start with        bonus
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025
"""
COMPARED = {
    "at least": lambda one, other: one >= other,
    "at most": lambda one, other: one <= other,
    "more than": lambda one, other: one > other,
    "less than": lambda one, other: one < other,
}


def claims(blocks: str) -> tuple[Subject, list[Claim]]:
    """Read a scheme, and return what is claimed of it."""
    scheme = scheme_of(HEADING + blocks)
    graph, _ = lower(scheme)
    assert graph is not None
    subject = Subject(scheme=scheme, graph=graph)
    return subject, list(everything_can_be_reached(subject))


def target(condition: str) -> str:
    """Return a target, and a payment that hangs on it."""
    return f'target enough "Enough" for each practice\n    met when          {condition}\n{GATE}'


def scale(one: int, other: int) -> str:
    """Return bands of the sum of two shares, which is at most 200%."""
    return f"""
scale bonus "Bonus" for each practice
    goes by           seen_share + called_share
    | from     | to below  | gives |
    | 0%       | {one}%    | £0    |
    | {one}%   | {other}%  | £500  |
    | {other}% | and above | £900  |
    applies to        the whole
{BONUS}"""


# ---------------------------------------------------------------- by hand


def test_what_somebody_reaches_is_proved_by_that_practice() -> None:
    """Three rows, each of them for some number of patients."""
    _, [claim] = claims(scale(100, 150))
    assert claim.verdict == Proved()
    assert claim.how == "A practice that was tried reaches each of 3 rows, conditions and exceptions."


UNSAID = """
target other "Seen alone is unsaid" for each practice
    met when          seen is not reported and called is reported

example "All is there"
    | practice | register | seen | called |
    | Ash      | 100      | 90   | 80     |

example "Neither is"
    | practice | register |
    | Ash      | 100      |

example "Neither is again"
    | practice | register |
    | Ash      | 90       |

example "One is"
    | practice | register | called |
    | Ash      | 100      | 80     |
"""


def test_what_no_figure_of_an_example_moves_is_looked_at_once() -> None:
    """That figures are missing reaches something too; where the same are missing again, nothing is worked out."""
    scheme = scheme_of(HEADING + target("seen is not reported and called is not reported") + UNSAID)
    graph, _ = lower(scheme)
    assert graph is not None
    subject = Subject(scheme=scheme, graph=graph, runs=run_examples(scheme, graph))
    [claim] = everything_can_be_reached(subject)

    assert claim.verdict == Proved()
    assert claim.how == "A practice that was tried reaches each of 4 rows, conditions and exceptions."
    known = [each.working.known.values.keys() for each in subject.practices]
    assert [RuleId("other") in there for there in known[:4]] == [True, True, False, True]


def test_a_row_above_all_that_can_be_is_found() -> None:
    """Two shares are never more than 200% together."""
    _, [claim] = claims(scale(100, 201))
    assert isinstance(claim.verdict, Broken)
    assert claim.how == ROW
    assert claim.verdict.story.words == (
        "Share seen plus Share called is never more than 200%, and this row begins at 201%."
    )


def test_a_condition_that_everybody_meets_is_found() -> None:
    """A share of the register is at most all of it."""
    _, [claim] = claims(target("seen_share is at most 100%"))
    assert isinstance(claim.verdict, Broken)
    assert claim.how == CONDITION


def test_an_exception_over_which_another_always_wins_is_found() -> None:
    """What counts for everybody, and wins, leaves nothing to the other."""
    both = """
exception first "From the beginning"
    to                enough
    instead           met when seen_share is at least 40%
    wins over         second
    because           "it was agreed"
exception second "Where many are called"
    to                enough
    where             called_share is at least 80%
    instead           met when seen_share is at least 30%
    because           "it was agreed as well"
"""
    _, found = claims(target("seen_share is at least 50%") + both)
    told = [claim.verdict.story.words for claim in found if isinstance(claim.verdict, Broken)]
    assert told == [
        '"Where many are called" never applies: "From the beginning" applies whenever it does, and wins over it.'
    ]
    assert found[0].how == EXCEPTION


def test_a_condition_that_is_laid_down_is_a_choice() -> None:
    """Nobody has to be shown who could make it otherwise."""
    choice = 'value on_trial "On trial"\n    is                yes\n'
    _, [claim] = claims(choice + target("on_trial and seen_share is at least 50%"))
    assert claim.verdict == Proved()


# ---------------------------------------------------------------- by the reference evaluator


def _evaluated(subject: Subject, register: int, seen: int, called: int) -> Outcome:
    cells = {"register": {"Ash": register}, "seen": {"Ash": seen}, "called": {"Ash": called}}
    return evaluate(subject.graph, supplied(subject.graph, {"North": "Ash"}, cells))[0]


PRACTICES = st.integers(1, 50).flatmap(
    lambda register: st.tuples(st.just(register), st.integers(0, register), st.integers(0, register))
)


@given(st.sampled_from(sorted(COMPARED)), st.integers(0, 120), PRACTICES)
def test_no_practice_decides_a_condition_otherwise(words: str, percent: int, practice: tuple[int, int, int]) -> None:
    """What always comes out the same does so for any practice; else somebody is on either side of it."""
    subject, [claim] = claims(target(f"seen_share is {words} {percent}%"))
    met = _evaluated(subject, *practice).values[RuleId("enough")]["Ash", None]
    always = isinstance(claim.verdict, Broken)
    if isinstance(claim.verdict, Broken):
        assert met is ("always" in claim.verdict.story.words)
    none, everybody = (COMPARED[words](Fraction(share), Fraction(percent, 100)) for share in (0, 1))
    assert always is (none == everybody)


@given(st.integers(1, 260), st.integers(1, 60), PRACTICES)
def test_no_practice_is_in_a_row_of_nobody(first: int, more: int, practice: tuple[int, int, int]) -> None:
    """Where a row is for nobody, no practice is given what it gives."""
    subject, found = claims(scale(first, first + more))
    gives = {first: Fraction(500), first + more: Fraction(900)}
    bonus = _evaluated(subject, *practice).values[RuleId("bonus")]["Ash", None]
    dead = {
        row
        for row in gives
        if any(f"at {row}%" in claim.verdict.story.words for claim in found if isinstance(claim.verdict, Broken))
    }
    assert dead == {row for row in gives if row > 200}
    assert bonus not in {gives[row] for row in dead}
