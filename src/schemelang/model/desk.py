"""What the pass has in hand while it reads a scheme: the heading, the blocks by name, and what was found."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from schemelang.dates import Period, PeriodKind, periods, say_range
from schemelang.diagnostic import Diagnostic, Label
from schemelang.light import Factory, define, facts_of, frozen
from schemelang.model import errors, model
from schemelang.model.names import nearest, plural, singular, spoken, with_article
from schemelang.model.stated import Standing
from schemelang.source import Source, Span
from schemelang.syntax import ast

_MOST_SUGGESTIONS = 25

Moment = date | Period
Stated = Mapping[str, model.Action | None]
"""What is done in each situation that is spoken of; None where that could not be read."""

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
_WITH_A_VALUE = (
    ast.Figure | ast.Value | ast.Indicator | ast.Target | ast.Payment | ast.Scale | ast.Judgement | ast.Saving
)


WorkedOut = model.Value | model.Indicator | model.Scale | model.Target | model.Saving | model.Payment
Valued = model.Figure | WorkedOut


@frozen(kw_only=True)
class Heading:
    """What the heading says, and what every block of a scheme is read against.

    `changes` are what is done by kind of member and by how it comes or goes, None where that could not be read.
    A heading can be wrong. Then the parties are not sure, or the term is not, and stands for any other.
    """

    leaf: model.Kind
    leaf_number: int | None = None
    groupings: tuple[model.Grouping, ...] = ()
    sure_of_kinds: bool = True
    first: date
    last: date
    sure_of_term: bool = True
    offered_by: str | None = None
    standing: Standing = Factory(Standing)
    sign_by: date | None = None
    otherwise: str = ""
    absences: Stated = Factory(dict)
    overspent: ast.Situation | None = None
    changes: Mapping[tuple[str, model.Change], model.PartYear | None] = Factory(dict)
    overpaid: tuple[ast.Situation, ...] = ()

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels, finest first."""
        return (*(kind.singular for kind in self.kinds), model.SCHEME)

    @cached_property
    def kinds(self) -> tuple[model.Kind, ...]:
        """The kinds of party, finest first."""
        return (self.leaf, *(each.groups for each in self.groupings))

    @property
    def nothing_is_grouped(self) -> bool:
        """Whether those who take part are for sure in no groups."""
        return self.sure_of_kinds and not self.groupings

    def changes_of(self, level: str) -> model.Changes:
        """Return what is said of those of a level that come or go."""
        return model.Changes(**{change: does for (kind, change), does in self.changes.items() if kind == level})


@frozen(kw_only=True)
class Implied:
    """When figures are read that are named without a time, and where that is said.

    No moment means that it should have been said. In a limit of a figure each is read at the figure's own time.
    """

    moment: Moment | None
    span: Span
    where: Literal["indicator", "limit"]


@frozen(kw_only=True)
class Again:
    """That a block is read at another time than its own: at a moment, or without one a year earlier."""

    moment: Moment | None
    when: ast.When


ReadAgain = Callable[["Desk", ast.Indicator | ast.Target, Again], "model.Indicator | model.Target | None"]


@frozen(kw_only=True)
class OwnLines:
    """The lines of a saving that can be read inside it, with its level and the kind of period it has values for."""

    names: tuple[Literal["budget", "spend"], ...]
    level: str
    series: PeriodKind | None


@frozen(kw_only=True)
class Place:
    """Where an expression stands.

    `level` is the level that its block has a value for; None where any will do, and then members are put
    together for the whole scheme. `series` is the kind of period for each of which its block has a value, None
    where it has one value. `again` is set while a block is read at another time than its own.
    `so_far` is the type and the level of what the steps above have come to, None where
    there are none. `empty` is what a share of nobody is, and `few` what is done where there are few.
    `own` is set inside a saving, whose own lines can be read there.
    """

    level: str | None
    series: PeriodKind | None = None
    again: Again | None = None
    implied: Implied | None = None
    so_far: tuple[model.Type, str] | None = None
    empty: model.Action | Literal["unsaid", "unreadable", "unsayable"] = "unsayable"
    few: model.Few | Literal["unreadable"] | None = None
    own: OwnLines | None = None


