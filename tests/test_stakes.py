"""What turns on a choice that is not made, in the scheme's own worked examples."""

import pytest

from schemelang.compile import compile_scheme
from schemelang.diagnostic import Diagnostic
from schemelang.source import Source
from schemelang.stakes import CHOICES, with_stakes

TEXT = """
scheme small "A small scheme"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days

party ccg "NHS Vale CCG"
    code              08V

figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2014

indicator uptake "Uptake" for each practice
    is                seen out of list_size
    if there are no patients,  leave it out

target reached "Reached" for each network
    met when          pooled uptake is at least 60%
target calls_answered "Calls answered" for each network
    met when          total list_size is more than 1,000
target letters_answered "Letters answered" for each network
    met when          total list_size is more than 1,000

payment grant "Grant"
    to each network
    start with        £1 for each patient in total list_size
    times             33.33%
    reduced by        25% for each of calls_answered and letters_answered not met, added together
    round             to the nearest penny, halves up
    pay 50%           in 3 equal instalments on the 1st of each month from April 2013, odd pennies in the last
    pay 50%           on 30 June 2014 only if reached is met
    share             among its practices equally, odd pennies by Sainte-Laguë
{example}
"""
EXAMPLE = """
example "Two practices"
    | practice | network | list_size | seen |
    | Ash      | North   | 100       | 90   |
    | Birch    | North   | 50        | 20   |
    then              reached of North is met
"""


def stakes(text: str) -> list[str]:
    """Return what is said to turn on each thing found."""
    source = Source("small.scheme", text)
    compilation = compile_scheme(source)
    assert compilation.graph is None
    return [each.stakes for each in with_stakes(source, compilation.diagnostics)]


@pytest.mark.parametrize(
    ("said", "unsaid", "paid"),
    [
        ("pooled uptake", "uptake", '£12.50 with "pooled", £12.50 with "average" and £6.25 with "lowest"'),
        (", added together", "", '£12.50 with "added together" and £14.06 with "one after another"'),
    ],
)
def test_a_choice_is_told_with_what_it_moves(said: str, unsaid: str, paid: str) -> None:
    """Each way of making a choice is tried, and the amounts that are farthest apart are said.

    £1 for each of 150 patients, times 33.33%, less 25% for each of two, is £25.00; one after another, £28.12.
    """
    text = TEXT.format(example=EXAMPLE)
    assert said in text

    assert stakes(text.replace(said, unsaid)) == [f'In the example "Two practices", Ash is paid {paid} (Grant).']


def test_what_a_line_of_the_heading_moves() -> None:
    """A line that the heading lacks is tried there: Birch leaves after 183 of 365 days."""
    line = "    if a practice leaves,  pay by days\n"
    left = EXAMPLE.replace("| seen |", "| seen | to                |").replace(
        "| 90   |", "| 90   | 31 March 2014     |"
    )
    text = TEXT.format(example=left.replace("| 20   |", "| 20   | 30 September 2013 |"))
    by_days, in_full, nothing = (f'"if a practice leaves, pay {how}"' for how in ("by days", "in full", "nothing"))

    paid = f"£16.66 with {by_days}, £12.50 with {in_full} and £25.00 with {nothing}"
    assert stakes(text.replace(line, "")) == [f'In the example "Two practices", Ash is paid {paid} (Grant).']


def test_without_an_example_nothing_is_said() -> None:
    """Without a worked example there is nothing to try a choice on."""
    assert stakes(TEXT.format(example="").replace(", added together", "")) == [""]


def test_with_another_mistake_nothing_is_said() -> None:
    """As long as something else is wrong, no choice can be tried."""
    text = (
        TEXT.format(example=EXAMPLE).replace(", added together", "").replace("list_size\n    times", "zork\n    times")
    )

    assert set(stakes(text)) == {""}


def test_a_choice_that_moves_nothing_is_told_without_money() -> None:
    """Where all ways pay the same in every example, nothing is said of money."""
    assert stakes(TEXT.format(example=EXAMPLE).replace(", odd pennies by Sainte-Laguë", "")) == [""]


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.code)
def test_what_is_tried_is_offered(kind: type[Diagnostic]) -> None:
    """Each way that is tried stands in the help of the message, in the same words."""
    offered = [line.strip().removeprefix("{words}").removeprefix(", ") for line in kind.help.splitlines()]

    for option in CHOICES[kind].options:
        assert any(line == option or line.startswith(f"{option} {{words}}") for line in offered), option
