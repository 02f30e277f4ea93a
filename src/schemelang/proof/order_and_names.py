"""Neither the order of practices nor their names matter to what anybody is paid.

Read off the graph: only the rules of one kind look at who somebody is, `OfParty`; every other puts the members of a
group together in a way that does not know which is first. But between two who have the same claim to an odd penny,
the one whose code comes first has it; so it is said in the contract.
As well as that, what each example with several parties expects is worked out once more with its practices in another
order and under other codes and names, and every rule that it rests on comes out the same: that is a trial of the
engine, and no part of the proof.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from schemelang.figures.figures import Figures
from schemelang.graph.graph import Apportioned, OfParty, Rule, RuleGraph, RuleId
from schemelang.light import evolve
from schemelang.outcome.examples import ExampleRun
from schemelang.outcome.from_graph import Working
from schemelang.outcome.outcome import Absent, RuleValue, Values
from schemelang.proof.proof import Broken, Claim, Noted, Proved, Story
from schemelang.proof.subject import Subject, counted

KIND = "order"
_PENNY = Fraction(1, 100)
_PENNY_TIE = " Of two with the same claim to an odd penny, the one whose code comes first has it."


def order_and_names_do_not_matter(subject: Subject) -> Iterator[Claim]:
    """Show that no rule looks at who somebody is, or say which does; and try it on the examples."""
    apart = _told_apart(subject)
    if apart is not None:
        yield apart
        return
    by_name = tuple(rule for rule in subject.graph.rules if isinstance(rule.kind, OfParty))
    tried = sum(map(_has_several, subject.runs))
    how = f"{counted(tried, 'example was', 'examples were')} tried in another order, with other names." if tried else ""
    if any(isinstance(rule.kind, Apportioned) for rule in subject.graph.rules):
        how += _PENNY_TIE
    if by_name:
        named = ", ".join(dict.fromkeys(rule.kind.party for rule in by_name if isinstance(rule.kind, OfParty)))
        words = f"The scheme names {named} {subject.where(by_name)}; nothing else looks at who somebody is."
        yield subject.of_all(KIND, Noted(words), how.strip())
    else:
        yield subject.of_all(KIND, Proved(), how.strip())


def _told_apart(subject: Subject) -> Claim | None:
    """Find a rule that comes out otherwise when an example is worked out in another order, with other names."""
    for run in subject.runs:
        if run.working is None or not _has_several(run):
            continue
        known = run.working.known
        rule = differs(subject.graph, known.figures, {each: known.values[each] for each in run.asked})
        if rule is not None:
            words = f'"{run.example.title}" comes out otherwise with its practices in another order, under other names.'
            return Claim(kind=KIND, about=rule.title, verdict=Broken(Story(words=words, figures=())), place=rule.span)
    return None


def _has_several(run: ExampleRun) -> bool:
    """Say whether an example has several parties of one kind, so that it has an order."""
    members = () if run.working is None else run.working.known.figures.members
    return len({each.kind for each in members}) < len(members)


def differs(graph: RuleGraph, figures: Figures, values: Values) -> Rule | None:
    """Return the first of the rules with values that does not come to the same for the same parties in another order.

    What they need is among them.
    """
    other = renamed(graph, figures)
    again = Working.on(graph, turned(figures, other)).under(values)
    loose: set[RuleId] = set()
    for rule in (rule for rule in graph.rules if rule.id in values):
        both = [
            (value, again.values[rule.id][None if party is None else other[party], period])
            for (party, period), value in values[rule.id].items()
        ]
        if all(_are_same(*each) for each in both):
            continue
        if not loose & set(graph.needs[rule.id]) and not _is_tie(rule, both):
            return rule
        loose.add(rule.id)
    return None


def _are_same(value: RuleValue, other: RuleValue) -> bool:
    """Say whether two values are the same, or absent in the same way."""
    if type(value) is Fraction and type(other) is Fraction:
        return value.as_integer_ratio() == other.as_integer_ratio()  # far quicker than their own way
    if isinstance(value, Absent) and isinstance(other, Absent):
        return value.lack is other.lack
    return value == other


def _is_tie(rule: Rule, both: list[tuple[RuleValue, RuleValue]]) -> bool:
    """Say whether shares differ by no more than an odd penny, which somebody else with the same claim to it has."""
    numbers = [(one, two) for one, two in both if isinstance(one, Fraction) and isinstance(two, Fraction)]
    shared = isinstance(rule.kind, Apportioned) and len(numbers) == len(both)
    return shared and all(abs(one - two) <= _PENNY for one, two in numbers)


def renamed(graph: RuleGraph, figures: Figures) -> Mapping[str, str]:
    """Give every party another code, in the opposite order, but those that the scheme itself names."""
    called = {rule.kind.party for rule in graph.rules if isinstance(rule.kind, OfParty)}
    kept = {each.code for each in figures.members if called & {each.code, each.name}}
    backwards = sorted((each.code for each in figures.members if each.code not in kept), reverse=True)
    return {code: code for code in kept} | {code: f"Z{place:06}" for place, code in enumerate(backwards)}


def turned(figures: Figures, other: Mapping[str, str]) -> Figures:
    """Return the same figures of parties that are called otherwise; names go with the codes."""
    members = [
        evolve(
            each,
            code=other[each.code],
            name=each.name if other[each.code] == each.code else other[each.code],
            merged_into=None if each.merged_into is None else other.get(each.merged_into, each.merged_into),
            split_from=None if each.split_from is None else other.get(each.split_from, each.split_from),
        )
        for each in figures.members
    ]
    belong = [evolve(each, member=other[each.member], group=other[each.group]) for each in figures.memberships]
    data = [evolve(each, party=None if each.party is None else other[each.party]) for each in figures.data.values()]
    return Figures(
        members=tuple(sorted(members, key=lambda each: each.code)),
        memberships=tuple(sorted(belong, key=lambda each: (each.member, each.kind))),
        data={(each.figure, each.party, each.period): each for each in data},
        files=figures.files,
    )
