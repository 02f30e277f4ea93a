"""Classes that are finished when they are used have the manners of those that are finished at once."""

import pickle
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
import pytest
from attrs import evolve, field

from schemelang.light import Light, facts_of, frozen, is_data, light

if TYPE_CHECKING:
    from collections.abc import Callable


@light
class Base(Light):
    """A class with a field that does not count."""

    word: ClassVar[str] = "word"
    name: str
    place: int = field(default=0, eq=False, repr=False)


@light
class Leaf(Base):
    """A class of the class."""

    inner: tuple[str, ...] = field(default=(), kw_only=True)


@frozen
class Plain:
    """A class with attrs' own manners."""

    name: str
    number: int = 1


@frozen(kw_only=True)
class Named(Plain):
    """A class whose fields are named."""

    last: str


@light
class Kept(Light):
    """A class of which none has been made in the Python that reads one."""

    name: str


class Under(Plain):
    """A class that is not decorated itself."""


def test_a_light_class_is_compared_and_printed_by_what_counts() -> None:
    """Fields, defaults and what does not count are those that are written, of the class and of its base."""
    leaf = Leaf("a", 3, inner=("b",))

    assert leaf == Leaf("a", 4, inner=("b",))
    assert hash(leaf) == hash(Leaf("a", 4, inner=("b",)))
    assert leaf != Base("a", 3)
    assert repr(leaf) == "Leaf(name='a', inner=('b',))"
    assert [fact.name for fact in facts_of(Leaf)] == ["name", "place", "inner"]
    assert Leaf.word == "word"


def test_a_frozen_class_is_attrs_own() -> None:
    """It cannot be changed, can be evolved and matched, and takes its facts by name if so asked."""
    named = Named(name="a", last="z")

    assert evolve(named, number=2) == Named(name="a", number=2, last="z")
    assert repr(Plain("a")) == "Plain(name='a', number=1)"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        named.name = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Named("a", 1, "z")  # type: ignore[call-arg]
    match Plain("a", 7):
        case Plain(name, number):
            assert (name, number) == ("a", 7)


@frozen(eq=False)
class Alone:
    """A class of which each is equal to itself alone, printed in its own way."""

    name: str = "a"

    def __repr__(self) -> str:
        """Print the name."""
        return f"<{self.name}>"


@frozen
class Bare:
    """A class without fields."""


@frozen
class Single:
    """A class of one field that counts, and one that does not."""

    name: str
    place: int = field(default=0, eq=False, repr=False)


def test_what_compares_and_prints_is_as_attrs_would_make_it() -> None:
    """All fields that count are compared, of one class alone; what a class says itself stays."""
    assert Plain("a") != Named(name="a", last="z")
    assert Plain("a").__eq__(Single("a")) is NotImplemented
    assert Single("a", 1) == Single("a", 2) != Single("b", 1)
    assert hash(Single("a", 1)) == hash(Single("a", 2))
    assert repr(Single("a", 1)) == "Single(name='a')"
    assert len({Bare(), Bare()}) == 1
    assert repr(Bare()) == "Bare()"
    assert Alone() != Alone()
    assert repr(Alone()) == "<a>"


def test_whatever_comes_first_finishes_a_class() -> None:
    """Making one, reading one back, one of a class beneath it, and asking for the fields come to the same."""
    make: Any = frozen
    ways: list[Callable[[Any], object]] = [
        lambda kind: kind("a"),
        facts_of,
        lambda kind: type("Beneath", (kind,), {})("a"),
    ]
    for way in ways:
        kind: Any = make(type("Kind", (), {"__annotations__": {"name": str}}))
        assert is_data(kind)
        way(kind)
        assert len({kind("a"), kind("a")}) == 1
        assert attrs.has(kind)

    assert Under("a").number == 1


def test_one_that_was_kept_is_read_back() -> None:
    """What is read back before any was made is what was kept."""
    kept = pickle.dumps(Kept("a"))
    again: Any = light(type("Kept", (Light,), {"__annotations__": {"name": str}, "__module__": __name__}))
    globals()["Kept"], before = again, Kept
    try:
        read = pickle.loads(kept)  # noqa: S301 - we have just written it
        assert read == again("a")
    finally:
        globals()["Kept"] = before


def test_what_has_no_fields_is_no_data() -> None:
    """A class of Python's own is not taken for one of ours."""
    assert not is_data(str)
