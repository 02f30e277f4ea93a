"""What stands in a PDF and on a page, told in the same way: without furniture, and without blanks."""

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from schemelang.document.contract import Contract

SILENT = {"nav", "style", "svg", "template", "title", "footer"}


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


def told_on_screen(page: str) -> str:
    """Return what a page says from its title on, without its list of contents, and without blanks."""
    return bare("".join(_Words(page).found))


def bare(text: str) -> str:
    """Return a text without blanks of any kind, and without the signs of a list."""
    return "".join(re.sub("[\N{WORD JOINER}•]", "", text).split())


class _Words(HTMLParser):
    """What a page says."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0
        self.feed(page[page.index("<header>") :])
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - it is called with both
        """Say nothing from here on, if need be."""
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        """Speak again."""
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.found += [] if self._silent else [data]
