"""Clauses laid over each other: whoever leaves out one side's marks reads the other side, word for word."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.comparison.wording import COUNTED, words_of
from schemelang.document.contract import (
    Bullets,
    Column,
    Fact,
    Facts,
    Inserted,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Signature,
    Signatures,
    Step,
    Steps,
    Table,
    Text,
)
from schemelang.variation.clauses import read, redlined, texts_of
from schemelang.variation.numbers import changed_numbers
from schemelang.variation.redline import BRACKETS, Mark, in_sentences, marked, redline
from schemelang.variation.variation import Changed
from variation.two import PAIRS, pairs

WORDS = st.lists(
    st.sampled_from(["the", "practice", "is", "paid", "£10", "£12.50", "90%", "1 April 2014", "for", "each.", "Then"]),
    max_size=12,
).map(" ".join)


def plain(text: Text) -> str:
    """Return the signs of a text that has no marks."""
    return "".join(words_of(text).split())


def as_read(parts: Sequence[Part], side: Mark) -> list[str]:
    """Read what is laid over each other as it stood on one side: every text that is not empty there."""
    texts = (read(text, side) for part in parts for _, text in texts_of(part))
    return ["".join(text.split()) for text in texts if text]


def as_written(parts: Sequence[Part]) -> list[str]:
    """Return every text of a clause in the same way."""
    return [plain(text) for part in parts for _, text in texts_of(part) if plain(text)]


# ---------------------------------------------------------------- the property


@pytest.mark.parametrize("name", PAIRS)
def test_each_side_can_be_read_out_of_the_other(name: str) -> None:
    """Without what is added a clause is the old one, and without what is removed the new one, but for blanks."""
    for before, now in pairs(name):
        if before is not None and now is not None:
            laid_over = redline(before.parts, now.parts)
            assert as_read(laid_over, "before") == as_written(before.parts), before.cited
            assert as_read(laid_over, "now") == as_written(now.parts), now.cited


@pytest.mark.parametrize("name", PAIRS)
def test_every_clause_is_the_same_or_named(name: str) -> None:
    """A clause that is not named as changed has the same words in both contracts; each other one is named, once."""
    every = pairs(name)
    named = [each.anchor for each in redlined(every) if not each.is_example]
    same = [now for before, now in every if before and now and now.anchor not in named and "example" not in now.section]
    was = {before.anchor: before for before, _ in every if before is not None}

    assert len(named) == len(set(named))
    assert len(same) > 3
    for now in same:
        assert as_written(was[now.anchor].parts) == as_written(now.parts)


@given(WORDS, WORDS)
def test_any_two_texts(before: str, now: str) -> None:
    """It holds of any two texts."""
    text = in_sentences(before, now)

    assert "".join(read(text, "before").split()) == "".join(before.split())
    assert "".join(read(text, "now").split()) == "".join(now.split())
    assert bool([piece for piece in text if isinstance(piece, Marked)]) is (before.split() != now.split())


# ---------------------------------------------------------------- how it is marked


def shown(text: Text) -> str:
    """Return a text with its brackets."""
    return words_of(text)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("A review is paid at £10.", "A review is paid at £12.", "A review is paid at [removed: £10] [added: £12]."),
        ("Paid each month.", "Paid each month, late.", "Paid each month[added: , late]."),
        ("Pay the full price.", "Pay the price.", "Pay the [removed: full] price."),
        ("All is paid.", "Nothing remains.", "[removed: All is paid.] [added: Nothing remains.]"),
        ("One stays. Two goes.", "One stays.", "One stays. [removed: Two goes.]"),
        ("One stays.", "One stays. Two comes.", "One stays. [added: Two comes.]"),
        ("a b c d e f g h i", "a x c x e x g x i", "[removed: a b c d e f g h i] [added: a x c x e x g x i]"),
        ("", "New.", "[added: New.]"),
        ("Old.", "", "[removed: Old.]"),
        ("", "", ""),
    ],
)
def test_words_are_marked_in_words(before: str, now: str, expected: str) -> None:
    """What is removed and added is said in words, and a sentence that changes in many places is told as a whole."""
    assert shown(in_sentences(before, now)).strip() == expected


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Who", "Points")) -> Table:
    """Return a table."""
    return Table("Rows", tuple(map(Column, headings)), tuple(Row(tuple((cell,) for cell in row)) for row in rows))


PARTS: tuple[tuple[Part, Part, list[str]], ...] = (
    (
        Bullets((("One is there.",), ("Two goes.",))),
        Bullets((("One is there.",), ("And three comes now.",))),
        ["One is there.", "[removed: Two goes.]", "[added: And three comes now.]"],
    ),
    (
        Facts((Fact("When", ("On 1 April 2014",)), Fact("Never", ("0",)))),
        Facts((Fact("When", ("On 2 April 2014",)), Fact("Always", ("1",)))),
        ["[removed: On 1 April 2014] [added: On 2 April 2014]", "[removed: 0]", "[added: 1]"],
    ),
    (
        Steps((Step("Step 1", ("Add £5 to it.",)), Step("Step 2", ("Round it.",)))),
        Steps((Step("Step 1", ("Round it.",)),)),
        ["[removed: Add £5 to it.]", "Round it."],
    ),
    (Notice("held", ("It is held.",)), Notice("held", ("It is paid.",)), ["It is [removed: held] [added: paid]."]),
    (
        Signatures((Signature("For Ash", ()),)),
        Signatures((Signature("For Oak", ()),)),
        ["A place to sign: For [removed: Ash] [added: Oak]"],
    ),
)


@pytest.mark.parametrize(("before", "now", "expected"), PARTS)
def test_parts_are_laid_over_each_other_piece_by_piece(before: Part, now: Part, expected: list[str]) -> None:
    """Lists, facts, steps, notices and places to sign are compared one by one."""
    assert [shown(text).strip() for part in redline((before,), (now,)) for _, text in texts_of(part)] == expected


def test_rows_are_found_by_what_they_are_about() -> None:
    """A row is laid over the one of the same first cell; a table with other headings is another table."""
    before, now = table(("A", "1"), ("B", "2")), table(("A", "3"), ("C", ""))
    (laid_over,) = redline((before,), (now,))
    assert isinstance(laid_over, Table)
    rows = [[shown(cell).strip() for cell in row.cells] for row in laid_over.rows]
    other = redline((before,), (table(("A", "1"), headings=("Who", "Pounds")),))

    assert rows == [["A", "[removed: 1] [added: 3]"], ["[removed: B]", "[removed: 2]"], ["[added: C]", ""]]
    assert [type(part) for part in other] == [Table, Table]


def test_links_and_pictures_are_left_out() -> None:
    """A link might lead to a clause that is gone, and the numbers of a picture stand in a table."""
    picture = Picture.__new__(Picture)
    laid_over = redline((Paragraph((Inserted("£5"), " each")),), (Paragraph(("£5 each",)), picture))

    assert laid_over == (Paragraph(("£5 each",)),)
    assert marked((picture,), "now") == ()


def test_a_whole_clause_is_marked_throughout() -> None:
    """Of a clause that is added or removed, every text is marked; its heading says which it is."""
    every = [part for before, now, _ in PARTS for part in (before, now)]
    texts = [text for part in marked((*every, Paragraph(("All of it.",), "4.1")), "now") for _, text in texts_of(part)]

    assert texts
    assert all(isinstance(piece, Marked) and piece.kind == "now" for text in texts for piece in text)
    assert not BRACKETS.intersection(piece for text in texts for piece in text if isinstance(piece, str))


# ---------------------------------------------------------------- numbers


def numbers_in(parts: Sequence[Part]) -> Counter[str]:
    """Count the numbers of a clause that are no parts of codes."""
    texts = " | ".join(words_of(text) for part in parts for _, text in texts_of(part))
    return Counter(re.findall(rf"(?<!\w)(?:{COUNTED.pattern})(?!\w)", texts))


@pytest.mark.parametrize("name", PAIRS)
def test_every_changed_number_is_in_the_table(name: str) -> None:
    """Of each clause that stays, each number that is not there as often as before is in the table."""
    table_of = {(each.anchor, side) for each in changed_numbers(redlined(pairs(name))) for side in _sides(each)}
    changed = 0
    for before, now in pairs(name):
        if before is None or now is None or now.section in {"section-examples", "section-calendar"}:
            continue
        one, other = (numbers_in(side.parts) for side in (before, now))
        for number in one - other:
            changed += 1
            assert (now.anchor, ("was", number)) in table_of, (now.cited, number)
        for number in other - one:
            changed += 1
            assert (now.anchor, ("is", number)) in table_of, (now.cited, number)
    assert changed


def _sides(each: Changed) -> list[tuple[str, str]]:
    """Return the numbers of a row of the table: a row that is removed or added may have one in what it is about."""
    sides = {"was": each.was, "is": each.now}
    named = re.findall(r"\d+", each.about)
    return [(side, number) for side, said in sides.items() if said for number in (*said.split(" and "), *named)]
