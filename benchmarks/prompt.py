"""How long `check` takes when a number or a note has changed, or nothing, as ratios to starting Python at all."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LINES = 300
LARGEST = Path(__file__).parents[1] / "contracts" / "qof" / "qof_2014.scheme"
ROUNDS = 15
CALLED = {
    "python -m schemelang": ["-m", "schemelang"],
    "schemelang": [
        "-c",
        "import sys; from schemelang.cli import main; sys.exit(main())",
    ],  # what a new pip's script does
    "schemelang, by a pip before 25": [
        "-c",
        "import re; import sys; from schemelang.cli import main; sys.exit(main())",
    ],
}
PRICE = "start with        £3"  # of one payment
LIMIT = "is at most 84"  # what no example of the largest would notice
HEAD = """scheme packages "Care packages"
    offered by        icb
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay nothing
    if a practice leaves,  pay by days

party icb "NHS Vale ICB"
    code              QXX

figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2025
    never less than   100
    never more than   60,000
    published         on 1 March 2025
"""
PACKAGE = """
figure register_{n} "Patients on register {n}"
    is a count of patients for each practice on 31 March 2025
    never more than   list_size
    published         on 1 May 2025

figure seen_{n} "Patients of register {n} who were seen"
    is a count of patients for each practice on 31 March 2026
    never more than   register_{n}
    published         on 1 May 2026

indicator reach_{n} "Reach of register {n}" for each practice
    is                seen_{n} out of register_{n}
    measured          on 31 March 2026
    if there are no patients,  leave it out

target enough_{n} "Enough of register {n}" for each network
    met when          pooled reach_{n} is at least 7{n}%
                      and every practice has reach_{n} of at least 40%

payment package_{n} "Package {n}"
    to each network
    start with        £3{n} × total register_{n}
    round             to the nearest penny, halves up
    pay 40%           on 30 June 2025, kept whatever the outcome
    pay 60%           on 30 June 2026 only if enough_{n} is met
    share             among its practices by list_size, odd pennies by Sainte-Laguë

example "Package {n}"
    | practice | network | list_size | register_{n} | seen_{n} |
    | Ash      | North   | 9,000     | 900        | 840    |
    | Birch    | North   | 1,000     | 100        | 60     |
    then              enough_{n} of North is met
"""


def main() -> None:
    """Measure checking the scheme, each time changed and then unchanged, in turn with starting Python."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has been compiled
        path = Path(folder, "packages.scheme")
        print(f"a scheme of {LINES} lines, checked; `python -c pass` is 1")
        for name, words in CALLED.items():
            report(name, [sys.executable, *words, "check", str(path)], path, scheme(), PRICE)
        print(f"{LARGEST.name}, of {len(LARGEST.read_text(encoding='utf-8').splitlines())} lines, checked")
        command = [sys.executable, *CALLED["schemelang"], "check", str(path)]
        report("schemelang", command, path, LARGEST.read_text(encoding="utf-8"), LIMIT)


def scheme() -> str:
    """Return a scheme of so many lines, less one: packages one like the other, and notes."""
    text = HEAD
    number = 1
    while len((text + PACKAGE).splitlines()) <= LINES - 1:
        text += PACKAGE.format(n=number)
        number += 1
    notes = LINES - len(text.splitlines())
    return text + "# The commissioner's note.\n" * (notes - 1)


def report(name: str, command: list[str], path: Path, text: str, number: str) -> None:
    """Measure one way of calling it, and print what came of it.

    Each time a number is another, first where nothing was ever kept; then another last line, which is a note; and then
    nothing has changed.
    """
    ratios: dict[str, list[float]] = {"first ever": [], "a number changed": [], "a note changed": [], "unchanged": []}
    kept = tempfile.mkdtemp(dir=path.parent)
    for turn in range(-1, ROUNDS):
        changed = text.replace(number, f"{number}{turn + 1:02}", 1)
        assert changed != text, "the number is there"
        taken = {}
        path.write_text(f"{changed}# {name}, {turn}\n", encoding="utf-8")
        taken["first ever"] = seconds(command, tempfile.mkdtemp(dir=path.parent))
        taken["a number changed"] = seconds(command, kept)
        path.write_text(f"{changed}# {name}, {turn}, noted\n", encoding="utf-8")
        taken["a note changed"] = seconds(command, kept)
        taken["unchanged"] = seconds(command, kept)
        python = seconds([sys.executable, "-c", "pass"])
        if turn >= 0:  # the first is for the tables of the grammar, and for Python to keep what it compiles
            for what, each in taken.items():
                ratios[what].append(each / python)
    for what, all_of_it in ratios.items():
        print(f"{name:<32} {what:<16} {told(all_of_it)}")


def told(ratios: list[float]) -> str:
    """Say the ratio in the middle, and from where to where they go."""
    return f"{statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})"


def seconds(command: list[str], kept: str = "") -> float:
    """Run a command and return how many seconds of a core it took, whatever else runs; and where things are kept."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    known = {**os.environ, "SCHEMELANG_CACHE": kept}
    subprocess.run(command, check=True, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
