"""Blocks as meant. Each is frozen; nothing here is worked out yet."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal, assert_never

from schemelang.dates import Lag, Period, PeriodKind
from schemelang.light import field, frozen
from schemelang.model.stated import ExampleTable, GivenFigure, Standing, Variation
from schemelang.quantities import Method, Way
from schemelang.source import Source, Span

SCHEME = "scheme"  # the level of what is worked out once, for the whole scheme


# ---------------------------------------------------------------- types, levels and times


class Quantity(Enum):
    """What kind of thing a value is."""

    MONEY = "money"
    SHARE = "a percentage"
    NUMBER = "a number"
    COUNT = "a count"
    YES_NO = "yes or no"
    DATE = "a date"
    CATEGORY = "one of several words"


@frozen
class Type:
    """A quantity and, where it counts something, what it counts, in the singular: patient.

    What is one of several words has them; a word by itself, which could be anybody's, has none.
    """

    quantity: Quantity
    unit: str = ""
    words: tuple[str, ...] = ()


@frozen
class Kind:
    """A kind of party in the author's words: practice and practices."""

    singular: str
    plural: str


@frozen
class Grouping:
    """A kind of group, what it is made of, and into how many groups, if that is said.

    With a `day`, members count for the whole term in the groups in which they are on that day.
    """

    members: Kind
    groups: Kind
    number: int | None
    day: date | None = None


@frozen
class Once:
    """A figure given once: on a day, or for a period, or with no time at all."""

    moment: date | Period | None


@frozen
class Each:
    """A figure given for each period of a kind, over it or at its end."""

    kind: PeriodKind
    at_end: bool


Time = Once | Each


# ---------------------------------------------------------------- situations


@frozen
class Hold:
    """The payment is held until the figure is there."""


@frozen
class LeaveOut:
    """The member is left out of what is worked out from its group."""


@frozen
class CountAs:
    """The value that counts instead."""

    value: "Expression"


Action = Hold | LeaveOut | CountAs
PartYear = Literal["nothing", "by_days", "in_full", "hold", "together"]
Change = Literal["joins", "leaves", "merges", "splits", "closes", "moves"]


@frozen(kw_only=True)
class Changes:
    """What a member is paid that comes or goes within the term; None where the scheme does not say.

    One comes when it joins, or splits from another; it goes when it leaves, merges into another or closes.
    One that moves leaves one group and joins another of the same kind.
    """

    joins: PartYear | None = None
    leaves: PartYear | None = None
    merges: PartYear | None = None
    splits: PartYear | None = None
    closes: PartYear | None = None
    moves: PartYear | None = None


@frozen
class Absences:
    """What is done when a figure is not a number. None where the scheme does not say: then it is held."""

    not_reported: Action
    suppressed: Action | None
    not_applicable: Action | None


# ---------------------------------------------------------------- expressions


@frozen(kw_only=True)
class Expression:
    """Something with a value: its type, and the level for which it is worked out."""

    type: Type
    level: str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Constant(Expression):
    """A value laid down in the text. A percentage is a fraction of one, money is in pounds."""

    value: Fraction | bool | date | str


@frozen(kw_only=True)
class ReadFigure(Expression):
    """A figure: at one of its periods, or at each of its `series`; one that is given once has neither."""

    figure: str
    period: Period | None
    series: PeriodKind | None = None


@frozen(kw_only=True)
class ReadBlock(Expression):
    """What another block comes to: at one of its periods, or at each of its `series`, if it has several.

    `version` is the day on which a dated value is read. A `part` is what else a saving says: whether it is overspent.
    """

    block: str
    period: Period | None = None
    series: PeriodKind | None = None
    version: date | None = None
    part: Literal["", "overspent"] = ""


@frozen(kw_only=True)
class OfParty(Expression):
    """What one party has, which is called by its code or its name. It is one value for the whole scheme."""

    read: Expression
    party: str


State = Literal["not_reported", "suppressed", "not_applicable", "undecided"]


@frozen(kw_only=True)
class SuppliedOf(Expression):
    """Whether a figure was supplied in one of the ways of not being a number; unless `so`, whether it was not."""

    figure: Expression
    state: State
    so: bool


@frozen(kw_only=True)
class SumOf(Expression):
    """Terms added, or taken off where the sign is -1."""

    terms: tuple[tuple[Literal[1, -1], Expression], ...]


