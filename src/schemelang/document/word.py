"""A contract as a Word file, for those who mark up changes: real headings, and numbers as text.

It is a copy and says so on its first page. Only here is the package docx known, which comes with the extra `docx`.
No day and nothing of this machine is in it; it is packed without being pressed, since machines press differently.
"""

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import assert_never
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
from attrs import frozen
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from schemelang.document.contract import (
    Bullets,
    Clause,
    Contract,
    Fact,
    Facts,
    Identity,
    Inserted,
    Link,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Piece,
    Section,
    Signatures,
    Step,
    Steps,
    Table,
    Text,
)
from schemelang.document.paper import share_width
from schemelang.plaintext import reveal

NOTICE = "Editing this file does not change the scheme"
"""What the first page says before all else."""

_NO_XML = re.compile("[\ufffe\uffff]")
_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DAWN = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_BLUE, _DARK, _GREY, _PALE = "005EB8", "003087", "425563", "D8DDE0"
_WIDE, _HANG, _ABOUT, _STEP = 170, 15, 42, 22
_TWIPS = 567
"""So many twentieths of a point are a centimetre."""
_INDENT = _HANG * _TWIPS // 10


def as_word(contract: Contract, identity: Identity) -> bytes:
    """Write a contract as a Word file, with its document ID at the foot of every page."""
    document = docx.Document()
    _set_styles(document)
    _set_page(document, contract, identity)
    _describe(document, contract, identity)
    _without_what_is_not_used(document)
    body = document.element.body
    written = parse_xml(f"<w:body {_NAMES}>{''.join(_whole(contract, identity))}</w:body>")
    for place, element in enumerate(list(written)):
        body.insert(place, element)
    return _packed(document)


def _without_what_is_not_used(document: Document) -> None:
    """Leave out what the package brings and nothing here uses: styles of tables, a picture of an empty page."""
    for style in document.styles.element.xpath("w:style[@w:type='table'][not(@w:default)]"):
        style.getparent().remove(style)
    for links in (document.part.rels, document.part.package.rels):
        for name, link in list(links.items()):
            if link.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                del links[name]


def _packed(document: Document) -> bytes:
    """Pack a file so that it is the same bytes each time, wherever that is."""
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as parts, ZipFile(packed, "w", ZIP_STORED) as into:
        for name in parts.namelist():
            part = ZipInfo(name, _DAWN)
            part.create_system = _UNIX
            into.writestr(part, parts.read(name))
    return packed.getvalue()


# ---------------------------------------------------------------- the look


