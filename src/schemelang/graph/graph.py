"""The rule graph: what each rule is and what it needs."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, assert_never

from schemelang.dates import Lag, Period, PeriodKind
from schemelang.light import field, frozen
from schemelang.model.model import Change, Comparator, How, Kind, OverHow, PartYear, State, Type
from schemelang.model.stated import Standing
from schemelang.quantities import Method, Way
from schemelang.source import Span


class RuleId(NamedTuple):
    """The block a rule comes from, and which part of it: ("care_package", "step 2")."""

    owner: str
    part: str = ""

    def __str__(self) -> str:
        """Print as care_package.step 2."""
        return f"{self.owner}.{self.part}" if self.part else self.owner


class Role(Enum):
    """What the rest of the house may ask a rule for. A role is never read off a name."""

    GIVEN = "given"  # a figure as supplied
    FIGURE = "figure"  # a figure after what the scheme says of missing ones
    VALUE = "value"  # a value block
    INDICATOR = "indicator"  # an indicator block
    SCALE = "scale"  # a scale block
    EARNED = "earned"  # what one row of a scale earns
    TARGET = "target"  # a target block
    LINE = "line"  # a line of a saving: its budget, its spend, whether it is overspent
    LEFT_OVER = "left over"  # what is left of overspends that are carried forward, at the end
    STEP = "step"  # the amount after a step of a payment
    AMOUNT = "amount"  # a payment's amount after its last step
    OFFERED = "offered"  # a tranche before its condition
    TRANCHE = "tranche"  # a tranche after its condition
    STAKE = "stake"  # a member's share of what a tranche offers
    SHARE = "share"  # a member's share of a tranche
    INSTALMENT = "instalment"  # one dated payment
    PAYER = "payer"  # what of one dated payment one of several payers pays
    PAYMENT = "payment"  # all tranches of a payment together, at its own level
    RECEIVED = "received"  # all a member receives of a payment
    WEIGHT = "weight"  # what a payment is shared by
    ASKED = "asked"  # the money that a line of sharing, or a part in pounds, asks for
    BALANCE = "balance"  # what is earned less what was paid on account
    SETTLED = "settled"  # what of a balance is paid, or taken back where it is below nothing
    POOL = "pool"  # what of a tranche one line of sharing is about
    GUARANTEE = "guarantee"
    INSERTED = "inserted"  # a value quoted in prose
    REDUCTION = "reduction"  # what a step takes off, or leaves, for what is met or not; each part of it too
    PART = "part"  # a part of a sum or of a condition


# ---------------------------------------------------------------- the kinds


@frozen
class Given:
    """A figure, as supplied; `decided_by` says who decides it, where it is a judgement."""

    figure: str
    decided_by: str = ""


@frozen
class Constant:
    """A value laid down in the text: money in pounds, a percentage as a fraction of one."""

    value: Fraction | bool | date | str


AbsentAs = State | Literal["empty", "few", "left_out"]


@frozen
class Settled:
    """A value, or what the scheme says counts when it is absent in one of these ways.

    The action is `hold` (it stays absent), `leave_out`, or a rule whose value counts instead.
    """

    need: RuleId
    actions: tuple[tuple[AbsentAs, "Settlement"], ...]


Settlement = Literal["hold", "leave_out"] | RuleId


@frozen
class Joint:
    """A member's figure, with the figures of those that merged into it: added up or, if not `add`, the same for all.

    One that was not there when the figure was counted need not have it: `at_end` says whether that is the last
    day of a period or all of it. `given` is the figure as supplied.
    """

    need: RuleId
    given: RuleId
    add: bool
    at_end: bool


@frozen
class AsAt:
    """A figure that has several periods, at one of them."""

    need: RuleId
    period: Period


@frozen
class OfParty:
    """What one party has, which is called by its code or by its name."""

    need: RuleId
    party: str


@frozen
class Supplied:
    """Whether a figure, as supplied, is in one of the ways of not being a number; unless `so`, whether it is not."""

    need: RuleId
    state: State
    so: bool


@frozen
class OverTime:
    """One value from those of the periods within a stretch or, without one, within its own period."""

    need: RuleId
    how: OverHow
    stretch: Period | None


@frozen
class Latest:
    """The value of the last period that has one: up to its own period, or of all."""

    need: RuleId


@frozen
class Earlier:
    """What something was some months before its own period."""

    need: RuleId
    months: int


@frozen
class Dated:
    """The version in force on the last day of its period or, without one, of the term."""

    versions: tuple[tuple[date | None, RuleId], ...]


@frozen
class Total:
    """Values added."""

    needs: tuple[RuleId, ...]


@frozen
class Carried:
    """What earlier periods fell short of nothing, as far as periods after them have not made it good.

    A rule with one value for the whole term has what is left of it after the last period.
    """

    need: RuleId


@frozen
class Difference:
    """One value less another."""

    need: RuleId
    less: RuleId


@frozen
class Product:
    """Values multiplied."""

    needs: tuple[RuleId, ...]


@frozen
class Ratio:
    """A part out of a whole, times `per`. Out of nothing it is absent, `empty`.

    It is absent, too, where the whole is less than `fewer`, and where it is less than its `floor`: the part, or 0.
    """

    part: RuleId
    whole: RuleId
    per: int = 1
    fewer: int | None = None
    floor: Literal["part", "nothing"] | None = None


@frozen
class Least:
    """The least of its needs: a cap."""

    needs: tuple[RuleId, ...]


@frozen
class WithinYear:
    """Values of several periods, none of them more than the periods before have left of a limit for the year."""

    need: RuleId
    limit: RuleId


@frozen
class Greatest:
    """The greatest of its needs: a floor."""

    needs: tuple[RuleId, ...]


@frozen
class Test:
    """Two values held against each other, unrounded."""

    left: RuleId
    comparator: Comparator
    right: RuleId


@frozen
class Quorum:
    """Whether at least so many, and at most so many, of its needs are yes."""

    needs: tuple[RuleId, ...]
    least: int
    most: int | None


@frozen
class When:
    """One value if a condition is yes, else the other."""

    condition: RuleId
    then: RuleId
    otherwise: RuleId


@frozen
class Scaled:
    """What a table gives for a value. Its rows are in order of where they stand, each with what it gives.

    By `line` the value is found between two rows; below the first and above the last there is a word of its
    own. By `whole` each row goes on to the next, and the last for ever; by `slice` what a row gives is
    multiplied by the part of the value from there to the next row. What cannot be below or above has no word.
    """

    need: RuleId
    rows: tuple[tuple[RuleId, RuleId], ...]
    below: RuleId | None
    above: RuleId | None
    how: Literal["line", "whole", "slice"]


@frozen
class ChosenCase:
    """What counts by an exception, if its condition is yes and the period begins on its day or later.

    `yields_to` are the exceptions that win over it.
    """

    exception: str
    title: str
    condition: RuleId | None
    first: date | None
    then: RuleId
    yields_to: tuple[str, ...]


@frozen
class Chosen:
    """What counts by the one exception that applies, or else what counts for everybody.

    Where two apply and neither wins over the other there is no value: none is ever taken for being first.
    """

    cases: tuple[ChosenCase, ...]
    otherwise: RuleId


@frozen
class Over:
    """One value from the values of a group's members on a day. Members left out do not count.

    A percentile is the least of their values that `percent` in a hundred of them have, or less.

    Without a day everybody counts who was a member at any time, nobody is left out, and the total of nobody
    is nothing. That is how payments are added up: what was paid to somebody who has left was paid.
    """

    need: RuleId
    how: How
    members: Kind
    day: date | None
    percent: int | None = None


@frozen
class Pooled:
    """The members' parts added up, out of their wholes added up, times `per`, on a day.

    A member is left out where `indicator`, its own result, is left out.
    """

    part: RuleId
    whole: RuleId
    indicator: RuleId
    members: Kind
    day: date
    per: int = 1


@frozen
class Round:
    """A value rounded to a unit."""

    need: RuleId
    unit: Fraction
    way: Way


@frozen
class Root:
    """A square root rounded to a unit; of what is below nothing it is absent."""

    need: RuleId
    unit: Fraction
    way: Way


@frozen
class Weight:
    """What a member counts for when its group's money is shared: its basis (1 if none) for its days.

    A member for the whole term counts in full; one that comes or goes within it counts as the scheme says.
    `group` is the level of the groups whose money is shared.
    A member for which `meets` is not so counts for nothing.
    """

    basis: RuleId | None
    group: str
    joins: PartYear | None
    leaves: PartYear | None
    meets: RuleId | None = None
    merges: PartYear | None = None
    splits: PartYear | None = None
    closes: PartYear | None = None
    moves: PartYear | None = None

    def says(self, change: Change) -> PartYear | None:
        """Return what the scheme says of a member that comes or goes in one way."""
        match change:
            case "joins":
                return self.joins
            case "leaves":
                return self.leaves
            case "merges":
                return self.merges
            case "splits":
                return self.splits
            case "closes":
                return self.closes
            case "moves":
                return self.moves
            case _:
                assert_never(change)


@frozen
class Apportioned:
    """A member's part of its group's pool, in whole pence that add up to the pool.

    Without a method every part is rounded down, and what is left of the pool is somebody else's.
    A pool of less than nothing is shared only where it is `owed`: as if it were above, with every sign turned.
    """

    pool: RuleId
    weight: RuleId
    method: Method | None
    owed: bool = False


@frozen
class Portion:
    """One of the parts into which an amount is cut, in whole pence that add up to it.

    A part is a fixed share, a rule that says how much money it is, or the rest.
    """

    need: RuleId
    shares: tuple["Cut", ...]
    index: int
    odd_pennies: Literal["last", "first"]


Cut = Fraction | RuleId | Literal["rest"]

Read = Given | Constant | Settled | Joint | AsAt | OfParty | Supplied | OverTime | Latest | Earlier | Dated | Carried
"""What is supplied, laid down, or taken from another rule, perhaps at another time or of another party."""

Reckoned = (
    Total
    | Difference
    | Product
    | Ratio
    | Least
    | WithinYear
    | Greatest
    | Test
    | Quorum
    | When
    | Chosen
    | Scaled
    | Round
    | Root
)
"""Arithmetic and logic."""

Shared = Over | Pooled | Weight | Apportioned | Portion
"""What is put together from members, and what is cut up for them."""

RuleKind = Read | Reckoned | Shared


# ---------------------------------------------------------------- a rule, a payment's lines, the graph


@frozen(kw_only=True)
class Rule:
    """One rule. `series` is the kind of period it has a value for each of, or None for one value.

    `moment` is the day or the period that one value is of, where the scheme says when it is counted.
    `title` is what a person calls it: the block's own title, or the words of the part.
    """

    id: RuleId
    kind: RuleKind
    role: Role
    level: str
    series: PeriodKind | None
    moment: date | Period | None = None
    type: Type
    title: str
    clause: str
    span: Span = field(eq=False, repr=False)


Means = Literal["next_payment", "future_only", "invoice", "instalments", "write_off", "carry_forward"]
"""The way in which money comes back, if it does."""


@frozen(kw_only=True)
class TakenBack:
    """What is done where too much was paid on account: on which condition, if it is the narrower case, and how.

    `by` is the way of it as it was chosen, and `words` the same with all that belongs to it.
    Of a payment that rests on a saving, `of` says that it is an overspend that is taken back.
    `days` are those of its instalments, where it is taken back in instalments.
    """

    condition: RuleId | None
    how: Literal["recovered", "written off", "carried forward"]
    by: Means
    words: str
    of: Literal["advance", "overspend"] = "advance"
    days: tuple[date, ...] = ()
    odd_pennies: Literal["last", "first"] = "last"


@frozen(kw_only=True)
class DayAfter:
    """A day that is known once a rule has given another: so many working days, days, weeks or months after it.

    Where that is earlier than `not_before`, it is that day.
    """

    number: int
    lag: Lag
    after: RuleId
    or_next: bool
    not_before: date | None = None

    @property
    def said(self) -> str:
        """How far after: 30 working days."""
        return f"{self.number} {self.lag}{'' if self.number == 1 else 's'}"


@frozen(kw_only=True)
class DuePart:
    """One instalment of one tranche of one payment, by one line of its sharing: how much, and when it is due.

    `called` is what the tranche is called beside the others, 70% or £500; nothing where it is the whole.
    `sharing` is which of several lines of sharing it is, or 0, and `portion` what that line is called.
    `pool` is the rule of what the line is about.
    Where it `is_shared`, those of `level` are members of the groups that are paid.
    `balance` is what is earned less what was paid on account, and `recoveries` what is done where that is below
    nothing: the first whose condition is met. Where that is taken back in instalments, each is a part of its own,
    and `recovers` says which of the recoveries it belongs to; it takes the place of the part that is below nothing.
    `period` is the one that is paid for, where the payment is made for each.
    The rules have a value for each payee at `level`. `share` is the payee's part of the tranche, and `amount`
    this instalment of it; with one instalment they are the same rule. Where there are several payers, `line` is
    what the instalment comes to and `amount` the part of it that `payer` pays; `paid_by` says which part that is,
    and with one payer is empty. `condition` is what the tranche hangs
    on, and `stake` what `share` comes to if that is met; an unconditional tranche has neither.
    """

    payment: str
    payer: str
    payee: str | None
    level: str
    tranche: int
    called: str
    sharing: int
    portion: str
    pool: RuleId
    instalment: int
    instalments: int
    period: Period | None
    day: date | DayAfter
    amount: RuleId
    line: RuleId
    paid_by: str
    share: RuleId
    stake: RuleId | None
    condition: RuleId | None
    is_shared: bool = False
    balance: RuleId | None = None
    recoveries: tuple[TakenBack, ...] = ()
    recovers: TakenBack | None = None

    @property
    def which_instalment(self) -> str:
        """Which of several instalments it is: instalment 2 of 9; nothing where it is the only one."""
        if self.recovers is not None:
            return f"recovery {self.instalment} of {self.instalments}"
        return "" if self.instalments == 1 else f"instalment {self.instalment} of {self.instalments}"

    @property
    def decided_by(self) -> tuple[RuleId, ...]:
        """The rules that say what is paid of it, and when."""
        asked = (self.amount, self.condition, self.balance, *(done.condition for done in self.recoveries))
        day = (self.day.after,) if isinstance(self.day, DayAfter) else ()
        return (*(rule for rule in asked if rule is not None), *day)

    @property
    def reads(self) -> tuple[RuleId, ...]:
        """Those and, of money that hangs on a condition, what it could be: a line of it is made of nothing else."""
        return self.decided_by if self.stake is None else (*self.decided_by, self.stake)

    @property
    def payment_rule(self) -> RuleId:
        """The rule of what the whole payment comes to."""
        return RuleId(self.payment)

    @property
    def which(self) -> str:
        """What this is called beside everything else that the payment pays: 45% of 70%; nothing where it is all."""
        by = " of " if self.portion.endswith(("%", "pennies")) else " out of "
        by = by if self.called[:1].isdigit() or self.called.startswith("£") else ", "
        return by.join(filter(None, (self.portion, self.called)))


@frozen(kw_only=True)
class RuleGraph:
    """Every rule, needs first, and every part that falls due.

    A member of one of the levels `joining` that merges into another is one member with it.
    `parties` has the title of each named party.
    """

    rules: tuple[Rule, ...]
    due: tuple[DuePart, ...]
    levels: tuple[str, ...]
    first: date
    last: date
    standing: Standing
    joining: tuple[str, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_id(self) -> dict[RuleId, Rule]:
        """Each rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def needs(self) -> dict[RuleId, tuple[RuleId, ...]]:
        """What each rule is worked out from, in the order it names them."""
        return {rule.id: needs(rule.kind) for rule in self.rules}

    @cached_property
    def place(self) -> dict[RuleId, int]:
        """Where each rule stands in the order."""
        return {rule.id: place for place, rule in enumerate(self.rules)}

    def under(self, rules: Iterable[RuleId]) -> frozenset[RuleId]:
        """Return some rules and all that they are worked out from, however far off."""
        found, waiting, known = set[RuleId](), list(rules), self.needs
        while waiting:
            rule = waiting.pop()
            if rule not in found:
                found.add(rule)
                waiting += known[rule]
        return frozenset(found)


