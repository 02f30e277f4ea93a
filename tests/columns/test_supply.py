"""Files of Parquet read at once say what the ordinary reader says, or are left to it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from columnar import NETWORKS_OF, PLAIN, PRACTICES, QUARTERS, Columns, read_slowly, with_column, without, write
from compiled import graph_of
from schemelang.columns import supply
from schemelang.columns.keys import lay_out, read_roll
from schemelang.columns.roll import NotPlain
from schemelang.columns.supply import Column, Outside, Shelf, columns_of
from schemelang.figures.figures import Figures, State
from schemelang.graph.graph import Given
from schemelang.outcome.over_time import periods_by_rule
from schemelang.plan.plan import LACKS
from supplied import NETWORKS

GRAPH = graph_of(NETWORKS.source.text)
PERIODS = periods_by_rule(GRAPH)
AXES = {rule.kind.figure: PERIODS[rule.id] for rule in GRAPH.rules if isinstance(rule.kind, Given)}


def shelf(folder: Path, files: Mapping[str, Columns], **how: Any) -> Shelf:  # noqa: ANN401 - as Parquet is written
    """Write files, and open them to be read at once."""
    roll = read_roll([str(path) for path in write(folder, files, **how)], NETWORKS)
    found = Shelf(roll, columns_of(roll, lay_out(roll, NETWORKS, GRAPH)))
    found.want(list(found.columns))
    return found


def as_number(value: object) -> Fraction:
    """Return a value as the number that stands for it."""
    if isinstance(value, bool | int | Fraction):
        return Fraction(value)
    assert hasattr(value, "toordinal")
    return Fraction(value.toordinal())


def see_the_same(opened: Shelf, figures: Figures) -> int:
    """Hold every cell against the ordinary reader, party by party, and count those that have a number."""
    numbers = 0
    for name, column in opened.columns.items():
        codes = opened.roll.codes.get(column.file.about, (None,))
        for place, code in enumerate(codes):
            values, lacks = opened.cells(name, slice(place, place + 1))
            for row, period in enumerate(AXES[name]):
                datum = figures.data.get((name, code, period))
                lack = LACKS[0 if lacks is None else int(lacks[row, 0])]
                value = State.NOT_REPORTED if datum is None else datum.value
                if isinstance(value, State):
                    assert lack is not None, (name, code, period)
                    assert lack.value == value.value
                else:
                    assert lack is None
                    assert int(values[row, 0]) == as_number(value) * column.domain.unit
                    numbers += 1
    opened.close()
    return numbers


@pytest.mark.parametrize(("rows", "few"), [(1_000, 1_000_000), (5, 1_000_000), (1, 0)])
def test_every_cell_is_what_the_ordinary_reader_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, few: int
) -> None:
    """Numbers, words, days, answers, signs for none and empty cells are the same, in however many parts they come.

    So they are where the parts of a file are let go of once they have been read.
    """
    monkeypatch.setattr(supply, "_FEW", few)
    opened = shelf(tmp_path, PLAIN, row_group_size=rows)
    figures, found = read_slowly(sorted(tmp_path.glob("*.parquet")), NETWORKS)
    assert figures is not None, found

    assert see_the_same(opened, figures) == 75
    assert dict(zip(opened.roll.codes["practice"], opened.roll.names["practice"], strict=True)) == {
        code: figures.names[code] for code in PRACTICES
    }
    groups = [opened.roll.codes["network"][place] for place in opened.roll.owner("practice", "network")]
    assert groups == list(NETWORKS_OF)


def test_rows_in_no_order_are_put_in_their_places(tmp_path: Path) -> None:
    """Rows may come in any order, and some may not be there: what is in no row is not reported."""
    chosen = [7, 3, 15, 0, 9, 4, 12, 1, 14, 6, 10, 2, 13]
    shuffled = {heading: pa.array(list(cells)).take(pa.array(chosen)) for heading, cells in PLAIN["quarters"].items()}
    opened = shelf(tmp_path, {**PLAIN, "quarters": shuffled}, row_group_size=4)
    figures, found = read_slowly(sorted(tmp_path.glob("*.parquet")), NETWORKS)
    assert figures is not None, found

    assert opened.columns["register"].domain.lacks
    assert see_the_same(opened, figures) > 50


def test_what_is_known_of_a_column_before_it_is_read(tmp_path: Path) -> None:
    """Ends are those declared, in the unit in which the column is kept, or what the file tells of it."""
    columns = shelf(tmp_path, PLAIN).columns

    def known(column: Column) -> tuple[int, int, int, bool]:
        return column.domain.unit, column.domain.low, column.domain.high, column.domain.lacks

    assert known(columns["cost"]) == (100, -5, 123_450, True)
    assert known(columns["list_size"]) == (1, 6_000, 9_000, False)
    assert known(columns["growth"]) == (200, -100, 100, False)
    assert known(columns["coverage"]) == (200, 0, 153, True)
    assert known(columns["planned"])[3]


def test_words_are_those_declared(tmp_path: Path) -> None:
    """A scheme without words has none."""
    assert lay_out(shelf(tmp_path, PLAIN).roll, NETWORKS, GRAPH).words == ()


def read_all(opened: Shelf) -> None:
    """Read every cell there is."""
    for name, column in opened.columns.items():
        opened.cells(name, slice(0, len(opened.roll.codes.get(column.file.about, "1"))))


# What is left to the ordinary reader


def _with_quarters(*first: str | None) -> Mapping[str, Columns]:
    """Return files in which the first practice has other words for the quarters."""
    return with_column("quarters", "quarter", [*first, *QUARTERS * 3])


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (without("quarters", "register"), "a figure is in no column"),
        (with_column("quarters", "list size", list(range(16))), "two columns: list_size, list size"),
        (with_column("practices", "from", ["31 April 2013"] * 4), "something is wrong with who belongs where"),
        (with_column("practices", "practice", ["F84001", "F84002", "F84003", None]), "names no practice"),
        (with_column("practices", "practice", ["F84001", "F84002", "F84003", "f84003"]), "a code has to be looked at"),
        (
            with_column("practices", "practice", ["F84001", "F84002", "F84003", "England"]),
            '"England" looks like no code',
        ),
        (
            with_column("practices", "practice", [84_001, 84_002, 84_003, 84_004]),
            'column "practice" .* no column of text',
        ),
        (with_column("practices", "network", ["U00002", "U00001", "U00001", "F84001"]), "a code has to be looked at"),
        (
            with_column("practices", "network", ["U00002", "U00001", "U00001", None]),
            "practices.parquet names no network",
        ),
        (with_column("practices", "list_size", [[1], [2], [3], [4]]), '"list_size" of practices.parquet holds neither'),
        (with_column("practices", "agreed", ["yes", "no", "maybe", "no"]), 'column "agreed" cannot be read as Agreed'),
        (with_column("practices", "growth", ["1%"] * 4), "growth stands in two files"),
        (with_column("practices", "weight", ["1e30", "1", "1", "1"]), 'column "weight" cannot be read'),
        (with_column("practices", "list_size", pa.array([2**63, 1, 1, 1], pa.uint64())), "a number is too long"),
        (_with_quarters("quarter 1", "q1", *QUARTERS[2:]), "says one quarter in two ways"),
        (_with_quarters("quarter 9", *QUARTERS[1:]), '"quarter 9" in quarters.parquet is no quarter of the term'),
        (_with_quarters(None, *QUARTERS[1:]), "a row of quarters.parquet does not say when it is"),
        (_with_quarters("quarter 2", *QUARTERS[1:]), "two rows of quarters.parquet are about the same"),
        (
            with_column("quarters", "month", ["April 2013"] * 16),
            "the headings of quarters.parquet leave something open",
        ),
        (with_column("quarters", "network", ["U00001"] * 16), "something is wrong with who belongs where"),
        (with_column("quarters", "practice name", ["Ash"] * 5 + ["Oak"] * 11), 'is called both "Birch" and "Ash"'),
        (with_column("quarters", "cost", [1] * 16), "cost stands in two files"),
        (with_column("quarters", "Register", [1] * 16), "two columns of quarters.parquet have one heading"),
        (
            {**with_column("practices", "growth", ["1%"] * 4), "networks": {"network": ["U00001", "U00002"]}},
            "growth is a figure of a network, and stands in rows about a practice",
        ),
        (
            {**without("practices", "list_size"), "quarters": {**PLAIN["quarters"], "list_size": [1] * 16}},
            "list_size is of another time than the rows",
        ),
    ],
)
def test_what_is_not_plain_is_left_to_the_ordinary_reader(
    tmp_path: Path, files: Mapping[str, Columns], why: str
) -> None:
    """Whatever has another form, or may be wrong, is not read at once; it is said what it is."""
    with pytest.raises(NotPlain, match=why):
        read_all(shelf(tmp_path, files))


def test_a_file_cut_short_is_left_to_the_ordinary_reader(tmp_path: Path) -> None:
    """What cannot be opened is told by the reader that tells everything."""
    [path, *_] = write(tmp_path, PLAIN)
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(NotPlain, match=f"{path.name} cannot be read"):
        read_roll([str(path)], NETWORKS)


# What the scheme does not allow


@pytest.mark.parametrize(
    ("files", "whose"),
    [
        (with_column("practices", "list_size", [9_000, -1, 7_000, 6_000]), "F84002"),
        (with_column("practices", "cost", [1, 2, -97, 4]), "F84003"),
        (with_column("networks", "growth", ["1%", "51%"]), "U00002"),
        (with_column("practices", "cost", pa.array([1, 2, 3, 10**14], pa.int64())), "F84004"),
        (with_column("practices", "cost", [Decimal("1.5")] * 3 + [Decimal("99999999999.5")]), "F84004"),
    ],
)
def test_what_is_not_allowed_is_found(tmp_path: Path, files: Mapping[str, Columns], whose: str) -> None:
    """A figure outside its ends, or a sign that could be a figure, is found with whose it is."""
    opened = shelf(tmp_path, files)

    with pytest.raises(Outside) as caught:
        read_all(opened)
    assert caught.value.code == whose
