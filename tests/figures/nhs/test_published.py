"""Figures are read from published files as they are: by column, code, time and party, each with its own cell."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve

from compiled import scheme_of
from extracts import table
from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.figures import Datum, Figures, State
from schemelang.figures.files import read_file
from schemelang.figures.from_files import read_figures
from schemelang.figures.shape import letters
from schemelang.figures.table import Table
from schemelang.model.model import Scheme
from schemelang.report import as_text
from schemelang.source import CellPlace
from workbooks import text as words
from workbooks import workbook

HEADING = """
scheme local_care "Local care"
    offered by        icb
    offered to        practices
    runs              1 April {year} to 31 March {last}
    groups            practices into networks
    if not reported,  hold the payment

party icb "NHS North East London Integrated Care Board"
    code              QMF
"""
OWN = "F84016 F84030 F84054 F84062 F84083"
WHOLE_YEAR = "on 31 March 2021"


@cache
def scheme(what: str, line: str, year: int = 2020) -> Scheme:
    """Compile a scheme with one figure, read by a line."""
    figure = f'figure one "One"\n    is {what}\n    read from {line}\n'
    return scheme_of(HEADING.format(year=year, last=year + 1) + figure)


def own(codes: str, column: str = "practice") -> Table:
    """Return a table that says who takes part."""
    return text("own.csv", f"{column}\n" + "".join(f"{code}\n" for code in codes.split()))


def text(name: str, content: str) -> Table:
    """Read a text as a file."""
    read, _ = read_csv(name, content.encode())
    assert read is not None
    return read


def read(asked: Scheme, *tables: Table, partial: bool = False) -> Figures:
    """Read files of which there is nothing to say but advice."""
    figures, found = read_figures(tables, asked, partial=partial)
    assert figures is not None, as_text(found)
    return figures


def data(asked: Scheme, *tables: Table) -> Mapping[str | None, object]:
    """Return the value of the one figure for each party."""
    return {datum.party: datum.value for datum in read(asked, *tables).data.values()}


def only(asked: Scheme, *tables: Table) -> Datum:
    """Return the one cell that is read."""
    [datum] = read(asked, *tables).data.values()
    return datum


def found_in(asked: Scheme, *tables: Table) -> tuple[Diagnostic, ...]:
    """Return what there is to say of files, errors and advice."""
    return read_figures(tables, asked)[1]


def codes(asked: Scheme, *tables: Table) -> list[str]:
    """Return the codes of all that there is to say."""
    return [each.code for each in found_in(asked, *tables)]


COUNT = f"a count of patients for each practice {WHOLE_YEAR}"
REGISTER = '"QOF prevalence", the column "REGISTER" where "GROUP_CODE" is "DM"'


class TestLayouts:
    """One figure of each published file, as it stands in the file."""

    def test_prevalence(self) -> None:
        """The register of the group that is picked, with its own cell."""
        datum = only(scheme(COUNT, REGISTER), own("F84016"), table("PREVALENCE_2021"))

        assert (datum.party, datum.value, datum.written) == ("F84016", Fraction(654), "654")
        assert datum.place == CellPlace("PREVALENCE_2021.csv", 5, "REGISTER")

    def test_list_size_of_the_same_file(self) -> None:
        """Another column of the same row; the words that are picked may be in small letters."""
        line = '"qof prevalence", the column "Practice_List_Size" where "group_code" is "af"'

        assert data(scheme(COUNT, line), own("F84016"), table("PREVALENCE_2021")) == {"F84016": 11688}

    def test_indicators_are_of_the_whole_scheme(self) -> None:
        """Points of an indicator are nobody's, and need no word about who takes part."""
        line = '"QOF indicators", the column "INDICATOR_POINT_VALUE" where "INDICATOR_CODE" is "AF006"'

        assert data(scheme("a number", line), table("MAPPING_INDICATORS_2021")) == {None: 12}

    def test_maximum_points(self) -> None:
        """A file with one number for each practice needs no pick."""
        line = '"QOF maximum points", the column "REVISED_MAXIMUM_POINTS"'
        found = data(scheme("a number for each practice", line), own(OWN), table("ORGANISATION_REFERENCE_2021"))

        assert found == dict.fromkeys(OWN.split(), 567)

    def test_achievement_of_two_regions(self) -> None:
        """The raw achievement is read by its described layout, from as many files as there are."""
        heading = "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n"
        london = text("ACHIEVEMENT_LONDON.csv", heading + "F84016,DM036,NUMERATOR,301\nF84016,DM036,DENOMINATOR,568\n")
        south = text("ACHIEVEMENT_SOUTH_EAST.csv", heading + "G81001,DM036,NUMERATOR,412\n")
        line = '"QOF achievement", the column "VALUE" where "INDICATOR_CODE" is "DM036" and "MEASURE" is "NUMERATOR"'

        assert data(scheme(COUNT, line), own("F84016 G81001"), london, south) == {"F84016": 301, "G81001": 412}

    def test_points_as_percentages(self) -> None:
        """A percentage without its sign is one, and is shown with it."""
        line = '"QOF points", the column "QOF points total (%)"'
        datum = only(scheme("a percentage for each practice", line), own("F84016"), table("QOF_points_2021-22"))

        assert (datum.value, datum.written) == (Fraction("0.8163"), "81.63%")

    def test_achievement_by_condition(self) -> None:
        """A wide table has a column for each condition; NA is not reported."""
        line = '"QOF achievement by condition", the column "Achievement_{}"'
        kind = "a percentage for each practice"
        wide = table("QOF_by_condition")

        assert data(scheme(kind, line.format("HYP")), own("F84016"), wide) == {"F84016": Fraction("0.7632")}
        assert data(scheme(kind, line.format("LVSD")), own("F84016"), wide) == {"F84016": State.NOT_REPORTED}

    def test_payments_below_nothing(self) -> None:
        """Money that was taken back is below nothing, and is read so."""
        line = '"NHS payments", the column "Deductions for Pensions, Levies and Prescription Charge Income"'
        found = data(scheme("money for each practice", line), own("A81001"), table("nhs_payments_22-23"))

        assert found == {"A81001": Fraction("-84342.76")}

    def test_words_and_days_of_payments(self) -> None:
        """A column of words gives one of several words, and a column of days a day."""
        words = scheme('one of "GMS" and "PMS" for each practice', '"NHS payments", the column "Contract Type"')
        day = scheme("a date for each practice", '"NHS payments", the column "Practice Open Date"')

        assert data(words, own("A81001"), table("nhs_payments_22-23")) == {"A81001": "GMS"}
        assert data(day, own("A81001"), table("nhs_payments_22-23")) == {"A81001": date(1974, 4, 1)}

    def test_registered_patients(self) -> None:
        """The list of a day is that of the file of the day."""
        asked = scheme(
            "a count of patients for each practice on 1 January 2021",
            '"Registered patients", the column "NUMBER_OF_PATIENTS"',
        )

        assert data(asked, own("F84016 F84030"), table("gp-reg-pat-prac-all_2021-01")) == {
            "F84016": 11946,
            "F84030": 3750,
        }

    def test_registered_patients_by_age(self) -> None:
        """Totals stand among the ages, and are not read with them."""
        heading = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
        row = "GP_PRAC_PAT_LIST,01APR2020,GP,F84016,.,E2 9LS,{},{},{}\n"
        given = text("quin.csv", heading + row.format("ALL", "ALL", 90) + row.format("FEMALE", "25_29", 40))
        line = '"Registered patients by age", the {} "NUMBER_OF_PATIENTS" where "SEX" is "FEMALE"'
        of_day = "a count of patients for each practice on 1 April 2020"
        picked = scheme(of_day, line.format("column") + ' and "AGE_GROUP_5" is "25_29"')

        assert data(picked, own("F84016"), given) == {"F84016": 40}
        assert data(scheme(of_day, line.format("total of")), own("F84016"), given) == {"F84016": 40}

    def test_prescribing(self) -> None:
        """Costs are added up exactly, and the total says of how many rows it is."""
        line = '"Prescribing", the total of "ACTUAL_COST" where "BNF_CODE" begins with "0407010H"'
        asked = scheme("money for each practice during September 2017", line, 2017)
        datum = only(asked, own("B85010"), table("epd_201709"))
        cells = [row[24].text for row in table("epd_201709").rows if row[8].text == "B85010"]

        assert datum.value == sum(map(Fraction, cells), Fraction())
        assert datum.place == CellPlace("epd_201709.csv", column="ACTUAL_COST")
        assert datum.published is not None
        assert datum.published.row.endswith(f"and {len(cells) - 1} more")

    def test_fingertips(self) -> None:
        """Rows of England, of tenths and of practices in one file; a note says that a cell is suppressed."""
        picks = '"Indicator ID" is "93930" and "Sex" is "Persons" and "Age" is "0-4 yrs"'
        line = f'"Fingertips", the column "{{}}" where {picks}'
        counted = scheme("a count of children for each practice during the year", line.format("Count"), 2021)
        rate = scheme("a number for each practice during the year", line.format("Value"), 2021)
        given = table("fingertips_93930")

        assert data(counted, own("F84062"), given) == {"F84062": 550}
        assert data(rate, own("A82620"), given) == {"A82620": State.SUPPRESSED}
        assert only(rate, own("A82620"), given).place == CellPlace("fingertips_93930.csv", 9, "Value note")

    def test_cqrs(self) -> None:
        """A field of an indicator, at the end of the quarter that it was counted for."""
        line = '"CQRS", the column "VALUE" where "IND_CODE" is "CAN04" and "FIELD_NAME" is "FAECIMMDEC"'
        asked = scheme("a count of patients for each practice at the end of each quarter", line, 2024)
        given = read(asked, own("A81001 A81002"), table("cqrs_ncdes"))

        assert [(key[1], key[2] and key[2].name, datum.value) for key, datum in given.data.items()] == [
            ("A81001", "quarter 2", 14),
            ("A81002", "quarter 2", 2919),
        ]

    def test_points_of_cqrs_that_are_not_there(self) -> None:
        """An empty cell is not reported, and never nothing."""
        line = '"CQRS points", the column "POINTS" where "IND_CODE" is "AF001"'
        asked = scheme("a number for each practice on 31 March 2024", line, 2023)

        assert data(asked, own("A10001"), table("cqrs_points")) == {"A10001": State.NOT_REPORTED}


