"""Frozen classes that cost nothing until they are used, for the languages that have very many of them.

attrs writes the manners of a class as code and compiles it; with some hundreds of classes that takes longer than all
else at every start, and a run uses a third of them. So a class is finished only when the first of its kind is made,
or read back, or when its fields are asked for; and only how it is made is compiled. It is compared and printed by
functions that all classes share. A class of which a run makes very many is better made by attrs itself, with slots.
"""

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

import attrs
from attrs import Attribute, field, fields

Kind = TypeVar("Kind")

_unfinished: dict[type, Callable[[type], type]] = {}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light(kind: type[Kind]) -> type[Kind]:
    """Make a frozen attrs class, when it is used, that is compared and printed by `Light`, its base."""
    return _begun(kind, attrs.frozen(eq=False, repr=False, slots=False))


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414 - what it makes has the fields and manners of theirs
else:

    def frozen(
        kind: type | None = None, /, *, kw_only: bool = False, eq: bool = True, cache_hash: bool = False
    ) -> object:
        """Make a frozen attrs class when it is used, with comparison and printing as attrs would make them."""
        kept = attrs.frozen(slots=False, kw_only=kw_only, cache_hash=True)  # which attrs knows how to keep
        finished = kept if cache_hash else partial(_finished, kw_only=kw_only, eq=eq)
        return partial(_begun, finished=finished) if kind is None else _begun(kind, finished)


def _begun(kind: type[Kind], finished: Callable[[type], type]) -> type[Kind]:
    """Leave a class as it is, but for what finishes it: the first of its kind that is made, or read back."""

    def begin(self: Kind, *facts: object, **named: object) -> None:
        _finish(kind)
        kind.__init__(self, *facts, **named)

    def read_back(self: Kind, state: dict[str, object]) -> None:
        _finish(kind)
        self.__dict__.update(state)

    for name, manner in (("__init__", begin), ("__setstate__", read_back)):
        setattr(kind, name, manner)
    _unfinished[kind] = finished
    return kind


def _finish(kind: type) -> None:
    """Make an attrs class of it, after those that it is made from, if that is still to be done."""
    for each in reversed(kind.__mro__):
        if each in _unfinished:
            finished = _unfinished.pop(each)
            del each.__init__, each.__setstate__  # type: ignore[attr-defined, misc]
            finished(each)


def _finished(kind: type[Kind], *, kw_only: bool, eq: bool) -> type[Kind]:
    """Make an attrs class of it, and give it those of our manners that it has not of its own."""
    attrs.frozen(slots=False, kw_only=kw_only, eq=False, repr=False)(kind)
    manners = {"__repr__": Light.__repr__, **(_comparison(kind) if eq else {})}
    for name, manner in manners.items():
        if name not in vars(kind):
            setattr(kind, name, manner)
    return kind


def _comparison(kind: type) -> dict[str, Callable[..., object]]:
    """Return what compares two of a class by the fields that count, and agrees with that."""
    names = [fact.name for fact in fields(kind) if fact.eq]
    counting: Callable[[object], object] = attrgetter(*names) if names else _nothing

    def equal(self: object, other: object) -> bool:
        return counting(self) == counting(other) if type(self) is type(other) else NotImplemented

    def hashed(self: object) -> int:
        return hash((kind, counting(self)))

    return {"__eq__": equal, "__hash__": hashed}


def _nothing(_: object) -> tuple[()]:
    return ()


class Light:
    """Two are equal if they are of one class and all fields agree but those marked `eq=False`."""

    def __eq__(self, other: object) -> bool:
        """Compare the fields that count."""
        return type(self) is type(other) and _counting(self) == _counting(other)

    def __hash__(self) -> int:
        """Agree with what is compared."""
        return hash((type(self), _counting(self)))

    def __repr__(self) -> str:
        """Print the fields but those marked `repr=False`."""
        facts = (f"{fact.name}={getattr(self, fact.name)!r}" for fact in facts_of(type(self)) if fact.repr)
        return f"{type(self).__name__}({', '.join(facts)})"


def facts_of(kind: type) -> "tuple[Attribute[object], ...]":
    """Return the fields of a class of data."""
    _finish(kind)
    facts: tuple[Attribute[object], ...] = fields(kind)
    return facts


def is_data(kind: type) -> bool:
    """Say whether a class is one of data, with fields."""
    return kind in _unfinished or attrs.has(kind)


def _counting(light: object) -> tuple[object, ...]:
    return tuple(getattr(light, fact.name) for fact in facts_of(type(light)) if fact.eq)
