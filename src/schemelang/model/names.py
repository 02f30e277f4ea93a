"""Who is called what: near names, kinds in the singular, and words that may not be names."""

from collections.abc import Iterable

from schemelang.syntax import spelling

BLOCK_WORDS = frozenset(
    "scheme party figure figures value values indicator indicators scale scales target targets judgement saving "
    "payment exception guarantee clause example replace withdraw".split()
)
LINE_WORDS = frozenset(
    "offered runs groups varies uses approved rejected interest sign otherwise members code payee pays is never source "
    "published read leaving measured better if goes below above applies adds met decided evidence budget spend "
    "counts to paid start add less times reduced nothing round pay share may from where instead wins because "
    "always about done given then".split()
)
VALUE_WORDS = frozenset(
    "total average median lowest highest pooled latest number greater smaller square every not at the yes no".split()
)

_WORDS = BLOCK_WORDS | LINE_WORDS | VALUE_WORDS
_NEAR_ENOUGH = 0.75
_IRREGULAR = {
    "children": "child",
    "people": "person",
    "women": "woman",
    "men": "man",
    "diagnoses": "diagnosis",
    "analyses": "analysis",
    "crises": "crisis",
    "viruses": "virus",
}
_PLURALS = {one: many for many, one in _IRREGULAR.items()}


def may_not_be_a_name(word: str) -> bool:
    """Say whether a word belongs to the language, so that a message about it could mislead."""
    return word.lower() in _WORDS


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that a word is most likely a slip for, if one is near enough."""
    plain = {name.lower(): name for name in known}
    same_words = {_sorted_words(name): name for name in plain.values()}
    if _sorted_words(word) in same_words:
        return same_words[_sorted_words(word)]
    slip = spelling.nearest(word, plain)
    if slip is not None:
        return plain[slip]
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(word.lower(), list(plain), n=1, cutoff=_NEAR_ENOUGH)
    return plain[close[0]] if close else None


def _sorted_words(name: str) -> str:
    return "_".join(sorted(name.lower().split("_")))


def singular(word: str) -> str:
    """Return a word for several as the word for one: practices, localities, children, PCNs."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > len("pies"):
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "is", "us")):
        return lower[:-1]
    return lower


def plural(word: str) -> str:
    """Return a word for one as the word for several: practices, localities, children, boxes."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2:-1] not in {"a", "e", "o", "u"}:
        return word[:-1] + "ies"
    if word.endswith(("ss", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def with_article(word: str) -> str:
    """Return a noun with a or an before it."""
    return f"an {word}" if word[:1].lower() in "aeio" else f"a {word}"


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def within(title: str) -> str:
    """Return a title as it stands within a sentence: an article it begins with is small."""
    first, blank, rest = title.partition(" ")
    return f"{first.lower()} {rest}" if blank and first in {"The", "A", "An"} else title


def spoken(name: str) -> str:
    """Return a name as a title, for a block that has none."""
    return capital(name.replace("_", " "))
