"""What a scheme states and nothing works out: the tables of its examples, and how far it has come."""

from datetime import date
from fractions import Fraction
from typing import Literal

from schemelang.dates import Period
from schemelang.light import field, frozen
from schemelang.source import Span


@frozen
class Words:
    """Words in a cell of an example's table, with their place."""

    text: str
    span: Span = field(eq=False, repr=False)


@frozen
class ExampleTable:
    """A table of figures: a heading and rows under it."""

    headings: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@frozen(kw_only=True)
class GivenFigure:
    """A figure of an example given in a line of its own: given attendances is 18,000.

    One that is given each quarter may be said of one of them; without a `period` it is the same in all.
    """

    figure: str
    party: str | None
    period: Period | None
    value: Fraction | bool | date | str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Decision:
    """What a body decided about the scheme: when and, of a rejection, why."""

    body: str
    day: date
    reason: str = ""


@frozen(kw_only=True)
class Standing:
    """How far a scheme has come: a draft, out for consultation, approved, rejected, or nothing said.

    `span` is where it is said that a scheme is not in force.
    """

    word: Literal["", "draft", "consultation", "approved", "rejected"] = ""
    until: date | None = None
    approved_by: tuple[Decision, ...] = ()
    rejected_by: tuple[Decision, ...] = ()
    interests: tuple[tuple[str, str], ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)

    @property
    def is_in_force(self) -> bool:
        """Whether the scheme can be signed and paid: it can where nothing else is said."""
        return self.word in {"", "approved"}


@frozen(kw_only=True)
class Variation:
    """What a scheme changed of another, and from when. Schemes and blocks are named by their titles.

    `file` is where the other scheme is, from the folder of this one; `under` is the clause of it that lets it be
    varied, and `reason` why it is; both are empty where that is not said.
    A block that is withdrawn has the reason beside it. `heading` has the lines that were said before, none where
    nothing was, and those that stand in their place, in the order of the new heading.
    """

    title: str
    file: str
    start: date
    under: str = ""
    reason: str = ""
    withdrawn: tuple[tuple[str, str], ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]
    heading: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
