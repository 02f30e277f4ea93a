"""Measures the national workload against what is written by hand: `python benchmarks/national/measure.py [WHAT ...]`.

Each round runs the programs in turn, so that what else the machine does falls on all of them. Ratios are of pairs.
"""

import argparse
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import write
from scheme_text import ROOT, SCHEME
from workload import MONTHS, drawn

ENGLAND, SIZES = 6_500, (1_000, 6_500, 65_000)
ROUNDS, ROUNDS_OF_LARGE, EXPLAINED, SEED = 5, 3, 10, 2025
CELLS = MONTHS * len(drawn().indicators)
HERE = Path(__file__).parent


class Run(NamedTuple):
    """What a program took: seconds by the clock, seconds of processors, and the most memory in MB; what it said."""

    wall: float
    worked: float
    memory: float
    said: str


class Setting(NamedTuple):
    """Where figures are kept from one measurement to the next, where results go, and which engine is measured."""

    figures: Path
    out: Path
    engine: str


def main() -> None:
    """Measure what is asked for, or everything."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("what", nargs="*", help=f"of {', '.join(WHAT)}; everything if nothing is named")
    words.add_argument("--figures", type=Path, help="a folder in which figures are kept from run to run")
    words.add_argument("--engine", default="columns", help="the engine that evaluate is asked for")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["SCHEMELANG_CACHE"] = str(Path(name, "kept"))  # where nobody else's runs put it out
        setting = Setting(asked.figures or Path(name, "figures"), Path(name, "out"), asked.engine)
        for what in asked.what or WHAT:
            WHAT[what](setting)


def figures_of(setting: Setting, practices: int) -> Path:
    """Return the folder with the figures of so many practices, which are made up when they are first asked for."""
    folder = setting.figures / str(practices)
    if not folder.exists():
        write(folder.with_suffix(".part"), practices)
        folder.with_suffix(".part").rename(folder)
    return folder


# ---------------------------------------------------------------- programs


def run(words: Sequence[str]) -> Run:
    """Run a program of Python to its end, and say what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is compiled is kept, as where it is installed
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        with subprocess.Popen((sys.executable, *words), env=environment, stdout=said, stderr=said) as program:
            _, status, used = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        said.seek(0)
        text = said.read()
    if program.returncode:
        message = f"{' '.join(words)}: {text}"
        raise RuntimeError(message)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)


def by_hand(setting: Setting, practices: int, *words: str) -> Run:
    """Work everything out by hand, from Parquet to Parquet."""
    figures = str(figures_of(setting, practices))
    return run((str(HERE / "by_hand.py"), figures, "--out", str(setting.out / "by_hand"), *words))


def by_schemelang(setting: Setting, practices: int) -> Run:
    """Work everything out by the scheme, from Parquet to Parquet."""
    figures, out = str(figures_of(setting, practices)), str(setting.out / "paid")
    command = ("evaluate", str(SCHEME), "--figures", figures, "--engine", setting.engine, "--force")
    return run(("-m", "schemelang", *command, "--format", "parquet", "--out", out))


# ---------------------------------------------------------------- what is measured


def whole(setting: Setting) -> None:
    """Print the ratio of all of England by the scheme to the same by hand, a block after another and reading ahead."""
    by_schemelang(setting, ENGLAND)  # so that what the scheme compiles to is kept, as from an earlier run
    for words in ((), ("--ahead",)):
        pairs = [(by_schemelang(setting, ENGLAND), by_hand(setting, ENGLAND, *words)) for _ in range(ROUNDS)]
        ours, theirs = zip(*pairs, strict=True)
        print(f"{ENGLAND:,} practices, the whole process, against {' '.join(('by_hand.py', *words))}")
        print(f"  by the clock:  {said([one.wall / other.wall for one, other in pairs])} times")
        print(f"  of processors: {said([one.worked / other.worked for one, other in pairs])} times")
        print(f"  {said([one.wall for one in ours])} against {said([one.wall for one in theirs])} seconds")
        print(f"  {max(one.memory for one in ours):.0f} against {max(one.memory for one in theirs):.0f} MB")


def alone(setting: Setting) -> None:
    """Print what evaluation takes for each cell, with everything read before, in nanoseconds of one core."""
    figures = figures_of(setting, ENGLAND)
    ours = [float(each) for each in run((str(HERE / "alone.py"), str(figures), str(ROUNDS))).said.split()]
    theirs = [float(by_hand(setting, ENGLAND).said.split()[2]) for _ in range(ROUNDS)]
    for name, each in (("schemelang", ours), ("by_hand.py", theirs)):
        print(f"evaluation alone, {name}: {said([one / (ENGLAND * CELLS) * 1e9 for one in each])} ns a cell")


def growth(setting: Setting) -> None:
    """Print how time and memory grow with the practices."""
    for name, program in {"schemelang": by_schemelang, "by_hand.py": by_hand}.items():
        program(setting, SIZES[0])
        walls = []
        for many in SIZES:
            runs = [program(setting, many) for _ in range(ROUNDS_OF_LARGE)]
            walls.append(statistics.median(one.wall for one in runs))
            memory = max(one.memory for one in runs)
            print(f"{name}, {many:,} practices: {said([one.wall for one in runs])} seconds, {memory:.0f} MB")
        power = math.log(walls[-1] / walls[0]) / math.log(SIZES[-1] / SIZES[0])
        print(f"{name}: time grows with the practices to the power of {power:.2f}")


def explained(setting: Setting) -> None:
    """Print what explaining a practice of the run takes, cold, beside all of England by hand; each must hold."""
    by_schemelang(setting, ENGLAND)
    figures, out = str(figures_of(setting, ENGLAND)), str(setting.out / "paid")
    drawn_by = random.Random(SEED)  # noqa: S311 - no secret
    parties = [f"P{number:07}" for number in drawn_by.sample(range(ENGLAND), EXPLAINED)]
    words = [("-m", "schemelang", "explain", str(SCHEME), each, "--figures", figures, "--run", out) for each in parties]
    run(words[0])
    pairs = [(run(each), by_hand(setting, ENGLAND)) for each in words]
    ours, theirs = zip(*pairs, strict=True)
    told = [one.said.startswith(f"{party}, ") for party, one in zip(parties, ours, strict=True)]
    if not all(told):
        message = f"of {told.count(False)} practices nothing is explained"
        raise RuntimeError(message)
    print(f"one practice explained, {EXPLAINED} at random (seed {SEED}), each held against what the run wrote")
    print(f"  by the clock:  {said([one.wall for one in ours])} seconds")
    print(f"  of processors: {said([one.worked for one in ours])} seconds")
    print(f"  to by_hand.py by the clock:  {said([one.wall / other.wall for one, other in pairs])} times")
    print(f"  to by_hand.py of processors: {said([one.worked / other.worked for one, other in pairs])} times")
    print(f"  {max(one.memory for one in ours):.0f} MB; by_hand.py: {said([one.wall for one in theirs])} seconds")


def said(values: Sequence[float]) -> str:
    """Say the median, the least and the greatest."""
    return f"{statistics.median(values):.2f} (from {min(values):.2f} to {max(values):.2f})"


WHAT: Mapping[str, Callable[[Setting], None]] = {
    "whole": whole,
    "alone": alone,
    "growth": growth,
    "explained": explained,
}


if __name__ == "__main__":
    main()
