"""A contract written from its scheme and its rules, section by section in the order in which it is read."""

from schemelang.document.agreed import what_is_agreed
from schemelang.document.certificate import what_is_proved, where_pay_changes
from schemelang.document.citing import with_numbers, with_numbers_in
from schemelang.document.contract import CERTIFICATE, CLIFFS, Contract, Facts, Section, Tags
from schemelang.document.figures_used import figures_used
from schemelang.document.flow import what_it_rests_on
from schemelang.document.key_facts import key_facts
from schemelang.document.matter import Matter, called
from schemelang.document.numbering import number_sections
from schemelang.document.parties import party_facts
from schemelang.document.reference_values import reference_values
from schemelang.document.standing import banner, subtitle, warning
from schemelang.document.worked_out import payments_worked_out
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.outcome.examples import ExampleRun
from schemelang.outcome.outcome import Outcome
from schemelang.proof.proof import Certificate


def write_contract(  # noqa: PLR0913 - two to write from, and five to say which copy
    scheme: Scheme,
    graph: RuleGraph,
    *,
    examples: tuple[ExampleRun, ...],
    outcome: Outcome | None,
    party: str | None,
    tags: Tags = "",
    certificate: Certificate | None = None,
) -> Contract:
    """Write the contract: for everybody or, where a party's code is given, what that party may see.

    A certificate that is printed is one that was made without anybody's figures.
    """
    return contract_on(
        Matter(
            scheme=scheme,
            graph=graph,
            examples=examples,
            outcome=outcome,
            party=party,
            tags=tags,
            certificate=certificate,
        )
    )


def contract_on(matter: Matter) -> Contract:
    """Write the contract on what is in hand; `for_party` gives it for another."""
    assert matter.party is None or matter.member is not None, "a contract for one party has figures that name it"
    sections = number_sections(tuple(each for each in _sections(matter) if each.parts or each.clauses))
    return Contract(
        title=matter.scheme.title,
        subtitle=subtitle(matter),
        banner=banner(matter),
        warning=warning(matter),
        standing=_standing(matter),
        glance=Facts(party_facts(matter)),
        key_facts=with_numbers(key_facts(matter), sections),
        sections=with_numbers_in({CLIFFS, CERTIFICATE}, sections),
    )


def _sections(matter: Matter) -> tuple[Section, ...]:
    """Write every section; one with nothing in it is left out of the contract."""
    return (*what_is_agreed(matter), *_schedules(matter))


def _schedules(matter: Matter) -> tuple[Section, ...]:
    return (
        *((figures_used(matter), payments_worked_out(matter)) if matter.outcome else ()),
        reference_values(matter),
        what_it_rests_on(matter),
        where_pay_changes(matter),
        what_is_proved(matter),
    )


def _standing(matter: Matter) -> str:
    """Say whose copy it is, and what it shows."""
    if matter.outcome is None:
        offered = "is offered" if matter.scheme.standing.is_in_force else "would be offered"
        every = f"every {matter.scheme.leaf.singular}"
        return f"This is the contract as it {offered} to {every}. It holds nobody's figures."
    member = matter.member
    if member is None:
        return "This is the whole contract, with everybody's figures and payments."
    if matter.companions:
        them = called(next(each for each in matter.seen if each.code in matter.groups_of(member.code)))
        return (
            f"This copy shows the figures of {them} and its members, "
            f"and the payments of {called(member)} and of nobody else."
        )
    if member.kind == matter.scheme.leaf.singular:
        return f"This copy shows the figures and payments of {called(member)}, and of nobody else."
    return f"This copy shows the figures and payments of {called(member)} and its members, and of nobody else."
