"""Who takes part, in which network and on which days, from published lists; and who closed or went into whom."""

import csv
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import xlsxwriter
from attrs import evolve

from compiled import scheme_of, value
from extracts import DATA, table
from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.figures import Figures, Member
from schemelang.figures.files import read_file
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.graph.from_model import lower
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.report import as_text

YEAR = 365
MOVES = "    if a practice moves,   pay by days\n"
FIRST, LAST = date(2021, 4, 1), date(2022, 3, 31)
SCHEME = """
scheme local_care "Local care"
    offered by        icb
    offered to        practices
    runs              1 April 2021 to 31 March 2022
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
    if a practice moves,   pay by days
    if a practice closes,  pay by days

party icb "NHS North East London Integrated Care Board"
    code              QMF

payment pot "The pot"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2022
    share             among its practices equally, odd pennies by Sainte-Laguë
"""
TOGETHER = SCHEME.replace("if a practice closes,  pay by days", "if a practice merges, add the figures together")
NAMED = TOGETHER.replace(
    "payment pot",
    """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2021

payment pot""",
).replace("equally,", "by list_size,")


def text(name: str, content: str) -> Table:
    """Read a text as a file."""
    read, _ = read_csv(name, content.encode())
    assert read is not None
    return read


def networks(*codes: str) -> Table:
    """Return a table that says which networks take part."""
    return text("own.csv", "\n".join(("network", *codes)) + "\n")


def practices(*codes: str) -> Table:
    """Return a table that says which practices take part."""
    return text("own.csv", "\n".join(("practice", *codes)) + "\n")


def read(asked: Scheme, *tables: Table) -> tuple[Figures, set[str]]:
    """Read files of which there is nothing to say but advice."""
    figures, found = read_figures(tables, asked)
    assert figures is not None, as_text(found)
    return figures, {each.code for each in found}


def refused(*tables: Table, asked: str = SCHEME) -> Diagnostic:
    """Read files that are refused for one thing, besides advice."""
    figures, found = read_figures(tables, scheme_of(asked))
    assert figures is None
    [error] = [each for each in found if each.severity == "error"]
    return error


def stays(figures: Figures, *codes: str) -> list[tuple[str, str, date, date]]:
    """Return who was in which network, and when."""
    return [(each.member, each.group, each.first, each.last) for each in figures.memberships if each.member in codes]


def member(figures: Figures, code: str) -> Member:
    """Return a party by its code."""
    return next(each for each in figures.members if each.code == code)


def outcome_of(asked: Scheme, *tables: Table) -> Outcome:
    """Work a scheme out on files."""
    graph, _ = lower(asked)
    assert graph is not None
    return evaluate(graph, read(asked, *tables)[0])[0]


# The workbook of networks


def test_networks_have_their_members_by_date() -> None:
    """Leaside was dissolved on 30 June: of its three practices two moved to Stratford, and one left the scheme."""
    figures, _ = read(scheme_of(SCHEME), networks("U76122", "U94503"), table("ePCN_2022-02"))

    assert stays(figures, "F84111", "F84749", "F84077") == [
        ("F84077", "U76122", FIRST, date(2021, 5, 31)),
        ("F84111", "U94503", FIRST, date(2021, 6, 30)),
        ("F84111", "U76122", date(2021, 7, 1), LAST),
        ("F84749", "U94503", FIRST, date(2021, 6, 30)),
    ]
    assert member(figures, "F84749").last == date(2021, 6, 30)
    assert member(figures, "U94503").name == "LEASIDE NETWORK PCN"
    assert member(figures, "F84111").name == "ABBEY ROAD MEDICAL PRACTICE"


def test_money_follows_them_by_days() -> None:
    """Leaside's three practices were in it for 91 days each; in Stratford 4 for 365, two for 274 and one for 61."""
    paid = {
        (line.payee, line.group): line.pence
        for line in outcome_of(scheme_of(SCHEME), networks("U76122", "U94503"), table("ePCN_2022-02")).ledger
    }
    days = 4 * YEAR + 2 * 274 + 61
    whole = [paid[code, "U76122"] for code in ("F84009", "F84121", "F84730", "F84740")]

    assert [paid[code, "U94503"] for code in ("F84111", "F84749", "Y04273")] == [33334, 33333, 33333]
    assert [round(Fraction(100_000 * each, days)) for each in (YEAR, 274, 61)] == [17641, 13243, 2948]
    assert whole == [17642, 17642, 17641, 17641]  # the two pennies that the nearest ones leave go to the first
    assert paid["F84111", "U76122"] == paid["Y04273", "U76122"] == 13243
    assert paid["F84077", "U76122"] == 2948
    assert sum(pence or 0 for pence in paid.values()) == 200_000


def test_a_practice_that_is_named_has_all_its_networks() -> None:
    """Whoever names a practice, and no network, has it in each network in which it is."""
    figures, _ = read(scheme_of(SCHEME), practices("F84749"), table("ePCN_2022-02"))

    assert stays(figures, "F84749") == [
        ("F84749", "U94503", FIRST, date(2021, 6, 30)),
        ("F84749", "U11373", date(2021, 7, 1), LAST),
    ]