CQRS = (
    "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,SUBMIT_USER_ID,"
    "SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION\n"
)
SENT = "NCD2425,Network Contract,{},20240930,CAN04,Numerator,{},None,cro-processor,{},{},{}\n"
NUMERATOR = '"CQRS", the column "VALUE" where "IND_CODE" is "CAN04" and "FIELD_NAME" is "Numerator"'
COUNTED = "a count of patients for each {} on 30 September 2024"


class TestSubmissions:
    """Of several submissions the last counts."""

    def asked(self, level: str = "practice") -> Scheme:
        """Return a scheme with a figure of CQRS."""
        return scheme(COUNTED.format(level), NUMERATOR, 2024)

    def test_the_one_that_is_marked(self) -> None:
        """A submission that is not marked the last does not count."""
        rows = SENT.format("A81001", 12, "02/10/2024", "09:00:00", "N") + SENT.format(
            "A81001", 14, "05/10/2024", "19:36:07", "Y"
        )

        assert data(self.asked(), own("A81001"), text("cqrs.csv", CQRS + rows)) == {"A81001": 14}

    def test_the_one_that_was_sent_last(self) -> None:
        """Two extracts have each a last submission, and that of the later day counts, read day first."""
        first = text("october.csv", CQRS + SENT.format("A81001", 12, "05/10/2024", "19:36:07", "Y"))
        second = text("november.csv", CQRS + SENT.format("A81001", 15, "04/11/2024", "08:00:00", "Y"))

        assert data(self.asked(), own("A81001"), second, first) == {"A81001": 15}

    def test_two_at_the_same_moment(self) -> None:
        """Two that were sent at one moment are the same figure given twice."""
        rows = "".join(SENT.format("A81001", number, "05/10/2024", "19:36:07", "Y") for number in (12, 14))

        assert codes(self.asked(), own("A81001"), text("cqrs.csv", CQRS + rows)) == ["SCH532"]

    def test_networks_beside_practices(self) -> None:
        """A figure of networks is read from the rows of networks."""
        rows = SENT.format("A81001", 14, "05/10/2024", "19:36:07", "Y") + SENT.format(
            "U12345", 99, "05/10/2024", "19:36:07", "Y"
        )

        assert data(self.asked("network"), own("U12345", "network"), text("cqrs.csv", CQRS + rows)) == {"U12345": 99}

    def test_short_names(self) -> None:
        """A field may be picked by its short name, or by how its long one begins, if the list of fields is given."""
        short = '"CQRS", the column "VALUE" where "IND_CODE" is "CAN04" and "SHORT_NAME" is "FAECIMMDEC"'
        begun = '"CQRS", the column "VALUE" where "IND_CODE" is "CAN04" and "FIELD_NAME" begins with "faecimm"'
        asked = [
            scheme("a count of patients for each practice on 30 September 2024", line, 2024) for line in (short, begun)
        ]
        files = (own("A81001"), table("cqrs_ncdes"))

        assert data(asked[0], *files, table("cqrs_fields")) == {"A81001": 14}
        assert "SCH597" not in codes(asked[0], *files, table("cqrs_fields"))
        assert data(asked[1], *files) == {"A81001": 14}
        [found] = [each for each in found_in(asked[0], *files) if each.code == "SCH598"]
        assert 'It stands in the published file "CQRS fields"' in as_text([found])

    def test_older_extracts(self) -> None:
        """Extracts as they were before: what is not approved does not count, and is not reported."""
        heading = "PRMRY_MDCL_CARE_SRVC_SHRT_NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,APPROVED_STATUS\n"
        rows = "NCD,A81001,20240930,CAN04,Numerator,14,Approved\nNCD,A81002,20240930,CAN04,Numerator,9,Declined\n"
        asked, given = self.asked(), text("older.csv", heading + rows)

        assert data(asked, own("A81001 A81002"), given) == {"A81001": 14}
        assert "SCH595" in codes(asked, own("A81001 A81002"), given)

    def test_older_and_newer_extracts(self) -> None:
        """Of an older extract and one that says when it was sent, the latter counts."""
        heading = "PRMRY_MDCL_CARE_SRVC_SHRT_NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,APPROVED_STATUS\n"
        older = text("older.csv", f"{heading}NCD,A81001,20240930,CAN04,Numerator,14,Approved\n")
        newer = text("newer.csv", CQRS + SENT.format("A81001", 15, "05/10/2024", "19:36:07", "Y"))

        assert data(self.asked(), own("A81001"), older, newer) == {"A81001": 15}


