"""What lines say besides expressions: levels, types, situations, roundings, reductions, shares, tranches."""

from typing import assert_never

from schemelang.syntax import ast
from schemelang.syntax.phrases import day, expression, name_list, quoted, reading

# ---------------------------------------------------------------- levels and types


def level(for_each: ast.ForEach) -> str:
    """Write the level of a block or a figure."""
    return _each("for", for_each)


def payee(paid: ast.EachPayee | ast.Name) -> str:
    """Write who is paid."""
    return f"to {paid.text}" if isinstance(paid, ast.Name) else _each("to", paid)


def _each(word: str, members: ast.ForEach | ast.EachPayee) -> str:
    period = f" each {members.period.text}" if members.period else ""
    return f"{word} each {members.kind.text}{period}"


def figure_type(kind: ast.Count | ast.Type | ast.OneOf) -> str:
    """Write what sort of thing a figure is."""
    match kind:
        case ast.Count(unit):
            return f"a count of {unit.text}"
        case ast.Type(word, unit):
            return f"{word} of {unit.text}" if unit else word
        case ast.OneOf(words):
            *first, last = map(quoted, words)
            return f"one of {', '.join(first)} and {last}"
        case _:
            assert_never(kind)


def published_cell(reading: ast.Reading) -> str:
    """Write where in a published file a figure stands."""
    picks = " and ".join(map(_pick, reading.picks or ()))
    return f"{quoted(reading.file)}, {_column(reading.what)}{f' where {picks}' if picks else ''}"


def _column(what: ast.TheColumn | ast.TheTotal) -> str:
    return f"the {'column' if isinstance(what, ast.TheColumn) else 'total of'} {quoted(what.column)}"


def _pick(pick: ast.RowIs | ast.RowBegins) -> str:
    return f"{quoted(pick.column)} {'is' if isinstance(pick, ast.RowIs) else 'begins with'} {quoted(pick.words)}"


# ---------------------------------------------------------------- situations


def circumstance(circumstance: ast.Circumstance) -> str:
    """Write what may happen."""
    match circumstance:
        case ast.State(word):
            return word
        case ast.OverpaidBy(amount):
            return f"overpaid by more than {expression(amount)}"
        case ast.OverspentBy(threshold):
            return f"overspent by more than {expression(threshold)}"
        case ast.NoUnits(unit):
            return f"there are no {unit.text}"
        case ast.NoMoney():
            return "there is no money"
        case ast.FewUnits(number, unit):
            return f"there are fewer than {number.text} {unit.text}"
        case ast.Change(member, word):
            return f"{_article(member.text)} {member.text} {word}"
        case _:
            assert_never(circumstance)


def _article(word: str) -> str:
    return "an" if word[:1].lower() in "aeio" else "a"


def action(action: ast.Action) -> str:
    """Write what is done when it happens."""
    match action:
        case ast.Hold():
            return "hold the payment"
        case ast.CountAs(value):
            return f"count it as {expression(value)}"
        case ast.LeaveOut():
            return "leave it out"
        case ast.PayByDays():
            return "pay by days"
        case ast.PayInFull():
            return "pay in full"
        case ast.PayNothing():
            return "pay nothing"
        case ast.Recover():
            return _recover(action)
        case ast.CarryForward():
            return "carry it forward"
        case ast.WriteOff():
            return "write it off"
        case ast.AddFigures():
            return "add the figures together"
        case _:
            assert_never(action)


def _recover(recovery: ast.Recover) -> str:
    part = f"{recovery.percent.text} of " if recovery.percent else ""
    limit = f", up to {expression(recovery.up_to)}" if recovery.up_to else ""
    odd = f", {term(recovery.odd_pennies)}" if recovery.odd_pennies else ""
    return f"recover {part}it{_way(recovery.way)}{odd}{limit}"


