"""What the contract changes of another: what is withdrawn and why, what is replaced, and what is new."""

from collections.abc import Iterator

from schemelang.dates import say_date
from schemelang.document.contract import Bullets, Inserted, Paragraph, Part, Section, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import listed
from schemelang.model.stated import Variation


def what_is_varied(matter: Matter) -> Section:
    """Say which contract this one varies and from when, then what that one had varied, and so on."""
    parts = (
        part
        for number, variation in enumerate(matter.scheme.variations)
        for part in _varied(matter, variation, "That contract" if number else "This contract")
    )
    return Section(anchor="section-variation", heading="What is varied", parts=tuple(parts))


def _varied(matter: Matter, variation: Variation, which: str) -> Iterator[Part]:
    title, day = f"\u201c{variation.title}\u201d", Inserted(say_date(variation.start))
    yield Paragraph((f"{which} varies {title} from ", day, "."))
    changes = tuple(_changes(matter, variation))
    if changes:
        yield Bullets(changes)


def _changes(matter: Matter, variation: Variation) -> Iterator[Text]:
    for title, reason in variation.withdrawn:
        yield (capital(f"{title} is withdrawn, because {reason.rstrip('.')}."),)
    for titles, what in ((variation.replaced, "replaced"), (variation.added, "new")):
        if titles:
            are = "is" if len(titles) == 1 else "are"
            yield linked(capital(f"{listed(titles, 'and')} {are} {what}."), matter)
