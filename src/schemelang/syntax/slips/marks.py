"""Slips with marks: quotation marks, brackets, bars and stray signs."""

import unicodedata

from schemelang.diagnostic import Diagnostic
from schemelang.source import Span
from schemelang.syntax.errors import ForeignLetter
from schemelang.syntax.slips.line_errors import (
    MeaninglessSign,
    QuotationWithin,
    SignAtLineEnd,
    SingleQuotation,
    UnclosedBracket,
    UnclosedQuotation,
    UnclosedRow,
    UnopenedBracket,
    UnopenedQuotation,
    UnopenedRow,
    Unquoted,
)
from schemelang.syntax.slips.mending import before, mended
from schemelang.syntax.slips.printed import is_bullet, line_at
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
    "€": "the euro sign",
    "=": "an equals sign",
    "&": "the sign &",
    "%": "a per cent sign by itself",
    "£": "a pound sign by itself",
    "'": "an apostrophe",
    '"': "a quotation mark by itself",
    "[": "a square bracket",
    "]": "a square bracket",
    "{": "a curly bracket",
    "}": "a curly bracket",
    "•": "a bullet point",
    "-": "a dash",
    "*": "a star",
}
_AT_END = frozenset(".,;:!?")
_MEANINGFUL = frozenset("+ - × ÷ * / ( ) , < > <= >= ≤ ≥".split())
_WORDS = ("word", "number")


def foreign_letter(stop: Stop) -> Diagnostic | None:
    """See a letter that is not one of a to z."""
    if stop.word.kind not in _WORDS:
        return None
    word = stop.word.span
    for offset, letter in enumerate(word.words, start=word.start):
        if letter.isalnum() and not letter.isascii():
            name = unicodedata.name(letter, "a letter without a name").capitalize()
            return ForeignLetter(place=Span(word.source, offset, offset + 1), letter=letter, name=name)
    return None


# ---------------------------------------------------------------- quotation marks


def unclosed_quotation(stop: Stop) -> Diagnostic | None:
    """See a quotation mark with words after it and no other on the line."""
    if not _is_open(stop.word) or stop.word.text == '"':
        return None
    return UnclosedQuotation(place=stop.word.span)


def quotation_within(stop: Stop) -> Diagnostic | None:
    """See words that touch the quotation before them, with another quotation after them."""
    last = stop.beside(-1)
    touches = last.kind == "string" and last.span.end == stop.word.span.start and stop.word.kind in _WORDS
    if not touches or all(word.kind != "string" for word in stop.rest):
        return None
    return QuotationWithin(place=stop.word.span)


def unopened_quotation(stop: Stop) -> Diagnostic | None:
    """See words where a quotation may stand, with one mark at the end."""
    if stop.word.kind not in _WORDS or not any(_is_open(word) for word in stop.rest):
        return None
    if "STRING" not in stop.accepts:
        return None
    place = stop.word.span
    return UnopenedQuotation(place=place, word=place.words, mended=mended(before(place), '"'))


def single_quotation(stop: Stop) -> Diagnostic | None:
    """See single quotation marks where double ones belong."""
    if stop.word.text != "'" or "STRING" not in stop.accepts:
        return None
    last = next((word for word in reversed(stop.rest[1:]) if word.text == "'"), stop.rest[-1])
    whole = stop.word.span.to(last.span)
    return SingleQuotation(place=stop.word.span, mended=mended(whole, f'"{_without_marks(whole)}"'))


def _without_marks(quotation: Span) -> str:
    plain = quotation.source.plain[quotation.start : quotation.end]
    return quotation.words[1 : len(plain) - plain.endswith("'")]


def unquoted(stop: Stop) -> Diagnostic | None:
    """See plain words where only words in quotation marks, or the lines of a block, may stand."""
    if stop.word.kind != "word" or "STRING" not in stop.accepts:
        return None
    if any(word.kind not in _WORDS for word in stop.rest):
        return None
    if stop.accepts != {"STRING"} and not (stop.in_heading and len(stop.rest) > 1 and not stop.word.first):
        return None
    words = stop.rest[: _before_level(stop.rest)]
    whole = words[0].span.to(words[-1].span)
    return Unquoted(place=whole, mended=mended(whole, f'"{whole.words}"'))


def _before_level(words: tuple[Word, ...]) -> int:
    """Leave the words "for each practice" at the end of a heading outside its title."""
    texts = [word.text for word in words]
    return next((at for at in range(1, len(texts)) if texts[at : at + 2] == ["for", "each"]), len(texts))


def _is_open(word: Word) -> bool:
    return word.kind == "string" and (word.text == '"' or not word.text.endswith('"'))


# ---------------------------------------------------------------- bars and brackets


def unclosed_row(stop: Stop) -> Diagnostic | None:
    """See a row of a table that does not end with a bar."""
    row = stop.word.span
    if stop.word.kind != "row" or (row.words.endswith("|") and row.words != "|"):
        return None
    cell = row.words.rpartition("|")[2].strip()
    return UnclosedRow(place=Span(row.source, row.end - (len(cell) or 1), row.end), mended=f"{row.words} |")


def unopened_row(stop: Stop) -> Diagnostic | None:
    """See a row of a table that does not begin with a bar."""
    if not stop.word.first or stop.word.kind == "row" or all(word.kind != "row" for word in stop.rest):
        return None
    row = stop.word.span
    return UnopenedRow(place=row, mended=mended(before(row), "| "))


def unclosed_bracket(stop: Stop) -> Diagnostic | None:
    """See a line that ends with a bracket still open."""
    if not (stop.ended or _begins_line(stop)) or ")" not in stop.accepts:
        return None
    still_open: list[Word] = []
    for word in stop.words[max(stop.heading, 0) : stop.at]:
        if word.text == "(":
            still_open.append(word)
        elif word.text == ")" and still_open:
            still_open.pop()
    return UnclosedBracket(place=still_open[-1].span) if still_open else None


def _begins_line(stop: Stop) -> bool:
    return stop.word.first or line_at(stop.words, stop.at) is not None


def unopened_bracket(stop: Stop) -> Diagnostic | None:
    """See a closing bracket where none is open."""
    texts = [word.text for word in stop.words[stop.line : stop.at]]
    if stop.word.text != ")" or texts.count("(") > texts.count(")"):
        return None
    return UnopenedBracket(place=stop.word.span)


# ---------------------------------------------------------------- signs


def sign_at_line_end(stop: Stop) -> Diagnostic | None:
    """See a full stop, or a sign like it, at the end of a printed line."""
    if stop.word.text not in _AT_END or len(stop.rest) > 1:
        return None
    return SignAtLineEnd(place=stop.word.span, sign=_SIGNS[stop.word.text])


def comma_before_line(stop: Stop) -> Diagnostic | None:
    """See a comma at the end of the printed line above, where no more of that line follows."""
    if stop.beside(-1).text != "," or not (stop.ended or _begins_line(stop)):
        return None
    return SignAtLineEnd(place=stop.beside(-1).span, sign=_SIGNS[","])


def meaningless_sign(stop: Stop) -> Diagnostic | None:
    """See a sign that the language does not have."""
    if not (stop.word.kind == "sign" or _is_open(stop.word)):
        return None
    if stop.word.text in _MEANINGFUL and not is_bullet(stop.words, stop.at):
        return None
    sign = _SIGNS.get(stop.word.text, f'the sign "{stop.word.span.words}"')
    return MeaninglessSign(place=stop.word.span, sign=f"{sign[0].upper()}{sign[1:]}")
