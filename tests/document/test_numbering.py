"""Numbers of sections, clauses, paragraphs and tables."""

from schemelang.document.contract import Bullets, Clause, Column, Paragraph, Row, Section, Table
from schemelang.document.numbering import number_sections

TABLE = Table("Days", (Column("Day"),), (Row((("1 May 2023",),)),))


def clause(*parts: Paragraph | Bullets | Table) -> Clause:
    """Make a clause of some parts."""
    return Clause(anchor="aim", heading="Aim", parts=parts)


def section(*clauses: Clause, parts: tuple[Paragraph, ...] = ()) -> Section:
    """Make a section of some clauses."""
    return Section(anchor="section-aims", heading="Aims", parts=parts, clauses=clauses)


def test_paragraphs_of_a_clause_are_numbered_in_it() -> None:
    """Paragraphs have the number of their clause and their own place in it; what stands between has none."""
    (numbered,) = number_sections((section(clause(Paragraph(("one",)), Bullets(()), Paragraph(("two",)))),))

    assert ("1", "1.1") == (numbered.number, numbered.clauses[0].number)
    assert Paragraph(("one",), "1.1.1") == numbered.clauses[0].parts[0]
    assert Paragraph(("two",), "1.1.2") == numbered.clauses[0].parts[2]


def test_a_paragraph_alone_has_the_number_of_its_clause() -> None:
    """The only paragraph of a clause is cited by the number of the clause."""
    (numbered,) = number_sections((section(clause(Paragraph(("one",)))),))

    assert Paragraph(("one",)) == numbered.clauses[0].parts[0]


def test_clauses_are_numbered_after_the_paragraphs_before_them() -> None:
    """A section's own paragraphs and its clauses are numbered as one row."""
    (numbered,) = number_sections((section(clause(), parts=(Paragraph(("one",)),)),))

    assert Paragraph(("one",), "1.1") == numbered.parts[0]
    assert "1.2" == numbered.clauses[0].number


def test_tables_are_numbered_through_the_contract() -> None:
    """Tables are numbered from the first section to the last, whatever clause they stand in."""
    numbered = number_sections((section(clause(TABLE), clause(TABLE)), section(clause(TABLE))))

    parts = [part for each in numbered for one in each.clauses for part in one.parts]
    assert ["1", "2", "3"] == [part.number for part in parts if isinstance(part, Table)]


def test_a_table_that_is_wider_than_paper_is_cut() -> None:
    """A wide table becomes several, each with the first columns and a number; nothing in it is lost."""
    headings = [f"Everybody's result {place} of many that stand beside it" for place in range(1, 21)]
    columns = (Column("Practice"), Column("Quarter"), *(Column(each, numeric=True) for each in headings))
    row = Row((("Elm",), ("Quarter 1",), *((f"£{place},000.00",) for place in range(1, 21))))
    (numbered,) = number_sections((section(clause(Table("Results", columns, (row,), keys=2))),))
    tables = [part for part in numbered.clauses[0].parts if isinstance(part, Table)]

    assert [f"Results ({part} of {len(tables)})" for part in range(1, len(tables) + 1)] == [
        each.caption for each in tables
    ]
    assert [str(place) for place in range(1, len(tables) + 1)] == [each.number for each in tables]
    assert all(each.columns[:2] == columns[:2] and each.rows[0].cells[:2] == row.cells[:2] for each in tables)
    assert headings == [column.heading for each in tables for column in each.columns[2:]]
    assert row.cells[2:] == tuple(cell for each in tables for cell in each.rows[0].cells[2:])


def test_a_table_that_paper_has_room_for_stays_whole() -> None:
    """A narrow table stays as it is."""
    (numbered,) = number_sections((section(clause(TABLE)),))

    assert ["Days"] == [part.caption for part in numbered.clauses[0].parts if isinstance(part, Table)]