@frozen(kw_only=True)
class ProductOf(Expression):
    """Factors multiplied, or divided by where the power is -1."""

    factors: tuple[tuple[Literal[1, -1], Expression], ...]


@frozen(kw_only=True)
class RateOf(Expression):
    """So much for each unit of something."""

    amount: Constant
    unit: str
    base: Expression


@frozen(kw_only=True)
class PartOf(Expression):
    """A share of something."""

    share: Constant
    whole: Expression


@frozen(kw_only=True)
class RatioOf(Expression):
    """A part out of a whole, or for so many of it: `per` is 1,000 in admissions per 1,000 patients.

    `empty` is what is done when the whole is nothing, and `few` when it is less than some number. `floor` is
    what the whole may not be less than, where some of it is left out: its part, or nothing if the two are unlike.
    """

    part: Expression
    whole: Expression
    empty: Action
    few: "Few | None" = None
    per: int = 1
    floor: Literal["part", "nothing"] | None = None


@frozen
class Few:
    """Fewer than what number are few, and what is done then."""

    number: int
    action: Action


@frozen(kw_only=True)
class LeftOf(Expression):
    """What is left of a whole when some of it is left out; no more of it is than `most`, where that is said."""

    whole: Expression
    left_out: Expression
    most: Expression | None


@frozen(kw_only=True)
class RootOf(Expression):
    """A square root, rounded."""

    operand: Expression
    unit: Fraction
    way: Way


@frozen(kw_only=True)
class GreatestOf(Expression):
    """The greatest of several."""

    values: tuple[Expression, ...]


@frozen(kw_only=True)
class LeastOf(Expression):
    """The least of several."""

    values: tuple[Expression, ...]


How = Literal["total", "average", "median", "percentile", "lowest", "highest", "number", "every"]


@frozen(kw_only=True)
class Over(Expression):
    """One value from the members' values: those who were members on `day`.

    `number` counts the members for which a condition holds; `every` says whether it holds for all. Of a percentile
    `percent` says which.
    """

    how: How
    members: Kind
    operand: Expression
    day: date
    percent: int | None = None


@frozen(kw_only=True)
class PooledOf(Expression):
    """An indicator of the group as one: the sum of the parts out of the sum of the wholes."""

    indicator: str
    members: Kind
    day: date
    series: PeriodKind | None = None


OverHow = Literal["total", "average", "lowest", "highest"]


@frozen(kw_only=True)
class OverTime(Expression):
    """One value from those of the periods within a longer one, or of the periods within the block's own."""

    how: OverHow
    operand: Expression
    stretch: Period | None
    series: PeriodKind | None


@frozen(kw_only=True)
class LatestOf(Expression):
    """The value of the last period that has one, up to the block's own period or, without one, of all."""

    operand: Expression
    series: PeriodKind | None


@frozen(kw_only=True)
class EarlierOf(Expression):
    """What something was some months before the block's own period."""

    operand: Expression
    months: int


@frozen(kw_only=True)
class DatedOf(Expression):
    """What is laid down from one date on, and from another; the first may hold from the beginning.

    A place reads the version in force on a day, or the one of each period of its `series`.
    """

    versions: tuple[tuple[date | None, Expression], ...]


Comparator = Literal["at_least", "at_most", "more_than", "less_than", "equal", "not_equal"]


@frozen(kw_only=True)
class OwnLineOf(Expression):
    """A line of the saving in which this stands: its budget, or its spend."""

    line: Literal["budget", "spend"]
    series: PeriodKind | None


@frozen(kw_only=True)
class Compared(Expression):
    """Two values held against each other, exactly."""

    left: Expression
    comparator: Comparator
    right: Expression


@frozen(kw_only=True)
class Quorum(Expression):
    """Whether at least `least` and, if given, at most `most` of the conditions hold.

    All of n is at least n, any is at least 1, not is at most 0. `said` keeps which the author wrote.
    """

    conditions: tuple[Expression, ...]
    least: int
    most: int | None
    said: Literal["and", "or", "not", "of"]


@frozen(kw_only=True)
class Exceptional:
    """By which exception a line is replaced: from which day on, for whom, and which exceptions win over it.

    A day is kept only where there are periods to begin before it or after it.
    """

    exception: str
    title: str
    first: date | None
    condition: Expression | None
    yields_to: tuple[str, ...]


