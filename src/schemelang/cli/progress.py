"""schemelang progress: how far one practice or group has come by a day."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from schemelang.cli.binding import agreed, found_out, record_of
from schemelang.cli.explain import find_party
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import ERRORS, USAGE, Day, figures_option, load_figures, load_scheme, stop, tell
from schemelang.cli.registering import insist_on_what_was_signed, signatures_known
from schemelang.cli.saving import save
from schemelang.cli.writing import safe_name
from schemelang.dates import say_date
from schemelang.diagnostic import has_errors
from schemelang.document.html import as_html
from schemelang.document.statement import Spoken, write_progress
from schemelang.integrity.canonical import write
from schemelang.integrity.identity import document_id
from schemelang.integrity.register import is_of, last_of_each
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--for", "party", metavar="PARTY", required=True, help="The practice or group, by code or name.")
@click.option("--as-at", type=Day(), metavar="DATE", required=True, help="The day of the statement.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--draft", is_flag=True, help="Write it although it is not the scheme that was signed.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def progress(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    party: str,
    as_at: date,
    out: Path,
    draft: bool,  # noqa: FBT001 - click gives a flag so
    force: bool,  # noqa: FBT001 - click gives a flag so
) -> None:
    """Write how far a practice or group has come by a day, as one HTML page.

    What has fallen due, what comes next, what is still to play for, how far off each threshold is, and what one more
    patient is worth. It names the contract that it speaks of: the one that was signed or, before, the one offered.

    Where there is a register of signatures beside the scheme, a scheme that is not the one signed is refused with 4,
    unless it is said to be a draft.
    """
    loaded = load_scheme(file)
    if not paths:
        stop(USAGE, "Which figures? Add   --figures FILE   or   --figures FOLDER")
    if not draft:
        insist_on_what_was_signed(file, loaded)
    outcome, found = evaluate(loaded.graph, load_figures(paths, loaded.scheme))
    code = find_party(outcome.figures, party)
    of = _spoken(file, loaded, code)
    page = as_html(write_progress(loaded.scheme, loaded.graph, outcome, party=code, as_at=as_at, of=of))
    name = safe_name(f"{loaded.scheme.name}-{code}-{as_at.isoformat()}") + ".html"
    save(out, {name: page.encode()}, force=force)
    tell(found)
    sys.exit(ERRORS if has_errors(found) else 0)


def _spoken(file: Path, loaded: Compiled, code: str) -> Spoken:
    """Name the contract that was signed for a party or, where none is known, the contract as it is offered to all."""
    register, now = signatures_known(file), agreed(loaded)
    is_draft = any(not is_of(each, now) for each in last_of_each(register))
    signed = next((each for each in last_of_each(register) if each.party == code), None)
    if signed is not None:
        return Spoken(id=signed.id, standing=f"signed by {signed.by} on {say_date(signed.on)}", is_draft=is_draft)
    runs = run_examples(loaded.scheme, loaded.graph)
    record = record_of(loaded, examples=runs, outcome=None, party=None, certificate=found_out(loaded, runs))
    standing = "as it is offered to everybody. No signature is registered for this party"
    return Spoken(id=document_id(write(record)), standing=standing, is_draft=is_draft)
