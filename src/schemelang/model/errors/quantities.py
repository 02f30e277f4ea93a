"""What can be wrong with quantities that meet, and with values of members and groups: SCH2xx."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- quantities that meet


@light
class QuantitiesApart(Diagnostic):
    """Two quantities that cannot be added or compared."""

    code = "SCH212"
    title = "{one} and {other} cannot be {joined}"
    note = "this is {other}"

    one: str
    other: str
    joined: str


@light
class CountsApart(Diagnostic):
    """Counts of different things, added, compared or put in proportion."""

    code = "SCH264"
    title = "One figure counts {one}, and the other {other}"
    note = "one of the two"
    help = "If they are the same things, call them by the same word in both figures."

    one: str
    other: str


@light
class UnitsApart(Diagnostic):
    """A rate for each of one thing over something else."""

    code = "SCH213"
    title = "A rate for each {unit} needs a count of {units}"
    note = "this is {found}"

    unit: str
    units: str
    found: str


@light
class PercentOfWhat(Diagnostic):
    """A percentage added, taken off or set as a limit without saying of what."""

    code = "SCH214"
    title = "{percent} of what?"
    note = "of the amount so far, or of something else?"
    why = "The same percentage of two amounts is two different sums."
    help = """
        If it is of what the steps above come to, write:
            {percent} of the amount so far
        {also}
        """

    percent: str
    also: str


@light
class NotMoney(Diagnostic):
    """Something other than money where a payment needs an amount."""

    code = "SCH215"
    title = "An amount of money is needed here, and this is {found}"
    note = "this is {found}"
    help = "{remedy}"

    found: str
    remedy: str


@light
class NotACondition(Diagnostic):
    """A number where a yes or no is needed."""

    code = "SCH216"
    title = "A condition is needed here, and this is {found}"
    note = "neither yes nor no"
    help = """
        Say what it is held against, for example:
            {words} {bound}
        """

    found: str
    words: str
    bound: str


@light
class NotANumberHere(Diagnostic):
    """A yes or no, or a date, where a number is needed."""

    code = "SCH217"
    title = "A number is needed here, and this is {found}"
    note = "this is {found}"

    found: str


@light
class PercentOfPercent(Diagnostic):
    """A percentage of a percentage."""

    code = "SCH218"
    title = "A percentage of a percentage can be meant in two ways"
    note = "this is a percentage already"
    why = "10% off 80% may leave 72% or 70%."
    help = """
        If a part of it is meant, multiply:
            {percent} × {words}
        """

    percent: str
    words: str


@light
class MoneyTimesMoney(Diagnostic):
    """Money multiplied by money."""

    code = "SCH219"
    title = "Money cannot be multiplied by money"
    note = "this is an amount of money"
    help = "{remedy}"

    remedy: str


@light
class TurnedIntoMoney(Diagnostic):
    """A step that multiplies what is not money by money."""

    code = "SCH276"
    title = "Multiplying by an amount would turn {found} into money"
    note = "this is an amount of money"
    why = "A step changes how much there is, and not what it is."
    help = "{remedy}"

    found: str
    remedy: str


@light
class KindHangsOnCondition(Diagnostic):
    """A step on a condition that would make something else of what the steps above have come to."""

    code = "SCH277"
    title = "Whether this is {one} or {other} would hang on the condition"
    note = "multiplied by this, it is {other}"
    help = "Write a percentage, such as 110% in place of 1.1, or leave out the condition."

    one: str
    other: str


@light
class RoundedToAnotherUnit(Diagnostic):
    """Something that is not money, rounded to what it is not counted in."""

    code = "SCH278"
    title = "{found} is not rounded to the {written}"
    note = "it is not counted in this"
    help = """
        Write one of:
            round to the nearest whole number, halves up
            round to the nearest 2 decimal places, halves up
        """

    found: str
    written: str


# ---------------------------------------------------------------- members and groups


@light
class FinerThanItsPlace(Diagnostic):
    """A number of each member, where one for the group is needed."""

    code = "SCH220"
    title = 'Each {finer} has its own "{words}", and {where} needs one in all'
    note = "how are the {members} put together?"
    why = "The same figures judged in two ways can be £120,000 apart."
    help = """
        Write one of:
            total {words}
            average {words}
            lowest {words}
            highest {words}
        """

    words: str
    finer: str
    where: str
    members: str


@light
class NothingToPutTogether(Diagnostic):
    """An aggregate of something that has one value already."""

    code = "SCH221"
    title = "There is nothing to put together here"
    note = "{where} has one already"
    help = """
        Write:
            {words}
        """

    words: str
    where: str


@light
class CannotBePooled(Diagnostic):
    """Pooling something that is no part out of a whole."""

    code = "SCH222"
    title = '"{name}" cannot be pooled'
    note = "only an indicator that divides one thing by another can be pooled"
    why = "Pooling adds up the parts and the wholes of all members; here there are none to add."
    help = """
        Write one of:
            total {name}
            average {name}
        """

    name: str


@light
class BareNumber(Diagnostic):
    """A plain number beside money or a percentage."""

    code = "SCH226"
    title = "Is {written} meant for {suggestion}?"
    note = "a plain number"
    why = "A plain number and {other} cannot be {joined}."
    help = "Write {suggestion} if that is what is meant."

    written: str
    other: str
    joined: str
    suggestion: str


@light
class FinerIndicator(Diagnostic):
    """An indicator of each member, where one value for the group is needed."""

    code = "SCH227"
    title = 'Each {finer} has its own "{words}", and {where} needs one in all'
    note = "how are the {members} judged: as one, on average, or each?"
    why = "The same figures judged in two ways can be £120,000 apart."
    help = """
        Write one of:
            pooled {words}
            average {words}
            lowest {words}
        {counted}
        """

    counted: str

    words: str
    finer: str
    where: str
    members: str


@light
class FinerTarget(Diagnostic):
    """A yes or no of each member, where one for the group is needed."""

    code = "SCH228"
    title = 'Each {finer} meets "{words}" or not, and {where} needs one answer'
    note = "must every {finer} meet it, or how many?"
    why = "The same results judged in two ways can be £120,000 apart."
    help = """
        Write one of:
            every {finer} meets {words}
            at least 4 {members} meet {words}
        """

    words: str
    finer: str
    where: str
    members: str


@light
class DividedByMoney(Diagnostic):
    """Something other than money divided by money."""

    code = "SCH229"
    title = "Only money can be divided by money"
    note = "this is an amount of money"
    why = "What is divided here is {found}."

    found: str


@light
class MembersOfWhat(Diagnostic):
    """Members of something that is no group, or not a group of them."""

    code = "SCH248"
    title = "{where} has no {members} of its own"
    note = "these are not its members"
    why = "Only a group has members."
    help = "Make this block for each group of {members}, or say it without them."

    where: str
    members: str
