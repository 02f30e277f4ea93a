"""Holds what schemelang pays on the national workload against what it must be, for every practice and to the penny.

`python benchmarks/national/held.py 1000 [--hard] [--engine NAME]`. What it must be is worked out by by_hand.py, which
is itself held against the summary that was given, where there is one for so many practices.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
from by_hand import worked_out
from generate import write
from scheme_text import ROOT, SCHEME
from summary import GIVEN, PAID, expected, summed

Sums = Mapping[str, Mapping[str, int]]


def main() -> None:
    """Work everything out twice, and say how many practices differ."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("practices", type=int)
    words.add_argument("--hard", action="store_true", help="few patients, equal lists, exact ties and large advances")
    words.add_argument("--engine", help="the engine that evaluate is asked for")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "figures", asked.practices, hard=asked.hard)
        must_be = by_hand(folder / "figures", folder / "by_hand")
        if asked.practices in GIVEN and not asked.hard:
            _compare("by hand", must_be, expected(asked.practices))
        start = time.perf_counter()
        paid = by_schemelang(folder / "figures", folder / "paid", asked.engine)
        print(f"{asked.practices:,} practices in {time.perf_counter() - start:.1f} seconds")
        sys.exit(_compare(asked.engine or "the engine that is taken", paid, must_be))


def by_hand(figures: Path, out: Path) -> Sums:
    """Return what each practice is paid by the program that is written by hand."""
    out.mkdir()
    worked_out(figures, out, ahead=False)
    rows = pq.read_table(out / "summary.parquet").to_pylist()
    return {row["practice"]: {what: row[what] for what in row if what != "practice"} for row in rows}


def by_schemelang(figures: Path, out: Path, engine: str | None) -> Sums:
    """Return what each practice is paid by the scheme."""
    chosen = ("--engine", engine) if engine else ()
    command = (sys.executable, "-m", "schemelang", "evaluate", str(SCHEME), "--figures", str(figures), *chosen)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run((*command, "--format", "parquet", "--out", str(out)), check=True, env=environment)
    return paid_in(out)


def paid_in(out: Path) -> dict[str, dict[str, int]]:
    """Return what each practice is paid by a run that was written."""
    lines = pq.read_table(out / "payments.parquet", columns=["payee", "payment", "part", "pence"])
    return summed(zip(*(column.to_pylist() for column in lines.columns), strict=True))


def _compare(who: str, paid: Sums, must_be: Sums) -> int:
    """Print where two differ, and return 1 if they do anywhere."""
    differ = [
        f"{practice}: {what} is {paid[practice][what]:,} pence, and must be {must_be[practice][what]:,}"
        for practice in must_be
        for what in PAID
        if paid[practice][what] != must_be[practice][what]
    ]
    print(*differ[:10], f"{who}: {len(differ)} of {len(must_be) * len(PAID):,} sums differ", sep="\n")
    return 1 if differ else 0


if __name__ == "__main__":
    main()
