"""Parts without their links, for a page that has not the clauses to which these lead."""

from typing import assert_never

from schemelang.document.contract import (
    Bullets,
    Clause,
    Facts,
    Link,
    Notice,
    Paragraph,
    Part,
    Picture,
    Section,
    Signatures,
    Steps,
    Table,
    Text,
)
from schemelang.light import evolve


def without_links(section: Section) -> Section:
    """Return a section with the words of its links, and without what they lead to."""
    return evolve(section, parts=tuple(map(_part, section.parts)), clauses=tuple(map(_clause, section.clauses)))


def _clause(clause: Clause) -> Clause:
    return evolve(clause, parts=tuple(map(_part, clause.parts)))


def _part(part: Part) -> Part:
    match part:
        case Paragraph() | Notice():
            return evolve(part, text=_plain(part.text))
        case Bullets(items):
            return Bullets(tuple(map(_plain, items)))
        case Facts(facts):
            return Facts(tuple(evolve(fact, text=_plain(fact.text)) for fact in facts))
        case Steps(steps):
            return Steps(tuple(evolve(step, text=_plain(step.text)) for step in steps))
        case Table():
            return evolve(part, rows=tuple(evolve(row, cells=tuple(map(_plain, row.cells))) for row in part.rows))
        case Signatures() | Picture():
            return part
        case _:
            assert_never(part)


def _plain(text: Text) -> Text:
    return tuple(piece.text if isinstance(piece, Link) else piece for piece in text)
