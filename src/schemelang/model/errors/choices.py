"""Choices that move money and are never made for the author: SCH2xx, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- when, and what is not there


@light
class TimeUnsaid(Diagnostic):
    """A figure with several times, read without one."""

    code = "SCH210"
    title = 'Which "{name}" is meant?'
    note = "it is given {times}"
    why = "The figures of two dates can pay two different sums."
    help = """
        Write, for example:
            {example}
        """

    name: str
    times: str
    example: str


@light
class MeasuredAndEach(Diagnostic):
    """An indicator of each period that is also measured at one time."""

    code = "SCH156"
    title = '"{name}" is measured at one time, and for each {period}'
    note = "it cannot be both"
    why = "A result of one day and a result of each {period} are paid differently."
    help = """
        Leave this line out, and each {period} has its own result.
        Or leave out  each {period}  above, and there is one result, of this time.
        """

    name: str
    period: str


@light
class OneOfAllTimes(Diagnostic):
    """Something that is worked out once, read at a time of its own."""

    code = "SCH122"
    title = '"{name}" has one value, and no other of this time'
    note = "it is worked out once for the whole term"
    why = "A value that is written with a time looks as though it changed with it."
    help = """
        Leave out the time:
            {name}
        If it changes with time, say so where it is declared: from when each value counts, or for which period.
        """

    name: str


@light
class PreviousOfWhat(Diagnostic):
    """The period before, where there is no period that it could be before."""

    code = "SCH114"
    title = "Which {period} is the one before?"
    note = "only a figure is read so, by what has a value for each {period}"
    why = "Anything that is worked out has nothing before its first {period}."
    help = """
        Name the {period}, or read a figure and let this have a value for each:
            each {period}
        """

    period: str


@light
class VersionUnsaid(Diagnostic):
    """A value that changes within the term, read once."""

    code = "SCH115"
    title = 'Which "{name}" is meant?'
    note = "it changes on {day}, within the term"
    why = "The price of one day and the price of another pay two different sums."
    help = """
        Write, for example:
            {name} on {first}
        Or let this have a value for each month, and each month has the one of its own.
        """

    name: str
    day: str
    first: str


@light
class NoVersionYet(Diagnostic):
    """A value that is read on a day before it holds."""

    code = "SCH116"
    title = '"{name}" has no value {when}'
    note = "its first holds from {first}"
    why = "A value that somebody has to guess is a sum that somebody can dispute."
    help = "Give the value that holds {when}, with the day from which it does."

    name: str
    when: str
    first: str


@light
class VersionsOutOfOrder(Diagnostic):
    """Values of one name whose dates do not follow each other."""

    code = "SCH117"
    title = 'Which "{name}" comes after which?'
    note = "{found}"
    why = "Of two values for one day, only one can be right."
    help = "Write the values in the order of their dates, each with a day of its own."

    name: str
    found: str


@light
class ChangesWithinPeriod(Diagnostic):
    """A value that changes in the middle of a period for which it is read."""

    code = "SCH118"
    title = '"{name}" changes on {day}, in the middle of a {period}'
    note = "which of the two counts for that {period}?"
    why = "The price of one day and the price of another pay two different sums."
    help = "Let it change on the first day of a {period}."

    name: str
    day: str
    period: str


@light
class NotOverTime(Diagnostic):
    """Something put together over time of which there are not several values in that time."""

    code = "SCH119"
    title = '"{words}" cannot be put together over {stretch}'
    note = "{found}"
    why = "Over time, one value is made from the values of several periods."
    help = "{advice}"

    words: str
    stretch: str
    found: str
    advice: str


@light
class NoYearBefore(Diagnostic):
    """The year before of something that has no year of its own."""

    code = "SCH121"
    title = 'When is "{name}" of the year before?'
    note = "it is not measured at any time"
    why = "The figures of the year before are found by the day on which they were counted."
    help = """
        Say when it is measured, and give its figures for each period:
            measured on {last}
        """

    name: str
    last: str


@light
class AbsenceUnsaid(Diagnostic):
    """Nothing says what happens when a figure is not reported."""

    code = "SCH230"
    title = "What happens if this figure is not reported?"
    note = "neither the figure nor the heading says"
    why = "Holding the payment, counting a 0 and leaving the member out pay three different sums."
    help = """
        Write one of these here, or in the heading for all figures:
            if not reported, hold the payment
            if not reported, count it as 0
            if not reported, leave it out
        """


@light
class EmptyUnsaid(Diagnostic):
    """An indicator or a value that does not say what a share of nobody is."""

    code = "SCH231"
    title = 'What is "{name}" if {empty}?'
    note = "this can be 0"
    why = "Nothing can be divided by 0, and each way round it pays differently."
    help = """
        Write one of:
            if {empty}, leave it out
            if {empty}, count it as {nothing}
            if {empty}, hold the payment
        """

    name: str
    empty: str
    nothing: str


# ---------------------------------------------------------------- pennies


@light
class RoundingUnsaid(Diagnostic):
    """A payment that need not come to whole pence, without a last rounding."""

    code = "SCH232"
    title = '"{name}" is not rounded to the penny'
    note = "the steps can end in a part of a penny"
    why = "Half a penny rounded up or down for each payee is real money over a year."
    help = """
        End the steps with one of:
            round to the nearest penny, halves up
            round down to the penny
        """

    name: str


@light
class CompoundingUnsaid(Diagnostic):
    """Several reductions by a percentage, of which it is not said how they go together."""

    code = "SCH279"
    title = "Are these reductions added together, or taken one after another?"
    note = "{percent} for each"
    why = "With two of them {met}, {together} is taken off if they are added together, and {after} if not."
    help = """
        End the line with one of:
            added together
            one after another
        """

    percent: str
    met: str
    together: str
    after: str


@light
class DaysNotRounded(Diagnostic):
    """A payment by days, which need not come to whole pence, without a last rounding."""

    code = "SCH265"
    title = '"{name}" is paid by days, and not rounded to the penny'
    note = "so many days of the year seldom come to whole pence"
    why = "The heading or the payment says that {member} that comes or goes is paid by days."
    help = """
        End the steps with one of:
            round to the nearest penny, halves up
            round down to the penny
        """

    name: str
    member: str


@light
class HalvesUnsaid(Diagnostic):
    """Rounding to the nearest, without saying where a half goes."""

    code = "SCH233"
    title = "Where does a half go?"
    note = "exactly half way, nothing is nearest"
    why = "Half a penny becomes a penny with halves up, and nothing with halves down."
    help = """
        Write one of:
            {words}, halves up
            {words}, halves down
            {words}, halves to even
        """

    words: str


@light
class AdvanceUnsaid(Diagnostic):
    """An advance that may or may not be taken back."""

    code = "SCH234"
    title = "Is this advance kept, or can it be taken back?"
    note = "paid in advance, and then?"
    why = "If it can be taken back, a practice that has spent it owes the whole of it."
    help = """
        If it is kept, write:
            in advance, kept whatever the outcome
        {on_account}
        """

    on_account: str


@light
class InstalmentPenniesUnsaid(Diagnostic):
    """Instalments that do not say where the odd pennies go."""

    code = "SCH235"
    title = "Which instalment takes the odd pennies?"
    note = "an amount seldom divides evenly"
    why = "£138,250.00 in 12 instalments leaves 4p."
    help = """
        Add one of:
            , odd pennies in the last
            , odd pennies in the first
        """


@light
class SharePenniesUnsaid(Diagnostic):
    """Shares that do not say how the odd pennies fall."""

    code = "SCH236"
    title = "How do the odd pennies fall?"
    note = "shares seldom come to whole pence"
    why = "By largest remainder a bigger pool can lower a share by a penny; by Sainte-Laguë it never does."
    help = """
        Add one of:
            , odd pennies by Sainte-Laguë
            , odd pennies by largest remainder
        """


# ---------------------------------------------------------------- sharing


@light
class SharingUnsaid(Diagnostic):
    """A payment to groups that does not say how it reaches their members."""

    code = "SCH237"
    title = 'How does "{name}" reach the {members} of each {group}?'
    note = "paid to each {group}, and then?"
    why = "Equal shares and shares by list size pay every member differently."
    help = """
        Write one of:
            {ways}
        """

    name: str
    members: str
    group: str
    ways: str


@light
class BasisUnsaid(Diagnostic):
    """Shares without a basis."""

    code = "SCH238"
    title = "In what proportion is it shared?"
    note = "equally, or by what?"
    why = "Equal shares and shares by list size pay every member differently."
    help = """
        Write one of:
            {ways}
        """

    ways: str


@light
class DayUnsaid(Diagnostic):
    """A figure without its day or period."""

    code = "SCH239"
    title = 'When is "{name}" counted?'
    note = "on which day, or over which period?"
    why = "The figures of two days, or of two years, pay two different sums."
    help = """
        End the line with one of:
            {on}
            at the end of each quarter
            during the year
        """

    name: str
    on: str


@light
class JoinerUnsaid(Diagnostic):
    """Money shared among members, without a word on those who join."""

    code = "SCH240"
    title = "What is {member} paid that joins during the term?"
    note = "shared among {members}, and nothing says"
    why = "A whole share, a share for its days and no share differ by as much as the share itself."
    help = """
        Write one of these in the heading, or in this payment for it alone:
            if {member} joins, pay by days
            if {member} joins, pay in full
            if {member} joins, pay nothing
            if {member} joins, hold the payment
        """

    member: str
    members: str


# ---------------------------------------------------------------- more about what is not there


@light
class EmptyUnsayable(Diagnostic):
    """A part out of a whole in a block that cannot say what a share of nobody is."""

    code = "SCH241"
    title = "What is this if {empty}?"
    note = "the whole can be 0"
    why = "Nothing can be divided by 0, and each way round it pays differently."
    help = """
        Make it an indicator of its own, and use its name here:
            {begun}
                is {words}
                if {empty}, leave it out
            {line}
        In place of  leave it out  may stand  count it as {nothing}  or  hold the payment.
        """

    empty: str
    begun: str
    words: str
    line: str
    nothing: str


@light
class EmptyOfAnother(Diagnostic):
    """A rule for there being none of something that is not counted."""

    code = "SCH242"
    title = "The whole counts {units}, and not {written}"
    note = "what is counted is {units}"
    help = """
        Write:
            if {meant}
        """

    written: str
    units: str
    meant: str


@light
class MeasuredUnsaid(Diagnostic):
    """An indicator of figures with several times, that does not say when it is measured."""

    code = "SCH243"
    title = 'When is "{name}" measured?'
    note = "its figures are given {times}"
    why = "The figures of two dates can pay two different sums."
    help = """
        Write, for example:
            measured {example}
        """

    name: str
    times: str
    example: str


@light
class LevelUnsaid(Diagnostic):
    """A block that does not say for whom it is worked out, made of what each member has."""

    code = "SCH244"
    title = 'For whom is "{name}" worked out?'
    note = "for each {finer}, or once for the whole scheme?"
    why = "It is made of figures that each {finer} has."
    help = """
        If each {finer} has its own, write:
            {begun} for each {finer}
        """

    name: str
    finer: str
    begun: str


@light
class CountedAsAnother(Diagnostic):
    """Something counted as a value of another kind."""

    code = "SCH245"
    title = '"{name}" cannot be counted as {counted}'
    note = "this is {other}"
    help = "Count something of the same kind, or write  hold the payment."

    name: str
    counted: str
    other: str


@light
class LeaverUnsaid(Diagnostic):
    """Money shared among members, without a word on those who leave."""

    code = "SCH246"
    title = "What is {member} paid that leaves during the term?"
    note = "shared among {members}, and nothing says"
    why = "A whole share, a share for its days and no share differ by as much as the share itself."
    help = """
        Write one of these in the heading, or in this payment for it alone:
            if {member} leaves, pay by days
            if {member} leaves, pay in full
            if {member} leaves, pay nothing
            if {member} leaves, hold the payment
        """

    member: str
    members: str


@light
class NothingDivided(Diagnostic):
    """A rule for an empty whole where there is no part out of a whole."""

    code = "SCH249"
    title = "Nothing here is a part out of a whole"
    note = "so this line has no use"
    why = "Only what is divided needs a rule for there being none."
    help = "Leave the line out."


# ---------------------------------------------------------------- what a person decides


@light
class FigureUndecided(Diagnostic):
    """A figure that says what happens if it is undecided."""

    code = "SCH157"
    title = '"{name}" is a figure, and nobody decides it'
    note = "only a judgement can be undecided"
    why = "A figure that is not there is not reported, suppressed or not applicable."
    help = """
        Say what happens when it is not reported:
            if not reported, hold the payment
        {judgement}
        """

    name: str
    judgement: str


@light
class JudgementAbsent(Diagnostic):
    """A judgement that says what happens in a situation in which it cannot be."""

    code = "SCH158"
    title = '"{name}" is a judgement, and can only be decided or undecided'
    note = "{written}: this does not happen to a judgement"
    why = "Nobody reports a judgement. Until the person has decided, it is undecided."
    help = """
        Write:
            if undecided, hold the payment
        """

    name: str
    written: str


@light
class UndecidedUnsaid(Diagnostic):
    """A judgement that does not say what happens until it is decided."""

    code = "SCH159"
    title = 'What happens while "{name}" is undecided?'
    note = "neither the judgement nor the heading says"
    why = "Whoever decides may be late. Holding the payment and counting it as {counted} pay different sums then."
    help = """
        Write one of these here, or in the heading for all judgements:
            if undecided, hold the payment
            if undecided, count it as {counted}
            if undecided, leave it out
        """

    name: str
    counted: str


@light
class NotOneOfItsWords(Diagnostic):
    """A word that a figure cannot be."""

    code = "SCH155"
    title = 'This can never be "{written}"'
    note = "its words are {words}"
    why = "A test of a word that no figure has comes out the same for everybody, and nobody would see it."
    help = "{meant}"

    written: str
    words: str
    meant: str


@light
class NotForMembers(Diagnostic):
    """Something done about a member that comes or goes that can only be done about a figure or a payment."""

    code = "SCH143"
    title = '"{words}" does not say what is paid if {member} {change}'
    note = "this is for other cases"
    help = """
        Write one of these:
            if {member} {change}, pay by days
            if {member} {change}, pay in full
            if {member} {change}, pay nothing
            if {member} {change}, hold the payment
        """

    words: str
    member: str
    change: str


@light
class NothingToAdd(Diagnostic):
    """Figures to be added together where there are no two members whose figures they could be."""

    code = "SCH141"
    title = "If {member} {change}, no figures can be added together"
    note = "only the figures of {leaves} that merge can be added"
    why = "A sum needs two whose figures it is: one that stayed, and one that went into it."
    help = """
        Write one of these:
            if {member} {change}, pay by days
            if {member} {change}, pay in full
            if {member} {change}, pay nothing
            if {member} {change}, hold the payment
        """

    member: str
    change: str
    leaves: str
