"""What can be wrong with what a scheme means: names (SCH1xx), quantities and choices (SCH2xx)."""

from typing import ClassVar


from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- names


@light
class MisspeltName(Diagnostic):
    """A name that nothing has, and one that it is near to."""

    code: ClassVar[str] = "SCH101"
    title: ClassVar[str] = 'I do not know "{name}"'
    note: ClassVar[str] = "nothing in this scheme has this name"
    help: ClassVar[str] = 'Did you mean "{suggestion}"?'

    name: str
    suggestion: str


@light
class UnknownName(Diagnostic):
    """A name that nothing has."""

    code: ClassVar[str] = "SCH102"
    title: ClassVar[str] = 'I do not know "{name}"'
    note: ClassVar[str] = "nothing in this scheme has this name"
    help: ClassVar[str] = "Say what it is in a block of its own: a figure, a value, an indicator or a target."

    name: str


@light
class NameIsLineWord(Diagnostic):
    """A name that is a word of the language."""

    code: ClassVar[str] = "SCH103"
    title: ClassVar[str] = '"{name}" is a word of the language'
    note: ClassVar[str] = "choose another name"
    why: ClassVar[str] = "A line could not be told apart from the name."

    name: str


@light
class DeclaredTwice(Diagnostic):
    """Two blocks of one name."""

    code: ClassVar[str] = "SCH104"
    title: ClassVar[str] = '"{name}" is declared twice'
    note: ClassVar[str] = "the same name again"
    why: ClassVar[str] = "Exactly one block may decide each thing."

    name: str


@light
class NoHeading(Diagnostic):
    """A file without a scheme heading."""

    code: ClassVar[str] = "SCH105"
    title: ClassVar[str] = "There is no scheme heading"
    why: ClassVar[str] = "The heading says who offers what to whom, and when."
    help: ClassVar[str] = 'Begin with   scheme my_scheme "Its title"   and the lines offered by, offered to and runs.'


@light
class TwoHeadings(Diagnostic):
    """A file with two scheme headings."""

    code: ClassVar[str] = "SCH106"
    title: ClassVar[str] = "There are two scheme headings"
    note: ClassVar[str] = "one file holds one scheme"


@light
class UnknownKind(Diagnostic):
    """A kind of party that the heading does not name."""

    code: ClassVar[str] = "SCH107"
    title: ClassVar[str] = 'The heading names no "{kind}"'
    note: ClassVar[str] = "this scheme has: {known}"
    help: ClassVar[str] = "Kinds of party come from the lines   offered to   and   groups   of the heading."

    kind: str
    known: str


@light
class WrongKindOfBlock(Diagnostic):
    """A name that stands for something that cannot be used here."""

    code: ClassVar[str] = "SCH108"
    title: ClassVar[str] = '"{name}" is a {found}, and {wanted} is needed here'
    note: ClassVar[str] = "this is a {found}"

    name: str
    found: str
    wanted: str


@light
class LineTwice(Diagnostic):
    """A line that may stand once, said twice."""

    code: ClassVar[str] = "SCH110"
    title: ClassVar[str] = '"{line}" is said twice'
    note: ClassVar[str] = "said again here"
    why: ClassVar[str] = "Only one of them could count."

    line: str


@light
class LineMissing(Diagnostic):
    """A block without a line that it must have."""

    code: ClassVar[str] = "SCH111"
    title: ClassVar[str] = 'This {block} has no line "{line}"'
    note: ClassVar[str] = 'a {block} says "{line}"'
    help: ClassVar[str] = "Add a line such as   {example}"

    block: str
    line: str
    example: str


@light
class NeedsItself(Diagnostic):
    """A block that is worked out from itself."""

    code: ClassVar[str] = "SCH120"
    title: ClassVar[str] = '"{name}" is worked out from itself'
    note: ClassVar[str] = "this leads back to it: {chain}"

    name: str
    chain: str


@light
class UnreadableInsertion(Diagnostic):
    """Braces in prose that hold no value."""

    code: ClassVar[str] = "SCH130"
    title: ClassVar[str] = "What stands between these braces is not a value"
    note: ClassVar[str] = "not a name, a number or a sum"
    help: ClassVar[str] = "Put the name of a value, a figure or a payment between the braces, or leave the braces out."


