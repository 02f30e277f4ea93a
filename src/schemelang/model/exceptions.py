"""Exceptions as meant: each replaces one line of one block, for some or from a day."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations

from schemelang.dates import Period, say_date
from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.arithmetic import together
from schemelang.model.desk import Desk, Place, Valued, needed, one_line, only, title_of
from schemelang.model.expressions import read_condition
from schemelang.model.literals import read_day
from schemelang.model.model import Exceptional, Expression
from schemelang.model.names import singular
from schemelang.model.offers import among_lines, one_after_another, readers, under
from schemelang.quantities import say_number
from schemelang.source import Span
from schemelang.syntax import ast

_Excepted = ast.Payment | ast.Value | ast.Indicator | ast.Target
_OF_ALL_ALIKE = ast.Pay | ast.Share | ast.To | ast.PaidBy
_WORDS: dict[type[ast.Node], str] = {
    ast.StartWith: "start with",
    ast.Add: "add",
    ast.Less: "less",
    ast.Times: "times",
    ast.NeverMoreThan: "never more than",
    ast.NeverMoreThanInYear: "never more than",
    ast.NeverLessThan: "never less than",
    ast.ReducedBy: "reduced by",
    ast.NothingUnless: "nothing unless",
    ast.NothingIf: "nothing if",
    ast.Round: "round",
    ast.MetWhen: "met when",
    ast.Is: "is",
    ast.Measured: "measured",
    ast.Pay: "pay",
    ast.Share: "share",
    ast.To: "to",
    ast.PaidBy: "paid by",
}

_LEAVE_ONE_OUT = 'Leave out one of the two lines "wins over".'
_BY_A_VALUE = "Name the part that differs as a value, let the line read the value, and make the exception to that."

Replacement = tuple[Exceptional, ast.Node]
"""An exception to a line, with the line that stands in its place."""


# ---------------------------------------------------------------- the exceptions to a line


def replacements(desk: Desk, block: _Excepted, line: ast.Node, place: Place) -> tuple[Replacement, ...] | None:
    """Return what is written in place of a line, and for whom; None where that cannot be read."""
    written = _exceptions_to(desk, block, _WORDS[type(line)])
    if not written or place.level is None or len(_lines(block, _WORDS[type(line)])) > 1:
        return ()
    read = [_read_case(desk, each, written, place) for each in written if _counts_then(desk, each, place)]
    cases = tuple(each for each in read if each is not None)
    written = tuple(each for each in written if _counts_then(desk, each, place))
    if len(cases) < len(read) or not _see_clashes(desk, block, _WORDS[type(line)], written, cases):
        return None
    lines = [instead.line for each in written if (instead := _instead(each))]
    return tuple(zip(cases, lines, strict=True))


def excepted(  # noqa: PLR0913, PLR0917 - what a line says, and where
    desk: Desk,
    block: _Excepted,
    line: ast.Node,
    usual: Expression | None,
    read: Callable[[ast.Node], Expression | None],
    place: Place,
) -> Expression | None:
    """Return what a line says with its exceptions; without any, what it says."""
    them = replacements(desk, block, line, place)
    if not them or usual is None:
        return None if them is None else usual
    alternatives = [read(instead) for _, instead in them]
    insteads = tuple(each for each in alternatives if each is not None)
    kind = together(desk, (usual, *insteads), "put in place of each other") if len(insteads) == len(them) else None
    if kind is None:
        return None
    assert place.level is not None, "an exception is read where its line is"
    return model.ExceptedOf(
        type=kind,
        level=place.level,
        series=place.series,
        span=usual.span,
        usual=usual,
        cases=tuple(zip((case for case, _ in them), insteads, strict=True)),
    )


def lines_read_by(exceptions: Iterable[ast.Exception_]) -> tuple[ast.Node, ...]:
    """Return the lines of exceptions that read anything: for whom, and what instead."""
    return tuple(line for each in exceptions for line in each.lines if isinstance(line, ast.Where | ast.Instead))


def exceptions_to(blocks: Collection[ast.Node], name: str) -> tuple[ast.Exception_, ...]:
    """Return the exceptions to a block, in the order they are written."""
    if ast.Exception_ not in map(type, blocks):  # as in most schemes, of which every line asks
        return ()
    every = [block for block in blocks if isinstance(block, ast.Exception_)]
    return tuple(
        each
        for each in every
        if any(isinstance(line, ast.ExceptionTo) and line.name.text == name for line in each.lines)
    )


def _exceptions_to(desk: Desk, block: _Excepted, word: str) -> tuple[ast.Exception_, ...]:
    """Return the exceptions to the lines of a block that begin with a word."""
    every = exceptions_to(desk.blocks.values(), block.name.text)
    return tuple(each for each in every if (line := _instead(each)) and _WORDS[type(line.line)] == word)


def _lines(block: _Excepted, word: str) -> list[ast.Node]:
    return [line for line in block.lines if _WORDS.get(type(line)) == word]


def _instead(exception: ast.Exception_) -> ast.Instead | None:
    return next((line for line in exception.lines if isinstance(line, ast.Instead)), None)


def _read_case(
    desk: Desk, exception: ast.Exception_, rivals: tuple[ast.Exception_, ...], place: Place
) -> Exceptional | None:
    where = next((line for line in exception.lines if isinstance(line, ast.Where)), None)
    start = next((line for line in exception.lines if isinstance(line, ast.ExceptionFrom)), None)
    condition = None if where is None else read_condition(desk, where.condition, place)
    first = None if start is None else read_day(desk, start.date)
    if (where is not None and condition is None) or (start is not None and first is None):
        return None
    return Exceptional(
        exception=exception.name.text,
        title=title_of(exception.name, exception.title),
        first=first if place.series is not None else None,
        condition=condition,
        yields_to=_winners(exception.name.text, rivals),
    )


def _counts_then(desk: Desk, exception: ast.Exception_, place: Place) -> bool:
    """Say whether an exception has begun where a block is read at another time than its own."""
    start = next((line for line in exception.lines if isinstance(line, ast.ExceptionFrom)), None)
    first = None if start is None else read_day(desk, start.date)
    if place.again is None or place.series is not None or first is None:
        return True
    moment = None if place.implied is None else place.implied.moment
    day = moment.last if isinstance(moment, Period) else moment
    return day is not None and first <= day


def _winners(name: str, rivals: tuple[ast.Exception_, ...]) -> tuple[str, ...]:
    """Return the exceptions that win over one, directly or by winning over another that does."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        beaten = waiting.pop()
        for each in rivals:
            if each.name.text not in found and beaten in {line.name.text for line in _wins(each)}:
                found.append(each.name.text)
                waiting.append(each.name.text)
    return tuple(found)


