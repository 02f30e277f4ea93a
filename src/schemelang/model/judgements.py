"""Judgements as meant: what a named person decides, on what evidence, and what counts until it is decided."""

from schemelang.dates import PeriodKind
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, needed, one_line, only, title_of
from schemelang.model.expressions import read_value
from schemelang.model.figures import read_whose
from schemelang.model.fitting import fitted
from schemelang.model.prose import read_prose
from schemelang.model.publication import read_known_by
from schemelang.model.situations import read_absences
from schemelang.model.units import NUMBER, SHARE, YES_NO
from schemelang.syntax import ast

_TYPES = {"yes or no": YES_NO, "a number": NUMBER, "a percentage": SHARE}
_COUNTED = {"yes or no": "yes", "a number": "0", "a percentage": "0%"}


def read_judgement(desk: Desk, block: ast.Judgement) -> model.Judgement | None:
    """Read a judgement, but for what other blocks may have a part in: its prose, and what counts undecided."""
    line = needed(desk, block, ast.JudgementIs, "is", "is yes or no")
    decided = needed(desk, block, ast.DecidedBy, "decided by", 'decided by "the Director of Primary Care"')
    level, each = read_whose(desk, block.level)
    if line is None or decided is None or level is None or each == "unreadable":
        return None
    time = model.Each(each, at_end=False) if each else model.Once(None)
    return model.Judgement(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        type=_TYPES[line.word],
        level=level,
        time=time,
        most=None,
        least=None,
        sources=(),
        published="",
        known_by=read_known_by(desk, decided.day, time) if decided.day is not None else None,
        absences=model.Absences(model.Hold(), None, None),
        paragraphs=(),
        decided_by=decided.who.text,
        decided_when=one_line(decided.day) if decided.day else "",
        evidence=tuple(each.what.text for each in block.lines if isinstance(each, ast.Evidence)),
        undecided=model.Hold(),
    )


def judged(desk: Desk, block: ast.Judgement, judgement: model.Judgement) -> model.Judgement:
    """Return a judgement with its prose, and with what happens while it is undecided."""
    line = only(desk, block.lines, ast.JudgementIs, "is")
    return evolve(
        judgement,
        paragraphs=read_prose(desk, line.prose) if line else (),
        undecided=_undecided(desk, block, judgement) or judgement.undecided,
    )


def _undecided(desk: Desk, block: ast.Judgement, judgement: model.Judgement) -> model.Action | None:
    """Return what is done while nothing is decided: what it says itself, or else the heading."""
    _see_situations(desk, block)
    place = Place(level=judgement.level, series=_series(judgement))
    own = read_absences(desk, _about_deciding(block), lambda value: read_value(desk, value, place))
    stated = {**desk.heading.absences, **own}
    if "undecided" not in stated:
        word = next(line.word for line in block.lines if isinstance(line, ast.JudgementIs))
        desk.say(errors.choices.UndecidedUnsaid(place=block.name.span, name=block.name.text, counted=_COUNTED[word]))
        return None
    return fitted(desk, stated["undecided"], judgement.type, block.name)


def _series(judgement: model.Judgement) -> PeriodKind | None:
    return judgement.time.kind if isinstance(judgement.time, model.Each) else None


def _about_deciding(block: ast.Judgement) -> list[ast.Situation]:
    return [line for line in block.lines if isinstance(line, ast.Situation) and _is_undecided(line)]


def _see_situations(desk: Desk, block: ast.Judgement) -> None:
    """See that a judgement speaks of no situation but that it is undecided."""
    for line in block.lines:
        if isinstance(line, ast.Situation) and not _is_undecided(line):
            written = one_line(line.circumstance)
            desk.say(
                errors.choices.JudgementAbsent(place=line.circumstance.span, name=block.name.text, written=written)
            )


def _is_undecided(line: ast.Situation) -> bool:
    return isinstance(line.circumstance, ast.State) and line.circumstance.word == "undecided"
