"""Values by rule, party and period; and the ledger."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import DuePart, RuleGraph, RuleId
from schemelang.light import field, frozen
from schemelang.outcome.kinds import Lack as Lack  # noqa: PLC0414 - known from here
from schemelang.outcome.kinds import Status as Status  # noqa: PLC0414 - as above


@frozen(cache_hash=True)
class Cause:
    """Where a lack began: a rule, for a party at a period, and the figure there if it is one."""

    rule: RuleId
    party: str | None
    period: Period | None
    lack: Lack
    datum: Datum | None = None


@frozen(slots=True)
class Absent:
    """No value, and the causes. `lack` says how it is absent now; the causes say how it came about."""

    lack: Lack
    causes: tuple[Cause, ...]


RuleValue = Fraction | bool | date | str | Absent

Values = Mapping[RuleId, Mapping[tuple[str | None, Period | None], RuleValue]]
"""The value of each rule for each party of its level, at each of its periods."""


@frozen(slots=True, kw_only=True)
class Line:
    """One payment to one payee on a day, or on none while the day is not known.

    Held money has no amount yet, so `pence` is None.

    `stake` is what the line would come to if its condition were met, where that can be said.
    Of a balance, `overpaid` is what was paid too much on account, and `manner` what is done about it; pence below
    nothing are what is taken back.
    `part` is which part of the scheme's payments it is; `group` the group it reaches the payee through.
    """

    part: DuePart = field(repr=False)
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
