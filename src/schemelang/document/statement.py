"""The progress statement: the same page as a contract, as at a day.

It says what has fallen due by then, what comes next, what is still to play for, how far off each threshold is, and
what one more is worth. It shows what a contract of the same party would show, and nothing of others.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from schemelang.dates import Period, say_date
from schemelang.document.bases import under
from schemelang.document.calendar import say_part
from schemelang.document.contract import (
    Column,
    Contract,
    Fact,
    Facts,
    Paragraph,
    Row,
    Section,
    Table,
)
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, called, capital
from schemelang.document.numbering import number_sections
from schemelang.document.one_more import one_more
from schemelang.document.parties import party_facts
from schemelang.document.standing import banner
from schemelang.document.unlinked import without_links
from schemelang.document.worked_out import payments_worked_out
from schemelang.document.worth import payments_that_concern
from schemelang.explanation.phrases import phrase
from schemelang.explanation.reading import Reading, Spot, begin
from schemelang.explanation.shortfalls import shortfall
from schemelang.explanation.values import say_value
from schemelang.graph.graph import Rule, RuleGraph, Test
from schemelang.model.model import Each, Figure, Once, Scheme
from schemelang.outcome.ledger import is_due, standing
from schemelang.outcome.outcome import Absent, Line, Outcome, Status
from schemelang.quantities import say_pence

_WHAT = (
    "This says how far things have come. It is no contract. What falls due after {day} is a forecast, worked out from "
    "the figures that are there now."
)
_AFTER = (
    "is of a day after {day}, and is used as it stands so far. What rests on it can still change.",
    "are of a day after {day}, and are used as they stand so far. What rests on them can still change.",
)


_NOT_AS_SIGNED = "This is a draft. It was worked out from a scheme that is not the one that was signed."
_DRAFT, _NOT_IN_FORCE = "Draft: not the scheme that was signed", "Not in force: nothing is to be paid"


@frozen(kw_only=True)
class Spoken:
    """The contract that a statement speaks of, by its document ID, and how that stands: who signed it, or nobody yet.

    Of a scheme that is not the one that was signed a statement is a draft.
    """

    id: str
    standing: str
    is_draft: bool


def write_progress(  # noqa: PLR0913 - whose, of which day, and of which contract
    scheme: Scheme, graph: RuleGraph, outcome: Outcome, *, party: str, as_at: date, of: Spoken
) -> Contract:
    """Write the progress statement of one party as at a day."""
    matter = Matter(scheme=scheme, graph=graph, examples=(), outcome=outcome, party=party)
    member = matter.member
    assert member is not None, "a progress statement is for somebody whom the figures name"
    sections = (
        _fallen_due(matter, as_at),
        _still_to_come(matter, as_at),
        _distances(matter),
        one_more(matter),
        _figures(matter, as_at),
        evolve(payments_worked_out(matter), is_schedule=False, heading="Why, payment by payment"),
    )
    day = say_date(as_at)
    return Contract(
        title=scheme.title,
        subtitle=f"Progress as at {day} of {called(member)}",
        banner=" ".join(each for each in (banner(matter), _NOT_AS_SIGNED if of.is_draft else "") if each),
        warning=_DRAFT if of.is_draft else "" if scheme.standing.is_in_force else _NOT_IN_FORCE,
        standing=_WHAT.format(day=day),
        glance=Facts((_spoken(of), *party_facts(matter)[1:3], *_money(matter, as_at))),
        sections=number_sections(tuple(without_links(each) for each in sections if each.parts or each.clauses)),
    )


def _spoken(of: Spoken) -> Fact:
    return Fact("Contract", (f"Document ID {of.id}, {of.standing}.",))


# ---------------------------------------------------------------- money


def _money(matter: Matter, as_at: date) -> Iterator[Fact]:
    """Say what has fallen due, what comes next, and what can still be earned or is open."""
    due = [line for line in matter.lines if is_due(line, as_at)]
    later = [line for line in matter.lines if not is_due(line, as_at)]
    yield Fact(f"Fallen due by {say_date(as_at)}", (_sum(due),))
    coming = [line for line in later if line.day is not None and line.pence]
    if coming:
        day = min(line.day for line in coming if line.day is not None)
        yield Fact("Due next", (f"{_sum(line for line in coming if line.day == day)} on {say_date(day)}",))
    yield Fact("Still to come, as the figures stand", (_sum(later),))
    missed = [line for line in later if line.status is Status.NOT_EARNED]
    held = [line for line in matter.lines if line.status is Status.HELD]
    if missed:
        yield Fact("Not earned yet, and still to play for", (_stakes(missed),))
    if held:
        more = ", and what cannot be worked out yet" if any(line.stake is None for line in held) else ""
        yield Fact("Held until a figure is there", (f"{_stakes(held)}{more}",))


def _sum(lines: Iterable[Line]) -> str:
    return say_pence(sum(line.pence or 0 for line in lines))


def _stakes(lines: list[Line]) -> str:
    return say_pence(sum(line.stake or 0 for line in lines))


def _fallen_due(matter: Matter, as_at: date) -> Section:
    """List each line that has fallen due by the day, instalment by instalment, and what they come to."""
    lines = [line for line in matter.lines if is_due(line, as_at)]
    in_all = Row((("In all",), ("",), ("",), ("",), (_sum(lines),)), total=True)
    rows = (*(_row(matter, line, as_at) for line in lines), in_all) if lines else ()
    return _dated("section-fallen-due", "What has fallen due", f"What fell due by {say_date(as_at)}", rows)


def _still_to_come(matter: Matter, as_at: date) -> Section:
    """List each line that falls due after the day, or of which the day is not known yet."""
    rows = tuple(_row(matter, line, as_at) for line in matter.lines if not is_due(line, as_at))
    return _dated("section-to-come", "Still to come", f"What falls due after {say_date(as_at)}", rows)


def _dated(anchor: str, heading: str, caption: str, rows: tuple[Row, ...]) -> Section:
    columns = (
        Column("Day", unbroken=True),
        *(Column(heading) for heading in ("Payment", "Part", "How it stands")),
        Column("Amount", numeric=True),
    )
    return Section(anchor=anchor, heading=heading, parts=(Table(caption, columns, rows),) if rows else ())


def _row(matter: Matter, line: Line, as_at: date) -> Row:
    which = ((matter.title(line.payment),), (say_part(line.part),))
    return Row(((_day(line),), *which, (standing(line, as_at),), (_much(line),)))


def _day(line: Line) -> str:
    return "not known yet" if line.day is None else say_date(line.day)


def _much(line: Line) -> str:
    """Say what a line comes to, or would if its condition were met."""
    if line.status in {Status.HELD, Status.NOT_EARNED}:
        return "not known yet" if line.stake is None else f"({say_pence(line.stake)})"
    return "" if line.pence is None else say_pence(line.pence)


# ---------------------------------------------------------------- distance


def _distances(matter: Matter) -> Section:
    """Say of each threshold that is the party's own how far off it is: the fewest more, or fewer, that meet it."""
    assert matter.outcome is not None, "progress is of somebody with figures"
    reading = begin(matter.outcome)
    rows = tuple(row for rule in _own_tests(matter) for row in _tested(matter, reading, rule))
    columns = (Column("What is asked"), Column("In"), Column("Where it stands"), Column("Met"), Column("How far off"))
    table = (Table("How far each threshold is", columns, rows),) if rows else ()
    return Section(anchor="section-distance", heading="Distance to each threshold", parts=table)


