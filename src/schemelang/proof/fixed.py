"""What a claim about reaching more takes as fixed: the figures of a payment by which nobody is said to reach more.

A claim that is proved says nothing of what happens when these change. So whoever reads it must see which they are: of
a payment that is paid for something, those that could lower it; of one that rests on nothing that anybody reaches, all
on which it rests.
"""

from collections.abc import Iterator, Sequence

from schemelang.graph.graph import Rule
from schemelang.light import frozen
from schemelang.model.model import Figure, Quantity
from schemelang.proof.signs import FALLS, PENNIES, Turn
from schemelang.proof.subject import Subject

_SIZES = frozenset({Quantity.COUNT, Quantity.NUMBER, Quantity.MONEY})


@frozen
class Fixed:
    """A figure that a claim takes as fixed, and whether it is the figure of the year before."""

    figure: Figure
    before: bool

    @property
    def called(self) -> str:
        """Its title, and of when it is where that is not the term."""
        return f'"{self.figure.title}" of the year before' if self.before else f'"{self.figure.title}"'


def fixed_of(subject: Subject, rule: Rule, *, by_others: bool, only_down: bool) -> tuple[Fixed, ...]:
    """Return what is fixed of the figures on which a rule rests: the payee's own, or those of others."""
    reached = {each.figure for each in subject.reaches.them}
    can_do = FALLS | PENNIES if only_down else ~0
    found = set[tuple[str, bool]]()
    for turn, sign in subject.signs.of[rule.id].items():
        is_fixed = turn.before or turn.figure not in reached
        if is_fixed and sign & can_do and _is_others(subject, rule, turn) is by_others:
            found.add((turn.figure, turn.before))
    return tuple(_in_order(subject, found))


def _is_others(subject: Subject, rule: Rule, turn: Turn) -> bool:
    """Say whether a figure is that of another party than a rule is about, and of none of its members or groups."""
    signs = subject.signs
    return turn.together > max(signs.levels.index(rule.level), signs.level_of[turn.figure])


def _in_order(subject: Subject, found: set[tuple[str, bool]]) -> Iterator[Fixed]:
    for figure in (block for block in subject.scheme.blocks if isinstance(block, Figure)):
        for before in (False, True):
            if (figure.name, before) in found:
                yield Fixed(figure, before)


def say_fixed(them: Sequence[Fixed]) -> str:
    """Say what is taken as fixed, sizes first; nothing if there is none."""
    sizes = [each.called for each in them if each.figure.type.quantity in _SIZES]
    rest = [each.called for each in them if each.figure.type.quantity not in _SIZES]
    said = [f"Sizes stay as they are: {listed(sizes)}."] if sizes else []
    if rest:
        said.append(f"{listed(rest)} {'is' if len(rest) == 1 else 'are'} taken as fixed.")
    return " ".join(said)


def title(subject: Subject, name: str) -> str:
    """Return the title of a figure, as it is quoted."""
    figure = next(block for block in subject.scheme.blocks if isinstance(block, Figure) and block.name == name)
    return f'"{figure.title}"'


def listed(them: Sequence[str]) -> str:
    """Put some words in a row."""
    *before, last = them
    return f"{', '.join(before)} and {last}" if before else last
