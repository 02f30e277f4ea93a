"""What is done where more was paid on account than was earned, as meant."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.expressions import read_number
from schemelang.model.literals import read_amount, read_whole_number
from schemelang.model.model import Expression
from schemelang.model.offers import in_pounds, month_after_term
from schemelang.model.schedule import read_monthly
from schemelang.model.situations import refuse_situation
from schemelang.model.units import MONEY, said
from schemelang.source import Span
from schemelang.syntax import ast

Unreadable = Literal["unreadable"]
_How = Literal["next_payment", "future_only", "invoice", "instalments", "write_off", "carry_forward"]
_ALL = Fraction(1)
_MOST_INSTALMENTS = 600
_WAYS: dict[str, _How] = {
    "from the next payment": "next_payment",
    "from future payments only": "future_only",
    "by invoice": "invoice",
}


def overpaid_lines(lines: Iterable[ast.Node]) -> tuple[ast.Situation, ...]:
    """Return the lines about what was paid too much."""
    return tuple(
        line
        for line in lines
        if isinstance(line, ast.Situation)
        and (isinstance(line.circumstance, ast.OverpaidBy) or line.circumstance == _overpaid(line))
    )


def _overpaid(line: ast.Situation) -> ast.Circumstance | None:
    circumstance = line.circumstance
    return circumstance if isinstance(circumstance, ast.State) and circumstance.word == "overpaid" else None


def read_recoveries(desk: Desk, block: ast.Payment, place: Place) -> tuple[model.Recovery, ...] | Unreadable:
    """Return what is done about too much paid, the narrower case first; the heading's lines serve for both."""
    own = overpaid_lines(block.lines)
    _refuse_others(desk, block, own)
    advance = next((pay.amount for pay in _pays(block) if _is_on_account(pay)), None)
    if advance is None:
        for line in own:
            desk.say(errors.tail.NothingOnAccount(place=line.circumstance.span))
        return "unreadable" if own else ()
    narrow = _one(desk, own, ast.OverpaidBy) or _one(desk, desk.heading.overpaid, ast.OverpaidBy)
    general = _one(desk, own, ast.State) or _one(desk, desk.heading.overpaid, ast.State)
    if general is None:
        desk.say(errors.tail.OverpaidUnsaid(place=advance.span, name=block.name.text))
        return "unreadable"
    read = [_recovery(desk, line, place) for line in (narrow, general) if line is not None]
    known = tuple(each for each in read if each is not None)
    return known if len(known) == len(read) else "unreadable"


def see_overpaid(desk: Desk, payments: Iterable[ast.Payment]) -> None:
    """See that what the heading says of too much paid is about some payment."""
    if not any(_is_on_account(pay) for payment in payments for pay in _pays(payment)):
        for line in desk.heading.overpaid:
            desk.say(errors.tail.NothingOnAccount(place=line.circumstance.span))


def _refuse_others(desk: Desk, block: ast.Payment, own: tuple[ast.Situation, ...]) -> None:
    for line in block.lines:
        of_members = isinstance(line, ast.Situation) and isinstance(line.circumstance, ast.Change)
        if isinstance(line, ast.Situation) and line not in own and not of_members:
            refuse_situation(desk, line, "a payment")


def _pays(block: ast.Payment) -> Iterable[ast.Pay]:
    return (line for line in block.lines if isinstance(line, ast.Pay))


def _is_on_account(pay: ast.Pay) -> bool:
    return any(isinstance(term, ast.OnAccount) for term in pay.terms)


def _one(desk: Desk, lines: tuple[ast.Situation, ...], kind: type[ast.OverpaidBy | ast.State]) -> ast.Situation | None:
    """Return the line of a kind; a second is refused."""
    found = [line for line in lines if isinstance(line.circumstance, kind)]
    for again in found[1:]:
        label = Label(found[0].span, "said first here")
        desk.say(errors.naming.LineTwice(place=again.span, line=f"if {one_line(again.circumstance)}", labels=(label,)))
    return found[0] if found else None


# ---------------------------------------------------------------- one line


def _recovery(desk: Desk, line: ast.Situation, place: Place) -> model.Recovery | None:
    bound: Expression | Unreadable | None = None
    if isinstance(line.circumstance, ast.OverpaidBy):
        bound = _money(desk, line.circumstance.amount, place) or "unreadable"
    match line.action:
        case ast.WriteOff():
            done: model.Recovery | None = _at_once("write_off", line.span)
        case ast.CarryForward():
            done = _at_once("carry_forward", line.span)
        case ast.Recover() as recover:
            done = _taken_back(desk, recover, place)
        case _:
            desk.say(errors.tail.NotOfMoneyOverpaid(place=line.action.span, written=one_line(line.action)))
            return None
    return None if done is None or bound == "unreadable" else evolve(done, more_than=bound, span=line.span)


def _money(desk: Desk, written: ast.Expression, place: Place) -> Expression | None:
    read = read_number(desk, written, place)
    if read is None or read.type == MONEY:
        return read
    desk.say(errors.quantities.NotMoney(place=read.span, found=said(read.type), remedy=in_pounds(written, read.type)))
    return None


def _at_once(how: _How, span: Span) -> model.Recovery:
    """Return that the whole is dealt with at once, however much it is."""
    return model.Recovery(
        more_than=None, how=how, share=_ALL, up_to=None, number=1, days=(), odd_pennies="last", span=span
    )


def _taken_back(desk: Desk, recover: ast.Recover, place: Place) -> model.Recovery | None:
    share = _ALL if recover.percent is None else read_amount(desk, recover.percent)
    most = None if recover.up_to is None else _money(desk, recover.up_to, place)
    manner = read_manner(desk, recover)
    if share is None or manner is None or (recover.up_to is not None and most is None):
        return None
    return evolve(manner, share=share, up_to=most)


def read_manner(desk: Desk, recover: ast.Recover) -> model.Recovery | None:
    """Return in which manner something is recovered, all of it."""
    match recover.way:
        case None:
            desk.say(errors.tail.RecoveryUnsaid(place=recover.span, month=month_after_term(desk)))
            return None
        case str() if recover.odd_pennies is not None:
            desk.say(errors.tail.RecoveryUnsaid(place=recover.odd_pennies.span, month=month_after_term(desk)))
            return None
        case str():
            return _at_once(_WAYS[recover.way], recover.span)
        case ast.RecoveredIn() as way:
            return _instalments(desk, way, recover)
        case _:
            assert_never(recover.way)


def _instalments(desk: Desk, way: ast.RecoveredIn, recover: ast.Recover) -> model.Recovery | None:
    said_odd = recover.odd_pennies
    number = read_whole_number(desk, way.number, 1, _MOST_INSTALMENTS)
    if way.days is None:
        desk.say(errors.tail.RecoveryUnsaid(place=way.span, month=month_after_term(desk)))
        return None
    days = read_monthly(desk, way.days, way.number)
    if said_odd is None and number is not None and number > 1:
        desk.say(errors.choices.InstalmentPenniesUnsaid(place=way.span))
        return None
    if number is None or days is None:
        return None
    odd: Literal["last", "first"] = "first" if said_odd and said_odd.word == "first" else "last"
    return evolve(_at_once("instalments", recover.span), number=number, days=days, odd_pennies=odd)
