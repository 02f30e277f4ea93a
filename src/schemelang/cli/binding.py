"""The contract with what it binds, as `render` writes it and `verify` holds it against a scheme."""

from importlib.metadata import version
from typing import TYPE_CHECKING

from schemelang.cli.keeping import Compiled
from schemelang.document.contract import Tags
from schemelang.document.from_graph import write_contract
from schemelang.integrity.from_scheme import agreed_in
from schemelang.integrity.record import Agreed, Copy, Record
from schemelang.outcome.examples import ExampleRun

if TYPE_CHECKING:
    from schemelang.outcome.outcome import Outcome
    from schemelang.proof.proof import Certificate


def engine() -> str:
    """Return the version of this engine."""
    return version("schemelang")


def agreed(loaded: Compiled) -> Agreed:
    """Return what the parties to a scheme agree."""
    return agreed_in(loaded.scheme, loaded.graph, loaded.texts)


def record_of(  # noqa: PLR0913 - what it is written from, and which copy it is
    loaded: Compiled,
    *,
    examples: tuple[ExampleRun, ...],
    outcome: "Outcome | None",
    party: str | None,
    tags: Tags = "",
    certificate: "Certificate | None" = None,
) -> Record:
    """Write a contract, with all that its document ID is made from."""
    scheme, graph = loaded.scheme, loaded.graph
    contract = write_contract(
        scheme, graph, examples=examples, outcome=outcome, party=party, tags=tags, certificate=certificate
    )
    copy = Copy(party=party or "", has_figures=outcome is not None, tags=tags)
    return Record(agreed=agreed(loaded), copy=copy, contract=contract)
