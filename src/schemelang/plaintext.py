r"""Text made safe to show, and how wide it stands.

A name from a file may hold signs that hide, that turn a line about, or that give a terminal orders.
This module knows nothing of the language.
"""

import re
from functools import cache

# Controls, soft hyphen, joiners and fillers that take no room, marks that turn the direction of a line,
# lone surrogates, variation selectors and tags.
_UNSEEN = (
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


_FIRST_BEYOND_LATIN = "\u034f"
"""The first sign that counts as printable and cannot be seen."""
_BLANKS = dict.fromkeys(map(ord, "\t\n\x0b\x0c\r"), " ")


def bad_byte(content: bytes) -> int | None:
    """Find the first byte that is not text in UTF-8, counted from 0; NUL, of which UTF-16 is full, is not."""
    nul = content.find(b"\0")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return error.start if nul < 0 else min(error.start, nul)
    return None if nul < 0 else nul


def reveal(text: str, keep: str = "") -> str:
    """Write each sign that cannot be seen as its number, except those to keep."""
    if text.isprintable() and max(text, default="") < _FIRST_BEYOND_LATIN:
        return text
    return _unseen().sub(lambda found: found[0] if found[0] in keep else f"\u2039U+{ord(found[0]):04X}\u203a", text)


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(_UNSEEN)  # which takes half a millisecond, and Latin letters do without


def cells(text: str) -> int:
    """Count the columns that a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(sign) for sign in text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lay a text in lines of a width, the first after one indent and the rest after another; a long word stays whole.

    It is what `textwrap.wrap` gives, which reckons with more than we need and takes several times as long.
    """
    lines: list[str] = []
    line: list[str] = []
    room = width - len(first)
    for piece in filter(None, re.split("( +)", text.expandtabs().translate(_BLANKS))):
        if line and len(piece) > room:
            _end(line, lines, first, rest)
            line, room = [], width - len(rest if lines else first)
        if line or not lines or piece.strip():
            line.append(piece)
            room -= len(piece)
    _end(line, lines, first, rest)
    return lines


def _end(line: list[str], lines: list[str], first: str, rest: str) -> None:
    """Add a line without the blanks at its end, unless there is nothing else in it."""
    said = "".join(line if line and line[-1].strip() else line[:-1])
    if said:
        lines.append((rest if lines else first) + said)


def _cells_of(sign: str) -> int:
    import unicodedata  # nearly all that is shown are letters of ASCII

    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
