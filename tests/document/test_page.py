"""A contract in a browser: on a phone, on a desk and on paper."""

from collections.abc import Iterable
from itertools import cycle, pairwise
from pathlib import Path

import attrs
import pytest
from playwright.sync_api import Page

from compared import comparison
from document.payloads import PAYLOADS
from document.written import EVERYTHING, TABLES, contract_of, with_texts
from recorded import page_of, record_of
from schemelang.comparison.page import as_page
from schemelang.document.contract import Column, Contract, Entry, Index, Listing
from schemelang.document.html import index_html
from variation.two import document, variation_of

PHONE, DESK = 320, 1200
PAPER = {"width": 657, "height": 960}  # what the margins leave of A4, in pixels of a style sheet
GALLERY = Path(__file__).parents[1] / "gallery"


def contracts() -> dict[str, Contract]:
    """Write the contracts that are looked at."""
    texts = cycle(PAYLOADS)
    whole = contract_of(EVERYTHING, TABLES)
    diabetes = (GALLERY / "a_diabetes_package.scheme").read_text(encoding="utf-8")
    compared = comparison(diabetes, diabetes.replace("90%", "95%").replace("Sainte-Laguë", "largest remainder"))
    return {
        "diabetes": contract_of(diabetes),
        "everything": whole,
        "one network": contract_of(EVERYTHING, TABLES, "N1"),
        "one practice": contract_of(EVERYTHING, TABLES, "A3"),
        "any text": with_texts(whole, lambda _: next(texts)),
        "what changes": as_page(compared),
        "a variation": document(variation_of("thanet", with_its_figures=True)),
    }


def index_of(names: Iterable[str]) -> Index:
    """Write a page that leads to contracts."""
    entries = tuple(Entry(href=f"{name}.html", title=name, facts=("£123,456.78",) * 3) for name in names)
    columns = (Column("Contract"), *(Column(each, numeric=True) for each in ("Payable", "Not earned", "Held")))
    listing = Listing(caption="Every contract", columns=columns, entries=entries, total=("£123,456.78",) * 3)
    return Index(title="Contracts", subtitle="Index", standing="For everybody.", listings=(listing,))


CONTRACTS = ("diabetes", "everything", "one network", "one practice", "any text", "what changes", "a variation")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the pages into a folder, and a list of them."""
    folder = tmp_path_factory.mktemp("pages")
    record = record_of((GALLERY / "a_diabetes_package.scheme").read_text(encoding="utf-8"))
    written = {name: page_of(attrs.evolve(record, contract=contract)) for name, contract in contracts().items()}
    written["index"] = index_html(index_of(written))
    for name, page in written.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


@pytest.mark.parametrize("name", [*CONTRACTS, "index"])
def test_a_page_stands_by_itself(name: str, page: Page, pages: dict[str, Path]) -> None:
    """A page asks for nothing, fits on every screen and on paper, and can be found one's way in. It is loaded once."""
    it_asks_for_nothing(page, pages[name])
    nothing_is_wider_than_the_screen(page)
    if name not in {"any text", "index"}:
        nothing_is_wider_than_paper(page)
    if name != "index":
        headings_are_in_order(page)
        every_table_has_a_caption(page)
        no_name_stands_for_two_places(page)


def it_asks_for_nothing(page: Page, path: Path) -> None:
    """Open a page, which fetches nothing but itself, runs nothing, and has nothing to complain of."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(path.as_uri())
    page.mouse.move(300, 300)
    page.wait_for_load_state("networkidle")

    assert asked == [path.as_uri()]
    assert said == []


def nothing_is_wider_than_the_screen(page: Page) -> None:
    """See that a page is never wider than its screen: what is wide scrolls in its own box."""
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def nothing_is_wider_than_paper(page: Page) -> None:
    """On paper, where nothing scrolls, every table and picture is as wide as the sheet or narrower."""
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    page.emulate_media(media="print")
    wide = "filter(each => each.getBoundingClientRect().right > innerWidth)"
    found = page.evaluate(f"[...document.querySelectorAll('table, svg')].{wide}.map(each => each.textContent.trim())")
    page.emulate_media(media="screen")

    assert found == []


def headings_are_in_order(page: Page) -> None:
    """There is one heading of the whole, and no heading is more than one level below the one before it."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def every_table_has_a_caption(page: Page) -> None:
    """Every table has a caption, headings with a scope, and a name for whoever hears the page."""
    tables = page.evaluate(
        "[...document.querySelectorAll('table')].map(each => [!!each.caption,"
        " [...each.querySelectorAll('th')].every(th => th.scope), each.parentElement.tabIndex])"
    )

    assert tables
    assert all(each == [True, True, 0] for each in tables)


def no_name_stands_for_two_places(page: Page) -> None:
    """No two elements have the same id, and every link and label finds what it names."""
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    links = page.evaluate("[...document.links].map(each => each.hash.slice(1))")
    labelled = "[...document.querySelectorAll('[aria-labelledby]')]"
    labels = page.evaluate(f"{labelled}.map(each => each.getAttribute('aria-labelledby'))")

    assert len(set(ids)) == len(ids)
    assert {*links, *labels} <= set(ids)


def test_the_first_stop_of_a_keyboard_skips_to_the_text(page: Page, pages: dict[str, Path]) -> None:
    """The first thing that a keyboard comes to is a link past everything to the text, and it can be seen."""
    page.goto(pages["diabetes"].as_uri())
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#the-text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


def test_the_title_stands_on_every_sheet(page: Page, pages: dict[str, Path]) -> None:
    """The browser reads the line on top of each sheet of paper, whatever signs are in the title."""
    page.goto(pages["any text"].as_uri())
    rules = page.evaluate("[...document.styleSheets[0].cssRules].map(each => each.cssText)")

    assert page.locator("h1").inner_text() == PAYLOADS[0]
    assert any(f'@top-left {{ content: "{PAYLOADS[0]}: ' in rule for rule in rules)


def test_the_document_id_stands_on_every_sheet(page: Page, pages: dict[str, Path]) -> None:
    """The browser reads the line at the foot of each sheet, and shows nothing of the data that the ID is made from."""
    page.goto(pages["everything"].as_uri())
    identity = page.locator("meta[name=document-id]").get_attribute("content")
    rules = page.evaluate("[...document.styleSheets[0].cssRules].map(each => each.cssText)")

    assert any(f'@bottom-left {{ content: "Document ID {identity}"; }}' in rule for rule in rules)
    assert "sha256" in page.content()
    assert "sha256" not in page.locator("body").inner_text()
