"""The national workload is what its page says: its text, its figures, and what they must come to."""

from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from generate import TABLES, blocks, write
from held import by_hand, paid_in
from moving import moving, write_moving
from scheme_text import SCHEME, text
from summary import expected, summed
from what_if import scenarios, sum_by_hand, sums_of, write_table
from workload import TERM

from schemelang.cli.commands import schemelang
from schemelang.cli.engines import evaluate_by
from schemelang.cli.loading import load_figures, load_scheme
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleId
from schemelang.outcome.outcome import Status


def test_the_scheme_is_what_its_indicators_say() -> None:
    """Nobody has changed a threshold in the file that was not changed where it is drawn."""
    assert text() == SCHEME.read_text(encoding="utf-8")


def test_its_figures_are_drawn_the_same_each_time(tmp_path: Path) -> None:
    """Forty practices have the same figures on every machine; so have forty hard ones."""
    drawn = [sha256(b"".join(each.astype("<i8").tobytes() for each in block)) for block in blocks(40)]
    hard = [sha256(b"".join(each.astype("<i8").tobytes() for each in block)) for block in blocks(40, hard=True)]
    write(tmp_path, 40, csv=True)
    written = sha256(b"".join((tmp_path / f"{name}.csv").read_bytes() for name in TABLES))

    assert [each.hexdigest()[:16] for each in (*drawn, *hard, written)] == [
        "bb319c865f275c7b",
        "29bfc644e870a6af",
        "9772f23fc77fde02",
    ]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Return the figures of forty practices, from text."""
    folder = tmp_path_factory.mktemp("forty")
    write(folder, 40, csv=True)
    return load_figures([folder], load_scheme(SCHEME).scheme)


@pytest.mark.parametrize("engine", ["reference", "columns", "duckdb"])
def test_forty_practices_are_paid_what_they_must_be(forty: Figures, engine: str) -> None:
    """On each engine it comes to the penny to the summary that was worked out without it."""
    assert paid_by(engine, forty) == expected(40)


@pytest.mark.parametrize("engine", ["columns", "duckdb"])
def test_forty_practices_are_paid_what_they_must_be_from_parquet(engine: str, tmp_path: Path) -> None:
    """So it does where the engine reads files itself, and writes others."""
    write(tmp_path / "figures", 40)
    words = ("evaluate", str(SCHEME), "--figures", str(tmp_path / "figures"), "--engine", engine, "--verbose")
    result = CliRunner().invoke(schemelang, [*words, "--format", "parquet", "--out", str(tmp_path / "out")])
    paid, must_be = paid_in(tmp_path / "out"), expected(40)

    assert "files of Parquet" in result.stderr
    assert paid == {each: {what: must_be[each][what] for what in paid[each]} for each in must_be}


def test_forty_practices_are_paid_the_same_by_hand(tmp_path: Path) -> None:
    """So does what is written by hand, from Parquet."""
    write(tmp_path / "figures", 40)

    assert by_hand(tmp_path / "figures", tmp_path / "by_hand") == expected(40)


def test_hard_figures_come_to_the_same(tmp_path: Path) -> None:
    """Halves, ties, months with nobody and large advances come to the same on each engine and by hand."""
    write(tmp_path / "figures", 10, hard=True)
    hard = load_figures([tmp_path / "figures"], load_scheme(SCHEME).scheme)
    must_be = by_hand(tmp_path / "figures", tmp_path / "by_hand")

    assert {engine: paid_by(engine, hard) for engine in ("reference", "columns", "duckdb")} == {
        "reference": must_be,
        "columns": must_be,
        "duckdb": must_be,
    }


def test_what_ifs_come_to_what_they_do_by_hand(tmp_path: Path) -> None:
    """Scenarios with another value of a point, other thresholds, and another gate, share and quality of savings."""
    write(tmp_path / "figures", 40)
    them = scenarios()[:3]
    write_table(tmp_path / "scenarios.csv", them)
    words = (str(SCHEME), "--figures", str(tmp_path / "figures"), "--scenarios", str(tmp_path / "scenarios.csv"))
    result = CliRunner().invoke(schemelang, ["simulate", *words, "--format", "json", "--engine", "columns"])

    assert sums_of(result.stdout) == [sum_by_hand(tmp_path / "figures", each) for each in them]


def paid_by(engine: str, figures: Figures) -> dict[str, dict[str, int]]:
    """Return what each practice earns and is paid, in pence, by an engine."""
    outcome, found = evaluate_by(engine, load_scheme(SCHEME).graph, figures)
    assert not found
    assert {line.status for line in outcome.ledger} == {Status.PAYABLE, Status.RECOVERED}
    paid = summed((line.payee, line.payment, line.part.tranche, line.pence or 0) for line in outcome.ledger)
    for (practice, _), pounds in outcome.values[RuleId("month_pay")].items():
        assert practice is not None
        assert isinstance(pounds, Fraction)
        paid[practice]["earned"] = paid[practice].get("earned", 0) + int(pounds * 100)
    for sums in paid.values():
        sums["total"] = sums["advance"] + sums["balance"] - sums["clawback"] + sums["savings"]
    return paid


def test_some_of_the_same_practices_come_and_go(tmp_path: Path) -> None:
    """Each in its way: who is not there in a month has no figures of it, and who merges goes into a neighbour."""
    write_moving(tmp_path, 140)
    moves = dict(moving(140))
    assert [each.way for each in moves.values()] == ["joins", "leaves", "closes", "merges"]
    assert "closes" in (tmp_path / "national.scheme").read_text(encoding="utf-8")

    members = pq.read_table(tmp_path / "figures" / "members.parquet").to_pylist()
    networks = {each["practice"]: each["network"] for each in members}
    assert {each["practice"] for each in members if each["from"] or each["to"]} == set(moves)
    assert all(networks[code] == networks[each.into] for code, each in moves.items() if each.into)
    months = pq.read_table(tmp_path / "figures" / "finance.parquet", columns=["practice", "month"]).to_pylist()
    for code, move in moves.items():
        there = [TERM.index(each["month"]) for each in months if each["practice"] == code]
        assert there == (list(range(move.month, 12)) if move.way == "joins" else list(range(move.month)))
    with_nobody = pq.read_table(tmp_path / "figures" / "practices.parquet")
    assert "network" not in with_nobody.column_names
