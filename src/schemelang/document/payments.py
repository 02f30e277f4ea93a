"""What is paid: each payment as its steps in words, its parts with their terms, and how it is shared."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from schemelang.dates import say_date, say_range
from schemelang.document.calendar import is_kept
from schemelang.document.contract import Clause, Inserted, Link, Paragraph, Part, Piece, Section, Step, Steps, Text
from schemelang.document.exceptions import steps_with_exceptions
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.parties import with_code
from schemelang.document.recovery import RECONCILIATION, is_recovered, recovery_anchor
from schemelang.document.sharing import sharing
from schemelang.explanation.phrases import say_due
from schemelang.explanation.values import listed
from schemelang.explanation.words import phrase
from schemelang.graph.graph import DayAfter, DuePart, Portion, Role, Round, RuleId
from schemelang.model.model import SCHEME, Constant, NamedParty, OnAccount, Payment, SharedWith, Tranche, is_for_year
from schemelang.model.names import within
from schemelang.quantities import say_percent

_PARTS = "It is paid in these parts. They are whole pence, and an odd penny is in the last of them."
_PARTS_IN_POUNDS = (
    "It is paid in these parts. Amounts in pounds come off first, in the order of the parts, "
    "and none is ever more than what is left. {percentages}The balance is what is left after them."
)
_PERCENTAGES = "Each percentage is of the whole amount, rounded down to a whole penny. "


_ALLOWED = {
    "falling pay": "Reaching more can be paid less here. This is meant, and the reason is:",
    "early payment": "A part of this may be paid before its figures are published. This is meant, and the reason is:",
}


def what_is_paid(matter: Matter) -> Section:
    """Say what is paid to whom, how much it is, when it is paid, and how it is shared."""
    clauses = tuple(_payment(matter, payment) for payment in matter.blocks(Payment))
    return Section(anchor="section-payments", heading="What is paid and when", clauses=clauses)


def _payment(matter: Matter, payment: Payment) -> Clause:
    parts = (
        Paragraph(_who_pays(matter, payment)),
        *(Paragraph(text) for text in _who_pays_a_part(matter, payment)),
        Paragraph(("The amount is worked out in these steps, from top to bottom.",)),
        _steps(matter, payment),
        *_tranches(matter, payment),
        *_used_up(payment),
        *_see_recovery(matter, payment),
        *sharing(matter, payment),
        *(Paragraph((f"The money may be used for {use}.",)) for use in payment.used_for),
        *(Paragraph((f"{_ALLOWED[line.what]} {_closed(line.because)}",)) for line in payment.allowed),
    )
    return Clause(anchor=payment.name, heading=payment.title, parts=parts)


def _closed(reason: str) -> str:
    """End a reason with a full stop, if it has no ending of its own."""
    return reason if reason.endswith((".", "?", "!")) else f"{reason}."


def _who_pays(matter: Matter, payment: Payment) -> Text:
    payer = with_code(_party(matter, payment.payer))
    if payment.level == SCHEME and payment.payee is None:
        named = dict.fromkeys(line.party for line in payment.sharing if isinstance(line, SharedWith))
        payees = [with_code(_party(matter, name)) for name in named]
        return (f"{payer} pays {listed(payees, 'and')}.",)
    if payment.level == SCHEME:
        assert payment.payee is not None, "who is paid is named or shares"
        return (f"{payer} pays {with_code(_party(matter, payment.payee))}.",)
    through = f", through {within(_party(matter, payment.payee).title)}" if payment.payee else ""
    period = f" for each {payment.each.replace('_', '-')}" if payment.each else ""
    return (f"{payer} pays each {payment.level}{period}{through}.",)


def _who_pays_a_part(matter: Matter, payment: Payment) -> Iterator[Text]:
    """Say how what falls due is divided between several payers."""
    parts = [f"{_party(matter, each.party).title} pays {say_percent(each.share)}" for each in payment.co_payers]
    if parts:
        them = f"{listed(parts, 'and')}, rounded down to a whole penny"
        yield (f"Of each amount that falls due, {them}. {_party(matter, payment.payer).title} pays what is left.",)


def _party(matter: Matter, name: str) -> NamedParty:
    return next(party for party in matter.blocks(NamedParty) if party.name == name)


def _steps(matter: Matter, payment: Payment) -> Steps:
    return Steps(steps_with_exceptions(matter, payment.name))


# ---------------------------------------------------------------- tranches


def _tranches(matter: Matter, payment: Payment) -> tuple[Part, ...]:
    """Say which parts the amount is paid in, each with its terms and days."""
    due = [part for part in matter.graph.due if part.payment == payment.name and part.recovers is None]
    numbers = tuple(dict.fromkeys(part.tranche for part in due))
    texts = tuple(_tranche(matter, _alike([part for part in due if part.tranche == number])) for number in numbers)
    if len(texts) == 1:
        return (Paragraph(texts[0]),)
    pounds = any(isinstance(tranche.much, Constant) for tranche in payment.tranches)
    advance = any(isinstance(tranche.much, OnAccount) for tranche in payment.tranches)
    percentages = any(isinstance(tranche.much, Fraction) for tranche in payment.tranches)
    words = _PARTS_IN_POUNDS.format(percentages=_PERCENTAGES if percentages else "") if pounds else _PARTS
    shares = Paragraph(("It is paid in these parts." if advance and not pounds else words,))
    return (
        shares,
        Steps(tuple(Step(f"Part {number}", text) for number, text in zip(numbers, texts, strict=True))),
    )


def _alike(due: list[DuePart]) -> list[DuePart]:
    """Return the parts of a tranche that one of its ways of sharing pays; the others fall due on the same days."""
    first = (due[0].sharing, due[0].payee, due[0].payer)
    return [part for part in due if (part.sharing, part.payee, part.payer) == first]


def _tranche(matter: Matter, due: list[DuePart]) -> Text:
    """Say how much one part is, when it is paid and on what terms."""
    kept = is_kept(matter, due[0])
    tranche = _tranche_of(matter, due[0])
    keeps = (" It is kept whatever the outcome.",) if kept else ()
    after = (*keeps, *_odd_pennies(matter, due), *_earliest(tranche, due))
    terms = (*_days(matter, due), *_condition(matter, due[0]), ".", *after)
    if due[0].balance is not None:
        return ("What is earned, less what was paid on account, is paid", *terms)
    if isinstance(tranche.much, OnAccount):
        advance = phrase(matter.graph, _advance(matter, due[0]), top=False)
        return (*linked(advance, matter), " is paid on account", *terms)
    much = due[0].called.capitalize() or "All of it"
    return (Inserted(much), f" is paid{' in advance' * kept}", *terms)


def _earliest(tranche: Tranche, due: list[DuePart]) -> Text:
    """Say before which day nothing is paid, where there are several days that are named."""
    days = [part.day for part in due if isinstance(part.day, date)]
    if tranche.not_before is None or len(days) <= 1:
        return ()
    works = tranche.not_before in days
    on = "on that day" if works else "on the next working day"
    return (" What would fall due before ", Inserted(say_date(tranche.not_before)), f" is paid {on}.")


def _tranche_of(matter: Matter, part: DuePart) -> Tranche:
    payment = next(each for each in matter.blocks(Payment) if each.name == part.payment)
    return payment.tranches[part.tranche - 1]


def _advance(matter: Matter, part: DuePart) -> RuleId:
    """Return the rule of an amount that is paid on account, before it is made whole pence."""
    words = {f"tranche {part.tranche}", f"tranche {part.tranche} offered"}
    rules = (rule.kind for rule in matter.rules(part.payment, Role.OFFERED, Role.TRANCHE) if rule.id.part in words)
    return next(kind.need for kind in rules if isinstance(kind, Round))


def _used_up(payment: Payment) -> Iterator[Paragraph]:
    """Say that a condition of a part gives nothing back to a limit for the year, which is one of the steps."""
    hangs = any(tranche.condition is not None for tranche in payment.tranches)
    if hangs and payment.each is not None and any(is_for_year(step) for step in payment.steps):
        period = payment.each.replace("_", "-")
        worked_out = f"What each {period} comes to in these steps uses up the limit for the year."
        refused = "A part that is not paid, because its condition is not met, gives nothing back to the limit."
        yield Paragraph((f"{worked_out} {refused}",))


def _see_recovery(matter: Matter, payment: Payment) -> tuple[Paragraph, ...]:
    """Say where it stands what is done if too much was paid."""
    where = Link(RECONCILIATION, recovery_anchor(payment.name))
    return (
        (Paragraph(("What is done if too much was paid stands in ", where, ".")),)
        if is_recovered(matter, payment)
        else ()
    )


def _days(matter: Matter, due: list[DuePart]) -> Iterator[Piece]:
    """Say on which days a part is paid."""
    if due[0].period is not None:
        yield f" for each {_period(matter, due[0])} on the days in the payment calendar"
        return
    first, last = due[0].day, due[-1].day
    if isinstance(first, DayAfter) or isinstance(last, DayAfter):
        yield " "
        yield from linked(say_due(matter.graph, first), matter)
        return
    if len(due) == 1:
        yield " on "
        yield Inserted(say_date(first))
        return
    yield f" in {len(due)} equal instalments from "
    yield Inserted(say_range(first, last))


def _odd_pennies(matter: Matter, due: list[DuePart]) -> Text:
    """Say how instalments are made whole pence, where a part is paid in several on days that are named."""
    if due[0].period is not None or len(due) == 1 or any(isinstance(part.day, DayAfter) for part in due):
        return ()
    cut = matter.graph.by_id[due[0].line].kind
    assert isinstance(cut, Portion), "instalments are cut from their part"
    return (f" Each instalment is rounded down to a whole penny, and the odd pennies are in the {cut.odd_pennies}.",)


def _period(matter: Matter, part: DuePart) -> str:
    payment = next(each for each in matter.blocks(Payment) if each.name == part.payment)
    return "" if payment.each is None else payment.each.replace("_", "-")


def _condition(matter: Matter, part: DuePart) -> Text:
    if part.condition is None:
        return ()
    return (", only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))
