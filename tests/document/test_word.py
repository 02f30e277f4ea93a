"""A contract as a Word file: the words of the page, real headings, and a first page that says what it is."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from document.on_paper import IDENTITY, NAMES, bare, contract, of, told_on_screen
from document.payloads import PAYLOADS
from schemelang.document.contract import Inserted, Marked, Paragraph
from schemelang.document.html import as_html
from schemelang.document.word import as_word
from schemelang.plaintext import reveal


@cache
def written(name: str) -> bytes:
    """Write a contract as a Word file."""
    return as_word(contract(name), IDENTITY)


def read(file: bytes) -> Document:
    """Read it back."""
    return docx.Document(BytesIO(file))


def lines(document: Document) -> list[tuple[str, str]]:
    """Return every paragraph with its style, those in tables too, in order."""
    found: list[tuple[str, str]] = []
    for part in document.iter_inner_content():
        if isinstance(part, WordTable):
            found += [(_style(each), each.text) for row in part.rows for cell in row.cells for each in cell.paragraphs]
        else:
            found.append((_style(part), part.text))
    return found


def _style(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return paragraph.style.name or ""


@pytest.mark.parametrize("name", NAMES)
def test_a_word_file_has_the_words_of_the_page(name: str) -> None:
    """After its notice, a Word file says what the page says, sign for sign; pictures it tells in words."""
    whole = contract(name)
    notice, *said = lines(read(written(name)))
    contents = [("Numbered", f"{section.number}\t{section.heading}") for section in whole.sections]
    begin = said.index(("Heading 1", "Contents"))

    assert notice[1].startswith("Editing this file does not change the scheme. It is a copy")
    assert IDENTITY.id in notice[1]
    assert said[begin + 1 : begin + 1 + len(contents)] == contents
    told = [text for _, text in said[:begin] + said[begin + 1 + len(contents) :]]
    assert bare("".join(told)) == told_on_screen(as_html(whole, IDENTITY), pictures=True)


def test_headings_are_headings_and_numbers_are_text() -> None:
    """Every section and clause has a heading of its level, with its number in words, and nothing is counted by Word."""
    whole = contract("one network")
    document = read(written("one network"))
    found = lines(document)

    for section in whole.sections:
        assert ("Heading 1", f"{section.number}\t{section.heading}") in found
        for clause in section.clauses:
            assert ("Heading 2", f"{clause.number}\t{clause.heading}") in found
    counted = document.element.body.xpath(".//w:numPr")
    assert counted == []
    assert [text for style, text in found if style == "Title"] == [whole.title]


def test_links_lead_to_places_that_are_there() -> None:
    """Every link leads to one bookmark, and no two bookmarks have the same name."""
    body = read(written("one network")).element.body
    names = body.xpath(".//w:bookmarkStart/@w:name")

    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= set(names)
    assert len(set(names)) == len(names) > 50


def test_tables_begin_again_on_each_page_and_no_row_is_cut() -> None:
    """The first row of each table is one of headings, no row may be parted, and each table is called something."""
    tables = read(written("one network")).tables
    rows = [row._tr for table in tables for row in table.rows]  # noqa: SLF001 - what the package has no word for

    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in tables)  # noqa: SLF001
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    assert all(table._tbl.xpath("w:tblPr/w:tblCaption") for table in tables)  # noqa: SLF001


def test_every_page_has_the_document_id_and_the_standing() -> None:
    """The foot of each page has the document ID; the head of a draft says that nobody can sign it."""
    page = read(written("draft")).sections[0]
    about = read(written("draft")).core_properties

    assert page.footer.paragraphs[0].text.startswith(f"Document ID {IDENTITY.id}\tPage ")
    assert page.header.paragraphs[0].text.endswith("Consultation copy\tNot in force: nobody can sign it")
    assert read(written("diabetes")).sections[0].header.paragraphs[0].text == "Diabetes care package: Contract\t"
    assert about.keywords == f"Document ID {IDENTITY.id}"
    assert about.language == "en-GB"


def test_a_word_file_is_the_same_each_time_and_has_no_day() -> None:
    """Two files of one contract are the same bytes: no day is in them, and nothing is pressed."""
    file = written("diabetes")

    assert as_word(contract("diabetes"), IDENTITY) == file
    with ZipFile(BytesIO(file)) as parts:
        assert {(part.date_time, part.compress_type, part.create_system) for part in parts.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, 3)
        }
        assert b"dcterms" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_any_text_is_only_text() -> None:
    """Whatever stands in a text, the file is made, and shows it as it is typed."""
    whole = of(*(Paragraph((each, Inserted(each))) for each in (*PAYLOADS, "\ufffe")))
    said = [text for style, text in lines(read(as_word(whole, IDENTITY))) if style == "Set In"]

    assert said == [reveal(each) * 2 for each in PAYLOADS] + ["\u2039U+FFFE\u203a" * 2]


def test_what_changes_is_marked() -> None:
    """Words that a change takes away are struck out, and those that it puts there have a line below."""
    changed = of(Paragraph((Marked("£2", "before"), Marked("£3", "now"))))
    paragraphs = read(as_word(changed, IDENTITY)).paragraphs
    runs = {run.text: run.font for paragraph in paragraphs for run in paragraph.runs}

    assert runs["£2"].strike
    assert runs["£3"].underline
