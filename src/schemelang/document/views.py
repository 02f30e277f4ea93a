"""Everybody's contracts: the whole one, one for each group and practice, and the page that leads to them."""

from collections.abc import Iterable, Mapping, Sequence

from schemelang.document.contract import Column, Entry, Index, Listing
from schemelang.document.matter import Matter, called, capital
from schemelang.document.standing import banner
from schemelang.document.worked_out import totals
from schemelang.model.names import plural
from schemelang.outcome.outcome import Line

_WHOLE = "The whole contract"


def views(matter: Matter) -> tuple[Matter, ...]:
    """Return what the contract of everybody is written on: first the whole, then groups, then practices."""
    kinds = [level for level in reversed(matter.graph.levels) if matter.members_of_kind(level)]
    members = [member for kind in kinds for member in matter.members_of_kind(kind)]
    return (matter, *(matter.for_party(member.code) for member in members))


def write_index(written: Mapping[str, Matter]) -> Index:
    """Write the page that leads to contracts, given by the names of their files, with what each comes to."""
    whole = next(matter for matter in written.values() if matter.member is None)
    kinds = dict.fromkeys(matter.member.kind for matter in written.values() if matter.member)
    return Index(
        title=whole.scheme.title,
        subtitle="Index of contracts",
        banner=banner(whole),
        standing=(
            "This page is for whoever may see everybody's figures and payments. "
            "The contract of one party shows its own and its members', and nobody else's."
        ),
        listings=(
            _listing("Everybody", "Contract", written, [name for name in written if written[name] is whole]),
            *(_of_kind(whole, written, kind) for kind in kinds),
        ),
    )


def _of_kind(whole: Matter, written: Mapping[str, Matter], kind: str) -> Listing:
    """List the contracts of one kind of party; what groups are paid adds up only where no member is in two."""
    names = [name for name, matter in written.items() if matter.member and matter.member.kind == kind]
    caption = f"Each {kind}'s contract"
    if kind != whole.scheme.leaf.singular:
        return _listing(f"{caption}, with what is paid to the {plural(kind)} and their members", kind, written, names)
    own = [line for name in names for line in written[name].lines]
    return _listing(caption, kind, written, names, own if len(names) > 1 else None)


def _listing(
    caption: str,
    first: str,
    written: Mapping[str, Matter],
    names: Iterable[str],
    together: Sequence[Line] | None = None,
) -> Listing:
    return Listing(
        caption=caption,
        columns=(
            Column(capital(first)),
            *(Column(heading, numeric=True) for heading in ("Payable", "Not earned", "Held")),
        ),
        entries=tuple(
            Entry(href=name, title=_title(written[name]), facts=_cells(written[name].lines)) for name in names
        ),
        total=() if together is None else _cells(together),
    )


def _title(matter: Matter) -> str:
    return _WHOLE if matter.member is None else called(matter.member)


def _cells(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(words for (words,) in totals(lines))