def _wins(exception: ast.Exception_) -> tuple[ast.WinsOver, ...]:
    return tuple(line for line in exception.lines if isinstance(line, ast.WinsOver))


def _see_clashes(
    desk: Desk,
    block: _Excepted,
    word: str,
    written: tuple[ast.Exception_, ...],
    cases: tuple[Exceptional, ...],
) -> bool:
    """See that of two exceptions for the same parties one wins, and that none wins over itself."""
    names = {each.name.text: each for each in written}
    clashes = [(one, other) for one, other in combinations(cases, 2) if _clash(one, other)]
    for one, other in clashes:
        circle = other.exception in one.yields_to
        how = "each wins over the other" if circle else "neither wins over the other"
        label = Label(names[one.exception].name.span, "the other of the two")
        desk.say(
            errors.exceptions.ExceptionsClash(
                place=names[other.exception].name.span,
                one=one.exception,
                other=other.exception,
                word=word,
                block=block.name.text,
                how=how,
                remedy=_LEAVE_ONE_OUT if circle else _who_wins(one, other),
                labels=(label,),
            )
        )
    return not clashes


def _who_wins(one: Exceptional, other: Exceptional) -> str:
    """Return what to write in which of two exceptions; one for everybody would leave the other nobody."""
    lines = [
        (winner.exception, f"wins over {loser.exception}")
        for winner, loser in ((one, other), (other, one))
        if winner.condition is not None or loser.condition is None
    ]
    begins = "Write", "Or write"
    said = (under(f'{begin} in "{name}":', line) for begin, (name, line) in zip(begins, lines, strict=False))
    return one_after_another(*said)


def _clash(one: Exceptional, other: Exceptional) -> bool:
    """Say whether two exceptions are sure to meet, and neither wins; or each is said to win over the other."""
    wins, loses = one.exception in other.yields_to, other.exception in one.yields_to
    if wins or loses:
        return wins and loses
    return one.condition is None or other.condition is None or one.condition == other.condition


# ---------------------------------------------------------------- an exception by itself


