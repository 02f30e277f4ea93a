"""A workbook of Excel 97 to 2003 is read from its records; what shows a fault is no empty cell, and damage is told.

Of the workbooks in data, libre_office.xls was saved by LibreOffice, and xlwt.xls was written with xlwt 1.3.
"""

from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from struct import pack

import pytest

from old_workbooks import (
    BY_EXCEL,
    DAY,
    ELAPSED,
    GENERAL,
    OWN_DAY,
    OWN_PERCENT,
    PERCENT,
    PLAIN,
    WORDS,
    Record,
    begin,
    compound,
    formula,
    number,
    old_workbook,
    record,
    stream,
    text,
    words,
)
from schemelang.diagnostic import Diagnostic
from schemelang.figures.compound_file import DamagedError, streams
from schemelang.figures.files import read_file
from schemelang.figures.known import Known
from schemelang.figures.old_workbook import OldSheet, read_old_workbook
from schemelang.source import CellPlace

DATA = Path(__file__).parent / "data"
KNOWN = Known(frozenset({"practice", "list_size"}), frozenset({"year"}))
HEADINGS = [text(0, 0, "practice"), text(0, 1, "list_size")]
FROM_1904 = (0x0022, pack("<H", 1))
EMPTY, FAULT = b"\3" + bytes(5) + b"\xff\xff", b"\2\0\x2a" + bytes(3) + b"\xff\xff"
TEXT, TRUE = bytes(6) + b"\xff\xff", b"\1\0\1" + bytes(3) + b"\xff\xff"


def refusal(content: bytes) -> Diagnostic:
    """Read a workbook that is meant to be refused for one thing."""
    tables, [found] = read_file("given.xls", content, KNOWN)
    assert tables == ()
    return found


def sheet(*cells: Record, shared: tuple[Record, ...] = (BY_EXCEL,)) -> OldSheet:
    """Read the cells of a sheet."""
    [read] = read_old_workbook(old_workbook({"A": cells}, shared))
    return read


def value(cell: Record, *shared: Record) -> object:
    """Read the value of one cell."""
    [one] = sheet(cell, shared=(BY_EXCEL, *shared)).values.values()
    return one


def test_a_workbook_of_libre_office() -> None:
    """What LibreOffice has saved is read, with the two faults in it."""
    found = refusal((DATA / "libre_office.xls").read_bytes())

    assert (found.code, found.place) == ("SCH576", CellPlace("given.xls", sheet="Lists"))
    assert found.say(found.note).endswith("worked out: B3, E3.")


def test_a_workbook_of_another_program() -> None:
    """Codes kept as text and as a number, days, percentages and letters of other tongues are read as they are shown."""
    [table], [found] = read_file("given.xls", (DATA / "xlwt.xls").read_bytes(), KNOWN)

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["F84733", "997", "2013-04-01", "45%", "plain"],
        ["F84714", "12345.5", "2019-10-01", "12.5%", "Zoë — Ż"],
        ["84006", "1000000", "2020-02-29 09:30:00", "100%", ""],
    ]
    assert table.rows[1][1].place == CellPlace("given.xls", 3, "List size", "Lists")
    assert (found.code, found.say(found.title)) == (
        "SCH573",
        'Some sheets of the workbook are not read: "Old" (hidden)',
    )


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (number(0, 0, -0.25), -0.25),
        ((0x027E, pack("<3Hi", 0, 0, 0, -7 << 2 | 2)), -7),
        ((0x027E, pack("<3Hi", 0, 0, 0, 12345 << 2 | 3)), 123.45),
        ((0x027E, pack("<3Hi", 0, 0, 0, 0x3FF80000)), 1.5),
        ((0x00D6, pack("<3H", 0, 0, 0) + words("rich") + bytes(6)), "rich"),
        (text(0, 0, "Ż"), "Ż"),
        ((0x0205, pack("<3H2B", 0, 0, 0, 1, 0)), True),
        (formula(0, 0, pack("<d", 2468)), 2468),
        (formula(0, 0, bytes(8)), 0),
        (formula(0, 0, TRUE), True),
        (formula(0, 0, EMPTY), ""),
    ],
)
def test_each_kind_of_cell(cell: Record, read: object) -> None:
    """A cell is kept in one of several ways, and read the same."""
    assert value(cell) == read


