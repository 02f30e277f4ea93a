"""How lines of a payment are written that pay on account, as messages offer them."""

from schemelang.model import model
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.offers import day_after_term, one_after_another, sum_known, under
from schemelang.syntax import ast

_ANY_SUM = "£1,000"
_WITH_THE_SUM = f"with the sum that is agreed in place of {_ANY_SUM}"


def on_account(pay: ast.Pay, amount: str = "") -> str:
    """Return a line of a payment as one that pays on account, perhaps of another amount."""
    return _line(pay, f"{amount or one_line(pay.amount)} on account")


def on_account_of(desk: Desk, pay: ast.Pay, place: Place) -> str:
    """Return what an advance can be of where it is of the payment's own unknown result."""
    if isinstance(pay.amount, ast.Balance):
        return under("What is left is paid when it is known:", _line(pay, "the balance"))
    known = sum_known(desk, place.level or model.SCHEME)
    of_known = under("Of what is known, write:", on_account(pay, f"{one_line(pay.amount)} of {known}")) if known else ""
    begins = f"{'Or in' if known else 'In'} pounds, {_WITH_THE_SUM}:"
    return one_after_another(of_known, under(begins, on_account(pay, _ANY_SUM)))


def instead_of_advance(desk: Desk, pay: ast.Pay, place: Place) -> str:
    """Return how an advance is paid that can be taken back: a sum that is known, and the rest when it is."""
    known = sum_known(desk, place.level or model.SCHEME)
    match pay.amount:
        case ast.Money():
            amount, begins = one_line(pay.amount), "If it can be taken back, pay it on account:"
        case ast.Percent() if known:
            amount = f"{one_line(pay.amount)} of {known}"
            begins = "If it can be taken back, pay a part of a known sum on account:"
        case _:
            amount, begins = _ANY_SUM, f"If it can be taken back, pay a sum on account, {_WITH_THE_SUM}:"
    return one_after_another(under(begins, on_account(pay, amount)), and_the_rest(desk, pay))


def and_the_rest(desk: Desk, pay: ast.Pay) -> str:
    """Return what else is to be said where something is paid on account, as far as it is not said yet."""
    block = next((each for each in desk.blocks.values() if isinstance(each, ast.Payment) and pay in each.lines), None)
    lines = () if block is None else block.lines
    overpaid = desk.heading.overpaid or any(_is_overpaid(line) for line in lines)
    balance = any(isinstance(line, ast.Pay) and isinstance(line.amount, ast.Balance) for line in lines)
    rest = "" if balance else under("and when the rest is known:", f"pay the balance on {day_after_term(desk)}")
    ways = "recover it from the next payment", "recover it by invoice", "write it off"
    too_much = under("and what is done if it is too much, one of:", *(f"if overpaid, {way}" for way in ways))
    return one_after_another(rest, "" if overpaid else too_much)


def _is_overpaid(line: ast.Node) -> bool:
    match line:
        case ast.Situation(circumstance=ast.OverpaidBy() | ast.State(word="overpaid")):
            return True
        case _:
            return False


def _line(pay: ast.Pay, amount: str) -> str:
    """Return a line that pays so much, on the days and terms of another but for those of an advance."""
    about_advances = ast.InAdvance | ast.Kept | ast.OnAccount
    terms = [one_line(term) for term in pay.terms if not isinstance(term, about_advances)]
    condition = "" if pay.only_if is None else f" {one_line(pay.only_if)}"
    return ", ".join([f"pay {amount}", *terms]) + condition
