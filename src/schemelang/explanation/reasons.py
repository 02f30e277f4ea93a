"""The tree of reasons: each value with those that it was worked out from, down to figures and constants."""

from collections.abc import Collection
from fractions import Fraction

from schemelang.explanation.explanation import Below, Reason
from schemelang.explanation.parts import joined, members_of, pool_of, weights_of
from schemelang.explanation.phrases import CUT_UP, NAMED
from schemelang.explanation.reading import Reading, Spot
from schemelang.explanation.scales import looked_up
from schemelang.explanation.sentences import said, sentence
from schemelang.explanation.shortfalls import shortfall
from schemelang.explanation.values import listed
from schemelang.explanation.words import STEPS, in_steps, is_part_of_term, measure, phrase, step_in_words
from schemelang.figures.figures import Datum
from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    ChosenCase,
    Dated,
    Earlier,
    Given,
    Joint,
    Latest,
    OfParty,
    Over,
    OverTime,
    Pooled,
    Role,
    Rule,
    RuleId,
    Settled,
    Test,
    When,
    needs,
)
from schemelang.light import Factory, frozen
from schemelang.outcome.outcome import Absent, Lack

_MANY = 6  # values that make a sentence too long to stand alone


@frozen
class Reasons:
    """The reasons read off an outcome so far, each once for its rule, party and period.

    Unless everything is told, `told` is where it is told what a value was worked out from.
    """

    reading: Reading
    told: Collection[Spot] | None = None
    known: dict[Spot, Reason] = Factory(dict)
    parts: dict[Spot, tuple[Spot, ...]] = Factory(dict)

    def of(self, spot: Spot) -> Reason:
        """Return the reason for a value. What it was worked out from is made first, however deep it lies."""
        waiting = [(spot, self._told_of(spot))]
        while waiting:
            made, needed = waiting[-1]
            missing = [each for each in needed if each not in self.known]
            if missing:
                waiting += [(each, self._told_of(each)) for each in missing]
            else:
                if made not in self.known:
                    self.known[made] = _made(self, made, needed)
                waiting.pop()
        return self.known[spot]

    def rule(self, spot: Spot) -> Rule:
        """Return the rule that a value is told of: of a figure as it was given, that which takes it."""
        source = self.reading.rule(_origin(self.reading, spot))
        return source if isinstance(source.kind, Given) else self.reading.rule(spot)

    def worked_from(self, spot: Spot) -> tuple[Spot, ...]:
        """Return where the values are from which a value was worked out, told or not."""
        if spot not in self.parts:
            self.parts[spot] = _worked_from(self.reading, spot)
        return self.parts[spot]

    def below(self, spot: Spot) -> Below | None:
        """Return by which name the reasons for a value are told, if they are not told here and there are any."""
        if self.told is None or spot in self.told or not self.worked_from(spot):
            return None
        rule, graph = self.reading.rule(spot), self.reading.graph
        is_long = in_steps(graph, rule) or len(self.worked_from(spot)) > _MANY
        return Below(rule.id.owner if RuleId(rule.id.owner) in graph.by_id else "", is_long)

    def _told_of(self, spot: Spot) -> tuple[Spot, ...]:
        return self.worked_from(spot) if self.told is None or spot in self.told else ()


def _made(reasons: Reasons, spot: Spot, needed: tuple[Spot, ...]) -> Reason:
    """Make the reason for a value whose own reasons are known."""
    reading, origin = reasons.reading, _origin(reasons.reading, spot)
    rule, source, told_as = reading.rule(spot), reading.rule(origin), reasons.rule(spot)
    datum, title, below = _datum(reading, origin), _title(reading, spot), reasons.below(spot)
    if origin.rule in reading.outcome.of_everybody:
        return _of_everybody(reading, spot, title)
    return Reason(
        rule=told_as.id,
        role=told_as.role,
        party=spot.party,
        who=reading.who(spot.party),
        period=origin.period,
        title=title,
        value=reading.value(spot),
        said=said(reading, origin),
        words="" if spot.nobody or _is_said_by_name(reading, spot, below) else _words(reading, origin, title),
        clause=rule.clause,
        note=", ".join(filter(None, (_excepted(reading, spot), _note(reading, origin, datum)))),
        place=datum.place if datum else None,
        published=datum.published if datum else None,
        of_members=isinstance(source.kind, Over | Pooled | Joint),
        below=below,
        reasons=tuple(reasons.known[each] for each in needed),
    )


