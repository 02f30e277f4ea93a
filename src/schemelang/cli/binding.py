"""The contract with what it binds, as `render` writes it and `verify` holds it against a scheme."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from schemelang.checks.certificate import certify
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import load_figures
from schemelang.diagnostic import Diagnostic
from schemelang.document.contract import Tags
from schemelang.document.from_graph import contract_on
from schemelang.document.matter import Matter
from schemelang.figures.called import with_short_names
from schemelang.integrity.from_scheme import agreed_in
from schemelang.integrity.record import Agreed, Copy, Record
from schemelang.outcome.examples import ExampleRun
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.proof.subject import Subject

if TYPE_CHECKING:
    from schemelang.proof.proof import Certificate


def engine() -> str:
    """Return the version of this engine."""
    return version("schemelang")


def agreed(loaded: Compiled) -> Agreed:
    """Return what the parties to a scheme agree."""
    return agreed_in(loaded.scheme, loaded.graph, loaded.texts)


def found_out(loaded: Compiled, runs: tuple[ExampleRun, ...]) -> "Certificate | None":
    """Return what is proved of a scheme, alike on every machine; nothing while an example does not hold."""
    if not loaded.graph.due or not all(run.holds for run in runs):
        return None
    return certify(Subject(scheme=loaded.scheme, graph=loaded.graph, runs=runs, for_contract=True))


def record_of(  # noqa: PLR0913 - what it is written from, and which copy it is
    loaded: Compiled,
    *,
    examples: tuple[ExampleRun, ...],
    outcome: Outcome | None,
    party: str | None,
    tags: Tags = "",
    certificate: "Certificate | None" = None,
) -> Record:
    """Write a contract, with all that its document ID is made from."""
    matter = Matter(
        scheme=loaded.scheme,
        graph=loaded.graph,
        examples=examples,
        outcome=outcome,
        party=party,
        tags=tags,
        certificate=certificate,
    )
    return record_on(agreed(loaded), matter)


def record_on(bound: Agreed, matter: Matter) -> Record:
    """Write the contract on what is in hand, with what all parties to it agree."""
    copy = Copy(party=matter.party or "", has_figures=matter.outcome is not None, tags=matter.tags)
    return Record(agreed=bound, copy=copy, contract=contract_on(matter))


def worked_out(loaded: Compiled, paths: Sequence[Path]) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Work a scheme out for a document, which calls files by their names: it is the same wherever they lie."""
    outcome, found = evaluate(loaded.graph, load_figures(paths, loaded.scheme))
    return evolve(outcome, figures=with_short_names(outcome.figures)), found
