"""Every party that is named has a part in the scheme."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import NamedParty, Payment, Scheme, SharedWith


def party_without_part(scheme: Scheme, _graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the parties that offer nothing, pay nothing and are paid nothing.

    In a file that several schemes use, another of them may have a part for it.
    """
    parts = {scheme.offered_by, *(name for block in scheme.blocks for name in _in(block) if name is not None)}
    for party in scheme.blocks:
        if not isinstance(party, NamedParty) or party.payee_for or party.span.source in scheme.shared:
            continue
        if party.name not in parts:
            yield errors.PartyWithoutPart(place=party.span, name=party.title)


def _in(block: object) -> Iterator[str | None]:
    """Find the parties of a payment: who pays, who is paid, and who shares or has odd pennies."""
    if not isinstance(block, Payment):
        return
    yield from (block.payer, block.payee, *(each.party for each in block.co_payers))
    yield from (line.party if isinstance(line, SharedWith) else line.odd_pennies for line in block.sharing)
