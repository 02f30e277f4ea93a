"""What is different between two schemes: the one before, and the one now."""

from fractions import Fraction
from typing import Literal

from attrs import Factory, frozen

from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme


@frozen(kw_only=True)
class Side:
    """One of the two schemes: what it was read from, and what it says."""

    name: str
    scheme: Scheme
    graph: RuleGraph


# ---------------------------------------------------------------- words


@frozen
class Run:
    """Words of a sentence, one after another: changed all of them, or none."""

    text: str
    changed: bool


Words = tuple[Run, ...]


@frozen(kw_only=True)
class Reworded:
    """A sentence that is said otherwise, with what is changed in it marked on both sides.

    `numbers` has each number, amount or day with the one in its place, where nothing else is changed.
    """

    label: str
    before: Words
    now: Words
    numbers: tuple[tuple[str, str], ...] = ()


@frozen
class Gone:
    """A sentence that is no longer there."""

    label: str
    text: str


@frozen
class New:
    """A sentence that was not there."""

    label: str
    text: str


Sentence = Reworded | Gone | New


@frozen
class Cited:
    """A clause as it is found in one of the two contracts: its number, its heading, and its section's heading."""

    number: str
    heading: str
    section: str


@frozen(kw_only=True)
class ClauseChange:
    """A clause that is changed, new or gone. The anchor is the name of the block that it comes from.

    `before` is missing of a new one, `now` of one that is gone.
    """

    anchor: str
    before: Cited | None
    now: Cited | None
    sentences: tuple[Sentence, ...]

    @property
    def what(self) -> Literal["changed", "new", "gone"]:
        """What has become of it."""
        if self.before is None:
            return "new"
        return "gone" if self.now is None else "changed"


# ---------------------------------------------------------------- money


@frozen
class Pay:
    """What one scheme pays somebody, in pence, as far as it is known; `held` where some of it waits."""

    pence: int
    held: bool


@frozen(kw_only=True)
class Payee:
    """Somebody who is paid by one scheme or by both; by the one that has nothing to pay them, None.

    `kind` is what they are, a practice for example; nothing of a party that a payment names.
    """

    code: str
    name: str
    kind: str
    before: Pay | None
    now: Pay | None

    @property
    def change(self) -> int:
        """How many pence more they are paid now; below nothing, how many less."""
        return _pence(self.now) - _pence(self.before)

    @property
    def is_open(self) -> bool:
        """Whether money of theirs is held, so that the change is not known yet."""
        return any(pay is not None and pay.held for pay in (self.before, self.now))

    @property
    def called(self) -> str:
        """Their name with their code, or the one that they have."""
        return self.code if self.name in ("", self.code) else f"{self.name} ({self.code})"


def _pence(pay: Pay | None) -> int:
    return 0 if pay is None else pay.pence


@frozen(kw_only=True)
class Part:
    """One payment, by both schemes; None by the one that does not have it."""

    title: str
    before: int | None
    now: int | None


Origin = Literal["figures", "both", "before", "now"]
"""Whose figures they are: those passed, those of an example of both schemes, or of one of them."""


@frozen(kw_only=True)
class Trial:
    """What both schemes pay on the same figures. Payees stand in the order of their codes.

    What is lacking are the titles of the figures that each scheme asks for and does not find there; what is broken,
    those of its guarantees that do not hold on them.
    """

    title: str
    origin: Origin
    files: tuple[str, ...] = ()
    payees: tuple[Payee, ...]
    parts: tuple[Part, ...]
    lacking_before: tuple[str, ...] = ()
    lacking_now: tuple[str, ...] = ()
    broken_before: tuple[str, ...] = ()
    broken_now: tuple[str, ...] = ()

    @property
    def losers(self) -> tuple[Payee, ...]:
        """Those who are paid less, the largest loss first; of whom money is held, nobody can say that yet."""
        less = (payee for payee in self.payees if payee.change < 0 and not payee.is_open)
        return tuple(sorted(less, key=lambda payee: payee.change))

    @property
    def gainers(self) -> tuple[Payee, ...]:
        """Those who are paid more, the largest gain first."""
        more = (payee for payee in self.payees if payee.change > 0 and not payee.is_open)
        return tuple(sorted(more, key=lambda payee: -payee.change))

    @property
    def waiting(self) -> tuple[Payee, ...]:
        """Those of whom money is held by either scheme, so that what changes for them is not known yet."""
        return tuple(payee for payee in self.payees if payee.is_open)

    @property
    def before(self) -> int:
        """What the old scheme pays in all."""
        return sum(_pence(payee.before) for payee in self.payees)

    @property
    def now(self) -> int:
        """What the new scheme pays in all."""
        return sum(_pence(payee.now) for payee in self.payees)


@frozen(kw_only=True)
class Unfit:
    """Figures that one of the schemes cannot read, or neither: nothing can be compared on them."""

    title: str
    origin: Origin
    before: bool
    now: bool


Money = Trial | Unfit


# ---------------------------------------------------------------- proofs


@frozen(kw_only=True)
class ClaimChange:
    """A claim that came out otherwise: what it is, of which block, and each verdict in words.

    A verdict is missing where the scheme makes no such claim.
    """

    kind: str
    about: str
    before: str | None
    now: str | None
    what: Literal["gained", "lost", "otherwise"]


@frozen(kw_only=True)
class Bound:
    """How far something can go under each scheme, over all figures there could be; None where nothing bounds it."""

    what: str
    before: Fraction | None
    now: Fraction | None


# ---------------------------------------------------------------- all of it


@frozen(kw_only=True)
class Comparison:
    """All that is different between two schemes, and on which figures money was compared.

    `not_holding` has the titles of the worked examples of the new scheme that do not come out as they say.
    """

    before: Side
    now: Side
    clauses: tuple[ClauseChange, ...]
    money: tuple[Money, ...]
    not_holding: tuple[str, ...] = ()
    proofs: tuple[ClaimChange, ...] = Factory(tuple)
    bounds: tuple[Bound, ...] = Factory(tuple)

    @property
    def is_different(self) -> bool:
        """Whether there is any difference in words, in money or in what is proved."""
        payees = (payee for each in self.money if isinstance(each, Trial) for payee in each.payees)
        return bool(self.clauses or self.proofs) or any(payee.before != payee.now for payee in payees)