def test_networks_of_one_day() -> None:
    """Where the scheme takes the networks of a day, also of one before the term, they are those of that day."""
    on = SCHEME.replace("into networks", "into networks on 1 January 2021").replace(MOVES, "")
    figures, _ = read(scheme_of(on), networks("U76122", "U94503"), table("ePCN_2022-02"))

    assert {group for code, group, _, _ in stays(figures, "F84111", "F84077")} == {"U94503", "U76122"}
    assert stays(figures, "F84111") == [("F84111", "U94503", FIRST, LAST)]


def test_own_names_go_before_published_ones() -> None:
    """A table that names networks keeps its names."""
    own = text("own.csv", "network,network name\nU76122,Stratford\n")
    figures, found = read(scheme_of(SCHEME), own, table("ePCN_2022-02"))

    assert member(figures, "U76122").name == "Stratford"
    assert "SCH522" not in found


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Practice to PCN\nRelationship\nStart Date", "Practice to PCN Relationship Start Date "),
        ("CCG", "Sub ICB Loc"),
        ("20210630", "2021-06-30"),
        ("20210630", "30/06/2021"),
    ],
)
def test_other_vintages_are_the_same(before: str, now: str) -> None:
    """Headings on one line, of integrated care boards, and days in other forms are read alike."""
    content = (DATA / "ePCN_2022-02.csv").read_bytes().decode()
    assert before in content
    figures, _ = read(scheme_of(SCHEME), networks("U76122", "U94503"), text("a.csv", content.replace(before, now)))

    assert len(figures.memberships) == 10


@pytest.mark.parametrize(
    ("before", "now"),
    [("20210630", "01-Jul-21"), ("F84111", "8.4111E+4"), ("U94503", "94503"), ("20210630", "#########")],
)
def test_what_excel_did_to_it_is_refused(before: str, now: str) -> None:
    """A day or a code that a spreadsheet changed is never guessed at."""
    changed = table("ePCN_2022-02", (before, now))

    assert refused(networks("U76122", "U94503"), changed).code == "SCH590"


