"""Blocks and lines as written. Each class is the grammar's rule of the same name."""

from schemelang.light import field, light
from schemelang.source import Span


@light
class Node:
    """Anything that stands in the text. Two nodes are equal if they say the same, wherever they stand."""

    span: Span = field(eq=False, repr=False, kw_only=True)


# ---------------------------------------------------------------- words, numbers and dates


@light
class Name(Node):
    """A name that the author chose: list_size."""

    text: str


@light
class Number(Node):
    """A plain number, as digits: 1,000."""

    text: str


@light
class Percent(Node):
    """A percentage, as written: 30% or 30 per cent."""

    text: str


@light
class Money(Node):
    """An amount of money, as written: £35, £2.3m or 95p."""

    text: str


@light
class Date(Node):
    """A day, as written: 1 April 2013."""

    text: str


@light
class Month(Node):
    """A month, as written: April 2013."""

    text: str


@light
class Years(Node):
    """A financial year, as written: 2014/15."""

    text: str


@light
class Ordinal(Node):
    """A day of a month, as written: 15th."""

    text: str


@light
class Code(Node):
    """An organisation's code: 08V."""

    text: str


@light
class Text(Node):
    """Words between quotation marks, without them."""

    text: str


@light
class Cell(Node):
    """One cell of a table row, as text without the blanks around it."""

    text: str


@light
class Row(Node):
    """One row of a table."""

    cells: tuple[Cell, ...]


@light
class Prose(Node):
    """One line of prose, without its mark. Braces are still in it."""

    text: str


@light
class Note(Node):
    """A note to oneself, kept for the formatter: `own_line` if nothing stands before it on its line."""

    text: str
    own_line: bool


# ---------------------------------------------------------------- expressions


@light
class YesNo(Node):
    """yes or no."""

    word: str


@light
class Negative(Node):
    """A number, percentage or amount with a minus sign before it."""

    literal: "Literal"


@light
class NameOf(Node):
    """A name read for one party: care_package of North."""

    name: Name
    party: Name | Text


@light
class Timed(Node):
    """A name read at a time: list_size on 1 January 2013."""

    read: Name | NameOf
    when: "When"


@light
class Aggregate(Node):
    """One value from many members, or from many times: total, average, lowest, highest, pooled, latest."""

    word: str
    operand: "Expression"


@light
class OverTime(Node):
    """One value from the periods of a longer one: total claims over the quarter, average list over the year."""

    word: str
    operand: "Expression"
    stretch: "Time | OwnPeriod"


@light
class OwnPeriod(Node):
    """The period that a block has its value for: the quarter."""

    kind: Name


@light
class NumberOf(Node):
    """How many members meet a target: number of practices that meet own_floor."""

    members: Name
    meet: str
    target: Name


@light
class Part(Node):
    """A percentage of something: 50% of referral_saving."""

    percent: Percent
    whole: "Expression"


@light
class GreaterOf(Node):
    """The greater of two."""

    one: "Expression"
    other: "Expression"


@light
class SmallerOf(Node):
    """The smaller of two."""

    one: "Expression"
    other: "Expression"


@light
class SoFar(Node):
    """The amount that the steps above have come to."""


@light
class AllPayments(Node):
    """Everything the scheme pays to everybody."""


@light
class Sum(Node):
    """Terms with the signs between them."""

    parts: "tuple[Expression | str, ...]"


@light
class Product(Node):
    """Factors with the signs between them."""

    parts: "tuple[Expression | str, ...]"


@light
class OutOf(Node):
    """A part out of a whole: care_plans out of diabetes_register."""

    part: "Expression"
    whole: "Expression"


@light
class NearestPlaces(Node):
    """To so many decimal places, and where a half goes."""

    places: "DecimalPlaces"
    halves: str


@light
class CutPlaces(Node):
    """Down to, or up to, so many decimal places."""

    word: str
    places: "DecimalPlaces"


@light
class Root(Node):
    """A square root, which is always rounded: square root of prevalence to 4 decimal places, halves up."""

    operand: "Expression"
    rounding: NearestPlaces | CutPlaces


