"""Where the parts of a page come to stand on sheets of A4: on which sheet each begins, and on which it ends.

Each part has two marks, at its top and at its bottom, which take no room. The browser prints the marks alone.
"""

import re
from io import BytesIO

from attrs import frozen
from playwright.sync_api import Page
from pypdf import PdfReader

SHEET = 255
"""How high what is printed on a sheet can be, in millimetres."""

_MARK = """
(highest) => {
  const told = [];
  const put = (where, text, side) => {
    const mark = document.createElement("span");
    mark.className = "sheet-mark";
    mark.textContent = text;
    mark.style.cssText = `position: absolute; left: 0; ${side}: 0; font: 4px/1 monospace; white-space: nowrap`;
    if (getComputedStyle(where).position === "static") where.style.position = "relative";
    where.append(mark);
  };
  const say = (kind, part) => { told.push([kind, part.textContent.trim().slice(0, 60)]); return told.length - 1; };
  const whole = "tr, .picture, .signature, .notice, .key-facts > div, h2, h3, li, dl > div";
  for (const part of document.querySelectorAll(whole)) {
    if (part.closest("nav") || part.getBoundingClientRect().height > highest) continue;
    const place = say("cut", part), holder = part.cells ? part.cells[0] : part;
    put(holder, `Z${place}T.`, "top");
    put(holder, `Z${place}B.`, "bottom");
  }
  const captions = [...document.querySelectorAll("caption")].map(
    each => [each, each.closest("table").tBodies[0].rows[0].cells[0]]);
  const headings = [...document.querySelectorAll("main h2, main h3")].map(each => [each, each.nextElementSibling]);
  const places = [...document.querySelectorAll(".signatures")].map(
    each => [each.closest("section").querySelector("h2"), each.querySelector(".signature")]);
  for (const [before, after] of [...captions, ...headings, ...places]) {
    if (!before || !after) continue;
    const place = say("left behind", before);
    put(before, `Z${place}T.`, "top");
    put(after, `Z${place}B.`, "top");
  }
  const style = document.createElement("style");
  style.textContent = "body * { visibility: hidden !important } .sheet-mark { visibility: visible !important }";
  document.head.append(style);
  return told;
}
"""


@frozen
class Torn:
    """A part that begins on one sheet and ends on another, or a heading that is on another than what it heads."""

    how: str
    words: str


def torn(page: Page) -> tuple[int, list[Torn]]:
    """Print a page, and say how many parts were looked at and which of them are torn. The page is spoilt by it."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 657, "height": 963})
    told = page.evaluate(_MARK, 96 / 25.4 * SHEET)
    sheets: dict[tuple[int, str], int] = {}
    for number, sheet in enumerate(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages):
        for place, end in re.findall(r"Z(\d+)([TB])\.", re.sub(r"\s", "", sheet.extract_text())):
            sheets[int(place), end] = number
    assert len(sheets) == 2 * len(told), "every mark is printed"
    apart = [told[place] for place in range(len(told)) if sheets[place, "T"] != sheets[place, "B"]]
    return len(told), [Torn(how, words) for how, words in apart]
