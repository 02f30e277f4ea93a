"""How a group's money reaches its members, as meant."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.light import evolve, frozen
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.expressions import read_condition, read_number
from schemelang.model.literals import read_amount, read_literal
from schemelang.model.model import Expression
from schemelang.model.names import capital, plural, with_article
from schemelang.model.offers import under, ways_to_share
from schemelang.model.situations import Changing
from schemelang.quantities import Method, say_percent
from schemelang.syntax import ast

_METHODS: dict[str, Method] = {"largest remainder": "largest_remainder"}
_ALL = Fraction(1)
Unreadable = Literal["unreadable"]


def read_sharing(
    desk: Desk, block: ast.Payment, place: Place, changes: Changing, *, paid: bool
) -> tuple[model.Sharing, ...] | Unreadable:
    """Return how a payment is shared, line by line; it must be, unless somebody is paid who does not share it."""
    lines = [line for line in block.lines if isinstance(line, ast.Share)]
    if not lines:
        return () if paid or _unshared(desk, block, place.level) is None else "unreadable"
    much = _portions(desk, lines)
    read = [_read_line(desk, line, place, each, changes) for line, each in zip(lines, much, strict=True)]
    sharing = tuple(line for line in read if line is not None)
    return sharing if len(sharing) == len(lines) else "unreadable"


def _unshared(desk: Desk, block: ast.Payment, level: str | None) -> Unreadable | None:
    members = None if level is None else desk.members_of(level)
    if members is None or level is None:
        return None
    place, name = block.name.span, block.name.text
    ways = ways_to_share(desk, members, f"share among its {members.plural}", ", odd pennies by Sainte-Laguë")
    desk.say(errors.choices.SharingUnsaid(place=place, name=name, members=members.plural, group=level, ways=ways))
    return "unreadable"


# ---------------------------------------------------------------- how much of it


def _portions(desk: Desk, lines: list[ast.Share]) -> list[model.Much | None]:
    """Return how much of the payment each line is about, if together they are the whole of it."""
    if len(lines) == 1 and lines[0].portion is None:
        return [_ALL]
    read = [_portion(desk, line, lines) for line in lines]
    known = [much for much in read if much is not None]
    rests = [line.portion for line in lines if isinstance(line.portion, ast.Rest)]
    if len(rests) > 1:
        label = Label(rests[0].span, "said first here")
        desk.say(errors.naming.LineTwice(place=rests[1].span, line="share the rest", labels=(label,)))
    if len(known) < len(read) or len(rests) > 1 or not _add_up(desk, lines, known, rests):
        return [None for _ in lines]
    if any(isinstance(much, model.Constant) for much in known):
        return read
    rest = _ALL - sum((much for much in known if isinstance(much, Fraction)), Fraction(0))
    return [rest if much == "rest" else much for much in known]


def _portion(desk: Desk, line: ast.Share, lines: list[ast.Share]) -> model.Much | None:
    match line.portion:
        case None:
            desk.say(errors.tail.PortionUnsaid(place=line.recipients.span, remedy=_portions_left(desk, line, lines)))
            return None
        case ast.Rest():
            return "rest"
        case ast.Percent():
            return read_amount(desk, line.portion)
        case ast.Money():
            return read_literal(desk, line.portion)
        case _:
            assert_never(line.portion)


def _portions_left(desk: Desk, line: ast.Share, lines: list[ast.Share]) -> str:
    """Return what a line can give: a percentage if the others say theirs, and the rest if it is the last."""
    others = [each.portion for each in lines if each is not line]
    read = [read_amount(desk, each) for each in others if isinstance(each, ast.Percent)]
    known = [each for each in read if each is not None]
    left, words = _ALL - sum(known, Fraction(0)), one_line(line.recipients)
    percent = [f"share {say_percent(left)} {words}"] if len(known) == len(others) and left > 0 else []
    lines_left = percent + ([f"share the rest {words}"] if line is lines[-1] else [])
    if not lines_left:
        return 'Say how much after "share": a percentage of the payment, or a sum in pounds.'
    return under("Write one of:" if len(lines_left) > 1 else "Write:", *lines_left)


def _add_up(desk: Desk, lines: list[ast.Share], known: list[model.Much], rests: list[ast.Rest]) -> bool:
    """Say whether the portions are the whole; if not, say what they come to."""
    total = sum((much for much in known if isinstance(much, Fraction)), Fraction(0))
    pounds = any(isinstance(much, model.Constant) for much in known)
    ends = isinstance(lines[-1].portion, ast.Rest)
    fits = total <= _ALL and (ends or not rests) and (ends or (total == _ALL and not pounds))
    if fits:
        return True
    place = lines[-1].portion
    assert place is not None, "each line has its portion"
    others = tuple(Label(line.portion.span, "another portion") for line in lines[:-1] if line.portion is not None)
    if pounds and total <= _ALL and not rests:
        desk.say(errors.tail.PoundsWithoutRest(place=place.span, rest="share the rest", labels=others))
    else:
        desk.say(errors.tail.PortionsDoNotAddUp(place=place.span, total=say_percent(total), labels=others))
    return False


# ---------------------------------------------------------------- with whom, or among whom


def _read_line(
    desk: Desk, line: ast.Share, place: Place, much: model.Much | None, changes: Changing
) -> model.Sharing | None:
    if isinstance(line.recipients, ast.With):
        return _read_with(desk, line, line.recipients, much)
    members = _members(desk, line.recipients, place.level)
    if members is None:
        return None
    part_years = _part_years_said(desk, line, members, changes)
    read = _read_among(desk, line, members, much, evolve(place, level=members.singular))
    return read if part_years else None


def _read_with(desk: Desk, line: ast.Share, recipients: ast.With, much: model.Much | None) -> model.SharedWith | None:
    party = desk.party(recipients.party)
    idle = line.basis or (line.odd_pennies if _is_idle(line.odd_pennies, recipients) else None)
    if idle is not None:
        desk.say(errors.tail.SaysNothingOfOne(place=idle.span, words=one_line(idle), party=recipients.party.text))
    if party is None or much is None or idle is not None:
        return None
    return model.SharedWith(much=much, party=party, span=line.span)


def _is_idle(odd_pennies: ast.OddPenniesBy | ast.OddPenniesTo | None, recipients: ast.With) -> bool:
    """Say whether words about odd pennies have no meaning: one party's share has none but its own."""
    if odd_pennies is None:
        return False
    return isinstance(odd_pennies, ast.OddPenniesBy) or odd_pennies.party.text != recipients.party.text


