"""Which block is read before which: each after those that it is worked out from."""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from schemelang.light import facts_of
from schemelang.model import errors
from schemelang.model.desk import Desk
from schemelang.model.exceptions import exceptions_to, lines_read_by
from schemelang.model.literals import has_one_time
from schemelang.source import Span
from schemelang.syntax import ast

WorkedOut = ast.Value | ast.Indicator | ast.Scale | ast.Target | ast.Saving | ast.Payment

_MOST_CIRCLES = 25
_LONGEST_CHAIN = 8
_NOT_READ = frozenset("kind unit member members period party span".split())
"""Fields of a line that hold a word for a party or a thing, or a place, and not the name of a block."""

_WORD = r"[A-Za-z]\w*"

Needs = dict[str, dict[str, Span]]
"""For each block those that it needs, with the words where they are named."""


def needs_first(desk: Desk) -> tuple[WorkedOut, ...]:
    """Put what is worked out in order, needs first. What needs itself is said, and left out."""
    worked_out = {name: block for name, block in desk.blocks.items() if isinstance(block, WorkedOut)}
    needs: Needs = {name: dict(_needs(desk, block, worked_out)) for name, block in worked_out.items()}
    for _ in range(_MOST_CIRCLES):
        order, circle = _sorted(needs)
        if not circle:
            break
        _refuse_circle(desk, needs, circle)
    return tuple(worked_out[name] for name in order if name not in desk.read)


def _sorted(needs: Needs) -> tuple[list[str], list[str]]:
    """Return blocks in order, as far as that can be done, and a circle where it cannot."""
    sorter, order, circle = TopologicalSorter(needs), list[str](), list[str]()
    try:
        sorter.prepare()
    except CycleError as problem:
        circle = problem.args[1]
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return order, circle


def _refuse_circle(desk: Desk, needs: Needs, found: list[str]) -> None:
    """Say that a circle of blocks need each other, and read none of them.

    Each is found before what needs it.
    """
    ring = found[:0:-1]
    places = {name: place for place, name in enumerate(needs)}
    start = ring.index(min(ring, key=places.__getitem__))
    chain = [*ring[start:], *ring[:start], ring[start]]
    place = needs[chain[0]][chain[1]]
    desk.say(errors.naming.NeedsItself(place=place, name=chain[0], chain=_say_chain(chain)))
    for name in ring:
        needs[name] = {}
        desk.read[name] = None


def _say_chain(chain: list[str]) -> str:
    links = [f"{one} from {other}" for one, other in pairwise(chain)]
    if len(links) > _LONGEST_CHAIN:
        links = [*links[: _LONGEST_CHAIN - 1], "and so on", links[-1]]
    return ", ".join(links)


def _needs(desk: Desk, block: WorkedOut, worked_out: Mapping[str, WorkedOut]) -> Iterator[tuple[str, Span]]:
    """Find which blocks a block reads by their names; a payment reads what the heading says of too much paid."""
    nodes: list[object] = [
        *reversed((*block.lines, *lines_read_by(exceptions_to(desk.blocks.values(), block.name.text))))
    ]
    yield from _in_table(block, worked_out)
    nodes += desk.heading.overpaid if isinstance(block, ast.Payment) else ()
    while nodes:
        node = nodes.pop()
        match node:
            case ast.Timed(read=ast.Name(text=text)) if text == block.name.text and has_one_time(block):
                pass  # at another time an indicator or a target is a block of its own
            case ast.Name(text=text) if text in worked_out:
                yield text, node.span
            case tuple():
                nodes += reversed(node)
            case ast.Node():
                nodes += [getattr(node, each.name) for each in facts_of(type(node)) if each.name not in _NOT_READ]
            case _:  # words
                pass


def _in_table(block: WorkedOut, worked_out: Mapping[str, WorkedOut]) -> Iterator[tuple[str, Span]]:
    """Find which blocks are named in the cells of a table, under its headings."""
    rows = [line for line in block.lines if isinstance(line, ast.Row)]
    for cell in (cell for row in rows[1:] for cell in row.cells):
        for word in re.finditer(_WORD, cell.text):
            if word[0] in worked_out:
                start = cell.span.start + word.start()
                yield word[0], Span(cell.span.source, start, start + len(word[0]))