def test_several_in_one_record() -> None:
    """Numbers beside each other may stand in one record; blank cells and joined cells hold nothing."""
    several = (0x00BD, pack("<2HHiHiH", 0, 1, 0, 5 << 2 | 2, PERCENT, 6 << 2 | 2, 2))
    blank, joined = (0x0201, pack("<3H", 0, 3, 0)), (0x00E5, bytes(2))
    read = sheet((0x0208, bytes(16)), several, blank, joined, number(1, 0, 1))

    assert read.values == {(1, 2): 5, (1, 3): 6, (2, 1): 1}
    assert read.percentages == {(1, 3)}


def test_the_text_of_a_formula() -> None:
    """The text that a formula gives stands in a record after it, and what several formulas share may come between."""
    read = sheet(formula(0, 0, TEXT), (0x04BC, bytes(10)), (0x0207, words("gone")), number(0, 1, 1))

    assert read.values == {(1, 1): "gone", (1, 2): 1}


@pytest.mark.parametrize("cell", [(0x0205, pack("<3H2B", 1, 27, 0, 42, 1)), formula(1, 27, FAULT)])
def test_a_fault_is_no_empty_cell(cell: Record) -> None:
    """A cell that shows #N/A is named, whether it was written so or a formula gives it."""
    assert sheet(cell).lost == ("AB2",)
    assert refusal(old_workbook({"A": [*HEADINGS, cell]})).code == "SCH576"


@pytest.mark.parametrize("result", [EMPTY, bytes(8)])
def test_a_formula_never_worked_out(result: bytes) -> None:
    """Other programs write a formula without its result as nothing or as nought, which then is no result."""
    assert sheet(formula(0, 0, result), shared=()).lost == ("A1",)
    assert sheet(formula(0, 0, pack("<d", 3)), shared=()).lost == ()


@pytest.mark.parametrize(
    ("days", "style", "shared", "read"),
    [
        (41365, DAY, (), datetime(2013, 4, 1)),  # noqa: DTZ001 - a cell has no time zone
        (39903, DAY, (FROM_1904,), datetime(2013, 4, 1)),  # noqa: DTZ001
        (39903, DAY, ((0x0022, bytes(2)),), datetime(2009, 3, 31)),  # noqa: DTZ001
        (59, DAY, (), datetime(1900, 2, 28)),  # noqa: DTZ001
        (60, DAY, (), 60),
        (61, DAY, (), datetime(1900, 3, 1)),  # noqa: DTZ001
        (-1, DAY, (), -1),
        (2958466, DAY, (), 2958466),
        (2957004, DAY, (FROM_1904,), 2957004),
        (0.5, DAY, (), time(12)),
        (1.5, OWN_DAY, (), datetime(1900, 1, 1, 12)),  # noqa: DTZ001
        (1.5, ELAPSED, (), timedelta(1.5)),
        (1.5, WORDS, (), 1.5),
        (1.5, GENERAL, (), 1.5),
        (1.5, PLAIN, (), 1.5),
    ],
)
def test_days(days: float, style: int, shared: tuple[Record, ...], read: object) -> None:
    """A number is a day by its form, counted from 1900 or 1904; one that Excel shows as no day stays a number."""
    assert value(number(0, 0, days, style), *shared) == read


@pytest.mark.parametrize(("style", "shown"), [(PERCENT, True), (OWN_PERCENT, True), (WORDS, False), (PLAIN, False)])
def test_percentages(style: int, *, shown: bool) -> None:
    """A number is shown as a percentage by a form that all workbooks have, or one of its own."""
    assert bool(sheet(number(0, 0, 0.45, style)).percentages) == shown
    assert bool(sheet(formula(0, 0, pack("<d", 0.45), style)).percentages) == shown


