"""What a variation changes in pay, for whom a copy is for: in words, and as tables."""

from collections.abc import Iterator, Mapping, Sequence

from schemelang.comparison import words
from schemelang.comparison.comparison import Side
from schemelang.comparison.comparison import Trial as Compared
from schemelang.comparison.money import parts_of, payees_of
from schemelang.comparison.page import money_tables
from schemelang.document.contract import Column, Paragraph, Part, Row, Table
from schemelang.document.matter import Matter, called
from schemelang.explanation.values import listed
from schemelang.light import evolve
from schemelang.outcome.ledger import total
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.quantities import say_pence
from schemelang.variation.variation import Changed, Trial

_SETTLED = (Status.PAYABLE, Status.RECOVERED)
_WHOLE_TERM = "Each is worked out over the whole of its own term"


# ---------------------------------------------------------------- both contracts


def compared(trial: Trial, party: str | None) -> Compared | None:
    """Return what both contracts pay those whom a copy shows; nothing where that is not known of the one before."""
    if trial.before is None:
        return None
    before, now = trial.before.for_party(party), trial.now.for_party(party)
    one, other = _shown(before, _lines_before(before, now)), _shown(now, now.lines)
    sides = (_side(before), _side(now))
    return Compared(title=trial.title, origin="now", payees=payees_of(one, other), parts=parts_of(*sides, one, other))


def _side(matter: Matter) -> Side:
    return Side(name="", scheme=matter.scheme, graph=matter.graph)


def _lines_before(before: Matter, now: Matter) -> tuple[Line, ...]:
    """Return the lines before that are shown; of a group that was none before, those of its members."""
    if now.party is None or before.member is not None:
        return before.lines
    members = {now.party, *now.company.below.get(now.party, ())}
    return tuple(line for line in before.for_party(None).lines if line.payee in members)


def _shown(matter: Matter, lines: tuple[Line, ...]) -> Outcome:
    """Return an outcome with those lines alone that are shown."""
    assert matter.outcome is not None, "there are lines only where there are figures"
    return evolve(matter.outcome, ledger=lines)


def in_all(trial: Trial, party: str | None) -> str:
    """Say what those whom a copy shows are paid by both contracts, in one sentence."""
    both, member = compared(trial, party), trial.now.for_party(party).member
    who = "in all" if member is None else f"to {called(member)}"
    where = f"On the worked example \u201c{trial.title}\u201d" if trial.title else "On the figures given"
    if both is None:
        now = total(trial.now.for_party(party).lines, *_SETTLED)
        return f"{where}, the contract as varied pays {say_pence(now)} {who}. {_unfit(trial)}"
    held = ", as far as it is known" if any(payee.is_open for payee in both.payees) else ""
    if both.before == both.now:
        return f"{where}, both contracts pay {say_pence(both.now)} {who}{held}."
    sums = f"{say_pence(both.now)} {who}, and the contract as it was pays {say_pence(both.before)}"
    return f"{where}, the contract as varied pays {sums}{held}: {words.more_or_less(both.now - both.before)}."


def _unfit(trial: Trial) -> str:
    what = "This example does" if trial.title else "The figures do"
    return f"{what} not fit the contract as it was, so what that pays is not known."


def told(trial: Trial, party: str | None) -> Iterator[Part]:
    """Say what both contracts pay on the same figures, then give it payee by payee and payment by payment."""
    yield Paragraph((in_all(trial, party),))
    both = compared(trial, party)
    if both is None:
        return
    if party is None and len(both.payees) > 1:
        yield Paragraph((" ".join(words.who_moves(both)),))
    yield from (Paragraph((line,)) for line in _caveats(trial))
    yield from money_tables(both)


def _caveats(trial: Trial) -> Iterator[str]:
    """Say what must be known before the sums are held against each other."""
    assert trial.before is not None, "there is something to hold against each other"
    if trial.lacking:
        titles = listed([f"\u201c{title}\u201d" for title in trial.lacking], "and")
        hangs = "it" if len(trial.lacking) == 1 else "them"
        yield (
            f"Only the contract as it was asks for {titles}, not given here. "
            f"What hangs on {hangs} is worked out there as if it were not reported."
        )
    before, now = trial.before.graph, trial.now.graph
    if (before.first, before.last) != (now.first, now.last):
        yield f"{_WHOLE_TERM}, and these are not the same, so the sums are not those of one stretch of time."


# ---------------------------------------------------------------- number by number

_HOW = (
    "The effect is what is paid now, less what would be paid with that clause as it was and all else as it is now; it "
    "is that of all numbers of the clause together. A dash means that this cannot be told: the clause changes only "
    "together with others, or no sum rests on it. So the effects do not add up to the whole. Held money is in none."
)
_NOTHING = {"none", "\u2013"}


def numbers_table(numbers: Sequence[Changed], trials: Sequence[Trial], party: str | None) -> Iterator[Part]:
    """Give each number as it was and as it is, and what its clause does in pounds."""
    rows = tuple(_rows(numbers, [_effects(trial, party) for trial in trials]))
    if not rows:
        yield Paragraph(("No number, amount or day is changed.",))
        return
    if trials:
        yield Paragraph((_HOW,))
    columns = (Column("Clause", unbroken=True), Column("What"), Column("Was"), Column("Is"))
    headings = (f"Effect on \u201c{trial.title}\u201d" if trial.title else "Effect" for trial in trials)
    yield Table(
        "Numbers that change",
        (*columns, *(Column(heading, numeric=True) for heading in headings)),
        (*rows, *_together(trials, party)),
        keys=2,
    )


def _rows(numbers: Sequence[Changed], effects: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    """Give a row for each number, and one for each whole clause that has an effect by itself."""
    above = ""
    for each in numbers:
        cells = [found.get(each.anchor, "\u2013") for found in effects]
        if each.whole and _NOTHING.issuperset(cells):
            continue
        if above == each.anchor:
            cells = [cell if cell in _NOTHING else "as above" for cell in cells]
        above = each.anchor
        yield _row(each.number, each.about, each.was or "\u2013", each.now or "\u2013", *cells)


def _row(*cells: str, total: bool = False) -> Row:
    return Row(tuple((cell,) for cell in cells), total=total)


def _effects(trial: Trial, party: str | None) -> dict[str, str]:
    """Say what each block does in pounds that can be told by itself."""
    now = trial.now.for_party(party).lines
    return {block: _effect(now, matter.for_party(party).lines) for block, matter in trial.alone}


def _effect(now: Sequence[Line], was: Sequence[Line]) -> str:
    pence = total(now, *_SETTLED) - total(was, *_SETTLED)
    held = any(line.status is Status.HELD for line in (*now, *was))
    return "not known" if held and not pence and now != was else _more_or_less(pence)


def _more_or_less(pence: int) -> str:
    return words.more_or_less(pence) if pence else "none"


def _together(trials: Sequence[Trial], party: str | None) -> Iterator[Row]:
    """Give what all changes come to together."""
    every = [compared(trial, party) for trial in trials]
    if trials:
        cells = ("not known" if both is None else _more_or_less(both.now - both.before) for both in every)
        yield _row("All", "All changes together", "", "", *cells, total=True)
