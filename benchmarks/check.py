"""How long it takes to prove a scheme, as ratios to parsing and resolving it."""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from attrs import evolve

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from schemelang.checks.examine import examine  # noqa: E402 - the source beside this file, whatever is installed
from schemelang.compile import Compilation, compile_scheme  # noqa: E402
from schemelang.figures.figures import Figures  # noqa: E402
from schemelang.graph.graph import RuleGraph  # noqa: E402
from schemelang.model.from_ast import resolve  # noqa: E402
from schemelang.model.model import Scheme  # noqa: E402
from schemelang.proof.made import made_figures  # noqa: E402
from schemelang.source import Source  # noqa: E402
from schemelang.syntax.parser import parse  # noqa: E402

SCHEME = ROOT / "contracts" / "qof" / "qof_2014.scheme"  # the largest contract, by lines and by rules
PRACTICES = 500
ROUNDS = 25


def main() -> None:
    """Measure, each round in turn, and print the ratios."""
    source = Source(SCHEME.name, SCHEME.read_text(encoding="utf-8"))
    compiled = compile_scheme(source)
    assert compiled.scheme is not None
    assert compiled.graph is not None
    figures = many(compiled.scheme, compiled.graph)
    runs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        base = seconds(lambda: read(source))
        runs.setdefault("whole check", []).append(seconds(lambda: whole_check(source)) / base)
        runs.setdefault(f"{PRACTICES} practices", []).append(seconds(lambda: proved(compiled, figures)) / base)
    for name, ratios in runs.items():
        ordered = sorted(ratios)
        print(
            f"{name:<14} {statistics.median(ordered):5.2f} times parsing and resolving"
            f" (from {ordered[0]:.2f} to {ordered[-1]:.2f})"
        )


def read(source: Source) -> None:
    """Parse and resolve a scheme."""
    file, _ = parse(source)
    assert file is not None
    resolve(file, source)


def whole_check(source: Source) -> None:
    """Do all that `check` does with a scheme that it has not kept."""
    proved(compile_scheme(source), None)


def proved(compiled: Compilation, figures: Figures | None) -> None:
    """Run every check and every prover, on real figures if there are any."""
    assert compiled.scheme is not None
    assert compiled.graph is not None
    examined = examine(compiled.scheme, compiled.graph, figures)
    assert examined.certificate is not None


def seconds(work: Callable[[], None]) -> float:
    """Return how long a processor works at something; as in a command, nothing is collected meanwhile.

    What other programs do at the time does not count: all of it is one thread that waits for nothing.
    """
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def many(scheme: Scheme, graph: RuleGraph) -> Figures:
    """Return so many practices, each a copy of one that is made up for the scheme, with every figure."""
    made, finest = made_figures(scheme, graph), graph.levels[0]
    own = [member for member in made.members if member.kind == finest]
    codes = {each.code: [f"{each.code} {copy:03}" for copy in range(PRACTICES // len(own) + 1)] for each in own}
    members = [evolve(each, code=code) for each in made.members for code in codes.get(each.code, [each.code])]
    data = [
        evolve(each, party=code) for each in made.data.values() for code in codes.get(each.party or "", [each.party])
    ]
    return Figures(
        members=tuple(sorted(members, key=lambda each: each.code)),
        memberships=tuple(
            evolve(each, member=code) for each in made.memberships for code in codes.get(each.member, [each.member])
        ),
        data={(each.figure, each.party, each.period): each for each in data},
    )


if __name__ == "__main__":
    main()
