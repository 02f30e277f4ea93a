"""What an engine reads from files itself comes to the files that columns write, byte for byte, or is left as it is."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from columnar import PLAIN, Columns, with_column, write
from columns.test_national import CASES, worked_both_ways
from columns.test_stays import FILES as COMING
from columns.test_stays import changed, scheme_and_graph
from compiled import PAID_IN_FULL, graph_of, scheme_of
from schemelang.cli.commands import schemelang
from schemelang.cli.in_place import worked_out_by
from schemelang.columns.keys import lay_out, read_roll
from schemelang.columns.national import see_limits
from schemelang.columns.roll import NotPlain
from schemelang.columns.supply import Outside, columns_of
from schemelang.columns.told import Results
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.dialect import Dialect
from schemelang.warehouse.duck import Duck
from supplied import NETWORKS
from worked_at_once import at_once, files

STAYING = """if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full"""
SCHEME = scheme_of(
    NETWORKS.source.text.replace("if not reported,  hold the payment", STAYING)
    + """
value registered "Registered" for each practice
    is                total register over the year
value plans "Plans at the end" for each practice
    is                planned on 31 March 2014
value seen "Seen" for each practice
    is                total reviewed over the year
value spent "Spent" for each practice
    is                cost
value weighed "Weighed" for each practice
    is                weight
value covered "Covered" for each practice
    is                coverage
value started "Started" for each practice
    is                opened
value sat "Meetings held" for each network
    is                total meetings over the year
value grown "Growth of all" for each network
    is                growth + england
payment care "Care"
    to each practice
    start with        £1 for each patient in list_size
    add               £2 for each patient in registered
    round             down to the penny
    pay 100%          on 30 June 2014
