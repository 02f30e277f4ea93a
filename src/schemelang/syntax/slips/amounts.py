"""Slips with amounts, dates, conditions and everyday wordings."""

import re

from schemelang.diagnostic import Diagnostic
from schemelang.source import Span
from schemelang.syntax.slips.mending import as_printed, mended, printed_line
from schemelang.syntax.slips.stop import Stop
from schemelang.syntax.slips.word_errors import (
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
from schemelang.syntax.slips.wordings import AT_LINE_START, WITHIN_LINE
from schemelang.syntax.spelling import nearest
from schemelang.syntax.words import Word

_MONTHS = "january february march april may june july august september october november december".split()
_LONG_MONTHS = [month for month in _MONTHS if month != "may"]
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"sept": "september"}

_TURNED = (
    re.compile(
        r"\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[a-z]+)\.?,?\s+(?P<year>[0-9]{4})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<month>[a-z]+)\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})\b", re.IGNORECASE),
)


# ---------------------------------------------------------------- how much


def pay_without_amount(stop: Stop) -> Diagnostic | None:
    """See `pay` with its terms and no amount, or with a plain number."""
    pay = stop.beside(-1)
    if pay.text != "pay" or stop.ended or not stop.accepts >= {"PERCENT", "MONEY"}:
        return None
    percent = stop.beside(1)
    if percent.text == "percent":
        return OtherWording(place=percent.span, ours="%", mended=mended(percent.span, "%"))
    if stop.word.kind == "number":
        return PayBareNumber(place=stop.place, number=stop.place.words, rest=as_printed(stop.rest[1:]))
    return PayWithoutAmount(place=pay.span, rest=as_printed(stop.rest))


def pounds_in_letters(stop: Stop) -> Diagnostic | None:
    """See GBP before a number, or pounds after it."""
    for one, other in ((stop.beside(-1), stop.word), (stop.word, stop.beside(1))):
        number = other if one.text in _POUNDS_BEFORE else one if other.text in _POUNDS_AFTER else None
        if number and number.text[:1].isdigit():
            whole, amount = one.span.to(other.span), f"£{number.span.words}"
            return PoundsInLetters(place=whole, amount=amount, mended=mended(whole, amount))
    return None


_POUNDS_BEFORE = frozenset({"gbp"})
_POUNDS_AFTER = frozenset({"gbp", "pounds", "pound", "£"})


def rate_with_per(stop: Stop) -> Diagnostic | None:
    """See an amount per patient."""
    per, amount = stop.beside(-1), stop.beside(-2)
    if per.text != "per" or amount.kind != "number" or stop.word.kind != "word":
        return None
    unit, whole = stop.word.text, per.span.to(stop.word.span)
    if stop.beside(1).text == "in":
        return OtherWording(place=whole, ours=f"for each {unit}", mended=mended(whole, f"for each {unit}"))
    counted = _COUNTED.get(unit, f"{unit}s_counted")
    return RateWithPer(place=whole, unit=unit, example=f"{amount.span.words} for each {unit} in {counted}")


_COUNTED = {"patient": "list_size", "point": "points_earned"}


# ---------------------------------------------------------------- when


def date_turned_about(stop: Stop) -> Diagnostic | None:
    """See a date with its month first, or with th after its day."""
    source, place = stop.word.span.source, stop.word.span
    start, end = printed_line(place)
    for found in (found for pattern in _TURNED for found in pattern.finditer(source.plain, start, end)):
        month = _month(found["month"])
        if month and found.start() <= place.start < found.end():
            whole, date = Span(source, *found.span()), f"{found['day']} {month} {found['year']}"
            if whole.words != date:  # else the day is written well, and stands where none is taken
                return DateTurnedAbout(place=whole, date=date, mended=mended(whole, date))
    return None


def year_missing(stop: Stop) -> Diagnostic | None:
    """See a day and a month with no year after them."""
    for day, month in ((stop.word, stop.beside(1)), (stop.beside(-1), stop.word)):
        named = _month(month.text)
        if named and re.fullmatch("[0-9]{1,2}", day.text) and not _has_year(stop, month):
            example = f"{day.text} {named} {_year_of(day.span.source.plain)}"
            return YearMissing(place=day.span.to(month.span), example=example)
    return None


def _has_year(stop: Stop, month: Word) -> bool:
    after = stop.words[stop.words.index(month) + 1 :][:1]
    return any(re.fullmatch("[0-9]{4}", word.text) for word in after)


def _month(word: str) -> str | None:
    near = _SHORT_MONTHS.get(word.lower()) or nearest(word, _LONG_MONTHS)
    return near.capitalize() if near else None


