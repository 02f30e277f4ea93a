"""Classes of data that cost nothing until they are used, and little then, for the languages that have very many.

attrs writes the manners of a class as code and compiles it; with some hundreds of classes that takes longer than all
else at every start. So a class is finished here only when the first of its kind is made, or read back, or when its
fields are asked for, and nothing is compiled for it: functions that all classes share make, compare and print it by
its fields. Only how one is made is compiled in the end, of a class of which many are made.
Fields, their order and their defaults are as attrs would have them, and attrs can be asked for them as of its own.
A class that is not plain (a hook, a validator, a class of attrs' own beneath it) attrs makes, when it is used. One of
which a run makes very many has slots.
"""

from _thread import RLock  # threading would be one more module at every start
from collections.abc import Callable, KeysView
from functools import partial
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from attrs import Attribute

Kind = TypeVar("Kind")
_Manners = dict[str, object]

_MANY = 100
"""When so many of a class have been made it is worth compiling how they are made."""
_NOTHING = object()
_HASH = "_hash"
_HOOKS = ("__attrs_pre_init__", "__attrs_post_init__", "__attrs_init_subclass__")


class Fact:
    """A field: what it is called, also where one is made; what it is if nothing is said; and where it counts."""

    __slots__ = ("alias", "default", "eq", "factory", "init", "kw_only", "name", "repr")

    def __init__(  # noqa: PLR0913 - the words are those of attrs
        self,
        *,
        default: object = _NOTHING,
        factory: Callable[[], object] | None = None,
        eq: bool = True,
        repr: bool = True,  # noqa: A002 - as above
        init: bool = True,
        kw_only: bool | None = None,
        alias: str = "",
    ) -> None:
        """Take what is said of it, before it is known what it is called."""
        self.default, self.factory, self.eq, self.repr = default, factory, eq, repr
        self.init, self.kw_only, self.alias = init, kw_only, alias
        self.name = ""

    def named(self, name: str, *, kw_only: bool) -> "Fact":
        """Note what it is called, and whether its class says its fields by name."""
        self.name, self.alias = name, self.alias or name.lstrip("_")
        self.kw_only = kw_only if self.kw_only is None else self.kw_only
        return self

    @property
    def is_given(self) -> bool:
        """Whether it has a value if nothing is said."""
        return self.default is not _NOTHING or self.factory is not None


def _is_plain(fact: Fact) -> bool:
    """Say whether a field is said, by its own name, where one is made."""
    return fact.init and fact.alias == fact.name


def _evolve(thing: Kind, **changes: object) -> Kind:
    """Return one like another but for some fields."""
    kind = type(thing)
    facts = _plain_names.get(kind)
    if facts is None or not changes.keys() <= facts:
        from attrs import evolve  # which knows what else there may be, and what to say of what there is not

        return evolve(thing, **changes)  # type: ignore[misc]
    made = object.__new__(kind)
    if kind in _slots:
        for name, put in _slots[kind].items():
            if name != _HASH:
                put(made, changes[name] if name in changes else getattr(thing, name))
    else:
        own = thing.__dict__
        made.__dict__.update(own if len(own) == len(facts) else {name: own[name] for name in facts})
        made.__dict__.update(changes)
    return made


if TYPE_CHECKING:  # what is made has the fields and manners of theirs
    from attrs import Factory as Factory  # noqa: PLC0414
    from attrs import define as define  # noqa: PLC0414
    from attrs import evolve as evolve  # noqa: PLC0414
    from attrs import field as field  # noqa: PLC0414
    from attrs import frozen as frozen  # noqa: PLC0414
else:
    evolve, field = _evolve, Fact

    def Factory(factory: Callable[[], object]) -> Fact:  # noqa: N802 - the name is that of attrs
        """Give a field a value of its own each time one is made."""
        return Fact(factory=factory)

    def frozen(kind: type | None = None, /, *, slots: bool = False, kw_only: bool = False, **manners: bool) -> object:
        """Make a frozen class of data when it is used; the hash may be kept, of what is often looked up."""
        if kind is None:
            return partial(frozen, slots=slots, kw_only=kw_only, **manners)
        kind = _slotted(kind, kw_only=kw_only, **manners) if slots else kind
        return _begun(kind, partial(_finished, kw_only=kw_only, **manners))

    def define(kind: type | None = None, /, *, kw_only: bool = False, eq: bool = True) -> object:
        """Make a class of data that can be changed, when it is used."""
        finished = partial(_finished, kw_only=kw_only, eq=eq, is_frozen=False)
        return partial(_begun, finished=finished) if kind is None else _begun(kind, finished)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light(kind: type[Kind]) -> type[Kind]:
    """Make a frozen class of data when it is used, one of so many that mypy need not be told more of them."""
    return _begun(kind, _finished)


