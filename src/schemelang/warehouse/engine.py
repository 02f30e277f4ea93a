"""What an engine does for a script, and what supplies a script with figures."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from schemelang.warehouse.dialect import Dialect, Wide
from schemelang.warehouse.script import Loaded, Script

Numbers = Sequence[int | None]
Texts = Sequence[str]
Column = tuple[Wide | Literal["STRING"], Numbers | Texts]
"""The type of a column, and what it holds."""

Columns = Mapping[str, Column]


class TooWide(Exception):  # noqa: N818 - a sign from an engine to what runs it
    """A number is wider than its column, which the ends of its step exclude."""


class Fetched(Protocol):
    """A table of Arrow."""

    def column(self, number: int, /) -> object:
        """Return one of its columns."""


class Engine(Protocol):
    """Where tables are made."""

    dialect: Dialect

    def load(self, table: str, columns: Columns) -> None:
        """Make a table of what is given."""

    def open(self, table: str, path: str) -> None:
        """Give a file of Parquet the name of a table, without reading it yet."""

    def show(self, table: str, query: str) -> None:
        """Give a selection that costs nothing the name of a table."""

    def make(self, table: str, query: str) -> None:
        """Make a table by a selection."""

    def drop(self, table: str) -> None:
        """Let a table go that was made."""

    def ask(self, query: str) -> str | int | None:
        """Return the first cell of a selection; nothing where it has no row."""

    def read(self, table: str, names: Sequence[str], order: Sequence[str]) -> Sequence[Sequence[int]]:
        """Return rows of some columns of a table, in the order of some others."""

    def fetch(self, table: str, names: Sequence[str], order: Sequence[str]) -> Fetched:
        """Return some columns of a table, in the order of some others, as a table of Arrow."""


class Supply(Protocol):
    """What supplies a script: figures in memory, or files that the engine reads itself."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many parties there are of each level."""

    def groups(self, level: str, coarser: str) -> Numbers:
        """Return for each party of a level the number of its group of another, if it is in one."""

    def give(self, loaded: Loaded, script: Script, engine: Engine) -> None:
        """Make a table of what is given, once the tables of parties and periods are there."""
