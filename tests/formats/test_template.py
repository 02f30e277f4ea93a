"""What a scheme asks for can be written as empty tables, filled in, and read back as it is."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from click.testing import CliRunner

from compiled import scheme_of
from passes import CONTRACTS, compiled
from schemelang.cli.commands import schemelang
from schemelang.figures.asked import asked
from schemelang.figures.columns import known_headings
from schemelang.figures.figures import Figures
from schemelang.figures.files import read_file
from schemelang.figures.from_files import read_figures
from schemelang.formats.figure_words import about_figure
from schemelang.formats.table_schema import as_package, file_name
from schemelang.formats.template import notes, template
from schemelang.model.model import Figure, Quantity, Scheme
from schemelang.report import as_text
from schemelang.spreadsheet import Percent, Pounds, Sheet, Value, csv_text, workbook
from supplied import HEADING, NETWORKS, TWO_YEARS, WITHOUT_GROUPS, read

HERE = Path(__file__).parent
MANY = scheme_of(
    """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    groups            networks into areas
    if not reported,  hold the payment
    if undecided,     hold the payment
    if a practice merges,   hold the payment
    if a practice splits,   hold the payment
    if a practice closes,   hold the payment

party ccg "NHS Vale CCG"
    code              08V
figure sort "What sort of practice it is"
    is one of "rural" and "town" for each practice
figure england "Growth of England"
    is a percentage during the year
    never more than   50%
    never less than   -50%
    source            "The Office for National Statistics"
    published         on 31 October 2013
figure area_budget "Budget"
    is money for each area during each half-year
judgement content "Content with the plan" for each practice
    is yes or no
        > Whether the plan is good.
    decided by        "the clinical lead"
"""
)
CONTRACT = next(path for path in CONTRACTS if path.stem == "diabetes")

VALUES: Mapping[Quantity, tuple[Value, object]] = {
    Quantity.COUNT: (0, Fraction(0)),
    Quantity.MONEY: (Pounds(-1250), Fraction(-25, 2)),
    Quantity.NUMBER: (Fraction(5, 4), Fraction(5, 4)),
    Quantity.SHARE: (Percent(Fraction(45, 100)), Fraction(45, 100)),
    Quantity.YES_NO: ("yes", True),
    Quantity.DATE: (date(2013, 4, 30), date(2013, 4, 30)),
}
"""What is filled in for a figure, and what is read."""


def filled(sheets: tuple[Sheet, ...], scheme: Scheme) -> tuple[Sheet, ...]:
    """Fill in every figure of every table."""
    figures = {figure.name: figure for figure in scheme.blocks if isinstance(figure, Figure)}

    def fill(heading: str, value: Value) -> Value:
        figure = figures.get(heading)
        if figure is None:
            return value
        return figure.type.words[0] if figure.type.words else VALUES[figure.type.quantity][0]

    def rows(sheet: Sheet) -> tuple[tuple[Value, ...], ...]:
        headings = [column.heading for column in sheet.columns]
        empty: tuple[tuple[Value, ...], ...] = ((None,) * len(headings),)
        return tuple(tuple(map(fill, headings, row)) for row in sheet.rows or empty)

    return tuple(evolve(sheet, rows=rows(sheet)) for sheet in sheets)


def as_files(sheets: tuple[Sheet, ...], form: str) -> dict[str, bytes]:
    """Write tables as one workbook, or each as a file of text."""
    if form == "xlsx":
        return {"all.xlsx": workbook(sheets)}
    return {
        file_name(sheet.name): csv_text([[column.heading for column in sheet.columns], *sheet.rows]).encode()
        for sheet in sheets
    }


def read_back(files: Mapping[str, bytes], scheme: Scheme) -> Figures:
    """Read files in which nothing is wrong, and nothing is missing."""
    read = [read_file(name, content, known_headings(scheme)) for name, content in files.items()]
    assert [as_text(problems) for _, problems in read if problems] == []
    figures, problems = read_figures(tuple(table for tables, _ in read for table in tables), scheme)
    assert figures is not None, as_text(problems)
    assert {each.code for each in problems} <= {"SCH541"}
    return figures


KNOWN = {
    "networks": (NETWORKS, "practice,practice_name,network,from,to\nA1,Ash,N1,,30/09/2013\nA2,Elm,N2,,\n0123,,N2,,\n"),
    "two years": (TWO_YEARS, "practice,network\nA1,N1\nA2,N2\n"),
    "no groups": (WITHOUT_GROUPS, "practice,practice_name,from\nA1,Ash,01/07/2013\nA2,,\n"),
    "many": (
        MANY,
        """practice,network,network_name,area,from,to,merged_into,closed
