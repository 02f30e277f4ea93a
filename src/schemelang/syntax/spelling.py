"""Which known word a misspelt one is near to."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is the fewest slips of a finger away, if that is few enough."""
    word, most = word.lower(), max(1, len(word) // 4)
    near = [(slips(word, other), other) for other in sorted(known) if _may_be_near(word, other, most)]
    fewest = min(near, default=(most + 1, ""))
    return fewest[1] if fewest[0] <= most else None


def _may_be_near(word: str, other: str, most: int) -> bool:
    """Say cheaply whether a closer look is worth while: one slip adds or takes away few letters."""
    return abs(len(word) - len(other)) <= most and len(set(word) ^ set(other)) <= 2 * most


def slips(one: str, other: str) -> int:
    """Count the letters left out, put in, changed, or swapped with their neighbour between two words."""
    two_ago: list[int] = []
    ago = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, match in enumerate(other, start=1):
            best = min(ago[column] + 1, now[-1] + 1, ago[column - 1] + (letter != match))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == match:
                best = min(best, two_ago[column - 2] + 1)
            now.append(best)
        two_ago, ago = ago, now
    return ago[-1]
