"""The page that leads to everybody's variations, with what each of them was paid and is paid."""

from collections.abc import Iterable, Mapping

from schemelang.document.contract import Column, Entry, Index, Listing
from schemelang.document.matter import Matter, called, capital
from schemelang.document.standing import banner
from schemelang.quantities import say_pence
from schemelang.variation.money import compared
from schemelang.variation.variation import Variation

_SEEN_BY = (
    "This page is for whoever may see everybody's figures and payments. "
    "The variation of one party shows its own and its members', and nobody else's."
)


def write_index(variation: Variation, written: Mapping[str, Matter]) -> Index:
    """Write the page that leads to variations, given by the names of their files."""
    kinds = dict.fromkeys(_kind(matter) for matter in written.values())
    return Index(
        title=variation.now.scheme.title,
        subtitle="Index of variations",
        banner=banner(variation.now),
        standing=_SEEN_BY,
        listings=tuple(
            _listing(variation, kind, {name: each for name, each in written.items() if _kind(each) == kind})
            for kind in kinds
        ),
    )


def _kind(matter: Matter) -> str:
    return "" if matter.member is None else matter.member.kind


def _listing(variation: Variation, kind: str, written: Mapping[str, Matter]) -> Listing:
    return Listing(
        caption=f"Each {kind}'s variation" if kind else "Everybody",
        columns=(
            Column(capital(kind) if kind else "Variation"),
            *(Column(heading, numeric=True) for heading in ("Before", "Now", "Change")),
        ),
        entries=tuple(
            Entry(href=name, title=_title(each), facts=tuple(_sums(variation, each))) for name, each in written.items()
        ),
    )


def _title(matter: Matter) -> str:
    return "The whole variation" if matter.member is None else called(matter.member)


def _sums(variation: Variation, matter: Matter) -> Iterable[str]:
    """Give what both contracts pay, and the change; what is not known is said to be."""
    both = compared(variation.trials[0], matter.party)
    if both is None:
        return ["not known"] * 3
    change = both.now - both.before
    return [say_pence(both.before), say_pence(both.now), f"+{say_pence(change)}" if change > 0 else say_pence(change)]
