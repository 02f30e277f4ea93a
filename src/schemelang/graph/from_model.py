"""A scheme made into rules, needs first."""

from datetime import date
from itertools import groupby
from typing import assert_never

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.graph.bench import Bench, Spot, said
from schemelang.graph.errors import NeedsItself
from schemelang.graph.from_expression import kind_at, settlement
from schemelang.graph.from_payment import lower_payment
from schemelang.graph.from_steps import lower_value_in_steps
from schemelang.graph.graph import (
    AbsentAs,
    DuePart,
    Given,
    Joint,
    Role,
    RuleGraph,
    RuleId,
    RuleKind,
    Settled,
    Settlement,
)
from schemelang.graph.order import Cycle, in_order
from schemelang.light import evolve
from schemelang.model.model import (
    AnyBlock,
    Clause,
    Each,
    Example,
    ExceptionBlock,
    Expression,
    Figure,
    Guarantee,
    Hold,
    Indicator,
    Inserted,
    Judgement,
    NamedParty,
    Once,
    Payment,
    Quantity,
    Saving,
    Scale,
    Scheme,
    Steps,
    Target,
    Value,
)

_ADDED = frozenset({Quantity.MONEY, Quantity.NUMBER, Quantity.COUNT})


def lower(scheme: Scheme) -> tuple[RuleGraph | None, tuple[Diagnostic, ...]]:
    """Make a scheme into rules. There is no graph only if something needs itself."""
    bench = Bench(scheme)
    due = tuple(part for block in scheme.blocks for part in _lower_block(block, bench))
    rules = in_order(tuple(bench.rules.values()))
    if isinstance(rules, Cycle):
        return None, (_needs_itself(rules, bench),)
    graph = RuleGraph(
        rules=rules,
        due=due,
        levels=scheme.levels,
        first=scheme.first,
        last=scheme.last,
        standing=scheme.standing,
        joining=tuple(level for level in scheme.levels if scheme.changes_of(level).merges == "together"),
        parties=tuple((block.name, block.title) for block in scheme.blocks if isinstance(block, NamedParty)),
    )
    return graph, ()


def _lower_block(block: AnyBlock, bench: Bench) -> tuple[DuePart, ...]:
    """Make the rules of a block, and return what of it falls due."""
    spot = Spot(bench=bench, block=block)
    match block:
        case Payment():
            return lower_payment(block, bench)
        case Figure():
            _lower_figure(block, spot)
            if isinstance(block, Judgement):
                _lower_prose(block.paragraphs, spot)
        case Value():
            _lower_value(block, spot)
        case Indicator(expression=expression, level=level, each=each, moment=moment):
            _lower_to(expression, level, Role.INDICATOR, block.title, evolve(spot, series=each), moment)
        case Scale():
            from schemelang.graph.from_scale import lower_scale

            lower_scale(block, spot)
        case Target(condition=condition, level=level, each=each):
            _lower_to(condition, level, Role.TARGET, block.title, evolve(spot, series=each))
        case Saving():
            from schemelang.graph.from_saving import lower_saving

            lower_saving(block, evolve(spot, series=block.each))
        case Guarantee(condition=condition):
            _lower_to(condition, condition.level, Role.GUARANTEE, block.title, spot)
        case Clause(paragraphs=paragraphs):
            _lower_prose(paragraphs, spot)
        case NamedParty() | ExceptionBlock() | Example():
            pass  # nothing is worked out from these
        case _:
            assert_never(block)
    return ()


def _lower_to(  # noqa: PLR0913, PLR0917 - what a rule is made of
    expression: Expression, level: str, role: Role, title: str, spot: Spot, moment: date | Period | None = None
) -> None:
    """Make the one rule that an expression is asked for by."""
    kind = kind_at(expression, level, spot)
    evolve(spot, moment=moment).make(
        kind, role=role, level=level, of=expression.type, title=title, span=expression.span
    )


def _lower_value(value: Value, spot: Spot) -> None:
    """Make a value, in one rule or in a rule for each of its steps."""
    spot = evolve(spot, series=value.each)
    if isinstance(value.expression, Steps):
        lower_value_in_steps(value, value.expression, spot)
    else:
        _lower_to(value.expression, value.level, Role.VALUE, value.title, spot)


def _lower_figure(figure: Figure, spot: Spot) -> None:
    """Make a figure as supplied, and as it counts where it is not a number."""
    each = evolve(spot, series=figure.time.kind if isinstance(figure.time, Each) else None)
    by = figure.decided_by if isinstance(figure, Judgement) else ""
    given = _figure_rule(figure, Given(figure.name, by), Role.GIVEN, each.at("given"))
    settled = Settled(given, _absences(figure, each))
    if spot.bench.scheme.changes_of(figure.level).merges == "together":
        at_end = isinstance(figure.time, Each) and figure.time.at_end
        own = _figure_rule(figure, settled, Role.FIGURE, each.at("own"))
        joint = Joint(own, given, figure.type.quantity in _ADDED, at_end)
        _figure_rule(figure, joint, Role.FIGURE, each)
    else:
        _figure_rule(figure, settled, Role.FIGURE, each)


def _absences(figure: Figure, each: Spot) -> tuple[tuple[AbsentAs, Settlement], ...]:
    """Say what is done about a figure that is not there, in each way in which it can be absent."""
    if isinstance(figure, Judgement):
        return (("undecided", settlement(figure.undecided, each.at("if undecided"))),)
    stated = figure.absences
    not_reported = settlement(stated.not_reported, each.at("if not reported"))
    suppressed = settlement(stated.suppressed or Hold(), each.at("if suppressed"))
    not_applicable = settlement(stated.not_applicable or Hold(), each.at("if not applicable"))
    return (("not_reported", not_reported), ("suppressed", suppressed), ("not_applicable", not_applicable))


def _figure_rule(figure: Figure, kind: RuleKind, role: Role, spot: Spot) -> RuleId:
    when = evolve(spot, moment=figure.time.moment if isinstance(figure.time, Once) else None)
    return when.make(kind, role=role, level=figure.level, of=figure.type, title=figure.title, span=figure.span)


def _lower_prose(paragraphs: tuple[tuple[str | Inserted, ...], ...], spot: Spot) -> None:
    """Make a rule for each value that prose quotes."""
    parts = (part for paragraph in paragraphs for part in paragraph)
    quoted = (part.expression for part in parts if isinstance(part, Inserted))
    for number, expression in enumerate(quoted, 1):
        title = said(expression.span)
        _lower_to(expression, expression.level, Role.INSERTED, title, spot.at(f"inserted {number}"))


def _needs_itself(cycle: Cycle, bench: Bench) -> NeedsItself:
    """Say which blocks need each other, at the narrowest words of the first."""
    titles = {block.name: block.title for block in bench.scheme.blocks}
    owners = [owner for owner, _ in groupby(rule.owner for rule in cycle.chain)]
    first = owners[0]
    spans = [bench.rules[rule].span for rule in cycle.chain if rule.owner == first]
    return NeedsItself(
        place=min(spans, key=lambda span: span.end - span.start),
        block=titles[first],
        chain="\n".join(titles[owner] for owner in (owners if len(owners) > 1 else [first, first])),
    )
