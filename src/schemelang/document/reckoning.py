"""How an amount came about: its steps, its parts and its shares, with what each came to."""

from collections.abc import Iterator, Mapping, Sequence

from schemelang.dates import Period
from schemelang.document.contract import Column, Paragraph, Part, Row, Step, Steps, Table, Text
from schemelang.document.gates import gates
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, called, capital
from schemelang.document.progress import progress_to
from schemelang.explanation.values import listed
from schemelang.explanation.words import is_target, phrase, say_value, step_in_words, steps_of
from schemelang.figures.figures import Member
from schemelang.graph.graph import AsAt, Chosen, DuePart, Over, Quorum, Role, Rule, RuleId, RuleKind, Test, Weight
from schemelang.light import frozen
from schemelang.model.model import Payment, Quantity, SharedAmong
from schemelang.outcome.choosing import applying
from schemelang.outcome.outcome import Absent, RuleValue, Status

_UNKNOWN = "not known yet"
_PARTS = {"on account": "What is paid on account", "the balance": "The balance, before that is taken off"}
_MET = {"yes": "met", "no": "not met", _UNKNOWN: _UNKNOWN}


@frozen
class _Place:
    """For whom something is asked and, where it is asked of one period, of which."""

    party: str | None
    period: Period | None = None


def reckoning(matter: Matter, payment: Payment, party: str | None) -> tuple[Part, ...]:
    """Tell how a payment to one party came about, from its first step to its members' shares."""
    return (
        Steps((*_steps(matter, payment, party), *_parts(matter, payment, party))),
        *conditions(matter, payment, party),
        *_shares(matter, payment, party),
    )


def period_by_period(matter: Matter, payment: Payment, party: str | None) -> tuple[Part, ...]:
    """Tell how a payment for each period came about: one in words and, where several are known, each of them."""
    shown = first_paid(matter, payment, (party,))
    steps = (*_steps(matter, payment, party, shown), *_parts(matter, payment, party, shown))
    return (Paragraph((f"For {shown.name}:",)), Steps(steps), *_in_each_period(matter, payment, party))


def _in_each_period(matter: Matter, payment: Payment, party: str | None) -> tuple[Table, ...]:
    """Give what each step came to in every period of which something is known, if there are several."""
    steps, paid = steps_of(matter.graph, payment.name), matter.rule(payment.name)
    known = [
        period
        for period in _periods(matter, payment)
        if any(not isinstance(matter.value(step, party, period), Absent) for step in steps)
    ]
    if len(known) == 1 or not known:
        return ()
    rows = tuple(
        Row(
            (
                (period.name,),
                *_row_of_steps(matter, payment, party, period),
                (_money(matter.value(paid, party, period), paid),),
            )
        )
        for period in known
    )
    columns = (
        Column("Period", unbroken=True),
        *_columns_of_steps(matter, payment),
        Column("It comes to", numeric=True),
    )
    return (Table(f"How {payment.title} comes about in each period", columns, rows),)


def first_paid(matter: Matter, payment: Payment, parties: Sequence[str | None]) -> Period:
    """Return the first period for which one of some parties is paid anything, or else the first of all."""
    periods, rule = _periods(matter, payment), matter.rule(payment.name)
    values = ((period, matter.value(rule, party, period)) for period in periods for party in parties)
    return next((period for period, value in values if not isinstance(value, Absent) and value), periods[0])


def _periods(matter: Matter, payment: Payment) -> tuple[Period, ...]:
    own = (part.period for part in matter.graph.due if part.payment == payment.name)
    return tuple(dict.fromkeys(period for period in own if period is not None))


def _columns_of_steps(matter: Matter, payment: Payment) -> tuple[Column, ...]:
    count = len(steps_of(matter.graph, payment.name))
    return tuple(Column(f"Step {place}", numeric=True) for place in range(1, count + 1))


def _row_of_steps(matter: Matter, payment: Payment, party: str | None, period: Period | None) -> tuple[Text, ...]:
    steps = steps_of(matter.graph, payment.name)
    return tuple((_so_far(matter.value(step, party, period), step),) for step in steps)


def side_by_side(matter: Matter, payment: Payment, parties: Sequence[str], period: Period | None = None) -> Table:
    """Give what each step came to for several parties, a row for each; of a payment for each period, in one."""
    columns = (Column(capital(payment.level)), *_columns_of_steps(matter, payment))
    rows = tuple(Row(((_name(matter, party),), *_row_of_steps(matter, payment, party, period))) for party in parties)
    when = "" if period is None else f" in {period.name}"
    return Table(f"How {payment.title} comes about{when}, step by step", columns, rows)


