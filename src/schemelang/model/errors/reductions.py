"""What can be wrong with a reduction for each of several things, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class ReducedBelowNothing(Diagnostic):
    """Reductions that together take off more than there is, with no floor below them."""

    code = "SCH166"
    title = "Together this takes off {total}, which is more than there is"
    note = "{percent} for each of {number}"
    why = "What is left would be less than nothing."
    help = """
        Say below it how little may be left, such as:
            never less than {nothing}
        """

    total: str
    percent: str
    number: str
    nothing: str


@light
class ReducedTwice(Diagnostic):
    """One thing that is named twice in a reduction."""

    code = "SCH167"
    title = '"{name}" is named twice'
    note = "named again here"
    why = "It would count twice."
    help = "Leave one of the two out, or give it a line of its own with a larger reduction."

    name: str


@light
class ReducedByMoreThanAll(Diagnostic):
    """A reduction by more than the whole."""

    code = "SCH168"
    title = "{percent} is more than the whole amount"
    note = "this cannot be taken off"
    help = "Write 100% or less."

    percent: str


@light
class ReductionOfPercentage(Diagnostic):
    """A percentage taken off a percentage."""

    code = "SCH169"
    title = "A percentage is reduced by {percent}: of itself, or of the whole?"
    note = "80% less {percent} can be {points} or {part}"
    help = """
        If 80% becomes {points}, write:
            {taken_off}
        If 80% becomes {part}, write:
            {multiplied}
        """

    percent: str
    points: str
    part: str
    taken_off: str
    multiplied: str
