"""Explanations as data, for a page or another program to read."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from attrs import Factory, define

from schemelang.diagnostic import Place
from schemelang.explanation.explanation import Explanation, Reason
from schemelang.outcome.outcome import Absent, RuleValue
from schemelang.quantities import decimal_pence, exact
from schemelang.source import CellPlace

FORMAT = "schemelang-explanations-1"


def as_data(explanations: Sequence[Explanation]) -> dict[str, object]:
    """Return explanations, and a list in which each of their reasons stands once, after those it rests on.

    A reason is referred to by its place in that list, counted from 0.
    Numbers are strings, exact; money is in pounds, and a percentage is a fraction of one.
    """
    table = _Table()
    written = [_explanation(table, explanation) for explanation in explanations]
    return {"format": FORMAT, "explanations": written, "reasons": table.reasons}


def _explanation(table: "_Table", explanation: Explanation) -> dict[str, object]:
    part = explanation.part
    return {
        "party": explanation.party,
        "name": explanation.who,
        "payment": explanation.payment,
        "title": explanation.title,
        "part": part.tranche,
        "instalment": part.instalment,
        "instalments": part.instalments,
        "due": explanation.lines[0].day.isoformat() if explanation.lines[0].day else None,
        "status": explanation.status.value,
        "amount": _pounds(explanation.pence),
        "at_stake": _pounds(explanation.stake),
        "heading": explanation.heading,
        "why": list(explanation.why),
        "reason": table.place(explanation.reason),
    }


def _pounds(pence: int | None) -> str | None:
    return None if pence is None else decimal_pence(pence)


@define
class _Table:
    """The reasons written so far, and where each stands."""

    reasons: list[dict[str, object]] = Factory(list)
    places: dict[int, int] = Factory(dict)

    def place(self, reason: Reason) -> int:
        """Return where a reason stands, once all that it rests on are written, however deep they lie."""
        waiting = [reason]
        while waiting:
            missing = [each for each in waiting[-1].reasons if id(each) not in self.places]
            waiting += missing
            if not missing:
                self._write(waiting.pop())
        return self.places[id(reason)]

    def _write(self, reason: Reason) -> None:
        if id(reason) in self.places:
            return
        self.places[id(reason)] = len(self.reasons)
        self.reasons.append(_reason(reason) | {"reasons": [self.places[id(each)] for each in reason.reasons]})


def _reason(reason: Reason) -> dict[str, object]:
    published = reason.published
    return {
        "rule": str(reason.rule),
        "role": reason.role.value,
        "clause": reason.clause,
        "party": reason.party,
        "name": reason.who,
        "period": reason.period.name if reason.period else None,
        "title": reason.title,
        "value": _value(reason.value),
        "said": reason.said,
        "words": reason.words,
        "note": reason.note,
        "place": _place(reason.place),
        "published": {"file": published.file, "row": published.row} if published else None,
    }


def _value(value: RuleValue) -> str | bool | None:
    """Write a value exactly; what is absent is nothing."""
    match value:
        case bool():
            return value
        case Fraction():
            return exact(value)
        case date():
            return value.isoformat()
        case str():
            return value
        case Absent():
            return None
        case _:
            assert_never(value)


def _place(place: Place | None) -> dict[str, object] | None:
    """Write where a figure stands: in a cell of a file, or on a line of the scheme."""
    match place:
        case None:
            return None
        case CellPlace(file, row, column, sheet):
            return {"file": file, **({} if sheet is None else {"sheet": sheet}), "row": row, "column": column}
        case _:
            return {"file": place.source.name, "line": place.line}