def _year_of(scheme: str) -> str:
    """Return the last of the years that a scheme speaks of."""
    return max(re.findall(r"\b(?:19|20)[0-9]{2}\b", scheme), default="2026")


# ---------------------------------------------------------------- whether


def is_missing(stop: Stop) -> Diagnostic | None:
    """See `at least`, `more than` or `met` without `is` before it."""
    for steps in (-2, -1, 0):
        if (stop.beside(steps).text, stop.beside(steps + 1).text) in _TESTS:
            return _is_missing(stop, steps)
    if stop.word.text not in _STATES or stop.word.first or "is" not in stop.accepts:
        return None
    words = stop.place.words
    return IsMissing(place=stop.place, words=words, mended=mended(stop.place, f"is {words}"))


_STATES = frozenset({"met", "reported", "suppressed", "applicable"})
_TESTS = {("at", "least"), ("at", "most"), ("more", "than"), ("less", "than")}
_BEFORE_TESTS = frozenset("is not never of has have and or".split())


def _is_missing(stop: Stop, steps: int) -> Diagnostic | None:
    one, two, after = (stop.beside(steps + more) for more in range(3))
    if one.first or stop.beside(steps - 1).text in _BEFORE_TESTS:
        return None
    whole = one.span.to(two.span)
    words = whole.words if after.first or after.kind == "end" else as_printed((one, two, after))
    return IsMissing(place=whole, words=words, mended=mended(whole, f"is {whole.words}"))


def if_without_only(stop: Stop) -> Diagnostic | None:
    """See `if` in the middle of a printed line, with a condition after it."""
    word = stop.beside(-1)
    if word.text != "if" or word.first or "undecided" not in stop.accepts:
        return None
    return IfWithoutOnly(place=word.span, mended=mended(word.span, "only if"))


def unless_alone(stop: Stop) -> Diagnostic | None:
    """See `unless` without `nothing` before it."""
    if stop.word.text != "unless":
        return None
    return UnlessAlone(place=stop.place, rest=as_printed(stop.rest[1:]))


def unknown_situation(stop: Stop) -> Diagnostic | None:
    """See a line that begins with `if` and goes on with no situation."""
    if stop.ended or not stop.accepts >= {"undecided", "there"}:
        return None
    return UnknownSituation(place=stop.place)


def unknown_action(stop: Stop) -> Diagnostic | None:
    """See a situation with nothing known after it."""
    if not stop.accepts >= {"hold", "carry"}:
        return None
    here = not stop.ended and not stop.word.first
    place = stop.place if here else stop.beside(-2 if stop.beside(-1).text == "," else -1).span
    return UnknownAction(place=place, actions="\n".join(_actions(stop)))


_ABSENT = "hold the payment", "count it as 0", "leave it out"
_CHANGED = "pay by days", "pay in full", "pay nothing", "hold the payment"
_TOO_MUCH = "recover it from the next payment", "recover it by invoice", "carry it forward", "write it off"
_ACTIONS: dict[str, tuple[str, ...]] = {
    "merges": (*_CHANGED, "add the figures together"),
    **dict.fromkeys(("joins", "leaves", "splits", "closes", "moves"), _CHANGED),
    **dict.fromkeys(("overpaid", "overspent"), _TOO_MUCH),
}


def _actions(stop: Stop) -> tuple[str, ...]:
    """Return what may be done in the situation that a line names."""
    said = {word.text.lower() for word in stop.words[stop.line : stop.at]}
    return next((actions for word, actions in _ACTIONS.items() if word in said), _ABSENT)


# ---------------------------------------------------------------- other wordings


def other_wording(stop: Stop) -> Diagnostic | None:
    """See an everyday wording at, or just before, the word where reading stopped."""
    for steps in range(-3, 1):
        wordings = AT_LINE_START if stop.beside(steps).first else WITHIN_LINE
        said = _said(stop, steps, wordings)
        if said and steps + len(said.split()) > 0:
            whole = stop.beside(steps).span.to(stop.beside(steps + len(said.split()) - 1).span)
            return OtherWording(place=whole, ours=wordings[said], mended=mended(whole, wordings[said]))
    return None


def _said(stop: Stop, steps: int, wordings: dict[str, str]) -> str | None:
    """Return the longest wording that stands so many words before the stop."""
    ahead = [stop.beside(steps + more).text for more in range(4)]
    return next((said for size in range(4, 0, -1) if (said := " ".join(ahead[:size])) in wordings), None)
