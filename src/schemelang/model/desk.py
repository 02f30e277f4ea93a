"""What the pass has in hand while it reads a scheme: the heading, the blocks by name, and what was found."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from attrs import Factory, define, frozen

from schemelang.dates import Period, PeriodKind, periods, say_range
from schemelang.diagnostic import Diagnostic, Label
from schemelang.model import errors, model
from schemelang.model.names import nearest, singular, spoken
from schemelang.source import Source, Span
from schemelang.syntax import ast


@frozen(kw_only=True)
class Heading:
    """What every block of a scheme is read against."""

    name: str
    offered_by: str
    leaf: model.Kind
    groupings: tuple[model.Grouping, ...]
    first: date
    last: date
    joins: model.PartYear | None = None
    leaves: model.PartYear | None = None
    absences: tuple[model.Action | None, model.Action | None, model.Action | None] = (None, None, None)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels, finest first."""
        return (self.leaf.singular, *(each.groups.singular for each in self.groupings), model.SCHEME)

    @property
    def kinds(self) -> tuple[model.Kind, ...]:
        """The kinds of party, finest first."""
        return (self.leaf, *(each.groups for each in self.groupings))


NamedBlock = (
    ast.Party
    | ast.Figure
    | ast.Value
    | ast.Indicator
    | ast.Target
    | ast.Payment
    | ast.Guarantee
    | ast.Clause
    | ast.Scale
    | ast.Judgement
    | ast.Saving
    | ast.Exception_
)


@define
class Desk:
    """The scheme in hand. `read` holds each block once it has been read, None where it could not be."""

    source: Source
    heading: Heading
    blocks: dict[str, NamedBlock]
    reader: "Callable[[Desk, NamedBlock], model.AnyBlock | None]"
    read: dict[str, "model.AnyBlock | None"] = Factory(dict)
    reading: list[str] = Factory(list)
    found: list[Diagnostic] = Factory(list)

    def block(self, name: ast.Name) -> "model.AnyBlock | None":
        """Return the block of a name, reading it first if need be; None if there is none that can be read."""
        if name.text not in self.blocks:
            self.unknown(name)
            return None
        if name.text in self.reading:
            self._refuse_circle(name)
            return None
        if name.text not in self.read:
            self.reading.append(name.text)
            self.read[name.text] = self.reader(self, self.blocks[name.text])
            self.reading.pop()
        return self.read[name.text]

    def _refuse_circle(self, name: ast.Name) -> None:
        circle = self.reading[self.reading.index(name.text) :]
        chain = ", ".join([*circle, name.text])
        self.say(errors.NeedsItself(place=name.span, name=name.text, chain=chain))

    def say(self, diagnostic: Diagnostic) -> None:
        """Keep something found."""
        self.found.append(diagnostic)

    def finer(self, one: str, other: str) -> bool:
        """Say whether one level is finer than another."""
        return self.heading.levels.index(one) < self.heading.levels.index(other)

    def finest(self, levels: Iterable[str]) -> str:
        """Return the finest of some levels; of none, the scheme."""
        return min(levels, key=self.heading.levels.index, default=model.SCHEME)

    def kind_named(self, name: ast.Name) -> model.Kind | None:
        """Return the kind of party that a word names, in the singular or the plural."""
        for kind in self.heading.kinds:
            if singular(name.text) == kind.singular or name.text.lower() == kind.plural:
                return kind
        known = ", ".join(kind.plural for kind in self.heading.kinds)
        self.say(errors.UnknownKind(place=name.span, kind=name.text, known=known))
        return None

    def kind_of_level(self, level: str) -> model.Kind:
        """Return the kind of party of a level below the scheme."""
        return next(kind for kind in self.heading.kinds if kind.singular == level)

    def members_of(self, level: str) -> model.Kind:
        """Return what a group is made of."""
        return self.heading.kinds[self.heading.levels.index(level) - 1]

    def unknown(self, name: ast.Name) -> None:
        """Say that nothing has a name."""
        suggestion = nearest(name.text, list(self.blocks))
        if suggestion:
            self.say(errors.MisspeltName(place=name.span, name=name.text, suggestion=suggestion))
        else:
            self.say(errors.UnknownName(place=name.span, name=name.text))

    def wrong_kind(self, name: ast.Name, block: NamedBlock, wanted: str) -> None:
        """Say that a name stands for something that cannot be used here."""
        self.say(errors.WrongKindOfBlock(place=name.span, name=name.text, found=called(block), wanted=wanted))

    def not_yet(self, span: Span, what: str) -> None:
        """Say that something is read but not worked out yet."""
        self.say(errors.NotYet(place=span, what=what))

    def periods(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Return the periods of a kind in the term."""
        return periods(kind, self.heading.first, self.heading.last)

    @property
    def term(self) -> str:
        """The term in words."""
        return say_range(self.heading.first, self.heading.last)


def called(block: ast.Block) -> str:
    """Return the word that begins a block of this kind."""
    return type(block).__name__.strip("_").lower()


def title_of(name: ast.Name, title: ast.Text | None) -> str:
    """Return the title of a block: its own, or its name as words."""
    return title.text if title else spoken(name.text)


Line = TypeVar("Line", bound=ast.Node)


def only(desk: Desk, lines: Iterable[ast.Node], kind: type[Line], words: str) -> Line | None:
    """Return the one line of a kind, if there is one; a second is refused."""
    found = [line for line in lines if isinstance(line, kind)]
    for again in found[1:]:
        desk.say(errors.LineTwice(place=again.span, line=words, labels=(Label(found[0].span, "said first here"),)))
    return found[0] if found else None


def needed(desk: Desk, block: NamedBlock, kind: type[Line], words: str, example: str) -> Line | None:
    """Return the one line of a kind that a block must have, or say that it is missing."""
    line = only(desk, block.lines, kind, words)
    if line is None:
        place = block.name.span
        desk.say(errors.LineMissing(place=place, block=called(block), line=words, example=example))
    return line
