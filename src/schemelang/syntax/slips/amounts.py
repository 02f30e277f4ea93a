"""Slips with amounts, dates, conditions and everyday wordings."""

import re

from schemelang.diagnostic import Diagnostic
from schemelang.source import Span
from schemelang.syntax.errors import (
    DateTurnedAbout,
    IfWithoutOnly,
    IsMissing,
    OtherWording,
    PayBareNumber,
    PayWithoutAmount,
    PoundsInLetters,
    RateWithPer,
    UnknownAction,
    UnknownSituation,
    UnlessAlone,
    YearMissing,
)
from schemelang.syntax.slips.mending import as_printed, mended, printed_line
from schemelang.syntax.slips.printed import end_of_line
from schemelang.syntax.slips.stop import Stop
from schemelang.syntax.slips.wordings import AT_LINE_START, WITHIN_LINE
from schemelang.syntax.spelling import nearest
from schemelang.syntax.words import Word

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"sept": "september"}

_TURNED = (
    re.compile(
        r"\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[a-z]+)\.?,?\s+(?P<year>[0-9]{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<month>[a-z]+)\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})\b", re.IGNORECASE
    ),
)


# ---------------------------------------------------------------- how much


def pay_without_amount(stop: Stop) -> Diagnostic | None:
    """See `pay` with its terms and no amount, or with a plain number."""
    pay = stop.beside(-1)
    if (
        pay is None
        or pay.text != "pay"
        or not stop.failure.accepts >= {"PERCENT", "MONEY"}
        or stop.word is None
    ):
        return None
    if stop.word.kind == "number":
        return PayBareNumber(place=stop.place, number=stop.place.words, rest=as_printed(stop.rest[1:]))
    return PayWithoutAmount(place=pay.span, rest=as_printed(stop.rest))


def pounds_in_letters(stop: Stop) -> Diagnostic | None:
    """See GBP before a number, or pounds after it."""
    for first, second in ((stop.beside(-1), stop.word), (stop.word, stop.beside(1))):
        if first is None or second is None:
            continue
        number = second if first.text in _POUNDS_BEFORE else first if second.text in _POUNDS_AFTER else None
        if number is not None and number.kind == "number" and number.text[0].isdigit():
            whole, amount = first.span.to(second.span), f"\u00a3{number.span.words}"
            return PoundsInLetters(place=whole, amount=amount, mended=mended(whole, amount))
    return None


_POUNDS_BEFORE = frozenset({"gbp"})
_POUNDS_AFTER = frozenset({"gbp", "pounds", "pound", "\u00a3", "quid"})


def rate_with_per(stop: Stop) -> Diagnostic | None:
    """See an amount per patient."""
    per, amount = stop.beside(-1), stop.beside(-2)
    if per is None or per.text != "per" or amount is None or stop.word is None or stop.word.kind != "word":
        return None
    unit, whole = stop.text, per.span.to(stop.word.span)
    if stop.beside_text(1) == "in":
        ours = f"for each {unit}"
        return OtherWording(place=whole, ours=ours, mended=mended(whole, ours))
    example = (
        f"{amount.span.words} for each {unit} in {'list_size' if unit == 'patient' else f'total_{unit}s'}"
    )
    return RateWithPer(place=whole, unit=unit, example=example)


# ---------------------------------------------------------------- when


def date_turned_about(stop: Stop) -> Diagnostic | None:
    """See a date with its month first, or with th after its day."""
    if stop.word is None or not stop.failure.accepts & {"DATE", "the", "each", "="}:
        return None
    source, place = stop.word.span.source, stop.word.span
    start, end = printed_line(place)
    for found in (found for pattern in _TURNED for found in pattern.finditer(source.plain, start, end)):
        month = _month(found["month"])
        if month and found.start() <= place.start < found.end():
            whole, date = Span(source, *found.span()), f"{found['day']} {month} {found['year']}"
            return DateTurnedAbout(place=whole, date=date, mended=mended(whole, date))
    return None


def year_missing(stop: Stop) -> Diagnostic | None:
    """See a day and a month with no year after them."""
    for day, month in ((stop.word, stop.beside(1)), (stop.beside(-1), stop.word)):
        if (
            day
            and month
            and re.fullmatch("[0-9]{1,2}", day.text)
            and _month(month.text)
            and not _has_year(stop, month)
        ):
            example = f"{day.text} {_month(month.text)} {_year_of(day.span.source.plain)}"
            return YearMissing(place=day.span.to(month.span), example=example)
    return None


