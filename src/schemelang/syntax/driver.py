"""Reads a text by tables that were worked out before: quickly, and only what is right.

The tables are those of the parser of `parser.py`, each of its states with what may come next and how its words are
told apart. What a rule becomes is said by whoever calls. Where the text is not of the grammar nothing is explained:
then the parser itself reads it, and says what it found.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Include = tuple[int, bool, int]
Token = tuple[str, int, int]
Tree = tuple[Any, int, int, int, int, int]
"""A node with where it begins and ends, alone and with what encloses it, and how deep it is; -1 where it is empty."""


class Rule(NamedTuple):
    """What a rule is put together from, and what becomes of it.

    Of its parts those are `included` that say something: by number, whether what they hold is taken instead of
    themselves, and how many things were left out before them; `left_out` is how many were left out behind the last.
    """

    origin: str
    size: int
    name: str
    alone: bool
    included: tuple[Include, ...]
    left_out: int


class Tables(NamedTuple):
    """All that a reading goes by.

    For each state, by the name of what comes: the next state, or a rule that is complete, as a number below nothing.
    For each state the number of its scanner; for each scanner how words are matched, and which are words of their own.
    `matchers` are those of the scanners that were used.
    """

    states: list[dict[str, int]]
    starts: dict[str, int]
    ends: dict[str, int]
    rules: list[Rule]
    scanner_of: list[int]
    scanners: list[tuple[str, dict[str, dict[str, str]]]]
    passed_by: frozenset[str]
    matchers: dict[int, tuple[Any, dict[str, dict[str, str]]]]


class Maker(NamedTuple):
    """What a token and a rule become; a rule is given its name, its parts, and where it begins and ends."""

    leaf: Callable[[str, int, int], Any]
    node: Callable[[str, list[Any], int, int], Any]


Place = tuple[str, int, int, str]
"""A text, from where to where it is read, and as which thing of the grammar."""

_END, _NOTE = "$END", "NOTE"
_TREE = 6  # things that a tree is made of; a token has fewer


def read(tables: Tables, place: Place, maker: Maker) -> tuple[Tree, list[Token]] | None:
    """Read a part of a text as one thing of the grammar, and its notes; or return None where it is no such thing."""
    reading = _Reading(tables, place, maker)
    kind = ""
    while kind != _END:
        token = reading.next_token()
        if token is None or not reading.take(token):
            return None
        kind = token[0]
    return reading.values[-1], reading.notes


class _Reading:
    """A reading under way: in which states it is, what it has so far, and where it stands."""

    def __init__(self, tables: Tables, place: Place, maker: Maker) -> None:
        """Begin."""
        self.tables, self.maker = tables, maker
        self.text, self.place, self.end, start = place
        self.states = [tables.starts[start]]
        self.goal = tables.ends[start]
        self.values: list[Any] = []
        self.notes: list[Token] = []

    def next_token(self) -> Token | None:
        """Go to the next word that may come now, or return None where none does."""
        match, own_words = _matcher(self.tables, self.tables.scanner_of[self.states[-1]])
        while self.place < self.end:
            found = match(self.text, self.place, self.end)
            if found is None:
                return None
            kind, begin, self.place = found.lastgroup, self.place, found.end()
            if kind in own_words:
                kind = own_words[kind].get(found[0].lower(), kind)
            if kind not in self.tables.passed_by:
                return kind, begin, self.place
            if kind == _NOTE:
                self.notes.append((kind, begin, self.place))
        return _END, self.end, self.end

    def take(self, token: Token) -> bool:
        """Take a token, after completing all rules that it ends; or return False where it may not come."""
        kind, states, values = token[0], self.states, self.values
        table, rules = self.tables.states, self.tables.rules
        while kind != _END or states[-1] != self.goal:
            step = table[states[-1]].get(kind)
            if step is None:
                return False
            if step >= 0:
                states.append(step)
                values.append(token)
                return True
            rule = rules[~step]
            first = len(values) - rule.size
            parts = values[first:]
            del values[first:], states[first + 1 :]
            values.append(_reduced(rule, parts, self.maker))
            states.append(table[states[-1]][rule.origin])
        return True


def _matcher(tables: Tables, number: int) -> tuple[Any, dict[str, dict[str, str]]]:
    """Return what matches the words of a scanner, made when it is first used."""
    if number not in tables.matchers:
        pattern, own_words = tables.scanners[number]
        tables.matchers[number] = (re.compile(pattern, re.ASCII).match, own_words)
    return tables.matchers[number]


def _reduced(rule: Rule, parts: list[Any], maker: Maker) -> Any:  # noqa: ANN401 - a token or a tree, or nothing
    """Return what a rule becomes: its one part, the parts of what it is inlined into, or a node."""
    included: list[Any] = []
    for number, expanded, left_out in rule.included:
        included += [None] * left_out
        if expanded:
            included += parts[number][0]
        else:
            included.append(parts[number])
    included += [None] * rule.left_out
    begin, end = _begins(parts), _ends(parts)
    if rule.alone and len(included) == 1:
        return _enclosed(included[0], begin, end)
    if rule.name.startswith("_"):
        return included, begin, end, begin, end, 0
    depth = max([part[5] for part in included if part is not None and len(part) == _TREE], default=0)
    made = [None if part is None else part[0] if len(part) == _TREE else maker.leaf(*part) for part in included]
    deeper = not rule.name.endswith(("_list", "_word"))
    return maker.node(rule.name, made, begin, end), begin, end, begin, end, depth + deeper


def _enclosed(part: Any, begin: int, end: int) -> Any:  # noqa: ANN401 - as above
    """Return the one part of a rule, with what stands around it."""
    if part is None or len(part) != _TREE:
        return part
    node, own_begin, own_end, _, _, depth = part
    return node, (begin if own_begin < 0 else own_begin), (end if own_end < 0 else own_end), begin, end, depth


def _begins(parts: Iterable[Any]) -> int:
    """Return where the first part that takes room begins, with what encloses it."""
    for part in parts:
        begin = -1 if part is None else part[3] if len(part) == _TREE else part[1]
        if begin >= 0:
            return begin
    return -1


def _ends(parts: list[Any]) -> int:
    """Return where the last part that takes room ends, with what encloses it."""
    for part in reversed(parts):
        end = -1 if part is None else part[4] if len(part) == _TREE else part[2]
        if end >= 0:
            return end
    return -1
