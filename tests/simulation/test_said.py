"""What came of scenarios is said alike in every form, and no text can break out of it."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from schemelang.document.contract import Contract, Curve, Paragraph, Picture, Spreads, Table
from schemelang.document.html import as_html
from schemelang.quantities import say_pence
from schemelang.simulation.page import as_page
from schemelang.simulation.pictures import MOST, spread_picture
from schemelang.simulation.simulation import Simulation
from schemelang.simulation.svg import as_svg
from schemelang.simulation.text import as_text
from simulated import FLU, simulated

FIGURES = (
    "practice,practice_name,network,jabs,rate\nA1,Ash <b>,East,100,90%\nA2,Elm & Co,East,30,78%\nA3,Oak,West,0,50%\n"
)
SVG = "{http://www.w3.org/2000/svg}"


def varied(*vary: str, draw: int | None = None, sets: tuple[str, ...] = ()) -> Simulation:
    """Vary the small scheme."""
    return simulated(FLU, FIGURES, vary=vary, draw=draw, sets=sets)


def picture_of(simulation: Simulation) -> ET.Element:
    """Read a picture back."""
    return ET.fromstring(as_svg(spread_picture(simulation)))  # noqa: S314 - it is our own


def parts(page: Contract) -> list[object]:
    """Return every part of a page."""
    return [part for section in page.sections for part in section.parts]


def cells(table: Table) -> set[str]:
    """Return what stands in a table."""
    return {str(cell[0]) for row in table.rows for cell in row.cells}


def test_a_page_of_steps_has_its_tables_and_pictures() -> None:
    """What is drawn stands in the table that the picture names, and the other way round."""
    simulation = varied("jabs=-10%..+10% by 5%")
    page = as_page(simulation)
    found = {part.number: part for part in parts(page) if isinstance(part, Table)}
    pictures = [part for part in parts(page) if isinstance(part, Picture)]

    assert [type(each.drawing) for each in pictures] == [Curve, Spreads]
    steps, spread = (found[each.table] for each in pictures)
    curve, spreads = (each.drawing for each in pictures)
    assert isinstance(curve, Curve)
    assert isinstance(spreads, Spreads)
    assert {tick.words for tick in curve.across.ticks} <= cells(steps)
    assert {tick.words for tick in curve.up.ticks} <= cells(steps)
    assert [len(panel.stretches) for panel in spreads.panels] == [1, 2]  # Oak gave none, whatever is added to it
    for panel in spreads.panels:
        for stretch in panel.stretches:
            assert set(stretch.words.split(" to ")) <= cells(spread)
    assert "1 is paid the same in every scenario, and not drawn." in [
        str(part.text[0]) for part in parts(page) if isinstance(part, Paragraph)
    ]


def test_a_page_of_one_case_has_no_picture() -> None:
    """Of one scenario there is nothing to spread; the table says now and then."""
    simulation = varied(sets=("jabs=+10%",))
    page = as_page(simulation)

    assert [part for part in parts(page) if isinstance(part, Picture)] == []
    assert page.glance.facts[1].text == (f"{say_pence(simulation.total.spread.lowest)} in all",)
    [table] = [part for part in parts(page) if isinstance(part, Table)]
    assert [str(row.cells[3][0]) for row in table.rows] == ["+£20.00", "+£6.00", "-", "+£26.00"]


def test_a_page_names_what_does_not_hold() -> None:
    """A guarantee that some scenario breaks is on the page, and in the text, with in how many."""
    kept = FLU + '\nguarantee cheap "Never too dear"\n    always            total flu is at most £310\n'
    simulation = simulated(kept, FIGURES, vary=("jabs=+0%..+10% by 5%", "price=£2..£3 by £1"))

    assert "In 5 of 6 scenarios: the guarantee &#34;Never too dear&#34; does not hold." in as_html(as_page(simulation))
    assert 'In 5 of 6 scenarios: the guarantee "Never too dear" does not hold.' in as_text(simulation)
    assert "+10%, £3.00" in as_text(simulation)


def test_no_name_breaks_out_of_a_page() -> None:
    """A name is a text, on the page and in the picture."""
    simulation = varied("jabs=-10%..+10%", draw=9)

    class Tags(HTMLParser):
        """What tags there are."""

        bold = 0

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser passes it
            """Count one that is a name's."""
            self.bold += tag == "b"

    tags = Tags()
    tags.feed(as_html(as_page(simulation)))
    assert tags.bold == 0
    picture = picture_of(simulation)
    assert "A1  Ash <b>" in [each.text for each in picture.iter(f"{SVG}text")]
    assert "A2  Elm & Co: now £60.00" in (picture.findtext(f"{SVG}desc") or "")


def test_a_picture_says_what_its_signs_mean_each_beside_its_sign() -> None:
    """Each sign of the key has its words at its own height, and there are patterns as well as colours."""
    picture = picture_of(varied("jabs=-50%..+50%", draw=40))
    words = {each.text: int(each.attrib["y"]) for each in picture.iter(f"{SVG}text")}
    kinds = [each.attrib.get("class") for each in picture.iter(f"{SVG}path")]

    heights = [words[key] for key in ("from the lowest to the highest", "half of the scenarios lie here")]
    assert heights[0] < heights[1] < words["the middle scenario"] < words["as it is now"]
    assert kinds.count("pattern") == 4  # in all, two practices, and the key
    mark = [each.attrib["d"] for each in picture.iter(f"{SVG}path") if each.attrib.get("class") == "mark"][-1]
    found = re.match(r"M\d+ (\d+)", mark)
    assert found is not None
    assert abs(int(found[1]) - words["as it is now"]) < 100
    assert picture.findtext(f"{SVG}title") == "How far pay spreads over the scenarios"


def test_of_very_many_payees_those_that_spread_most_are_drawn() -> None:
    """The picture stays one that can be read, and who is not in it is counted."""
    rows = "".join(f"P{number:02},East,{number + 10},50%\n" for number in range(MOST + 5))
    simulation = simulated(FLU, f"practice,network,jabs,rate\n{rows}", vary=("jabs=times 1..times 2 by 1",))
    picture = spread_picture(simulation)

    assert isinstance(picture.drawing, Spreads)
    assert [len(panel.stretches) for panel in picture.drawing.panels] == [1, MOST]
    assert picture.description.endswith("5 more, whose pay goes less far, are in the table alone.")
    assert picture.drawing.panels[1].stretches[0].label == ("P05",)


@pytest.mark.parametrize("change", ["jabs of Oak=+5%", "rate of Oak=51%"])
def test_where_nothing_moves_all_is_drawn_in_one_place(change: str) -> None:
    """A spread of nothing has an axis all the same."""
    what, _, value = change.partition("=")
    lower = "+0%" if value.startswith("+") else "50%"
    picture = spread_picture(varied(f"{what}={lower}..{value}"))

    assert isinstance(picture.drawing, Spreads)
    [panel] = picture.drawing.panels
    assert {panel.stretches[0].lowest, panel.stretches[0].highest, panel.stretches[0].now} == {500}


def test_hundreds_of_millions_stand_apart() -> None:
    """However large they are, amounts in a row never run into each other."""
    rows = as_text(varied("£50 in flu=£200,000,000..£400,000,000 by £200,000,000")).splitlines()

    (millions,) = [row for row in rows if row.startswith("£400,000,000")]
    assert re.findall(r"(?:^|\s)\+?£[\d,.]+(?=\s)", millions)[1:] == [" £400,000,260.00", " +£399,999,950.00"]