@light
class Percentile(Node):
    """The value below which some members lie: the 5th percentile of prevalence."""

    ordinal: "Ordinal"
    operand: "Expression"


@light
class Per(Node):
    """A rate: admissions per 1,000 of list_size."""

    part: "Expression"
    number: Number
    whole: "Expression"


@light
class Rate(Node):
    """So much for each unit: £35 for each patient in total diabetes_register."""

    amount: "Literal"
    unit: Name
    base: "Expression"


@light
class Comparison(Node):
    """Two values held against each other, in words or with a sign."""

    left: "Expression"
    word: str
    right: "Expression"


@light
class IsMet(Node):
    """Whether a target is met, or not met."""

    target: "Expression"
    word: str


@light
class IsState(Node):
    """Whether a figure is reported, suppressed or applicable, a judgement decided, or a budget overspent."""

    read: "Expression"
    word: str


@light
class Bound(Node):
    """What each member's value is held against: of at least 60%, or after 1 April 2015."""

    word: str
    value: "Expression"


@light
class Quantity(Node):
    """How many: at least 4, at most 1."""

    word: str
    number: Number


@light
class EveryHas(Node):
    """A test of every member: every practice has care_planning of at least 60%."""

    member: Name
    measure: Name
    bound: Bound


@light
class EveryMeets(Node):
    """Whether every member meets a target."""

    member: Name
    target: Name


@light
class SomeHave(Node):
    """A test that a number of members must pass: at least 4 practices have peer_review of at least 70%."""

    quantity: Quantity
    members: Name
    have: str
    measure: Name
    bound: Bound


@light
class SomeMeet(Node):
    """Whether a number of members meet a target."""

    quantity: Quantity
    members: Name
    meet: str
    target: Name


@light
class SomeOf(Node):
    """Whether a number of the named things are met: at least 3 of a, b, c and d."""

    quantity: Quantity
    names: tuple[Name, ...]


@light
class AnyOf(Node):
    """Conditions joined by `or`."""

    conditions: "tuple[Expression, ...]"


@light
class AllOf(Node):
    """Conditions joined by `and`."""

    conditions: "tuple[Expression, ...]"


@light
class Negated(Node):
    """A condition with `not` before it."""

    condition: "Expression"


Literal = Number | Percent | Money | Date | YesNo | Negative
Expression = (
    Literal
    | Name
    | NameOf
    | Timed
    | Aggregate
    | OverTime
    | NumberOf
    | Part
    | GreaterOf
    | SmallerOf
    | SoFar
    | AllPayments
    | Root
    | Percentile
    | Sum
    | Product
    | OutOf
    | Per
    | Rate
    | Comparison
    | IsMet
    | IsState
    | EveryHas
    | EveryMeets
    | SomeHave
    | SomeMeet
    | SomeOf
    | AnyOf
    | AllOf
    | Negated
    | Text  # one of the words of a figure that is one of several
)


# ---------------------------------------------------------------- times and days


@light
class On(Node):
    """On one day."""

    date: Date


@light
class NumberedPeriod(Node):
    """A period by its number: quarter 4, or quarter 4 of 2014/15."""

    kind: Name
    number: Number
    of: Years | None


@light
class TheYear(Node):
    """The scheme's year."""


@light
class PreviousYear(Node):
    """The year before the scheme's."""


@light
class PreviousPeriod(Node):
    """The period before the one that a block has its value for: the previous quarter."""

    kind: Name


@light
class Stretch(Node):
    """A period of its own: 1 December 2014 to 28 February 2015."""

    first: Date
    last: Date


Time = NumberedPeriod | Month | Years | TheYear | PreviousYear | PreviousPeriod | Stretch


@light
class During(Node):
    """Over a period."""

    time: Time


@light
class AtEndOf(Node):
    """At the end of a period."""

    time: Time


@light
class AtEndOfEach(Node):
    """At the end of each period of a kind."""

    period: Name


@light
class DuringEach(Node):
    """Over each period of a kind."""

    period: Name


