"""Whether pay ever falls, tried on worlds at every count at which something turns.

Between two such counts pay goes in a straight line, but for roundings, so that it is enough to look at both ends of
each stretch. A fall that is found is worked out again from the beginning by the reference evaluator.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise

from schemelang.explanation.values import say_value
from schemelang.graph.graph import Rule, RuleId, Scaled
from schemelang.light import evolve, frozen
from schemelang.model.model import Figure, Payment, Quantity, ReadFigure
from schemelang.outcome.from_graph import evaluate
from schemelang.proof.blame import Blame, blame
from schemelang.proof.breakpoints import breakpoints
from schemelang.proof.proof import Moved, Story
from schemelang.proof.reach import Reach
from schemelang.proof.signs import EITHER, FALLS, RISES
from schemelang.proof.subject import Subject
from schemelang.proof.together import added_of, pay_of
from schemelang.proof.worlds import Figure as Key
from schemelang.proof.worlds import World, Worth
from schemelang.quantities import say_money, say_number
from schemelang.source import Span

_WORLDS = 3
_PARTIES = 2
_TIMES = 2
"""In how many worlds, of how many parties and at how many times in each, a figure is tried."""
_LOOKED_AT = 5
"""So many of the falls of a world, the worst first, are worked out from the beginning."""
_PARTS = 100
"""Into how many steps a percentage is cut."""
_STEPS, _NEIGHBOURS = 30, 5
"""Where only an odd penny can be lost, so many of the next values are tried one after the other, of so many parties."""


@frozen(kw_only=True)
class Fall:
    """Somebody who reaches more and is paid less: the story of it, and where in the scheme that comes from."""

    story: Story
    place: Span


@frozen(kw_only=True)
class _Drop:
    """Two worlds that differ in one figure, and what somebody is paid in each."""

    before: World
    after: World
    figure: Key
    payee: str | None
    rule: Rule
    paid: Fraction
    left: Fraction

    @property
    def loss(self) -> Fraction:
        """How much less is paid."""
        return self.paid - self.left

    @property
    def worth(self) -> tuple[Worth, Worth]:
        """The figure before and after."""
        one, other = self.before.given(self.figure), self.after.given(self.figure)
        assert one is not None, "a figure that is tried is there"
        assert other is not None, "a figure that is tried is there"
        return one, other


def tried(subject: Subject, rule: Rule, reaches: Sequence[Reach], *, only_pennies: bool) -> Fall | int:
    """Return the worst fall of pay of the first world that has one, or at how many points there is none.

    Where only an odd penny can be lost it is tried close to what is given.
    """
    points = 0
    for world in islice(subject.worlds(), _WORLDS):
        drops = list[_Drop]()
        for reach in reaches:
            for figure in _keys(world, reach.figure, _NEIGHBOURS if only_pennies else _PARTIES):
                along = _Along(subject=subject, world=world, figure=figure, rule=rule, reach=reach, near=only_pennies)
                points += len(along.points)
                better = along.the_better_way()
                drops += better.drops() if better is not None else []
        for drop in sorted(drops, key=lambda drop: drop.loss, reverse=True)[:_LOOKED_AT]:
            if _is_real(drop):
                return _fall(subject, drop)
    return points


def _keys(world: World, name: str, parties: int) -> Iterator[Key]:
    """Give a figure of some parties at some periods of the term."""
    seen: dict[str | None, int] = {}
    theirs = world.supplied.get(name, ())
    for key in sorted(theirs, key=lambda key: (key[1] or "", key[2].first if key[2] else world.graph.first)):
        _, party, period = key
        if (period is not None and period.first < world.graph.first) or world.given(key) is None:
            continue
        if seen.get(party, 0) < _TIMES and (party in seen or len(seen) < parties):
            seen[party] = seen.get(party, 0) + 1
            yield key


# ---------------------------------------------------------------- along one figure


@frozen(kw_only=True, eq=False)
class _Along:
    """One figure of one party in a world, from the least it can be to the most."""

    subject: Subject
    world: World
    figure: Key
    rule: Rule
    reach: Reach
    near: bool

    @cached_property
    def points(self) -> tuple[Worth, ...]:
        """The values at which it is tried, in the direction in which more is reached."""
        found = self._points()
        return tuple(found if self.reach.way == 1 else reversed(found))

    def _points(self) -> list[Worth]:
        given = self.world.given(self.figure)
        if isinstance(given, bool):
            return [False, True]
        assert isinstance(given, Fraction), "what can be tried is a number, or a yes or no"
        least, most = self.world.room(self.figure)
        quantity = self.world.plan.figures[self.figure[0]].type.quantity
        if self.near:
            unit = Fraction(1, 100) if quantity in {Quantity.MONEY, Quantity.SHARE} else Fraction(1)
            steps = [given + number * unit * self.reach.way for number in range(_STEPS)]
        elif quantity is Quantity.SHARE:
            steps = [Fraction(number, _PARTS) for number in range(_PARTS + 1)]
        else:
            turns = [turn.count + step for turn in breakpoints(self.world, self.figure) for step in (-1, 0, 1)]
            steps = [given, *turns, *(end for end in (least, most) if end is not None)]
        within = (each for each in steps if (least is None or each >= least) and (most is None or each <= most))
        return sorted(dict.fromkeys(within))

    def the_better_way(self) -> "_Along | None":
        """Return the way along a figure in which more is reached; nothing if whoever has more of it is never paid more.

        Where nothing says which way is better, it is the way in which pay goes: that of what is held against the
        rows of a scale or, if that goes either way, that in which pay rises for longer, or by more.
        """
        if not self.reach.is_plain:
            return self
        steps = [
            (abs(Fraction(other) - Fraction(one)), more - less)
            for _, pay in self._pay
            for (one, other), (less, more) in zip(pairwise(self.points), pairwise(pay), strict=True)
            if less is not None and more is not None
        ]
        if all(by <= 0 for _, by in steps):
            return None
        if self.near:
            return self  # only an odd penny goes the other way
        length = sum(far if by > 0 else -far for far, by in steps if by)
        way = self._by_scale() or length or sum(by for _, by in steps)
        return self if way >= 0 else evolve(self, reach=evolve(self.reach, way=-1))

    def _by_scale(self) -> int:
        """Return which way it goes that is held against the rows of a scale whose own value goes either way."""
        signs, name = self.subject.signs, self.reach.figure
        for rule in self.subject.graph.rules:
            if isinstance(rule.kind, Scaled) and rule.id in self.cone and signs.own(rule, name) & EITHER == EITHER:
                way = signs.own(self.subject.graph.by_id[rule.kind.need], name) & EITHER
                if way in {RISES, FALLS}:
                    return 1 if way == RISES else -1
        return 0

    @cached_property
    def cone(self) -> frozenset[RuleId]:
        """The rules from which pay is worked out."""
        return self.subject.under(self.rule.id)

    @cached_property
    def _pay(self) -> tuple[tuple[str | None, tuple[Fraction | None, ...]], ...]:
        """What each payee is paid at each point."""
        worlds = [self.world.with_({self.figure: worth}) for worth in self.points]
        return tuple((payee, tuple(pay_of(world, self.rule.id, payee) for world in worlds)) for payee in self._payees())

    def drops(self) -> Iterator[_Drop]:
        """Find where somebody's pay falls from one point to the next."""
        for payee, pay in self._pay:
            for number, (paid, left) in enumerate(pairwise(pay), 1):
                if paid is not None and left is not None and left < paid:
                    yield self._drop(payee, self.points[number - 1], self.points[number])

    def _drop(self, payee: str | None, one: Worth, other: Worth) -> _Drop:
        """Return a fall from one value to another or, where it falls there already, from the last but one."""
        step = 1 if self.reach.way == 1 else -1
        is_far = isinstance(other, Fraction) and other.denominator == 1 and abs(other - one) > 1
        starts: tuple[Worth, ...] = (Fraction(other - step), one) if is_far else (one,)
        for start in starts:
            before, after = self.world.with_({self.figure: start}), self.world.with_({self.figure: other})
            paid, left = (pay_of(world, self.rule.id, payee) for world in (before, after))
            if paid is not None and left is not None and left < paid:
                break
        assert paid is not None, "a fall is from what is known"
        assert left is not None, "a fall is to what is known"
        return _Drop(before=before, after=after, figure=self.figure, payee=payee, rule=self.rule, paid=paid, left=left)

    def _payees(self) -> tuple[str | None, ...]:
        """Return whose pay is one's own: the party's, its group's, or that of the members of a group."""
        levels, known = self.world.graph.levels, self.world.known
        level, party = self.world.plan.figures[self.figure[0]].level, self.figure[1]
        if levels.index(level) <= levels.index(self.rule.level):
            return (known.belonging.owner(level, party, self.rule.level),)
        everybody = known.belonging.parties[self.rule.level]
        return tuple(who for who in everybody if known.belonging.owner(self.rule.level, who, level) == party)[:_PARTIES]


