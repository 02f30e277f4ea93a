"""What is done when a figure is not a number, there is nobody in a whole, or a member comes or goes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.light import frozen
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Stated, one_line
from schemelang.model.literals import read_whole_number
from schemelang.model.names import singular, with_article
from schemelang.model.parts import parts
from schemelang.model.units import said, said_empty, said_units
from schemelang.syntax import ast

_CHANGES: dict[str, model.Change] = {
    "joins": "joins",
    "leaves": "leaves",
    "merges": "merges",
    "splits": "splits",
    "closes": "closes",
    "moves": "moves",
}
_STATES = ("not reported", "suppressed", "not applicable", "undecided")
_LEAST_FEW, _MOST_FEW = 2, 999_999
_PARTS: dict[type[ast.Node], model.PartYear] = {
    ast.PayNothing: "nothing",
    ast.PayByDays: "by_days",
    ast.PayInFull: "in_full",
    ast.Hold: "hold",
    ast.AddFigures: "together",
}


# ---------------------------------------------------------------- what is not reported


Count = Callable[[ast.Expression], model.Expression | None]
"""Reads what counts in place of something that is not there."""


def read_absences(desk: Desk, lines: Iterable[ast.Node], count: Count) -> Stated:
    """Return what is done with a figure not reported, suppressed, not applicable or undecided, where it is said."""
    stated: dict[str, model.Action | None] = {}
    first: dict[str, ast.Situation] = {}
    for line in lines:
        if isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.State):
            word = line.circumstance.word
            if word == "overpaid":
                continue  # what is done about payments is read with them
            if word not in _STATES:
                refuse_situation(desk, line, "a figure")
            elif _is_first(desk, line, first.setdefault(word, line)):
                stated[word] = _read_action(desk, line.action, count)
    return stated


def _is_first(desk: Desk, line: ast.Situation, first: ast.Situation) -> bool:
    if first is line:
        return True
    label = Label(first.span, "said first here")
    desk.say(errors.naming.LineTwice(place=line.span, line=f"if {one_line(line.circumstance)}", labels=(label,)))
    return False


def _read_action(desk: Desk, action: ast.Action, count: Count) -> model.Action | None:
    """Read what is done with something that is not a number."""
    match action:
        case ast.Hold():
            return model.Hold()
        case ast.LeaveOut():
            return model.LeaveOut()
        case ast.CountAs(value):
            counted = count(value)
            return None if counted is None else model.CountAs(counted)
        case _:  # what is done about payments and members
            desk.say(errors.elsewhere.AnswerElsewhere(place=action.span, words=one_line(action)))
    return None


# ---------------------------------------------------------------- what is overspent


def about_overspending(lines: Iterable[ast.Node]) -> list[ast.Situation]:
    """Return the lines that say what an overspend does."""
    return [line for line in lines if isinstance(line, ast.Situation) and is_overspent(line)]


def not_about_overspending(lines: Iterable[ast.Node]) -> list[ast.Node]:
    """Return the other lines."""
    return [line for line in lines if not isinstance(line, ast.Situation) or not is_overspent(line)]


def is_overspent(line: ast.Situation) -> bool:
    """Say whether a line is about any overspend, however small."""
    return isinstance(line.circumstance, ast.State) and line.circumstance.word == "overspent"


# ---------------------------------------------------------------- nobody in the whole


def refuse_situation(desk: Desk, line: ast.Situation, what: str) -> None:
    """Say that a situation cannot arise where it is spoken of, and of what it is said."""
    place, written = line.circumstance.span, one_line(line.circumstance)
    desk.say(
        errors.elsewhere.SituationElsewhere(
            place=place, written=written, what=what, belongs=_belongs(line.circumstance)
        )
    )


def _belongs(about: ast.Circumstance) -> str:
    match about:
        case ast.State("undecided"):
            return "a judgement, or in the heading of every judgement"
        case ast.State("overspent") | ast.OverspentBy():
            return "a saving"
        case ast.State("overpaid") | ast.OverpaidBy():
            return "a payment that is made on account, or in the heading of every such payment"
        case ast.State():
            return "a figure, or in the heading of every figure"
        case ast.NoUnits() | ast.NoMoney() | ast.FewUnits():
            return "an indicator or a value that divides one thing by another"
        case ast.Change():
            return "those who are paid or have a share, in their payment or in the heading"
        case _:
            assert_never(about)


def empty_line(desk: Desk, lines: Iterable[ast.Node]) -> ast.Situation | None:
    """Return the line that says what a share of nobody is; any other situation is refused."""
    first: ast.Situation | None = None
    for line in lines:
        if not isinstance(line, ast.Situation):
            continue
        match line.circumstance:
            case ast.NoUnits() | ast.NoMoney():
                first = first or line
                _is_first(desk, line, first)
            case ast.FewUnits():
                pass  # read beside this line
            case ast.State() | ast.OverpaidBy() | ast.OverspentBy() | ast.Change():
                refuse_situation(desk, line, "something that is worked out")
            case _:
                assert_never(line.circumstance)
    return first


def few_line(desk: Desk, lines: Iterable[ast.Node]) -> ast.Situation | None:
    """Return the line that says what is done with few; a second is refused."""
    found = [line for line in lines if isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.FewUnits)]
    for line in found:
        _is_first(desk, line, found[0])
    return found[0] if found else None


def read_few(
    desk: Desk, line: ast.Situation | None, count: Count, *, held: bool = False
) -> model.Few | Literal["unreadable"] | None:
    """Return how many are few, and what is done then; where it is held, whatever the line says, just that."""
    if line is None:
        return None
    assert isinstance(line.circumstance, ast.FewUnits), "only such a line is about few"
    number = read_whole_number(desk, line.circumstance.number, _LEAST_FEW, _MOST_FEW)
    action = model.Hold() if held else _read_action(desk, line.action, count)
    return "unreadable" if number is None or action is None else model.Few(number, action)


Empty = model.Action | Literal["unsaid", "unreadable"]


def read_empty(desk: Desk, line: ast.Situation | None, count: Count) -> Empty:
    """Return what a share of nobody is."""
    return "unsaid" if line is None else _read_action(desk, line.action, count) or "unreadable"


def see_empty(desk: Desk, line: ast.Situation | None, *read: model.Expression) -> bool:
    """See that a rule for an empty whole, or for few, is about what the whole counts."""
    if line is None:
        return True
    ratio = next((found for each in read if (found := _ratio(each))), None)
    if ratio is None:
        desk.say(errors.choices.NothingDivided(place=line.span))
        return False
    _see_unit(desk, line.circumstance, ratio.whole)
    return True


def _see_unit(desk: Desk, about: ast.Circumstance, whole: model.Expression) -> None:
    is_money = whole.type.quantity is model.Quantity.MONEY
    match about:
        case ast.NoUnits(word) | ast.FewUnits(unit=word):
            if not is_money and (not whole.type.unit or singular(word.text) == whole.type.unit):
                return
            place, written = word.span, word.text
        case _:
            if is_money:
                return
            place, written = about.span, "money"
    label = Label(whole.span, "this is " + said(whole.type))
    meant = said_empty(whole.type)
    if isinstance(about, ast.FewUnits) and not is_money:
        meant = f"there are fewer than {about.number.text} {said_units(whole.type)}"
    units = "money" if is_money else said_units(whole.type)
    desk.say(errors.choices.EmptyOfAnother(place=place, written=written, units=units, meant=meant, labels=(label,)))


def _ratio(read: model.Expression) -> model.RatioOf | None:
    """Return the first part out of a whole in an expression."""
    if isinstance(read, model.RatioOf):
        return read
    return next((found for part in parts(read) if (found := _ratio(part))), None)


# ---------------------------------------------------------------- members that come and go


Changing = Mapping[tuple[str, model.Change], model.PartYear | None]
"""What is done about those that come or go, by kind of member, where that is said; None where it cannot be read."""


@frozen
class _Said:
    """A line about those of a kind that come or go in one way, and what it says is done."""

    line: ast.Situation
    kind: model.Kind
    change: model.Change
    part: model.PartYear | None


@frozen
class OfPayment:
    """What is done for one payment about those that come or go: its own lines, and the heading's where it has none."""

    own: tuple[_Said, ...]
    changes: Changing

    def of(self, level: str) -> model.Changes:
        """Return what is done about those of a level."""
        return model.Changes(**{change: does for (kind, change), does in self.changes.items() if kind == level})