def facts_of(kind: type) -> "tuple[Fact, ...] | tuple[Attribute[object], ...]":
    """Return the fields of a class of data: ours, or attrs' own of a class that attrs has made."""
    facts = _facts.get(kind) or _facts_of(kind)
    if facts is not None:
        return facts
    from attrs import fields

    by_attrs: tuple[Attribute[object], ...] = fields(kind)
    return by_attrs


def _facts_of(kind: type) -> tuple[Fact, ...] | None:
    """Return the fields of a class that is finished here, or that is a mere kind of one."""
    if kind in _facts:
        return _facts[kind]
    _finish(kind)
    return next((_facts.get(each) for each in kind.__mro__ if "__attrs_attrs__" in vars(each)), None)


def is_data(kind: type) -> bool:
    """Say whether a class is one of data, with fields."""
    return any("__attrs_attrs__" in vars(each) for each in kind.__mro__)


_unfinished: dict[type, Callable[[type], None]] = {}
_written: dict[type, tuple[Fact, ...]] = {}  # what each class says itself
_facts: dict[type, tuple[Fact, ...]] = {}  # that, and what those say that it is made from
_plain_names: dict[type, KeysView[str]] = {}  # in order, of those of which all fields are plain
_slots: dict[type, dict[str, Callable[[object, object], None]]] = {}  # what sets each, of those that have slots
_answered: "dict[type, tuple[Attribute[object], ...]]" = {}  # to attrs
_finishing = RLock()


def _begun(kind: type[Kind], finished: Callable[[type], None]) -> type[Kind]:
    """Leave a class as it is, but for what finishes it: the first of its kind that is made, or read back."""

    def begin(self: Kind, *given: object, **named: object) -> None:
        _finish(kind)
        kind.__init__(self, *given, **named)

    def read_back(self: Kind, state: dict[str, object]) -> None:
        _finish(kind)
        if kind in _slots:
            kind.__setstate__(self, state)  # type: ignore[attr-defined]
        else:
            self.__dict__.update(state)

    for name, manner in (("__init__", begin), ("__setstate__", read_back), ("__attrs_attrs__", _Asked())):
        setattr(kind, name, manner)
    _unfinished[kind] = finished
    return kind


def _slotted(kind: type, *, kw_only: bool = False, cache_hash: bool = False, **_: bool) -> type:
    """Make a class again, with a slot for each field."""
    facts = _facts_written(kind, kw_only=kw_only)
    assert facts is not None, "what has slots is plain"
    names = tuple(fact.name for fact in facts)
    body = {name: value for name, value in vars(kind).items() if name not in {*names, "__dict__", "__weakref__"}}
    slots = (*names, _HASH) if cache_hash else names
    made = type(kind)(kind.__name__, kind.__bases__, body | {"__slots__": slots, "__qualname__": kind.__qualname__})
    _written[made], _slots[made] = facts, {name: vars(made)[name].__set__ for name in slots}
    return made


class _Asked:
    """Answers attrs, when it asks a class for its fields in the way in which its own are asked."""

    def __get__(self, _: object, kind: type) -> "tuple[Attribute[object], ...]":
        import attrs

        facts = _facts_of(kind)
        if facts is None:
            return attrs.fields(kind)  # type: ignore[no-any-return]
        if kind not in _answered:
            alike = {fact.name: _as_attrs(fact) for fact in facts}
            _answered[kind] = attrs.fields(attrs.make_class(kind.__name__, alike, init=False, repr=False, eq=False))
        return _answered[kind]


def _as_attrs(fact: Fact) -> object:
    """Write a field as attrs would have it written."""
    import attrs

    default = attrs.NOTHING if fact.default is _NOTHING else fact.default
    return attrs.field(
        default=default if fact.factory is None else attrs.Factory(fact.factory),
        eq=fact.eq,
        repr=fact.repr,
        init=fact.init,
        kw_only=bool(fact.kw_only),
        alias=fact.alias or None,
    )