class TestTimes:
    """The row of the figure's time counts, and no other."""

    LINE = '"Registered patients", the column "NUMBER_OF_PATIENTS"'

    def of_day(self, day: str) -> Table:
        """Return a file of list sizes of a day."""
        heading = "PUBLICATION,EXTRACT_DATE,TYPE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n"
        return text(f"{day}.csv", f"{heading}GP_PRAC_PAT_LIST,{day},GP,F84016,ALL,ALL,{int(day[:2])}\n")

    def test_each_quarter_has_its_file(self) -> None:
        """Files of several days are one input, each for the quarter that it closes; one of another day is passed by."""
        asked = scheme("a count of patients for each practice at the end of each quarter", self.LINE)
        given = read(asked, own("F84016"), *map(self.of_day, ("30JUN2020", "01JUL2020", "31MAR2021")))

        assert [(key[2] and key[2].name, datum.value) for key, datum in given.data.items()] == [
            ("quarter 1", 30),
            ("quarter 4", 31),
        ]

    def test_a_figure_of_no_time_takes_any(self) -> None:
        """A figure that says no time is read from the one file there is."""
        assert data(scheme("a number for each practice", self.LINE), own("F84016"), self.of_day("01JUL2020")) == {
            "F84016": 1
        }

    def test_two_days_for_a_figure_of_no_time(self) -> None:
        """With two files it is given twice."""
        files = map(self.of_day, ("01JUL2020", "01OCT2020"))

        assert codes(scheme("a number for each practice", self.LINE), own("F84016"), *files) == ["SCH532"]

    def test_each_year_of_one(self) -> None:
        """A file that says no time gives a figure for each year, where there is one year."""
        given = read(
            scheme("a count of patients for each practice during each year", REGISTER),
            own("F84016"),
            table("PREVALENCE_2021"),
        )

        assert [(key[2] and key[2].name, datum.value) for key, datum in given.data.items()] == [("the year", 654)]

    def test_the_year_before(self) -> None:
        """A file of the year before is of another time, unless the scheme reads it."""
        asked = scheme("a count of patients for each practice at the end of each quarter", self.LINE)

        [found] = found_in(asked, own("F84016"), self.of_day("31MAR2020"))
        assert "Its rows are of 31 March 2020" in as_text([found])


