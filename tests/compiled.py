"""Schemes from text, for tests of what becomes of them."""

from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph
from schemelang.model.from_ast import resolve
from schemelang.model.model import Scheme
from schemelang.report import as_text
from schemelang.source import Source
from schemelang.syntax.parser import parse

HEADING = """
scheme small "A small scheme"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days

party ccg "NHS Vale CCG"
    code              08V
party hospital "Vale Hospital"
    code              RX1
"""


def scheme_of(text: str) -> Scheme:
    """Read a scheme that has nothing wrong with it."""
    source = Source("test.scheme", text)
    file, unread = parse(source)
    assert file is not None and not unread, as_text(unread)
    scheme, unclear = resolve(file, source)
    assert scheme is not None, as_text(unclear)
    return scheme


def graph_of(text: str) -> RuleGraph:
    """Read a scheme that has nothing wrong with it, as rules."""
    graph, found = lower(scheme_of(text))
    assert graph is not None, as_text(found)
    return graph


def small(blocks: str) -> RuleGraph:
    """Read blocks under a short heading, as rules."""
    return graph_of(HEADING + blocks)