def _has_year(stop: Stop, month: Word) -> bool:
    after = stop.words[stop.words.index(month) + 1 :][:1]
    return bool(after) and re.fullmatch("[0-9]{4}", after[0].text) is not None


def _month(word: str) -> str | None:
    near = _SHORT_MONTHS.get(word.lower()) or (nearest(word, _MONTHS) if len(word) > 2 else None)
    return near.capitalize() if near else None


def _year_of(scheme: str) -> str:
    """Return the last of the years that a scheme speaks of."""
    return max(re.findall(r"\b(?:19|20)[0-9]{2}\b", scheme), default="2026")


# ---------------------------------------------------------------- whether


def is_missing(stop: Stop) -> Diagnostic | None:
    """See `at least` or `more than` without `is` before it."""
    for first, second in (
        (stop.beside(-2), stop.beside(-1)),
        (stop.beside(-1), stop.word),
        (stop.word, stop.beside(1)),
    ):
        if first and second and (first.text, second.text) in _TESTS:
            return _is_missing(stop, first, second)
    if stop.word and stop.text in _STATES and "is" in stop.failure.accepts and not stop.begins_printed_line:
        words = stop.place.words
        return IsMissing(place=stop.place, words=words, mended=mended(stop.place, f"is {words}"))
    return None


_STATES = frozenset({"met", "reported", "suppressed", "applicable"})
_TESTS = {("at", "least"), ("at", "most"), ("more", "than"), ("less", "than")}


def _is_missing(stop: Stop, first: Word, second: Word) -> Diagnostic | None:
    before = stop.words[stop.words.index(first) - 1]
    if first.first or before.text in _BEFORE_TESTS:
        return None
    after = stop.words[stop.words.index(second) + 1 : end_of_line(stop.words, stop.words.index(second))][:1]
    whole = first.span.to(second.span)
    words = as_printed((first, second, *after))
    return IsMissing(place=whole, words=words, mended=mended(whole, f"is {whole.words}"))


_BEFORE_TESTS = frozenset("is not never of has have and or".split())


def if_without_only(stop: Stop) -> Diagnostic | None:
    """See `if` in the middle of a printed line, with a condition after it."""
    word = stop.beside(-1)
    if word is None or word.text != "if" or word.first or "undecided" not in stop.failure.accepts:
        return None
    return IfWithoutOnly(place=word.span, mended=mended(word.span, "only if"))


def unless_alone(stop: Stop) -> Diagnostic | None:
    """See `unless` without `nothing` before it."""
    if stop.text != "unless" or stop.beside_text(-1) == "nothing":
        return None
    return UnlessAlone(place=stop.place, rest=as_printed(stop.rest[1:]))


def unknown_situation(stop: Stop) -> Diagnostic | None:
    """See a line that begins with `if` and goes on with no situation."""
    if not stop.failure.accepts >= {"undecided", "there"} or stop.word is None:
        return None
    return UnknownSituation(place=stop.place)


def unknown_action(stop: Stop) -> Diagnostic | None:
    """See a situation with nothing known after it."""
    if not stop.failure.accepts >= {"hold", "carry"}:
        return None
    last = stop.beside(-1)
    if stop.ended or stop.begins_printed_line:
        return UnknownAction(place=last.span) if last else None
    return UnknownAction(place=stop.place)


# ---------------------------------------------------------------- other wordings


def other_wording(stop: Stop) -> Diagnostic | None:
    """See an everyday wording at, or just before, the word where reading stopped."""
    for start in range(max(stop.at - 3, 0), min(stop.at + 1, len(stop.words))):
        wordings = AT_LINE_START if stop.words[start].first else WITHIN_LINE
        said = _said(stop, start, wordings)
        if said and start + len(said.split()) > stop.at:
            whole = stop.words[start].span.to(stop.words[start + len(said.split()) - 1].span)
            return OtherWording(place=whole, ours=wordings[said], mended=mended(whole, wordings[said]))
    return None


def _said(stop: Stop, start: int, wordings: dict[str, str]) -> str | None:
    """Return the longest wording that stands at an index."""
    ahead = [word.text for word in stop.words[start : start + 4]]
    return next((said for size in range(4, 0, -1) if (said := " ".join(ahead[:size])) in wordings), None)
