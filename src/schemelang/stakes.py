"""The money that turns on a choice not yet made: each choice is tried on the scheme's own worked examples."""

from collections.abc import Mapping, Sequence
from typing import Literal, assert_never

from attrs import frozen

from schemelang.compile import compile_scheme
from schemelang.diagnostic import Diagnostic
from schemelang.headings import heading_form
from schemelang.model.errors import choices, quantities, scales
from schemelang.outcome.examples import ExampleRun, run_examples
from schemelang.quantities import say_pence
from schemelang.source import Load, Source, Span, nothing_beside

_MOST_CHOICES = 5
"""Of more open choices, what one moves rests too much on how the others are made."""


@frozen
class _Edit:
    """A choice as an edit: what is put in and where, and what the choice is called."""

    at: int
    text: str
    called: str


_Where = Literal["after", "before", "block", "heading"]


@frozen
class Choice:
    """Where the words of a choice belong, and its options: beside what is underlined, or as a line of their own."""

    where: _Where
    options: tuple[str, ...]


_Paid = Mapping[tuple[str, str, str], int]
"""What is paid in the examples, in pence, by example, payment and payee."""


def with_stakes(source: Source, found: tuple[Diagnostic, ...], load: Load = nothing_beside) -> tuple[Diagnostic, ...]:
    """Say of each choice that is not made what it moves in the worked examples, if nothing else is wrong."""
    ways = [_ways(source, each) for each in found]
    if not found or len(found) > _MOST_CHOICES or not all(ways) or "example" not in source.plain:
        return found
    made = [each[0] for each in ways]
    paid: dict[tuple[_Edit, ...], _Paid] = {}
    return tuple(
        _with_stake(source, each, [(way, (*made[:at], way, *made[at + 1 :])) for way in ways[at]], (load, paid))
        for at, each in enumerate(found)
    )


def _with_stake(
    source: Source,
    diagnostic: Diagnostic,
    ways: Sequence[tuple[_Edit, tuple[_Edit, ...]]],
    known: tuple[Load, dict[tuple[_Edit, ...], _Paid]],
) -> Diagnostic:
    """Add to a diagnostic what its choices pay, where in the examples they are farthest apart."""
    load, paid = known
    for _, edits in ways:
        if edits not in paid:
            paid[edits] = _paid(source, edits, load)
    results = [(way.called, paid[edits]) for way, edits in ways if paid[edits]]
    keys = dict.fromkeys(key for _, each in results for key in each)
    turning = max(keys, key=lambda key: _spread([each.get(key) for _, each in results]), default=None)
    if turning is None or not _spread([each.get(turning) for _, each in results]):
        return diagnostic
    example, payment, payee = turning
    *most, last = [f'{_said(each.get(turning))} with "{called}"' for called, each in results]
    amounts = f"{', '.join(most)} and {last}"
    return diagnostic.moving(f'In the example "{example}", {payee} is paid {amounts} ({payment}).')


def _spread(amounts: Sequence[int | None]) -> int:
    """Return how far amounts are apart; what is held counts as nothing."""
    pence = [amount or 0 for amount in amounts]
    return max(pence) - min(pence)


def _said(pence: int | None) -> str:
    return "nothing yet" if pence is None else say_pence(pence)


# ---------------------------------------------------------------- running the examples


def _paid(source: Source, edits: Sequence[_Edit], load: Load) -> _Paid:
    """Return what the examples pay once choices are made; nothing where the scheme still does not compile."""
    text = source.text
    for edit in sorted(edits, key=lambda edit: edit.at, reverse=True):
        text = text[: edit.at] + edit.text + text[edit.at :]
    compiled = compile_scheme(Source(source.name, text), load)
    if compiled.scheme is None or compiled.graph is None:
        return {}
    titles = {block.name: block.title for block in compiled.scheme.blocks}
    return {
        (run.example.title, titles[payment], payee): pence
        for run in run_examples(compiled.scheme, compiled.graph)
        for (payment, payee), pence in _of_example(run).items()
    }