def _steps(matter: Matter, payment: Payment, party: str | None, period: Period | None = None) -> Iterator[Step]:
    for place, rule in enumerate(steps_of(matter.graph, payment.name), 1):
        words = linked(step_in_words(matter.graph, _taken(matter, rule, party, period)), matter, but=payment.name)
        yield Step(f"Step {place}", (*words, "."), _so_far(matter.value(rule, party, period), rule))


def _taken(matter: Matter, rule: Rule, party: str | None, period: Period | None) -> Rule:
    """Return the rule that counts for a party: that of the one exception that applies, or that of everybody."""
    if not isinstance(rule.kind, Chosen):
        return rule
    applies = applying(rule.kind, period, lambda need: matter.value(matter.graph.by_id[need], party, period))
    one = not isinstance(applies, Absent) and len(applies) == 1
    return matter.graph.by_id[applies[0].then] if one and not isinstance(applies, Absent) else rule


def _parts(matter: Matter, payment: Payment, party: str | None, period: Period | None = None) -> Iterator[Step]:
    """Tell what each part came to; a payment in one part without a condition has nothing more to tell."""
    parts = _first_instalments(matter, payment)
    if len(parts) == 1 and parts[0].condition is None:
        return
    for part in parts:
        rule = matter.rule(payment.name, f"tranche {part.tranche}")
        words = (_PARTS.get(part.called, f"{capital(part.called) or 'All'} of that"), *_terms(matter, part), ".")
        yield Step(f"Part {part.tranche}", words, _money(matter.value(rule, party, period), rule))


