"""The national workload is what its page says: its text, its figures, and what they must come to."""

from collections import defaultdict
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from generate import TABLES, blocks, write
from scheme_text import SCHEME, text
from summary import PAID, expected, summed

from schemelang.cli.loading import load_figures, load_scheme
from schemelang.graph.graph import RuleId
from schemelang.outcome.from_graph import evaluate
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
        "2dcd9a8d1eb3c427",
        "9772f23fc77fde02",
    ]


def test_forty_practices_are_paid_what_they_must_be(tmp_path: Path) -> None:
    """The reference comes to the penny to the summary that was worked out without it."""
    write(tmp_path, 40, csv=True)
    loaded = load_scheme(SCHEME)
    outcome, found = evaluate(loaded.graph, load_figures([tmp_path], loaded.scheme))
    assert not found
    must_be = expected(40)
    earned = outcome.values[RuleId("month_pay")]
    each_month: dict[str, Fraction] = defaultdict(Fraction)
    for (practice, _), pounds in earned.items():
        assert practice is not None
        assert isinstance(pounds, Fraction)
        each_month[practice] += pounds
    assert each_month == {practice: Fraction(row["earned"], 100) for practice, row in must_be.items()}

    paid = summed((line.payee, line.payment, str(line.part.tranche), line.pence or 0) for line in outcome.ledger)
    assert {line.status for line in outcome.ledger} == {Status.PAYABLE, Status.RECOVERED}
    assert paid == {practice: {what: row[what] for what in PAID} for practice, row in must_be.items()}
