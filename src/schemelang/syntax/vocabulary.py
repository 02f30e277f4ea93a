"""Which words begin a line of each kind of block, with a line of each sort to show.

A test holds this against the grammar: each line here reads in its block, and the grammar has no other.
"""

import re
from functools import cache

from schemelang.travel import read_travelled

_STEPS = {
    "start with": "start with £35 for each patient in list_size",
    "add": "add £500",
    "less": "less 2% of the amount so far",
    "times": "times 98%",
    "never more than": "never more than £5,000",
    "never less than": "never less than £0",
    "reduced by": "reduced by 25% for each of waits and safety not met, added together",
    "nothing unless": "nothing unless network_target is met",
    "nothing if": "nothing if serious_failure",
    "round": "round to the nearest penny, halves up",
}
_FIGURE = {
    "is": "is a count of patients for each practice on 31 March 2014",
    "never more than": "never more than list_size",
    "never less than": "never less than 0",
    "source": 'source "Child health record"',
    "read from": 'read from "QOF prevalence", the column "REGISTER" where "GROUP_CODE" is "DM"',
    "published": "published within 8 weeks after the end of the year",
    "if": "if not reported, hold the payment",
}
_INDICATOR = {
    "is": "is care_plans out of diabetes_register",
    "leaving out": "leaving out too_frail",
    "measured": "measured on 31 March 2014",
    "better when": "better when higher",
    "source": 'source "Child health record"',
    "if": "if there are no patients, leave it out",
}

_VALUE = {
    "is": "is 1% of allocation",
    **_STEPS,
    "source": 'source "Statement of Financial Entitlements"',
    "if": "if not reported, count it as 0",
}
_TARGET = {
    "met when": "met when pooled care_planning is at least 90%",
    "if": "if not reported, count it as no",
}

LINES: dict[str, dict[str, str]] = {
    "scheme": {
        "offered by": "offered by ccg",
        "offered to": "offered to practices",
        "runs": "runs 1 April 2013 to 31 March 2014",
        "groups": "groups practices into 8 networks",
        "varies": 'varies "qof_2015.scheme" from 1 April 2015',
        "uses": 'uses "national_values.scheme"',
        "approved by": 'approved by "NHS England" on 1 April 2015',
        "is": "is for consultation until 30 May 2014",
        "rejected by": 'rejected by "NHS England" on 1 April 2015 because "it is paid for elsewhere"',
        "interest of": 'interest of "Dr A. Smith, clinical lead", "a partner in a practice that is paid"',
        "sign by": "sign by 30 June 2015",
        "otherwise": 'otherwise, "practices that do not sign stay with the Quality and Outcomes Framework"',
        "as well as": 'as well as "the Quality and Outcomes Framework"',
        "instead of": 'instead of "the Quality and Outcomes Framework"',
        "members see": "members see the figures of each other",
        "if": "if not reported, hold the payment",
    },
    "party": {
        "code": "code 08V",
        "payee for each": "payee for each network",
        "pays": "pays 50%",
    },
    "figure": _FIGURE,
    "figures": {"each is": "each is a count of patients for each practice on 31 March 2014", **_FIGURE},
    "value": _VALUE,
    "values": _VALUE,
    "indicator": _INDICATOR,
    "indicators": _INDICATOR,
    "scale": {
        "goes by": "goes by care_planning",
        "in between": "in between, a straight line",
        "below the first row": "below the first row, 0%",
        "above the last row": "above the last row, 100%",
        "applies to": "applies to the whole",
        "adds up to": "adds up to 100%",
    },
    "scales": {"in between": "in between, a straight line"},
    "target": _TARGET,
    "targets": _TARGET,
    "judgement": {
        "is": "is yes or no",
        "decided by": 'decided by "the Director of Primary Care", by 31 May 2024',
        "evidence": 'evidence "the yearly report"',
        "if": "if undecided, count it as yes",
    },
    "saving": {
        "budget": "budget total drug_budget",
        "spend": "spend total drug_spend",
        "first call": "first call none",
        "counts": "counts from the first pound",
        "if": "if overspent, write it off",
    },
    "payment": {
        "to": "to each practice",
        "paid by": "paid by ccg",
        **_STEPS,
        "pay": "pay 100% on 30 June 2014",
        "share": "share among its practices by list_size, odd pennies by largest remainder",
        "may be used for": 'may be used for "services for patients"',
        "allow": 'allow falling pay because "the last tier is for a smaller service"',
        "if": "if overpaid, recover it from the next payment",
    },
    "exception": {
        "to": "to care_package",
        "from": "from 1 October 2015",
        "where": "where list_size is less than 2,000",
        "instead": "instead never more than £1,000",
        "wins over": "wins over small_practices",
        "because": 'because "agreed on 10 December 2015"',
    },
    "guarantee": {"always": "always total of all payments is at most £250,000"},
    "clause": {
        "about": "about disputes",
        "done by": "done by 31 March 2014",
        "evidence": 'evidence "the register of attendance"',
        "numbers": "numbers are words only",
    },
    "example": {
        "given": "given attendances is 18,000",
        "then": "then care_package of North is £24,500.00",
    },
}
"""What begins a line of each kind of block, and a whole line that does."""

WITH_TABLE = frozenset({"figures", "values", "indicators", "scale", "scales", "targets", "example"})
"""The kinds of block that may hold a table."""

WITH_PROSE = frozenset({"clause", "judgement"})
"""The kinds of block that may hold prose."""

PHRASES = tuple(
    sorted(
        {tuple(line.split()) for lines in LINES.values() for line in lines},
        key=lambda words: (-len(words), words),
    )
)
"""What begins a line, cut into words, the longest first."""


def a(kind: str) -> str:
    """Put the right article before a kind of block."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def one_of(words: list[str], joiner: str = "or") -> str:
    """Say a list as a person would: a, b or c."""
    return f" {joiner} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def quoted(words: list[str]) -> list[str]:
    """Put each of some words between quotation marks."""
    return [f'"{word}"' for word in words]


@cache
def language_words() -> frozenset[str]:
    """Return every word that the grammar has for itself."""
    grammar = read_travelled("syntax/scheme.lark", "grammar/scheme.lark")
    return frozenset(re.findall(r'"([a-z]+)"i', grammar))
