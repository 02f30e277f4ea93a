"""Putting results into files, and saying so."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from schemelang.cli.loading import REFUSED, stop
from schemelang.cli.writing import WriteProblem, write_all

_WORDS = {
    "exists": "{path} is there already and is left as it was. Add --force to write over it.",
    "locked": "{path} is open in another program. Close it{again}.",
    "not writable": "{path} cannot be written. Choose another folder with --out.",
    "not a folder": "{path} is not a folder. Choose another with --out.",
    "bad name": "{path} is not a name that a file can have.",
}


def save(folder: Path, files: Mapping[str, bytes], *, force: bool, private: bool = False, besides: str = "") -> None:
    """Write all files or none, and name those that were written; where that fails, say why and stop with 3.

    What is said `besides` stands after why, and says what to do instead of running again.
    """
    put(folder, files, force=force, private=private, besides=besides)
    for name in files:
        click.echo(f"Written: {folder / name}")


def see_that_free(folder: Path, names: Iterable[str]) -> None:
    """Stop with 3 where a file is there already, before anything is done that is told of in it."""
    for name in names:
        if (folder / name).exists():
            stop(REFUSED, _WORDS["exists"].format(path=folder / name))


def put(folder: Path, files: Mapping[str, bytes], *, force: bool, private: bool = False, besides: str = "") -> None:
    """Write all files or none; where that fails, say why and stop with 3.

    What is said `besides` stands after why, and says what to do instead of running again.
    """
    problem = write_all(folder, files, force=force, private=private)
    if isinstance(problem, WriteProblem):
        words = _WORDS[problem.trouble].format(path=problem.path, again="" if besides else " and run again")
        stop(REFUSED, f"{words}\n{besides}" if besides else words)
