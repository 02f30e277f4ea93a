"""Rows say who takes part, on which days and in which groups."""

from datetime import date

import pytest

from schemelang.figures.figures import Member, Published
from schemelang.source import CellPlace
from supplied import SMALL, WITHOUT_GROUPS, advised, cell, finding, findings, read, said, value


def test_members_and_memberships() -> None:
    """Parties are in order of code, with their names, their kinds and where they were published."""
    figures = read(
        """
        practice,practice_name,network,network_name,practice_published_file,practice_published_row
        F84733,Health E1,U2,North PCN,map.csv,9
        F84012,Albion,U1,South PCN,,
        """
    )
    first, last, published = date(2013, 4, 1), date(2014, 3, 31), Published("map.csv", "9")

    assert figures.members == (
        Member(code="F84012", name="Albion", kind="practice", first=first, last=last),
        Member(code="F84733", name="Health E1", kind="practice", published=published, first=first, last=last),
        Member(code="U1", name="South PCN", kind="network", first=first, last=last),
        Member(code="U2", name="North PCN", kind="network", first=first, last=last),
    )
    assert [(each.member, each.group, each.published) for each in figures.memberships] == [
        ("F84012", "U1", None),
        ("F84733", "U2", published),
    ]
    assert figures.memberships[0].place == CellPlace("a.csv", 3, "network")


def test_a_code_is_its_own_name() -> None:
    """A party without a name is called by its code, however the name is left out."""
    figures = read("practice,practice_name,network\nAsh,,North\n")

    assert [member.name for member in figures.members] == ["Ash", "North"]


def test_dates_are_clipped() -> None:
    """A membership lasts from its first day to its last, within the term; an empty date is an open end."""
    figures = read(
        """
        practice,network,from,to
        Ash,North,1 April 2010,
        Birch,North,,30 September 2013
        """
    )

    assert [(each.member, each.first, each.last) for each in figures.memberships] == [
        ("Ash", date(2013, 4, 1), date(2014, 3, 31)),
        ("Birch", date(2013, 4, 1), date(2013, 9, 30)),
    ]
    assert [(member.code, member.last) for member in figures.members] == [
        ("Ash", date(2014, 3, 31)),
        ("Birch", date(2013, 9, 30)),
        ("North", date(2014, 3, 31)),
    ]


def test_one_date_column_is_enough() -> None:
    """A table may have a last day alone, or a first day alone."""
    figures = read("practice,network,to\nAsh,North,2013-06-30\n", "practice,network,from\nElm,North,2013-07-01\n")

    assert [(each.first.month, each.last.month) for each in figures.memberships] == [(4, 6), (7, 3)]


def test_rows_that_say_no_days_add_nothing() -> None:
    """Where one row dates a membership, a row that merely names the network leaves those days alone."""
    dated, bare = "practice,network,to\nAsh,North,2013-06-30\n", "practice,network,list_size\nAsh,North,9\n"

    for files in ((dated, bare), (bare, dated)):
        [membership] = read(*files).memberships
        assert membership.last == date(2013, 6, 30)


def test_days_that_follow_on() -> None:
    """Stretches of one membership that follow on one another are one."""
    [membership] = read(
        """
        practice,network,from,to
        Ash,North,2013-10-01,
        Ash,North,,2013-09-30
        """
    ).memberships

    assert (membership.first, membership.last) == (date(2013, 4, 1), date(2014, 3, 31))


def test_days_of_a_practice_without_a_group() -> None:
    """In a scheme without groups the dates are the practice's own."""
    figures = read("practice,list_size,to\nAsh,9,2013-06-30\nElm,9,\n", scheme=WITHOUT_GROUPS, partial=False)

    assert [member.last for member in figures.members] == [date(2013, 6, 30), date(2014, 3, 31)]
    assert figures.memberships == ()


def test_own_days_bound_the_membership() -> None:
    """A practice's own days, in a table that names no group, bound its membership."""
    [membership] = read("practice,network\nAsh,North\n", "practice,to\nAsh,2013-06-30\n").memberships

    assert membership.last == date(2013, 6, 30)


@pytest.mark.parametrize(
    "own",
    [
        "practice,to\nAsh,2013-06-30\nAsh,2013-07-31\n",
        "practice,network,to\nAsh,N,2013-06-30\nAsh,N,2013-08-31\n",
    ],
)
def test_days_that_differ(own: str) -> None:
    """Different days in different rows are refused, naming both."""
    found = finding(own)

    assert found.code == "SCH536"
    assert len(found.labels) == 1


def test_two_groups_at_once() -> None:
    """A practice in two networks at once is refused, naming both."""
    found = finding("practice,network,to\nAsh,North,\nAsh,South,2013-06-30\nElm,South,\n")

    assert found.code == "SCH534"
    assert "Ash is in South and in North at the same time" in said(found)
    assert {found.place, found.labels[0].place} == {CellPlace("a.csv", row, "network") for row in (2, 3)}


def test_a_move() -> None:
    """A move between networks within the term is a membership of each, for its days."""
    figures = read(
        """
        practice,network,from,to
        Ash,South,2013-10-01,
        Ash,North,,2013-09-30
        """
    )

    assert [(each.group, each.first, each.last) for each in figures.memberships] == [
        ("North", date(2013, 4, 1), date(2013, 9, 30)),
        ("South", date(2013, 10, 1), date(2014, 3, 31)),
    ]


def test_coming_back() -> None:
    """A practice that leaves a network for another and comes back to it is refused."""
    found = finding(
        """
        practice,network,from,to
        Ash,North,,2013-06-30
        Ash,South,2013-07-01,2013-09-30
        Ash,North,2013-10-01,
        """
    )

    assert found.code == "SCH536"