When = On | AtEndOf | During
GivenWhen = On | AtEndOfEach | DuringEach | During


@light
class OnDay(Node):
    """Due on one day."""

    date: Date


@light
class NthWorkingDay(Node):
    """A working day counted from the start of a month, or from an event."""

    ordinal: Ordinal


@light
class LastWorkingDay(Node):
    """The last working day of a month."""


@light
class OnEach(Node):
    """Due on the same day of each month, from a month on."""

    day: Ordinal | NthWorkingDay | LastWorkingDay
    period: Name
    start: Month


@light
class EndOf(Node):
    """The end of a period."""

    time: Time


@light
class EndOfEach(Node):
    """The end of each period of a kind."""

    period: Name


Anchor = EndOf | EndOfEach | Name | Date


@light
class OnWorkingDayAfter(Node):
    """Due on a working day counted from an event."""

    day: NthWorkingDay
    anchor: Anchor


@light
class Within(Node):
    """Due within a time after an event, on its last day."""

    number: Number
    lag: str
    anchor: Anchor


@light
class OnThe(Node):
    """Due on a day of the period that is paid for, or of a longer one around it."""

    day: Ordinal | NthWorkingDay | LastWorkingDay
    period: Name


@light
class ByDay(Node):
    """Due by a day."""

    date: Date


Day = OnDay | OnEach | OnThe | OnWorkingDayAfter | Within | ByDay


# ---------------------------------------------------------------- levels and types


@light
class ForEach(Node):
    """The level of a block: for each practice, each quarter."""

    kind: Name
    period: Name | None = None


@light
class Count(Node):
    """The type of a figure that counts something."""

    unit: Name


@light
class Type(Node):
    """The type of a figure that does not count: money, a percentage, a number of patients, yes or no, a date."""

    word: str
    unit: Name | None


@light
class OneOf(Node):
    """The type of a figure that is one of several words."""

    words: tuple[Text, ...]


# ---------------------------------------------------------------- situations


@light
class State(Node):
    """Not reported, suppressed, not applicable, undecided, overpaid or overspent."""

    word: str


@light
class OverpaidBy(Node):
    """More than so much too much was paid on account."""

    amount: Expression


@light
class OverspentBy(Node):
    """A budget is overspent by more than so much."""

    threshold: Expression


@light
class NoUnits(Node):
    """There is nobody in the whole."""

    unit: Name


@light
class NoMoney(Node):
    """There is no money in the whole."""


@light
class FewUnits(Node):
    """There are too few in the whole."""

    number: Number
    unit: Name


@light
class Change(Node):
    """A member joins, leaves, merges, splits, closes or moves to another group."""

    member: Name
    word: str


@light
class Hold(Node):
    """Hold the payment."""


@light
class CountAs(Node):
    """Count it as something else."""

    value: Expression


@light
class LeaveOut(Node):
    """Leave it out."""


@light
class PayByDays(Node):
    """Pay by days."""


@light
class PayInFull(Node):
    """Pay in full."""


@light
class PayNothing(Node):
    """Pay nothing."""


@light
class InInstalments(Node):
    """In so many equal instalments."""

    number: Number


@light
class RecoveredIn(Node):
    """Recovered in so many equal instalments, on these days."""

    number: Number
    days: "OnEach | None"


@light
class Recover(Node):
    """Recover what was paid too much, or a share of it."""

    percent: Percent | None
    way: str | RecoveredIn | None
    odd_pennies: "OddPenniesIn | None"
    up_to: Expression | None


@light
class CarryForward(Node):
    """Carry it forward."""


@light
class WriteOff(Node):
    """Write it off."""


@light
class AddFigures(Node):
    """Add the figures of those who merged together."""


Circumstance = State | OverpaidBy | OverspentBy | NoUnits | NoMoney | FewUnits | Change
Action = Hold | CountAs | LeaveOut | PayByDays | PayInFull | PayNothing | Recover | CarryForward | WriteOff | AddFigures


@light
class Situation(Node):
    """If something is so, this is done."""

    circumstance: Circumstance
    action: Action