def _set_styles(document: Document) -> None:
    """Set the styles that come with the package, and add those that it does not have."""
    normal = _style(document, "Normal", size=10)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = Pt(14)
    for name, size, before in (("Title", 26, 0), ("Heading 1", 16, 20), ("Heading 2", 12, 12), ("Caption", 9, 6)):
        style = _style(document, name, size=size, colour=_GREY if name == "Caption" else _DARK)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.line_spacing = Pt(size * 5 // 4)
        style.paragraph_format.keep_with_next = True
    for name in ("Heading 1", "Heading 2", "Numbered"):
        _hang(_style(document, name), 0, _HANG)
    _hang(_style(document, "List Bullet"), _HANG, 5)
    _hang(_style(document, "Fact"), _HANG, _ABOUT)
    _hang(_style(document, "Place to Sign"), _HANG, _ABOUT)
    _hang(_style(document, "Step"), _HANG, _STEP)
    _style(document, "Set In").paragraph_format.left_indent = Mm(_HANG)
    _style(document, "Notice").paragraph_format.left_indent = Mm(_HANG)
    for name, colour in (("Table Text", None), ("Table Heading", _GREY), ("Header", _GREY), ("Footer", _GREY)):
        style = _style(document, name, size=9, colour=colour)
        style.paragraph_format.line_spacing = Pt(11)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.space_before = Pt(2)
    for name in ("Fact", "Step", "List Bullet", "Place to Sign"):
        _style(document, name).paragraph_format.space_after = Pt(3)
    _style(document, "Table Heading").font.bold = True
    _style(document, "Table Heading").paragraph_format.keep_with_next = True
    _style(document, "Place to Sign").paragraph_format.keep_with_next = True
    _tabs(document)


def _tabs(document: Document) -> None:
    """Put amounts and page numbers to the right, and lines where something is filled in."""
    end = Mm(_WIDE)
    for name in ("Step", "Header", "Footer"):
        tabs = _style(document, name).paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
    for name in ("Fact", "Place to Sign"):
        tabs = _style(document, name).paragraph_format.tab_stops
        tabs.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _style(document: Document, name: str, size: int | None = None, colour: str | None = None) -> ParagraphStyle:
    """Return a style of paragraphs, in Arial; one that the package does not have is added."""
    if name not in {style.name for style in document.styles}:
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(added, ParagraphStyle)
        added.base_style = document.styles["Normal"]
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in list(fonts.attrib):
        del fonts.attrib[slot]
    style.font.name = "Arial"
    if size is not None:
        style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = RGBColor.from_string(colour)
    return style


def _hang(style: ParagraphStyle, left: int, room: int) -> None:
    """Let the first line begin so many millimetres before the others, with a number or a word there."""
    style.paragraph_format.left_indent = Mm(left + room)
    style.paragraph_format.first_line_indent = Length(-Mm(room))
    style.paragraph_format.tab_stops.add_tab_stop(Mm(left + room))


def _set_page(document: Document, contract: Contract, identity: Identity) -> None:
    """Set A4, and what stands on every page."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - _WIDE) // 2)
    page.top_margin, page.bottom_margin = Mm(25), Mm(22)
    top = f"{_run(f'{contract.title}: {contract.subtitle}')}{_TAB}{_run(contract.warning, '<w:b/>')}"
    counted = f"{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
    for part, style, words in (
        (page.header, "Header", top),
        (page.footer, "Footer", f"{_run(f'Document ID {identity.id}')}{_TAB}{counted}"),
    ):
        part.is_linked_to_previous = False
        old = part.paragraphs[0]._p  # noqa: SLF001 - the way that the package gives to what it does not know
        old.getparent().replace(old, parse_xml(_paragraph(style, words).replace("<w:p>", f"<w:p {_NAMES}>", 1)))


def _describe(document: Document, contract: Contract, identity: Identity) -> None:
    """Say what the file is, in what it says about itself; it has no day."""
    about = document.core_properties
    about.title = _said(f"{contract.title}: {contract.subtitle}")[:255]
    about.language = "en-GB"
    about.author = ""
    about.keywords = f"Document ID {identity.id}"
    about.comments = f"{NOTICE}. Written by schemelang {identity.engine}."
    for day in about._element.xpath("dcterms:created | dcterms:modified"):  # noqa: SLF001
        day.getparent().remove(day)
    for language in document.styles.element.xpath("//w:lang"):
        language.getparent().replace(language, parse_xml(f'<w:lang {_NAMES} w:val="en-GB"/>'))


# ---------------------------------------------------------------- words

_TAB = "<w:r><w:tab/></w:r>"


def _said(text: str) -> str:
    """Return a text in which each sign that cannot be seen, or that no such file can hold, is its number."""
    return _NO_XML.sub(lambda found: f"\u2039U+{ord(found[0]):04X}\u203a", reveal(text))


def _run(text: str, look: str = "") -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(_said(text))}</w:t></w:r>' if text else ""


def _field(what: str) -> str:
    return f'<w:fldSimple w:instr="{what}">{_run("1")}</w:fldSimple>'


def _grey(text: str) -> str:
    return _run(text, f'<w:color w:val="{_GREY}"/>')


def _paragraph(style: str, words: str, settings: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{words}</w:p>'


@frozen
class _Places:
    """Where links lead: a bookmark for each anchor, by a name that Word takes."""

    numbers: dict[str, int]

    def mark(self, anchor: str, words: str) -> str:
        """Make words a place that links can lead to."""
        number = self.numbers.setdefault(anchor, len(self.numbers))
        begin = f'<w:bookmarkStart w:id="{number}" w:name="at_{number}"/>'
        return f'{begin}{words}<w:bookmarkEnd w:id="{number}"/>'

    def link(self, to: str, text: str) -> str:
        """Let words lead to such a place."""
        number = self.numbers.setdefault(to, len(self.numbers))
        look = f'<w:color w:val="{_BLUE}"/><w:u w:val="single"/>'
        return f'<w:hyperlink w:anchor="at_{number}" w:history="1">{_run(text, look)}</w:hyperlink>'

    def words(self, text: Text) -> str:
        """Set words with their links."""
        return "".join(self._piece(piece) for piece in text)

    def _piece(self, piece: Piece) -> str:
        match piece:
            case str():
                return _run(piece)
            case Link(text, to):
                return self.link(to, text)
            case Inserted(text):
                return _run(text, "<w:b/>")
            case Marked(text, "before"):
                return _run(text, "<w:strike/>")
            case Marked(text):
                return _run(text, '<w:u w:val="single"/>')
            case _:
                assert_never(piece)


# ---------------------------------------------------------------- parts


def _parts(parts: tuple[Part, ...], places: _Places) -> Iterator[str]:
    """Set parts; what introduces something stands on the same page as its beginning."""
    for place, part in enumerate(parts, 1):
        introduces = isinstance(next(iter(parts[place:]), None), Bullets | Facts | Steps | Table | Signatures)
        yield from _part(part, places, "<w:keepNext/>" if introduces else "")


def _part(part: Part, places: _Places, settings: str = "") -> Iterator[str]:
    match part:
        case Paragraph(text, ""):
            yield _paragraph("SetIn", places.words(text), settings)
        case Paragraph(text, number):
            yield _paragraph("Numbered", f"{_grey(number)}{_TAB}{places.words(text)}", settings)
        case Bullets(items):
            yield from (_paragraph("ListBullet", places.words(item)) for item in items)
        case Facts(facts):
            yield from (_fact(fact, places) for fact in facts)
        case Steps(steps):
            yield from (_step(step, places) for step in steps)
        case Table():
            yield from _table(part, places)
        case Picture():
            yield from _picture(part, places)
        case Notice(kind, text):
            yield _notice(places.words(text), _PALE if kind == "holds" else _DARK)
        case Signatures():
            yield from _signatures(part)
        case _:
            assert_never(part)


def _fact(fact: Fact, places: _Places) -> str:
    return _paragraph("Fact", f"{_grey(fact.about)}{_TAB}{places.words(fact.text) or _TAB}")


def _step(step: Step, places: _Places) -> str:
    amount = f"{_TAB}{_run(step.amount, '<w:b/>')}" if step.amount else ""
    room = f'<w:ind w:right="{2 * _INDENT}"/>' if amount else ""
    return _paragraph("Step", f"{_grey(step.number)}{_TAB}{places.words(step.text)}{amount}", room)


def _notice(words: str, colour: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{colour}"/>'
        for side, size in (("top", 6), ("left", 36), ("bottom", 6), ("right", 6))
    )
    return _paragraph("Notice", words, f'<w:pBdr>{sides}</w:pBdr><w:ind w:right="{_INDENT // 5}"/>')


def _picture(part: Picture, places: _Places) -> Iterator[str]:
    """Say in words what a picture shows, where a page has the picture."""
    yield _paragraph("SetIn", _run(part.description))
    table = places.link(f"table-{part.table}", f"Table {part.table}")
    yield _paragraph(
        "SetIn", f"{_grey(f'Picture {part.number} ')}{_run(f'{part.title}. {part.leads} ')}{table}{_run('.')}"
    )


def _signatures(part: Signatures) -> Iterator[str]:
    """Keep each place to sign on one page."""
    for place in part.places:
        yield _paragraph("PlacetoSign", _run(place.who, "<w:b/>"), '<w:spacing w:before="360"/>')
        for number, (about, filled) in enumerate(place.lines, 1):
            last = '<w:keepNext w:val="0"/>' if number == len(place.lines) else ""
            room = '<w:spacing w:before="200"/>'
            yield _paragraph("PlacetoSign", f"{_grey(about)}{_TAB}{_run(filled) or _TAB}", f"{last}{room}")


# ---------------------------------------------------------------- tables


def _table(part: Table, places: _Places) -> Iterator[str]:
    """Set a table below its caption; its headings stand on every page that it goes over, and no row is cut."""
    caption = places.mark(f"table-{part.number}", f"{_run(f'Table {part.number} ')}{_run(part.caption, '<w:b/>')}")
    yield _paragraph("Caption", caption, f'<w:ind w:left="{_INDENT}"/>')
    twips = share_width(part, _WIDE * _TWIPS // 10 - _INDENT)
    yield _beginning_of_table(twips, _said(part.caption))
    right = ['<w:jc w:val="right"/>' if column.numeric else "" for column in part.columns]
    headings = [_run(column.heading) for column in part.columns]
    above = [_paragraph("TableHeading", *each) for each in zip(headings, right, strict=True)]
    yield _row(twips, above, "<w:tblHeader/>")
    for row in part.rows:
        cells = [places.words(tuple(_bold(each) for each in cell) if row.total else cell) for cell in row.cells]
        yield _row(twips, [_paragraph("TableText", *each) for each in zip(cells, right, strict=True)])
    yield "</w:tbl>"
    yield _paragraph("TableText", "")


def _beginning_of_table(twips: tuple[int, ...], caption: str) -> str:
    """Begin a table with a line below each row, which is called by its caption."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_PALE}"'
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in twips)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblInd w:w="{_INDENT}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="110" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _bold(piece: Piece) -> Piece:
    return Inserted(piece) if isinstance(piece, str) else piece


