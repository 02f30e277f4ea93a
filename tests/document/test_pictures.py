"""Pictures: that they show the numbers of their tables, where those belong, and nobody else's."""

import re
from collections.abc import Iterator

import pytest

from document.written import EVERYTHING, TABLES, contract_of, graph_in, outcome_of, scheme_in, words
from schemelang.document.contract import (
    Bar,
    Bars,
    Contract,
    Curve,
    Flow,
    Months,
    Paragraph,
    Part,
    Picture,
    Reached,
    Slopes,
    Table,
)
from schemelang.document.courses import own_courses
from schemelang.document.drawing import Stroke, draw
from schemelang.document.html import as_html
from schemelang.document.matter import Matter
from schemelang.model.model import Payment

PARTIES = (None, "A1", "A3", "N1", "N2")


def parts(contract: Contract) -> Iterator[tuple[Part, ...]]:
    """Return the parts that stand together."""
    for section in contract.sections:
        yield section.parts
        yield from (clause.parts for clause in section.clauses)


def pictures(contract: Contract) -> list[Picture]:
    """Return every picture."""
    return [part for them in parts(contract) for part in them if isinstance(part, Picture)]


def picture(contract: Contract, title: str) -> Picture:
    """Return a picture by its title."""
    return next(each for each in pictures(contract) if each.title == title)


def table_of(contract: Contract, drawn: Picture) -> Table:
    """Return the table that a picture names."""
    every = (part for them in parts(contract) for part in them if isinstance(part, Table))
    return next(each for each in every if each.number == drawn.table)


def reached(contract: Contract) -> dict[str, tuple[Reached, ...]]:
    """Return what is marked in pictures of scales."""
    found: dict[str, tuple[Reached, ...]] = {}
    for each in pictures(contract):
        match each.drawing:
            case Curve(reached=marks):
                found[each.title] = marks
            case Slopes(slopes):
                found[each.title] = tuple(mark for slope in slopes for mark in slope.reached)
            case _:  # months and bars mark nobody
                pass
    return {title: marks for title, marks in found.items() if marks}


# The numbers of the tables


@pytest.mark.parametrize("party", PARTIES)
def test_a_picture_names_a_table_beside_it(party: str | None) -> None:
    """A picture names a table among the same parts, that of the calendar one after it, and the table has its column."""
    for them in parts(contract_of(EVERYTHING, TABLES, party)):
        for place, part in enumerate(them):
            if isinstance(part, Picture):
                near = them if isinstance(part.drawing, Months) else them[:place]
                tables = {each.number: each for each in near if isinstance(each, Table)}
                assert part.column in {column.heading for column in tables[part.table].columns}


def test_a_curve_has_the_numbers_of_its_table() -> None:
    """What stands on the axes of a curve stands in its table or in a sentence beside it, and the other way round."""
    contract = contract_of(EVERYTHING)
    curves = [each for each in pictures(contract) if isinstance(each.drawing, Curve)]

    assert len(curves) == 3
    for each in curves:
        beside = next(them for them in parts(contract) if each in them)
        said = " ".join(words(part.text) for part in beside if isinstance(part, Paragraph))
        cells = {words(cell) for row in table_of(contract, each).rows for cell in row.cells}
        assert isinstance(each.drawing, Curve)
        ticks = {tick.words for axis in (each.drawing.across, each.drawing.up) for tick in axis.ticks}
        assert all(tick in cells or f" {tick}" in said for tick in ticks)
        assert cells - {"and above"} <= ticks


def test_slopes_have_the_numbers_of_their_table() -> None:
    """Each row of points says its thresholds and its points as the table says them."""
    contract = contract_of(EVERYTHING)
    [drawn] = [each for each in pictures(contract) if isinstance(each.drawing, Slopes)]
    rows = [[words(cell) for cell in row.cells] for row in table_of(contract, drawn).rows if not row.total]

    assert isinstance(drawn.drawing, Slopes)
    assert rows == [
        [
            " ".join(slope.label),
            slope.nothing.removeprefix("nothing at "),
            slope.everything.split(" points at ")[1],
            slope.everything.split(" points at ")[0],
        ]
        for slope in drawn.drawing.slopes
    ]


# Where they belong


def test_a_line_bends_at_its_rows() -> None:
    """A line goes from row to row, and where it jumps the value that counts is full and the other hollow.

    The rows are at 80% and 95%, the axis goes from 77.5% to 100%, and up from £0 to £400.
    """
    drawn = picture(contract_of(EVERYTHING), "Bonus for plans: what it gives").drawing

    assert isinstance(drawn, Curve)
    assert [[(spot.across, spot.up, spot.kind) for spot in run.spots] for run in drawn.runs] == [
        [(0, 0, "bare"), (111, 0, "hollow")],
        [(111, 250, "full"), (778, 1000, "full")],
        [(778, 1000, "bare"), (1000, 1000, "bare")],
    ]