@define
class Desk:
    """The scheme in hand. `read` holds each block once it has been read, None where it could not be.

    `last_days` holds the last day on which anything is counted that a block is worked out from.
    `earlier` holds the figures that are read of the year before the term, and `at_other_times` by their names the
    blocks that are read at another time than their own; `in_hand` are those whose reading is not over.
    `tables` are the blocks that declare many at once, of which one cause is said once.
    `near` holds for each name that nothing has the one that is near to it; looking for one takes time.
    """

    source: Source
    heading: Heading
    blocks: dict[str, NamedBlock]
    found: dict[object, Diagnostic] = Factory(dict)
    read: "dict[str, model.AnyBlock | None]" = Factory(dict)
    last_days: dict[str, date] = Factory(dict)
    earlier: set[str] = Factory(set)
    read_again: ReadAgain | None = None
    at_other_times: "dict[str, model.Indicator | model.Target]" = Factory(dict)
    in_hand: set[str] = Factory(set)
    near: dict[str, str | None] = Factory(dict)
    withdrawn: Mapping[str, ast.Withdrawn] = Factory(dict)
    tables: tuple[Span, ...] = ()

    # ------------------------------------------------------------ names

    def block(self, name: ast.Name) -> "Valued | None":
        """Return the block of a name that is to have a value; None if there is none that could be read."""
        written, read = self.blocks.get(name.text), self.read.get(name.text)
        if written is None and name.text not in self.read:
            self._unknown(name)
        elif written is not None and not isinstance(written, _WITH_A_VALUE):
            self.wrong_kind(name, "something with a value")
        return read if isinstance(read, Valued) else None

    def party(self, name: ast.Name) -> str | None:
        """Return the name of a party, if it is one that could be read."""
        written = self.blocks.get(name.text)
        if written is None and name.text not in self.read and not self._misspelt(name):
            self.say(errors.naming.UnknownParty(place=name.span, name=name.text))
        elif written is not None and not isinstance(written, ast.Party):
            self.wrong_kind(name, "a party")
            return None
        return name.text if isinstance(self.read.get(name.text), model.NamedParty) else None

    def _unknown(self, name: ast.Name) -> None:
        if not self._misspelt(name):
            self.say(errors.naming.UnknownName(place=name.span, name=name.text))

    def _misspelt(self, name: ast.Name) -> bool:
        """Say which name is near to one that nothing has, or that it was withdrawn; or that this is not so."""
        if name.text in self.withdrawn:
            self._refuse_withdrawn(name, self.withdrawn[name.text])
            return True
        if len(self.near) < _MOST_SUGGESTIONS and name.text not in self.near:
            self.near[name.text] = nearest(name.text, [*self.blocks, *self.read])
        suggestion = self.near.get(name.text)
        if suggestion is not None:
            self.say(errors.naming.MisspeltName(place=name.span, name=name.text, suggestion=suggestion))
        return suggestion is not None

    def _refuse_withdrawn(self, name: ast.Name, item: ast.Withdrawn) -> None:
        reader = next((block for block in self.blocks.values() if _says(block, name)), None)
        if name.span.source is item.span.source:
            remedy = "Leave it out here, or do not withdraw it."
        elif reader is None:
            remedy = "Say this line anew in the heading of the variation."
        else:
            remedy = f'Withdraw or replace "{reader.name.text}" too.'
        label = Label(item.name.span, "withdrawn here")
        self.say(errors.varying.ReadsWithdrawn(place=name.span, name=name.text, remedy=remedy, labels=(label,)))

    def wrong_kind(self, name: ast.Name, wanted: str) -> None:
        """Say that a name stands for something that cannot be used here."""
        found = with_article(called(self.blocks[name.text]))
        self.say(errors.naming.WrongKindOfBlock(place=name.span, name=name.text, found=found, wanted=wanted))

    # ------------------------------------------------------------ levels

    def finer(self, one: str, other: str) -> bool:
        """Say whether one level is finer than another."""
        return self.heading.levels.index(one) < self.heading.levels.index(other)

    def finest(self, levels: Iterable[str]) -> str:
        """Return the finest of some levels; of none, the scheme."""
        return min(levels, key=self.heading.levels.index, default=model.SCHEME)

    def kind_named(self, name: ast.Name) -> model.Kind | None:
        """Return the kind of party that a word names, in the singular or the plural."""
        one = singular(name.text)
        for kind in self.heading.kinds:
            if kind.singular.lower() == one:
                return kind
        if self.heading.sure_of_kinds:
            self._unknown_kind(name)
        return None

    def _unknown_kind(self, name: ast.Name) -> None:
        kinds, one = self.heading.kinds, singular(name.text)
        near = nearest(name.text, [word for kind in kinds for word in (kind.singular, kind.plural)])
        if near is not None:
            self.say(errors.naming.MisspeltName(place=name.span, name=name.text, suggestion=near))
            return
        known, members = " and ".join(kind.plural for kind in kinds), kinds[-1].plural
        words = "\n".join(kind.singular if one == name.text.lower() else kind.plural for kind in kinds)
        said = errors.naming.UnknownKind(
            place=name.span, kind=one, known=known, words=words, members=members, groups=plural(one)
        )
        self.say(said)

    def kind_of_level(self, level: str) -> model.Kind:
        """Return the kind of party of a level below the scheme."""
        return next(kind for kind in self.heading.kinds if kind.singular == level)

    def members_of(self, level: str) -> model.Kind | None:
        """Return what a group is made of; nothing if it is no group."""
        return next((each.members for each in self.heading.groupings if each.groups.singular == level), None)

    # ------------------------------------------------------------ the term

    def periods(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Return the periods of a kind in the term."""
        return periods(kind, self.heading.first, self.heading.last)

    @property
    def term(self) -> str:
        """The term in words."""
        return say_range(self.heading.first, self.heading.last)

    # ------------------------------------------------------------ what was found

    def say(self, diagnostic: Diagnostic) -> None:
        """Keep something found, unless its cause was found already in the same words."""
        one_here = isinstance(diagnostic, _one_at_a_place())
        self.found.setdefault((type(diagnostic), diagnostic.place) if one_here else diagnostic, diagnostic)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was found, each cause once."""
        return _each_cause_once(self.found.values(), self.tables)


def _says(block: NamedBlock, name: ast.Name) -> bool:
    """Say whether a name stands in a block, or in the cells of the row that the block was."""
    nodes: list[object] = [block]
    while nodes:
        node = nodes.pop()
        match node:
            case ast.Name() if node.span == name.span:
                return True
            case tuple():
                nodes += node
            case ast.Node():
                nodes += [getattr(node, fact.name) for fact in facts_of(type(node))]
            case _:  # words and places
                pass
    return False


def _one_at_a_place() -> tuple[type[Diagnostic], ...]:
    """Return the messages of which one is enough at a place."""
    return (
        errors.choices.CountedAsAnother,
        errors.choices.DayUnsaid,
        errors.choices.MeasuredUnsaid,
        errors.numerals.NotOneOfItsTimes,
    )


def _said_once() -> tuple[type[Diagnostic], ...]:
    """Return the messages that are said once of each cause, however often it does harm."""
    return (
        errors.quantities.CountsApart,
        errors.naming.MisspeltName,
        errors.varying.ReadsWithdrawn,
        errors.naming.UnknownName,
        errors.naming.UnknownParty,
        errors.naming.UnknownKind,
        errors.choices.AbsenceUnsaid,
        errors.choices.JoinerUnsaid,
        errors.choices.LeaverUnsaid,
    )


def _each_cause_once(found: Iterable[Diagnostic], tables: tuple[Span, ...]) -> tuple[Diagnostic, ...]:
    """Make one diagnostic of those with one cause: at the first place, with labels at the others."""
    kept: list[Diagnostic] = []
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for each in found:
        table = next((table for table in tables if _is_empty_row(each, table)), None)
        if table is not None:
            alike.setdefault((type(each), table.start), []).append(each)
        elif isinstance(each, _said_once()):
            alike.setdefault(_cause(each), []).append(each)
        else:
            kept.append(each)
    return (*kept, *(_together(same) for same in alike.values()))


def _is_empty_row(diagnostic: Diagnostic, table: Span) -> bool:
    """Say whether it is not said what a row of a table is where there is nobody: one line says it for all rows."""
    place = diagnostic.place
    if not isinstance(diagnostic, errors.choices.EmptyUnsaid) or not isinstance(place, Span):
        return False
    return place.source is table.source and table.start <= place.start < table.end


def _facts(diagnostic: Diagnostic) -> dict[str, Any]:
    return {fact.name: getattr(diagnostic, fact.name) for fact in facts_of(type(diagnostic))}


def _cause(diagnostic: Diagnostic) -> tuple[object, ...]:
    facts = _facts(diagnostic)
    return (type(diagnostic), *(facts[name] for name in facts if name not in ("place", "labels", "stakes")))


def _together(same: list[Diagnostic]) -> Diagnostic:
    first, *rest = sorted(same, key=_start)
    labels = (*first.labels, *(Label(each.place, "and here") for each in rest))
    return type(first)(**(_facts(first) | {"labels": labels}))


def _start(diagnostic: Diagnostic) -> int:
    return diagnostic.place.start if isinstance(diagnostic.place, Span) else 0


# ---------------------------------------------------------------- blocks and their lines


def one_line(node: ast.Node | model.Expression) -> str:
    """Return the words of something as written, in one line."""
    return " ".join(node.span.words.split())


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
        label = Label(found[0].span, "said first here")
        desk.say(errors.naming.LineTwice(place=again.span, line=words, labels=(label,)))
    return found[0] if found else None


def needed(desk: Desk, block: NamedBlock | ast.Scheme, kind: type[Line], words: str, example: str) -> Line | None:
    """Return the one line of a kind that a block must have, or say that it is missing."""
    line = only(desk, block.lines, kind, words)
    if line is None:
        place = block.name.span
        desk.say(errors.naming.LineMissing(place=place, block=called(block), line=words, example=example))
    return line
