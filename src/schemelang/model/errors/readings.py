"""What can be wrong with parts and wholes, and with what is read of one party: SCH266 and on, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class OneForAll(Diagnostic):
    """What one party has, of something that is the same for all."""

    code = "SCH266"
    title = '"{name}" has one value, for the whole scheme'
    note = 'so there is none of "{party}"'
    help = """
        Write:
            {name}
        """

    name: str
    party: str


@light
class NotSupplied(Diagnostic):
    """Asking how something was supplied that nobody supplies."""

    code = "SCH267"
    title = 'Nobody reports "{words}"'
    note = 'only a figure can be "{asked}"'
    why = "It is worked out from other things, and only what is supplied can be missing."
    help = "Ask about the figure that it is worked out from."

    words: str
    asked: str


@light
class AskedOfAnother(Diagnostic):
    """Asking whether a figure is decided, or whether a judgement is reported."""

    code = "SCH160"
    title = '"{words}" is a {what}, and cannot be "{asked}"'
    note = "this is never so, nor ever not so"
    why = "A figure is reported or not; a judgement is decided or undecided."
    help = """
        Write:
            {words} is {other}
        """

    words: str
    asked: str
    what: str
    other: str


@light
class NothingLeftOut(Diagnostic):
    """Something left out where there is no one whole to leave it out of."""

    code = "SCH268"
    title = "There is no whole to leave this out of"
    note = "the indicator is not one part out of one whole"
    why = "What is left out is taken off the whole, and there must be no doubt which that is."
    help = "{remedy}"

    remedy: str


@light
class NoSuchPercentile(Diagnostic):
    """A percentile that is none of the hundred."""

    code = "SCH269"
    title = "There is no {written} percentile"
    note = "percentiles go from the 1st to the 100th"
    help = """
        Write, for example:
            the 5th percentile of
        """

    written: str


@light
class RootOfMoney(Diagnostic):
    """A square root of an amount of money."""

    code = "SCH270"
    title = "Money has no square root"
    note = "this is an amount of money"
    why = "The root of £100 is not £10: counted in pence, the same sum would have another root."
    help = "Take the root of a number or of a percentage, and multiply the money by it."
