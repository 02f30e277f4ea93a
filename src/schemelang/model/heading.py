"""The heading as meant: who offers what to whom, and when, and what holds for every figure and member."""

import re
from collections.abc import Sequence
from datetime import date

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.categories import read_word
from schemelang.model.desk import Desk, Heading, needed, one_line, only
from schemelang.model.literals import read_day, read_literal, read_whole_number
from schemelang.model.names import may_not_be_a_name, singular
from schemelang.model.recovery import overpaid_lines
from schemelang.model.situations import (
    about_overspending,
    not_about_overspending,
    read_absences,
    read_changes,
    refuse_situation,
)
from schemelang.model.standing import read_standing
from schemelang.syntax import ast

_MOST_MEMBERS = 99_999
_NOT_OF_ALL = ast.NoUnits | ast.NoMoney | ast.FewUnits | ast.OverspentBy
_INITIALS = "[A-Z]{2,}s"
ANY_HEADING = Heading(
    leaf=model.Kind("practice", "practices"),
    sure_of_kinds=False,
    first=date(2001, 4, 1),
    last=date(2002, 3, 31),
    sure_of_term=False,
)
"""What stands in for a heading until it is read, and for the parts of it that cannot be."""


def read_heading(desk: Desk, written: ast.Scheme) -> None:
    """Read the heading, but for who offers the scheme, and lay what it says on the desk."""
    _read_members(desk, written)
    _read_groups(desk, written)
    _read_term(desk, written)
    _refuse_situations(desk, written)
    desk.heading = evolve(
        desk.heading,
        overspent=only(desk, about_overspending(written.lines), ast.Situation, "if overspent"),
        absences=read_absences(desk, not_about_overspending(written.lines), lambda value: _counted(desk, value)),
        changes=read_changes(desk, written.lines),
        overpaid=overpaid_lines(written.lines),
    )
    read_standing(desk, written)


def read_offer(desk: Desk, written: ast.Scheme) -> None:
    """Read who offers the scheme, which can be done once its parties are read."""
    party = next((name for name, each in desk.blocks.items() if isinstance(each, ast.Party)), "my_commissioner")
    line = needed(desk, written, ast.OfferedBy, "offered by", f"offered by {party}")
    if line is not None:
        desk.heading = evolve(desk.heading, offered_by=desk.party(line.party))


# ---------------------------------------------------------------- members and groups


def _read_members(desk: Desk, written: ast.Scheme) -> None:
    line = needed(desk, written, ast.OfferedTo, "offered to", "offered to practices")
    if line is not None and _may_be_a_kind(desk, line.members):
        number = read_whole_number(desk, line.number, 1, _MOST_MEMBERS) if line.number else None
        leaf = _kind(line.members)
        desk.heading = evolve(desk.heading, leaf=leaf, leaf_number=number, sure_of_kinds=True)


def _may_be_a_kind(desk: Desk, word: ast.Name) -> bool:
    if may_not_be_a_name(word.text) or may_not_be_a_name(singular(word.text)):
        desk.say(errors.naming.NameIsLineWord(place=word.span, name=word.text))
        return False
    return True


def _kind(word: ast.Name) -> model.Kind:
    """Return a kind of party by its word for several. Initials, as of PCNs, keep their capitals."""
    if re.fullmatch(_INITIALS, word.text):
        return model.Kind(word.text[:-1], word.text)
    return model.Kind(singular(word.text), word.text.lower())


def _read_groups(desk: Desk, written: ast.Scheme) -> None:
    """Read how members are grouped, and their groups: one chain, each line going on from the one above."""
    lines = [line for line in written.lines if isinstance(line, ast.Groups)]
    for number, line in enumerate(lines):
        if desk.heading.sure_of_kinds and not _may_be_grouped(desk, line, lines[number + 1 :]):
            desk.heading = evolve(desk.heading, sure_of_kinds=False)
        if desk.heading.sure_of_kinds or not number:
            _read_grouping(desk, line)


def _may_be_grouped(desk: Desk, line: ast.Groups, below: Sequence[ast.Groups]) -> bool:
    """See that a line groups the coarsest parties that there are so far, or say what is wrong with it."""
    written, place = singular(line.members.text), line.members.span
    *grouped, free = desk.heading.kinds
    again = next((kind for kind in grouped if kind.singular.lower() == written), None)
    if again is not None and _kind(line.groups) in desk.heading.kinds:
        desk.say(errors.naming.LineTwice(place=line.span, line=one_line(line)))
    elif again is not None:
        groups = desk.heading.groupings[grouped.index(again)].groups
        other = line.groups.text.lower()
        desk.say(
            errors.naming.GroupedTwice(
                place=place, members=again.plural, first=groups.plural, second=other, top=free.plural
            )
        )
    elif written != free.singular.lower() and any(singular(other.groups.text) == written for other in below):
        desk.say(errors.naming.GroupedTooEarly(place=place, members=line.members.text.lower()))
    elif written != free.singular.lower():
        desk.say(errors.naming.GroupsOfStrangers(place=place, known=desk.heading.leaf.plural, kind=line.members.text))
    return written == free.singular.lower()


def _read_grouping(desk: Desk, line: ast.Groups) -> None:
    """Read one grouping. Where its words cannot be right, what they might have named is left alone."""
    members, groups = desk.heading.kinds[-1], _kind(line.groups)
    number = read_whole_number(desk, line.number, 1, _MOST_MEMBERS) if line.number else None
    if not _may_be_a_kind(desk, line.groups):
        desk.heading = evolve(desk.heading, sure_of_kinds=False)
    elif groups.singular in desk.heading.levels:
        desk.say(errors.naming.KindTwice(place=line.groups.span, kind=groups.singular))
        desk.heading = evolve(desk.heading, sure_of_kinds=False)
    else:
        day = None if line.day is None else read_day(desk, line.day)
        grouping = model.Grouping(members, groups, number, day)
        desk.heading = evolve(desk.heading, groupings=(*desk.heading.groupings, grouping))


# ---------------------------------------------------------------- the term


def _read_term(desk: Desk, written: ast.Scheme) -> None:
    runs = needed(desk, written, ast.Runs, "runs", "runs 1 April 2026 to 31 March 2027")
    if runs is None:
        return
    first, last = read_day(desk, runs.first), read_day(desk, runs.last)
    if first is None or last is None:
        return
    if last < first:
        label = Label(runs.first.span, "it begins here")
        words = runs.first.text, runs.last.text
        desk.say(errors.numerals.TermUpsideDown(place=runs.last.span, first=words[0], last=words[1], labels=(label,)))
        return
    desk.heading = evolve(desk.heading, first=first, last=last, sure_of_term=True)


# ---------------------------------------------------------------- other lines


def _refuse_situations(desk: Desk, written: ast.Scheme) -> None:
    for line in written.lines:
        if isinstance(line, ast.Situation) and isinstance(line.circumstance, _NOT_OF_ALL):
            refuse_situation(desk, line, "a whole scheme")


def _counted(desk: Desk, written: ast.Expression) -> model.Constant | None:
    """Read what counts in place of any figure that is not there."""
    if isinstance(written, ast.Literal):
        return read_literal(desk, written)
    if isinstance(written, ast.Text):
        return read_word(written)
    desk.say(errors.elsewhere.OneForEveryFigure(place=written.span, words=one_line(written)))
    return None
