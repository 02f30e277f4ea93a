"""Entries as text, written in one way only, and bound to each other by their SHA-256.

An entry is JSON with sorted keys, in ASCII and without blanks. What it moves stands beside it as whole pence, so that
anybody can add it up in the file itself.
"""

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import frozen

from schemelang.accounts.entry import KINDS, NOTHING, Content, Entry, Ledger, Moved, kind_of
from schemelang.light import facts_of, is_data


@frozen
class Row:
    """An entry as it stands in a file; each of these may be anything at all if somebody has changed it."""

    number: object
    kind: object
    pence: object
    content: object
    sha256: object


@frozen
class Flaw:
    """What is wrong with a ledger."""

    problem: str


def following(ledger: Ledger, contents: tuple[Content, ...]) -> tuple[Entry, ...]:
    """Make entries that follow those of a ledger."""
    entries, before = [], ledger.head
    for number, content in enumerate(contents, len(ledger.entries) + 1):
        before = digest(before, number, kind_of(content), _pence(content), write(content))
        entries.append(Entry(number, content, before))
    return tuple(entries)


def row_of(entry: Entry) -> Row:
    """Write an entry as it stands in a file."""
    content = entry.content
    return Row(entry.number, kind_of(content), _pence(content), write(content), entry.sha256)


def _pence(content: Content) -> int | None:
    return content.pence if isinstance(content, Moved) else None


def digest(before: str, number: int, kind: str, pence: int | None, text: str) -> str:
    """Return what binds an entry to all before it."""
    whole = f"{before}\n{number}\n{kind}\n{'' if pence is None else pence}\n{text}\n"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def read_rows(rows: tuple[Row, ...]) -> Ledger | Flaw:
    """Read the entries of a file, or say from which on it is not what was written."""
    entries: list[Entry] = []
    before = NOTHING
    for number, row in enumerate(rows, 1):
        found = _read_row(row, number, before)
        if isinstance(found, str):
            return Flaw(f"{found}{_so_far(number - 1)}")
        entries.append(found)
        before = found.sha256
    return Ledger(tuple(entries))


def _so_far(number: int) -> str:
    """Say up to which entry all is well."""
    return f" Up to entry {number} it is as it was written." if number else ""


def _read_row(row: Row, number: int, before: str) -> Entry | str:
    kind, pence, text = row.kind, row.pence, row.content
    if row.number != number:
        return f"Entry {number} is not there."
    if isinstance(kind, str) and isinstance(pence, int | None) and isinstance(text, str):
        bound = digest(before, number, kind, pence, text)
        content = read(kind, pence, text) if bound == row.sha256 else None
        if content is not None:
            return Entry(number, content, bound)
    return f"Entry {number} is not what was written."


# ---------------------------------------------------------------- one entry


def write(content: Content) -> str:
    """Write what an entry holds, without the pence that it moves."""
    data = _written(content)
    assert isinstance(data, dict), "an entry is an object"
    if isinstance(content, Moved):
        del data["pence"]
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def _written(value: object) -> object:
    match value:
        case str() | int() | None:
            return value
        case date():
            return value.isoformat()
        case tuple():
            return [_written(each) for each in value]
        case _:
            kind: type = type(value)
            return {name: _written(getattr(value, name)) for name in _readers(kind)}


def read(kind: str, pence: int | None, text: str) -> Content | None:
    """Read what an entry holds; nothing if this engine cannot have written it."""
    try:
        held: object = KINDS[kind]
        data = json.loads(text)
        if held is Moved:
            data["pence"] = pence
        content = _reader(held)(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    assert isinstance(content, Content), "each kind of entry holds what it holds"
    return content if kind_of(content) == kind else None


Reader = Callable[[Any], object]
"""What makes a value of what stands in a text."""


@cache
def _reader(kind: object) -> Reader:
    """Return what reads a value of a type; what is a text or a number stands as it is."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        one = _reader(inner[0])
        return lambda data: None if data is None else one(data)
    if origin is tuple:
        each = _reader(inner[0])
        return lambda data: tuple(map(each, data))
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_data(kind):
        return partial(_made, kind)
    assert kind in (str, int, bool) or origin is Literal, "nothing else is in an entry"
    return _as_it_is


def _as_it_is(data: object) -> object:
    return data


def _made(kind: type, data: dict[str, Any]) -> object:
    """Make a thing of its fields, of which few are anything but a text or a number."""
    for name, reader in _told_otherwise(kind):
        data[name] = reader(data[name])
    return kind(**data)


@cache
def _told_otherwise(kind: type) -> tuple[tuple[str, Reader], ...]:
    """Return what reads the fields of a class that do not stand as they are."""
    return tuple((name, reader) for name, reader in _readers(kind).items() if reader is not _as_it_is)


@cache
def _readers(kind: type) -> Mapping[str, Reader]:
    """Return what reads each field of a class."""
    hints = get_type_hints(kind)
    return {fact.name: _reader(hints[fact.name]) for fact in facts_of(kind)}
