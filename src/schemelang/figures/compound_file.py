"""Takes a stream out of a compound file, the form in which Excel before 2007 kept a workbook.

Such a file is a small disk: sectors, tables of which sector follows which, and a directory.
Whatever the bytes are, no more is kept than the file itself holds, and no chain is followed longer than the file.
"""

from collections.abc import Iterator
from itertools import islice
from struct import unpack_from

from attrs import frozen

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY, _NAME, _SMALL = 128, 64, 4096
_NO_ENTRY = 0xFFFFFFFF
_LAST = 0xFFFFFFFA  # from here on a number is no sector but a mark, such as the end of a chain
_STREAM = 2


class DamagedError(Exception):
    """The bytes of a file do not fit together."""


@frozen
class _Entry:
    """A line of the directory."""

    name: str
    is_stream: bool
    neighbours: tuple[int, int]
    child: int
    start: int
    size: int


@frozen
class _Disk:
    """The sectors of a file, and which follows which."""

    sectors: bytes
    size: int
    following: tuple[int, ...]

    def chain(self, start: int) -> bytes:
        """Join the sectors from one on; a chain that is longer than the table goes round in a circle."""
        parts: list[bytes] = []
        sector = start
        while sector < _LAST:
            if sector >= len(self.following) or len(parts) >= len(self.following):
                raise DamagedError
            parts.append(self.sectors[sector * self.size : (sector + 1) * self.size])
            sector = self.following[sector]
        return b"".join(parts)


def streams(content: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return those streams of a file, by their names in capitals, that stand at the top of it, not in an object."""
    try:
        disk = _disk(content)
        entries = tuple(_entries(disk.chain(_number(content, 0x30))))
        found = {each.name: each for each in _at_the_top(entries) if each.is_stream and each.name in names}
        return {name: _stream(content, disk, entries[0], each) for name, each in found.items()}
    except (DamagedError, ValueError, IndexError, OverflowError) as damage:
        raise DamagedError from damage


def _disk(content: bytes) -> _Disk:
    bits = int.from_bytes(content[0x1E:0x20], "little")
    if len(content) < 1 << 9 or bits not in (9, 12):
        raise DamagedError
    size = 1 << bits
    sectors = content[size:]
    tables = tuple(islice(_tables(content, sectors, size), int.from_bytes(content[0x2C:0x30], "little")))
    if any(each * size >= len(sectors) for each in tables) or len(set(tables)) != len(tables):
        raise DamagedError
    return _Disk(sectors, size, _numbers(b"".join(sectors[each * size : (each + 1) * size] for each in tables)))


def _tables(content: bytes, sectors: bytes, size: int) -> Iterator[int]:
    """Return the sectors that hold the table of what follows what: 109 named at the front, others in a list."""
    yield from (each for each in _numbers(content[0x4C:0x200]) if each < _LAST)
    further = _number(content, 0x44)
    for _ in range(len(sectors) // size + 1):
        if further >= _LAST:
            return
        *named, further = _numbers(sectors[further * size : (further + 1) * size])
        yield from (each for each in named if each < _LAST)


def _entries(directory: bytes) -> Iterator[_Entry]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = min(int.from_bytes(directory[at + _NAME : at + _NAME + 2], "little"), _NAME)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").upper()
        left, right, child = unpack_from("<3I", directory, at + 68)
        start, size = unpack_from("<2I", directory, at + 116)
        yield _Entry(name, directory[at + 66] == _STREAM, (left, right), child, start, size)


def _at_the_top(entries: tuple[_Entry, ...]) -> Iterator[_Entry]:
    """Return the entries directly under the root, each once."""
    open_, seen = [entries[0].child], {_NO_ENTRY}
    while open_:
        number = open_.pop()
        if number not in seen:
            seen.add(number)
            yield entries[number]
            open_ += entries[number].neighbours


def _stream(content: bytes, disk: _Disk, root: _Entry, entry: _Entry) -> bytes:
    """Read a stream, which is kept in small sectors within the root's own if it is short."""
    if entry.size < _SMALL:
        disk = _Disk(disk.chain(root.start), 64, _numbers(disk.chain(_number(content, 0x3C))))
    found = disk.chain(entry.start)[: entry.size]
    if len(found) < entry.size:
        raise DamagedError
    return found


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def _numbers(content: bytes) -> tuple[int, ...]:
    count = len(content) // 4
    return unpack_from(f"<{count}I", content)
