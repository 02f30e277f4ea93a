"""What a plan is: steps in whole numbers, each for everybody of a level, at each of some periods.

A step's result is a table of whole numbers, with a row for each period of its axis and a column for each party of its
level, in order of code. What is of the whole scheme has one column, and what has no periods one row; either fits
any table that it is put together with. Yes is 1 and no is 0.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from schemelang.dates import Period
from schemelang.graph.graph import DuePart, RuleGraph, RuleId
from schemelang.light import field, frozen
from schemelang.outcome.kinds import Lack

Place = int
"""Where a step stands among those of its plan; what a step needs stands before it."""

Axis = tuple[Period | None, ...]
"""The periods for which there are values; None alone is one value, of no period."""

ONCE: Axis = (None,)

LACKS: tuple[Lack | None, ...] = (None, Lack.LEFT_OUT, *(lack for lack in Lack if lack is not Lack.LEFT_OUT))
"""What the number of a lack stands for. 0 is no lack, and 1 what is left out; it gives way to every other."""

CODE_OF: Mapping[Lack, int] = {lack: code for code, lack in enumerate(LACKS) if lack is not None}


@frozen(cache_hash=True)  # asked for more often than all else
class Shape:
    """For whom, and for which periods, a step has results."""

    level: str
    axis: Axis


# ---------------------------------------------------------------- what is supplied


@frozen
class Number:
    """A number laid down, the same for all."""

    value: int


@frozen
class Parameter:
    """A number laid down that may be another from run to run: the numerator of a constant rule."""

    rule: RuleId


@frozen
class Supplied:
    """A figure: its numerator over the unit of its domain, 0 where there is none; or the number of its lack."""

    figure: str
    part: Literal["value", "lack"]


@frozen
class Belongs:
    """Whether a party is a member of a group of a level: on a day, on any day of its period, or at any time.

    A day outside the term is its nearest end.
    """

    group: str
    on: Literal["ever", "during"] | int | None
    """`ever`; `during` each period of the axis; the number of a day in the calendar; or None for the last day of each
    period of the axis."""


@frozen
class InOrder:
    """Where a party stands among those of its level in order of code, from 0."""


@frozen
class PartOfTerm:
    """For how many days of its period, or of the term, a member counts by a rule of weight; or the lack of that."""

    rule: RuleId
    part: Literal["days", "lack"]


@frozen
class Merging:
    """What becomes of a party: 0 if it went into another, 2 if others went into it, else 1."""


@frozen
class WasThere:
    """Whether one of those that merged was there on a day on which a figure was counted: on its day or in its stretch.

    Where neither is said it is each period of the axis; `at_end` says whether that is its last day or all of it.
    """

    moment: date | Period | None
    at_end: bool


@frozen
class ByReference:
    """A rule that the reference evaluator works out, from what its needs came to: numerator, denominator or lack."""

    rule: RuleId
    part: Literal["value", "unit", "lack"]


# ---------------------------------------------------------------- reckoned alike for each


@frozen
class Plus:
    """One number added to another."""

    one: Place
    other: Place


@frozen
class Minus:
    """One number less another."""

    one: Place
    less: Place


@frozen
class Times:
    """One number multiplied by another."""

    one: Place
    other: Place


@frozen
class Divided:
    """How often a number above nothing goes into another, rounded to what is below: never to nothing from beneath."""

    one: Place
    by: Place


@frozen
class Rest:
    """What is left when a number above nothing has gone into another as often as it can: never below nothing."""

    one: Place
    by: Place


@frozen
class Lesser:
    """The lesser of two numbers."""

    one: Place
    other: Place


@frozen
class Greater:
    """The greater of two numbers."""

    one: Place
    other: Place


@frozen
class IsLess:
    """Whether one number is less than another."""

    one: Place
    other: Place


@frozen
class IsAtMost:
    """Whether one number is less than another, or the same."""

    one: Place
    other: Place


@frozen
class IsEqual:
    """Whether two numbers are the same."""

    one: Place
    other: Place


@frozen
class Both:
    """Whether two things are so."""

    one: Place
    other: Place


@frozen
class Either:
    """Whether one of two things is so."""

    one: Place
    other: Place


@frozen
class Not:
    """Whether something is not so."""

    one: Place


@frozen
class Choose:
    """One number if something is so, else the other. What the other is does not matter."""

    condition: Place
    then: Place
    otherwise: Place


# ---------------------------------------------------------------- taken from elsewhere, put together


@frozen
class OfGroup:
    """What a party's group has, of a coarser level; 0 for one that is in no such group. It has the same periods."""

    one: Place


@frozen
class AtPeriods:
    """What another step has at other periods: for each period of the axis, which row of it."""

    one: Place
    rows: tuple[int, ...]


