"""How long it takes to write everybody's contracts, as a ratio to parsing and resolving the scheme."""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from attrs import evolve

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from schemelang.checks.certificate import certify  # noqa: E402 - the source beside this file, whatever is installed
from schemelang.compile import compile_scheme  # noqa: E402
from schemelang.document.from_graph import contract_on  # noqa: E402
from schemelang.document.html import as_html  # noqa: E402
from schemelang.document.matter import Matter  # noqa: E402
from schemelang.document.views import views  # noqa: E402
from schemelang.figures.figures import Figures  # noqa: E402
from schemelang.integrity.from_scheme import agreed_in  # noqa: E402
from schemelang.integrity.identity import identify  # noqa: E402
from schemelang.integrity.record import Copy, Record  # noqa: E402
from schemelang.model.from_ast import resolve  # noqa: E402
from schemelang.outcome.examples import run_examples  # noqa: E402
from schemelang.outcome.from_graph import evaluate  # noqa: E402
from schemelang.proof.made import made_figures  # noqa: E402
from schemelang.proof.subject import Subject  # noqa: E402
from schemelang.source import Source  # noqa: E402
from schemelang.syntax.parser import parse  # noqa: E402

SCHEME = ROOT / "tests" / "document" / "everything.scheme"  # a block of every kind, and more than 60 clauses
PRACTICES = 200
COPY = Copy(party="", has_figures=True, tags="")


def main() -> None:
    """Measure once, which is long enough, and print the seconds and the ratio."""
    source = Source(SCHEME.name, SCHEME.read_text(encoding="utf-8"))
    every = views(whole(source))
    clauses = min(sum(len(section.clauses) for section in contract_on(each).sections) for each in every[:5])
    base = min(seconds(lambda: read(source)) for _ in range(5))
    taken = seconds(lambda: [page(each) for each in every])
    print(f"{len(every)} contracts of at least {clauses} clauses: {taken:.1f} seconds of one core")
    print(f"each contract: {taken / len(every) / base:.2f} times parsing and resolving its scheme")


def page(matter: Matter) -> str:
    """Write one contract as a page with its document ID, as `render` does."""
    record = Record(agreed=agreed_in(matter.scheme, matter.graph, {}), copy=COPY, contract=contract_on(matter))
    return as_html(*identify(record, "0"))


def read(source: Source) -> None:
    """Parse and resolve a scheme."""
    file, _ = parse(source)
    assert file is not None
    resolve(file, source)


def whole(source: Source) -> Matter:
    """Return what the contracts are written on: a scheme that is worked out for so many practices."""
    compiled = compile_scheme(source)
    assert compiled.scheme is not None
    assert compiled.graph is not None
    figures = many(made_figures(compiled.scheme, compiled.graph), compiled.graph.levels[0])
    outcome, _ = evaluate(compiled.graph, figures)
    runs = run_examples(compiled.scheme, compiled.graph)
    subject = Subject(scheme=compiled.scheme, graph=compiled.graph, runs=runs, for_contract=True)
    return Matter(
        scheme=compiled.scheme,
        graph=compiled.graph,
        examples=runs,
        outcome=outcome,
        party=None,
        certificate=certify(subject),
    )


def many(made: Figures, finest: str) -> Figures:
    """Return copies of the practices that are made up for a scheme, so many in all, with every figure."""
    own = [member.code for member in made.members if member.kind == finest]
    codes = {code: [f"{code} {copy:03}" for copy in range(-(-PRACTICES // len(own)))] for code in own}
    members = [evolve(each, code=code) for each in made.members for code in codes.get(each.code, [each.code])]
    stays = [evolve(each, member=code) for each in made.memberships for code in codes.get(each.member, [each.member])]
    data = [
        evolve(each, party=code) for each in made.data.values() for code in codes.get(each.party or "", [each.party])
    ]
    return Figures(
        members=tuple(sorted(members, key=lambda each: each.code)),
        memberships=tuple(stays),
        data={(each.figure, each.party, each.period): each for each in data},
    )


def seconds(work: Callable[[], object]) -> float:
    """Return how long a core takes over a piece of work; as in a command, nothing is collected meanwhile."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


if __name__ == "__main__":
    main()