def test_texts_that_go_on() -> None:
    """Texts that cells share may go on in a further record, with fonts and how they are spoken, in wide letters too."""
    rich = pack("<HBHI", 4, 0x0D, 1, 3) + "abŻd".encode("utf-16-le") + bytes(7)
    front, back = words("first") + rich[:11], b"\1" + rich[11:15]
    shared = [(0x00FC, bytes(8) + front), (0x003C, back), (0x003C, b"\0d" + rich[17:20]), (0x003C, rich[20:])]

    assert value((0x00FD, pack("<3HI", 0, 0, 0, 1)), *shared) == "abŻd"
    assert value((0x00FD, pack("<3HI", 0, 0, 0, 0)), *shared) == "first"
    halves = [(0x00FC, bytes(8) + words("x")[:1]), (0x003C, words("x")[1:])]
    assert value((0x00FD, pack("<3HI", 0, 0, 0, 0)), *halves) == "x"


def test_what_stands_within_a_sheet() -> None:
    """A chart within a sheet is not read as part of it, and a sheet that is a chart or without cells not at all."""
    chart = (0x0809, pack("<2H", 0x0600, 0x20) + bytes(12))
    assert sheet(number(0, 0, 1), chart, (0x0203, b"?"), (0x000A, b"")).values == {(1, 1): 1}
    of_charts = (0x0085, pack("<I4B", 0, 0, 2, 1, 0) + b"C")
    [table], found = read_file(
        "given.xls",
        old_workbook({"A": [*HEADINGS, text(1, 0, "F84733"), number(1, 1, 997)], "Empty": []}, (BY_EXCEL, of_charts)),
        KNOWN,
    )
    assert [cell.text for cell in table.rows[0]] == ["F84733", "997"]
    assert found == ()


def test_sheets_in_any_order() -> None:
    """Sheets come in the order of their names, wherever they stand in the file."""
    content = stream({"A": [number(0, 0, 1)], "B": [number(0, 0, 2)]})
    at = content.index(b"\x85\0")
    pair = content[at : at + 26]
    turned = compound({"Workbook": content.replace(pair, pair[13:] + pair[:13])})

    assert [(each.name, each.values[1, 1]) for each in read_old_workbook(turned)] == [("B", 2), ("A", 1)]


# What is refused


@pytest.mark.parametrize(
    "cells",
    [
        [number(0, 0, 1), (0x00AB, b""), number(0, 1, 1)],
        [number(0, 0, 1), number(0, 0, 1)],
        [number(0, 256, 1)],
        [number(0, 0, float("nan"))],
        [number(0, 0, 1, 99)],
        [(0x0203, bytes(13))],
        [(0x0201, bytes(14))],
        [(0x0203, b"")],
        [(0x0000, b"")],
        [(0x0406, bytes(22))],
        [(0x00BD, pack("<2HHiH", 0, 1, 0, 2, 2))],
        [(0x00FD, pack("<3HI", 0, 0, 0, 7))],
        [(0x0204, pack("<3HHB", 0, 0, 0, 9, 0) + b"short")],
        [(0x0204, pack("<3HHB", 0, 0, 0, 1, 1) + b"x")],
        [(0x0204, pack("<3HHB", 0, 0, 0, 1, 1) + b"\0\xd8")],
        [(0x0207, words("of none"))],
        [formula(0, 0, TEXT)],
        [formula(0, 0, TEXT), number(0, 1, 1)],
        [formula(0, 0, b"\7" + TEXT[1:])],
        [(0x0809, b"")],
    ],
)
def test_records_that_do_not_fit(cells: list[Record]) -> None:
    """Cells out of their order, of other lengths, of older forms or half there tell of damage."""
    found = refusal(old_workbook({"A": cells}))

    assert (found.code, found.say(found.note)) == ("SCH575", "It is damaged, or was not saved to its end.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        begin(0x10) + record(0x0A, b""),
        record(0x0A, b""),
        begin(5),
        begin(5) + pack("<2H", 0x0042, 9999),
        begin(5) + record(0x0085, pack("<I4B", 0, 0, 0, 1, 0) + b"A") + record(0x0A, b""),
        begin(5) + record(0x0085, pack("<I4B", 80, 0, 0, 1, 0) + b"A") + record(0x0A, b""),
        stream({"A": []}).replace(b"\x85\0\x09\0", b"\x42\0\x09\0").replace(record(0x01C1, bytes(8)), b"\x85\0\x08\0"),
    ],
)
def test_sheets_that_do_not_fit(content: bytes) -> None:
    """A beginning that is none, an end that is missing and a sheet that is not where it should be tell of damage."""
    assert refusal(compound({"Workbook": content})).code == "SCH575"


