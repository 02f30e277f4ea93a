"""Which parties stand together where figures are shown: a group and its members, or those of no group."""

from collections.abc import Iterator

from schemelang.document.matter import Matter, called
from schemelang.light import frozen


@frozen
class Holding:
    """Parties that stand together, by their codes; the scheme has none."""

    name: str
    codes: tuple[str | None, ...]


def holdings(matter: Matter) -> Iterator[Holding]:
    """Put parties together with their groups; then come those of no group, and the scheme."""
    leaf = matter.scheme.leaf
    members = [member.code for member in matter.seen if member.kind == leaf.singular]
    groups = [member for member in matter.seen if member.kind != leaf.singular]
    own = {group.code: [each for each in members if group.code in matter.groups_of(each)] for group in groups}
    yield from (Holding(called(group), (group.code, *own[group.code])) for group in groups)
    alone = tuple(each for each in members if not any(each in them for them in own.values()))
    if alone:
        yield Holding(called(matter.member) if matter.member else f"the {leaf.plural}", alone)
    if matter.party is None:
        yield Holding("the whole scheme", (None,))