# ---------------------------------------------------------------- lines of a scheme and of a party


@light
class OfferedBy(Node):
    """Who offers the scheme."""

    party: Name


@light
class OfferedTo(Node):
    """To whom it is offered, and to how many."""

    number: Number | None
    members: Name


@light
class Runs(Node):
    """The term, both days included."""

    first: Date
    last: Date


@light
class Groups(Node):
    """How members are grouped, into how many groups, and on which day it is asked who is in which."""

    members: Name
    number: Number | None
    groups: Name
    day: Date | None = None


@light
class Varies(Node):
    """The scheme that this one varies, and from when; under which clause of it, and why, where that is said."""

    file: Text
    start: Date
    clause: Name | None
    reason: Text | None


@light
class Uses(Node):
    """A file of blocks that this scheme shares with others."""

    file: Text


@light
class IsADraft(Node):
    """The scheme is a draft."""


@light
class ForConsultation(Node):
    """The scheme is out for consultation, and the last day to respond."""

    until: Date


@light
class ApprovedBy(Node):
    """Who approved the scheme, and when."""

    body: Text
    date: Date


@light
class RejectedBy(Node):
    """Who rejected the scheme, when, and why."""

    body: Text
    date: Date
    reason: Text | None


@light
class InterestOf(Node):
    """Somebody who had a part in the decision, and the interest that they declared."""

    who: Text
    interest: Text


@light
class SignBy(Node):
    """The last day to sign."""

    date: Date


@light
class Otherwise(Node):
    """What holds for those who do not sign, or who opt out."""

    what: Text


@light
class AsWellAs(Node):
    """What the scheme is paid in addition to."""

    what: Text


@light
class InsteadOf(Node):
    """What the scheme is paid in place of."""

    what: Text


@light
class MembersSee(Node):
    """That the members of a group see each other's figures."""


@light
class PartyCode(Node):
    """A named party's organisation code."""

    code: Code


@light
class PayeeForEach(Node):
    """A nominated payee for each group of a kind."""

    kind: Name


@light
class Pays(Node):
    """The part that a co-payer pays."""

    percent: Percent
    payment: Name | None


# ---------------------------------------------------------------- lines of figures, values and indicators


@light
class FigureIs(Node):
    """What a figure is, for whom and when."""

    type: Count | Type | OneOf
    level: ForEach | None
    when: GivenWhen | None


@light
class EachIs(Node):
    """What each figure of a table is, for whom and when."""

    type: Count | Type | OneOf
    level: ForEach | None
    when: GivenWhen | None


@light
class Source_(Node):  # noqa: N801 - the grammar's `source`; `Source` is the text itself
    """Where a figure or a value comes from."""

    what: Text


@light
class TheColumn(Node):
    """The column of a published file that a figure stands in."""

    column: Text


@light
class TheTotal(Node):
    """The column of a published file whose cells are added up for a figure."""

    column: Text


@light
class RowIs(Node):
    """Rows of a published file that have certain words in a column."""

    column: Text
    words: Text


@light
class RowBegins(Node):
    """Rows of a published file that have words in a column which begin in a certain way."""

    column: Text
    words: Text


@light
class Reading(Node):
    """Where in which published file a figure stands."""

    file: Text
    what: TheColumn | TheTotal
    picks: tuple[RowIs | RowBegins, ...] | None


@light
class ReadFrom(Node):
    """Which published file a figure is read from."""

    reading: Reading


@light
class Published(Node):
    """When a figure is published."""

    day: Day


@light
class Is(Node):
    """What a value or an indicator is, and from when."""

    value: Expression
    start: Date | None = None


@light
class LeftOut(Node):
    """What is taken off the whole, and the most that may be."""

    what: Expression
    most: Expression | None


@light
class LeavingOut(Node):
    """What is taken off the whole."""

    left_out: LeftOut


@light
class Measured(Node):
    """When an indicator is measured."""

    when: When


@light
class BetterWhen(Node):
    """Whether higher or lower is better."""

    word: str