@light
class UnreadableExpectation(Diagnostic):
    """A line of an example that does not say what must come of what."""

    code: ClassVar[str] = "SCH131"
    title: ClassVar[str] = "This line of the example cannot be checked"
    note: ClassVar[str] = "say what, of whom, and the result"
    help: ClassVar[str] = "Write a line such as   then my_payment of Ash is £3,500.00   or   then my_target of North is met"


@light
class NotYet(Diagnostic):
    """Something the grammar reads and that has no meaning yet."""

    code: ClassVar[str] = "SCH190"
    title: ClassVar[str] = "{what} is part of the language but is not worked out yet"
    note: ClassVar[str] = "read, but without effect in this version"
    why: ClassVar[str] = "Nothing in a scheme is ever passed over, so the scheme is refused until this can be paid."

    what: str


# ---------------------------------------------------------------- numbers and dates


@light
class NotANumber(Diagnostic):
    """A number that cannot be read, and what was probably meant."""

    code: ClassVar[str] = "SCH201"
    title: ClassVar[str] = "{written} is not written as a number is"
    note: ClassVar[str] = "thousands go in threes, and pence after a full stop"
    help: ClassVar[str] = "Did you mean {suggestion}?"

    written: str
    suggestion: str


@light
class NumberTooLong(Diagnostic):
    """A number with more digits than any scheme has."""

    code: ClassVar[str] = "SCH202"
    title: ClassVar[str] = "This number is too long"
    note: ClassVar[str] = "at most 12 digits before the point and 6 after it, and at most £10,000,000,000"


@light
class NoSuchDay(Diagnostic):
    """A day that its month does not have."""

    code: ClassVar[str] = "SCH203"
    title: ClassVar[str] = "There is no {written}"
    note: ClassVar[str] = "{detail}"

    written: str
    detail: str


@light
class MonthMisspelt(Diagnostic):
    """A month that is nearly a month."""

    code: ClassVar[str] = "SCH204"
    title: ClassVar[str] = "{written} names no month"
    note: ClassVar[str] = "months are written in full"
    help: ClassVar[str] = "Did you mean {suggestion}?"

    written: str
    suggestion: str


@light
class DateWrittenOtherwise(Diagnostic):
    """A date in figures only."""

    code: ClassVar[str] = "SCH205"
    title: ClassVar[str] = "{written} can be read in two ways"
    note: ClassVar[str] = "write the month as a word"
    help: ClassVar[str] = "Write {suggestion}"

    written: str
    suggestion: str


@light
class NotADate(Diagnostic):
    """A date that cannot be read."""

    code: ClassVar[str] = "SCH206"
    title: ClassVar[str] = "{written} is not a date"
    note: ClassVar[str] = "write a date as 1 April 2013, and a month as April 2013"

    written: str


@light
class TermUpsideDown(Diagnostic):
    """A term that ends before it begins."""

    code: ClassVar[str] = "SCH207"
    title: ClassVar[str] = "The scheme ends before it begins"
    note: ClassVar[str] = "{last} comes before {first}"

    first: str
    last: str


@light
class PeriodOutsideTerm(Diagnostic):
    """A quarter or month that the term does not have."""

    code: ClassVar[str] = "SCH208"
    title: ClassVar[str] = "{written} is not in the term of this scheme"
    note: ClassVar[str] = "the scheme runs {term}"

    written: str
    term: str


@light
class NotOneOfItsDays(Diagnostic):
    """A day on which a figure is not counted."""

    code: ClassVar[str] = "SCH209"
    title: ClassVar[str] = '"{name}" is not counted on {written}'
    note: ClassVar[str] = "it is counted {times}"

    name: str
    written: str
    times: str


@light
class TimeUnsaid(Diagnostic):
    """A figure with several times, read without one."""

    code: ClassVar[str] = "SCH210"
    title: ClassVar[str] = 'Which "{name}" is meant?'
    note: ClassVar[str] = "it is given {times}"
    why: ClassVar[str] = "The figures of two dates can pay two different sums."
    help: ClassVar[str] = "Write   {example}"

    name: str
    times: str
    example: str


@light
class NotAPeriodKind(Diagnostic):
    """A kind of period that there is not."""

    code: ClassVar[str] = "SCH211"
    title: ClassVar[str] = '"{written}" is not a period'
    note: ClassVar[str] = "write month, quarter, half-year or year"

    written: str


# ---------------------------------------------------------------- quantities


