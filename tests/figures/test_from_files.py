"""Tables of text become figures, each with its type, its party, its time and its place, or are refused."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiled import scheme_of
from schemelang.figures.figures import State
from schemelang.figures.from_files import read_figures
from schemelang.source import CellPlace, Span
from supplied import (
    HEADING,
    NETWORKS,
    QUARTER_4,
    SMALL,
    TWO_YEARS,
    advised,
    cell,
    finding,
    findings,
    read,
    said,
    tables,
    value,
)

ROOT = Path(__file__).parent.parent.parent


class TestColumns:
    """What a column is, by its heading."""

    def test_headings_however_written(self) -> None:
        """A heading is compared without regard to capitals, blanks, line ends and hyphens."""
        figures = read('" Practice ",NETWORK,"List\nSize",Quarter,register\nAsh,North,9000,4,900\n')

        assert value(figures, "list_size") == 9000
        assert value(figures, "register", period=QUARTER_4) == 900

    def test_the_finest_party_is_meant(self) -> None:
        """A row is about its practice, its group if there is no practice column, or else the scheme."""
        figures = read(
            """
            practice,network,list_size
            Ash,North,9000
            """,
            """
            network,growth
            North,2%
            """,
            """
            england
            3%
            """,
        )

        assert value(figures, "list_size", "Ash") == 9000
        assert value(figures, "growth", "North") == Fraction(2, 100)
        assert value(figures, "england", None) == Fraction(3, 100)

    def test_a_column_not_used(self) -> None:
        """A column that the scheme does not know is told of once, and its published columns with it."""
        figures, found = advised(
            """
            practice,network,list_size,mapped,mapped_published_file,mapped_published_row
            Ash,North,9000,yes,map.csv,3
            """
        )

        assert (found.code, found.place) == ("SCH510", CellPlace("a.csv", 1, "mapped"))
        assert value(figures, "list_size") == 9000

    def test_a_published_column_alone(self) -> None:
        """Columns that say where a figure was published are not used where the figure is not."""
        assert (
            finding(
                """
            practice,network,list_size,cost_published_file
            Ash,North,9000,cost.csv
            """
            ).code
            == "SCH510"
        )

    def test_a_column_near_a_figure(self) -> None:
        """A column with nearly the name of a figure that may be missing is told of with that name."""
        _, found = advised(cell("lits_size", "9000"))

        assert found.code == "SCH511"
        assert 'did you mean "list_size"?' in said(found)

    def test_a_column_near_a_missing_figure(self) -> None:
        """A column with nearly the name of a figure that must be there is refused, and once for both."""
        found = finding(cell("size_list", "9000") + "Elm,South,9\n", scheme=SMALL, partial=False)

        assert (found.code, found.place) == ("SCH514", CellPlace("a.csv", 1, "size_list"))

    def test_a_missing_figure(self) -> None:
        """A figure that is in no file is refused where the scheme declares it, with the column to add."""
        found = finding("practice,network\nAsh,North\nElm,South\n", scheme=SMALL, partial=False)

        assert found.code == "SCH513"
        assert isinstance(found.place, Span)
        assert 'Add a column "list_size" to a file about practices.' in said(found)

    def test_missing_figures_of_other_levels(self) -> None:
        """A missing figure of a network or of the scheme is asked for as such."""
        found = findings(cell("list_size", "9000"), partial=False)

        asked = [said(each) for each in found if each.code == "SCH513"]
        assert any('Add a column "growth" to a file about networks.' in each for each in asked)
        assert any('Add a column "england" to a file about the whole scheme.' in each for each in asked)

    def test_a_figure_without_its_party(self) -> None:
        """A figure of practices in a table of networks is refused, and one of networks among practices."""
        assert finding("network,list_size\nNorth,9000\n").code == "SCH515"
        assert finding("practice,growth\nAsh,2%\n").code == "SCH515"

    def test_a_figure_without_its_period(self) -> None:
        """A figure of each quarter in a table that names no quarter is refused."""
        found = finding(cell("register", "900"))

        assert (found.code, found.place) == ("SCH516", CellPlace("a.csv", 1, "register"))
        assert 'Add a column "quarter", and write "quarter 4"' in said(found)

    def test_a_figure_during_a_period_is_of_no_day(self) -> None:
        """A figure over each quarter is refused in a table that names days."""
        assert finding("practice,on,reviewed\nAsh,31 March 2014,900\n").code == "SCH516"

    def test_two_times(self) -> None:
        """A table with two time columns is refused, and its rows are not read."""
        assert finding("practice,quarter,month,register\nAsh,9,9,9\n").code == "SCH517"


class TestTimes:
    """When a row is."""

    @pytest.mark.parametrize("written", ["4", "Q4", "quarter 4", "Quarter\u00a04", "quarter 4 of 2013/14"])
    def test_quarters(self, written: str) -> None:
        """A quarter of a term of one year is written in several ways."""
        assert value(read(f"practice,quarter,register\nAsh,{written},900\n"), "register", period=QUARTER_4) == 900

    @pytest.mark.parametrize(
        ("column", "figure", "written", "expected"),
        [
            ("quarter", "quarterly", "quarter 1 of 2014/15", "quarter 1 of 2014/15"),
            ("month", "monthly", "April 2013", "April 2013"),
            ("month", "monthly", "2013-04", "April 2013"),
            ("month", "monthly", "2013_04", "April 2013"),
            ("month", "monthly", "201304", "April 2013"),
            ("half-year", "halves", "half-year 2 of 2013/14", "half-year 2 of 2013/14"),
            ("half_year", "halves", "Half year 2 of 2013/14", "half-year 2 of 2013/14"),
            ("year", "yearly", "2013/14", "2013/14"),
            ("year", "yearly", "2013-14", "2013/14"),
            ("year", "yearly", "2013/2014", "2013/14"),
        ],
    )
    def test_periods_of_two_years(self, column: str, figure: str, written: str, expected: str) -> None:
        """In a term of several years a period is written with its year."""
        figures = read(f"practice,{column},{figure}\nAsh,{written},900\n", scheme=TWO_YEARS)

        assert [period.name for _, _, period in figures.data if period] == [expected]

    @pytest.mark.parametrize(("column", "written"), [("quarter", "4"), ("month", "April"), ("year", "2015/16")])
    def test_unknown_periods(self, column: str, written: str) -> None:
        """A period that the term does not have, or has more than once, is refused."""
        found = finding(f"practice,{column}\nAsh,{written}\n", scheme=TWO_YEARS)

        assert (found.code, found.place) == ("SCH523", CellPlace("a.csv", 2, column))

    @pytest.mark.parametrize(("column", "what"), [("quarter", "quarter"), ("half_year", "half-year"), ("on", "day")])
    def test_no_period(self, column: str, what: str) -> None:
        """A row that leaves its time empty is refused."""
        assert f"The row does not say which {what}" in said(finding(f"practice,{column}\nAsh,\n"))

    def test_a_day(self) -> None:
        """A figure at the end of each quarter is found by its day, and one that is given once by its own."""
        figures = read(
            """
            practice,on,list_size,register,weight,coverage
            Ash,1 January 2013,9000,,0.5,90%
            Ash,31/03/2014,,900,0.5,90%
            """
        )

        assert {key[0]: key[2] for key in figures.data} == {
            "list_size": None,
            "register": QUARTER_4,
            "weight": None,
            "coverage": None,
        }

    @pytest.mark.parametrize(
        ("column", "written", "figure"),
        [
            ("on", "31 March 2014", "list_size"),
            ("on", "30 March 2014", "register"),
            ("quarter", "3", "coverage"),
        ],
    )
    def test_another_time(self, column: str, written: str, figure: str) -> None:
        """A figure in a row of another day or quarter than its own is refused."""
        found = finding(f'practice,{column},{figure}\nAsh,{written},"{5}{"%" if figure == "coverage" else ""}"\n')

        assert (found.code, found.place) == ("SCH524", CellPlace("a.csv", 2, figure))

    def test_another_time_is_said(self) -> None:
        """The message says when the figure is asked for."""
        assert "asks for it on 1 January 2013" in said(finding("practice,on,list_size\nAsh,31 March 2014,9\n"))
        assert "asks for it at the end of each quarter" in said(finding("practice,on,register\nAsh,1 May 2013,9\n"))
        assert "asks for it during quarter 4" in said(finding("practice,quarter,coverage\nAsh,1,9%\n"))

    def test_a_bad_day(self) -> None:
        """A day that is none is refused, and the party of its row is still known."""
        found = finding("practice,network,on,register\nAsh,North,31 June 2013,9\n")

        assert (found.code, found.place) == ("SCH526", CellPlace("a.csv", 2, "on"))

    def test_the_same_at_every_date(self) -> None:
        """Where that is asked for, a figure in a table without a time column counts at every period."""
        figures = read(cell("register", "900"), same_at_every_date=True)

        assert [datum.value for datum in figures.data.values()] == [900] * 4

    def test_the_only_period(self) -> None:
        """A figure of each year needs no column in a term of one year."""
        one_year = scheme_of(
            HEADING + 'figure yearly "Yearly"\n is a count of patients for each practice during each year'
        )

        figures = read(cell("yearly", "900"), scheme=one_year)

        assert [period.name for _, _, period in figures.data if period] == ["the year"]


class TestRepeats:
    """The same figure more than once."""

    def test_a_coarser_figure_is_repeated(self) -> None:
        """A network's figure beside each practice, and a yearly one beside each quarter, is one figure."""
        figures = read(
            """
            practice,network,quarter,register,cost,growth,england
            Ash,North,1,900,£5,2%,3%
            Ash,North,2,910,£5,2.0%,3%
            Oak,North,1,90,£6,,
            """
        )

        assert value(figures, "cost", "Ash") == 5
        assert value(figures, "growth", "North") == Fraction(2, 100)
        assert value(figures, "england", None) == Fraction(3, 100)

    def test_a_coarser_figure_is_nowhere_given(self) -> None:
        """A network's figure that is empty beside each practice is not reported."""
        figures = read("practice,network,growth\nAsh,North,\nOak,North,\n")

        assert value(figures, "growth", "North") is State.NOT_REPORTED

    def test_a_coarser_figure_differs(self) -> None:
        """A network's figure that differs beside its practices is refused, naming both places, and once."""
        found = finding(
            """
            practice,network,growth
            Ash,North,2%
            Oak,North,3%
            Elm,North,NA
            """
        )

        assert (found.code, found.place) == ("SCH533", CellPlace("a.csv", 3, "growth"))
        assert [label.place for label in found.labels] == [CellPlace("a.csv", 2, "growth")]
        assert "growth of North is not the same in every row" in said(found)

    @pytest.mark.parametrize(
        ("figure", "one", "other", "said_so"),
        [
            ("growth", "2%", "3%", "It is 3% here."),
            ("growth", "2%", "NA", "It is not reported here."),
            ("agreed", "yes", "no", "It is no here."),
            ("opened", "1 May 2013", "2 May 2013", "It is 2 May 2013 here."),
            ("cost", "£2.50", "£3", "It is £3.00 here."),
            ("weight", "2.5", "3", "It is 3 here."),
        ],
    )
    def test_what_it_is_instead(self, figure: str, one: str, other: str, said_so: str) -> None:
        """The message says what the figure is there, in the words of its type."""
        file = f"practice,network,quarter,{figure}\nAsh,North,1,{one}\nAsh,North,2,{other}\n"

        assert said_so in said(finding(file))

    def test_a_figure_at_every_date_differs(self) -> None:
        """Cells that stand for every quarter and differ are told of once."""
        file = "practice,network,meetings\nAsh,North,5\nOak,North,6\n"
        figures, found = read_figures(tables(file), NETWORKS, partial=True, same_at_every_date=True)

        assert figures is None
        assert [each.code for each in found] == ["SCH533"]

    @pytest.mark.parametrize("again", ["900", "901", ""])
    def test_a_figure_twice(self, again: str) -> None:
        """The same figure of the same party and period is refused, equal or not, naming both places."""
        found = finding(
            "practice,quarter,register\nAsh,4,900\n",
            f"practice,quarter,register\nAsh,4,{again}\n",
        )

        assert (found.code, found.place) == ("SCH532", CellPlace("b.csv", 2, "register"))
        assert [label.place for label in found.labels] == [CellPlace("a.csv", 2, "register")]
        assert "register of Ash, quarter 4 is given twice" in said(found)

    def test_a_row_twice(self) -> None:
        """Two rows about the same are told of once, however many figures they have."""
        assert (
            finding(
                """
            practice,network,quarter,register,planned,cost
            Ash,North,4,900,1,£1
            Ash,North,4,900,2,£2
            """
            ).code
            == "SCH532"
        )

    def test_a_file_twice_is_not_a_flood(self) -> None:
        """Twenty things wrong in one way are enough to see what is amiss."""
        file = "practice,list_size\n" + "".join(f"P{number},900\n" for number in range(500))

        assert [found.code for found in findings(file, file)] == ["SCH532"] * 20

    def test_several_files_are_one_input(self) -> None:
        """Figures of a practice may stand in several files."""
        figures = read(
            "practice,network,practice_name\nAsh,North,Ash Surgery\n",
            "practice,list_size\nAsh,9000\n",
            "practice,quarter,register\nAsh,4,900\n",
        )

        assert (value(figures, "list_size"), value(figures, "register", period=QUARTER_4)) == (9000, 900)
        assert figures.files == ("a.csv", "b.csv", "c.csv")


