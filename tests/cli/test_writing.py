"""What stands in a folder after files were written into it, or were not."""

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.cli.writing import PAUSES, WriteProblem, distinct, safe_name, write_all

OLD = {"a.csv": b"old a", "b.csv": b"old b"}
NEW = {"a.csv": b"new a", "b.csv": b"new b", "c.csv": b"new c"}


def held(folder: Path) -> dict[str, bytes]:
    """Read all that a folder holds, passing files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder without the help of what is tested."""
    for name, content in files.items():
        (folder / name).write_bytes(content)


class Disk:
    """A replace and a sleep that fail as they are told to, and remember how long was slept."""

    def __init__(self, failing: Callable[[int, Path], BaseException | None]) -> None:
        """Take a rule from the number of the attempt and its target to what goes wrong."""
        self.failing = failing
        self.attempts = 0
        self.slept: list[float] = []

    def replace(self, fresh: Path, target: Path) -> None:
        """Replace, unless it is to fail."""
        self.attempts += 1
        failure = self.failing(self.attempts, target)
        if failure is not None:
            raise failure
        fresh.replace(target)

    def write(self, folder: Path, files: Mapping[str, bytes]) -> WriteProblem | None:
        """Write by force on this disk."""
        return write_all(folder, files, force=True, sleep=self.slept.append, replace=self.replace)


def locks(name: str) -> Callable[[int, Path], BaseException | None]:
    """Let one file be locked for ever."""
    return lambda _, target: PermissionError(errno.EACCES, "in use") if target.name == name else None


# Nothing in the way


def test_new_folder(tmp_path: Path) -> None:
    """Files are written into a folder that is made for them."""
    folder = tmp_path / "out" / "2026"

    assert write_all(folder, NEW, force=False) is None
    assert held(folder) == NEW


def test_same_bytes_are_left_alone(tmp_path: Path) -> None:
    """A file that already holds the same bytes is no hindrance and is not written again."""
    fill(tmp_path, {"a.csv": b"new a"})
    before = (tmp_path / "a.csv").stat()

    assert write_all(tmp_path, NEW, force=False) is None
    assert held(tmp_path) == NEW
    assert (tmp_path / "a.csv").stat().st_ino == before.st_ino


def test_force(tmp_path: Path) -> None:
    """A different file is overwritten when that is asked for."""
    fill(tmp_path, OLD)

    assert write_all(tmp_path, NEW, force=True) is None
    assert held(tmp_path) == NEW


def test_ordinary_permissions(tmp_path: Path) -> None:
    """A file written is as open to colleagues as any other new file."""
    fill(tmp_path, {"other": b""})
    write_all(tmp_path, NEW, force=False)

    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


# Something in the way


def test_different_file_stands_there(tmp_path: Path) -> None:
    """Without force one different file is enough for nothing to be written."""
    fill(tmp_path, {"b.csv": b"old b"})

    assert write_all(tmp_path, NEW, force=False) == WriteProblem(tmp_path / "b.csv", "exists")
    assert held(tmp_path) == {"b.csv": b"old b"}


def test_folder_is_a_file(tmp_path: Path) -> None:
    """A file where the folder, or a folder above it, should be is said to be no folder."""
    fill(tmp_path, {"out": b""})

    for folder in (tmp_path / "out", tmp_path / "out" / "2026"):
        assert write_all(folder, NEW, force=True) == WriteProblem(folder, "not a folder")


def test_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be made is said to be not writable."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)

    assert write_all(tmp_path / "out", NEW, force=True) == WriteProblem(tmp_path / "out", "not writable")