def test_no_sheet_within_another() -> None:
    """Two names for one sheet would let a small file grow."""
    content = stream({"A": [number(0, 0, 1)], "B": []})
    at = content.index(b"\x85\0")
    twice = content[: at + 17] + content[at + 4 : at + 8] + content[at + 21 :]

    assert refusal(compound({"Workbook": twice})).code == "SCH575"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (compound({"Workbook": stream({"A": []}, [(0x002F, bytes(6))])}), "It has a password."),
        (compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), "It has a password."),
        (compound({"Book": begin(5, 0x0500)}), "It has a form of Excel before 1997."),
        (compound({"Workbook": begin(5, 0x0500)}), "It has a form of Excel before 1997."),
        (compound({"WordDocument": b""}), "It is damaged, or was not saved to its end."),
    ],
)
def test_other_forms(content: bytes, words: str) -> None:
    """A password and an older form are told; the help says what to save it as."""
    found = refusal(content)

    assert (found.code, found.say(found.note)) == ("SCH575", words)
    assert 'type "Excel Workbook (.xlsx)"' in found.say(found.help)


def test_small_streams() -> None:
    """A short workbook stands in small sectors within those of the root."""
    content = compound({"workbook": stream({"A": [number(0, 0, 1)]})}, small=True)

    assert read_old_workbook(content)[0].values == {(1, 1): 1}
    assert read_old_workbook(changed(content, 0x2C, 9))[0].values == {(1, 1): 1}  # of nine tables one is there


def changed(content: bytes, at: int, written: int) -> bytes:
    """Write another number into four bytes."""
    return content[:at] + pack("<I", written) + content[at + 4 :]


def test_a_long_file_lists_its_tables_further_on() -> None:
    """The table of what follows what may be named in a sector of its own."""
    content = old_workbook({"A": [number(0, 0, 1)]})
    last = len(content) // 512 - 1
    further = content + pack("<I", 0).ljust(508, b"\xff") + pack("<I", 0xFFFFFFFE)

    assert read_old_workbook(changed(changed(further, 0x4C, 0xFFFFFFFF), 0x44, last))[0].values == {(1, 1): 1}


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (0x1E, 3),  # how long a sector is
        (0x30, 9999),  # where the directory is
        (0x30, 0xFFFFFFFE),
        (0x4C, 9999),  # where the table is
        (0x44, 2),
        (512 + 4, 1),  # the directory follows itself
        (512 + 8, 0xFFFFFFFE),  # the workbook ends too soon
        (1024 + 0x4C, 77),  # the first entry of the root
    ],
)
def test_a_disk_that_does_not_fit(at: int, written: int) -> None:
    """Sectors that are not there, that go round in a circle or end too soon tell of damage."""
    content = old_workbook({"A": [number(0, 0, 1)]})
    content = changed(content, 0x4C, 0xFFFFFFFF) if at == 0x44 else content

    with pytest.raises(DamagedError):
        read_old_workbook(changed(content, at, written))


def test_a_list_of_tables_that_goes_round() -> None:
    """A list that goes on for longer than the file is left where the file ends, and its tables stand but once."""
    content = old_workbook({"A": []})
    content += pack("<I", 0).ljust(508, b"\xff") + pack("<I", len(content) // 512 - 1)

    with pytest.raises(DamagedError):
        streams(changed(changed(content, 0x44, len(content) // 512 - 2), 0x2C, 99), ("WORKBOOK",))


def test_damaged_copies() -> None:
    """Whatever is done to the bytes, a workbook is read or refused, and never a fault of ours."""
    chance = Random(20261122)  # noqa: S311 - the same damage each time
    for content in ((DATA / "libre_office.xls").read_bytes(), (DATA / "xlwt.xls").read_bytes()):
        for _ in range(60):
            damaged = bytearray(content)
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
            at = chance.randrange(8, len(damaged))
            damaged[at : at + 64] = bytes(chance.choice((0, 64)))
            tables, found = read_file("given.xls", bytes(damaged[: chance.choice((None, at + 1))]), KNOWN)
            assert tables or found
