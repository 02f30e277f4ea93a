"""Links from words to the clauses that define them."""

from collections.abc import Iterator, Mapping

from schemelang.document.contract import Link, Text
from schemelang.document.matter import Matter

_LINK_FROM = 3
"""A title of fewer signs than this is likely to be a word that is meant otherwise."""


def linked(words: str, matter: Matter, but: str = "") -> Text:
    """Link each title where it is first used, except in its own clause; of two titles the longer is meant.

    A title that begins with an article is found with a small one too, as it stands within a sentence.
    """
    if (words, but) not in matter.links:
        every = matter.titles.items()
        titles = {title: name for title, name in every if title in words and name != but and len(title) >= _LINK_FROM}
        matter.links[words, but] = _cut(words, titles) if titles else (words,)
    return matter.links[words, but]


def _cut(words: str, titles: Mapping[str, str]) -> Text:
    """Cut words into plain ones and links."""
    pieces: list[str | Link] = []
    done, linked_already = 0, set[str]()
    for start, title in _found(words, tuple(titles)):
        if title not in linked_already:
            pieces += [words[done:start], Link(title, titles[title])]
            done = start + len(title)
            linked_already.add(title)
    return tuple(piece for piece in (*pieces, words[done:]) if piece)


def _found(words: str, titles: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Find each title where it stands, the first first, and of two that begin there the longer."""
    done = 0
    while True:
        places = [(start, -len(title), title) for title in titles if (start := _place(words, title, done)) is not None]
        if not places:
            return
        start, _, title = min(places)
        yield start, title
        done = start + len(title)


def _place(words: str, title: str, start: int) -> int | None:
    """Find where a title stands as words of their own, from some place on."""
    found = words.find(title, start)
    while found >= 0:
        before, after = words[max(found - 1, 0) : found], words[found + len(title) : found + len(title) + 1]
        if not _goes_on(before) and not _goes_on(after):
            return found
        found = words.find(title, found + 1)
    return None


def _goes_on(sign: str) -> bool:
    """Say whether a sign beside a word belongs to it."""
    return sign.isalnum() or sign == "_"
