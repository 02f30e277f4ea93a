"""Payments as meant: to whom, the steps from top to bottom, the tranches, and how it is shared."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.desk import Desk, needed, only, title_of
from schemelang.model.expressions import Place, read_condition, read_number
from schemelang.model.literals import read_amount, read_whole_number
from schemelang.model.schedule import read_odd_pennies, read_schedule
from schemelang.model.units import MONEY, SHARE, said
from schemelang.quantities import Method, Way, say_percent
from schemelang.syntax import ast

_PENNY = Fraction(1, 100)


def read_payment(desk: Desk, block: ast.Payment) -> model.Payment | None:
    """Read a payment. Everything wrong with it is found before it is given up."""
    payee = _payee(desk, block)
    if payee is None:
        return None
    level, named = payee
    payer = _payer(desk, block)
    steps = _steps(desk, block, level)
    tranches = _tranches(desk, block, level)
    sharing = _sharing(desk, block, level, named)
    if payer is None or steps is None or tranches is None or sharing is False:
        return None
    return model.Payment(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        payer=payer,
        payee=named,
        steps=steps,
        tranches=tranches,
        sharing=sharing or None,
        used_for=tuple(line.what.text for line in block.lines if isinstance(line, ast.MayBeUsedFor)),
    )


# ---------------------------------------------------------------- payee and payer


def _payee(desk: Desk, block: ast.Payment) -> tuple[str, str | None] | None:
    """Return the level of a payment, and the party that is paid if it is a named one."""
    for line in block.lines:
        if isinstance(line, ast.Situation):
            desk.not_yet(line.span, "a situation of a payment")
    line = needed(desk, block, ast.To, "to", "to each practice")
    match line:
        case None:
            return None
        case ast.To(ast.EachPayee(kind, period)):
            if period is not None:
                desk.not_yet(line.span, "a payment for each period")
                return None
            found = desk.kind_named(kind)
            return found and (found.singular, _nominated(desk, found.singular))
        case ast.To(ast.Name() as name):
            party = _party(desk, name)
            return party and (model.SCHEME, party)


def _party(desk: Desk, name: ast.Name) -> str | None:
    block = desk.block(name)
    if block is not None and not isinstance(block, model.NamedParty):
        desk.wrong_kind(name, desk.blocks[name.text], "a party")
    return block.name if isinstance(block, model.NamedParty) else None


def _nominated(desk: Desk, level: str) -> str | None:
    """Return the party that is nominated to be paid for each group of a kind."""
    for block in desk.blocks.values():
        if isinstance(block, ast.Party):
            party = desk.block(block.name)
            if isinstance(party, model.NamedParty) and party.payee_for == level:
                return party.name
    return None


def _payer(desk: Desk, block: ast.Payment) -> str | None:
    line = only(desk, block.lines, ast.PaidBy, "paid by")
    if line is not None:
        return _party(desk, line.party)
    heading = [each for each in desk.blocks.values() if each.name.text == desk.heading.offered_by]
    return desk.heading.offered_by if heading else None


# ---------------------------------------------------------------- steps


def _steps(desk: Desk, block: ast.Payment, level: str) -> tuple[model.AnyStep, ...] | None:
    written = [line for line in block.lines if isinstance(line, ast.Step)]
    if not written:
        needed(desk, block, ast.StartWith, "start with", "start with £35 for each patient in my_register")
        return None
    if not isinstance(written[0], ast.StartWith):
        desk.say(errors.StepsOutOfOrder(place=written[0].span))
        return None
    read = [_step(desk, step, level, first=place == 0) for place, step in enumerate(written)]
    steps = tuple(step for step in read if step is not None)
    if len(steps) < len(read):
        return None
    if not _whole_pence(steps):
        desk.say(errors.RoundingUnsaid(place=block.name.span, name=block.name.text))
        return None
    return steps


def _step(desk: Desk, step: ast.Step, level: str, *, first: bool) -> model.AnyStep | None:
    place = Place(level=level, so_far=None if first else MONEY)
    match step:
        case ast.StartWith() if not first:
            desk.say(errors.StepsOutOfOrder(place=step.span))
            return None
        case ast.StartWith(amount, only_if):
            return _amount_step(desk, step, "start_with", amount, only_if, place)
        case ast.Add(amount, only_if):
            return _amount_step(desk, step, "add", amount, only_if, place)
        case ast.Less(amount, only_if):
            return _amount_step(desk, step, "less", amount, only_if, place)
        case ast.Times(amount, only_if):
            return _amount_step(desk, step, "times", amount, only_if, place)
        case ast.NeverMoreThan(limit):
            return _limit(desk, step, "never_more_than", limit, place)
        case ast.NeverLessThan(limit):
            return _limit(desk, step, "never_less_than", limit, place)
        case ast.NothingUnless(condition):
            return _gate(desk, step, "nothing_unless", condition, place)
        case ast.NothingIf(condition):
            return _gate(desk, step, "nothing_if", condition, place)
        case ast.Round(rounding):
            return _round(desk, step, rounding)
        case ast.ReducedBy():
            desk.not_yet(step.span, '"reduced by"')
            return None
        case _:
            assert_never(step)


def _amount_step(
    desk: Desk,
    step: ast.Step,
    does: Literal["start_with", "add", "less", "times"],
    amount: ast.Expression,
    only_if: ast.OnlyIf | None,
    place: Place,
) -> model.AmountStep | None:
    read = read_number(desk, amount, place)
    condition = only_if and read_condition(desk, only_if.condition, place)
    if read is None or (only_if and condition is None) or not _fits(desk, does, amount, read):
        return None
    return model.AmountStep(span=step.span, does=does, amount=read, only_if=condition)


def _fits(desk: Desk, does: str, written: ast.Expression, read: model.Expression) -> bool:
    """Say whether an amount is of the kind that its step needs; if not, say why."""
    if does == "times":
        if read.type.quantity == model.Quantity.MONEY:
            desk.say(errors.CannotMultiply(place=read.span, one=said(MONEY), other=said(MONEY), joined="multiplied"))
            return False
        return True
    if read.type.quantity == model.Quantity.MONEY:
        return True
    if read.type == SHARE and isinstance(written, ast.Percent) and does in ("add", "less"):
        desk.say(errors.PercentOfWhat(place=read.span, percent=written.text))
    elif isinstance(written, ast.Rate) and isinstance(written.amount, ast.Percent):
        desk.say(errors.NotMoney(place=written.amount.span, found="a percentage for each " + written.unit.text))
    else:
        desk.say(errors.NotMoney(place=read.span, found=said(read.type)))
    return False


def _limit(
    desk: Desk,
    step: ast.Step,
    does: Literal["never_more_than", "never_less_than"],
    limit: ast.Expression,
    place: Place,
) -> model.LimitStep | None:
    read = read_number(desk, limit, place)
    if read is None or not _fits(desk, does, limit, read):
        return None
    return model.LimitStep(span=step.span, does=does, limit=read)


def _gate(
    desk: Desk,
    step: ast.Step,
    does: Literal["nothing_unless", "nothing_if"],
    condition: ast.Expression,
    place: Place,
) -> model.GateStep | None:
    read = read_condition(desk, condition, place)
    return read and model.GateStep(span=step.span, does=does, condition=read)


_UNITS = {
    "penny": _PENNY,
    "pound": Fraction(1),
    "whole number": Fraction(1),
    "whole patient": Fraction(1),
    "point": Fraction(1),
}
_HALVES: dict[str, Way] = {
    "halves up": "half_up",
    "halves down": "half_down",
    "halves to even": "half_even",
}


def _round(
    desk: Desk, step: ast.Step, rounding: ast.ToNearest | ast.RoundedDown | ast.RoundedUp
) -> model.RoundStep | None:
    way: Way | None
    match rounding:
        case ast.ToNearest(unit, halves):
            way = _HALVES[halves] if halves else None
        case ast.RoundedDown(unit):
            way = "down"
        case ast.RoundedUp(unit):
            way = "up"
    size = _unit(desk, unit)
    if way is None:
        desk.say(errors.HalvesUnsaid(place=rounding.span))
        return None
    return None if size is None else model.RoundStep(span=step.span, unit=size, way=way)


def _unit(desk: Desk, unit: ast.Unit | ast.DecimalPlaces) -> Fraction | None:
    match unit:
        case ast.Unit(word):
            return _UNITS[word]
        case ast.DecimalPlaces(number):
            places = read_whole_number(desk, number)
            return None if places is None else Fraction(1, 10 ** min(places, 12))


def _whole_pence(steps: tuple[model.AnyStep, ...]) -> bool:
    """Say whether the steps are sure to come to whole pence."""
    whole = False
    for step in steps:
        match step:
            case model.RoundStep(unit=unit):
                whole = whole or (unit / _PENNY).denominator == 1
            case model.AmountStep(does="start_with", amount=amount):
                whole = _is_whole(amount)
            case model.AmountStep(does="times"):
                whole = False
            case model.AmountStep(amount=amount):
                whole = whole and _is_whole(amount)
            case model.LimitStep(limit=limit):
                whole = whole and _is_whole(limit)
            case model.GateStep():
                pass
    return whole


def _is_whole(amount: model.Expression) -> bool:
    if not isinstance(amount, model.Constant) or not isinstance(amount.value, Fraction):
        return False
    return (amount.value / _PENNY).denominator == 1


# ---------------------------------------------------------------- tranches


def _tranches(desk: Desk, block: ast.Payment, level: str) -> tuple[model.Tranche, ...] | None:
    lines = [line for line in block.lines if isinstance(line, ast.Pay)]
    if not lines:
        needed(desk, block, ast.Pay, "pay", "pay 100% on 30 June 2014")
        return None
    shares = _shares(desk, lines)
    if shares is None:
        return None
    read = [_tranche(desk, pay, share, level) for pay, share in zip(lines, shares, strict=True)]
    tranches = tuple(tranche for tranche in read if tranche is not None)
    return tranches if len(tranches) == len(read) else None


def _shares(desk: Desk, lines: list[ast.Pay]) -> list[Fraction] | None:
    """Return each tranche's share of the whole, which must add up to it; `the balance` is what is left."""
    shares: list[Fraction | None] = []
    for pay in lines:
        match pay.amount:
            case ast.Percent():
                shares.append(read_amount(desk, pay.amount))
            case ast.Balance():
                shares.append(Fraction(1) - sum((share for share in shares if share), Fraction(0)))
            case ast.Money() | ast.PartOfName():
                desk.not_yet(pay.amount.span, "a part that is not a percentage of this payment")
                shares.append(None)
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    if sum(known) != 1 or min(known) < 0:
        labels = tuple(Label(pay.amount.span, "another part") for pay in lines[:-1])
        place = lines[-1].amount.span
        desk.say(errors.TranchesDoNotAddUp(place=place, total=say_percent(sum(known, Fraction(0))), labels=labels))
        return None
    return known


