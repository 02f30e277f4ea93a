"""One scheme from one that varies another, as trees: every node keeps its place in its own file."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import assert_never

from schemelang.dates import say_date, say_range
from schemelang.diagnostic import Label
from schemelang.light import Factory, evolve, frozen
from schemelang.model import errors
from schemelang.model.desk import Desk, NamedBlock, called, one_line, title_of
from schemelang.model.gathering import Item, Written
from schemelang.model.literals import read_day
from schemelang.model.names import nearest, with_article
from schemelang.model.stated import Variation
from schemelang.source import Source
from schemelang.syntax import ast

_ANY_DAY = date(2026, 4, 1)
_OF_ONE_TEXT = (
    ast.IsADraft | ast.ForConsultation | ast.ApprovedBy | ast.RejectedBy | ast.InterestOf | ast.SignBy | ast.Otherwise
)
"""Lines about how far one text has come, and about signing it."""


@frozen(kw_only=True)
class Whole:
    """A scheme that varies nothing any more: its heading, its blocks, and how it came about.

    `variations` begins with the last one. `withdrawn` holds what any of them withdrew, by name.
    `shared` is the texts that any of them uses.
    """

    heading: ast.Scheme
    blocks: tuple[Item, ...]
    variations: tuple[Variation, ...] = ()
    withdrawn: Mapping[str, ast.Withdrawn] = Factory(dict)
    shared: tuple[Source, ...] = ()

    @property
    def named(self) -> dict[str, NamedBlock]:
        """The blocks that have a name."""
        return {block.name.text: block for block in self.blocks if isinstance(block, NamedBlock)}


def consolidate(desk: Desk, chain: tuple[Written, ...]) -> Whole:
    """Make one scheme of a scheme and those that it varies, the one that was agreed first being the last."""
    *later, first = chain
    for item in first.items:
        if isinstance(item, ast.Replaced | ast.Withdrawn):
            _refuse_change(desk, first.heading, item)
    whole = Whole(heading=_with_lines(first.heading, first.heading.lines), blocks=(*first.used, *first.items))
    for written in reversed(later):
        whole = _vary(desk, whole, written)
    used = (item.span.source for written in chain for item in written.used)
    return evolve(whole, shared=tuple(dict.fromkeys(used)))


def _refuse_change(desk: Desk, heading: ast.Scheme, item: ast.Replaced | ast.Withdrawn) -> None:
    """Say that a change changes nothing where no scheme is varied, and what to write if none is meant."""
    runs = next((line for line in heading.lines if isinstance(line, ast.Runs)), None)
    first = say_date(_ANY_DAY) if runs is None else runs.first.text
    match item:
        case ast.Replaced():
            words, otherwise = "replace", 'If it varies none, leave out the word "replace".'
        case ast.Withdrawn():
            words, otherwise = "withdraw", "If it varies none, leave this out."
        case _:
            assert_never(item)
    begins = heading.span.words.splitlines()[0]
    desk.say(
        errors.varying.NothingVaried(place=item.span, change=words, begins=begins, first=first, otherwise=otherwise)
    )


def _vary(desk: Desk, base: Whole, own: Written) -> Whole:
    """Make one scheme of one and its variation."""
    varies = next(line for line in own.heading.lines if isinstance(line, ast.Varies))
    start, term = read_day(desk, varies.start) or date.min, _term(desk, base.heading)
    _refuse_start(desk, varies, start, term, _term(desk, own.heading))
    withdrawn = dict(_withdrawn(desk, base, own))
    replaced = dict(_replaced(desk, base, own, withdrawn))
    added = tuple(item for item in (*own.used, *own.items) if not isinstance(item, ast.Replaced | ast.Withdrawn))
    _refuse_again(desk, base, added, withdrawn)
    kept = (block for block in base.blocks if not isinstance(block, ast.Example))
    changed = (_changed(block, withdrawn, replaced) for block in kept)
    said = Variation(
        title=title_of(base.heading.name, base.heading.title),
        file=varies.file.text,
        start=start,
        under=_under(desk, base, varies.clause),
        reason="" if varies.reason is None else varies.reason.text,
        withdrawn=tuple((_title(base.named[name]), item.reason.text) for name, item in withdrawn.items()),
        replaced=tuple(map(_title, replaced.values())),
        added=tuple(_title(block) for block in added if isinstance(block, NamedBlock)),
        heading=tuple(_said_anew(base.heading, own.heading)),
    )
    return Whole(
        heading=_heading(base.heading, own.heading, varies, later=term is not None and start > term.first),
        blocks=(*(block for block in changed if block is not None), *added),
        variations=(said, *base.variations),
        withdrawn={**base.withdrawn, **withdrawn},
    )


def _title(block: NamedBlock) -> str:
    return title_of(block.name, block.title)


def _under(desk: Desk, base: Whole, name: ast.Name | None) -> str:
    """Return the title of the clause under which a scheme is varied, and refuse one that it does not have."""
    clauses = {each.name.text: each for each in base.blocks if isinstance(each, ast.Clause)}
    if name is None or name.text in clauses:
        return "" if name is None else _title(clauses[name.text])
    near = nearest(name.text, clauses)
    remedy = f'Did you mean "{near}"?' if near else "Name a clause of the scheme that is varied, or leave  under  out."
    desk.say(errors.varying.NoSuchClause(place=name.span, name=name.text, remedy=remedy))
    return ""


def _changed(block: Item, withdrawn: Mapping[str, ast.Withdrawn], replaced: Mapping[str, NamedBlock]) -> Item | None:
    """Return what stands in the place of a block of the scheme that is varied; nothing if it is withdrawn."""
    if not isinstance(block, NamedBlock):
        return block
    return None if block.name.text in withdrawn else replaced.get(block.name.text, block)


# ---------------------------------------------------------------- blocks


def _withdrawn(desk: Desk, base: Whole, own: Written) -> Iterator[tuple[str, ast.Withdrawn]]:
    first: dict[str, ast.Withdrawn] = {}
    for item in own.items:
        if not isinstance(item, ast.Withdrawn):
            continue
        before = first.setdefault(item.name.text, item)
        if before is not item:
            _refuse_twice(desk, item.name, before.name, "withdrawn twice", "Keep one of the two.")
        elif item.name.text in base.named:
            yield item.name.text, item
        else:
            _refuse_missing(desk, base, item.name, "block", "withdraw")


def _replaced(
    desk: Desk, base: Whole, own: Written, withdrawn: Mapping[str, ast.Withdrawn]
) -> Iterator[tuple[str, NamedBlock]]:
    first: dict[str, ast.Name] = {}
    for item in own.items:
        if not isinstance(item, ast.Replaced):
            continue
        block = item.block
        if not isinstance(block, NamedBlock):
            _refuse_nameless(desk, item)
            continue
        before = first.setdefault(block.name.text, block.name)
        if before is not block.name:
            _refuse_twice(desk, block.name, before, "replaced twice", "Keep one of the two.")
        elif block.name.text in withdrawn:
            other = withdrawn[block.name.text].name
            _refuse_twice(desk, block.name, other, "withdrawn and replaced", "Keep the one that is meant.")
        elif _is_there(desk, base, block):
            yield block.name.text, block


def _is_there(desk: Desk, base: Whole, block: NamedBlock) -> bool:
    """Say whether there is a block of the same name and kind to replace, and refuse where there is not."""
    there = base.named.get(block.name.text)
    if there is None:
        _refuse_missing(desk, base, block.name, called(block), "replace")
    elif type(there) is not type(block):
        kind = with_article(called(there))
        what, found = f'{called(block)} "{block.name.text}"', f"in the scheme that is varied it is {kind}"
        remedy = f'Withdraw "{block.name.text}", and give this {called(block)} another name.'
        label = Label(there.name.span, kind)
        desk.say(
            errors.varying.NothingToChange(
                place=block.name.span, what=what, change="replace", found=found, remedy=remedy, labels=(label,)
            )
        )
    return type(there) is type(block)


def _refuse_missing(desk: Desk, base: Whole, name: ast.Name, kind: str, change: str) -> None:
    """Refuse to change a block that is not there, and name one that is near to it."""
    near, before = nearest(name.text, base.named), base.withdrawn.get(name.text)
    remedy = f'Did you mean "{near}"?' if near else "Look in the scheme that is varied for its name."
    found, what = "nothing in the scheme that is varied has this name", f'{kind} "{name.text}"'
    labels: tuple[Label, ...] = ()
    if before is not None:
        found, remedy = "it was withdrawn before", "Leave this out, or declare it as new."
        labels = (Label(before.name.span, "withdrawn here"),)
    desk.say(
        errors.varying.NothingToChange(
            place=name.span, what=what, change=change, found=found, remedy=remedy, labels=labels
        )
    )


def _refuse_nameless(desk: Desk, item: ast.Replaced) -> None:
    """Refuse to replace a heading or an example, which no other block knows by a name."""
    what, place = called(item.block), item.block.span
    found = "only a block with a name can be replaced"
    if isinstance(item.block, ast.Scheme):
        what, remedy = "heading", "Write the lines that change in the heading of this scheme."
    else:
        remedy = "Leave out  replace  here. The examples of the scheme that is varied are not part of this one."
    desk.say(errors.varying.NothingToChange(place=place, what=what, change="replace", found=found, remedy=remedy))


def _refuse_again(desk: Desk, base: Whole, added: tuple[Item, ...], withdrawn: Mapping[str, ast.Withdrawn]) -> None:
    """Refuse new blocks with the name of a block of the scheme that is varied, whatever became of that."""
    there = {name.lower(): block for name, block in base.named.items()}
    gone = {name.lower(): item.name for name, item in withdrawn.items()}
    for block in added:
        if not isinstance(block, NamedBlock) or block.name.text.lower() not in there:
            continue
        name, other = block.name, there[block.name.text.lower()]
        if name.text.lower() in gone:
            remedy = "Replace the one by the other, or give this one another name."
            _refuse_twice(desk, name, gone[name.text.lower()], "withdrawn and declared again", remedy)
        else:
            both, remedy = "declared in the scheme that is varied and again here", _instead(block, other)
            _refuse_twice(desk, name, other.name, both, remedy)


def _instead(block: NamedBlock, other: NamedBlock) -> str:
    if type(block) is type(other) and block.name.text == other.name.text:
        return "To put this block in the place of the other, write  replace  before it."
    return "Give this one another name."


def _refuse_twice(desk: Desk, name: ast.Name, other: ast.Name, both: str, remedy: str) -> None:
    label = Label(other.span, "the first of the two")
    desk.say(errors.varying.ChangedTwice(place=name.span, name=name.text, both=both, remedy=remedy, labels=(label,)))


# ---------------------------------------------------------------- the heading


def _heading(base: ast.Scheme, own: ast.Scheme, varies: ast.Varies, *, later: bool) -> ast.Scheme:
    """Return the variation's heading with those lines of the other that it does not say anew.

    Who approved or signed the one has not approved or signed the other, so what is said of one text is not kept.
    """
    said = {_kind_of(line) for line in own.lines}
    kept = [line for line in base.lines if _kind_of(line) not in said and not isinstance(line, _OF_ONE_TEXT)]
    if later:
        kept = [_from(varies.start, line) if isinstance(line, ast.Runs) else line for line in kept]
    return _with_lines(own, (*kept, *own.lines))


def _said_anew(base: ast.Scheme, own: ast.Scheme) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Find the lines of a heading that are said anew, in other words: as they were, and as they are."""
    about = [line for line in own.lines if not isinstance(line, ast.Varies | ast.Uses | _OF_ONE_TEXT)]
    for kind in dict.fromkeys(map(_kind_of, about)):
        before, now = (
            tuple(one_line(line).replace('"', "") for line in lines if _kind_of(line) == kind)
            for lines in (base.lines, about)
        )
        if before != now:
            yield before, now


