"""Scenarios and what came of them: everybody's pay as it is, how far it spreads, and who gains and who loses."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import frozen

from schemelang.figures.figures import State
from schemelang.graph.graph import RuleId
from schemelang.model.model import Figure, Type
from schemelang.source import Span

Worth = Fraction | bool | date | str | State
"""What a figure or a number of the scheme can become."""

# ---------------------------------------------------------------- what is asked


@frozen
class Becomes:
    """It becomes a value, whatever it was."""

    value: Worth


@frozen
class Times:
    """It is multiplied: by 1.05 where it goes up by 5%."""

    factor: Fraction


@frozen
class Plus:
    """So much is added, or taken off where it is less than nothing."""

    amount: Fraction


Move = Becomes | Times | Plus


@frozen
class OfFigure:
    """A figure: of some parties, or of all that have it where none are named. `whose` says which, in words."""

    figure: Figure
    parties: tuple[str, ...] | None
    whose: str

    @property
    def type(self) -> Type:
        """What kind of thing the figure is."""
        return self.figure.type


@frozen
class LaidDown:
    """A number that stands in the scheme, in each of the places where it does. `title` says which, in words."""

    rules: tuple[RuleId, ...]
    type: Type
    title: str


Target = OfFigure | LaidDown


@frozen
class Setting:
    """One thing that is other than it is, in every scenario."""

    target: Target
    move: Move
    written: str


@frozen
class Varying:
    """One thing that goes from one end to another: its steps, with the words for each.

    Where what is drawn may be anything `between` two ends, its steps are only these.
    """

    target: Target
    steps: tuple[tuple[Move, str], ...]
    written: str
    span: Span
    between: bool = False


@frozen
class Row:
    """One scenario of a table: what it is called, and what it changes."""

    name: str
    moves: tuple[tuple[Target, Move], ...]


@frozen
class Rows:
    """A table of scenarios: the file it stands in, what its columns change, and its rows."""

    file: str
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]


@frozen(kw_only=True)
class Asked:
    """All that is asked: what is set, and what varies or what stands in a table of scenarios.

    Where scenarios are drawn from what varies, it is said how many, and from which seed.
    """

    settings: tuple[Setting, ...]
    varyings: tuple[Varying, ...]
    draw: int | None = None
    seed: int = 1
    rows: Rows | None = None


# ---------------------------------------------------------------- what came of it


@frozen(kw_only=True)
class Spread:
    """How far an amount spreads over all scenarios, in pence: each of the five is what one of them comes to.

    A quarter of the scenarios come to `quarter` or less, half of them to `middle` or less.
    """

    lowest: int
    quarter: int
    middle: int
    three_quarters: int
    highest: int


@frozen(kw_only=True)
class Pay:
    """What somebody is paid, or all are: as it is, and over the scenarios.

    `more`, `less` and `same` count the scenarios against what is paid as it is, and `held` those in which some of it
    is held for want of figures, as it is or then, so that it is not known yet; those are in none of the other three.
    """

    code: str
    name: str
    now: int
    held_now: bool
    spread: Spread
    more: int
    less: int
    same: int
    held: int

    @property
    def called(self) -> str:
        """The code and the name, or the one that there is."""
        return self.code if self.name in ("", self.code) else f"{self.code}  {self.name}"


@frozen(kw_only=True)
class Scenario:
    """One scenario: its steps in words, one for each thing that varies, what it comes to in all, and who moves.

    Those of whom something is held in it, or as it is, are counted as `held` alone.
    """

    number: int
    steps: tuple[str, ...]
    total: int
    gaining: int
    losing: int
    held: int


@frozen
class Cut:
    """A figure that had to be brought within its bounds: in so many scenarios, and how often in all."""

    title: str
    scenarios: int
    times: int


@frozen(kw_only=True)
class Simulation:
    """What came of all scenarios.

    `origin` says on which figures, and `rounded` what is kept whole. `left_out` counts the scenarios whose figures
    cannot be brought within their bounds. `found` is what is wrong in some scenarios, each with how many.
    """

    name: str
    title: str
    standing: str
    origin: str
    files: tuple[str, ...]
    asked: Asked
    scenarios: tuple[Scenario, ...]
    total: Pay
    payees: tuple[Pay, ...]
    cuts: tuple[Cut, ...] = ()
    left_out: int = 0
    unmoved: int = 0
    found: Mapping[str, int] = {}

    @property
    def kind(self) -> Literal["case", "steps", "draws", "rows"]:
        """Whether it is one case, a scenario for each step, so many that are drawn, or one for each row of a table."""
        if self.asked.draw is not None:
            return "draws"
        if self.asked.rows is not None:
            return "rows"
        return "steps" if self.asked.varyings else "case"
