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
    help = "{remedy}"

    remedy: str


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
        With what is agreed in place of £500 or 45%, write one of:
            share £500 with each {member}
            share 45% among its {members} equally
        """

    member: str
    members: str


@light
class PartOfAnother(Diagnostic):
    """A part of something other than the payment, which is not said to be on account."""

    code = "SCH295"
    title = "Is this paid on account?"
    note = "this is no part of the payment itself"
    why = "Money that another amount decides is an advance, and is set against what the payment comes to."
    help = "{remedy}"

    remedy: str


@light
class OnAccountOfWhat(Diagnostic):
    """A share paid on account of what is not known yet."""

    code = "SCH296"
    title = "{written} of what?"
    note = "this payment is not known yet when money is paid on account of it"
    why = "An advance is of an amount that is known already, such as what was paid for last year, or it is in pounds."
    help = "{remedy}"

    written: str
    remedy: str


@light
class NoBalance(Diagnostic):
    """Money paid on account that no balance is set against."""

    code = "SCH297"
    title = "When is this set against what was earned?"
    note = "this is paid on account"
    why = "What is paid on account is taken off what the payment comes to, and that is the balance."
    help = """
        Add:
            pay the balance on {day}
        """

    day: str


@light
class NothingOnAccount(Diagnostic):
    """What is done about too much paid on account, where nothing is."""

    code = "SCH298"
    title = "Nothing is paid on account here"
    note = "so too much of it cannot be paid"
    help = "Leave this line out, or pay a part on account."


@light
class NotOfMoneyOverpaid(Diagnostic):
    """An answer to too much paid that is an answer to something else."""

    code = "SCH299"
    title = "What is done with the money that was paid too much?"
    note = '"{written}" does not say'
    help = """
        Write one of:
            if overpaid, recover it from the next payment
            if overpaid, recover it from future payments only
            if overpaid, recover it by invoice
            if overpaid, carry it forward
            if overpaid, write it off
        """

    written: str


@light
class OverpaidUnsaid(Diagnostic):
    """Money paid on account, where it is not said what is done if it is too much."""

    code = "SCH183"
    title = 'What is done if "{name}" pays too much on account?'
    note = "this may turn out to be more than is earned"
    why = "Taken back at once, taken from later money only, or written off: each is a different sum next year."
    help = """
        Add one of:
            if overpaid, recover it from the next payment
            if overpaid, recover it from future payments only
            if overpaid, recover it by invoice
            if overpaid, carry it forward
            if overpaid, write it off
        """

    name: str


@light
class RecoveryUnsaid(Diagnostic):
    """Money that is recovered, where it is not said how or on which days."""

    code = "SCH184"
    title = "How is it recovered?"
    note = "this does not say how, or on which days"
    help = """
        Write one of:
            recover it from the next payment
            recover it from future payments only
            recover it by invoice
            recover it in 4 equal instalments on the 15th of each month from {month}, odd pennies in the last
        """

    month: str


@light
class KeptOrOnAccount(Diagnostic):
    """An advance that is said to be kept, and to be on account as well."""

    code = "SCH185"
    title = "What is kept whatever the outcome is not paid on account"
    note = "this is never taken back"
    help = "Leave out one of the two."


@light
class EndOfEachWhat(Diagnostic):
    """A day after the end of each period, in a payment that is made once."""

    code = "SCH186"
    title = "This payment is made once, and not each {period}"
    note = "there is one amount, and no {period} that it is for"
    help = """
        {remedy}
        If it is made for each {period}, write  each {period}  in the line  to  and pay the sum of one {period}.
        """

    period: str
    remedy: str


@light
class EndOfShorter(Diagnostic):
    """A day after the end of periods that are shorter than those that are paid for."""

    code = "SCH187"
    title = "What is paid for has more than one {period}"
    note = "which of them is meant?"
    help = "Name the period that the payment is for, or a longer one."

    period: str


@light
class NotADay(Diagnostic):
    """A day counted from something that is no day."""

    code = "SCH188"
    title = '"{name}" is no day'
    note = "this is {found}"
    help = "Name a figure that is a date, or the day itself."

    name: str
    found: str


@light
class OnAccountEachTime(Diagnostic):
    """A part of what has one value for longer, on account of a payment that is made for each period."""

    code = "SCH192"
    title = "This would be paid on account for each {period}, {times} times in all"
    note = '"{name}" is no amount for each {period}'
    why = "The payment is made for each {period}, and so is what it pays on account."
    help = """
        Name the amount of one {period}, and pay a part of that:
            value {name}_each_{word} for each {level} each {period}
                is {name} ÷ {parts}
            {name}_each_{word}
        Or pay it once, in a payment of its own that is not made for each {period}.
        """

    name: str
    period: str
    word: str
    times: int
    parts: int
    level: str
