"""What is measured is what its page says: England's figures are made up the same each time, and are all paid on."""

import importlib.util
from hashlib import sha256
from pathlib import Path

from passes import compiled, with_figures
from schemelang.outcome.ledger import total
from schemelang.outcome.outcome import Status

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_england_is_made_up_the_same_each_time(tmp_path: Path) -> None:
    """Forty practices of it have the same figures on every machine, and their payments come to the same."""
    spec = importlib.util.spec_from_file_location("england", BENCHMARKS / "england.py")
    assert spec is not None
    assert spec.loader is not None
    england = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(england)
    england.made(tmp_path / "figures", 40)
    files = sorted((tmp_path / "figures").iterdir())
    written = sha256(b"".join(path.read_bytes().replace(b"\r\n", b"\n") for path in files)).hexdigest()

    case = with_figures(compiled(BENCHMARKS / "england.scheme"), files)
    assert case.outcome is not None
    assert len(case.outcome.graph.due) == 10
    assert len(case.outcome.ledger) == 400
    assert (written[:16], total(case.outcome.ledger, Status.PAYABLE)) == ("50df21c4dee58dfe", 101_657_500)
