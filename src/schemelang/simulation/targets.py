"""What a change is of, as it is written: a figure, perhaps of one party, or a number that is laid down."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from schemelang.diagnostic import Place
from schemelang.graph.graph import Constant, Role, Rule
from schemelang.model.model import SCHEME, Figure, Payment
from schemelang.model.names import nearest, with_article
from schemelang.model.saying import say_known
from schemelang.proof.worlds import World
from schemelang.simulation.errors import NothingToChange, PartyUnknown
from schemelang.simulation.simulation import LaidDown, OfFigure, Target

_NAMED = re.compile(r"(?P<name>\w+)(?:\s+of\s+(?P<party>.+))?")
_VALUE_IN = re.compile(r"(?P<value>.+?)\s+in\s+(?P<name>\w+)")
_MOST_NAMED = 6


@frozen
class _Laid:
    """A number that is laid down in a block, in as many places as it stands there."""

    block: str
    value: str
    rules: tuple[Rule, ...]

    @property
    def written(self) -> str:
        """How it is asked for: 90% in network_target."""
        return f"{self.value} in {self.block}"


def read_target(written: str, place: Place, world: World) -> Target | NothingToChange | PartyUnknown:
    """Read what is to be changed."""
    text = " ".join(written.split())
    named, valued = _NAMED.fullmatch(text), _VALUE_IN.fullmatch(text)
    if named:
        name, party = named["name"], named["party"]
        figure = world.plan.figures.get(name)
        if figure is not None:
            return OfFigure(figure, None, "") if party is None else _of_party(place, figure, party, world)
        return _laid_down(place, name, "", world) if party is None else _not_of_a_party(place, name, world)
    if valued:
        return _laid_down(place, valued["name"], valued["value"], world)
    return _nothing(place, text, "this is no name", ())


# ---------------------------------------------------------------- parties


def _of_party(place: Place, figure: Figure, wanted: str, world: World) -> OfFigure | PartyUnknown:
    """Find whose figure is meant: one party's or, where a group is named, that of each of its members."""
    levels, members = world.graph.levels, world.figures.members
    found = [each for each in members if wanted.lower() == each.code.lower()]
    found = found or [each for each in members if wanted.lower() == each.name.lower()]
    if figure.level == SCHEME:
        return _unknown(place, figure, wanted, "it is one figure for the whole scheme", figure.name)
    if len(found) > 1:
        return _unknown(place, figure, wanted, "more than one is called so", " or ".join(each.code for each in found))
    if not found:
        known = {word.lower(): each.code for each in members for word in (each.name, each.code)}
        near = nearest(wanted.lower(), known)
        return _unknown(place, figure, wanted, "not among the figures", known[near] if near else "")
    (party,) = found
    if levels.index(party.kind) < levels.index(figure.level):
        problem = f"it is {with_article(party.kind)}, and the figure is one for each {figure.level}"
        return _unknown(place, figure, wanted, problem, "")
    if party.kind == figure.level:
        return OfFigure(figure, (party.code,), party.name)
    own = world.known.belonging.members.get((party.kind, party.code, figure.level), ())
    return OfFigure(figure, own, f"each {figure.level} of {party.name}")


def _unknown(place: Place, figure: Figure, wanted: str, problem: str, instead: str) -> PartyUnknown:
    remedy = f"Write   {instead if instead == figure.name else f'{figure.name} of {instead}'}" if instead else ""
    return PartyUnknown(place=place, party=wanted, figure=figure.name, problem=problem, remedy=remedy)


def _not_of_a_party(place: Place, name: str, world: World) -> NothingToChange:
    known = name in {block.name for block in world.scheme.blocks}
    if not known:
        return _no_such_name(place, name, world)
    return _nothing(place, name, "this is no figure, so it is the same for everybody", (name,))


# ---------------------------------------------------------------- numbers that are laid down


def laid_down(world: World) -> Mapping[str, tuple[_Laid, ...]]:
    """Find the numbers that are laid down in each block, by its name."""
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in world.graph.rules:
        if isinstance(rule.kind, Constant) and rule.role is not Role.INSERTED and rule.id.part != "nothing":
            found.setdefault((rule.id.owner, say_known(rule.kind.value, rule.type)), []).append(rule)
    blocks: dict[str, tuple[_Laid, ...]] = {}
    for (block, value), rules in found.items():
        blocks[block] = (*blocks.get(block, ()), _Laid(block, value, tuple(rules)))
    return blocks


def _laid_down(place: Place, name: str, value: str, world: World) -> LaidDown | NothingToChange:
    """Find a number in a block: the only one or, where there are several, the one that is named.

    A payment is never one number, even if only one stands in it.
    """
    blocks = laid_down(world)
    own = blocks.get(name, ())
    meant = [each for each in own if not value or _same(each.value, value)]
    paid = name in _payments(world)
    if len(meant) == 1 and (value or not paid):
        (laid,) = meant
        return _as_target(laid, world, several=len(own) > 1)
    if len(meant) > 1 and not paid:
        return _nothing(place, name, "several numbers are laid down in it", [each.written for each in own])
    titles = {block.name: block.title for block in world.scheme.blocks}
    if name not in titles:
        return _no_such_name(place, name, world)
    if own and value:
        return _nothing(place, value, f"no such number is laid down in {name}", [each.written for each in own])
    return _nothing(place, name, "it is worked out", list(_under(name, world, blocks)))


def _payments(world: World) -> frozenset[str]:
    return frozenset(block.name for block in world.scheme.blocks if isinstance(block, Payment))


def _same(one: str, other: str) -> bool:
    return one.replace(",", "").removesuffix(".00") == other.replace(",", "").removesuffix(".00")


def _as_target(laid: _Laid, world: World, *, several: bool) -> LaidDown:
    title = world.graph.by_id[laid.rules[0].id].title
    block = next((each.title for each in world.scheme.blocks if each.name == laid.block), title)
    places = f" ({len(laid.rules)} places)" if len(laid.rules) > 1 else ""
    called = f"{laid.value} in {block}{places}" if several or laid.rules[0].role is not Role.VALUE else block
    return LaidDown(tuple(rule.id for rule in laid.rules), laid.rules[0].type, called)


def _under(name: str, world: World, blocks: Mapping[str, Sequence[_Laid]]) -> Iterator[str]:
    """Return what a block is worked out from that can be changed."""
    own = [rule.id for rule in world.graph.rules if rule.id.owner == name]
    owners = dict.fromkeys(rule.owner for rule in sorted(world.graph.under(own), key=world.graph.place.__getitem__))
    yield from (owner for owner in owners if owner in world.plan.figures)
    for owner in owners:
        laid = blocks.get(owner, ())
        several = len(laid) > 1 or owner in _payments(world)
        yield from (each.written if several else owner for each in laid)


# ---------------------------------------------------------------- what is wrong


def _no_such_name(place: Place, name: str, world: World) -> NothingToChange:
    known = [*world.plan.figures, *(block for block in laid_down(world) if block not in _payments(world))]
    near = nearest(name, known)
    return _nothing(place, name, "nothing in this scheme has this name", [near] if near else known)


def _nothing(place: Place, name: str, problem: str, instead: Sequence[str]) -> NothingToChange:
    some = [*instead[:_MOST_NAMED], *(["\u2026"] if len(instead) > _MOST_NAMED else [])]
    several = "Write one of:" if len(instead) > 1 else "Write:"
    remedy = "\n".join([several, *(f"    {each}" for each in some)]) if some else ""
    return NothingToChange(place=place, name=name, problem=problem, remedy=remedy)
