"""Spark, in ANSI mode, so that a number that is too wide is an error. This is the only module that knows it.

Without a Spark of one's own it runs in a process beside ours that is spoken to over the loopback alone, with two
threads. It needs Java 17 or newer.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import frozen
from py4j.protocol import Py4JError
from pyspark.errors import ArithmeticException, PySparkException
from pyspark.sql import Row, SparkSession

from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.dialect import SPARK, Dialect
from schemelang.warehouse.engine import Columns, Fetched, TooWide

_NAME = "Spark"
_NO_JAVA = "it could not be started; it needs Java 17 or newer, which Debian has as openjdk-17-jre-headless"
_STDERR = 2
_MASTER = re.compile(r"^\s*spark\.master\s*[=\s]\s*(\S+)", re.MULTILINE)
_ANSI = "spark.sql.ansi.enabled"
_ALWAYS = {
    _ANSI: "true",
    # Without this a file cannot be opened in which any column has moments to the nanosecond.
    "spark.sql.legacy.parquet.nanosAsLong": "true",
}
_SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    # Of few rows, time goes into starting tasks and compiling code for them.
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
}


@frozen
class Where:
    """Where Spark runs: a server that is asked to, or a master, as Spark calls it; or beside us, where none is said."""

    server: str | None = None
    master: str | None = None


def where_of(environment: Mapping[str, str]) -> Where:
    """Read where Spark is to run, from where every program that uses Spark reads it."""
    server = environment.get("SPARK_REMOTE")
    if server:
        return Where(server=server)
    home = environment.get("SPARK_HOME")
    folder = environment.get("SPARK_CONF_DIR") or (home and str(Path(home, "conf")))
    path = Path(folder, "spark-defaults.conf") if folder else None
    said = _MASTER.findall(path.read_text(encoding="utf-8")) if path and path.is_file() else []
    return Where(master=said[-1] if said else environment.get("MASTER") or None)


class Spark:
    """A session of one run or of several; tables of the same name take each other's place."""

    dialect: Dialect = SPARK

    def __init__(self, where: Where) -> None:
        """Start a session."""
        logging.getLogger("SQLQueryContextLogger").disabled = True  # it prints each error a second time
        with as_file(files(__package__) / "quiet.properties") as quiet, _silence():
            try:
                self._session = _builder(where, quiet).getOrCreate()
                exact = self._session.conf.get(_ANSI)
            except (PySparkException, Py4JError, ImportError, OSError) as error:
                raise EngineFailed(_NAME, _not_started(where, error)) from error
        if exact != "true":
            raise EngineFailed(_NAME, f"there {_ANSI} is {exact}, so that a number too wide would be no error")

    def __enter__(self) -> Self:
        """Give the session to a run."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the session."""
        self._session.stop()

    def load(self, table: str, columns: Columns) -> None:
        """Make a table of what is given."""
        schema = ", ".join(f"{SPARK.quoted(name)} {width}" for name, (width, _) in columns.items())
        rows = list(zip(*(values for _, values in columns.values()), strict=True))
        with _told():
            self._session.createDataFrame(rows, schema).createOrReplaceTempView(table)

    def open(self, table: str, path: str) -> None:
        """Give a file of Parquet the name of a table, without reading it yet."""
        plain = re.sub(r"([*?\[\]{}\\])", r"\\\1", str(Path(path).absolute()))  # a path is a pattern to Spark
        with _told():
            self._session.read.parquet(f"file:{plain}").createOrReplaceTempView(table)

    def show(self, table: str, query: str) -> None:
        """Give a selection that costs nothing the name of a table."""
        with _told():
            self._session.sql(query).createOrReplaceTempView(table)

    def make(self, table: str, query: str) -> None:
        """Make a table by a selection, at once, so that what rests on it does not work it out again."""
        with _told():
            self._session.sql(query).localCheckpoint().createOrReplaceTempView(table)

    def drop(self, table: str) -> None:
        """Let a table go that was made."""
        with _told():
            self._session.catalog.dropTempView(table)

    def read(self, table: str, names: Sequence[str], order: Sequence[str]) -> list[Row]:
        """Return rows of some columns of a table, in the order of some others."""
        columns, by = (", ".join(map(SPARK.quoted, each)) for each in (names, order))
        with _told():
            return self._session.sql(f"SELECT {columns} FROM {table} ORDER BY {by}").collect()  # noqa: S608 - quoted

    def ask(self, query: str) -> str | int | None:
        """Return the first cell of a selection; nothing where it has no row."""
        with _told():
            row = self._session.sql(query).first()
        return None if row is None else row[0]

    def fetch(self, table: str, names: Sequence[str], order: Sequence[str]) -> Fetched:
        """Return some columns of a table, in the order of some others, as a table of Arrow."""
        columns, by = (", ".join(map(SPARK.quoted, each)) for each in (names, order))
        with _told():
            table_of_arrow: Fetched = self._session.sql(f"SELECT {columns} FROM {table} ORDER BY {by}").toArrow()  # noqa: S608 - quoted
        return table_of_arrow


def _builder(where: Where, quiet: Path) -> SparkSession.Builder:
    """Say what session is wanted: of another's Spark only what must be so, of ours everything."""
    builder = SparkSession.builder.config(map=dict(_ALWAYS))
    if where.server is not None:
        return builder.remote(where.server)
    builder = builder.appName("schemelang").config("spark.ui.showConsoleProgress", "false")
    if where.master is not None:
        return builder.master(where.master)
    java = f"-Dlog4j2.configurationFile={quiet.as_uri()} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    for name, value in {**_SETTINGS, "spark.driver.extraJavaOptions": java}.items():
        builder = builder.config(name, value)
    return builder.master("local[2]")


def _not_started(where: Where, error: Exception) -> str:
    place = where.server or where.master
    return _NO_JAVA if place is None else f"there is no session at {place}: {_first_line(error)}"


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the session says of an error into ours."""
    try:
        yield
    except ArithmeticException as error:
        raise TooWide(_first_line(error)) from error
    except (PySparkException, Py4JError) as error:
        raise EngineFailed(_NAME, _first_line(error)) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Send what a process that is started here prints of errors nowhere: it greets at length."""
    kept, nowhere = os.dup(_STDERR), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
