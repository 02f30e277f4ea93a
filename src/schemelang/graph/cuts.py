"""What lowering has in hand of a payment's tail: a tranche, a line of its sharing, and a way to its payees."""

from fractions import Fraction
from functools import cached_property

from schemelang.graph.bench import Spot, said
from schemelang.graph.graph import Cut, Role, RuleId, RuleKind, TakenBack
from schemelang.light import frozen
from schemelang.model import model
from schemelang.model.model import Payment, Quantity, SharedAmong, Sharing, Tranche, Type
from schemelang.quantities import say_percent, say_pounds

_MONEY = Type(Quantity.MONEY)
_ALL = Fraction(1)


@frozen(kw_only=True)
class Tranched:
    """A tranche of a payment, as it is being made into rules."""

    payment: Payment
    tranche: Tranche
    number: int
    amount: RuleId
    spot: Spot

    @property
    def is_on_account(self) -> bool:
        """Whether the tranche is paid on account."""
        return isinstance(self.tranche.much, model.OnAccount)

    @property
    def is_netted(self) -> bool:
        """Whether what was paid on account is taken off this tranche."""
        advances = (isinstance(each.much, model.OnAccount) for each in self.payment.tranches)
        return self.tranche.is_balance and any(advances)

    @cached_property
    def called(self) -> str:
        """What the tranche is called beside the others; nothing where it is the whole."""
        if self.is_netted:
            return "the balance"
        much = self.tranche.much
        return "" if much == _ALL else _say_much(much, "the balance")

    @cached_property
    def title(self) -> str:
        """What the tranche is of what."""
        much = self.tranche.much
        if isinstance(much, model.OnAccount):
            return f"{self._say_advance(much.amount)} on account of {self.payment.title}"
        if self.is_netted:
            return f"what is earned of {self.payment.title}"
        return f"{self.called or say_percent(_ALL)} of {self.payment.title}"

    def _say_advance(self, amount: model.Expression) -> str:
        """Say what is paid on account, with the title of what it is a part of in place of its name."""
        if not isinstance(amount, model.PartOf):
            return said(amount.span)
        name = said(amount.whole.span)
        titles = (block.title for block in self.spot.bench.scheme.blocks if block.name == name)
        return f"{said(amount.share.span)} of {next(titles, name)}"


@frozen(kw_only=True)
class Paid:
    """The rules of a tranche: what it comes to, and what was offered on which condition if there is one."""

    tranche: RuleId
    offered: RuleId | None
    condition: RuleId | None


def _say_much(much: model.Much | model.OnAccount, rest: str) -> str:
    """Say how much of a whole something is."""
    match much:
        case model.OnAccount():
            return "on account"
        case Fraction():
            return say_percent(much)
        case model.Constant(value=Fraction() as pounds):
            return say_pounds(pounds)
        case _:
            return rest


@frozen(kw_only=True)
class Slice:
    """What one line of sharing makes of one tranche. Nothing that is shared is a line of its own as well."""

    cut: Tranched
    paid: Paid
    line: Sharing | None
    number: int
    asked: tuple[Cut, ...]

    @property
    def several(self) -> bool:
        """Whether the tranche is shared by several lines."""
        return len(self.asked) > 1

    @property
    def word(self) -> str:
        """The number of the line, where there are several."""
        return f" {self.number}" if self.several else ""

    @property
    def portion(self) -> str:
        """What this part of the tranche is called beside the others."""
        if self.line is None or not self.several:
            return ""
        each = " each" if isinstance(self.line, SharedAmong) and self.line.each else ""
        return _say_much(self.line.much, "the rest") + each

    @cached_property
    def title(self) -> str:
        """What this part is of what."""
        whole = self.cut.title if self.cut.called else self.cut.payment.title
        return f"{self.portion} of {whole}" if self.several else self.cut.title

    def make(self, word: str, kind: RuleKind, role: Role, level: str, title: str) -> RuleId:
        """Make an amount of this part of the tranche."""
        span = self.line.span if self.line and self.several else self.cut.tranche.span
        return self.cut.spot.at(word).make(kind, role=role, level=level, of=_MONEY, title=title, span=span)


@frozen(kw_only=True)
class Way:
    """One way in which money of a tranche reaches its payees: which rules, at which level."""

    slice: Slice
    level: str
    payee: str | None
    pool: RuleId
    share: RuleId
    stake: RuleId | None
    odd: bool = False
    balance: RuleId | None = None
    recoveries: tuple[TakenBack, ...] = ()

    @property
    def portion(self) -> str:
        """What this is called beside the other ways of the same tranche."""
        if not self.odd:
            return self.slice.portion
        return f"the odd pennies of {self.slice.portion}" if self.slice.portion else "the odd pennies"
