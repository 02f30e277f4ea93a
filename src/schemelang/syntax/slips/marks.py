"""Slips with marks: quotation marks, brackets, bars and stray signs."""

import unicodedata

from schemelang.diagnostic import Diagnostic
from schemelang.syntax.errors import (
    ForeignLetter,
    MeaninglessSign,
    QuotationWithin,
    SignAtLineEnd,
    SingleQuotation,
    UnclosedBracket,
    UnclosedQuotation,
    UnclosedRow,
    UnopenedBracket,
    UnopenedQuotation,
    Unquoted,
)
from schemelang.source import Span
from schemelang.syntax.slips.mending import mended
from schemelang.syntax.slips.printed import line_at
from schemelang.syntax.slips.stop import Stop
from schemelang.syntax.words import Word

_SIGNS = {
    ".": "a full stop",
    ",": "a comma",
    ";": "a semicolon",
    ":": "a colon",
    "!": "an exclamation mark",
    "?": "a question mark",
    "$": "the dollar sign",
    "\u20ac": "the euro sign",
    "=": "an equals sign",
    "&": "the sign &",
    "%": "a per cent sign by itself",
    "\u00a3": "a pound sign by itself",
    "'": "an apostrophe",
    '"': "a quotation mark by itself",
    "|": "a bar",
    "[": "a square bracket",
    "]": "a square bracket",
    "{": "a curly bracket",
    "}": "a curly bracket",
    "\u2022": "a bullet point",
    "-": "a dash",
}
_AT_END = frozenset(".,;:!?")
_MEANINGFUL = frozenset("+ - \u00d7 \u00f7 * / ( ) , | < > <= >= \u2264 \u2265".split())


def foreign_letter(stop: Stop) -> Diagnostic | None:
    """See a letter that is not one of a to z."""
    if stop.word is None or stop.word.kind not in ("word", "number"):
        return None
    for offset in range(stop.word.span.start, stop.word.span.end):
        letter = stop.word.span.source.text[offset]
        if letter.isalpha() and not letter.isascii():
            name = unicodedata.name(letter, "a letter without a name").lower()
            return ForeignLetter(place=Span(stop.word.span.source, offset, offset + 1), letter=letter, name=name)
    return None


def unclosed_quotation(stop: Stop) -> Diagnostic | None:
    """See a quotation mark with words after it and no other on the line."""
    if stop.word is None or not _is_open(stop.word) or len(stop.word.text) == 1:
        return None
    return UnclosedQuotation(place=stop.word.span)


def quotation_within(stop: Stop) -> Diagnostic | None:
    """See words that touch the quotation before them, with another quotation after them."""
    before = stop.beside(-1)
    if before is None or before.kind != "string" or stop.word is None or stop.word.kind not in ("word", "number"):
        return None
    if before.span.end != stop.word.span.start or not any(word.kind == "string" for word in stop.rest):
        return None
    return QuotationWithin(place=stop.word.span)


def unopened_quotation(stop: Stop) -> Diagnostic | None:
    """See words where a quotation may stand, with one mark at the end."""
    if "STRING" not in stop.failure.accepts or stop.word is None or stop.word.kind not in ("word", "number"):
        return None
    if not any(_is_open(word) for word in stop.rest):
        return None
    return UnopenedQuotation(
        place=stop.word.span, word=stop.word.span.words, mended=mended(_empty(stop.word.span), '"')
    )


def single_quotation(stop: Stop) -> Diagnostic | None:
    """See single quotation marks where double ones belong."""
    if stop.text != "'" or "STRING" not in stop.failure.accepts:
        return None
    last = next((word for word in reversed(stop.rest[1:]) if word.text == "'"), stop.rest[-1])
    whole = stop.rest[0].span.to(last.span)
    return SingleQuotation(place=stop.rest[0].span, mended=mended(whole, f'"{_without_marks(whole.words)}"'))