def _tranche(desk: Desk, pay: ast.Pay, share: Fraction, level: str) -> model.Tranche | None:
    advance = _advance(desk, pay)
    condition = pay.only_if and read_condition(desk, pay.only_if.condition, Place(level=level))
    days = read_schedule(desk, pay)
    odd = _odd(desk, pay, days)
    if advance is None or days is None or odd is None or (pay.only_if and condition is None):
        return None
    return model.Tranche(
        share=share,
        is_balance=isinstance(pay.amount, ast.Balance),
        terms="in_advance_kept" if advance else "afterwards",
        condition=condition,
        days=days,
        odd_pennies=odd,
        span=pay.span,
    )


def _advance(desk: Desk, pay: ast.Pay) -> bool | None:
    """Return whether a tranche is an advance that is kept, or None where it may not be worked out."""
    advance = [term for term in pay.terms if isinstance(term, ast.InAdvance)]
    kept = [term for term in pay.terms if isinstance(term, ast.Kept)]
    account = [term for term in pay.terms if isinstance(term, ast.OnAccount)]
    if account:
        desk.not_yet(account[0].span, '"on account"')
        return None
    if advance and not kept:
        desk.say(errors.AdvanceUnsaid(place=advance[0].span))
        return None
    if advance and pay.only_if:
        desk.say(errors.AdvanceOnCondition(place=advance[0].span, labels=(_condition_label(pay.only_if),)))
        return None
    return bool(advance)


