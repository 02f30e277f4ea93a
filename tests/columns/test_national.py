"""A run at once writes the files that any other run writes, byte for byte, or is left to it."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from columnar import Columns, as_columns, write
from compiled import PAID_IN_FULL as HEADING
from compiled import scheme_of
from passes import Case, run_case
from schemelang.columns.from_outcome import national_of
from schemelang.columns.roll import NotPlain
from schemelang.columns.supply import Outside
from schemelang.columns.told import Results
from schemelang.figures.csv_text import read_csv
from schemelang.graph.from_model import lower as graph_from
from schemelang.outcome.outcome import Absent
from worked_at_once import at_once, files, from_outcome, shown

GOOD = Path(__file__).parents[1] / "cases" / "good"
CASES = sorted(path for path in GOOD.glob("*/*.scheme") if path.with_suffix(".csv").exists())


def worked_both_ways(path: Path, folder: Path) -> tuple[Case, Results | None]:
    """Work a case out as every case is, and at once if that can be done."""
    case = run_case(path)
    table, _ = read_csv(path.name, path.with_suffix(".csv").read_bytes())
    assert table is not None
    pq.write_table(pa.table(as_columns(table)), folder / "given.parquet", row_group_size=3)
    assert case.scheme is not None
    assert case.graph is not None
    try:
        return case, at_once([str(folder / "given.parquet")], case.scheme, case.graph, about=2)
    except NotPlain:
        return case, None


def test_cases_come_to_the_same_files(tmp_path: Path) -> None:
    """Each case that is plain comes to the same files as by the reference evaluator; many are."""
    plain = 0
    for path in CASES[::6]:
        case, results = worked_both_ways(path, tmp_path)
        if results is None or case.outcome is None:
            continue
        expected, found = files(from_outcome(case.outcome)), files(results)
        for name, content in expected.items():
            assert shown(found[name]) == shown(content), path
        assert found == expected, path
        known = {key: value for key, value in results.national.items() if not isinstance(value, Absent)}
        there = {key: value for key, value in national_of(case.outcome).items() if not isinstance(value, Absent)}
        assert known == there, path
        plain += 1

    assert plain >= 5, plain


# What a run at once leaves to others

SCHEME = (
    HEADING
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    never more than   list_size
{limit}
payment care "Care"
    to each practice
    start with        £1 for each patient in list_size
    round             down to the penny
    pay 100%          on 30 June 2014
guarantee small "Small"
    always            total of all payments is at most £{most}
"""
)
FILES = {
    "lists": {"practice": ["F84001", "F84002"], "network": ["U00001", "U00002"], "list_size": [900, 800]},
    "seen": {
        "practice": ["F84001"] * 4 + ["F84002"] * 4,
        "quarter": [f"quarter {number}" for number in range(1, 5)] * 2,
        "seen": list(range(790, 798)),
    },
}


def run(folder: Path, files: Mapping[str, Columns], *, most: str = "1,700", limit: str = "") -> Results:
    """Work a small scheme out at once."""
    scheme = scheme_of(SCHEME.format(most=most, limit=limit))
    graph, _ = graph_from(scheme)
    assert graph is not None
    return at_once([str(path) for path in write(folder, files)], scheme, graph, about=1)


def test_a_small_scheme(tmp_path: Path) -> None:
    """What is plain, and within its limits, is worked out."""
    assert run(tmp_path, FILES).lines.pence.tolist() == [90_000, 80_000]


def test_what_is_to_be_told_of_values_is_left_to_who_holds_them(tmp_path: Path) -> None:
    """A guarantee that does not hold is said with the values that it rests on."""
    with pytest.raises(NotPlain, match="Small"):
        run(tmp_path, FILES, most="1,699.99")


def test_a_figure_beyond_another_is_found(tmp_path: Path) -> None:
    """A figure is held against the one that it is never more than, in each of its periods."""
    with pytest.raises(Outside) as caught:
        run(tmp_path, {**FILES, "seen": {**FILES["seen"], "seen": [*range(790, 797), 801]}})
    assert (caught.value.level, caught.value.code) == ("practice", "F84002")


def test_limits_that_are_worked_out_are_left_to_others(tmp_path: Path) -> None:
    """A limit that is no number, and no figure beside the other, is not held against at once."""
    for bound in ("list_size + 1", "seen during quarter 1"):
        limit = f"""figure other "Other"
    is a count of patients for each practice on 1 April 2013
    never more than   {bound}
"""
        lists = {**FILES["lists"], "other": [1, 2]}
        with pytest.raises(NotPlain):
            run(tmp_path, {**FILES, "lists": lists}, limit=limit)