# ---------------------------------------------------------------- lines of scales, targets, judgements and savings


@light
class GoesBy(Node):
    """What a scale is read with."""

    value: Expression


@light
class InBetween(Node):
    """A straight line between the rows."""


@light
class BelowTheFirstRow(Node):
    """What a scale gives below its first row."""

    value: Expression


@light
class AboveTheLastRow(Node):
    """What a scale gives above its last row."""

    value: Expression


@light
class AppliesTo(Node):
    """Whether a band applies to the whole or to each slice."""

    word: str


@light
class AddsUpTo(Node):
    """What the last column must add up to."""

    value: Expression


@light
class MetWhen(Node):
    """The condition of a target."""

    condition: Expression


@light
class JudgementIs(Node):
    """What is judged, and the words it is judged by."""

    word: str
    prose: tuple[Prose, ...]


@light
class DecidedBy(Node):
    """Who decides, and by when."""

    who: Text
    day: Day | None


@light
class Evidence(Node):
    """On what evidence."""

    what: Text


@light
class About(Node):
    """What a clause is about, by which it finds its section."""

    word: str


@light
class Budget(Node):
    """What spend is held against."""

    value: Expression


@light
class Spend(Node):
    """What was spent."""

    value: Expression


@light
class Nothing(Node):
    """The word none."""


@light
class FirstCall(Node):
    """What is taken from a saving before it counts."""

    value: Nothing | Expression


@light
class CountsFrom(Node):
    """A saving that counts from its first pound, perhaps once it reaches a threshold."""

    threshold: Expression | None


@light
class CountsAbove(Node):
    """A saving that counts only above a threshold."""

    threshold: Expression


# ---------------------------------------------------------------- lines of payments


@light
class EachPayee(Node):
    """Paid to each of a kind, perhaps each period."""

    kind: Name
    period: Name | None


@light
class To(Node):
    """Who is paid."""

    payee: EachPayee | Name


@light
class PaidBy(Node):
    """Who pays."""

    party: Name


@light
class OnlyIf(Node):
    """A condition on a step or on a tranche."""

    condition: Expression


@light
class StartWith(Node):
    """The first amount."""

    amount: Expression
    only_if: OnlyIf | None


@light
class Add(Node):
    """An amount added."""

    amount: Expression
    only_if: OnlyIf | None


@light
class Less(Node):
    """An amount taken off."""

    amount: Expression
    only_if: OnlyIf | None


@light
class Times(Node):
    """A factor."""

    factor: Expression
    only_if: OnlyIf | None


@light
class NeverMoreThan(Node):
    """A cap; in a figure, the most it can be."""

    value: Expression


@light
class NeverMoreThanInYear(Node):
    """A cap on what several periods come to together."""

    value: Expression


@light
class NeverLessThan(Node):
    """A floor; in a figure, the least it can be."""

    value: Expression


@light
class ReducedBy(Node):
    """A reduction for each thing met or not met."""

    reduction: Percent | Money
    names: tuple[Name, ...] | Name
    unmet: str
    compounding: str | None


@light
class NothingUnless(Node):
    """A gate that must be open."""

    condition: Expression


@light
class NothingIf(Node):
    """A gate that must be shut."""

    condition: Expression


@light
class Unit(Node):
    """What is rounded to: a penny, a pound, a whole number."""

    word: str


@light
class DecimalPlaces(Node):
    """So many decimal places."""

    number: Number


@light
class ToNearest(Node):
    """Rounded to the nearest."""

    unit: Unit | DecimalPlaces
    halves: str | None


@light
class RoundedDown(Node):
    """Rounded down."""

    unit: Unit | DecimalPlaces


@light
class RoundedUp(Node):
    """Rounded up."""

    unit: Unit | DecimalPlaces


@light
class Round(Node):
    """A rounding step."""

    rounding: ToNearest | RoundedDown | RoundedUp


Cap = NeverMoreThan | NeverMoreThanInYear
Step = StartWith | Add | Less | Times | Cap | NeverLessThan | ReducedBy | NothingUnless | NothingIf | Round


