"""The line of a figure that says where in which published file it stands."""

from collections.abc import Iterable, Iterator, Sequence

from schemelang.dates import periods
from schemelang.light import frozen
from schemelang.model import errors, model
from schemelang.model.desk import Desk, only
from schemelang.model.model import Quantity
from schemelang.model.names import nearest
from schemelang.published.layout import Column, Content, Layout, Sort
from schemelang.published.layouts import named, names
from schemelang.syntax import ast, spelling
from schemelang.syntax.vocabulary import one_of, quoted

_MOST_COLUMNS = 12
_FEW_SLIPS = 2

_FITTING: dict[Quantity, frozenset[Sort]] = {
    Quantity.COUNT: frozenset({Sort.COUNT, Sort.NUMBER}),
    Quantity.NUMBER: frozenset({Sort.COUNT, Sort.NUMBER, Sort.AVERAGE}),
    Quantity.MONEY: frozenset({Sort.MONEY}),
    Quantity.SHARE: frozenset({Sort.SHARE}),
    Quantity.DATE: frozenset({Sort.DAY}),
    Quantity.YES_NO: frozenset({Sort.WORDS}),
    Quantity.CATEGORY: frozenset({Sort.WORDS}),
}
"""What the cells may hold that a figure of each sort is read from."""
_ADDED = frozenset({Sort.COUNT, Sort.NUMBER, Sort.AVERAGE, Sort.MONEY})


@frozen
class Given:
    """What a figure is, for whom and when."""

    type: model.Type
    level: str
    time: model.Time


def read_reading(desk: Desk, block: ast.Figure, given: Given) -> model.Reading | None:
    """Read where a figure stands, if its block says so: file, column and rows are all known."""
    line = only(desk, block.lines, ast.ReadFrom, "read from")
    if line is None:
        return None
    written, layouts = line.reading, named(line.reading.file.text)
    if not layouts:
        desk.say(_unknown_file(written.file))
        return None
    reading = _reading(desk, written, layouts)
    if reading is None:
        return None
    wrong = [*_unpicked(reading, layouts[0]), *_unfit(desk, reading, layouts[0], given)]
    for each in wrong[:1]:
        desk.say(each)
    return None if wrong else reading


def _unknown_file(written: ast.Text) -> errors.published.UnknownPublishedFile:
    near = nearest(written.text, names())
    advice = (
        f'Did you mean "{near}"?' if near else f"The files that are known are {one_of(quoted(list(names())), 'and')}."
    )
    return errors.published.UnknownPublishedFile(place=written.span, name=written.text, advice=advice)


def _reading(desk: Desk, written: ast.Reading, layouts: Sequence[Layout]) -> model.Reading | None:
    """Find every column that is named in the layouts of the file, by whichever of its headings."""
    picks = written.picks or ()
    columns = [_column(desk, each, layouts) for each in (written.what.column, *(pick.column for pick in picks))]
    if None in columns:
        return None
    column, *others = (each for each in columns if each is not None)
    return model.Reading(
        file=layouts[0].name,
        column=column,
        total=isinstance(written.what, ast.TheTotal),
        picks=tuple(
            model.Pick(column=each, words=pick.words.text, begins=isinstance(pick, ast.RowBegins))
            for each, pick in zip(others, picks, strict=True)
        ),
        span=written.span,
    )


def _column(desk: Desk, written: ast.Text, layouts: Sequence[Layout]) -> str | None:
    """Return the name of a column, as the file has it; what no layout knows may stand where others are open."""
    found = next(filter(None, (layout.column(written.text) for layout in layouts)), None)
    known = [column.name for layout in layouts for column in layout.columns]
    # What is no slip for a column that is known may be one of this year's, where others may stand.
    near = nearest(written.text, known) if layouts[0].others is None else _slip(written.text, known)
    if found is None and (near or layouts[0].others is None):
        desk.say(_unknown_column(written, layouts[0], near, known))
        return None
    return written.text if found is None or found in layouts[0].families else found.name


def _slip(written: str, known: Sequence[str]) -> str | None:
    """Return the column whose name is at most two slips of a finger away."""
    return next((name for name in known if spelling.slips(written.casefold(), name.casefold()) <= _FEW_SLIPS), None)


def _unknown_column(
    written: ast.Text, layout: Layout, near: str | None, known: Sequence[str]
) -> errors.published.UnknownPublishedColumn:
    listed = one_of(quoted(list(dict.fromkeys(known))[:_MOST_COLUMNS]), "and")
    advice = f'Did you mean "{near}"?' if near else f"Its columns are {listed}."
    return errors.published.UnknownPublishedColumn(
        place=written.span, file=layout.name, column=written.text, advice=advice
    )


# ---------------------------------------------------------------- which rows


def _unpicked(reading: model.Reading, layout: Layout) -> Iterator[errors.published.RowsNotPicked]:
    """Find a choice of rows that is left open."""
    picked = {pick.column for pick in reading.picks}
    if layout.looked_up is not None and layout.looked_up.column in picked:
        picked.add(layout.rows[-1])
    left = [column for column in layout.rows if column not in picked]
    if reading.total or not (left or layout.many):
        return
    among = "practice" if layout.whose else "file"
    rows = f"there are rows for each {one_of(left, 'and')}" if left else f"there are many rows for each {among}"
    yield errors.published.RowsNotPicked(place=reading.span, file=layout.name, rows=rows, line=_line(reading, left))


def _line(reading: model.Reading, left: Iterable[str]) -> str:
    """Write the line with every choice of rows made, or with the rows added up."""
    said = [f'"{pick.column}" {"begins with" if pick.begins else "is"} "{pick.words}"' for pick in reading.picks]
    said += [f'"{column}" is "…"' for column in left]
    where = f" where {' and '.join(said)}" if said else ""
    return f'"{reading.file}", the {"column" if left else "total of"} "{reading.column}"{where}'


# ---------------------------------------------------------------- whether it fits


def _unfit(
    desk: Desk, reading: model.Reading, layout: Layout, given: Given
) -> Iterator[errors.published.NotToBeReadFrom]:
    """Find why a figure is not what the column holds, or not of a time that the file can say."""
    because = (
        _of_another_sort(reading, _content(layout, reading.column), given.type)
        or _of_nobody(layout, given.level)
        or _of_no_time(desk, layout, given.time)
    )
    if because:
        yield errors.published.NotToBeReadFrom(place=reading.span, file=layout.name, because=because)


def _content(layout: Layout, name: str) -> Content:
    column: Column | None = layout.column(name)
    content = layout.others if column is None else column.holds
    assert content is not None, "only columns that are known, or open, are read"
    return content


def _of_another_sort(reading: model.Reading, content: Content, kind: model.Type) -> str:
    if content.sort not in _FITTING[kind.quantity]:
        return f'the column "{reading.column}" holds {content.sort.value}, and the figure is {kind.quantity.value}'
    if reading.total and content.sort not in _ADDED:
        return f'the column "{reading.column}" holds {content.sort.value}, which cannot be added up'
    return ""


def _of_nobody(layout: Layout, level: str) -> str:
    if layout.whose is not None or level == model.SCHEME:
        return ""
    return f"its rows are of nobody in particular, and the figure is given for each {level}"


def _of_no_time(desk: Desk, layout: Layout, time: model.Time) -> str:
    """Say that a file without times cannot give a figure that is asked for at several."""
    if layout.when is not None or not isinstance(time, model.Each):
        return ""
    if len(periods(time.kind, desk.heading.first, desk.heading.last)) == 1:
        return ""
    kind = time.kind.replace("_", "-")
    return f"the file does not say of which {kind} a row is, and the figure is given each {kind}"