# ---------------------------------------------------------------- what is told


def _is_real(drop: _Drop) -> bool:
    """Say whether the reference evaluator comes to the same, and no other payment makes up for it."""
    for world, paid in ((drop.before, drop.paid), (drop.after, drop.left)):
        outcome, _ = evaluate(world.graph, world.figures)
        if added_of(outcome.values[drop.rule.id], drop.payee) != paid:
            return False
    if drop.payee is None:
        return True
    before, after = drop.before.paid(drop.payee), drop.after.paid(drop.payee)
    return before is None or after is None or after < before


def fall_between(  # noqa: PLR0913, PLR0917 - two worlds, and what is different between them
    subject: Subject, worlds: tuple[World, World], figure: Key, payee: str | None, rule: Rule, others: Sequence[Key]
) -> Fall | None:
    """Tell a fall of pay from one world to another, if there is one; `others` are not as they were in the first."""
    before, after = worlds
    paid, left = (pay_of(world, rule.id, payee) for world in worlds)
    if paid is None or left is None or left >= paid:
        return None
    drop = _Drop(before=before, after=after, figure=figure, payee=payee, rule=rule, paid=paid, left=left)
    return _fall(subject, drop, others) if _is_real(drop) else None


def _fall(subject: Subject, drop: _Drop, others: Sequence[Key] = ()) -> Fall:
    found = blame(drop.before, drop.after, drop.rule, drop.payee)
    return Fall(story=_story(subject, drop, found, others), place=found.place)


