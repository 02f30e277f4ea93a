"""Expressions made into rules, one for each part; what is only read is there already."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, assert_never

from schemelang.dates import Period, say_date
from schemelang.graph import graph
from schemelang.graph.bench import Spot
from schemelang.graph.graph import (
    AsAt,
    Difference,
    Pooled,
    Product,
    Ratio,
    Role,
    RuleId,
    RuleKind,
    Settled,
    Total,
)
from schemelang.light import evolve
from schemelang.model import model
from schemelang.model.model import Action, Each, Expression, Figure, Hold, Indicator, LeaveOut, Payment

Reading = (
    model.Constant
    | model.ReadFigure
    | model.ReadBlock
    | model.OfParty
    | model.SuppliedOf
    | model.SoFarOf
    | model.OverTime
    | model.LatestOf
    | model.EarlierOf
    | model.DatedOf
    | model.OwnLineOf
)
Working = (
    model.ExceptedOf
    | model.SumOf
    | model.ProductOf
    | model.RateOf
    | model.PartOf
    | model.RatioOf
    | model.LeftOf
    | model.RootOf
    | model.GreatestOf
    | model.LeastOf
    | model.Over
    | model.PooledOf
    | model.Compared
    | model.Quorum
    | model.AllPaymentsOf
)
AnyExpression = Reading | Working


def kind_at(expression: Expression, level: str, spot: Spot) -> RuleKind:
    """Return the kind of a rule at a level that has an expression's value, and make what it needs.

    An expression of another level is made apart, and taken from there.
    """
    apart = expression.level != level and not isinstance(expression, model.Constant)
    kind = needed(expression, spot.at("worked out")) if apart else _kind(expression, spot)
    return Settled(kind, ()) if isinstance(kind, RuleId) else kind


def needed(expression: Expression, spot: Spot) -> RuleId:
    """Return the rule that has an expression's value, and make it unless it is there already."""
    kind = _kind(expression, spot)
    return kind if isinstance(kind, RuleId) else spot.make_part(kind, expression)


def settlement(action: Action, spot: Spot) -> graph.Settlement:
    """Return what is done about an absent value, and make what counts instead of it."""
    match action:
        case Hold():
            return "hold"
        case LeaveOut():
            return "leave_out"
        case model.CountAs(value):
            return needed(value, spot)
        case _:
            assert_never(action)


def _kind(expression: Expression, spot: Spot) -> RuleKind | RuleId:
    """Make what an expression needs, and return the kind of its rule, or the rule it only reads."""
    assert isinstance(expression, AnyExpression), "every expression is listed here"
    return _taken(expression, spot) if isinstance(expression, Reading) else _worked_out(expression, spot)


def _taken(expression: Reading, spot: Spot) -> RuleKind | RuleId:
    """Take a value that is laid down, or that another rule has."""
    match expression:
        case model.Constant(value=value):
            return graph.Constant(value)
        case model.ReadFigure(figure=name, period=period):
            return RuleId(name) if period is None else _as_at(name, period, spot)
        case model.OfParty(read=read, party=party):
            return graph.OfParty(needed(read, spot.at("read")), party)
        case model.SuppliedOf(figure=figure, state=state, so=so):
            return graph.Supplied(_as_supplied(figure, spot), state, so)
        case model.ReadBlock():
            return _read_block(expression, spot)
        case model.OverTime(operand=operand, how=how, stretch=stretch):
            return graph.OverTime(needed(operand, spot.at("period")), how, stretch)
        case model.LatestOf(operand=operand):
            return graph.Latest(_supplied(operand, spot))
        case model.EarlierOf(operand=operand, months=months):
            return graph.Earlier(_supplied(operand, spot), months)
        case model.DatedOf(versions=versions):
            return graph.Dated(tuple(_version(start, each, spot) for start, each in versions))
        case model.OwnLineOf(line=line):
            return RuleId(spot.block.name, line)
        case model.SoFarOf():
            assert spot.so_far is not None, "the amount so far is read below the first step only"
            return spot.so_far
        case _:
            assert_never(expression)


def _worked_out(expression: Working, spot: Spot) -> RuleKind | RuleId:
    """Make what a value is worked out from."""
    match expression:
        case model.ExceptedOf():
            return _chosen(expression, spot)
        case model.SumOf():
            return _sum(expression, spot)
        case model.ProductOf():
            return _product(expression, spot)
        case model.RateOf(amount=amount, base=base):
            return Product((needed(amount, spot.at("rate")), needed(base, spot.at("base"))))
        case model.PartOf(share=share, whole=whole):
            return Product((needed(share, spot.at("share")), needed(whole, spot.at("whole"))))
        case model.RatioOf():
            return _ratio(expression, spot)
        case model.LeftOf():
            return _left(expression, spot)
        case model.RootOf(operand=operand, unit=unit, way=way):
            return graph.Root(needed(operand, spot.at("under the root")), unit, way)
        case model.GreatestOf(values=values):
            return graph.Greatest(_all_needed(values, "value", spot))
        case model.LeastOf(values=values):
            return graph.Least(_all_needed(values, "value", spot))
        case model.Over():
            return _over(expression, spot)
        case model.PooledOf():
            return _pooled(expression, spot)
        case model.Compared(left=left, comparator=comparator, right=right):
            return graph.Test(needed(left, spot.at("left")), comparator, needed(right, spot.at("right")))
        case model.Quorum(conditions=conditions, least=least, most=most):
            return graph.Quorum(_all_needed(conditions, "condition", spot), least, most)
        case model.AllPaymentsOf():
            return _all_payments(expression, spot)
        case _:
            assert_never(expression)


