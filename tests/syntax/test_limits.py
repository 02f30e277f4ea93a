"""What is too much to read is refused before any work is done on it."""

import re
import time
import tracemalloc
from collections.abc import Callable
from functools import cache

import lark
import pytest

from schemelang.report import as_text
from schemelang.source import CellPlace, Source, Span
from schemelang.syntax.limits import _UNSEEN, DEPTH, ERRORS, SIZE, TERMS, WORDS, too_much
from schemelang.syntax.parser import OPTIONS, grammar, parse


def codes(text: str) -> list[str]:
    """Return the codes of what is found in a text."""
    _, found = parse(Source("given.scheme", text))

    assert as_text(found) or not found
    return [diagnostic.code for diagnostic in found]


def value(expression: str) -> str:
    """Return a scheme that works out one value."""
    return f'value a "A"\n    is {expression}\n'


# Size


def test_size() -> None:
    """A text is refused for one byte more than a scheme may hold; a letter may be several bytes."""
    note = "#" * (SIZE - len("£".encode()))

    assert codes(f"{note}£") == []
    assert codes(f"{note}£#") == ["SCH003"]


def test_size_has_its_place_in_the_file() -> None:
    """Of a text that is too large nothing is shown but the name of the file."""
    (found,) = too_much(Source("given.scheme", "x" * (SIZE + 1)))

    assert found.place == CellPlace("given.scheme")


def test_words() -> None:
    """A text is refused at the first word that is one too many, and that word is shown."""
    word = "x "
    _, found = parse(Source("given.scheme", word * (WORDS + 1)))

    assert codes(word * WORDS) != ["SCH004"]
    assert [(each.code, each.place.start) for each in found if isinstance(each.place, Span)] == [("SCH004", 40_000)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("| a | b |\n" * 5_000, True),
        ('clause a "A"\n' + "> {a} and {b}\n" * 6_000, True),
        ("| # |" + "a|" * 10_000, True),
        ("| } |" + "a|" * 10_000, True),
        ('clause a "A"\n' + "> one two three four five six\n" * 5_000, False),
        ("# one two three four five six\n" * 5_000, False),
        ('"one two three four five six"\n' * 5_000, False),
    ],
    ids=["tables", "values in prose", "cells behind a hash", "cells behind a bracket", "prose", "notes", "quotations"],
)
def test_which_words_count(text: str, counted: bool) -> None:  # noqa: FBT001 - a case
    """Words count where they are worked out: in tables and in the values of prose, and not in plain text."""
    assert ("SCH004" in codes(text)) == counted


def test_what_can_be_printed_can_be_seen() -> None:
    """Where every sign can be printed none is looked at again, since what cannot be seen cannot be printed."""
    unseen = [sign for sign in map(chr, [*range(0x10000), *range(0xE0000, 0xE0100)]) if re.search(_UNSEEN, f"a{sign}a")]

    assert len(unseen) > len("\u200b\u00ad\r")
    assert not [sign for sign in unseen if sign.isprintable()]
    assert [codes(f"# a{line}# b") for line in ("\n", "\r\n", "\r")] == [[], [], ["SCH007"]]


# Depth and length


def test_depth() -> None:
    """As many brackets as are allowed may be open at once, and one more is refused at that bracket."""
    assert codes(value("(" * DEPTH + "1" + ")" * DEPTH)) == []

    _, found = parse(Source("given.scheme", value("(" * (DEPTH + 1) + "1" + ")" * (DEPTH + 1))))
    assert [(each.code, each.place.words) for each in found if isinstance(each.place, Span)] == [("SCH005", "(")]


def test_depth_is_counted_anew_in_each_cell() -> None:
    """A bracket that is left open in one cell of a table, or one value of prose, does not count in the next."""
    assert codes('scale a "A"\n' + "| a) ((a | b (b | c |\n" * 100) == []
    assert codes('clause a "A"\n' + "> {((a} b {c}\n" * 100) == []


@pytest.mark.parametrize(
    "expression",
    ["total " * 151 + "a", "- " * 151 + "1", "50% of " * 151 + "a", "greater of 1 and " * 151 + "a"],
    ids=["totals", "minus signs", "parts", "comparisons"],
)
def test_depth_without_brackets(expression: str) -> None:
    """What holds too much within itself is refused even without a bracket."""
    assert codes(value(expression)) == ["SCH005"]


def test_depth_in_conditions() -> None:
    """A condition that turns itself about too often is refused too, and other slips are still found."""
    assert {*codes('target t "T"\n    met when ' + "not " * 200 + "a is met\n    share")} == {"SCH005", "SCH019"}