"""
)
GRAPH = graph_of(SCHEME.source.text)


def in_place(
    engine: str, folder: Path, files: Mapping[str, Columns], scheme: Scheme = SCHEME, graph: RuleGraph = GRAPH
) -> Results:
    """Work files out on an engine, which reads them itself."""
    roll = read_roll([str(path) for path in write(folder, files)], scheme)
    layout = lay_out(roll, scheme, graph)
    columns = columns_of(roll, layout)
    see_limits(columns, graph)
    return worked_out_by(engine, graph, roll, columns, layout.words)


def in_columns(folder: Path) -> Results:
    """Work the files of a folder out in columns."""
    return at_once([str(path) for path in sorted(folder.iterdir())], SCHEME, GRAPH, about=2)


SHUFFLED = [7, 3, 15, 0, 9, 4, 12, 1, 14, 6, 10, 2, 13]


@pytest.mark.parametrize("chosen", [list(range(16)), SHUFFLED])
def test_an_engine_comes_to_the_same_files(tmp_path: Path, chosen: list[int]) -> None:
    """Numbers, decimals, words, days, signs for none, empty cells and rows that are not there come to the same."""
    listed = {heading: pa.array(list(cells)).to_pylist() for heading, cells in PLAIN["quarters"].items()}
    quarters = {heading: [cells[at] for at in chosen] for heading, cells in listed.items()}
    found = in_place("duckdb", tmp_path, {**PLAIN, "quarters": quarters})

    as_always = in_columns(tmp_path)
    assert files(found) == files(as_always)
    assert found.national == as_always.national


def test_an_engine_knows_who_comes_and_goes(tmp_path: Path) -> None:
    """One leaves in September, one is in no network, and one was gone before the term."""
    given = with_column("practices", "to", [None, "1 March 2013", "30 September 2013", None])
    practices = {**given["practices"], "network": ["U00002", "U00001", "U00001", None]}
    found = in_place("duckdb", tmp_path, {**given, "practices": practices})

    assert files(found) == files(in_columns(tmp_path))
    assert found.parties.codes["practice"] == ("F84001", "F84003", "F84004")


def test_cases_come_to_the_same_files(tmp_path: Path) -> None:
    """Each case that columns take at once, of those that were tried, comes to the same; many are."""
    same = 0
    for path in CASES[::6]:
        case, as_always = worked_both_ways(path, tmp_path)
        if as_always is not None:
            assert case.scheme is not None
            assert case.graph is not None
            found = in_place("duckdb", tmp_path, {}, case.scheme, case.graph)
            assert files(found) == files(as_always), path
            same += 1

    assert same >= 5, same


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    """A path is no pattern, no text of SQL, and says nothing of what is in it; and a heading is any text."""
    folder = tmp_path / "[a]*b" / "practice=2013" / "it's {one}?"
    folder.mkdir(parents=True)
    practices = {heading.replace("list_size", "List  Size"): cells for heading, cells in PLAIN["practices"].items()}

    assert in_place("duckdb", folder, {**PLAIN, "practices": practices}).lines.pence.tolist() == [
        981_200,
        884_400,
        787_600,
        690_800,
    ]


@pytest.mark.parametrize("changes", [{}, {"to": ["1 March 2013", *[None] * 4]}])
def test_those_that_come_and_go_come_to_the_same(tmp_path: Path, changes: Columns) -> None:
    """Who joins or leaves within the term, and who has gone before it, though there are figures of theirs."""
    scheme, graph = scheme_and_graph()
    found = in_place("duckdb", tmp_path, {**COMING, "who": changed(**changes)}, scheme, graph)

    assert files(found) == files(at_once([str(path) for path in sorted(tmp_path.iterdir())], scheme, graph, about=2))


def test_a_wrong_figure_of_somebody_who_has_gone_is_left_as_it_is(tmp_path: Path) -> None:
    """Those who read every cell know what is to be said of it."""
    scheme, graph = scheme_and_graph()
    lists = {**COMING["lists"], "list_size": [-1, 800, 700, 600, 500]}
    with pytest.raises(NotPlain, match="takes no part"):
        in_place(
            "duckdb",
            tmp_path,
            {**COMING, "lists": lists, "who": changed(to=["1 March 2013", *[None] * 4])},
            scheme,
            graph,
        )


# What the scheme does not allow


@pytest.mark.parametrize(
    ("files", "whose"),
    [
        (with_column("practices", "list_size", [9_000, -1, 7_000, 6_000]), "F84002"),
        (with_column("practices", "cost", [1, 2, -97, 4]), "F84003"),
        (with_column("practices", "cost", pa.array([1, 2, 3, 10**14], pa.int64())), "F84004"),
        (with_column("practices", "cost", [Decimal("1.5")] * 3 + [Decimal("99999999999.5")]), "F84004"),
        (with_column("practices", "list_size", pa.array([10_000, 2**64 - 1, 9_999, 9_999], pa.uint64())), "F84002"),
        (with_column("networks", "growth", ["1%", "51%"]), "U00002"),
        (with_column("quarters", "register", [9_000] * 4 + [8_000] * 3 + [8_001] + [6_000] * 8), "F84002"),
        (with_column("quarters", "planned", [1] * 15 + [116]), "F84004"),
    ],
)
def test_what_is_not_allowed_is_found(tmp_path: Path, files: Mapping[str, Columns], whose: str) -> None:
    """A figure outside its ends, beyond another, or a sign that could be a figure, is found with whose it is."""
    with pytest.raises(Outside) as caught:
        in_place("duckdb", tmp_path, files)
    assert caught.value.code == whose


LIMITS = (
    PAID_IN_FULL
    + """
figure purse "Purse of all"
    is money during each quarter
    never less than   spent_before
figure spent_before "Spent before"
    is money
figure spent "Spent"
    is money for each practice during each quarter
    never more than   purse
figure ceiling "Ceiling"
    is a number for each practice
    never more than   9,000,000,000
figure weight "Weight"
    is a number for each practice
    never more than   ceiling
value pot "Pot of the year"
    is                total purse over the year
value much "Much" for each practice
    is                ceiling × ceiling
payment care "Care"
    to each practice
    start with        total spent over the year
    round             down to the penny
    pay 100%          on 30 June 2014
