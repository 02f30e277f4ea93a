"""The forms in which payments go out: what stands in them, what is said beside them, and that nothing is lost."""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft4Validator, FormatChecker
from python_calamine import CalamineWorkbook

from passes import CONTRACTS, figures_of, tables_of
from schemelang.cli.compiling import compile_file
from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import known_headings
from schemelang.figures.from_files import read_figures
from schemelang.model.model import Quantity, Scheme, Type
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.ledger import as_csv, is_due, total
from schemelang.outcome.outcome import Absent, Lack, Outcome
from schemelang.paying import sheets, workings
from schemelang.paying.agency import Agency, agency
from schemelang.paying.book import accrual, book, cash_flow
from schemelang.paying.due import SETTLED, Due, Kind, dues
from schemelang.paying.netting import remittances
from schemelang.paying.ocds import ocds
from schemelang.paying.standing import stands
from schemelang.paying.template import Template, read_template
from schemelang.paying.totals import control
from schemelang.paying.transparency import COLUMNS, transparency
from schemelang.paying.written import Written
from schemelang.source import CellPlace
from schemelang.spreadsheet import Percent, Pounds, Sheet

HERE = Path(__file__).parent
TOWER_HAMLETS = next(path for path in CONTRACTS if path.stem == "cardiovascular")
NOMINATED = next(path for path in CONTRACTS if path.stem == "capacity_and_access")
MOVING = tuple(status.value for status in SETTLED)
RELEASES = HERE / "ocds" / "release-schema.json"


@cache
def worked_out(path: Path) -> tuple[Scheme, Outcome]:
    """Return a contract with its outcome on its own figures."""
    compiled, found = compile_file(path)
    assert compiled is not None, found
    tables, _ = tables_of(figures_of(path), known_headings(compiled.scheme))
    figures, problems = read_figures(tables, compiled.scheme)
    assert figures is not None, problems
    return compiled.scheme, evaluate(compiled.graph, figures)[0]


def dues_of(path: Path, as_at: date | None = None) -> tuple[Due, ...]:
    """Return the sums of a contract."""
    return dues(*worked_out(path), as_at)


def template(headings: str, **fill: str) -> Template:
    """Read a row of headings that is as it should be."""
    read, found = read_template("template.csv", headings.encode(), fill)
    assert read is not None, found
    return read


def asked(headings: str, **fill: str) -> Agency:
    """Return what an agency asks for that has these headings."""
    return Agency(template=template(headings, **fill), paycodes={"care_package": "LIS1"}, nominees={}, working_days=9)


def written(made: Written | tuple[Diagnostic, ...]) -> Written:
    """Return a file that could be written."""
    assert isinstance(made, Written), made
    return made


def rows(content: bytes) -> list[list[str]]:
    """Read comma-separated text, its mark of UTF-8 left off."""
    return list(csv.reader(StringIO(content.decode().removeprefix("\ufeff"), newline="")))


def pence(amounts: list[str]) -> int:
    """Add up amounts as they are written."""
    return int(sum(map(Decimal, amounts)) * 100)


