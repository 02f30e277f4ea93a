"""Turns the bytes of a file into text: UTF-8, UTF-16 with its mark, and Windows-1252 where it can be nothing else.

A byte that is no letter in any of them is named and never guessed.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from schemelang.light import frozen
from schemelang.plaintext import bad_byte

_MARKS_OF_UTF_16 = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_WINDOWS = "cp1252"


@frozen
class Byte:
    """A byte that matters: where it is, from 0, and the text before it."""

    at: int
    before: str


@frozen
class Decoded:
    """The text of a file; and the first byte that was taken for a letter of Windows, if one was."""

    text: str
    windows: Byte | None = None


def decode(content: bytes) -> Decoded | Byte:
    """Read bytes as text, or return the first byte that is none."""
    mark = _MARKS_OF_UTF_16.get(content[:2])
    if mark is not None:
        return _utf_16(content, mark)
    bad = bad_byte(content)
    if bad is None:
        return Decoded(content.decode("utf-8-sig"))
    first = Byte(bad, content[:bad].removeprefix(BOM_UTF8).decode())
    # A file that says it is UTF-8, or is so elsewhere, has one byte amiss and is no file of Windows.
    if content.startswith(BOM_UTF8) or not content.decode(errors="ignore").isascii():
        return first
    return _windows(content, first)


def _utf_16(content: bytes, encoding: str) -> Decoded | Byte:
    """Read what follows the mark; NUL is as little a letter here as elsewhere."""
    try:
        text = content[2:].decode(encoding)
    except UnicodeDecodeError as error:
        return Byte(2 + error.start, content[2 : 2 + error.start].decode(encoding))
    before, nul, _ = text.partition("\0")
    return Byte(2 + len(before.encode(encoding)), before) if nul else Decoded(text)


def _windows(content: bytes, first: Byte) -> Decoded | Byte:
    """Read every byte as a letter of Windows, if each is one."""
    nul = content.find(b"\0")
    try:
        text = content.decode(_WINDOWS)
    except UnicodeDecodeError as error:
        bad = error.start if nul < 0 else min(error.start, nul)
        return Byte(bad, content[:bad].decode(_WINDOWS))
    return Decoded(text, first) if nul < 0 else Byte(nul, text[:nul])
