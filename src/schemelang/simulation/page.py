"""What came of scenarios as a page: the same paragraphs and tables as a contract, with pictures of them."""

from collections.abc import Iterator

from schemelang.document.contract import Column, Contract, Fact, Facts, Notice, Paragraph, Part, Row, Section, Table
from schemelang.document.numbering import number_sections
from schemelang.quantities import say_pence
from schemelang.simulation import words
from schemelang.simulation.pictures import IN_ALL, SPREAD, not_drawn, spread_picture, step_picture
from schemelang.simulation.simulation import Pay, Simulation

_WHAT = "This page says what would be paid if. It is no contract, and nobody signs it."


def as_page(simulation: Simulation) -> Contract:
    """Lay out what was asked, what each step comes to in all, and what the scenarios mean for everybody."""
    sections = (_asked(simulation), *_steps(simulation), _everybody(simulation))
    return Contract(
        title=words.heading(simulation),
        subtitle="Scenarios",
        banner="",
        standing=_WHAT,
        glance=Facts(tuple(_glance(simulation))),
        sections=number_sections(sections),
    )


def _glance(simulation: Simulation) -> Iterator[Fact]:
    spread = simulation.total.spread
    yield Fact("As it is", (f"{say_pence(simulation.total.now)} in all",))
    if simulation.kind == "case":
        yield Fact("Then", (f"{say_pence(spread.lowest)} in all",))
    else:
        said = (
            f"{say_pence(spread.lowest)} to {say_pence(spread.highest)} in all, the middle {say_pence(spread.middle)}"
        )
        yield Fact("Over the scenarios", (said,))
    yield Fact("Who moves", (" ".join(words.who_moves(simulation)),))


def _asked(simulation: Simulation) -> Section:
    parts = tuple(Paragraph((line,)) for line in words.opening(simulation))
    wrong = tuple(Notice("does not hold", (line,)) for line in words.broken(simulation))
    return Section(anchor="section-asked", heading="What was asked", parts=(*parts, *wrong))


def _steps(simulation: Simulation) -> Iterator[Section]:
    """Give a row for each step, and draw them where there is one range."""
    if simulation.kind not in {"steps", "rows"}:
        return
    headings = (Column(IN_ALL, numeric=True), Column("Change", numeric=True))
    counts = tuple(Column(each, numeric=True) for each in ("Gain", "Lose", "Held"))
    rows = tuple(
        Row(
            (
                (", ".join(each.steps),),
                (say_pence(each.total),),
                (words.change_of(each.total - simulation.total.now),),
                *((f"{number:,}",) for number in (each.gaining, each.losing, each.held)),
            )
        )
        for each in simulation.scenarios
    )
    table = Table("What each step comes to", (Column("Step"), *headings, *counts), rows)
    parts: tuple[Part, ...] = (table, *step_picture(simulation))
    yield Section(anchor="section-steps", heading="Step by step", parts=parts)


def _everybody(simulation: Simulation) -> Section:
    """Give a row for each payee: of one scenario now and then, else how far it goes; and draw that."""
    heading = "Who gains and who loses"
    if simulation.kind == "case":
        columns = (Column("Who"), *(Column(each, numeric=True) for each in ("Now", "Then", "Change")))
        rows = (*(_case(pay) for pay in simulation.payees), _case(simulation.total, total=True))
        parts: tuple[Part, ...] = (Table("Who is paid what", columns, rows),)
        return Section(anchor="section-everybody", heading=heading, parts=parts)
    amounts = ("Now", "Lowest", "Quarter", "Middle", "Three quarters", SPREAD)
    columns = (Column("Who"), *(Column(each, numeric=True) for each in (*amounts, "More", "Less", "Held")))
    rows = (*(_row(pay) for pay in simulation.payees), _row(simulation.total, total=True))
    table = Table("How far pay spreads", columns, rows)
    quarters = Paragraph((words.QUARTERS,))
    alone = tuple(Paragraph((line,)) for line in not_drawn(simulation))
    parts = (quarters, table, spread_picture(simulation), *alone)
    return Section(anchor="section-everybody", heading=heading, parts=parts)


def _case(pay: Pay, *, total: bool = False) -> Row:
    change = "not known yet" if pay.held and not total else words.change_of(pay.spread.lowest - pay.now)
    sums = (say_pence(pay.now), say_pence(pay.spread.lowest), change)
    return Row(((pay.called or "In all",), *((each,) for each in sums)), total=total)


def _row(pay: Pay, *, total: bool = False) -> Row:
    counts = (f"{number:,}" for number in (pay.more, pay.less, pay.held))
    return Row(((pay.called or "In all",), *((each,) for each in (*words.sums_of(pay), *counts))), total=total)
