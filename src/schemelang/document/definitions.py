"""What the words of the contract mean: every figure that is asked for, and every value laid down."""

import re
from datetime import date
from fractions import Fraction
from typing import assert_never

from schemelang.dates import Period, say_date, say_range
from schemelang.document.contract import Clause, Fact, Facts, Paragraph, Part, Section, Steps, Text
from schemelang.document.exceptions import facts_of_exceptions, steps_with_exceptions
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import listed, say_constant
from schemelang.explanation.words import phrase, steps_in_words
from schemelang.graph.graph import AbsentAs, Joint, Ratio, Rule, RuleId, Settled, Settlement
from schemelang.graph.graph import Constant as Laid
from schemelang.model.model import (
    SCHEME,
    Constant,
    Each,
    Expression,
    Figure,
    Indicator,
    Judgement,
    Once,
    Quantity,
    Reading,
    Time,
    Type,
    Value,
)
from schemelang.model.names import plural
from schemelang.model.parts import figures_in
from schemelang.quantities import say_number

_WORD = re.compile(r"[A-Za-z]\w*")
_PERIODS = {"month": "month", "quarter": "quarter", "half_year": "half-year", "year": "year"}
_STATES: dict[AbsentAs, str] = {
    "not_reported": "If it is not reported",
    "suppressed": "If it is suppressed",
    "not_applicable": "If it does not apply",
}


def definitions(matter: Matter) -> Section:
    """Say what each figure and each value is."""
    every = (block for block in matter.scheme.blocks if isinstance(block, Figure | Value))
    blocks = (block for block in every if not isinstance(block, Judgement))
    clauses = tuple(_figure(matter, block) if isinstance(block, Figure) else _value(matter, block) for block in blocks)
    return Section(anchor="section-definitions", heading="Definitions", clauses=clauses)


def settled_as(matter: Matter, action: Settlement, level: str, *, until: str = "") -> Text:
    """Say what is done about a value that is not there, in a sentence."""
    match action:
        case "hold":
            return (f"What depends on it is held{until}.",)
        case "leave_out":
            return (_left_out(matter, level),)
        case RuleId():
            return linked(f"It counts as {_instead(matter, action)}.", matter)
        case _:
            assert_never(action)


def _instead(matter: Matter, action: RuleId) -> str:
    """Say what counts instead: yes or no, where that is the answer laid down."""
    rule = matter.graph.by_id[action]
    if isinstance(rule.kind, Laid) and isinstance(rule.kind.value, bool):
        return say_constant(rule.kind.value, rule.type)
    return phrase(matter.graph, action, top=False)


def _left_out(matter: Matter, level: str) -> str:
    """Say what it is left out of: its group's result, if it has a group."""
    groups = matter.graph.levels[matter.graph.levels.index(level) + 1 :]
    if not groups:
        return "It is left out."
    whose = [f"its {group}'s" for group in groups if group != SCHEME]
    if not whose:
        return f"The {level} then has no result, and is left out where results are put together."
    return f"The {level} is left out of {listed(whose, 'and')} result."


def say_type(kind: Type) -> str:
    """Say what kind of thing a figure is: a count of patients, an amount of money, yes or no."""
    if kind.quantity is Quantity.MONEY:
        return "an amount of money"
    if kind.words:
        return f"one of {listed([f'“{word}”' for word in kind.words], 'or')}"
    return f"{kind.quantity.value} of {plural(kind.unit)}" if kind.unit else kind.quantity.value


def say_level(level: str) -> str:
    """Say for whom something is worked out or given."""
    return "the whole scheme" if level == SCHEME else f"each {level}"


def say_whose(rule: Rule) -> str:
    """Say for whom a rule has a value, and in which periods."""
    if rule.series is None:
        return say_level(rule.level)
    period = f"each {_PERIODS[rule.series]}"
    return period if rule.level == SCHEME else f"{say_level(rule.level)} and {period}"


def _figure(matter: Matter, figure: Figure) -> Clause:
    """Define a figure: what it is, for whom and when, where it comes from, and what if it is not there."""
    facts = (
        Fact("What it is", (f"{capital(say_type(figure.type))}, for {say_level(figure.level)}",)),
        *_when(figure.time),
        *_bounds(matter, figure),
        *(Fact("Where it comes from", (source,)) for source in figure.sources),
        *((Fact("Where it is read", (read_from(figure.reading),)),) if figure.reading else ()),
        *((Fact("When it is published", (capital(figure.published),)),) if figure.published else ()),
        *_absences(matter, figure),
    )
    return Clause(anchor=figure.name, heading=figure.title, parts=(Facts(facts),))


def read_from(reading: Reading) -> str:
    """Say in which published file a figure stands, and where in it."""
    from schemelang.published.layouts import named  # most schemes read no published file

    which = "The total of the" if reading.total else "The"
    what = f'{which} column "{reading.column}" of the published file "{reading.file}"'
    picks = [f'"{pick.column}" {"begins with" if pick.begins else "is"} "{pick.words}"' for pick in reading.picks]
    rows = f", in the rows where {listed(picks, 'and')}" if picks else ""
    return f"{what}{rows}. The file is published by {named(reading.file)[0].publisher}."


