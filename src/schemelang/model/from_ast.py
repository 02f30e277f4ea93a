"""From blocks as written to blocks as meant."""

from datetime import date
from typing import assert_never

from attrs import evolve

from schemelang.diagnostic import Diagnostic, Label, has_errors
from schemelang.model import errors, model
from schemelang.model.blocks import (
    read_figure,
    read_guarantee,
    read_indicator,
    read_target,
    read_value_block,
)
from schemelang.model.desk import Desk, Heading, Line, NamedBlock, called, needed, only, title_of
from schemelang.model.examples import read_example
from schemelang.model.literals import read_day, read_whole_number
from schemelang.model.names import may_not_be_a_name, singular
from schemelang.model.payments import read_payment
from schemelang.model.prose import read_clause
from schemelang.model.situations import read_absences, read_part_years
from schemelang.source import Source, Span
from schemelang.syntax import ast


def resolve(file: ast.File, source: Source) -> tuple[model.Scheme | None, tuple[Diagnostic, ...]]:
    """Find out what a scheme means. There is a scheme only if there is no error."""
    found: list[Diagnostic] = []
    written = _one_heading(file, source, found)
    if written is None:
        return None, tuple(found)
    desk = Desk(source, _bare_heading(written), _by_name(file, found), _read_named, found=found)
    heading = _read_heading(desk, written)
    blocks = _read_blocks(desk, file)
    if heading is None or has_errors(tuple(found)):
        return None, tuple(found)
    return _scheme(desk, written, heading, blocks), tuple(found)


# ---------------------------------------------------------------- the heading


def _one_heading(file: ast.File, source: Source, found: list[Diagnostic]) -> ast.Scheme | None:
    headings = [item for item in file.items if isinstance(item, ast.Scheme)]
    for again in headings[1:]:
        label = Label(headings[0].name.span, "the first heading")
        found.append(errors.TwoHeadings(place=again.name.span, labels=(label,)))
    if not headings:
        found.append(errors.NoHeading(place=Span(source, 0, 0)))
    return headings[0] if len(headings) == 1 else None


_SOME_TERM = (date(2000, 4, 1), date(2001, 3, 31))  # until the real term is read


def _bare_heading(written: ast.Scheme) -> Heading:
    first, last = _SOME_TERM
    leaf = model.Kind("practice", "practices")
    return Heading(
        name=written.name.text, offered_by="", leaf=leaf, groupings=(), first=first, last=last
    )


def _read_heading(desk: Desk, written: ast.Scheme) -> Heading | None:
    """Read the heading line by line; what it says is on the desk for the lines and blocks that follow."""
    offered_by = _heading_line(desk, written, ast.OfferedBy, "offered by", "offered by my_commissioner")
    offered_to = _heading_line(desk, written, ast.OfferedTo, "offered to", "offered to practices")
    runs = _heading_line(desk, written, ast.Runs, "runs", "runs 1 April 2013 to 31 March 2014")
    if offered_to is not None:
        desk.heading = evolve(desk.heading, leaf=_kind(offered_to.members))
    desk.heading = evolve(desk.heading, groupings=_groupings(desk, written))
    term = _term(desk, runs) if runs else None
    if term is not None:
        desk.heading = evolve(desk.heading, first=term[0], last=term[1])
    _read_general_rules(desk, written)
    payer = _offering_party(desk, offered_by) if offered_by else None
    if payer is not None:
        desk.heading = evolve(desk.heading, offered_by=payer)
    return None if None in (offered_to, term, payer) else desk.heading


def _heading_line(
    desk: Desk, written: ast.Scheme, kind: type[Line], words: str, example: str
) -> Line | None:
    line = only(desk, written.lines, kind, words)
    if line is None:
        place = written.name.span
        desk.say(errors.LineMissing(place=place, block="scheme", line=words, example=example))
    return line


def _kind(word: ast.Name) -> model.Kind:
    return model.Kind(singular(word.text), word.text.lower())


def _groupings(desk: Desk, written: ast.Scheme) -> tuple[model.Grouping, ...]:
    """Read how members are grouped, each line grouping what the line before it made."""
    groupings: list[model.Grouping] = []
    for line in written.lines:
        if isinstance(line, ast.Groups):
            below = groupings[-1].groups if groupings else desk.heading.leaf
            if singular(line.members.text) != below.singular:
                desk.kind_named(line.members)
                continue
            number = read_whole_number(desk, line.number) if line.number else None
            groupings.append(model.Grouping(below, _kind(line.groups), number))
    if len(groupings) > 1:
        desk.not_yet(written.span, "a group of groups")
    return tuple(groupings)


def _term(desk: Desk, runs: ast.Runs) -> tuple[date, date] | None:
    first, last = read_day(desk, runs.first), read_day(desk, runs.last)
    if first is None or last is None:
        return None
    if last < first:
        place = runs.last.span
        desk.say(errors.TermUpsideDown(place=place, first=runs.first.text, last=runs.last.text))
        return None
    return first, last


