"""Frozen classes that are quick to make, for the languages that have very many of them.

attrs writes each class its own comparison and printing; with some hundreds of classes that is felt at
every start. A light class has the same manners, written once, here.
"""

from typing import TypeVar, dataclass_transform

from attrs import Attribute, field, fields, frozen

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light(kind: type[Kind]) -> type[Kind]:
    """Make a frozen attrs class that is compared and printed by `Light`, its base."""
    return frozen(kind, eq=False, repr=False, slots=False)


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
    """Return the fields of a light class."""
    facts: tuple[Attribute[object], ...] = fields(kind)
    return facts


def _counting(light: object) -> tuple[object, ...]:
    return tuple(getattr(light, fact.name) for fact in facts_of(type(light)) if fact.eq)