def _members(desk: Desk, recipients: ast.Among | ast.WithEach, level: str | None) -> model.Kind | None:
    """Return the members that a line names: those of the payment's groups, or of groups within them."""
    word = recipients.members if isinstance(recipients, ast.Among) else recipients.member
    named = desk.kind_named(word)
    if named is None or level is None:
        return None
    if desk.heading.nothing_is_grouped:
        desk.say(errors.payments.NobodysMoneyToShare(place=word.span, member=named.singular, members=named.plural))
        return None
    members = desk.members_of(level)
    if members is None:
        where = capital(f"the {level}" if level == model.SCHEME else with_article(level))
        desk.say(errors.quantities.MembersOfWhat(place=word.span, where=where, members=named.plural))
        return None
    if not desk.finer(named.singular, level):
        finer = [kind.plural for kind in reversed(desk.heading.kinds) if desk.finer(kind.singular, level)]
        desk.say(
            errors.payments.NotItsMembers(place=word.span, group=level, written=word.text, members=" and ".join(finer))
        )
        return None
    return named


def _read_among(
    desk: Desk, line: ast.Share, members: model.Kind, much: model.Much | None, place: Place
) -> model.SharedAmong | None:
    each = isinstance(line.recipients, ast.WithEach)
    basis = _basis(desk, line, members, place)
    odd = _odd_pennies(desk, line)
    meets = _meets(desk, line, place)
    fits = not each or _fits_each(desk, line)
    if basis == "unreadable" or odd is None:
        return None
    if not fits or meets == "unreadable" or much is None:
        return None
    return model.SharedAmong(
        much=much,
        members=members,
        each=each,
        meets=meets,
        basis=basis,
        method=odd.method,
        odd_pennies=odd.party,
        span=line.span,
    )


