"""What the contract changes of another: what is withdrawn and why, said anew in the heading, replaced, and new."""

from collections.abc import Iterator, Sequence

from schemelang.dates import say_date
from schemelang.document.contract import Bullets, Inserted, Paragraph, Part, Section, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.values import listed
from schemelang.model.stated import Variation

_FEW = 2
"""So many titles can stand before what is said of them."""


def what_is_varied(matter: Matter) -> Section:
    """Say which contract this one varies and from when, then what that one had varied, and so on."""
    parts = (
        part
        for number, variation in enumerate(matter.scheme.variations)
        for part in _varied(matter, variation, "That contract" if number else "This contract")
    )
    return Section(anchor="section-variation", heading="What is varied", parts=tuple(parts))


def changes_of(matter: Matter, title: str) -> Iterator[Part]:
    """Say what is changed of the contract of that title, if this one says that it varies it."""
    for variation in matter.scheme.variations[:1]:
        changes = tuple(_changes(matter, variation))
        if changes and variation.title == title:
            yield Bullets(changes)


def _varied(matter: Matter, variation: Variation, which: str) -> Iterator[Part]:
    title, day = f"\u201c{variation.title}\u201d", Inserted(say_date(variation.start))
    under = f", under its clause \u201c{variation.under}\u201d" if variation.under else ""
    because = f", because {variation.reason.rstrip('.')}" if variation.reason else ""
    yield Paragraph((f"{which} varies {title} from ", day, f"{under}{because}."))
    changes = tuple(_changes(matter, variation))
    if changes:
        yield Bullets(changes)


def _changes(matter: Matter, variation: Variation) -> Iterator[Text]:
    reasons = dict.fromkeys(reason for _, reason in variation.withdrawn)
    for reason in reasons:
        gone = [title for title, own in variation.withdrawn if own == reason]
        yield (_withdrawn(gone, reason.rstrip(".")),)
    for before, now in variation.heading:
        yield (_of_heading(before, now),)
    for titles, what in ((variation.replaced, "replaced"), (variation.added, "new")):
        if titles:
            yield linked(_said(titles, what), matter)


def _withdrawn(titles: Sequence[str], reason: str) -> str:
    """Say what is withdrawn and why; of many the reason first, which would be far from where one begins to read."""
    if len(titles) <= _FEW:
        return _said(titles, f"withdrawn, because {reason}")
    return f"These are withdrawn, because {reason}: {_quoted(titles)}."


def _of_heading(before: Sequence[str], now: Sequence[str]) -> str:
    """Say which lines of the heading stand in the place of which."""
    new = _quoted(now)
    if not before:
        return f"In the heading, {new} {'is' if len(now) == 1 else 'are'} new."
    return f"In the heading, {_quoted(before)} {'becomes' if len(before) == 1 else 'become'} {new}."


def _quoted(words: Sequence[str]) -> str:
    return listed([f"\u201c{each}\u201d" for each in words], "and")


def _said(titles: Sequence[str], what: str) -> str:
    """Say what becomes of blocks, with their titles in quotation marks: a title may be a whole sentence."""
    return f"{_quoted(titles)} {'is' if len(titles) == 1 else 'are'} {what}."
