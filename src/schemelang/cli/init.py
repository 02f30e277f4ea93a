"""The command that begins a scheme from one that is near to what is wanted."""

import re
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

import click

from schemelang.cli.saving import save

_WRITTEN_FOR = 2026
_YEAR = re.compile(r"20[0-9]{2}/[0-9]{2}")
_DATED = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (20[0-9]{2})\b"
)
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_NAMED = re.compile(r"^scheme \w+", re.MULTILINE)
_APRIL = 4


def _starts() -> dict[str, Traversable]:
    """Return the schemes to begin from, by their names."""
    folder = files("schemelang").joinpath("cli", "starts")
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".scheme"): entry for entry in found if entry.name.endswith(".scheme")}


def _about(start: Traversable) -> str:
    """Return what a scheme to begin from is for: its first line."""
    return start.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


@click.command(epilog="Without --like, the schemes to begin from are listed and nothing is written.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--like", metavar="NAME", help="The scheme to begin from.")
@click.option("--year", metavar="YEAR", help="The financial year it runs, such as 2027/28; else the next to begin.")
def init(file: Path | None, like: str | None, year: str | None) -> None:
    """Begin a scheme from one that is near to what you want.

    The file that is written is a whole scheme, a draft, with worked examples: check it, then change it.
    A file that is there already is left alone.
    """
    starts = _starts()
    if file is None or like is None:
        _list(starts)
        return
    start = starts.get(like.replace("-", "_"))
    if start is None:
        _misused(f'There is no "{like}" to begin from. There are: {", ".join(starts)}.')
    if file.suffix != ".scheme":
        _misused(f"The name of a scheme ends in .scheme: {file.with_suffix('.scheme')}")
    text = _renamed(_moved(start.read_text(encoding="utf-8"), _first_year(year)), file.stem)
    save(file.parent, {file.name: text.encode()}, force=False)
    click.echo(f"Next: schemelang check {file}")


def _misused(words: str) -> NoReturn:
    raise click.UsageError(words)


def _list(starts: dict[str, Traversable]) -> None:
    """List the schemes to begin from, each with what it is for."""
    width = max(len(name) for name in starts)
    for name, start in starts.items():
        about = _about(start).partition(": ")[2]
        click.echo(f"{name.ljust(width)}  {about}")
    click.echo("\nTo begin: schemelang init FILE.scheme --like NAME")


def _first_year(year: str | None) -> int:
    """Return the year in which a financial year begins: the one named, or the next to begin."""
    if year is None:
        today = date.today()  # noqa: DTZ011 - days only, and the clock of the person at the keyboard
        return today.year + (today.month >= _APRIL)
    begins = int(year[:4]) if _YEAR.fullmatch(year) else 0
    if f"{begins}/{(begins + 1) % 100:02d}" != year:
        _misused(f'"{year}" is no financial year. Write it as 2027/28.')
    return begins


def _moved(text: str, first: int) -> str:
    """Move every date of a scheme to another year."""
    return _DATED.sub(lambda found: f"{found[1]} {int(found[2]) + first - _WRITTEN_FOR}", text)


def _renamed(text: str, stem: str) -> str:
    """Name a scheme after its file, as far as the file's name can be a name."""
    from schemelang.model.names import may_not_be_a_name

    words = [word for word in _NOT_IN_A_NAME.split(stem.lower()) if word]
    name = "_".join(words)
    if not name[:1].isalpha() or may_not_be_a_name(name):
        name = f"my_{name}" if name else "my_scheme"
    return _NAMED.sub(f"scheme {name}", text, count=1)
