"""The national workload with practices that come and go: `python benchmarks/national/moving.py 6500 --out moving`.

Of a hundred practices three join, leave, close or merge within the year, as about as many do in England. The folder
gets `national.scheme`, with a line each for closing and merging, and `figures`: those of the workload, without the
months in which a practice is not there, and `members`, which says who is in which network and when.
"""

import argparse
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from generate import TABLES, write
from scheme_text import SCHEME
from workload import MONTHS, TERM, TO_A_NETWORK, network_code, practice_code

OF_A_HUNDRED, SEED = 3, 2025
WAYS = ("joins", "leaves", "closes", "merges", "merges")
SAID = "    if a practice leaves,  pay in full\n"
SAID_TOO = "    if a practice closes,  pay in full\n    if a practice merges,  add the figures together\n"


class Move(NamedTuple):
    """How a practice comes or goes: in which way, the first of the months after it, and into which other it goes."""

    way: str
    month: int
    into: str | None

    @property
    def day(self) -> date:
        """The first day of the month."""
        return date(2025 + (self.month + 3) // 12, (self.month + 3) % 12 + 1, 1)

    def is_there(self, month: int) -> bool:
        """Say whether the practice is there in a month."""
        return (month >= self.month) == (self.way == "joins")


def main() -> None:
    """Write what the command line asks for."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("practices", type=int, help="how many practices, in networks of five")
    words.add_argument("--out", type=Path, required=True, help="the folder to write to")
    asked = words.parse_args()
    write_moving(asked.out, asked.practices)


def write_moving(folder: Path, practices: int) -> None:
    """Write the scheme and the figures of so many practices, some of which come and go."""
    figures = folder / "figures"
    write(figures, practices)
    (folder / "national.scheme").write_text(SCHEME.read_text(encoding="utf-8").replace(SAID, SAID + SAID_TOO), "utf-8")
    moves = dict(moving(practices))
    for name in TABLES:
        path = figures / f"{name}.parquet"
        pq.write_table(_without(pq.read_table(path), moves), path, row_group_size=1_000 * MONTHS)
    pq.write_table(_members(practices, moves), figures / "members.parquet")


def moving(practices: int) -> Iterator[tuple[str, Move]]:
    """Choose who comes and goes: one of a network at most, so that another is left to go into."""
    chance = random.Random(SEED)  # noqa: S311 - figures to try, no secret
    networks = range(practices // TO_A_NETWORK)
    for number, network in enumerate(chance.sample(networks, max(1, practices * OF_A_HUNDRED // 100))):
        one, other = chance.sample(range(network * TO_A_NETWORK, (network + 1) * TO_A_NETWORK), 2)
        way = WAYS[number % len(WAYS)]
        into = practice_code(other) if way == "merges" else None
        yield practice_code(one), Move(way, chance.randrange(1, MONTHS), into)


def _without(table: pa.Table, moves: Mapping[str, Move]) -> pa.Table:
    """Leave out the months in which a practice is not there, and the networks, which the list of members says."""
    if "month" not in table.column_names:
        return table.drop_columns([name for name in table.column_names if name == "network"])
    at = {month: number for number, month in enumerate(TERM)}
    keys = zip(table.column("practice").to_pylist(), table.column("month").to_pylist(), strict=True)
    there = [code not in moves or moves[code].is_there(at[month]) for code, month in keys]
    return table.filter(pa.array(there))


def _members(practices: int, moves: Mapping[str, Move]) -> pa.Table:
    codes = [practice_code(number) for number in range(practices)]
    them = [moves.get(code) for code in codes]
    return pa.table(
        {
            "practice": pa.array(codes),
            "network": pa.array([network_code(number) for number in range(practices)]),
            "from": pa.array([each.day if each and each.way == "joins" else None for each in them], pa.date32()),
            "to": pa.array(
                [each.day - timedelta(days=1) if each and each.way != "joins" else None for each in them], pa.date32()
            ),
            "closed": pa.array(["yes" if each and each.way == "closes" else None for each in them], pa.string()),
            "merged_into": pa.array([each.into if each else None for each in them], pa.string()),
        }
    )


if __name__ == "__main__":
    main()
