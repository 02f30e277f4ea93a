"""Who is called what: near names, kinds in the singular, and words that may not be names."""

from difflib import get_close_matches

BLOCK_WORDS = frozenset(
    "scheme party figure figures value indicator indicators scale target judgement saving payment exception "
    "guarantee clause example replace withdraw".split()
)
LINE_WORDS = frozenset(
    "offered runs groups varies approved sign code payee pays is never source published leaving measured better if "
    "goes below above applies adds met decided evidence budget spend counts to paid start add less times reduced "
    "nothing round pay share may from where instead wins because always done given then".split()
)
VALUE_WORDS = frozenset("total average lowest highest pooled latest number greater smaller every not at the yes no".split())


def may_not_be_a_name(word: str) -> bool:
    """Say whether a word belongs to the language, so that a message about it could mislead."""
    return word.lower() in BLOCK_WORDS | LINE_WORDS | VALUE_WORDS


def nearest(word: str, known: "list[str]") -> str | None:
    """Return the known name that a word is most likely a slip for, if one is near enough."""
    plain = {name.lower(): name for name in known}
    same_words = {_sorted_words(name): name for name in known}
    if _sorted_words(word) in same_words:
        return same_words[_sorted_words(word)]
    close = get_close_matches(word.lower(), list(plain), n=1, cutoff=0.75)
    return plain[close[0]] if close else None


def _sorted_words(name: str) -> str:
    return "_".join(sorted(name.lower().split("_")))


def singular(word: str) -> str:
    """Return a kind of party in the singular: practices, localities, PCNs."""
    lower = word.lower()
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith("ss"):
        return lower[:-1]
    return lower


def spoken(name: str) -> str:
    """Return a name as a title, for a block that has none."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
