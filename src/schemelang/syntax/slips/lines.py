"""Slips with whole lines and blocks: unknown, misplaced, empty or unfinished ones."""

from schemelang.diagnostic import Diagnostic
from schemelang.headings import BLOCKS
from schemelang.source import Span
from schemelang.syntax.slips.amounts import unknown_action
from schemelang.syntax.slips.expected import choices, first_words, lines_of
from schemelang.syntax.slips.line_errors import (
    AmountWithoutLine,
    BlockWordMissing,
    EmptyLine,
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
    ProseWithoutMark,
    TitleMissing,
    UnfinishedLine,
    UnknownBlock,
    UnknownLine,
)
from schemelang.syntax.slips.mending import as_name, as_printed, before, mended
from schemelang.syntax.slips.printed import (
    is_heading,
    is_heading_without_kind,
    is_misspelt_heading,
    line_at,
    start_of_line,
)
from schemelang.syntax.slips.stop import Stop, read_above, stop_at
from schemelang.syntax.slips.trial import FEW, would_read
from schemelang.syntax.slips.word_errors import EndsTooSoon, OneWordMissing, WordMissing
from schemelang.syntax.spelling import nearest
from schemelang.syntax.vocabulary import (
    LINES,
    WITH_PROSE,
    WITH_TABLE,
    a,
    language_words,
    one_of,
    quoted,
)

_SENTENCE = 4

# ---------------------------------------------------------------- lines that break off


def unfinished(stop: Stop) -> Diagnostic | None:
    """See a line that ended before it was complete, so that the next one was read as part of it."""
    if stop.ended:
        return _breaks_off(stop)
    start = start_of_line(stop.words, stop.at)
    if start <= stop.heading or not _begins_another(stop, start):
        return None
    above = read_above(stop, start)
    return _breaks_off(stop_at(above, stop.read)) if above else None


def _begins_another(stop: Stop, start: int) -> bool:
    """Say whether a printed line looks like another line of this kind of block."""
    return stop.words[start].kind in ("row", "prose") or line_at(stop.words, start) in stop.lines


def _breaks_off(stop: Stop) -> Diagnostic | None:
    last, line = stop.beside(-1), stop.words[stop.line :]
    if last.kind == "end":
        return None
    if stop.in_heading or stop.opening not in stop.lines:
        return EndsTooSoon(place=last.span, choices=choices(stop))
    action = unknown_action(stop)
    if action:
        return action
    example = stop.lines[stop.opening]
    if len(line) == len(stop.opening.split()):
        return EmptyLine(place=line[0].span.to(last.span), line=stop.opening, example=example)
    return UnfinishedLine(place=last.span, word=last.span.words, choices=choices(stop), example=example)


# ---------------------------------------------------------------- headings


def name_missing(stop: Stop) -> Diagnostic | None:
    """See a title directly after the word that begins a block."""
    kind = stop.beside(-1).text
    if stop.word.kind != "string" or kind not in BLOCKS or not stop.in_heading:
        return None
    title = stop.word.span
    name = as_name(title.words) or "name"
    return NameMissing(place=title, kind=kind, mended=mended(before(title), f"{name} "))


def example_named(stop: Stop) -> Diagnostic | None:
    """See a name between the word `example` and the title."""
    title = stop.beside(1)
    if stop.beside(-1).text != "example" or title.kind != "string" or not stop.in_heading:
        return None
    return ExampleNamed(place=stop.place, mended=mended(stop.word.span.to(title.span), title.span.words))


def title_missing(stop: Stop) -> Diagnostic | None:
    """See an example whose lines begin at once."""
    word = stop.beside(-1)
    if word.text != "example" or not (stop.ended or stop.word.first):
        return None
    return TitleMissing(place=word.span)


def block_word_missing(stop: Stop) -> Diagnostic | None:
    """See a name and a title, or a title and a table, with no word before them."""
    if not stop.word.first or not is_heading_without_kind(stop.words, stop.at):
        return None
    return BlockWordMissing(place=stop.place)


def unknown_block(stop: Stop) -> Diagnostic | None:
    """See a heading whose first word begins no block."""
    if stop.word.kind != "word" or not stop.word.first or not BLOCKS & stop.accepts:
        return None
    if stop.heading >= 0 and not is_misspelt_heading(stop.words, stop.at):
        return None
    near = nearest(stop.word.text, BLOCKS)
    if near:
        return MisspeltBlock(place=stop.place, word=stop.place.words, suggestion=near)
    if stop.word.text in language_words():
        return None
    return UnknownBlock(place=stop.place, word=stop.place.words)


# ---------------------------------------------------------------- lines out of place


def line_before_block(stop: Stop) -> Diagnostic | None:
    """See a line before the first block of a file."""
    line = line_at(stop.words, stop.at)
    if line is None or stop.heading >= 0 or stop.failure.start != "file":
        return None
    return LineBeforeBlock(place=_opening(stop, line), line=line, others=_kinds_with(line))


