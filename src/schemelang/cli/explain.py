"""schemelang explain: why a party is paid what it is paid."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import USAGE, figures_option, load_figures, load_scheme, stop
from schemelang.cli.terminal import clean
from schemelang.explanation.data import as_data
from schemelang.explanation.from_outcome import counted_with, explain_party
from schemelang.explanation.text import as_text
from schemelang.figures.figures import Figures
from schemelang.model.model import Payment
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate as evaluate_graph
from schemelang.outcome.outcome import Outcome


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("party")
@click.argument("payment", required=False)
@figures_option
@click.option("--run", type=click.Path(path_type=Path), metavar="DIR", help="The run to explain, of these figures.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the result.")
def explain(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path, party: str, payment: str | None, paths: Sequence[Path], run: Path | None, form: str
) -> None:
    """Explain what a party is paid, step by step, down to the cell that each figure came from.

    PARTY is a code or a name. Without figures, the worked example in which the party appears is explained.

    With --run, of a folder that evaluate --format parquet wrote, only the figures of the party's own group are read;
    it is worked out again, and must come to what was written.
    """
    loaded = load_scheme(file)
    _see_payment(loaded, payment)
    outcome = _worked_out(loaded, paths, party) if run is None else _worked_out_again(loaded, paths, party, run)
    code = party if party in _paid_by_name(loaded) else find_party(outcome.figures, party)
    explanations = explain_party(outcome, code, payment)
    if form == "json":
        click.echo(json.dumps(as_data(explanations), indent=2))
    else:
        click.echo(clean(as_text(explanations) or counted_with(outcome, code)), nl=False)


def _see_payment(loaded: Compiled, payment: str | None) -> None:
    names = [block.name for block in loaded.scheme.blocks if isinstance(block, Payment)]
    if payment is not None and payment not in names:
        stop(USAGE, f'This scheme has no payment "{payment}". Its payments are: {", ".join(names)}')


def _worked_out_again(loaded: Compiled, paths: Sequence[Path], party: str, run: Path) -> Outcome:
    if not paths:
        stop(USAGE, "Of which figures is that run? Add   --figures PATH")
    from schemelang.cli.tables import insist_on_tables

    insist_on_tables(run)
    from schemelang.cli.again import worked_out_again  # numpy and pyarrow with it

    return worked_out_again(loaded, paths, run, party, find_party)


def _worked_out(loaded: Compiled, paths: Sequence[Path], party: str) -> Outcome:
    if paths:
        return evaluate_graph(loaded.graph, load_figures(paths, loaded.scheme))[0]
    for run in run_examples(loaded.scheme, loaded.graph):
        known = () if run.outcome is None else run.outcome.figures.members
        there = party in _paid_by_name(loaded) or any(party in (each.code, each.name) for each in known)
        if run.outcome is not None and there:
            return run.outcome
    return stop(USAGE, f'No worked example has a party "{party}". Add   --figures FILE   to look in your own figures.')


def _paid_by_name(loaded: Compiled) -> frozenset[str]:
    """Return the parties that payments name."""
    return frozenset(part.payee for part in loaded.graph.due if part.payee is not None)


def find_party(figures: Figures, wanted: str) -> str:
    """Return the code of a party by its code or its name, or stop with what was probably meant."""
    for member in figures.members:
        if wanted.lower() == member.code.lower():
            return member.code
    named = [member for member in figures.members if wanted.lower() == member.name.lower()]
    if len(named) == 1:
        return named[0].code
    return stop(USAGE, _no_party(figures, wanted, [member.code for member in named]))


def _no_party(figures: Figures, wanted: str, several: list[str]) -> str:
    if several:
        return f'More than one party is called "{wanted}": use a code, {" or ".join(several)}.'
    known = {word.lower(): member.code for member in figures.members for word in (member.code, member.name)}
    near = get_close_matches(wanted.lower(), list(known), n=1)
    meant = f" Did you mean {known[near[0]]}?" if near else ""
    return f'There is no party "{wanted}" in these figures.{meant}'
