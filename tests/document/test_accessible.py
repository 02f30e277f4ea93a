"""Contracts as anybody meets them: by ear, by keyboard, enlarged, in other colours, on paper. axe-core looks at each.

A page is loaded once and looked at in every way; `out/screenshots` keeps what a practice's looks like.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from document.sheets import torn
from document.test_views import everybody
from schemelang.document.from_graph import contract_on
from schemelang.document.html import as_html, index_html
from schemelang.document.matter import Matter
from schemelang.document.views import views, write_index

VIEWS = {
    "everything": ("everybody", "network", "practice"),
    "diabetes": ("everybody", "network", "practice"),
    "iif": ("everybody", "PCN", "practice"),
}
INDEX = "index"
NAMES = [f"{name}-{kind}" for name, kinds in VIEWS.items() for kind in (*kinds, INDEX)]
WIDTHS = (320, 390, 1280)
DESK = {"width": 1280, "height": 900}
Open = Callable[[str], Page]
"""What opens a page by its name."""
KEPT = Path(__file__).parents[2] / "out" / "screenshots"
_HIGHEST = 12_000
"""A browser draws no picture that is much higher than that."""


@cache
def views_of(name: str) -> dict[str, Matter]:
    """Return the whole contract, and the first of each kind of party."""
    every = views(everybody(name))
    found = {"everybody": every[0]}
    for each in every[1:]:
        assert each.member is not None
        found.setdefault(each.member.kind, each)
    return found


@cache
def text_of(name: str) -> str:
    """Write a page that is looked at."""
    contract, _, kind = name.partition("-")
    found = views_of(contract)
    if kind == INDEX:
        return index_html(write_index({f"{contract}-{each}.html": view for each, view in found.items()}))
    return as_html(contract_on(found[kind]))


@pytest.fixture
def open_page(page: Page, tmp_path: Path) -> Open:
    """Return what opens a page by its name, on a desk."""

    def opened(name: str) -> Page:
        path = tmp_path / f"{name}.html"
        path.write_text(text_of(name), encoding="utf-8")
        page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        page.goto(path.as_uri())
        return page

    return opened


def complaints(page: Page, axe: str, only: str = "") -> list[str]:
    """Return what axe-core finds wrong with a page, by one rule or by all: the rule, its words, and where."""
    page.evaluate(axe)
    rules = f", runOnly: ['{only}']" if only else ""
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations']{rules}}}).then(each => each.violations)")
    return [f"{each['id']}: {each['help']}, at {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_there_for_everybody(name: str, open_page: Open, axe_core: str) -> None:
    """A page breaks no rule of axe-core, is legible in any colours, fits at any size, and is printed in whole parts."""
    page = open_page(name)

    assert complaints(page, axe_core) == []
    it_is_legible_in_the_dark(page, axe_core if name.endswith("-practice") else "")
    it_is_legible_in_forced_colours(page)
    no_screen_is_too_narrow(page, name)
    it_can_be_enlarged_twofold(page)
    if not name.endswith(INDEX):
        it_is_printed_in_whole_parts(page, name)


def it_is_legible_in_the_dark(page: Page, axe: str) -> None:
    """Where everything else is dark, no letter stands on a ground that is too much like it."""
    page.emulate_media(color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not axe or complaints(page, axe, only="color-contrast") == []


def it_is_legible_in_forced_colours(page: Page) -> None:
    """Where a reader has chosen the colours, every letter and ground has one of them, and nothing holds on to ours."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    chosen = page.evaluate(
        "['CanvasText', 'LinkText', 'Canvas'].map(each => {"
        " const made = document.createElement('i'); made.style.color = each; document.body.append(made);"
        " const is = getComputedStyle(made).color; made.remove(); return is; })"
    )
    texts = "[...document.querySelectorAll('body, body *')].filter(each => each.closest('svg') === null)"
    used = page.evaluate(f"[...new Set({texts}.map(each => getComputedStyle(each).color))]")
    held = page.evaluate(f"{texts}.filter(each => getComputedStyle(each).forcedColorAdjust !== 'auto').length")
    drawn = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg path, svg text')].flatMap(each =>"
        " [getComputedStyle(each).fill, getComputedStyle(each).stroke]))]"
    )
    marked = page.evaluate(
        "(() => { const made = document.createElement('i'); made.style.color = 'Highlight'; document.body.append(made);"
        " const is = getComputedStyle(made).color; made.remove(); return is; })()"
    )
    page.emulate_media(forced_colors="none", color_scheme="light")

    assert set(used) <= set(chosen[:2])
    assert chosen[2] not in chosen[:2]
    assert held == 0
    assert set(drawn) <= {*chosen, marked, "none"}


def no_screen_is_too_narrow(page: Page, name: str) -> None:
    """No page scrolls sideways, on a small phone, on a large one and on a desk."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if name.endswith("-practice") and width != WIDTHS[1]:
            keep(page, name, width)


def keep(page: Page, name: str, width: int) -> None:
    """Keep what a page looks like, for whoever wants to see it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    high = min(page.evaluate("document.documentElement.scrollHeight"), _HIGHEST)
    clip = {"x": 0, "y": 0, "width": width, "height": high}
    page.screenshot(path=KEPT / f"{name}-{width}.png", full_page=True, clip=clip)  # type: ignore[arg-type]


def it_can_be_enlarged_twofold(page: Page) -> None:
    """At 200%, which halves what a desk has room for, and with letters of twice the size, nothing is too wide."""
    page.set_viewport_size({"width": DESK["width"] // 2, "height": DESK["height"] // 2})
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"] // 2
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"] // 2
    page.evaluate("document.documentElement.style.fontSize = ''")


def it_is_printed_in_whole_parts(page: Page, name: str) -> None:
    """On A4 no row, picture or place to sign is cut, and no heading stands on another sheet than what it heads."""
    if name.endswith("-practice"):
        page.pdf(path=KEPT / f"{name}.pdf", prefer_css_page_size=True)
    looked_at, found = torn(page)

    assert looked_at
    assert found == []


def test_what_is_torn_is_found(open_page: Open) -> None:
    """A notice that may be cut, and headings after which a new sheet begins, are found to be torn."""
    page = open_page("diabetes-practice")
    tall = "<div class='notice' style='break-inside: auto; height: 200mm'></div>"
    page.evaluate(f'document.querySelector("main").insertAdjacentHTML("afterbegin", "{tall * 3}")')
    page.add_style_tag(content="main h3 { break-after: page !important }")
    _, found = torn(page)

    assert {each.how for each in found} == {"cut", "left behind"}


def test_axe_finds_what_is_wrong(open_page: Open, axe_core: str) -> None:
    """A page that is spoilt is found out, so that finding nothing means something."""
    page = open_page("everything-everybody")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")

    assert {each.partition(":")[0] for each in complaints(page, axe_core)} == {"html-has-lang", "color-contrast"}


def test_the_keyboard_reaches_every_link_and_wide_table(open_page: Open) -> None:
    """Whatever can be followed or scrolled can be reached without a mouse, and shows that it has been."""
    page = open_page("everything-practice")
    reachable = page.evaluate(
        "[...document.querySelectorAll('a[href], .table')].filter(each => each.tabIndex < 0 || !each.checkVisibility())"
        ".map(each => each.outerHTML)"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert reachable == []
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