def _condition_label(only_if: ast.OnlyIf) -> Label:
    return Label(only_if.span, "and only if this is so")


def _odd(desk: Desk, pay: ast.Pay, days: tuple[object, ...] | None) -> Literal["last", "first"] | None:
    """Return which instalment takes the odd pennies; of a single one, it makes no difference."""
    said_where = read_odd_pennies(pay)
    if said_where is None and days is not None and len(days) > 1:
        instalments = next(term for term in pay.terms if isinstance(term, ast.InInstalments))
        desk.say(errors.InstalmentPenniesUnsaid(place=instalments.span))
        return None
    return "first" if said_where == "first" else "last"


# ---------------------------------------------------------------- sharing


def _sharing(
    desk: Desk, block: ast.Payment, level: str, named: str | None
) -> model.Sharing | None | Literal[False]:
    """Return how a payment is shared, None if it is not, or False where that cannot be said."""
    line = only(desk, block.lines, ast.Share, "share")
    if line is None:
        return _unshared(desk, block, level, named)
    if line.portion is not None or isinstance(line.recipients, ast.With) or line.recipients.that_meet:
        desk.not_yet(line.span, "sharing by portions, with a named party or among some members,")
        return False
    if not _are_members(desk, line.recipients, level):
        return False
    return _read_share(desk, line, level)


