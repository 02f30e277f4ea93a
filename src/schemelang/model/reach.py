"""The least and the most that a value can be, as far as the scheme says so itself."""

from fractions import Fraction

from schemelang.light import frozen
from schemelang.model import model
from schemelang.model.desk import Desk
from schemelang.model.literals import read_literal
from schemelang.model.model import Expression, Quantity
from schemelang.model.parts import parts
from schemelang.syntax import ast


@frozen
class Reach:
    """The least and the most that a value can be; None where that is not known."""

    least: Fraction | None
    most: Fraction | None


_ANYTHING = Reach(None, None)
_NOTHING = Fraction(0)


def reach_of(desk: Desk, read: Expression) -> Reach:
    """Return what a value can be. Where nothing is sure, nothing is said."""
    match read:
        case model.Constant(value=Fraction() as value):
            return Reach(value, value)
        case model.ReadFigure(figure=name):
            return Reach(_least_of_figure(desk, name), None)
        case model.ReadBlock(block=name):
            return _of_block(desk, name)
        case model.RatioOf():
            return _of_ratio(desk, read)
        case model.PooledOf(indicator=name):
            return _of_block(desk, name)
        case model.Over(how="number"):
            return Reach(_NOTHING, None)
        case model.Over(how="average" | "lowest" | "highest", operand=operand):
            return reach_of(desk, operand)
        case model.SumOf(terms=terms) if all(sign == 1 for sign, _ in terms):
            return _never_negative(desk, read)
        case model.ProductOf() | model.RateOf() | model.PartOf() | model.Over(how="total"):
            return _never_negative(desk, read)
        case _:
            return _ANYTHING


def _never_negative(desk: Desk, read: Expression) -> Reach:
    """Return the reach of what is never negative if none of its parts is."""
    them = parts(read)
    return Reach(_NOTHING if them and all(_is_never_negative(desk, part) for part in them) else None, None)


def _is_never_negative(desk: Desk, read: Expression) -> bool:
    least = reach_of(desk, read).least
    return least is not None and least >= 0


def _of_block(desk: Desk, name: str) -> Reach:
    match desk.read.get(name):
        case model.Value(expression=model.Expression() as expression) | model.Indicator(expression=expression):
            return reach_of(desk, expression)
        case model.Saving() as saving:
            done = (saving.overspent, *(() if saving.overspent_by is None else saving.overspent_by[1:]))
            return _ANYTHING if any(isinstance(each, model.Recovered) for each in done) else Reach(_NOTHING, None)
        case _:
            return _ANYTHING


def _of_ratio(desk: Desk, ratio: model.RatioOf) -> Reach:
    """Return the reach of a part out of a whole, and of what counts where the whole is nothing or small."""
    above = _is_never_negative(desk, ratio.part) and (ratio.floor is not None or _is_never_negative(desk, ratio.whole))
    least, most = (
        _NOTHING if above else None,
        Fraction(ratio.per) if ratio.floor == "part" or _is_part(desk, ratio) else None,
    )
    for action in (ratio.empty, ratio.few.action if ratio.few else None):
        if isinstance(action, model.CountAs):
            other = reach_of(desk, action.value)
            least = None if least is None or other.least is None else min(least, other.least)
            most = None if most is None or other.most is None else max(most, other.most)
    return Reach(least, most)


# ---------------------------------------------------------------- figures


def _least_of_figure(desk: Desk, name: str) -> Fraction | None:
    """Return the least that a figure can be: a count nothing, another what its line says."""
    written, figure = desk.blocks.get(name), desk.read.get(name)
    if not isinstance(written, ast.Figure) or not isinstance(figure, model.Figure):
        return None
    limits = [line.value for line in written.lines if isinstance(line, ast.NeverLessThan)]
    known = [_literal(desk, limit) for limit in limits] + [_NOTHING] * (figure.type.quantity is Quantity.COUNT)
    counted = _counted(desk, written)
    sure = [least for least in known if least is not None]
    if not sure or None in counted:
        return None
    return min([max(sure), *(each for each in counted if each is not None)])


def _counted(desk: Desk, written: ast.Figure) -> list[Fraction | None]:
    """Return what counts where a figure is no number."""
    own = [line.action for line in written.lines if isinstance(line, ast.Situation)]
    general = [action for action in desk.heading.absences.values() if isinstance(action, model.CountAs)]
    return [
        *(_literal(desk, action.value) for action in own if isinstance(action, ast.CountAs)),
        *(reach_of(desk, action.value).least for action in general),
    ]


def _literal(desk: Desk, written: ast.Expression) -> Fraction | None:
    read = read_literal(desk, written) if isinstance(written, ast.Literal) else None
    return read.value if read is not None and isinstance(read.value, Fraction) else None


def _is_part(desk: Desk, ratio: model.RatioOf) -> bool:
    """Say whether the part is never more than the whole, because its figure says so."""
    match ratio.part, ratio.whole:
        case model.ReadFigure() as part, model.ReadFigure() as whole:
            written, other = desk.blocks.get(part.figure), desk.blocks.get(whole.figure)
        case _:
            return False
    if not isinstance(written, ast.Figure) or not isinstance(other, ast.Figure):
        return False
    limits = [line.value for line in written.lines if isinstance(line, ast.NeverMoreThan)]
    same_time = (part.period, part.series) == (whole.period, whole.series)
    named = any(isinstance(limit, ast.Name) and limit.text == whole.figure for limit in limits)
    return named and same_time and not _counted(desk, written) and not _counted(desk, other)
