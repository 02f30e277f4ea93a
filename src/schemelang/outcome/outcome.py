"""Values by rule, party and period; and the ledger."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import DuePart, RuleGraph, RuleId
from schemelang.light import field, frozen


class Lack(Enum):
    """Why a rule has no value."""

    NOT_REPORTED = "not reported"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"
    EMPTY = "there is nothing to divide by"
    FEW = "there are too few to go by"
    BEYOND = "more is counted than is left"
    LEFT_OUT = "left out"
    NOBODY = "there is nobody to work it out from"
    NO_SUCH_PARTY = "it names a party that is not there"
    NAMESAKES = "it names more than one party"
    NO_ROOT = "it is below nothing, and has no square root"
    NOT_SAID = "the scheme does not say what a part-year member is paid"
    NO_CALENDAR = "the bank holidays of that time are not known"
    NOBODY_MEETS = "nobody meets what is asked of them, so there is nobody to share it among"
    NOT_IN_FORCE = "no value is in force yet"
    CHANGE_HELD = "the scheme holds what is paid to one that comes or goes like this"
    MOVED = "it moved from one group to another, and what it has of them is not the same"
    APART = "those that merged have different figures, which cannot be added together"
    AT_ODDS = "two exceptions apply, and neither wins over the other"
    NEGATIVE = "it is less than nothing, and cannot be shared"
    OUT_OF_ORDER = "the rows of its scale are not in order"
    OFF_THE_SCALE = "its scale does not say what is given there"


@frozen(cache_hash=True)
class Cause:
    """Where a lack began: a rule, for a party at a period, and the figure there if it is one."""

    rule: RuleId
    party: str | None
    period: Period | None
    lack: Lack
    datum: Datum | None = None


@attrs.frozen
class Absent:
    """No value, and the causes. `lack` says how it is absent now; the causes say how it came about."""

    lack: Lack
    causes: tuple[Cause, ...]


RuleValue = Fraction | bool | date | str | Absent

Values = Mapping[RuleId, Mapping[tuple[str | None, Period | None], RuleValue]]
"""The value of each rule for each party of its level, at each of its periods."""


class Status(Enum):
    """What becomes of a dated line."""

    PAYABLE = "payable"
    NOT_EARNED = "not earned"
    HELD = "held"
    RECOVERED = "to be recovered"
    WRITTEN_OFF = "written off"
    CARRIED_FORWARD = "carried forward"


@attrs.frozen(kw_only=True)
class Line:
    """One payment to one payee on a day, or on none while the day is not known.

    Held money has no amount yet, so `pence` is None.

    `stake` is what the line would come to if its condition were met, where that can be said.
    Of a balance, `overpaid` is what was paid too much on account, and `manner` what is done about it; pence below
    nothing are what is taken back.
    `part` is which part of the scheme's payments it is; `group` the group it reaches the payee through.
    """

    part: DuePart = attrs.field(repr=False)
    day: date | None
    payee: str
    group: str | None
    pence: int | None
    stake: int | None
    status: Status
    overpaid: int | None = None
    manner: str = ""
    causes: tuple[Cause, ...] = ()

    @property
    def payment(self) -> str:
        """The name of the payment it belongs to."""
        return self.part.payment


@frozen(kw_only=True)
class Outcome:
    """Every value, and every line, by day, payment, group and payee.

    `seats` are the values of each member that moved as a member of one of its groups, by its code and that group.
    `of_everybody` are rules of the whole scheme whose values were taken from a run of everybody: of some only, the
    figures are here.
    """

    graph: RuleGraph = field(repr=False)
    figures: Figures = field(repr=False)
    values: Values = field(repr=False)
    ledger: tuple[Line, ...]
    seats: Mapping[tuple[str, str | None], Values] = field(factory=dict, repr=False)
    of_everybody: frozenset[RuleId] = frozenset()
