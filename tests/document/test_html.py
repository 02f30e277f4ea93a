"""A contract as a page: what may stand in it, and that no text is ever more than text."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from document.payloads import PAYLOADS
from document.written import EVERYTHING, TABLES, contract_of, with_texts
from schemelang.document import html
from schemelang.document.contract import Column, Contract, Entry, Index, Listing
from schemelang.document.html import as_html, index_html
from schemelang.plaintext import reveal
from schemelang.source import Source

TEMPLATES = Path(html.__file__).parent / "templates"
ALLOWED = {
    "a": {"class", "href"},
    "article": {"aria-labelledby"},
    "body": set(),
    "caption": {"id"},
    "dd": {"class"},
    "del": set(),
    "desc": {"id"},
    "div": {"aria-labelledby", "class", "role", "tabindex"},
    "dl": set(),
    "dt": set(),
    "h1": set(),
    "h2": {"id"},
    "h3": {"id"},
    "head": set(),
    "header": set(),
    "html": {"lang"},
    "ins": set(),
    "li": set(),
    "main": {"id"},
    "meta": {"charset", "content", "http-equiv", "name"},
    "nav": {"aria-labelledby"},
    "ol": {"class"},
    "p": {"class"},
    "path": {"class", "d"},
    "section": {"aria-labelledby", "class"},
    "span": {"class"},
    "strong": set(),
    "style": set(),
    "svg": {"aria-describedby", "aria-labelledby", "role", "viewbox", "width"},
    "table": set(),
    "tbody": set(),
    "td": {"class"},
    "th": {"class", "scope"},
    "text": {"class", "x", "y"},
    "thead": set(),
    "title": {"id"},
    "tr": {"class"},
    "ul": {"class"},
}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, its words, and anything else that it has."""

    def __init__(self, page: str) -> None:
        """Take a page apart."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words: list[str] = []
        self.drawn: set[tuple[str, tuple[str, ...]]] = set()
        self.in_picture = False
        self.others: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element; of what is drawn, where each thing stands goes by the length of texts, so only its kind."""
        self.in_picture = self.in_picture or tag == "svg"
        if self.in_picture:
            self.drawn.add((tag, tuple(name for name, _ in attrs)))
            return
        self.elements.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Keep the end of an element."""
        if self.in_picture:
            self.in_picture = tag != "svg"
            return
        self.elements.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        """Keep words that are not within a picture."""
        if self.in_picture:
            return
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment; there should be none."""
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        """Keep an instruction; there should be none."""
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        """Keep a declaration; there should be none but the first."""
        self.others.append(data)


@pytest.fixture(scope="module")
def sample() -> Contract:
    """Return a contract in which every kind of part stands."""
    return contract_of(EVERYTHING, TABLES, "N2")


@pytest.fixture(scope="module")
def plain(sample: Contract) -> Page:
    """Return the page of that contract with one word for every text."""
    return Page(as_html(with_texts(sample, lambda _: "lorem")))


# What may stand in a page


def test_a_page_has_only_what_is_allowed(sample: Contract) -> None:
    """Every element and attribute of a page is one of a short list, and every link stays in the page."""
    page = Page(as_html(sample))

    assert all(set(names) <= ALLOWED[tag] for tag, names in page.drawn)
    for tag, given in page.elements:
        assert tag.lstrip("/") in ALLOWED
        assert {name for name, _ in given} <= ALLOWED[tag.lstrip("/")]
    links = [value or "" for _, given in page.elements for name, value in given if name == "href"]
    assert all(link.startswith("#") for link in links)
    assert page.others == []


def test_a_page_allows_itself_nothing(sample: Contract) -> None:
    """A page forbids scripts and everything that would be fetched, and says what language it is in."""
    page = as_html(sample)

    assert '<html lang="en-GB">' in page
    assert (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
    ) in page
    assert not re.search(r"url\(|@import|<script|src=", page)


