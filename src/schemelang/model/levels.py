"""Values of each member and values of a group: which may stand where."""

from schemelang.model import errors, model
from schemelang.model.desk import Desk, one_line
from schemelang.model.model import Expression
from schemelang.model.names import with_article
from schemelang.model.offers import comparisons, under
from schemelang.model.parts import parts, quotient
from schemelang.model.units import YES_NO
from schemelang.syntax import ast


def at_level(desk: Desk, read: Expression | None, level: str | None) -> Expression | None:
    """Return a value if there is one for each party of a level; or ask how several become one."""
    if read is None or level is None or not desk.finer(read.level, level):
        return read
    for part in _finest_parts(desk, read, level):
        _refuse(desk, part, level)
    return None


def _finest_parts(desk: Desk, read: Expression, level: str) -> tuple[Expression, ...]:
    """Return the narrowest parts of a value that each member has; what members have multiplied is one."""
    finer = tuple(part for part in parts(read) if desk.finer(part.level, level))
    several = isinstance(read, model.ProductOf) and len(finer) > 1
    if isinstance(read, model.Over) or several or not finer:
        return (read,)
    return tuple(finest for part in finer for finest in _finest_parts(desk, part, level))


def _refuse(desk: Desk, read: Expression, level: str) -> None:
    words, members = one_line(read), desk.kind_of_level(read.level).plural
    if isinstance(read, model.ProductOf):
        words = f"({words})"
    where = "the scheme" if level == model.SCHEME else with_article(level)
    if read.type != YES_NO and _can_be_pooled(desk, read):
        counted = _how_many(desk, read, members)
        found = errors.quantities.FinerIndicator(
            place=read.span, words=words, finer=read.level, where=where, members=members, counted=counted
        )
        desk.say(found)
        return
    diagnostic = errors.quantities.FinerTarget if read.type == YES_NO else errors.quantities.FinerThanItsPlace
    desk.say(diagnostic(place=read.span, words=words, finer=read.level, where=where, members=members))


def _how_many(desk: Desk, read: Expression, members: str) -> str:
    """Return how it is asked how many members reach what an indicator is compared with, where that is a bound."""
    comparison = next((each for each in comparisons(desk) if each.left.span == read.span), None)
    bound = None if comparison is None else comparison.word.removeprefix("is ")
    if comparison is None or bound not in {"at least", "at most", "more than", "less than"}:
        return ""
    held = f"{one_line(comparison.left)} of {bound} {one_line(comparison.right)}"
    lines = f"every {read.level} has {held}", f"at least 4 {members} have {held}"
    return under("Or ask it of each of them, with the number that is agreed in place of 4; one of:", *lines)


def _can_be_pooled(desk: Desk, read: Expression) -> bool:
    block = desk.read[read.block] if isinstance(read, model.ReadBlock) else None
    return isinstance(block, model.Indicator) and quotient(block.expression) is not None


def at_its_level(
    desk: Desk,
    block: ast.Value | ast.Indicator | ast.Scale | ast.Target | ast.Saving,
    read: Expression | None,
    level: str,
) -> Expression | None:
    """Return a value that fits its block; if the block says no level, ask for one."""
    if read is None or block.level is not None or not desk.finer(read.level, level):
        return at_level(desk, read, level)
    title = f' "{block.title.text}"' if block.title else ""
    begun = f"{type(block).__name__.lower()} {block.name.text}{title}"
    desk.say(errors.choices.LevelUnsaid(place=block.name.span, name=block.name.text, finer=read.level, begun=begun))
    return None
