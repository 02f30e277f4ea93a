"""Where what was worked out is kept, under names that cover all that it rests on.

A name covers the text, what it is called, the bank holidays that were given, every file of this engine, the Python
that runs it and what else is installed beside it. Nothing is imported for it that Python has not imported already.
"""

import os
import sys

from schemelang.cache import cache_folder, mark

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib takes too long


def place(shelf: str, name: str, content: bytes, calendar: str = "") -> str:
    """Return the path at which something about a text is kept, whether or not there is anything."""
    covered = f"{engine()}\0{calendar}\0{name}\0".encode("utf-8", "surrogatepass")
    return f"{cache_folder()}{os.sep}{shelf}{os.sep}{mark(covered + content).hex()}"


CHECKS = "checks"
Answer = tuple[int, str, str, str, str]
"""What was said of a file: an exit code; what was told on the error stream, plain and coloured; the verdict; and the
certificate."""

_known: list[str] = []


def engine() -> str:
    """Return what tells this engine from any other: its files, its Python, and what is installed beside it.

    A folder of packages changes when anything in it is installed or removed; Z3 is asked for by name, as it may be
    anywhere.
    """
    if not _known:
        facts = [sys.version, _PACKAGE, *_files(_PACKAGE), *_files(f"{_PACKAGE}/../../grammar")]
        facts += [f"{folder} {_when(folder)}" for folder in sys.path if folder.endswith("-packages")]
        facts.append(str(any(finder.find_spec("z3", None) for finder in sys.meta_path)))
        _known.append(mark("\n".join(facts).encode("utf-8", "surrogateescape")).hex())
    return _known[0]


def _files(folder: str) -> list[str]:
    """Return each file in a folder and those within it, with its size and when it was written."""
    facts: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if "." in entry.name:
                    about = entry.stat()
                    facts.append(f"{entry.path} {about.st_size} {about.st_mtime_ns}")
                elif entry.name != "__pycache__":
                    facts += _files(entry.path)
    except OSError:
        facts.append(f"{folder} cannot be read")
    return facts


def _when(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - pathlib takes too long
    except OSError:
        return 0
