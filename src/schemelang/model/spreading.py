"""A file in which each row of a table of declarations stands as a block of its own."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import frozen
from schemelang.source import Span
from schemelang.syntax import ast

_TABLES = ast.Figures | ast.Values | ast.Indicators | ast.Scales | ast.Targets


@frozen
class Spread:
    """A file without tables of declarations, what was found, and the names whose rows could not be read.

    `tables` is where the tables stood.
    """

    file: ast.File
    found: tuple[Diagnostic, ...]
    unread: tuple[ast.Name, ...]
    tables: tuple[Span, ...]


def spread(file: ast.File) -> Spread:
    """Put in the place of each table the blocks that its rows stand for."""
    items: list[ast.Block | ast.Replaced | ast.Withdrawn] = []
    found: list[Diagnostic] = []
    unread: list[ast.Name] = []
    tables: list[Span] = []
    for item in file.items:
        block = item.block if isinstance(item, ast.Replaced) else item
        if not isinstance(block, _TABLES):
            items.append(item)
            continue
        from schemelang.model.tables import taken_apart  # which few schemes need

        blocks, wrong, lost = taken_apart(block)
        tables.append(block.span)
        items += [ast.Replaced(each, span=item.span) for each in blocks] if isinstance(item, ast.Replaced) else blocks
        found += wrong
        unread += lost
    return Spread(ast.File(tuple(items), file.notes, span=file.span), tuple(found), tuple(unread), tuple(tables))