@frozen(kw_only=True)
class ExceptedOf(Expression):
    """What a line says, and what stands in its place by exceptions."""

    usual: Expression
    cases: tuple[tuple[Exceptional, Expression], ...]
    series: PeriodKind | None = None


@frozen(kw_only=True)
class SoFarOf(Expression):
    """The amount that the steps above have come to."""

    series: PeriodKind | None = None


@frozen(kw_only=True)
class AllPaymentsOf(Expression):
    """Everything the scheme pays."""


# ---------------------------------------------------------------- blocks


@frozen(kw_only=True)
class Block:
    """What every block has: a name, a title to print, and its place."""

    name: str
    title: str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class NamedParty(Block):
    """The commissioner, or another party with a name. `payee_for` is a group kind it is nominated for."""

    code: str | None
    payee_for: str | None


@frozen
class DayOfPeriod:
    """A day of the month, quarter or year that something is of: its 15th, its 5th working day, its last working day."""

    number: int | Literal["last"]
    lag: Literal["day", "working day"]
    period: PeriodKind


@frozen
class DayAfterEnd:
    """So many working days, days, weeks or months after a day, or after the end of the period that something is of."""

    number: int
    lag: Lag
    end: date | PeriodKind


KnownBy = date | DayOfPeriod | DayAfterEnd
"""By when a figure is promised to be there."""


@frozen(kw_only=True)
class Pick:
    """Rows of a published file: those with certain words in a column, or with words that begin so."""

    column: str
    words: str
    begins: bool


@frozen(kw_only=True)
class Reading:
    """Where in which published file a figure stands: in a column of the rows picked, or as the total of it."""

    file: str
    column: str
    total: bool
    picks: tuple[Pick, ...]
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Figure(Block):
    """A piece of data that somebody supplies.

    `published` is when it is published as it is printed, and `known_by` the same as a day can be worked out from
    it; of a judgement, by when it is decided. Words from which none can be worked out have no `known_by`.
    `reading` is where it stands in a published file, if the scheme says so.
    """

    type: Type
    level: str
    time: Time
    most: Expression | None
    least: Expression | None
    sources: tuple[str, ...]
    published: str
    known_by: KnownBy | None = None
    reading: Reading | None = None
    absences: Absences


@frozen(kw_only=True)
class Judgement(Figure):
    """A figure that a named person decides: in these words, on this evidence, and perhaps by a day.

    What is not decided is `undecided`; it cannot be absent in any other way.
    """

    paragraphs: "tuple[tuple[str | Inserted, ...], ...]"
    decided_by: str
    decided_when: str
    evidence: tuple[str, ...]
    undecided: Action


@frozen(kw_only=True)
class Value(Block):
    """Something laid down or worked out, in one expression or in steps, perhaps for each period of a kind."""

    level: str
    each: PeriodKind | None
    expression: "Expression | Steps"
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Indicator(Block):
    """A measured value, perhaps of each period. Only one that is a part out of a whole can be pooled."""

    level: str
    each: PeriodKind | None
    expression: Expression
    moment: date | Period | None
    better: Literal["higher", "lower"]
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Target(Block):
    """A yes or no, worked out, perhaps for each period of a kind."""

    level: str
    each: PeriodKind | None
    condition: Expression


@frozen(kw_only=True)
class PointsRow:
    """Points for a result: none at `lower`, all at `upper`, a straight line between. Lower may be better."""

    title: str
    result: Expression
    lower: Expression
    upper: Expression
    points: Expression
    better: Literal["higher", "lower"]


@frozen(kw_only=True)
class WorthRow:
    """What is earned if a condition holds; nothing if it does not."""

    title: str
    condition: Expression
    worth: Expression


@frozen(kw_only=True)
class Mark:
    """A row of a scale that goes by one value: what is given there, or from there on."""

    at: Expression
    gives: Expression


@frozen(kw_only=True)
class Points:
    """A result in each row, with its points in a straight line; the rows are added up."""

    rows: tuple[PointsRow, ...]
    adds_up_to: Expression