def _is_said_by_name(reading: Reading, spot: Spot, below: Below | None) -> bool:
    """Say whether a number is told elsewhere, so that how it came about is not put into words here."""
    is_value = reading.rule(spot).role is Role.VALUE and isinstance(reading.value(spot), Fraction)
    return is_value and below is not None and below.is_long


def _of_everybody(reading: Reading, spot: Spot, title: str) -> Reason:
    """Return the reason for a value that was taken from a run of everybody, whose figures are not here."""
    rule = reading.rule(spot)
    return Reason(
        rule=rule.id,
        role=rule.role,
        party=spot.party,
        who=reading.who(spot.party),
        period=spot.period,
        title=title,
        value=reading.value(spot),
        said=said(reading, spot),
        words="as that run came to with everybody's figures",
        clause=rule.clause,
    )


def _origin(reading: Reading, spot: Spot) -> Spot:
    """Return where a value begins that a block only passes on within itself: a figure as given, a ratio."""
    while not spot.nobody:
        rule = reading.rule(spot)
        match rule.kind:
            case AsAt(need, period):
                spot = reading.need(spot, need, period)
            case Chosen(otherwise=otherwise) if not isinstance(reading.value(spot), Absent):
                case = reading.exception(spot)
                spot = reading.need(spot, otherwise if case is None else case.then)
            case Settled(need) if need.owner == rule.id.owner and _passes_on(reading, spot, need):
                spot = reading.need(spot, need)
            case Joint(need) if _passes_on(reading, spot, need):
                spot = reading.need(spot, need)
            case _:
                return spot
    return spot


def _passes_on(reading: Reading, spot: Spot, need: RuleId) -> bool:
    """Say whether a rule has the same value for the same party as the one that it reads."""
    read = reading.need(spot, need)
    return read.party == spot.party and reading.value(read) == reading.value(spot)


def _worked_from(reading: Reading, spot: Spot) -> tuple[Spot, ...]:
    """Return where the values are from which a value was worked out, and for whom its exceptions are."""
    origin = _origin(reading, spot)
    kind = reading.rule(spot).kind
    if isinstance(kind, Chosen) and not spot.nobody:
        conditions = [case.condition for case in kind.cases if case.condition is not None]
        below = () if origin == spot else _worked_from(reading, origin)
        return (*below, *(reading.need(spot, each) for each in conditions))
    if origin.nobody or origin.rule in reading.outcome.of_everybody:
        return ()
    kind = reading.rule(origin).kind
    match kind:
        case Over() | Pooled():
            return members_of(reading, origin, kind)
        case OverTime() | Latest() | Earlier():
            return reading.periods_read(origin)
        case Dated():
            version = reading.version_read(origin, kind)
            return () if version is None else (reading.need(origin, version),)
        case Apportioned(weight=weight):
            return (*_bases(reading, origin, kind, weight), pool_of(reading, origin, kind))
        case Joint():
            return joined(reading, origin, kind)
        case OfParty(need):
            read = reading.need(origin, need)
            return () if read.nobody else (read,)
        case Carried(need):
            return reading.gone_by(origin, need)
        case When() if reading.rule(origin).role is Role.SCALE:
            return tuple(each for each in looked_up(reading, origin, kind) if each is not None)
        case Settled():
            return tuple(reading.need(origin, each) for each in _settled_by(reading, origin, kind))
        case _:
            return tuple(reading.need(origin, need) for need in needs(kind) if not is_part_of_term(reading.graph, need))


