"""Reading schemes from files, whatever bytes they may hold."""

import os
from typing import TYPE_CHECKING

from schemelang.diagnostic import Diagnostic
from schemelang.plaintext import bad_byte
from schemelang.source import CellPlace, Source, Trouble
from schemelang.syntax.errors import SchemeNotUtf8, SchemeTooLarge, SchemeUnreadable
from schemelang.syntax.limits import SIZE

if TYPE_CHECKING:
    from pathlib import Path


def read_source(path: "Path | str") -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read a scheme's text, UTF-8 with or without a byte-order mark; its path as given is its name.

    No more is read than a scheme may hold. A path may be its words alone, so that pathlib is not imported for it.
    """
    name = str(path)
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read(SIZE + 1)
            size = max(len(content), os.fstat(file.fileno()).st_size)
    except OSError:
        return None, (SchemeUnreadable(place=CellPlace(name), path=name),)
    if len(content) > SIZE:
        return None, (SchemeTooLarge(place=CellPlace(name), size=size, most=SIZE),)
    return _decoded(name, content)


def load_beside(scheme: "Path | str", named: str) -> Source | Trouble:
    """Load a text that a scheme names, by its path from the folder of the scheme.

    A link that leads out of that folder is not followed.
    """
    from pathlib import Path  # most schemes name no other text

    folder = Path(scheme).parent
    path = folder / named
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "outside"
        if not path.exists():
            return "missing"
        if not path.is_file():
            return "unreadable"
    except (OSError, RuntimeError):  # a name too long, a circle of links, a folder that may not be entered
        return "unreadable"
    source, found = read_source(path)
    return source or _TROUBLES[type(found[0])]


_TROUBLES: dict[type[Diagnostic], Trouble] = {
    SchemeUnreadable: "unreadable",
    SchemeTooLarge: "too large",
    SchemeNotUtf8: "not text",
}


def _decoded(name: str, content: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    bad = bad_byte(content)
    if bad is None:
        return Source(name, content.decode()), ()
    line = content.count(b"\n", 0, bad) + 1
    byte = f"0x{content[bad]:02X}"
    return None, (SchemeNotUtf8(place=CellPlace(name, line), byte=byte, number=bad + 1),)
