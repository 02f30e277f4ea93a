"""schemelang simulate: what would be paid if."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.cli.engines import insist_on_engine
from schemelang.cli.loading import (
    ERRORS,
    USAGE,
    count,
    figures_option,
    load_scheme,
    read_content,
    stop,
    tell,
)
from schemelang.cli.nationwide import simulate_nationwide
from schemelang.cli.saving import save
from schemelang.cli.scenarios import Question, as_they_are, worked_out
from schemelang.cli.terminal import clean
from schemelang.cli.writing import safe_name
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.table import Table
from schemelang.simulation.simulation import Simulation
from schemelang.simulation.trials import ask_of

_SET = "Change one thing in every scenario, such as care_plans=+5% or goal=80%. May be given more than once."
_VARY = "Try one thing from one end to another, such as care_plans=-10%..+10% by 5%. May be given more than once."
_SCENARIOS = "Try the scenarios of a CSV file: a row for each, and a column for each thing that changes."
_ENGINES = ["auto", "reference", "columns"]
_FORMS = ["table", "json", "csv", "html", "svg"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--set", "settings", metavar="CHANGE", multiple=True, help=_SET)
@click.option("--vary", "varyings", metavar="RANGE", multiple=True, help=_VARY)
@click.option("--draw", type=click.IntRange(1), metavar="NUMBER", help="Draw so many scenarios from what varies.")
@click.option("--seed", type=click.IntRange(0), metavar="NUMBER", help="The number that they are drawn from; else 1.")
@click.option("--scenarios", "rows", type=click.Path(path_type=Path), metavar="FILE", help=_SCENARIOS)
@click.option("--format", "form", type=click.Choice(_FORMS), default="table", help="Its form.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write it to a file in this folder.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option(
    "--engine", type=click.Choice(_ENGINES), default="auto", help="What works it out; all pay the same penny."
)
@click.option("--verbose", is_flag=True, help="Say which engine worked it out, and why.")
def simulate(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    settings: Sequence[str],
    varyings: Sequence[str],
    draw: int | None,
    seed: int | None,
    rows: Path | None,
    form: str,
    out: Path | None,
    force: bool,  # noqa: FBT001 - click gives a flag so
    engine: str,
    verbose: bool,  # noqa: FBT001 - as above
) -> None:
    """Work out what would be paid if figures, or numbers of the scheme, were others.

    A change is of a figure, of everybody or of one (reviewed=+5%, reviewed of F84016=-10), or of a number that is laid
    down in the scheme (goal=80%, £45 in frailty_payment=£50).

    With --draw, scenarios are drawn at random between the ends of what varies, for each party by itself; the same seed
    always draws the same.

    Without figures, the first worked example of the scheme is taken. Nothing is paid by it, and no file is changed.
    """
    loaded = load_scheme(file)
    _refuse_what_does_not_go_together(settings, varyings, draw=draw, seed=seed, rows=rows)
    insist_on_engine(engine)
    question = Question(
        settings=settings,
        varyings=varyings,
        draw=draw,
        seed=1 if seed is None else seed,
        table=None if rows is None else _table(rows),
    )
    simulated = simulate_nationwide(engine, loaded, paths, question, verbose=verbose)
    if simulated is None:
        now = as_they_are(loaded, paths)
        asked, wrong = question.read(ask_of(loaded.scheme, loaded.graph, now.figures, now.origin).world)
        if asked is None:
            tell(wrong)
            stop(USAGE, f"{count(wrong)} in what was asked; nothing was worked out.")
        simulated = worked_out(engine, loaded, now, asked, verbose=verbose)
    simulation, found = simulated
    texts = {form: _as(form, simulation)}
    if out is None:
        click.echo(texts[form], nl=False)
    else:
        texts |= {"csv": _as("csv", simulation)} if form == "svg" else {}  # the numbers of a picture stand beside it
        name = f"{safe_name(loaded.scheme.name)}-what-if"
        save(out, {f"{name}.{_ENDINGS.get(each, each)}": text.encode() for each, text in texts.items()}, force=force)
    tell(found)
    sys.exit(ERRORS if has_errors(found) else 0)


_ENDINGS = {"table": "txt"}


def _refuse_what_does_not_go_together(
    settings: Sequence[str], varyings: Sequence[str], *, draw: int | None, seed: int | None, rows: Path | None
) -> None:
    if not settings and not varyings and rows is None:
        stop(USAGE, 'What if what? Add   --set "FIGURE=+5%"   or   --vary "FIGURE=-10%..+10% by 5%"')
    if rows is not None and varyings:
        stop(USAGE, "The scenarios are those of the file, or those of --vary. Leave out   --vary   or   --scenarios")
    if draw is not None and not varyings:
        stop(USAGE, '--draw draws from what varies. Add   --vary "FIGURE=-10%..+10%"')
    if seed is not None and draw is None:
        stop(USAGE, "--seed is for scenarios that are drawn. Add   --draw 1000")


def _table(path: Path) -> Table:
    """Read a table of scenarios, or say what is wrong with it and stop."""
    from schemelang.figures.csv_text import read_csv

    content = read_content(path)
    table, found = (None, (content,)) if isinstance(content, Diagnostic) else read_csv(path.name, content)
    tell(found)
    if table is None:
        stop(USAGE, f"{count(found)} in the table of scenarios; nothing was worked out.")
    return table


def _as(form: str, simulation: Simulation) -> str:  # each form is read only when it is asked for
    if form == "json":
        from schemelang.simulation.data import as_data

        return json.dumps(as_data(simulation), indent=2) + "\n"
    if form == "csv":
        from schemelang.simulation.table import as_csv

        return as_csv(simulation)
    if form == "html":
        from schemelang.document.html import as_html
        from schemelang.simulation.page import as_page

        return as_html(as_page(simulation))
    if form == "svg":
        from schemelang.simulation.pictures import spread_picture
        from schemelang.simulation.svg import as_svg

        return as_svg(spread_picture(simulation))
    from schemelang.simulation.text import as_text

    return clean(as_text(simulation))
