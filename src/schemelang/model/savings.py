"""Savings as meant: budget, spend, what is taken first, what counts, and what an overspend does."""

from typing import Literal

from schemelang.diagnostic import Label
from schemelang.light import evolve, frozen
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number
from schemelang.model.desk import Desk, OwnLines, Place, needed, one_line, only, title_of
from schemelang.model.expressions import express, read_value
from schemelang.model.figures import read_whose
from schemelang.model.levels import at_its_level
from schemelang.model.literals import read_literal
from schemelang.model.model import Expression
from schemelang.model.offers import in_pounds
from schemelang.model.reading import last_day
from schemelang.model.recovery import read_manner
from schemelang.model.situations import is_overspent
from schemelang.model.units import MONEY, SHARE, said
from schemelang.syntax import ast

_Counts = ast.CountsFrom | ast.CountsAbove
_Unread = Literal["unreadable"]


def read_saving(desk: Desk, block: ast.Saving) -> model.Saving | None:
    """Read a saving. Everything wrong with it is found before it is given up."""
    level, each = read_whose(desk, block.level)
    budget = needed(desk, block, ast.Budget, "budget", "budget total my_budget")
    spend = needed(desk, block, ast.Spend, "spend", "spend total my_spend")
    if level is None or each == "unreadable":
        return None
    place = Place(level=level, series=each)
    against = None if budget is None else _of_block(desk, block, budget.value, place)
    own = evolve(place, own=OwnLines(names=("budget",), level=level, series=each))
    spent = None if spend is None else _of_block(desk, block, spend.value, own)
    terms = _terms(desk, block, evolve(place, own=OwnLines(names=("budget", "spend"), level=level, series=each)))
    if against is None or spent is None or terms is None:
        return None
    _keep_last_day(desk, block, against, spent)
    return model.Saving(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        each=each,
        budget=against,
        spend=spent,
        first_call=terms.first_call,
        threshold=terms.threshold,
        overspent=terms.overspent,
        overspent_by=terms.overspent_by,
    )


def _of_block(desk: Desk, block: ast.Saving, written: ast.Expression, place: Place) -> Expression | None:
    """Read the budget or the spend, which says for whom the saving is."""
    assert place.level is not None, "a saving has a level"
    read = at_its_level(desk, block, express(desk, written, place), place.level)
    return read if read is not None and _is_money(desk, written, read) else None


