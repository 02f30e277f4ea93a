"""What-ifs on the national workload: a thousand scenarios of it as a table, timed, and held against the sums by hand.

`python benchmarks/national/what_if.py 6500 [--scenarios 1000] [--held 20]`. Each scenario has another value of a point,
other thresholds, another share and gate of savings, and another part of the points that must be earned.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import by_hand
import numpy as np
from generate import write
from scheme_text import ROOT, SCHEME, pounds, share
from workload import (
    CAP_OF_SAVING,
    LEAST_QUALITY,
    LEAST_SAVING,
    MONTHS,
    SEED,
    SHARE_OF_SAVING,
    VALUE_OF_A_POINT,
    Indicator,
    drawn,
)


class Scenario(NamedTuple):
    """What a scenario changes: the value of a point in pence, all else in hundredths of a percent."""

    value: int
    lower: int
    upper: int
    least_saving: int
    share: int
    cap: int
    quality: int


def main() -> None:
    """Make up the figures and the scenarios, work them out, and hold some of them against the sums by hand."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("practices", type=int)
    words.add_argument("--scenarios", type=int, default=1_000)
    words.add_argument(
        "--held", type=int, default=20, help="of how many scenarios the sum is held against that by hand"
    )
    asked = words.parse_args()
    them = scenarios()[: asked.scenarios]
    with tempfile.TemporaryDirectory() as name:
        figures, table = Path(name, "figures"), Path(name, "scenarios.csv")
        write(figures, asked.practices)
        write_table(table, them)
        start = time.perf_counter()
        sums = by_schemelang(figures, table)
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy, most = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
        print(f"{len(them):,} scenarios of {asked.practices:,} practices in {seconds:.1f} seconds")
        print(f"{busy:.1f} seconds of all processors together, {most:,} MB at most in a process")
        some = range(0, len(them), max(1, len(them) // asked.held))
        differ = sum(sums[at] != sum_by_hand(figures, them[at]) for at in some)
        print(f"of {len(some)} scenarios, {differ} differ from the sum by hand")
        sys.exit(differ > 0)


def scenarios() -> list[Scenario]:
    """Draw a thousand scenarios, the same each time."""
    number, chance = 1_000, np.random.default_rng([SEED, 888_888])
    columns = [
        chance.integers(18_000, 26_001, number),
        chance.integers(-500, 501, number),
        chance.integers(-500, 501, number),
        chance.integers(0, 401, number),
        chance.integers(30, 71, number) * 100,
        chance.integers(2, 9) * np.full(number, 100),
        chance.integers(40, 71, number) * 100,
    ]
    return [Scenario(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]


def write_table(path: Path, them: Sequence[Scenario]) -> None:
    """Write scenarios as a table for `simulate --scenarios`: a column for each number that changes."""
    indicators = _with_thresholds()
    lines = [f"{each.name}_line" for each in indicators]
    headings = [
        "point_value",
        *(f"{share(each.lower)} in {line}" for each, line in zip(indicators, lines, strict=True)),
        *(f"{share(each.upper)} in {line}" for each, line in zip(indicators, lines, strict=True)),
        f"{share(LEAST_SAVING)} in network_saving",
        f"{share(SHARE_OF_SAVING)} in savings",
        f"{share(CAP_OF_SAVING)} in savings",
        f"{share(LEAST_QUALITY)} in quality",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for each in them:
            writer.writerow([pounds(each.value), *map(share, _shares(each, indicators))])


def _with_thresholds() -> list[Indicator]:
    return [each for each in drawn().indicators if each.kind != "all"]


def _shares(scenario: Scenario, indicators: Sequence[Indicator]) -> Iterator[int]:
    yield from (each.lower + scenario.lower for each in indicators)
    yield from (each.upper + scenario.upper for each in indicators)
    yield from (scenario.least_saving, scenario.share, scenario.cap, scenario.quality)


def by_schemelang(figures: Path, table: Path) -> list[int]:
    """Return what each scenario comes to in all, in pence, by the scheme."""
    command = (sys.executable, "-m", "schemelang", "simulate", str(SCHEME), "--figures", str(figures))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        (*command, "--scenarios", str(table), "--format", "json", "--verbose"),
        check=True,
        env=environment,
        stdout=subprocess.PIPE,
    )
    return sums_of(done.stdout)


def sums_of(written: str | bytes) -> list[int]:
    """Return what each scenario comes to in all, in pence, out of what was written of them."""
    return [int(each["total"].replace(".", "")) for each in json.loads(written)["scenarios"]]


def sum_by_hand(figures: Path, scenario: Scenario) -> int:
    """Return what a scenario comes to in all, in pence, by the program that is written by hand."""
    laid_down = {
        "VALUE_OF_A_POINT": (VALUE_OF_A_POINT, scenario.value),
        "LEAST_SAVING": (LEAST_SAVING, scenario.least_saving),
        "SHARE_OF_SAVING": (SHARE_OF_SAVING, scenario.share),
        "CAP_OF_SAVING": (CAP_OF_SAVING, scenario.cap),
        "LEAST_QUALITY": (LEAST_QUALITY, scenario.quality),
    }
    indicators = [
        each._replace(lower=each.lower + scenario.lower, upper=each.upper + scenario.upper)
        for each in drawn().indicators
    ]
    for name, (_, then) in laid_down.items():
        setattr(by_hand, name, then)
    try:
        return sum(_totals(figures, indicators))
    finally:
        for name, (now, _) in laid_down.items():
            setattr(by_hand, name, now)


def _totals(figures: Path, indicators: Sequence[Indicator]) -> Iterator[int]:
    everybody = by_hand.everybody_of(figures, indicators)
    most = MONTHS * sum(each.points for each in indicators)
    for block in by_hand.blocks_of(figures, everybody, indicators):
        points, pence = by_hand.lines_of(block, everybody, indicators)
        yield int(by_hand.summary_of(block, everybody, points, pence, most)["total"].sum())


if __name__ == "__main__":
    main()
