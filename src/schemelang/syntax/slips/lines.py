"""Slips with whole lines and blocks: unknown, misplaced, empty or unfinished ones."""

from schemelang.diagnostic import Diagnostic
from schemelang.source import Span
from schemelang.syntax.errors import (
    AmountWithoutLine,
    BlockWordMissing,
    EmptyLine,
    EndsTooSoon,
    ExampleNamed,
    IsAndSteps,
    LineBeforeBlock,
    MisplacedLine,
    MisplacedProse,
    MisplacedRow,
    MisspeltBlock,
    MisspeltLine,
    NameMissing,
    NoteWithoutMark,
    OneWordMissing,
    ProseWithoutMark,
    TitleMissing,
    UnfinishedLine,
    UnknownBlock,
    UnknownLine,
    WordMissing,
)
from schemelang.syntax.failure import END, Failure
from schemelang.syntax.slips.expected import choices, lines_of
from schemelang.syntax.slips.mending import as_name, as_printed, mended
from schemelang.syntax.slips.printed import (
    is_heading,
    is_heading_without_kind,
    is_misspelt_heading,
    line_at,
    start_of_line,
)
from schemelang.syntax.slips.stop import Stop, read_above, stop_at
from schemelang.syntax.slips.trial import FEW, would_read
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import (
    BLOCKS,
    LINES,
    WITH_PROSE,
    WITH_TABLE,
    a,
    language_words,
    one_of,
    quoted,
)
from schemelang.syntax.words import Word

_FEW_WORDS = 4


# ---------------------------------------------------------------- lines that break off


def unfinished(stop: Stop) -> Diagnostic | None:
    """See a line that ended before it was complete, so that the next one was read as part of it."""
    if stop.ended:
        return _breaks_off(stop)
    start = start_of_line(stop.words, stop.at)
    if stop.kind is None or start <= stop.heading or not _begins_another(stop, start):
        return None
    above = read_above(stop, start)
    if isinstance(above, Failure) and above.found is END:
        return _breaks_off(stop_at(above, stop.read))
    return None


def _begins_another(stop: Stop, start: int) -> bool:
    """Say whether a printed line looks like a line of this kind of block, and so not like part of the one above."""
    return stop.words[start].kind in ("row", "prose") or line_at(stop.words, start) in LINES[stop.kind or ""]


def _breaks_off(stop: Stop) -> Diagnostic | None:
    last = stop.beside(-1)
    if last is None:
        return None
    if stop.in_heading or stop.opening is None:
        return _heading_breaks_off(stop, last)
    example = LINES[stop.kind or ""].get(stop.opening)
    words = stop.words[stop.line :]
    if example is None:
        return None
    if len(words) == len(stop.opening.split()):
        return EmptyLine(place=words[0].span.to(last.span), line=stop.opening, example=example)
    return UnfinishedLine(place=last.span, word=last.span.words, choices=choices(stop), example=example)


def _heading_breaks_off(stop: Stop, last: Word) -> Diagnostic:
    if stop.kind == "example":
        return TitleMissing(place=last.span)
    return EndsTooSoon(place=last.span, choices=choices(stop))


# ---------------------------------------------------------------- headings


def name_missing(stop: Stop) -> Diagnostic | None:
    """See a title directly after the word that begins a block."""
    kind = stop.beside(-1)
    if (
        kind is None
        or stop.word is None
        or stop.word.kind != "string"
        or kind.text not in BLOCKS
        or not stop.in_heading
    ):
        return None
    name = as_name(stop.word.text) or "name"
    whole = mended(Span(stop.word.span.source, stop.word.span.start, stop.word.span.start), f"{name} ")
    return NameMissing(place=stop.word.span, kind=kind.text, mended=whole)


def example_named(stop: Stop) -> Diagnostic | None:
    """See a name between the word `example` and the title."""
    if (
        stop.beside_text(-1) != "example"
        or len(stop.rest) < 2
        or stop.rest[1].kind != "string"
        or not stop.in_heading
    ):
        return None
    return ExampleNamed(
        place=stop.place, mended=mended(stop.rest[0].span.to(stop.rest[1].span), stop.rest[1].span.words)
    )


def title_missing(stop: Stop) -> Diagnostic | None:
    """See an example whose lines begin at once."""
    word = stop.beside(-1)
    if word is None or word.text != "example" or not (stop.ended or stop.begins_printed_line):
        return None
    return TitleMissing(place=word.span)


def block_word_missing(stop: Stop) -> Diagnostic | None:
    """See a name and a title, or a title and a table, with no word before them."""
    if stop.word is None or not stop.word.first or not is_heading_without_kind(stop.words, stop.at):
        return None
    return BlockWordMissing(place=stop.place)


def unknown_block(stop: Stop) -> Diagnostic | None:
    """See a heading whose first word begins no block."""
    if (
        stop.word is None
        or stop.word.kind != "word"
        or not (BLOCKS & stop.failure.accepts)
        or not stop.word.first
    ):
        return None
    near = nearest(stop.text, BLOCKS)
    if near and (stop.kind is None or is_misspelt_heading(stop.words, stop.at)):
        return MisspeltBlock(place=stop.place, word=stop.place.words, suggestion=near)
    if stop.text in language_words() or not (stop.kind is None or is_misspelt_heading(stop.words, stop.at)):
        return None
    return UnknownBlock(place=stop.place, word=stop.place.words)


# ---------------------------------------------------------------- first words of lines


