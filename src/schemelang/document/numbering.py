"""Numbers for sections, clauses, paragraphs and tables: 4, 4.1, 4.1.2, Table 3 and A of a schedule, as words."""

from collections.abc import Iterator
from itertools import count
from string import ascii_uppercase

from attrs import evolve

from schemelang.document.contract import Clause, Paragraph, Part, Section, Table
from schemelang.document.paper import as_wide_as_paper


def number_sections(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give numbers to sections and all that is in them; tables are numbered through the whole contract."""
    tables, numbers, letters = count(1), count(1), iter(ascii_uppercase)
    return tuple(
        _number_section(section, next(letters) if section.is_schedule else str(next(numbers)), tables)
        for section in sections
    )


def _number_section(section: Section, number: str, tables: Iterator[int]) -> Section:
    parts = _number_parts(section.parts, number, tables)
    first = 1 + sum(isinstance(part, Paragraph) for part in parts)
    clauses = tuple(
        _number_clause(clause, f"{number}.{place}", tables) for place, clause in enumerate(section.clauses, first)
    )
    return evolve(section, number=number, parts=parts, clauses=clauses)


def _number_clause(clause: Clause, number: str, tables: Iterator[int]) -> Clause:
    """Give a clause its numbers; a paragraph that is alone in it is cited by the clause's own."""
    alone = sum(isinstance(part, Paragraph) for part in clause.parts) == 1
    return evolve(clause, number=number, parts=_number_parts(clause.parts, "" if alone else number, tables))


def _number_parts(parts: tuple[Part, ...], number: str, tables: Iterator[int]) -> tuple[Part, ...]:
    paragraphs = count(1)
    cut = (piece for part in parts for piece in (as_wide_as_paper(part) if isinstance(part, Table) else (part,)))
    return tuple(_number_part(part, number, paragraphs, tables) for part in cut)


def _number_part(part: Part, number: str, paragraphs: Iterator[int], tables: Iterator[int]) -> Part:
    match part:
        case Paragraph() if number:
            return evolve(part, number=f"{number}.{next(paragraphs)}")
        case Table():
            return evolve(part, number=str(next(tables)))
        case _:  # nothing else is cited by a number of its own
            return part