@light
class Balance(Node):
    """What is left after the tranches above."""


@light
class PartOfName(Node):
    """A percentage of something other than this payment."""

    percent: Percent
    of: Name


@light
class InAdvance(Node):
    """Paid in advance."""


@light
class Kept(Node):
    """Kept whatever the outcome."""


@light
class OnAccount(Node):
    """Paid on account, to be reconciled."""


@light
class OddPenniesIn(Node):
    """Which instalment takes the odd pennies."""

    word: str


@light
class OrNext(Node):
    """Or the next working day."""


@light
class NotBefore(Node):
    """But not before a day."""

    date: Date


Term = InAdvance | Kept | OnAccount | InInstalments | Day | OddPenniesIn | OrNext | NotBefore


@light
class Pay(Node):
    """A tranche: how much, when and on what terms."""

    amount: Percent | Money | Balance | PartOfName
    terms: tuple[Term, ...]
    only_if: OnlyIf | None


@light
class Rest(Node):
    """What the shares above leave."""


@light
class Among(Node):
    """Shared among a group's members, or those that meet a target."""

    members: Name
    that_meet: Name | None


@light
class With(Node):
    """Shared with a named party."""

    party: Name


@light
class WithEach(Node):
    """So much with each of a group's members, or with each that meets a target."""

    member: Name
    that_meet: Name | None


@light
class Equally(Node):
    """In equal shares."""


@light
class By(Node):
    """In proportion to a figure."""

    figure: Expression


@light
class OddPenniesBy(Node):
    """The method by which odd pennies fall."""

    method: str


@light
class OddPenniesTo(Node):
    """The party to whom odd pennies go."""

    party: Name


@light
class Share(Node):
    """How a payment, or a portion of it, reaches its payees."""

    portion: Percent | Money | Rest | None
    recipients: Among | With | WithEach
    basis: Equally | By | None
    odd_pennies: OddPenniesBy | OddPenniesTo | None


@light
class MayBeUsedFor(Node):
    """What the money may be used for."""

    what: Text


@light
class Allow(Node):
    """What a check would refuse in a payment, and why it is meant."""

    what: str
    because: Text


# ---------------------------------------------------------------- lines of exceptions, clauses, examples


@light
class ExceptionTo(Node):
    """What an exception is an exception to."""

    name: Name


@light
class ExceptionFrom(Node):
    """From when."""

    date: Date


@light
class Where(Node):
    """For whom."""

    condition: Expression


@light
class Instead(Node):
    """The line that stands in place of another."""

    line: Step | Pay | Share | MetWhen | Is | To | PaidBy | Measured


@light
class WinsOver(Node):
    """The exception that this one comes before."""

    name: Name


@light
class Because(Node):
    """The reason, printed in the contract."""

    reason: Text


@light
class Always(Node):
    """What must always hold."""

    condition: Expression


@light
class DoneBy(Node):
    """The day by which a duty is done."""

    date: Date


@light
class WordsOnly(Node):
    """Said of the numbers of a clause: nothing that is paid is worked out from them."""


@light
class Given(Node):
    """A figure of an example."""

    condition: Expression


@light
class Then(Node):
    """What must come of an example."""

    condition: Expression


# ---------------------------------------------------------------- blocks

SchemeLine = (
    OfferedBy
    | OfferedTo
    | Runs
    | Groups
    | Varies
    | Uses
    | IsADraft
    | ForConsultation
    | ApprovedBy
    | RejectedBy
    | InterestOf
    | SignBy
    | Otherwise
    | AsWellAs
    | InsteadOf
    | MembersSee
    | Situation
)
PartyLine = PartyCode | PayeeForEach | Pays
FigureLine = FigureIs | NeverMoreThan | NeverLessThan | Source_ | ReadFrom | Published | Situation
ValueLine = Is | Source_ | Situation | Step
IndicatorLine = Is | LeavingOut | Measured | BetterWhen | Source_ | Situation
ScaleLine = GoesBy | Row | InBetween | BelowTheFirstRow | AboveTheLastRow | AppliesTo | AddsUpTo
JudgementLine = JudgementIs | DecidedBy | Evidence | Situation
SavingLine = Budget | Spend | FirstCall | CountsFrom | CountsAbove | Situation
PaymentLine = To | PaidBy | Step | Pay | Share | MayBeUsedFor | Allow | Situation
ExceptionLine = ExceptionTo | ExceptionFrom | Where | Instead | WinsOver | Because


