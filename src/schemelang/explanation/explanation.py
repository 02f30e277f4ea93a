"""Why a payment is what it is: reasons within reasons, from a dated line down to figures and constants."""

from schemelang.dates import Period
from schemelang.diagnostic import Place
from schemelang.figures.figures import Published
from schemelang.graph.graph import DuePart, Role, RuleId
from schemelang.light import field, frozen
from schemelang.outcome.outcome import Line, RuleValue, Status


@frozen
class Below:
    """By which name it is told what a value was worked out from, if it has one, where it is not told here.

    What comes about in several steps, or from very many values, is said without how.
    """

    name: str
    is_long: bool


@frozen(kw_only=True)
class Reason:
    """One value, and the values that it was worked out from.

    `title` is what it is called and `words` how it came about in numbers, so that title and words make a row;
    `said` is the value itself. `note` is how far a condition is from being met, or why a value is absent.
    `who` is what its party is called, and `clause` the block it stands in. A figure has the cell it was
    written in, and the published file and row that the cell was taken from. A value `of_members` is put
    together from one value of each.
    A rule that several others read is one object, in several places. Where there are too many to be read, what a
    value was worked out from is `below`.
    """

    rule: RuleId
    role: Role
    party: str | None
    who: str
    period: Period | None
    title: str
    value: RuleValue
    said: str
    words: str
    clause: str
    note: str = ""
    place: Place | None = field(default=None, eq=False)
    published: Published | None = None
    of_members: bool = False
    below: Below | None = None
    reasons: tuple["Reason", ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Explanation:
    """Why one dated part of a payment comes to what it does for one party.

    For a group, `lines` are those of its members and the amounts are their sums.
    `why` are the conditions that failed, or the figures that are missing, in sentences.
    """

    lines: tuple[Line, ...]
    party: str
    who: str
    payment: str
    title: str
    part: DuePart
    status: Status
    pence: int | None
    stake: int | None
    heading: str
    why: tuple[str, ...]
    reason: Reason


def row(reason: Reason) -> str:
    """Return a reason in one row of words, without its value."""
    how = ", ".join(filter(None, (reason.words, reason.note)))
    return ": ".join(filter(None, (reason.who, reason.title, how)))
