"""A contract laid out on paper, as a PDF that a screen reader can read aloud: PDF/UA-1, which the compiler enforces.

Only here is the package typst known, which comes with the extra `pdf`. No font and no day of this machine is used,
so that the same contract is the same file everywhere.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import assert_never

import typst

from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Contract,
    Drawing,
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
    Steps,
    Table,
    Text,
)
from schemelang.document.drawing import Shape, Stroke, draw
from schemelang.document.paper import is_narrow, kept, spoken
from schemelang.plaintext import reveal

_Data = dict[str, object]
_NARROW, _WIDE, _HIGH = 84, 155, 205
"""How wide pictures are on paper, and how high they can be, in millimetres."""
_FAMILIAR = re.compile("[ -~\xa0-\xff–—‘’“”…×−≥≤\u2039\u203a\u2060]*")
"""Signs that are in the fonts that typst brings."""
_FEW, _SHORT, _PART_OF_A_PAGE = 10, 600, 1500
"""So many rows, and so many signs of a cell or of all of them, are kept on one page."""


def as_pdf(contract: Contract, identity: Identity) -> bytes:
    """Lay out a contract on A4, with its document ID on every sheet."""
    return set_in_type(_template(), json.dumps(_contract(contract, identity)))


def set_in_type(template: str, data: str) -> bytes:
    """Set data in type with the fonts that typst brings; what a screen reader could not read is refused."""
    return typst.compile(
        template.encode(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"contract": data},
        pdf_standards=["ua-1"],
    )


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with the package."""
    return typst.Fonts(include_system_fonts=False)


@cache
def _template() -> str:
    return _file("contract.typ")


