"""What can be wrong, said as a value.

A diagnostic's words are in its class and its facts are in its fields.
Each room that can find something wrong keeps its classes in its own `errors.py`.
"""

from typing import ClassVar, Literal

from schemelang.light import facts_of, field, frozen, light
from schemelang.source import CellPlace, Span

Severity = Literal["error", "warning"]
Place = Span | CellPlace


@frozen
class Label:
    """A second place that matters, and what is to be said there."""

    place: Place
    text: str


@light
class Diagnostic:
    """One thing wrong, at one place.

    A subclass sets `code`, `title` and, where they help, `note` (said at the place), `why` and `help`.
    Each is prose with `{field}` holes, filled from the fields of the instance. `stakes` is what a choice moves in
    the scheme's own examples, where that is known.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = "error"
    title: ClassVar[str]
    note: ClassVar[str] = ""
    why: ClassVar[str] = ""
    help: ClassVar[str] = ""

    place: Place = field(kw_only=True)
    labels: tuple[Label, ...] = field(default=(), kw_only=True)
    stakes: str = field(default="", kw_only=True)

    def say(self, words: str) -> str:
        """Fill the holes of one of the class's own texts with this instance's facts."""
        return words.format_map({fact.name: getattr(self, fact.name) for fact in facts_of(type(self))})

    def moving(self, stakes: str) -> "Diagnostic":
        """Return the same, with what its choices move in the scheme's own examples."""
        facts = {fact.name: getattr(self, fact.name) for fact in facts_of(type(self))}
        return type(self)(**(facts | {"stakes": stakes}))


def has_errors(diagnostics: "tuple[Diagnostic, ...]") -> bool:
    """Say whether anything found is an error, so that the next pass must not run."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)
