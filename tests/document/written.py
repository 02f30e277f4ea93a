"""Contracts for tests: written from a scheme and its figures, and told as lines of plain words."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, assert_never, cast

import attrs

from compiled import graph_of, scheme_of
from schemelang.document.contract import (
    Bullets,
    Contract,
    Facts,
    Notice,
    Paragraph,
    Part,
    Picture,
    Signatures,
    Steps,
    Table,
    Text,
)
from schemelang.document.from_graph import write_contract
from schemelang.figures.csv_text import read_csv
from schemelang.figures.from_files import read_figures
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.report import as_text

Golden = Callable[[Path, str], None]
"""What compares a text with the file that holds it."""

HERE = Path(__file__).parent
EVERYTHING = (HERE / "everything.scheme").read_text(encoding="utf-8")
TABLES = {path.name: path.read_bytes() for path in sorted(HERE.glob("*.csv"))}


scheme_in, graph_in = cache(scheme_of), cache(graph_of)
"""Read each text once."""


def outcome_of(scheme: str, tables: dict[str, bytes]) -> Outcome:
    """Work a scheme out on tables of figures that have nothing wrong with them."""
    read = [read_csv(name, content) for name, content in tables.items()]
    whole = [table for table, _ in read if table is not None]
    assert len(whole) == len(read), as_text(tuple(each for _, found in read for each in found))
    figures, found = read_figures(tuple(whole), scheme_in(scheme))
    assert figures is not None, as_text(found)
    return evaluate(graph_in(scheme), figures)[0]


def contract_of(scheme: str, tables: dict[str, bytes] | None = None, party: str | None = None) -> Contract:
    """Write the contract of a scheme, with figures if there are any, for one party or for everybody."""
    read, graph = scheme_in(scheme), graph_in(scheme)
    outcome = None if tables is None else outcome_of(scheme, tables)
    return write_contract(read, graph, examples=run_examples(read, graph), outcome=outcome, party=party)


def told(contract: Contract) -> str:
    """Tell a contract as lines of words, with the anchor of each clause."""
    banner = [contract.banner] if contract.banner else []
    lines = [contract.title, contract.subtitle, *banner, contract.standing, *_part(contract.glance)]
    for fact in contract.key_facts:
        lines += ["", f"{fact.heading} #{fact.anchor}", *(line for part in fact.parts for line in _part(part))]
    for section in contract.sections:
        lines += ["", f"{section.number} {section.heading} #{section.anchor}"]
        lines += [line for part in section.parts for line in _part(part)]
        for clause in section.clauses:
            lines += ["", f"{clause.number} {clause.heading} #{clause.anchor}"]
            lines += [line for part in clause.parts for line in _part(part)]
    return "".join(f"{line}\n" for line in lines)


def words(text: Text) -> str:
    """Return a text without its links."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


def _part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(text, number):
            yield f"{number} {words(text)}".strip()
        case Notice(kind, text):
            yield f"[{kind}] {words(text)}"
        case Bullets(items):
            yield from (f"- {words(item)}" for item in items)
        case Facts(facts):
            yield from (f"{fact.about}: {words(fact.text)}" for fact in facts)
        case Steps(steps):
            yield from (f"{step.number}. {words(step.text)} {step.amount}".rstrip() for step in steps)
        case Table(caption, columns, rows, number):
            yield f"Table {number} {caption}"
            yield " | ".join(column.heading for column in columns)
            yield from (" | ".join(words(cell) for cell in row.cells).rstrip() for row in rows)
        case Picture():
            yield f"Picture {part.number} {part.title} (Table {part.table}, {part.column})"
            yield f"    {part.description}"
        case Signatures(places):
            for place in places:
                yield place.who
                yield from (f"    {about}: {filled}".rstrip() for about, filled in place.lines)
        case _:
            assert_never(part)


# ---------------------------------------------------------------- other texts

FIXED = {"anchor", "to", "kind", "number", "table"}
"""Fields of a contract that are never a text of anybody's."""

Thing = TypeVar("Thing")


def with_texts(thing: Thing, change: Callable[[str], str]) -> Thing:
    """Change every text in the data of a contract, however deep it stands; what is empty stays so."""
    return cast("Thing", _changed(thing, change))


def _changed(thing: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401  a contract holds anything
    match thing:
        case str():
            return change(thing) if thing else thing
        case tuple():
            return tuple(_changed(each, change) for each in thing)
        case bool() | int():
            return thing
        case _:
            fields = {each.name: getattr(thing, each.name) for each in attrs.fields(type(thing))}
            texts = {name: _changed(text, change) for name, text in fields.items() if name not in FIXED}
            return type(thing)(**{**fields, **texts})