"""
)
MONEY = pa.decimal128(12, 2)
QUARTERS = [f"quarter {number}" for number in (2, 1, 3, 4)]
LIMITED: Mapping[str, Columns] = {
    "all": {"quarter": QUARTERS, "purse": pa.array([Decimal(each) for each in "9876"], MONEY)},
    "before": {"spent_before": [6]},
    "practices": {
        "practice": ["F84001"] * 4 + ["F84002"] * 4,
        "network": ["U00001"] * 8,
        "quarter": sorted(QUARTERS) * 2,
        "spent": [8, 9, 7, 6, 1, 2, 3, 4],
    },
    "weights": {"practice": ["F84002", "F84001"], "ceiling": [9 * 10**9, 4], "weight": [3, 2]},
}


def limited(folder: Path, **others: Mapping[str, Any]) -> Results:
    """Work figures out that are held against others, some of them others than usual."""
    scheme = scheme_of(LIMITS)
    files = {name: {**columns, **others.get(name, {})} for name, columns in LIMITED.items()}
    return in_place("duckdb", folder, files, scheme, graph_of(LIMITS))


def test_a_figure_may_be_as_much_as_another(tmp_path: Path) -> None:
    """In pounds or in pence, of each quarter or of none, of a practice or of all; and come to much more than that."""
    found = limited(tmp_path)

    assert found.lines.pence.tolist() == [3_000, 1_000]
    assert found.values["practice"][0].numbers.tolist() == [16, 81 * 10**18]


@pytest.mark.parametrize(
    ("others", "whose"),
    [
        ({"practices": {"spent": [8, 9, 7, 6, 1, 10, 3, 4]}}, "F84002"),
        ({"before": {"spent_before": [7]}}, None),
        ({"weights": {"weight": [3, 5]}}, "F84001"),
        ({"weights": {"weight": pa.array([Decimal("3.50"), Decimal("4.01")], MONEY)}}, "F84001"),
    ],
)
def test_a_figure_beyond_another_is_found(
    tmp_path: Path, others: Mapping[str, Mapping[str, Any]], whose: str | None
) -> None:
    """Whatever the two are of."""
    with pytest.raises(Outside) as caught:
        limited(tmp_path, **others)
    assert caught.value.code == whose


@pytest.mark.parametrize(
    "others",
    [
        {"weights": {"weight": [3.0, 1.5]}},
        {"weights": {"practice": ["F84001", "F84001"]}},
    ],
)
def test_what_an_engine_cannot_hold_is_left_as_it_is(tmp_path: Path, others: Mapping[str, Mapping[str, Any]]) -> None:
    """A limit on a column of fractions, and two rows about the same, are for those who look at each cell."""
    with pytest.raises(NotPlain):
        limited(tmp_path, **others)


def test_what_is_wider_than_an_engine_has_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference evaluator has room for it."""
    monkeypatch.setattr(Duck, "dialect", Dialect("duckdb", ("BIGINT",), "//", '"'))
    with pytest.raises(NotPlain, match="wider"):
        limited(tmp_path)


# The command


def evaluate(folder: Path, engine: str, *words: str, out: str = "out") -> Result:
    """Run the command on a folder of figures."""
    scheme = folder / "care.scheme"
    scheme.write_text(SCHEME.source.text, encoding="utf-8")
    (folder / "figures").mkdir(exist_ok=True)
    if not list((folder / "figures").iterdir()):
        write(folder / "figures", PLAIN)
    given = ("--figures", str(folder / "figures"), "--engine", engine, "--format", "parquet", *words)
    return CliRunner().invoke(schemelang, ["evaluate", str(scheme), *given, "--out", str(folder / out)])


def test_the_files_do_not_show_which_engine_it_was(tmp_path: Path) -> None:
    """Only the manifest names it; and it is said that the engine read the figures itself, if that is wanted."""
    as_always, by_engine = evaluate(tmp_path, "columns", out="columns"), evaluate(tmp_path, "duckdb", "--verbose")

    assert as_always.exit_code == by_engine.exit_code == 0
    assert "Worked out by DuckDB, which read the files of Parquet itself: it was asked for." in by_engine.stderr
    for path in (tmp_path / "columns").iterdir():
        found = (tmp_path / "out" / path.name).read_bytes()
        assert path.read_bytes() == found.replace(b'"worked_out_by": "duckdb"', b'"worked_out_by": "columns"'), (
            path.name
        )


def test_what_is_wrong_is_told_in_the_words_of_every_run(tmp_path: Path) -> None:
    """With the file, the row and the figure."""
    (tmp_path / "figures").mkdir()
    write(tmp_path / "figures", with_column("quarters", "planned", [1] * 15 + [116]))
    found = evaluate(tmp_path, "duckdb")

    assert found.exit_code == 3
    assert found.stderr == evaluate(tmp_path, "columns").stderr
    assert "row 17" in found.stderr
    assert not (tmp_path / "out").exists()


def test_an_engine_that_fails_midway_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """However far it came."""

    def fails(*_: object) -> None:
        engine, why = "DuckDB", "Out of Memory Error: no room"
        raise EngineFailed(engine, why)

    monkeypatch.setattr(Duck, "fetch", fails)
    found = evaluate(tmp_path, "duckdb")

    assert found.exit_code == 3
    assert "DuckDB stopped before all was worked out; nothing was written." in found.stderr
    assert not (tmp_path / "out").exists()
