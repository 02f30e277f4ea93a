"""The rule graph as text, one rule a line, and as pictures of which rule needs which."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from schemelang.dates import Period
from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    ChosenCase,
    Constant,
    Cut,
    Dated,
    DayAfter,
    Difference,
    DuePart,
    Earlier,
    Given,
    Greatest,
    Joint,
    Latest,
    Least,
    OfParty,
    Over,
    OverTime,
    Pooled,
    Portion,
    Product,
    Quorum,
    Ratio,
    Read,
    Reckoned,
    Root,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    RuleKind,
    Scaled,
    Settled,
    Shared,
    Supplied,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
    needs,
)
from schemelang.model.model import Type
from schemelang.plaintext import reveal
from schemelang.quantities import exact

_WIDTHS = (44, 10, 10, 10, 18)  # fixed, so that a longer name changes no line but its own
_LINE = r"\n"  # Graphviz's sign for a new line


def as_text(graph: RuleGraph) -> str:
    """Write one rule a line, needs first, and under them one part a line that falls due."""
    rules = "".join(f"{_rule_line(rule)}\n" for rule in graph.rules)
    due = "".join(f"{_due_line(part)}\n" for part in graph.due)
    return f"{rules}\n{due}" if due else rules


def as_mermaid(graph: RuleGraph) -> str:
    """Draw the graph for Mermaid: a box round each clause, and an arrow from each need."""
    nodes = _nodes(graph)
    rows = ["flowchart LR"]
    for number, (clause, rules) in enumerate(_by_clause(graph).items(), 1):
        rows += [f'    subgraph c{number}["{_in_mermaid(clause)}"]']
        rows += [f'        {nodes[rule.id]}["{"<br>".join(map(_in_mermaid, _label(rule)))}"]' for rule in rules]
        rows += ["    end"]
    rows += [f"    {need} --> {rule}" for need, rule in _arrows(graph, nodes)]
    return "".join(f"{row}\n" for row in rows)


def as_dot(graph: RuleGraph) -> str:
    """Draw the graph for Graphviz: a box round each clause, and an arrow from each need."""
    nodes = _nodes(graph)
    rows = ["digraph scheme {", "    rankdir=LR;", "    node [shape=box];"]
    for number, (clause, rules) in enumerate(_by_clause(graph).items(), 1):
        rows += [f"    subgraph cluster_{number} {{", f'        label="{_in_dot(clause)}";']
        rows += [f'        {nodes[rule.id]} [label="{_LINE.join(map(_in_dot, _label(rule)))}"];' for rule in rules]
        rows += ["    }"]
    rows += [f"    {need} -> {rule};" for need, rule in _arrows(graph, nodes)]
    return "".join(f"{row}\n" for row in [*rows, "}"])


# ---------------------------------------------------------------- lines of text


def _rule_line(rule: Rule) -> str:
    cells = (str(rule.id), rule.role.value, rule.level, _time(rule), _type(rule.type))
    columns = "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    them = ", ".join(str(need) for need in needs(rule.kind))
    return f"{columns}  {_word(rule.kind)}{': ' if them else ''}{them}"


def _time(rule: Rule) -> str:
    """Return each of which period a rule has a value for, or when its one value is counted."""
    match rule.moment:
        case Period(name=name):
            return name
        case None:
            return rule.series or "once"
        case day:
            return day.isoformat()


def _type(kind: Type) -> str:
    return f"{kind.quantity.value} of {kind.unit}" if kind.unit else kind.quantity.value


def _due_line(part: DuePart) -> str:
    share = f", share {part.sharing}" if part.sharing else ""
    period = f", {part.period.name}" if part.period else ""
    which = f"{part.payment} tranche {part.tranche}{share}{period}, {part.instalment} of {part.instalments}"
    to = part.payee or f"each {part.level}"
    which += ", taken back" if part.recovers else ""
    condition = f" if {part.condition}" if part.condition else ""
    if part.recovers is not None:
        condition = f" if {part.recovers.condition}" if part.recovers.condition else ""
    day = _day_after(part.day) if isinstance(part.day, DayAfter) else part.day
    return f"{day}  {which}  {part.payer} to {to}: {part.amount}{condition}"


def _day_after(day: DayAfter) -> str:
    return f"{day.said} after {day.after}{f', not before {day.not_before}' if day.not_before else ''}"


def _word(kind: RuleKind) -> str:
    """Return what a rule does, without what it needs."""
    if isinstance(kind, Read):
        return _read(kind)
    return _reckoned(kind) if isinstance(kind, Reckoned) else _shared(kind)


def _read(kind: Read) -> str:
    match kind:
        case Given(figure, decided_by):
            return f"given {figure}" + (f", decided by {decided_by}" if decided_by else "")
        case Constant():
            return f"constant {_value(kind)}"
        case Settled(_, actions):
            return " ".join(["settled", ", ".join(f"{lack} {action}" for lack, action in actions)]).strip()
        case Joint(_, _, add, at_end):
            return f"{'add' if add else 'agree'} after merging{', at end' if at_end else ''}"
        case AsAt(_, period):
            return f"at {period.name}, {period.first} to {period.last}"
        case OfParty(_, party):
            return f"of {party}"
        case Supplied(_, state, so):
            return f"is {'' if so else 'anything but '}{state}"
        case OverTime(_, how, stretch):
            return f"{how} over {'its period' if stretch is None else f'{stretch.first} to {stretch.last}'}"
        case Latest() | Carried():
            return type(kind).__name__.lower()
        case Earlier(_, months):
            return f"{months} months earlier"
        case Dated(versions):
            return f"in force {', '.join('at first' if day is None else f'from {day}' for day, _ in versions)}"
        case _:
            assert_never(kind)


def _reckoned(kind: Reckoned) -> str:
    match kind:
        case Test(_, comparator, _):
            return comparator
        case Quorum(_, least, most):
            return f"at least {least}" + ("" if most is None else f" and at most {most}")
        case Scaled(_, rows, below, above, how):
            beyond = "".join(f", {word} {need}" for word, need in (("below", below), ("above", above)) if need)
            return f"scaled by {how} over {len(rows)} rows{beyond}"
        case Ratio(_, _, per, fewer, floor):
            few, at_least = f", few below {fewer}" if fewer else "", f", no less than {floor}" if floor else ""
            return f"ratio{_times(per)}{few}{at_least}"
        case Round(_, unit, way):
            return f"round to {exact(unit)} {way}"
        case Root(_, unit, way):
            return f"root to {exact(unit)} {way}"
        case Chosen(cases):
            return f"chosen by {', '.join(_case(case) for case in cases)}"
        case Total() | Difference() | Product() | Least() | Greatest() | WithinYear() | When():
            return type(kind).__name__.lower()
        case _:
            assert_never(kind)


def _shared(kind: Shared) -> str:
    match kind:
        case Over(_, how, members, day, percent):
            return f"{f'{percent} percent ' if percent else ''}{how} over {members.plural} {_on(day)}"
        case Pooled(_, _, _, members, day, per):
            return f"pooled over {members.plural} {_on(day)}{_times(per)}"
        case Weight():
            return _weighed(kind)
        case Apportioned(_, _, method):
            return f"apportioned by {method}" if method else "apportioned, rounded down"
        case Portion(_, shares, index, odd_pennies):
            return f"part {index + 1} of {_shares(shares)}, odd pennies {odd_pennies}"
        case _:
            assert_never(kind)


def _times(per: int) -> str:
    return f" times {per}" if per != 1 else ""


def _weighed(weight: Weight) -> str:
    """Return what a weight says of members that come and go: of joining and leaving always."""
    more = {"merges": weight.merges, "splits": weight.splits, "closes": weight.closes, "moves": weight.moves}
    others = "".join(f", {change} {does}" for change, does in more.items() if does)
    only = f", if {weight.meets}" if weight.meets else ""
    return f"weight in {weight.group}, joins {weight.joins}, leaves {weight.leaves}{others}{only}"


def _case(case: ChosenCase) -> str:
    """Return by which exception, from when, and which exceptions win over it."""
    start = "" if case.first is None else f" from {case.first}"
    yields = f" unless {' or '.join(case.yields_to)}" if case.yields_to else ""
    return f"{case.exception}{start}{yields}"


def _value(constant: Constant) -> str:
    match constant.value:
        case bool() as yes:
            return "yes" if yes else "no"
        case date() as day:
            return day.isoformat()
        case Fraction() as number:
            return exact(number)
        case str() as word:
            return f'"{word}"'
        case _:
            assert_never(constant.value)


def _shares(shares: tuple[Cut, ...]) -> str:
    equal = len(shares) > 1 and len(set(shares)) == 1
    return f"{len(shares)} equal parts" if equal else " + ".join(map(_share, shares))


def _share(share: Cut) -> str:
    return exact(share) if isinstance(share, Fraction) else str(share)


def _on(day: date | None) -> str:
    return "at any time" if day is None else f"on {day}"


# ---------------------------------------------------------------- pictures


def _by_clause(graph: RuleGraph) -> dict[str, list[Rule]]:
    """Return the rules of each clause, in order of the first of each."""
    found: dict[str, list[Rule]] = {}
    for rule in graph.rules:
        found.setdefault(rule.clause, []).append(rule)
    return found


def _label(rule: Rule) -> tuple[str, str]:
    return rule.title, _word(rule.kind)


def _nodes(graph: RuleGraph) -> dict[RuleId, str]:
    return {rule.id: f"n{number}" for number, rule in enumerate(graph.rules, 1)}


def _arrows(graph: RuleGraph, nodes: dict[RuleId, str]) -> list[tuple[str, str]]:
    return [(nodes[need], nodes[rule.id]) for rule in graph.rules for need in dict.fromkeys(needs(rule.kind))]


def _in_mermaid(text: str) -> str:
    """Write a text so that nothing in it is a sign of Mermaid's or of the page around it."""
    return "".join(sign if sign.isalnum() or sign in " .,_-" else f"#{ord(sign)};" for sign in reveal(text))


def _in_dot(text: str) -> str:
    """Write a text so that it ends where its quotation marks end."""
    return reveal(text).replace("\\", "\\\\").replace('"', '\\"')
