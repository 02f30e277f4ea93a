"""The numbers that an author has typed into a clause, and that no rule stands behind.

A number is what is written in figures: an amount, a percentage, a date, a day of the month, a count. A number within
a word, such as the 1 of HbA1c, and the name of a year, such as 2013/14, is none, and neither is what stands between
braces, which is worked out.
"""

import re
from collections.abc import Iterator

from schemelang.model.model import Clause
from schemelang.source import Span

# Compiled when they are first needed: few schemes have numbers in their prose.
_NUMBER = r"""
    (?P<year>\b(?:19|20)\d\d[-/](?:\d\d){1,2}\b)  # the name of a financial year
    | (?<![\w.,/])(?<!\w-)
      (?P<number>
        (?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s\d{4}\b  # a date, or a month
        | £?\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?(?:%|st|nd|rd|th|am|pm|bn|[mk])?
      )(?!\w)
    """
_PROSE = r"(?m)^[ \t]*>(?P<words>[^\n]*)"
_BRACES = r"\{[^{}]*\}"


def numbers_in(words: str) -> Iterator[re.Match[str]]:
    """Find each number among words."""
    return (found for found in re.finditer(_NUMBER, words, re.VERBOSE | re.IGNORECASE) if found["number"])


def typed_numbers(clause: Clause) -> tuple[str, ...]:
    """Return the numbers that are typed into a clause, each once, as they are written."""
    words = (" ".join(piece for piece in each if isinstance(piece, str)) for each in clause.paragraphs)
    return tuple(dict.fromkeys(found["number"] for each in words for found in numbers_in(each)))


def typed_places(clause: Clause) -> Iterator[Span]:
    """Find where the numbers stand that are typed into a clause."""
    for line in re.finditer(_PROSE, clause.span.words):
        words = re.sub(_BRACES, lambda braces: "\0" * len(braces.group()), line["words"])
        for found in numbers_in(words):
            start = clause.span.start + line.start("words") + found.start("number")
            yield Span(clause.span.source, start, start + len(found["number"]))