# Every contract


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_every_form_comes_to_what_evaluate_says(path: Path) -> None:
    """Every form of every contract has the same sums: as many, and to the penny."""
    scheme, outcome = worked_out(path)
    every = dues_of(path)
    paid = [due for due in every if due.kind is not Kind.INVOICE]
    comes_to, invoiced = total(outcome.ledger, *SETTLED), sum(due.pence for due in every) - sum(d.pence for d in paid)
    last = max((due.day for due in every), default=date.max)

    assert comes_to == sum(due.pence for due in every)
    assert len({due.number for due in every}) == len(every)
    heading, *lines = rows(as_csv(outcome).encode())
    moving = [row[heading.index("amount")] for row in lines if row[heading.index("status")].endswith(MOVING)]
    assert pence(moving) == comes_to
    assert amounts(sheets.payments(every), "amount") == comes_to
    assert amounts(sheets.months(every), "comes to") == comes_to
    assert amounts(sheets.flow(every), "in all") == 2 * comes_to  # each payer's last row is all that it pays
    for due, to_come, forecast in [sums_as_at(outcome, last), sums_as_at(outcome, scheme.first)]:
        assert due + to_come + forecast == comes_to
    left = {(each.payer, each.payee): each.owed for each in remittances(every)}
    assert sum(each.paid for each in remittances(every)) - sum(left.values()) == comes_to - invoiced
    assert len(workings.figures(outcome).rows) == len(outcome.figures.data)
    assert sum(paid_by_agency(scheme, every)) == comes_to - invoiced
    listed = written(transparency(scheme, every, over=-1, fill={})) if scheme.standing.is_in_force else None
    if listed is not None:
        assert pence([row[COLUMNS.index("Amount")] for row in rows(listed.content)[1:]]) <= comes_to - invoiced
        release = json.loads(
            written(ocds(scheme, every, prefix="ocds-abc123", as_at=last)).content, parse_float=Decimal
        )
        moved = [each["value"]["amount"] for each in release["contracts"][0]["implementation"]["transactions"]]
        assert sum(map(Decimal, moved)) * 100 == comes_to - invoiced


def paid_by_agency(scheme: Scheme, every: Sequence[Due]) -> Iterator[int]:
    """Write the agency's file of each payer, and add it up."""
    nominees = {due.group: "F84733" for due in every}
    asking = Agency(template=template("Practice code,Amount"), paycodes={}, nominees=nominees, working_days=9)
    in_force = evolve(scheme, standing=evolve(scheme.standing, word="approved"))
    for payer in {due.payer for due in every}:
        made = written(agency(in_force, [due for due in every if due.payer == payer], asking))
        yield pence([row[1] for row in rows(made.content)[1:]])


def amounts(sheet: Sheet, heading: str) -> int:
    """Add up a column of amounts."""
    at = [column.heading for column in sheet.columns].index(heading)
    cells = [row[at] for row in sheet.rows]
    return sum(cell.pence for cell in cells if isinstance(cell, Pounds))


def sums_as_at(outcome: Outcome, day: date) -> tuple[int, int, int]:
    """Add up what is due, to come and forecast as at a day."""
    every = stands(outcome, day)
    return sum(each.due for each in every), sum(each.to_come for each in every), sum(each.forecast for each in every)


# The agency's file


def test_agency_has_its_own_headings_and_a_row_for_each_sum() -> None:
    """The file has the template's headings as they are written, its order, and no comma too many."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    by_april = dues_of(TOWER_HAMLETS, date(2023, 4, 17))
    headings = 'Practice Code,Paycode,"Amount\n(£)",NPP Payment Month,NPP / QOF Financial Year,Narrative,Error,,\r\n'
    made = written(agency(scheme, by_april, asked(headings, error="")))
    heading, first, *others = rows(made.content)

    assert heading == [
        "Practice Code",
        "Paycode",
        "Amount (£)",
        "NPP Payment Month",
        "NPP / QOF Financial Year",
        "Narrative",
        "Error",
    ]
    narrative = "Cardiovascular care package: 70% of Cardiovascular care payment, instalment 1 of 12"
    assert first == ["F84118", "LIS1", "298.20", "April 2023", "2023/24", narrative, ""]
    assert len(others) == 34
    comes_to = "35 rows, £17,717.70, hash total 2,784,949."
    deadline = "With the agency by 31 March 2023, 9 working days before."
    assert made.control == (f"For payment on 17 April 2023: {comes_to} {deadline}", f"In the file: {comes_to}")


def test_agency_can_be_told_everything_that_is_known() -> None:
    """Each thing that is known of a sum can stand in the file."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    headings = (
        "payee code,payee name,pcn code,pcn name,value,payment date,submit by,transaction number,icb code,icb name,"
        "payment,scheme,type"
    )
    first = rows(written(agency(scheme, dues_of(TOWER_HAMLETS)[:1], asked(headings))).content)[1]

    assert first == [
        "F84118",
        "Merchant Street Practice",
        "U08803",
        "Tower Hamlets Network 6 PCN",
        "298.20",
        "2023-04-17",
        "2023-03-31",
        "cardiovascular_package/care_package/1-1/icb/U08803/F84118",
        "QMF",
        "NHS North East London Integrated Care Board",
        "Cardiovascular care payment",
        "Cardiovascular care package",
        "payment",
    ]


