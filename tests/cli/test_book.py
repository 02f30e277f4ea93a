"""The ledger as a file: what a crash, a crowd, a full disk or a meddler does to it."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from booked import APRIL, AT, MONTHLY, SMALL, begin, meddle
from schemelang.accounts.entry import Closed, Ledger
from schemelang.accounts.errors import LedgerBroken, LedgerInUse, LedgerNotWritten, NoLedger
from schemelang.accounts.written import digest
from schemelang.cli.book import add_to_ledger, read_ledger
from schemelang.diagnostic import Diagnostic

Seen = dict[str, dict[str, Any]]
TESTS = Path(__file__).parents[1]
CLOSED = Closed(at=AT, to=APRIL, by="Ann Hall")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------- crashes, crowds, a full disk


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Let other processes record in ledgers, at once or until they are killed; return what was seen."""
    if sys.platform == "win32":
        pytest.skip("no process can be doubled there")
    words = [sys.executable, str(TESTS / "killed.py"), str(tmp_path_factory.mktemp("killed"))]
    paths = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    done = subprocess.run(words, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": paths})
    told: Seen = json.loads(done.stdout)
    return told


def test_a_process_that_is_killed_leaves_the_old_or_the_new(seen: Seen) -> None:
    """Killed at fifty points, a recording leaves everybody paid as before it or as after it, and loses nothing."""
    told = seen["killed"]

    assert len(told["lengths"]) == 50
    assert told["lengths"] == sorted(told["lengths"])
    assert all(each in ([1000], [1600]) for each in told["sums"])
    assert told["in the middle"]


def test_of_eight_at_once_one_pays(seen: Seen) -> None:
    """Of eight that begin a ledger one does; of eight that record in it each does, and nobody is paid twice."""
    told = seen["at_once"]

    assert told["ends"] == [[0] + [1] * 7, [0] * 8]
    assert told["paid"] == [1000]
    assert told["entries"] == 30


def test_a_full_disk_leaves_the_ledger(seen: Seen) -> None:
    """Where no room is left that is told, and the ledger holds what it held; with room again it goes on."""
    told = seen["full"]

    assert told["seen"] == [["SCH943", True]] * 5
    assert told["then"] is True


# ---------------------------------------------------------------- what is in the way


def test_a_ledger_that_is_kept_by_another_is_waited_for() -> None:
    """While another writes nothing is added, and that is told; what another only reads can be read."""
    begin(MONTHLY)
    with closing(sqlite3.connect(SMALL, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        added = add_to_ledger(SMALL, lambda _: (CLOSED,), patience=0)
        read = read_ledger(SMALL, patience=0)

    assert isinstance(added, LedgerInUse)
    assert isinstance(read, Ledger)
    assert isinstance(add_to_ledger(SMALL, lambda _: (CLOSED,)), Ledger)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SQLITE_READONLY_DIRECTORY", LedgerNotWritten),
        ("SQLITE_FULL", LedgerNotWritten),
        ("SQLITE_CANTOPEN", LedgerNotWritten),
        ("SQLITE_CORRUPT", LedgerBroken),
        ("SQLITE_NOTADB", NoLedger),
    ],
)
def test_what_sqlite_says_is_said_in_our_words(name: str, told: type[Diagnostic]) -> None:
    """Whatever is in the way while a ledger is written is told, and nothing is added."""
    ledger = begin(MONTHLY)

    def fail(_: Ledger) -> tuple[Closed, ...]:
        error = sqlite3.OperationalError("in the way")
        error.sqlite_errorname = name
        raise error

    assert isinstance(add_to_ledger(SMALL, fail), told)
    assert read_ledger(SMALL) == ledger


def test_a_fault_of_ours_is_no_message() -> None:
    """What is nobody's fault but ours is not explained away, and leaves the ledger as it was."""
    ledger = begin(MONTHLY)

    def fail(_: Ledger) -> tuple[Closed, ...]:
        error = sqlite3.OperationalError("no such table")
        error.sqlite_errorname = "SQLITE_ERROR"
        raise error

    with pytest.raises(sqlite3.OperationalError):
        add_to_ledger(SMALL, fail)
    assert read_ledger(SMALL) == ledger


def test_an_empty_file_becomes_a_ledger() -> None:
    """What a crash left of a ledger that was being begun is empty, is no ledger, and can be begun."""
    SMALL.touch()

    assert isinstance(read_ledger(SMALL), NoLedger)
    assert isinstance(begin(MONTHLY), Ledger)


def test_a_ledger_that_cannot_be_opened_is_none() -> None:
    """A file that nobody can open is told as such."""
    Path("a").touch()

    assert isinstance(read_ledger(Path("a/small.ledger")), NoLedger)


# ---------------------------------------------------------------- meddlers


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET pence = 0",
        "DELETE FROM entries WHERE number = 4",
        "INSERT INTO entries VALUES (9, 'note', 0, '{}', '')",
        "INSERT OR REPLACE INTO entries VALUES (4, 'note', 0, '{}', '')",
    ],
)
def test_sqlite_itself_refuses_to_change_an_entry(statement: str) -> None:
    """Another program cannot change, take away or slip in an entry, unless it takes the protection away."""
    ledger = begin(MONTHLY)
    with closing(sqlite3.connect(SMALL)) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)

    assert read_ledger(SMALL) == ledger


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE entries SET kind = 'recovery' WHERE number = 3", "Entry 3 is not what was written."),
        ("UPDATE entries SET kind = x'00' WHERE number = 3", "Entry 3 is not what was written."),
        (
            "UPDATE entries SET content = replace(content, 'P1', 'P9') WHERE number = 3",
            "Entry 3 is not what was written.",
        ),
        ("UPDATE entries SET sha256 = '' WHERE number = 4", "Entry 4 is not what was written."),
        ("DELETE FROM entries WHERE number = 1", "Entry 1 is not there."),
        ("DELETE FROM entries WHERE number = 4", "Entry 4 is not there."),
        (
            "INSERT INTO entries SELECT 5, kind, pence, content, sha256 FROM entries WHERE number = 4",
            "Entry 5 is not what",
        ),
    ],
)
def test_a_meddler_is_told_by_the_entry(statement: str, problem: str) -> None:
    """A changed, a lost and an added entry are told with the number of the first that is not as it was."""
    begin(MONTHLY)
    meddle(statement)
    found = read_ledger(SMALL)

    assert isinstance(found, LedgerBroken)
    assert found.problem.startswith(problem)
    assert isinstance(add_to_ledger(SMALL, lambda _: (CLOSED,)), LedgerBroken)