@light
class QuantitiesApart(Diagnostic):
    """Two quantities that cannot be added or compared."""

    code: ClassVar[str] = "SCH212"
    title: ClassVar[str] = "{one} and {other} cannot be {joined}"
    note: ClassVar[str] = "this is {other}"
    why: ClassVar[str] = "The first is {one}: {words}."

    one: str
    other: str
    joined: str
    words: str


@light
class UnitsApart(Diagnostic):
    """A rate for each of one thing over a count of another."""

    code: ClassVar[str] = "SCH213"
    title: ClassVar[str] = "A rate for each {unit} needs a count of that, and this counts {found}"
    note: ClassVar[str] = "counts {found}"

    unit: str
    found: str


@light
class PercentOfWhat(Diagnostic):
    """A percentage added or taken off without saying of what."""

    code: ClassVar[str] = "SCH214"
    title: ClassVar[str] = "{percent} of what?"
    note: ClassVar[str] = "a percentage of something, or an amount"
    why: ClassVar[str] = "A percentage of the amount so far and a percentage of the first amount pay differently."
    help: ClassVar[str] = "Write   {percent} of the amount so far   , or name what it is a percentage of."

    percent: str


@light
class NotMoney(Diagnostic):
    """A payment that starts with something other than money."""

    code: ClassVar[str] = "SCH215"
    title: ClassVar[str] = "A payment is an amount of money, and this is {found}"
    note: ClassVar[str] = "this is {found}"
    help: ClassVar[str] = "Write a rate, such as   £35 for each patient in my_register   , or an amount in pounds."

    found: str


@light
class NotACondition(Diagnostic):
    """A number where a yes or no is needed."""

    code: ClassVar[str] = "SCH216"
    title: ClassVar[str] = "A condition is needed here, and this is {found}"
    note: ClassVar[str] = "this is {found}, neither yes nor no"
    help: ClassVar[str] = "Say what it is held against, such as   is at least 90%"

    found: str


@light
class NotANumberHere(Diagnostic):
    """A yes or no, or a date, where a number is needed."""

    code: ClassVar[str] = "SCH217"
    title: ClassVar[str] = "A number is needed here, and this is {found}"
    note: ClassVar[str] = "this is {found}"

    found: str


@light
class PercentOfPercent(Diagnostic):
    """A percentage of a percentage."""

    code: ClassVar[str] = "SCH218"
    title: ClassVar[str] = "A percentage of a percentage can be meant in two ways"
    note: ClassVar[str] = "this is a percentage already"
    why: ClassVar[str] = "50% of 80% may be 40%, or 80% may come down to 30%."
    help: ClassVar[str] = "Write a product, such as   50% × my_share   , if a part of it is meant."


@light
class CannotMultiply(Diagnostic):
    """Money times money, or something divided by money."""

    code: ClassVar[str] = "SCH219"
    title: ClassVar[str] = "{one} and {other} cannot be {joined}"
    note: ClassVar[str] = "this is {other}"

    one: str
    other: str
    joined: str


@light
class FinerThanItsPlace(Diagnostic):
    """A figure of each member, used where one value for the group is needed."""

    code: ClassVar[str] = "SCH220"
    title: ClassVar[str] = "{words} has a value for each {finer}, and one for each {coarser} is needed"
    note: ClassVar[str] = "how are the {members} put together?"
    why: ClassVar[str] = "The same figures judged in two ways can be £120,000 apart."
    help: ClassVar[str] = (
        "Write one of:   total {words}   average {words}   lowest {words}   highest {words}   "
        "pooled {words}   every {finer} has {words} of …   at least 4 {members} have {words} of …"
    )

    words: str
    finer: str
    coarser: str
    members: str


@light
class NothingToPutTogether(Diagnostic):
    """An aggregate of something that has one value already."""

    code: ClassVar[str] = "SCH221"
    title: ClassVar[str] = "There is nothing to put together here"
    note: ClassVar[str] = "{words} has one value for each {level} already"

    words: str
    level: str


@light
class CannotBePooled(Diagnostic):
    """Pooling something that is no part out of a whole."""

    code: ClassVar[str] = "SCH222"
    title: ClassVar[str] = '"{name}" cannot be pooled'
    note: ClassVar[str] = "only an indicator that is a part out of a whole can be pooled"
    why: ClassVar[str] = "Pooling adds up the parts and the wholes of all members; here there are none to add."
    help: ClassVar[str] = "Write   average {name}   or   every {member} has {name} of …"

    name: str
    member: str


