"""Who comes and goes, as files of Parquet say it, is taken as every other run takes it, and worked out in columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from columnar import Columns, read_slowly, write
from compiled import HEADING, scheme_of
from schemelang.columns.crowd import Crowd
from schemelang.columns.keys import read_roll
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.roll import NotPlain
from schemelang.graph.from_model import lower as graph_from
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from worked_at_once import at_once, files, from_outcome, shown

BLOCKS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    never more than   1,000
target enough "Enough is seen" for each practice
    met when          total seen over the year is at least 800
target together "Enough practices see enough" for each network
    met when          at least 2 practices meet enough
payment care "Care"
    to each practice
    start with        £1 for each patient in list_size
    round             down to the penny
    pay 100%          on 30 June 2014
payment saved "What is saved"
    to each network
    start with        £1,200
    pay 100%          on 30 June 2014 only if together is met
    share             among its practices by list_size, odd pennies by largest remainder
"""
CODES = ("F84001", "F84002", "F84003", "F84004", "F84005")
WHO: Columns = {
    "practice": CODES,
    "practice_name": ["Ash", "Birch", "Cedar", "Elm", "Fir"],
    "network": ["U00001", "U00001", "U00001", "U00002", "U00002"],
    "from": pa.array([None, date(2013, 7, 1), None, date(2009, 4, 1), None], pa.date32()),
    "to": [None, None, "30 September 2013", None, "31 March 2014"],
}
FILES: Mapping[str, Columns] = {
    "who": WHO,
    "lists": {"practice": CODES, "list_size": [900, 800, 700, 600, 500]},
    "seen": {
        "practice": [code for code in CODES for _ in range(4)],
        "quarter": [f"quarter {number}" for number in range(1, 5)] * 5,
        "seen": pa.array([*[250] * 4, None, *[290] * 3, 400, 410, None, None, *[210] * 8], pa.int32()),
    },
}


def changed(**columns: Sequence[object]) -> Columns:
    """Return the list of members with other columns."""
    return {**WHO, **columns}


def scheme_and_graph(blocks: str = BLOCKS, heading: str = HEADING) -> tuple[Scheme, RuleGraph]:
    """Read a scheme."""
    scheme = scheme_of(heading + blocks)
    graph, _ = graph_from(scheme)
    assert graph is not None
    return scheme, graph


def crowd(folder: Path, columns: Columns, heading: str = HEADING) -> Crowd:
    """Read who there is from the plain files with another list of members."""
    scheme, graph = scheme_and_graph(heading=heading)
    paths = write(folder, {**FILES, "who": columns})
    return crowd_of(read_roll([str(path) for path in paths], scheme), graph)


def days(number: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(number)


def both_ways(folder: Path, given: Mapping[str, Columns], scheme: Scheme, graph: RuleGraph) -> list[str]:
    """See that files come to the same at once as in every other run, and return the codes of what is told."""
    paths = write(folder, given, row_group_size=7)
    figures, found = read_slowly(paths, scheme)
    assert figures is not None, found
    outcome, _ = evaluate(graph, figures)
    expected = files(from_outcome(outcome))
    made = files(at_once([str(path) for path in paths], scheme, graph, about=2))
    assert {name: shown(content) for name, content in made.items()} == {
        name: shown(content) for name, content in expected.items()
    }
    assert made == expected
    told = read_roll([str(path) for path in paths], scheme).advice
    assert told == found
    return [each.code for each in told]


def test_those_that_come_and_go_come_to_the_same(tmp_path: Path) -> None:
    """One joins in July, one leaves in September, and rows of quarters in which they are not there are missing."""
    assert both_ways(tmp_path, FILES, *scheme_and_graph()) == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (changed(to=["1 March 2013", *[None] * 4]), ["SCH538"]),
        (changed(to=[*[None] * 3, "1 March 2013", "2 March 2013"]), ["SCH538"] * 3),
        (changed(network=[None, *["U00001"] * 4]), ["SCH539"]),
        ({"practice": CODES, "network": ["U00001"] * 5, "from": ["1 May 2013"] * 5}, []),
    ],
)
def test_those_in_no_group_or_gone_before_the_term(tmp_path: Path, columns: Columns, said: list[str]) -> None:
    """They are told of as in every other run, and a network that nobody is left in is gone with the last."""
    assert both_ways(tmp_path, {**FILES, "who": columns}, *scheme_and_graph()) == said


def test_days_are_those_of_the_files(tmp_path: Path) -> None:
    """Days of the group and of the scheme are known; days that leave nobody out are none."""
    found = crowd(tmp_path, WHO)
    tie = found.tie("practice", "network")
    assert tie.first is not None
    assert tie.last is not None
    assert [days(int(each)) for each in tie.first] == [date(2013, 4, 1), date(2013, 7, 1), *[date(2013, 4, 1)] * 3]
    assert [days(int(each)) for each in tie.last] == [
        *[date(2014, 3, 31)] * 2,
        date(2013, 9, 30),
        *[date(2014, 3, 31)] * 2,
    ]
    assert tie.place.tolist() == [0, 0, 0, 1, 1]
    assert ("network", "scheme") not in found.ties
    assert not found.tie("practice", "scheme").is_steady


