"""The entries of a ledger: what a run was made from, what it moved, what is closed, and what is disputed."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from attrs import frozen

Sort = Literal["payment", "recovery", "adjustment", "note"]
Key = tuple[str | int, ...]
Kind = TypeVar("Kind")

NOTHING = "0" * 64
"""What the first entry is bound to."""

GONE, DISPUTED = "no longer there", "disputed"
"""What becomes of a line that the scheme no longer has, and of one that waits for a decision; beside each `Status`."""


@frozen
class Printed:
    """A file of figures, by its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@frozen(kw_only=True)
class Run:
    """One run of a scheme that was recorded, and the fingerprints of all that it was made from.

    `at` is when it was made, in UTC. `text` is the fingerprint of the scheme's text and `agreement` that of what is
    agreed, with the bank holidays known `until` a day; `contracts` are the document IDs under which it was signed.
    `files` are the figures as they were given, and `figures` the fingerprint of what they say. The entries that it
    adds after itself are `adds` in number and `comes_to` pence in all.
    """

    run: int
    at: str
    as_at: date
    scheme: str
    title: str
    first: date
    last: date
    text: str
    agreement: str
    until: date
    contracts: tuple[str, ...]
    calendar: str
    files: tuple[Printed, ...]
    figures: str
    engine: str
    adds: int
    comes_to: int


@frozen
class Fact:
    """One thing that the figures say: of what, whose, and of when; nothing once they no longer say it."""

    what: str
    who: str
    when: str
    is_now: str


@frozen(kw_only=True)
class Facts:
    """What the figures of a run say otherwise than those of the run before it of the same scheme; at first, all.

    `said` has a sentence for each, once there was a run before.
    """

    run: int
    scheme: str
    first: date
    facts: tuple[Fact, ...]
    said: tuple[str, ...]


@frozen(kw_only=True)
class Moved:
    """What a run makes of one line: a payment, a recovery, an adjustment of either, or a note that moves nothing.

    The first fields are what makes it the same line from run to run. `entitled` is what the line comes to now, nothing
    while that is not known; `before` is what earlier entries moved for it and `pence` what this one does. An
    adjustment `corrects` an earlier entry. It is `dated` in a period that is open, whenever it was `due`, and
    `paid_on` the day that it was due or, where the run before has passed that day, the day of this run.
    `because` says in sentences why it is not what was moved before, or why nothing is moved.
    """

    scheme: str
    first: date
    payment: str
    tranche: int
    sharing: int
    instalment: int
    period: str
    payer: str
    group: str
    payee: str
    taken_back: bool
    run: int
    sort: Sort
    title: str
    reference: str
    clause: str
    period_name: str
    payer_name: str
    group_name: str
    payee_name: str
    payee_code: str
    due: date | None
    dated: date
    paid_on: date
    status: str
    entitled: int | None
    before: int
    pence: int
    corrects: int | None
    because: tuple[str, ...]

    @cached_property
    def key(self) -> Key:
        """What makes it the same line from run to run."""
        return (
            self.payment,
            self.tranche,
            self.sharing,
            self.instalment,
            self.period,
            self.payer,
            self.group,
            self.payee,
            self.taken_back,
        )


@frozen(kw_only=True)
class Closed:
    """That nothing is dated any more up to a day, that day included."""

    at: str
    to: date
    by: str


@frozen(kw_only=True)
class Dispute:
    """That an entry, or all that a party is paid, is disputed, and whether it is paid while nothing is decided."""

    at: str
    entry: int | None
    party: str
    by: str
    text: str
    meanwhile: Literal["hold", "pay"]


@frozen(kw_only=True)
class Decision:
    """How a dispute was decided."""

    at: str
    dispute: int
    on: date
    by: str
    text: str


Content = Run | Facts | Moved | Closed | Dispute | Decision

KINDS: Mapping[str, type[Content]] = {
    "run": Run,
    "figures": Facts,
    "payment": Moved,
    "recovery": Moved,
    "adjustment": Moved,
    "note": Moved,
    "closing": Closed,
    "dispute": Dispute,
    "decision": Decision,
}
"""What each kind of entry holds."""


def kind_of(content: Content) -> str:
    """Return of which kind an entry is."""
    if isinstance(content, Moved):
        return content.sort
    return next(kind for kind, held in KINDS.items() if held is type(content))


@frozen
class Entry:
    """One entry: its number, what it holds, and what binds it to all before it."""

    number: int
    content: Content
    sha256: str


@frozen
class Ledger:
    """A ledger as it was read: every entry, in the order in which they were added."""

    entries: tuple[Entry, ...] = ()

    @property
    def head(self) -> str:
        """What binds everything that stands in it; all noughts while nothing does."""
        return self.entries[-1].sha256 if self.entries else NOTHING

    def each(self, kind: type[Kind]) -> tuple[tuple[int, Kind], ...]:
        """Return the entries of a class with their numbers."""
        return tuple((each.number, each.content) for each in self.entries if isinstance(each.content, kind))
