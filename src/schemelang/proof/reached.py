"""Every row, condition and exception can be reached (P14).

What no figures can reach is found from the ends between which values lie. That something can be reached is shown by
practices: those of the examples, made-up ones, and the same with one figure after the other as low and as high as
may be, or at the count that the row or the condition asks for. What is neither is said to be neither.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, zip_longest

from schemelang.explanation.phrases import phrase
from schemelang.explanation.values import say_value
from schemelang.graph.graph import Chosen, ChosenCase, Given, Quorum, Role, Rule, RuleGraph, RuleId, Scaled, Test
from schemelang.light import Factory, evolve, field, frozen
from schemelang.model.model import Guarantee, Quantity, Saving
from schemelang.outcome.case import Case
from schemelang.outcome.choosing import applying
from schemelang.outcome.known import Known
from schemelang.outcome.outcome import Absent
from schemelang.proof.breakpoints import breakpoints, crossings
from schemelang.proof.intervals import Range
from schemelang.proof.proof import Broken, Claim, Proved, Story, Unchecked
from schemelang.proof.ranges import Ranges
from schemelang.proof.subject import Subject, counted
from schemelang.proof.worlds import AnyWorth, Figure, Practices, World
from schemelang.source import Span

KIND = "reached"
ROW, CONDITION = "No figures reach this row.", "This condition always comes out the same."
EXCEPTION = "This exception never applies."
_INNER = (Role.LINE, Role.BALANCE, Role.LEFT_OVER, Role.SETTLED, Role.GUARANTEE)
"""Rules of these roles compare what the author has not compared."""
_TRIES, _LOOKED_AT = 40, 200
"""So many figures are tried for what nothing else has reached, and so many looked at for one at which it turns."""
_A_LITTLE, _A_LONG_TIME = Fraction(1, 10_000), timedelta(days=400)

Item = tuple[Rule, int]
"""A row of a scale by its number, a condition that is met (1) or not (0), or a case of an exception by its number."""


@frozen(kw_only=True)
class Dead:
    """Something that no figures can reach, why, and where it stands."""

    what: str
    words: str
    about: str
    place: Span = field(eq=False, repr=False)


def everything_can_be_reached(subject: Subject) -> Iterator[Claim]:
    """Claim of each row, condition and exception that no figures can reach that it is so, and of the rest one thing."""
    ranges = subject.ranges
    supplied = _supplied(subject)
    items = [item for rule in subject.graph.rules if rule.id in supplied for item in _items(subject, rule)]
    dead = {item: found for item in items if (found := _dead(subject, ranges, item)) is not None}
    excepted = {rule.kind.cases[number].exception for rule, number in dead if isinstance(rule.kind, Chosen)}
    for (rule, _), found in dead.items():
        if found.what == CONDITION and rule.id.owner in excepted:
            continue  # the exception is told, and this is why
        verdict = Broken(Story(words=found.words, figures=()))
        yield Claim(kind=KIND, about=found.about, verdict=verdict, how=found.what, place=found.place)
    left = _unseen(subject, [item for item in items if item not in dead])
    many = counted(len(items) - len(dead), "row, condition or exception", "rows, conditions and exceptions")
    if left:
        where = subject.where(evolve(rule, span=_place(subject, (rule, number))) for rule, number in left)
        yield subject.of_all(KIND, Unchecked(f"no practice was found that reaches what stands {where}"))
    elif not dead:
        yield subject.of_all(
            KIND, Proved(), f"A practice that was tried reaches each of {many}." if items else "It has none."
        )


# ---------------------------------------------------------------- what there is to reach


def _supplied(subject: Subject) -> set[RuleId]:
    """Return the rules that rest on a figure; the others are choices, and always come out as they were made."""
    found = set[RuleId]()
    for rule in subject.graph.rules:
        if isinstance(rule.kind, Given) or not found.isdisjoint(subject.graph.needs[rule.id]):
            found.add(rule.id)
    return found


def _items(subject: Subject, rule: Rule) -> Iterator[Item]:
    owner = next((block for block in subject.scheme.blocks if block.name == rule.id.owner), None)
    match rule.kind:
        case Scaled(rows=rows):
            yield from ((rule, number) for number in range(len(rows)))
        case Test() | Quorum() if rule.role not in _INNER and not isinstance(owner, Guarantee | Saving):
            yield from ((rule, 1), (rule, 0))
        case Chosen(cases=cases):
            yield from ((rule, number) for number in range(len(cases)))
        case _:
            return


def _dead(subject: Subject, ranges: Ranges, item: Item) -> Dead | None:
    """Say why something can never be reached, if that is sure."""
    rule, number = item
    match rule.kind:
        case Scaled() as scaled:
            return _dead_row(subject, ranges, item, scaled)
        case Chosen(cases=cases):
            return _dead_case(subject, ranges, item, cases)
        case _:
            held = ranges[rule.id]
            if not held.is_point or held.low == number:
                return None
            words = f"{phrase(subject.graph, rule.id)}: that is {'never' if number else 'always'} so."
            return Dead(what=CONDITION, words=words, about=_about(subject, rule), place=rule.span)


def _dead_row(subject: Subject, ranges: Ranges, item: Item, scaled: Scaled) -> Dead | None:
    rule, number = item
    value, at = ranges[scaled.need], ranges[scaled.rows[number][0]]
    most, least = value.high, value.low
    what = phrase(subject.graph, scaled.need)
    mark = phrase(subject.graph, scaled.rows[number][0], top=False)
    if most is not None and at.low is not None and most < at.low:
        words = f"{what} is never more than {_said(subject, scaled.need, most)}, and this row begins at {mark}."
        return Dead(what=ROW, words=words, about=_about(subject, rule), place=_place(subject, item))
    after = ranges[scaled.rows[number + 1][0]] if number + 1 < len(scaled.rows) else Range()
    if scaled.how == "whole" and least is not None and after.high is not None and least >= after.high:
        words = f"{what} is never less than {_said(subject, scaled.need, least)}, and this row ends before that."
        return Dead(what=ROW, words=words, about=_about(subject, rule), place=_place(subject, item))
    return None


def _dead_case(subject: Subject, ranges: Ranges, item: Item, cases: tuple[ChosenCase, ...]) -> Dead | None:
    case = cases[item[1]]
    if case.condition is not None and ranges[case.condition].high == 0:
        words = f'"{case.title}" never applies: {phrase(subject.graph, case.condition)}, and that is never so.'
        return Dead(what=EXCEPTION, words=words, about=case.title, place=_place(subject, item))
    for winner in cases:
        always = winner.condition is None or ranges[winner.condition].low == 1
        as_early = winner.first is None or (case.first is not None and winner.first <= case.first)
        if winner.exception in case.yields_to and always and as_early and not winner.yields_to:
            words = f'"{case.title}" never applies: "{winner.title}" applies whenever it does, and wins over it.'
            return Dead(what=EXCEPTION, words=words, about=case.title, place=_place(subject, item))
    return None


def _said(subject: Subject, rule: RuleId, value: Fraction) -> str:
    kind = subject.graph.by_id[rule].type
    return say_value(value, kind) if kind.quantity not in (Quantity.DATE, Quantity.YES_NO) else str(value)


def _about(subject: Subject, rule: Rule) -> str:
    return next((block.title for block in subject.scheme.blocks if block.name == rule.id.owner), rule.title)


def _place(subject: Subject, item: Item) -> Span:
    """Return where a row stands, if it is laid down in the scale itself, an exception, or else the rule."""
    rule, number = item
    match rule.kind:
        case Scaled(rows=rows):
            at = subject.graph.by_id[rows[number][0]]
            return at.span if at.id.owner == rule.id.owner else rule.span
        case Chosen(cases=cases):
            blocks = {block.name: block.span for block in subject.scheme.blocks}
            return blocks.get(cases[number].exception, rule.span)
        case _:
            return rule.span


# ---------------------------------------------------------------- what is reached by somebody


def _unseen(subject: Subject, items: list[Item]) -> list[Item]:
    """Try practices until everything has been reached by one of them, and return what has not been."""
    practices, look = iter(subject.practices), _Look(subject.graph)
    ours = next(practices)
    left = look.unseen(ours, items)
    others = max(0, sum(run.working is not None for run in subject.runs) - 1)
    for each in islice(practices, others):
        left = look.unseen(each, left)
    first = ours.world
    left = [item for item in left if not _is_found(first, item)]
    for world in _moved(first) if left else ():
        left = [item for item in left if not _is_seen(world.known, item)]
    for each in practices if left else ():
        left = look.unseen(each, left)
    return left


@frozen(eq=False)
class _Look:
    """The looking at one example after the other, of each of which no more is worked out than is looked at.

    What rests on no figure that an example gives comes to the same in all such with the same parties, which are
    numbered here; it is looked at in the first of them. So many payments with an example for each are soon seen.
    """

    graph: RuleGraph
    parties: dict[tuple[object, ...], int] = Factory(dict)
    without: set[tuple[RuleId, int]] = Factory(set)
    rests_on: dict[RuleId, frozenset[str]] = Factory(dict)

    def unseen(self, practices: Practices, items: list[Item]) -> list[Item]:
        """Return what none of some practices reach."""
        figures = practices.figures
        who = self.parties.setdefault((figures.members, figures.memberships), len(self.parties))
        given = {name for name, _, _ in figures.data}
        without = {(rule.id, who) for rule, _ in items if given.isdisjoint(self._figures(rule.id))}
        as_before = without & self.without
        self.without.update(without)
        known = practices.working.under(rule.id for rule, _ in items if (rule.id, who) not in as_before)
        return [item for item in items if (item[0].id, who) in as_before or not _is_seen(known, item)]

    def _figures(self, rule: RuleId) -> frozenset[str]:
        """Return the figures that a rule rests on."""
        if rule not in self.rests_on:
            kinds = (self.graph.by_id[each].kind for each in self.graph.under((rule,)))
            self.rests_on[rule] = frozenset(kind.figure for kind in kinds if isinstance(kind, Given))
        return self.rests_on[rule]


def _is_found(world: World, item: Item) -> bool:
    """Say whether some figure reaches something, when it is just so much that the rule turns."""
    return any(_is_seen(tried.known, item) for tried in islice(_searched(world, item), _TRIES))


def _is_seen(known: Known, item: Item) -> bool:
    """Say whether somebody reaches a row, a condition or an exception at some time."""
    rule, number = item
    cases = (Case(known, rule, party, period) for party, period in known.values[rule.id])
    match rule.kind:
        case Scaled() as scaled:
            return any(_is_in_row(case, scaled, number) for case in cases)
        case Chosen(cases=chosen) as kind:
            applies = (applying(kind, case.period, case.need) for case in cases)
            return any(not isinstance(found, Absent) and chosen[number] in found for found in applies)
        case _:
            return any(value is bool(number) for value in known.values[rule.id].values())


def _is_in_row(case: Case, scaled: Scaled, number: int) -> bool:
    """Say whether a value is at a row or above it and, if each row counts for the whole, below the next."""
    value, at = case.need(scaled.need), case.need(scaled.rows[number][0])
    after = case.need(scaled.rows[number + 1][0]) if number + 1 < len(scaled.rows) else None
    if not isinstance(value, Fraction) or not isinstance(at, Fraction) or value < at:
        return False
    return scaled.how != "whole" or not isinstance(after, Fraction) or value < after


def _moved(world: World) -> Iterator[World]:
    """Give worlds in which one figure of everybody is as low or as high as it may be, or the other answer."""
    for keys in world.supplied.values():
        for end in (0, 1):
            changes = {key: worth for key in keys if (worth := _end(world, key, end)) is not None}
            if changes and world.is_within(changes):
                yield world.with_(changes)


def _end(world: World, figure: Figure, end: int) -> AnyWorth | None:
    match world.figures.data[figure].value:
        case bool():
            return bool(end)
        case Fraction() as worth:
            room = world.room(figure)[end]
            return room if room is not None else worth * 3 * end
        case date() as day:
            return day + (2 * end - 1) * _A_LONG_TIME
        case _:
            return None


def _searched(world: World, item: Item) -> Iterator[World]:
    """Give worlds in which a figure is just so much that a rule turns, and a little less."""
    rule, number = item
    only, at = world.graph.under((rule.id,)), rule.kind.rows[number][0] if isinstance(rule.kind, Scaled) else None
    for figure in islice(_one_of_each(world, only), _LOOKED_AT):
        if world.plan.figures[figure[0]].type.quantity is Quantity.COUNT:
            points = breakpoints(world, figure, among={rule.id})
            ends = [(point.count, point.count - 1) for point in points if at in (None, point.at)]
        else:
            ends = [(worth, worth - _A_LITTLE) for worth in crossings(world, figure, rule.id, at)]
        for worth in (worth for end in ends for worth in end):
            if world.is_within({figure: worth}):
                yield world.with_({figure: worth})


def _one_of_each(world: World, rules: frozenset[RuleId]) -> Iterator[Figure]:
    """Give the figures that some rules take: one of each name, then another of each, until there are no more."""
    taken = (
        keys
        for name, keys in world.supplied.items()
        if any(rule.id in rules for rule in world.plan.given.get(name, ()))
    )
    for each in zip_longest(*taken):
        yield from filter(None, each)