def read_changes(desk: Desk, lines: Iterable[ast.Node]) -> Changing:
    """Return what the heading does about those that come or go."""
    return _by_kind(_read_said(desk, lines))


def read_changes_of(desk: Desk, block: ast.Payment) -> OfPayment:
    """Return what is done for a payment about those that come or go; what it says goes before the heading's word."""
    own = tuple(_read_said(desk, block.lines))
    for each in own:
        if "together" in (each.part, desk.heading.changes.get((each.kind.singular, each.change))):
            place, words = each.line.action.span, one_line(each.line.action)
            desk.say(errors.elsewhere.AddedForEveryPayment(place=place, words=words, members=each.kind.plural))
    return OfPayment(own, {**desk.heading.changes, **_by_kind(own)})


def see_changes(desk: Desk, own: Iterable[_Said], level: str, sharing: Iterable[str]) -> None:
    """See that what a payment says of those that come or go is about some who are paid, or share, and can do so."""
    share = frozenset(sharing)
    for each in own:
        if each.change == "moves" and each.kind.singular == level and level not in share:
            refuse_situation(desk, each.line, "a payment that is made to each by itself, whatever group it is in")
        elif each.kind.singular not in {level, *share}:
            refuse_situation(desk, each.line, f"a payment of which no {each.kind.singular} has a part")