def _file(name: str) -> str:
    return files("schemelang.document").joinpath("templates", name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- texts


def _said(text: str) -> str:
    """Return a text in which each sign that cannot be seen, or that no font has, is its number."""
    revealed = reveal(text)
    if _FAMILIAR.fullmatch(revealed):
        return revealed
    return " ".join(map(_word, revealed.split(" ")))


def _word(word: str) -> str:
    """Return a word that the fonts can show: where they cannot, signs are told by their numbers."""
    if _is_shown(word):
        return word
    known = "".join(sign if _is_shown(sign) else _number(sign) for sign in word)
    return known if _is_shown(known) else "".join(sign if sign.isascii() else _number(sign) for sign in word)


def _number(sign: str) -> str:
    return f"\u2039U+{ord(sign):04X}\u203a"


@cache
def _is_shown(text: str) -> bool:
    """Say whether the fonts have every sign of a text, in this order."""
    if _FAMILIAR.fullmatch(text):
        return True
    try:
        set_in_type('#set document(title: "-")\n#json(bytes(sys.inputs.contract))', json.dumps(text))
    except typst.TypstError:
        return False
    return True


def _text(text: Text) -> list[_Data]:
    return [_piece(piece) for piece in text]


def _in_cell(text: Text) -> list[_Data]:
    """Return the text of a cell, in which a day and a number with its word are kept together."""
    return [_plain(kept(_said(piece))) if isinstance(piece, str) else _piece(piece) for piece in text]


def _plain(text: str) -> _Data:
    return {"kind": "plain", "text": text}


def _piece(piece: Piece) -> _Data:
    match piece:
        case str():
            return _plain(_said(piece))
        case Link(text, to):
            return {"kind": "link", "text": _said(text), "to": to}
        case Inserted(text):
            return {"kind": "inserted", "text": _said(text)}
        case Marked(text, kind):
            return {"kind": kind, "text": _said(text)}
        case _:
            assert_never(piece)


# ---------------------------------------------------------------- parts


def _part(part: Part) -> _Data:
    match part:
        case Paragraph(text, number):
            return {"part": "paragraph", "text": _text(text), "number": number}
        case Bullets(items):
            return {"part": "bullets", "items": [_text(item) for item in items]}
        case Facts():
            return _facts(part)
        case Steps(steps):
            told = [{"number": step.number, "text": _text(step.text), "amount": _said(step.amount)} for step in steps]
            return {"part": "steps", "steps": told, **_kept_whole([[step.text] for step in steps])}
        case Table():
            return _table(part)
        case Picture():
            return _picture(part)
        case Notice(kind, text):
            return {"part": "notice", "kind": kind, "text": _text(text), **_kept_whole([[text]])}
        case Signatures():
            return _signatures(part)
        case _:
            assert_never(part)


def _kept_whole(rows: Sequence[Sequence[Text]]) -> _Data:
    """Say whether rows are kept on one page, and whether each of them is; what is too long would run off the page."""
    lengths = [len(spoken(cell)) for row in rows for cell in row]
    short = max(lengths, default=0) <= _SHORT
    return {"whole": short and len(rows) <= _FEW and sum(lengths) <= _PART_OF_A_PAGE, "short": short}


def _facts(part: Facts) -> _Data:
    return {
        "part": "facts",
        "facts": [{"about": _said(fact.about), "text": _text(fact.text)} for fact in part.facts],
        **_kept_whole([[fact.text] for fact in part.facts]),
    }


def _table(part: Table) -> _Data:
    return {
        "part": "table",
        "number": part.number,
        "narrow": is_narrow(part),
        **_kept_whole([row.cells for row in part.rows]),
        "caption": _said(part.caption),
        "columns": [_column(column) for column in part.columns],
        "rows": [{"cells": [_in_cell(cell) for cell in row.cells], "total": row.total} for row in part.rows],
    }


def _column(column: Column) -> _Data:
    return {"heading": kept(_said(column.heading)), "numeric": column.numeric, "unbroken": column.unbroken}


def _signatures(part: Signatures) -> _Data:
    places = [
        {"who": _said(place.who), "lines": [[_said(about), _said(filled)] for about, filled in place.lines]}
        for place in part.places
    ]
    return {"part": "signatures", "places": places}


# ---------------------------------------------------------------- pictures


def _picture(part: Picture) -> _Data:
    return {
        "part": "picture",
        "number": part.number,
        "table": part.table,
        "title": _said(part.title),
        "description": _said(part.description),
        "leads": part.leads,
        **_drawn(part.drawing),
    }


def _drawn(drawing: Drawing) -> _Data:
    """Draw a picture as a file of its own, with the style that pictures have in a page; no higher than a sheet."""
    drawn = draw(drawing)
    kind, width = (
        ("picture wide", min(_WIDE, _HIGH * drawn.width // drawn.height)) if drawn.is_wide else ("picture", _NARROW)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}"'
        f' height="{drawn.height}" font-family="Libertinus Serif"><style>{_style()}</style><g class="{kind}">'
        f"{''.join(map(_shape, drawn.shapes))}</g></svg>"
    )
    return {"svg": svg, "width": width, "narrow": width == _NARROW}


@cache
def _style() -> str:
    """Return what the style sheet of a page says about pictures on a screen and on white paper."""
    always = _file("style.css").partition("@media")[0]
    return "".join(line for line in always.splitlines() if re.match(r"\.picture(?:\.wide)? (?!svg|p |\.number)", line))


def _shape(shape: Shape) -> str:
    if isinstance(shape, Stroke):
        return f'<path class="{shape.kind}" d="{shape.d}"/>'
    return f'<text class="{shape.kind} {shape.at}" x="{shape.x}" y="{shape.y}">{escape(_said(shape.text))}</text>'


# ---------------------------------------------------------------- wholes


def _contract(contract: Contract, identity: Identity) -> _Data:
    named = f"Document ID {identity.id}"
    made = f"A copy of the contract with the document ID {identity.id}, written by schemelang {identity.engine}."
    return {
        "title": _said(contract.title),
        "subtitle": _said(contract.subtitle),
        "identity": named,
        "keywords": [named],
        "description": made,
        "banner": _said(contract.banner),
        "warning": _said(contract.warning),
        "standing": _said(contract.standing),
        "glance": _facts(contract.glance),
        "facts": [_key_fact(fact) for fact in contract.key_facts],
        "sections": [_section(section) for section in contract.sections],
    }


def _clause(clause: Clause | Section) -> _Data:
    return {
        "anchor": clause.anchor,
        "number": clause.number,
        "heading": _said(clause.heading),
        "parts": [_part(part) for part in clause.parts],
    }


def _key_fact(fact: Clause) -> _Data:
    items = [[item] for part in fact.parts if isinstance(part, Bullets) for item in part.items]
    return {**_clause(fact), **_kept_whole(items)}


def _section(section: Section) -> _Data:
    return {**_clause(section), "clauses": [_clause(clause) for clause in section.clauses]}