def _bases(reading: Reading, spot: Spot, share: Apportioned, weight: RuleId) -> tuple[Spot, ...]:
    """Return what each member counts for, where that rests on anything."""
    basis = needs(reading.graph.by_id[weight].kind)
    weights = weights_of(reading, spot, share) if basis else ()
    read = ((each, reading.need(each, basis[0])) for each in weights)
    return tuple(each if reading.value(each) != reading.value(of) else of for each, of in read)


def _settled_by(reading: Reading, spot: Spot, settled: Settled) -> tuple[RuleId, ...]:
    """Return what was read and, where it was absent, what counts instead."""
    value = reading.value(spot)
    if reading.value(reading.need(spot, settled.need)) == value:
        return (settled.need,)
    instead = [action for _, action in settled.actions if isinstance(action, RuleId)]
    counts = [each for each in instead if reading.value(reading.need(spot, each)) == value]
    return (settled.need, *counts[:1])


# ---------------------------------------------------------------- words


def _title(reading: Reading, spot: Spot) -> str:
    """Return what a value is called."""
    rule = reading.rule(spot)
    if rule.role in STEPS:
        case = reading.exception(spot)
        words = step_in_words(reading.graph, rule if case is None else reading.graph.by_id[case.then])
        return words if case is None else f"{words} ({_by_exception(case)})"
    if rule.role in NAMED | CUT_UP or isinstance(rule.kind, AsAt):
        return f"{rule.title}, {spot.period.name}" if spot.period else rule.title
    if isinstance(rule.kind, Test) and rule.id in reading.asked:
        return measure(reading.graph, rule.kind)
    return phrase(reading.graph, rule.id, top=False)


def _words(reading: Reading, spot: Spot, title: str) -> str:
    """Say how a value came about; of one that is the last of its steps, also what that step does.

    Of a condition that the title has in it, it is said only whether it is so.
    """
    rule, how = reading.rule(spot), sentence(reading, spot)
    condition, joined, is_so = how.partition(", which ")
    how = f"this {is_so}" if joined and condition in title else how
    if not in_steps(reading.graph, rule):
        return how
    return ": ".join(filter(None, (step_in_words(reading.graph, rule), how)))


def _excepted(reading: Reading, spot: Spot) -> str:
    """Say by which exception a value is what it is; a step says so itself."""
    case = reading.exception(spot)
    return "" if case is None or reading.rule(spot).role in STEPS else _by_exception(case)


def _by_exception(case: ChosenCase) -> str:
    return f"by the exception “{case.title}”"


def _datum(reading: Reading, spot: Spot) -> Datum | None:
    """Return the figure that was supplied at a spot, if it is one and was."""
    match reading.rule(spot).kind:
        case Given(figure):
            return reading.outcome.figures.data.get((figure, spot.party, spot.period))
        case _:
            return None


def _note(reading: Reading, spot: Spot, datum: Datum | None) -> str:
    """Say how far a condition is from being met, or why a value is absent if that began here."""
    rule, value = reading.rule(spot), reading.value(spot)
    if spot.nobody:
        return f"it is in no {rule.level}"
    match rule.kind:
        case Given() if isinstance(value, Absent):
            return _where_missing(reading, datum)
        case OfParty(need, party) if isinstance(value, Absent) and _began_here(spot, value):
            level = reading.graph.by_id[need].level
            none = value.lack is Lack.NO_SUCH_PARTY
            return f"{'no' if none else 'more than one'} {level} is called {party}"
        case _ if isinstance(value, Absent):
            return value.lack.value if _began_here(spot, value) else ""
        case Test():
            return shortfall(reading, spot, rule.kind)
        case _:
            return ""


def _began_here(spot: Spot, value: Absent) -> bool:
    return any((cause.rule, cause.party) == (spot.rule, spot.party) for cause in value.causes)


def _where_missing(reading: Reading, datum: Datum | None) -> str:
    """Say where a figure was looked for."""
    if datum is not None:
        return f"the cell says “{datum.written}”" if datum.written else "the cell is empty"
    files = reading.outcome.figures.files
    return f"it is not in {listed(files, 'or')}" if files else "it was not given"