# ---------------------------------------------------------------- choices that move money


@light
class AbsenceUnsaid(Diagnostic):
    """Nothing says what happens when a figure is not reported."""

    code: ClassVar[str] = "SCH230"
    title: ClassVar[str] = 'What happens if "{name}" is not reported?'
    note: ClassVar[str] = "neither this figure nor the heading says"
    why: ClassVar[str] = "Holding the payment, counting the figure as 0 and leaving the member out pay three different sums."
    help: ClassVar[str] = "Write one of:   if not reported, hold the payment   if not reported, count it as 0   if not reported, leave it out"

    name: str


@light
class EmptyUnsaid(Diagnostic):
    """Nothing says what a share of nobody is."""

    code: ClassVar[str] = "SCH231"
    title: ClassVar[str] = 'What is "{name}" if there are no {unit}?'
    note: ClassVar[str] = "the whole can be 0"
    why: ClassVar[str] = "Nothing can be divided by 0, and each way round it pays differently."
    help: ClassVar[str] = "Write one of:   if there are no {unit}, leave it out   if there are no {unit}, count it as 0%   if there are no {unit}, hold the payment"

    name: str
    unit: str


@light
class RoundingUnsaid(Diagnostic):
    """A payment that need not come to whole pence, without a last rounding."""

    code: ClassVar[str] = "SCH232"
    title: ClassVar[str] = '"{name}" is not rounded to the penny'
    note: ClassVar[str] = "the steps can end in a part of a penny"
    why: ClassVar[str] = "Half a penny rounded up or down for each payee is real money over a year."
    help: ClassVar[str] = "End the steps with   round to the nearest penny, halves up   or   round down to the penny"

    name: str


@light
class HalvesUnsaid(Diagnostic):
    """Rounding to the nearest, without saying where a half goes."""

    code: ClassVar[str] = "SCH233"
    title: ClassVar[str] = "Where does a half go?"
    note: ClassVar[str] = "the nearest of what, exactly half way?"
    why: ClassVar[str] = "0.5p becomes 1p with halves up and 0p with halves down."
    help: ClassVar[str] = "Add one of:   , halves up   , halves down   , halves to even"


@light
class AdvanceUnsaid(Diagnostic):
    """An advance that may or may not be taken back."""

    code: ClassVar[str] = "SCH234"
    title: ClassVar[str] = "Is this advance kept, or can it be taken back?"
    note: ClassVar[str] = "paid in advance, and then?"
    why: ClassVar[str] = "If it can be taken back, a practice that spends it can owe the whole of it."
    help: ClassVar[str] = "Write   in advance, kept whatever the outcome   or   on account"


@light
class InstalmentPenniesUnsaid(Diagnostic):
    """Instalments that do not say where the odd pennies go."""

    code: ClassVar[str] = "SCH235"
    title: ClassVar[str] = "Which instalment takes the odd pennies?"
    note: ClassVar[str] = "an amount is seldom a whole number of pence for each instalment"
    why: ClassVar[str] = "£138,250.00 in 12 instalments leaves 4p."
    help: ClassVar[str] = "Add   , odd pennies in the last   or   , odd pennies in the first"


@light
class SharePenniesUnsaid(Diagnostic):
    """Shares that do not say how the odd pennies fall."""

    code: ClassVar[str] = "SCH236"
    title: ClassVar[str] = "How do the odd pennies fall?"
    note: ClassVar[str] = "shares seldom come to whole pence"
    why: ClassVar[str] = "With the largest remainder a bigger pool can lower one share by a penny; by Sainte-Laguë it never does."
    help: ClassVar[str] = "Add   , odd pennies by Sainte-Laguë   or   , odd pennies by largest remainder"


@light
class SharingUnsaid(Diagnostic):
    """A payment to groups that does not say how it reaches their members."""

    code: ClassVar[str] = "SCH237"
    title: ClassVar[str] = 'How does "{name}" reach the {members} of each {group}?'
    note: ClassVar[str] = "paid to each {group}, and then?"
    why: ClassVar[str] = "Equal shares and shares by list size pay every member differently."
    help: ClassVar[str] = "Write   share among its {members} by list_size, odd pennies by Sainte-Laguë   or   share among its {members} equally, odd pennies by Sainte-Laguë"

    name: str
    members: str
    group: str