def _fits_each(desk: Desk, line: ast.Share) -> bool:
    """Say whether a line that gives each member so much names pounds."""
    assert isinstance(line.recipients, ast.WithEach), "only such a line is asked about"
    if isinstance(line.portion, ast.Money):
        return True
    member = line.recipients.member.text
    desk.say(errors.tail.EachOfHowMuch(place=line.recipients.span, member=member, members=plural(member)))
    return False


def _meets(desk: Desk, line: ast.Share, place: Place) -> Expression | Unreadable | None:
    """Return the target that members must meet to be given anything, if there is one."""
    assert not isinstance(line.recipients, ast.With), "a party by its name meets no target"
    target = line.recipients.that_meet
    if target is None:
        return None
    return read_condition(desk, target, place) or "unreadable"


# ---------------------------------------------------------------- in what proportion


def _basis(desk: Desk, line: ast.Share, members: model.Kind, place: Place) -> Expression | Unreadable | None:
    match line.basis:
        case None if isinstance(line.recipients, ast.WithEach):
            return None
        case None:
            ways = ways_to_share(desk, members, f"share {one_line(line.recipients)}", "")
            desk.say(errors.choices.BasisUnsaid(place=line.recipients.span, ways=ways))
            return "unreadable"
        case _ if isinstance(line.recipients, ast.WithEach):
            member = line.recipients.member.text
            desk.say(errors.tail.EachOfHowMuch(place=line.basis.span, member=member, members=plural(member)))
            return "unreadable"
        case ast.Equally():
            return None
        case ast.By(figure):
            return _read_basis(desk, figure, members, place) or "unreadable"
        case _:
            assert_never(line.basis)


def _read_basis(desk: Desk, written: ast.Expression, members: model.Kind, place: Place) -> Expression | None:
    """Return what members have different amounts of."""
    basis = read_number(desk, written, place)
    if basis is None or basis.level == members.singular:
        return basis
    words = one_line(written)
    diagnostic = errors.payments.BasisTheSameForAll(
        place=written.span, words=words, member=members.singular, members=members.plural
    )
    desk.say(diagnostic)
    return None


@frozen
class _OddPennies:
    """How odd pennies fall: by a method, or to a party."""

    method: Method | None
    party: str | None


def _odd_pennies(desk: Desk, line: ast.Share) -> _OddPennies | None:
    match line.odd_pennies:
        case None:
            desk.say(errors.choices.SharePenniesUnsaid(place=(line.basis or line.recipients).span))
            return None
        case ast.OddPenniesTo(name):
            party = desk.party(name)
            return None if party is None else _OddPennies(None, party)
        case ast.OddPenniesBy(method):
            return _OddPennies(_METHODS.get(method, "sainte_lague"), None)
        case _:
            assert_never(line.odd_pennies)


def _part_years_said(desk: Desk, line: ast.Share, members: model.Kind, said: Changing) -> bool:
    """See that the payment or the heading says what those are paid who are members for part of the term."""
    place = line.recipients.span
    member, several = members.singular, members.plural
    if (member, "joins") not in said:
        desk.say(errors.choices.JoinerUnsaid(place=place, member=with_article(member), members=several))
    if (member, "leaves") not in said:
        desk.say(errors.choices.LeaverUnsaid(place=place, member=with_article(member), members=several))
    return said.get((member, "joins")) is not None and said.get((member, "leaves")) is not None
