"""What one contract changes of another: clause by clause, number by number, and in pounds."""

from datetime import date
from typing import Literal

from attrs import frozen

from schemelang.comparison.comparison import Cited
from schemelang.document.contract import Part
from schemelang.document.matter import Matter

What = Literal["changed", "replaced", "added", "removed"]


@frozen(kw_only=True)
class Redlined:
    """A clause, or what a section begins with, as it was and as it is. The anchor is the block that it comes from.

    `parts` has both laid over each other; of a worked example it has nothing. `before` is missing of one that is
    added, `now` of one that is removed.
    """

    anchor: str
    before: Cited | None
    now: Cited | None
    what: What
    parts: tuple[Part, ...]
    is_example: bool = False


@frozen(kw_only=True)
class Changed:
    """A number, an amount or a day that is not what it was: in which clause, of what, and both in words.

    Where it has no other in its place, that one is empty. Of a clause that is added or removed as a `whole`, `now` says
    which.
    """

    anchor: str
    number: str
    about: str
    was: str
    now: str
    whole: bool = False


@frozen(kw_only=True)
class Trial:
    """What both contracts come to on the same figures, and the one now with each block as it was before.

    `before` is missing where the figures do not fit the contract that is varied. `alone` has the blocks of which the
    effect can be told by itself, and `lacking` the titles of the figures that only the contract before asks for.
    Without a title, the figures are those that were given; else they are those of a worked example.
    """

    title: str
    before: Matter | None
    now: Matter
    alone: tuple[tuple[str, Matter], ...] = ()
    lacking: tuple[str, ...] = ()


@frozen(kw_only=True)
class Varied:
    """The contract that is varied, by its title, and from when; under which of its clauses and why, where that is said.

    `id` is the document ID of the copy that was signed for whoever the variation is written for, and `signed` says by
    whom and when; where no signature is known, `id` is that of the copy without figures.
    """

    title: str
    start: date
    under: str
    reason: str
    id: str
    signed: str = ""


@frozen(kw_only=True)
class Variation:
    """All that a variation says to whoever signs it.

    It `is_later` if the contract that is varied ran before it. `renumbered` has the clauses that have another number
    than before: what they are called, and both numbers.
    """

    varied: Varied
    now: Matter
    is_later: bool
    clauses: tuple[Redlined, ...]
    renumbered: tuple[tuple[str, str, str], ...]
    numbers: tuple[Changed, ...]
    trials: tuple[Trial, ...] = ()
