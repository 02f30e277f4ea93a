"""Every pass, in order, on one page."""

from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph
from schemelang.light import frozen
from schemelang.model.from_ast import resolve
from schemelang.model.model import Scheme
from schemelang.source import Load, Source, nothing_beside
from schemelang.syntax.ast import File
from schemelang.syntax.parser import parse


@frozen
class Compilation:
    """How far a text got: each language it reached, and what was found on the way."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    file: File | None = None
    scheme: Scheme | None = None
    graph: RuleGraph | None = None


def compile_scheme(source: Source, load: Load = nothing_beside) -> Compilation:
    """Take a text, with the files that it names, through every pass, as far as it goes without errors."""
    file, syntax_found = parse(source)
    if file is None or has_errors(syntax_found):
        return Compilation(source, syntax_found, file)
    scheme, model_found = resolve(file, source, load)
    if scheme is None:
        return Compilation(source, syntax_found + model_found, file)
    graph, graph_found = lower(scheme)
    return Compilation(source, syntax_found + model_found + graph_found, file, scheme, graph)
