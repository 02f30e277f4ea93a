"""Sentences before and now: which belong together, and what is marked in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.comparison.comparison import Gone, New, Reworded, Run, Words
from schemelang.comparison.wording import Line, compare_lines, lines_of, mark
from schemelang.document.contract import (
    Bullets,
    Column,
    Fact,
    Facts,
    Inserted,
    Link,
    Notice,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Step,
    Steps,
    Table,
)


def shown(words: Words) -> str:
    """Write words with what is changed in brackets."""
    return "".join(f"[{run.text}]" if run.changed else run.text for run in words)


# Word by word


@pytest.mark.parametrize(
    ("before", "now", "marked_before", "marked_now", "numbers"),
    [
        ("at least 90%.", "at least 95%.", "at least [90%].", "at least [95%].", (("90%", "95%"),)),
        ("£1,000 for 3", "£9.50 for 4", "[£1,000] for [3]", "[£9.50] for [4]", (("£1,000", "£9.50"), ("3", "4"))),
        ("on 3 June 2022", "on 4 July 2022", "on [3 June 2022]", "on [4 July 2022]", (("3 June 2022", "4 July 2022"),)),
        ("pay the old way", "pay a new way", "pay [the old] way", "pay [a new] way", ()),
        ("pay 3 times", "pay 4 more times", "pay [3] times", "pay [4 more] times", ()),
        ("up to 3", "down to 4", "[up] to [3]", "[down] to [4]", ()),
        ("the same", "the same", "the same", "the same", ()),
    ],
)  # fmt: skip
def test_what_is_changed_is_marked(
    before: str, now: str, marked_before: str, marked_now: str, numbers: tuple[tuple[str, str], ...]
) -> None:
    """Numbers, amounts and days are whole; they are named only where nothing else is changed."""
    one, other, named = mark(before, now)

    assert (shown(one), shown(other), named) == (marked_before, marked_now, numbers)


@given(st.text(alphabet="ab 1%£."), st.text(alphabet="ab 1%£."))
def test_marks_leave_every_word_where_it_is(before: str, now: str) -> None:
    """Whatever is marked, the sentences are the same; and what is not marked is the same in both, but for blanks."""
    one, other, _ = mark(before, now)

    assert ("".join(run.text for run in one), "".join(run.text for run in other)) == (before, now)
    kept = ["".join(run.text for run in words if not run.changed) for words in (one, other)]
    assert "".join(kept[0].split()) == "".join(kept[1].split())


# Sentence by sentence


def test_a_sentence_is_held_against_the_one_that_is_near() -> None:
    """Of three sentences, one is reworded, one is gone and one is new."""
    before = [Line("Practices plan care together."), Line("Nobody is left out."), Line("It ends in March 2022.")]
    now = [
        Line("Practices plan care together well."),
        Line("It ends in March 2022."),
        Line("Everybody is welcome here."),
    ]

    changed, gone, new = compare_lines(before, now)
    assert isinstance(changed, Reworded)
    assert shown(changed.now) == "Practices plan care together [well]."
    assert (gone, new) == (Gone("", "Nobody is left out."), New("", "Everybody is welcome here."))


def test_sentences_in_another_order_are_not_the_same() -> None:
    """The order of steps moves money: a step that has gone elsewhere is gone there and new here."""
    steps = [Line("Add £5.", "Step 1.", counts=True), Line("Round down to the pound.", "Step 2.", counts=True)]
    turned = [Line("Round down to the pound.", "Step 1.", counts=True), Line("Add £5.", "Step 2.", counts=True)]

    assert compare_lines(steps, turned) != ()


def test_the_number_of_a_step_says_nothing() -> None:
    """A step that stands one further down, because one is new above it, is the same."""
    before = [Line("Round down to the pound.", "Step 1.", counts=True)]
    now = [Line("Add £5.", "Step 1.", counts=True), Line("Round down to the pound.", "Step 2.", counts=True)]

    assert compare_lines(before, now) == (New("Step 1.", "Add £5."),)


def test_what_is_said_in_one_respect_is_held_against_that() -> None:
    """Facts belong together by what they are about, however little of their words is the same."""
    (changed,) = compare_lines([Line("£35", "What it is")], [Line("one of red and blue", "What it is")])

    assert isinstance(changed, Reworded)
    assert changed.before == (Run("£35", changed=True),)
    gone, new = compare_lines([Line("£35", "What it is")], [Line("£35", "What it was")])
    assert (gone, new) == (Gone("What it is", "£35"), New("What it was", "£35"))


def test_every_part_of_a_clause_is_cut_into_lines() -> None:
    """No part of a contract is left out of what is compared."""
    parts = (
        Paragraph(("It is ", Inserted("£3"), ". It stays so.")),
        Bullets((("one of ", Link("Price", "price")),)),
        Facts((Fact("When", ("in May",)),)),
        Steps((Step("Step 1.", ("Add £5.",)),)),
        Table("Days", (Column("Day"), Column("Sum")), (Row((("1 May",), ("£3",))),)),
        Notice("holds", ("It holds.",)),
        Signatures((Signature("For Ash", (("Name", ""), ("Code", "A1"))),)),
    )

    assert [(line.label, line.text) for line in lines_of(parts)] == [
        ("", "It is £3."),
        ("", "It stays so."),
        ("", "one of Price"),
        ("When", "in May"),
        ("Step 1.", "Add £5."),
        ("Table", "Days: Day, Sum"),
        ("Row", "Day: 1 May; Sum: £3"),
        ("", "It holds."),
        ("For Ash", "Name, Code: A1"),
    ]