class TestBounds:
    """What a figure is never more or less than."""

    def test_more_than_another_figure(self) -> None:
        """A figure above the other figure that bounds it is refused, with both numbers and both places."""
        found = finding("practice,quarter,register,planned\nAsh,4,100,102\n")

        assert found.code == "SCH530"
        assert "planned is 102 of 100 in register" in said(found)
        assert [label.place for label in found.labels] == [CellPlace("a.csv", 2, "register")]

    def test_as_much_as_another_figure(self) -> None:
        """A figure may be as much as its bound, and a bound that is not reported bounds nothing."""
        read("practice,quarter,list_size,register,planned\nAsh,4,NA,100,100\n")

    def test_the_bound_of_the_same_period(self) -> None:
        """A figure is held against the other figure of the same quarter."""
        found = finding("practice,quarter,register,planned\nAsh,1,200,102\nAsh,2,100,102\n")

        assert found.place == CellPlace("a.csv", 3, "planned")

    def test_a_bound_given_once(self) -> None:
        """A quarterly figure may be bounded by one that is given once."""
        assert finding("practice,quarter,list_size,register\nAsh,2,100,102\n").code == "SCH530"

    @pytest.mark.parametrize(
        ("text", "said_so"), [("51%", "the most it may be is 50%"), ("-51%", "the least it may be is -50%")]
    )
    def test_outside_plain_limits(self, text: str, said_so: str) -> None:
        """A figure outside plain limits is refused, pointing at the limit in the scheme."""
        found = finding(f"network,growth\nNorth,{text}\n")

        assert found.code == "SCH531"
        assert f"growth of North is {text}, and {said_so}" in said(found)
        assert isinstance(found.labels[0].place, Span)

    def test_other_bounds(self) -> None:
        """A bound may be the scheme's own figure."""
        scheme = scheme_of(
            HEADING
            + """
            figure most "Most"
                is a count of patients on 1 April 2013
            figure visits "Visits"
                is a count of patients for each practice during each month
                never more than   most
            figure least "Least"
                is a count of patients for each practice during each month
                never less than   visits
            """
        )

        figures = "practice,month,most,visits,least\nAsh,May 2013,10,{},{}\n"
        assert finding(figures.format(11, 11), scheme=scheme).code == "SCH530"
        assert "the least it may be is 10" in said(finding(figures.format(10, 9), scheme=scheme))