def test_bands_begin_at_their_rows() -> None:
    """A band begins full at its row and ends hollow at the next; the last goes on to the edge."""
    drawn = picture(contract_of(EVERYTHING), "Fee by size: what it gives").drawing

    assert isinstance(drawn, Curve)
    assert drawn.bands
    spots = [[(spot.across, spot.kind) for spot in run.spots] for run in drawn.runs]
    assert spots == [
        [(0, "full"), (343, "hollow")],
        [(343, "full"), (857, "hollow")],
        [(857, "full"), (1000, "bare")],
    ]


def test_the_months_have_the_days_of_the_calendar() -> None:
    """Every day of the calendar stands in its month, once, and no month between the first and the last is left out."""
    contract = contract_of(EVERYTHING)
    drawn = picture(contract, "Payment calendar, month by month")
    days = {words(row.cells[0]) for row in table_of(contract, drawn).rows}

    assert isinstance(drawn.drawing, Months)
    months = drawn.drawing.months
    assert len(months) == 20
    shown = [f"{due.day} {month.name}" for month in months for due in month.days]
    assert len(set(shown)) == len(shown)
    assert {shortened(day) for day in days if re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", day)} == set(shown)


def shortened(day: str) -> str:
    """Return a day with three letters of its month."""
    number, month, year = day.split()
    return f"{number} {month[:3]} {year}"


def test_a_day_says_how_sure_it_is() -> None:
    """What hangs on a condition, and what may be taken back, are other boxes, unless something is sure on that day."""
    drawn = picture(contract_of(EVERYTHING), "Payment calendar, month by month").drawing

    assert isinstance(drawn, Months)
    kinds = {f"{due.day} {month.name}": due.kind for month in drawn.months for due in month.days}
    assert kinds["31 Jul 2024"] == "maybe"
    assert kinds["30 Jun 2024"] == "sure"
    assert kinds["1 Oct 2024"] == "back"
    assert [key.kind for key in drawn.keys] == ["sure", "maybe", "back"]


ONE_DAY = """
scheme short "Short"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code              08V
payment grant "Grant"
    to each practice
    start with        £100
    round             down to the penny
    pay 50%           on 30 June 2013
    pay 50%           on 30 June 2014
"""


def test_two_days_need_no_picture() -> None:
    """A calendar with fewer than three days has no picture."""
    assert pictures(contract_of(ONE_DAY)) == []


# How far somebody has come


def bars(contract: Contract) -> dict[str, tuple[Bar, ...]]:
    """Return the bars of each picture that has any."""
    return {each.title: each.drawing.bars for each in pictures(contract) if isinstance(each.drawing, Bars)}


@pytest.mark.parametrize("party", PARTIES)
def test_a_bar_says_what_its_table_says(party: str | None) -> None:
    """Each bar has the words that stand in the row of its party and the column of its result."""
    contract = contract_of(EVERYTHING, TABLES, party)
    for each in pictures(contract):
        if isinstance(each.drawing, Bars):
            table = table_of(contract, each)
            place = [column.heading for column in table.columns].index(each.column)
            rows = {words(row.cells[0]): words(row.cells[place]) for row in table.rows}
            assert all(rows[" ".join(bar.label)] == bar.words for bar in each.drawing.bars)


def test_a_bar_is_as_long_as_its_result() -> None:
    """A bar is as long as what it shows, and what is not known has none."""
    everybody = bars(contract_of(EVERYTHING, TABLES))

    north = [
        (bar.along, bar.asked, bar.kind) for bar in everybody["Reviewed in winter, North (N1): at least 30% is asked"]
    ]
    south = [
        (bar.along, bar.asked, bar.kind, bar.words)
        for bar in everybody["Reviewed in winter, South (N2): at least 30% is asked"]
    ]
    assert north == [(460, 300, "reached"), (100, 300, "short")]
    assert south[0] == (0, 300, "unknown", "not reported")
    assert south[1] == (564, 300, "reached", "56.44…%")


def test_less_can_be_what_is_asked() -> None:
    """Where less is asked, a longer bar is not the one that meets it: 12 is not less than 10, and 5 is."""
    south = bars(contract_of(EVERYTHING, TABLES))["Complaints in the year, South (N2): less than 10 is asked"]

    assert [(bar.words, bar.kind) for bar in south] == [("12", "short"), ("5", "reached")]


def test_nobody_sees_how_far_others_have_come() -> None:
    """A contract has bars only of the parties that it shows."""
    shown = {"A1": {"A1"}, "A3": {"A3"}, "N1": {"A1", "A2"}, "N2": {"A3", "A4"}}
    for party, codes in shown.items():
        drawn = bars(contract_of(EVERYTHING, TABLES, party))
        real = [them for title, them in drawn.items() if not title.endswith("how far East has come")]  # of an example
        assert len(real) < len(drawn)
        labels = {" ".join(bar.label) for them in real for bar in them}
        assert {re.sub(r".*\((.*)\)", r"\1", label) for label in labels if "(" in label} == codes


TOGETHER = """
scheme together "Together"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay nothing
    if a practice leaves,  pay in full
party ccg "NHS Vale CCG"
    code              08V
figure register "Register"
    is a count of patients for each practice on 31 March 2014
figure planned "Planned"
    is a count of patients for each practice on 31 March 2014
    never more than   register
indicator plans "Plans" for each practice
    is                planned out of register
    measured          on 31 March 2014
    if there are no patients,  leave it out
target both "Both" for each network
    met when          pooled plans is at least 80% and every practice has plans of at least 60%
payment grant "Grant"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2014 only if both is met
    share             among its practices equally, odd pennies by Sainte-Laguë
"""
PLANS = {"plans.csv": b"practice,network,register,planned\nA1,N1,100,90\nA2,N1,300,150\n"}


def test_nobody_alone_is_held_against_what_is_asked_of_all() -> None:
    """A practice's own result against what is asked of all together is told, and not called good or bad."""
    drawn = bars(contract_of(TOGETHER, PLANS, "A1"))

    assert [(title, each.words, each.kind) for title, them in drawn.items() for each in them] == [
        ("Plans, A1: at least 80% is asked of all of them together", "90%", "part"),
        ("Plans, A1: at least 60% is asked", "90%", "reached"),
    ]


def test_a_group_sees_how_far_it_has_come() -> None:
    """The group's own result is drawn beside its condition: 240 of 400 is 60%, and 80% is asked."""
    drawn = bars(contract_of(TOGETHER, PLANS, "N1"))

    assert [(bar.words, bar.along, bar.asked, bar.kind) for bar in drawn["Both: how far N1 has come"]] == [
        ("60%", 600, 800, "short")
    ]
    members = [title for title in drawn if title.startswith("Plans, ")]
    assert [[bar.words for bar in drawn[title]] for title in members] == [["90%", "50%"], ["90%", "50%"]]


def test_a_member_does_not_see_how_far_its_group_has_come() -> None:
    """A practice's contract draws its own result against what is asked, and not its group's."""
    drawn = bars(contract_of(TOGETHER, PLANS, "A2"))

    assert {bar.words for them in drawn.values() for bar in them} == {"50%"}


# What a payment rests on


def flows(contract: Contract) -> dict[str, Flow]:
    """Return the pictures of what payments rest on."""
    return {each.title: each.drawing for each in pictures(contract) if isinstance(each.drawing, Flow)}


@pytest.mark.parametrize("scheme", [EVERYTHING, TOGETHER])
def test_every_arrow_stands_in_words(scheme: str) -> None:
    """What a block reads by its row is what arrows lead to it, in every picture that it is in."""
    contract = contract_of(scheme)
    table = next(part for them in parts(contract) for part in them if _is_of_links(part))
    assert isinstance(table, Table)
    rows = [(words(row.cells[0]), sorted(words(row.cells[1]).split(", "))) for row in table.rows]

    assert flows(contract)
    for drawn in flows(contract).values():
        for place, box in enumerate(drawn.boxes):
            read = sorted(drawn.boxes[each.source].label for each in drawn.feeds if each.target == place)
            assert (box.label, read) in rows or not read


def _is_of_links(part: Part) -> bool:
    return isinstance(part, Table) and part.caption == "What is read for what"


def test_boxes_say_what_they_are() -> None:
    """A figure, a price, a result, a target and the payment are boxes of five kinds, from left to right."""
    [drawn] = flows(contract_of(PRICED)).values()

    assert [(box.label, box.kind) for box in drawn.boxes] == [
        ("Register", "figure"),
        ("Planned", "figure"),
        ("Price", "laid down"),
        ("Plans", "value"),
        ("Both", "condition"),
        ("Grant", "payment"),
    ]
    assert [(each.source, each.target) for each in drawn.feeds] == [(0, 3), (1, 3), (3, 4), (0, 5), (4, 5), (2, 5)]


PRICED = TOGETHER.replace("payment grant", 'value price "Price"\n    is £10\npayment grant').replace(
    "start with        £1,000", "start with        price × total register\n    round             down to the penny"
)


def test_a_payment_that_rests_on_nothing_has_no_picture() -> None:
    """A grant that is laid down in its own payment has neither a table nor a picture of what is read."""
    assert not any(section.anchor == "section-rests" for section in contract_of(ONE_DAY).sections)


def test_what_cannot_be_read_is_not_drawn() -> None:
    """Of a payment through seven steps, or of very many figures, there is the table alone."""
    steps = "".join(f'value v{n} "V{n}" for each practice\n    is 2 × v{n - 1}\n' for n in range(1, 7))
    figure = 'figure v0 "V0"\n    is a count of patients for each practice on 1 April 2013\n'
    deep = ONE_DAY.replace("payment grant", f"{figure}{steps}payment grant").replace(
        "£100", "£1 for each patient in v6"
    )

    assert any(section.anchor == "section-rests" for section in contract_of(deep).sections)
    assert flows(contract_of(deep)) == {}


# Nobody else's


def test_a_contract_for_everybody_marks_nobody() -> None:
    """Without figures, with everybody's, and for a group, no picture of a practice's scale has a mark."""
    assert reached(contract_of(EVERYTHING)) == {}
    assert reached(contract_of(EVERYTHING, TABLES)) == {}
    assert reached(contract_of(EVERYTHING, TABLES, "N2")) == {}


def test_a_practice_sees_where_it_stands() -> None:
    """A practice's contract marks what it has reached itself, in the numbers that its tables have."""
    contract = contract_of(EVERYTHING, TABLES, "A3")
    marks = {title: [each.words for each in marks] for title, marks in reached(contract).items()}

    assert marks == {
        "Points for falls and frailty: from nothing to all of the points, row by row": ["85.40…%", "89.47…%"],
        "Fee by size: what it gives": ["Cedar Surgery (A3): 2,468, £400.00"],
        "Bonus for plans: what it gives": ["Cedar Surgery (A3): 89.47…%, £289.4736…"],
        "Falls payment: what is paid to Cedar Surgery, by Registered patients": ["You are here: 2,468, £866.00"],
        "Home visits payment: what is paid to Cedar Surgery, by Home visits, March 2024": ["You are here: 7, £874.00"],
    }
    tables = [part for them in parts(contract) for part in them if isinstance(part, Table)]
    cells = {words(cell) for table in tables for row in table.rows for cell in row.cells}
    values = {value for them in marks.values() for each in them for value in each.split(": ")[-1].split(", ")}
    assert values <= cells


def test_nothing_is_drawn_that_others_figures_move() -> None:
    """What all practices share is drawn for their network alone, since where it turns for one would tell of others."""
    outcome = outcome_of(EVERYTHING, TABLES)
    whole = Matter(scheme=scheme_in(EVERYTHING), graph=graph_in(EVERYTHING), examples=(), outcome=outcome, party=None)
    drawn = {
        code: [each.name for each in whole.blocks(Payment) if own_courses(whole.for_party(code), each)]
        for code in ("A1", "A2", "A3", "A4", "N1")
    }

    assert drawn["A3"] == ["falls_payment", "visits_payment"]
    assert all("saving" not in name for names in drawn.values() for name in names)
    assert own_courses(whole, whole.blocks(Payment)[0]) == ()


# What is drawn


@pytest.mark.parametrize("party", PARTIES)
def test_whole_numbers_only_are_drawn(party: str | None) -> None:
    """Every path of a picture is made of whole numbers, and none of them is empty."""
    for each in pictures(contract_of(EVERYTHING, TABLES, party)):
        for shape in draw(each.drawing).shapes:
            assert not isinstance(shape, Stroke) or re.fullmatch(r"M[MLHVChvlaz0-9 -]+", shape.d)


def test_a_picture_can_be_heard() -> None:
    """A picture is one image with a title and a description, and says in which table its numbers are."""
    page = as_html(contract_of(EVERYTHING))

    assert page.count('role="img"') == len(pictures(contract_of(EVERYTHING)))
    assert '<title id="picture-2">Fee by size: what it gives</title>' in page
    assert "It gives £250 from 0, £400 from 2,000 and £550 from 5,000." in page
    assert re.search(r'Fee by size: what it gives\. Its numbers are in <a href="#table-\d+">Table \d+</a>\.', page)
