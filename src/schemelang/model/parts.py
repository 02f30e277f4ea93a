"""What an expression is made of, and the kind of period for each of which it has a value."""

from collections.abc import Iterable, Iterator

from schemelang.dates import PeriodKind
from schemelang.model.model import (
    Compared,
    Constant,
    CountAs,
    DatedOf,
    EarlierOf,
    ExceptedOf,
    Expression,
    GreatestOf,
    LatestOf,
    LeastOf,
    LeftOf,
    OfParty,
    Over,
    OverTime,
    OwnLineOf,
    PartOf,
    PooledOf,
    ProductOf,
    Quorum,
    RateOf,
    RatioOf,
    ReadBlock,
    ReadFigure,
    RootOf,
    SoFarOf,
    Steps,
    SumOf,
    SuppliedOf,
)


def parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that an expression is made of, in the order they are written."""
    match expression:
        case ReadFigure() | ReadBlock() | Constant():  # of all expressions, most are one of these
            return ()
        case SumOf(terms=terms):
            return tuple(term for _, term in terms)
        case ProductOf(factors=factors):
            return tuple(factor for _, factor in factors)
        case OfParty(read=read) | SuppliedOf(figure=read):
            return (read,)
        case RateOf(amount=amount, base=base):
            return (amount, base)
        case PartOf(share=share, whole=whole):
            return (share, whole)
        case RatioOf(part=part, whole=whole, empty=empty, few=few):
            instead = (empty, *(() if few is None else (few.action,)))
            return (part, whole, *(each.value for each in instead if isinstance(each, CountAs)))
        case LeftOf(whole=whole, left_out=left_out, most=most):
            return (whole, left_out, *(() if most is None else (most,)))
        case GreatestOf(values=values) | LeastOf(values=values):
            return values
        case Over(operand=operand) | RootOf(operand=operand) | OverTime(operand=operand) | LatestOf(operand=operand):
            return (operand,)
        case ExceptedOf(usual=usual, cases=cases):
            conditions = (case.condition for case, _ in cases if case.condition is not None)
            return (usual, *conditions, *(instead for _, instead in cases))
        case EarlierOf(operand=operand):
            return (operand,)
        case DatedOf(versions=versions):
            return tuple(version for _, version in versions)
        case Compared(left=left, right=right):
            return (left, right)
        case Quorum(conditions=conditions):
            return conditions
        case _:  # other names have no parts
            return ()


def figures_in(expression: Expression) -> Iterator[str]:
    """Find the figures that an expression reads, by their names."""
    if isinstance(expression, ReadFigure):
        yield expression.figure
    for part in parts(expression):
        yield from figures_in(part)


def quotient(expression: Expression | Steps) -> tuple[Expression, Expression] | None:
    """Return what is divided by what in an expression that is one division and can be pooled."""
    match expression:
        case RatioOf(part=part, whole=whole):
            return part, whole
        case ProductOf(factors=((1, part), (-1, whole))):
            return part, whole
        case _:
            return None


_KINDS_OF_PERIOD: tuple[PeriodKind, ...] = ("month", "quarter", "half_year", "year")


def series_of(expression: Expression) -> PeriodKind | None:
    """Return the kind of period for each of which an expression has a value: the shortest that it reads."""
    match expression:
        case ReadFigure(series=series) | ReadBlock(series=series) | PooledOf(series=series):
            return series
        case SoFarOf(series=series) | OwnLineOf(series=series):
            return series
        case ExceptedOf(series=series) | OverTime(series=series) | LatestOf(series=series):
            return series
        case _:
            return shortest(series_of(part) for part in parts(expression))


def shortest(kinds: Iterable[PeriodKind | None]) -> PeriodKind | None:
    """Return the shortest of some kinds of period; None stands for no period at all."""
    return min((kind for kind in kinds if kind), key=_KINDS_OF_PERIOD.index, default=None)


def is_shorter(one: PeriodKind | None, other: PeriodKind | None) -> bool:
    """Say whether a kind of period is shorter than another; any is shorter than none."""
    return one != other and one is not None and shortest((one, other)) == one
