"""Classes that are finished when they are used have the manners of those that are finished at once."""

import json
import pickle
import subprocess
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
import pytest

from light_classes import import_all, name_of, said_of
from schemelang.light import Factory, _facts, _unfinished, define, evolve, facts_of, field, frozen, is_data, light

if TYPE_CHECKING:
    from collections.abc import Callable


@light
class Base:
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
class Kept:
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


def test_a_frozen_class_is_as_attrs_would_make_it() -> None:
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
    again: Any = light(type("Kept", (), {"__annotations__": {"name": str}, "__module__": __name__}))
    slotted: Any = frozen(type("Kept", (), {"__annotations__": {"name": str}, "__module__": __name__}), slots=True)
    before = Kept
    for kind in (again, slotted):
        globals()["Kept"] = kind
        try:
            read = pickle.loads(kept)  # noqa: S301 - we have just written it
            assert read == kind("a")
        finally:
            globals()["Kept"] = before


def test_what_has_no_fields_is_no_data() -> None:
    """A class of Python's own is not taken for one of ours."""
    assert not is_data(str)


@define
class Loose:
    """A class that can be changed."""

    name: str
    seen: list[str] = Factory(list)


def test_one_that_can_be_changed_has_no_hash() -> None:
    """It is compared like every other, and each has values of its own."""
    loose = Loose("a")
    loose.seen.append("b")
    loose.name = "c"

    assert loose == Loose("c", ["b"]) != Loose("c")
    with pytest.raises(TypeError):
        hash(loose)


@frozen(cache_hash=True)
class Looked:
    """A class that is often looked up."""

    name: str
    parts: tuple[str, ...] = ()


def test_a_hash_that_is_kept_is_not_handed_on() -> None:
    """Neither one that is evolved nor one that is read back has the hash of another."""
    looked = Looked("a")

    assert hash(looked) == hash(looked) == hash(Looked("a"))
    assert hash(evolve(looked, name="b")) == hash(Looked("b"))
    assert vars(pickle.loads(pickle.dumps(looked))) == {"name": "a", "parts": ()}  # noqa: S301 - we have written it


@frozen(slots=True, order=True, cache_hash=True)
class Stood:
    """A class of which very many are made."""

    first: str
    place: int = field(default=0, eq=False)


def test_one_with_slots_is_as_any_other() -> None:
    """It has no room for anything else; it is put in order, looked up, evolved and read back."""
    stood = Stood("a", 7)
    later = evolve(stood, first="b")

    assert not hasattr(stood, "__dict__")
    assert stood < later
    assert stood <= Stood("a") >= stood
    assert later > stood
    assert stood.__lt__(Plain("a")) is NotImplemented  # type: ignore[operator]
    assert {stood: 1}[Stood("a")] == 1 == {later: 1}[Stood("b")]
    assert repr(pickle.loads(pickle.dumps(later))) == repr(later) == "Stood(first='b', place=7)"  # noqa: S301 - our own
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        stood.first = "b"  # type: ignore[misc]


@pytest.mark.parametrize("before", [0, 200])
def test_what_is_said_of_one_is_what_python_says(before: int) -> None:
    """The first and those of which many were made before refuse in the same words what is wrong."""

    @frozen
    class One:
        name: str
        number: int = 1
        parts: tuple[str, ...] = field(factory=tuple, kw_only=True)

    make: Any = One
    for _ in range(before):
        assert make(name="a") == make("a", parts=()) == make("a", 1)
    assert vars(make("a", parts=("b",))) == {"name": "a", "number": 1, "parts": ("b",)}
    for given, named, words in (
        ((), {}, "missing 1 required positional argument: 'name'"),
        (("a",), {"name": "a"}, "multiple values for argument 'name'"),
        (("a",), {"nmae": "a"}, "unexpected keyword argument 'nmae'"),
        (("a", 1, ()), {}, "takes from 2 to 3 positional arguments but 4 were given"),
    ):
        with pytest.raises(TypeError, match=words):
            make(*given, **named)
    with pytest.raises(TypeError):
        evolve(make("a"), nmae="b")


@frozen
class Private:
    """A class whose fields are not all said by their names, nor all said."""

    _inner: str = field(eq=False)
    outer: int = field(alias="out", default=2)
    made: list[str] = field(factory=list, init=False)
    known: int = field(default=3, init=False)


def test_a_field_may_be_said_by_another_name_or_not_at_all() -> None:
    """What is evolved is said in the same way, and what is not said is made anew."""
    make: Any = Private
    private = make("a", out=1)

    assert (private._inner, private.outer, private.made, private.known) == ("a", 1, [], 3)  # noqa: SLF001
    assert evolve(private, inner="b", out=4) == make("c", 4) == attrs.evolve(make("c", 1), out=4)
    assert make("a").outer == 2


def test_a_class_that_is_not_plain_is_made_by_attrs() -> None:
    """A hook is called, a validator asked, and a class may be made from one of attrs' own."""

    @attrs.frozen(slots=False)
    class Theirs:
        name: str

    @frozen
    class Hooked:
        name: str = field(default="a", repr=False)
        length: int = field(init=False, default=0)

        def __attrs_post_init__(self) -> None:
            self.__dict__["length"] = len(self.name)

    @frozen
    class Checked:
        number: int = attrs.field(validator=attrs.validators.instance_of(int))

    @frozen
    class Ours(Theirs):
        number: int = field(default=1)

    wrong: Any = "a"
    assert repr(Hooked("abc")).endswith("Hooked(length=3)")
    with pytest.raises(TypeError):
        Checked(wrong)
    assert Ours("a") == Ours("a", 1)
    assert [fact.name for fact in facts_of(Ours)] == ["name", "number"]
    assert [fact.name for fact in attrs.fields(Ours)] == ["name", "number"]
    assert evolve(Theirs("a"), name="b") == Theirs("b")


def test_what_was_worked_out_of_one_is_not_handed_on() -> None:
    """Of one that is evolved what follows from its fields is worked out anew."""

    @frozen
    class Long:
        name: str
        times: int = 2

        @cached_property
        def whole(self) -> str:
            return self.name * self.times

    before = Long("a")

    assert before.whole == "aa"
    assert evolve(before, name="b").whole == "bb"
    assert evolve(before, times=3) == Long("a", 3)


def test_every_light_class_is_as_attrs_would_make_it() -> None:
    """Fields, order, defaults, what counts, what is printed and what is refused: in every room, of every class."""
    program = Path(__file__).parent / "light_classes.py"
    made = subprocess.run([sys.executable, program], check=True, capture_output=True, text=True)
    by_attrs = json.loads(made.stdout)

    import_all()
    ours = {name: kind for kind in [*list(_unfinished), *_facts] if (name := name_of(kind)) in by_attrs}

    assert len(by_attrs) > 500
    assert ours.keys() == by_attrs.keys()
    for name, said in by_attrs.items():
        assert json.loads(json.dumps(said_of(ours[name]))) == said, name
