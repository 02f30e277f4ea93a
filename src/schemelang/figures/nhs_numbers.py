"""Knows a column of NHS numbers, so that a list of patients is never read, kept or printed."""

import re
from collections.abc import Iterable, Sequence

# Three, three and four figures, as they stand on a letter or run together.
_TEN_FIGURES = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}")
_LENGTH = 10
_MODULUS = 11


def columns_of_patients(rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Return the columns, from 0, in which at least half of what has ten figures is an NHS number.

    By chance one in eleven would be.
    """
    valid: dict[int, int] = {}
    of_ten: dict[int, int] = {}
    for row in rows:
        for column, text in enumerate(row):
            if len(text) >= _LENGTH and _TEN_FIGURES.fullmatch(text.strip()):
                of_ten[column] = of_ten.get(column, 0) + 1
                valid[column] = valid.get(column, 0) + is_nhs_number(text)
    return tuple(column for column in sorted(of_ten) if 2 * valid[column] >= of_ten[column])


def is_nhs_number(text: str) -> bool:
    """Say whether ten figures are an NHS number: the last is the check that Modulus 11 makes of the others."""
    if not _TEN_FIGURES.fullmatch(text.strip()):
        return False
    *figures, last = (int(sign) for sign in text if sign.isdigit())
    weighed = sum(figure * weight for figure, weight in zip(figures, range(_LENGTH, 1, -1), strict=True))
    return (_MODULUS - weighed % _MODULUS) % _MODULUS == last
