"""Where lines and blocks seem to begin, going by how a text is printed."""

from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import BLOCKS, PHRASES, language_words
from schemelang.syntax.words import Word

_FIRST_WORDS = frozenset(phrase[0] for phrase in PHRASES)
_UNDER_TITLE = frozenset({"each", "given", "then"})
_NEVER_AFTER_A_KIND = frozenset("is of on at during and or out per only has meets that".split())


def line_at(words: tuple[Word, ...], index: int) -> str | None:
    """Return the line word, or words, that stand at an index."""
    there = tuple(word.text for word in words[index : index + 4])
    found = next((phrase for phrase in PHRASES if there[: len(phrase)] == phrase), None)
    return " ".join(found) if found else None


def is_heading(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a block seems to begin at an index: a block word with a name or a title, or alone on its line."""
    if words[index].text not in BLOCKS:
        return False
    if index + 1 == len(words) or words[index + 1].first:
        return words[index].first
    after = words[index + 1]
    return after.kind == "string" or (after.kind == "word" and after.text not in _NEVER_AFTER_A_KIND)


def is_misspelt_heading(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line reads like the heading of a block, but for its first word."""
    line = words[index : end_of_line(words, index)]
    if line[0].kind != "word" or line[0].text in language_words() or len(line) < 2 or line[1].kind != "word":
        return False
    titled = len(line) > 2 and line[2].kind == "string"
    return titled or (len(line) == 2 and nearest(line[0].text, BLOCKS) is not None)


def is_heading_without_kind(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line is a name with a title, or a title with a table or an example's lines under it."""
    line = words[index : end_of_line(words, index)]
    if line[0].kind == "word":
        return line[0].text not in language_words() and len(line) > 1 and line[1].kind == "string"
    if len(line) > 1 or line[0].kind != "string" or index + 1 == len(words):
        return False
    below, above = words[index + 1], words[index - 1 : index]
    after_kind = bool(above) and above[0].first and above[0].text in BLOCKS
    return not after_kind and (below.kind == "row" or below.text in _UNDER_TITLE)


def begins_block(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line seems to begin a block."""
    seems = (
        is_heading(words, index) or is_misspelt_heading(words, index) or is_heading_without_kind(words, index)
    )
    return words[index].first and seems


def begins_line(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line seems to begin a line of a block, or a block."""
    if not words[index].first:
        return False
    known = words[index].kind in ("row", "prose") or line_at(words, index) is not None
    return known or begins_block(words, index) or _is_misspelt_line(words[index])


def _is_misspelt_line(word: Word) -> bool:
    return (
        word.kind == "word"
        and word.text not in language_words()
        and nearest(word.text, _FIRST_WORDS) is not None
    )


def start_of_line(words: tuple[Word, ...], index: int) -> int:
    """Return the index of the first word on the same printed line."""
    return next((at for at in range(min(index, len(words) - 1), 0, -1) if words[at].first), 0)


def end_of_line(words: tuple[Word, ...], index: int) -> int:
    """Return the index after the last word on the same printed line."""
    return next((at for at in range(index + 1, len(words)) if words[at].first), len(words))
