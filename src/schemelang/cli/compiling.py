"""Reads and compiles a scheme, unless it was kept; click is not needed for it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from schemelang.cli.keeping import Compiled, keep, kept
from schemelang.cli.reading import load_beside, read_source
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.source import Source, Trouble

if TYPE_CHECKING:
    from pathlib import Path


def compile_file(path: "Path | str") -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Read and compile one file; one that has not changed since an earlier run is taken as it was then."""
    source, found = read_source(path)
    return (None, found) if source is None else compile_source(source, path)


def compile_source(source: Source, path: "Path | str") -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Compile the text of a file; one that has not changed since an earlier run is taken as it was then."""
    before = kept(source, partial(load_beside, path))
    if before is not None:
        return before, before.advice
    return _compile(source, path)


def _compile(source: Source, path: "Path | str") -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    from schemelang.compile import compile_scheme  # every pass, and not needed for what is kept

    texts: dict[str, str] = {}

    def load(named: str) -> Source | Trouble:
        loaded = load_beside(path, named)
        if isinstance(loaded, Source):
            texts[named] = loaded.text
        return loaded

    compilation = compile_scheme(source, load)
    found = compilation.diagnostics
    if compilation.scheme is None or compilation.graph is None or has_errors(found):
        from schemelang.stakes import with_stakes  # only where a choice may be open

        return None, with_stakes(source, found, load)
    compiled = Compiled(compilation.scheme, compilation.graph, found, texts)
    keep(source, compiled)
    return compiled, found


def report(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Write what was found as it is printed."""
    if not diagnostics:
        return ""
    from schemelang.report import as_text  # only when there is something to say

    return as_text(tuple(diagnostics), colour=colour)
