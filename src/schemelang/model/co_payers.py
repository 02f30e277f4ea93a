"""Who else pays a part of a payment, as meant."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.literals import read_amount
from schemelang.quantities import say_percent
from schemelang.syntax import ast


def see_co_payer(desk: Desk, block: ast.Party) -> None:
    """See that what a party pays a part of is a payment."""
    for line in _lines(block):
        if line.payment is None:
            continue
        if line.payment.text in desk.blocks and not isinstance(desk.blocks[line.payment.text], ast.Payment):
            desk.wrong_kind(line.payment, "a payment")
        else:
            desk.block(line.payment)


def read_co_payers(
    desk: Desk, block: ast.Payment, payer: str | None
) -> tuple[model.CoPayer, ...] | Literal["unreadable"]:
    """Return who else pays a part of a payment, each with how much of it, in the order they are written."""
    lines = list(_lines_about(desk, block))
    read = [_co_payer(desk, party, line, payer) for party, line in lines]
    known = tuple(each for each in read if each is not None)
    if len(known) < len(read) or _said_twice(desk, lines):
        return "unreadable"
    total = sum((each.share for each in known), Fraction(0))
    if total <= 1:
        return known
    *others, (_, last) = lines
    labels = tuple(Label(line.span, "another part") for _, line in others)
    name, said = block.name.text, say_percent(total)
    desk.say(errors.payments.CoPayersPayTooMuch(place=last.span, name=name, total=said, labels=labels))
    return "unreadable"


def _lines(block: ast.Party) -> list[ast.Pays]:
    return [line for line in block.lines if isinstance(line, ast.Pays)]


def _lines_about(desk: Desk, block: ast.Payment) -> Iterator[tuple[ast.Party, ast.Pays]]:
    """Find the lines that are about a payment: those that name it, and those that name none."""
    for party in desk.blocks.values():
        if isinstance(party, ast.Party) and desk.read.get(party.name.text) is not None:
            about = (line for line in _lines(party) if line.payment is None or line.payment.text == block.name.text)
            yield from ((party, line) for line in about)


def _co_payer(desk: Desk, party: ast.Party, line: ast.Pays, payer: str | None) -> model.CoPayer | None:
    share = read_amount(desk, line.percent)
    if payer == party.name.text:
        desk.say(errors.payments.PaysAlready(place=line.span, name=party.name.text))
        return None
    return None if share is None else model.CoPayer(party=party.name.text, share=share, span=line.span)


def _said_twice(desk: Desk, lines: list[tuple[ast.Party, ast.Pays]]) -> bool:
    """Refuse a second line of one party about the same payment, of which only one could count."""
    first: dict[str, ast.Pays] = {}
    for party, line in lines:
        earlier = first.setdefault(party.name.text, line)
        if earlier is not line:
            desk.say(
                errors.naming.LineTwice(place=line.span, line="pays", labels=(Label(earlier.span, "said first here"),))
            )
    return len(first) < len(lines)
