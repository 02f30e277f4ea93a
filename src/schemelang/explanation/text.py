"""Explanations as plain text for a terminal: one row a reason, indented under what it is a reason for."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import pairwise

from schemelang.explanation.explanation import Explanation, Reason
from schemelang.explanation.places import say_place, say_published
from schemelang.explanation.words import STEPS
from schemelang.figures.figures import Published
from schemelang.graph.graph import Role
from schemelang.light import Factory, define, evolve, frozen
from schemelang.outcome.outcome import Absent

WIDTH = 100
_DEEPEST = 16  # rows further in are no longer indented, so that there is room for their words
_SHARED_OUT = frozenset({Role.SHARE, Role.STAKE})


def as_text(explanations: Sequence[Explanation]) -> str:
    """Write explanations one under another; what was explained once is then only referred to."""
    page = _Page()
    for before, explanation in pairwise((None, *explanations)):
        if before is not None and explanation is not None and _are_alike(before, explanation):
            heading = explanation.heading
            page.lines += _wrapped(heading[heading.index(explanation.part.which_instalment) :], WIDTH, "")
        elif explanation is not None:
            page.write(explanation)
    return "".join(f"{line}\n" for line in page.lines)


def values_as_text(reasons: Sequence[Reason]) -> str:
    """Write the reasons for some values one under another."""
    page = _Page()
    for reason in reasons:
        page.lines += [""] if page.lines else []
        page.write_down(reason, evolve(reason, title="", words="", party="", of_members=False), 0)
    return "".join(f"{line}\n" for line in page.lines)


def is_cut_short(tops: Iterable[Reason]) -> bool:
    """Say whether some of the reasons that there are is not told."""
    seen: set[int] = set()
    waiting = list(tops)
    while waiting:
        reason = waiting.pop()
        if reason.below is not None:
            return True
        waiting += [each for each in reason.reasons if id(each) not in seen]
        seen.update(id(each) for each in reason.reasons)
    return False


def _are_alike(before: Explanation, explanation: Explanation) -> bool:
    """Say whether an instalment comes to the same, for the same reasons, as the one before it."""
    same_part = _part(before) == _part(explanation) and before.party == explanation.party
    same_sum = (before.status, before.pence, before.stake) == (explanation.status, explanation.pence, explanation.stake)
    return same_part and same_sum and explanation.part.instalment > 1


def _part(explanation: Explanation) -> tuple[object, ...]:
    """Return of which part an instalment is one; what is taken back in instalments is a part by itself."""
    part = explanation.part
    return (part.payment, part.tranche, part.recovers)


@frozen
class _Row:
    """A reason to be written, under another. The steps of a payment are counted from 1."""

    reason: Reason
    above: Reason
    depth: int
    step: int = 0


@define
class _Page:
    """The lines written so far, and which reasons have been explained in them."""

    lines: list[str] = Factory(list)
    explained: set[int] = Factory(set)
    whys: set[tuple[str, ...]] = Factory(set)

    def write(self, explanation: Explanation) -> None:
        """Write one explanation: what it is about, why it failed if it did, then every reason."""
        self.lines += [""] if self.lines else []
        self.lines += _wrapped(explanation.heading, WIDTH, "")
        for why in self._new(explanation.why):
            self.lines += _wrapped(why, WIDTH, "  ")
        self.write_down(explanation.reason, _top(explanation), 1)

    def write_down(self, reason: Reason, above: Reason, depth: int) -> None:
        """Write a reason and all those within it."""
        waiting = [_Row(reason, above, depth)]
        while waiting:
            waiting += reversed(self._write_row(waiting.pop()))

    def _new(self, why: tuple[str, ...]) -> tuple[str, ...]:
        """Return why something failed, unless that has been said already."""
        if why in self.whys:
            return ("Why: as above.",)
        self.whys |= {why} if why else set()
        return why

    def _write_row(self, row: _Row) -> list[_Row]:
        """Write a row, and return the rows that belong under it."""
        reason, again = row.reason, id(row.reason) in self.explained
        if _is_laid_down(reason) or (again and row.above.role in _SHARED_OUT):
            return []
        if _is_said_by_name(reason):
            self.lines += _lines(f"{_name(row) or reason.title}{_more(reason)}".strip(), reason.said, row.depth)
            return []
        if reason.role in STEPS and not row.step and not again:
            return _steps(row)
        if _is_value_in_steps(reason) and not row.step and not again:
            self.lines += _lines(_name(row), reason.said, row.depth) if _name(row) else []
            return _steps(evolve(row, depth=row.depth + bool(_name(row))))
        self.explained.add(id(reason))
        if again and reason.reasons:
            self.lines += [] if _is_said(row) else _lines(f"{_name(row)}: as above", reason.said, row.depth)
            return []
        words = _words(row)
        self.lines += _lines(words, reason.said, row.depth) if words else []
        return [_Row(each, reason, row.depth + bool(words)) for each in _operands(row)]


def _steps(row: _Row) -> list[_Row]:
    """Return the steps that lead to an amount, from top to bottom."""
    steps = [row.reason]
    while (before := _step_before(steps[-1])) is not None:
        steps.append(before)
    return [evolve(row, reason=step, step=number) for number, step in enumerate(reversed(steps), 1)]


def _step_before(reason: Reason) -> Reason | None:
    """Return the step from which a step goes on."""
    steps = (each for each in reason.reasons if each.role in STEPS and each.clause == reason.clause)
    return next(steps, None)


def _is_value_in_steps(reason: Reason) -> bool:
    """Say whether a value is worked out in several steps, of which it is the last."""
    return reason.role is Role.VALUE and _step_before(reason) is not None


def _is_said_by_name(reason: Reason) -> bool:
    """Say whether how a value comes about is too long for a row, or would be the last of its steps alone."""
    return reason.below is not None and (reason.below.is_long or reason.role in STEPS)


def _operands(row: _Row) -> list[Reason]:
    """Return the reasons to be written under a row; the step before a step stands above it already."""
    before = _step_before(row.reason) if row.step else None
    return [each for each in row.reason.reasons if each is not before]


def _is_laid_down(reason: Reason) -> bool:
    """Say whether a reason is only a number of the text, which is in the words above it."""
    laid_down = reason.role in {Role.PART, Role.REDUCTION, Role.LINE}
    return laid_down and not (reason.reasons or reason.words or isinstance(reason.value, Absent))


# ---------------------------------------------------------------- words


def _top(explanation: Explanation) -> Reason:
    """Return the heading as what stands above the first row: it has named the party and the instalment."""
    reason = explanation.reason
    title = reason.title if reason.role is Role.INSTALMENT or not reason.words else ""
    return evolve(explanation.reason, title=title, words="", party=explanation.party)


def _words(row: _Row) -> str:
    """Return the words of a row, without what the row above has just said; none if it has said it all."""
    reason = row.reason
    if row.step and reason.role is Role.VALUE:
        return f"{row.step}. {reason.words}"
    if row.step:
        return ": ".join(filter(None, (f"{row.step}. {reason.title}", reason.words)))
    if _is_said(row) and reason.below is None:
        return ""
    how = ", ".join(filter(None, (reason.words, reason.note)))
    return ": ".join(filter(None, (_name(row), how))) + _cell(reason) + _more(reason)


def _is_said(row: _Row) -> bool:
    """Say whether a row would only repeat the side of a test that the row above has given in full."""
    reason, above = row.reason, row.above
    same = reason.party == above.party and reason.title in above.title
    return same and bool(reason.words) and reason.words in above.words


def _name(row: _Row) -> str:
    """Return whose value it is if another party's, and its title unless the row above has just said it."""
    reason, above = row.reason, row.above
    if reason.role in STEPS:
        return "the whole amount" if reason.role is Role.AMOUNT else "the amount so far"
    if reason.party == above.party or not reason.who:
        return "" if reason.title == above.title else reason.title
    named = above.of_members and reason.title in above.title
    return reason.who if named else f"{reason.who}: {reason.title}"


def _cell(reason: Reason) -> str:
    """Say where a figure was written, and where it was published."""
    places = [say_place(reason.place)] if reason.place else []
    places += [_from(reason.published)] if reason.published else []
    return f" ({'; '.join(places)})" if places else ""


def _more(reason: Reason) -> str:
    """Say by which name it is told what a value was worked out from, where that is not told here."""
    if reason.below is None:
        return ""
    return f" (more under {reason.below.name})" if reason.below.name else " (more)"


def _from(published: Published) -> str:
    return f"from {say_published(published)}" if published.row else say_published(published)


def _lines(words: str, said: str, depth: int) -> list[str]:
    """Lay out a row, with its value at the right of its last line."""
    lines = _wrapped(words, WIDTH - len(said) - 2, "  " * min(depth, _DEEPEST))
    return [*lines[:-1], f"{lines[-1]:<{WIDTH - len(said)}}{said}"]


def _wrapped(words: str, width: int, indent: str) -> list[str]:
    """Break words into lines, the first indented and the others a little more; there is always one."""
    further = f"{indent}    "
    lines = textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return lines or [indent]
