"""What is counted of a scenario, as steps of a plan: what each payee is paid, what is held, and what is wrong.

These steps are added to those of a plan, so that what no scenario changes of them is worked out once too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce

from attrs import frozen

from schemelang.graph.graph import Chosen, DayAfter, Role, Rule, RuleId
from schemelang.light import evolve
from schemelang.outcome.errors import AmountNegative, AmountTooLarge, GuaranteeBroken
from schemelang.outcome.outcome import Lack, Status
from schemelang.plan.bench import Bench
from schemelang.plan.plan import CODE_OF, ONCE, LineWorth, Place, Plan
from schemelang.quantities import LARGEST, say_pounds

_ORDER = {status: number for number, status in enumerate(Status)}
_SETTLED = (Status.PAYABLE, Status.RECOVERED)


@frozen
class Paid:
    """What each party of a level is paid by all parts together, or one payee who is named.

    `pence` is what is payable and recovered, `held` says whether any line is held, and `listed` whether there is one.
    """

    level: str
    payee: str | None
    pence: Place
    held: Place
    listed: Place


@frozen
class Wrong:
    """Something that may be wrong in a scenario: how it is said, and whether it is so."""

    words: str
    place: Place


@frozen(kw_only=True)
class Counted:
    """A plan with the steps that count its scenarios.

    Where one of `doubtful` is so, the reference evaluator alone can say what is wrong. Where one of `unjudged` is, a
    guarantee cannot be judged yet, which is no fault of a scenario.
    """

    plan: Plan
    paid: tuple[Paid, ...]
    wrong: tuple[Wrong, ...]
    doubtful: tuple[Place, ...]
    unjudged: tuple[Place, ...]

    @property
    def wanted(self) -> tuple[Place, ...]:
        """All the steps that are asked for."""
        paid = (place for each in self.paid for place in (each.pence, each.held, each.listed))
        return tuple(dict.fromkeys((*paid, *(each.place for each in self.wrong), *self.doubtful, *self.unjudged)))


def why_not(plan: Plan) -> str | None:
    """Say why scenarios of a plan cannot be counted by it alone, if that is so."""
    if plan.by_reference:
        number = len(plan.by_reference)
        rules = "1 of its rules is" if number == 1 else f"{number:,} of its rules are"
        return f"{rules} worked out by the reference evaluator alone"
    if any(isinstance(part.day, DayAfter) for part in plan.graph.due):
        return "it pays on days that are counted from others"
    return None


def counted(plan: Plan) -> Counted:
    """Add the steps that count what comes of a plan."""
    graph = plan.graph
    bench = Bench.of(plan)
    paid = tuple(_paid(bench, plan))
    wrong, doubtful = list[Wrong](), list[Place]()
    for rule in graph.rules:
        _wrong(bench, plan, rule, wrong, doubtful)
    unjudged = [
        _somewhere(bench, rule.level, bench.is_less(bench.number(0), plan.worths[rule.id].lack))
        for rule in graph.rules
        if rule.role is Role.GUARANTEE
    ]
    return Counted(
        plan=evolve(plan, steps=tuple(bench.steps)),
        paid=paid,
        wrong=tuple(each for each in wrong if bench.worth_of(each.place) != 0),
        doubtful=tuple(place for place in doubtful if bench.worth_of(place) != 0),
        unjudged=tuple(place for place in unjudged if bench.worth_of(place) != 0),
    )


# ---------------------------------------------------------------- what is paid


def _paid(bench: Bench, plan: Plan) -> Iterator[Paid]:
    """Add up the lines of all parts, for each level of payees and each payee who is named."""
    scheme = plan.graph.levels[-1]
    parts: dict[tuple[str, str | None], list[_Line]] = {}
    for line in plan.lines:
        payee = line.part.payee if not line.part.is_shared else None  # what is shared is for the members themselves
        own = _line(bench, line)
        level = line.part.level if payee is None else scheme
        parts.setdefault((level, payee), []).append(own if payee is None else _of_all(bench, own, line.part.level))
    for (level, payee), lines in parts.items():
        found = _Line(
            pence=bench.total(line.pence for line in lines),
            held=_any(bench, [line.held for line in lines]),
            listed=_any(bench, [line.listed for line in lines]),
        )
        each = partial(bench.said_for_each, level=level)
        yield Paid(level, payee, each(found.pence), each(found.held), each(found.listed))


@frozen
class _Line:
    """What counts of a line: the pence that are payable or recovered, whether it is held, and whether there is one."""

    pence: Place
    held: Place
    listed: Place


def _line(bench: Bench, line: LineWorth) -> _Line:
    status, is_line = _row(bench, line.status, line.row), _row(bench, line.is_line, line.row)
    settled = _any(bench, [_is(bench, status, each) for each in _SETTLED])
    counts = bench.both(is_line, bench.both(_row(bench, line.has_pence, line.row), settled))
    pence = bench.choose(counts, _row(bench, line.pence, line.row), bench.number(0))
    return _Line(pence, bench.both(is_line, _is(bench, status, Status.HELD)), is_line)


def _of_all(bench: Bench, line: _Line, level: str) -> _Line:
    """Put together what all of a level have, which one payee is paid."""
    scheme = bench.graph.levels[-1]
    if level == scheme:
        return line
    pence = bench.over_members(line.pence, level, scheme, "sum")
    held, listed = (bench.over_members(each, level, scheme, "greatest") for each in (line.held, line.listed))
    return _Line(pence, held, listed)


def _is(bench: Bench, status: Place, wanted: Status) -> Place:
    return bench.is_equal(status, bench.number(_ORDER[wanted]))


def _row(bench: Bench, place: Place, row: int) -> Place:
    return bench.at_periods(place, ONCE, (row,))


def _any(bench: Bench, places: Iterable[Place]) -> Place:
    return reduce(bench.either, places, bench.number(0))


# ---------------------------------------------------------------- what is wrong


def _wrong(bench: Bench, plan: Plan, rule: Rule, wrong: list[Wrong], doubtful: list[Place]) -> None:
    """Add whether a guarantee is broken, an amount is one that cannot be, or two exceptions clash."""
    worth = plan.worths[rule.id]
    somewhere: Callable[[Place], Place] = partial(_somewhere, bench, rule.level)
    known = bench.is_equal(worth.lack, bench.number(0))
    if rule.role is Role.GUARANTEE:
        broken = somewhere(bench.both(known, bench.no(worth.value)))
        wrong.append(Wrong(_said(GuaranteeBroken, guarantee=rule.title), broken))
    if isinstance(rule.kind, Chosen):
        at_odds = bench.is_equal(worth.lack, bench.number(CODE_OF[Lack.AT_ODDS]))
        doubtful.append(somewhere(at_odds))
    if rule.role is Role.AMOUNT:
        payment = plan.graph.by_id[RuleId(rule.clause)].title
        large = bench.both(known, bench.is_less(bench.times(bench.number(int(LARGEST)), worth.unit), worth.value))
        below = bench.both(known, bench.is_less(worth.value, bench.number(0)))
        wrong.append(
            Wrong(_said(AmountTooLarge, payment=payment, most=say_pounds(LARGEST)), somewhere(bench.both(known, large)))
        )
        _taken_back(bench, plan, rule, below, Wrong(_said(AmountNegative, payment=payment), -1), wrong, doubtful)


def _taken_back(  # noqa: PLR0913, PLR0917 - what is below nothing, and where it is to be said
    bench: Bench, plan: Plan, rule: Rule, below: Place, said: Wrong, wrong: list[Wrong], doubtful: list[Place]
) -> None:
    """Leave out what is below nothing where it is an overspend, and how that is recovered is said."""
    done = [each for part in plan.graph.due if part.payment == rule.clause for each in part.recoveries]
    conditions = [each.condition for each in done if each.of == "overspend"]
    for condition in conditions:
        if condition is None:
            return
        own = plan.worths[condition]
        if not _fits(plan, condition, rule):
            doubtful.append(_somewhere(bench, rule.level, below))
            return
        recovered = bench.both(bench.is_equal(own.lack, bench.number(0)), own.value)
        below = bench.both(below, bench.no(recovered))
    wrong.append(evolve(said, place=_somewhere(bench, rule.level, below)))


def _fits(plan: Plan, condition: RuleId, rule: Rule) -> bool:
    own = plan.graph.by_id[condition]
    return own.level in {rule.level, plan.graph.levels[-1]} and own.series is None and rule.series is None


def _somewhere(bench: Bench, level: str, place: Place) -> Place:
    """Say whether something is so for anybody, at any time."""
    if bench.worth_of(place) is not None:
        return place
    axis = bench.shape(place).axis
    rows: Sequence[Sequence[int]] = [range(len(axis))]
    ever = bench.over_periods(place, ONCE, rows, "greatest") if len(axis) > 1 else place
    scheme = bench.graph.levels[-1]
    return ever if bench.shape(ever).level == scheme else bench.over_members(ever, level, scheme, "greatest")


def _said(found: type[GuaranteeBroken | AmountTooLarge | AmountNegative], **facts: str) -> str:
    """Say what is found in a line, as the reference evaluator would."""
    words = " ".join(found.title.split())
    return words.format_map(facts)
