"""A contract as a PDF: the same words as the page, for a screen reader too, and the same bytes each time."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from attrs import evolve
from pypdf import PdfReader

from document.on_paper import IDENTITY, NAMES, bare, contract, of, told_on_paper, told_on_screen
from document.payloads import PAYLOADS
from schemelang.document import html
from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Contract,
    Fact,
    Facts,
    Inserted,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Step,
    Steps,
    Table,
)
from schemelang.document.html import as_html
from schemelang.document.pdf import as_pdf, set_in_type
from schemelang.plaintext import reveal


@cache
def laid_out(name: str) -> bytes:
    """Lay them out."""
    return as_pdf(contract(name), IDENTITY)


def read(name: str) -> PdfReader:
    """Read them back."""
    return PdfReader(BytesIO(laid_out(name)))


# Words


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_has_the_words_of_the_page(name: str) -> None:
    """What is read out of a PDF is, sign for sign and in the same order, what is read out of the page."""
    said = told_on_paper(laid_out(name), contract(name))

    assert said == told_on_screen(as_html(contract(name), IDENTITY))
    assert len(said) > 500


def test_what_changes_is_said_as_on_the_page() -> None:
    """Words that a change takes away or puts there stand in both."""
    changed = of(Paragraph(("Pay ", Marked("£2", "before"), " then ", Marked("£3", "now"), Inserted("!"))))

    assert told_on_paper(as_pdf(changed, IDENTITY), changed) == told_on_screen(as_html(changed, IDENTITY))


def test_any_text_can_be_set_and_is_only_text() -> None:
    """Whatever stands in a text, the PDF is made, and shows it as it is typed."""
    whole = of(*(Paragraph((each, Inserted(each))) for each in PAYLOADS))
    said = told_on_paper(as_pdf(whole, IDENTITY), whole)

    assert [each for each in PAYLOADS if each.isascii() and bare(reveal(each)) not in said] == []


def test_a_sign_that_no_font_has_is_its_number() -> None:
    """A sign that cannot be shown is told by its number, beside signs that can; familiar ones are there."""
    odd = of(Paragraph(("Pay 漢 to Łódź and \N{BLACK SQUARE}, 5 ≥ 4 … “–”",)))
    said = told_on_paper(as_pdf(odd, IDENTITY), odd)

    assert "Pay\u2039U+6F22\u203atoŁódźand\N{BLACK SQUARE},5≥4…“–”" in said


def test_the_template_knows_no_construct_and_has_nobody_s_words() -> None:
    """The template has no word of what schemes are made of, and takes every text as data."""
    template = Path(html.__file__).with_name("templates").joinpath("contract.typ").read_text(encoding="utf-8")

    assert not re.search(r"\b(?:payment|indicator|target|guarantee|network|practice|tranche)s?\b", template)
    assert not re.search(r"\beval\b|@preview|#import|#include|\bread\(", template)


# For a screen reader


def tree_of(reader: PdfReader) -> list[dict[str, Any]]:
    """Return the elements of a PDF in order."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:  # noqa: ANN401 - a PDF holds anything
        element = node.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        if isinstance(element, dict) and "/S" in element:
            found.append(element)
        if isinstance(element, dict) and "/K" in element:
            walk(element["/K"])

    root: Any = reader.trailer["/Root"].get_object()
    walk(root["/StructTreeRoot"])
    return found


def test_a_pdf_is_of_the_kind_that_can_be_read_out() -> None:
    """It says that it is PDF/UA-1, in which language it is and what it is called; every font is in it."""
    reader = read("diabetes")
    root: Any = reader.trailer["/Root"].get_object()
    about = reader.xmp_metadata
    assert about is not None

    assert b"<pdfuaid:part>1</pdfuaid:part>" in about.stream.get_data()
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Diabetes care package: Contract"
    fonts = [font for page in reader.pages for font in fonts_of(page)]
    inside = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in inside)


def fonts_of(page: Any) -> list[Any]:  # noqa: ANN401 - a PDF holds anything
    """Return the fonts of a page."""
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def test_what_cannot_be_read_out_is_refused() -> None:
    """A picture without words for it does not become a PDF."""
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        set_in_type('#set document(title: "T")\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"))', "{}")