EPD = "YEAR_MONTH,PRACTICE_CODE,BNF_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST\n"


class TestTotals:
    """What is added up is added up whole, or not at all."""

    LINE = '"Prescribing", the total of "ITEMS" where "BNF_CODE" begins with "0106"'

    def month(self, month: str, *items: str) -> Table:
        """Return the file of a month, with the items of some rows."""
        rows = (f"{month},F84016,0106040M0BBAAAA,100,{each},100,100,1.00,0.93\n" for each in items)
        return text(f"epd_{month}.csv", EPD + "".join(rows))

    def asked(self, when: str) -> Scheme:
        """Return a scheme with a total."""
        return scheme(f"a count of items for each practice {when}", self.LINE)

    def test_a_quarter_of_three_files(self) -> None:
        """The three months of a quarter are added up; the quarter that has begun is not reported."""
        months = [self.month("202004", "1", "2"), self.month("2020_05", "3"), self.month("202006", "4")]
        asked = self.asked("during each quarter")
        given = read(asked, own("F84016"), *months, self.month("202007", "50"))
        datum = given.data["one", "F84016", Period(date(2020, 4, 1), date(2020, 6, 30), "quarter 1")]

        assert datum.value == 10
        assert datum.published is not None
        assert (datum.published.file, datum.published.row) == ("epd_202004.csv and 2 more", "2 and 3 more")
        assert len(given.data) == 1
        assert "SCH599" in codes(asked, own("F84016"), *months, self.month("202007", "50"))

    def test_each_month_by_itself(self) -> None:
        """Of a figure for each month, the month is whole."""
        given = read(self.asked("during each month"), own("F84016"), self.month("202004", "1", "2"))

        assert [datum.value for datum in given.data.values()] == [3]

    def test_one_suppressed_row(self) -> None:
        """Where one of the rows is suppressed, so is the total."""
        datum = only(self.asked("during April 2020"), own("F84016"), self.month("202004", "1", "*"))

        assert datum.value == State.SUPPRESSED

    def test_one_row_that_is_no_number_of_items(self) -> None:
        """A cell that cannot be read is told of, and nothing is added up."""
        assert codes(self.asked("during April 2020"), own("F84016"), self.month("202004", "1", "2.5")) == ["SCH525"]

    def test_of_no_time(self) -> None:
        """The total of a figure of no time is that of every row there is."""
        files = self.month("202004", "1", "2"), self.month("202005", "4")

        assert data(scheme("a number for each practice", self.LINE), own("F84016"), *files) == {"F84016": 7}

    def test_of_the_whole_scheme(self) -> None:
        """A total of the whole scheme is that of all the rows in the file."""
        asked = scheme("a count of items during April 2020", self.LINE)

        assert data(asked, self.month("202004", "1", "2")) == {None: 3}