def _way(way: str | ast.RecoveredIn | None) -> str:
    match way:
        case None:
            return ""
        case ast.RecoveredIn(number, days):
            on = f" {day(days)}" if days else ""
            return f" in {number.text} equal instalments{on}"
        case str():
            return f" {way}"
        case _:
            assert_never(way)


# ---------------------------------------------------------------- rounding, shares and reductions


def rounding(rounding: ast.ToNearest | ast.RoundedDown | ast.RoundedUp) -> str:
    """Write to what a step rounds, and which way."""
    match rounding:
        case ast.ToNearest(unit, halves):
            return f"to the nearest {_unit(unit)}{_after_comma(halves)}"
        case ast.RoundedDown(unit):
            return f"down to the {_unit(unit)}"
        case ast.RoundedUp(unit):
            return f"up to the {_unit(unit)}"
        case _:
            assert_never(rounding)


def _unit(unit: ast.Unit | ast.DecimalPlaces) -> str:
    return unit.word if isinstance(unit, ast.Unit) else f"{unit.number.text} decimal places"


def reduction(reduced: ast.ReducedBy) -> str:
    """Write by how much an amount is reduced, for what, and how reductions are put together."""
    names = reduced.names
    things = names.text if isinstance(names, ast.Name) else f"of {name_list(names)}"
    return f"{reduced.reduction.text} for each {things} {reduced.unmet}{_after_comma(reduced.compounding)}"


def _after_comma(words: str | None) -> str:
    return f", {words}" if words else ""


def recipients(shared: ast.Share) -> str:
    """Write among whom something is shared, by what, and where the odd pennies go."""
    odd_pennies = _after_comma(_odd_pennies(shared.odd_pennies))
    return f"{_recipients(shared.recipients)}{_basis(shared.basis)}{odd_pennies}"


def _recipients(recipients: ast.Among | ast.With | ast.WithEach) -> str:
    match recipients:
        case ast.Among(members, target):
            that_meet = f" that meet {target.text}" if target else ""
            return f"among its {members.text}{that_meet}"
        case ast.With(party):
            return f"with {party.text}"
        case ast.WithEach(member, target):
            that_meets = f" that meets {target.text}" if target else ""
            return f"with each {member.text}{that_meets}"
        case _:
            assert_never(recipients)


def _basis(basis: ast.Equally | ast.By | None) -> str:
    match basis:
        case None:
            return ""
        case ast.Equally():
            return " equally"
        case ast.By(figure):
            return f" by {reading(figure)}"
        case _:
            assert_never(basis)


def _odd_pennies(odd_pennies: ast.OddPenniesBy | ast.OddPenniesTo | None) -> str:
    match odd_pennies:
        case None:
            return ""
        case ast.OddPenniesBy("sainte-laguë"):
            return "odd pennies by Sainte-Laguë"
        case ast.OddPenniesBy(method):
            return f"odd pennies by {method}"
        case ast.OddPenniesTo(party):
            return f"odd pennies to {party.text}"
        case _:
            assert_never(odd_pennies)


# ---------------------------------------------------------------- tranches


def amount(paid: ast.Percent | ast.Money | ast.Balance | ast.PartOfName) -> str:
    """Write how much is paid, without the name that it may be part of."""
    match paid:
        case ast.Percent(text) | ast.Money(text):
            return text
        case ast.Balance():
            return "the balance"
        case ast.PartOfName(percent, _):
            return percent.text
        case _:
            assert_never(paid)


def term(term: ast.Term) -> str:
    """Write one of the terms on which something is paid."""
    match term:
        case ast.InAdvance():
            return "in advance"
        case ast.Kept():
            return "kept whatever the outcome"
        case ast.OnAccount():
            return "on account"
        case ast.InInstalments(number):
            return f"in {number.text} equal instalments"
        case ast.OddPenniesIn(word):
            return f"odd pennies in the {word}"
        case ast.OrNext():
            return "or the next working day"
        case ast.NotBefore(date):
            return f"but not before {date.text}"
        case _:
            return day(term)