A1,N1,North,W,,30/06/2013,A2,
A2,N1,North,W,,,,
A3,N2,,E,,30/09/2013,,yes
""",
    ),
}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("name", KNOWN)
def test_filled_in_and_read_back(name: str, form: str) -> None:
    """A template with those who are known, once it is filled in, is read without a word, and says who they are."""
    scheme, who = KNOWN[name]
    known = read(who, scheme=scheme)
    back = read_back(as_files(filled(template(scheme, known), scheme), form), scheme)

    assert back.members == known.members
    assert [evolve(each, place=None) for each in back.memberships] == [
        evolve(each, place=None) for each in known.memberships
    ]
    figures = {figure.name: figure.type for figure in scheme.blocks if isinstance(figure, Figure)}
    assert {figure for figure, _, _ in back.data} == set(figures)
    for (figure, _, _), datum in back.data.items():
        kind = figures[figure]
        assert datum.value == (kind.words[0] if kind.words else VALUES[kind.quantity][1])


def test_nobody_known() -> None:
    """Where nobody is known there are headings, and room for as many as the scheme says."""
    sheets = template(NETWORKS, None)

    assert [sheet.name for sheet in sheets] == [
        "practices",
        "figures of practices",
        "figures of networks",
        "figures of the whole scheme",
        "practices by quarter",
        "networks by quarter",
    ]
    assert [sheet.rows for sheet in sheets] == [()] * 6
    assert [sheet.open for sheet in sheets] == [101, 101, 101, 2, 401, 401]


def test_earlier_periods_are_asked_for_only_where_they_are_read() -> None:
    """Rows are for the periods of the term."""
    (table,) = (table for table in asked(TWO_YEARS) if table.kind == "half_year")

    assert [period.name for period in table.periods][:2] == ["half-year 1 of 2013/14", "half-year 2 of 2013/14"]


def test_what_to_fill_in_is_said() -> None:
    """Each column has its meaning, its unit, whose it is and when, its range, and how it is written."""
    figures = {figure.name: figure for figure in MANY.blocks if isinstance(figure, Figure)}

    assert list(about_figure(figures["england"])) == [
        "Growth of England.",
        "A percentage, for the whole scheme, for 1 April 2013 to 31 March 2014.",
        "Never more than 50%.",
        "Never less than -50%.",
        "It comes from The Office for National Statistics.",
        "Published on 31 October 2013.",
        "Write it with its sign, such as 76.3%.",
        "If there is nothing to report, leave the cell empty. Write * if it is suppressed, z if it does not apply.",
    ]
    text = notes(MANY)
    for words in (
        "One of “rural” or “town”, for each practice.",
        "An amount of money, for each area, during each half-year.",
        "Decided by the clinical lead.",
        "While nothing is decided, leave the cell empty.",
        "half_year: The half-year, such as half-year 2.",
        "merged_into: If it merged during the term, the code of the practice that it went into.",
    ):
        assert words in text


def test_where_it_is_read_is_said() -> None:
    """A figure that is read from a published file says which, for those who look for it there."""
    scheme = scheme_of(
        HEADING
        + """
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2014
    read from "QOF prevalence", the column "REGISTER" where "GROUP_CODE" is "DM"
