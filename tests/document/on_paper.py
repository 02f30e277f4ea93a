"""What stands in a PDF and on a page, told in the same way: without furniture, and without blanks."""

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader

from compiled import HEADING
from document.written import EVERYTHING, TABLES, contract_of
from schemelang.document.contract import Contract, Identity, Part, Section
from variation.two import document, variation_of

SILENT = {"nav", "style", "svg", "desc", "template", "title", "footer"}


GALLERY = Path(__file__).parents[1] / "gallery"
IDENTITY = Identity(id="b5a6 c49f 7c9c fad8 02c1 55e0 9d3b 47aa", data="", engine="1.2.3")
NAMES = ("draft", "diabetes", "premium", "one network", "a variation")


@cache
def contract(name: str) -> Contract:
    """Write the contracts that are looked at."""
    match name:
        case "diabetes":
            return contract_of((GALLERY / "a_diabetes_package.scheme").read_text(encoding="utf-8"))
        case "premium":
            return contract_of((GALLERY / "g_quality_premium.scheme").read_text(encoding="utf-8"))
        case "a variation":
            return document(variation_of("reviews"))
        case "draft":
            return contract_of(HEADING.replace("    if not", "    is for consultation until 1 May 2013\n    if not", 1))
        case _:
            return contract_of(EVERYTHING, TABLES, "N2")


def of(*parts: Part) -> Contract:
    """Write a contract with a few parts in it."""
    section = Section(anchor="the-only", heading="Only", number="1", parts=parts)
    return Contract(title="T", subtitle="S", standing="St.", glance=contract("draft").glance, sections=(section,))


def told_on_paper(pdf: bytes, contract: Contract) -> str:
    """Return what a PDF says from its title on, without its list of contents, and without blanks."""
    reader = PdfReader(BytesIO(pdf))
    whole = bare("".join(_read_out(page) for page in reader.pages))
    headings = [re.escape(bare(each.number + each.heading)) for each in contract.sections]
    listed = "".join(f"{heading}[0-9]+" for heading in headings)
    said, found = re.subn(f"Contents{listed}(?={headings[0]})", "", whole)
    assert found == 1, "there is one list of contents"
    return said


def _read_out(page: PageObject) -> str:
    """Return what a screen reader reads out of a page as text: no furniture, and of a picture nothing."""
    marks: list[bool] = []

    def silence(operator: bytes, operands: list[Any], *_: object) -> None:
        if operator in {b"BMC", b"BDC"}:
            marks.append(operands[0] == "/Artifact" or "/Alt" in operands[-1])
        if operator == b"EMC":
            marks.pop()
        if operator in {b"Tj", b"TJ"} and any(marks):
            operands[0] = type(operands[0])()

    return page.extract_text(visitor_operand_before=silence)


def told_on_screen(page: str, *, pictures: bool = False) -> str:
    """Return what a page says from its title on, without its list of contents, and without blanks.

    Of pictures, their descriptions are told if they are asked for.
    """
    return bare("".join(_Words(page, pictures=pictures).found))


def bare(text: str) -> str:
    """Return a text without blanks of any kind, and without the signs of a list."""
    return "".join(re.sub("[\N{WORD JOINER}•]", "", text).split())


class _Words(HTMLParser):
    """What a page says."""

    def __init__(self, page: str, *, pictures: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._pictures = pictures
        self._silent: list[str] = []
        self.feed(page[page.index("<header>") :])
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - it is called with both
        """Say nothing from here on, if need be."""
        self._silent += [tag] if tag in SILENT else []

    def handle_endtag(self, tag: str) -> None:
        """Speak again."""
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        """Keep words."""
        is_told = self._pictures and self._silent[-1:] == ["desc"]
        self.found += [data] if is_told or not self._silent else []
