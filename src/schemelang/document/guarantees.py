"""What the contract promises will always hold."""

from schemelang.document.contract import CERTIFICATE, PROVED, Clause, Link, Notice, Paragraph, Part, Section
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.words import phrase
from schemelang.graph.graph import Rule, RuleId
from schemelang.model.model import Guarantee
from schemelang.outcome.outcome import Absent, RuleValue
from schemelang.proof.guarantees import KIND
from schemelang.proof.proof import Proved

_PROVED = ("Figures are still missing, but it holds whatever they are. That is proved: see ",)


def what_is_guaranteed(matter: Matter) -> Section:
    """State each guarantee, and say so where it is broken or in doubt."""
    clauses = tuple(_guarantee(matter, guarantee) for guarantee in matter.blocks(Guarantee))
    return Section(anchor="section-guarantees", heading="What is guaranteed", clauses=clauses)


def _guarantee(matter: Matter, guarantee: Guarantee) -> Clause:
    words = capital(phrase(matter.graph, RuleId(guarantee.name)))
    stated = Paragraph((*linked(words, matter, but=guarantee.name), "."))
    doubt = _doubt(_answers(matter, matter.rule(guarantee.name)), is_proved=_is_proved(matter, guarantee))
    parts: tuple[Part, ...] = (stated, *doubt)
    return Clause(anchor=guarantee.name, heading=guarantee.title, parts=parts)


def _is_proved(matter: Matter, guarantee: Guarantee) -> bool:
    """Say whether a guarantee is proved, in the schedule of what is proved."""
    claims = () if matter.certificate is None else matter.certificate.claims
    return any(
        each.kind == KIND and each.about == guarantee.title and isinstance(each.verdict, Proved) for each in claims
    )


def _doubt(answers: list[RuleValue], *, is_proved: bool) -> tuple[Notice, ...]:
    """Say so where a guarantee does not hold on the figures or, unless it is proved, cannot be judged on them yet."""
    if False in answers:
        return (Notice("does not hold", ("It does not hold on these figures.",)),)
    if any(isinstance(answer, Absent) for answer in answers):
        if is_proved:
            return (Notice("holds", (*_PROVED, Link(PROVED, CERTIFICATE), ".")),)
        return (Notice("held", ("It cannot be judged yet, because figures are missing.",)),)
    return ()


def _answers(matter: Matter, rule: Rule) -> list[RuleValue]:
    """Return what came of a guarantee for the whole scheme, or for the parties that are shown."""
    found = {} if matter.outcome is None else matter.outcome.values[rule.id]
    return [value for (party, _), value in found.items() if party is None or matter.shows(party)]
