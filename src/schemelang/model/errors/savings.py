"""What can be wrong with a saving: choices that move money and were not made, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class FirstCallUnsaid(Diagnostic):
    """A saving that does not say what is taken from it first."""

    code = "SCH161"
    title = 'Is anything taken from "{name}" first?'
    note = "the saving does not say what has the first call on it"
    why = "What is taken first, such as the cost of a new service, is not there to be shared."
    help = """
        Write one of:
            first call none
            first call £20,000
        """

    name: str


@light
class CountingUnsaid(Diagnostic):
    """A saving that does not say how much of it counts."""

    code = "SCH162"
    title = 'How much of "{name}" counts?'
    note = "from the first pound, or only what is above something?"
    why = "Saving £4.8m with a threshold of £1.6m counts as £4.8m from the first pound, and as £3.2m only above."
    help = """
        Write one of:
            counts from the first pound
            counts from the first pound, once it reaches 2% of budget
            counts only above 2% of budget
        """

    name: str


@light
class OverspendUnsaid(Diagnostic):
    """A saving that does not say what an overspend does."""

    code = "SCH163"
    title = 'What happens if "{name}" is overspent?'
    note = "neither the saving nor the heading says"
    why = "Writing it off, taking it back and taking it off the next saving leave three different sums."
    help = """
        Write one of these here, or in the heading for all savings:
            if overspent, write it off
            if overspent, carry it forward
            if overspent, recover 50% of it from the next payment, up to £10,000
        """

    name: str


@light
class ShareOfBudget(Diagnostic):
    """A percentage where a saving needs an amount."""

    code = "SCH164"
    title = "{words} of what?"
    note = "a saving is an amount of money, and this is a percentage"
    why = "The same percentage of the budget and of the spend are two different sums."
    help = """
        Write one of:
            {words}{of} budget
            {words}{of} spend
        """

    words: str
    of: str


@light
class OverspendOtherwise(Diagnostic):
    """A situation, or something done about it, that has no place in a saving."""

    code = "SCH165"
    title = '"{written}" has no place in this saving'
    note = "{because}"
    why = "A saving says what an overspend does, and nothing about other situations."
    help = """
        Write one of:
            if overspent, write it off
            if overspent, carry it forward
            if overspent, recover it by invoice
        Beside the first or the last there may be:
            if overspent by more than 2% of budget, recover 50% of it by invoice
        """

    written: str
    because: str
