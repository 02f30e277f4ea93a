"""schemelang ledger: what was paid, by which run, and why."""

from datetime import date
from pathlib import Path

import click

from schemelang.accounts.asked import close as close_period
from schemelang.accounts.asked import decide as decide_dispute
from schemelang.accounts.asked import dispute as open_dispute
from schemelang.accounts.entry import Closed, Decision, Dispute, Run
from schemelang.accounts.explained import explain_run
from schemelang.accounts.table import as_csv
from schemelang.accounts.text import as_entries, as_overview, fingerprint, of_party, of_run, say_head
from schemelang.cli import clock
from schemelang.cli.loading import NOT_AS_SIGNED, USAGE, Day, stop
from schemelang.cli.recording import add_one, load_ledger
from schemelang.cli.terminal import clean
from schemelang.integrity.register import is_plain
from schemelang.plaintext import reveal

_LEDGER = click.argument("ledger", type=click.Path(path_type=Path))
_BY = click.option("--by", metavar="NAME", required=True, help="Who says so.")
_ONE_LINE, _LONGEST = 200, 2000


@click.group()
def ledger() -> None:
    """Look at a ledger of what was paid, close a period, and keep disputes with their decisions.

    A run is recorded with   schemelang evaluate --record
    """


@ledger.command()
@_LEDGER
@click.option("--stood-at", metavar="TEXT", help="An entry and its digits, as written down earlier: 12: 3f2a 90cd …")
def verify(ledger: Path, stood_at: str | None) -> None:
    """Say whether a ledger is what was written, entry by entry.

    Each entry is bound to all before it. What was cut off at the end can be told only from what was written down
    elsewhere: the entry at which the ledger stood, and its digits.
    """
    found = load_ledger(ledger)
    if stood_at is not None:
        number, _, digits = stood_at.removeprefix("The ledger stands at entry ").partition(":")
        entry = next((each for each in found.entries if str(each.number) == number.strip()), None)
        if entry is None or fingerprint(entry.sha256) != " ".join(digits.split()):
            stop(NOT_AS_SIGNED, clean(f"It is not the ledger that stood at {stood_at}."))
    click.echo(f"Every entry is what was written. {say_head(found)}")


@ledger.command()
@_LEDGER
@click.option("--run", "run", type=int, metavar="N", help="Every entry of this run.")
@click.option("--party", metavar="CODE", help="Every entry about this party or group.")
@click.option("--all", "everything", is_flag=True, help="Every entry.")
@click.option("--format", "form", type=click.Choice(["text", "csv"]), default="text", help="Its form.")
def show(ledger: Path, run: int | None, party: str | None, everything: bool, form: str) -> None:  # noqa: FBT001 - click gives a flag so
    """Show the runs, closed periods and disputes of a ledger; or the entries of a run, of a party, or all.

    As CSV it is every payment, recovery, adjustment and note among them, for a spreadsheet.
    """
    found = load_ledger(ledger)
    everything = everything or form == "csv"
    if run is None and party is None and not everything:
        click.echo(clean(as_overview(found)), nl=False)
        return
    entries = found.entries if run is None else of_run(found, run)
    if not entries and run is not None:
        stop(USAGE, f"There is no run {run} in it.")
    if party is not None:
        about = of_party(found, party)
        entries = tuple(each for each in entries if each in about)
        if not entries:
            stop(USAGE, clean(f"Nothing is recorded for {party}."))
    click.echo(as_csv(entries) if form == "csv" else clean(as_entries(found, entries)), nl=False)


@ledger.command()
@_LEDGER
@click.option("--run", "run", type=int, metavar="N", help="Explain this run instead of the last.")
@click.option("--party", metavar="CODE", help="Explain it for this party or group alone.")
def explain(ledger: Path, run: int | None, party: str | None) -> None:
    """Explain to the penny what a run moves beyond those before it: what falls due, what is put right, and why."""
    found = load_ledger(ledger)
    runs = [each.run for _, each in found.each(Run)]
    if not runs or (run is not None and run not in runs):
        stop(USAGE, "No run is recorded in it yet." if not runs else f"There is no run {run} in it.")
    if party is not None and not of_party(found, party):
        stop(USAGE, clean(f"Nothing is recorded for {party}."))
    click.echo(clean(explain_run(found, run or runs[-1], party)), nl=False)


@ledger.command()
@_LEDGER
@click.option("--to", type=Day(), metavar="DATE", required=True, help="The last day that is closed.")
@_BY
def close(ledger: Path, to: date, by: str) -> None:
    """Close everything up to a day. What is put right later is dated in the time that is open, and says so."""
    see_words(by)
    path = str(ledger)
    now = add_one(ledger, lambda found: close_period(path, found, Closed(at=clock.now(), to=to, by=by)))
    click.echo(say_head(now))


@ledger.command()
@_LEDGER
@click.option("--entry", type=int, metavar="N", help="The payment that is disputed, by its entry.")
@click.option("--party", metavar="CODE", help="The party or group that disputes all that it is paid.")
@click.option(
    "--meanwhile", type=click.Choice(["hold", "pay"]), required=True, help="What is done until it is decided."
)
@_BY
@click.option("--text", metavar="TEXT", required=True, help="What the dispute is about.")
def dispute(  # noqa: PLR0913, PLR0917 - an argument for each option
    ledger: Path, entry: int | None, party: str | None, meanwhile: str, by: str, text: str
) -> None:
    """Say that a payment, or all that a party is paid, is disputed, and whether it is paid meanwhile."""
    if (entry is None) == (party is None):
        stop(USAGE, "What is disputed? Give   --entry N   or   --party CODE")
    see_words(by, text)
    asked = Dispute(
        at=clock.now(),
        entry=entry,
        party=party or "",
        by=by,
        text=text,
        meanwhile="hold" if meanwhile == "hold" else "pay",
    )
    now = add_one(ledger, lambda found: open_dispute(str(ledger), found, asked))
    click.echo(f"It is dispute {len(now.entries)}. {say_head(now)}")


@ledger.command()
@_LEDGER
@click.argument("number", type=int, metavar="DISPUTE")
@click.option("--on", type=Day(), metavar="DATE", required=True, help="The day of the decision.")
@_BY
@click.option("--text", metavar="TEXT", required=True, help="What was decided.")
def decide(ledger: Path, number: int, on: date, by: str, text: str) -> None:
    """Say how a dispute was decided. The next run then moves what it held."""
    see_words(by, text)
    at = clock.now()
    asked = Decision(at=at, dispute=number, on=on, by=by, text=text)
    today = date.fromisoformat(at[:10])
    now = add_one(ledger, lambda found: decide_dispute(str(ledger), found, asked, today))
    click.echo(say_head(now))


def see_words(*words: str) -> None:
    """See that what stands in a ledger for good can be read in one line."""
    for each in words:
        if not is_plain(each[:_ONE_LINE]) or reveal(each) != each or len(each) > _LONGEST:
            stop(USAGE, "A name or a text begins with a letter or a digit, hides nothing, and is one line.")
