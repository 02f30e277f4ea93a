"""The national workload by hand in NumPy, to hold speed and pennies against: it knows nothing of schemelang.

It reads the same Parquet as the scheme does, a row group at a time, and works everything out in whole numbers. Blocks
of whole networks stay in the processor's caches, and float64 holds whole numbers below 2^53 only, where the floor of
a quotient is exact. `python benchmarks/national/by_hand.py FIGURES --out FOLDER [--ahead]`.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from workload import (
    AVERAGE_LIST,
    CAP_OF_SAVING,
    LEAST_FACTOR,
    LEAST_QUALITY,
    LEAST_SAVING,
    MONTHS,
    MOST_FACTOR,
    MOST_RECOVERED,
    ON_ACCOUNT,
    SHARE_OF_SAVING,
    TERM,
    TO_A_NETWORK,
    VALUE_OF_A_POINT,
    Indicator,
    Numbers,
    drawn,
)

FACTOR, WHOLE = 10_000, 10_000
PER_PENNY = 10**11  # thousandths of a point, pence and two factors in ten-thousandths, in a penny
SUMMARY = ("earned", "savings", "advance", "balance", "clawback", "total")


def main() -> None:
    """Work out what the files of a folder come to, and write it."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("figures", type=Path)
    words.add_argument("--out", type=Path, required=True)
    words.add_argument("--ahead", action="store_true", help="read the next row group while one is worked out")
    asked = words.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    done = worked_out(asked.figures, asked.out, ahead=asked.ahead)
    print(f"{done.practices} practices: {done.seconds:.3f} seconds in working out, the rest in reading and writing")


class Done(NamedTuple):
    """How many practices were worked out, and the seconds that it took without reading and writing."""

    practices: int
    seconds: float


class Everybody(NamedTuple):
    """What is known of all practices before any activity is read: factors in ten-thousandths, money in pence."""

    codes: pa.StringArray
    lists: Numbers
    aspirations: Numbers
    list_factors: Numbers
    registers: dict[str, Numbers]
    everywhere: dict[str, int]


class Block(NamedTuple):
    """The activity and the money of some practices, each of them by practice and month."""

    first: int
    done: list[Numbers]
    due: list[Numbers]
    budgets: Numbers
    spends: Numbers


def worked_out(figures: Path, out: Path, *, ahead: bool) -> Done:
    """Read, work out and write, a row group at a time."""
    indicators = drawn().indicators
    everybody = everybody_of(figures, indicators)
    files = _Written(out)
    seconds = 0.0
    for block in (
        _ahead(blocks_of(figures, everybody, indicators)) if ahead else blocks_of(figures, everybody, indicators)
    ):
        start = time.thread_time()
        points, pence = lines_of(block, everybody, indicators)
        summary = summary_of(block, everybody, points, pence, MONTHS * sum(each.points for each in indicators))
        seconds += time.thread_time() - start
        codes = everybody.codes.slice(block.first, len(points))
        files.write(codes, indicators, points, pence, summary)
    files.close()
    return Done(len(everybody.lists), seconds)


def half_up(above: Numbers, below: Numbers | int) -> Numbers:
    """Round a quotient of whole numbers from nothing up, halves up."""
    return (2 * above + below) // (2 * below)


# ---------------------------------------------------------------- reading


def everybody_of(figures: Path, indicators: Sequence[Indicator]) -> Everybody:
    """Read who there is, and add up what is added up over all of England."""
    practices = pq.ParquetFile(figures / "practices.parquet").read(use_threads=False)
    codes, networks = (_texts(practices[name]) for name in ("practice", "network"))
    of_five = networks.to_numpy(zero_copy_only=False).reshape(-1, TO_A_NETWORK)
    registers = pq.ParquetFile(figures / "registers.parquet").read(use_threads=False)
    if (of_five != of_five[:, :1]).any() or _texts(registers["practice"]) != codes:
        message = "the practices are not in networks of five, one after another"
        raise ValueError(message)
    lists = practices["list_size"].to_numpy().astype(np.int64)
    here = {each.name: registers[f"{each.name}_register"].to_numpy() for each in indicators if each.by_prevalence}
    return Everybody(
        codes=codes,
        lists=lists,
        aspirations=_pence(practices["aspiration"]),
        list_factors=half_up(lists * FACTOR, AVERAGE_LIST),
        registers=here,
        everywhere={name: int(each.sum(dtype=np.int64)) for name, each in here.items()},
    )


def blocks_of(figures: Path, everybody: Everybody, indicators: Sequence[Indicator]) -> Iterator[Block]:
    """Read activity and finance a row group at a time."""
    activity, finance = (pq.ParquetFile(figures / f"{name}.parquet") for name in ("activity", "finance"))
    first = 0
    for group in range(activity.num_row_groups):
        counts, money = (file.read_row_group(group, use_threads=False) for file in (activity, finance))
        many = len(counts) // MONTHS
        for table in (counts, money):
            _check(table, everybody.codes.slice(first, many))
        yield Block(
            first,
            [counts[f"{each.name}_done"].to_numpy().reshape(many, MONTHS) for each in indicators],
            [counts[f"{each.name}_due"].to_numpy().reshape(many, MONTHS) for each in indicators],
            _pence(money["service_budget"]).reshape(many, MONTHS),
            _pence(money["service_spend"]).reshape(many, MONTHS),
        )
        first += many