def test_the_second_code_is_not_there() -> None:
    """Of several codes, the one that no row has is named."""
    given = text("achieved.csv", "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\nF84016,DM036,NUMERATOR,301\n")
    line = '"QOF achievement", the column "VALUE" where "INDICATOR_CODE" is "DM036" and "MEASURE" is "NUMERATORS"'

    [found] = found_in(scheme(COUNT, line), own("F84016"), given)
    assert 'The column "MEASURE" has no "NUMERATORS"; it has "NUMERATOR".' in " ".join(as_text([found]).split())


class TestWhoTakesPart:
    """A national file makes a member of nobody."""

    def test_members_of_the_networks_that_are_named(self) -> None:
        """A list of members says who is in each network that a user's own table names."""
        figures = read(
            scheme(COUNT, REGISTER),
            own("U50771", "network"),
            table("MAPPING_NHS_GEOGRAPHIES_2021"),
            table("PREVALENCE_2021"),
        )

        assert [(each.member, each.group) for each in figures.memberships] == [
            ("F84016", "U50771"),
            ("F84083", "U50771"),
        ]
        assert {party for _, party, _ in figures.data} == {"F84016", "F84083"}

    def test_practices_that_are_named(self) -> None:
        """A list of members says in which network each practice is that a user's own table names."""
        figures = read(
            scheme(COUNT, REGISTER), own("F84030"), table("gp-reg-pat-prac-map_2022-01"), table("PREVALENCE_2021")
        )

        assert [(each.member, each.group) for each in figures.memberships] == [("F84030", "U87199")]

    def test_in_no_network(self) -> None:
        """What stands where there is no network is not one."""
        none = table("gp-reg-pat-prac-map_2022-01", ("U87199,TOWER HAMLETS NETWORK 5 PCN", "U,UNALLOCATED"))
        figures = read(scheme(COUNT, REGISTER), own("F84030"), none, table("PREVALENCE_2021"))

        assert figures.memberships == ()

    def test_a_list_alone(self) -> None:
        """A list of members alone says who is where, and not who takes part."""
        assert "SCH592" in codes(
            scheme(COUNT, REGISTER), table("gp-reg-pat-prac-map_2022-01"), table("PREVALENCE_2021")
        )

    def test_a_list_where_nothing_is_grouped(self) -> None:
        """A scheme without groups has no use for a list of members."""
        alone = scheme_of(
            HEADING.format(year=2020, last=2021).replace("    groups            practices into networks\n", "")
            + f'figure one "One"\n    is {COUNT}\n    read from {REGISTER}\n'
        )

        assert "SCH597" in codes(alone, own("F84016"), table("gp-reg-pat-prac-map_2022-01"), table("PREVALENCE_2021"))

    def test_a_column_of_ones_own(self) -> None:
        """Without the published file, a column of a table of one's own gives the figure as before."""
        assert data(scheme(COUNT, REGISTER), text("own.csv", "practice,one\nF84016,12\n")) == {"F84016": 12}

    def test_a_table_of_ones_own_with_a_files_headings(self) -> None:
        """A table with a column for the scheme's own parties is one's own, whatever else stands in it."""
        given = text("own.csv", "practice,one,rule,description\nF84016,12,1,agreed\n")

        assert data(scheme(COUNT, REGISTER), given) == {"F84016": 12}

    def test_an_empty_column_of_ones_own(self) -> None:
        """A column that was left empty in a template does not stand against the published file."""
        given = text("own.csv", "practice,practice_name,one\nF84016,The Mission,\nF84030,Ruston Street,\n")

        assert data(scheme(COUNT, REGISTER), given, table("PREVALENCE_2021")) == {"F84016": 654, "F84030": 187}

    def test_both_in_a_file_and_in_a_column(self) -> None:
        """What is given in both is given twice."""
        found = codes(scheme(COUNT, REGISTER), text("own.csv", "practice,one\nF84016,12\n"), table("PREVALENCE_2021"))

        assert "SCH532" in found

    def test_many_are_not_there(self) -> None:
        """Of many that are not in the file the first ten are named."""
        absent = " ".join(f"F9{number:04}" for number in range(12))

        assert "and 2 more" in as_text(
            [
                each
                for each in found_in(scheme(COUNT, REGISTER), own(f"F84016 {absent}"), table("PREVALENCE_2021"))
                if each.code == "SCH595"
            ]
        )

    def test_a_table_that_is_nearly_the_file(self) -> None:
        """A table with most of a file's headings is named with the one that it has not."""
        nearly = table("PREVALENCE_2021", ("PATIENT_LIST_TYPE", "LIST_TYPE"))
        [found] = [each for each in found_in(scheme(COUNT, REGISTER), own("F84016"), nearly) if each.code == "SCH591"]

        assert 'PREVALENCE_2021.csv is like it, but has no column "PATIENT_LIST_TYPE"' in " ".join(
            as_text([found]).split()
        )