@frozen(kw_only=True)
class Worths:
    """A condition in each row, all or nothing; the rows are added up."""

    rows: tuple[WorthRow, ...]
    adds_up_to: Expression


@frozen(kw_only=True)
class Lookup:
    """One value found among marks: on the lines between them, or in the bands from each to below the next.

    `below` is what is given below the first. `end` is where the last line or band ends, and what is given
    beyond. Both are None where no value can be.
    """

    goes_by: Expression
    how: Literal["line", "whole", "slice"]
    marks: tuple[Mark, ...]
    below: Expression | None
    end: Mark | None


@frozen(kw_only=True)
class ExactRow:
    """What is given if the value is just the one of this row; the condition compares the two."""

    condition: Compared
    gives: Expression


@frozen(kw_only=True)
class Exact:
    """One value held against the one of each row. `rest` is for any other; None if each that can be has a row."""

    goes_by: Expression
    rows: tuple[ExactRow, ...]
    rest: Expression | None


AnyTable = Points | Worths | Lookup | Exact


@frozen(kw_only=True)
class Scale(Block):
    """A table that turns a number into points, pounds or a share, perhaps for each period of a kind."""

    level: str
    each: PeriodKind | None
    type: Type
    table: AnyTable


@frozen(kw_only=True)
class Recovered:
    """What is recovered of an overspend: a share, up to so much, and in which manner all of that is."""

    share: Constant | None
    up_to: Expression | None
    manner: "Recovery"


Overspend = Literal["write_off", "carry_forward"] | Recovered
"""What an overspend does."""


@frozen(kw_only=True)
class Threshold:
    """What a saving must reach for all of it to count, or above which alone it counts.

    `first` says that the saving is held against it before the first call is taken.
    """

    amount: Expression
    counts: Literal["once_reached", "only_above"]
    first: bool


@frozen(kw_only=True)
class Saving(Block):
    """What was saved against a budget, and how much of it counts, perhaps for each period of a kind.

    `overspent_by` is what is done instead where the overspend is more than an amount.
    """

    level: str
    each: PeriodKind | None
    budget: Expression
    spend: Expression
    first_call: Expression | None
    threshold: Threshold | None
    overspent: Overspend
    overspent_by: tuple[Expression, Overspend] | None


@frozen(kw_only=True)
class Step:
    """One step of a payment or of a value, with the words it is written in, and the type after it."""

    type: Type
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class AmountStep(Step):
    """Start with, add, take off or multiply by an amount, perhaps only on a condition."""

    does: Literal["start_with", "add", "less", "times"]
    amount: Expression
    only_if: Expression | None


@frozen(kw_only=True)
class LimitStep(Step):
    """Never more than, for each period or for all those of the year together, or never less than."""

    does: Literal["never_more_than", "never_more_than_in_year", "never_less_than"]
    limit: Expression


@frozen(kw_only=True)
class GateStep(Step):
    """Nothing unless, or nothing if."""

    does: Literal["nothing_unless", "nothing_if"]
    condition: Expression


@frozen(kw_only=True)
class RoundStep(Step):
    """Round to a unit, in one way."""

    unit: Fraction
    way: Way


HowReduced = Literal["added_together", "one_after_another"]


@frozen(kw_only=True)
class ReductionStep(Step):
    """Reduced by a percentage or an amount for each of several things that is met, or not met."""

    reduction: Constant
    reducers: tuple[Expression, ...]
    when: Literal["met", "not_met"]
    how: HowReduced


PlainStep = AmountStep | LimitStep | GateStep | ReductionStep | RoundStep


@frozen(kw_only=True)
class ExceptedStep(Step):
    """A step that some exceptions replace for those they are for."""

    usual: PlainStep
    cases: tuple[tuple[Exceptional, PlainStep], ...]


AnyStep = PlainStep | ExceptedStep


def variants(step: AnyStep) -> tuple[PlainStep, ...]:
    """Return a step, and those that stand in its place by exceptions."""
    return (step.usual, *(instead for _, instead in step.cases)) if isinstance(step, ExceptedStep) else (step,)


def is_for_year(step: AnyStep) -> bool:
    """Say whether a step is a limit for the whole year, in general or by an exception."""
    return any(isinstance(each, LimitStep) and each.does == "never_more_than_in_year" for each in variants(step))