def line_before_block(stop: Stop) -> Diagnostic | None:
    """See a line before the first block of a file."""
    if stop.kind is not None or stop.failure.start == "cell":
        return None
    line = line_at(stop.words, stop.at)
    if line is None:
        return None
    return LineBeforeBlock(place=_opening(stop, line), line=line, others=_kinds_with(line))


def is_and_steps(stop: Stop) -> Diagnostic | None:
    """See a second way of saying what a value is."""
    line = line_at(stop.words, stop.at)
    if stop.kind != "value" or line not in LINES["value"] or not stop.begins_printed_line:
        return None
    first = next((said for index in range(stop.heading, stop.at) if (said := _says_value(stop, index))), None)
    return IsAndSteps(place=_opening(stop, line), line=line, first=first) if first else None


def _says_value(stop: Stop, index: int) -> str | None:
    line = line_at(stop.words, index) if stop.words[index].first else None
    return line if line not in ("source", "if") else None


def misplaced_line(stop: Stop) -> Diagnostic | None:
    """See a line that belongs in another kind of block."""
    line = line_at(stop.words, stop.at)
    if stop.kind is None or line is None or line in LINES[stop.kind] or not stop.begins_printed_line:
        return None
    return MisplacedLine(place=_opening(stop, line), line=line, block=a(stop.kind), others=_kinds_with(line))


def misplaced_row(stop: Stop) -> Diagnostic | None:
    """See a row of a table in a block without one."""
    if stop.kind is None or stop.word is None or stop.word.kind != "row" or stop.kind in WITH_TABLE:
        return None
    return MisplacedRow(place=stop.place, block=a(stop.kind))


def misplaced_prose(stop: Stop) -> Diagnostic | None:
    """See a line of prose where none may stand."""
    return MisplacedProse(place=stop.word.span) if stop.word and stop.word.kind == "prose" else None


def misspelt_line(stop: Stop) -> Diagnostic | None:
    """See a printed line whose first word is near to a line word of this kind of block."""
    if stop.kind is None or stop.word is None or stop.word.kind != "word" or not stop.begins_printed_line:
        return None
    if stop.text in language_words():
        return None
    near = nearest(stop.text, {line.split()[0] for line in LINES[stop.kind]} & stop.failure.accepts)
    return MisspeltLine(place=stop.place, word=stop.place.words, suggestion=near) if near else None


def line_word_missing(stop: Stop) -> Diagnostic | None:
    """See a printed line that one line word before it, or in place of its first word, would make read."""
    start = start_of_line(stop.words, stop.at)
    if stop.kind is None or stop.word is None or start <= stop.heading:
        return None
    first, lines = stop.words[start], LINES[stop.kind]
    gap = Span(first.span.source, first.span.start, first.span.start)
    missing = would_read(stop, gap, {line: f"{line} " for line in lines})
    if len(missing) == 1:
        return WordMissing(place=first.span, missing=missing[0], mended=mended(gap, f"{missing[0]} "))
    if 1 < len(missing) <= FEW:
        return OneWordMissing(place=first.span, missing=one_of(quoted(missing)))
    return None


def wrong_line_word(stop: Stop) -> Diagnostic | None:
    """See a word at the beginning of a line in whose place only one line word would read."""
    if not _unknown_line(stop) or stop.kind is None:
        return None
    lines = LINES[stop.kind]
    endings = [line for line in lines if stop.text in line.split()[1:]]
    reading = would_read(stop, stop.place, {line: line for line in endings or lines})
    right = endings if len(endings) == 1 else reading
    if len(right) != 1:
        return None
    return MisspeltLine(place=stop.place, word=stop.place.words, suggestion=right[0])


def plain_words(stop: Stop) -> Diagnostic | None:
    """See a printed line of nothing but words, none of which begins a line."""
    if not _unknown_line(stop) or stop.kind is None or len(stop.rest) < _FEW_WORDS:
        return None
    if any(word.kind not in ("word", "sign") or "_" in word.text for word in stop.rest):
        return None
    place, words = stop.place, as_printed(stop.rest)
    return (
        ProseWithoutMark(place=place, words=words)
        if stop.kind in WITH_PROSE
        else NoteWithoutMark(place=place, words=words)
    )


def amount_without_line(stop: Stop) -> Diagnostic | None:
    """See a printed line that begins with an amount."""
    if stop.kind is None or stop.word is None or stop.word.kind != "number" or not stop.begins_printed_line:
        return None
    if not _lines_may_begin(stop):
        return None
    return AmountWithoutLine(place=stop.place, block=a(stop.kind), lines=lines_of(stop.kind))


def unknown_line(stop: Stop) -> Diagnostic | None:
    """See a printed line that begins with a word that begins no line."""
    if not _unknown_line(stop) or stop.kind is None:
        return None
    return UnknownLine(place=stop.place, word=stop.place.words, block=a(stop.kind), lines=lines_of(stop.kind))


def _unknown_line(stop: Stop) -> bool:
    word = stop.word
    if word is None or word.kind != "word" or not stop.begins_printed_line or not _lines_may_begin(stop):
        return False
    return line_at(stop.words, stop.at) is None and not is_heading(stop.words, stop.at)


def _lines_may_begin(stop: Stop) -> bool:
    return bool(stop.failure.accepts & {line.split()[0] for line in LINES.get(stop.kind or "", ())})


def _opening(stop: Stop, line: str) -> Span:
    return stop.words[stop.at].span.to(stop.words[stop.at + len(line.split()) - 1].span)


def _kinds_with(line: str) -> str:
    kinds = [kind for kind, lines in LINES.items() if line in lines]
    return one_of([kind if kind.endswith("s") else a(kind) for kind in kinds if f"{kind}s" not in kinds][:3])
