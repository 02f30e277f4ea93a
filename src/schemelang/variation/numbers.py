"""The numbers, amounts and days that change, each with the one in its place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from schemelang.comparison.wording import COUNTED
from schemelang.document.contract import Marked, Part, Table, Text
from schemelang.light import evolve
from schemelang.variation.clauses import texts_of
from schemelang.variation.redline import BRACKETS
from schemelang.variation.variation import Changed, Redlined

_NUMBER = re.compile(rf"(?<!\w)(?:{COUNTED.pattern})(?!\w)")
"""A number that is no part of a code."""
_CALENDAR = "section-calendar"
"""It says again on which days is paid what the payments say."""


def changed_numbers(clauses: Sequence[Redlined]) -> tuple[Changed, ...]:
    """Return every number that is changed, removed or new in a clause that stays, and each clause that does not."""
    terms = (clause for clause in clauses if not clause.is_example and clause.anchor != _CALENDAR)
    return tuple(each for clause in terms for each in _in_clause(clause))


def _in_clause(clause: Redlined) -> Iterator[Changed]:
    cited = clause.now or clause.before
    assert cited is not None, "a clause is in one contract or in both"
    if clause.now is None or clause.before is None:
        yield Changed(
            anchor=clause.anchor, number=cited.number, about=cited.heading, was="", now=clause.what, whole=True
        )
        return
    pairs = [(about, *pair) for part in clause.parts for about, text in _told(part) for pair in _pairs(text)]
    for about, was, now in dict.fromkeys(pairs):
        name = ": ".join(filter(None, (cited.heading, about)))
        yield Changed(anchor=clause.anchor, number=cited.number, about=name, was=was, now=now)


def _told(part: Part) -> Iterator[tuple[str, Text]]:
    """Return the texts of a part; a row of a table that is removed or added as a whole counts as one."""
    if not isinstance(part, Table):
        yield from texts_of(part)
        return
    for row in part.rows:
        cells = list(texts_of(evolve(part, rows=(row,))))
        kinds = {tuple(piece.kind for piece in text if isinstance(piece, Marked)) for _, text in cells if text}
        if kinds in ({("before",)}, {("now",)}):
            about = next(piece.text for piece in row.cells[0] if isinstance(piece, Marked))
            yield about, tuple(piece for cell in row.cells[1:] for piece in (" and ", *cell))
        else:
            yield from cells


def _pairs(text: Text) -> Iterator[tuple[str, str]]:
    """Pair what is removed with what is added next to it, and find the numbers that are not in both."""
    for one, other in _replaced(text):
        gone, new = _not_in(one, other), _not_in(other, one)
        if not (gone and new) and max(len(gone), len(new)) > 1:
            yield " and ".join(gone), " and ".join(new)
        elif len(gone) == len(new):
            yield from zip(gone, new, strict=True)
        else:
            yield from ((number, "") for number in gone)
            yield from (("", number) for number in new)


def _replaced(text: Text) -> Iterator[tuple[list[str], list[str]]]:
    """Return the numbers of each stretch that is marked: those that are removed, and those that are added there."""
    stretch: dict[str, list[str]] = {"before": [], "now": []}
    for piece in text:
        match piece:
            case Marked(words, kind):
                stretch[kind] += _NUMBER.findall(words)
            case str() if piece in BRACKETS or piece.isspace() or piece == " and ":
                pass
            case _:
                yield stretch["before"], stretch["now"]
                stretch = {"before": [], "now": []}
    yield stretch["before"], stretch["now"]


def _not_in(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """Return the numbers that are not among others, each as often as it is missing there."""
    left = Counter(those)
    found = []
    for number in these:
        if left[number]:
            left[number] -= 1
        else:
            found.append(number)
    return found
