"""What was found and proved of a scheme, kept for as long as nothing changes on which it rests.

To examine a scheme is a function of the scheme as it was read, its rules and the bank holidays alone, and of their
text only by the words and the line at each place that they name. So it is kept under exactly that; a text that
differs in a note, or in anything else that is not read, is examined no more, and each place is found in the new text.
"""

import io
from _pickle import Pickler, Unpickler  # as in `keeping.py`
from collections.abc import Callable
from typing import cast

from schemelang.cache import opened
from schemelang.cli.keeping import NEWEST, Compiled, calendar, keep_bytes
from schemelang.cli.shelves import place
from schemelang.diagnostic import Diagnostic
from schemelang.proof.proof import Certificate
from schemelang.source import Source, Span

Found = tuple[tuple[Diagnostic, ...], Certificate | None]
"""What was found, and the certificate unless there are errors."""
_SHELF = "examined"


def examined(compiled: Compiled, examine: Callable[[], Found]) -> Found:
    """Return what comes of examining a scheme, as it came out of an earlier run if that is kept."""
    ground = _Ground(compiled)
    if not ground.is_clear:
        return examine()
    kept = ground.kept()
    if kept is None:
        kept = examine()
        ground.keep(kept)
    return kept


class _Ground:
    """All that is examined of a scheme, and the texts in which its places are."""

    def __init__(self, compiled: Compiled) -> None:
        written = _Written(compiled)
        self._texts, self.is_clear = written.texts, written.is_clear
        self._path = place(_SHELF, compiled.scheme.source.name, written.content, calendar())

    def kept(self) -> Found | None:
        """Return what came of examining it, if it is kept."""
        content = opened(self._path)
        try:
            return None if content is None else cast("Found", _Filled(io.BytesIO(content), self._texts).load())
        except Exception:  # noqa: BLE001 - anything at all may be wrong with it; then it is examined anew
            return None

    def keep(self, found: Found) -> None:
        """Keep what came of examining it; where that cannot be done, nothing is lost."""
        content = io.BytesIO()
        _Emptied(content, NEWEST).dump(found)
        keep_bytes(self._path, content.getvalue())


class _Written(Pickler):
    """Writes a scheme and its rules, with the words at each place instead of the whole text.

    It is clear which text a place is in as long as no two are called the same.
    """

    def __init__(self, compiled: Compiled) -> None:
        content = io.BytesIO()
        super().__init__(content, NEWEST)
        self.texts: dict[str, Source] = {}
        self.is_clear = True
        self.dispatch_table = {Source: self._source, Span: self._span}
        self.dump((compiled.scheme, compiled.graph))
        self.content = content.getvalue()

    def _source(self, source: Source) -> tuple[type[str], tuple[str]]:
        self.is_clear &= self.texts.setdefault(source.name, source) is source
        return str, (source.name,)

    def _span(self, span: Span) -> tuple[type[tuple[object, ...]], tuple[tuple[object, ...]]]:
        source = span.source
        return tuple, ((source, source.position(span.start), source.position(span.end), span.words),)


def _at(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return span.source.position(span.start), span.source.position(span.end)


class _Emptied(Pickler):
    """Writes what was found, with the lines and columns of each place instead of the text."""

    def persistent_id(self, obj: object) -> tuple[object, ...] | None:
        match obj:
            case Span(source=source):
                return source.name, *_at(obj)
            case Source(name=name):
                return (name,)
            case _:
                return None


class _Filled(Unpickler):
    """Reads it back for the same places in another text."""

    def __init__(self, file: io.BytesIO, texts: dict[str, Source]) -> None:
        super().__init__(file)
        self._texts = texts

    def persistent_load(self, pid: tuple[str, *tuple[tuple[int, int], ...]]) -> Span | Source:
        name, *ends = pid
        text = self._texts[name]
        return Span(text, *(text.line_start(line) + column - 1 for line, column in ends)) if ends else text
