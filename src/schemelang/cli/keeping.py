"""Schemes kept from an earlier run, so that one that has not changed need not be read again.

A scheme is kept in the user's own cache folder, under a name that covers its text and every file of this
engine; beside it are kept the texts that it names, and each must still be the same. Whatever is wrong with
what was kept, the scheme is read anew: nothing ever rests on it. What came of checking it is kept in the same way, with
its certificate; with figures it is checked anew.
"""

import contextlib
import hashlib
import pickle
import secrets
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import Factory, frozen

from schemelang.cache import cache_folder
from schemelang.dates import given_holidays
from schemelang.diagnostic import Diagnostic
from schemelang.formats.checked import Checked
from schemelang.source import Load, Source, nothing_beside

if TYPE_CHECKING:  # what is kept of a check is read without any of this
    from schemelang.graph.graph import RuleGraph
    from schemelang.model.model import Scheme

_MOST = 64  # schemes kept at a time, and as many checks of them
_PACKAGE = Path(__file__).parents[1]


@frozen
class Compiled:
    """A scheme that compiles, its rules, the advice that came with it, and the texts that it names.

    The texts are those of the scheme that it varies and of what both use, by their paths.
    """

    scheme: "Scheme"
    graph: "RuleGraph"
    advice: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = Factory(dict)


@frozen
class _CheckedThen:
    """What came of checking a scheme, and the texts that it names."""

    checked: Checked
    texts: Mapping[str, str]


def kept(source: Source, load: Load = nothing_beside) -> Compiled | None:
    """Return what a text came to in an earlier run, if it is kept and each text that it names is still the same."""
    found = _read(_place(source, "schemes"))
    return found if isinstance(found, Compiled) and _are_unchanged(found.texts, load) else None


def kept_checked(source: Source, load: Load = nothing_beside) -> Checked | None:
    """Return what came of checking a text in an earlier run, on the same terms."""
    found = _read(_place(source, "checks"))
    return found.checked if isinstance(found, _CheckedThen) and _are_unchanged(found.texts, load) else None


def _read(place: Path) -> object:
    try:
        return pickle.loads(place.read_bytes())  # noqa: S301 - the user's own folder, as for Lark's tables
    except Exception:  # noqa: BLE001 - anything at all may stand in a file; then it is read anew
        return None


def _are_unchanged(texts: Mapping[str, str], load: Load) -> bool:
    """Say whether each text is what it was when the scheme was compiled."""
    loaded = ((load(path), text) for path, text in texts.items())
    return all(isinstance(now, Source) and now.text == text for now, text in loaded)


def keep(source: Source, compiled: Compiled) -> None:
    """Keep what a text came to; where that cannot be done, nothing is lost."""
    _write(_place(source, "schemes"), compiled)


def keep_checked(source: Source, checked: Checked, texts: Mapping[str, str]) -> None:
    """Keep what came of checking a text; where that cannot be done, nothing is lost."""
    _write(_place(source, "checks"), _CheckedThen(checked, texts))


def _write(place: Path, what: object) -> None:
    passing = place.with_suffix(f".{secrets.token_hex(4)}.tmp")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        passing.write_bytes(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
        passing.replace(place)
        _forget_the_oldest(place.parent)


def _forget_the_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[_MOST:]:
        path.unlink(missing_ok=True)


def _place(source: Source, shelf: Literal["schemes", "checks"]) -> Path:
    named = f"{_engine()}\0{_calendar()}\0{source.name}\0{source.text}"
    return cache_folder() / shelf / hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def _calendar() -> str:
    """Return the bank holidays that were given for this run; those that are carried here are a file of the engine."""
    given = given_holidays.get()
    return "" if given is None else repr((given.first, given.last, sorted(given.dates)))


@cache
def _engine() -> str:
    """Return what tells this engine from any other: its files, the Python that runs them, and whether Z3 is there."""
    files = [*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.json"), *_PACKAGE.rglob("*.lark")]
    files += _PACKAGE.parents[1].glob("grammar/*.lark")
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(files)]
    return repr((sys.version_info, find_spec("z3") is not None, facts))
