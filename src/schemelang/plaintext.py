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
    """Lay a text in lines of a width, the first after one indent and the rest after another; no word is cut."""
    from textwrap import wrap  # where nothing is laid out it is not needed

    return wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _cells_of(sign: str) -> int:
    import unicodedata  # nearly all that is shown are letters of ASCII

    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
