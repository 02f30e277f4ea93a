"""Slips with names, and words that are near to the right one."""

import re
from itertools import takewhile

from schemelang.diagnostic import Diagnostic
from schemelang.source import Span
from schemelang.syntax.errors import (
    DoubledWord,
    FigureBeginsName,
    GapBefore,
    HyphenInName,
    MisspeltWord,
    ReservedName,
    TwoNames,
    WordMissing,
)
from schemelang.syntax.failure import END, Failure
from schemelang.syntax.slips.expected import choices
from schemelang.syntax.slips.mending import as_name, mended
from schemelang.syntax.slips.stop import Stop, stop_at
from schemelang.syntax.slips.trial import only_one
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import BLOCKS, LINES, language_words
from schemelang.syntax.words import Word

_OPEN_A_VALUE = frozenset(
    "total average lowest highest pooled latest number greater smaller every not at the yes no".split()
)


def name_in_two(stop: Stop) -> Diagnostic | None:
    """See two words that would be, as one, a name that stands elsewhere in the scheme."""
    slip = two_names(stop)
    whole = stop.failure.piece.source.plain.lower()
    return slip if slip and re.search(rf"\b{slip.suggestion}\b", whole) else None


def two_names(stop: Stop) -> TwoNames | None:
    """See two words side by side that are not words of the language, unless the second is like a party's name."""
    before = stop.beside(-1)
    if before is None or stop.word is None or not _is_name(before) or not _is_name(stop.word) or stop.word.first:
        return None
    if stop.word.span.words[0].isupper() and not before.span.words[0].isupper():
        return None
    side_by_side = [before, *takewhile(_is_name, stop.rest)]
    place = before.span.to(side_by_side[-1].span)
    return TwoNames(place=place, suggestion=as_name(place.words))


def _is_name(word: Word) -> bool:
    return word.kind == "word" and word.text.isascii() and word.text not in language_words()


def hyphen_in_name(stop: Stop) -> Diagnostic | None:
    """See a hyphen in the name of a block."""
    name, after = stop.beside(-1), stop.beside(1)
    if stop.text != "-" or name is None or after is None or stop.beside_text(-2) not in BLOCKS:
        return None
    parts = [name]
    for word in stop.rest:
        if word.span.start != parts[-1].span.end:
            break
        parts.append(word)
    place = name.span.to(parts[-1].span)
    return HyphenInName(place=place, suggestion=as_name(place.words))


def figure_begins_name(stop: Stop) -> Diagnostic | None:
    """See a name that begins with a figure."""
    if stop.word is None or stop.failure.accepts != {"NAME"} or not re.fullmatch("[0-9][0-9a-z_]*", stop.text):
        return None
    return FigureBeginsName(place=stop.place, suggestion=as_name(stop.text))


def reserved_name(stop: Stop) -> Diagnostic | None:
    """See a word that opens a value where only a name may stand."""
    if stop.failure.accepts != {"NAME"} or stop.text not in _OPEN_A_VALUE:
        return None
    return ReservedName(place=stop.place, word=stop.place.words)


def misspelt_word(stop: Stop) -> Diagnostic | None:
    """See a word that is near to one that may stand here."""
    if stop.word is None or stop.word.kind != "word" or stop.text in language_words():
        return None
    near = nearest(stop.text, _words_accepted(stop))
    return MisspeltWord(place=stop.place, word=stop.place.words, suggestion=near) if near else None


def wrong_word(stop: Stop) -> Diagnostic | None:
    """See a word in whose place only one other would read."""
    if stop.word is None or stop.word.kind != "word" or stop.text in language_words():
        return None
    right = only_one(stop, stop.place, {word: word for word in _words_accepted(stop)})
    return MisspeltWord(place=stop.place, word=stop.place.words, suggestion=right) if right else None


def doubled_word(stop: Stop) -> Diagnostic | None:
    """See a word that stands twice."""
    for one, two in ((stop.beside(-1), stop.word), (stop.beside(-2), stop.beside(-1))):
        if one and two and one.kind == two.kind == "word" and one.text == two.text:
            return DoubledWord(place=two.span, word=two.span.words)
    return None


def word_missing(stop: Stop) -> Diagnostic | None:
    """See a place where one word would make the line read."""
    if stop.word is None or stop.word.kind == "prose" or two_names(stop):
        return None
    gap = Span(stop.place.source, stop.place.start, stop.place.start)
    missing = only_one(stop, gap, {word: f"{word} " for word in _words_accepted(stop)})
    return WordMissing(place=stop.place, missing=missing, mended=mended(gap, f"{missing} ")) if missing else None


def _words_accepted(stop: Stop) -> list[str]:
    """Return the words of the language that may stand here within a line."""
    lines = {line.split()[0] for line in LINES.get(stop.kind or "", ())} if stop.begins_printed_line else set()
    return sorted(word for word in stop.failure.accepts - BLOCKS - lines if word.isalpha() and word.islower())


def gap_before(stop: Stop) -> Diagnostic | None:
    """See a joining word where a name or an amount should stand, or one that was read as a name."""
    if stop.word is None:
        return None
    if _must_be_filled(stop) and (stop.word.kind == "sign" or stop.text in language_words()):
        return GapBefore(place=stop.place, word=stop.place.words, choices=choices(stop))
    before = stop.beside(-1)
    if before is None or before.kind != "word" or before.text not in language_words():
        return None
    piece = stop.failure.piece
    above = stop.read(Span(piece.source, piece.start, before.span.start), stop.failure.start, stop.failure.without)
    if not isinstance(above, Failure) or above.found is not END:
        return None
    earlier = stop_at(above, stop.read)
    if "NAME" not in above.accepts or before.text in above.accepts:
        return None
    return GapBefore(place=before.span, word=before.span.words, choices=choices(earlier))


def _must_be_filled(stop: Stop) -> bool:
    return "NAME" in stop.failure.accepts and "+" not in stop.failure.accepts and not BLOCKS & stop.failure.accepts