def numbers(name: str, *columns: str) -> list[tuple[Fraction, ...]]:
    """Return some columns of an extract as exact numbers."""
    read = table(name)
    at = [next(number for number, cell in enumerate(read.headings) if cell.text == column) for column in columns]
    return [tuple(Fraction(row[number].text) for number in at) for row in read.rows]


class TestIdentities:
    """What holds of the published files holds of what is read from them."""

    @pytest.mark.parametrize("practice", ["A81001", "F84016", "F84083"])
    def test_payments_less_deductions(self, practice: str) -> None:
        """What is left of the payments of a practice is the payments and the deductions together."""
        total = "Total NHS Payments to General Practice"
        columns = (total, "Deductions for Pensions, Levies and Prescription Charge Income", f"{total} Minus Deductions")
        paid, taken, left = (
            data(
                scheme("money for each practice", f'"NHS payments", the column "{column}"'),
                own(practice),
                table("nhs_payments_22-23"),
            )[practice]
            for column in columns
        )

        assert isinstance(paid, Fraction)
        assert isinstance(taken, Fraction)
        assert paid + taken == left

    def test_score_over_maximum(self) -> None:
        """The share of points is the score over the 635 that there are, to two decimals."""
        columns = ("Achievement score (635 max)", "QOF points total / 635 available (%)")

        assert [round(score / 635 * 100, 2) == share for score, share in numbers("QOF_points_2021-22", *columns)] == [
            True
        ] * 5

    def test_registers_within_lists(self) -> None:
        """No register is longer than the list that it is of."""
        assert all(register <= size for register, size in numbers("PREVALENCE_2021", "REGISTER", "PRACTICE_LIST_SIZE"))

    def test_rate_is_count_over_denominator(self) -> None:
        """The rate of Fingertips is its count for each thousand of its denominator."""
        rows = [row for row in table("fingertips_93930").rows if row[12].text]

        assert all(
            abs(Fraction(row[17].text) / Fraction(row[18].text) * 1000 - Fraction(row[12].text)) < 1 for row in rows
        )


