"""How a party is judged: what is measured, and when a target is met."""

from fractions import Fraction
from typing import assert_never

from schemelang.dates import Period, say_date
from schemelang.document.contract import Bullets, Clause, Fact, Facts, Paragraph, Part, Section, Text
from schemelang.document.definitions import empty, say_whose
from schemelang.document.exceptions import facts_of_exceptions, usual_of
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.words import in_all, phrase
from schemelang.graph.graph import Quorum, Ratio, Rule, RuleId, Settled
from schemelang.model.model import Indicator, Quantity, Scale, Target
from schemelang.quantities import say_number


def how_it_is_judged(matter: Matter) -> Section:
    """Say what each indicator measures, what each target asks for, and what each scale gives."""
    blocks = (block for block in matter.scheme.blocks if isinstance(block, Indicator | Target | Scale))
    clauses = tuple(_measure(matter, block) for block in blocks)
    exactly = Paragraph(("Results are compared exactly: nothing is rounded first unless this contract says so.",))
    return Section(
        anchor="section-measures",
        heading="Measures and targets",
        parts=(exactly,) if clauses else (),
        clauses=clauses,
    )


def _measure(matter: Matter, block: Indicator | Target | Scale) -> Clause:
    match block:
        case Indicator():
            return _indicator(matter, block)
        case Target():
            return _target(matter, block)
        case Scale():
            from schemelang.document.scales import scale_clause  # most schemes have none

            return scale_clause(matter, block)
        case _:
            assert_never(block)


# ---------------------------------------------------------------- indicators


def _indicator(matter: Matter, indicator: Indicator) -> Clause:
    words = phrase(matter.graph, RuleId(indicator.name))
    facts = (
        Fact("What it is", linked(capital(words), matter, but=indicator.name)),
        Fact("For whom", (capital(say_whose(matter.rule(indicator.name))),)),
        *_measured(indicator),
        *((Fact("Which way is better", ("A lower result is better.",)),) if indicator.better == "lower" else ()),
        *_before_leaving_out(matter, indicator),
        *empty(matter, indicator),
        *facts_of_exceptions(matter, matter.rule(indicator.name), "it is"),
        *(Fact("Where it comes from", (source,)) for source in indicator.sources),
    )
    return Clause(anchor=indicator.name, heading=indicator.title, parts=(Facts(facts),))


def _measured(indicator: Indicator) -> tuple[Fact, ...]:
    match indicator.moment:
        case None:
            return ()
        case Period(name=name):
            return (Fact("When it is measured", (capital(f"during {name}"),)),)
        case day:
            return (Fact("When it is measured", (f"On {say_date(day)}",)),)


def _before_leaving_out(matter: Matter, indicator: Indicator) -> tuple[Fact, ...]:
    """Say what the rate is before anything is left out of its whole, for it is shown as well."""
    match usual_of(matter, matter.rule(indicator.name)).kind:
        case Settled(need):
            ratio = matter.graph.by_id[need]
        case _:
            return ()
    if not isinstance(ratio.kind, Ratio) or ratio.kind.floor is None:
        return ()
    words = _whole_rate(matter, ratio, ratio.kind)
    too_many = "fewer are left than are counted" if ratio.kind.floor == "part" else "more is left out than there is"
    held = f"What depends on it is held if {too_many}."
    shown = "This is shown beside the result, and decides nothing."
    return (
        Fact("With nothing left out", linked(f"{capital(words)}. {shown}", matter, but=indicator.name)),
        Fact("If too many are left out", (held,)),
    )


def _whole_rate(matter: Matter, rule: Rule, ratio: Ratio) -> str:
    part, whole = (phrase(matter.graph, need, top=False) for need in (ratio.part, in_all(matter.graph, ratio)))
    if ratio.per != 1:
        return f"{part} per {say_number(Fraction(ratio.per))} of {whole}"
    return f"{part} {'out of' if rule.type.quantity is Quantity.SHARE else 'divided by'} {whole}"


# ---------------------------------------------------------------- targets


def _target(matter: Matter, target: Target) -> Clause:
    """Say when a target is met: one condition in a sentence, several as a list."""
    whole = matter.rule(target.name)
    rule = usual_of(matter, whole)
    whose = "" if _goes_without_saying(matter, whole) else f" for {say_whose(whole)}"
    match rule.kind:
        case Quorum(needs, least, None) if len(needs) > 1 and least:
            items = tuple(_condition(matter, need, target.name) for need in needs)
            parts: tuple[Part, ...] = (
                Paragraph((f"It is met{whose} when {_how_many(least, len(needs))} hold:",)),
                Bullets(items),
            )
        case _:
            words = linked(phrase(matter.graph, rule.id), matter, but=target.name)
            parts = (Paragraph((f"It is met{whose} when ", *words, ".")),)
    exceptions = facts_of_exceptions(matter, whole, "it is met when")
    return Clause(
        anchor=target.name, heading=target.title, parts=(*parts, *((Facts(exceptions),) if exceptions else ()))
    )


def _goes_without_saying(matter: Matter, rule: Rule) -> bool:
    """Say whether there is one answer for each of those at the top, as a contract takes it."""
    return rule.level == matter.graph.levels[-1] and rule.series is None


def _condition(matter: Matter, condition: RuleId, target: str) -> Text:
    return (*linked(capital(phrase(matter.graph, condition, top=False)), matter, but=target), ".")


def _how_many(least: int, number: int) -> str:
    if least == number:
        return "all of these"
    return f"at least {least} of these {number}" if least > 1 else "one or more of these"
