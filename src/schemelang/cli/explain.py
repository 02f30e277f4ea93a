"""schemelang explain: why a party is paid what it is paid."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from schemelang.cli.explaining import MOST, in_words, paid_by_name, payments_explained, payments_of
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import (
    REFUSED,
    USAGE,
    count,
    figures_option,
    load_figures,
    load_scheme,
    named_files,
    stop,
    tell,
)
from schemelang.cli.terminal import clean
from schemelang.dates import Period
from schemelang.explanation.explanation import Explanation
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleId
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.over_time import periods_by_rule


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("party")
@click.argument("name", required=False)
@figures_option
@click.option("--run", type=click.Path(path_type=Path), metavar="DIR", help="The run to explain, of these figures.")
@click.option("--period", metavar="PERIOD", help="Of what NAME names, that of one period alone: --period 'April 2025'.")
@click.option("--all", "whole", is_flag=True, help="Tell everything, however long it is.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the result.")
def explain(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    party: str,
    name: str | None,
    paths: Sequence[Path],
    run: Path | None,
    period: str | None,
    whole: bool,  # noqa: FBT001 - a flag of the command line
    form: str,
) -> None:
    """Explain what a party is paid, step by step, down to the cell that each figure came from.

    PARTY is a code or a name. NAME is a payment, or anything else that has a value: an indicator, a target, a value.
    Without it, everything that the party is paid is explained. Without figures, the worked example in which the party
    appears is explained.

    What is too long to be read is told down to where more would follow. JSON goes on to the end, and so does
    text with --all.

    With --run, of a folder that evaluate --format parquet wrote, only the figures of the party's own group are read;
    it is worked out again, and must come to what was written.
    """
    loaded = load_scheme(file)
    when = _see_name(loaded, name, period)
    outcome = _worked_out(loaded, paths, party) if run is None else _worked_out_again(loaded, paths, party, run)
    code = party if party in paid_by_name(loaded) else find_party(outcome.figures, party)
    most = None if whole or form == "json" else MOST
    if form == "json" and (name is None or name in payments_of(loaded)):
        _print_data(payments_explained(outcome, code, name, when, most))
    elif form == "json":
        stop(USAGE, f"{name} is no payment: only payments are explained as JSON.")
    else:
        text = in_words(loaded, outcome, code, name, when, most)
        if not text and name is not None and name not in payments_of(loaded):
            _finer(loaded, name, code)
        click.echo(text, nl=False)


def _print_data(explanations: Sequence[Explanation]) -> None:
    import json

    from schemelang.explanation.data import as_data

    click.echo(json.dumps(as_data(explanations), indent=2))


def _finer(loaded: Compiled, name: str, code: str) -> NoReturn:
    level = loaded.graph.by_id[RuleId(name)].level
    stop(USAGE, f"{name} is of each {level}, and {clean(code)} is none: name a {level}.")


def _see_name(loaded: Compiled, name: str | None, period: str | None) -> Period | None:
    """See that what is to be explained is there, and return the period that is named."""
    graph, payments = loaded.graph, payments_of(loaded)
    if name is not None and RuleId(name) not in graph.by_id:
        near = get_close_matches(name, [rule.id.owner for rule in graph.rules if rule.id == RuleId(rule.id.owner)], n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        stop(USAGE, f'This scheme has no "{clean(name)}".{meant} Its payments are: {", ".join(payments)}')
    if period is None:
        return None
    if name is None:
        stop(USAGE, f"Of what is that period? Name it:   schemelang explain FILE PARTY NAME --period '{clean(period)}'")
    parts = [part.period for part in graph.due if part.payment == name]
    there = parts if name in payments else periods_by_rule(graph)[RuleId(name)]
    named = {each.name.casefold(): each for each in there if each is not None}
    if period.casefold() not in named:
        its = f"its periods are {', '.join(each.name for each in named.values())}" if named else "it has no periods"
        stop(USAGE, f'{name} is not of "{clean(period)}": {its}.')
    return named[period.casefold()]


def _worked_out_again(loaded: Compiled, paths: Sequence[Path], party: str, run: Path) -> Outcome:
    if not paths:
        stop(USAGE, "Of which figures is that run? Add   --figures PATH")
    from schemelang.cli.tables import insist_on_tables

    insist_on_tables(run)
    from schemelang.cli.again import Left, NotAgain, worked_out_again

    left = Left(find_party, partial(load_figures, paths, loaded.scheme), partial(click.echo, err=True))
    try:
        return worked_out_again(loaded, named_files(paths), run, party, left)[0]
    except NotAgain as problem:
        tell(problem.found)
        stop(REFUSED, problem.why or f"{count(problem.found)} in the figures; nothing was worked out.")


def _worked_out(loaded: Compiled, paths: Sequence[Path], party: str) -> Outcome:
    if paths:
        from schemelang.outcome.from_graph import evaluate as evaluate_graph

        return evaluate_graph(loaded.graph, load_figures(paths, loaded.scheme))[0]
    from schemelang.outcome.examples import run_examples  # only without figures

    for run in run_examples(loaded.scheme, loaded.graph):
        known = () if run.outcome is None else run.outcome.figures.members
        there = party in paid_by_name(loaded) or any(party in (each.code, each.name) for each in known)
        if run.outcome is not None and there:
            return run.outcome
    return stop(USAGE, f'No worked example has a party "{party}". Add   --figures FILE   to look in your own figures.')


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
