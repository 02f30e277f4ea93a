"""A picture as shapes: paths and words, in whole numbers of tenths of a unit.

Nothing here depends on how long a text is, so that no text can move anything; a box is as high as its lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Literal, assert_never

from attrs import frozen

from schemelang.document.contract import (
    Axis,
    Bar,
    Bars,
    BoxKind,
    Curve,
    Drawing,
    Firmness,
    Flow,
    Month,
    Months,
    Reached,
    Run,
    Slope,
    Slopes,
    Spot,
    Spreads,
    Standing,
    Stretch,
    Stretches,
)
from schemelang.document.layers import Layout, columns_of, lay_out

WIDTH = 3400
"""How wide a picture is: as many signs as fit on a phone can still be read there."""
WIDE = 6800
"""How wide a picture is that scrolls on a phone."""
_LINE, _EDGE = 170, 165
_SIGN, _LEAST_ROOM = 76, 240
_HIGH, _BAR = 1300, 150
_STEP = 100
"""From one line of a pattern to the next."""
_DOT, _INSET = 38, 10
_TO_THE_LEFT, _TO_THE_RIGHT = 400, 600

_ABREAST, _CELL, _PER_LINE = 4, 850, 3
"""So many months stand beside each other, each so wide, with so many days in a line."""
_DAY_WIDE, _DAY_HIGH, _DAY_STEP = 240, 195, 225
_BAR_LONG = 2600

_BETWEEN, _ABOVE = 330, 75
"""What is free between two columns of boxes, and between two boxes."""
_SMALL_SIGN, _SMALL_LINE, _WITHIN = 66, 135, 48
_FIRST, _OTHERS = 8, 5
"""How wide the first column is, where most boxes are, against each of the others."""
_MOST_LINES = 4
_ARROW, _POINT = 60, 70

Set = Literal["start", "middle", "end"]


@frozen
class Stroke:
    """A path: `line` and `dot` are of the thing itself, `hollow` is a dot that is not, and the others help."""

    d: str
    kind: Literal[
        "line",
        "dot",
        "hollow",
        "axis",
        "guide",
        "pattern",
        "area",
        "mark",
        "mark-guide",
        "maybe",
        "full",
        "edge",
        "asked",
        "plain",
        "frame",
        "wire",
        "arrow",
    ]


@frozen
class Label:
    """Words, and which end of them stands at a place."""

    x: int
    y: int
    text: str
    at: Set
    kind: Literal["value", "title", "mark"] = "value"


Shape = Stroke | Label


@frozen
class Drawn:
    """A picture as shapes, from back to front."""

    height: int
    shapes: tuple[Shape, ...]
    width: int = WIDTH

    @property
    def is_wide(self) -> bool:
        """Say whether it is wider than a phone."""
        return self.width > WIDTH


def draw(drawing: Drawing) -> Drawn:
    """Draw a picture."""
    match drawing:
        case Curve():
            return _curve(drawing)
        case Slopes():
            return _slopes(drawing)
        case Months():
            return _months(drawing)
        case Bars():
            return _bars(drawing)
        case Flow():
            return _flow(drawing)
        case Spreads():
            return _spreads(drawing)
        case _:
            assert_never(drawing)


# ---------------------------------------------------------------- a line between two axes


@frozen
class _Field:
    """Where a line is drawn: from left to right, from top to bottom."""

    left: int
    right: int
    top: int
    bottom: int

    def x(self, across: int) -> int:
        """Return how far to the right a place is."""
        return self.left + (self.right - self.left) * across // 1000

    def y(self, up: int) -> int:
        """Return how far down a place is."""
        return self.bottom - (self.bottom - self.top) * up // 1000


def _curve(curve: Curve) -> Drawn:
    left = max(_LEAST_ROOM, curve.up.room * _SIGN + 100)
    top = _LINE * (len(curve.up.title) + len(curve.reached)) + 110
    field = _Field(left=left, right=WIDTH - _EDGE, top=top, bottom=top + _HIGH)
    lines = 2 if any(tick.lower for tick in curve.across.ticks) else 1
    titles = field.bottom + _LINE * (lines + 1) + 20
    shapes = (
        *(_patterns(field, curve) if curve.bands else ()),
        *_guides(field, curve),
        *(Label(0, _LINE * place - 30, words, "start", "title") for place, words in enumerate(curve.up.title, 1)),
        *_across(field, curve.across),
        *(
            Label(field.left, titles + _LINE * place, words, "start", "title")
            for place, words in enumerate(curve.across.title)
        ),
        *_runs(field, curve.runs),
        *_reached(field, curve),
    )
    return Drawn(titles + _LINE * (len(curve.across.title) - 1) + 60, shapes)


def _guides(field: _Field, curve: Curve) -> Iterator[Shape]:
    """Draw the axes, and a thin line at each value of the one that goes up."""
    for tick in curve.up.ticks:
        y = field.y(tick.along)
        yield Stroke(f"M{field.left} {y}H{field.right}", "guide")
        yield Label(field.left - 60, y + 42, tick.words, "end")
    floor = field.y(curve.floor)
    yield Stroke(f"M{field.left} {field.top}V{field.bottom}M{field.left} {floor}H{field.right}", "axis")


def _across(field: _Field, axis: Axis) -> Iterator[Shape]:
    for tick in axis.ticks:
        x = field.x(tick.along)
        yield Stroke(f"M{x} {field.bottom}v{_LINE + 40 if tick.lower else 50}", "axis")
        within = min(x, WIDTH - len(tick.words) * _SIGN // 2)
        yield Label(within, field.bottom + _LINE * (2 if tick.lower else 1) + 10, tick.words, "middle")


def _runs(field: _Field, runs: Iterable[Run]) -> Iterator[Shape]:
    """Draw the lines first, so that no line goes over a dot."""
    them = tuple(runs)
    for run in them:
        first, *rest = ((field.x(spot.across), field.y(spot.up)) for spot in run.spots)
        yield Stroke(f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in rest), "line")
    spots = [spot for run in them for spot in run.spots]
    yield from (_dot(field, spot, "hollow") for spot in spots if spot.kind == "hollow")
    yield from (_dot(field, spot, "dot") for spot in spots if spot.kind == "full")


def _dot(field: _Field, spot: Spot, kind: Literal["dot", "hollow"]) -> Stroke:
    x, y = field.x(spot.across) - _DOT, field.y(spot.up)
    return Stroke(f"M{x} {y}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0z", kind)


def _reached(field: _Field, curve: Curve) -> Iterator[Shape]:
    """Draw where somebody stands: a line from the axis to the place, and the words above the picture."""
    for place, reached in enumerate(curve.reached, 1):
        x, y = field.x(reached.across), field.y(reached.up)
        words = _LINE * (len(curve.up.title) + place) - 10
        yield Stroke(f"M{x} {words + 40}V{field.bottom}", "mark-guide")
        yield _diamond(x, y)
        yield Label(*_beside(reached, x, words), reached.words, _set(reached.across), "mark")


def _beside(reached: Reached, x: int, y: int) -> tuple[int, int]:
    return {"start": (max(x - 200, 0), y), "middle": (x, y), "end": (min(x + 200, WIDTH), y)}[_set(reached.across)]


def _set(across: int) -> Set:
    """Say which end of words stands at a place, so that they do not run out of the picture."""
    return "start" if across < _TO_THE_LEFT else "end" if across > _TO_THE_RIGHT else "middle"


def _diamond(x: int, y: int) -> Stroke:
    return Stroke(f"M{x - 65} {y}l65 -65l65 65l-65 65z", "mark")


# ---------------------------------------------------------------- patterns


def _patterns(field: _Field, curve: Curve) -> Iterator[Shape]:
    """Fill what is below each band, every second one with another pattern."""
    for place, run in enumerate(curve.runs):
        first, last = run.spots[0], run.spots[-1]
        xs = field.x(first.across), field.x(last.across)
        high, low = sorted((field.y(first.up), field.y(curve.floor)))
        lines = _slanted(*xs, high, low) if place % 2 else _upright(*xs, high, low)
        if lines:
            yield Stroke(lines, "pattern")


def _upright(left: int, right: int, top: int, bottom: int) -> str:
    return "" if top == bottom else "".join(f"M{x} {top}V{bottom}" for x in range(left + _STEP // 2, right, _STEP))


def _slanted(left: int, right: int, top: int, bottom: int, step: int = _STEP) -> str:
    """Draw lines at half a right angle within a box."""
    high, lines = bottom - top, ""
    for start in range(left - high + step // 2, right, step):
        from_x, to_x = max(start, left), min(start + high, right)
        if high and from_x < to_x:
            lines += f"M{from_x} {bottom - (from_x - start)}L{to_x} {bottom - (to_x - start)}"
    return lines


# ---------------------------------------------------------------- rows that are earned in a straight line


def _slopes(slopes: Slopes) -> Drawn:
    shapes: list[Shape] = []
    y = 0
    for slope in slopes.slopes:
        shapes += _slope(slope, y)
        y += _LINE * (len(slope.label) + 1) + _BAR + 200
    return Drawn(y - 60, tuple(shapes))


def _slope(slope: Slope, y: int) -> Iterator[Shape]:
    """Draw a row: its title, what rises from one threshold to the other, and both in words."""
    top = y + _LINE * len(slope.label) + 30
    bottom, words = top + _BAR, top + _BAR + _LINE - 20
    for place, line in enumerate(slope.label, 1):
        yield Label(0, y + _LINE * place - 30, line, "start", "title")
    lower, upper = _within(slope.lower), _within(slope.upper)
    end = _within(1000 if slope.lower <= slope.upper else 0)
    yield Stroke(f"M{lower} {bottom}L{upper} {top}H{end}V{bottom}z", "area")
    yield Stroke(_upright(min(upper, end), max(upper, end), top, bottom), "pattern")
    yield Stroke(f"M{_within(0)} {top}V{bottom}H{_within(1000)}V{top}", "axis")
    rising = "start" if slope.lower <= slope.upper else "end"
    falling: Set = "end" if rising == "start" else "start"
    yield Label(0 if rising == "start" else WIDTH, words, slope.nothing, "start" if rising == "start" else "end")
    yield Label(WIDTH if rising == "start" else 0, words, slope.everything, falling)
    for reached in slope.reached:
        yield _diamond(_within(reached.across), (top + bottom) // 2)
        yield Label(WIDTH // 2, words, reached.words, "middle", "mark")


def _within(across: int) -> int:
    """Return how far to the right something is on a line as long as the picture is wide."""
    return _INSET + (WIDTH - 2 * _INSET) * across // 1000


# ---------------------------------------------------------------- months in a row


def _months(months: Months) -> Drawn:
    """Draw some months beside each other, with as many lines of days as the fullest of them needs."""
    shapes: list[Shape] = []
    y = 0
    for first in range(0, len(months.months), _ABREAST):
        row = months.months[first : first + _ABREAST]
        lines = max(1, *(-(-len(month.days) // _PER_LINE) for month in row))
        for place, month in enumerate(row):
            shapes += _month(month, place * _CELL, y)
        y += _LINE + lines * _DAY_STEP + 110
    y += 60
    for place, key in enumerate(months.keys):
        top = y + place * _DAY_STEP
        shapes += [*_day_box(key.kind, 5, top), Label(_DAY_WIDE + 80, top + 138, key.words, "start")]
    return Drawn(y + len(months.keys) * _DAY_STEP, tuple(shapes))


def _month(month: Month, x: int, y: int) -> Iterator[Shape]:
    yield Stroke(f"M{x + 5} {y + 5}H{x + _CELL - 40}", "axis")
    yield Label(x + 5, y + _LINE, month.name, "start", "title" if month.days else "value")
    for place, due in enumerate(month.days):
        left = x + 5 + place % _PER_LINE * (_DAY_WIDE + 20)
        top = y + _LINE + 50 + place // _PER_LINE * _DAY_STEP
        yield from _day_box(due.kind, left, top)
        yield Label(left + _DAY_WIDE // 2, top + 138, due.day, "middle")


def _day_box(kind: Firmness, x: int, y: int) -> Iterator[Shape]:
    """Draw the box of a day: full if it is sure, dashed if it hangs on something, with lines if taken back."""
    box = f"M{x} {y}h{_DAY_WIDE}v{_DAY_HIGH}h{-_DAY_WIDE}z"
    match kind:
        case "sure":
            yield Stroke(box, "area")
        case "maybe":
            yield Stroke(box, "maybe")
        case "back":
            yield Stroke(box, "axis")
            yield Stroke(_slanted(x, x + _DAY_WIDE, y + _DAY_HIGH - 45, y + _DAY_HIGH, 45), "pattern")
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- bars


def _bars(bars: Bars) -> Drawn:
    shapes: list[Shape] = []
    y = 0
    for bar in bars.bars:
        shapes += _bar(bar, y)
        y += _LINE * len(bar.label) + _BAR + 190
    shapes += [Stroke(f"M{5 + _DAY_WIDE} {y}v{_BAR}", "asked"), Label(2 * _DAY_WIDE + 90, y + 122, bars.asked, "start")]
    kinds = {bar.kind for bar in bars.bars}
    for key in bars.keys:
        if key.kind in kinds:
            y += _DAY_STEP
            shapes += [
                *_filled(key.kind, 5, 5 + 2 * _DAY_WIDE, y, y + _BAR),
                Label(2 * _DAY_WIDE + 90, y + 122, key.words, "start"),
            ]
    return Drawn(y + _DAY_STEP, tuple(shapes))


def _bar(bar: Bar, y: int) -> Iterator[Shape]:
    """Draw a bar below its label: as far as was reached, with a line at what is asked."""
    for place, line in enumerate(bar.label, 1):
        yield Label(0, y + _LINE * place - 30, line, "start")
    top = y + _LINE * len(bar.label) + 30
    end, asked = 5 + _BAR_LONG * bar.along // 1000, 5 + _BAR_LONG * bar.asked // 1000
    yield Stroke(f"M5 {top + _BAR}H{_BAR_LONG + 5}", "guide")
    yield from _filled(bar.kind, 5, end, top, top + _BAR)
    yield Stroke(f"M{asked} {top - 15}V{top + _BAR + 40}", "edge")
    yield Stroke(f"M{asked} {top - 15}V{top + _BAR + 40}", "asked")
    yield Label(WIDTH, top + 122, bar.words, "end", "title")


def _filled(kind: Standing, left: int, right: int, top: int, bottom: int) -> Iterator[Shape]:
    """Draw a bar: full if it meets what is asked, with lines if not, plain if that is not asked of it alone."""
    if kind == "unknown" or left == right:
        return
    yield Stroke(f"M{left} {top}H{right}V{bottom}H{left}z", "full" if kind == "reached" else "area")
    lines = _slanted(left, right, top, bottom) if kind == "short" else ""
    if lines:
        yield Stroke(lines, "pattern")


# ---------------------------------------------------------------- how far amounts go


def _spreads(spreads: Spreads) -> Drawn:
    shapes: list[Shape] = []
    y = 0
    for panel in spreads.panels:
        for stretch in panel.stretches:
            shapes += _stretch(stretch, y)
            y += _LINE * (len(stretch.label) + 1) + _BAR + 130
        shapes += _below(panel, y)
        y += _LINE * (2 + any(tick.lower for tick in panel.axis.ticks)) + 160
    sample = Stretch((), "", 0, 200, 500, 800, 1000, 500)
    left, right = 5, 5 + 2 * _DAY_WIDE
    signs = (
        *_whisker(left, right, y),
        *_quarters(sample, (left, right), y + _DAY_STEP),
        *_middle(left + _DAY_WIDE, y + 2 * _DAY_STEP),
        _diamond(left + _DAY_WIDE, y + 3 * _DAY_STEP + _BAR // 2),
    )
    shapes += signs
    for words in (spreads.line, spreads.box, spreads.middle, spreads.now):
        shapes.append(Label(right + 90, y + 122, words, "start"))
        y += _DAY_STEP
    return Drawn(y, tuple(shapes))


def _stretch(stretch: Stretch, y: int) -> Iterator[Shape]:
    """Draw how far an amount goes: a line, a box between its quarters, a mark at the middle, and where it is now."""
    for place, line in enumerate(stretch.label, 1):
        yield Label(0, y + _LINE * place - 30, line, "start", "title")
    top = y + _LINE * (len(stretch.label) + 1) + 30
    yield Label(0, top - 60, stretch.words, "start")
    yield from _whisker(_within(stretch.lowest), _within(stretch.highest), top)
    yield from _quarters(stretch, (_within(stretch.quarter), _within(stretch.three_quarters)), top)
    yield from _middle(_within(stretch.middle), top)
    yield _diamond(_within(stretch.now), top + _BAR // 2)


def _whisker(left: int, right: int, top: int) -> Iterator[Shape]:
    yield Stroke(f"M{left} {top}v{_BAR}M{left} {top + _BAR // 2}H{right}M{right} {top}v{_BAR}", "axis")


def _quarters(stretch: Stretch, ends: tuple[int, int], top: int) -> Iterator[Shape]:
    """Draw the box in which half of all lie, with lines, unless both its ends are in one place."""
    left, right = ends
    if stretch.quarter != stretch.three_quarters:
        yield Stroke(f"M{left} {top}H{right}V{top + _BAR}H{left}z", "area")
        lines = _slanted(left, right, top, top + _BAR)
        yield from [Stroke(lines, "pattern")] if lines else []


def _middle(x: int, top: int) -> Iterator[Shape]:
    yield Stroke(f"M{x} {top - 30}v{_BAR + 60}", "edge")
    yield Stroke(f"M{x} {top - 30}v{_BAR + 60}", "asked")


def _below(panel: Stretches, y: int) -> Iterator[Shape]:
    """Draw the axis below amounts, with its values and what it is."""
    yield Stroke(f"M{_within(0)} {y}H{_within(1000)}", "axis")
    for tick in panel.axis.ticks:
        x = _within(tick.along)
        yield Stroke(f"M{x} {y}v{_LINE + 40 if tick.lower else 50}", "axis")
        yield Label(x, y + _LINE * (2 if tick.lower else 1) + 10, tick.words, _set(tick.along))
    lines = 3 if any(tick.lower for tick in panel.axis.ticks) else 2
    for place, line in enumerate(panel.axis.title):
        yield Label(0, y + _LINE * (lines + place), line, "start")


# ---------------------------------------------------------------- boxes and arrows


def _flow(flow: Flow) -> Drawn:
    """Draw boxes in columns, with an arrow from each to those that read it, and what the kinds of boxes mean."""
    links = [(each.source, each.target) for each in flow.feeds]
    columns = columns_of(len(flow.boxes), links)
    ends = _ends(max(columns) + 1)
    sides = [ends[column] for column in columns]
    labels = [_lines(box.label, right - left) for box, (left, right) in zip(flow.boxes, sides, strict=True)]
    heights = [_SMALL_LINE * len(lines) + 2 * _WITHIN for lines in labels]
    layout = lay_out(heights, links, gap=_ABOVE, passing=_WITHIN)
    shapes: list[Shape] = []
    for route in layout.routes:
        shapes += _wire(layout, route, ends)
    for place, (box, lines, (left, right)) in enumerate(zip(flow.boxes, labels, sides, strict=True)):
        top = layout.tops[place] + _INSET
        shapes.append(_box(box.kind, (left + _INSET, top), right - left - 2 * _INSET, heights[place]))
        shapes += [
            Label((left + right) // 2, top + _WITHIN + _SMALL_LINE * number - 28, line, "middle")
            for number, line in enumerate(lines, 1)
        ]
    y = max(top + height for top, height in zip(layout.tops, layout.heights, strict=True)) + 260
    for place, key in enumerate(flow.keys):
        x = place * WIDE // len(flow.keys)
        shapes += [_box(key.kind, (x + _INSET, y), 300, 150), Label(x + 380, y + 115, key.words, "start")]
    return Drawn(y + 190, tuple(shapes), WIDE)


def _ends(number: int) -> list[tuple[int, int]]:
    """Return where each column begins and ends; the first is wider than the others."""
    free = WIDE - _BETWEEN * (number - 1)
    share = free // (_FIRST + _OTHERS * (number - 1))
    first = free - share * _OTHERS * (number - 1)
    starts = [0, *(first + _BETWEEN + place * (share * _OTHERS + _BETWEEN) for place in range(number - 1))]
    return [(start, start + (share * _OTHERS if start else first)) for start in starts]


def _lines(label: str, wide: int) -> list[str]:
    """Break words into lines that fit into a box."""
    return wrap(label, (wide - 2 * _WITHIN) // _SMALL_SIGN, max_lines=_MOST_LINES, placeholder=" …") or [label]


def _wire(layout: Layout, route: tuple[int, ...], ends: Sequence[tuple[int, int]]) -> Iterator[Stroke]:
    """Draw a link through every column that it goes past, and the point of its arrow."""
    d = ""
    for one, other in pairwise(route):
        left, right = ends[layout.columns[one]][1], ends[layout.columns[other]][0]
        right -= _ARROW if other == route[-1] else 0
        high, low = layout.middle(one) + _INSET, layout.middle(other) + _INSET
        half = (left + right) // 2
        d += f"H{left}" if d else f"M{left} {high}"
        d += f"C{half} {high} {half} {low} {right} {low}"
        if other == route[-1]:
            yield Stroke(d, "wire")
            yield Stroke(f"M{right} {low - 35}L{right + _ARROW} {low}L{right} {low + 35}z", "arrow")


def _box(kind: BoxKind, at: tuple[int, int], wide: int, high: int) -> Stroke:
    """Draw a box: plain, dashed, filled, pointed or framed, as what is in it is reported, laid down, and so on."""
    x, y = at
    box = f"M{x} {y}h{wide}v{high}h{-wide}z"
    match kind:
        case "figure":
            return Stroke(box, "plain")
        case "laid down":
            return Stroke(box, "maybe")
        case "value":
            return Stroke(box, "area")
        case "condition":
            half, inner = high // 2, wide - 2 * _POINT
            points = f"l{_POINT} {half}l{-_POINT} {high - half}h{-inner}l{-_POINT} {half - high}l{_POINT} {-half}z"
            return Stroke(f"M{x + _POINT} {y}h{inner}{points}", "area")
        case "payment":
            return Stroke(box, "frame")
        case _:
            assert_never(kind)
