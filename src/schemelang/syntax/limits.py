"""How much is too much to read: looked at in the text alone, before any work is done on it."""

import re
from collections.abc import Iterator
from itertools import islice

from schemelang.diagnostic import Diagnostic
from schemelang.headings import BLOCKS
from schemelang.source import CellPlace, Source, Span
from schemelang.syntax.errors import NestedTooDeep, SchemeTooLarge, TooManyTerms, TooManyWords, UnseenSign
from schemelang.syntax.vocabulary import PHRASES

SIZE = 256_000
WORDS = 20_000
DEPTH = 64
TERMS = 500
FILES = 20
"""How many files a scheme may name, directly and through those it names."""
TOGETHER = 1_000_000
"""How many bytes they may hold together."""
ERRORS = 25
"""How many errors of one run are worth reading."""
DEEPEST = 150
"""How many branches of a tree may grow one out of another, so that every later pass can walk it."""

# Directions of writing, joiners and fillers that take no room, tags, controls,
# a line ending of one sign alone, and a byte-order mark that is not at the top.
_UNSEEN = (
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]|(?<!\A)\ufeff|\r(?!\n)"
)

# Notes are passed over, and so is prose but for the values in it; the cells of tables are not.
_WORD = r"""\#[^\n]* | ^[^\S\n]*>[^\n{]* | \}[^\n{]* | (?P<counted>"[^"\n]*"? | £?\w[\w.,]*%? | \S)"""

_JOINS = frozenset("+ - \u00d7 \u00f7 * / and or".split())
_ALSO_WITHIN = frozenset("is less in if each met".split())
_CELLS = frozenset("| {".split())
_ENDS = _CELLS | BLOCKS | {phrase[0] for phrase in PHRASES} - _ALSO_WITHIN


def too_much(source: Source) -> tuple[Diagnostic, ...]:
    """Find what is beyond the limits of size, depth and length, and signs that cannot be seen."""
    size = len(source.text.encode("utf-8", "surrogatepass"))
    if size > SIZE:
        return (SchemeTooLarge(place=CellPlace(source.name), size=size, most=SIZE),)
    unseen = () if _is_seen(source.text) else tuple(islice(_unseen(source), ERRORS))
    return unseen + (tuple(islice(_measured(source), ERRORS)) if _may_be_long(source.plain) else ())


def _is_seen(text: str) -> bool:
    """Say whether a text is but lines of signs that can be printed; each of those can be seen."""
    return text.replace("\r\n", "").replace("\n", "").isprintable()


def _may_be_long(plain: str) -> bool:
    """Say whether there is so much of anything that, if it stood in one place, it would be too much; few texts have.

    A word is a sign at least; a word that joins is counted within others as well.
    """
    joins = sum(map(plain.lower().count, _JOINS))
    return len(plain) > WORDS or plain.count("(") > DEPTH or joins >= TERMS


def _unseen(source: Source) -> Iterator[Diagnostic]:
    for found in re.finditer(_UNSEEN, source.text):
        import unicodedata  # few schemes have such signs

        name = unicodedata.name(found[0], "a control sign").lower()
        yield UnseenSign(place=Span(source, *found.span()), number=f"U+{ord(found[0]):04X}", name=name)


def _measured(source: Source) -> Iterator[Diagnostic]:
    """Count words, open brackets, and the terms of one line.

    A line is taken to end at any word that can begin another and has no place within an expression.
    """
    count = depth = terms = 0
    for found in re.finditer(_WORD, source.plain, re.VERBOSE | re.MULTILINE):
        word, place = found[0].lower(), Span(source, *found.span())
        count += 1 if found["counted"] else _hidden(word)
        if count > WORDS:
            yield TooManyWords(place=place, most=WORDS)
            return
        depth = 0 if word in _CELLS else max(0, depth + (word == "(") - (word == ")"))
        terms = 0 if word in _ENDS else terms + (word in _JOINS)
        if word == "(" and depth == DEPTH + 1:
            yield NestedTooDeep(place=place, most=DEPTH)
        if word in _JOINS and terms == TERMS:
            yield TooManyTerms(place=place, most=TERMS)


def _hidden(passed_over: str) -> int:
    """Count what stands in a note or in prose that may not be one, because a bar in it may part two cells."""
    return len(passed_over.replace("|", " | ").split()) if "|" in passed_over else 0
