"""The number of a clause beside each link that leads to it, for those who read on paper."""

from collections.abc import Collection, Mapping, Sequence

from schemelang.document.contract import Bullets, Clause, Facts, Link, Part, Piece, Section, Table, Text
from schemelang.light import evolve

_CLOSED = "\u201d"


def with_numbers(facts: Sequence[Clause], sections: Sequence[Section]) -> tuple[Clause, ...]:
    """Give each link to a clause its number as well, once under each heading."""
    numbers = _numbers(sections)
    return tuple(evolve(fact, parts=_numbered(fact.parts, numbers)) for fact in facts)


def with_numbers_in(anchors: Collection[str], sections: Sequence[Section]) -> tuple[Section, ...]:
    """Give each link in some sections the number of its clause as well, once in each section."""
    numbers = _numbers(sections)
    return tuple(
        evolve(section, parts=_numbered(section.parts, numbers)) if section.anchor in anchors else section
        for section in sections
    )


def _numbers(sections: Sequence[Section]) -> Mapping[str, str]:
    numbers = {section.anchor: section.number for section in sections}
    return numbers | {clause.anchor: clause.number for section in sections for clause in section.clauses}


def _numbered(parts: Sequence[Part], numbers: Mapping[str, str]) -> tuple[Part, ...]:
    said = set[str]()
    return tuple(_part(part, numbers, said) for part in parts)


def _part(part: Part, numbers: Mapping[str, str], said: set[str]) -> Part:
    match part:
        case Bullets(items):
            return Bullets(tuple(_text(item, numbers, said) for item in items))
        case Facts(facts):
            return Facts(tuple(evolve(fact, text=_text(fact.text, numbers, said)) for fact in facts))
        case Table(rows=rows):
            cells = (tuple(_text(cell, numbers, said) for cell in row.cells) for row in rows)
            return evolve(part, rows=tuple(evolve(row, cells=each) for row, each in zip(rows, cells, strict=True)))
        case _:  # nothing else in these has a link
            return part


def _text(text: Text, numbers: Mapping[str, str], said: set[str]) -> Text:
    """Put the number behind the link and, if the link is quoted, behind what closes the quotation."""
    pieces = list[Piece]()
    waiting = ""
    for piece in text:
        if waiting and isinstance(piece, str) and piece.startswith(_CLOSED):
            pieces += [_CLOSED, waiting, piece.removeprefix(_CLOSED)]
        else:
            pieces += [waiting, piece]
        waiting = ""
        if isinstance(piece, Link) and piece.to not in said and piece.to in numbers:
            said.add(piece.to)
            waiting = f" ({numbers[piece.to]})"
    return tuple(piece for piece in (*pieces, waiting) if piece)