def test_what_no_engine_writes_is_no_entry() -> None:
    """An entry that is bound as it should be, and holds what no entry can, is told."""
    ledger = begin(MONTHLY)
    for kind, text in (("closing", "{}"), ("gift", "{}"), ("closing", "nothing"), ("payment", "[]")):
        bound = digest(ledger.head, 5, kind, None, text)
        SMALL.unlink()
        begin(MONTHLY)
        meddle(f"INSERT INTO entries VALUES (5, '{kind}', NULL, '{text}', '{bound}')")  # noqa: S608 - our own words
        found = read_ledger(SMALL)
        assert isinstance(found, LedgerBroken)
        assert found.problem.startswith("Entry 5 is not what was written.")


def test_a_byte_that_is_flipped_is_told_or_does_not_count() -> None:
    """Wherever a byte is flipped, the ledger is refused, or says every word that it said."""
    ledger = begin(MONTHLY)
    content = SMALL.read_bytes()
    chance = random.Random(20140501)  # noqa: S311 - the same places each time
    used = [place for place, byte in enumerate(content) if byte]
    refused = 0
    for place in (*range(0, 100, 7), *chance.sample(used, 150)):
        SMALL.write_bytes(content[:place] + bytes([content[place] ^ 0x21]) + content[place + 1 :])
        found = read_ledger(SMALL)
        assert isinstance(found, Diagnostic) or found == ledger, place
        refused += isinstance(found, Diagnostic)

    assert refused > 100


def test_half_a_file_is_told() -> None:
    """A file of which the end is missing is refused."""
    begin(MONTHLY)
    SMALL.write_bytes(SMALL.read_bytes()[:-4096])

    assert isinstance(read_ledger(SMALL), LedgerBroken)
