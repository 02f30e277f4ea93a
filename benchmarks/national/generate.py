"""Makes up the figures of the national workload: `python benchmarks/national/generate.py 6500 --out figures`.

The same figures come each time, on every machine, as long as NumPy draws the same numbers. Every thousand practices
are drawn from a seed of their own, so that the first practices have the same figures however many there are.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
from workload import (
    MONTHS,
    ON_ACCOUNT,
    SEED,
    TERM,
    TO_A_BLOCK,
    TO_A_NETWORK,
    Drawn,
    Indicator,
    Numbers,
    drawn,
    network_code,
    practice_code,
)

COUNT, MONEY = pa.int32(), pa.decimal128(12, 2)
TABLES = ("practices", "registers", "activity", "finance")
EQUAL_LIST, LARGE_ASPIRATION = 10_000, 2_500_000_000 * 10_000 // ON_ACCOUNT
NOBODY_DUE, NOBODY_ALL_YEAR, LARGE = 0.01, 0.2, 0.2  # how many


class Block(NamedTuple):
    """The figures of some practices: money in pence, activity by practice, indicator and month."""

    lists: Numbers
    aspirations: Numbers
    registers: Numbers
    done: Numbers
    due: Numbers
    budgets: Numbers
    spends: Numbers


def main() -> None:
    """Write the figures that the command line asks for."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("practices", type=int, help="how many practices, in networks of five")
    words.add_argument("--out", type=Path, required=True, help="the folder to write to")
    words.add_argument("--csv", action="store_true", help="write CSV, which every engine reads, and not Parquet")
    words.add_argument("--hard", action="store_true", help="few patients, equal lists, exact ties and large advances")
    asked = words.parse_args()
    write(asked.out, asked.practices, csv=asked.csv, hard=asked.hard)


