"""One group of a run is worked out again from its own figures, and must come to what the run has written."""

import gc
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from columnar import Columns, write
from compiled import HEADING, PAID_IN_FULL
from schemelang.cli.evaluate import evaluate
from schemelang.cli.explain import explain
from schemelang.cli.front import answered
from schemelang.plan.tables import OwnFault

SCHEME = (
    PAID_IN_FULL
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
value everybody "Patients of everybody"
    is                total list_size
value of_group "Patients of the network" for each network
    is                total list_size
value part "Part of everybody" for each practice
    is                list_size ÷ everybody
target large "A large list" for each practice
    met when          list_size is at least 600
payment care "Care"
    to each practice
    start with        £1,000 × list_size ÷ everybody
    round             down to the penny
    pay 100%          on 30 June 2014
payment grant "Grant"
    to hospital
    start with        £1 × everybody
    round             down to the penny
    pay 100%          on 30 June 2014
"""
)
LISTS = {
    "practice": [f"F8400{number}" for number in range(1, 7)],
    "practice_name": ["Ash", "Birch", "Cedar", "Elm", "Fir", "Fir"],
    "network": ["U00001", "U00002", "U00001", "U00002", "U00003", "U00003"],
    "list_size": [700, 600, 500, 400, 300, 200],
}


@pytest.fixture(autouse=True)
def _kept_tidy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what stands before the commands leave the collecting of what is not used as it is."""
    monkeypatch.setattr(gc, "disable", lambda: None)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return a folder with a scheme, its figures, and a run of them."""
    (tmp_path / "care.scheme").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "figures").mkdir()
    write(tmp_path / "figures", {"lists": LISTS}, row_group_size=2)
    result = CliRunner().invoke(
        evaluate, [*_given(tmp_path), "--format", "parquet", "--out", str(tmp_path / "run"), "--force"]
    )
    assert result.exit_code == 0, result.output
    return tmp_path


def _given(folder: Path) -> list[str]:
    return [str(folder / "care.scheme"), "--figures", str(folder / "figures")]


def again(folder: Path, party: str) -> Result:
    """Explain a party of the run."""
    scheme, *figures = _given(folder)
    return CliRunner().invoke(explain, [scheme, party, *figures, "--run", str(folder / "run")])


@pytest.mark.parametrize("party", ["F84003", "cedar", "U00001"])
def test_a_group_is_explained_without_the_others(run: Path, party: str) -> None:
    """What rests on everybody is taken from the run, and said to be; the rest comes from the group's own rows."""
    result = again(run, party)

    assert result.exit_code == 0, result.output
    assert "Patients of everybody: as that run came to with everybody's figures" in " ".join(result.stdout.split())
    assert "row 4, column list_size" in " ".join(result.stdout.split())
    assert "£185.18" in result.stdout


def test_a_party_that_a_payment_names(run: Path) -> None:
    """Whom a payment names is in no group, and is explained from all figures."""
    result = again(run, "hospital")

    assert result.exit_code == 0, result.output
    assert "£2,700.00" in result.stdout


def test_strangers_and_namesakes(run: Path) -> None:
    """A party that is not there, or of which there are two, is told as in any explanation."""
    assert "There is no party" in again(run, "F99999").stderr
    assert "use a code" in again(run, "fir").stderr


def test_what_has_changed_since_is_named(run: Path) -> None:
    """Of another scheme, or of other figures, a run is not explained."""
    write(run / "figures", {"lists": {**LISTS, "list_size": [700, 600, 500, 400, 300, 201]}})
    result = again(run, "F84001")
    assert (result.exit_code, "lists.parquet" in result.stderr) == (3, True)

    (run / "care.scheme").write_text(SCHEME.replace("£1,000", "£2,000"), encoding="utf-8")
    assert "the scheme, lists.parquet" in again(run, "F84001").stderr


def test_what_is_no_run(run: Path) -> None:
    """A folder without a manifest, and a run of another scheme, are told from it."""
    manifest = run / "run" / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"scheme": "small"', '"scheme": "large"'), encoding="utf-8")
    assert "of the scheme large" in again(run, "F84001").stderr

    manifest.unlink()
    result = again(run, "F84001")
    assert (result.exit_code, "holds no run" in result.stderr) == (3, True)


def test_another_build_is_said(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What another build of schemelang wrote is explained if it comes to the same, and that is said."""
    manifest = run / "run" / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"fingerprint": "', '"fingerprint": "0'), encoding="utf-8")
    result = again(run, "F84001")

    assert (result.exit_code, "another build" in result.stderr) == (0, True)
    capsys.readouterr()
    scheme, *figures = _given(run)
    assert answered(["explain", scheme, "F84001", *figures, "--run", str(run / "run")]) == 0
    assert capsys.readouterr() == (result.stdout, result.stderr)


@pytest.mark.parametrize("table", ["payments", "values_practice", "short"])
def test_a_run_that_came_to_something_else_is_our_fault(run: Path, table: str) -> None:
    """If what is written is not what the reference evaluator comes to, the rule is named and nothing explained."""
    path = run / "run" / f"{'payments' if table == 'short' else table}.parquet"
    written = pq.read_table(path)
    if table == "short":
        changed = written.filter(pa.array([False] + [True] * (written.num_rows - 1)))
    else:
        name = "pence" if table == "payments" else "part_of"
        cells = [(cell or 0) + 1 for cell in written.column(name).to_pylist()]
        changed = written.set_column(written.schema.names.index(name), name, pa.array(cells, pa.int64()))
    pq.write_table(changed, path)
    result = again(run, "F84001")

    assert isinstance(result.exception, OwnFault)
    assert str(result.exception).startswith("part:" if table == "values_practice" else ("care", "grant"))


@pytest.mark.parametrize("rest", [[], ["care"], ["part"], ["--all"], ["everybody", "--all"]])
@pytest.mark.parametrize("party", ["F84003", "elm", "U00001"])
def test_the_same_is_said_before_the_commands(
    run: Path, party: str, rest: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is plain is answered before click is imported, in the words of the command."""
    scheme, *figures = _given(run)
    words = [scheme, party, *rest, *figures, "--run", str(run / "run")]
    result = CliRunner().invoke(explain, words)
    capsys.readouterr()
    code = answered(["explain", *words])

    if party == "U00001" and rest == ["part"]:  # a network has none
        assert (code, result.exit_code) == (None, 2)
    else:
        assert (code, capsys.readouterr().out) == (0, result.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["hospital"],
        ["F99999"],
        ["fir"],
        ["F84001", "nothing"],
        ["F84001", "--format", "json"],
        ["F84001", "care", "once", "more"],
        [],
    ],
)
def test_what_is_not_plain_is_left_to_the_command(
    run: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Strangers, names that nothing has, and whatever else is asked for, are for the command to tell."""
    scheme, *figures = _given(run)

    assert answered(["explain", scheme, *words, *figures, "--run", str(run / "run")]) is None
    assert answered(["explain", scheme, "F84001", "--run", str(run / "run")]) is None
    assert answered(["explain", str(run / "other.scheme"), "F84001", *figures, "--run", str(run / "run")]) is None
    assert capsys.readouterr() == ("", "")


def test_nothing_is_said_to_a_stream_that_is_closed(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a stream to write to it is left to the command; whoever breaks it off is told that it is."""
    scheme, *figures = _given(run)
    words = ["explain", scheme, "F84001", *figures, "--run", str(run / "run")]
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stdout", None)
        assert answered(words) is None
    monkeypatch.setattr("schemelang.cli.explaining.answered", _broken_off)
    assert answered(words) == 1


def _broken_off(_: object) -> str:
    raise KeyboardInterrupt


def test_without_figures_nothing_is_read(run: Path) -> None:
    """A run is explained from the figures that it was made of."""
    result = CliRunner().invoke(explain, [str(run / "care.scheme"), "F84001", "--run", str(run / "run")])

    assert (result.exit_code, "--figures PATH" in result.stderr) == (2, True)


# Those who come and go


SHARED = (
    HEADING.replace(
        "party ccg", "    if a practice moves,   pay by days\n    if a practice merges,  {merges}\n\nparty ccg"
    )
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
payment saved "What is saved"
    to each network
    start with        £1,200
    pay 100%          on 30 June 2014
    share             among its practices by list_size, odd pennies by largest remainder
"""
)
CODES = [f"F8400{number}" for number in range(1, 7)]
NETWORKS = ["U00001", "U00002", "U00001", "U00002", "U00003", "U00003"]
ALSO = {name: LISTS[name] for name in ("practice", "practice_name", "list_size")}
WHO = {"practice": CODES, "network": NETWORKS}
MOVES = {
    "practice": [*CODES, "F84001"],
    "network": [*NETWORKS, "U00002"],
    "from": [*[None] * 6, "1 October 2013"],
    "to": ["30 September 2013", *[None] * 6],
}
INTO_ANOTHER = {**WHO, "to": [None, "1 May 2013", *[None] * 4], "merged_into": [None, "F84001", *[None] * 4]}
BEFORE = {**WHO, "to": [None, "1 May 2012", *[None] * 4], "merged_into": [None, "F84004", *[None] * 4]}
SPLITS = {**WHO, "from": [None, "1 May 2013", *[None] * 4], "split_from": [None, "F84005", *[None] * 4]}


@pytest.mark.parametrize(
    ("who", "merges", "parties"),
    [
        (MOVES, "pay by days", ["F84001", "F84003", "F84004", "U00001"]),
        (INTO_ANOTHER, "pay by days", ["F84001", "F84002", "F84004"]),
        (BEFORE, "add the figures together", ["F84004", "U00002"]),
        (SPLITS, "pay by days", ["F84005", "U00002"]),
    ],
)
def test_those_who_come_and_go_are_worked_out_with_all_they_rest_on(
    tmp_path: Path, who: Columns, merges: str, parties: list[str]
) -> None:
    """One that moved has parts of two networks' money, and one into which others went has their figures."""
    (tmp_path / "care.scheme").write_text(SHARED.format(merges=merges), encoding="utf-8")
    (tmp_path / "figures").mkdir()
    write(tmp_path / "figures", {"lists": ALSO, "who": who}, row_group_size=2)
    made = CliRunner().invoke(evaluate, [*_given(tmp_path), "--format", "parquet", "--out", str(tmp_path / "run")])
    assert made.exit_code == 0, made.output

    for party in parties:
        result = again(tmp_path, party)
        assert result.exit_code == 0, (party, result.output)
