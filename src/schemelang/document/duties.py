"""The author's own clauses: prose with values quoted in it, what is to be done, and by when."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from schemelang.dates import say_date
from schemelang.document.contract import Clause, Fact, Facts, Inserted, Paragraph, Part, Piece, Section, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, rests_on_figures
from schemelang.explanation.values import listed, say_constant
from schemelang.explanation.words import phrase, say_value
from schemelang.graph import graph
from schemelang.graph.graph import Rule, Settled
from schemelang.model import model
from schemelang.model.model import Payment, Quantity
from schemelang.model.names import within
from schemelang.model.typed import typed_numbers
from schemelang.outcome.outcome import Absent

_LATER: Final[Mapping[model.Subject, tuple[str, str]]] = {
    "checks and data": ("section-checks", "Review, checks and data"),
    "changes": ("section-changing", "Changes to this contract"),
    "disputes": ("section-disputes", "Disputes"),
    "ending": ("section-ending", "How it ends"),
}
"""The sections that a clause finds by what it is about, in their order: anchor and heading."""


def what_must_be_done(matter: Matter) -> Section:
    """Give the clauses that say what the contract is for and what is to be done."""
    clauses = (clause for clause in matter.blocks(model.Clause) if _comes_first(matter, clause))
    return Section(anchor="section-duties", heading="Aims and duties", clauses=_clauses(matter, clauses))


def other_terms(matter: Matter) -> tuple[Section, ...]:
    """Give the clauses that come after the payments, each in the section that it says it belongs to."""
    later = [clause for clause in matter.blocks(model.Clause) if not _comes_first(matter, clause)]
    sections = {
        about: Section(
            anchor=anchor, heading=heading, clauses=_clauses(matter, (each for each in later if each.about == about))
        )
        for about, (anchor, heading) in _LATER.items()
    }
    unsaid = Section(
        anchor="section-terms",
        heading="Other terms",
        clauses=_clauses(matter, (each for each in later if each.about is None)),
    )
    return (unsaid, *sections.values())


def _comes_first(matter: Matter, clause: model.Clause) -> bool:
    """Say whether a clause is of the service: because it says so, asks for something, or stands before the payments."""
    if clause.about is not None:
        return clause.about == "the service"
    if clause.done_by is not None or clause.evidence:
        return True
    before = [block for block in matter.scheme.blocks if isinstance(block, Payment | model.Clause)]
    payments = [place for place, block in enumerate(before) if isinstance(block, Payment)]
    return not payments or before.index(clause) < payments[0]


def _clauses(matter: Matter, clauses: Iterable[model.Clause]) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            anchor=clause.name,
            heading=clause.title,
            parts=(*prose(matter, clause.name, clause.paragraphs), *_duty(clause)),
        )
        for clause in clauses
    )


def prose(matter: Matter, owner: str, paragraphs: tuple[tuple[str | model.Inserted, ...], ...]) -> Iterator[Paragraph]:
    """Give each paragraph of a block as it is written, with the values put in."""
    number = count(1)
    for paragraph in paragraphs:
        texts = [
            (piece,) if isinstance(piece, str) else _value(matter, matter.rule(owner, f"inserted {next(number)}"))
            for piece in paragraph
        ]
        yield Paragraph(tuple(piece for text in texts for piece in text))


def _duty(clause: model.Clause) -> tuple[Part, ...]:
    done_by = () if clause.done_by is None else (Fact("To be done by", (Inserted(say_date(clause.done_by)),)),)
    facts = (*done_by, *(Fact("Evidence", (evidence,)) for evidence in clause.evidence), *_words_only(clause))
    return (Facts(facts),) if facts else ()


def _words_only(clause: model.Clause) -> Iterator[Fact]:
    """Say from which numbers of a clause nothing is worked out, if the clause says that of them."""
    numbers = typed_numbers(clause)
    if clause.words_only is not None and numbers:
        about, them = ("A number that is", "it") if len(numbers) == 1 else ("Numbers that are", "them")
        yield Fact(
            f"{about} words only", (f"{listed(numbers, 'and')}; nothing that is paid is worked out from {them}",)
        )


# ---------------------------------------------------------------- values in prose


def _value(matter: Matter, rule: Rule) -> tuple[Piece, ...]:
    """Give a quoted value: what is laid down; else the party's own, for one party; else in words."""
    laid_down = _laid_down(matter, rule)
    if laid_down is not None:
        return (Inserted(laid_down),)
    own = _own(matter, rule)
    return _in_words(matter, rule) if own is None else (Inserted(own),)


def _laid_down(matter: Matter, rule: Rule) -> str | None:
    """Say a value that rests on no figure, through the names that it goes by."""
    match rule.kind:
        case graph.Constant(value) if rule.type.quantity is not Quantity.YES_NO:
            return say_constant(value, rule.type)
        case Settled(need, ()):
            return _laid_down(matter, matter.graph.by_id[need])
        case _:
            return _the_same_for_all(matter, rule)


def _the_same_for_all(matter: Matter, rule: Rule) -> str | None:
    """Say what is worked out from constants alone, as any outcome has it."""
    if rule.type.quantity is Quantity.YES_NO or rests_on_figures(matter.graph, rule):
        return None
    outcomes = (matter.outcome, *(run.outcome for run in matter.examples))
    values = (value for outcome in outcomes if outcome for value in outcome.values[rule.id].values())
    known = next(values, None)
    return None if known is None else say_value(known, rule.type)


def _own(matter: Matter, rule: Rule) -> str | None:
    """Say the value of the party that the contract is for, if it is its own.

    An answer stays in words, since "if yes is met" says nothing, and so does what is missing.
    """
    member = matter.member
    if member is None or rule.level != member.kind or rule.type.quantity is Quantity.YES_NO:
        return None
    value = matter.value(rule, member.code)
    return None if isinstance(value, Absent) else say_value(value, rule.type)


def _in_words(matter: Matter, rule: Rule) -> Text:
    """Say what a value is, by its title if it has one; of a target, "is met" stands in the prose itself."""
    match rule.kind:
        case Settled(need, ()) if rule.type.quantity is Quantity.YES_NO:
            return linked(within(matter.graph.by_id[need].title), matter)
        case Settled(need, ()):
            return linked(phrase(matter.graph, need, top=False), matter)
        case _:
            return linked(phrase(matter.graph, rule.id), matter)
