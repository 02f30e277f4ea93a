"""Links from words to the clauses that define them."""

import re

from schemelang.document.contract import Link, Text
from schemelang.document.matter import Matter

_LINK_FROM = 3
"""A title of fewer signs than this is likely to be a word that is meant otherwise."""


def linked(words: str, matter: Matter, but: str = "") -> Text:
    """Link each title where it is first used, except in its own clause; of two titles the longer is meant.

    A title that begins with an article is found with a small one too, as it stands within a sentence.
    """
    every = matter.titles.items()
    titles = {title: name for title, name in every if title in words and name != but and len(title) >= _LINK_FROM}
    if not titles:
        return (words,)
    longest_first = sorted(titles, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return _cut(words, found, titles)


def _cut(words: str, found: re.Pattern[str], titles: dict[str, str]) -> Text:
    """Cut words into plain ones and links."""
    pieces: list[str | Link] = []
    done, linked_already = 0, set[str]()
    for place in found.finditer(words):
        if place[0] not in linked_already:
            pieces += [words[done : place.start()], Link(place[0], titles[place[0]])]
            done = place.end()
            linked_already.add(place[0])
    return tuple(piece for piece in (*pieces, words[done:]) if piece)
