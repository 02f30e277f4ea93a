"""What can be wrong with the steps, the parts and the days of a payment: SCH2xx, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- parts and their days


@light
class TranchesDoNotAddUp(Diagnostic):
    """Tranches that are not the whole."""

    code = "SCH250"
    title = "The parts of this payment add up to {total}"
    note = "they must add up to 100%"
    help = "Change a percentage, or write  pay the balance  for the last."

    total: str


@light
class TrancheWithoutDay(Diagnostic):
    """A tranche without a date."""

    code = "SCH251"
    title = "When is this paid?"
    note = "no day is named"
    help = """
        Write, for example:
            pay {part} on {day}
        """

    part: str
    day: str


@light
class InstalmentsWithoutDays(Diagnostic):
    """Instalments without their days, or days without their number."""

    code = "SCH252"
    title = "Instalments need a number and a day of each month"
    note = "how many, and on which days?"
    help = """
        Write, for example:
            in 9 equal instalments on the 15th of each month from {month}, odd pennies in the last
        """

    month: str


@light
class AdvanceOnCondition(Diagnostic):
    """An advance that is kept, and yet hangs on a condition."""

    code = "SCH253"
    title = "What is kept whatever the outcome cannot hang on a condition"
    note = "kept whatever the outcome"
    help = "Leave out the condition, or leave out  in advance, kept whatever the outcome."


# ---------------------------------------------------------------- steps and days


@light
class StepsOutOfOrder(Diagnostic):
    """A step that stands before the first amount."""

    code = "SCH254"
    title = 'A step stands before "start with"'
    note = "there is no amount yet"
    why = "Steps work from top to bottom, each on the amount above it."
    help = 'Move it below the line "start with".'


@light
class BeyondTheCalendar(Diagnostic):
    """A working day outside the time whose bank holidays are known."""

    code = "SCH255"
    title = "The bank holidays of this time are not known"
    note = "they are known from {first} to {last}"
    help = """
        Name the days themselves, such as  on {day}.
        Or give a newer file of bank holidays with the option  --holidays
        """

    day: str
    first: str
    last: str


@light
class PromisedBeyondTheCalendar(Diagnostic):
    """A figure or a judgement promised for a working day outside the time whose bank holidays are known."""

    code = "SCH198"
    title = "By when this is there cannot be worked out"
    note = "bank holidays are known from {first} to {last}"
    why = "No payment may fall before what it rests on is there, and one bank holiday more or less moves that day."
    help = """
        Write   {instead}   instead,
        or the day itself as a date, such as  on {such_as}.
        Or give a newer file of bank holidays with the option  --holidays
        """

    first: str
    last: str
    instead: str
    such_as: str


@light
class NoSuchDayOfMonth(Diagnostic):
    """A day that some month in the schedule does not have."""

    code = "SCH256"
    title = "Not every month has a {written}"
    note = "{month} has none"
    help = "Choose an earlier day, or write  the last working day of each month."

    written: str
    month: str


@light
class NotItsMembers(Diagnostic):
    """Members named that the group is not made of."""

    code = "SCH257"
    title = "A {group} is not made of {written}"
    note = "its members are {members}"

    group: str
    written: str
    members: str


@light
class RoundedToAnotherThing(Diagnostic):
    """Money rounded to something that is not money."""

    code = "SCH258"
    title = "Money is rounded to the penny or to the pound"
    note = "this is neither"
    help = """
        Write one of:
            round to the nearest penny, halves up
            round to the nearest pound, halves up
        """


@light
class StartsTwice(Diagnostic):
    """A second beginning, which would undo the steps above it."""

    code = "SCH259"
    title = "The steps start twice"
    note = "everything above this would be lost"
    help = 'Write "add" in place of "start with" if both amounts are paid.'


@light
class InTheYearOfOne(Diagnostic):
    """A limit for the year on what is worked out once."""

    code = "SCH170"
    title = "There is one amount here, and not one for each month"
    note = "the limit of a year is for several amounts"
    help = """
        Leave out "in the year":
            {line}
        If there is an amount for each month or quarter, say that where this {block} begins.
        """

    line: str
    block: str


@light
class LimitNotLast(Diagnostic):
    """A step below the limit for the year that is no rounding."""

    code = "SCH275"
    title = "The limit for the year must be the last step but rounding"
    note = "this is below it"
    why = """
        Each period uses up as much of the limit as it has come to on that line.
        What is taken away below it would use up the limit too, and what is added would go beyond it.
        """
    help = "Move the limit below this line, and put only rounding after it."


@light
class NothingSoFar(Diagnostic):
    """The amount so far, where no step has come to anything."""

    code = "SCH260"
    title = "There is no amount so far"
    note = "no step stands above this"
    why = "The amount so far is what the steps above a line have come to."
    help = "Name what is meant, or move the line below another step."


@light
class BalanceBelowNothing(Diagnostic):
    """A balance after parts that are more than the whole."""

    code = "SCH261"
    title = "Less than nothing is left for the balance"
    note = "the other parts add up to {total}"
    help = "Make another part smaller."

    total: str


@light
class DayLeftOpen(Diagnostic):
    """A tranche paid by some day, and not on one."""

    code = "SCH262"
    title = "On which day is this paid?"
    note = "this leaves the day open"
    why = "Every payment falls due on one day."
    help = """
        Write:
            on {day}
        """

    day: str


@light
class BasisTheSameForAll(Diagnostic):
    """A basis of shares that every member has the same of."""

    code = "SCH263"
    title = "Every {member} has the same {words}"
    note = "this gives equal shares"
    help = """
        Name something that each {member} has, or write:
            share among its {members} equally
        """

    words: str
    member: str
    members: str


@light
class NothingFallsBefore(Diagnostic):
    """A day before which nothing is paid, where nothing would be."""

    code = "SCH271"
    title = "Nothing falls due before {day}"
    note = "this changes nothing"
    why = "Only what would fall due before that day is paid on it instead."
    help = "Leave these words out, or see whether another day is meant."

    day: str


@light
class CoPayersPayTooMuch(Diagnostic):
    """Parties that together pay more than there is to pay."""

    code = "SCH272"
    title = 'Those who pay a part of "{name}" pay {total} of it together'
    note = "together they can pay no more than 100%"
    why = "The payer of the payment pays what they leave."
    help = "Change a percentage, or say of which payment each is a part."

    name: str
    total: str


@light
class PaysAlready(Diagnostic):
    """A party that is to pay a part of what it pays anyway."""

    code = "SCH273"
    title = '"{name}" pays this anyway'
    note = "it is the payer of what this is a part of"
    why = "The payer pays what the others leave, so its own part is not written."
    help = "Leave this line out, or say of which other payment it is a part, such as  pays 50% of my_payment."

    name: str


@light
class NobodysMoneyToShare(Diagnostic):
    """Money that members share, where they are grouped into nothing that could have it together."""

    code = "SCH197"
    title = "Whose money do these {members} share?"
    note = "nothing groups the {members}"
    why = "What is shared is one sum of a group; without a group each {member} has a sum of its own."
    help = """
        To share one sum among all of them, put all into one group. Write in the heading, and in this payment:
            groups {members} into areas
            to each area
        Each row of the figures then says in a column  area  which one it is in: the same for all.
        """

    member: str
    members: str