@light
class Scheme(Node):
    """The heading: who offers what to whom, and when."""

    name: Name
    title: Text | None
    lines: tuple[SchemeLine, ...]


@light
class Party(Node):
    """A named party."""

    name: Name
    title: Text | None
    lines: tuple[PartyLine, ...]


@light
class Figure(Node):
    """A piece of data that somebody will supply."""

    name: Name
    title: Text | None
    lines: tuple[FigureLine, ...]


@light
class Figures(Node):
    """Many figures of one type, in a table."""

    title: Text | None
    lines: tuple[FigureLine | EachIs | Row, ...]


@light
class Value(Node):
    """Something worked out or laid down."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[ValueLine, ...]


@light
class Values(Node):
    """Many values that are worked out alike, in a table."""

    title: Text | None
    level: ForEach | None
    lines: tuple[ValueLine | Row, ...]


@light
class Indicator(Node):
    """A part out of a whole, or any measured number."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[IndicatorLine, ...]


@light
class Indicators(Node):
    """Many indicators, in a table."""

    title: Text | None
    level: ForEach | None
    lines: tuple[IndicatorLine | Row, ...]


@light
class Scale(Node):
    """A table that turns a number into points, pounds or a share."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[ScaleLine, ...]


@light
class Scales(Node):
    """Many scales of points between two thresholds, in a table."""

    title: Text | None
    level: ForEach | None
    lines: tuple[InBetween | Row, ...]


@light
class Target(Node):
    """A yes or no, worked out."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[MetWhen | Situation, ...]


@light
class Targets(Node):
    """Many targets, in a table."""

    title: Text | None
    level: ForEach | None
    lines: tuple[MetWhen | Situation | Row, ...]


@light
class Judgement(Node):
    """A yes or no, or a number, that a named person decides."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[JudgementLine, ...]


@light
class Saving(Node):
    """Budget, spend, and what counts as saved."""

    name: Name
    title: Text | None
    level: ForEach | None
    lines: tuple[SavingLine, ...]


@light
class Payment(Node):
    """To whom, the steps, when, and shared how."""

    name: Name
    title: Text | None
    lines: tuple[PaymentLine, ...]


@light
class Exception_(Node):  # noqa: N801 - the grammar's `exception`; `Exception` is Python's own
    """One replaced line of one named thing."""

    name: Name
    title: Text | None
    lines: tuple[ExceptionLine, ...]


@light
class Guarantee(Node):
    """What must always hold."""

    name: Name
    title: Text | None
    lines: tuple[Always, ...]


@light
class Clause(Node):
    """Prose, a duty, evidence."""

    name: Name
    title: Text | None
    prose: tuple[Prose, ...]
    lines: tuple[About | DoneBy | Evidence | WordsOnly, ...]


@light
class Example(Node):
    """Figures in, pounds out."""

    title: Text
    lines: tuple[Row | Given | Then, ...]


Block = (
    Scheme
    | Party
    | Figure
    | Figures
    | Value
    | Values
    | Indicator
    | Indicators
    | Scale
    | Scales
    | Target
    | Targets
    | Judgement
    | Saving
    | Payment
    | Exception_
    | Guarantee
    | Clause
    | Example
)


@light
class Replaced(Node):
    """A block that takes the place of one with the same name."""

    block: Block


@light
class Withdrawn(Node):
    """A block taken away, and why."""

    name: Name
    reason: Text


@light
class File(Node):
    """A whole file, with the notes that stand in it."""

    items: tuple[Block | Replaced | Withdrawn, ...]
    notes: tuple[Note, ...] = field(default=(), eq=False)
