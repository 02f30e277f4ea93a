"""The ledger as a file: the only SQLite.

What is added is added as one, by one command at a time, and is on the disk before anything is paid by it. A journal of
what is being changed lies beside the file while that is done, and puts it back after a crash; unlike a log that is
written ahead, it also works on a network drive, and leaves one file that can be copied as it is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attrs import astuple

from schemelang.accounts.entry import Content, Ledger
from schemelang.accounts.errors import (
    LedgerBroken,
    LedgerInUse,
    LedgerNewer,
    LedgerNotWritten,
    LedgerThere,
    NoLedger,
)
from schemelang.accounts.written import Flaw, Row, following, read_rows, row_of
from schemelang.diagnostic import Diagnostic
from schemelang.source import CellPlace

Added = Callable[[Ledger], tuple[Content, ...] | Diagnostic]
Act = Callable[[sqlite3.Connection], Ledger | Diagnostic]

PATIENCE = 10
"""How many seconds one command waits for another."""

_MARK = 0x53634C67  # ScLg: what the file command, and we, know a ledger by
_FORM = 1
_SCHEMA = """
CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    pence INTEGER CHECK (typeof(pence) IN ('integer', 'null')),
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL
)

CREATE TRIGGER entries_follow BEFORE INSERT ON entries
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END

CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'an entry is never taken away'); END

CREATE TRIGGER entries_are_kept BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END
"""
_STATEMENTS = tuple(each.strip() for each in _SCHEMA.split("\n\n"))


def read_ledger(path: Path, *, patience: int = PATIENCE) -> Ledger | Diagnostic:
    """Read a ledger, or say why that cannot be done."""

    def act(book: sqlite3.Connection) -> Ledger | Diagnostic:
        with _as_one(book, "DEFERRED"):
            return _read(str(path), book)

    return _with(path, act, new=False, patience=patience)


def add_to_ledger(path: Path, added: Added, *, new: bool = False, patience: int = PATIENCE) -> Ledger | Diagnostic:
    """Add to a ledger what follows from what stands in it, all or nothing; or to a new one. Return it as it is then.

    While one command adds, any other waits and then sees what was added.
    """

    def act(book: sqlite3.Connection) -> Ledger | Diagnostic:
        with _as_one(book, "IMMEDIATE"):
            if new and _number(book, "PRAGMA schema_version"):
                return LedgerThere(place=CellPlace(str(path)), path=str(path))
            if new:
                _begin(book)
            ledger = _read(str(path), book)
            contents = ledger if isinstance(ledger, Diagnostic) else added(ledger)
            if isinstance(ledger, Diagnostic) or isinstance(contents, Diagnostic):
                return contents if isinstance(contents, Diagnostic) else ledger
            entries = following(ledger, contents)
            book.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", [astuple(row_of(each)) for each in entries])
            book.execute("COMMIT")
            return Ledger((*ledger.entries, *entries))

    return _with(path, act, new=new, patience=patience)


@contextmanager
def _as_one(book: sqlite3.Connection, how: str) -> Iterator[None]:
    """See to it that all of what is done is done, or nothing."""
    book.execute(f"BEGIN {how}")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # whoever opens the file next puts it back
            if book.in_transaction:
                book.execute("ROLLBACK")


def _begin(book: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        book.execute(statement)
    book.execute(f"PRAGMA application_id = {_MARK}")
    book.execute(f"PRAGMA user_version = {_FORM}")


def _read(path: str, book: sqlite3.Connection) -> Ledger | Diagnostic:
    """Read what stands in a file; what we ask cannot be answered wrongly but by one that is damaged."""
    try:
        return _found(path, book)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise
        return _broken(path, "The file is damaged.")


def _found(path: str, book: sqlite3.Connection) -> Ledger | Diagnostic:
    place = CellPlace(path)
    if _number(book, "PRAGMA application_id") != _MARK:
        return NoLedger(place=place, path=path, problem="It is empty, or a file of another program.")
    form = _number(book, "PRAGMA user_version")
    if form > _FORM:
        return LedgerNewer(place=place, path=path, form=form, known=_FORM)
    made = "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY rowid"
    if tuple(sql for (sql,) in book.execute(made)) != _STATEMENTS:
        return _broken(path, "What keeps its entries from being changed is not as it was made.")
    rows, is_damaged = _rows(book)
    read = read_rows(rows)
    if isinstance(read, Flaw):
        return _broken(path, read.problem)
    if is_damaged or _number(book, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence") != len(rows):
        missing = f"Entry {len(rows) + 1} is not there."
        return _broken(path, f"{missing} Up to entry {len(rows)} it is as it was written." if rows else missing)
    return read


def _rows(book: sqlite3.Connection) -> tuple[tuple[Row, ...], bool]:
    """Read the rows of a file as far as they can be read, and say whether it is damaged behind them."""
    rows: list[Row] = []
    try:
        found = book.execute("SELECT number, kind, pence, content, sha256 FROM entries ORDER BY number")
        rows.extend(Row(*row) for row in found)
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
            raise
        return tuple(rows), True
    return tuple(rows), False


def _number(book: sqlite3.Connection, question: str) -> int:
    (number,) = book.execute(question).fetchone()
    return int(number)


# ---------------------------------------------------------------- the file


def _with(path: Path, act: Act, *, new: bool, patience: int) -> Ledger | Diagnostic:
    """Open a file and do something with it, or say what is in the way."""
    name = str(path)
    problem = None if new else _no_file(path)
    if problem is not None:
        return NoLedger(place=CellPlace(name), path=name, problem=problem)
    try:
        book = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'rwc' if new else 'rw'}",
            uri=True,
            timeout=patience,
            isolation_level=None,
        )
    except sqlite3.Error:
        return _not_opened(name, new=new)
    with closing(book):
        try:
            _prepare(book)
            return act(book)
        except sqlite3.DatabaseError as error:
            return _said(name, error)


def _no_file(path: Path) -> str | None:
    if path.is_dir():
        return "It is a folder."
    return None if path.exists() else "There is no such file."


def _not_opened(name: str, *, new: bool) -> Diagnostic:
    place = CellPlace(name)
    if new:
        return LedgerNotWritten(place=place, path=name, problem="No file can be made there.")
    return NoLedger(place=place, path=name, problem="It cannot be opened.")


def _prepare(book: sqlite3.Connection) -> None:
    """Let nothing count as written before it is on the disk, and trust nothing that a file brings along."""
    book.text_factory = lambda text: text.decode("utf-8", "replace")
    for setting in ("synchronous = EXTRA", "trusted_schema = OFF", "cell_size_check = ON"):
        book.execute(f"PRAGMA {setting}")


def _said(path: str, error: sqlite3.DatabaseError) -> Diagnostic:
    """Say in our words what is in the way."""
    place, name = CellPlace(path), error.sqlite_errorname
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return LedgerInUse(place=place, path=path)
    if name.startswith("SQLITE_NOTADB"):
        return NoLedger(place=place, path=path, problem="It is a file of another program, or its beginning is damaged.")
    if name.startswith("SQLITE_CORRUPT"):
        return _broken(path, "The file is damaged.")
    if name.startswith("SQLITE_READONLY"):
        return LedgerNotWritten(place=place, path=path, problem="It may only be read.")
    if name.startswith("SQLITE_FULL"):
        return LedgerNotWritten(place=place, path=path, problem="There is no room left on the disk.")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return LedgerNotWritten(place=place, path=path, problem="The disk is full, or the file cannot be reached.")
    raise error


def _broken(path: str, problem: str) -> LedgerBroken:
    return LedgerBroken(place=CellPlace(path), path=path, problem=problem)
