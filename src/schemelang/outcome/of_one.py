"""One party of a group worked out: for it alone what is read of nobody else, and the rest for all that are here.

It comes to the same as working out everybody, which is done as soon as somebody asks for a value that was left out.
"""

from collections.abc import Callable, Mapping
from functools import cache

from schemelang.dates import Period
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Apportioned, OfParty, Over, Pooled, RuleGraph, RuleId
from schemelang.light import evolve
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.from_graph import work_out
from schemelang.outcome.known import Key, Known, begin
from schemelang.outcome.lines import ledger
from schemelang.outcome.moved import moved_among
from schemelang.outcome.outcome import Outcome, RuleValue, Values

Said = Mapping[tuple[RuleId, Period | None], RuleValue]
"""What rules of the whole scheme came to at each of their periods, where not all of its parties are here."""

_Whole = Mapping[RuleId, Mapping[Key, RuleValue]]


class _Own(dict[Key, RuleValue]):
    """The values of a rule for one party; those of others are looked up among everybody's."""

    def __init__(self, values: Mapping[Key, RuleValue], rule: RuleId, everybody: Callable[[], Known]) -> None:
        super().__init__(values)
        self._rule, self._everybody = rule, everybody

    def __missing__(self, key: Key) -> RuleValue:
        return self._everybody().values[self._rule][key]


def evaluate_for(graph: RuleGraph, figures: Figures, party: str | None, said: Said) -> Outcome:
    """Work out a party, the groups it is in and all that is in it, and their lines alone; of nobody, everybody."""
    known, whole = begin(graph, figures), _by_rule(said)
    whose = _seen_by(known.belonging, party)
    if whose is None:
        return _outcome(_worked_out(known, whole), whole)
    own, of_all = evolve(known, belonging=whose), _read_of_others(graph)
    everybody = cache(lambda: _worked_out(begin(graph, figures), whole))
    moved = moved_among(known)
    for rule in graph.rules:
        if rule.id in whole:
            known.values[rule.id] = whole[rule.id]
        elif rule.id in of_all:
            work_out(known, moved, rule)
        else:
            work_out(own, moved, rule)
            known.values[rule.id] = _Own(own.values[rule.id], rule.id, everybody)
    return _outcome(own, whole)


def _by_rule(said: Said) -> _Whole:
    whole: dict[RuleId, dict[Key, RuleValue]] = {}
    for (rule, period), value in said.items():
        whole.setdefault(rule, {})[None, period] = value
    return whole


def _worked_out(known: Known, whole: _Whole) -> Known:
    """Work out every rule for everybody, but for those of which it is said what they came to."""
    moved = moved_among(known)
    for rule in known.graph.rules:
        if rule.id in whole:
            known.values[rule.id] = whole[rule.id]
        else:
            work_out(known, moved, rule)
    return known


def _outcome(known: Known, whole: _Whole) -> Outcome:
    seats: dict[tuple[str, str | None], Values] = {
        (party, group): seat.own.values for (_, party, group), seat in known.seats.items()
    }
    return Outcome(
        graph=known.graph,
        figures=known.figures,
        values=known.values,
        ledger=ledger(known),
        seats=seats,
        of_everybody=frozenset(whole),
    )


def _seen_by(belongs: Belonging, party: str | None) -> Belonging | None:
    """Return who there is for one party: itself, its groups and all in it; nobody if some moved or became one."""
    level = next((level for level, code in belongs.who if code == party), None)
    if level is None or belongs.moved or belongs.went_into:
        return None
    levels = belongs.graph.levels

    def is_seen(kind: str, code: str | None) -> bool:
        if levels.index(kind) < levels.index(level):
            return belongs.owner(kind, code, level) == party
        return belongs.owner(level, party, kind) == code

    parties = {kind: tuple(code for code in them if is_seen(kind, code)) for kind, them in belongs.parties.items()}
    return evolve(belongs, parties=parties)


def _read_of_others(graph: RuleGraph) -> frozenset[RuleId]:
    """Return the rules that others read of a party than itself: its group, another party, or who shares with it."""
    found = set[RuleId]()
    for rule in reversed(graph.rules):
        for need in graph.needs[rule.id]:
            coarser = graph.levels.index(graph.by_id[need].level) < graph.levels.index(rule.level)
            if coarser or rule.id in found or isinstance(rule.kind, Over | Pooled | Apportioned | OfParty):
                found.add(need)
    return frozenset(found)
