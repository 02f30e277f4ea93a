"""Reads a text by tables that were worked out before: quickly, and only what is right.

The tables are those of the parser of `parser.py`, each of its states with what may come next and how its words are
told apart. What a rule becomes is said by whoever calls. Where the text is not of the grammar nothing is explained:
then the parser itself reads it, and says what it found.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

Include = tuple[int, bool, int]
Part = tuple[Any, int, int, int, int, int]
"""A node with where it begins and ends, alone and with what encloses it, and how deep it is; -1 where it is empty.

A word is a part as well, until it is known whether it is needed: it has its kind for a node, and no depth.
"""


class Rule(NamedTuple):
    """What a rule is put together from, and what becomes of it.

    It is its one part just as that stands (`is_part`), or takes the place of its one part if there is but one
    (`alone`), or is inlined into what it is a part of; or else it is a node, which is one branch deeper or is not.
    Of its parts those are `included` that say something: by number, whether what they hold is taken instead of
    themselves, and how many things were left out before them; `left_out` is how many were left out behind the last.
    """

    origin: str
    size: int
    name: str
    is_part: bool
    alone: bool
    inlined: bool
    deeper: bool
    included: tuple[Include, ...]
    left_out: int


class Tables(NamedTuple):
    """All that a reading goes by.

    For each state, by the name of what comes: the next state, or a rule that is complete, as a number below nothing;
    and in `otherwise` the rule that is complete in it whatever else comes, or nothing. For each state also the number
    of its scanner; and for each scanner which kinds of words may come, a bit for each, and in which order they are
    looked for by their patterns. A name or a sign may be a word of its own, with its kind and its bit. `matchers` are
    those of the scanners that were used.
    """

    rules: list[Rule]
    states: list[dict[str, int]]
    otherwise: list[int | None]
    starts: dict[str, int]
    ends: dict[str, int]
    scanner_of: list[int]
    scanners: list[tuple[int, tuple[str, ...]]]
    patterns: dict[str, str]
    own_words: dict[str, tuple[str, int]]
    passed_by: frozenset[str]
    matchers: dict[int, list[tuple[str, Any]]]


class Maker(NamedTuple):
    """What a word and a rule become; a rule is given its name, its parts, and where it begins and ends."""

    leaf: Callable[[str, int, int], Any]
    node: Callable[[str, list[Any], int, int], Any]


Place = tuple[str, int, int, str]
"""A text, from where to where it is read, and as which thing of the grammar."""

NAME, SIGN, BLANK = "NAME", "SIGN", "BLANK"
"""Kinds of words: those that may be words of their own, and what parts them."""
_OF_THEIR_OWN = frozenset({NAME, SIGN})
_END, _NOTE = "$END", "NOTE"
_NO_DEPTH = -1  # of a word
_NOT_WRITTEN: Part = (None, -1, -1, -1, -1, 0)


def read(tables: Tables, place: Place, maker: Maker) -> tuple[Part, list[Part]] | None:
    """Read a part of a text as one thing of the grammar, and its notes; or return None where it is no such thing."""
    reading = _Reading(tables, place, maker)
    kind = ""
    while kind != _END:
        word = reading.next_word()
        if word is None or not reading.take(word):
            return None
        kind = word[0]
    return reading.parts[-1], reading.notes


class _Reading:
    """A reading under way: in which states it is, what it has so far, and where it stands."""

    def __init__(self, tables: Tables, place: Place, maker: Maker) -> None:
        """Begin, behind the blanks."""
        self.tables, self.maker = tables, maker
        self.text, begin, self.end, start = place
        self.states = [tables.starts[start]]
        self.goal = tables.ends[start]
        self.parts: list[Part] = []
        self.notes: list[Part] = []
        blanks = re.compile(tables.patterns[BLANK], re.ASCII).match(self.text, begin, self.end)
        self.place = blanks.end() if blanks else begin

    def next_word(self) -> Part | None:
        """Go to the next word that may come now, or return None where none does."""
        tables, text, end = self.tables, self.text, self.end
        number = tables.scanner_of[self.states[-1]]
        matchers = tables.matchers.get(number) or _matchers(tables, number)
        while self.place < end:
            kind, found = _first(matchers, text, self.place, end)
            if found is None:
                return None
            begin, after = found.span(1)
            self.place = found.end()
            if kind in _OF_THEIR_OWN:
                own, bit = tables.own_words.get(found[1].lower(), (kind, 0))
                kind = own if bit & tables.scanners[number][0] else kind
            word = (kind, begin, after, begin, after, _NO_DEPTH)
            if kind not in tables.passed_by:
                return word
            self.notes.append(word)
        return _END, end, end, end, end, _NO_DEPTH

    def take(self, word: Part) -> bool:
        """Take a word, after completing all rules that it ends; or return False where it may not come."""
        kind, states, parts = word[0], self.states, self.parts
        table, otherwise, rules = self.tables.states, self.tables.otherwise, self.tables.rules
        while kind != _END or states[-1] != self.goal:
            step = table[states[-1]].get(kind, otherwise[states[-1]])
            if step is None:
                return False
            if step >= 0:
                states.append(step)
                parts.append(word)
                return True
            rule = rules[~step]
            if rule.is_part:
                states.pop()
            else:
                first = len(parts) - rule.size
                parts[first:] = [_reduced(rule, parts[first:], self.maker)]
                del states[first + 1 :]
            states.append(table[states[-1]][rule.origin])
        return True


def _first(matchers: list[tuple[str, Any]], text: str, begin: int, end: int) -> tuple[str, Any]:
    """Return the first kind of word that stands somewhere, and what was found of it; or nothing."""
    for kind, match in matchers:
        found = match(text, begin, end)
        if found is not None:
            return kind, found
    return "", None


def _matchers(tables: Tables, number: int) -> list[tuple[str, Any]]:
    """Return what matches the words of a scanner, with the blanks behind them; made when it is first used."""
    blank = tables.patterns[BLANK]
    tables.matchers[number] = [
        (kind, re.compile(f"({tables.patterns[kind]})(?:{blank})?", re.ASCII).match)
        for kind in tables.scanners[number][1]
    ]
    return tables.matchers[number]


def _reduced(rule: Rule, parts: list[Part], maker: Maker) -> Part:
    """Return what a rule becomes: its one part, the parts of what it is inlined into, or a node."""
    included = _included(rule, parts)
    begin, end = _begin(parts), _end(parts)
    if rule.inlined:
        return included, begin, end, begin, end, 0
    if rule.alone and len(included) == 1:
        return _enclosed(included[0], begin, end)
    depth, made = 0, []
    for thing, own_begin, own_end, _, _, deep in included:
        if deep < 0:
            made.append(maker.leaf(thing, own_begin, own_end))
        else:
            made.append(thing)
            depth = max(depth, deep)
    return maker.node(rule.name, made, begin, end), begin, end, begin, end, depth + rule.deeper


def _included(rule: Rule, parts: list[Part]) -> list[Part]:
    """Return what of the parts of a rule says something, and what stands for those that were not written."""
    included: list[Part] = []
    for number, expanded, left_out in rule.included:
        if left_out:
            included += [_NOT_WRITTEN] * left_out
        if expanded and not included:
            included = parts[number][0]  # which is held by nothing else
        elif expanded:
            included += parts[number][0]
        else:
            included.append(parts[number])
    if rule.left_out:
        included += [_NOT_WRITTEN] * rule.left_out
    return included


def _enclosed(part: Part, begin: int, end: int) -> Part:
    """Return the one part of a rule, with what stands around it; a word remains as it is."""
    node, own_begin, own_end, _, _, depth = part
    if depth < 0 or part is _NOT_WRITTEN:
        return part
    return node, (begin if own_begin < 0 else own_begin), (end if own_end < 0 else own_end), begin, end, depth


def _begin(parts: list[Part]) -> int:
    """Return where the first part that takes room begins, with what encloses it."""
    for part in parts:
        if part[3] >= 0:
            return part[3]
    return -1


def _end(parts: list[Part]) -> int:
    """Return where the last part that takes room ends, with what encloses it."""
    for part in reversed(parts):
        if part[4] >= 0:
            return part[4]
    return -1