def unquoted(stop: Stop) -> Diagnostic | None:
    """See plain words where only words in quotation marks, or the lines of a block, may stand."""
    words = tuple(word for word in stop.rest if word.kind in ("word", "number"))
    if stop.word is None or stop.word.kind != "word" or "STRING" not in stop.failure.accepts or words != stop.rest:
        return None
    if stop.failure.accepts != {"STRING"} and not (stop.in_heading and len(words) > 1 and not stop.word.first):
        return None
    words = words[: _before_level(words)]
    whole = words[0].span.to(words[-1].span)
    return Unquoted(place=whole, mended=mended(whole, f'"{whole.words}"'))


def _before_level(words: tuple[Word, ...]) -> int:
    """Leave the words "for each practice" at the end of a heading outside its title."""
    texts = [word.text for word in words]
    return next((at for at in range(1, len(texts)) if texts[at : at + 2] == ["for", "each"]), len(texts))


def unclosed_row(stop: Stop) -> Diagnostic | None:
    """See a row of a table that does not end with a bar."""
    if stop.word is None or stop.word.kind != "row" or (stop.word.text.endswith("|") and len(stop.word.text) > 1):
        return None
    row = stop.word.span
    cell = row.words.rpartition("|")[2].strip()
    start = row.end - len(cell) if cell else row.start
    return UnclosedRow(place=Span(row.source, start, row.end), mended=f"{row.words} |")


def unclosed_bracket(stop: Stop) -> Diagnostic | None:
    """See a line that ends with a bracket still open."""
    if ")" not in stop.failure.accepts or not (stop.ended or _begins_line(stop)):
        return None
    still_open: list[Word] = []
    for word in stop.words[max(stop.heading, 0) : stop.at]:
        if word.text == "(":
            still_open.append(word)
        elif word.text == ")" and still_open:
            still_open.pop()
    return UnclosedBracket(place=still_open[-1].span) if still_open else None


def _begins_line(stop: Stop) -> bool:
    return stop.begins_printed_line or line_at(stop.words, stop.at) is not None


def unopened_bracket(stop: Stop) -> Diagnostic | None:
    """See a closing bracket where none is open."""
    return UnopenedBracket(place=stop.place) if stop.text == ")" and not _opened(stop) else None


def _opened(stop: Stop) -> bool:
    texts = [word.text for word in stop.words[stop.line : stop.at]]
    return texts.count("(") > texts.count(")")


def sign_at_line_end(stop: Stop) -> Diagnostic | None:
    """See a full stop, or a sign like it, at the end of a printed line."""
    if stop.text not in _AT_END or len(stop.rest) > 1:
        return None
    return SignAtLineEnd(place=stop.place, sign=_SIGNS[stop.text])


def comma_before_line(stop: Stop) -> Diagnostic | None:
    """See a comma at the end of the printed line above, where no more of that line follows."""
    comma = stop.beside(-1)
    if comma is None or comma.text != "," or not (stop.ended or _begins_line(stop)):
        return None
    return SignAtLineEnd(place=comma.span, sign=_SIGNS[","])


def meaningless_sign(stop: Stop) -> Diagnostic | None:
    """See a sign that the language does not have."""
    if stop.word is None or stop.word.kind not in ("sign", "string") or stop.text in _MEANINGFUL:
        return None
    if stop.word.kind == "string" and not _is_open(stop.word):
        return None
    sign = _SIGNS.get(stop.text, f'the sign "{stop.place.words}"')
    return MeaninglessSign(place=stop.place, sign=f"{sign[0].upper()}{sign[1:]}")


def _is_open(word: Word) -> bool:
    return word.kind == "string" and (len(word.text) == 1 or not word.text.endswith('"'))


def _without_marks(words: str) -> str:
    return words.strip("'\u2018\u2019\u201a\u201b\u2032 ")


def _empty(place: Span) -> Span:
    return Span(place.source, place.start, place.start)