def _terms(matter: Matter, part: DuePart) -> Text:
    if part.condition is None:
        return ()
    return (", only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))


def _so_far(value: RuleValue, rule: Rule) -> str:
    return _UNKNOWN if isinstance(value, Absent) else say_value(value, rule.type)


def _money(value: RuleValue, rule: Rule) -> str:
    """Say what is paid; what cannot be worked out yet is held."""
    return Status.HELD.value if isinstance(value, Absent) else say_value(value, rule.type)


def _first_instalments(matter: Matter, payment: Payment) -> tuple[DuePart, ...]:
    first = {part.tranche: part for part in reversed(matter.graph.due) if part.payment == payment.name}
    return tuple(first[number] for number in sorted(first))


# ---------------------------------------------------------------- conditions


def conditions(matter: Matter, payment: Payment, party: str | None) -> tuple[Part, ...]:
    """Tell how each target on which all of a payment hangs came out, and each condition of its parts."""
    all_of_it = (gate.condition for gate in gates(matter.graph, payment.name) if payment.each is None)
    targets = (each for each in all_of_it if is_target(matter.graph, matter.graph.by_id[each]))
    parts = (part.condition for part in _first_instalments(matter, payment) if part.condition)
    found = dict.fromkeys((*targets, *parts))
    return tuple(part for rule in found for part in _condition(matter, matter.graph.by_id[rule], party))


def _condition(matter: Matter, rule: Rule, party: str | None) -> tuple[Part, ...]:
    """Tell how a condition came out, part by part, and show how far one has come."""
    told, during = matter.is_told(rule), _during(matter, rule)
    asked = during[0] if during else rule
    place = _Place(party, during[1] if during else None)
    needs = [matter.graph.by_id[need] for need in _asked_of(asked)]
    table = Table(
        caption=f"{_called(matter, rule)}: {_MET[_answer(matter, rule, _Place(party))]}",
        columns=(Column("What is asked"), *((Column("Result"),) if told else ()), Column("Met")),
        rows=tuple(_asked(matter, need, place, told=told) for need in needs),
    )
    pictures = progress_to(matter, _called(matter, rule), needs, (party, place.period)) if told else ()
    return (table, *pictures)


def _during(matter: Matter, rule: Rule) -> tuple[Rule, Period] | None:
    """Return the target and the period, where a condition is a target in one of its periods."""
    match rule.kind:
        case AsAt(need, period) if matter.graph.by_id[need].role is Role.TARGET:
            return matter.graph.by_id[need], period
        case _:
            return None


def _called(matter: Matter, rule: Rule) -> str:
    target = is_target(matter.graph, rule)
    return rule.title if target else capital(phrase(matter.graph, rule.id, top=False))


def _answer(matter: Matter, rule: Rule, place: _Place) -> str:
    value = matter.value(rule, place.party, place.period)
    return _UNKNOWN if isinstance(value, Absent) else say_value(value, rule.type)


def _asked_of(rule: Rule) -> tuple[RuleId, ...]:
    """Return the conditions that a condition is made of; one that is made of no others is its own."""
    return rule.kind.needs if isinstance(rule.kind, Quorum) else (rule.id,)


def _asked(matter: Matter, rule: Rule, place: _Place, *, told: bool) -> Row:
    words = linked(capital(phrase(matter.graph, rule.id)), matter)
    answer = (_answer(matter, rule, place),)
    return Row((words, _came_of_it(matter, rule, place), answer) if told else (words, answer))


def _came_of_it(matter: Matter, rule: Rule, place: _Place) -> Text:
    """Say what a condition was held against: the value, or the members for which it did not hold."""
    match rule.kind:
        case Test(left) if matter.graph.by_id[left].type.quantity is not Quantity.YES_NO:
            value = matter.graph.by_id[left]
            return (say_value(matter.value(value, place.party, place.period), value.type),)
        case Over(need=need, how="every"):
            return _not_so_at(matter, rule, need, place)
        case _:
            return ()


def _not_so_at(matter: Matter, every: Rule, need: RuleId, place: _Place) -> Text:
    """Name the members of a group for which something is not so, or say that it is so at every one."""
    rule, group = matter.graph.by_id[need], place.party
    if matter.value(every, place.party, place.period) is True:
        return (f"at every {rule.level}",)
    counted = (member for member in matter.seen if matter.counts(member.code) and member.kind == rule.level)
    failed = [member for member in counted if matter.value(rule, member.code, place.period) is False]
    here = [called(member) for member in failed if group is None or group in matter.groups_of(member.code)]
    return (f"not at {listed(here, 'and')}",) if here else ()


# ---------------------------------------------------------------- shares


def _shares(matter: Matter, payment: Payment, group: str | None) -> tuple[Table, ...]:
    """Tell what each member of a group has of each part of its money, and what it is shared by."""
    received = matter.rules(payment.name, Role.RECEIVED)
    if not received or group is None:
        return ()
    weights, shares = _weights(matter, payment), matter.rules(payment.name, Role.SHARE)
    columns = (
        Column(capital(received[0].level)),
        *(Column(each, numeric=True) for each in _counted(matter, weights)),
        *((Column(each, numeric=True) for each in _numbers(matter, payment)) if len(shares) > 1 else ()),
        Column("In all", numeric=True),
    )
    paid = (*(shares if len(shares) > 1 else ()), received[0])
    members = _members_of(matter, received[0].level, group)
    rows = tuple(_share(matter, member, tuple(weights.values()), paid) for member in members)
    return (Table(f"How the money of {_name(matter, group)} is shared", columns, rows),)


def _members_of(matter: Matter, kind: str, group: str) -> tuple[Member, ...]:
    members = (each for each in matter.members_of_kind(kind) if group in matter.groups_of(each.code))
    return tuple(each for each in members if matter.counts(each.code))


def _weights(matter: Matter, payment: Payment) -> dict[int, Rule]:
    """Return what members count for where they count differently, by the first line of sharing that goes by it."""
    lines = [number for number, line in enumerate(payment.sharing, 1) if isinstance(line, SharedAmong)]
    found: dict[RuleKind, tuple[int, Rule]] = {}
    for number in lines:
        weight = matter.rule(payment.name, "weight" if len(payment.sharing) == 1 else f"weight {number}")
        if isinstance(weight.kind, Weight) and weight.kind.basis is not None:
            found.setdefault(weight.kind, (number, weight))
    return dict(found.values())


def _counted(matter: Matter, weights: Mapping[int, Rule]) -> Iterator[str]:
    """Say what each member counts for: where two are of the same thing, for which share each is."""
    said = [capital(phrase(matter.graph, weight.id)) for weight in weights.values()]
    for words, number in zip(said, weights, strict=True):
        yield f"{words}, for share {number}" if said.count(words) > 1 else words


def _numbers(matter: Matter, payment: Payment) -> Iterator[str]:
    """Say by number what each member has a share of: the parts and, where there are several, the lines of sharing."""
    ways = dict.fromkeys(
        (part.tranche, part.sharing) for part in matter.graph.due if part.payment == payment.name and part.payee is None
    )
    for tranche, sharing in ways:
        yield f"Part {tranche}, share {sharing}" if sharing else f"Part {tranche}"


def _share(matter: Matter, member: Member, weights: tuple[Rule, ...], paid: tuple[Rule, ...]) -> Row:
    """Give what a member counts for and what it has."""
    counts = ((say_value(matter.value(weight, member.code), weight.type),) for weight in weights)
    return Row(((called(member),), *counts, *((_money(matter.value(rule, member.code), rule),) for rule in paid)))


def _name(matter: Matter, code: str) -> str:
    member = matter.member_of(code)
    return called(member) if member else code
