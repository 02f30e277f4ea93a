"""Worked examples as meant: tables of figures, and what must come of them."""

from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from schemelang.dates import Period, PeriodKind
from schemelang.light import frozen
from schemelang.model import errors, model
from schemelang.model.categories import read_word
from schemelang.model.conditions import comparator_of, compare, see_days
from schemelang.model.dated import version_on
from schemelang.model.desk import Desk, Moment, Place, one_line
from schemelang.model.expressions import express
from schemelang.model.literals import read_literal
from schemelang.model.offers import under
from schemelang.model.reading import is_whole_term, read_block, versions_of
from schemelang.model.saying import say_known
from schemelang.model.stated import ExampleTable, GivenFigure, Words
from schemelang.model.times import ask_which_is_expected, period_at, read_at, read_moment, refuse_period
from schemelang.model.units import NUMBER, SHARE, YES_NO
from schemelang.syntax import ast

_ONE_THING = "Write one name and, after it, one result: an amount, a percentage, a number, a day, a word, or met."


@frozen(kw_only=True)
class _Spoken:
    """What a line of an example speaks of: a name, perhaps for a party, perhaps at a time."""

    name: ast.Name
    party: str | None = None
    moment: Moment | None = None

    @property
    def said(self) -> str:
        """The name, and for whom: fees of Ash, fees of "High Street"."""
        if self.party is None:
            return self.name.text
        party = self.party if self.party.isalnum() else f'"{self.party}"'
        return f"{self.name.text} of {party}"


def read_example(desk: Desk, block: ast.Example) -> model.Example:
    """Read an example. What cannot be read of it is said, and left out."""
    rows = [line for line in block.lines if isinstance(line, ast.Row)]
    givens = [_given(desk, line) for line in block.lines if isinstance(line, ast.Given)]
    expectations = [_expectation(desk, line) for line in block.lines if isinstance(line, ast.Then)]
    return model.Example(
        name=block.title.text,
        title=block.title.text,
        span=block.span,
        tables=_tables(rows),
        givens=tuple(given for given in givens if given is not None),
        expectations=tuple(each for each in expectations if each is not None),
    )


def _tables(rows: list[ast.Row]) -> tuple[ExampleTable, ...]:
    """Part rows into tables: a row that repeats the first heading begins another table."""
    tables: list[list[ast.Row]] = []
    for row in rows:
        if not tables or row.cells[0].text == rows[0].cells[0].text:
            tables.append([row])
        else:
            tables[-1].append(row)
    return tuple(_table(table) for table in tables)


def _table(rows: list[ast.Row]) -> ExampleTable:
    words = [tuple(Words(cell.text, cell.span) for cell in row.cells) for row in rows]
    return ExampleTable(words[0], tuple(words[1:]))


# ---------------------------------------------------------------- what is given


def _given(desk: Desk, line: ast.Given) -> GivenFigure | None:
    match line.condition:
        case ast.Comparison(left, "is", right):
            spoken, result = _spoken(desk, left), _result(desk, right)
        case _:
            _refuse_line(desk, line)
            return None
    block = None if spoken is None else desk.block(spoken.name)
    if spoken is None or result is None or block is None:
        return None
    period = _given_for(desk, left, spoken, block) if isinstance(block, model.Figure) else None
    if period == "refused":
        return None
    return GivenFigure(figure=spoken.name.text, party=spoken.party, period=period, value=result.value, span=line.span)


def _given_for(
    desk: Desk, written: ast.Expression, spoken: _Spoken, figure: model.Figure
) -> Period | Literal["refused"] | None:
    """Return for which of its times a figure is given: none where it has one only, or where it is for all of them."""
    moment = spoken.moment
    if moment is None or not isinstance(written, ast.Timed):
        return None
    match figure.time:
        case model.Once():
            return None if read_at(desk, figure, written, moment, Place(level=None)) else "refused"
        case model.Each(kind):
            period = period_at(desk, figure.time, moment)
            if period is None:
                refuse_period(desk, figure.name, kind, written.when, moment)
            return period or "refused"
        case _:
            assert_never(figure.time)


def _spoken(desk: Desk, written: ast.Expression) -> _Spoken | None:
    """Read what a line speaks of."""
    match written:
        case ast.Timed(ast.Name() as name, when):
            moment = read_moment(desk, when)
            return None if moment is None else _Spoken(name=name, moment=moment)
        case ast.Timed(ast.NameOf(name, party), when):
            moment = read_moment(desk, when)
            return None if moment is None else _Spoken(name=name, party=party.text, moment=moment)
        case ast.NameOf(name, party):
            return _Spoken(name=name, party=party.text)
        case ast.Name():
            return _Spoken(name=written)
        case _:
            desk.say(errors.naming.UnreadableExpectation(place=written.span, remedy=_ONE_THING))
            return None


def _refuse_line(desk: Desk, line: ast.Given | ast.Then) -> None:
    """Say that a line is not about one thing and one result, and write it as lines that are."""
    word = "given" if isinstance(line, ast.Given) else "then"
    match line.condition:
        case ast.AllOf(parts):
            remedy = under("Write a line for each:", *(f"{word} {one_line(part)}" for part in parts))
        case ast.Comparison(left, _, right):
            remedy = under("Give the one value that it is:", f"{word} {one_line(left)} is {one_line(right)}")
        case _:
            remedy = _ONE_THING
    desk.say(errors.naming.UnreadableExpectation(place=line.condition.span, remedy=remedy))