@pytest.mark.parametrize(
    "column",
    [
        pa.nulls(5),
        pa.array(["1 April 2013", "1 April 2013", "", " ", None]),
        pa.array([date(2012, 1, 1)] * 5).dictionary_encode(),
    ],
)
def test_days_before_the_term_settle_nothing(tmp_path: Path, column: pa.Array) -> None:
    """Where nobody joins within the term nothing is to be settled, whatever the column is made of."""
    columns = {name: cells for name, cells in WHO.items() if name not in {"from", "to"}}
    found = crowd(tmp_path, {**columns, "from": column})
    assert found.belonging is None
    assert found.tie("practice", "network").is_steady


def test_days_of_one_that_stands_beside_no_group(tmp_path: Path) -> None:
    """A row may say days alone; the group is said by another."""
    columns = {"practice": [*CODES, "F84003"], "network": [*["U00001"] * 3, "U00002", "U00002", None]}
    found = crowd(tmp_path, {**columns, "to": [*[None] * 5, "30 September 2013"]})
    tie = found.tie("practice", "network")
    assert tie.last is not None
    assert np.flatnonzero(tie.last < date(2014, 3, 31).toordinal()).tolist() == [2]


JOINING = HEADING.replace(
    "    if a practice leaves,", "    if a practice merges,  add the figures together\n    if a practice leaves,"
)
OPEN = """
figure sundays "Open on Sundays"
    is yes or no for each practice on 1 April 2013
figure nurses "Nurses"
    is a count of nurses for each practice on 1 January 2014
    if not reported,  count it as 1
figure rooms "Rooms"
    is a count of rooms for each practice on 1 April 2013
    if not reported,  count it as 2 × nurses
payment room_pay "Pay for rooms"
    to each practice
    start with        £10 for each room in rooms
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
payment sunday_pay "Pay for Sundays"
    to each practice
    start with        £100 for each nurse in nurses
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014 only if sundays is yes
"""
MERGED: Columns = {
    "practice": CODES,
    "network": ["U00001", "U00001", "U00001", "U00002", "U00002"],
    "to": [None, None, "30 September 2013", "1 March 2013", None],
    "merged_into": [None, None, "F84001", "F84005", None],
}


@pytest.mark.parametrize("sundays", [["yes", "no", "yes", "no", "no"], ["yes", "no", "no", None, "yes"]])
@pytest.mark.parametrize("heading", [JOINING, JOINING.replace("add the figures together", "pay by days")])
def test_those_that_merge_come_to_the_same(tmp_path: Path, sundays: list[str | None], heading: str) -> None:
    """Figures are added up, or must be the same, of one that merged within the term and of one that did before it."""
    more = {"practice": CODES, "sundays": sundays, "nurses": pa.array([3, None, None, 4, None], pa.int32())}
    more |= {"rooms": pa.array([7, 6, None, None, None], pa.int32())}
    both_ways(tmp_path, {**FILES, "who": MERGED, "more": more}, *scheme_and_graph(BLOCKS + OPEN, heading))


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (changed(to=["31 February 2014", *[None] * 4]), "something is wrong with who belongs where"),
        (changed(merged_into=["F84004", *[None] * 4], to=["1 May 2013", *[None] * 4]), "something is wrong"),
        (
            {
                "practice": [*CODES, "F84004"],
                "network": [*["U00001"] * 3, *["U00002"] * 2, "U00001"],
                "from": [*[None] * 5, "1 October 2013"],
                "to": [*[None] * 3, "30 September 2013", None, None],
            },
            "moves from one group to another",
        ),
    ],
)
def test_what_is_left_to_others(tmp_path: Path, columns: Columns, why: str) -> None:
    """What is wrong is said by the ordinary reader, and of those that move there is no plan."""
    with pytest.raises(NotPlain, match=why):
        crowd(tmp_path, columns, JOINING)


@pytest.mark.parametrize(
    ("day", "said"), [("1 April 2013", []), ("1 November 2013", []), ("1 January 2013", ["SCH553"])]
)
def test_groups_of_one_day_count_for_those_that_move(tmp_path: Path, day: str, said: list[str]) -> None:
    """One that moves in October is in one network, that of the day; one that was in none then is told of."""
    who = {
        "practice": [*CODES, "F84004"],
        "network": [*["U00001"] * 3, *["U00002"] * 2, "U00001"],
        "from": [*[None] * 4, "1 February 2013", "1 October 2013"],
        "to": [*[None] * 3, "30 September 2013", None, None],
    }
    heading = HEADING.replace("into networks", f"into networks on {day}")
    assert both_ways(tmp_path, {**FILES, "who": who}, *scheme_and_graph(heading=heading)) == said
