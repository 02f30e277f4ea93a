"""schemelang evaluate: who is paid what, and when."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from attrs import evolve

from schemelang.cli.engines import AT_ONCE, ENGINES, chosen, evaluate_by, insist_on_engine, said_at_once
from schemelang.cli.examples import wrong_in_examples
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import (
    ERRORS,
    REFUSED,
    USAGE,
    Day,
    count,
    figures_option,
    load_figures,
    load_scheme,
    named_files,
    stop,
    tell,
)
from schemelang.cli.paying import (
    FORMS,
    RUN_FORMS,
    Run,
    Settings,
    insist_on_settings,
    paying_options,
    put_payments,
    see_that_it_can_be_written,
)
from schemelang.cli.registering import insist_on_what_was_signed, not_signed_yet, not_signed_yet_of
from schemelang.cli.saving import save
from schemelang.cli.tables import insist_on_tables, put_outcome
from schemelang.cli.terminal import clean
from schemelang.cli.writing import safe_name
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.integrity.register import Signed
from schemelang.outcome.ledger import as_csv
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.results import as_data
from schemelang.outcome.table import as_table
from schemelang.paying.due import dues

_FORMS = ("table", "json", "csv", "parquet", *FORMS)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--as-at", type=Day(), metavar="DATE", help="Say what is due by this date and what is still to come.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="table", help="Its form.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write it to a file in this folder.")
@click.option("--draft", is_flag=True, help="Work it out although it is not the scheme that was signed.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--record", "book", type=click.Path(path_type=Path), metavar="LEDGER", help="Record it in this ledger.")
@click.option("--new-ledger", is_flag=True, help="Begin that ledger, which must not be there yet.")
@click.option("--again", type=click.IntRange(1), metavar="RUN", help="Record nothing; write again what a run paid.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="What works it out; all pay the same penny.")
@click.option("--verbose", is_flag=True, help="Say which engine worked it out, and why.")
@paying_options
def evaluate(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    as_at: date | None,
    form: str,
    out: Path | None,
    draft: bool,  # noqa: FBT001 - click gives a flag so
    force: bool,  # noqa: FBT001 - click gives a flag so
    book: Path | None,
    new_ledger: bool,  # noqa: FBT001 - click gives a flag so
    again: int | None,
    engine: str,
    verbose: bool,  # noqa: FBT001 - click gives a flag so
    settings: Settings,
) -> None:
    """Work out who is paid what, and when, from files of figures.

    Where there is a register of signatures beside the scheme, a scheme that is not the one signed is refused with 4,
    unless it is said to be a draft.

    An example or a guarantee that does not hold is said, and exits with 1; the payments are worked out all the same,
    but not recorded.

    With --record, what is due by --as-at and was not paid by an earlier run is paid by this one, and what was paid
    otherwise is put right; the forms that money is paid by hold just that.

    Every engine comes to the same values, lines and findings. Unless one is asked for, the reference evaluator is
    taken for few results and columns for many, if they are installed.
    """
    _see_what_is_recorded(book, as_at, draft=draft, new=new_ledger)
    _see_what_is_written_again(book, form, again=again, new=new_ledger)
    loaded = load_scheme(file)
    if not paths:
        stop(USAGE, "Which figures? Add   --figures FILE   or   --figures FOLDER")
    insist_on_settings(form, settings, as_at=as_at, out=out)
    insist_on_engine(engine)
    register = () if draft else insist_on_what_was_signed(file, loaded)
    if form == "parquet":
        _put_at_once(file, loaded, paths, out, as_at, "" if book else engine, register, verbose=verbose, force=force)
    figures = load_figures(paths, loaded.scheme, noted=True)
    outcome, found = evaluate_by(engine, loaded.graph, figures, verbose=verbose)
    found = (*wrong_in_examples(loaded), *found)
    found += not_signed_yet(file, loaded, outcome, register)
    tell(found)
    run = Run(file=file, scheme=loaded.scheme, outcome=outcome, paid=dues(loaded.scheme, outcome, as_at), as_at=as_at)
    if book is not None and as_at is not None:
        from schemelang.cli.recording import record_run, recorded_run, run_of  # only with a ledger
        from schemelang.paying.from_entries import recorded

        _see_that_all_holds(found)
        see_that_it_can_be_written(form, run, settings, out, force=force)
        if again is None:
            files = named_files(paths)
            entries = record_run(book, loaded, outcome, as_at=as_at, files=files, register=register, new=new_ledger)
        else:
            entries = recorded_run(book, loaded.scheme.name, again, as_at)
        run = evolve(run, paid=recorded(outcome, entries), recorded=run_of(entries))
    if form in FORMS:
        put_payments(form, run, settings, out, force=force)
    elif form == "parquet" and out is not None:
        put_outcome(out, loaded, outcome, paths, as_at, chosen(engine, loaded.graph, figures)[0], force=force)
    else:
        name = f"{safe_name(loaded.scheme.name)}-payments.{_ENDINGS[form]}"
        _put(_as(form, loaded, outcome, as_at), out, name, force=force)
    sys.exit(ERRORS if has_errors(found) else 0)


def _put_at_once(  # noqa: PLR0913, PLR0917 - what is written, and what it was made from
    file: Path,
    loaded: Compiled,
    paths: Sequence[Path],
    out: Path | None,
    as_at: date | None,
    engine: str,
    register: tuple[Signed, ...],
    *,
    verbose: bool,
    force: bool,
) -> None:
    """Write the tables of a whole country, and end; where they are to be made in the usual way, do nothing."""
    folder = insist_on_tables(out)
    if engine not in AT_ONCE:
        return
    from schemelang.cli.national import Left, at_once, insist_that_they_are_few  # numpy and pyarrow with it

    files = named_files(paths)
    done = at_once(loaded, files, as_at, engine)
    if isinstance(done, Left):
        insist_that_they_are_few(files, done)
        if verbose:
            click.echo(f"Not all at once: {clean(done.why)}.", err=True)
        return
    if not done.files:
        tell(done.found)
        stop(REFUSED, f"{count(done.found)} in the figures; nothing was worked out.")
    found = (*done.found, *not_signed_yet_of(file, loaded, done.members, register))
    tell(found)
    if verbose:
        click.echo(f"Worked out by {said_at_once(engine)}.", err=True)
    save(folder, done.files, force=force)
    sys.exit(ERRORS if has_errors(found) else 0)


def _see_what_is_recorded(book: Path | None, as_at: date | None, *, draft: bool, new: bool) -> None:
    """See that what is recorded is as at a day, and no draft."""
    if book is None and new:
        stop(USAGE, "Which ledger? Add   --record LEDGER")
    if book is not None and as_at is None:
        stop(USAGE, "Up to which day is it paid? Add   --as-at DATE")
    if book is not None and draft:
        stop(USAGE, "A draft is not paid, so it cannot be recorded. Leave out   --draft   or   --record")


def _see_what_is_written_again(book: Path | None, form: str, *, again: int | None, new: bool) -> None:
    """See that a run that is written again is in a ledger, and is written as what is paid by."""
    if again is None:
        return
    if book is None or new:
        stop(USAGE, "Which ledger is that run in? Add   --record LEDGER   and leave out   --new-ledger")
    if form not in RUN_FORMS:
        stop(USAGE, f"What a run paid is written with --format {', '.join(RUN_FORMS)}.")


def _see_that_all_holds(found: tuple[Diagnostic, ...]) -> None:
    """Record nothing while an example or a guarantee does not hold: the scheme does not do what it says."""
    if has_errors(found):
        tell(found)
        stop(ERRORS, "Nothing was recorded, since the scheme does not do what it says.")


def _put(text: str, out: Path | None, name: str, *, force: bool) -> None:
    """Print a text, or write it to a file in a folder."""
    if out is None:
        click.echo(text, nl=False)
    else:
        save(out, {name: text.encode()}, force=force)


_ENDINGS = {"table": "txt", "json": "json", "csv": "csv"}


def _as(form: str, loaded: Compiled, outcome: Outcome, as_at: date | None) -> str:
    if form == "csv":
        return as_csv(outcome, as_at)
    if form == "json":
        return json.dumps(as_data(loaded.scheme.name, outcome, as_at), indent=2) + "\n"
    return clean(as_table(loaded.scheme.title, outcome, as_at))
