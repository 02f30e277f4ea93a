"""What is said of a party by `explain`; and at once where it is plainly one of a run that is asked for."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from schemelang.cli.folders import files_in
from schemelang.cli.keeping import Compiled, kept
from schemelang.cli.plain_words import plain_words
from schemelang.cli.reading import load_beside, read_source
from schemelang.cli.terminal import clean
from schemelang.dates import Period
from schemelang.explanation.explanation import Explanation
from schemelang.explanation.from_outcome import counted_with, explain_party, explain_value
from schemelang.explanation.text import as_text, is_cut_short, values_as_text
from schemelang.graph.graph import RuleId
from schemelang.light import frozen
from schemelang.model.model import Payment
from schemelang.outcome.outcome import Outcome

MOST = 300  # reasons that are told at once, unless everything is asked for


def payments_of(loaded: Compiled) -> list[str]:
    """Return the payments of a scheme."""
    return [block.name for block in loaded.scheme.blocks if isinstance(block, Payment)]


def paid_by_name(loaded: Compiled) -> frozenset[str]:
    """Return the parties that payments name."""
    return frozenset(part.payee for part in loaded.graph.due if part.payee is not None)


def payments_explained(
    outcome: Outcome, code: str, name: str | None, when: Period | None, most: int | None
) -> tuple[Explanation, ...]:
    """Explain what a party is paid: all of it, or a payment, or a payment of one period."""
    explained = explain_party(outcome, code, name, most)
    return tuple(each for each in explained if when is None or each.part.period == when)


def in_words(  # noqa: PLR0913, PLR0917 - what is asked for
    loaded: Compiled, outcome: Outcome, code: str, name: str | None, when: Period | None, most: int | None
) -> str:
    """Explain what a party is paid, or anything else that has a value; nothing of what it has no value of."""
    if name is None or name in payments_of(loaded):
        explanations = payments_explained(outcome, code, name, when, most)
        text, tops = as_text(explanations) or counted_with(outcome, code), [each.reason for each in explanations]
    else:
        tops = list(explain_value(outcome, code, name, when, most))
        text = values_as_text(tops)
    return clean(text + (_how_to_go_on(code, name) if is_cut_short(tops) else ""))


def _how_to_go_on(code: str, name: str | None) -> str:
    """Say how to see what is not told."""
    of_one = "" if name is None else "Of one period alone it is told with   --period PERIOD\n"
    return (
        "\nThere is more than can be read at once. What is marked “more under NAME” is told by its name:\n"
        f"    schemelang explain FILE {code} NAME …\n{of_one}Everything is told with   --all\n"
    )


# ---------------------------------------------------------------- before the commands


def answered(words: Sequence[str]) -> tuple[str, str] | None:
    """Explain a party of a run as `explain` is asked to, with what is to be noted, if it is plainly this; or nothing.

    Only a scheme that is kept is taken, of which there is nothing to be said; and whatever is not plain, or goes wrong,
    is begun again by the command, which can say what it is.
    """
    asked = _asked(words)
    source, _ = (None, ()) if asked is None else read_source(asked.file)
    loaded = None if asked is None or source is None else kept(source, partial(load_beside, asked.file))
    if asked is None or loaded is None or loaded.advice or asked.party in paid_by_name(loaded):
        return None
    if asked.name is not None and RuleId(asked.name) not in loaded.graph.by_id:
        return None
    from schemelang.cli.again import Left, worked_out_again
    from schemelang.columns.arrow import import_alone

    import_alone()
    files = files_in(asked.figures)
    notes: list[str] = []
    outcome, code = worked_out_again(loaded, files, asked.run, asked.party, Left(_leave, _leave, notes.append))
    assert code is not None, "it is not one that payments name"
    said = in_words(loaded, outcome, code, asked.name, None, None if asked.whole else MOST)
    return ("".join(f"{note}\n" for note in notes), said) if said else None


def _leave(*_: object) -> NoReturn:
    """Leave it to the command."""
    raise LookupError


@frozen
class _Asked:
    """A party that is asked for, and of which run."""

    file: Path
    party: str
    name: str | None
    figures: tuple[Path, ...]
    run: Path
    whole: bool


def _asked(words: Sequence[str]) -> _Asked | None:
    """Read the words after `explain`, if there are none but those that one party of a run needs."""
    plain = plain_words(words, ("--figures", "--run"), ("--all",))
    if plain is None or len(plain.named) not in {2, 3}:
        return None
    figures, runs = (tuple(map(Path, plain.options[option])) for option in ("--figures", "--run"))
    if not figures or len(runs) != 1:
        return None
    file, party, *names = plain.named
    return _Asked(Path(file), party, names[0] if names else None, figures, runs[0], "--all" in plain.flags)