Much = Fraction | Constant | Literal["rest"]
"""How much of a whole a part of it is: a share, an amount of money, or what the other parts leave."""


@frozen(kw_only=True)
class Steps:
    """The steps of a value, each taken on what those above it have come to."""

    steps: tuple[AnyStep, ...]

    @property
    def type(self) -> Type:
        """The type after the last step."""
        return self.steps[-1].type


def read_in(worked_out: Expression | Steps) -> tuple[Expression, ...]:
    """Return the expressions that a value is worked out from: the one, or those of its steps."""
    if isinstance(worked_out, Expression):
        return (worked_out,)
    return tuple(each for step in worked_out.steps for each in read_by(step))


def read_by(step: AnyStep) -> tuple[Expression, ...]:
    """Return the expressions that a step reads."""
    match step:
        case AmountStep(amount=amount, only_if=condition):
            return (amount,) if condition is None else (amount, condition)
        case LimitStep(limit=limit):
            return (limit,)
        case GateStep(condition=condition):
            return (condition,)
        case ReductionStep(reducers=reducers):
            return reducers
        case RoundStep():
            return ()
        case ExceptedStep(cases=cases):
            conditions = (case.condition for case, _ in cases if case.condition is not None)
            return (*conditions, *(each for one in variants(step) for each in read_by(one)))
        case _:
            assert_never(step)


@frozen(kw_only=True)
class OnAccount:
    """Money that is paid on account of what a payment will come to: so much of another amount, or pounds."""

    amount: Expression


@frozen(kw_only=True)
class Recovery:
    """What is done where more was paid on account than was earned, or more spent than the budget: what is taken back.

    `more_than` is how much too much it must be; `days` are those of its instalments, if they are named.
    """

    more_than: Expression | None
    how: Literal["next_payment", "future_only", "invoice", "instalments", "write_off", "carry_forward"]
    share: Fraction
    up_to: Expression | None
    number: int
    days: tuple[date, ...]
    odd_pennies: Literal["last", "first"]
    span: Span = field(eq=False, repr=False)


@frozen
class DayAfter:
    """A day that is known once another is: so many working days, days, weeks or months after it."""

    number: int
    lag: Lag
    after: Expression
    or_next: bool
    not_before: date | None = None


@frozen
class Dates:
    """The days of a tranche's instalments, of one period where its payment is made for each."""

    period: Period | None
    days: tuple[date | DayAfter, ...]


@frozen(kw_only=True)
class Tranche:
    """A part of a payment with its own condition and days.

    What is paid on account is no part of the amount; the balance is what is left of it after that.
    `terms` is what is said of money paid in advance. The days are those of its instalments; what would fall due
    earlier than `not_before` falls due on that day. `said` is where it is said when.
    """

    much: Much | OnAccount
    is_balance: bool
    terms: Literal["in_advance_kept", "on_account", "afterwards"]
    condition: Expression | None
    dates: tuple[Dates, ...]
    not_before: date | None
    odd_pennies: Literal["last", "first"]
    said: Span = field(eq=False, repr=False)
    span: Span = field(eq=False, repr=False)

    @property
    def days(self) -> tuple[date | DayAfter, ...]:
        """The days of the instalments, of the first period where there are several."""
        return self.dates[0].days


@frozen(kw_only=True)
class SharedWith:
    """A line of sharing: how much of a payment goes to a named party."""

    much: Much
    party: str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class SharedAmong:
    """A line of sharing: how much of a group's money goes to its members, equally if there is no basis.

    With `each` it is so much for each of them. Members for which `meets` is not so get nothing.
    Where `odd_pennies` is the name of a party, each share is rounded down and the party gets the rest.
    """

    much: Much
    members: Kind
    each: bool
    meets: Expression | None
    basis: Expression | None
    method: Method | None
    odd_pennies: str | None
    span: Span = field(eq=False, repr=False)


Sharing = SharedWith | SharedAmong


