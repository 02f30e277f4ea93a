"""What is tried on every text, in a browser: nothing runs, nothing is asked for, and nobody is spoken to."""

from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Page

from document.payloads import PAYLOADS
from document.test_html import laced
from document.written import EVERYTHING, TABLES, contract_of, with_texts
from schemelang.document.contract import Contract
from schemelang.document.html import as_html

TURNS = 2
"""How often every text of a contract that has everything gets another payload."""


def test_no_payload_does_anything_in_a_browser(page: Page, tmp_path: Path) -> None:
    """Each payload, in every text of a scheme and of its figures, is words on a page and nothing more."""
    told: list[str] = []
    watch(page, told)
    for place, payload in enumerate(PAYLOADS):
        scheme, figures = laced(payload)
        address = opened(page, tmp_path, as_html(contract_of(scheme, figures)))
        assert told == [f"asked for {address}"], f"payload {place}, {payload!r}"
        told.clear()
    assert opened(page, tmp_path, "<!DOCTYPE html><script>alert(1)</script><img src=x>")
    assert "said 1" in told, "a page that does something is noticed"
    assert len(told) > 2, "a page that asks for something is noticed"


def test_no_text_of_a_contract_does_anything_in_a_browser(page: Page, tmp_path: Path) -> None:
    """Every text of the contract that has everything, its pictures too, may be any payload."""
    whole = contract_of(EVERYTHING, TABLES)
    told: list[str] = []
    watch(page, told)
    for turn in range(TURNS):
        address = opened(page, tmp_path, as_html(with_payloads(whole, turn * len(PAYLOADS) // TURNS)))
        assert told == [f"asked for {address}"]
        told.clear()


def with_payloads(contract: Contract, first: int) -> Contract:
    """Put payloads into the texts of a contract, one after the other, beginning with one of them."""
    texts = islice(cycle(PAYLOADS), first, None)
    return with_texts(contract, lambda _: next(texts))


def watch(page: Page, told: list[str]) -> None:
    """Take down whatever a page asks for, says, or complains of."""
    page.on("request", lambda request: told.append(f"asked for {request.url}"))
    page.on("console", lambda message: told.append(f"wrote {message.text}"))
    page.on("pageerror", lambda error: told.append(f"failed: {error}"))

    def answered(message: str, close: object) -> None:
        told.append(f"said {message}")
        assert callable(close)
        close()

    page.on("dialog", lambda dialog: answered(dialog.message, dialog.dismiss))


def opened(page: Page, folder: Path, text: str) -> str:
    """Open a text as a page, touch it as a reader would, and return its address."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    page.goto(path.as_uri())
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    return path.as_uri()
