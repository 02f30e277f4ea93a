"""What is done when a figure is not a number, or a member joins or leaves."""

from collections.abc import Iterable

from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.expressions import Place, express
from schemelang.model.names import singular
from schemelang.syntax import ast

_STATES = ("not reported", "suppressed", "not applicable")
Stated = tuple[model.Action | None, model.Action | None, model.Action | None]


def read_absences(desk: Desk, lines: Iterable[ast.Node]) -> Stated:
    """Return what is done with a figure not reported, suppressed, or not applicable."""
    stated: dict[str, model.Action | None] = {}
    for line in lines:
        if isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.State):
            _read_state(desk, line, line.circumstance.word, stated)
    return (stated.get(_STATES[0]), stated.get(_STATES[1]), stated.get(_STATES[2]))


def _read_state(
    desk: Desk, line: ast.Situation, word: str, stated: "dict[str, model.Action | None]"
) -> None:
    if word not in _STATES:
        desk.not_yet(line.span, f'the situation "{word}"')
    elif word in stated:
        desk.say(errors.LineTwice(place=line.span, line=f"if {word}"))
    else:
        stated[word] = read_action(desk, line.action)


def read_action(desk: Desk, action: ast.Action) -> model.Action | None:
    """Read what is done with something that is not a number."""
    match action:
        case ast.Hold():
            return model.Hold()
        case ast.LeaveOut():
            return model.LeaveOut()
        case ast.CountAs(value):
            counted = express(desk, value, Place(level=None))
            return None if counted is None else model.CountAs(counted)
        case _:
            desk.not_yet(action.span, "this way of dealing with a missing figure")
            return None


def read_empty(desk: Desk, lines: Iterable[ast.Node], unit: str) -> model.Action | None:
    """Return what a share of nobody is, where the unit is what the whole counts."""
    found: model.Action | None = None
    for line in lines:
        if not isinstance(line, ast.Situation):
            continue
        match line.circumstance:
            case ast.NoUnits(word):
                _see_unit(desk, word, unit)
                found = read_action(desk, line.action)
            case ast.FewUnits():
                desk.not_yet(line.span, "a rule for small numbers")
            case ast.State() | ast.Change():
                desk.not_yet(line.span, "this situation, for an indicator,")
    return found


def _see_unit(desk: Desk, word: ast.Name, unit: str) -> None:
    if unit and singular(word.text) != unit:
        desk.say(errors.UnitsApart(place=word.span, unit=word.text, found=unit + "s"))


_PARTS: dict[type[ast.Node], model.PartYear] = {
    ast.PayNothing: "nothing",
    ast.PayByDays: "by_days",
    ast.PayInFull: "in_full",
}


def read_part_years(
    desk: Desk, lines: Iterable[ast.Node]
) -> tuple[model.PartYear | None, model.PartYear | None]:
    """Return what a member that joins, and one that leaves, is paid."""
    stated: dict[str, model.PartYear] = {}
    for line in lines:
        if isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.Change):
            _read_change(desk, line, line.circumstance, stated)
    return stated.get("joins"), stated.get("leaves")


def _read_change(
    desk: Desk, line: ast.Situation, change: ast.Change, stated: "dict[str, model.PartYear]"
) -> None:
    if singular(change.member.text) != desk.heading.leaf.singular:
        desk.kind_named(change.member)
        return
    part = _PARTS.get(type(line.action))
    if change.word not in ("joins", "leaves") or part is None:
        desk.not_yet(line.span, f"what happens when a member {change.word}, dealt with in this way,")
    elif change.word in stated:
        desk.say(errors.LineTwice(place=line.span, line=f"if a {change.member.text} {change.word}"))
    else:
        stated[change.word] = part