def read_exception(desk: Desk, block: ast.Exception_) -> model.ExceptionBlock | None:
    """Read an exception: what it is to, what it replaces, and why."""
    payment = next((name for name, each in desk.blocks.items() if isinstance(each, ast.Payment)), "my_payment")
    to = needed(desk, block, ast.ExceptionTo, "to", f"to {payment}")
    instead = needed(desk, block, ast.Instead, "instead", "instead never more than £1,000")
    because = needed(desk, block, ast.Because, "because", 'because "it is agreed with the practices"')
    start = only(desk, block.lines, ast.ExceptionFrom, "from")
    only(desk, block.lines, ast.Where, "where")
    of = None if to is None else _block_of(desk, to.name)
    first = None if start is None else read_day(desk, start.date)
    if of is None or instead is None or because is None or (start is not None and first is None):
        return None
    word = _WORDS[type(instead.line)]
    fits = _sees_line(desk, of, instead, word)
    wins = [_sees_rival(desk, block, of, line.name, word) for line in _wins(block)]
    if start is not None and first is not None:
        fits = _sees_day(desk, of, start.date.span, first) and fits
    if not fits or not all(wins):
        return None
    return model.ExceptionBlock(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        to=of.name.text,
        word=word,
        first=first,
        reason=because.reason.text,
        wins_over=tuple(line.name.text for line in _wins(block)),
    )


def _block_of(desk: Desk, name: ast.Name) -> _Excepted | None:
    block = desk.blocks.get(name.text)
    if isinstance(block, _Excepted):
        return block
    if block is None:
        desk.block(name)
    elif isinstance(block, ast.Scale):
        level = desk.heading.leaf.singular if block.level is None else singular(block.level.kind.text)
        value = f"{name.text}_that_count"
        lines = among_lines([*readers(desk, name.text, value), f"to {value}"])
        desk.say(
            errors.exceptions.ExceptionToScale(place=name.span, name=name.text, value=value, level=level, lines=lines)
        )
    else:
        desk.wrong_kind(name, "a payment, a target, an indicator or a value")
    return None


def _sees_line(desk: Desk, of: _Excepted, instead: ast.Instead, word: str) -> bool:
    """See that a block has just one line that an exception can mean."""
    if isinstance(instead.line, _OF_ALL_ALIKE):
        desk.say(errors.exceptions.PaysInAnotherWay(place=instead.line.span, word=word, block=of.name.text))
        return False
    lines = _lines(of, word)
    if not lines:
        desk.say(errors.exceptions.NoLineToReplace(place=instead.line.span, block=of.name.text, word=word))
    elif len(lines) > 1:
        _ask_which_is_replaced(desk, of, instead, word)
    return len(lines) == 1


def _ask_which_is_replaced(desk: Desk, of: _Excepted, instead: ast.Instead, word: str) -> None:
    """Ask which of several lines that begin alike is replaced, and show for each how it is told apart."""
    lines = _lines(of, word)
    read = desk.read.get(of.name.text)
    level = read.level if isinstance(read, Valued) and read.level != model.SCHEME else desk.heading.leaf.singular
    shown = [_told_apart(of, line, instead.line, level) for line in lines]
    remedy = one_after_another(*(each for each in shown if each)) if all(shown) else _BY_A_VALUE
    desk.say(
        errors.exceptions.SeveralLinesToReplace(
            place=instead.line.span,
            block=of.name.text,
            word=word,
            number=say_number(Fraction(len(lines))),
            remedy=remedy,
        )
    )


def _told_apart(of: _Excepted, line: ast.Node, new: ast.Node, level: str) -> str | None:
    """Return how a line reads a value to which an exception can be made; nothing of a line without an amount."""
    match line, new:
        case (ast.Add(amount) | ast.Less(amount), ast.Add(other, None) | ast.Less(other, None)):
            value = f"part_of_{of.name.text}"
        case (ast.Times(amount), ast.Times(other, None)):
            value = f"factor_of_{of.name.text}"
        case _:
            return None
    old = one_line(line)
    return under(
        f"To replace  {old}  make that a value, and let the exception be to the value:",
        f"value {value} for each {level}",
        f"    is {one_line(amount)}",
        old.replace(one_line(amount), value, 1),
        f"to {value}",
        f"instead is {one_line(other)}",
    )


def _sees_rival(desk: Desk, block: ast.Exception_, of: _Excepted, name: ast.Name, word: str) -> bool:
    rivals = {each.name.text for each in _exceptions_to(desk, of, word)} - {block.name.text}
    if name.text in rivals:
        return True
    desk.say(errors.exceptions.WinsOverAnother(place=name.span, name=name.text, word=word, block=of.name.text))
    return False


def _sees_day(desk: Desk, of: _Excepted, place: Span, first: date) -> bool:
    """See that something is counted on or after the day from which an exception counts."""
    read, last = desk.read.get(of.name.text), desk.heading.last
    if isinstance(read, model.Indicator) and read.moment is not None:
        last = read.moment.last if isinstance(read.moment, Period) else read.moment
    if first <= last or not desk.heading.sure_of_term:
        return True
    desk.say(errors.exceptions.NeverCounts(place=place, last=say_date(last)))
    return False