def _check(table: pa.Table, codes: pa.StringArray) -> None:
    """Hold the rows against the practices, each with its months in order, by the places of their words."""
    practice, month = (table[name].chunk(0) for name in ("practice", "month"))
    in_order = practice.dictionary.equals(codes) and month.dictionary.equals(pa.array(TERM))
    expected = (np.repeat(np.arange(len(codes)), MONTHS), np.tile(np.arange(MONTHS), len(codes)))
    for words, places in zip((practice, month), expected, strict=True):
        if not in_order or not np.array_equal(words.indices, places):
            message = "the rows are not in order"
            raise ValueError(message)


def _texts(column: pa.ChunkedArray) -> pa.StringArray:
    """Write words out that are kept once, without Arrow's compute functions, which take long to load."""
    pieces = (each.dictionary.to_numpy(zero_copy_only=False)[each.indices.to_numpy()] for each in column.chunks)
    return pa.array(np.concatenate(list(pieces)))


def _pence(column: pa.ChunkedArray) -> Numbers:
    """Take pounds with two places as pence: the lower half of each, which is enough for what fits 63 bits."""
    pieces = (np.frombuffer(each.buffers()[1], np.int64)[::2][each.offset :][: len(each)] for each in column.chunks)
    return np.concatenate(list(pieces))


def _ahead(blocks: Iterator[Block]) -> Iterator[Block]:
    """Read the next block while one is worked out."""
    with ThreadPoolExecutor(1) as reader:
        coming: Future[Block | None] = reader.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = reader.submit(next, blocks, None)
            yield block


# ---------------------------------------------------------------- points and pounds


def lines_of(block: Block, everybody: Everybody, indicators: Sequence[Indicator]) -> tuple[Numbers, Numbers]:
    """Return the points and pence of each practice for each indicator over the year, in thousandths and in pence."""
    here = slice(block.first, block.first + len(block.budgets))
    points, pence = (np.empty((len(block.budgets), len(indicators)), np.int64) for _ in range(2))
    for at, (indicator, done, due) in enumerate(zip(indicators, block.done, block.due, strict=True)):
        earned = _all_or_none(indicator, done, due) if indicator.kind == "all" else _own(indicator, done, due)
        if indicator.kind == "pooled":
            earned *= _together(indicator, done, due)
        points[:, at] = np.einsum("pt->p", earned)
        worth = VALUE_OF_A_POINT * everybody.list_factors[here] * _prevalence(indicator, everybody, here)
        earned *= worth[:, None]
        earned += PER_PENNY // 2
        earned //= PER_PENNY
        pence[:, at] = np.einsum("pt->p", earned)
    return points, pence


def _own(indicator: Indicator, done: Numbers, due: Numbers) -> Numbers:
    """Return points on the line between the thresholds. No number here is above 2^53, and so each is exact."""
    of_all = due * float(indicator.upper - indicator.lower)
    above = done * float(WHOLE)
    above -= due * float(indicator.lower)
    np.clip(above, 0, of_all, out=above)
    above *= 2 * indicator.points
    above += of_all
    of_all *= 2
    np.maximum(of_all, 1, out=of_all)  # where nobody is due nothing is done, and nothing is earned
    above /= of_all
    return np.floor(above, out=above).astype(np.int64)


def _together(indicator: Indicator, done: Numbers, due: Numbers) -> Numbers:
    """Say of each practice and month whether its network together reaches the target."""
    done_by_all, due_of_all = (
        np.einsum("cpt->ct", each.reshape(-1, TO_A_NETWORK, MONTHS), dtype=np.int64) for each in (done, due)
    )
    return np.repeat(done_by_all * WHOLE >= due_of_all * indicator.target, TO_A_NETWORK, axis=0)


def _all_or_none(indicator: Indicator, done: Numbers, due: Numbers) -> Numbers:
    """Return all points of who has patients due, where each practice of its network reaches the target."""
    reached = done.astype(np.int64) * WHOLE >= due.astype(np.int64) * indicator.target
    by_each = np.repeat(reached.reshape(-1, TO_A_NETWORK, MONTHS).all(axis=1), TO_A_NETWORK, axis=0)
    earned: Numbers = np.where(by_each & (due > 0), np.int64(indicator.points), np.int64(0))
    return earned


def _prevalence(indicator: Indicator, everybody: Everybody, here: slice) -> Numbers | int:
    """Return how much more of its patients a practice has on a register than England, within bounds."""
    if not indicator.by_prevalence:
        return FACTOR
    register = everybody.registers[indicator.name][here].astype(np.int64)
    of_england = everybody.lists[here] * everybody.everywhere[indicator.name]
    return np.clip(half_up(register * int(everybody.lists.sum()) * FACTOR, of_england), LEAST_FACTOR, MOST_FACTOR)


