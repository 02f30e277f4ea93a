"""DuckDB, embedded: a database in memory, gone when it is closed. This is the only module that knows it."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import duckdb

from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.dialect import DUCKDB, Dialect
from schemelang.warehouse.run import Columns, TooWide

_NAME = "DuckDB"


class Duck:
    """A database of one run."""

    dialect: Dialect = DUCKDB

    def __init__(self) -> None:
        """Open a database that nobody else sees."""
        self._database = duckdb.connect(":memory:")

    def __enter__(self) -> Self:
        """Give the database to a run."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the database go."""
        self._database.close()

    def load(self, table: str, columns: Columns) -> None:
        """Make a table of what is given."""
        taken = ", ".join(f"unnest(CAST(? AS {width}[])) AS {_quoted(name)}" for name, (width, _) in columns.items())
        self._do(f"CREATE TEMPORARY TABLE {table} AS SELECT {taken}", [list(values) for _, values in columns.values()])

    def show(self, table: str, query: str) -> None:
        """Give a selection that costs nothing the name of a table."""
        self._do(f"CREATE TEMPORARY VIEW {table} AS {query}")

    def make(self, table: str, query: str) -> None:
        """Make a table by a selection."""
        self._do(f"CREATE TEMPORARY TABLE {table} AS {query}")

    def read(self, table: str, names: Sequence[str], order: Sequence[str]) -> list[tuple[int, ...]]:
        """Return rows of some columns of a table, in the order of some others."""
        columns, by = (", ".join(map(_quoted, each)) for each in (names, order))
        return self._do(f"SELECT {columns} FROM {table} ORDER BY {by}").fetchall()  # noqa: S608 - quoted

    def _do(self, query: str, values: Sequence[object] = ()) -> duckdb.DuckDBPyConnection:
        try:
            return self._database.execute(query, values or None)
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
            raise TooWide(_first_line(error)) from error
        except duckdb.Error as error:
            raise EngineFailed(_NAME, _first_line(error)) from error


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
