"""schemelang progress: how far one practice or group has come by a day."""

import sys
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import click
from attrs import frozen

from schemelang.cli.binding import agreed, found_out, record_of, worked_out
from schemelang.cli.explain import find_party
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import ERRORS, USAGE, Day, figures_option, load_scheme, stop, tell
from schemelang.cli.registering import insist_on_what_was_signed, signatures_known
from schemelang.cli.saving import put, save
from schemelang.cli.terminal import with_progress
from schemelang.cli.writing import distinct, safe_name
from schemelang.dates import say_date
from schemelang.diagnostic import has_errors
from schemelang.document.html import as_html
from schemelang.document.matter import Matter
from schemelang.document.statement import Spoken, write_progress
from schemelang.document.views import views
from schemelang.integrity.canonical import write
from schemelang.integrity.identity import document_id
from schemelang.integrity.register import Signed, is_of, last_of_each
from schemelang.outcome.examples import run_examples
from schemelang.outcome.outcome import Outcome


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--for", "party", metavar="PARTY", help="The practice or group, by code or name.")
@click.option("--all", "everybody", is_flag=True, help="Write everybody's, a page for each practice and group.")
@click.option("--as-at", type=Day(), metavar="DATE", required=True, help="The day of the statement.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--draft", is_flag=True, help="Write it although it is not the scheme that was signed.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def progress(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    party: str | None,
    everybody: bool,  # noqa: FBT001 - click gives a flag so
    as_at: date,
    out: Path,
    draft: bool,  # noqa: FBT001 - click gives a flag so
    force: bool,  # noqa: FBT001 - click gives a flag so
) -> None:
    """Write how far a practice or group has come by a day, as one HTML page.

    What has fallen due, what comes next, what is still to play for, how far off each threshold is, and what one more
    patient is worth. It names the contract that it speaks of: the one that was signed or, before, the one offered.

    With --all there is a page for each practice and group: the statements that go out with a payment.

    Where there is a register of signatures beside the scheme, a scheme that is not the one signed is refused with 4,
    unless it is said to be a draft.
    """
    if everybody == (party is not None):
        stop(
            USAGE, "Whose statement? --for names one practice or group, and --all writes everybody's: give one of them."
        )
    loaded = load_scheme(file)
    if not paths:
        stop(USAGE, "Which figures? Add   --figures FILE   or   --figures FOLDER")
    if not draft:
        insist_on_what_was_signed(file, loaded)
    outcome, found = worked_out(loaded, paths)
    codes = (find_party(outcome.figures, party),) if party is not None else _everybody(loaded, outcome)
    names = distinct([safe_name(f"{loaded.scheme.name}-{code}-{as_at.isoformat()}") for code in codes])
    pages, contracts = {}, _Contracts(file, loaded)
    for name, code in with_progress([*zip(names, codes, strict=True)], "Writing statement"):
        of = contracts.spoken(code)
        page = as_html(write_progress(loaded.scheme, loaded.graph, outcome, party=code, as_at=as_at, of=of))
        pages[f"{name}.html"] = page.encode()
    if everybody:
        put(out, pages, force=force)
        click.echo(f"Written: {len(pages)} statements in {out}")
    else:
        save(out, pages, force=force)
    tell(found)
    sys.exit(ERRORS if has_errors(found) else 0)


def _everybody(loaded: Compiled, outcome: Outcome) -> tuple[str, ...]:
    """Return the codes of groups, and then of practices, each kind in its order."""
    matter = Matter(scheme=loaded.scheme, graph=loaded.graph, examples=(), outcome=outcome, party=None)
    return tuple(each.party for each in views(matter) if each.party is not None)


@frozen
class _Contracts:
    """The contracts that statements speak of."""

    file: Path
    loaded: Compiled

    def spoken(self, code: str) -> Spoken:
        """Name the contract that was signed for a party or, where none is known, the contract as it is offered."""
        signed = next((each for each in self._last if each.party == code), None)
        if signed is not None:
            standing = f"signed by {signed.by} on {say_date(signed.on)}"
            return Spoken(id=signed.id, standing=standing, is_draft=self._is_draft)
        standing = "as it is offered to everybody. No signature is registered for this party"
        return Spoken(id=self._offered, standing=standing, is_draft=self._is_draft)

    @cached_property
    def _last(self) -> tuple[Signed, ...]:
        return tuple(last_of_each(signatures_known(self.file)))

    @cached_property
    def _is_draft(self) -> bool:
        now = agreed(self.loaded)
        return any(not is_of(each, now) for each in self._last)

    @cached_property
    def _offered(self) -> str:
        """The document ID of the contract as it is offered to everybody."""
        loaded, runs = self.loaded, run_examples(self.loaded.scheme, self.loaded.graph)
        record = record_of(loaded, examples=runs, outcome=None, party=None, certificate=found_out(loaded, runs))
        return document_id(write(record))
