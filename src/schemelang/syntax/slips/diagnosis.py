"""From a Failure to the diagnostic that names the slip. The first slip seen is the one that is named."""

from schemelang.diagnostic import Diagnostic
from schemelang.syntax.errors import NestedTooDeep
from schemelang.syntax.failure import TOO_DEEP, Failure, Reader
from schemelang.syntax.limits import DEPTH
from schemelang.syntax.slips import amounts, lines, marks, names
from schemelang.syntax.slips.expected import choices
from schemelang.syntax.slips.stop import Stop, stop_at
from schemelang.syntax.slips.word_errors import EndsTooSoon, Unexpected, UnexpectedInLine

_SLIPS = (
    marks.foreign_letter,
    marks.unclosed_quotation,
    marks.quotation_within,
    marks.single_quotation,
    marks.unclosed_row,
    marks.unopened_row,
    lines.name_missing,
    lines.example_named,
    lines.title_missing,
    amounts.unknown_action,
    marks.comma_before_line,
    marks.unclosed_bracket,
    amounts.pounds_in_letters,
    amounts.pay_without_amount,
    lines.unfinished,
    marks.unopened_quotation,
    amounts.date_turned_about,
    amounts.year_missing,
    amounts.rate_with_per,
    names.figure_begins_name,
    names.hyphen_in_name,
    lines.block_word_missing,
    lines.unknown_block,
    lines.line_before_block,
    lines.is_and_steps,
    lines.misplaced_line,
    lines.misplaced_row,
    lines.misplaced_prose,
    lines.misspelt_line,
    amounts.unless_alone,
    amounts.other_wording,
    amounts.is_missing,
    amounts.if_without_only,
    marks.unopened_bracket,
    marks.sign_at_line_end,
    marks.meaningless_sign,
    names.doubled_word,
    names.name_in_two,
    names.misspelt_word,
    names.gap_before,
    marks.unquoted,
    lines.line_word_missing,
    lines.wrong_line_word,
    names.end_of_list,
    names.word_missing,
    names.wrong_word,
    names.two_names,
    lines.plain_words,
    lines.amount_without_line,
    lines.unknown_line,
    amounts.unknown_situation,
)


def diagnose(failure: Failure, read: Reader) -> Diagnostic:
    """Name the slip that stopped a reading."""
    return name_slip(stop_at(failure, read))


def name_slip(stop: Stop) -> Diagnostic:
    """Name the slip that is seen at a place where a reading stopped."""
    if stop.failure.found == TOO_DEEP:
        return NestedTooDeep(place=stop.failure.span, most=DEPTH)
    return next((slip for see in _SLIPS if (slip := see(stop))), None) or _unexpected(stop)


def _unexpected(stop: Stop) -> Diagnostic:
    if stop.ended:
        return EndsTooSoon(place=stop.place, choices=choices(stop))
    words = "These words" if stop.word.kind == "string" else f'"{stop.place.words}"'
    example = stop.lines.get(stop.opening or "")
    if example is None or stop.in_heading or stop.word.first:
        return Unexpected(place=stop.place, words=words, choices=choices(stop))
    return UnexpectedInLine(place=stop.place, words=words, choices=choices(stop), example=example)