def test_a_move_before_the_term() -> None:
    """A membership wholly outside the term is none, and a group that nobody is in does not take part."""
    figures, found = advised(
        """
        practice,network,from,to
        Ash,North,,2013-03-31
        Ash,South,2013-04-01,
        """
    )

    assert [member.code for member in figures.members] == ["Ash", "South"]
    assert (found.code, found.place) == ("SCH538", CellPlace("a.csv", 2, "network"))


@pytest.mark.parametrize("columns", ["practice,network,list_size,to\nAsh,North", "practice,list_size,to\nAsh"])
def test_not_in_the_term(columns: str) -> None:
    """A practice that takes part on no day of the term is told of and left out, with its figures."""
    figures, found = advised(f"{columns},9,2013-03-31\n", "network\nNorth\n")

    assert found.code == "SCH538"
    assert [member.code for member in figures.members] == ["North"]
    assert figures.data == {}


def test_dates_backwards() -> None:
    """A last day before the first is refused."""
    assert finding("practice,network,from,to\nAsh,North,2013-10-01,2013-09-30\n").code == "SCH537"


@pytest.mark.parametrize("dates", ["soon,", ",soon"])
def test_bad_dates(dates: str) -> None:
    """A date that is none is refused."""
    assert finding(f"practice,network,from,to\nAsh,North,{dates}\n").code == "SCH525"


def test_dates_of_the_scheme() -> None:
    """Dates in a table about the scheme are not used."""
    assert finding("england,from\n3%,2013-04-01\n").code == "SCH510"


def test_in_no_group() -> None:
    """A practice in no network is told of, and is still there."""
    figures, found = advised("practice,network\nAsh,North\n", "practice,list_size\nElm,9\n")

    assert (found.code, found.place) == ("SCH539", CellPlace("b.csv", 2, "practice"))
    assert value(figures, "list_size", "Elm") == 9


def test_nobody_in_a_group() -> None:
    """Where no practice is in a network, that is told of unless the figures are partial."""
    file = "practice,list_size\nAsh,9\nElm,9\n"
    read(file)

    *alone, nobody = findings(file, scheme=SMALL, partial=False)
    assert [found.code for found in alone] == ["SCH539", "SCH539"]
    assert nobody.code == "SCH541"
    assert "Nobody is here yet." in said(nobody)


def test_rows_about_nobody() -> None:
    """A row that leaves its own party empty is refused, as totals are; its group it may leave empty."""
    found = findings("practice,network,list_size\nAsh,North,9\nElm,,9\n,North,9\n,,18\n")

    assert [(each.code, each.place) for each in found] == [
        ("SCH518", CellPlace("a.csv", 4, "practice")),
        ("SCH518", CellPlace("a.csv", 5, "practice")),
        ("SCH539", CellPlace("a.csv", 3, "practice")),
    ]


def test_a_group_figure_without_its_group() -> None:
    """A network's figure beside a practice in no network is refused, and an empty cell there is no figure."""
    found, in_no_network = findings("practice,network,growth\nAsh,North,2%\nElm,,\nElm,,3%\n")

    assert (found.code, found.place) == ("SCH518", CellPlace("a.csv", 4, "network"))
    assert in_no_network.code == "SCH539"


@pytest.mark.parametrize("code", ["1.5E+03", "1E-05", "84733.0", "#N/A", "#REF!", "####"])
def test_spoilt_codes(code: str) -> None:
    """A code that a spreadsheet has made into something else is refused."""
    found = finding(f"practice,list_size\n{code},9\n")

    assert (found.code, found.place) == ("SCH519", CellPlace("a.csv", 2, "practice"))


@pytest.mark.parametrize("code", ["15E00", "5C4", "Ash Tree", "007", "St. Paul\u2019s"])
def test_codes_are_text(code: str) -> None:
    """Any other code is kept as it is written."""
    assert value(read(f"practice,list_size\n{code},9\n"), "list_size", code) == 9


def test_codes_alike() -> None:
    """Codes that differ only in capitals or blanks are refused, naming both."""
    found = finding("practice,list_size\nAsh Tree,9\n", "practice,cost\nASHTREE,9\n")

    assert found.code == "SCH520"
    assert [label.place for label in found.labels] == [CellPlace("b.csv", 2, "practice")]


def test_a_code_of_two_kinds() -> None:
    """A code that is a practice's and a network's is refused."""
    found = finding("practice,network\nNorth,North\n")

    assert found.code == "SCH521"
    assert 'Is "North" a practice or a network?' in said(found)


def test_two_names() -> None:
    """A party with two names is told of, and shown by the first of them in order."""
    figures, found = advised("practice,practice_name\nAsh,Tree\nAsh,Surgery\nAsh,Surgery\n")

    assert (found.code, found.place) == ("SCH522", CellPlace("a.csv", 2, "practice"))
    assert [member.name for member in figures.members] == ["Surgery"]


def test_too_many() -> None:
    """More groups than the scheme has, or more practices, are refused."""
    found = finding("practice,network\nA,1\nB,2\nC,3\n", scheme=SMALL)
    assert found.code == "SCH540"
    assert "There are 3 networks here, and 2 in the scheme" in said(found)

    rows = "".join(f"P{number:02},9\n" for number in range(13))
    found = finding(f"practice,list_size\n{rows}", scheme=WITHOUT_GROUPS)
    assert "P08, P09 and 3 more." in said(found)


def test_too_few() -> None:
    """Fewer than the scheme has are told of, unless the figures are partial."""
    file = cell("list_size", "9")
    read(file, scheme=SMALL)

    _, found = advised(file, scheme=SMALL, partial=False)
    assert found.code == "SCH541"
    assert "The files name 1 of 2 networks" in said(found)
