"""Where lines and blocks seem to begin, going by how a text is printed."""

from schemelang.headings import BLOCKS
from schemelang.syntax.slips.wordings import AT_LINE_START
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import PHRASES, language_words
from schemelang.syntax.words import Word

_FIRST_WORDS = frozenset(phrase[0] for phrase in PHRASES)
_OTHER_FIRST_WORDS = {wording.split()[0] for wording in AT_LINE_START} - set(
    "plus minus equals provided subject".split()
)
_NEVER_AFTER_A_KIND = frozenset("is of on at during and or out per only has meets that".split())
_UNDER_A_TITLE = frozenset({"each", "given", "then"})


def line_at(words: tuple[Word, ...], index: int) -> str | None:
    """Return the line word, or words, that stand at an index."""
    there = tuple(word.text for word in words[index : index + 4])
    found = next((phrase for phrase in PHRASES if there[: len(phrase)] == phrase), None)
    return " ".join(found) if found else None


def is_heading(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a block seems to begin here: a block word with a name or a title, or alone on its line."""
    if words[index].text not in BLOCKS:
        return False
    if index + 1 == len(words) or words[index + 1].first:
        return words[index].first
    after = words[index + 1]
    return after.kind == "string" or (after.kind == "word" and after.text not in _NEVER_AFTER_A_KIND)


def is_misspelt_heading(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line reads like the heading of a block, but for its first word."""
    match [word.kind for word in words[index : end_of_line(words, index)]]:
        case ["word", "word", "string", *_]:
            return words[index].text not in language_words()
        case ["word", "word"]:
            return words[index].text not in language_words() and nearest(words[index].text, BLOCKS) is not None
        case _:
            return False


def is_heading_without_kind(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line is a name with a title, or a title over a table or an example's lines."""
    match [word.kind for word in words[index : end_of_line(words, index)]]:
        case ["word", "string", *_]:
            return words[index].text not in language_words()
        case ["string"]:
            return _has_table_under(words, index) and not _has_kind_above(words, index)
        case _:
            return False


def _has_table_under(words: tuple[Word, ...], index: int) -> bool:
    return any(word.kind == "row" or word.text in _UNDER_A_TITLE for word in words[index + 1 : index + 2])


def _has_kind_above(words: tuple[Word, ...], index: int) -> bool:
    return index > 0 and words[index - 1].first and words[index - 1].text in BLOCKS


def begins_block(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line seems to begin a block."""
    if not words[index].first:
        return False
    return is_heading(words, index) or is_misspelt_heading(words, index) or is_heading_without_kind(words, index)


def begins_line(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line seems to begin a line of a block, or a block."""
    if not words[index].first:
        return False
    known = words[index].kind in ("row", "prose") or line_at(words, index) is not None
    return known or begins_block(words, index) or _begins_otherwise(words, index)


def _begins_otherwise(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a printed line begins with a misspelt line word, an everyday wording for one, or a dash."""
    word = words[index]
    if word.kind == "word" and word.text not in language_words():
        return word.text in _OTHER_FIRST_WORDS or nearest(word.text, _FIRST_WORDS) is not None
    return is_bullet(words, index)


def is_bullet(words: tuple[Word, ...], index: int) -> bool:
    """Say whether a sign only marks a line as one of several."""
    return words[index].first and words[index].kind == "sign" and line_at(words, index + 1) is not None


def start_of_line(words: tuple[Word, ...], index: int) -> int:
    """Return the index of the first word on the same printed line."""
    return next((at for at in range(min(index, len(words) - 1), 0, -1) if words[at].first), 0)


def end_of_line(words: tuple[Word, ...], index: int) -> int:
    """Return the index after the last word on the same printed line."""
    return next((at for at in range(index + 1, len(words)) if words[at].first), len(words))