def test_every_attribute_of_a_template_is_quoted() -> None:
    """No template has an attribute without quotation marks, marks a text as safe, or turns escaping off."""
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        elements = re.findall(r"<[a-z][^<>]*>", re.sub(r"\{%.*?%\}|\{#.*?#\}", "", text, flags=re.DOTALL))
        assert not [
            element for element in elements if re.search(r"=[^\"'\s>]*[^\"'\s>=]*(?<!\")(?=[\s>]|$)", unquoted(element))
        ]
        assert not re.search(r"\|\s*safe|autoescape|Markup", text)


def unquoted(element: str) -> str:
    """Return an element without its quoted values."""
    return re.sub(r"=\"[^\"]*\"", "", element)


def test_a_template_knows_no_construct() -> None:
    """No template has a word of what schemes are made of."""
    known = re.compile(r"\b(?:payment|indicator|target|guarantee|figure|network|practice|tranche)s?\b")

    assert [path.name for path in TEMPLATES.glob("*.html") if known.search(path.read_text(encoding="utf-8"))] == []


def test_every_table_has_a_caption_and_scopes(sample: Contract) -> None:
    """Every table has a caption, and every heading in it says what it is the heading of."""
    page = as_html(sample)

    assert page.count("<table>") == page.count("<caption")
    assert not re.search(r"<th(?! scope=\"(?:col|row)\")[ >]", page)


# No text is more than text


def test_there_are_enough_payloads() -> None:
    """There are two hundred texts to try, each once."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_text_stays_a_text_wherever_it_stands(payload: str, sample: Contract, plain: Page) -> None:
    """A page has the same elements whatever its texts are, and shows them as they are typed."""
    page = Page(as_html(with_texts(sample, lambda _: payload)))

    assert page.elements == plain.elements
    assert page.drawn == plain.drawn
    assert page.others == []
    shown = [words for words in page.words if words.strip() and not words.lstrip().startswith("/*")]
    expected = [words for words in plain.words if words.strip() and not words.lstrip().startswith("/*")]
    assert [words.replace("lorem", reveal(payload)).split() for words in expected] == [words.split() for words in shown]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_title_in_the_style_sheet_is_only_a_title(payload: str, sample: Contract) -> None:
    """Of a title, nothing but letters and digits reaches the style sheet as it is typed."""
    page = as_html(attrs.evolve(sample, title=payload))
    sheet = page[page.index("<style>") + len("<style>") : page.index("</style>")]
    fixed = (TEMPLATES / "style.css").read_text(encoding="utf-8")

    content = r'@page \{ @top-left \{ content: "((?:[A-Za-z0-9: ]|\\[0-9a-f]{6})*)"; \} \}'
    assert sheet.strip().startswith(fixed.strip())
    found = re.fullmatch(content, sheet.strip().removeprefix(fixed.strip()).strip())
    assert found is not None
    written = re.sub(r"\\([0-9a-f]{6})", lambda sign: chr(int(sign[1], 16)), found[1])
    assert written == reveal(f"{payload}: {sample.subtitle}")


# From a scheme and its figures


TEXTS = """
scheme small "TEXT"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    as well as        "TEXT"
    instead of        "TEXT"
    approved by       "TEXT" on 1 March 2013
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
party ccg "TEXT"
    code              08V
clause aim "TEXT"
    > PROSE, PROSE and {price}.
    done by           31 March 2014
    evidence          "TEXT"
figure register "TEXT"
    is a count of patients for each practice on 31 March 2014
    source            "TEXT"
value price "TEXT"
    is                £2
    source            "TEXT"
indicator size "TEXT" for each practice
    is                register
    source            "TEXT"
target grown "TEXT" for each network
    met when          total register is at least 10 and every practice has size of at least 1
payment grant "TEXT"
    to each network
    start with        price × total register
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014 only if grown is met
    share             among its practices by register, odd pennies by Sainte-Laguë
    may be used for   "TEXT"
    allow falling pay because "TEXT"
