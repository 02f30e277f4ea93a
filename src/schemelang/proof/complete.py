"""Every amount has a day, a payer and a payee; and what is paid on account is settled.

Reading a scheme asks for each of them, so this should always hold; here the parts that fall due are counted
against the payments as they are meant, so that nothing between the two has lost any.
A day that is counted from another is known once that one is; until then the line has no day, and says so.
"""

from collections.abc import Iterator

from schemelang.graph.graph import DayAfter, DuePart, RuleId, TakenBack
from schemelang.model.model import NamedParty, OnAccount, Payment, SharedAmong, Tranche
from schemelang.proof.proof import Claim, Noted, Proved, Unchecked
from schemelang.proof.subject import Subject, counted

KIND = "complete"


def every_amount_is_complete(subject: Subject) -> Iterator[Claim]:
    """Show that each part of each payment has its days, payer and payee, and that advances are settled."""
    payments = [block for block in subject.scheme.blocks if isinstance(block, Payment)]
    if not payments:
        yield subject.of_all(KIND, Noted("Nothing is paid."))
        return
    lacking = [(payment, what) for payment in payments for what in _lacking(subject, payment)]
    for payment, what in lacking:
        yield Claim(kind=KIND, about=payment.title, verdict=Unchecked(what), place=payment.span)
    if not lacking:
        yield subject.of_all(KIND, Proved(), _how(subject, payments))


def _how(subject: Subject, payments: list[Payment]) -> str:
    parts = counted(len(subject.graph.due), "dated part", "dated parts")
    on_account = any(_is_on_account(tranche) for payment in payments for tranche in payment.tranches)
    settled = "; what is paid on account is settled" if on_account else ""
    return f"{counted(len(payments), 'payment falls', 'payments fall')} due in {parts}{settled}."


def _lacking(subject: Subject, payment: Payment) -> Iterator[str]:
    """Say what of a payment is not complete."""
    due = [part for part in subject.graph.due if part.payment == payment.name]
    if any(not _is_known(subject, part) for part in due):
        yield "a part of it has a day, a payer or a payee that is not known"
    for number, tranche in enumerate(payment.tranches, 1):
        if not _all_days(payment, tranche, [part for part in due if part.tranche == number]):
            yield f"part {number} of it does not fall due as it is written"
    if any(map(_is_on_account, payment.tranches)) and not _is_settled(due):
        yield "what is paid on account is not settled"


def _is_known(subject: Subject, part: DuePart) -> bool:
    """Say whether a part that falls due has a day or a rule for it, and parties that there are."""
    graph = subject.graph
    parties = {block.name for block in subject.scheme.blocks if isinstance(block, NamedParty)}
    payee = part.payee in parties if part.payee is not None else part.level in graph.levels[:-1]
    rules = {part.amount, part.line, part.share, part.pool, *_day(part)}
    return part.payer in parties and payee and all(rule in graph.by_id for rule in rules)


def _day(part: DuePart) -> tuple[RuleId, ...]:
    return (part.day.after,) if isinstance(part.day, DayAfter) else ()


def _all_days(payment: Payment, tranche: Tranche, due: list[DuePart]) -> bool:
    """Say whether a tranche falls due on each of its days, for each way in which it reaches somebody."""
    ways = {(part.sharing, part.payee, part.level) for part in due}
    wanted = max(1, len(payment.sharing)) + sum(
        isinstance(line, SharedAmong) and line.odd_pennies is not None for line in payment.sharing
    )
    days = sum(len(dates.days) for dates in tranche.dates)
    back = len(tranche.dates) * sum(len(done.days) for done in _recoveries(due))
    return len(ways) == wanted and len(due) == (days + back) * wanted * (1 + len(payment.co_payers))


def _recoveries(due: list[DuePart]) -> tuple[TakenBack, ...]:
    """Return what is done where too much was paid: the same for every way, and in instalments each has its days."""
    return next((part.recoveries for part in due), ())


def _is_on_account(tranche: Tranche) -> bool:
    return isinstance(tranche.much, OnAccount)


def _is_settled(due: list[DuePart]) -> bool:
    """Say whether there is a balance, with something done in every case where it is below nothing."""
    balances = [part for part in due if part.balance is not None]
    return bool(balances) and all(any(done.condition is None for done in part.recoveries) for part in balances)