def test_agency_file_begins_as_its_template_does() -> None:
    """The mark of UTF-8 stands before the headings if it stood there in the template."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    plain = written(agency(scheme, (), asked("Practice code,Amount"))).content
    marked = written(agency(scheme, (), asked("\ufeffPractice code,Amount"))).content

    assert plain == b"Practice code,Amount\r\n"
    assert marked == b"\xef\xbb\xbf" + plain


def test_agency_pays_whom_a_group_has_nominated() -> None:
    """Somebody whom a network nominates is paid by the code that is given for that network."""
    scheme, _ = worked_out(NOMINATED)
    paid = dues_of(NOMINATED)[:2]
    nominees = {paid[0].group: "F84733", paid[1].group: "F84016"}
    said = evolve(asked("Practice code,Practice name,Amount"), nominees=nominees)
    body = rows(written(agency(scheme, paid, said)).content)[1:]

    assert [row[0] for row in body] == ["F84733", "F84016"]
    assert body[0][1] == "The network's nominated practice: Levels PCN"


def test_what_is_asked_for_by_invoice_stands_beside_every_file() -> None:
    """What a practice is sent an invoice for is in no file of payments, and is counted beside each."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    one = dues_of(TOWER_HAMLETS)[0]
    both = (one, evolve(one, number="back", pence=-1250, kind=Kind.INVOICE))
    files = (
        written(agency(scheme, both, asked("Practice code,Amount"))),
        written(transparency(scheme, both, over=0, fill={})),
        written(ocds(scheme, both, prefix="ocds-abc123", as_at=one.day)),
    )

    assert all(b"-12.50" not in made.content for made in files)
    assert all("-£12.50" in made.control[-2] for made in files)
    assert {made.control[-1] for made in files} == {"Together: 2 rows, £285.70, hash total 168,236."}


def test_a_name_that_is_a_formula_is_a_name() -> None:
    """A payee called like a formula is text in the file, and an amount below nothing a number."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    odd = evolve(dues_of(TOWER_HAMLETS)[0], payee_name='=HYPERLINK("http://x")', pence=-1250, kind=Kind.RECOVERY)
    name, amount = rows(written(agency(scheme, (odd,), asked("Practice name,Amount,Practice code"))).content)[1][:2]

    assert name == '\'=HYPERLINK("http://x")'
    assert amount == "-12.50"


@pytest.mark.parametrize(
    ("headings", "fill", "problem"),
    [
        ("Practice code,Amount", {"Cost centre": "12"}, 'it has no heading "Cost centre" to fill in'),
        ("Practice code,Amount", {"Amount": "12"}, 'what stands under "Amount" is worked out'),
        ("Practice code,Amount\0", {}, "is no letter"),
    ],
)
def test_template_that_cannot_be_used(headings: str, fill: dict[str, str], problem: str) -> None:
    """What is filled in has a place of its own, and a template is text."""
    read, (found,) = read_template("template.csv", headings.encode(), fill)

    assert read is None
    assert found.code == "SCH951"
    assert problem in found.say(found.title)


def test_a_heading_without_words_is_named_by_its_column() -> None:
    """A column with no heading between two others is found where it stands."""
    read, (found,) = read_template("template.csv", b"Practice code,,Amount", {})

    assert read is None
    assert (found.code, found.place) == ("SCH950", CellPlace("template.csv", row=1, column="B"))


# Spending that is published


def test_transparency_lists_whole_transactions() -> None:
    """A payment that is cut into parts is listed with all of them, once they come to more than the threshold."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    one, other = dues_of(TOWER_HAMLETS)[:2]
    halves = (evolve(one, pence=30000), evolve(one, number="second", pence=20001), evolve(other, pence=50000))
    made = written(transparency(scheme, halves, over=50000, fill={"Expense area": "Primary care"}))
    heading, *body = rows(made.content)

    assert heading == list(COLUMNS)
    assert [row[heading.index("Amount")] for row in body] == ["300.00", "200.01"]
    assert body[0] == [
        "Department of Health and Social Care",
        "NHS North East London Integrated Care Board",
        "2023-04-17",
        "Cardiovascular care payment",
        "Primary care",
        "Merchant Street Practice",
        "cardiovascular_package/2023-04-17/icb/F84118",
        "300.00",
        "70% of Cardiovascular care payment, instalment 1 of 12, for Tower Hamlets Network 6 PCN",
    ]
    assert made.control == (
        "Listed: 2 rows, £500.01, hash total 168,236.",
        "In transactions of £500.00 or less, and not listed: 1 row, £500.00, hash total 84,122.",
        "Together: 3 rows, £1,000.01, hash total 252,358.",
    )


