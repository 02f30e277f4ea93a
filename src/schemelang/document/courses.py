"""What one is paid as one figure goes from its least to its most: a line, and its places as a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from schemelang.document.axes import Scope, across, up
from schemelang.document.contract import Column, Curve, Paragraph, Part, Picture, Reached, Row, Run, Spot, Table
from schemelang.document.matter import Matter
from schemelang.explanation.values import listed, say_counted
from schemelang.graph.graph import Apportioned, Over, Pooled, RuleGraph, RuleId
from schemelang.model.model import Payment
from schemelang.outcome.outcome import Status
from schemelang.proof.cliffs import course_of_its_own
from schemelang.proof.proof import Course, Place
from schemelang.quantities import say_money, say_number

_PAID, _HERE, _YOU = "What is paid", "where the example stands", "you are here"
_NOTHING = Fraction(0)
_SETTLED = frozenset({Status.PAYABLE, Status.RECOVERED})
_AT_MOST = 12
"""With more places than that, a description gives the first and the last."""


def own_courses(matter: Matter, payment: Payment) -> tuple[Part, ...]:
    """Draw what a payment comes to for the party as a figure of its own goes up: if it can be, that of the example.

    Where others' figures move it too, nothing is drawn: where it turns would tell of theirs. It is worked out without
    them, and drawn only if it comes to what is paid.
    """
    member, outcome = matter.member, matter.outcome
    if member is None or outcome is None or _rests_on_others(matter, payment):
        return ()
    shown = () if matter.certificate is None else matter.certificate.courses
    wanted = next((each.figure for each in shown if each.payment == payment.title), "")
    drawn = course_of_its_own(matter.own_world, member.kind, member.code, payment.name, wanted)
    paid = sum(line.pence or 0 for line in matter.lines if line.payment == payment.name and line.status in _SETTLED)
    if drawn is None or drawn.now.pounds != Fraction(paid, 100):
        return ()
    return (_would_be(drawn), *course(drawn, is_own=True))


def _would_be(drawn: Course) -> Paragraph:
    """Say what is drawn."""
    figure = f"{drawn.figure}, {drawn.when}," if drawn.when else drawn.figure
    return Paragraph((f"If {figure} were another number and all else stayed as it is, this would be paid.",))


def _rests_on_others(matter: Matter, payment: Payment) -> bool:
    """Say whether what a payment comes to is worked out from what others have who are not shown."""
    rules = (rule for part in matter.graph.due if part.payment == payment.name for rule in part.decided_by)
    gathered = {level for each in matter.graph.under(rules) for level in _gathered_for(matter.graph, each)}
    return not gathered <= {member.kind for member in matter.seen}


def _gathered_for(graph: RuleGraph, rule: RuleId) -> tuple[str, ...]:
    """Return for whom a rule puts together what several members have, or of whom it shares out the money."""
    match graph.by_id[rule].kind:
        case Over() | Pooled():
            return (graph.by_id[rule].level,)
        case Apportioned(pool=pool):
            return (graph.by_id[pool].level,)
        case _:
            return ()


def course(drawn: Course, *, is_own: bool = False) -> tuple[Table, Picture]:
    """Give a table of the places between which what is paid goes in a straight line, and draw it."""
    figure = f"{drawn.figure}, {drawn.when}" if drawn.when else drawn.figure
    title = f"{drawn.payment}: what is paid to {drawn.paid}, by {figure}"
    here = _YOU if is_own else _HERE
    notes = {each.count: (each, _note(each)) for each in drawn.places}
    before = notes.get(drawn.now.count, (drawn.now, ""))[1]
    notes[drawn.now.count] = drawn.now, f"{before}; {here}" if before else here
    told = [notes[count] for count in sorted(notes)]
    rows = tuple(Row(((say_number(each.count),), (say_money(each.pounds),), (note,))) for each, note in told)
    table = Table(
        caption=title,
        columns=(Column("Number", numeric=True), Column(_PAID, numeric=True), Column("What is there")),
        rows=rows,
    )
    return table, Picture(
        title=title, description=_described(drawn), column=_PAID, drawing=_curve(drawn, figure, is_own=is_own)
    )


def _note(place: Place) -> str:
    return "pay jumps" if place.is_jump else ""


def _curve(drawn: Course, figure: str, *, is_own: bool) -> Curve:
    counts = [each.count for each in drawn.places]
    pounds = [each.pounds for each in drawn.places]
    wide = Scope(counts[0], counts[-1])
    least, most = min(_NOTHING, *pounds), max(_NOTHING, *pounds)
    high = Scope(least, most if most > least else least + 1)
    told = [
        each for place, each in enumerate(drawn.places) if place in {0, len(counts) - 1} or not _before(drawn, place)
    ]
    stands = f"{say_number(drawn.now.count)}: {say_money(drawn.now.pounds)}"
    stands = f"You are here: {stands.replace(': ', ', ')}" if is_own else stands
    return Curve(
        across=across(figure, wide, ((each.count, say_number(each.count)) for each in told)),
        up=up(f"Paid to {drawn.paid}", high, ((each, say_money(each)) for each in (*pounds, high.least))),
        runs=tuple(_runs(drawn.places, wide, high)),
        floor=high.along(_NOTHING),
        bands=False,
        reached=(Reached(wide.along(drawn.now.count), high.along(drawn.now.pounds), stands),),
    )


def _before(drawn: Course, place: int) -> bool:
    """Say whether a place is only the last before a jump."""
    return drawn.places[place + 1].is_jump


def _runs(places: Sequence[Place], wide: Scope, high: Scope) -> Iterator[Run]:
    """Draw a line without a jump after the other; where it jumps the place that counts is full and the other hollow."""
    spots: list[Spot] = []
    for place, each in enumerate(places):
        if each.is_jump and spots:
            yield Run(tuple(spots))
            spots = []
        ends = place + 1 < len(places) and places[place + 1].is_jump
        at = wide.along(each.count), high.along(each.pounds)
        spots.append(Spot(*at, "full" if each.is_jump else "hollow" if ends else "bare"))
    yield Run(tuple(spots))


def _described(drawn: Course) -> str:
    """Say what the picture shows, from place to place."""
    places = [f"{say_money(each.pounds)} at {say_counted(each.count, drawn.unit)}" for each in drawn.places]
    said = listed(places, "and") if len(places) <= _AT_MOST else f"{places[0]}, and so on to {places[-1]}"
    jumps = [say_number(each.count) for each in drawn.places if each.is_jump]
    there = f" It jumps at {listed(jumps, 'and')}." if jumps else ""
    where = f"{say_number(drawn.now.count)}, {say_money(drawn.now.pounds)}"
    return f"It gives {said}, in straight lines between.{there} The diamond marks where {drawn.who} stands: {where}."