def _own_tests(matter: Matter) -> Iterator[Rule]:
    """Give the thresholds on which what is paid rests, those of the party's own level."""
    member = matter.member
    assert member is not None, "progress is of somebody"
    paying = {payment.name for payment in payments_that_concern(matter)}
    ends = [
        rule for part in matter.graph.due if part.payment in paying for rule in (part.amount, part.condition) if rule
    ]
    resting = frozenset().union(*(under(matter, rule) for rule in dict.fromkeys(ends)))
    for rule in matter.graph.rules:
        if rule.id in resting and isinstance(rule.kind, Test) and rule.level == member.kind:
            yield rule


def _tested(matter: Matter, reading: Reading, rule: Rule) -> Iterator[Row]:
    """Give a threshold in each of its periods; one that two rules ask for in the same words is given twice."""
    assert isinstance(rule.kind, Test), "a threshold is tested"
    for (party, period), answer in reading.outcome.values[rule.id].items():
        if party != matter.party:
            continue
        left = reading.need(Spot(rule.id, party, period), rule.kind.left)
        met = "not known yet" if isinstance(answer, Absent) else "yes" if answer else "no"
        far = shortfall(reading, Spot(rule.id, party, period), rule.kind)
        words = linked(capital(phrase(matter.graph, rule.id)), matter)
        stands = say_value(reading.value(left), reading.rule(left).type)
        yield Row((words, (_named(matter, rule, period),), (stands,), (met,), (far,)))


def _named(matter: Matter, rule: Rule, period: Period | None) -> str:
    """Say in which block a threshold is, and of which period."""
    title = matter.title(rule.id.owner)
    return title if period is None else f"{title}, {period.name}"


# ---------------------------------------------------------------- figures


def _figures(matter: Matter, as_at: date) -> Section:
    """List the party's own figures, and say which of them are of a day after the one of the statement."""
    assert matter.outcome is not None, "progress is of somebody with figures"
    given = {figure.name: figure for figure in matter.blocks(Figure)}
    own = [datum for datum in matter.outcome.figures.data.values() if datum.party == matter.party]
    rows, later = [], 0
    for datum in sorted(own, key=lambda each: (list(given).index(each.figure), _ends(given, each.figure, each.period))):
        figure = given[datum.figure]
        end = _ends(given, datum.figure, datum.period)
        is_later = date.max > end > as_at
        later += is_later
        of = "" if end == date.max else say_date(end)
        note = "so far" if is_later else ""
        when = f", {datum.period.name}" if datum.period and isinstance(figure.time, Each) else ""
        period = datum.period if isinstance(figure.time, Each) else None
        value = say_value(matter.value(matter.rule(figure.name, "given"), datum.party, period), figure.type)
        rows.append(Row(((f"{figure.title}{when}",), (of,), (value,), (note,))))
    columns = (Column("Figure"), Column("Of, or up to", unbroken=True), Column("Value", numeric=True), Column("Note"))
    said = (f"{later} of these figures {_AFTER[later > 1].format(day=say_date(as_at))}",)
    parts = (*((Paragraph(said),) if later else ()), *((Table("Figures used", columns, tuple(rows)),) if rows else ()))
    return Section(anchor="section-figures", heading="Figures that this rests on", parts=parts)


def _ends(given: dict[str, Figure], name: str, period: Period | None) -> date:
    """Return the day that a figure is of, or the last of its period; the last of all days if it has none."""
    if period is not None:
        return period.last
    match given[name].time:
        case Once(date() as day):
            return day
        case Once(Period() as within):
            return within.last
        case _:
            return date.max
