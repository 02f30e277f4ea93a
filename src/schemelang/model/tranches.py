"""The parts of a payment as meant: how much of it, on which terms and days."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.dates import MONTHS_IN, PeriodKind
from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, needed, one_line
from schemelang.model.expressions import read_condition, read_number
from schemelang.model.literals import read_amount, read_literal
from schemelang.model.offers import day_after_term, in_pounds, one_after_another, under
from schemelang.model.on_account import and_the_rest, instead_of_advance, on_account, on_account_of
from schemelang.model.schedule import read_schedule
from schemelang.model.units import MONEY, said
from schemelang.quantities import say_percent
from schemelang.syntax import ast

_ALL = Fraction(1)


def read_tranches(desk: Desk, block: ast.Payment, place: Place) -> tuple[model.Tranche, ...] | None:
    """Read the parts of a payment, which together are the whole of it."""
    lines = [line for line in block.lines if isinstance(line, ast.Pay)]
    if not lines:
        needed(desk, block, ast.Pay, "pay", f"pay 100% on {day_after_term(desk)}")
        return None
    much = parts_of_it(desk, lines, place)
    read = [_tranche(desk, pay, each, place) for pay, each in zip(lines, much, strict=True)]
    tranches = tuple(tranche for tranche in read if tranche is not None)
    return tranches if len(tranches) == len(read) else None


# ---------------------------------------------------------------- how much


def parts_of_it(desk: Desk, lines: list[ast.Pay], place: Place) -> list[model.Much | model.OnAccount | None]:
    """Return how much each part is: of the amount or, where it is paid on account, by itself."""
    read: dict[int, model.OnAccount | None] = {
        number: _on_account(desk, pay, place) for number, pay in enumerate(lines) if _is_on_account(pay)
    }
    rest = [pay for number, pay in enumerate(lines) if number not in read]
    if read and not any(isinstance(pay.amount, ast.Balance) for pay in rest):
        desk.say(errors.tail.NoBalance(place=lines[min(read)].amount.span, day=day_after_term(desk)))
        return [None for _ in lines]
    of_it = iter(_parts(desk, rest))
    return [read[number] if number in read else next(of_it) for number in range(len(lines))]


def _is_on_account(pay: ast.Pay) -> bool:
    return any(isinstance(term, ast.OnAccount) for term in pay.terms)


def _on_account(desk: Desk, pay: ast.Pay, place: Place) -> model.OnAccount | None:
    """Return how much is paid on account, which nothing that is not known yet may decide."""
    match pay.amount:
        case ast.Money():
            amount: model.Expression | None = read_literal(desk, pay.amount)
        case ast.PartOfName(percent, name):
            amount = read_number(desk, ast.Part(percent, name, span=pay.amount.span), place)
            if amount is not None and amount.type != MONEY:
                remedy = in_pounds(pay.amount, amount.type)
                desk.say(errors.quantities.NotMoney(place=amount.span, found=said(amount.type), remedy=remedy))
                return None
            if amount is not None and not _is_of_one_period(desk, name, place):
                return None
        case ast.Percent() | ast.Balance():
            remedy = on_account_of(desk, pay, place)
            desk.say(errors.tail.OnAccountOfWhat(place=pay.amount.span, written=one_line(pay.amount), remedy=remedy))
            return None
        case _:
            assert_never(pay.amount)
    return None if amount is None else model.OnAccount(amount=amount)


def _is_of_one_period(desk: Desk, name: ast.Name, place: Place) -> bool:
    """Say whether what is paid on account for each period is of that period; what is of longer is paid again."""
    times = 1 if place.series is None else len(desk.periods(place.series))
    own = _own_series(desk, name)
    if place.series is None or times == 1 or own == place.series:
        return True
    desk.say(
        errors.tail.OnAccountEachTime(
            place=name.span,
            name=name.text,
            period=place.series.replace("_", "-"),
            word=place.series,
            times=times,
            parts=times if own is None else MONTHS_IN[own] // MONTHS_IN[place.series],
            level=place.level or desk.heading.leaf.singular,
        )
    )
    return False


def _own_series(desk: Desk, name: ast.Name) -> PeriodKind | None:
    """Return for each of which kind of period a block has a value of its own, if it has several."""
    block = desk.block(name)
    if isinstance(block, model.Figure):
        return block.time.kind if isinstance(block.time, model.Each) else None
    return None if block is None else block.each


def _parts(desk: Desk, lines: list[ast.Pay]) -> list[model.Much | None]:
    """Return how much of the whole each part is, if they add up to it; the balance is what the others leave."""
    read = [_much(desk, pay) for pay in lines]
    known = [much for much in read if much is not None]
    total = sum((much for much in known if isinstance(much, Fraction)), Fraction(0))
    pounds = any(isinstance(much, model.Constant) for much in known)
    if len(known) < len(read) or not _add_up(desk, lines, total, pounds=pounds):
        return [None for _ in lines]
    return read if pounds else [_ALL - total if much == "rest" else much for much in known]


def _much(desk: Desk, pay: ast.Pay) -> model.Much | None:
    match pay.amount:
        case ast.Percent():
            return read_amount(desk, pay.amount)
        case ast.Money():
            return read_literal(desk, pay.amount)
        case ast.Balance():
            return "rest"
        case ast.PartOfName():
            remedy = one_after_another(under("If it is, write:", on_account(pay)), and_the_rest(desk, pay))
            desk.say(errors.tail.PartOfAnother(place=pay.amount.span, remedy=remedy))
        case _:
            assert_never(pay.amount)
    return None


def _add_up(desk: Desk, lines: list[ast.Pay], total: Fraction, *, pounds: bool) -> bool:
    """Say whether the parts are the whole, with a balance if there is one; if not, say what they come to."""
    balances = [pay.amount for pay in lines if isinstance(pay.amount, ast.Balance)]
    if len(balances) > 1:
        label = Label(balances[0].span, "said first here")
        desk.say(errors.naming.LineTwice(place=balances[1].span, line="pay the balance", labels=(label,)))
        return False
    if balances:
        return _leaves_some(desk, lines, balances[0], total)
    if pounds:
        desk.say(
            errors.tail.PoundsWithoutRest(
                place=lines[-1].amount.span, rest="pay the balance", labels=_others(lines, lines[-1].amount)
            )
        )
        return False
    if total != _ALL:
        labels = _others(lines, lines[-1].amount)
        desk.say(
            errors.payments.TranchesDoNotAddUp(place=lines[-1].amount.span, total=say_percent(total), labels=labels)
        )
    return total == _ALL


def _leaves_some(desk: Desk, lines: list[ast.Pay], balance: ast.Balance, total: Fraction) -> bool:
    if total > _ALL:
        labels = _others(lines, balance)
        desk.say(errors.payments.BalanceBelowNothing(place=balance.span, total=say_percent(total), labels=labels))
    return total <= _ALL


def _others(lines: list[ast.Pay], amount: ast.Node) -> tuple[Label, ...]:
    return tuple(Label(pay.amount.span, "another part") for pay in lines if pay.amount is not amount)


# ---------------------------------------------------------------- when, and on what terms


def _tranche(desk: Desk, pay: ast.Pay, much: model.Much | model.OnAccount | None, place: Place) -> model.Tranche | None:
    terms = _terms(desk, pay, place)
    condition = None if pay.only_if is None else read_condition(desk, pay.only_if.condition, place)
    schedule = read_schedule(desk, pay, place)
    odd = None if schedule is None else _odd_pennies(desk, pay, schedule.dates[0].days)
    if much is None or terms is None or schedule is None or odd is None:
        return None
    if pay.only_if is not None and condition is None:
        return None
    return model.Tranche(
        much=much,
        is_balance=isinstance(pay.amount, ast.Balance),
        terms=terms,
        condition=condition,
        dates=schedule.dates,
        not_before=schedule.not_before,
        odd_pennies=odd,
        said=schedule.said,
        span=pay.span,
    )


def _terms(desk: Desk, pay: ast.Pay, place: Place) -> Literal["in_advance_kept", "on_account", "afterwards"] | None:
    """Return what is said of money paid in advance, or None where it may not be worked out."""
    advance = next((term for term in pay.terms if isinstance(term, ast.InAdvance)), None)
    kept = next((term for term in pay.terms if isinstance(term, ast.Kept)), None)
    on_account = next((term for term in pay.terms if isinstance(term, ast.OnAccount)), None)
    if on_account is not None:
        if kept is not None:
            label = Label(on_account.span, "and this is reconciled")
            desk.say(errors.tail.KeptOrOnAccount(place=kept.span, labels=(label,)))
            return None
        return "on_account"
    if kept is None:
        if advance is not None:
            desk.say(errors.choices.AdvanceUnsaid(place=advance.span, on_account=instead_of_advance(desk, pay, place)))
        return None if advance is not None else "afterwards"
    if pay.only_if is not None:
        label = Label(pay.only_if.span, "and only if this is so")
        desk.say(errors.payments.AdvanceOnCondition(place=kept.span, labels=(label,)))
        return None
    return "in_advance_kept"


def _odd_pennies(desk: Desk, pay: ast.Pay, days: tuple[object, ...]) -> Literal["last", "first"] | None:
    """Return which instalment takes the odd pennies; of a single one, it makes no difference."""
    said = next((term.word for term in pay.terms if isinstance(term, ast.OddPenniesIn)), None)
    if said is None and len(days) > 1:
        instalments = next(term for term in pay.terms if isinstance(term, ast.InInstalments))
        desk.say(errors.choices.InstalmentPenniesUnsaid(place=instalments.span))
        return None
    return "first" if said == "first" else "last"
