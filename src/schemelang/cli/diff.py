"""schemelang diff: what is different between two schemes, in words and in money."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.cli.loading import ERRORS, REFUSED, figures_option, load_scheme, load_tables, stop, tell
from schemelang.cli.saving import save
from schemelang.cli.terminal import clean
from schemelang.cli.writing import safe_name
from schemelang.comparison.comparison import Comparison, Side, Unfit
from schemelang.comparison.from_schemes import compare
from schemelang.diagnostic import has_errors


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@figures_option
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="Its form.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write it to a file in this folder.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def diff(  # noqa: PLR0913, PLR0917 - an argument for each option
    old: Path,
    new: Path,
    paths: Sequence[Path],
    form: str,
    out: Path | None,
    force: bool,  # noqa: FBT001 - click gives a flag so
) -> None:
    """Compare two schemes: which clauses change, who gains and who loses, and what is no longer proved.

    Money is compared on the figures given, last year's for example, and without any on the worked examples
    of the schemes themselves.

    A difference is no error: it exits with 0 whether there is one or not. It exits with 1 if there is an error
    in either scheme, such as an example that does not hold, and with 3 if the figures do not fit both schemes;
    what can be compared is compared all the same.
    """
    before, now = _side(old), _side(new)
    tables = load_tables(paths, (before.scheme, now.scheme))
    compared = compare(before, now, tables)
    comparison, found = compared.comparison, compared.found
    text = _as(form, comparison)
    if out is None:
        click.echo(text, nl=False)
    else:
        name = f"{safe_name(before.scheme.name)}-to-{safe_name(now.scheme.name)}.{_ENDINGS[form]}"
        save(out, {name: text.encode()}, force=force)
    tell(found)
    if any(isinstance(each, Unfit) and each.origin == "figures" for each in comparison.money):
        stop(REFUSED, "The figures do not fit both schemes; money was not compared.")
    sys.exit(ERRORS if has_errors(found) else 0)


_ENDINGS = {"text": "txt", "json": "json", "html": "html"}


def _side(path: Path) -> Side:
    loaded = load_scheme(path)
    return Side(name=str(path), scheme=loaded.scheme, graph=loaded.graph)


def _as(form: str, comparison: Comparison) -> str:
    if form == "json":
        from schemelang.comparison.data import as_data  # only in the form that is asked for

        return json.dumps(as_data(comparison), indent=2) + "\n"
    if form == "html":
        from schemelang.comparison.page import as_page  # only in the form that is asked for
        from schemelang.document.html import as_html

        return as_html(as_page(comparison))
    from schemelang.comparison.text import as_text  # only in the form that is asked for

    return clean(as_text(comparison))