def _result(desk: Desk, written: ast.Expression) -> model.Constant | None:
    if isinstance(written, ast.Literal):
        return read_literal(desk, written)
    if isinstance(written, ast.OutOf):
        return _proportion(desk, written)
    if isinstance(written, ast.Text):
        return read_word(written)
    worked_out = _worked_out_here(desk, written)
    remedy = _ONE_THING if worked_out is None else under("Write what it comes to:", worked_out)
    desk.say(errors.naming.UnreadableExpectation(place=written.span, remedy=remedy))
    return None


def _worked_out_here(desk: Desk, written: ast.Expression) -> str | None:
    """Return what numbers put together come to; nothing where there are names among them."""
    if not isinstance(written, ast.Product | ast.Sum) or not all(
        isinstance(each, ast.Literal) for each in _of(written)
    ):
        return None
    from schemelang.model.scale_tables import laid_down

    read = express(desk, written, Place(level=None))
    value = None if read is None else laid_down(desk, read)
    return None if read is None or value is None else say_known(value, read.type)


def _of(written: ast.Product | ast.Sum) -> tuple[ast.Expression, ...]:
    """Return the numbers of a sum or a product, without its signs."""
    return tuple(part for part in written.parts if not isinstance(part, str))


def _proportion(desk: Desk, written: ast.OutOf) -> model.Constant | None:
    """Read a share that no percentage can say exactly: 38 out of 46."""
    part, whole = _result(desk, written.part), _result(desk, written.whole)
    if part is None or whole is None:
        return None
    numbers = part.value, whole.value
    if part.type != NUMBER or whole.type != NUMBER or not whole.value:
        desk.say(errors.naming.UnreadableExpectation(place=written.span, remedy=_ONE_THING))
        return None
    assert isinstance(numbers[0], Fraction), "a number is a fraction"
    assert isinstance(numbers[1], Fraction), "a number is a fraction"
    return model.Constant(type=SHARE, level=model.SCHEME, span=written.span, value=numbers[0] / numbers[1])


# ---------------------------------------------------------------- what must come of it


def _expectation(desk: Desk, line: ast.Then) -> model.Expectation | None:
    match line.condition:
        case ast.IsMet(target, word) as met:
            spoken = _spoken(desk, target)
            result = model.Constant(type=YES_NO, level=model.SCHEME, span=met.span, value=word == "met")
            return _expect(desk, line, spoken, "equal", result)
        case ast.Comparison(left, word, right):
            return _expect(desk, line, _spoken(desk, left), comparator_of(word), _result(desk, right))
        case _:
            _refuse_line(desk, line)
            return None


def _expect(
    desk: Desk,
    line: ast.Then,
    spoken: _Spoken | None,
    comparator: model.Comparator,
    result: model.Constant | None,
) -> model.Expectation | None:
    read = None if spoken is None else _worked_out(desk, spoken)
    if spoken is None or read is None or result is None:
        return None
    if isinstance(line.condition, ast.IsMet) and read.type != YES_NO:
        desk.wrong_kind(spoken.name, "a target")
        return None
    word = line.condition.word if isinstance(line.condition, ast.Comparison) else ""
    if not see_days(desk, word, read):
        return None
    held = compare(desk, line.condition.span, read, comparator, result)
    if held is None:
        return None
    assert isinstance(held.right, model.Constant), "what is expected is laid down"
    return model.Expectation(
        block=spoken.name.text,
        party=spoken.party,
        moment=spoken.moment,
        comparator=comparator,
        value=held.right.value,
        span=line.condition.span,
    )


def _of_period(desk: Desk, spoken: _Spoken, kind: PeriodKind, read: model.ReadBlock) -> model.ReadBlock | None:
    """Return what a line speaks of, if it says which of several periods it means."""
    if spoken.moment is None:
        in_all = isinstance(desk.block(spoken.name), model.Payment)
        ask_which_is_expected(desk, spoken.name, spoken.said, kind, in_all=in_all)
        return None
    if period_at(desk, model.Each(kind, at_end=False), spoken.moment) is None:
        refuse_period(desk, spoken.name.text, kind, spoken.name, spoken.moment)
        return None
    return read


def _worked_out(desk: Desk, spoken: _Spoken) -> model.ReadBlock | None:
    """Return what a line speaks of, if it is worked out, and at the time that is said."""
    block = desk.block(spoken.name)
    if isinstance(block, model.Figure):
        desk.wrong_kind(spoken.name, "something that is worked out")
        return None
    if block is None:
        return None
    paid = isinstance(block, model.Payment) and (isinstance(spoken.moment, date) or is_whole_term(desk, spoken.moment))
    if block.each is not None and not paid:
        return _of_period(desk, spoken, block.each, read_block(block, spoken.name))
    dated = versions_of(block)
    if spoken.moment is not None and dated is not None:
        return version_on(desk, block.name, read_block(block, spoken.name), dated, spoken.moment)
    if spoken.moment is not None and not paid:
        desk.say(errors.choices.OneOfAllTimes(place=spoken.name.span, name=spoken.name.text))
        return None
    return read_block(block, spoken.name)
