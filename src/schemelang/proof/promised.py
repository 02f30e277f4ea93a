"""The day by which a figure is there: the one it is promised for and, of a count, not before it is counted."""

from datetime import date
from typing import Literal, assert_never

from schemelang.dates import Period, say_date
from schemelang.light import frozen
from schemelang.model.model import Figure, Judgement, Quantity, Scheme
from schemelang.model.promised import Moment, promised
from schemelang.source import Span


@frozen
class There:
    """Something that a payment waits for, and the day on which it is there: how that is known, and of whom or what."""

    day: date
    what: str
    how: Literal["published", "decided", "counted", "spent", "belong"]
    at: str
    place: Span

    @property
    def said(self) -> str:
        """Say it: "Children vaccinated" of quarter 4 is published by 8 April 2025."""
        day = say_date(self.day)
        match self.how:
            case "published" | "decided":
                return f'"{self.what}"{self.at} is {self.how} by {day}'
            case "counted":
                return f'"{self.what}"{self.at} is counted up to {day}'
            case "spent":
                return f'what is spent by "{self.what}"{self.at} is known after {day}'
            case "belong":
                return f"who the {self.what} are is asked for {day}"
            case _:
                assert_never(self.how)


@frozen
class Open:
    """A figure of which nobody can say on which day it is there, and why: of which kind it is."""

    what: str
    why: Literal["published", "decided", "calendar", "no day", "latest", "last day"]


@frozen
class Wait:
    """For what one figure waits: before `least` it is not there, and from `sure` on it is; or it is `open` when."""

    least: There | None
    sure: There | None
    open: Open | None


def wait_for(scheme: Scheme, figure: Figure, moment: Moment) -> Wait:
    """Return from when on a figure is there, at one of its times."""
    counted = _counted(figure, moment)
    how: Literal["published", "decided"] = "decided" if isinstance(figure, Judgement) else "published"
    if figure.known_by is None:
        printed = figure.decided_when if isinstance(figure, Judgement) else figure.published
        return Wait(counted, counted, Open(figure.title, "no day" if printed else how))
    day = promised(figure.known_by, moment, (scheme.first, scheme.last))
    if not isinstance(day, date):
        return Wait(counted, counted, Open(figure.title, "calendar" if day else "no day"))
    there = There(day, figure.title, how, _at(moment), figure.span)
    there = counted if counted is not None and counted.day > day else there
    return Wait(there, there, None)


def _counted(figure: Figure, moment: Moment) -> There | None:
    """Return the day before which a count is not there; what is no count, such as a budget, may be known before."""
    if moment is None or figure.type.quantity is not Quantity.COUNT:
        return None
    day = moment.last if isinstance(moment, Period) else moment
    return There(day, figure.title, "counted", _at(moment), figure.span)


def _at(moment: Moment) -> str:
    return f" of {moment.name}" if isinstance(moment, Period) and moment.name else ""
