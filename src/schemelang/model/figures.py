"""Figures as meant: what each is, for whom and when, and what happens when it is not a number."""

from typing import Literal, assert_never

from schemelang.dates import PeriodKind, say_date
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.arithmetic import together
from schemelang.model.categories import read_words
from schemelang.model.desk import Desk, Implied, Place, needed, one_line, only, title_of
from schemelang.model.expressions import read_number, read_value
from schemelang.model.fitting import fitted
from schemelang.model.literals import period_of, read_period_kind
from schemelang.model.names import singular, with_article
from schemelang.model.offers import under
from schemelang.model.parts import parts
from schemelang.model.publication import read_known_by
from schemelang.model.situations import read_absences, refuse_situation
from schemelang.model.times import read_given_when
from schemelang.model.units import DATE, MONEY, NUMBER, SHARE, YES_NO
from schemelang.syntax import ast

_TYPES = {
    "money": MONEY,
    "a percentage": SHARE,
    "a number": NUMBER,
    "yes or no": YES_NO,
    "a date": DATE,
}


_HELD = model.Absences(model.Hold(), None, None)


def read_figure(desk: Desk, block: ast.Figure) -> model.Figure | None:
    """Read a figure, but for what other figures may have a part in: its limits, and what counts in its place."""
    example = f"is a count of patients for each {desk.heading.leaf.singular} on {say_date(desk.heading.first)}"
    line = needed(desk, block, ast.FigureIs, "is", example)
    published = only(desk, block.lines, ast.Published, "published")
    if line is None:
        return None
    kind, level = _type(desk, line.type), read_level(desk, line.level)
    time = _time(desk, block, line)
    if level is None or time is None:
        return None
    return model.Figure(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        type=kind,
        level=level,
        time=time,
        most=None,
        least=None,
        sources=tuple(each.what.text for each in block.lines if isinstance(each, ast.Source_)),
        published=one_line(published.day) if published else "",
        known_by=read_known_by(desk, published.day, time) if published else None,
        reading=_read_from(desk, block, kind, level, time),
        absences=_HELD,
    )


def _read_from(desk: Desk, block: ast.Figure, kind: model.Type, level: str, time: model.Time) -> model.Reading | None:
    """Read where a figure stands in a published file, if its block says so."""
    if not any(isinstance(line, ast.ReadFrom) for line in block.lines):
        return None
    from schemelang.model.read_from import Given, read_reading  # most schemes read no published file

    return read_reading(desk, block, Given(kind, level, time))


def read_level(desk: Desk, written: ast.ForEach | None) -> str | None:
    """Return the level that `for each` names; without it, the scheme."""
    if written is None:
        return model.SCHEME
    kind = desk.kind_named(written.kind)
    return None if kind is None else kind.singular


def read_whose(desk: Desk, written: ast.ForEach | None) -> tuple[str | None, PeriodKind | Literal["unreadable"] | None]:
    """Return the level and the kind of period that `for each practice each quarter` names.

    Without a level, as in `for each quarter`, it is the scheme; without a period, None.
    """
    period = period_of(written)
    each = None if period is None else read_period_kind(desk, period) or "unreadable"
    only_period = written is not None and period is written.kind
    return model.SCHEME if only_period else read_level(desk, written), each


def _type(desk: Desk, written: ast.Count | ast.Type | ast.OneOf) -> model.Type:
    match written:
        case ast.Count(unit):
            return model.Type(model.Quantity.COUNT, singular(unit.text))
        case ast.Type(word, unit):
            return evolve(_TYPES[word], unit=singular(unit.text) if unit else "")
        case ast.OneOf():
            return read_words(desk, written)
        case _:
            assert_never(written)


def _time(desk: Desk, block: ast.Figure, line: ast.FigureIs) -> model.Time | None:
    if line.when is None and isinstance(line.type, ast.Count):
        example = f"on {say_date(desk.heading.first)}"
        desk.say(errors.choices.DayUnsaid(place=line.type.span, name=block.name.text, on=example))
        return None
    return read_given_when(desk, line.when)


def settled(desk: Desk, block: ast.Figure, figure: model.Figure) -> model.Figure:
    """Return a figure with its limits, and with what happens when it is not a number."""
    most = only(desk, block.lines, ast.NeverMoreThan, "never more than")
    least = only(desk, block.lines, ast.NeverLessThan, "never less than")
    return evolve(
        figure,
        most=None if most is None else _limit(desk, block, figure, most.value),
        least=None if least is None else _limit(desk, block, figure, least.value),
        absences=_absences(desk, block, figure) or figure.absences,
    )


