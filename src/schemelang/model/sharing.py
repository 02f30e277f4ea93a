"""How a group's money reaches its members, as meant."""

from typing import Literal, assert_never

from schemelang.model import model
from schemelang.model.desk import Desk, Place, one_line, only
from schemelang.model.errors.choices import (
    BasisUnsaid,
    JoinerUnsaid,
    LeaverUnsaid,
    SharePenniesUnsaid,
    SharingUnsaid,
)
from schemelang.model.errors.payments import BasisTheSameForAll, NotItsMembers
from schemelang.model.errors.quantities import MembersOfWhat
from schemelang.model.expressions import read_number
from schemelang.model.model import Expression
from schemelang.model.names import capital, with_article
from schemelang.quantities import Method
from schemelang.syntax import ast

_METHODS: dict[str, Method] = {"largest remainder": "largest_remainder"}
Unreadable = Literal["unreadable"]


def read_sharing(
    desk: Desk, block: ast.Payment, level: str | None, *, nominated: bool
) -> model.Sharing | Unreadable | None:
    """Return how a payment is shared; None if it is not, which it must be unless a party is nominated."""
    lines = [line for line in block.lines if isinstance(line, ast.Share)]
    if _refused(desk, lines):
        return "unreadable"
    line = only(desk, lines, ast.Share, "share")
    if line is None:
        return None if nominated else _unshared(desk, block, level)
    members = _members(desk, line, level)
    return "unreadable" if members is None else _read_share(desk, line, members)


def _refused(desk: Desk, lines: list[ast.Share]) -> bool:
    """Refuse the ways of sharing that are not worked out yet."""
    refused = False
    for line in lines:
        match line:
            case ast.Share(portion=ast.Percent() | ast.Rest()):
                desk.not_yet(line.span, "Sharing by portions")
            case ast.Share(recipients=ast.With()):
                desk.not_yet(line.recipients.span, "Sharing with a party by its name")
            case ast.Share(recipients=ast.Among(that_meet=ast.Name())):
                desk.not_yet(line.recipients.span, "Sharing among some of the members")
            case _:  # among all members
                continue
        refused = True
    return refused


def _unshared(desk: Desk, block: ast.Payment, level: str | None) -> Unreadable | None:
    members = None if level is None else desk.members_of(level)
    if members is None or level is None:
        return None
    place, name = block.name.span, block.name.text
    desk.say(SharingUnsaid(place=place, name=name, members=members.plural, group=level))
    return "unreadable"


# ---------------------------------------------------------------- among whom


def _members(desk: Desk, line: ast.Share, level: str | None) -> model.Kind | None:
    """Return the members that a line names, if the payment goes to groups of them."""
    assert isinstance(line.recipients, ast.Among), "other recipients are refused before"
    word = line.recipients.members
    named = desk.kind_named(word)
    if named is None or level is None:
        return None
    members = desk.members_of(level)
    if members is None:
        where = capital(f"the {level}" if level == model.SCHEME else with_article(level))
        desk.say(MembersOfWhat(place=word.span, where=where, members=named.plural))
    elif members != named:
        place, written = word.span, word.text
        desk.say(NotItsMembers(place=place, group=level, written=written, members=members.plural))
    return members if members == named else None


# ---------------------------------------------------------------- in what proportion


def _read_share(desk: Desk, line: ast.Share, members: model.Kind) -> model.Sharing | Unreadable:
    basis = _basis(desk, line, members)
    method = _method(desk, line)
    if not _part_years_said(desk, line, members) or basis == "unreadable" or method is None:
        return "unreadable"
    return model.Sharing(members=members, basis=basis, method=method, span=line.span)


def _basis(desk: Desk, line: ast.Share, members: model.Kind) -> Expression | Unreadable | None:
    match line.basis:
        case None:
            words = f"share {one_line(line.recipients)}"
            desk.say(BasisUnsaid(place=line.recipients.span, words=words))
            return "unreadable"
        case ast.Equally():
            return None
        case ast.By(figure):
            return _read_basis(desk, figure, members) or "unreadable"
        case _:
            assert_never(line.basis)


def _read_basis(desk: Desk, written: ast.Expression, members: model.Kind) -> Expression | None:
    """Return what members have different amounts of."""
    basis = read_number(desk, written, Place(level=members.singular))
    if basis is None or basis.level == members.singular:
        return basis
    words = one_line(written)
    diagnostic = BasisTheSameForAll(place=written.span, words=words, member=members.singular, members=members.plural)
    desk.say(diagnostic)
    return None


def _method(desk: Desk, line: ast.Share) -> Method | None:
    match line.odd_pennies:
        case None:
            desk.say(SharePenniesUnsaid(place=(line.basis or line.recipients).span))
            return None
        case ast.OddPenniesTo():
            desk.not_yet(line.odd_pennies.span, "Odd pennies to a party by its name")
            return None
        case ast.OddPenniesBy(method):
            return _METHODS.get(method, "sainte_lague")
        case _:
            assert_never(line.odd_pennies)


def _part_years_said(desk: Desk, line: ast.Share, members: model.Kind) -> bool:
    """See that the heading says what those are paid who are members for part of the term."""
    changes, place = desk.heading.changes, line.recipients.span
    member, several = members.singular, members.plural
    if "joins" not in changes:
        desk.say(JoinerUnsaid(place=place, member=member, members=several))
    if "leaves" not in changes:
        desk.say(LeaverUnsaid(place=place, member=member, members=several))
    return changes.get("joins") is not None and changes.get("leaves") is not None