def test_terms() -> None:
    """As many terms as are allowed may stand in one line, and one more is refused at its sign."""
    assert codes(value(" + ".join("1" * TERMS))) == []

    _, found = parse(Source("given.scheme", value(" + ".join("1" * (TERMS + 1)))))
    assert [(each.code, each.place.words) for each in found if isinstance(each.place, Span)] == [("SCH006", "+")]


@pytest.mark.parametrize("joint", [" × ", " and ", " or "])
def test_terms_of_every_sort(joint: str) -> None:
    """Factors and conditions are terms as well."""
    assert codes('target t "T"\n    met when ' + joint.join(["a is met"] * (TERMS + 1)))[0] == "SCH006"


def test_terms_are_counted_line_by_line() -> None:
    """However many terms a scheme has, only those of one line count together, and layout means nothing."""
    lines = 'payment a "A" ' + "add 1 + 1 + 1 + 1 " * TERMS

    assert codes(lines) == []


def test_much_too_long_a_sum_is_refused_at_once() -> None:
    """A sum of 200,000 terms is refused in less than a second and 200 MB."""
    text = value(" + ".join("1" * 200_000))
    codes(value("1"))  # the grammar is there
    tracemalloc.start()
    began = time.process_time()

    assert codes(text) == ["SCH003"]
    assert time.process_time() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


# Signs that cannot be seen


DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = f"{DIRECTIONS}\u200b\u200c\u200d\u2060\u00ad\ufeff\x00\x08\x1b\x7f\r"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("text", ["add £5{} ", 'source "A{}B"', "> Some{}thing.", "# a {} note", "| a{}b |"])
def test_unseen_sign(text: str, sign: str) -> None:
    """A sign that cannot be seen is refused wherever it stands, and shown as its number."""
    _, found = parse(Source("given.scheme", f"{text.format(sign)}\n"))

    assert [(each.code, each.place.words) for each in found if isinstance(each.place, Span)] == [("SCH007", sign)]
    assert f"U+{ord(sign):04X}" in as_text(found)


@pytest.mark.parametrize("text", ["\ufeffscheme a", "scheme a\r\n", "scheme\u00a0a", "scheme\ta", "scheme a\x0c\n"])
def test_signs_that_may_stand(text: str) -> None:
    """A byte-order mark at the top, line endings, tabs and spaces of every width may stand."""
    assert codes(text) == []


def test_unseen_signs_are_counted() -> None:
    """No run gives more errors than anyone would read, of these either."""
    assert codes("\u00ad" * 1_000) == ["SCH007"] * ERRORS


# Time


@cache
def terminals() -> list[tuple[str, re.Pattern[str]]]:
    """Return each terminal of the grammar with its pattern."""
    reader = lark.Lark(grammar(), **OPTIONS)
    return [(each.name, re.compile(each.pattern.to_regexp(), re.ASCII)) for each in reader.terminals]


BAITS: dict[str, Callable[[int], str]] = {
    "figures": lambda size: "1" * size + "x",
    "commas": lambda size: "1," * (size // 2) + "x",
    "blanks after a figure": lambda size: "1" + " " * size + "x",
    "blanks after a word": lambda size: "abc" + " " * size + "x",
    "blanks": lambda size: " " * size + "x",
    "letters": lambda size: "a" * size + "\u00e9",
    "underscores": lambda size: "a_" * (size // 2) + "-",
    "pounds": lambda size: "£" + "1," * (size // 2) + ".",
    "points": lambda size: "1." * (size // 2),
    "a quotation": lambda size: '"' + "a" * size + "\n",
    "quotation marks": lambda size: '"' * size,
    "a row": lambda size: "|" + "a |" * (size // 3) + "x",
    "bars": lambda size: "|" * size,
    "prose": lambda size: "> " * (size // 2),
    "a note": lambda size: "# " * (size // 2),
}


def time_to_match(pattern: re.Pattern[str], text: str) -> float:
    """Return the least time in which a pattern is tried at the beginning of a text, as the lexer does."""
    times = []
    for _ in range(3):
        began = time.process_time()
        pattern.match(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("bait", BAITS)
def test_patterns_take_time_in_proportion(bait: str) -> None:
    """Four times as long a bait takes no terminal very much more than four times as long."""
    short, long = BAITS[bait](25_000), BAITS[bait](100_000)
    slow = [
        name for name, pattern in terminals() if time_to_match(pattern, long) > 0.01 + 8 * time_to_match(pattern, short)
    ]

    assert slow == []


@pytest.mark.parametrize("bait", BAITS)
def test_text_takes_time_in_proportion(bait: str) -> None:
    """A bait of 100 kB is read or refused soon."""
    began = time.process_time()
    codes(BAITS[bait](100_000))

    assert time.process_time() - began < 5
