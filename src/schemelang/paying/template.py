"""Reads the headings of a payment agency's own file, and tells what is to stand under each."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from io import StringIO

from attrs import frozen

from schemelang.diagnostic import Diagnostic
from schemelang.figures.encodings import Byte, decode
from schemelang.figures.shape import letters
from schemelang.paying.errors import HeadingUnknown, TemplateLacks, TemplateUnusable
from schemelang.source import CellPlace

_MARK = b"\xef\xbb\xbf"


class Under(Enum):
    """What can stand under a heading, with the names that it goes by there, the plainest first."""

    CODE = ("practice code", "payee code", "organisation code", "organization code", "ods code", "contractor code")
    NAME = ("practice name", "payee name", "payee", "organisation name", "organization name", "contractor name")
    GROUP = ("network code", "group code", "pcn code", "pcn ods code")
    GROUP_NAME = ("network name", "group name", "pcn name", "network", "pcn")
    PAYCODE = ("paycode", "pay code", "payment code")
    AMOUNT = ("amount", "value", "payment amount", "payment value", "amount to pay", "adjustment amount")
    DATE = ("payment date", "date of payment", "pay date", "due date", "date due")
    MONTH = ("payment month", "npp payment month", "month")
    YEAR = ("financial year", "npp qof financial year", "npp financial year", "qof financial year", "year")
    DEADLINE = ("submission deadline", "submit by", "deadline")
    NARRATIVE = ("narrative", "description", "reference", "payment reference", "details", "reason")
    NUMBER = ("transaction number", "transaction reference", "line number", "unique reference")
    PAYER = ("commissioner code", "payer code", "icb code", "commissioner ods code")
    PAYER_NAME = ("commissioner", "commissioner name", "payer", "payer name", "icb", "icb name")
    PAYMENT = ("payment", "payment name", "payment title", "payment type", "service")
    SCHEME = ("scheme", "scheme name", "contract", "contract name")
    KIND = ("kind", "type", "type of adjustment", "adjustment type", "transaction type")


KNOWN = {name: under for under in Under for name in under.value}
_NEEDED = {Under.CODE: "the payee's code", Under.AMOUNT: "the amount"}


@frozen
class Heading:
    """A heading as the agency writes it, and what stands under it: what is known of a sum, or the same in each row."""

    text: str
    under: Under | str


@frozen
class Template:
    """The headings of a file, in order, and whether the file begins with the mark of UTF-8."""

    headings: tuple[Heading, ...]
    marked: bool

    def has(self, under: Under) -> bool:
        """Say whether something is asked for."""
        return any(heading.under is under for heading in self.headings)


def plain(heading: str) -> str:
    """Put a heading into the form in which headings are compared: small letters and figures, single blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


def read_template(path: str, content: bytes, fill: Mapping[str, str]) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """Read a template, or say what is wrong with it. What is filled in by hand goes before what is known."""
    rows = _rows(path, content)
    if isinstance(rows, Diagnostic):
        return None, (rows,)
    texts = rows[0]
    given = {plain(name): value for name, value in fill.items()}
    headings = tuple(_heading(text, given) for text in texts)
    found = (*_unused(path, texts, fill), *_twice(path, texts), *_unknown(path, texts, headings))
    found = found or tuple(_lacking(path, headings))
    if found:
        return None, found
    known = tuple(heading for heading in headings if heading is not None)
    return Template(known, marked=content.startswith(_MARK)), ()


def _rows(path: str, content: bytes) -> list[list[str]] | TemplateUnusable:
    """Cut a template into its filled rows, of which there must be one."""
    decoded = decode(content)
    if isinstance(decoded, Byte):
        return _unusable(path, f"byte {decoded.at + 1} is no letter")
    try:
        read = [
            [" ".join(cell.split()) for cell in row]
            for row in csv.reader(StringIO(decoded.text, newline=""), strict=True)
        ]
    except csv.Error:
        return _unusable(path, "a cell in it has no end")
    rows = [_trimmed(row) for row in read if any(row)]
    if not rows:
        return _unusable(path, "it is empty")
    if len(rows) > 1:
        return _unusable(path, f"it has {len(rows)} rows")
    return rows


def _unusable(path: str, problem: str) -> TemplateUnusable:
    return TemplateUnusable(place=CellPlace(path), path=path, problem=problem)


def _trimmed(row: list[str]) -> list[str]:
    """Leave off what Excel adds after the last heading: an agency may refuse a file for a comma too many."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def _heading(text: str, given: Mapping[str, str]) -> Heading | None:
    name = plain(text)
    if name in given and KNOWN.get(name) not in _NEEDED:
        return Heading(text, given[name])
    return Heading(text, KNOWN[name]) if name in KNOWN else None


def _unused(path: str, texts: Sequence[str], fill: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Find what is to be filled in under no heading, or under one that must say what is worked out."""
    headings = {plain(text) for text in texts}
    for name in fill:
        if plain(name) not in headings:
            yield _unusable(path, f'it has no heading "{name}" to fill in')
        elif KNOWN.get(plain(name)) in _NEEDED:
            yield _unusable(path, f'what stands under "{name}" is worked out, and is not to be filled in')


def _twice(path: str, texts: Sequence[str]) -> Iterator[Diagnostic]:
    names = [plain(text) for text in texts]
    for place, name in enumerate(names):
        if name and name in names[:place]:
            yield _unusable(path, f'the heading "{texts[place]}" is there twice')


def _unknown(path: str, texts: Sequence[str], headings: Sequence[Heading | None]) -> Iterator[Diagnostic]:
    for place, (text, heading) in enumerate(zip(texts, headings, strict=True)):
        if heading is None:
            cell = CellPlace(path, row=1, column=text or letters(place))
            yield HeadingUnknown(place=cell, heading=text, known=known_headings())


def known_headings() -> str:
    """Name what can stand under a heading, each by its plainest name."""
    return ", ".join(under.value[0] for under in Under)


def _lacking(path: str, headings: Sequence[Heading | None]) -> Iterator[Diagnostic]:
    there = {heading.under for heading in headings if heading is not None}
    for under, what in _NEEDED.items():
        if under not in there:
            yield TemplateLacks(place=CellPlace(path), path=path, what=what, known=", ".join(under.value))
