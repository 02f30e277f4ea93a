"""England as a whole: 6,500 practices with 20 figures each, read, evaluated and written, and what-ifs of it.

The practices are made up, the same each time. Times are those of a processor: what else runs does not count.
"""

import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from schemelang.cli.loading import load_figures, load_scheme  # noqa: E402 - the source beside this file
from schemelang.outcome.from_graph import evaluate  # noqa: E402
from schemelang.simulation.asked import read_asked  # noqa: E402
from schemelang.simulation.cases import cases_of  # noqa: E402
from schemelang.simulation.trials import begin  # noqa: E402

SCHEME = ROOT / "benchmarks" / "england.scheme"
PRACTICES, TO_A_NETWORK = 6_500, 5
SEED = 2021
ROUNDS = 3
SCENARIOS = 8
MEASURES = ("feet", "kidneys", "pressure", "cholesterol", "smoking", "weight", "flu", "course")
ASKED = {
    "another target": (("90% in network_target=85%",), (), None),
    "one practice": (("care_plans of A80000=+5%",), (), None),
    "care plans of all drawn": ((), ("care_plans=-5%..+5%",), SCENARIOS),
}


def main() -> None:
    """Measure, each round in turn, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        made(figures, PRACTICES)
        run("check", "--brief", str(SCHEME))  # so that what it compiles to is kept, as from an earlier run
        rounds = [one_round(figures, Path(folder) / str(number)) for number in range(ROUNDS)]
        whole, reading, memory = (sorted(each) for each in zip(*rounds, strict=True))
        ratios = sorted(one / other for one, other, _ in rounds)
        print(f"read, evaluated and written: {said(whole)} seconds of one core, {max(memory):.0f} MB")
        print(f"the files alone read:        {said(reading)} seconds; the whole is {said(ratios)} times that")
        what_if(figures)


def one_round(figures: Path, out: Path) -> tuple[float, float, float]:
    """Return the seconds of the whole command and of reading the files alone, and the most memory in MB."""
    whole = run("evaluate", str(SCHEME), "--figures", str(figures), "--format", "csv", "--out", str(out))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    loaded = load_scheme(SCHEME)
    return whole, seconds(lambda: load_figures([figures], loaded.scheme)), memory


def run(*words: str) -> float:
    """Run a command, and return how long a processor worked at it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "schemelang", *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def what_if(figures: Path) -> None:
    """Print what one scenario takes, as a part of working everything out once."""
    loaded = load_scheme(SCHEME)
    read = load_figures([figures], loaded.scheme)
    once = min(seconds(lambda: evaluate(loaded.graph, read)) for _ in range(ROUNDS))
    trials = begin(loaded.scheme, evaluate(loaded.graph, read)[0], "made-up practices")
    for name, (settings, varyings, draw) in ASKED.items():
        asked, found = read_asked(settings, varyings, trials.world, draw=draw)
        assert asked is not None, found
        cases = cases_of(asked)
        trials.tried(cases[0])  # what all scenarios share is worked out with the first
        times = cases * (ROUNDS if draw is None else 1)
        each = [seconds(partial(trials.tried, case)) / once for case in times]
        print(f"a scenario, {name}: {said(sorted(each), 3)} of evaluating once ({once:.2f} seconds)")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a processor works at something; as in a command, nothing is collected meanwhile."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def said(values: Sequence[float], places: int = 2) -> str:
    """Say the median, the least and the greatest."""
    middle, least, greatest = (f"{each:.{places}f}" for each in (statistics.median(values), values[0], values[-1]))
    return f"{middle} (from {least} to {greatest})"


# ---------------------------------------------------------------- practices


def made(folder: Path, practices: int) -> None:
    """Write files of figures for so many practices in networks of five."""
    folder.mkdir()
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    codes = [f"{'ABCDEFGHJKLMNPY'[number % 15]}{80_000 + number}" for number in range(practices)]
    lists = [chance.randrange(1_500, 20_000) for _ in codes]
    registers = [size * chance.randrange(40, 90) // 1_000 for size in lists]
    where = [(f"Practice {number}", f"U{10_000 + number // TO_A_NETWORK}") for number in range(practices)]
    counted = [(size, register) for size, register in zip(lists, registers, strict=True)]
    _write(folder / "practices.csv", ("practice", "practice_name", "network"), codes, where)
    _write(folder / "registers.csv", ("practice", "list_size", "diabetes_register"), codes, counted)
    care = [(_part(chance, each, 880), _part(chance, each, 780)) for each in registers]
    _write(folder / "care.csv", ("practice", "care_plans", "screened"), codes, care)
    headings = ("practice", *(f"{name}_{what}" for name in MEASURES for what in ("due", "done")))
    _write(folder / "measures.csv", headings, codes, [tuple(_measures(chance, each)) for each in registers])


def _measures(chance: random.Random, register: int) -> Iterable[int]:
    for _ in MEASURES:
        due = _part(chance, register, 500)
        yield from (due, _part(chance, due, 700))


def _part(chance: random.Random, whole: int, least: int) -> int:
    """Return a part of a number: at least so many of a thousand."""
    return whole * chance.randrange(least, 1_000) // 1_000


def _write(path: Path, headings: Sequence[str], codes: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    lines = [headings, *((code, *row) for code, row in zip(codes, rows, strict=True))]
    path.write_text("".join(f"{','.join(map(str, line))}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