def _chosen(expression: model.ExceptedOf, spot: Spot) -> graph.Chosen:
    """Make what counts for everybody, and what counts by each exception."""
    cases = tuple(
        chosen_case(case, needed(instead, at_exception(case, spot)), spot) for case, instead in expression.cases
    )
    return graph.Chosen(cases, needed(expression.usual, spot.at("usual")))


def chosen_case(case: model.Exceptional, then: RuleId, spot: Spot) -> graph.ChosenCase:
    """Make the condition of an exception, and return its case."""
    at = at_exception(case, spot)
    return graph.ChosenCase(
        exception=case.exception,
        title=case.title,
        condition=None if case.condition is None else needed(case.condition, at.at("where")),
        first=case.first,
        then=then,
        yields_to=case.yields_to,
    )


def at_exception(case: model.Exceptional, spot: Spot) -> Spot:
    """Return the spot of what an exception says, which stands in its own block.

    Its block may be read at several times, each under a name of its own.
    """
    block = spot.bench.block(case.exception, model.ExceptionBlock)
    part = spot.part if block.to == spot.block.name else f"{spot.block.name} {spot.part}".strip()
    return evolve(spot, block=block, part=part or "instead")


def _all_needed(expressions: Iterable[Expression], word: str, spot: Spot) -> tuple[RuleId, ...]:
    return tuple(needed(each, spot.at(f"{word} {number}")) for number, each in enumerate(expressions, 1))


# ---------------------------------------------------------------- blocks at a time


def _read_block(expression: model.ReadBlock, spot: Spot) -> RuleKind | RuleId:
    """Return the rule of a block, of one of its periods, or of one of its versions."""
    rule = RuleId(expression.block, expression.part)
    if expression.period is not None:
        return AsAt(rule, expression.period)
    if expression.version is None and expression.series is None:
        return rule
    block = next(block for block in spot.bench.scheme.blocks if block.name == expression.block)
    if not isinstance(block, model.Value) or not isinstance(block.expression, model.DatedOf):
        return rule
    place = Spot(bench=spot.bench, block=block)
    if expression.version is None:
        return _dated_each(block, block.expression, evolve(place, series=expression.series))
    held = [each for each in block.expression.versions if each[0] is None or each[0] <= expression.version]
    return _version(*held[-1], place)[1]


def _version(start: date | None, version: Expression, spot: Spot) -> tuple[date | None, RuleId]:
    """Make the rule of one version of a dated value."""
    return start, needed(version, spot.at("from the beginning" if start is None else f"from {say_date(start)}"))


def _dated_each(block: model.Value, dated: model.DatedOf, spot: Spot) -> RuleId:
    """Make the rule that has the version of each period."""
    versions = tuple(_version(start, each, evolve(spot, series=None)) for start, each in dated.versions)
    word = str(spot.series).replace("_", "-")
    return spot.at(f"each {word}").make(
        graph.Dated(versions),
        role=Role.VALUE,
        level=block.level,
        of=dated.type,
        title=block.title,
        span=block.span,
    )


def _supplied(operand: Expression, spot: Spot) -> RuleId:
    """Return the rule of something at other periods; of a figure in its own block, what was supplied."""
    own = isinstance(operand, model.ReadFigure) and operand.figure == spot.block.name
    return RuleId(spot.block.name, "given") if own else needed(operand, spot.at("period"))


# ---------------------------------------------------------------- figures


def _as_supplied(read: Expression, spot: Spot) -> RuleId:
    """Return the rule of a figure as supplied, before anything is done about one that is not a number."""
    match read:
        case model.OfParty(read=of, party=party):
            kind = graph.OfParty(_as_supplied(of, spot.at("of")), party)
            return spot.at("supplied").make_part(kind, read)
        case model.ReadFigure(figure=name, period=None):
            return RuleId(name, "given")
        case _:
            assert isinstance(read, model.ReadFigure), "only a figure is supplied"
            assert read.period is not None, "a figure with several times is read at one"
            return _as_at(read.figure, read.period, spot, part="given")


def _as_at(name: str, period: Period, spot: Spot, part: str = "") -> RuleId:
    """Make the rule of a figure at one of its periods, which belongs to the figure and not to its reader."""
    figure = spot.bench.block(name, Figure)
    at_end = isinstance(figure.time, Each) and figure.time.at_end
    moment = say_date(period.last) if at_end else period.name
    when = period.last if at_end else period
    return Spot(bench=spot.bench, block=figure, part=f"{part} at {moment}".strip(), moment=when).make(
        AsAt(RuleId(name, part), period),
        role=Role.PART,
        level=figure.level,
        of=figure.type,
        title=f"{figure.title} {'on' if at_end else 'during'} {moment}",
        span=figure.span,
    )


