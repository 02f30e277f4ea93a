"""Where one more changes pay (P15): the counts of one practice at which pay jumps, or one more comes to be worth less.

What is claimed is of one practice in one world, and is worked out, not proved: the pennies just below a count and at
it are those of the reference evaluator. All other figures stay as they are. Of a figure that is given for each
period, the last is tried. Where a scheme turns without that this practice is paid more or less, nothing is said; nor
of a condition that makes no difference there, because another on which the same rests is not met in either case.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice

from schemelang.explanation.phrases import phrase
from schemelang.explanation.values import say_bound, say_counted
from schemelang.graph.graph import (
    Difference,
    Greatest,
    Least,
    Ratio,
    RuleId,
    Scaled,
    Test,
    WithinYear,
)
from schemelang.light import Factory, evolve, frozen
from schemelang.model.model import Figure as Declared
from schemelang.model.model import Quantity
from schemelang.proof.breakpoints import Breakpoint, Counts, breakpoints
from schemelang.proof.courses import course_of, spread
from schemelang.proof.in_words import of_what
from schemelang.proof.proof import Claim, Cliff, Course, Noted, Unchecked, Verdict
from schemelang.proof.purse import Purse
from schemelang.proof.subject import Subject, counted
from schemelang.proof.worlds import Figure, World
from schemelang.quantities import say_money, say_number

KIND = "cliffs"
EVERYBODY = "all together"
_BY_ROUNDING = Fraction(2, 100)
"""What rounding to the penny can move by itself."""
_MOST = 150
"""So many counts are looked at, and no more."""
_FEW_FIGURES = 4
"""So many figures are tried for the one that moves a payment furthest."""
_PRACTICES, _OF_A_WORLD = 6, 3
"""So many practices are looked at, and so many of a world, until one has a count at which its pay changes."""


@frozen(kw_only=True)
class Cliffs:
    """What was found, and what is to be said of it."""

    cliffs: tuple[Cliff, ...]
    claim: Claim
    courses: tuple[Course, ...] = ()


def where_pay_changes(subject: Subject) -> Cliffs:
    """Find the counts of one practice at which its pay changes: of the first practice that has any."""
    found: _Found | None = None
    for world, party in islice(_practices(subject), _PRACTICES):
        found = _look_at(world, party, drawn=subject.for_contract)
        if found.cliffs:
            break
    if found is None:
        why = "what is paid is not known in any example, nor for practices that were made up"
        return Cliffs(cliffs=(), claim=subject.of_all(KIND, Unchecked(why)))
    return Cliffs(cliffs=found.cliffs, claim=subject.of_all(KIND, _verdict(found)), courses=found.courses)


def say_cliff(cliff: Cliff) -> str:
    """Say what happens at a count: how much more is paid there, or what one more is worth below it and beyond."""
    one = f"one {cliff.unit} more" if cliff.unit else "one more"
    if is_jump(cliff):
        before, after = say_money(cliff.before), say_money(cliff.after)
        more = f"{say_money(abs(cliff.jump))} {'more' if cliff.jump > 0 else 'less'}"
        are = "are" if cliff.paid == EVERYBODY else "is"
        further = "" if cliff.beyond is None else f"; beyond, {one} is worth {say_money(cliff.beyond)}"
        told = f"at {_many(cliff)}, {cliff.paid} {are} paid {more} than with one less: {after} instead of {before}"
        return told + further
    below, beyond = (None if worth is None else say_money(worth) for worth in (cliff.below, cliff.beyond))
    if beyond is None:
        return f"up to {_many(cliff)}, {one} is worth {below} to {cliff.paid}, and there cannot be more"
    return f"up to {_many(cliff)}, {one} is worth {below or 'nothing'} to {cliff.paid}; beyond, {beyond}"


def is_jump(cliff: Cliff) -> bool:
    """Say whether pay jumps at a count, and does not only go on in another direction from there or just before."""
    near = [worth for worth in (cliff.below, cliff.beyond) if worth is not None] or [Fraction(0)]
    return not min(near) - _BY_ROUNDING <= cliff.jump <= max(near) + _BY_ROUNDING


def _many(cliff: Cliff) -> str:
    """Say how many: 750 of 900 referrals."""
    if cliff.out_of is None:
        return say_counted(cliff.count, cliff.unit)
    return f"{say_number(cliff.count)} of {say_counted(cliff.out_of, cliff.unit)}"


def _verdict(found: "_Found") -> Verdict:
    """Say what was looked at, and what the steepest of it is."""
    origin, cliffs = found.world.origin, found.cliffs
    if not cliffs:
        return Noted(f"in {origin} there is no count at which one more comes to be worth more or less than before")
    steepest = max(cliffs, key=lambda cliff: abs(cliff.jump))
    many = counted(len(cliffs), "count", "counts")
    rest = f"; {found.points - _MOST} more were not looked at" if found.points > _MOST else ""
    return Noted(f"{many} of {cliffs[0].who} in {origin}{rest}; {of_what(steepest)}: {say_cliff(steepest)}")


# ---------------------------------------------------------------- what is looked at


@frozen(eq=False)
class _Found:
    """What was found in a world, and how many counts there were to look at."""

    world: World
    cliffs: tuple[Cliff, ...]
    points: int
    courses: tuple[Course, ...]


def _practices(subject: Subject) -> Iterator[tuple[World, str | None]]:
    """Give practices to look at, some of each world."""
    for world in subject.worlds():
        leaf, gone = world.graph.levels[0], world.known.belonging.went_into
        own = [who for who in world.parties[leaf] if (leaf, who or "") not in gone]
        yield from ((world, who) for who in own[:_OF_A_WORLD] or (None,))


def _look_at(world: World, party: str | None, *, drawn: bool) -> _Found:
    """Find the counts of a party at which its pay changes and, if they are drawn, what is paid in between."""
    look = _look_into(world, dict.fromkeys(part.payment for part in world.graph.due))
    figures = sorted(_figures(world, world.graph.levels[0], party), key=lambda figure: figure[0] in look.wholes)
    points = [(figure, point) for figure in figures for point in look.points(figure)]
    found = [(figure, cliff) for figure, point in points[:_MOST] for cliff in look.cliffs(figure, point)]
    merged = _merged(tuple(cliff for _, cliff in found))
    return _Found(world, merged, len(points), tuple(look.courses(found)) if drawn else ())


def course_of_its_own(world: World, level: str, party: str, payment: str, wanted: str = "") -> Course | None:
    """Follow what a party is paid by a payment through the counts of a figure of its own.

    It is the first that moves the payment: the one with the title that is wanted, else a part before a whole.
    """
    look, name = _look_into(world, (payment,)), world.name(level, party)
    read = {rule.owner for rule in look.paying}
    own = [figure for figure in _figures(world, level, party) if figure[1] == party and figure[0] in read]
    for figure in sorted(own, key=lambda each: (world.plan.figures[each[0]].title != wanted, each[0] in look.wholes)):
        cliffs = [cliff for point in look.points(figure) for cliff in look.cliffs(figure, point) if cliff.paid == name]
        course = next(look.courses([(figure, cliff) for cliff in cliffs]), None)
        if course is not None:
            return course
    return None


def _look_into(world: World, payments: Iterable[str]) -> "_Look":
    """Get ready to look at what some payments come to."""
    payments = tuple(payments)
    due = [part for part in world.graph.due if part.payment in payments]
    deciding = frozenset(rule for part in due for rule in part.decided_by)
    paying = world.graph.under(deciding)
    return _Look(world=world, paying=paying, deciding=deciding, payments=payments, wholes=_wholes(world))


def _figures(world: World, leaf: str, own: str | None) -> list[Figure]:
    """Return the counts of a practice, of its groups and of the scheme, each the last that is given."""
    stays = {level: world.known.belonging.stays.get((leaf, own or "", level)) for level in world.graph.levels}
    whose = {level: None if stay is None else stay.group for level, stay in stays.items()} | {leaf: own}
    counts = [each for each in world.scheme.blocks if isinstance(each, Declared) and _is_count(each)]
    mine = {each.name: whose.get(each.level) for each in counts}
    theirs = (each for each in world.figures.data if each[0] in mine and each[1] == mine[each[0]])
    last = {each[0]: each for each in sorted(theirs, key=_in_time) if isinstance(world.given(each), Fraction)}
    return [last[name] for name in mine if name in last]


def _is_count(figure: Declared) -> bool:
    return figure.type.quantity is Quantity.COUNT


def _in_time(figure: Figure) -> tuple[str, date]:
    return figure[0], date.min if figure[2] is None else figure[2].last


def _wholes(world: World) -> frozenset[str]:
    """Return the figures that others are parts of, or that are taken off a whole."""
    taken_off = (rule.kind.less.owner for rule in world.graph.rules if isinstance(rule.kind, Difference))
    return frozenset((*world.plan.bounded_by, *taken_off))


# ---------------------------------------------------------------- what is found


@frozen(eq=False, kw_only=True)
class _Look:
    """A world in which one figure after the other is another.

    `deciding` are the rules that say what is paid, and `paying` all on which they rest.
    """

    world: World
    paying: frozenset[RuleId]
    deciding: frozenset[RuleId]
    payments: tuple[str, ...]
    wholes: frozenset[str]
    tried: dict[Figure, Counts] = Factory(dict)
    purses: dict[tuple[str, str | None], Purse] = Factory(dict)
    moved: dict[str, tuple[str, ...]] = Factory(dict)

    def points(self, figure: Figure) -> tuple[Breakpoint, ...]:
        """Return where something turns on which pay rests, of wholes only where it may jump."""
        is_whole, counts = figure[0] in self.wholes, self._counts(figure)
        return breakpoints(self.world, figure, only_sudden=is_whole, among=self.paying, counts=counts)

    def cliffs(self, figure: Figure, point: Breakpoint) -> Iterator[Cliff]:
        """Work out what is paid on both sides of a count, and tell it where that makes a difference."""
        least, most = self._counts(figure).room
        count = int(point.count)
        if (least is not None and count - 1 < least) or not self.world.is_within({figure: point.count}):
            return
        if not self._is_felt(figure, point):
            return
        can = [least is None or count - 2 >= least, True, True, most is None or count + 1 <= most]
        counts = [count + step if fits else None for step, fits in zip((-2, -1, 0, 1), can, strict=True)]
        payments = self._moved_by(figure[0]) if any((can[0], can[-1])) else self.payments
        for payment in payments:
            paid = [None if each is None else self._paid(figure, each, payment) for each in counts]
            if _matters(paid):
                yield self._cliff(figure, point, payment, paid)

    def _is_felt(self, figure: Figure, point: Breakpoint) -> bool:
        """Say whether it makes any difference that something turns.

        It makes none that a condition is met where another, on which the same rests, is not met in either case.
        """
        counts, graph = self._counts(figure), self.world.graph
        before, after = (counts.at(int(point.count) - step).known.values for step in (1, 0))
        users, waiting = self.world.plan.resting.users, [point.rule.id]
        while waiting:
            rule = waiting.pop()
            if rule in self.deciding or graph.by_id[rule].type.quantity is not Quantity.YES_NO:
                return True
            waiting += [
                user
                for user in users[rule]
                if user in self.paying
                and (graph.by_id[user].type.quantity is not Quantity.YES_NO or before[user] != after[user])
            ]
        return False

    def _moved_by(self, figure: str) -> tuple[str, ...]:
        """Return the payments that rest on a figure: what others come to is the same at every count."""
        if figure not in self.moved:
            rest = self.world.plan.resting.on((figure,)).rules
            resting = {part.payment for part in self.world.graph.due if any(rule in rest for rule in part.decided_by)}
            self.moved[figure] = tuple(payment for payment in self.payments if payment in resting)
        return self.moved[figure]

    def courses(self, found: Sequence[tuple[Figure, Cliff]]) -> Iterator[Course]:
        """Follow each payment through the counts of the figure that moves it furthest."""
        for payment in self.payments:
            title = self.world.graph.by_id[RuleId(payment)].title
            for paid in dict.fromkeys(cliff.paid for _, cliff in found if cliff.payment == title):
                own = [(figure, cliff) for figure, cliff in found if (cliff.payment, cliff.paid) == (title, paid)]
                figures = islice(dict.fromkeys(figure for figure, _ in own), _FEW_FIGURES)
                every = (
                    self._course(figure, payment, [cliff for each, cliff in own if each == figure])
                    for figure in figures
                )
                courses = [each for each in every if each is not None]
                if courses:
                    yield max(courses, key=spread)

    def _course(self, figure: Figure, payment: str, cliffs: Sequence[Cliff]) -> Course | None:
        now = self.world.given(figure)
        assert isinstance(now, Fraction), "a count is a number"
        jumps = [cliff.count for cliff in cliffs if is_jump(cliff)]
        ends = self.world.room(figure)
        return course_of(cliffs, jumps, now, ends, lambda count: self._paid(figure, count, payment))

    def _cliff(self, figure: Figure, point: Breakpoint, payment: str, paid: list[Fraction | None]) -> Cliff:
        further, before, after, beyond = paid
        assert before is not None, "where it is not known, nothing matters"
        assert after is not None, "where it is not known, nothing matters"
        (_, party, period), declared = figure, self.world.plan.figures[figure[0]]
        return Cliff(
            payment=self.world.graph.by_id[RuleId(payment)].title,
            who="the scheme" if party is None else self.world.name(declared.level, party),
            paid=self._reached(figure, payment),
            figure=declared.title,
            when="" if period is None else period.name,
            unit=declared.type.unit,
            count=point.count,
            out_of=self.world.whole_of(figure),
            before=before,
            after=after,
            below=None if further is None else before - further,
            beyond=None if beyond is None else beyond - after,
            others=self._others(figure, point.count, payment) - self._others(figure, point.count - 1, payment),
            what=_what(self.world, point),
            place=point.rule.span,
        )

    def _reached(self, figure: Figure, payment: str) -> str:
        """Say who is paid: Ash, or North (its network); the one party that is paid, or everybody."""
        purse, who = self._purse(figure), self.world.known.belonging.who
        reached = purse.reached(payment)
        codes = purse.payees(payment) if reached is None else [code for code in reached if code is not None]
        if len(codes) > 1:
            return EVERYBODY
        [code] = codes
        kind, name = next(((each.kind, each.name) for each in who.values() if each.code == code), ("", code))
        titles = dict(self.world.graph.parties)
        return titles.get(code, name) if reached is None or code == figure[1] else f"{name} (its {kind})"

    def _counts(self, figure: Figure) -> Counts:
        if figure not in self.tried:
            self.tried[figure] = Counts(self.world, figure)
        return self.tried[figure]

    def _purse(self, figure: Figure) -> Purse:
        level, party = self.world.plan.figures[figure[0]].level, figure[1]
        if (level, party) not in self.purses:
            self.purses[level, party] = Purse.of(self.world, level, party)
        return self.purses[level, party]

    def _paid(self, figure: Figure, count: Fraction | int, payment: str) -> Fraction | None:
        return self._purse(figure).paid(self._counts(figure).at(count), payment)

    def _others(self, figure: Figure, count: Fraction, payment: str) -> Fraction:
        """Return what all others are paid; where that is not known, nothing is told of them."""
        return self._purse(figure).paid(self._counts(figure).at(count), payment, others=True) or Fraction(0)


def _matters(paid: list[Fraction | None]) -> bool:
    """Say whether a count is known to make more of a difference than rounding does, by what is paid around it."""
    further, before, after, beyond = paid
    if before is None or after is None:
        return False
    near = [after - before]
    near += [] if further is None else [before - further]
    near += [] if beyond is None else [beyond - after]
    return len(near) == 1 or max(near) - min(near) > _BY_ROUNDING


def _merged(cliffs: tuple[Cliff, ...]) -> tuple[Cliff, ...]:
    """Tell once what several rules do at the same count."""
    found: dict[tuple[object, ...], Cliff] = {}
    for cliff in cliffs:
        key = cliff.payment, cliff.who, cliff.figure, cliff.when, cliff.count
        before = found.get(key)
        found[key] = (
            cliff
            if before is None or cliff.what in before.what
            else evolve(before, what=f"{before.what}; {cliff.what}")
        )
    return tuple(found.values())


def _what(world: World, point: Breakpoint) -> str:
    """Say which threshold it is: at least 70%, in Network target."""
    at = "" if point.at is None else phrase(world.graph, point.at, top=False)
    block = next(block.title for block in world.scheme.blocks if block.name == point.rule.id.owner)
    match point.rule.kind:
        case Test(_, comparator, _):
            words = f"{say_bound(comparator)} {at}"
        case Scaled():
            words = f"from {at}"
        case Least():
            words = f"never more than {at}"
        case Greatest():
            words = f"never less than {at}"
        case WithinYear():
            words = f"never more than {at} in the year"
        case Ratio(fewer=fewer):
            words = f"fewer than {fewer}"
        case _:
            words = at
    return f"{words}, in {block}"
