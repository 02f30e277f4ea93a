"""Which clauses of a contract are changed, replaced, added and removed: each laid over the one of the same block."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import assert_never

from attrs import frozen

from schemelang.comparison.comparison import Cited
from schemelang.comparison.pairing import belonging
from schemelang.document.contract import (
    Bullets,
    Contract,
    Facts,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Section,
    Signatures,
    Steps,
    Table,
    Text,
)
from schemelang.variation.redline import BRACKETS, Mark, in_sentences, marked, redline
from schemelang.variation.variation import Redlined, What

_OF_THE_DOCUMENT = {"section-variation", "section-signatures"}
"""What says how a contract came about and who signs it; like its schedules, it is no term that is laid over another."""
_EXAMPLES = "section-examples"
_WORD = re.compile(r"\w")


@frozen(kw_only=True)
class Piece:
    """A clause, or what a section says before its first."""

    anchor: str
    section: str
    cited: Cited
    parts: tuple[Part, ...]


def pieces_of(contract: Contract) -> tuple[Piece, ...]:
    """Cut a contract into what is laid over each other: each of its clauses, and what each section begins with."""
    sections = (section for section in contract.sections if not section.is_schedule)
    terms = (section for section in sections if section.anchor not in _OF_THE_DOCUMENT)
    return tuple(piece for section in terms for piece in _of_section(section))


def _of_section(section: Section) -> Iterator[Piece]:
    whole = (section.anchor, section.number, section.heading, section.parts)
    each = ((clause.anchor, clause.number, clause.heading, clause.parts) for clause in section.clauses)
    for anchor, number, heading, parts in (*([whole] if section.parts else []), *each):
        cited = Cited(number, heading, section.heading)
        yield Piece(anchor=anchor, section=section.anchor, cited=cited, parts=parts)


Pair = tuple[Piece | None, Piece | None]


def pairs_of(before: Contract, now: Contract) -> tuple[Pair, ...]:
    """Pair the clauses of two contracts, in the order of the one now; what is removed stands where it stood."""
    one, other = pieces_of(before), pieces_of(now)
    # Of the same block, or else of the same heading in the same section.
    belongs = belonging(one, other, (_by_block, _by_heading))
    kept = {at_before: at for at, at_before in belongs.items()}
    places = ([("now", kept[at]) if at in kept else ("before", at) for at in range(len(one))], _all(other))
    found: list[Pair] = []
    for what, start, end, first, last in SequenceMatcher(None, *places, autojunk=False).get_opcodes():
        gone = [at for at in range(start, end) if what != "equal" and at not in kept]
        found += [(one[at], None) for at in gone]
        found += [(one[belongs[at]] if at in belongs else None, other[at]) for at in range(first, last)]
    return tuple(found)


def _all(pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    return [("now", at) for at in range(len(pieces))]


def _by_block(piece: Piece) -> tuple[str, ...]:
    return () if piece.section == _EXAMPLES else (piece.anchor,)


def _by_heading(piece: Piece) -> tuple[str, ...]:
    return (piece.section, piece.cited.heading)


# ---------------------------------------------------------------- what has become of each


def redlined(pairs: Sequence[Pair]) -> tuple[Redlined, ...]:
    """Return each clause that is not what it was, with both laid over each other."""
    return tuple(each for pair in pairs if (each := _redlined(*pair)) is not None)


def _redlined(before: Piece | None, now: Piece | None) -> Redlined | None:
    piece = now or before
    assert piece is not None, "of a pair one is there"
    if before is not None and now is not None:
        parts = (*_heading(before, now), *redline(before.parts, now.parts))
        if not any(is_marked(part) for part in parts):
            return None
        what: What = "changed" if any(map(_stays, parts)) else "replaced"
    else:
        what = "removed" if now is None else "added"
        parts = marked(piece.parts, "before" if now is None else "now")
    return Redlined(
        anchor=piece.anchor,
        before=None if before is None else before.cited,
        now=None if now is None else now.cited,
        what=what,
        parts=() if piece.section == _EXAMPLES else parts,
        is_example=piece.section == _EXAMPLES,
    )


def _heading(before: Piece, now: Piece) -> Iterator[Part]:
    if before.cited.heading != now.cited.heading:
        yield Paragraph(("Its heading: ", *in_sentences(before.cited.heading, now.cited.heading)))
    if before.cited.section != now.cited.section:
        yield Paragraph(("The section it stands in: ", *in_sentences(before.cited.section, now.cited.section)))


def texts_of(part: Part) -> Iterator[tuple[str, Text]]:
    """Return the texts of a part that is laid over another, each with what it is about."""
    match part:
        case Paragraph(text) | Notice(_, text):
            yield "", text
        case Bullets(items):
            yield from (("", item) for item in items)
        case Facts(facts):
            yield from ((fact.about, fact.text) for fact in facts)
        case Steps(steps):
            yield from ((step.number, step.text) for step in steps)
        case Table():
            yield from (_cell(part, row, place) for row in part.rows for place in range(len(row.cells)))
        case Picture() | Signatures():
            return
        case _:
            assert_never(part)


def _cell(table: Table, row: Row, place: int) -> tuple[str, Text]:
    """Return a cell, with what its row and its column are about."""
    row_about, heading = read(row.cells[0], "now") or read(row.cells[0], "before"), table.columns[place].heading
    return ", ".join(filter(None, (row_about if place else "", heading))), row.cells[place]


def read(text: Text, side: Mark) -> str:
    """Read a text as it was or as it is: without what is marked as the other, and without the brackets."""
    kept = (piece for piece in text if not isinstance(piece, Marked) or piece.kind == side)
    words = (piece if isinstance(piece, str) else piece.text for piece in kept if piece not in BRACKETS)
    return " ".join("".join(words).split())


def is_marked(part: Part) -> bool:
    """Say whether anything in a part is marked."""
    return any(isinstance(piece, Marked) for _, text in texts_of(part) for piece in text)


def _stays(part: Part) -> bool:
    """Say whether anything in a part stays as it was."""
    texts = (text for _, text in texts_of(part))
    plain = (piece for text in texts for piece in text if isinstance(piece, str) and piece not in BRACKETS)
    return any(_WORD.search(piece) for piece in plain)


def renumbered(pairs: Sequence[Pair]) -> tuple[tuple[str, str, str], ...]:
    """Return what has another number than before: what it is called, and both numbers."""
    both = ((before.cited, now.cited) for before, now in pairs if before is not None and now is not None)
    return tuple((now.heading, before.number, now.number) for before, now in both if before.number != now.number)
