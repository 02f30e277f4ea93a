"""Knows what a spreadsheet makes of a code or a figure: a number, a day, a sign of an error, letters gone wrong.

What it was before is not in the file any more. So nothing is put right here: each is refused, with the reason and,
where there is one, with what it may have been.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from schemelang.dates import Misdate, read_cell_date, say_date
from schemelang.light import frozen
from schemelang.model.model import Quantity

# Patterns that are compiled when they are first needed, as few texts are at all like them.
_SCIENTIFIC = r"(?i)(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?E(?P<power>[+-][0-9]+)"
_DECIMAL = r"[0-9]+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_ERROR = r"(?i)#(?:N/A|[A-Z0-9/]+[!?])"
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_NAME = f"(?P<month>{'|'.join(_MONTHS)})[a-z]*"
_DAY_AND_MONTH = f"(?i)(?P<number>[0-9]{{1,2}})-{_NAME}", f"(?i){_NAME}-(?P<number>[0-9]{{2}}(?:[0-9]{{2}})?)"
_WHOLE_DAY = r"(?i)(?=.*[-/])[0-9]{1,4}[-/](?:[0-9]{1,2}|[a-z]{3})[-/][0-9]{2,4}(?: 00:00(?::00)?)?"
_SERIAL = r"[1-9][0-9]{4}"
_FIRST_OF_EXCEL = date(1899, 12, 30)
_YEARS = range(1990, 2100)

_NARROW_REMEDY = "make the column wider"
_ERROR_REMEDY = "put the formula right or, if there is nothing to report, empty the cell"


@frozen
class Damage:
    """How a spreadsheet changes a figure so, and what to do in it before the file is saved again."""

    how: str
    remedy: str


@lru_cache(maxsize=2**14)  # the same codes stand in every table, and in a table once for each period
def spoilt_code(text: str) -> str | None:
    """Say what a code is now that a spreadsheet has made something else, and what it may have been."""
    if text.startswith("'"):
        return f"The sign ' says that a cell is text, and has become a part of it. It may have been {text[1:]}."
    if _is_too_narrow(text) or _is_error(text):
        return "This is the sign of an error, and not the code that was typed."
    if not (text[:1].isdigit() or "-" in text or "/" in text):
        return None  # as nearly every code, which is then held against no pattern
    meant = _code_before(text)
    if meant:
        return f"This is a {meant[0]}, and not the code that was typed, which may have been {meant[1]}."
    if re.fullmatch(_DECIMAL, text):
        return "This is a number, and not the code that was typed."
    return None


def spoilt_figure(text: str, quantity: Quantity) -> Damage | None:
    """Say how a spreadsheet has changed a figure, if it has: what is left is not what was typed or reported."""
    if _is_too_narrow(text):
        return Damage("The column was too narrow to show the figure when the file was saved.", _NARROW_REMEDY)
    if _is_error(text):
        return Damage("This is the sign of an error in a formula.", _ERROR_REMEDY)
    if quantity is Quantity.DATE:
        return _spoilt_day(text)
    if quantity is not Quantity.CATEGORY and quantity is not Quantity.YES_NO:
        return _spoilt_number(text)
    return None


def _is_too_narrow(text: str) -> bool:
    return bool(text) and not text.strip("#")


def _is_error(text: str) -> bool:
    return text.startswith("#") and re.fullmatch(_ERROR, text) is not None


def _spoilt_day(text: str) -> Damage | None:
    """Know the number by which a spreadsheet keeps a day."""
    day = _FIRST_OF_EXCEL + timedelta(days=int(text)) if re.fullmatch(_SERIAL, text) else None
    if day is None or day.year not in _YEARS:
        return None
    return Damage(
        f"This is the number by which a spreadsheet keeps a day, most likely {say_date(day)}.",
        "give the column the format Date",
    )


def _spoilt_number(text: str) -> Damage | None:
    if re.fullmatch(_SCIENTIFIC, text):
        return Damage(
            "The figure is shown in short, with a power of ten, and its last digits may be lost.",
            "give the column the format Number",
        )
    if _is_day(text):
        return Damage(
            "This is a day. A spreadsheet takes what is typed as 3/12 or 3-12 for one.",
            "make the column Number or Percentage, type the figure again",
        )
    meant = _letters_before(text)
    return (
        None
        if meant is None
        else Damage(
            f'Its letters were saved in one way and read in another: it was "{meant}".',
            'go back to the file as it was, choose the type "CSV UTF-8 (Comma delimited)"',
        )
    )


def _is_day(text: str) -> bool:
    return any(re.fullmatch(form, text) for form in (*_DAY_AND_MONTH, _WHOLE_DAY))


def _letters_before(text: str) -> str | None:
    """Undo a reading of UTF-8 as letters of Windows, such as £ as \u00c2£."""
    if text.isascii():
        return None
    try:
        before = text.encode("cp1252").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return before


def _code_before(text: str) -> tuple[str, str] | None:
    """Tell what a code that is a number with a power of ten, or a day, may have been."""
    number = re.fullmatch(_SCIENTIFIC, text)
    if number:
        digits = number["whole"] + (number["part"] or "").rstrip("0")
        power = int(number["power"]) - len(digits) + len(number["whole"])
        return "number", f"{digits}E{power:02d}"
    for form in _DAY_AND_MONTH:
        day = re.fullmatch(form, text)
        if day:
            return "day", f"{day['month'].upper()}{day['number'][-2:]}"
    return _whole_day_before(text) if re.fullmatch(_WHOLE_DAY, text) else None


def _whole_day_before(text: str) -> tuple[str, str] | None:
    read = read_cell_date(text.partition(" ")[0])
    if isinstance(read, Misdate):
        read = read_cell_date(read.suggestion)
    if isinstance(read, Misdate):
        return None
    number = f"{read.year % 100:02d}" if read.day == 1 else str(read.day)
    return "day", f"{_MONTHS[read.month - 1]}{number}"
