"""How long columns work at the national workload with every figure read before: seconds of a core, for each round.

`python benchmarks/national/alone.py FIGURES ROUNDS`
"""

import sys
import time
from pathlib import Path

from scheme_text import SCHEME

from schemelang.cli.loading import load_scheme, named_files
from schemelang.columns.crowd import Block
from schemelang.columns.from_plan import programme
from schemelang.columns.keys import lay_out, read_roll
from schemelang.columns.national import Supplier, ground_of, places_of
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.running import stream
from schemelang.columns.supply import Shelf, columns_of
from schemelang.columns.wide import Table
from schemelang.plan.from_graph import lower
from schemelang.plan.plan import Shape, Supplied


def main() -> None:
    """Work everything out once to have the figures read, and then as often as is asked for."""
    figures, rounds = Path(sys.argv[1]), int(sys.argv[2])
    loaded = load_scheme(SCHEME)
    roll = read_roll([str(path) for path in named_files([figures])], loaded.scheme)
    layout = lay_out(roll, loaded.scheme, loaded.graph)
    columns = columns_of(roll, layout)
    crowd = crowd_of(roll, loaded.graph)
    plan = lower(loaded.graph, ground_of(roll, crowd, columns, layout.words))
    written = programme(plan, places_of(plan))
    read = Supplier(Shelf(roll, columns), written)
    kept: dict[tuple[str, str, str, int], Table] = {}

    def supply(supplied: Supplied, shape: Shape, block: Block) -> Table:
        key = supplied.figure, supplied.part, shape.level, block.number
        if key not in kept:
            kept[key] = read(supplied, shape, block)
        return kept[key]

    for number in range(rounds + 1):
        start = time.process_time()
        for _ in stream(written, crowd, supply):
            pass
        if number:
            print(time.process_time() - start)


if __name__ == "__main__":
    main()
