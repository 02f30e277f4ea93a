"""What is said about the language agrees with the grammar, and near words are found."""

import re

import pytest

from schemelang.headings import BLOCKS, CHANGES
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import as_written, parse, read_whole
from schemelang.syntax.slips.expected import SAID
from schemelang.syntax.slips.mending import as_name
from schemelang.syntax.slips.wordings import AT_LINE_START, WITHIN_LINE
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import LINES, PHRASES, WITH_PROSE, WITH_TABLE, a, language_words, one_of
from schemelang.syntax.words import words_of

EXAMPLES = [(kind, line, example) for kind, lines in LINES.items() for line, example in lines.items()]


def heading(kind: str) -> str:
    """Return the heading of a block of a kind."""
    nameless = ("figures", "values", "indicators", "scales", "targets", "example")
    return f'{kind} "A"' if kind in nameless else f'{kind} a "A"'


def accepted_after(text: str) -> frozenset[str]:
    """Return what may follow a text."""
    failure = read_whole(Source("given.scheme", f"{text} ¬"), "file")

    assert isinstance(failure, Failure)
    return failure.accepts


# The table of lines


@pytest.mark.parametrize(("kind", "line", "example"), EXAMPLES)
def test_each_line_reads(kind: str, line: str, example: str) -> None:
    """The line that is shown for each line word begins with it and reads in its block."""
    _, found = parse(Source("given.scheme", f"{heading(kind)}\n{example}"))

    assert found == (), as_text(found)
    assert example.replace(",", "").startswith(f"{line} ")


@pytest.mark.parametrize("kind", LINES)
def test_no_line_is_forgotten(kind: str) -> None:
    """Each kind of block has just the lines that the grammar gives it."""
    accepted = accepted_after(heading(kind)) - BLOCKS - {"STRING", "ROW", "PROSE", "for"}

    assert accepted == {line.split()[0] for line in LINES[kind]}


def test_no_block_is_forgotten() -> None:
    """A file may hold just the blocks that are listed."""
    assert accepted_after("") == BLOCKS
    assert set(LINES) == BLOCKS - CHANGES


@pytest.mark.parametrize("kind", LINES)
def test_tables_and_prose(kind: str) -> None:
    """Just those kinds of block hold a table, or prose, that are said to."""
    assert ("ROW" in accepted_after(heading(kind))) == (kind in WITH_TABLE)
    assert ("PROSE" in accepted_after("judgement a is yes or no" if kind == "judgement" else heading(kind))) == (
        kind in WITH_PROSE
    )


# The words for what may stand


def test_each_terminal_has_its_words() -> None:
    """Everything that the grammar may ask for can be said in plain words, and nothing else is listed."""
    others = {written for written in as_written().values() if not re.fullmatch("[a-z]+", written)}

    assert others == set(SAID)


def test_words_of_the_language() -> None:
    """The words of the language are those that the grammar has for itself."""
    assert language_words() == {written for written in as_written().values() if re.fullmatch("[a-z]+", written)}


def test_wordings_lead_somewhere() -> None:
    """Each everyday wording leads to a wording of the language, and is none itself."""
    lines = {" ".join(phrase) for phrase in PHRASES}

    assert {ours for ours in AT_LINE_START.values() if ours not in lines} == {"measured on", "round to"}
    assert [said for said in AT_LINE_START if said in lines] == []
    assert [said for said, ours in WITHIN_LINE.items() if said == ours] == []


# Words


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("roudn", ["round", "to"], "round"),
        ("ROUDN", ["round"], "round"),
        ("paymnet", ["payment", "party"], "payment"),
        ("judgment", ["judgement"], "judgement"),
        ("instalemnts", ["instalments"], "instalments"),
        ("x", ["y", "z"], "y"),
        ("bonus", ["round", "share"], None),
        ("to", ["round"], None),
        ("", ["a"], "a"),
        ("round", [], None),
    ],
)
def test_nearest(word: str, known: list[str], expected: str | None) -> None:
    """The nearest word is one slip of the finger away, or two in a longer word; of two as near, the first is taken."""
    assert nearest(word, known) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Care package payment", "care_package_payment"),
        ("list-size", "list_size"),
        ("18_weeks", "weeks_18"),
        ("Château 5%", "ch_teau_5"),
        ("2013/14", "in_2013_14"),
        ("", ""),
    ],
)
def test_as_name(words: str, expected: str) -> None:
    """A name is made of any words, with its figures at the end."""
    assert as_name(words) == expected


def test_articles_and_lists() -> None:
    """Kinds of block and lists are said as a person would say them."""
    assert (a("indicator"), a("payment")) == ("an indicator", "a payment")
    assert [one_of([]), one_of(["a"]), one_of(["a", "b"]), one_of(["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]


def test_words() -> None:
    """A text is cut into words that know their kind, their place and whether they begin a printed line."""
    text = '# note\nPay 70% "in full" # note\n| a | b | # note\n  > prose \n£1,000.50p x_1 >= "open\n| c'
    source = Source("given.scheme", text)

    assert [(word.kind, word.text, word.first) for word in words_of(Span(source, 0, len(text)))] == [
        ("word", "pay", True),
        ("number", "70%", False),
        ("string", '"in full"', False),
        ("row", "| a | b |", True),
        ("prose", "> prose", True),
        ("number", "£1,000.50p", True),
        ("word", "x_1", False),
        ("sign", ">=", False),
        ("string", '"open', False),
        ("row", "| c", True),
    ]


def test_words_around_gaps() -> None:
    """What is left out is not cut into words, and what follows it still knows whether it begins a line."""
    source = Source("given.scheme", "a b c\nd e f")
    gaps = (Span(source, 6, 9), Span(source, 2, 4), Span(source, 3, 4))

    assert [(word.text, word.first) for word in words_of(Span(source, 0, 11), gaps)] == [
        ("a", True),
        ("c", False),
        ("f", True),
    ]
