"""Slips with names, and with the small words between them."""

import re
from itertools import takewhile

from schemelang.diagnostic import Diagnostic
from schemelang.headings import BLOCKS
from schemelang.syntax.slips.expected import choices, first_words
from schemelang.syntax.slips.mending import as_name, before, mended
from schemelang.syntax.slips.stop import Stop, read_above, stop_at
from schemelang.syntax.slips.trial import FEW, would_read
from schemelang.syntax.slips.word_errors import (
    DoubledWord,
    FigureBeginsName,
    GapBefore,
    HyphenInName,
    MisspeltWord,
    OneWordMissing,
    TwoNames,
    UnexpectedInLine,
    WordMissing,
)
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import language_words, one_of, quoted
from schemelang.syntax.words import Word

# ---------------------------------------------------------------- names


def name_in_two(stop: Stop) -> Diagnostic | None:
    """See two words that would be, as one, a name that stands elsewhere in the scheme."""
    slip = two_names(stop)
    return slip if slip and _times(stop, slip.suggestion) else None


def two_names(stop: Stop) -> TwoNames | None:
    """See two words side by side that are not of the language, unless the second is like a party's name."""
    last = stop.beside(-1)
    if not _is_name(last) or not _is_name(stop.word) or stop.word.first:
        return None
    if stop.word.span.words[0].isupper() and not last.span.words[0].isupper():
        return None
    place = last.span.to([*takewhile(_is_name, stop.rest)][-1].span)
    return TwoNames(place=place, suggestion=as_name(place.words))


def _is_name(word: Word) -> bool:
    return word.kind == "word" and word.text.isascii() and word.text not in language_words()


def _times(stop: Stop, word: str) -> int:
    """Count how often a word stands in the whole scheme."""
    return len(re.findall(rf"\b{re.escape(word)}\b", stop.failure.piece.source.plain, re.IGNORECASE))


def hyphen_in_name(stop: Stop) -> Diagnostic | None:
    """See a hyphen in the name of a block."""
    if stop.word.text != "-" or stop.beside(-2).text not in BLOCKS:
        return None
    parts = [stop.beside(-1)]
    for word in stop.rest:
        if word.span.start != parts[-1].span.end:
            break
        parts.append(word)
    place = parts[0].span.to(parts[-1].span)
    return HyphenInName(place=place, suggestion=as_name(place.words))


def figure_begins_name(stop: Stop) -> Diagnostic | None:
    """See a name that begins with a figure."""
    if stop.accepts != {"NAME"} or not re.fullmatch("[0-9][0-9a-z_]*", stop.word.text):
        return None
    return FigureBeginsName(place=stop.place, suggestion=as_name(stop.word.text))


# ---------------------------------------------------------------- small words


def doubled_word(stop: Stop) -> Diagnostic | None:
    """See a word that stands twice."""
    for one, two in ((stop.beside(-1), stop.word), (stop.beside(-2), stop.beside(-1))):
        if one.kind == two.kind == "word" and one.text == two.text:
            return DoubledWord(place=two.span, word=two.span.words)
    return None


def misspelt_word(stop: Stop) -> Diagnostic | None:
    """See a word that is near to one that may stand here."""
    if not _is_name(stop.word):
        return None
    near = nearest(stop.word.text, _words_accepted(stop))
    return MisspeltWord(place=stop.place, word=stop.place.words, suggestion=near) if near else None


def wrong_word(stop: Stop) -> Diagnostic | None:
    """See a word in whose place only one other would read."""
    if not _is_name(stop.word) or stop.place != stop.word.span or _times(stop, stop.word.text) > 1:
        return None
    right = would_read(stop, stop.place, {word: word for word in _words_accepted(stop)})
    if len(right) != 1:
        return None
    return MisspeltWord(place=stop.place, word=stop.place.words, suggestion=right[0])


def end_of_list(stop: Stop) -> Diagnostic | None:
    """See a list of names whose last two only a comma joins, or a list of one name."""
    last, joint = stop.beside(-1), stop.beside(-2)
    if stop.ended or "and" not in stop.accepts or stop.may_end_line or joint.text not in {",", "of"}:
        return None
    slip = joint.span.to(before(last.span))
    if joint.text == "," and would_read(stop, slip, {"and": " and "}):
        return WordMissing(place=last.span, missing="and", mended=mended(slip, " and "))
    if joint.text == "of" and would_read(stop, slip, {"one": ""}):
        only = "the name itself, where there is one and no list"
        return UnexpectedInLine(place=joint.span, words='"of"', choices=only, example=mended(slip, ""))
    return None


def word_missing(stop: Stop) -> Diagnostic | None:
    """See a place where one word would make the line read."""
    last = stop.beside(-1)
    if stop.ended or (two_names(stop) and 1 in (_times(stop, last.text), _times(stop, stop.word.text))):
        return None
    missing = would_read(stop, before(stop.place), {word: f"{word} " for word in _words_accepted(stop)})
    if len(missing) == 1:
        return WordMissing(place=stop.place, missing=missing[0], mended=_with(last, stop.word, missing[0]))
    if 1 < len(missing) <= FEW:
        return OneWordMissing(place=stop.place, missing=one_of(quoted(missing)))
    return None


def _with(last: Word, after: Word, word: str) -> str:
    """Return the printed line with a word between two others."""
    if after.kind == "sign" and last.span.line == after.span.line:
        return mended(before(last.span.to(after.span)).to(before(after.span)), f"{last.span.words} {word}")
    return mended(before(after.span), f"{word} ")


def _words_accepted(stop: Stop) -> list[str]:
    """Return the words of the language that may stand here within a line."""
    possible = stop.accepts - first_words(stop) if stop.may_end_line else stop.accepts
    return sorted(word for word in possible if word.isalpha() and word.islower())


# ---------------------------------------------------------------- gaps


def gap_before(stop: Stop) -> Diagnostic | None:
    """See a joining word where a name or an amount should stand, or one that was read as a name."""
    joins = stop.word.kind == "sign" or stop.word.text in language_words()
    if joins and _must_be_filled(stop):
        return GapBefore(place=stop.place, word=stop.place.words, choices=choices(stop))
    gaps = (_read_as_name(stop, steps) for steps in (-1, -2))
    return next((gap for gap in gaps if gap), None)


def _must_be_filled(stop: Stop) -> bool:
    return "NAME" in stop.accepts and not stop.accepts & {"+", "payment"}


def _read_as_name(stop: Stop, steps: int) -> Diagnostic | None:
    """See that a word of the language was read as a name, because the name before it was left out."""
    word = stop.beside(steps)
    if word.text not in language_words() or word.span.line != stop.word.span.line:
        return None
    above = read_above(stop, stop.at + steps)
    if above is None or "NAME" not in above.accepts or word.text in above.accepts:
        return None
    if not would_read(stop, before(word.span), {"a name": "name ", "a number": "1 "}):
        return None
    return GapBefore(place=word.span, word=word.span.words, choices=choices(stop_at(above, stop.read)))