def is_and_steps(stop: Stop) -> Diagnostic | None:
    """See a second way of saying what a value is."""
    line = line_at(stop.words, stop.at)
    if stop.kind != "value" or line not in stop.lines or not stop.word.first:
        return None
    first = next((said for index in range(stop.heading, stop.at) if (said := _says_value(stop, index))), None)
    return IsAndSteps(place=_opening(stop, line), line=line, first=first) if first else None


def _says_value(stop: Stop, index: int) -> str | None:
    line = line_at(stop.words, index) if stop.words[index].first else None
    return line if line not in ("source", "if") else None


def misplaced_line(stop: Stop) -> Diagnostic | None:
    """See a line that belongs in another kind of block."""
    line = line_at(stop.words, stop.at)
    if stop.kind not in LINES or line is None or line in stop.lines or not stop.word.first:
        return None
    return MisplacedLine(place=_opening(stop, line), line=line, block=a(stop.kind), others=_kinds_with(line))


def misplaced_row(stop: Stop) -> Diagnostic | None:
    """See a row of a table in a block without one."""
    if stop.word.kind != "row" or stop.kind in WITH_TABLE or stop.kind not in LINES:
        return None
    return MisplacedRow(place=stop.place, block=a(stop.kind))


def misplaced_prose(stop: Stop) -> Diagnostic | None:
    """See a line of prose where none may stand."""
    return MisplacedProse(place=stop.word.span) if stop.word.kind == "prose" else None


def _opening(stop: Stop, line: str) -> Span:
    return stop.word.span.to(stop.beside(len(line.split()) - 1).span)


def _kinds_with(line: str) -> str:
    kinds = [kind for kind, lines in LINES.items() if line in lines]
    return one_of([kind if kind.endswith("s") else a(kind) for kind in kinds if f"{kind}s" not in kinds][:3])


# ---------------------------------------------------------------- first words of lines


def misspelt_line(stop: Stop) -> Diagnostic | None:
    """See a printed line whose first word is near to a line word of this kind of block."""
    if stop.word.kind != "word" or not stop.word.first or stop.word.text in language_words():
        return None
    near = nearest(stop.word.text, {line.split()[0] for line in stop.lines} & stop.accepts)
    return MisspeltLine(place=stop.place, word=stop.place.words, suggestion=near) if near else None


def line_word_missing(stop: Stop) -> Diagnostic | None:
    """See a printed line that one line word before it would make read."""
    start = start_of_line(stop.words, stop.at)
    if start <= stop.heading or stop.ended or not stop.lines:
        return None
    first = stop.words[start].span
    missing = would_read(stop, before(first), {line: f"{line} " for line in stop.lines})
    if len(missing) == 1:
        return WordMissing(place=first, missing=missing[0], mended=mended(before(first), f"{missing[0]} "))
    if 1 < len(missing) <= FEW:
        return OneWordMissing(place=first, missing=one_of(quoted(missing)))
    return None


def wrong_line_word(stop: Stop) -> Diagnostic | None:
    """See a word at the beginning of a line in whose place only one line word would read."""
    if not _is_unknown_line(stop):
        return None
    endings = [line for line in stop.lines if stop.word.text in line.split()[1:]]
    wordings = {line: line for line in endings or stop.lines}
    right = endings if len(endings) == 1 else would_read(stop, stop.place, wordings)
    if len(right) != 1:
        return None
    return MisspeltLine(place=stop.place, word=stop.place.words, suggestion=right[0])


def plain_words(stop: Stop) -> Diagnostic | None:
    """See a printed line of nothing but words, none of which begins a line."""
    if not _is_unknown_line(stop) or len(stop.rest) < _SENTENCE:
        return None
    if any(word.kind not in ("word", "sign") or "_" in word.text for word in stop.rest):
        return None
    if stop.kind in WITH_PROSE:
        return ProseWithoutMark(place=stop.place, words=as_printed(stop.rest))
    return NoteWithoutMark(place=stop.place, words=as_printed(stop.rest))


def amount_without_line(stop: Stop) -> Diagnostic | None:
    """See a printed line that begins with an amount."""
    if stop.word.kind != "number" or not stop.word.first or not _lines_may_begin(stop):
        return None
    return AmountWithoutLine(place=stop.place, block=a(stop.kind), lines=lines_of(stop.kind))


def unknown_line(stop: Stop) -> Diagnostic | None:
    """See a printed line that begins with a word that begins no line."""
    if not _is_unknown_line(stop):
        return None
    return UnknownLine(place=stop.place, word=stop.place.words, block=a(stop.kind), lines=lines_of(stop.kind))


def _is_unknown_line(stop: Stop) -> bool:
    if stop.word.kind != "word" or not stop.word.first or not _lines_may_begin(stop):
        return False
    return line_at(stop.words, stop.at) is None and not is_heading(stop.words, stop.at)


def _lines_may_begin(stop: Stop) -> bool:
    return bool(stop.lines) and bool(stop.accepts & (first_words(stop) - BLOCKS))
