"""From what was paid to why: an explanation of every dated line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from schemelang.dates import Period, say_date
from schemelang.explanation.blame import blame
from schemelang.explanation.depth import told_within
from schemelang.explanation.explanation import Explanation, Reason
from schemelang.explanation.phrases import say_due
from schemelang.explanation.reading import Reading, Spot, begin
from schemelang.explanation.reasons import Reasons
from schemelang.explanation.values import say_value
from schemelang.graph.graph import Apportioned, Difference, DuePart, RuleGraph, RuleId, RuleKind
from schemelang.model.model import SCHEME
from schemelang.model.names import capital
from schemelang.outcome.ledger import too_much
from schemelang.outcome.outcome import Absent, Lack, Line, Outcome, RuleValue, Status
from schemelang.quantities import say_pence


def explain(outcome: Outcome, line: Line) -> Explanation:
    """Explain one line of the ledger."""
    return _of_line(Reasons(begin(outcome)), line)


def explain_party(
    outcome: Outcome, party: str, payment: str | None, most: int | None = None
) -> tuple[Explanation, ...]:
    """Explain every line of a party, by payment and day; of a group, also those of its members, added up.

    Without a payment all are explained. A party that is paid nothing has no explanations.
    If at `most` so many reasons are asked for, they are told down to where there would be more.
    """
    reading = begin(outcome)
    asked = [line for line in outcome.ledger if payment in (None, line.payment)]
    own = [line for line in asked if line.payee == party]
    within = [line for line in asked if line.payee != party and reading.is_within(_reached(line), party)]
    tops = [_amount(reading, line) for line in (*own, *within)]
    reasons = Reasons(reading, None if most is None else told_within(Reasons(reading), tops, most))
    explanations = [*(_of_line(reasons, line) for line in own), *_of_group(reasons, within, party)]
    return tuple(sorted(explanations, key=lambda each: _order(outcome.graph, each)))


def explain_value(
    outcome: Outcome, party: str, name: str, period: Period | None, most: int | None = None
) -> tuple[Reason, ...]:
    """Return why what is called by a name is what it is for a party: at each of its periods, or at one of them.

    It is what the party itself has, or its group, or the whole scheme; nothing of what its members have.
    """
    reading = begin(outcome)
    rule = outcome.graph.by_id[RuleId(name)]
    level = reading.levels.get(party, SCHEME)
    if outcome.graph.levels.index(level) > outcome.graph.levels.index(rule.level):
        return ()
    when = [each for each in reading.periods_of[rule.id] if period in (None, each)]
    whose = None if level == SCHEME else party
    tops = [reading.at(rule.id, level, whose, each) for each in when]
    reasons = Reasons(reading, None if most is None else told_within(Reasons(reading), tops, most))
    return tuple(reasons.of(each) for each in tops)


def counted_with(outcome: Outcome, party: str) -> str:
    """Say with whom a party that merged is one member, and is paid nothing by itself; nothing of any other."""
    reading = begin(outcome)
    level = reading.levels[party]
    other = reading.belonging.went_into.get((level, party))
    if other is None:
        return ""
    day = say_date(reading.belonging.who[level, party].last)
    one, into = reading.full_name(party), reading.full_name(other)
    return f"{one} merged after {day} and counts as one {level} with {into}, which is paid for both.\n"


def _reached(line: Line) -> str:
    """Return who the rules of a line are about: its payee, or the group that it reaches the payee through."""
    return line.payee if line.group is None else line.group


def _order(graph: RuleGraph, explanation: Explanation) -> tuple[object, ...]:
    payments = [each.payment for each in graph.due]
    part, days = explanation.part, [line.day or date.max for line in explanation.lines]
    return payments.index(part.payment), min(days), part.tranche, part.instalment


# ---------------------------------------------------------------- one line


def _of_line(reasons: Reasons, line: Line) -> Explanation:
    """Explain a line, from the rule of its amount."""
    reading = reasons.reading
    amount = _amount(reading, line)
    met = None if line.part.condition is None else _of_part(reading, line, line.part.condition)
    return _explanation(reasons, (line,), line.payee, reasons.of(amount), blame(reasons, line, met, amount))


def _amount(reading: Reading, line: Line) -> Spot:
    """Return where the amount of a line is worked out."""
    return _of_part(reading, line, line.part.amount)


def _of_part(reading: Reading, line: Line, rule: RuleId) -> Spot:
    party, part = _ruled(line), line.part
    seen_from = line.group if (part.level, party) in reading.belonging.moved else None
    return reading.at(rule, part.level, party, part.period, seen_from)


def _ruled(line: Line) -> str | None:
    """Return the party for which the rules of a line have values."""
    if line.part.level == SCHEME:
        return None
    return line.payee if line.part.payee is None else line.group


# ---------------------------------------------------------------- a group's lines


def _of_group(reasons: Reasons, lines: Sequence[Line], group: str) -> Iterator[Explanation]:
    """Explain what the members of a group are paid together, a part at a time."""
    by_part: dict[DuePart, list[Line]] = {}
    for line in lines:
        by_part.setdefault(line.part, []).append(line)
    for them in by_part.values():
        each = [_of_line(reasons, line) for line in them]
        why = tuple(dict.fromkeys(words for one in each for words in one.why))
        yield _explanation(reasons, tuple(them), group, _added_up(reasons, group, each), why)


def _added_up(reasons: Reasons, group: str, each: Sequence[Explanation]) -> Reason:
    """Add up what members are paid, after the reason for the group's amount where that is what they share."""
    reading, part = reasons.reading, each[0].part
    rule, share = reading.graph.by_id[part.amount], _shared(reading.graph, part)
    shared = isinstance(share, Apportioned) and all(one.lines[0].group == group for one in each)
    pool = (reasons.of(Spot(share.pool, group, part.period)),) if isinstance(share, Apportioned) and shared else ()
    value = _sum([one.reason.value for one in each])
    return Reason(
        rule=rule.id,
        role=rule.role,
        party=group,
        who=reading.who(group),
        period=part.period,
        title="the parts of its members, added up",
        value=value,
        said="not known" if isinstance(value, Absent) else say_value(value, rule.type),
        words="",
        clause=rule.clause,
        reasons=(*pool, *(one.reason for one in each)),
    )