def _by_kind(read: Iterable[_Said]) -> Changing:
    return {(each.kind.singular, each.change): each.part for each in read}


def _read_said(desk: Desk, lines: Iterable[ast.Node]) -> list[_Said]:
    """Read the lines about those that come or go; a second about the same is refused."""
    read: list[_Said] = []
    first: dict[tuple[str, str], ast.Situation] = {}
    for line in lines:
        if isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.Change):
            named, change = desk.kind_named(line.circumstance.member), _CHANGES[line.circumstance.word]
            kind = named or desk.heading.leaf
            if change == "moves" and named is not None and not _may_move(desk, line, kind):
                continue
            if _is_first(desk, line, first.setdefault((kind.singular, change), line)):
                part = None if named is None else _read_part(desk, line, kind, change)
                read.append(_Said(line, kind, change, part))
    return read


def _may_move(desk: Desk, line: ast.Situation, kind: model.Kind) -> bool:
    """See that members of a kind can move from one group to another, with what is then worked out."""
    groupings = desk.heading.groupings
    own = next((each for each in groupings if each.members == kind), None)
    if own is not None and own.day is None and len(groupings) == 1:
        return True
    if own is None:
        refuse_situation(desk, line, f"{kind.plural}, which are in no groups")
    elif own.day is not None:
        refuse_situation(desk, line, f"{kind.plural} whose {own.groups.plural} are those of one day")
    else:
        refuse_situation(desk, line, f"{kind.plural} where groups are in groups themselves")
    return False


def _read_part(desk: Desk, line: ast.Situation, kind: model.Kind, change: model.Change) -> model.PartYear | None:
    """Read what is done about a member that comes or goes, if it can be done about that."""
    part = _PARTS.get(type(line.action))
    member = kind.singular
    merges = change == "merges" and kind == desk.heading.leaf
    if part is None:
        words = one_line(line.action)
        desk.say(
            errors.choices.NotForMembers(
                place=line.action.span, words=words, member=with_article(member), change=change
            )
        )
        return None
    if part == "together" and not merges:
        leaves = desk.heading.leaf.plural
        desk.say(
            errors.choices.NothingToAdd(
                place=line.action.span, member=with_article(member), change=change, leaves=leaves
            )
        )
        return None
    return part