# Open contracting


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Refuse every property that a schema does not describe."""
    parts = (schema, *schema["definitions"].values())
    for part in parts:
        part["additionalProperties"] = False
    return schema


@pytest.mark.parametrize("path", [TOWER_HAMLETS, NOMINATED], ids=lambda path: path.stem)
def test_release_is_valid(path: Path) -> None:
    """A release has what the standard asks for, in its words, and nothing else."""
    scheme, _ = worked_out(path)
    schema = closed(json.loads(RELEASES.read_text(encoding="utf-8")))
    made = written(ocds(scheme, dues_of(path), prefix="ocds-abc123", as_at=date(2023, 9, 30)))
    release = json.loads(made.content)

    assert list(Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(release)) == []
    assert release["ocid"] == f"ocds-abc123-{scheme.name}"
    assert all(party["roles"] for party in release["parties"])


@pytest.mark.parametrize(
    ("day", "status"), [("2023-03-31", "pending"), ("2023-04-01", "active"), ("2024-04-01", "terminated")]
)
def test_release_says_how_far_the_contract_has_come(day: str, status: str) -> None:
    """A contract is pending before its first day, and terminated after its last."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    made = written(ocds(scheme, (), prefix="ocds-abc123", as_at=date.fromisoformat(day)))

    assert json.loads(made.content)["contracts"][0]["status"] == status


def test_amounts_of_a_release_are_numbers_and_texts_are_not() -> None:
    """An amount is an exact number; a name that looks like one in JSON stays a name."""
    scheme, _ = worked_out(TOWER_HAMLETS)
    odd = evolve(dues_of(TOWER_HAMLETS)[0], payee_name='"amount": "1.00"', pence=-5)
    release = json.loads(written(ocds(scheme, (odd,), prefix="ocds-abc123", as_at=odd.day)).content, parse_float=str)
    (moved,) = release["contracts"][0]["implementation"]["transactions"]

    assert moved["value"]["amount"] == "-0.05"
    assert moved["payee"]["name"] == '"amount": "1.00"'


# Netting, months and days


def sum_of(day: str, amount: int, kind: Kind = Kind.PAYMENT) -> Due:
    """Return a sum of one practice."""
    one = dues_of(TOWER_HAMLETS)[0]
    return evolve(one, number=f"{day} {amount}", day=date.fromisoformat(day), pence=amount, kind=kind)


def test_what_is_taken_back_is_taken_off_what_is_paid() -> None:
    """What cannot be taken off on its day is taken off what is paid next, and nobody is paid less than nothing."""
    days = remittances(
        [
            sum_of("2024-04-30", 1000),
            sum_of("2024-05-31", -2500, Kind.RECOVERY),
            sum_of("2024-05-31", 500),
            sum_of("2024-06-30", 1200),
            sum_of("2024-07-31", 1000),
        ]
    )

    assert [(each.earned, each.taken_off, each.paid, each.owed) for each in days] == [
        (1000, 0, 1000, 0),
        (500, 500, 0, 2000),
        (1200, 1200, 0, 800),
        (1000, 800, 200, 0),
    ]