def _finish(kind: type) -> None:
    """Give a class its manners, after those that it is made from, if that is still to be done."""
    with _finishing:
        for each in reversed(kind.__mro__):
            if each in _unfinished:
                _unfinished[each](each)
                del _unfinished[each]


def _finished(  # noqa: PLR0913 - the words are those of attrs
    kind: type,
    *,
    kw_only: bool = False,
    eq: bool = True,
    order: bool = False,
    cache_hash: bool = False,
    is_frozen: bool = True,
) -> None:
    """Give a class its manners, but for those that it has of its own."""
    written = _written[kind] if kind in _slots else _facts_written(kind, kw_only=kw_only)
    if written is None:
        _finished_by_attrs(kind, kw_only=kw_only, eq=eq, cache_hash=cache_hash, is_frozen=is_frozen)
        return
    _written[kind] = written
    facts = _facts_together(kind)
    _facts[kind], own = facts, vars(kind)
    if all(map(_is_plain, facts)):
        _plain_names[kind] = {fact.name: fact for fact in _as_said(kind)}.keys()
    for fact in () if kind in _slots else written:
        if fact.name in own:
            delattr(kind, fact.name)
    manners: _Manners = {"__repr__": _printed}
    manners |= _comparison(kind, is_kept=cache_hash) if eq else {}
    manners |= _order(kind) if order else {}
    manners |= _handing_on(kind) if kind in _slots or cache_hash else {}
    manners["__match_args__"] = tuple([fact.name for fact in facts if fact.init and not fact.kw_only])
    if is_frozen:
        manners |= {"__setattr__": _refuse, "__delattr__": _refuse}
    elif eq:
        manners["__hash__"] = None  # as of all that can be changed
    del kind.__setstate__  # type: ignore[attr-defined]
    for name, manner in manners.items():
        if name not in own:
            setattr(kind, name, manner)
    at_first = kind in _plain_names and kind not in _slots
    kind.__init__ = _maker(kind) if at_first else _compiled(kind)  # type: ignore[misc]


def _facts_together(kind: type) -> tuple[Fact, ...]:
    """Return the fields of a class and of what it is made from; one that is said again stands where it is said last."""
    facts: dict[str, Fact] = {}
    for each in reversed(kind.__mro__):
        for fact in _written.get(each, ()):
            facts.pop(fact.name, None)
            facts[fact.name] = fact
    return tuple(facts.values())


def _facts_written(kind: type, *, kw_only: bool) -> tuple[Fact, ...] | None:
    """Return what a class says of its own fields; or None if it is not plain, nor what it is made from."""
    for each in kind.__mro__:
        of_it = vars(each)
        is_by_attrs = each is not kind and each not in _written and "__attrs_attrs__" in of_it
        if is_by_attrs or any(map(of_it.__contains__, _HOOKS)):
            return None
    written, own = [], vars(kind)
    for name, said in kind.__annotations__.items():
        if not isinstance(said, type) and _is_of_the_class(said):
            continue
        value = own.get(name, _NOTHING)
        if value is not _NOTHING and type(value).__module__.startswith("attr."):
            return None
        fact = value if isinstance(value, Fact) else Fact(default=value)
        written.append(fact.named(name, kw_only=kw_only))
    return tuple(written)


def _is_of_the_class(said: object) -> bool:
    """Say whether it is said of what is annotated that it is no field."""
    if isinstance(said, str):
        return said.startswith("ClassVar")
    return said is ClassVar or getattr(said, "__origin__", None) is ClassVar


def _finished_by_attrs(kind: type, *, kw_only: bool, eq: bool, cache_hash: bool, is_frozen: bool) -> None:
    import attrs

    del kind.__init__, kind.__setstate__, kind.__attrs_attrs__  # type: ignore[attr-defined, misc]
    for name, value in list(vars(kind).items()):
        if isinstance(value, Fact):
            setattr(kind, name, _as_attrs(value))
    attrs.define(kind, slots=False, frozen=is_frozen, kw_only=kw_only, eq=eq, unsafe_hash=None, cache_hash=cache_hash)


