"""Which clauses are changed, new or gone: each compared with the one that comes from the same block."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from schemelang.comparison.comparison import Cited, ClauseChange, Gone, New, Reworded, Sentence, Side
from schemelang.comparison.pairing import belonging
from schemelang.comparison.wording import Line, compare_lines, lines_of, mark
from schemelang.document.contract import Clause, Contract, Section
from schemelang.document.examples import examples_as_stated
from schemelang.document.from_graph import write_contract
from schemelang.document.matter import Matter
from schemelang.model.names import within
from schemelang.outcome.examples import ExampleRun

_EXAMPLES = "section-examples"
_TOP = "the-title"


@frozen(kw_only=True)
class _Piece:
    """A clause, or what a section says before its first, in one contract."""

    anchor: str
    cited: Cited
    lines: tuple[Line, ...]


def compare_clauses(
    before: Side, now: Side, runs_before: Sequence[ExampleRun], runs_now: Sequence[ExampleRun]
) -> tuple[ClauseChange, ...]:
    """Compare two contracts clause by clause: what is changed or new in the order of the one now, then what is gone."""
    one, other = _pieces(before, runs_before), _pieces(now, runs_now)
    pairs = _paired(one, other)
    renamed = _renamed(one, other, pairs)
    kept = {place: other_place for other_place, place in pairs.items()}
    standing = (_standing(one[pairs[at]] if at in pairs else None, piece, renamed) for at, piece in enumerate(other))
    gone = (_gone(piece) for at, piece in enumerate(one) if at not in kept)
    return (*(change for change in standing if change is not None), *gone)


# ---------------------------------------------------------------- what is compared


def _pieces(side: Side, runs: Sequence[ExampleRun]) -> tuple[_Piece, ...]:
    """Cut a contract into what is compared. What an example comes to is compared as money and not as words."""
    matter = Matter(scheme=side.scheme, graph=side.graph, examples=tuple(runs), outcome=None, party=None)
    contract = write_contract(side.scheme, side.graph, examples=matter.examples, outcome=None, party=None)
    stated = examples_as_stated(matter)
    sections = [
        evolve(section, clauses=_numbered_as(section, stated)) if section.anchor == _EXAMPLES else section
        for section in contract.sections
    ]
    return (_top(contract), *(piece for section in sections for piece in _of_section(section)))


def _numbered_as(section: Section, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Give clauses the numbers that they have in a section."""
    numbers = {clause.anchor: clause.number for clause in section.clauses}
    return tuple(evolve(clause, number=numbers[clause.anchor]) for clause in clauses)


def _top(contract: Contract) -> _Piece:
    """Return what stands above the first section; its sentence about the copy says nothing of the scheme."""
    said = (Line(contract.title, "Title"), Line(contract.subtitle, "What it is"), Line(contract.banner))
    lines = tuple(line for line in said if line.text)
    return _Piece(anchor=_TOP, cited=Cited("", "The head of the contract", ""), lines=lines)


def _of_section(section: Section) -> Iterator[_Piece]:
    if section.parts:
        cited = Cited(section.number, section.heading, section.heading)
        yield _Piece(anchor=section.anchor, cited=cited, lines=lines_of(section.parts))
    for clause in section.clauses:
        cited = Cited(clause.number, clause.heading, section.heading)
        yield _Piece(anchor=clause.anchor, cited=cited, lines=lines_of(clause.parts))


# ---------------------------------------------------------------- which belongs to which


def _paired(one: Sequence[_Piece], other: Sequence[_Piece]) -> dict[int, int]:
    """Find for each clause now the one before: of the same block, or else as it was.

    What has no block of the same name, as an example has none, is found by its heading, then by its words.
    """
    return belonging(one, other, (_by_block, _by_heading, _by_words))


def _by_block(piece: _Piece) -> tuple[str, ...]:
    return () if piece.anchor.startswith("example-") else (piece.anchor,)


def _by_heading(piece: _Piece) -> tuple[str, ...]:
    return (piece.cited.section, piece.cited.heading)


def _by_words(piece: _Piece) -> tuple[str, ...]:
    return tuple(line.text for line in piece.lines)


def _renamed(one: Sequence[_Piece], other: Sequence[_Piece], pairs: Mapping[int, int]) -> dict[str, str]:
    """Return the headings that are changed, so that a clause in which one is named is not changed by that alone."""
    headings = ((one[place].cited.heading, other[at].cited.heading) for at, place in pairs.items())
    changed = {before: now for before, now in headings if before != now}
    return {within(before): within(now) for before, now in changed.items()} | changed


# ---------------------------------------------------------------- what has become of each


def _standing(before: _Piece | None, now: _Piece, renamed: Mapping[str, str]) -> ClauseChange | None:
    if before is None:
        sentences: tuple[Sentence, ...] = tuple(New(line.label, line.text) for line in now.lines)
        return ClauseChange(anchor=now.anchor, before=None, now=now.cited, sentences=sentences)
    sentences = (*_heading(before, now), *compare_lines(_as_now(before.lines, now.lines, renamed), now.lines))
    if not sentences:
        return None
    return ClauseChange(anchor=now.anchor, before=before.cited, now=now.cited, sentences=sentences)


def _gone(piece: _Piece) -> ClauseChange:
    sentences = tuple(Gone(line.label, line.text) for line in piece.lines)
    return ClauseChange(anchor=piece.anchor, before=piece.cited, now=None, sentences=sentences)


def _heading(before: _Piece, now: _Piece) -> Iterator[Sentence]:
    """Say what is changed in the heading, and that a clause has gone to another section."""
    if before.cited.heading != now.cited.heading:
        yield _reworded("Title", before.cited.heading, now.cited.heading)
    if before.cited.section != now.cited.section:
        yield _reworded("Section", before.cited.section, now.cited.section)


def _reworded(label: str, before: str, now: str) -> Reworded:
    one, other, numbers = mark(before, now)
    return Reworded(label=label, before=one, now=other, numbers=numbers)


def _as_now(before: Sequence[Line], now: Sequence[Line], renamed: Mapping[str, str]) -> list[Line]:
    """Let lines before count as the same with the headings of now in them, unless they stand as they did."""
    if not renamed:
        return list(before)
    longest_first = sorted(renamed, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    as_they_stand = {line.text for line in now}
    other = (found.sub(lambda title: renamed[title[0]], line.text) for line in before)
    return [
        line if line.text in as_they_stand else evolve(line, alias=alias)
        for line, alias in zip(before, other, strict=True)
    ]
