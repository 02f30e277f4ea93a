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
    OneWordMissing,
    ReservedName,
    TwoNames,
    WordMissing,
)
from schemelang.syntax.failure import END, Failure
from schemelang.syntax.slips.expected import choices
from schemelang.syntax.slips.mending import as_name, mended
from schemelang.syntax.slips.stop import Stop, read_above, stop_at
from schemelang.syntax.slips.trial import FEW, would_read
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import BLOCKS, LINES, language_words, one_of, quoted
from schemelang.syntax.words import Word

_OPEN_A_VALUE = frozenset(
    "total average lowest highest pooled latest number greater smaller every not at the yes no".split()
)


def name_in_two(stop: Stop) -> Diagnostic | None:
    """See two words that would be, as one, a name that stands elsewhere in the scheme."""
    slip = two_names(stop)
    return slip if slip and _times(stop, slip.suggestion) else None


def _times(stop: Stop, word: str) -> int:
    """Count how often a word stands in the whole scheme."""
    return len(re.findall(rf"\b{re.escape(word)}\b", stop.failure.piece.source.plain, re.IGNORECASE))


def two_names(stop: Stop) -> TwoNames | None:
    """See two words side by side that are not words of the language, unless the second is like a party's name."""
    before = stop.beside(-1)
    if (
        before is None
        or stop.word is None
        or not _is_name(before)
        or not _is_name(stop.word)
        or stop.word.first
    ):
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
    if (
        stop.word is None
        or stop.failure.accepts != {"NAME"}
        or not re.fullmatch("[0-9][0-9a-z_]*", stop.text)
    ):
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
    if stop.word is None or not _is_name(stop.word) or _times(stop, stop.text) > 1:
        return None
    if stop.place != stop.word.span:
        return None
    right = would_read(stop, stop.place, {word: word for word in _words_accepted(stop)})
    return (
        MisspeltWord(place=stop.place, word=stop.place.words, suggestion=right[0])
        if len(right) == 1
        else None
    )


def doubled_word(stop: Stop) -> Diagnostic | None:
    """See a word that stands twice."""
    for one, two in ((stop.beside(-1), stop.word), (stop.beside(-2), stop.beside(-1))):
        if one and two and one.kind == two.kind == "word" and one.text == two.text:
            return DoubledWord(place=two.span, word=two.span.words)
    return None


def word_missing(stop: Stop) -> Diagnostic | None:
    """See a place where one word would make the line read."""
    before = stop.beside(-1)
    if stop.word is None or before is None or stop.word.kind == "prose":
        return None
    if two_names(stop) and 1 in (_times(stop, before.text), _times(stop, stop.text)):
        return None
    gap = Span(stop.place.source, stop.place.start, stop.place.start)
    missing = would_read(stop, gap, {word: f"{word} " for word in _words_accepted(stop)})
    if len(missing) == 1:
        return WordMissing(place=stop.place, missing=missing[0], mended=_with(before, stop.word, missing[0]))
    if 1 < len(missing) <= FEW:
        return OneWordMissing(place=stop.place, missing=one_of(quoted(missing)))
    return None


def _with(before: Word, after: Word, word: str) -> str:
    """Return the printed line with a word between two others."""
    gap = Span(after.span.source, after.span.start, after.span.start)
    if after.kind == "sign" and not after.first:
        return mended(Span(gap.source, before.span.end, gap.end), f" {word}")
    return mended(gap, f"{word} ")


def _words_accepted(stop: Stop) -> list[str]:
    """Return the words of the language that may stand here within a line."""
    lines = (
        {line.split()[0] for line in LINES.get(stop.kind or "", ())} | BLOCKS if stop.may_end_line else set()
    )
    return sorted(word for word in stop.failure.accepts - lines if word.isalpha() and word.islower())


def gap_before(stop: Stop) -> Diagnostic | None:
    """See a joining word where a name or an amount should stand, or one that was read as a name."""
    if stop.word is None:
        return None
    if _must_be_filled(stop) and (stop.word.kind == "sign" or stop.text in language_words()):
        return GapBefore(place=stop.place, word=stop.place.words, choices=choices(stop))
    gaps = (_gap_before(stop, word) for word in (stop.beside(-1), stop.beside(-2)) if word)
    return next((gap for gap in gaps if gap), None)


def _gap_before(stop: Stop, word: Word) -> Diagnostic | None:
    """See that a word of the language was read as a name, because the name before it was left out."""
    if word.kind != "word" or word.text not in language_words() or stop.word is None:
        return None
    if word.span.line != stop.word.span.line:
        return None
    above = read_above(stop, stop.words.index(word))
    if not isinstance(above, Failure) or above.found is not END:
        return None
    gap = Span(word.span.source, word.span.start, word.span.start)
    if "NAME" not in above.accepts or word.text in above.accepts:
        return None
    if not would_read(stop, gap, {"a name": "name ", "a number": "1 "}):
        return None
    return GapBefore(place=word.span, word=word.span.words, choices=choices(stop_at(above, stop.read)))


def _must_be_filled(stop: Stop) -> bool:
    return (
        "NAME" in stop.failure.accepts
        and "+" not in stop.failure.accepts
        and not BLOCKS & stop.failure.accepts
    )