"""
    )

    assert 'the published file "QOF prevalence", in the rows where "GROUP_CODE" is "DM"' in notes(scheme)


def test_choices() -> None:
    """A yes or no, a word and a period are chosen from a list."""
    choices = {column.heading: column.choices for sheet in template(MANY, None) for column in sheet.columns}

    assert choices["sort"] == ("rural", "town")
    assert choices["closed"] == ("yes", "no")
    assert choices["half_year"] == ("half-year 1", "half-year 2")


# ---------------------------------------------------------------- Table Schema

PUBLISHED = json.loads((HERE / "frictionless" / "table-schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", [NETWORKS, TWO_YEARS, MANY], ids=["networks", "two years", "many"])
def test_schemas_are_table_schemas(scheme: Scheme) -> None:
    """Each schema is one by the published schema of Table Schema, and its fields are the headings of the template."""
    package = as_package(scheme)
    sheets = {file_name(sheet.name): sheet for sheet in template(scheme, None)}

    assert [resource["path"] for resource in package["resources"]] == list(sheets)
    for resource in package["resources"]:
        jsonschema.validate(resource["schema"], PUBLISHED)
        headings = [column.heading for column in sheets[resource["path"]].columns]
        assert [field["name"] for field in resource["schema"]["fields"]] == headings
        assert set(resource["schema"].get("primaryKey", [])) <= set(headings)


def test_a_schema_that_is_none_is_found() -> None:
    """The published schema refuses a field of a type that there is not."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"fields": [{"name": "a", "type": "pounds"}]}, PUBLISHED)


def test_fields_say_what_they_hold() -> None:
    """A field has the type, the limits and the words of its figure."""
    fields = {
        field["name"]: field for resource in as_package(MANY)["resources"] for field in resource["schema"]["fields"]
    }

    assert fields["england"]["constraints"] == {"minimum": "-50%", "maximum": "50%"}
    assert (fields["england"]["type"], fields["england"]["bareNumber"]) == ("number", False)
    assert fields["sort"]["constraints"] == {"enum": ["rural", "town"]}
    assert fields["half_year"]["constraints"] == {"required": True, "enum": ["half-year 1", "half-year 2"]}
    assert fields["closed"]["type"] == "boolean"
    assert fields["from"]["type"] == "date"
    assert "constraints" not in fields["area_budget"]


# ---------------------------------------------------------------- the commands


def run(*words: str, code: int = 0) -> str:
    """Run a command, and return what it prints."""
    result = CliRunner().invoke(schemelang, ["figures", *words])
    assert result.exit_code == code, result.output
    return result.output


def test_template_is_written(tmp_path: Path) -> None:
    """A workbook or files of text are written, with those who take part, and never over another."""
    practices = str(CONTRACT.parent / "figures" / "practices.csv")
    written = run("template", str(CONTRACT), "--figures", practices, "--out", str(tmp_path))
    scheme = compiled(CONTRACT).scheme
    assert scheme is not None
    path = tmp_path / "diabetes_package-figures.xlsx"
    (practices_table, *_), _ = read_file("a.xlsx", path.read_bytes(), known_headings(scheme))

    assert f"Written: {path}" in written
    assert len(practices_table.rows) == 35
    run("template", str(CONTRACT), "--out", str(tmp_path), code=3)
    assert "what-to-fill-in.txt" in run("template", str(CONTRACT), "--format", "csv", "--out", str(tmp_path))
    assert (
        (tmp_path / "figures-of-practices.csv").read_bytes().startswith(b"\xef\xbb\xbfpractice,practice_name,list_size")
    )


def test_template_refuses_what_cannot_be_read(tmp_path: Path) -> None:
    """Those who take part are read as figures are, and refused as they are."""
    (tmp_path / "a.csv").write_text("practice,network\nTotal,N1\n", encoding="utf-8")

    assert "SCH580" in run("template", str(CONTRACT), "--figures", str(tmp_path), "--out", str(tmp_path), code=3)


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    """The schemas are printed, or written beside the files that they are of."""
    printed = json.loads(run("schema", str(CONTRACT)))
    run("schema", str(CONTRACT), "--out", str(tmp_path))

    assert json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8")) == printed
    assert printed["title"] == "Diabetes care package"