def _kind_of(line: ast.SchemeLine) -> object:
    """Return what two lines have in common of which one stands in the place of the other."""
    return (ast.Situation, line.circumstance) if isinstance(line, ast.Situation) else type(line)


def _from(start: ast.Date, line: ast.Runs) -> ast.Runs:
    return ast.Runs(start, line.last, span=line.span)


def _with_lines(heading: ast.Scheme, lines: tuple[ast.SchemeLine, ...]) -> ast.Scheme:
    """Return a heading with other lines, and without those that name a file, which have been followed."""
    others = tuple(line for line in lines if not isinstance(line, ast.Varies | ast.Uses))
    return ast.Scheme(heading.name, heading.title, others, span=heading.span)


# ---------------------------------------------------------------- the term


@frozen
class _Term:
    """When a scheme runs, and the line that says so."""

    line: ast.Runs
    first: date
    last: date


def _term(desk: Desk, heading: ast.Scheme) -> _Term | None:
    """Return the term of a heading, if it has one that can be read."""
    line = next((line for line in heading.lines if isinstance(line, ast.Runs)), None)
    first = None if line is None else read_day(desk, line.first)
    last = None if line is None else read_day(desk, line.last)
    return None if line is None or first is None or last is None else _Term(line, first, last)


def _refuse_start(desk: Desk, varies: ast.Varies, start: date, base: _Term | None, own: _Term | None) -> None:
    """Refuse a day on which the scheme that is varied does not run, and one that comes after the own first day."""
    if base is not None and not base.first <= start <= base.last:
        but = f"the scheme that is varied runs {say_range(base.first, base.last)}"
        remedy = "Write a day of that term. What is agreed for another term is a scheme of its own."
        label = Label(base.line.span, "its term")
    elif own is not None and own.first < start:
        but = f"this scheme would run from {say_date(own.first)}, before it varies the other"
        remedy = "Leave  runs  out, and the scheme runs from the day on which it varies the other."
        label = Label(own.line.span, "its term")
    else:
        return
    place, day = varies.start.span, say_date(start)
    desk.say(errors.varying.StartOutsideTerm(place=place, start=day, but=but, remedy=remedy, labels=(label,)))
