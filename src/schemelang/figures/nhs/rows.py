"""The rows of published files that give a figure: those picked, that count, and of its time."""

from collections.abc import Iterator, Sequence

from schemelang.figures.nhs.recognised import Recognised
from schemelang.figures.nhs.times import Label, times_of
from schemelang.figures.table import Cell
from schemelang.figures.times import Timetable
from schemelang.light import frozen
from schemelang.model.model import Figure, Pick, Reading
from schemelang.published.layout import Days, Sort, days_in


@frozen(kw_only=True)
class Given:
    """A row that gives a figure at one of its times."""

    file: Recognised
    row: tuple[Cell, ...]
    days: Days | None
    label: Label


def picked(file: Recognised, reading: Reading) -> Iterator[tuple[Cell, ...]]:
    """Return the rows of a file that a line of the scheme picks, whether they count or not."""
    asked = [(_at(file, pick.column), pick) for pick in reading.picks]
    wanted = [(at, {text for text in file.rows_by(at) if _fits(text, pick)}) for at, pick in asked]
    rows: Sequence[tuple[Cell, ...]] = file.table.rows
    alone = next((file.rows_by(at)[text] for at, texts in wanted if len(texts) == 1 for text in texts), rows)
    return (row for row in alone if all(row[at].text in texts for at, texts in wanted))


def counts(file: Recognised, row: tuple[Cell, ...]) -> bool:
    """Say whether a row is one that counts, such as the last submission of several."""
    kept = ((_at(file, column), words) for column, words in file.layout.kept.items())
    return all(row[at].text.casefold() in map(str.casefold, words) for at, words in kept)


def given(file: Recognised, rows: Sequence[tuple[Cell, ...]], figure: Figure, timetable: Timetable) -> Iterator[Given]:
    """Return the rows that are of a figure's time, once for each of its times."""
    total = figure.reading is not None and figure.reading.total
    for row in rows:
        days = days_of(file, row)
        for label in times_of(figure, days, timetable, total=total):
            yield Given(file=file, row=row, days=days, label=label)


def days_of(file: Recognised, row: tuple[Cell, ...]) -> Days | None:
    """Return the days that a row is about, if the file says so."""
    if file.layout.when is None:
        return None
    content = file.holds(file.layout.when)
    assert content is not None, "a layout knows its own columns"
    return days_in(row[_at(file, file.layout.when)].text, content.sort)


def last_of(rows: Sequence[Given]) -> list[Given]:
    """Keep, of several submissions of one party at one time, those that were sent last."""
    if not any(each.file.layout.latest for each in rows):
        return list(rows)
    latest: dict[_Key, _Sent] = {}
    keyed = [(_key(each), _sent(each), each) for each in rows]
    for key, sent, _ in keyed:
        latest[key] = max(latest.get(key, sent), sent)
    return [each for key, sent, each in keyed if sent == latest[key]]


def whose(given: Given) -> str:
    """Return the code of the party that a row is about; nothing, in a file about nobody in particular."""
    name = given.file.layout.whose
    return "" if name is None else given.row[_at(given.file, name)].text


_Key = tuple[str, Label, tuple[str, ...]]
_Sent = tuple[int, ...]


def _key(given: Given) -> _Key:
    """Return what several submissions of one thing have in common."""
    return whose(given), given.label, tuple(given.row[_at(given.file, each)].text for each in given.file.layout.rows)


def _sent(given: Given) -> _Sent:
    """Return when a row was sent in, as far as the file says so: the day, the hour, the minute and the second."""
    if not given.file.layout.latest:
        return ()
    day, time = (given.row[_at(given.file, column)].text for column in given.file.layout.latest)
    days = days_in(day, Sort.DAY)
    return (days[0].toordinal() if days else 0, *(int(part) for part in time.split(":") if part.isdecimal()))


def _fits(text: str, pick: Pick) -> bool:
    said, wanted = " ".join(text.split()).casefold(), " ".join(pick.words.split()).casefold()
    return said.startswith(wanted) if pick.begins else said == wanted


def _at(file: Recognised, column: str) -> int:
    at = file.column(column)
    assert at is not None, "columns that are not there are told of before"
    return at
