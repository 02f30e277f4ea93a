"""A published file is known by its headings, and its columns are believed by what stands under them."""

import pytest

from extracts import DATA, table
from schemelang.figures.csv_text import read_csv
from schemelang.figures.nhs.recognised import Recognised, changed_places, misfits, recognise

NAMES = {
    "PREVALENCE_2021": "QOF prevalence",
    "MAPPING_NHS_GEOGRAPHIES_2021": "QOF geographies",
    "MAPPING_INDICATORS_2021": "QOF indicators",
    "MAPPING_PCAS_2021": "QOF adjustments",
    "ORGANISATION_REFERENCE_2021": "QOF maximum points",
    "PRACTICE_VALIDATION_2021": "QOF validation",
    "QOF_points_2021-22": "QOF points",
    "QOF_by_condition": "QOF achievement by condition",
    "nhs_payments_22-23": "NHS payments",
    "gp-reg-pat-prac-all_2021-01": "Registered patients",
    "gp-reg-pat-prac-map_2022-01": "Practices and their networks",
    "ePCN_2022-02": "ePCN",
    "ePCN_networks_2022-02": "ePCN networks",
    "Sussex_lookup": "ePCN",
    "epraccur_2023-02": "ODS practices",
    "epd_201709": "Prescribing",
    "fingertips_93930": "Fingertips",
    "cqrs_ncdes": "CQRS",
    "cqrs_fields": "CQRS fields",
    "cqrs_definitions": "CQRS definitions",
    "cqrs_points": "CQRS points",
    "cqrs_control": "CQRS indicators",
    "cqrs_participation": "CQRS participation",
    "cqrs_rules": "CQRS validation rules",
}


def known(name: str, change: tuple[str, str] = ("", "")) -> Recognised:
    """Read an extract that is of a published layout."""
    file = recognise(table(name, change))
    assert file is not None
    return file


def test_every_extract_is_listed() -> None:
    """No file lies there that is not looked at."""
    assert {path.stem for path in DATA.glob("*.csv")} == {*NAMES, "gp-reg-pat-prac-map_2020-09"}


@pytest.mark.parametrize("name", NAMES)
def test_known_by_its_headings(name: str) -> None:
    """Each extract is of the layout that it was published in, and every column of that is believed."""
    file = known(name)

    assert file.layout.name == NAMES[name]
    assert list(misfits(file, (column.name for column in file.layout.columns))) == []
    assert all(file.column(column.name) is not None for column in file.layout.asked)


def test_days_that_excel_has_changed() -> None:
    """A file that was saved in Excel has other days in it, and they are not believed."""
    file = known("gp-reg-pat-prac-map_2020-09")

    [found] = misfits(file, ["EXTRACT_DATE", "PRACTICE_CODE"])
    assert (found.cell.text, found.heading) == ("01-Sep-20", "EXTRACT_DATE")


def test_own_layout_is_none() -> None:
    """A file of figures as the scheme has them is of no published layout."""
    own, _ = read_csv("own.csv", b"practice,list_size\nF84016,100\n")

    assert own is not None
    assert recognise(own) is None


def test_headings_that_changed_places() -> None:
    """A heading over another column's cells is not believed, and the first of them is named."""
    file = known("PREVALENCE_2021", ("PRACTICE_CODE,GROUP_CODE", "GROUP_CODE,PRACTICE_CODE"))

    [found] = misfits(file, ["PRACTICE_CODE", "PRACTICE_CODE", "REGISTER"])
    assert (found.cell.text, found.heading, found.others) == ("AF", "PRACTICE_CODE", 24)
    assert found.words == "codes of practices, such as A81001"


def test_numbers_that_changed_places() -> None:
    """Two columns of numbers under each other's heading are told by which is the larger in most rows."""
    headings = "REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE"
    file = known("PREVALENCE_2021", (headings, "PRACTICE_LIST_SIZE,PATIENT_LIST_TYPE,REGISTER"))

    [found] = changed_places(file, ["REGISTER"])
    assert (found.cell.text, found.heading, found.others) == ("11688", "REGISTER", 24)
    assert found.words == 'numbers up to those under "PRACTICE_LIST_SIZE"'
    assert list(changed_places(file, ["GROUP_CODE"])) == []
    assert list(changed_places(known("PREVALENCE_2021"), ["REGISTER"])) == []
    assert list(changed_places(known("cqrs_control"), ["REGISTER"])) == []


def test_a_column_under_another_heading() -> None:
    """The network's code of the payments file is headed Code, and is a code of a network."""
    file = known("nhs_payments_22-23")

    assert file.column("PCN Code") == 4
    assert file.column("Seniority") is not None
    assert file.column("nothing of the kind") is None
    assert file.holds("Seniority") == file.holds("Global Sum")


def test_a_family_of_columns() -> None:
    """A column of a family is that of its own heading only."""
    file = known("QOF_by_condition")

    assert file.column("Achievement_CHD") == 4
    assert file.column("Achievement_XX") is None
    assert known("PREVALENCE_2021").holds("no such column") is None


def test_sign_for_no_number() -> None:
    """A sign that stands for no number is at home among numbers."""
    file = known("PREVALENCE_2021", (",AF,", ",AF,*"))
    starred = known("PREVALENCE_2021", ("TOTAL", "TOTAL"))

    assert [found.cell.text[:1] for found in misfits(file, ["REGISTER"])] == ["*"]
    assert list(misfits(starred, ["REGISTER"])) == []
