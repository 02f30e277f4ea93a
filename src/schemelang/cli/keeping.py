"""Schemes kept from an earlier run, so that one that has not changed need not be read again.

A scheme is kept in the user's own cache folder, under a name that covers its text and every file of this
engine (`shelves.py`); beside it are kept the texts that it names, and each must still be the same. Whatever is wrong
with what was kept, the scheme is read anew: nothing ever rests on it. What came of checking it is kept in the same way,
with the words that were said of it, which `front.py` says again; with figures it is checked anew.
"""

import contextlib
import io
import marshal
import os
from _pickle import Pickler, Unpickler, dumps, loads  # pickle itself is twice as long to import
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from schemelang.cache import mark, opened, sealed
from schemelang.cli.shelves import CHECKS, Answer, place
from schemelang.dates import given_holidays
from schemelang.diagnostic import Diagnostic
from schemelang.light import Factory, frozen
from schemelang.source import Load, Source, nothing_beside

if TYPE_CHECKING:  # what is kept of a check is read without any of this
    from schemelang.columns.layout import Layout
    from schemelang.columns.programme import Programme
    from schemelang.formats.checked import Checked
    from schemelang.graph.graph import RuleGraph
    from schemelang.model.model import Scheme
    from schemelang.plan.plan import Ground

NEWEST = -1
"""The newest way of writing that this Python has."""
_MOST = 64  # schemes kept at a time, and as many checks of them
_SCHEMES = "schemes"


@frozen
class Compiled:
    """A scheme that compiles, its rules, the advice that came with it, and the texts that it names.

    The texts are those of the scheme that it varies and of what both use, by their paths.
    """

    scheme: "Scheme"
    graph: "RuleGraph"
    advice: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = Factory(dict)


def kept(source: Source, load: Load = nothing_beside) -> Compiled | None:
    """Return what a text came to in an earlier run, if it is kept and each text that it names is still the same."""
    found = _unpickled(opened(_place(source, _SCHEMES)))
    return found if isinstance(found, Compiled) and _are_unchanged(_marks(found.texts), load) else None


def kept_checked(source: Source, load: Load = nothing_beside) -> "Checked | None":
    """Return what came of checking a text in an earlier run, on the same terms."""
    from schemelang.formats.checked import Checked

    content = opened(_place(source, CHECKS))
    if content is None:
        return None
    _, marks, pickled = marshal.loads(content)  # noqa: S302 - the user's own folder, and whole as we wrote it
    found = _unpickled(pickled)
    return found if isinstance(found, Checked) and _are_unchanged(marks, load) else None


def _unpickled(content: bytes | None) -> object:
    try:
        return None if content is None else loads(content)
    except Exception:  # noqa: BLE001 - anything at all may be wrong with it; then it is read anew
        return None


def _are_unchanged(marks: Mapping[str, bytes], load: Load) -> bool:
    """Say whether each text is what it was when the scheme was compiled."""
    loaded = ((load(path), before) for path, before in marks.items())
    return all(isinstance(now, Source) and mark(now.text.encode()) == before for now, before in loaded)


def _marks(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: mark(text.encode()) for path, text in texts.items()}


def keep(source: Source, compiled: Compiled) -> None:
    """Keep what a text came to; where that cannot be done, nothing is lost."""
    keep_bytes(_place(source, _SCHEMES), dumps(compiled, NEWEST))


def keep_checked(source: Source, checked: "Checked", answer: Answer, texts: Mapping[str, str]) -> None:
    """Keep what came of checking a text, and the words; where that cannot be done, nothing is lost."""
    pickled = dumps(checked, NEWEST)
    keep_bytes(_place(source, CHECKS), marshal.dumps((answer, _marks(texts), pickled)))


@frozen
class Basis:
    """What a run of a country rests on: the rules, what the columns of its files are, and what its manifest says.

    `mark` covers the scheme and all texts that it names, whose own are in `texts`; `fingerprint` is the manifest's.
    """

    name: str
    fingerprint: str
    mark: bytes
    texts: Mapping[str, bytes]
    graph: "RuleGraph"
    layout: "Layout"


def basis_of(compiled: Compiled, layout: "Layout") -> Basis:
    """Take from a scheme what a run of files with some headings rests on."""
    source, texts = compiled.scheme.source, _marks(compiled.texts)
    covered = f"{source.name}\0{source.text}\0{sorted(texts.items())!r}"
    return Basis(
        name=compiled.scheme.name,
        fingerprint=fingerprint_of(compiled),
        mark=mark(covered.encode("utf-8", "surrogatepass")),
        texts=texts,
        graph=compiled.graph,
        layout=layout,
    )


