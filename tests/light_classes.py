"""Says of every light class how it behaves; as a program, of the same classes when attrs makes them."""

import json
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from operator import ge, gt, le, lt
from pkgutil import walk_packages
from typing import Any

import attrs

import schemelang
from schemelang import light

Said = dict[str, list[Any]]
_LIGHT: list[type] = []


def main() -> None:
    """Let attrs make every class that is light, and print how they behave."""
    frozen = partial(attrs.frozen, slots=False)
    light.frozen = noted(frozen)
    light.light = noted(frozen)
    light.define = noted(partial(attrs.define, slots=False))
    light.field, light.Factory = attrs.field, attrs.Factory
    import_all()
    plain = (kind for kind in _LIGHT if not hasattr(kind, "__attrs_post_init__"))  # the others attrs makes anyway
    json.dump({name_of(kind): said_of(kind) for kind in plain}, sys.stdout)


def noted(make: Callable[..., Any]) -> Callable[..., Any]:
    """Note what a decorator makes."""

    def note(kind: type | None = None, **options: bool) -> Any:  # noqa: ANN401 - a decorator, with options or without
        if kind is None:
            return lambda kind: note(kind, **options)
        made: type = make(kind, **options)
        _LIGHT.append(made)
        return made

    return note


def import_all() -> None:
    """Import every module of the engine that is there without any of the extras."""
    for module in walk_packages(schemelang.__path__, "schemelang."):
        if not module.name.endswith("__main__"):
            try:
                import_module(module.name)
            except ModuleNotFoundError:  # an extra that is not installed
                continue


def name_of(kind: type) -> str:
    """Return what tells a class from every other."""
    return f"{kind.__module__}.{kind.__qualname__}"


def said_of(kind: Any) -> list[Any]:  # noqa: ANN401 - any class of data
    """Say how a class behaves: its fields, how one is made, compared, printed and kept from being changed."""
    facts = attrs.fields(kind)
    said = [[fact.name, fact.alias, fact.init, fact.kw_only, fact.eq, fact.repr, shown(fact.default)] for fact in facts]
    given = {fact.alias: f"<{fact.name}>" for fact in facts if fact.init}
    least = {fact.alias: f"<{fact.name}>" for fact in facts if fact.init and fact.default is attrs.NOTHING}
    one = kind(**given)
    others = {name: kind(**given | {name: "other"}) for name in given}
    in_order = [f"<{fact.name}>" for fact in facts if fact.init and not fact.kw_only]
    by_name = {fact.alias: f"<{fact.name}>" for fact in facts if fact.init and fact.kw_only}
    return [
        said,
        list(kind.__match_args__),
        held(one),
        held(kind(**least)),
        held(kind(*in_order, **by_name)),
        tried(lambda: repr(one)),
        tried(lambda: one == kind(**given)),
        {name: tried(lambda other=other: one == other) for name, other in others.items()},  # type: ignore[misc]
        tried(lambda: hash(one) == hash(kind(**given)) and 0),
        [tried(lambda compare=compare: compare(one, others.get("first"))) for compare in (lt, le, gt, ge)],  # type: ignore[misc]
        tried(lambda: pickle.loads(pickle.dumps(one)) == one),  # noqa: S301 - we have just written it
        tried(lambda: setattr(one, "name", "other")),
        tried(lambda: delattr(one, "name")),
        list(refused(kind, given)),
    ]


def refused(kind: Any, given: dict[str, str]) -> Iterator[str]:  # noqa: ANN401 - as above
    """Say in which words it is refused to make one of nothing, of too much, or of what is unknown."""
    yield tried(kind)
    yield tried(lambda: kind(**given, unknown=1))
    yield tried(lambda: kind(*range(len(given) + 1)))
    yield tried(lambda: kind(*range(len(given)), **given))


def held(one: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Return the fields of one and their values."""
    return {fact.name: shown(getattr(one, fact.name)) for fact in attrs.fields(type(one))}


def tried(do: Callable[[], object]) -> str:
    """Return what comes of it, also where it goes wrong."""
    try:
        return shown(do())
    except Exception as wrong:  # noqa: BLE001 - whatever it is, both come to it
        return f"{type(wrong).__name__}: {wrong}"


def shown(value: object) -> str:
    """Print a value without where it is in memory."""
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        return f"made by {shown(value.factory)}"  # type: ignore[attr-defined]
    return re.sub(" at 0x[0-9a-f]+", "", repr(value))


if __name__ == "__main__":
    main()