def needs(kind: RuleKind) -> tuple[RuleId, ...]:
    """Return the rules that a rule of this kind is worked out from, in the order it names them."""
    match kind:
        case Given() | Constant():
            return ()
        case Settled(need, actions):
            return (need, *(action for _, action in actions if isinstance(action, RuleId)))
        case Portion(need, shares):
            return (need, *(share for share in shares if isinstance(share, RuleId)))
        case Joint(need, given):
            return (need, given)
        case AsAt(need) | OverTime(need) | Latest(need) | Earlier(need) | OfParty(need) | Supplied(need):
            return (need,)
        case Carried(need) | Round(need) | Root(need) | Over(need):
            return (need,)
        case Dated(versions):
            return tuple(version for _, version in versions)
        case Total(them) | Product(them) | Least(them) | Greatest(them) | Quorum(them):
            return them
        case Difference(need, less):
            return (need, less)
        case Ratio(part, whole):
            return (part, whole)
        case WithinYear(need, limit):
            return (need, limit)
        case Test(left, _, right):
            return (left, right)
        case When(condition, then, otherwise):
            return (condition, then, otherwise)
        case Scaled(need, rows, below, above):
            beyond = (each for each in (below, above) if each is not None)
            return tuple(dict.fromkeys((need, *(each for row in rows for each in row), *beyond)))
        case Chosen(cases, otherwise):
            conditions = (case.condition for case in cases if case.condition is not None)
            return (*conditions, *(case.then for case in cases), otherwise)
        case Pooled(part, whole, indicator):
            return (part, whole, indicator)
        case Weight(basis=basis, meets=meets):
            return tuple(need for need in (basis, meets) if need is not None)
        case Apportioned(pool, weight):
            return (pool, weight)
        case _:
            assert_never(kind)