def _maker(kind: type) -> Callable[..., None]:
    """Return what makes one by the names of the fields: at first, and as long as nothing is wrong."""
    facts = _facts[kind]
    names = _plain_names[kind]
    places = tuple(fact.name for fact in facts if not fact.kw_only)
    defaults = {fact.name: fact.default for fact in facts if fact.default is not _NOTHING}
    factories = {fact.name: fact.factory for fact in facts if fact.factory is not None}
    left, in_order = _MANY, tuple(names)

    def make(self: object, *given: object, **named: object) -> None:
        nonlocal left
        left -= 1
        own = self.__dict__
        own.update(zip(places, given, strict=False))
        own.update(named)
        is_right = left > 0 and len(own) == len(given) + len(named)
        if is_right and tuple(own) == in_order:
            return
        said = defaults | own
        own.clear()
        for name, made in factories.items():
            if name not in said:
                said[name] = made()
        if is_right and said.keys() == names:
            own.update({name: said[name] for name in in_order})
        else:  # Python knows what to say of what is missing, unknown or said twice
            compiled = kind.__init__ = _compiled(kind)  # type: ignore[misc]
            compiled(self, *given, **named)

    return make


def _as_said(kind: type) -> list[Fact]:
    """Return the fields in the order in which they are mostly said, and held: by their places, and then by name."""
    return sorted(_facts[kind], key=lambda fact: bool(fact.kw_only))


def _compiled(kind: type) -> Callable[..., None]:
    """Return what makes one, as it would be written by hand."""
    slots = _slots.get(kind)
    heads, by_name, lines = ["self"], ["*"], [] if slots else ["_own = self.__dict__"]
    known: dict[str, object] = {"_nothing": _NOTHING}
    for fact in _as_said(kind):
        given, made = f"_given_{fact.alias}", f"_made_{fact.alias}"
        known |= {given: _NOTHING if fact.factory else fact.default, made: fact.factory}
        if fact.init:
            (by_name if fact.kw_only else heads).append(f"{fact.alias}={given}" if fact.is_given else fact.alias)
        value = fact.alias if fact.init else given
        value = f"{made}() if {value} is _nothing else {value}" if fact.factory else value
        lines.append(f"_set_{fact.name}(self, {value})" if slots else f"_own[{fact.name!r}] = {value}")
    known |= {f"_set_{name}": put for name, put in (slots or {}).items()}
    heads += by_name if len(by_name) > 1 else []
    exec(f"def __init__({', '.join(heads)}):\n    " + "\n    ".join(lines), known)  # noqa: S102 - names of fields alone
    init: Callable[..., None] = known["__init__"]  # type: ignore[assignment]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _comparison(kind: type, *, is_kept: bool) -> _Manners:
    """Return what compares two of a class by the fields that count, and agrees with that."""
    counting = _counting(kind)

    def equal(self: object, other: object) -> bool:
        return counting(self) == counting(other) if type(self) is type(other) else NotImplemented

    def hashed(self: object) -> int:
        return hash((kind, counting(self)))

    if not is_kept:
        return {"__eq__": equal, "__hash__": hashed}

    def kept(self: object) -> int:
        try:
            found: int = getattr(self, _HASH)
        except AttributeError:
            found = hashed(self)
            object.__setattr__(self, _HASH, found)
        return found

    return {"__eq__": equal, "__hash__": kept}


def _order(kind: type) -> _Manners:
    """Return what says which of two of a class comes first, by the fields that count, from the first on."""
    counting = _counting(kind)

    def by(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
        def compared(self: object, other: object) -> bool:
            return compare(counting(self), counting(other)) if type(self) is type(other) else NotImplemented

        return compared

    return {"__lt__": by(lt), "__le__": by(le), "__gt__": by(gt), "__ge__": by(ge)}


def _counting(kind: type) -> Callable[[object], object]:
    """Return what gives the fields that count."""
    names = [fact.name for fact in _facts[kind] if fact.eq]
    return attrgetter(*names) if names else _nothing


def _nothing(_: object) -> tuple[()]:
    return ()


def _handing_on(kind: type) -> _Manners:
    """Return what writes the fields alone, for another Python, which would hash them otherwise; and reads them back."""
    names, slots = tuple(fact.name for fact in _facts[kind]), _slots.get(kind)

    def written(self: object) -> dict[str, object]:
        return {name: getattr(self, name) for name in names}

    def read_back(self: object, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    return {"__getstate__": written, "__setstate__": read_back} if slots else {"__getstate__": written}


def _printed(self: object) -> str:
    """Print the fields but those marked `repr=False`."""
    facts = (f"{fact.name}={getattr(self, fact.name)!r}" for fact in facts_of(type(self)) if fact.repr)
    return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(facts)})"


def _refuse(_: object, *_change: object) -> NoReturn:
    from attrs.exceptions import FrozenInstanceError

    raise FrozenInstanceError
