"""What can be right in another place, and is not in this one, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class AnswerElsewhere(Diagnostic):
    """What is done about payments or members, said of something that is not there."""

    code = "SCH127"
    title = 'What does "{words}" mean here?'
    note = "this is said of payments, or of those that come and go"
    why = "Where something is missing, what rests on it can wait, go on with another value, or go on without it."
    help = """
        Write one of:
            hold the payment
            count it as 0
            leave it out
        """

    words: str


@light
class OneForEveryFigure(Diagnostic):
    """A value that is worked out, said to count in place of every figure."""

    code = "SCH128"
    title = '"{words}" cannot stand for every figure'
    note = "this is worked out"
    why = "Figures count patients, money and days, of practices and of groups. What is worked out fits only some."
    help = """
        Write one value that is laid down, such as:
            count it as 0
        or write this line below the figure that it is meant for.
        """

    words: str


@light
class IndicatorChanges(Diagnostic):
    """An indicator that is something else from a date on."""

    code = "SCH129"
    title = "An indicator does not change on a date"
    note = 'so "{name}" cannot be this from a date on'
    why = "Its results would not be of the same thing, and could not be pooled or compared."
    help = "Write two indicators, or divide by a value that changes on a date."

    name: str


@light
class AddedForEveryPayment(Diagnostic):
    """Figures of members that merge, to be added for one payment and not for another."""

    code = "SCH189"
    title = "Figures of {members} that merge are added together for every payment, or for none"
    note = 'so "{words}" cannot be said of one payment'
    why = "A figure is the same wherever it is read, and those that are counted as one are paid as one."
    help = """
        Take this line out. If figures are to be added together, only the heading says so.
        If they are not, each payment can say what it pays.
        """

    words: str
    members: str


@light
class SituationElsewhere(Diagnostic):
    """A situation that cannot arise where it is spoken of."""

    code = "SCH144"
    title = "This situation does not belong here"
    note = '"if {written}" is not said of {what}'
    why = "A line that can never apply would make a reader believe that it does."
    help = "It is said of {belongs}."

    written: str
    what: str
    belongs: str


@light
class LimitOfAnother(Diagnostic):
    """A limit of a figure that is not known from the figures beside it."""

    code = "SCH191"
    title = "A figure is not held against this"
    note = "{because}"
    why = "The figures are held against their limits as they come in, each against those of its own party and time."
    help = "Write a value, or what comes of values and of figures of the same party and time."

    because: str