def test_a_workbook_with_its_two_sheets() -> None:
    """The workbook as it is published: networks on one sheet, practices on the other, days as numbers."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        for name, extract in (("PCNDetails", "ePCN_networks_2022-02"), ("PCN Core Partner Details", "ePCN_2022-02")):
            sheet = book.add_worksheet(name)
            rows = csv.reader(StringIO((DATA / f"{extract}.csv").read_text(encoding="utf-8"), newline=""))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, int(cell) if cell.isdecimal() else cell)
    asked = scheme_of(SCHEME)
    tables, found = read_file("ePCN.xlsx", memory.getvalue(), known_headings(asked))
    figures, advice = read(asked, networks("U76122", "U94503"), *tables)

    assert found == ()
    assert advice == {"SCH594"}
    assert len(figures.memberships) == 10


def test_a_lookup_that_others_made_of_it() -> None:
    """The lookup of Sussex has its own headings, over several lines, and NA for a day that is left open."""
    asked = evolve(scheme_of(SCHEME), first=date(2022, 4, 1), last=date(2023, 3, 31))
    figures, _ = read(asked, networks("U22426", "U29677"), table("Sussex_lookup"))

    assert stays(figures, "G81065", "G81667") == [
        ("G81065", "U22426", date(2022, 4, 1), date(2022, 6, 30)),
        ("G81065", "U29677", date(2022, 7, 1), date(2023, 3, 31)),
        ("G81667", "U22426", date(2022, 4, 1), date(2022, 5, 31)),
    ]


def test_a_list_of_others_is_told() -> None:
    """The list of another area puts nobody into a network, and that is said."""
    _, found = read(scheme_of(SCHEME), practices("F84016"), table("Sussex_lookup"))

    assert found == {"SCH539", "SCH557"}


def test_without_groups_no_list_is_needed() -> None:
    """A scheme that has no groups reads no network of anybody."""
    alone = SCHEME.replace("    groups            practices into networks\n", "").replace(MOVES, "")
    alone = alone[: alone.index("payment pot")]
    _, found = read(scheme_of(alone), practices("F84111"), table("ePCN_2022-02"))

    assert found == {"SCH594", "SCH597"}


# The file of practices


def test_a_file_without_headings_is_known_by_its_cells() -> None:
    """The first row is a practice and no heading; one that closed has left, and is said to have closed."""
    figures, _ = read(scheme_of(SCHEME), networks("U76383"), table("ePCN_2022-02"), table("epraccur_2023-02"))
    closed, other = member(figures, "B83040"), member(figures, "B83039")

    assert table("epraccur_2023-02").rows[0][0].text == "A81001"
    assert (closed.last, closed.closed) == (date(2021, 8, 31), True)
    assert (other.first, other.last, other.closed) == (FIRST, LAST, False)


@pytest.mark.parametrize(("before", "now"), [('"C","B"', '"X","B"'), ('"20210831","C"', '"31.8.2021!","C"')])
def test_a_cell_of_another_kind_is_named(before: str, now: str) -> None:
    """The file is known by nearly all of its cells, and a wrong one is named by the column that it should be."""
    changed = table("epraccur_2023-02", (before, now))

    assert refused(practices("B83040"), changed).code == "SCH590"


def test_a_table_of_as_many_columns_is_none() -> None:
    """A table of 27 columns that are of other kinds is no file of practices."""
    row = ",".join(["A81001", *(f"number {number}" for number in range(26))])
    changed = text("a.csv", f"{row}\n{row.replace('A81001', 'A81002')}\n")

    assert changed.headings[0].text == "A81001"


def test_what_follows_far_below_is_believed_as_little() -> None:
    """Beyond the rows by which a file is known a cell that is of another kind is named."""
    rows = (DATA / "epraccur_2023-02.csv").read_text(encoding="utf-8")
    changed = rows * 2 + rows.replace('"C","B"', '"X","B"')

    assert refused(practices("B83040"), text("a.csv", changed)).code == "SCH590"


# Successors

SUCCESSORS = text(
    "successors.csv", "old code,new code,from\nB83040,B83039,1 September 2021\nM88624,M88623,1 May 2020\n"
)


def test_a_successor_is_taken_from_a_table() -> None:
    """Saltaire Medical Practice merged into its neighbour: it did not close, whatever the file of practices says."""
    figures, _ = read(
        scheme_of(TOGETHER), networks("U76383"), table("ePCN_2022-02"), table("epraccur_2023-02"), SUCCESSORS
    )
    gone = member(figures, "B83040")

    assert (gone.last, gone.merged_into, gone.closed) == (date(2021, 8, 31), "B83039", False)
    assert "M88624" not in {each.code for each in figures.members}


def test_two_that_merge_have_one_share() -> None:
    """Of three equal practices two are one: each of the two that are left has half."""
    outcome = outcome_of(scheme_of(TOGETHER), networks("U76383"), table("ePCN_2022-02"), SUCCESSORS)

    assert [(line.payee, line.pence) for line in outcome.ledger] == [("B83018", 50000), ("B83039", 50000)]


def test_one_that_merged_before_the_term_is_not_forgotten() -> None:
    """A list counted before a merger is that of both, though one of them never took part in this scheme."""
    lists = text("lists.csv", "practice,network,list_size\nM88623,U1,4000\nM88624,,1000\nOak,U1,5000\n")
    own = text("own.csv", "practice,network\nM88623,U1\nOak,U1\n")
    successors = text("s.csv", "old code,new code,from\nM88624,M88623,1 February 2021\n")
    figures, found = read(scheme_of(NAMED), own, lists, successors)
    outcome = outcome_of(scheme_of(NAMED), own, lists, successors)

    assert found == set()
    assert member(figures, "M88624").last == date(2021, 1, 31)
    assert value(outcome, "list_size", "M88623") == 5000
    assert [(line.payee, line.pence) for line in outcome.ledger] == [("M88623", 50000), ("Oak", 50000)]


def test_a_figure_that_is_missing_of_it_holds_the_payment() -> None:
    """If it was there when lists were counted, and has none, it is not known what both have."""
    lists = text("lists.csv", "practice,network,list_size\nM88623,U1,4000\nOak,U1,5000\n")
    after, before = (
        outcome_of(scheme_of(NAMED), lists, text("s.csv", f"old code,new code,from\nM88624,M88623,{day}\n"))
        for day in ("1 February 2021", "1 January 2021")
    )

    assert [line.pence for line in after.ledger] == [None, None]
    assert [line.pence for line in before.ledger] == [44444, 55556]


def test_a_successor_that_is_not_there_is_refused() -> None:
    """Nobody goes into a practice that does not take part."""
    lost = text("s.csv", "old code,new code,from\nB83039,A81001,1 September 2021\n")

    assert refused(networks("U76383"), table("ePCN_2022-02"), lost, asked=TOGETHER).code == "SCH548"


def test_the_sources_are_named() -> None:
    """Each extract stands in the list of sources."""
    named = (DATA / "SOURCES.md").read_text(encoding="utf-8")

    assert [path.name for path in Path(DATA).glob("*.csv") if f"`{path.name}`" not in named] == []


def test_a_table_of_ones_own_is_not_called_published() -> None:
    """What does not fit in one's own table of successors is told as of that, with what can be done there."""
    lost = text("s.csv", "old code,new code,from\nM88624,1 May 2020,M88623\n")
    _, found = read_figures((networks("U76383"), table("ePCN_2022-02"), lost), scheme_of(TOGETHER))
    said = " ".join(as_text(found).split())

    assert "SCH590" in said
    assert "a table of your own" in said
    assert "text that Excel has not changed" in said
    assert "published" not in said