@light
class BasisUnsaid(Diagnostic):
    """Shares without a basis."""

    code: ClassVar[str] = "SCH238"
    title: ClassVar[str] = "In what proportion is it shared?"
    note: ClassVar[str] = "by what, or equally?"
    why: ClassVar[str] = "Equal shares and shares by list size pay every member differently."
    help: ClassVar[str] = "Add   equally   or   by list_size"


@light
class DayUnsaid(Diagnostic):
    """A count without its day."""

    code: ClassVar[str] = "SCH239"
    title: ClassVar[str] = 'When is "{name}" counted?'
    note: ClassVar[str] = "on which day, or over which period?"
    why: ClassVar[str] = "The list of 1 January and the list of 1 April pay different sums."
    help: ClassVar[str] = "Add one of:   on 1 April 2013   at the end of each quarter   during the year"

    name: str


@light
class PartYearUnsaid(Diagnostic):
    """Money shared among members, without a word on those who join or leave."""

    code: ClassVar[str] = "SCH240"
    title: ClassVar[str] = "What is a {member} paid that {change} during the term?"
    note: ClassVar[str] = "this money is shared among {members}, and the heading does not say"
    why: ClassVar[str] = "A whole share, a share for its days and no share differ by as much as the share itself."
    help: ClassVar[str] = "Write one of:   if a {member} {change}, pay by days   if a {member} {change}, pay in full   if a {member} {change}, pay nothing"

    member: str
    members: str
    change: str


# ---------------------------------------------------------------- payments


@light
class TranchesDoNotAddUp(Diagnostic):
    """Tranches that are not the whole."""

    code: ClassVar[str] = "SCH250"
    title: ClassVar[str] = "The parts of this payment add up to {total}"
    note: ClassVar[str] = "they must add up to 100%"
    help: ClassVar[str] = "Change a percentage, or write the last as   pay the balance"

    total: str


@light
class TrancheWithoutDay(Diagnostic):
    """A tranche without a date."""

    code: ClassVar[str] = "SCH251"
    title: ClassVar[str] = "When is this paid?"
    note: ClassVar[str] = "no day is named"
    help: ClassVar[str] = "Add a day, such as   on 30 June 2014"


@light
class InstalmentsWithoutDays(Diagnostic):
    """Instalments without their days, or days without their number."""

    code: ClassVar[str] = "SCH252"
    title: ClassVar[str] = "Instalments need a number and a day of each month"
    note: ClassVar[str] = "how many, and on which days?"
    help: ClassVar[str] = "Write   in 9 equal instalments on the 15th of each month from July 2013, odd pennies in the last"


@light
class StepsOutOfOrder(Diagnostic):
    """Steps that do not begin with an amount, or begin twice."""

    code: ClassVar[str] = "SCH254"
    title: ClassVar[str] = "The steps begin with   start with   , and only once"
    note: ClassVar[str] = "this step has nothing before it, or starts again"


@light
class BeyondTheCalendar(Diagnostic):
    """A working day later than the bank holidays are known."""

    code: ClassVar[str] = "SCH255"
    title: ClassVar[str] = "The bank holidays of this time are not known"
    note: ClassVar[str] = "they are known from {first} to {last}"

    first: str
    last: str


@light
class NoSuchDayOfMonth(Diagnostic):
    """A day that some month in the schedule does not have."""

    code: ClassVar[str] = "SCH256"
    title: ClassVar[str] = "Not every month has a {written} day like that"
    note: ClassVar[str] = "{month} has no such day"
    help: ClassVar[str] = "Choose a day up to the 28th, or   the last working day of each month"

    written: str
    month: str


@light
class AdvanceOnCondition(Diagnostic):
    """An advance that is kept, and yet hangs on a condition."""

    code: ClassVar[str] = "SCH253"
    title: ClassVar[str] = "An advance that is kept whatever the outcome cannot hang on a condition"
    note: ClassVar[str] = "kept whatever the outcome"
    help: ClassVar[str] = "Leave out the condition, or leave out   in advance, kept whatever the outcome"


@light
class NotItsMembers(Diagnostic):
    """Members named that the group is not made of."""

    code: ClassVar[str] = "SCH257"
    title: ClassVar[str] = "A {group} is not made of {written}"
    note: ClassVar[str] = "its members are {members}"

    group: str
    written: str
    members: str