def _money(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    read = read_value(desk, written, place)
    return read if read is not None and _is_money(desk, written, read) else None


def _is_money(desk: Desk, written: ast.Expression, read: Expression) -> bool:
    """Say whether a value is money; of a percentage, ask of what."""
    if read.type == MONEY:
        return True
    if not is_number(desk, read):
        return False
    if read.type == SHARE:
        desk.say(errors.savings.ShareOfBudget(place=read.span, words=one_line(written), of=_of(written)))
    else:
        desk.say(
            errors.quantities.NotMoney(place=read.span, found=said(read.type), remedy=in_pounds(written, read.type))
        )
    return False


def _of(written: ast.Expression) -> str:
    """Return how a percentage is taken of something: 2% of, but minimum_rate times."""
    return " of" if isinstance(written, ast.Percent) else " ×"


def _keep_last_day(desk: Desk, block: ast.Saving, *read: Expression) -> None:
    days = [day for each in read if (day := last_day(desk, each)) is not None]
    if days:
        desk.last_days[block.name.text] = max(days)


# ---------------------------------------------------------------- what counts


@frozen(kw_only=True)
class _Terms:
    """What a saving says besides its budget and its spend."""

    first_call: Expression | None
    threshold: model.Threshold | None
    overspent: model.Overspend
    overspent_by: tuple[Expression, model.Overspend] | None


def _terms(desk: Desk, block: ast.Saving, place: Place) -> _Terms | None:
    first_call = _first_call(desk, block, place)
    threshold = _threshold(desk, block, place)
    overspent, by = _overspent(desk, block, place), _overspent_by(desk, block, place)
    if first_call == "unreadable" or threshold == "unreadable" or overspent is None or by == "unreadable":
        return None
    return _Terms(first_call=first_call, threshold=threshold, overspent=overspent, overspent_by=by)


def _first_call(desk: Desk, block: ast.Saving, place: Place) -> Expression | _Unread | None:
    """Return what is taken first; None if nothing is."""
    line = only(desk, block.lines, ast.FirstCall, "first call")
    if line is None:
        desk.say(errors.savings.FirstCallUnsaid(place=block.name.span, name=block.name.text))
        return "unreadable"
    if isinstance(line.value, ast.Nothing):
        return None
    return _money(desk, line.value, place) or "unreadable"


def _threshold(desk: Desk, block: ast.Saving, place: Place) -> model.Threshold | _Unread | None:
    """Return what a saving is held against before it counts; None if it counts from its first pound."""
    lines = [line for line in block.lines if isinstance(line, _Counts)]
    for again in lines[1:]:
        label = Label(lines[0].span, "said first here")
        desk.say(errors.naming.LineTwice(place=again.span, line="counts", labels=(label,)))
    if not lines:
        desk.say(errors.savings.CountingUnsaid(place=block.name.span, name=block.name.text))
        return "unreadable"
    if lines[0].threshold is None:
        return None
    amount = _money(desk, lines[0].threshold, place)
    if amount is None:
        return "unreadable"
    calls = [line for line in block.lines if isinstance(line, ast.FirstCall)]
    first = not calls or block.lines.index(lines[0]) < block.lines.index(calls[0])
    counts: Literal["once_reached", "only_above"] = "once_reached"
    if isinstance(lines[0], ast.CountsAbove):
        counts = "only_above"
    return model.Threshold(amount=amount, counts=counts, first=first)


# ---------------------------------------------------------------- what an overspend does


def _overspent(desk: Desk, block: ast.Saving, place: Place) -> model.Overspend | None:
    """Return what an overspend does: what the saving says itself, or else the heading."""
    _see_situations(desk, block)
    own = [line for line in block.lines if isinstance(line, ast.Situation) and is_overspent(line)]
    line = only(desk, own, ast.Situation, "if overspent") or desk.heading.overspent
    if line is None:
        desk.say(errors.savings.OverspendUnsaid(place=block.name.span, name=block.name.text))
        return None
    return _done(desk, line.action, place)


def _overspent_by(desk: Desk, block: ast.Saving, place: Place) -> tuple[Expression, model.Overspend] | _Unread | None:
    """Return above what an overspend does something else, and what."""
    them = [line for line in block.lines if isinstance(line, ast.Situation)]
    lines = [line for line in them if isinstance(line.circumstance, ast.OverspentBy)]
    line = only(desk, lines, ast.Situation, "if overspent by more than")
    if line is None:
        return None
    assert isinstance(line.circumstance, ast.OverspentBy), "only such lines were kept"
    above, done = _money(desk, line.circumstance.threshold, place), _done(desk, line.action, place)
    carried = [each for each in them if is_overspent(each) and isinstance(each.action, ast.CarryForward)]
    for each in [line, *carried] if isinstance(line.action, ast.CarryForward) else carried:
        because = "all of an overspend is carried forward, or none of it"
        desk.say(
            errors.savings.OverspendOtherwise(place=each.action.span, written=one_line(each.action), because=because)
        )
        return "unreadable"
    return "unreadable" if above is None or done is None else (above, done)


def _done(desk: Desk, action: ast.Action, place: Place) -> model.Overspend | None:
    match action:
        case ast.WriteOff():
            return "write_off"
        case ast.CarryForward():
            return "carry_forward"
        case ast.Recover():
            return _recovered(desk, action, place)
        case _:
            because = "this is nothing that can be done about an overspend"
            desk.say(errors.savings.OverspendOtherwise(place=action.span, written=one_line(action), because=because))
            return None


def _recovered(desk: Desk, written: ast.Recover, place: Place) -> model.Recovered | None:
    share = None if written.percent is None else read_literal(desk, written.percent)
    limit = None if written.up_to is None else _money(desk, written.up_to, place)
    manner = read_manner(desk, written)
    if (written.percent and share is None) or (written.up_to and limit is None) or manner is None:
        return None
    return model.Recovered(share=share, up_to=limit, manner=manner)


def _see_situations(desk: Desk, block: ast.Saving) -> None:
    """See that a saving speaks of no situation but that it is overspent."""
    for line in block.lines:
        if not isinstance(line, ast.Situation) or is_overspent(line):
            continue
        if not isinstance(line.circumstance, ast.OverspentBy):
            written = f"if {one_line(line.circumstance)}"
            because = "this is said where a figure is declared"
            desk.say(errors.savings.OverspendOtherwise(place=line.circumstance.span, written=written, because=because))
