"""DuckDB, embedded: a database in memory, gone when it is closed. This is the only module that knows it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import duckdb

from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.dialect import DUCKDB, Dialect
from schemelang.warehouse.engine import Columns, Fetched, TooWide

_NAME = "DuckDB"


class Duck:
    """A database of one run, in memory; what it has no room for lies in a folder of its own until the run ends."""

    dialect: Dialect = DUCKDB

    def __init__(self) -> None:
        """Open a database that nobody else sees."""
        self._spare = TemporaryDirectory(prefix="schemelang-")
        self._database = duckdb.connect(":memory:", config={"temp_directory": self._spare.name})

    def __enter__(self) -> Self:
        """Give the database to a run."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the database go."""
        self._database.close()
        self._spare.cleanup()

    def load(self, table: str, columns: Columns) -> None:
        """Make a table of what is given."""
        taken = ", ".join(
            f"unnest(CAST(? AS {width}[])) AS {DUCKDB.quoted(name)}" for name, (width, _) in columns.items()
        )
        self._do(f"CREATE TEMPORARY TABLE {table} AS SELECT {taken}", [list(values) for _, values in columns.values()])

    def open(self, table: str, path: str) -> None:
        """Give a file of Parquet the name of a table, without reading it yet."""
        # A path is a pattern to DuckDB, and a folder called one=other a column of what is in it.
        plain = re.sub(r"([*?\[])", r"[\1]", path).replace("'", "''")
        self.show(table, f"SELECT * FROM read_parquet('{plain}', hive_partitioning = false)")  # noqa: S608 - quoted

    def show(self, table: str, query: str) -> None:
        """Give a selection that costs nothing the name of a table."""
        self._do(f"CREATE TEMPORARY VIEW {table} AS {query}")

    def make(self, table: str, query: str) -> None:
        """Make a table by a selection."""
        self._do(f"CREATE TEMPORARY TABLE {table} AS {query}")

    def drop(self, table: str) -> None:
        """Let a table go that was made."""
        self._do(f"DROP TABLE {table}")

    def read(self, table: str, names: Sequence[str], order: Sequence[str]) -> list[tuple[int, ...]]:
        """Return rows of some columns of a table, in the order of some others."""
        columns, by = (", ".join(map(DUCKDB.quoted, each)) for each in (names, order))
        return self._do(f"SELECT {columns} FROM {table} ORDER BY {by}").fetchall()  # noqa: S608 - quoted

    def ask(self, query: str) -> str | int | None:
        """Return the first cell of a selection; nothing where it has no row."""
        row = self._do(query).fetchone()
        return None if row is None else row[0]

    def fetch(self, table: str, names: Sequence[str], order: Sequence[str]) -> Fetched:
        """Return some columns of a table, in the order of some others, as a table of Arrow."""
        columns, by = (", ".join(map(DUCKDB.quoted, each)) for each in (names, order))
        query = f"SELECT {columns} FROM {table} ORDER BY {by}"  # noqa: S608 - quoted
        with _told():
            table_of_arrow: Fetched = self._database.sql(query).to_arrow_table()
        return table_of_arrow

    def _do(self, query: str, values: Sequence[object] = ()) -> duckdb.DuckDBPyConnection:
        with _told():
            return self._database.execute(query, values or None)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the database says of an error into ours."""
    try:
        yield
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise TooWide(_first_line(error)) from error
    except duckdb.Error as error:
        raise EngineFailed(_NAME, _first_line(error)) from error


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
