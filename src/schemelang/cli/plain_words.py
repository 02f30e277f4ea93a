"""The words of a command that may be answered before the commands are imported: names, options and flags."""

from collections.abc import Collection, Mapping, Sequence

from schemelang.light import frozen


@frozen
class PlainWords:
    """What is named, the values of each option in their order, and the flags that are set."""

    named: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    flags: frozenset[str]


def plain_words(words: Sequence[str], options: Collection[str], flags: Collection[str]) -> PlainWords | None:
    """Tell words apart, if there are none that look like an option but those that are known."""
    named, set_, rest = list[str](), set[str](), list(words)
    values: dict[str, list[str]] = {option: [] for option in options}
    while rest:
        word = rest.pop(0)
        if word in values and rest:
            values[word].append(rest.pop(0))
        elif word in flags:
            set_.add(word)
        elif word.startswith("-"):
            return None
        else:
            named.append(word)
    return PlainWords(tuple(named), {option: tuple(each) for option, each in values.items()}, frozenset(set_))
