"""A contract laid out as one page: no script, nothing fetched, every text shown as it was typed."""

import re
from functools import cache, lru_cache
from typing import assert_never

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_forceescape

from schemelang.document.contract import (
    Bullets,
    Contract,
    Facts,
    Identity,
    Index,
    Inserted,
    Link,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Piece,
    Signatures,
    Steps,
    Table,
)
from schemelang.document.drawing import Drawn, Shape, Stroke, draw
from schemelang.document.paper import kept
from schemelang.plaintext import reveal

_NOT_PLAIN = re.compile("[^A-Za-z0-9]")
_DATA = re.compile("[ -%'-;=?-~]*")


def as_html(contract: Contract, identity: Identity | None = None) -> str:
    """Lay out a contract as one page that needs nothing but itself.

    With its identity, the page says its document ID on every sheet, and holds the data that the ID is made from.
    """
    return (
        _environment().get_template("contract.html").render(contract=contract, identity=identity, data=_data(identity))
    )


@frozen
class _Data:
    """Data that can stand in a page as they are."""

    text: str

    def __html__(self) -> str:
        """Give the text, which has nothing in it that a page could take for markup."""
        return self.text


def _data(identity: Identity | None) -> _Data:
    text = "" if identity is None else identity.data
    assert _DATA.fullmatch(text), "data for a page are in ASCII, and have no sign of markup"
    return _Data(text)


def index_html(index: Index) -> str:
    """Lay out lists of contracts, each with a link to its page."""
    return _environment().get_template("index.html").render(index=index)


@cache
def _environment() -> Environment:
    """Return what fills templates. Only files of ours are templates; all else is shown, and escaped."""
    environment = Environment(
        loader=PackageLoader("schemelang.document"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        laid_out=_laid_out, mark=_mark, drawn=_drawn, is_path=_is_path, css_escaped=_css_escaped, kept=_kept
    )
    return environment


def _shown(value: object) -> object:
    """Show signs that cannot be seen by their numbers, in every text that is not yet markup of ours."""
    return value if hasattr(value, "__html__") else reveal(str(value))


@lru_cache(maxsize=4096)
def _laid_out(part: Part) -> object:
    """Lay out a part; what stands in many contracts alike is laid out once."""
    return getattr(_environment().get_template("parts.html").module, _layout(part))(part)


def _layout(part: Part) -> str:
    """Name the macro that lays out a part."""
    match part:
        case Paragraph():
            return "paragraph"
        case Bullets():
            return "bullets"
        case Facts():
            return "facts"
        case Steps():
            return "steps"
        case Table():
            return "table"
        case Picture():
            return "picture"
        case Notice():
            return "notice"
        case Signatures():
            return "signatures"
        case _:
            assert_never(part)


def _drawn(part: Picture) -> Drawn:
    """Draw a picture."""
    return draw(part.drawing)


def _is_path(shape: Shape) -> bool:
    """Say whether a shape is a path; else it is words."""
    return isinstance(shape, Stroke)


def _mark(piece: Piece) -> str:
    """Name the macro that sets a piece of text."""
    match piece:
        case str():
            return "plain"
        case Link():
            return "link"
        case Inserted():
            return "inserted"
        case Marked(kind="before"):
            return "before"
        case Marked():
            return "now"
        case _:
            assert_never(piece)


def _css_escaped(text: str) -> str:
    """Write a text for a style sheet: letters and digits of English, and every other sign by its number."""
    return _NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):06x}", reveal(text))


def _kept(text: str) -> str:
    """Keep together what a narrow column would part."""
    return do_forceescape(kept(reveal(text)))