def _shared(graph: RuleGraph, part: DuePart) -> RuleKind:
    """Return the kind of what each payee has; of a balance, of what is earned before advances are taken off."""
    rule = graph.by_id[part.share]
    balance = None if part.balance is None else graph.by_id[part.balance].kind
    return graph.by_id[balance.need].kind if isinstance(balance, Difference) else rule.kind


def _sum(values: Iterable[RuleValue]) -> RuleValue:
    """Add up amounts; a sum is not known while one of them is not."""
    them = list(values)
    causes = [cause for value in them if isinstance(value, Absent) for cause in value.causes]
    if causes:
        return Absent(Lack.NOT_REPORTED, tuple(dict.fromkeys(causes)))
    return sum((value for value in them if isinstance(value, Fraction)), Fraction(0))


# ---------------------------------------------------------------- what stands at the top


def _explanation(
    reasons: Reasons, lines: tuple[Line, ...], party: str, reason: Reason, why: tuple[str, ...]
) -> Explanation:
    """Put an explanation together, with the words at its top."""
    graph, part = reasons.reading.graph, lines[0].part
    title = graph.by_id[RuleId(part.payment)].title
    status, pence, stake = (
        _status(lines),
        _pence(line.pence for line in lines),
        _pence(line.stake for line in lines),
    )
    which = ", ".join(filter(None, (reasons.reading.full_name(party), title, _paid_for(part), _which(part))))
    return Explanation(
        lines=lines,
        party=party,
        who=reasons.reading.who(party),
        payment=part.payment,
        title=title,
        part=part,
        status=status,
        pence=pence,
        stake=stake,
        heading=f"{which} due {_when(graph, lines)}: {_fate(status, pence, stake)}{_back(lines)}",
        why=why,
        reason=reason,
    )


def _status(lines: Sequence[Line]) -> Status:
    """Say what becomes of several lines together: held if one of them is, not earned if none is earned."""
    them = {line.status for line in lines}
    if Status.HELD in them:
        return Status.HELD
    return them.pop() if len(them) == 1 else Status.PAYABLE


def _pence(amounts: Iterable[int | None]) -> int | None:
    """Add up pence; None while one of them is not known."""
    them = list(amounts)
    known = [pence for pence in them if pence is not None]
    return sum(known) if len(known) == len(them) else None


def _when(graph: RuleGraph, lines: Sequence[Line]) -> str:
    """Say on which day lines are due or, if that is not known, how it is found."""
    days = {line.day for line in lines}
    known = next(iter(days)) if len(days) == 1 else None
    return say_due(graph, lines[0].part.day) if known is None else f"on {say_date(known)}"


def _paid_for(part: DuePart) -> str:
    """Say which period is paid for, where the payment is made for each."""
    return "" if part.period is None else part.period.name


def _which(part: DuePart) -> str:
    """Say which part of a payment: 30%, or 70%, instalment 2 of 9; nothing where it is the whole."""
    words = ", ".join(filter(None, (part.which, part.which_instalment, part.paid_by)))
    return f"{words}," if part.which_instalment or part.paid_by else words


def _fate(status: Status, pence: int | None, stake: int | None) -> str:
    """Say what becomes of a part, and how much of what it could have been is paid."""
    match status:
        case Status.HELD:
            return "held" if stake is None else f"held, {say_pence(stake)} if it is earned"
        case Status.NOT_EARNED if stake is not None:
            return f"not earned, {say_pence(pence or 0)} of {say_pence(stake)}"
        case _:
            return f"{status.value}, {say_pence(pence or 0)}"


def _back(lines: Sequence[Line]) -> str:
    """Say how much too much was paid on account, and what is done about it."""
    overpaid = [line for line in lines if line.overpaid is not None]
    if not overpaid:
        return ""
    manners = dict.fromkeys(line.manner for line in overpaid)
    return f". {capital(too_much(overpaid))}; {', or '.join(manners)}"