def test_folder_where_file_should_be(tmp_path: Path) -> None:
    """A folder is not overwritten by a file even with force."""
    (tmp_path / "a.csv").mkdir()

    assert write_all(tmp_path, NEW, force=True) == WriteProblem(tmp_path / "a.csv", "not writable")


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full nothing is changed and nothing is left behind."""
    fill(tmp_path, OLD)

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)

    assert write_all(tmp_path, NEW, force=True) == WriteProblem(tmp_path / "a.csv", "not writable")
    assert held(tmp_path) == OLD


# Files in use


def test_file_in_use_for_a_moment(tmp_path: Path) -> None:
    """A file that is in use at the first five attempts is written at the sixth."""
    disk = Disk(lambda attempt, _: PermissionError(errno.EACCES, "in use") if attempt <= 5 else None)

    assert disk.write(tmp_path, NEW) is None
    assert held(tmp_path) == NEW
    assert disk.slept == list(PAUSES[:5])


def test_file_in_use_for_ever(tmp_path: Path) -> None:
    """A file that stays in use is given up after two and a half seconds, and the folder holds the old set."""
    fill(tmp_path, OLD)
    disk = Disk(locks("b.csv"))

    assert disk.write(tmp_path, NEW) == WriteProblem(tmp_path / "b.csv", "locked")
    assert held(tmp_path) == OLD
    assert sum(disk.slept) == pytest.approx(2.5)


def test_new_files_are_taken_back(tmp_path: Path) -> None:
    """A file that was not there before is not there after a later one failed."""
    disk = Disk(locks("b.csv"))

    assert disk.write(tmp_path, NEW) == WriteProblem(tmp_path / "b.csv", "locked")
    assert held(tmp_path) == {}


@pytest.mark.parametrize("number", [5, 32, 33])
def test_windows_says_in_use(tmp_path: Path, number: int) -> None:
    """Each of the ways in which Windows says that a file is in use is understood."""
    failure = OSError(errno.EIO, "in use")
    failure.winerror = number  # type: ignore[attr-defined,unused-ignore]
    disk = Disk(lambda attempt, _: failure if attempt == 1 else None)

    assert disk.write(tmp_path, NEW) is None
    assert disk.slept == [PAUSES[0]]


def test_other_failure_is_not_waited_for(tmp_path: Path) -> None:
    """A failure that waiting cannot mend is told at once."""
    fill(tmp_path, OLD)
    disk = Disk(lambda attempt, _: OSError(errno.EIO, "broken") if attempt == 2 else None)

    assert disk.write(tmp_path, NEW) == WriteProblem(tmp_path / "b.csv", "not writable")
    assert held(tmp_path) == OLD
    assert disk.slept == []


@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_stopped_between(tmp_path: Path, attempt: int) -> None:
    """Someone who stops the program between two files finds the old set."""
    fill(tmp_path, OLD)
    disk = Disk(lambda number, _: KeyboardInterrupt() if number == attempt else None)

    with pytest.raises(KeyboardInterrupt):
        disk.write(tmp_path, NEW)

    assert held(tmp_path) == OLD


@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_killed_between(tmp_path: Path, attempt: int) -> None:
    """A program killed between two files leaves each file whole, old or new, and the last given is written last."""
    fill(tmp_path, OLD)
    seen: list[dict[str, bytes]] = []

    def look(number: int, _: Path) -> None:
        if number == attempt:
            seen.append({name: content for name, content in held(tmp_path).items() if not name.endswith(".tmp")})

    Disk(look).write(tmp_path, NEW)

    written = list(NEW)[: attempt - 1]
    assert seen == [OLD | {name: NEW[name] for name in written}]


def test_what_cannot_be_put_back(tmp_path: Path) -> None:
    """A failure to put a file back is not raised, and leaves no passing files."""
    fill(tmp_path, OLD)
    disk = Disk(lambda attempt, _: OSError(errno.EIO, "broken") if attempt > 1 else None)

    assert disk.write(tmp_path, NEW) == WriteProblem(tmp_path / "b.csv", "not writable")
    assert held(tmp_path) == {"a.csv": b"new a", "b.csv": b"old b"}


# Names

BAD_NAMES = [
    *("", ".", "..", "../a", "a/b", "a\\b", "C:a", "a:b", "a.", "a ", "a?", "a*", 'a"', "a|b", "<a>"),
    *("CON", "con.txt", "nul", "NUL .txt", "COM1", "lpt9.csv", "COM\u00b9", "CONIN$"),
    *("a\x00", "a\n", "a\u202eb", "\ud800", "a" * 256),
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_bad_name(tmp_path: Path, name: str) -> None:
    """A name that some machine cannot keep, or that leads elsewhere, is refused before anything is made."""
    folder = tmp_path / "out"

    assert write_all(folder, {"a.csv": b"", name: b""}, force=True) == WriteProblem(folder / name, "bad name")
    assert not folder.exists()


def test_names_that_windows_confuses(tmp_path: Path) -> None:
    """Two names that differ only in capitals are refused."""
    problem = write_all(tmp_path, {"a.csv": b"1", "A.CSV": b"2"}, force=True)

    assert problem == WriteProblem(tmp_path / "A.CSV", "bad name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A81001", "A81001"),
        ("The network's target", "The_network_s_target"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\Users", "C_Users"),
        ("nul", "_nul"),
        ("COM\u00b9", "_COM1"),
        ("con.txt", "_con.txt"),
        ("Caf\u00e9", "Caf\u00e9"),
        ("\u2014", "untitled"),
        ("", "untitled"),
        ("v1.2.", "v1.2"),
        ("-rf", "rf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_safe_name(text: str, expected: str) -> None:
    """A safe name keeps letters, figures, points and hyphens, and is never a device."""
    assert safe_name(text) == expected


@given(st.text())
def test_every_safe_name_is_accepted(text: str) -> None:
    """Whatever the text its safe name can be written, and is its own safe name."""
    name = safe_name(text)
    problem = write_all(Path("nowhere"), {name: b"", "..": b""}, force=False)

    assert problem == WriteProblem(Path("nowhere", ".."), "bad name")
    assert safe_name(name) == name


def test_no_two_names_are_the_same_to_windows() -> None:
    """Names that differ in small and capital letters only are told apart by a number."""
    assert distinct(["care-A1", "care-a1", "care-B", "care-A1", "care-a1-2"]) == (
        "care-A1",
        "care-a1-2",
        "care-B",
        "care-A1-3",
        "care-a1-2-2",
    )
