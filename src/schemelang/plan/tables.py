"""What an engine makes of a plan, what it asks of the reference evaluator meanwhile, and how it can fail."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from schemelang.graph.graph import RuleId
from schemelang.light import frozen
from schemelang.plan.plan import Place

Table = Sequence[Sequence[int]]
"""Whole numbers: a row for each period, and in it a column for each party."""


class Tables(Protocol):
    """What came of the steps of a plan, as far as an engine has worked them out.

    A row and a column are those of the step's own shape: of what has one row, or one column, that is number 0.
    A step that always comes to the same number is never asked for.
    """

    def has(self, place: Place) -> bool:
        """Say whether a step has been worked out. What has not is left to the reference evaluator."""

    def cell(self, place: Place, row: int, column: int) -> int:
        """Return what a step came to at one of its periods for one of its parties."""

    def not_nothing(self, place: Place) -> Iterable[tuple[int, int]]:
        """Return at which rows and columns a step came to something else than 0."""


@frozen(kw_only=True)
class Worked:
    """What the reference evaluator makes of a rule, at each of its periods for each of its parties."""

    value: Table
    unit: Table
    lack: Table


Ask = Callable[[RuleId, Tables], Worked]
"""Have the reference evaluator work out a rule, from tables in which all that it rests on has been worked out."""


class OwnFault(Exception):  # noqa: N818 - it is ours, and never a user's error
    """Something that a proof excludes has happened: a fault in schemelang, told with the rule where it was seen."""

    def __init__(self, rule: RuleId, what: str) -> None:
        """Say of which rule, and what happened."""
        super().__init__(f"{rule}: {what}")
        self.rule = rule


class EngineFailed(Exception):  # noqa: N818 - no error of ours, nor of a user's
    """An engine that is not ours has failed midway, and said why; nothing has been written."""

    def __init__(self, engine: str, why: str) -> None:
        """Say which engine it was, and what it said."""
        super().__init__(f"{engine}: {why}")
        self.engine = engine
        self.why = why