def _row(twips: tuple[int, ...], cells: list[str], settings: str = "") -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for wide, cell in zip(twips, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{settings}</w:trPr>{filled}</w:tr>"


# ---------------------------------------------------------------- the whole


def _whole(contract: Contract, identity: Identity) -> Iterator[str]:
    places = _Places({})
    copy = f"{NOTICE}. It is a copy of the page with the document ID {identity.id}, which is the contract."
    yield _notice(_run(copy, "<w:b/>"), _DARK)
    yield _paragraph("Normal", _run(contract.subtitle, f'<w:b/><w:color w:val="{_GREY}"/>'))
    yield _paragraph("Title", _run(contract.title))
    if contract.banner:
        yield _notice(_run(contract.banner, "<w:b/>"), _DARK)
    yield _paragraph("Normal", _grey(contract.standing))
    yield from _part(contract.glance, places)
    if contract.key_facts:
        yield _paragraph("Heading1", _run("Key facts"))
        for fact in contract.key_facts:
            yield from _clause(fact, places)
    yield _paragraph("Heading1", _run("Contents"))
    for section in contract.sections:
        yield _paragraph("Numbered", f"{_grey(section.number)}{_TAB}{places.link(section.anchor, section.heading)}")
    for section in contract.sections:
        yield from _section(section, places)


def _section(section: Section, places: _Places) -> Iterator[str]:
    yield _heading("Heading1", section, places)
    yield from _parts(section.parts, places)
    for clause in section.clauses:
        yield from _clause(clause, places)


def _clause(clause: Clause, places: _Places) -> Iterator[str]:
    yield _heading("Heading2", clause, places)
    yield from _parts(clause.parts, places)


def _heading(style: str, of: Clause | Section, places: _Places) -> str:
    number = f"{_grey(of.number)}{_TAB}" if of.number else ""
    return _paragraph(style, f"{number}{places.mark(of.anchor, _run(of.heading))}")
