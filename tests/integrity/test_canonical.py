"""Data written in one way only, and read only as they would be written."""

import json
import random
from datetime import date
from fractions import Fraction
from typing import Literal

import pytest
from attrs import frozen

from document.written import EVERYTHING, TABLES, contract_of, with_texts
from schemelang.document.contract import Contract
from schemelang.integrity.canonical import Misread, read, write


@frozen
class Inner:
    """A thing in a list."""

    text: str


@frozen
class Other:
    """Another thing that may stand there."""

    days: tuple[date, ...]


@frozen(kw_only=True)
class Whole:
    """One field of each type."""

    kind: Literal["a", "b"]
    flag: bool
    number: int
    share: Fraction
    day: date
    pair: tuple[str, int]
    things: tuple[str | Inner | Other, ...]
    nothing: Inner | None = None


WHOLE = Whole(
    kind="b",
    flag=True,
    number=-12,
    share=Fraction(7, 3),
    day=date(2026, 4, 1),
    pair=("x", 2),
    things=("words", Inner("<&>\u202e\ud800 £"), Other((date(2026, 4, 1),))),
)
TEXT = write(WHOLE)


def test_data_are_written_as_texts_in_order() -> None:
    """Fields are sorted, numbers and days are texts, and nothing in it is markup or unseen."""
    assert TEXT == (
        '{"day":"2026-04-01","flag":"yes","is":"Whole","kind":"b","nothing":[],"number":"-12","pair":["x","2"],'
        '"share":"7/3","things":["words",{"is":"Inner","text":"\\u003c\\u0026\\u003e\\u202e\\ud800 \\u00a3"},'
        '{"days":["2026-04-01"],"is":"Other"}]}'
    )


def test_what_is_written_is_read() -> None:
    """Reading gives back what was written."""
    assert read(Whole, TEXT) == WHOLE


@pytest.mark.parametrize("party", [None, "A3", "N2"])
def test_a_contract_is_read_as_it_was_written(party: str | None) -> None:
    """A contract with every kind of part is the same after it was written and read."""
    contract = contract_of(EVERYTHING, TABLES, party)

    assert read(Contract, write(contract)) == contract


def test_one_text_that_is_changed_changes_the_data() -> None:
    """Contracts that differ in any text are written differently."""
    contract = contract_of(EVERYTHING, TABLES)
    texts: list[str] = []
    with_texts(contract, lambda text: texts.append(text) or text)  # type: ignore[func-returns-value]
    written = set()
    for place in random.Random(5).sample(range(len(texts)), 40):  # noqa: S311 - which are tried is no secret
        count = iter(range(len(texts)))
        written.add(write(with_texts(contract, lambda text: f"{text}!" if next(count) == place else text)))  # noqa: B023

    assert len(written | {write(contract)}) == 41


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ('"b"', '"c"'),
        ('"yes"', '"maybe"'),
        ('"yes"', "true"),
        ('"-12"', "-12"),
        ('"-12"', '"-012"'),
        ('"-12"', '"9999999999"'),
        ('"7/3"', '"14/6"'),
        ('"7/3"', '"7/0"'),
        ('"7/3"', '"2.3"'),
        ('"day":"2026-04-01"', '"day":"20260401"'),
        ('"day":"2026-04-01"', '"day":"2026-02-30"'),
        ('"day":"2026-04-01"', '"day":"2026-04-01","extra":"1"'),
        ('"day":"2026-04-01",', ""),
        ('"is":"Whole"', '"is":"Inner"'),
        ('"is":"Inner"', '"is":"Whole"'),
        ('"is":"Inner"', '"is":["Inner"]'),
        ('["x","2"]', '["x","2","3"]'),
        ('["x","2"]', '"x2"'),
        ('"nothing":[]', '"nothing":null'),
        ('"nothing":[]', '"nothing":["x"]'),
        ('"words"', '["words"]'),
        ('"words"', "[]"),
        ('"words"', "NaN"),
        ('"words"', "1.5"),
        (':"b"', ': "b"'),
        ('"flag":"yes"', '"flag":"no","flag":"yes"'),
        ("words", "w\\u006frds"),
        ("words", "w\no"),
    ],
)
def test_what_would_not_be_written_so_is_not_read(before: str, now: str) -> None:
    """Whatever is not as it would have been written is no data, and says why."""
    assert before in TEXT
    found = read(Whole, TEXT.replace(before, now, 1))

    assert isinstance(found, Misread)
    assert found.problem


@pytest.mark.parametrize("text", ["", "[]", '"x"', "{", "null", "[" * 100_000, '{"is":' * 50_000, "1" * 10_000])
def test_garbage_is_not_read(text: str) -> None:
    """What is not such data at all is refused, however deep or long it is."""
    assert isinstance(read(Whole, text), Misread)


def test_data_with_one_piece_exchanged_are_never_taken_for_others() -> None:
    """Put anything anywhere into the data of a contract: it is refused, or is exactly what was put there."""
    text = write(contract_of(EVERYTHING, TABLES, "A3"))
    chance = random.Random(7)  # noqa: S311 - which are tried is no secret
    pieces = ["[]", "{}", '"yes"', '"0"', "null", "7", '{"is":"Text"}', '{"is":"Paragraph"}', '["x"]']
    for _ in range(200):
        data = json.loads(text)
        at, key = _anywhere(data, chance)
        at[key] = json.loads(chance.choice(pieces))  # type: ignore[index]
        changed = json.dumps(data, sort_keys=True, separators=(",", ":"))
        found = read(Contract, changed)

        assert isinstance(found, Misread) or write(found) == changed


def _anywhere(data: object, chance: random.Random) -> tuple[object, object]:
    """Choose a place in some data."""
    while True:
        keys = list(data) if isinstance(data, dict) else range(len(data))  # type: ignore[arg-type]
        key = chance.choice(list(keys))
        inner = data[key]  # type: ignore[index]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.2:
            return data, key
        data = inner
