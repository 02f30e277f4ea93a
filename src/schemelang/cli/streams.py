"""The streams of the terminal, made safe before a sign is written; nothing is imported for it."""

import codecs
import io
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # what stands before every command imports as little as can be
    from collections.abc import Mapping
    from typing import TextIO


def make_safe_streams() -> None:
    """See to it that no sign we print can stop the program.

    A stream keeps its encoding and shows what it cannot write as a question mark.
    Only ASCII, which has no pound sign, gives way to UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


def wants_colour(stream: "TextIO", environ: "Mapping[str, str]") -> bool:
    """Say whether to colour what is written: NO_COLOR comes first, then CLICOLOR_FORCE, then the stream."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return stream.isatty()