# Laws

FIGURES = {
    "list_size": ["9000", "1,234", "*", "", "12.5"],
    "register": ["900", "0", "NA", "99999"],
    "cost": ["£5", "(7.50)", "z"],
    "growth": ["2%", "3%", "", "2.0%"],
    "england": ["4%", ""],
}
KEYS = ("practice", "network", "quarter")
Rows = list[dict[str, str]]

row = st.fixed_dictionaries(
    {
        "practice": st.sampled_from(["Ash", "Birch", "Elm"]),
        "network": st.sampled_from(["North", "North", "South", ""]),
        "quarter": st.sampled_from(["1", "2"]),
        **{figure: st.sampled_from(texts) for figure, texts in FIGURES.items()},
    }
)
rows_of_a_file = st.lists(row, min_size=1, max_size=5)


def file_of(rows: Rows, columns: tuple[str, ...]) -> str:
    """Write some columns of rows as a file."""
    lines = [",".join(columns), *(",".join(f'"{row[column]}"' for column in columns) for row in rows)]
    return "\n".join(lines)


def meaning(*files: str) -> object:
    """Tell what files come to, and what is wrong with them, places aside."""
    figures, found = read_figures(tables(*files), NETWORKS, partial=True)
    codes = {each.code for each in found}
    if figures is None:
        return codes
    return (
        codes,
        figures.members,
        figures.memberships,
        {key: datum.value for key, datum in figures.data.items()},
    )