@frozen
class Beside:
    """Rows of their own, one of each step, each of which has one."""

    parts: tuple[Place, ...]


Gathering = Literal["sum", "least", "greatest"]


@frozen
class OverMembers:
    """What the members of each group come to together, all that ever belonged to it; of nobody it is 0.

    The step that is needed is of a finer level.
    """

    one: Place
    how: Gathering


@frozen
class OverPeriods:
    """What some rows come to together: for each period of the axis, which rows of another step; of none it is 0."""

    one: Place
    how: Gathering
    rows: tuple[tuple[int, ...], ...]


@frozen
class PlaceInGroup:
    """Which place, from 1, a member has in its group by a number, the greatest first, between equals by code.

    `group` is the level of the group. All that ever belonged to it have a place; for others it is 0.
    """

    one: Place
    group: str


@frozen
class NearestShares:
    """A member's share of what its group has, by Sainte-Laguë, in whole numbers that add up to it.

    `pool` is of the group's level and never below nothing. Of `weight`, one that is 0 has no share; a group in which
    all are 0 gives 0 to all.
    """

    pool: Place
    weight: Place


Asked = Supplied | Belongs | InOrder | PartOfTerm | Merging | WasThere
"""What is asked of whoever supplies figures and knows who belongs where."""

Given = Number | Parameter | Asked | ByReference
Alike = (
    Plus
    | Minus
    | Times
    | Divided
    | Rest
    | Lesser
    | Greater
    | IsLess
    | IsAtMost
    | IsEqual
    | Both
    | Either
    | Not
    | Choose
)
Gathered = OfGroup | AtPeriods | Beside | OverMembers | OverPeriods | PlaceInGroup | NearestShares
Op = Given | Alike | Gathered


@frozen
class Step:
    """One step: what is done, for whom, and the ends of what can come of it; None where there is no end."""

    op: Op
    shape: Shape
    low: int | None
    high: int | None


@frozen
class Worth:
    """Where a rule's numerator, its denominator, which is above nothing, and its lack stand in a plan.

    Where there is a lack the other two say nothing. A day is its number in the calendar, and a word its place
    among the words of the plan.
    """

    value: Place
    unit: Place
    lack: Place


@frozen(kw_only=True)
class LineWorth:
    """What becomes of one part that falls due, for each party of its level: pence, and numbers of what else is said.

    `status` is a place in `Status`, in the order it is written in. `pence`, `stake` and `overpaid` are for those
    rows that have them: `has_pence`, `has_stake` and `has_overpaid` are yes or no. `done` is which of the part's
    recoveries applies, from 1, or 0. `is_line` says whether there is a line at all.
    `row` is which row of each of these is the part's own; steps with one row have it for all.
    """

    part: DuePart = field(repr=False)
    row: int
    is_line: Place
    status: Place
    pence: Place
    has_pence: Place
    stake: Place
    has_stake: Place
    overpaid: Place
    has_overpaid: Place
    done: Place


@frozen(kw_only=True)
class Domain:
    """What is known of a figure before a run: whole numbers over a unit, their ends, and whether any is lacking."""

    unit: int
    low: int
    high: int
    lacks: bool


@frozen(kw_only=True)
class Ground:
    """What a plan may rely on: the domain of each figure, the words there are, and who is steady.

    `steady` are pairs of a level and a coarser one where everybody of the first is in a group of the second for the
    whole term. `most` is how many parties of a level there are at most in a group of another, by both, and `least`
    how many at least; where that says nothing, there may be none. Of a level and itself `most` says how many become
    one, where some merge.
    `parameters` are constants that may be others from run to run, with the ends of their numerators and their unit.
    """

    domains: Mapping[str, Domain]
    words: tuple[str, ...]
    steady: frozenset[tuple[str, str]]
    most: Mapping[tuple[str, str], int]
    parameters: Mapping[RuleId, Domain] = field(factory=dict)
    least: Mapping[tuple[str, str], int] = field(factory=dict)


@frozen(kw_only=True)
class Plan:
    """Steps, needs first; what each rule comes to; and the lines that fall due, in the order of the graph."""

    graph: RuleGraph = field(repr=False)
    ground: Ground
    steps: tuple[Step, ...]
    worths: Mapping[RuleId, Worth]
    lines: tuple[LineWorth, ...]

    @cached_property
    def by_reference(self) -> tuple[RuleId, ...]:
        """The rules that are left to the reference evaluator, in order."""
        found = dict.fromkeys(step.op.rule for step in self.steps if isinstance(step.op, ByReference))
        return tuple(sorted(found, key=self.graph.place.__getitem__))
