"""The table of published cases lists them all, and what it says is given is what the engine gives."""

import re
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from attrs import frozen

from schemelang.dates import read_date
from schemelang.graph.graph import RuleId
from schemelang.outcome.outcome import Outcome, RuleValue
from schemelang.quantities import read_money, read_number, read_percent
from test_conformance import CONFORMANCE, outcome_of

PUBLISHED = CONFORMANCE / "published"
PAGE = (CONFORMANCE.parent.parent / "docs" / "published-cases.md").read_text(encoding="utf-8")

_ROW = re.compile(r"^\| (?P<title>.+?) \| \[(?P<name>\w+)\]\((?P<link>\S+)\) \| (?P<expected>.+?) \| (?P<given>.+?) \|")
_GIVEN = re.compile(r"`(?P<block>\w+)`(?: of (?P<party>\w+))?(?: on (?P<day>\d+ \w+ \d+))? is (?P<amount>\S+)")


@frozen
class Row:
    """A row of the table: the name of a case, what is expected of it, and what is given."""

    title: str
    name: str
    expected: tuple[str, ...]
    given: tuple[str, ...]


def _rows() -> tuple[Row, ...]:
    found = (_ROW.match(line) for line in PAGE.splitlines())
    return tuple(
        Row(row["title"], row["name"], tuple(row["expected"].split("; ")), tuple(row["given"].split("; ")))
        for row in found
        if row is not None
    )


ROWS = _rows()


@cache
def outcome(name: str) -> Outcome:
    """Work a published case out."""
    return outcome_of(PUBLISHED / f"{name}.scheme")


def meant(text: str) -> Fraction | bool:
    """Read what a cell of the table says."""
    if text in ("yes", "no"):
        return text == "yes"
    reader = read_money if "£" in text else read_percent if text.endswith("%") else read_number
    read = reader(text)
    assert isinstance(read, Fraction), text
    return read


def given(name: str, block: str, party: str | None, day: str | None) -> RuleValue:
    """Return what a block comes to for a party or, of a payment, what is paid to it or to its group."""
    worked_out = outcome(name)
    lines = [line for line in worked_out.ledger if line.payment == block and party in (line.payee, line.group)]
    if not lines:
        return worked_out.values[RuleId(block)][party, None]
    on = read_date(day) if day else None
    assert on is None or isinstance(on, date)
    return Fraction(sum(line.pence or 0 for line in lines if on in (None, line.day)), 100)


def test_the_table_lists_every_published_case() -> None:
    """Each published case has a row, with its title, and each row a case."""
    assert [row.name for row in ROWS] == sorted(path.stem for path in PUBLISHED.glob("*.scheme"))
    assert all(f'"{row.title}"' in (PUBLISHED / f"{row.name}.scheme").read_text(encoding="utf-8") for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_what_is_expected_is_given(row: Row) -> None:
    """The engine gives what the row says that it gives, and that is what is expected."""
    said = [_GIVEN.fullmatch(each) for each in row.given]
    assert all(said)
    worked_out = [given(row.name, one["block"], one["party"], one["day"]) for one in said if one]

    assert worked_out == [meant(one["amount"]) for one in said if one]
    assert worked_out == [meant(each) for each in row.expected]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_published_case_gives_its_source(row: Row) -> None:
    """The note at the top of each published case says where it was published."""
    notes = [
        line for line in (PUBLISHED / f"{row.name}.scheme").read_text(encoding="utf-8").splitlines() if "#" in line
    ]

    assert re.search(r"Source: \S+", " ".join(notes))
