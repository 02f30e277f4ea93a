"""From blocks as written to blocks as meant."""

from collections.abc import Iterator
from typing import assert_never

from schemelang.diagnostic import Diagnostic, Label, has_errors
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.blocks import (
    read_again,
    read_guarantee,
    read_indicator,
    read_party,
    read_target,
    read_value_block,
    see_nominations,
)
from schemelang.model.desk import Desk, NamedBlock, title_of
from schemelang.model.examples import read_example
from schemelang.model.exceptions import read_exception
from schemelang.model.figures import read_figure, settled
from schemelang.model.gathering import gather
from schemelang.model.heading import ANY_HEADING, read_heading, read_offer
from schemelang.model.names import may_not_be_a_name
from schemelang.model.order import WorkedOut, needs_first
from schemelang.model.payments import read_payment
from schemelang.model.recovery import see_overpaid
from schemelang.model.spreading import spread
from schemelang.model.variation import Whole, consolidate
from schemelang.source import Load, Source, nothing_beside
from schemelang.syntax import ast


def resolve(
    file: ast.File, source: Source, load: Load = nothing_beside
) -> tuple[model.Scheme | None, tuple[Diagnostic, ...]]:
    """Find out what a scheme means, with the files that it names. There is a scheme only if there is no error."""
    desk = Desk(source, ANY_HEADING, blocks={}, read_again=read_again)
    tables = spread(file)
    whole = _whole(desk, tables.file, load)
    desk.tables = tables.tables
    for each in tables.found:
        desk.say(each)
    if whole is None:
        return None, desk.findings
    written, file = whole.heading, ast.File(whole.blocks, span=file.span)
    desk.withdrawn = whole.withdrawn
    _take_names(desk, file, tables.unread)
    read_heading(desk, written)
    _read_named(desk)
    read_offer(desk, written)
    _read_worked_out(desk)
    _settle_figures(desk)
    blocks = (*_read_rest(desk, file), *desk.at_other_times.values())
    if has_errors(desk.findings):
        return None, desk.findings
    scheme = _scheme(desk, written, blocks)
    return evolve(scheme, variations=whole.variations, shared=whole.shared), desk.findings


def _whole(desk: Desk, file: ast.File, load: Load) -> Whole | None:
    """Make one scheme of a file and those that it names; nothing where that cannot be done, which is said."""
    chain = gather(desk, file, load)
    whole = None if desk.found else consolidate(desk, chain)
    return None if desk.found else whole


# ---------------------------------------------------------------- names


def _take_names(desk: Desk, file: ast.File, unread: tuple[ast.Name, ...]) -> None:
    """Learn which name is whose. A second block of a name is refused, and passed over from then on."""
    first: dict[str, ast.Name] = {}
    named: list[tuple[ast.Name, NamedBlock | None]] = [
        (item.name, item) for item in file.items if isinstance(item, NamedBlock)
    ]
    for name, block in (*named, *((name, None) for name in unread)):
        if may_not_be_a_name(name.text):
            desk.say(errors.naming.NameIsLineWord(place=name.span, name=name.text))
        taken = first.setdefault(name.text.lower(), name)
        if taken is not name:
            label = Label(taken.span, "declared first here")
            desk.say(errors.naming.DeclaredTwice(place=name.span, name=name.text, labels=(label,)))
            desk.read.setdefault(name.text, None)
        elif block is None:
            desk.read[name.text] = None
        else:
            desk.blocks[name.text] = block


# ---------------------------------------------------------------- blocks


def _read_named(desk: Desk) -> None:
    """Read parties and figures, which need no other block."""
    for name, block in desk.blocks.items():
        match block:
            case ast.Party():
                desk.read[name] = read_party(desk, block)
            case ast.Figure():
                desk.read[name] = read_figure(desk, block)
            case ast.Judgement():
                from schemelang.model.judgements import read_judgement

                desk.read[name] = read_judgement(desk, block)
            case _:  # these may need the others
                pass
    see_nominations(desk)


def _read_worked_out(desk: Desk) -> None:
    """Read what is worked out from other blocks, each after those it needs."""
    see_overpaid(desk, (block for block in desk.blocks.values() if isinstance(block, ast.Payment)))
    for block in needs_first(desk):
        desk.read[block.name.text] = _read_block(desk, block)


def _read_block(desk: Desk, block: WorkedOut) -> model.AnyBlock | None:
    match block:
        case ast.Value():
            return read_value_block(desk, block)
        case ast.Indicator():
            return read_indicator(desk, block)
        case ast.Scale():
            from schemelang.model.scales import read_scale

            return read_scale(desk, block)
        case ast.Target():
            return read_target(desk, block)
        case ast.Saving():
            from schemelang.model.savings import read_saving

            return read_saving(desk, block)
        case ast.Payment():
            return read_payment(desk, block)
        case _:
            assert_never(block)


def _settle_figures(desk: Desk) -> None:
    for name, block in desk.blocks.items():
        figure = desk.read.get(name)
        if isinstance(block, ast.Figure) and isinstance(figure, model.Figure):
            desk.read[name] = settled(desk, block, figure)
        if isinstance(block, ast.Judgement) and isinstance(figure, model.Judgement):
            from schemelang.model.judgements import judged

            desk.read[name] = judged(desk, block, figure)


def _read_rest(desk: Desk, file: ast.File) -> Iterator[model.AnyBlock | None]:
    """Return every block in the order they are written, None for those that cannot be read."""
    for item in file.items:
        match item:
            case ast.Scheme() | ast.Replaced() | ast.Withdrawn():  # the heading is read, and the changes are made
                pass
            case ast.Example():
                yield read_example(desk, item)
            case ast.Clause():
                from schemelang.model.prose import read_clause

                yield read_clause(desk, item)
            case ast.Guarantee():
                yield read_guarantee(desk, item)
            case ast.Exception_():
                yield read_exception(desk, item)
            case (
                ast.Party()
                | ast.Figure()
                | ast.Judgement()
                | ast.Value()
                | ast.Indicator()
                | ast.Scale()
                | ast.Target()
                | ast.Saving()
                | ast.Payment()
            ):
                yield desk.read.get(item.name.text)
            case (
                ast.Figures() | ast.Values() | ast.Indicators() | ast.Scales() | ast.Targets()
            ):  # their rows are blocks of their own by now
                pass
            case _:
                assert_never(item)


# ---------------------------------------------------------------- the scheme


def _scheme(desk: Desk, written: ast.Scheme, blocks: tuple[model.AnyBlock | None, ...]) -> model.Scheme:
    heading = desk.heading
    assert heading.offered_by is not None, "who could not be read has been said"
    assert None not in blocks, "what could not be read has been said"
    return model.Scheme(
        source=desk.source,
        name=written.name.text,
        title=title_of(written.name, written.title),
        offered_by=heading.offered_by,
        leaf=heading.leaf,
        leaf_number=heading.leaf_number,
        groupings=heading.groupings,
        first=heading.first,
        last=heading.last,
        as_well_as=tuple(line.what.text for line in written.lines if isinstance(line, ast.AsWellAs)),
        instead_of=tuple(line.what.text for line in written.lines if isinstance(line, ast.InsteadOf)),
        members_see=any(isinstance(line, ast.MembersSee) for line in written.lines),
        standing=heading.standing,
        sign_by=heading.sign_by,
        otherwise=heading.otherwise,
        changes={kind.singular: heading.changes_of(kind.singular) for kind in heading.kinds},
        earlier=tuple(sorted(desk.earlier)),
        blocks=tuple(block for block in blocks if block is not None),
        span=written.span,
    )
