"""Every scheme of the gallery reads, and reads the same however it is laid out or pasted."""

import re
from collections.abc import Callable
from pathlib import Path

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax.parser import OPTIONS, grammar, parse
from schemelang.syntax.words import Word, words_of

GALLERY = sorted((Path(__file__).parent.parent / "gallery").glob("*.scheme"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in GALLERY}


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into words."""
    return words_of(Span(Source("given.scheme", text), 0, len(text)))


# Layout


def without_layout(text: str) -> str:
    """Remove every line break and indent, except around the lines that are marked by a sign."""
    lines = [line.strip() for line in text.splitlines()]
    return "".join(f"\n{line}\n" if line.startswith(("|", ">", "#")) else f"{line} " for line in lines)


def broken_at_joiners(text: str) -> str:
    """Break lines before joining words, with tabs, outside quotations and marked lines."""
    broken = []
    for line in text.split("\n"):
        marked = line.lstrip().startswith(("|", ">", "#"))
        parts = [line] if marked else re.split(r'("[^"]*")', line)
        joined = re.compile(r" +(?=(?:of|for|and|or|by|on|in|is|with|only|at|from)\b)")
        broken.append("".join(part if part.startswith('"') or marked else joined.sub("\n\t\t", part) for part in parts))
    return "\n".join(broken)


def from_word(text: str) -> str:
    """Make of a text what Word makes of it."""
    curly = re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text)
    spaced = re.sub(r"(?<=\w) (?=\w)", "\u00a0", curly).replace("  ", "\u2009 ").replace(" -", " \u2013")
    return "\ufeff" + spaced.replace("×", "✕").replace("\n", "\r\n")


def with_capitals(text: str) -> str:
    """Begin each line with a capital, but not the marked ones."""
    return re.sub(r"(?m)^([ \t]*)([a-z])", lambda found: found[1] + found[2].upper(), text)


CHANGES = [without_layout, broken_at_joiners, from_word, with_capitals]


@pytest.mark.parametrize("name", TEXTS)
def test_gallery_reads(name: str) -> None:
    """Each text of the gallery reads without a complaint."""
    file, found = parse(Source(name, TEXTS[name]))

    assert found == (), as_text(found)
    assert file is not None
    assert file.items


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", TEXTS)
def test_layout_means_nothing(name: str, change: Callable[[str], str]) -> None:
    """A text says the same however it is laid out, and whatever it was pasted from."""
    file, _ = parse(Source(name, TEXTS[name]))
    changed = change(TEXTS[name])
    other, found = parse(Source(name, changed))

    assert changed != TEXTS[name]
    assert found == (), as_text(found)
    assert other == file


# The grammar


def test_grammar_is_without_conflicts() -> None:
    """The grammar is LALR(1), no two words of it can be taken for each other, and it has no conflicts."""
    assert lark.Lark(grammar(), **OPTIONS, strict=True).terminals


@pytest.mark.parametrize("name", ["savings", "judgements", "payments", "schemes", "tox", "partyhall", "figures_total"])
def test_names_are_read_whole(name: str) -> None:
    """A word that begins like a word of the language is never read as that word and a name."""
    _, found = parse(Source("given.scheme", f'{name} "A title"'))

    assert [diagnostic.place.words for diagnostic in found if isinstance(diagnostic.place, Span)] == [name]


def test_only_plain_letters_are_letters() -> None:
    """Letters that only look like those of a word of the language do not make that word."""
    _, found = parse(Source("given.scheme", '\u017fcheme a "A"\nparty \u212a "B"'))

    assert [diagnostic.code for diagnostic in found] == ["SCH008", "SCH008"]


# Slips of every sort


def without_one_word(text: str) -> list[tuple[Word, str]]:
    """Return a text once for each word, number or sign in it, without that one."""
    small = [word for word in words(text) if word.kind not in ("row", "prose", "string")]
    return [(word, text[: word.span.start] + text[word.span.end :]) for word in small]


@pytest.mark.parametrize("name", ["a_diabetes_package", "b_immunisation_package"])
def test_one_word_left_out(name: str) -> None:
    """Where any one word is left out, the text either still reads or the slip is found, in the text."""
    for word, text in without_one_word(TEXTS[name]):
        file, found = parse(Source(name, text))

        assert file is not None, word
        assert len(found) <= 1, as_text(found)
        assert all(inside(diagnostic.place, text) for diagnostic in found), as_text(found)


def inside(place: object, text: str) -> bool:
    """Say whether a place lies within a text."""
    return isinstance(place, Span) and 0 <= place.start <= place.end <= len(text)


PARTS = sorted({word.span.words for text in TEXTS.values() for word in words(text)})


@given(st.lists(st.sampled_from(PARTS), max_size=40), st.sampled_from([" ", "\n", "\n    "]))
def test_words_in_any_order(parts: list[str], joint: str) -> None:
    """Words of the gallery in any order are read, or refused with a message, and nothing is ever raised."""
    text = joint.join(parts)
    file, found = parse(Source("given.scheme", text))

    assert file is not None
    assert as_text(found) or not found
    assert all(inside(diagnostic.place, text) for diagnostic in found)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_gallery_spliced(name: str, data: st.DataObject) -> None:
    """A text of the gallery with words of another put in somewhere is read, or refused with a message."""
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    spliced = text[:start] + " ".join(data.draw(st.lists(st.sampled_from(PARTS), max_size=6))) + text[end:]
    _, found = parse(Source(name, spliced))

    assert as_text(found) or not found
    assert all(inside(diagnostic.place, spliced) for diagnostic in found)


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text at all is read, or refused with a message."""
    file, found = parse(Source("given.scheme", text))

    assert file is not None or found
    assert as_text(found) or not found