# ---------------------------------------------------------------- sums, products and ratios


def _sum(expression: model.SumOf, spot: Spot) -> RuleKind:
    added, taken = _by_sign(expression.terms, "term", spot)
    if not taken:
        return Total(added)
    return Difference(
        _together(Total(added), expression, spot.at("added")),
        _together(Total(taken), expression, spot.at("taken off")),
    )


def _product(expression: model.ProductOf, spot: Spot) -> RuleKind:
    upper, lower = _by_sign(expression.factors, "factor", spot)
    if not lower:
        return Product(upper)
    return Ratio(
        _together(Product(upper), expression, spot.at("above the line")),
        _together(Product(lower), expression, spot.at("below the line")),
    )


def _by_sign(
    parts: tuple[tuple[Literal[1, -1], Expression], ...], word: str, spot: Spot
) -> tuple[tuple[RuleId, ...], tuple[RuleId, ...]]:
    """Make each part, and return those of sign 1 and those of sign -1."""
    ids = _all_needed((part for _, part in parts), word, spot)
    signed = tuple(zip((sign for sign, _ in parts), ids, strict=True))
    return tuple(one for sign, one in signed if sign == 1), tuple(one for sign, one in signed if sign == -1)


def _together(kind: Total | Product, expression: Expression, spot: Spot) -> RuleId:
    """Return the rule of several values together; one value alone is its own."""
    return kind.needs[0] if len(kind.needs) == 1 else spot.make_part(kind, expression)


def _ratio(expression: model.RatioOf, spot: Spot) -> RuleKind:
    part, whole = needed(expression.part, spot.at("part")), needed(expression.whole, spot.at("whole"))
    few = expression.few
    kind = Ratio(part, whole, expression.per, few.number if few else None, expression.floor)
    ratio = spot.at("ratio").make_part(kind, expression)
    actions: list[tuple[graph.AbsentAs, graph.Settlement]]
    actions = [("empty", settlement(expression.empty, spot.at("if empty")))]
    if few is not None:
        actions.append(("few", settlement(few.action, spot.at("if few"))))
    return Settled(ratio, tuple(actions))


def _left(expression: model.LeftOf, spot: Spot) -> RuleKind:
    """Make what is left of a whole: no more is left out of it than may be."""
    whole, left_out = needed(expression.whole, spot.at("in all")), needed(expression.left_out, spot.at("left out"))
    if expression.most is not None:
        least = graph.Least((left_out, needed(expression.most, spot.at("most left out"))))
        left_out = spot.at("counted as left out").make_part(least, expression)
    return Difference(whole, left_out)


# ---------------------------------------------------------------- members


def _over(expression: model.Over, spot: Spot) -> RuleKind:
    need = needed(expression.operand, spot.at("member"))
    return graph.Over(need, expression.how, expression.members, _day_counted(expression, spot), expression.percent)


def _day_counted(expression: model.Over, spot: Spot) -> date | None:
    """Return the day on which members count; whoever was paid counts, member or not."""
    operand = expression.operand
    payments = {block.name for block in spot.bench.scheme.blocks if isinstance(block, Payment)}
    return None if isinstance(operand, model.ReadBlock) and operand.block in payments else expression.day


def _pooled(expression: model.PooledOf, spot: Spot) -> RuleKind:
    indicator = spot.bench.block(expression.indicator, Indicator)
    own = Spot(bench=spot.bench, block=indicator)
    match indicator.expression:
        case model.RatioOf(part=part, whole=whole, per=per):
            both = needed(part, own.at("part")), needed(whole, own.at("whole"))
        case divided:
            assert isinstance(divided, model.ProductOf), "only what is divided is pooled"
            (above,), (below,) = _by_sign(divided.factors, "factor", own)
            both, per = (above, below), 1
    return Pooled(*both, RuleId(indicator.name), expression.members, expression.day, per)


def _all_payments(expression: model.AllPaymentsOf, spot: Spot) -> RuleKind:
    payments = (block for block in spot.bench.scheme.blocks if isinstance(block, Payment))
    return Total(tuple(_all_of(payment, expression, spot.at(payment.name)) for payment in payments))


def _all_of(payment: Payment, expression: model.AllPaymentsOf, spot: Spot) -> RuleId:
    """Return the rule of all that a payment comes to, over all its groups or members."""
    scheme = spot.bench.scheme
    kinds = (scheme.leaf, *(grouping.groups for grouping in scheme.groupings))
    paid = [kind for kind in kinds if kind.singular == payment.level]
    whole = RuleId(payment.name)
    if payment.each is not None:
        stretch = Period(scheme.first, scheme.last, "the year")
        in_the_year = spot.at("in the year")
        whole = in_the_year.make(
            graph.OverTime(whole, "total", stretch),
            role=graph.Role.PART,
            level=payment.level,
            of=expression.type,
            title=payment.title,
            span=expression.span,
        )
    return spot.make_part(graph.Over(whole, "total", paid[0], None), expression) if paid else whole
