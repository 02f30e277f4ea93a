"""Data written in one way only, and read only as they would be written.

Frozen classes become JSON of nothing but texts, lists and objects with sorted keys: a number is a text, a day is a
text, yes and no are texts. It is in ASCII without <, > and &, so that it can stand in a page as it is. Reading takes
exactly the classes and fields that there are; whatever else is found is no data of ours.
"""

import json
import re
import types
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from attrs import frozen

from schemelang.light import facts_of, is_data

Kind = TypeVar("Kind")
Data = str | list["Data"] | dict[str, "Data"]

_TAG = "is"
_MARKUP = re.compile("[<>&]")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_FRACTION = re.compile(r"-?[0-9]{1,100}(/[0-9]{1,100})?")


@frozen
class Misread:
    """What was found that is no data of ours, and where in the data."""

    where: str
    problem: str


class _MisreadError(Exception):
    """Raised on the way back from a place that cannot be read; never leaves this module."""

    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.problem)
        self.misread = misread


# ---------------------------------------------------------------- writing


def write(value: object) -> str:
    """Write data as text, the same text for the same data."""
    text = json.dumps(_written(value), sort_keys=True, separators=(",", ":"))
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _written(value: object) -> Data:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int() | Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_written(each) for each in value]
        case None:
            return []
        case _:
            kind: type = type(value)
            assert is_data(kind), f"{kind.__name__} is no class of data"
            return {_TAG: kind.__name__, **{name: _written(getattr(value, name)) for name in _hints(kind)}}


# ---------------------------------------------------------------- reading


def read(kind: type[Kind], text: str) -> Kind | Misread:
    """Read data of a class, or say what is not as it would have been written."""
    try:
        data = json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number)
        value = cast("Kind", _read(kind, data, ""))
    except _MisreadError as error:
        return error.misread
    except (ValueError, ZeroDivisionError, RecursionError):
        return Misread("", "this is not JSON as we write it")
    return value if write(value) == text else Misread("", "this is not written in the one way that counts")


def _number(_: str) -> object:
    return _refuse("", "a number stands where only texts may stand")


def _read(kind: object, data: object, where: str) -> object:
    """Read one value of a type that a field has."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _read(_chosen(inner, data, where), data, where)
    if origin is Literal:
        return _one_of(inner, data, where)
    if origin is tuple:
        return _several(inner, data, where)
    if kind is type(None):
        return None if data == [] else _refuse(where, "nothing is expected")
    if isinstance(kind, type) and is_data(kind):
        return _object(kind, data, where)
    return _scalar(kind, data, where)


def _chosen(kinds: Sequence[object], data: object, where: str) -> object:
    """Choose of several types the one that is written so."""
    for kind in kinds:
        match data:
            case {"is": str(name)} if isinstance(kind, type) and is_data(kind) and kind.__name__ == name:
                return kind
            case str() if kind in _SCALARS or get_origin(kind) is Literal:
                return kind
            case [] if kind is type(None):
                return kind
            case [_, *_] if get_origin(kind) is tuple:
                return kind
    return _refuse(where, "there is no such thing in a contract")


def _one_of(known: Sequence[object], data: object, where: str) -> object:
    return (
        data if isinstance(data, str) and data in known else _refuse(where, "this is none of the words that it can be")
    )


def _several(inner: Sequence[object], data: object, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        return _refuse(where, "a list is expected")
    kinds = [inner[0]] * len(data) if inner[-1] is Ellipsis else list(inner)
    if len(kinds) != len(data):
        return _refuse(where, f"{len(kinds)} things are expected")
    return tuple(
        _read(each, item, f"{where}/{place}") for place, (each, item) in enumerate(zip(kinds, data, strict=True))
    )


def _object(kind: type, data: object, where: str) -> object:
    hints = _hints(kind)
    if not isinstance(data, dict) or data.get(_TAG) != kind.__name__:
        return _refuse(where, f"a {kind.__name__} is expected")
    if data.keys() != {_TAG, *hints}:
        return _refuse(where, f"a {kind.__name__} has other fields")
    return kind(**{name: _read(hint, data[name], f"{where}/{name}") for name, hint in hints.items()})


def _scalar(kind: object, data: object, where: str) -> object:
    if not isinstance(data, str):
        return _refuse(where, "a text is expected")
    if kind is str:
        return data
    if kind is bool and data in {"yes", "no"}:
        return data == "yes"
    if kind is int and _WHOLE.fullmatch(data):
        return int(data)
    if kind is Fraction and _FRACTION.fullmatch(data):
        return Fraction(data)
    if kind is date:
        return date.fromisoformat(data)
    return _refuse(where, "this is not what is expected here")


_SCALARS = (str, bool, int, Fraction, date)


def _refuse(where: str, problem: str) -> NoReturn:
    raise _MisreadError(Misread(where, problem))


@cache
def _hints(kind: type) -> Mapping[str, object]:
    """Return the fields of a class with their types."""
    hints = get_type_hints(kind)
    return {fact.name: hints[fact.name] for fact in facts_of(kind)}
