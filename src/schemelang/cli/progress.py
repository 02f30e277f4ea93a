"""schemelang progress: how far one practice or group has come by a day."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from schemelang.cli.explain import find_party
from schemelang.cli.loading import ERRORS, USAGE, Day, figures_option, load_figures, load_scheme, stop, tell
from schemelang.cli.saving import save
from schemelang.cli.writing import safe_name
from schemelang.diagnostic import has_errors
from schemelang.document.html import as_html
from schemelang.document.statement import write_progress
from schemelang.outcome.from_graph import evaluate


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--for", "party", metavar="PARTY", required=True, help="The practice or group, by code or name.")
@click.option("--as-at", type=Day(), metavar="DATE", required=True, help="The day of the statement.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def progress(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    party: str,
    as_at: date,
    out: Path,
    force: bool,  # noqa: FBT001 - click gives a flag so
) -> None:
    """Write how far a practice or group has come by a day, as one HTML page.

    What has fallen due, what comes next, what is still to play for, how far off each threshold is, and what one more
    patient is worth.
    """
    loaded = load_scheme(file)
    if not paths:
        stop(USAGE, "Which figures? Add   --figures FILE   or   --figures FOLDER")
    outcome, found = evaluate(loaded.graph, load_figures(paths, loaded.scheme))
    code = find_party(outcome.figures, party)
    page = as_html(write_progress(loaded.scheme, loaded.graph, outcome, party=code, as_at=as_at))
    name = safe_name(f"{loaded.scheme.name}-{code}-{as_at.isoformat()}") + ".html"
    save(out, {name: page.encode()}, force=force)
    tell(found)
    sys.exit(ERRORS if has_errors(found) else 0)
