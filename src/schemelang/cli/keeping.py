"""Schemes kept from an earlier run, so that one that has not changed need not be read again.

A scheme is kept in the user's own cache folder, under a name that covers its text and every file of this
engine. Whatever is wrong with what was kept, the scheme is read anew: nothing ever rests on it.
"""

import contextlib
import hashlib
import pickle
import secrets
import sys
from functools import cache
from pathlib import Path

from attrs import frozen

from schemelang.cache import cache_folder
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.source import Source

_MOST = 64  # schemes kept at a time
_PACKAGE = Path(__file__).parents[1]


@frozen
class Compiled:
    """A scheme that compiles, its rules, and the advice that came with it."""

    scheme: Scheme
    graph: RuleGraph
    advice: tuple[Diagnostic, ...]


def kept(source: Source) -> Compiled | None:
    """Return what a text came to in an earlier run, if it is kept and can be read."""
    try:
        found = pickle.loads(_place(source).read_bytes())  # noqa: S301 - the user's own folder, as for Lark's tables
    except Exception:  # noqa: BLE001 - anything at all may stand in a file; then it is read anew
        return None
    return found if isinstance(found, Compiled) else None


def keep(source: Source, compiled: Compiled) -> None:
    """Keep what a text came to; where that cannot be done, nothing is lost."""
    place = _place(source)
    passing = place.with_suffix(f".{secrets.token_hex(4)}.tmp")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        passing.write_bytes(pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL))
        passing.replace(place)
        _forget_the_oldest(place.parent)


def _forget_the_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[_MOST:]:
        path.unlink(missing_ok=True)


def _place(source: Source) -> Path:
    named = f"{_engine()}\0{source.name}\0{source.text}"
    return cache_folder() / "schemes" / hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _engine() -> str:
    """Return what tells this engine from any other: its files, and the Python that runs them."""
    files = [*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.json"), *_PACKAGE.rglob("*.lark")]
    files += _PACKAGE.parents[1].glob("grammar/*.lark")
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(files)]
    return repr((sys.version_info, facts))