def _when(time: Time) -> tuple[Fact, ...]:
    """Say when a figure is given, if it is of any time in particular."""
    match time:
        case Each(kind, at_end):
            words = f"{'At the end of' if at_end else 'During'} each {_PERIODS[kind]}"
        case Once(Period() as period):
            days = say_range(period.first, period.last)
            words = f"From {days}" if period.name == days else f"During {period.name}, {days}"
        case Once(date() as day):
            words = f"On {say_date(day)}"
        case _:
            return ()
    return (Fact("When", (words,)),)


def _bounds(matter: Matter, figure: Figure) -> tuple[Fact, ...]:
    limits = (("Never more than", figure.most), ("Never less than", figure.least))
    return tuple(Fact(about, linked(_bound(matter, limit), matter)) for about, limit in limits if limit is not None)


def _bound(matter: Matter, limit: Expression) -> str:
    """Say a bound: a plain value, or what is written with the title of each figure in it."""
    if isinstance(limit, Constant):
        return say_constant(limit.value, limit.type)
    named = set(figures_in(limit))
    words = " ".join(limit.span.words.split())
    return _WORD.sub(lambda found: matter.title(found[0]) if found[0] in named else found[0], words)


def _absences(matter: Matter, figure: Figure) -> tuple[Fact, ...]:
    """Say what is done when a figure is no number, as its rule does it."""
    counted = matter.rule(figure.name).kind
    settled = matter.graph.by_id[counted.need].kind if isinstance(counted, Joint) else counted
    assert isinstance(settled, Settled), "a figure is settled where it is not a number"
    actions = dict(settled.actions)
    return tuple(
        Fact(about, settled_as(matter, actions[state], figure.level, until=" until the figure is there"))
        for state, about in _STATES.items()
        if state in actions and _is_said(figure, state)
    )


def _is_said(figure: Figure, state: AbsentAs) -> bool:
    stated = {"suppressed": figure.absences.suppressed, "not_applicable": figure.absences.not_applicable}
    return stated.get(state, figure.absences.not_reported) is not None


def empty(matter: Matter, block: Value | Indicator) -> tuple[Fact, ...]:
    """Say what is done where there is nothing to divide by, or little, as the rules do it; once if alike."""
    found: dict[str, Text] = {}
    for rule in matter.graph.rules:
        if rule.id.owner == block.name and isinstance(rule.kind, Settled):
            ratio = matter.graph.by_id[rule.kind.need].kind
            for state, action in rule.kind.actions:
                if isinstance(ratio, Ratio) and state in ("empty", "few"):
                    found.setdefault(_if_empty(matter, ratio, state), settled_as(matter, action, block.level))
    return tuple(Fact(about, what) for about, what in found.items())


def _if_empty(matter: Matter, ratio: Ratio, state: AbsentAs) -> str:
    """Say that there is nothing in a whole, or little: if there are no patients."""
    counted = matter.graph.by_id[ratio.whole].type
    if state == "few":
        assert ratio.fewer is not None, "few are fewer than a number"
        few = f"If there are fewer than {say_number(Fraction(ratio.fewer))}"
        return f"{few} {plural(counted.unit)}" if counted.unit else few
    left = " left" if ratio.floor else ""
    if counted.quantity is Quantity.MONEY:
        return f"If there is no money{left}"
    return f"If there are no {plural(counted.unit)}{left}" if counted.unit else f"If there are none{left}"


def _for_whom(rule: Rule) -> tuple[Fact, ...]:
    """Say for whom, and in which periods; of one value for the whole scheme there is nothing to say."""
    one = rule.level == SCHEME and rule.series is None
    return () if one else (Fact("For whom", (capital(say_whose(rule)),)),)


def _value(matter: Matter, value: Value) -> Clause:
    """Define a value: what it is or how it is worked out, and where it comes from."""
    steps = steps_in_words(matter.graph, value.name)
    words = phrase(matter.graph, RuleId(value.name))
    facts = (
        *(() if steps else (Fact("What it is", linked(capital(words), matter, but=value.name)),)),
        *_for_whom(matter.rule(value.name)),
        *empty(matter, value),
        *(() if steps else facts_of_exceptions(matter, matter.rule(value.name), "it is")),
        *(Fact("Where it comes from", (source,)) for source in value.sources),
    )
    parts = (*((Facts(facts),) if facts else ()), *(_in_steps(matter, value.name) if steps else ()))
    return Clause(anchor=value.name, heading=value.title, parts=parts)


def _in_steps(matter: Matter, block: str) -> tuple[Part, ...]:
    """Print the steps in which a value is worked out."""
    steps = Steps(steps_with_exceptions(matter, block))
    return (Paragraph(("It is worked out in these steps, from top to bottom.",)), steps)