def _read_general_rules(desk: Desk, written: ast.Scheme) -> None:
    joins, leaves = read_part_years(desk, written.lines)
    desk.heading = evolve(desk.heading, joins=joins, leaves=leaves)
    desk.heading = evolve(desk.heading, absences=read_absences(desk, written.lines))
    for line in written.lines:
        match line:
            case ast.Varies():
                desk.not_yet(line.span, "varying another scheme")
            case ast.Situation(circumstance=ast.NoUnits() | ast.FewUnits()):
                desk.not_yet(line.span, "this situation, for a whole scheme,")
            case _:  # the other lines are read where they are needed
                pass


def _offering_party(desk: Desk, line: ast.OfferedBy) -> str | None:
    block = desk.block(line.party)
    if block is not None and not isinstance(block, model.NamedParty):
        desk.wrong_kind(line.party, desk.blocks[line.party.text], "a party")
    return block.name if isinstance(block, model.NamedParty) else None


# ---------------------------------------------------------------- the blocks


def _by_name(file: ast.File, found: list[Diagnostic]) -> dict[str, NamedBlock]:
    named: dict[str, NamedBlock] = {}
    for item in file.items:
        if not isinstance(item, NamedBlock):
            continue
        name = item.name
        if may_not_be_a_name(name.text):
            found.append(errors.NameIsLineWord(place=name.span, name=name.text))
        elif name.text in named:
            label = Label(named[name.text].name.span, "declared first here")
            found.append(errors.DeclaredTwice(place=name.span, name=name.text, labels=(label,)))
        else:
            named[name.text] = item
    return named


def _read_blocks(desk: Desk, file: ast.File) -> tuple[model.AnyBlock, ...]:
    read = [_read_item(desk, item) for item in file.items]
    return tuple(block for block in read if block is not None)


def _read_item(desk: Desk, item: ast.Block | ast.Replaced | ast.Withdrawn) -> model.AnyBlock | None:
    match item:
        case ast.Scheme():
            return None
        case ast.Example():
            return read_example(desk, item)
        case ast.Figures() | ast.Indicators():
            desk.not_yet(item.span, f"a table of {called(item)}")
            return None
        case ast.Replaced() | ast.Withdrawn():
            desk.not_yet(item.span, "varying another scheme")
            return None
        case _:
            return desk.block(item.name) if desk.blocks.get(item.name.text) is item else None


def _read_named(desk: Desk, block: NamedBlock) -> model.AnyBlock | None:
    match block:
        case ast.Party():
            return _read_party(desk, block)
        case ast.Figure():
            return read_figure(desk, block)
        case ast.Value():
            return read_value_block(desk, block)
        case ast.Indicator():
            return read_indicator(desk, block)
        case ast.Target():
            return read_target(desk, block)
        case ast.Payment():
            return read_payment(desk, block)
        case ast.Guarantee():
            return read_guarantee(desk, block)
        case ast.Clause():
            return read_clause(desk, block)
        case ast.Scale() | ast.Judgement() | ast.Saving() | ast.Exception_():
            desk.not_yet(block.name.span, f"a {called(block)}")
            return None
        case _:
            assert_never(block)


def _read_party(desk: Desk, block: ast.Party) -> model.NamedParty | None:
    for line in block.lines:
        if isinstance(line, ast.Pays):
            desk.not_yet(line.span, "a co-payer")
    code = only(desk, block.lines, ast.PartyCode, "code")
    payee_for = only(desk, block.lines, ast.PayeeForEach, "payee for each")
    kind = desk.kind_named(payee_for.kind) if payee_for else None
    if code is None and payee_for is None:
        needed(desk, block, ast.PartyCode, "code", "code 08V")
        return None
    return model.NamedParty(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        code=code.code.text if code else None,
        payee_for=kind.singular if kind else None,
    )


# ---------------------------------------------------------------- the scheme


def _scheme(
    desk: Desk, written: ast.Scheme, heading: Heading, blocks: tuple[model.AnyBlock, ...]
) -> model.Scheme:
    offered_to = next(line for line in written.lines if isinstance(line, ast.OfferedTo))
    return model.Scheme(
        source=desk.source,
        name=heading.name,
        title=title_of(written.name, written.title),
        offered_by=heading.offered_by,
        leaf=heading.leaf,
        leaf_number=read_whole_number(desk, offered_to.number) if offered_to.number else None,
        groupings=heading.groupings,
        first=heading.first,
        last=heading.last,
        as_well_as=tuple(line.what.text for line in written.lines if isinstance(line, ast.AsWellAs)),
        instead_of=tuple(line.what.text for line in written.lines if isinstance(line, ast.InsteadOf)),
        approved_by=tuple(_approvals(desk, written)),
        sign_by=_sign_by(desk, written),
        joins=heading.joins,
        leaves=heading.leaves,
        blocks=blocks,
        span=written.span,
    )


def _approvals(desk: Desk, written: ast.Scheme) -> list[tuple[str, date]]:
    approvals = []
    for line in written.lines:
        if isinstance(line, ast.ApprovedBy):
            day = read_day(desk, line.date)
            if day is not None:
                approvals.append((line.body.text, day))
    return approvals


def _sign_by(desk: Desk, written: ast.Scheme) -> date | None:
    line = only(desk, written.lines, ast.SignBy, "sign by")
    return read_day(desk, line.date) if line else None
