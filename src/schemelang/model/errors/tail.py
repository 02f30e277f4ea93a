"""What can be wrong with how a payment is shared, and with its parts in pounds: SCH29x, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class PortionsDoNotAddUp(Diagnostic):
    """Portions of a payment that are not the whole of it."""

    code = "SCH290"
    title = "The portions of this payment add up to {total}"
    note = "together they must be all of it"
    why = "Each percentage is of the whole payment. They make 100%, or the last line shares the rest."
    help = "Change a percentage, or begin the last line with  share the rest."

    total: str


@light
class PortionUnsaid(Diagnostic):
    """One of several lines of sharing that does not say how much of the payment it is about."""

    code = "SCH291"
    title = "How much of the payment is this?"
    note = "this line says among whom, and not how much"
    help = """
        Write one of:
            share 45% {words}
            share £2,000 {words}
            share the rest {words}
        """

    words: str


@light
class PoundsWithoutRest(Diagnostic):
    """Amounts in pounds without a last line that takes what they leave."""

    code = "SCH292"
    title = "Who has what is left?"
    note = "pounds are seldom the whole of a payment"
    why = "What a payment comes to is not known yet, so pounds may leave some of it, or not be there in full."
    help = "Add a last line that begins with  {rest}."

    rest: str


@light
class SaysNothingOfOne(Diagnostic):
    """Words about sharing on a line that gives to one party."""

    code = "SCH293"
    title = '"{words}" says nothing here'
    note = "{party} has this portion to itself"
    why = "A portion is rounded down to the penny, and the last line has the odd pennies of them all."
    help = "Leave these words out."

    words: str
    party: str


@light
class EachOfHowMuch(Diagnostic):
    """So much for each member, where that is not a sum of money."""

    code = "SCH294"
    title = "What each {member} is given is an amount in pounds"
    note = "this is no amount for each of them"
    help = """
        Write one of:
            share £500 with each {member}
            share 45% among its {members} equally
        """

    member: str
    members: str
