"""Writing files so that a folder holds the old set or the new one, and nothing half written.

Nothing is overwritten unless that is asked for.
A file that is open in Excel, or held for a moment by a virus checker, is tried again for a short while.
"""

import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

from schemelang.light import frozen
from schemelang.plaintext import reveal

Trouble = Literal["bad name", "exists", "locked", "not writable", "not a folder"]
Replace = Callable[[Path, Path], None]
Sleep = Callable[[float], None]

# How long to wait before each new attempt, in seconds: two and a half in all.
PAUSES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.7)

# What Windows says when a file is in use: access denied, sharing violation, lock violation.
_WINDOWS_IN_USE = {5, 32, 33}

# Names that Windows keeps for devices, with any ending.
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
_DEVICES |= {f"{port}{number}" for port in ("COM", "LPT") for number in range(10)}

# Who may read a file: as the system has it, or its owner alone.
_USUAL, _PRIVATE = 0o666, 0o600

_MOST_BYTES_IN_NAME = 255
_MOST_BYTES_IN_SAFE_NAME = 120


@frozen
class WriteProblem:
    """Why nothing was written: the file or folder in the way, and what is the matter with it."""

    path: Path
    trouble: Trouble


@frozen
class _Change:
    """A file to write: what it is to hold, and what it held before if it was there."""

    target: Path
    content: bytes
    before: bytes | None
    mode: int


@frozen
class _Staged:
    """A change ready to be made: the new content, and the old, each written out under a passing name."""

    target: Path
    fresh: Path
    kept: Path | None


def write_all(  # noqa: PLR0913 - what to write, how, and two that tests put in its place
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool,
    private: bool = False,
    sleep: Sleep = time.sleep,
    replace: Replace = os.replace,
) -> WriteProblem | None:
    """Write files into a folder, all of them or, when there is a problem, none.

    A file that already holds the same bytes is left alone. What is private can be read by its owner alone.
    Files take their places in the order given, so one that vouches for the others comes last.
    """
    problem = _ill_named(folder, files) or _unusable(folder)
    if problem:
        return problem
    changes = _changes(folder, files, force=force, mode=_PRIVATE if private else _USUAL)
    if isinstance(changes, WriteProblem):
        return changes
    return _make(changes, sleep, replace)


def safe_name(text: str) -> str:
    """Turn a code or a title into a file name, without an ending, that Windows and Linux both accept."""
    words = re.sub(r"[^\w.-]+", "_", reveal(unicodedata.normalize("NFKC", text)))
    short = words.strip("._-").encode(errors="ignore")[:_MOST_BYTES_IN_SAFE_NAME].decode(errors="ignore")
    name = short.rstrip("._-") or "untitled"
    return f"_{name}" if _is_device(name) else name


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Give names of which Windows takes no two for the same: a later one gets a number."""
    taken: dict[str, str] = {}
    for name in names:
        tries = (f"{name}-{number}" if number > 1 else name for number in count(1))
        free = next(each for each in tries if each.casefold() not in taken)
        taken[free.casefold()] = free
    return tuple(taken.values())


def _is_safe(name: str) -> bool:
    return (
        name not in {"", ".", ".."}
        and not re.search(r'[<>:"/\\|?*]|[. ]$', name)
        and reveal(name) == name
        and not _is_device(name)
        and len(name.encode()) <= _MOST_BYTES_IN_NAME
    )


def _is_device(name: str) -> bool:
    stem = unicodedata.normalize("NFKC", name).partition(".")[0]
    return stem.rstrip().upper() in _DEVICES


# What must hold before anything is written


def _ill_named(folder: Path, files: Mapping[str, bytes]) -> WriteProblem | None:
    """Find a name that is unsafe, or that Windows takes for the same as an earlier one."""
    seen = set()
    for name in files:
        if not _is_safe(name) or name.casefold() in seen:
            return WriteProblem(folder / name, "bad name")
        seen.add(name.casefold())
    return None


def _unusable(folder: Path) -> WriteProblem | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return WriteProblem(folder, "not a folder")
    except OSError:
        return WriteProblem(folder, "not writable")
    return None


def _changes(folder: Path, files: Mapping[str, bytes], *, force: bool, mode: int) -> list[_Change] | WriteProblem:
    changes = []
    for name, content in files.items():
        target = folder / name
        try:
            before = target.read_bytes() if target.exists() else None
        except OSError:
            return WriteProblem(target, "not writable")
        if before == content:
            continue
        if before is not None and not force:
            return WriteProblem(target, "exists")
        changes.append(_Change(target, content, before, mode))
    return changes


# Writing


def _make(changes: Sequence[_Change], sleep: Sleep, replace: Replace) -> WriteProblem | None:
    with ExitStack() as passing:
        staged = []
        for change in changes:
            try:
                staged.append(_stage(change, passing))
            except OSError:
                return WriteProblem(change.target, "not writable")
        return _swap(staged, sleep, replace)


def _stage(change: _Change, passing: ExitStack) -> _Staged:
    folder = change.target.parent
    kept = None if change.before is None else _write_beside(folder, change.before, change.mode, passing)
    return _Staged(change.target, _write_beside(folder, change.content, change.mode, passing), kept)


def _write_beside(folder: Path, content: bytes, mode: int, passing: ExitStack) -> Path:
    path = folder / f".{secrets.token_hex(8)}.tmp"
    passing.callback(_discard, path)
    with open(path, "xb", opener=partial(os.open, mode=mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _swap(staged: Sequence[_Staged], sleep: Sleep, replace: Replace) -> WriteProblem | None:
    """Put the new files in place; if one cannot be, or we are stopped, put the old ones back."""
    patient = _patient(sleep, replace)
    done: list[_Staged] = []
    try:
        for file in staged:
            patient(file.fresh, file.target)
            done.append(file)
    except OSError as error:
        _put_back(done, _patient(sleep, replace))
        return WriteProblem(staged[len(done)].target, "locked" if _in_use(error) else "not writable")
    except BaseException:
        _put_back(done, _patient(sleep, replace))
        raise
    return None


def _put_back(done: Sequence[_Staged], patient: Replace) -> None:
    for file in reversed(done):
        with suppress(OSError):
            if file.kept is None:
                file.target.unlink()
            else:
                patient(file.kept, file.target)


def _patient(sleep: Sleep, replace: Replace) -> Replace:
    """Make a replace that waits for a file in use; the pauses are shared by all the files it is given."""
    pauses = iter(PAUSES)

    def replace_patiently(fresh: Path, target: Path) -> None:
        while True:
            try:
                return replace(fresh, target)
            except OSError as error:
                pause = next(pauses, None) if _in_use(error) else None
                if pause is None:
                    raise
            sleep(pause)

    return replace_patiently


def _in_use(error: OSError) -> bool:
    return isinstance(error, PermissionError) or getattr(error, "winerror", None) in _WINDOWS_IN_USE