def _story(subject: Subject, drop: _Drop, found: Blame, others: Sequence[Key]) -> Story:
    _, party, period = drop.figure
    figure = drop.before.plan.figures[drop.figure[0]]
    of = "" if party is None else f" of {drop.before.name(figure.level, party)}"
    when = "" if period is None else f" in {period.name}"
    one, other = (_said(worth, figure) for worth in drop.worth)
    payment = next(
        block for block in subject.scheme.blocks if isinstance(block, Payment) and block.name == drop.rule.id.owner
    )
    theirs = drop.payee is not None and drop.payee != party
    payee = f" of {drop.before.name(drop.rule.level, drop.payee)}" if theirs and drop.payee is not None else ""
    paid, left = say_money(drop.paid), say_money(drop.left)
    others_as = tuple(_as_it_is(drop.before, key) for key in others)
    out_of = _out_of(drop, figure)
    moves = f"becomes {other}" if isinstance(drop.worth[1], bool) else f"goes from {one} to {other}{out_of}"
    words = (
        f'When "{figure.title}"{of}{when} {moves}, "{payment.title}"{payee} falls from {paid} to {left}. '
        f"Tried on {drop.before.origin}{_with([said for _, said in others_as])}."
    )
    return Story(
        words=words,
        figures=(Moved(f"{figure.title}{of}{when}", one, other), *(moved for moved, _ in others_as)),
        pay=Moved(f"{payment.title}{payee}", paid, left),
        fix=found.fix,
        loss=drop.loss,
    )


def _as_it_is(world: World, key: Key) -> tuple[Moved, str]:
    """Return a figure that is another than in the world with which it began, and stays so, and how that is said."""
    name, party, period = key
    figure, worth = world.plan.figures[name], world.given(key)
    assert worth is not None, "a figure that is another is there"
    of = "" if party is None else f" of {world.name(figure.level, party)}"
    when = "" if period is None else f" in {period.name}"
    said = _said(worth, figure)
    return Moved(f"{figure.title}{of}{when}", said, said), f'"{figure.title}"{of}{when} at {said}'


def _with(others: Sequence[str]) -> str:
    """Say which figures are others there."""
    *before, last = others or ("",)
    return f", with {', '.join(before)} and {last}" if before else f", with {last}" if last else ""


def _said(worth: Worth, figure: Figure) -> str:
    if isinstance(worth, bool):
        return "yes" if worth else "no"
    return say_number(worth) if figure.type.quantity is Quantity.COUNT else say_value(worth, figure.type)


def _out_of(drop: _Drop, figure: Figure) -> str:
    """Say of how many a count is, where the scheme says what it is never more than."""
    if not isinstance(figure.most, ReadFigure):
        return ""
    for period in (drop.figure[2], None):
        whole = drop.before.given((figure.most.figure, drop.figure[1], period))
        if isinstance(whole, Fraction):
            return f" of {say_number(whole)}"
    return ""
