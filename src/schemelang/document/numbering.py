"""Numbers for sections, clauses, paragraphs, tables and pictures: 4, 4.1, 4.1.2, Table 3, A of a schedule, as words."""

from collections.abc import Iterator, Sequence
from itertools import count
from string import ascii_uppercase

from schemelang.document.contract import Clause, Paragraph, Part, Picture, Section, Table
from schemelang.document.paper import as_wide_as_paper
from schemelang.light import Factory, evolve, frozen


@frozen
class _Counts:
    """What is numbered through the whole contract."""

    tables: Iterator[int] = Factory(lambda: count(1))
    pictures: Iterator[int] = Factory(lambda: count(1))


def number_sections(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give numbers to sections and all that is in them; tables and pictures are numbered through the whole contract."""
    counts, numbers, letters = _Counts(), count(1), iter(ascii_uppercase)
    return tuple(
        _number_section(section, next(letters) if section.is_schedule else str(next(numbers)), counts)
        for section in sections
    )


def _number_section(section: Section, number: str, counts: _Counts) -> Section:
    parts = _number_parts(section.parts, number, counts)
    first = 1 + sum(isinstance(part, Paragraph) for part in parts)
    clauses = tuple(
        _number_clause(clause, f"{number}.{place}", counts) for place, clause in enumerate(section.clauses, first)
    )
    return evolve(section, number=number, parts=parts, clauses=clauses)


def _number_clause(clause: Clause, number: str, counts: _Counts) -> Clause:
    """Give a clause its numbers; a paragraph that is alone in it is cited by the clause's own."""
    alone = sum(isinstance(part, Paragraph) for part in clause.parts) == 1
    return evolve(clause, number=number, parts=_number_parts(clause.parts, "" if alone else number, counts))


def _number_parts(parts: tuple[Part, ...], number: str, counts: _Counts) -> tuple[Part, ...]:
    paragraphs = count(1)
    cut = (piece for part in parts for piece in (as_wide_as_paper(part) if isinstance(part, Table) else (part,)))
    numbered = [_number_part(part, number, paragraphs, counts) for part in cut]
    return tuple(
        evolve(part, table=_table_of(part, numbered[:place], numbered[place:])) if isinstance(part, Picture) else part
        for place, part in enumerate(numbered)
    )


def _number_part(part: Part, number: str, paragraphs: Iterator[int], counts: _Counts) -> Part:
    match part:
        case Paragraph() if number:
            return evolve(part, number=f"{number}.{next(paragraphs)}")
        case Table():
            return evolve(part, number=str(next(counts.tables)))
        case Picture():
            return evolve(part, number=str(next(counts.pictures)))
        case _:  # nothing else is cited by a number of its own
            return part


def _table_of(picture: Picture, before: Sequence[Part], after: Sequence[Part]) -> str:
    """Return the number of the nearest table before a picture that has its column or, if there is none, after it."""
    tables = (part for part in (*reversed(before), *after) if isinstance(part, Table))
    return next(table.number for table in tables if picture.column in {column.heading for column in table.columns})