def _unshared(
    desk: Desk, block: ast.Payment, level: str, named: str | None
) -> None | Literal[False]:
    if level in (model.SCHEME, desk.heading.leaf.singular) or named is not None:
        return None
    members = desk.members_of(level)
    desk.say(
        errors.SharingUnsaid(
            place=block.name.span, name=block.name.text, members=members.plural, group=level
        )
    )
    return False


def _are_members(desk: Desk, among: ast.Among, level: str) -> bool:
    written = desk.kind_named(among.members)
    if written is None:
        return False
    if level == model.SCHEME or level == desk.heading.leaf.singular or desk.members_of(level) != written:
        members = "none" if level in (model.SCHEME, desk.heading.leaf.singular) else desk.members_of(level).plural
        desk.say(
            errors.NotItsMembers(
                place=among.members.span, group=level, written=among.members.text, members=members
            )
        )
        return False
    return True


_METHODS: dict[str, Method] = {"largest remainder": "largest_remainder"}


def _read_share(desk: Desk, line: ast.Share, level: str) -> model.Sharing | Literal[False]:
    members = desk.members_of(level)
    basis = _basis(desk, line, members)
    method = _method(desk, line)
    if basis is False or method is None or not _part_years_said(desk, line, members):
        return False
    return model.Sharing(members=members, basis=basis or None, method=method, span=line.span)


def _basis(desk: Desk, line: ast.Share, members: model.Kind) -> model.Expression | None | Literal[False]:
    match line.basis:
        case None:
            desk.say(errors.BasisUnsaid(place=line.recipients.span))
            return False
        case ast.Equally():
            return None
        case ast.By(figure):
            read = read_number(desk, figure, Place(level=members.singular))
            return False if read is None else read


def _method(desk: Desk, line: ast.Share) -> Method | None:
    match line.odd_pennies:
        case None:
            desk.say(errors.SharePenniesUnsaid(place=line.span))
            return None
        case ast.OddPenniesTo():
            desk.not_yet(line.odd_pennies.span, "odd pennies to a named party")
            return None
        case ast.OddPenniesBy(method):
            return _METHODS.get(method, "sainte_lague")


def _part_years_said(desk: Desk, line: ast.Share, members: model.Kind) -> bool:
    stated = {"joins": desk.heading.joins, "leaves": desk.heading.leaves}
    for change, part in stated.items():
        if part is None:
            desk.say(
                errors.PartYearUnsaid(
                    place=line.recipients.span, member=members.singular, members=members.plural, change=change
                )
            )
    return None not in stated.values()
