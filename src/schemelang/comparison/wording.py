"""The words of a clause, sentence by sentence, and where two of them part."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import assert_never

from attrs import frozen

from schemelang.comparison.comparison import Gone, New, Reworded, Run, Sentence, Words
from schemelang.comparison.pairing import aligned
from schemelang.document.contract import (
    Bullets,
    Facts,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Signatures,
    Steps,
    Table,
    Text,
)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"\d{{1,2}}\s(?:{_MONTHS})\s\d{{4}}"
_NUMBER = r"-?£?\d[\d,]*(?:\.\d+)?%?"
TOKEN = re.compile(rf"{_DAY}|{_NUMBER}|\w+|\s+|.", re.DOTALL)
COUNTED = re.compile(rf"{_DAY}|{_NUMBER}")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u201c])")


ROW = "Row"
"""The label of a row of a table."""


@frozen
class Line:
    """A sentence, a bullet, a step, a fact or a row. The label says what it is about or which it is.

    A label that only counts, as that of a step, may change without anything being said otherwise.
    `alias` is the text with the headings of the other contract in it, where it names clauses that are called otherwise.
    """

    text: str
    label: str = ""
    counts: bool = False
    alias: str = ""

    @property
    def key(self) -> str:
        """The text that makes two lines the same."""
        return self.alias or self.text


def words_of(text: Text) -> str:
    """Return a text as plain words."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


def lines_of(parts: Sequence[Part]) -> tuple[Line, ...]:
    """Cut the parts of a clause into lines."""
    return tuple(line for part in parts for line in _lines(part))


def _lines(part: Part) -> Iterator[Line]:
    match part:
        case Paragraph(text):
            yield from (Line(each) for each in SENTENCE_ENDS.split(words_of(text)))
        case Notice(_, text):
            yield Line(words_of(text))
        case Bullets(items):
            yield from (Line(words_of(item)) for item in items)
        case Facts(facts):
            yield from (Line(words_of(fact.text), fact.about) for fact in facts)
        case Steps(steps):
            yield from (Line(words_of(step.text), step.number, counts=True) for step in steps)
        case Table():
            yield from _rows(part)
        case Picture():  # its numbers are in a table, and are compared there
            return
        case Signatures(places):
            yield from (Line(_filled(place.lines), place.who) for place in places)
        case _:
            assert_never(part)


def _rows(table: Table) -> Iterator[Line]:
    """Say what the table shows, then each row cell by cell, with its headings."""
    headings = [column.heading for column in table.columns]
    yield Line(f"{table.caption}: {', '.join(headings)}", "Table")
    yield from (Line(_row(headings, row), ROW, counts=True) for row in table.rows)


def _row(headings: Sequence[str], row: Row) -> str:
    cells = [words_of(cell) for cell in row.cells]
    said = [f"{heading}: {cell}" if heading else cell for heading, cell in zip(headings, cells, strict=False) if cell]
    return "; ".join(said)


def _filled(lines: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{about}: {filled}" if filled else about for about, filled in lines)


# ---------------------------------------------------------------- sentence by sentence


def compare_lines(before: Sequence[Line], now: Sequence[Line]) -> tuple[Sentence, ...]:
    """Say which lines are gone, new, or said otherwise, in the order in which they are read."""
    return tuple(sentence for pair in aligned(before, now, _same, _are_near) for sentence in _compared(*pair))


def _same(line: Line) -> tuple[str, str]:
    """Return what makes two lines the same: a label that only counts is no part of it."""
    return ("" if line.counts else line.label, line.key)


def _compared(before: Line | None, now: Line | None) -> Iterator[Sentence]:
    if now is None:
        assert before is not None, "of a pair one is there"
        yield Gone(before.label, before.text)
    elif before is None:
        yield New(now.label, now.text)
    elif _same(before) != _same(now):
        yield _reworded(before, now)


def _are_near(before: Line, now: Line) -> bool:
    """Say whether one line stands in the place of another: at least half of their words are the same."""
    if not (before.counts or now.counts) and (before.label or now.label):
        return before.label == now.label
    one, other = before.key.split(), now.key.split()
    shared = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return 4 * shared >= len(one) + len(other)


def _reworded(before: Line, now: Line) -> Reworded:
    one, other, numbers = mark(before.text, now.text)
    return Reworded(label=now.label, before=one, now=other, numbers=numbers)


# ---------------------------------------------------------------- word by word


def mark(before: str, now: str) -> tuple[Words, Words, tuple[tuple[str, str], ...]]:
    """Mark what is changed in two sentences and, where only numbers are, name each with the one in its place."""
    one, other = TOKEN.findall(before), TOKEN.findall(now)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    changes = [(one[a:b], other[c:d]) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"]
    changed_one = [what != "equal" for what, a, b, _, _ in matcher.get_opcodes() for _ in range(a, b)]
    changed_other = [what != "equal" for what, _, _, c, d in matcher.get_opcodes() for _ in range(c, d)]
    return _runs(one, changed_one), _runs(other, changed_other), _numbers(changes)


def _numbers(changes: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[tuple[str, str], ...]:
    """Return the numbers that stand in each other's place, if there is nothing but numbers."""
    if not all(len(one) == len(other) == 1 and _is_counted(one[0], other[0]) for one, other in changes):
        return ()
    return tuple(dict.fromkeys((one[0], other[0]) for one, other in changes))


def _is_counted(one: str, other: str) -> bool:
    return bool(COUNTED.fullmatch(one) and COUNTED.fullmatch(other))


def _runs(tokens: Sequence[str], changed: Sequence[bool]) -> Words:
    """Put words together that are alike; a gap is changed where the words on both sides of it are."""
    marks = [_is_marked(place, tokens, changed) for place in range(len(tokens))]
    runs: list[Run] = []
    for token, mark_ in zip(tokens, marks, strict=True):
        if runs and runs[-1].changed is mark_:
            runs[-1] = Run(runs[-1].text + token, mark_)
        else:
            runs.append(Run(token, mark_))
    return tuple(runs)


def _is_marked(place: int, tokens: Sequence[str], changed: Sequence[bool]) -> bool:
    if not tokens[place].isspace():
        return changed[place]
    return 0 < place < len(tokens) - 1 and changed[place - 1] and changed[place + 1]