@frozen(kw_only=True)
class CoPayer:
    """A party that pays a part of each line of a payment, rounded down to the penny."""

    party: str
    share: Fraction
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Allowed:
    """What a check would refuse in a payment, and why it is meant."""

    what: Literal["falling pay", "early payment"]
    because: str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Payment(Block):
    """To whom, the steps, when, and shared how.

    `level` is the level of the steps: each practice, each network, or the scheme for a named payee.
    `payee` is a named party, or None where each of the level is paid. `each` is the kind of period for each of
    which there is a payment, None where there is one. What `co_payers` leave of a line, `payer` pays.
    `changes` is what is done for it about those of each level that come or go.
    """

    level: str
    each: PeriodKind | None
    payer: str
    co_payers: tuple[CoPayer, ...]
    payee: str | None
    steps: tuple[AnyStep, ...]
    tranches: tuple[Tranche, ...]
    sharing: tuple[Sharing, ...]
    recoveries: tuple[Recovery, ...]
    changes: Mapping[str, Changes]
    used_for: tuple[str, ...]
    allowed: tuple[Allowed, ...] = ()

    def changes_of(self, level: str) -> Changes:
        """Return what is done for this payment about those of a level that come or go."""
        return self.changes.get(level, Changes())

    def allows(self, what: Literal["falling pay", "early payment"]) -> Allowed | None:
        """Return the line by which a payment says why something is meant that would be refused."""
        return next((line for line in self.allowed if line.what == what), None)


@frozen(kw_only=True)
class ExceptionBlock(Block):
    """An exception: the block and the line that it is to, from when it counts, and why it is made."""

    to: str
    word: str
    first: date | None
    reason: str
    wins_over: tuple[str, ...]


@frozen(kw_only=True)
class Guarantee(Block):
    """What must always hold."""

    condition: Expression


@frozen(kw_only=True)
class Inserted:
    """A value quoted in prose."""

    expression: Expression


Subject = Literal["the service", "checks and data", "changes", "disputes", "ending"]
"""What a clause is about, if its author says so."""


@frozen(kw_only=True)
class Clause(Block):
    """Prose: paragraphs of words and inserted values.

    `words_only` is where it says that nothing is worked out from the numbers that are typed into it.
    """

    paragraphs: tuple[tuple[str | Inserted, ...], ...]
    about: Subject | None
    done_by: date | None
    evidence: tuple[str, ...]
    words_only: Span | None


@frozen(kw_only=True)
class Expectation:
    """What must come of an example: a block, for a party, at a moment, held against a value.

    A target that `is met` is held against yes.
    """

    block: str
    party: str | None
    moment: date | Period | None
    comparator: Comparator
    value: Fraction | bool | date | str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Example(Block):
    """Figures in, pounds out."""

    tables: tuple[ExampleTable, ...]
    givens: tuple[GivenFigure, ...]
    expectations: tuple[Expectation, ...]


AnyBlock = (
    NamedParty
    | Figure
    | Judgement
    | Value
    | Indicator
    | Scale
    | Target
    | Saving
    | Payment
    | ExceptionBlock
    | Guarantee
    | Clause
    | Example
)


@frozen(kw_only=True)
class Scheme:
    """A whole scheme, its blocks in the order they are written; `earlier` are the figures read of the year before.

    `variations` says what it changed of the scheme that it varies, then what that one had changed, and so on.
    With `members_see`, members of a group see the figures of each other.
    `shared` is the texts whose blocks other schemes use too.
    """

    source: Source = field(eq=False, repr=False)
    name: str
    title: str
    offered_by: str
    leaf: Kind
    leaf_number: int | None
    groupings: tuple[Grouping, ...]
    first: date
    last: date
    as_well_as: tuple[str, ...]
    instead_of: tuple[str, ...]
    members_see: bool
    standing: Standing
    sign_by: date | None
    otherwise: str
    changes: Mapping[str, Changes]
    earlier: tuple[str, ...]
    blocks: tuple[AnyBlock, ...]
    variations: tuple[Variation, ...] = ()
    shared: tuple[Source, ...] = field(default=(), eq=False, repr=False)
    span: Span = field(eq=False, repr=False)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels, finest first: practice, network, scheme."""
        return (self.leaf.singular, *(grouping.groups.singular for grouping in self.groupings), SCHEME)

    def grouping_of(self, members: str, groups: str) -> Grouping:
        """Return how members of one level are grouped into groups of another."""
        pair = members, groups
        return next(each for each in self.groupings if (each.members.singular, each.groups.singular) == pair)

    def changes_of(self, level: str) -> Changes:
        """Return what the scheme says of those of a level that come or go."""
        return self.changes.get(level, Changes())
