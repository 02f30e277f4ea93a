"""What a contract binds, taken from its scheme and its rules."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from schemelang.dates import Holidays, england_and_wales
from schemelang.graph.graph import Constant, RuleGraph
from schemelang.integrity.record import Agreed, Calendar, Parameter, Print
from schemelang.model.model import Scheme

_END_OF_LINE = re.compile("\r\n?")


def agreed_in(scheme: Scheme, graph: RuleGraph, texts: Mapping[str, str]) -> Agreed:
    """Take from a scheme what its parties agree. `texts` are those that it names, by their paths."""
    return Agreed(
        scheme=scheme.name,
        sha256=fingerprint(scheme.source.text),
        named=tuple(Print(path, fingerprint(text)) for path, text in sorted(texts.items())),
        first=scheme.first,
        last=scheme.last,
        parameters=_parameters(graph),
        calendar=calendar_of(scheme.first, scheme.last, england_and_wales()),
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text; how a computer ends its lines, and its mark of byte order, do not count."""
    plain = _END_OF_LINE.sub("\n", text.removeprefix("\ufeff"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _parameters(graph: RuleGraph) -> tuple[Parameter, ...]:
    every = (
        Parameter(str(rule.id), _exact(rule.kind.value)) for rule in graph.rules if isinstance(rule.kind, Constant)
    )
    return tuple(sorted(every, key=lambda each: each.rule))


def _exact(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def calendar_of(first: date, last: date, holidays: Holidays) -> Calendar:
    """Take the bank holidays on which the days of payment can rest."""
    begin, end = max(first, holidays.first), min(date(min(last.year + 1, date.max.year), 12, 31), holidays.last)
    return Calendar(begin, end, tuple(sorted(day for day in holidays.dates if begin <= day <= end)))