guarantee enough "TEXT"
    always            total grant is at least £1
example "TEXT"
    | practice | network | register |
    | Elm      | East    | 9        |
    then              grant of East is £1
"""
PRACTICES = """practice,practice_name,network,network_name
A1,TEXT 1,N1,TEXT 2
A2,TEXT 3,N1,TEXT 2
"""
REGISTERS = """practice,register,register_published_file,register_published_row
A1,12,TEXT,TEXT
A2,,TEXT,TEXT
"""


def short(payload: str) -> str:
    """Return a payload in one line, with signs that are seen, and not too long."""
    return " ".join(reveal(payload).split())[:200]


def laced(payload: str) -> tuple[str, dict[str, bytes]]:
    """Put a payload into every text of a scheme and of its figures, as each of them can have it.

    No text of a scheme has quotation marks in it, and braces in prose hold values.
    """
    quoted = Source("", short(payload)).plain.replace('"', "'")
    scheme = TEXTS.replace("PROSE", re.sub("[{}]", "", short(payload))).replace("TEXT", quoted)
    tables = {"practices.csv": PRACTICES, "registers.csv": REGISTERS}
    return scheme, {name: filled(table, short(payload)).encode() for name, table in tables.items()}


def filled(table: str, payload: str) -> str:
    """Put a payload into the cells of a file."""
    return re.sub("TEXT[ 0-9]*", lambda cell: in_a_cell(cell[0].replace("TEXT", payload)), table)


def in_a_cell(text: str) -> str:
    """Return a text as it stands in a file of comma-separated values."""
    return '"{}"'.format(text.replace('"', '""'))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_of_a_scheme_is_more_than_text(payload: str) -> None:
    """Whatever the texts of a scheme and of its figures are, its page has only what is allowed."""
    scheme, figures = laced(payload)
    page = Page(as_html(contract_of(scheme, figures)))

    assert all(set(names) <= ALLOWED[tag] for tag, names in page.drawn)
    assert {tag.lstrip("/") for tag, _ in page.elements} <= set(ALLOWED)
    assert all({name for name, _ in given} <= ALLOWED[tag] for tag, given in page.elements if given)
    assert page.others == []
    words = " ".join(" ".join(page.words).split())
    assert short(payload) in words
    assert Source("", short(payload)).plain.replace('"', "'") in words


# The list of contracts


def test_an_index_lists_contracts() -> None:
    """Each contract stands in the list with its title, its facts and a link to its page."""
    page = index_html(index_of(Entry(href="a b.html", title="Care", facts=("£1.00",)), title="Diabetes"))

    assert '<a href="./a%20b.html">Care</a>' in page
    assert '<td class="numeric">£1.00</td>' in page
    assert '<th scope="row">In all</th>' in page
    assert "<h1>Diabetes</h1>" in page


def index_of(entry: Entry, title: str) -> Index:
    """Write a page with one entry, in which a title stands wherever somebody's words can."""
    columns = (Column(title), Column("Payable", numeric=True))
    listing = Listing(caption=title, columns=columns, entries=(entry,), total=("£1.00",))
    return Index(title=title, subtitle=title, standing=title, banner=title, listings=(listing,))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_an_entry_of_an_index_leads_to_a_file_beside_it(payload: str) -> None:
    """Whatever a contract is called, its link is that of a file beside the list."""
    entry = Entry(href=payload.encode(errors="replace").decode(), title=payload, facts=(payload,))
    page = Page(index_html(index_of(entry, title=payload)))

    links = [dict(given).get("href") or "" for tag, given in page.elements if tag == "a"]
    assert {tag.lstrip("/") for tag, _ in page.elements} <= set(ALLOWED)
    assert links[0] == "#the-text"
    assert re.fullmatch(r"\./[A-Za-z0-9_.~/%-]*", links[1])
    assert unescape(links[1]) == links[1]
