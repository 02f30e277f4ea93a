"""What happens when a member joins or leaves, and when a figure is missing."""

from schemelang.dates import say_date
from schemelang.document.contract import Clause, Link, Paragraph, Section
from schemelang.document.matter import Matter
from schemelang.graph.graph import Role, Rule, Weight
from schemelang.model.model import Figure, PartYear, Payment

_SHARED: dict[PartYear | None, str] = {
    "nothing": "has no share of it",
    "by_days": "has a share of it for the days on which it takes part",
    "in_full": "has the same share of it as if it had taken part throughout",
    None: "has a share of it that is not agreed, and the money is held until it is",
}
_PAID: dict[PartYear | None, str] = {
    "nothing": "is paid nothing",
    "by_days": "is paid for the days on which it takes part",
    "in_full": "is paid as if it had taken part throughout",
    None: "is paid what is not agreed yet, and the money is held until it is",
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
    """Say what a member that is there for a part of the term has of each payment."""
    every = (
        paragraph
        for payment in matter.blocks(Payment)
        for rule in matter.rules(payment.name, Role.WEIGHT)
        for paragraph in _part_year(matter, payment, rule)
    )
    paragraphs = tuple(dict.fromkeys(every))
    if not paragraphs:
        return ()
    return (Clause(anchor="joining-and-leaving", heading="Joining and leaving", parts=paragraphs),)


def _part_year(matter: Matter, payment: Payment, rule: Rule) -> tuple[Paragraph, ...]:
    """Say what a member has that joins late or leaves early, as the payment's rule has it."""
    assert isinstance(rule.kind, Weight), "a part of the term is a weight"
    has = _SHARED if payment.sharing else _PAID
    first, last = say_date(matter.graph.first), say_date(matter.graph.last)
    which = Link(payment.title, payment.name)
    return (
        Paragraph((which, f": a {rule.level} that joins after {first} {has[rule.kind.joins]}.")),
        Paragraph((which, f": a {rule.level} that leaves before {last} {has[rule.kind.leaves]}.")),
    )


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