def test_what_is_recovered_from_later_payments_leaves_its_own_day_alone() -> None:
    """Recovery from future payments only begins with the next day; an invoice takes nothing off."""
    days = remittances(
        [
            sum_of("2024-05-31", -700, Kind.LATER_RECOVERY),
            sum_of("2024-05-31", 500),
            sum_of("2024-05-31", -100, Kind.INVOICE),
            sum_of("2024-06-30", 1200),
        ]
    )

    assert [(each.taken_off, each.paid, each.owed) for each in days] == [(0, 500, 700), (700, 500, 0)]


def test_how_things_stand_as_at_a_day() -> None:
    """By 17 May 47 of 366 days are gone, and two of twelve instalments are paid; what is earned is 47/366 of all."""
    _, outcome = worked_out(TOWER_HAMLETS)
    stand = next(each for each in stands(outcome, date(2023, 5, 17)) if each.payee == "F84025")
    early = next(each for each in stands(outcome, date(2023, 3, 31)) if each.payee == "F84025")

    # £7,702.80 in twelve parts of £641.90, and £3,301.20: 47/366 of each, each rounded down
    assert (stand.due, stand.to_come, stand.forecast) == (128380, 641900, 330120)
    assert stand.earned == 12 * (64190 * 47 // 366) + 330120 * 47 // 366
    assert (stand.accrual, stand.prepayment) == (stand.earned - 128380, 0)
    assert (early.due, early.earned, early.accrual, early.prepayment) == (0, 0, 0, 0)


def test_what_is_held_is_counted() -> None:
    """Of a practice whose neighbour has not reported, what is at stake is told, with what it is held for."""
    _, outcome = worked_out(TOWER_HAMLETS)
    stand = next(each for each in stands(outcome, date(2023, 5, 17)) if each.payee == "F84016")
    table = workings.held(outcome)

    assert (stand.held, stand.at_stake, stand.prepayment) == (1, 369360, stand.due - stand.earned)
    assert {row[7] for row in table.rows} == {"not reported"}
    assert len(table.rows) == sum(len(line.causes) for line in outcome.ledger)


def test_flow_is_by_payee_and_month() -> None:
    """Each payee has a row and each month a column."""
    heading, first, *_, last = rows(cash_flow(*worked_out(TOWER_HAMLETS)).content)

    assert heading[4:6] == ["April 2023", "May 2023"]
    assert first[2:6] == ["F84012", "Albion Health Centre", "527.80", "527.80"]
    assert last[2:6] == ["", "all of them", "17717.70", "17717.70"]


def test_accrual_comes_with_its_totals() -> None:
    """How things stand comes with what is due, and what is to come."""
    made = accrual(*worked_out(TOWER_HAMLETS), date(2023, 5, 17))

    assert [line.partition(":")[0] for line in made.control] == ["Due by then", "To come and forecast", "Together"]
    assert "£35,435.40" in made.control[0]
    assert "£237,250.80" in made.control[2]


# The workbook


def opened(content: bytes) -> dict[str, list[list[Any]]]:
    """Open a workbook as another program does."""
    with CalamineWorkbook.from_filelike(BytesIO(content)) as found:
        return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


@cache
def workbook_of_may() -> bytes:
    """Return the workbook of what is due by May."""
    day = date(2023, 5, 17)
    return book(*worked_out(TOWER_HAMLETS), dues_of(TOWER_HAMLETS, day), day).content


def test_workbook_holds_the_run() -> None:
    """The workbook begins with what the run comes to, and behind it stands all that it was worked out from."""
    tables = opened(workbook_of_may())
    said = {row[0]: row[1] for row in tables["summary"]}

    assert list(tables) == [
        "summary",
        "lines",
        "payments",
        "by month",
        "cash flow",
        "remittances",
        "as at",
        "held",
        "steps",
        "figures",
        "coverage",
    ]
    assert said["payments due by then: rows"] == 70
    assert said["payments due by then: total"] == 35435.40
    assert said["payments due by then: hash total"] == control(dues_of(TOWER_HAMLETS, date(2023, 5, 17))).hashed
    assert said["payable"] == 237250.80
    assert said["held, at stake"] == 47142.00
    assert len(tables["payments"]) == 71


def test_workbook_traces_a_step_to_its_cell() -> None:
    """A step has its clause and its value, and a figure the cell that it was written in."""
    tables = opened(workbook_of_may())
    points = [row for row in tables["steps"] if row[1] == "Hypertension points won" and row[3] == "F84044"]
    figure = [row for row in tables["figures"] if row[0] == "hypertension_points" and row[1] == "F84044"]

    assert points[0][0] == "points_won"
    assert points[0][6] == 14.65
    assert (figure[0][4], figure[0][5]) == ("58.6%", 0.586)
    assert figure[0][7].endswith(".csv")
    assert figure[0][9] > 1
    asked_of = next(row for row in tables["coverage"] if row[0] == "hypertension_points")
    assert asked_of[3:6] == [35, 30, 5]
    assert asked_of[-1].count(",") == 4


def test_workbook_is_the_same_bytes() -> None:
    """Two runs write the same bytes."""
    day = date(2023, 5, 17)

    assert book(*worked_out(TOWER_HAMLETS), dues_of(TOWER_HAMLETS, day), day).content == workbook_of_may()


def test_without_a_day_nothing_is_said_of_one() -> None:
    """Without a day there is no sheet of how things stand as at it."""
    made = sheets.summary(*worked_out(TOWER_HAMLETS), dues_of(TOWER_HAMLETS), None)

    assert ("payments: rows", len(dues_of(TOWER_HAMLETS))) in made.rows


def test_a_draft_says_in_its_workbook_that_it_is_one() -> None:
    """What would be paid under a scheme that is not in force is said not to be paid."""
    scheme, outcome = worked_out(TOWER_HAMLETS)
    draft = evolve(outcome, graph=evolve(outcome.graph, standing=evolve(scheme.standing, word="draft")))
    made = sheets.summary(scheme, draft, (), None)

    assert ("not to be paid", "the scheme is a draft") in made.rows


def test_steps_go_on_in_another_sheet() -> None:
    """Where there are more steps than a sheet can have rows, they go on in the next."""
    _, outcome = worked_out(TOWER_HAMLETS)
    (whole,) = workings.steps(outcome)
    parts = workings.steps(outcome, most=100)

    assert tuple(chain.from_iterable(part.rows for part in parts)) == whole.rows
    assert max(len(part.rows) for part in parts) == 100


def test_a_value_is_kept_as_what_it_is() -> None:
    """An amount in whole pence is one, a part of a penny a number, and what is not there nothing."""
    money, share = Type(Quantity.MONEY), Type(Quantity.SHARE)

    assert workings.cell(Absent(Lack.NOT_REPORTED, ()), money) is None
    answers = [workings.cell(met, Type(Quantity.YES_NO)) for met in (True, False)]
    assert answers == ["yes", "no"]
    assert workings.cell(Fraction(1, 3), share) == Percent(Fraction(1, 3))
    assert workings.cell(Fraction(5, 4), money) == Pounds(125)
    assert workings.cell(Fraction(1, 3), money) == Fraction(1, 3)


def test_only_what_is_due_by_a_day() -> None:
    """As at a date, only the sums that are due by then are paid."""
    _, outcome = worked_out(TOWER_HAMLETS)
    day = date(2023, 5, 15)
    due = [line for line in outcome.ledger if is_due(line, day)]

    assert sum(each.pence for each in dues_of(TOWER_HAMLETS, day)) == total(due, *SETTLED)
    assert {each.day for each in dues_of(TOWER_HAMLETS, day)} == {date(2023, 4, 17), day}
