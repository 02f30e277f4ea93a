"""Contracts as anybody meets them: by ear, by keyboard, enlarged, in other colours. axe-core looks at each."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from document.test_views import everybody
from schemelang.document.from_graph import contract_on
from schemelang.document.html import as_html, index_html
from schemelang.document.matter import Matter
from schemelang.document.views import views, write_index
from variation.two import document, variation_of

CONTRACTS = ("everything", "diabetes", "iif")
WHOLE = "everybody"
DESK = {"width": 1280, "height": 900}


def views_of(name: str) -> dict[str, Matter]:
    """Return the whole contract, and the first of each kind of party."""
    every = views(everybody(name))
    found = {WHOLE: every[0]}
    for each in every[1:]:
        assert each.member is not None
        found.setdefault(each.member.kind, each)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the pages that are looked at: three views of a contract or more, its index, and a variation."""
    folder = tmp_path_factory.mktemp("views")
    pages: dict[str, Path] = {}
    for name in CONTRACTS:
        found = views_of(name)
        texts = {f"{name}-{kind}": as_html(contract_on(view)) for kind, view in found.items()}
        texts[f"{name}-index"] = index_html(write_index({f"{name}-{kind}.html": view for kind, view in found.items()}))
        for each, text in texts.items():
            pages[each] = folder / f"{each}.html"
            pages[each].write_text(text, encoding="utf-8")
    pages["variation"] = folder / "variation.html"
    pages["variation"].write_text(as_html(document(variation_of("reviews"))), encoding="utf-8")
    return pages


def test_there_are_three_views_of_three_contracts(written: dict[str, Path]) -> None:
    """Three contracts at least are looked at as everybody, as a group and as a practice see them."""
    whole = [name for name in CONTRACTS if sum(each.startswith(f"{name}-") for each in written) >= 4]

    assert len(whole) >= 3, written


def complaints(page: Page, axe: str, only: str = "") -> list[str]:
    """Return what axe-core finds wrong with a page, by one rule or by all: the rule, its words, and where."""
    page.evaluate(axe)
    rules = f", runOnly: ['{only}']" if only else ""
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations']{rules}}}).then(each => each.violations)")
    return [f"{each['id']}: {each['help']}, at {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


def test_axe_finds_nothing_wrong(page: Page, written: dict[str, Path], axe_core: str) -> None:
    """No page breaks a rule that a machine can hold it against."""
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    found = {}
    for name, path in written.items():
        page.goto(path.as_uri())
        found[name] = complaints(page, axe_core)

    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("name", ["everything-everybody", "everything-practice", "everything-index"])
def test_a_page_is_legible_in_the_dark(name: str, page: Page, written: dict[str, Path], axe_core: str) -> None:
    """Where everything else is dark, no letter stands on a ground that is too much like it."""
    page.emulate_media(color_scheme="dark")
    page.goto(written[name].as_uri())

    assert complaints(page, axe_core, only="color-contrast") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["everything-everybody", "everything-practice", "everything-index"])
def test_a_page_is_legible_in_forced_colours(name: str, page: Page, written: dict[str, Path]) -> None:
    """Where a reader has chosen the colours, every letter and ground has one of them, and nothing holds on to ours."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(written[name].as_uri())
    chosen = page.evaluate(
        "['CanvasText', 'LinkText', 'Canvas'].map(each => {"
        " const made = document.createElement('i'); made.style.color = each; document.body.append(made);"
        " const is = getComputedStyle(made).color; made.remove(); return is; })"
    )
    texts = "[...document.querySelectorAll('body, body *')].filter(each => each.closest('svg') === null)"
    used = page.evaluate(f"[...new Set({texts}.map(each => getComputedStyle(each).color))]")
    held = page.evaluate(f"{texts}.filter(each => getComputedStyle(each).forcedColorAdjust !== 'auto').length")

    assert set(used) <= set(chosen[:2])
    assert chosen[2] not in chosen[:2]
    assert held == 0


def test_axe_finds_what_is_wrong(page: Page, written: dict[str, Path], axe_core: str) -> None:
    """A page that is spoilt is found out, so that finding nothing means something."""
    page.goto(written["everything-everybody"].as_uri())
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")

    assert {each.partition(":")[0] for each in complaints(page, axe_core)} == {"html-has-lang", "color-contrast"}


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_view_is_wider_than_its_screen(width: int, page: Page, written: dict[str, Path]) -> None:
    """No page scrolls sideways, on a small phone, on a large one and on a desk."""
    page.set_viewport_size({"width": width, "height": 800})
    for name, path in written.items():
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_page_can_be_enlarged_twofold(browser: Browser, written: dict[str, Path]) -> None:
    """At 200%, and with letters of twice the size, nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": DESK["width"] // 2, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    for name, path in written.items():
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"] // 2, name
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"] // 2, f"{name}, large letters"
    context.close()


def test_the_keyboard_reaches_every_link_and_wide_table(page: Page, written: dict[str, Path]) -> None:
    """Whatever can be followed or scrolled can be reached without a mouse, and shows that it has been."""
    page.goto(written["everything-practice"].as_uri())
    reachable = page.evaluate(
        "[...document.querySelectorAll('a[href], .table')].filter(each => each.tabIndex < 0 || !each.checkVisibility())"
        ".map(each => each.outerHTML)"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert reachable == []
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