# ---------------------------------------------------------------- when it is not a number


def _absences(desk: Desk, block: ast.Figure, figure: model.Figure) -> model.Absences | None:
    """Return what is done when a figure is not a number: what it says itself, or else the heading."""
    place = Place(level=figure.level, series=figure.time.kind if isinstance(figure.time, model.Each) else None)
    own = read_absences(desk, block.lines, lambda value: read_value(desk, value, place))
    stated = {**desk.heading.absences, **own}
    stated.pop("undecided", None)
    _see_situations(desk, block)
    if "not reported" not in stated:
        desk.say(errors.choices.AbsenceUnsaid(place=block.name.span))
    done = {word: fitted(desk, action, figure.type, block.name) for word, action in stated.items()}
    not_reported = done.get("not reported")
    if not_reported is None or None in done.values():
        return None
    return model.Absences(not_reported, done.get("suppressed"), done.get("not applicable"))


def _see_situations(desk: Desk, block: ast.Figure) -> None:
    """See that a figure speaks of no situation in which it cannot be."""
    for line in block.lines:
        match line:
            case ast.Situation(circumstance=ast.State(word="undecided")):
                judgement = _as_judgement(desk, block, line)
                desk.say(
                    errors.choices.FigureUndecided(
                        place=line.circumstance.span, name=block.name.text, judgement=judgement
                    )
                )
            case ast.Situation(circumstance=ast.State()):
                pass  # what is said of a figure that is absent
            case ast.Situation():
                refuse_situation(desk, line, "a figure")
            case _:  # other lines
                pass


# ---------------------------------------------------------------- limits


def _limit(desk: Desk, block: ast.Figure, figure: model.Figure, written: ast.Expression) -> model.Expression | None:
    """Read what a figure is held against, at the figure's own times."""
    series = figure.time.kind if isinstance(figure.time, model.Each) else None
    implied = Implied(moment=None, span=written.span, where="limit") if series else None
    limit = read_number(desk, written, Place(level=figure.level, series=series, implied=implied))
    if limit is None or not _is_of_figures(desk, figure, limit):
        return None
    itself = model.ReadFigure(
        type=figure.type, level=figure.level, span=block.name.span, figure=figure.name, period=None
    )
    return limit if together(desk, (itself, limit), "compared") else None


_OF_FIGURES = (
    model.Constant
    | model.ReadFigure
    | model.SumOf
    | model.ProductOf
    | model.PartOf
    | model.RateOf
    | model.GreatestOf
    | model.LeastOf
)


def _is_of_figures(desk: Desk, figure: model.Figure, limit: model.Expression) -> bool:
    """Say whether a limit is known from the figures of the same party, before anything is worked out."""
    because = ""
    if not isinstance(limit, _OF_FIGURES):
        because = "this is worked out, once the figures are known"
    elif isinstance(limit, model.ReadFigure) and limit.level not in (model.SCHEME, figure.level):
        because = f"this is of {with_article(limit.level)}, and the figure of {with_article(figure.level)}"
    if because:
        desk.say(errors.elsewhere.LimitOfAnother(place=limit.span, because=because))
        return False
    fit = [_is_of_figures(desk, figure, part) for part in parts(limit)]
    return all(fit)


def _as_judgement(desk: Desk, block: ast.Figure, undecided: ast.Situation) -> str:
    """Return a figure as a judgement, decided by whoever offers the scheme, if a judgement can be of its type."""
    line = next(line for line in block.lines if isinstance(line, ast.FigureIs))
    party = desk.blocks.get(desk.heading.offered_by or "")
    if not isinstance(line.type, ast.Type) or line.type.word not in {"yes or no", "a number", "a percentage"}:
        return "What a person decides is a judgement: yes or no, a number or a percentage."
    title = f' "{block.title.text}"' if block.title else ""
    each = "" if line.level is None else f" {one_line(line.level)}"
    who = title_of(party.name, party.title) if isinstance(party, ast.Party) else "the commissioner"
    return under(
        "Or, if a person or a body decides it, make it a judgement, and say who:",
        f"judgement {block.name.text}{title}{each}",
        f"    is {line.type.word}",
        f'    decided by "{who}"',
        f"    {one_line(undecided)}",
    )
