"""How long the first commands take, as ratios to starting Python at all."""

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCHEME = ROOT / "contracts" / "tower_hamlets" / "diabetes.scheme"
FIGURES = ROOT / "contracts" / "tower_hamlets" / "figures"
NETWORK = "U87199"  # Tower Hamlets Network 5 PCN: five practices
ROUNDS = 9


def main() -> None:
    """Measure each command in turn with starting Python, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        figures, out = Path(folder, "figures"), Path(folder, "out")
        one_network(figures)
        report("check", ["check", str(SCHEME)])
        report("evaluate", ["evaluate", str(SCHEME), "--figures", str(figures)])
        report("render", ["render", str(SCHEME), "--figures", str(figures), "--out", str(out), "--force"])


def one_network(folder: Path) -> None:
    """Copy the figures of one network's practices into a folder."""
    folder.mkdir()
    wanted = {row["practice"] for row in rows("practices.csv") if row["network"] == NETWORK}
    for path in sorted(FIGURES.glob("*.csv")):
        kept = [row for row in rows(path.name) if row["practice"] in wanted]
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(kept[0]))
            writer.writeheader()
            writer.writerows(kept)


def rows(name: str) -> list[dict[str, str]]:
    """Read one extract."""
    with (FIGURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(name: str, arguments: list[str]) -> None:
    """Measure a command and starting Python by turns, and print what came of it."""
    command = [sys.executable, "-m", "schemelang", *arguments]
    seconds(command)  # so that the grammar's tables are kept
    pairs = [(seconds(command), seconds([sys.executable, "-c", "pass"])) for _ in range(ROUNDS)]
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    middle = statistics.median(ours for ours, _ in pairs)
    print(
        f"{name:<10} {statistics.median(ratios):5.1f} times `python -c pass`"
        f" (from {ratios[0]:.1f} to {ratios[-1]:.1f}); {middle:.2f} s in the middle"
    )


def seconds(command: list[str]) -> float:
    """Run a command and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
