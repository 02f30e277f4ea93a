"""The parts of a clause as they were and as they are, laid over each other, with what is removed and added marked.

The words "removed" and "added" stand in brackets before what they are about, for those who hear, copy or print it.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, assert_never

from schemelang.comparison.pairing import aligned
from schemelang.comparison.wording import SENTENCE_ENDS, TOKEN, lines_of, words_of
from schemelang.document.contract import (
    Bullets,
    Fact,
    Facts,
    Marked,
    Notice,
    Paragraph,
    Part,
    Picture,
    Piece,
    Row,
    Signatures,
    Step,
    Steps,
    Table,
    Text,
)
from schemelang.light import evolve

Mark = Literal["before", "now"]
Say = Callable[[str], Text]

OPENS: dict[Mark, str] = {"before": "[removed: ", "now": "[added: "}
CLOSES = "]"
BRACKETS = frozenset({*OPENS.values(), CLOSES})
_MOST_PLACES = 3
"""A sentence that is changed in more places is told as a whole."""


def _are_near(before: str, now: str) -> bool:
    """Say whether one sentence stands in the place of another: at least half of their words are the same."""
    one, other = before.split(), now.split()
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return 4 * sum(block.size for block in blocks) >= len(one) + len(other)


# ---------------------------------------------------------------- part by part


def redline(before: Sequence[Part], now: Sequence[Part]) -> tuple[Part, ...]:
    """Lay parts over each other. A picture is left out: its numbers stand in a table before it."""
    pairs = aligned(_without_pictures(before), _without_pictures(now), _contents, _is_same_sort)
    return tuple(part for pair in pairs for part in _laid_over(*pair))


def _without_pictures(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not isinstance(part, Picture)]


def _contents(part: Part) -> Hashable:
    """Return what makes two parts the same, whatever their numbers are."""
    return type(part), tuple((line.text, "" if line.counts else line.label) for line in lines_of((part,)))


def _is_same_sort(before: Part, now: Part) -> bool:
    """Say whether one part can be laid over another, piece by piece."""
    match before, now:
        case (Paragraph(one), Paragraph(other)) | (Notice(_, one), Notice(_, other)):
            return _are_near(words_of(one), words_of(other))
        case Table(), Table():
            return (before.caption, _headings(before)) == (now.caption, _headings(now))
        case _:
            return type(before) is type(now)


def _headings(table: Table) -> tuple[str, ...]:
    return tuple(column.heading for column in table.columns)


def _laid_over(before: Part | None, now: Part | None) -> Iterator[Part]:
    if before is None or now is None:
        part = now or before
        assert part is not None, "of a pair one is there"
        yield _told(part, _in_brackets("before" if now is None else "now"))
        return
    match before, now:
        case Paragraph(one), Paragraph(other, number):
            yield Paragraph(in_sentences(words_of(one), words_of(other)), number)
        case Notice(_, one), Notice(kind, other):
            yield Notice(kind, in_sentences(words_of(one), words_of(other)))
        case Bullets(one), Bullets(other):
            yield Bullets(tuple(_texts(one, other)))
        case Facts(one), Facts(other):
            yield Facts(tuple(_facts(one, other)))
        case Steps(one), Steps(other):
            yield Steps(tuple(_steps(one, other)))
        case Table(), Table():
            yield evolve(now, rows=tuple(_rows(before, now)))
        case Signatures(), Signatures():
            yield Bullets(tuple(_texts(_places(before), _places(now))))
        case _:
            raise AssertionError(type(now))


def marked(parts: Sequence[Part], mark: Mark) -> tuple[Part, ...]:
    """Mark all of a clause that is added or removed as a whole. Its heading says which it is."""
    return tuple(_told(part, lambda words: (Marked(words, mark),)) for part in _without_pictures(parts))


def _in_brackets(mark: Mark) -> Say:
    return lambda words: (OPENS[mark], Marked(words, mark), CLOSES) if words else ()


def _told(part: Part, say: Say) -> Part:
    """Return a part with each of its texts said in another way."""
    match part:
        case Paragraph(text, number):
            return Paragraph(say(words_of(text)), number)
        case Notice(kind, text):
            return Notice(kind, say(words_of(text)))
        case Bullets(items):
            return Bullets(tuple(say(words_of(item)) for item in items))
        case Facts(facts):
            return Facts(tuple(Fact(fact.about, say(words_of(fact.text))) for fact in facts))
        case Steps(steps):
            return Steps(tuple(evolve(step, text=say(words_of(step.text))) for step in steps))
        case Table():
            return evolve(part, rows=tuple(_row_told(row, say) for row in part.rows))
        case Signatures():
            return Bullets(tuple(say(words_of(each)) for each in _places(part)))
        case Picture():
            return part
        case _:
            assert_never(part)


def _row_told(row: Row, say: Say) -> Row:
    return evolve(row, cells=tuple(say(words_of(cell)) for cell in row.cells))


def _places(part: Signatures) -> tuple[Text, ...]:
    return tuple((f"A place to sign: {place.who}",) for place in part.places)


# ---------------------------------------------------------------- within a part


def _texts(before: Sequence[Text], now: Sequence[Text]) -> Iterator[Text]:
    pairs = aligned([words_of(text) for text in before], [words_of(text) for text in now], str, _are_near)
    yield from (_text(one, other) for one, other in pairs)


def _text(before: str | None, now: str | None) -> Text:
    if before is None or now is None:
        return _in_brackets("before")(before) if before is not None else _in_brackets("now")(now or "")
    return in_sentences(before, now)


def _facts(before: Sequence[Fact], now: Sequence[Fact]) -> Iterator[Fact]:
    pairs = aligned(
        before,
        now,
        lambda fact: (fact.about, words_of(fact.text)),
        lambda one, other: one.about == other.about,
    )
    for one, other in pairs:
        about = other or one
        assert about is not None, "of a pair one is there"
        yield Fact(about.about, _text(_words(one), _words(other)))


def _steps(before: Sequence[Step], now: Sequence[Step]) -> Iterator[Step]:
    pairs = aligned(
        before,
        now,
        lambda step: words_of(step.text),
        lambda one, other: _are_near(words_of(one.text), words_of(other.text)),
    )
    for one, other in pairs:
        step = other or one
        assert step is not None, "of a pair one is there"
        yield evolve(step, text=_text(_words(one), _words(other)))


def _words(part: Fact | Step | None) -> str | None:
    return None if part is None else words_of(part.text)


def _rows(before: Table, now: Table) -> Iterator[Row]:
    """Pair rows that are about the same, by their first cells."""
    pairs = aligned(before.rows, now.rows, _cells, lambda one, other: _about(before, one) == _about(now, other))
    for one, other in pairs:
        if one is None or other is None:
            row = other or one
            assert row is not None, "of a pair one is there"
            yield _row_told(row, _in_brackets("before" if other is None else "now"))
        else:
            cells = zip(_cells(one), _cells(other), strict=True)
            yield evolve(other, cells=tuple(in_sentences(*pair) for pair in cells))


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(words_of(cell) for cell in row.cells)


def _about(table: Table, row: Row) -> tuple[str, ...]:
    return _cells(row)[: table.keys]


# ---------------------------------------------------------------- within a text


def in_sentences(before: str, now: str) -> Text:
    """Mark what is changed in a text: within a sentence, or as a whole sentence where little of it stays."""
    if before == now:
        return (now,) if now else ()
    pairs = aligned(SENTENCE_ENDS.split(before), SENTENCE_ENDS.split(now), str, _are_near)
    sentences = [_sentence(one or "", other or "") for one, other in pairs]
    pieces = [piece for sentence in sentences for piece in (" ", *sentence)]
    return tuple(_joined(pieces[1:]))


def _sentence(before: str, now: str) -> list[Piece]:
    """Mark the words that change; of a sentence that changes in many places, all of it."""
    if before == now:
        return [now]
    runs = _runs(TOKEN.findall(before), TOKEN.findall(now))
    kept = sum(len(one) for one, other in runs if one == other)
    changed = [(one, other) for one, other in runs if one != other]
    if len(changed) > _MOST_PLACES or 2 * kept < min(len(before), len(now)):
        runs = [(before, now)]
    return [piece for one, other in runs for piece in _run(one, other)]


def _run(before: str, now: str) -> Iterator[Piece]:
    """Set words that are the same as they are, and others one after the other, each in brackets."""
    if before == now:
        yield now
        return
    lead = _common_blank(before, now)
    yield lead
    texts: tuple[tuple[Mark, str], ...] = (("before", before.strip()), ("now", now.strip()))
    marked_texts = [(OPENS[mark], Marked(text, mark), CLOSES) for mark, text in texts if text]
    for place, pieces in enumerate(marked_texts):
        yield from (" ", *pieces) if place else pieces
    yield _common_blank(before[::-1], now[::-1])


def _common_blank(before: str, now: str) -> str:
    """Return the blank with which either of two texts begins."""
    return " " if any(text[:1].isspace() for text in (before, now)) else ""


def _runs(before: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """Cut two sentences into runs of words that are the same, and of words that are not; a blank alone parts none."""
    found: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        found.append(("".join(before[start:end]), "".join(now[first:last])))
    parted = [(pair, pair[0] == pair[1] and not _is_blank_between(found, at)) for at, pair in enumerate(found)]
    runs = []
    for _, group in groupby(parted, key=lambda each: each[1]):
        pairs = [pair for pair, _ in group]
        runs.append(("".join(one for one, _ in pairs), "".join(other for _, other in pairs)))
    return runs


def _is_blank_between(found: Sequence[tuple[str, str]], at: int) -> bool:
    """Say whether a run is a blank with a change on both sides."""
    return found[at][0].isspace() and 0 < at < len(found) - 1


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Put plain words together, but for the brackets, which stay pieces of their own."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str) and piece not in BRACKETS:
            words += piece
            continue
        if words:
            yield words
            words = ""
        yield piece
    if words:
        yield words