def sheet(rows: list[list[str]]) -> str:
    """Write the rows of a sheet, every cell as words."""
    return "".join(
        f'<row r="{number}">{"".join(words(f"{letters(at)}{number}", cell) for at, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )


def test_order_changes_nothing() -> None:
    """Rows and files in another order give the same figures."""
    files = [table("PREVALENCE_2021"), table("MAPPING_NHS_GEOGRAPHIES_2021"), own("U50771 U60865 U87199", "network")]
    turned = [evolve(file, rows=file.rows[::-1]) for file in reversed(files)]

    assert read(scheme(COUNT, REGISTER), *files).data == read(scheme(COUNT, REGISTER), *turned).data


def test_in_a_workbook_under_a_title() -> None:
    """A published table is found in a workbook, under its title, and each cell keeps its sheet and row."""
    rows = [[cell.text for cell in row] for row in (table("PREVALENCE_2021").headings, *table("PREVALENCE_2021").rows)]
    content = workbook({"Notes": sheet([["About this table"]]), "Data": sheet([["Table 1"], [], *rows])})
    asked = scheme(COUNT, REGISTER)
    given, _ = read_file("qof.xlsx", content, known_headings(asked))
    datum = only(asked, own("F84016"), *given)

    assert (datum.value, datum.place) == (654, CellPlace("qof.xlsx", 7, "REGISTER", "Data"))


@pytest.mark.parametrize(
    ("sign", "state"),
    [
        ("*", State.SUPPRESSED),
        ("[c]", State.SUPPRESSED),
        ("-", State.NOT_REPORTED),
        ("NULL", State.NOT_REPORTED),
        ("", State.NOT_REPORTED),
        ("[z]", State.NOT_APPLICABLE),
    ],
)
def test_signs_for_no_number(sign: str, state: State) -> None:
    """Each sign for no number is read as what it stands for, and none as nothing."""
    given = table("PREVALENCE_2021", ("DM,654,", f"DM,{sign},"))

    assert data(scheme(COUNT, REGISTER), own("F84016"), given) == {"F84016": state}


def test_a_sign_is_no_code() -> None:
    """A sign for no number in place of a code is not believed."""
    given = table("PREVALENCE_2021", ("F84030,DM", "*,DM"))

    assert codes(scheme(COUNT, REGISTER), own("F84016"), given) == ["SCH590", "SCH594"]


def test_figures_of_one_file_stand_side_by_side() -> None:
    """Two figures of the same practices are read as two columns, and each keeps its own cell."""
    two = "".join(
        f'figure {name} "{name}"\n    is {COUNT}\n    read from {line}\n'
        for name, line in (("one", REGISTER), ("two", REGISTER.replace("DM", "HYP")))
    )
    asked = scheme_of(HEADING.format(year=2020, last=2021) + two)
    cells = read(asked, own("F84016"), table("PREVALENCE_2021")).data

    assert [(key[0], datum.value, datum.place) for key, datum in cells.items()] == [
        ("one", 654, CellPlace("PREVALENCE_2021.csv", 5, "REGISTER")),
        ("two", 1026, CellPlace("PREVALENCE_2021.csv", 6, "REGISTER")),
    ]