def write(folder: Path, practices: int, *, csv: bool = False, hard: bool = False) -> None:
    """Write the four tables of so many practices into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, pc.CSVWriter | pq.ParquetWriter] = {}
    for tables in _tables(practices, hard=hard):
        for name, table in tables.items():
            if name not in files:
                files[name] = _opened(folder / name, _plain(table).schema if csv else table.schema, csv=csv)
            files[name].write_table(_plain(table) if csv else table)
    for file in files.values():
        file.close()


def _opened(path: Path, schema: pa.Schema, *, csv: bool) -> pc.CSVWriter | pq.ParquetWriter:
    """Begin a file. A row group of Parquet is what is written at once, and so has whole networks in it."""
    if csv:
        return pc.CSVWriter(path.with_suffix(".csv"), schema)
    return pq.ParquetWriter(path.with_suffix(".parquet"), schema, compression="zstd", store_decimal_as_integer=True)


def _plain(table: pa.Table) -> pa.Table:
    """Write out words that are kept once, which CSV cannot do."""
    plain = [
        pa.field(each.name, pa.string() if pa.types.is_dictionary(each.type) else each.type) for each in table.schema
    ]
    return table.cast(pa.schema(plain))


# ---------------------------------------------------------------- figures


def blocks(practices: int, *, hard: bool = False) -> Iterator[Block]:
    """Make up the figures, a thousand practices at a time."""
    of_all = drawn()
    make = _hard if hard else _ordinary
    for number, first in enumerate(range(0, practices, TO_A_BLOCK)):
        many = min(TO_A_BLOCK, practices - first)
        whole = make(np.random.default_rng([SEED, number]), of_all)
        yield Block(*(figures[:many] for figures in whole))


def _ordinary(chance: np.random.Generator, of_all: Drawn) -> Block:
    """Make up a thousand practices as they are."""
    many, indicators = TO_A_BLOCK, len(of_all.indicators)
    cells = (many, indicators, MONTHS)
    lists = np.clip(np.round(np.exp(chance.normal(9.05, 0.55, many))), 1_200, 60_000).astype(np.int64)
    how_good = chance.normal(0, 0.05, many)
    registers = lists[:, None] * of_all.prevalence * np.exp(chance.normal(0, 0.3, (many, indicators)))
    registers = np.clip(np.round(registers), 1, 5_000).astype(np.int64)
    due = np.maximum(np.round(registers[:, :, None] * chance.uniform(0.05, 0.35, cells)), 0).astype(np.int32)
    due[chance.random(cells) < NOBODY_DUE] = 0
    rate = of_all.reached[None, :, None] + how_good[:, None, None] + chance.normal(0, 0.08, cells)
    done = np.minimum(np.floor(due * np.clip(rate, 0, 1) + chance.random(cells)), due).astype(np.int32)
    aspirations = np.round(lists * chance.uniform(400, 1_700, many)).astype(np.int64)
    budgets = np.round(lists[:, None] * chance.uniform(950, 1_350, (many, MONTHS))).astype(np.int64)
    networks = np.repeat(chance.normal(0.985, 0.03, many // TO_A_NETWORK), TO_A_NETWORK)
    spent = np.clip(networks[:, None] + chance.normal(0, 0.02, (many, MONTHS)), 0.8, 1.2)
    spends = np.round(budgets * spent).astype(np.int64)
    return Block(lists, aspirations, registers, done, due, budgets, spends)


def _hard(chance: np.random.Generator, of_all: Drawn) -> Block:
    """Make up a thousand practices on which halves, ties, empty wholes and large sums meet.

    With up to seven patients results lie on thresholds and points on halves; equal lists tie for odd pennies; an
    advance can be £25m; and some networks save just the least that counts.
    """
    many, indicators = TO_A_BLOCK, len(of_all.indicators)
    cells = (many, indicators, MONTHS)
    lists = chance.choice([EQUAL_LIST, EQUAL_LIST, EQUAL_LIST, 1_250, 9_964], many).astype(np.int64)
    registers = chance.choice([1, 250, 5_000], (many, indicators)).astype(np.int64)
    due = chance.integers(0, 8, cells).astype(np.int32)
    due[chance.random((many, indicators)) < NOBODY_ALL_YEAR] = 0
    good = np.repeat(chance.integers(0, 2, many // TO_A_NETWORK), TO_A_NETWORK)[:, None, None] > 0  # and may save
    nearly_all = due - (chance.integers(0, 7, cells) < due) * chance.integers(0, 2, cells)
    done = np.where(good, nearly_all, chance.integers(0, due + 1)).astype(np.int32)
    aspirations = np.where(chance.random(many) < LARGE, LARGE_ASPIRATION, chance.integers(0, 20_000_000, many)).astype(
        np.int64
    )
    budgets = chance.integers(0, 2, (many, MONTHS)).astype(np.int64) * 10_000_050
    saved = np.repeat(chance.choice([0, 199, 200, 201, 5_000], many // TO_A_NETWORK), TO_A_NETWORK)
    spends = budgets - budgets * saved[:, None] // 10_000
    a_penny_off = np.repeat(chance.integers(0, 2, many // TO_A_NETWORK), TO_A_NETWORK)[:, None]
    spends += chance.integers(-1, 2, (many, MONTHS)) * (budgets > 0) * a_penny_off
    return Block(lists, aspirations, registers, done, due, budgets, spends)


# ---------------------------------------------------------------- tables


def _tables(practices: int, *, hard: bool) -> Iterator[Mapping[str, pa.Table]]:
    """Lay the figures out in tables with the scheme's own names as headings, a thousand practices at a time."""
    indicators = drawn().indicators
    for number, block in enumerate(blocks(practices, hard=hard)):
        first = number * TO_A_BLOCK
        practice = [practice_code(first + at) for at in range(len(block.lists))]
        one: dict[str, pa.Array] = {"practice": _words(practice)}
        monthly: dict[str, pa.Array] = {
            "practice": _words(practice, each=MONTHS),
            "month": _words(TERM, times=len(practice)),
        }
        networks = dict.fromkeys(network_code(first + at) for at in range(len(practice)))
        yield {
            "practices": pa.table(
                one
                | {"network": _words(list(networks), each=TO_A_NETWORK).slice(0, len(practice))}
                | {"list_size": _counts(block.lists), "aspiration": _money(block.aspirations)}
            ),
            "registers": pa.table(
                one
                | {
                    f"{each.name}_register": _counts(block.registers[:, at])
                    for at, each in enumerate(indicators)
                    if each.by_prevalence
                }
            ),
            "activity": pa.table(monthly | dict(_activity(block, indicators))),
            "finance": pa.table(
                monthly | {"service_budget": _money(block.budgets), "service_spend": _money(block.spends)}
            ),
        }


def _activity(block: Block, indicators: Sequence[Indicator]) -> Iterator[tuple[str, pa.Array]]:
    for at, each in enumerate(indicators):
        yield f"{each.name}_done", _counts(block.done[:, at])
        yield f"{each.name}_due", _counts(block.due[:, at])


def _words(words: Sequence[str], *, each: int = 1, times: int = 1) -> pa.DictionaryArray:
    """Write each of some words several times together, and the whole of that several times."""
    at = np.tile(np.repeat(np.arange(len(words), dtype=np.int32), each), times)
    return pa.DictionaryArray.from_arrays(at, pa.array(words))


def _counts(figures: Numbers) -> pa.Array:
    """Write whole numbers, a practice's months together."""
    return pa.array(figures.ravel().astype(np.int32), COUNT)


def _money(pence: Numbers) -> pa.Array:
    """Write pence as pounds with two places: each takes 16 bytes, of which the upper ones hold the sign."""
    wide = np.empty((pence.size, 2), np.int64)
    wide[:, 0] = pence.ravel()
    wide[:, 1] = wide[:, 0] >> 63
    return pa.Array.from_buffers(MONEY, pence.size, [None, pa.py_buffer(wide)])


if __name__ == "__main__":
    main()
