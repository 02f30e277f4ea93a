"""What lowering has in hand: the rules made so far, and the part of a block that is being made into one."""

from datetime import date
from typing import TypeVar

from schemelang.dates import Period, PeriodKind
from schemelang.graph.graph import Role, Rule, RuleId, RuleKind
from schemelang.light import Factory, define, evolve, frozen
from schemelang.model.model import Block, Expression, ReadBlock, Scheme, Type
from schemelang.model.parts import series_of
from schemelang.source import Span

AnyBlockKind = TypeVar("AnyBlockKind", bound=Block)


@define
class Bench:
    """A scheme, and the rules made of it so far."""

    scheme: Scheme
    rules: dict[RuleId, Rule] = Factory(dict)

    def block(self, name: str, kind: type[AnyBlockKind]) -> AnyBlockKind:
        """Return the block of a name, which is of this kind."""
        found = next(block for block in self.scheme.blocks if block.name == name)
        assert isinstance(found, kind), "a name that is read refers to a block of the right kind"
        return found


@frozen(kw_only=True)
class Spot:
    """A part of a block that is being made into a rule.

    `series` is the kind of period for each of which it has a value, and `moment` when one value is counted.
    `so_far` is the rule of what the steps above have come to, inside a payment.
    """

    bench: Bench
    block: Block
    part: str = ""
    series: PeriodKind | None = None
    moment: date | Period | None = None
    so_far: RuleId | None = None

    @property
    def id(self) -> RuleId:
        """The id of the rule of this part."""
        return RuleId(self.block.name, self.part)

    def at(self, word: str) -> "Spot":
        """Return the spot of a part of this part."""
        return evolve(self, part=f"{self.part} {word}".strip())

    def make(  # noqa: PLR0913 - a rule is made of so many facts
        self, kind: RuleKind, *, role: Role, level: str, of: Type, title: str, span: Span
    ) -> RuleId:
        """Make the rule of this part. What several rules read is made for each of them, and kept once."""
        rule = Rule(
            id=self.id,
            kind=kind,
            role=role,
            level=level,
            series=self.series,
            moment=self.moment,
            type=of,
            title=title,
            clause=self.block.name,
            span=span,
        )
        kept = self.bench.rules.setdefault(rule.id, rule)
        assert kept is rule or kept == rule, "an id names one rule"
        return rule.id

    def make_part(self, kind: RuleKind, expression: Expression) -> RuleId:
        """Make the rule of a part that is an expression, or that belongs to one."""
        return evolve(self, series=series_of(expression)).make(
            kind,
            role=Role.PART,
            level=expression.level,
            of=expression.type,
            title=self._title(expression),
            span=expression.span,
        )

    def _title(self, expression: Expression) -> str:
        """Call another block at one of its periods by its title, and any other expression by its words."""
        if isinstance(expression, ReadBlock) and expression.period is not None:
            read = next(block for block in self.bench.scheme.blocks if block.name == expression.block)
            return f"{read.title} during {expression.period.name}"
        return said(expression.span)


def said(span: Span) -> str:
    """Return words as they are written, without their line breaks."""
    return " ".join(span.words.split())
