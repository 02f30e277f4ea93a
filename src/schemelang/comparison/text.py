"""A comparison as plain text for a terminal. Words that change stand in square brackets."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from schemelang.comparison import words
from schemelang.comparison.comparison import (
    ClauseChange,
    Comparison,
    Gone,
    Money,
    New,
    Payee,
    Reworded,
    Sentence,
    Trial,
    Unfit,
    Words,
)
from schemelang.comparison.wording import ROW

_WIDTH = 100
_NAME_WIDTH, _AMOUNT_WIDTH = 44, 16
_PROSE = 2
_MOST_ROWS = 5
"""Of more rows that are all new, or all gone, only the first and the last are written out."""


def as_text(comparison: Comparison) -> str:
    """Write a comparison: what changes in words, then in money, then in what is proved."""
    rows = [
        words.title_of(comparison),
        f"old: {comparison.before.name}",
        f"new: {comparison.now.name}",
        "",
        *(row for line in words.standing(comparison) for row in _wrapped(line)),
        *_clauses(comparison),
        *_money(comparison),
        *_proofs(comparison),
    ]
    return "".join(f"{row}\n" for row in rows)


# ---------------------------------------------------------------- words


def _clauses(comparison: Comparison) -> Iterator[str]:
    yield words.how_many_clauses(comparison.clauses)
    if any(isinstance(each, Reworded) for clause in comparison.clauses for each in clause.sentences):
        yield "Words that change stand in [square brackets]."
    for heading, what in (("Changed", "changed"), ("New", "new"), ("Gone, with the number that it had", "gone")):
        those = [clause for clause in comparison.clauses if clause.what == what]
        if those:
            yield from ("", heading)
        for clause in those:
            yield from _clause(clause)


def _clause(clause: ClauseChange) -> Iterator[str]:
    """Write a clause; of one that is gone, only what it was called."""
    cited = clause.now or clause.before
    assert cited is not None, "a clause is in one contract or in both"
    was = clause.before
    moved = f" (before: {was.number})" if clause.now and was and was.number != clause.now.number else ""
    yield from _wrapped(f"{cited.number} {cited.heading}{moved}".strip(), 2)
    if clause.what == "gone":
        return
    for (kind, label), alike in groupby(clause.sentences, key=lambda each: (type(each), each.label)):
        those = list(alike)
        cut = kind is not Reworded and label == ROW and len(those) > _MOST_ROWS
        for sentence in those[:1] if cut else those:
            yield from _sentence(sentence, new=clause.what == "new")
        if cut:
            yield from _wrapped(f"and {len(those) - 2} rows more, to", 6)
            yield from _sentence(those[-1], new=clause.what == "new")


def _sentence(sentence: Sentence, *, new: bool) -> Iterator[str]:
    match sentence:
        case Reworded(numbers=numbers) if numbers:
            yield from _wrapped(f"{words.becomes(numbers)}: {_labelled(sentence.label)}{_marked(sentence.now)}", 6)
        case Reworded():
            yield from _wrapped(f"was: {_labelled(sentence.label)}{_marked(sentence.before)}", 6)
            yield from _wrapped(f"now: {_labelled(sentence.label)}{_marked(sentence.now)}", 6)
        case Gone(label, text):
            yield from _wrapped(f"gone: {_labelled(label)}{text}", 6)
        case New(label, text):
            yield from _wrapped(f"{'' if new else 'new: '}{_labelled(label)}{text}", 6)
        case _:
            assert_never(sentence)


def _labelled(label: str) -> str:
    return f"{label.rstrip('.')}: " if label and label != ROW else ""


def _marked(runs: Words) -> str:
    return "".join(f"[{run.text}]" if run.changed else run.text for run in runs)


def _wrapped(text: str, indent: int = 0) -> list[str]:
    """Lay a text out within the width; of a clause, every line but the first a little further in."""
    first, later = " " * indent, " " * (indent + 2 if indent > _PROSE else indent)
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)


# ---------------------------------------------------------------- money


def _money(comparison: Comparison) -> Iterator[str]:
    yield from ("", "Who gains and who loses")
    if not comparison.money:
        yield from _wrapped(words.NO_EXAMPLES, 2)
    elif all(each.origin != "figures" for each in comparison.money):
        yield from _wrapped(words.ON_EXAMPLES, 2)
    said: set[str] = set()
    for each in comparison.money:
        yield ""
        yield from _one(each, said)


def _one(money: Money, said: set[str]) -> Iterator[str]:
    """Write what one trial showed; what was said of an earlier one is not said again."""
    on = words.on_what(money)
    yield from _wrapped(on[:1].upper() + on[1:], 2)
    match money:
        case Unfit():
            yield from _wrapped(words.unfit(money), 2)
        case Trial():
            lacking = [line for line in words.lacking(money) if line not in said]
            said.update(lacking)
            for line in (*lacking, *words.who_moves(money)):
                yield from _wrapped(line, 2)
            yield from _table(money)
            for line in (*words.largest_loss(money), words.in_all(money), *words.guarantees(money)):
                yield from _wrapped(line, 2)
        case _:
            assert_never(money)


def _table(trial: Trial) -> Iterator[str]:
    """Write a row for each who is paid otherwise, then one for each payment that comes to another sum."""
    those = words.changed_payees(trial)
    if not those:
        return
    yield from ("", _row("", ("before", "now", "change")))
    yield from (_row(_name(payee), words.sums_of(payee), words.remark(payee)) for payee in those)
    parts = words.moved_parts(trial)
    yield from [""] if parts else []
    yield from (_row(part.title, words.sums_of_part(part)) for part in parts)
    yield ""


def _name(payee: Payee) -> str:
    return payee.code if payee.name in ("", payee.code) else f"{payee.code}  {payee.name}"


def _row(name: str, sums: Sequence[str], remark: str = "") -> str:
    cropped = name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 3] + "..."
    amounts = "".join(each.rjust(_AMOUNT_WIDTH) for each in sums)
    return f"  {cropped.ljust(_NAME_WIDTH)}{amounts}{'  ' if remark else ''}{remark}".rstrip()


def _proofs(comparison: Comparison) -> Iterator[str]:
    lines = tuple(words.what_holds(comparison))
    if lines:
        yield from ("", "What holds")
    for line in lines:
        yield from _wrapped(line, 2)