@given(rows_of_a_file, st.data())
def test_order_changes_nothing(rows: Rows, data: st.DataObject) -> None:
    """The order of rows and of columns changes neither the figures nor what is wrong with them."""
    columns = tuple(rows[0])
    shuffled = data.draw(st.permutations(rows)), tuple(data.draw(st.permutations(columns)))

    assert meaning(file_of(rows, columns)) == meaning(file_of(*shuffled))


@given(rows_of_a_file, st.sets(st.sampled_from(sorted(FIGURES))))
def test_splitting_by_columns_changes_nothing(rows: Rows, first: set[str]) -> None:
    """A file cut into two between its figures, each with the columns that say whose and when, is the same."""
    one = file_of(rows, (*KEYS, *sorted(first)))
    other = file_of(rows, (*KEYS, *sorted(set(FIGURES) - first)))

    assert meaning(one, other) == meaning(file_of(rows, (*KEYS, *FIGURES)))


# Pages

SHARED = scheme_of((ROOT / "tests" / "cases" / "bad" / "figures.scheme").read_text(encoding="utf-8"))
PAGES = [
    ROOT / "docs" / "diagnostics" / f"SCH{number}.md" for number in (*range(510, 542), 545) if number not in (512, 535)
]
WHOLE = {"SCH513", "SCH514", "SCH541"}  # what is left out can be found only where nothing may be


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """The example on each page gives the page's code and no other, and what to write instead gives none."""
    example, instead = re.findall(r"```csv\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    partial = path.stem not in WHOLE

    assert {found.code for found in findings(example, scheme=SHARED, partial=partial)} == {path.stem}
    read(instead, scheme=SHARED, partial=partial)