def fingerprint_of(compiled: Compiled) -> str:
    """Return the fingerprint of a scheme and of all texts that it names, as a manifest gives it."""
    from hashlib import sha256  # it takes longer than all else here

    found = sha256(compiled.scheme.source.text.encode())
    for named, text in sorted(compiled.texts.items()):
        found.update(f"\0{named}\0{text}".encode())
    return found.hexdigest()


def kept_basis(source: Source, headings: str, load: Load = nothing_beside) -> Basis | None:
    """Return what an earlier run of files with the same headings rested on, if each text is still the same.

    It is kept only of a run of which there was nothing to be said.
    """
    found = _unpickled(opened(_place_of_basis(source, headings)))
    return found if isinstance(found, Basis) and _are_unchanged(found.texts, load) else None


def keep_basis(source: Source, headings: str, basis: Basis) -> None:
    """Keep what a run rested on; where that cannot be done, nothing is lost."""
    keep_bytes(_place_of_basis(source, headings), dumps(basis, NEWEST))


def _place_of_basis(source: Source, headings: str) -> str:
    text = f"{source.text}\0{headings}".encode("utf-8", "surrogatepass")
    return place("bases", source.name, text, calendar())


def kept_programme(basis: Basis, ground: "Ground") -> "Programme | None":
    """Return what works a scheme out in columns, if it is kept for figures of which the same is known."""
    content = opened(_place_of(basis, ground))
    try:
        return None if content is None else cast("Programme", _Filled(io.BytesIO(content), basis.graph).load())
    except Exception:  # noqa: BLE001 - as above
        return None


def keep_programme(basis: Basis, ground: "Ground", programme: "Programme") -> None:
    """Keep what works a scheme out in columns, without its rules, which are kept with the scheme."""
    content = io.BytesIO()
    _Emptied(content, basis.graph).dump(programme.kept())
    keep_bytes(_place_of(basis, ground), content.getvalue())


class _Emptied(Pickler):
    """Writes something that rests on a graph, in place of which, and of its parts that fall due, it notes which."""

    def __init__(self, file: io.BytesIO, graph: "RuleGraph") -> None:
        super().__init__(file, NEWEST)
        self._known = {id(graph): -1, **{id(part): number for number, part in enumerate(graph.due)}}

    def persistent_id(self, obj: object) -> int | None:
        return self._known.get(id(obj))


class _Filled(Unpickler):
    """Reads it back for the same graph."""

    def __init__(self, file: io.BytesIO, graph: "RuleGraph") -> None:
        super().__init__(file)
        self._graph = graph

    def persistent_load(self, pid: int) -> object:
        return self._graph if pid < 0 else self._graph.due[pid]


def _place_of(basis: Basis, ground: "Ground") -> str:
    """Name what is kept of a scheme, and of all texts that it names, for all that its plan relies on."""
    relied_on = (
        sorted(ground.domains.items()),
        ground.words,
        sorted(ground.steady),
        sorted(ground.most.items()),
        sorted(ground.least.items()),
        sorted(ground.parameters.items()),
    )
    return place("programmes", "", basis.mark + repr(relied_on).encode("utf-8", "surrogatepass"), calendar())


def keep_bytes(path: str, content: bytes) -> None:
    """Keep some bytes behind their fingerprint; where that cannot be done, nothing is lost."""
    folder, passing = os.path.dirname(path), f"{path}.{os.urandom(4).hex()}.tmp"
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True, mode=0o700)
        with open(passing, "wb") as file:
            file.write(sealed(content))
        os.replace(passing, path)
        _forget_the_oldest(folder)


def _forget_the_oldest(folder: str) -> None:
    with os.scandir(folder) as entries:
        files = list(entries)
    if len(files) <= _MOST:
        return
    files.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for each in files[_MOST:]:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(each.path)


def _place(source: Source, shelf: str) -> str:
    return place(shelf, source.name, source.text.encode("utf-8", "surrogatepass"), calendar())


def calendar() -> str:
    """Return the bank holidays that were given for this run; those that are carried here are a file of the engine."""
    given = given_holidays.get()
    return "" if given is None else repr((given.first, given.last, sorted(given.dates)))
