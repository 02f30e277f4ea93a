"""schemelang graph: the rules a scheme becomes."""

from pathlib import Path

import click

from schemelang.cli.loading import holidays_option, load_scheme
from schemelang.graph.dump import as_dot, as_mermaid, as_text

_FORMS = {"text": as_text, "mermaid": as_mermaid, "dot": as_dot}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@holidays_option
@click.option("--format", "form", type=click.Choice(list(_FORMS)), default="text", help="How the rules are printed.")
def graph(file: Path, form: str) -> None:
    """Print the rules that a scheme becomes, needs first."""
    click.echo(_FORMS[form](load_scheme(file).graph), nl=False)