def _of_example(run: ExampleRun) -> dict[tuple[str, str], int]:
    """Add up what each payee is paid; what is held is left out."""
    paid: dict[tuple[str, str], int] = {}
    held: set[tuple[str, str]] = set()
    for line in () if run.outcome is None else run.outcome.ledger:
        key = line.payment, line.payee
        paid[key] = paid.get(key, 0) + (line.pence or 0)
        held |= {key} if line.pence is None else set()
    return {key: pence for key, pence in paid.items() if key not in held}


# ---------------------------------------------------------------- choices as edits


def _ways(source: Source, diagnostic: Diagnostic) -> tuple[_Edit, ...]:
    """Return the ways of making the choice that a diagnostic asks for; none where it asks for something else."""
    place, choice = diagnostic.place, CHOICES.get(type(diagnostic))
    if choice is None or not isinstance(place, Span) or place.source is not source:
        return ()
    return tuple(_edit(choice.where, place, diagnostic.say(option)) for option in choice.options)


def _edit(where: _Where, place: Span, option: str) -> _Edit:
    match where:
        case "after":
            return _Edit(place.end, f", {option}", option)
        case "before":
            return _Edit(place.start, f"{option} ", option)
        case "block":
            return _line(place.source, place.end, option)
        case "heading":
            return _line(place.source, _heading_end(place.source), option)
        case _:
            assert_never(where)


def _heading_end(source: Source) -> int:
    """Return where the words that begin the scheme end; the lines of its heading follow."""
    begun = heading_form().finditer(source.plain)
    return next((each.end() for each in begun if each["kind"].lower() == "scheme"), 0)


def _line(source: Source, within: int, option: str) -> _Edit:
    """Put an option as a line of its own at the end of the block that a place is in."""
    following = heading_form().search(source.plain, within)
    at = following.start() if following else len(source.plain)
    return _Edit(at, f"\n    {option}\n", option)


_PENNY = Choice("block", ("round to the nearest penny, halves up", "round down to the penny"))
CHOICES: dict[type[Diagnostic], Choice] = {
    choices.HalvesUnsaid: Choice("after", ("halves up", "halves down", "halves to even")),
    choices.CompoundingUnsaid: Choice("after", ("added together", "one after another")),
    choices.InstalmentPenniesUnsaid: Choice("after", ("odd pennies in the last", "odd pennies in the first")),
    choices.SharePenniesUnsaid: Choice("after", ("odd pennies by largest remainder", "odd pennies by Sainte-Laguë")),
    choices.RoundingUnsaid: _PENNY,
    choices.DaysNotRounded: _PENNY,
    choices.AbsenceUnsaid: Choice(
        "block",
        ("if not reported, hold the payment", "if not reported, count it as 0", "if not reported, leave it out"),
    ),
    choices.EmptyUnsaid: Choice(
        "block", ("if {empty}, leave it out", "if {empty}, count it as {nothing}", "if {empty}, hold the payment")
    ),
    choices.UndecidedUnsaid: Choice(
        "block", ("if undecided, hold the payment", "if undecided, count it as {counted}", "if undecided, leave it out")
    ),
    choices.JoinerUnsaid: Choice(
        "heading",
        ("if {member} joins, pay by days", "if {member} joins, pay in full", "if {member} joins, pay nothing"),
    ),
    choices.LeaverUnsaid: Choice(
        "heading",
        ("if {member} leaves, pay by days", "if {member} leaves, pay in full", "if {member} leaves, pay nothing"),
    ),
    scales.AppliesUnsaid: Choice("block", ("applies to the whole", "applies to each slice")),
    quantities.FinerIndicator: Choice("before", ("pooled", "average", "lowest")),
    quantities.FinerThanItsPlace: Choice("before", ("total", "average", "lowest", "highest")),
}
"""What each choice that is not made may be, in words that its message offers too."""
