"""What happens when a member joins or leaves, and when a figure is missing."""

from schemelang.dates import say_date
from schemelang.document.contract import Clause, Link, Paragraph, Section
from schemelang.document.matter import Matter
from schemelang.graph.graph import Role, Weight
from schemelang.model.model import Figure, PartYear, Payment

_PAID: dict[PartYear, str] = {
    "nothing": "has no share of it",
    "by_days": "has a share of it for the days on which it takes part",
    "in_full": "has the same share of it as if it had taken part throughout",
}

_NEVER_A_NUMBER = (
    "A figure that is not reported, one that is suppressed because it is small, one that does not apply and "
    "a figure of 0 are four different things. "
    "None of the first three is ever taken for 0 unless this contract says so."
)
_HELD = (
    "Where nothing stands there, what depends on the figure is held. "
    "Held money is neither lost nor paid: it is worked out once the figure is there."
)


def changes(matter: Matter) -> Section:
    """Say what changes for whom when a member comes or goes or a figure does not come."""
    clauses = (*_comings_and_goings(matter), *_missing_figures(matter))
    return Section(anchor="section-changes", heading="Joining, leaving and missing figures", clauses=clauses)


def _comings_and_goings(matter: Matter) -> tuple[Clause, ...]:
    """Say what a member that is there for a part of the term has of each payment that is shared."""
    paragraphs = tuple(
        paragraph
        for payment in matter.blocks(Payment)
        for rule in matter.rules(payment.name, Role.WEIGHT)
        if isinstance(rule.kind, Weight)
        for paragraph in _part_year(matter, payment, rule.level, rule.kind)
    )
    if not paragraphs:
        return ()
    return (Clause(anchor="joining-and-leaving", heading="Joining and leaving", parts=paragraphs),)


def _part_year(matter: Matter, payment: Payment, member: str, weight: Weight) -> tuple[Paragraph, ...]:
    first, last = say_date(matter.graph.first), say_date(matter.graph.last)
    return (
        _sentence(payment, f"a {member} that joins after {first}", weight.joins),
        _sentence(payment, f"a {member} that leaves before {last}", weight.leaves),
    )


def _sentence(payment: Payment, who: str, paid: PartYear | None) -> Paragraph:
    """Say what a member has of a shared payment."""
    assert paid is not None, "a scheme that shares money says what those have who join or leave"
    return Paragraph((Link(payment.title, payment.name), f": {who} {_PAID[paid]}."))


def _missing_figures(matter: Matter) -> tuple[Clause, ...]:
    """Say that what is missing is never a number, and where to look for what is done."""
    if not matter.blocks(Figure):
        return ()
    definition = Link("definition", "section-definitions")
    paragraphs = (
        Paragraph((_NEVER_A_NUMBER,)),
        Paragraph(("What is done about a missing figure stands with its ", definition, f". {_HELD}")),
    )
    return (Clause(anchor="missing-figures", heading="Missing figures", parts=paragraphs),)