def test_pictures_tables_and_headings_are_marked_as_such() -> None:
    """Each picture has its title and description, and tables and headings are what they look like."""
    elements = tree_of(read("one network"))
    kinds = [element["/S"] for element in elements]
    pictures = [part for part in every_part(contract("one network")) if isinstance(part, Picture)]

    told = {element["/Alt"] for element in elements if element["/S"] == "/Figure"}
    assert told == {f"{picture.title}. {picture.description}" for picture in pictures}
    assert len(pictures) > 3
    assert {"/Table", "/Caption", "/TH", "/TD", "/L", "/LI", "/Link"} <= set(kinds)
    assert kinds.count("/H1") == len(contract("one network").sections) + 2  # the key facts and the list of contents


def every_part(whole: Contract) -> list[Part]:
    """Return every part of the text."""
    texts = [
        parts for section in whole.sections for parts in (section.parts, *(each.parts for each in section.clauses))
    ]
    return [part for parts in texts for part in parts]


def test_bookmarks_lead_to_every_clause() -> None:
    """The list beside a PDF has every section, with its clauses below it, by number."""
    whole = contract("diabetes")
    outline = read("diabetes").outline
    listed = [each for each in outline if not isinstance(each, list)]
    below = [each.title for some in outline if isinstance(some, list) for each in some if not isinstance(each, list)]

    assert [each.title for each in listed][-len(whole.sections) :] == [
        f"{x.number} {x.heading}" for x in whole.sections
    ]
    assert {f"{each.number} {each.heading}" for section in whole.sections for each in section.clauses} <= set(below)


# On every page


def test_the_document_id_and_the_standing_are_on_every_page() -> None:
    """The foot of each page has the document ID and its number; the head of a draft says that it is not in force."""
    reader = read("draft")
    assert reader.metadata is not None

    for place, page in enumerate(reader.pages, 1):
        said = " ".join(page.extract_text().split())
        assert f"Document ID {IDENTITY.id}" in said
        assert f"Page {place} of {len(reader.pages)}" in said
        assert "Not in force: nobody can sign it" in said
    assert reader.metadata.keywords == f"Document ID {IDENTITY.id}"
    assert "schemelang 1.2.3" in (reader.metadata.subject or "")
    assert "Not in force" not in read("diabetes").pages[0].extract_text()


def test_a_long_table_has_its_headings_on_every_page_and_no_row_on_two() -> None:
    """A table that goes over several pages begins again with its headings, and no row is cut."""
    rows = tuple(Row((((f"begin{number} " + "and so on " * 30 + f"end{number}"),), ("5",))) for number in range(40))
    table = Table("Long", (Column("What"), Column("How many", numeric=True)), rows, number="1")
    reader = PdfReader(BytesIO(as_pdf(of(table), IDENTITY)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]

    assert len(pages) > 2
    assert all("What How many" in page for page in pages)
    assert all(any(f"begin{n} " in page and f"end{n} " in page for page in pages) for n in range(40))


def test_nothing_runs_off_a_page_however_long_it_is() -> None:
    """What is too long for one page goes on on the next: a fact, a step, a notice, a row, a key fact."""
    text = ("and so on " * 2000,)
    parts: tuple[Part, ...] = (
        Facts((Fact("What", text),)),
        Steps((Step("Step 1", text, "£1.00"),)),
        Notice("held", text),
        Table("Long", (Column("What"), Column("How many", numeric=True)), (Row((text, ("5",))),), number="1"),
    )
    whole = evolve(of(*parts), key_facts=(Clause(anchor="a-fact", heading="Fact", parts=(Bullets((text,)),)),))
    places: list[float] = []
    for page in PdfReader(BytesIO(as_pdf(whole, IDENTITY))).pages:
        page.extract_text(visitor_text=lambda _, matrix, at, *__: places.append(matrix[5] + at[5]))

    assert len(places) > 500
    assert all(0 <= place <= 842 for place in places)


# Always the same


def test_a_pdf_knows_no_day_and_no_font_of_this_machine() -> None:
    """It has no date in it, the same bytes each time, and only fonts that the compiler brings."""
    reader = read("diabetes")
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in fonts_of(page)}

    assert as_pdf(contract("diabetes"), IDENTITY) == laid_out("diabetes")
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate", laid_out("diabetes"))
    assert all("Libertinus" in name for name in fonts)