# ---------------------------------------------------------------- payments


def summary_of(
    block: Block, everybody: Everybody, points: Numbers, pence: Numbers, most_points: int
) -> dict[str, Numbers]:
    """Return what each practice earns, and is paid on account, then and of its network's savings."""
    here = slice(block.first, block.first + len(points))
    earned = np.einsum("pk->p", pence)
    advance = half_up(everybody.aspirations[here] * ON_ACCOUNT, WHOLE)
    balance = np.maximum(earned - advance, 0)
    clawback = np.minimum(np.maximum(advance - earned, 0), half_up(advance * MOST_RECOVERED, WHOLE))
    pool = _pool(block, np.einsum("pk->p", points), most_points)
    savings = _shared(pool, everybody.lists[here].reshape(-1, TO_A_NETWORK)).ravel()
    sums = (earned, savings, advance, balance, clawback, advance + balance - clawback + savings)
    return dict(zip(SUMMARY, sums, strict=True))


def _pool(block: Block, points: Numbers, most_points: int) -> Numbers:
    """Return what each network has of its savings."""
    budget, spend, earned = (
        each.reshape(-1, TO_A_NETWORK * (each.size // len(points))).sum(axis=1)
        for each in (block.budgets, block.spends, points)
    )
    saved = budget - spend
    enough = (saved > 0) & (saved * WHOLE >= budget * LEAST_SAVING)
    good = earned * WHOLE >= TO_A_NETWORK * most_points * LEAST_QUALITY
    pool = np.minimum(half_up(np.maximum(saved, 0) * SHARE_OF_SAVING, WHOLE), half_up(budget * CAP_OF_SAVING, WHOLE))
    kept: Numbers = np.where(enough & good, pool, 0)
    return kept


def _shared(pool: Numbers, lists: Numbers) -> Numbers:
    """Share pools by lists in whole pence; pennies that are left go to the largest remainders, the first of equals."""
    parts, remainders = np.divmod(pool[:, None] * lists, lists.sum(axis=1, keepdims=True))
    left = pool - parts.sum(axis=1)
    order = np.argsort(-remainders, axis=1, kind="stable")
    np.put_along_axis(parts, order, np.take_along_axis(parts, order, 1) + (np.arange(TO_A_NETWORK) < left[:, None]), 1)
    return parts


# ---------------------------------------------------------------- writing


class _Written:
    """Three files: what each indicator earned, what each practice is paid, and each payment with its day."""

    def __init__(self, folder: Path) -> None:
        """Begin no file before there is something to write."""
        self._folder = folder
        self._files: dict[str, pq.ParquetWriter] = {}

    def write(
        self,
        codes: pa.StringArray,
        indicators: Sequence[Indicator],
        points: Numbers,
        pence: Numbers,
        summary: dict[str, Numbers],
    ) -> None:
        """Write what came of a block."""
        many, practices = len(codes), np.arange(len(codes), dtype=np.int32)
        names = pa.array([each.name for each in indicators])
        each = np.tile(np.arange(len(names), dtype=np.int8), many)
        lines = {
            "practice": pa.DictionaryArray.from_arrays(np.repeat(practices, len(names)), codes),
            "indicator": pa.DictionaryArray.from_arrays(each, names),
            "points": points.ravel(),
            "pence": pence.ravel(),
        }
        paid = _cash(summary)
        cash = {
            "practice": pa.DictionaryArray.from_arrays(np.repeat(practices, paid.shape[1]), codes),
            "payment": np.tile(np.arange(1, paid.shape[1] + 1, dtype=np.int8), many),
            "pence": paid.ravel(),
        }
        for name, table in {"lines": lines, "summary": {"practice": codes} | summary, "cash": cash}.items():
            self._write(name, pa.table(table))

    def _write(self, name: str, table: pa.Table) -> None:
        if name not in self._files:
            path = self._folder / f"{name}.parquet"
            self._files[name] = pq.ParquetWriter(
                path, table.schema, compression="zstd", use_dictionary=["practice", "indicator"]
            )
        self._files[name].write_table(table)

    def close(self) -> None:
        """End the files."""
        for file in self._files.values():
            file.close()


def _cash(summary: dict[str, Numbers]) -> Numbers:
    """Return twelve equal instalments of the advance with the odd pennies in the last, the balance, and the savings."""
    advance = summary["advance"]
    cash = np.empty((len(advance), MONTHS + 2), np.int64)
    cash[:, :MONTHS] = (advance // MONTHS)[:, None]
    cash[:, MONTHS - 1] += advance % MONTHS
    cash[:, MONTHS] = summary["balance"] - summary["clawback"]
    cash[:, MONTHS + 1] = summary["savings"]
    return cash


if __name__ == "__main__":
    main()
