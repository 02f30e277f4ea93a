"""A run explained against all before it: what fell due, what was put right and why, to the penny."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from schemelang.accounts.entry import Facts, Ledger, Moved, Run
from schemelang.accounts.text import say_head, say_payee
from schemelang.dates import say_date
from schemelang.quantities import say_pence

_NAME_WIDTH, _AMOUNT_WIDTH = 50, 16
_DUE, _RIGHT = "falls due", "is put right"


@frozen
class _Between:
    """A run, the one of the same scheme before it, and what was moved before it and by it, with the entries."""

    run: Run
    last: Run | None
    before: tuple[Moved, ...]
    moved: tuple[tuple[int, Moved], ...]
    facts: Facts | None


def explain_run(ledger: Ledger, run: int, party: str | None = None) -> str:
    """Explain what a run moves beyond what was moved before it; of one party or group, or of all."""
    between = _between(ledger, run, party)
    rows = [*_heading(between), *_changed(between), *_why(between), *_payees(between), "", say_head(ledger)]
    return "".join(f"{row}\n" for row in rows)


def _between(ledger: Ledger, run: int, party: str | None) -> _Between:
    this = next(each for _, each in ledger.each(Run) if each.run == run)
    own = (this.scheme, this.first)
    runs = [each for _, each in ledger.each(Run) if (each.scheme, each.first) == own and each.run < run]
    every = [
        (number, each)
        for number, each in ledger.each(Moved)
        if (each.scheme, each.first) == own and each.run <= run and party in (None, each.payee, each.group)
    ]
    return _Between(
        run=this,
        last=runs[-1] if runs else None,
        before=tuple(each for _, each in every if each.run < run),
        moved=tuple((number, each) for number, each in every if each.run == run),
        facts=next((each for _, each in ledger.each(Facts) if each.run == run), None),
    )


def _heading(between: _Between) -> Iterator[str]:
    run, last = between.run, between.last
    after = "" if last is None else f", after run {last.run} as at {say_date(last.as_at)}"
    yield f'Run {run.run} of {run.scheme} "{run.title}" as at {say_date(run.as_at)}{after}'
    yield ""
    before = sum(each.pence for each in between.before)
    due, right = (_sum(each for _, each in between.moved if _is_right(each) is put) for put in (False, True))
    for words, pence in (
        ("Moved before this run", before),
        (f"  {_DUE} now", due),
        (f"  {_RIGHT} of what was moved before", right),
        ("Moved with this run", before + due + right),
    ):
        yield _row(words, say_pence(pence))


def _is_right(line: Moved) -> bool:
    return line.sort == "adjustment"


def _sum(lines: Iterable[Moved]) -> int:
    return sum(each.pence for each in lines)


def _row(words: str, *amounts: str) -> str:
    cropped = words if len(words) <= _NAME_WIDTH else f"{words[: _NAME_WIDTH - 3]}..."
    return cropped.ljust(_NAME_WIDTH) + "".join(each.rjust(_AMOUNT_WIDTH) for each in amounts)


# ---------------------------------------------------------------- what is not as it was


def _changed(between: _Between) -> Iterator[str]:
    """Say what this run was made from that the one before was not made from."""
    run, last = between.run, between.last
    if last is None:
        return
    yield f"\nWhat is not as it was in run {last.run}"
    said = between.facts.said if between.facts is not None else ()
    before = {each.name: each.sha256 for each in last.files}
    other = [each.name for each in run.files if before.get(each.name) != each.sha256]
    rows = [
        *(["the scheme"] if (run.text, run.agreement) != (last.text, last.agreement) else []),
        *(["the bank holidays"] if run.calendar != last.calendar else []),
        *([f"the version of schemelang: {last.engine} before, {run.engine} now"] if run.engine != last.engine else []),
        *([f"the files of figures: {', '.join(other)}"] if other else []),
        *said,
    ]
    yield from (f"  {row}" for row in rows or ["nothing: the same scheme, and figures that say the same"])


def _why(between: _Between) -> Iterator[str]:
    """Say of each entry that puts something right what it corrects, and why; and of each note what is not moved."""
    right = [(number, each) for number, each in between.moved if _is_right(each)]
    notes = [(number, each) for number, each in between.moved if each.sort == "note"]
    yield from ["\nWhat is put right"] if right else []
    for number, each in right:
        now = say_pence(each.entitled or 0)
        yield f"  {say_payee(each)}: {each.reference}"
        amounts = f"{say_pence(each.before)} was moved, {now} is owed: {say_pence(each.pence)}"
        yield f"    {amounts}, entry {number} correcting entry {each.corrects}"
        yield from (f"    {reason}" for reason in each.because)
    yield from ["\nWhat is not moved"] if notes else []
    for number, each in notes:
        stays = f", {say_pence(each.before)} stays paid" if each.before else ""
        yield f"  {say_payee(each)}: {each.reference}: {each.status}{stays}, entry {number}"
        yield from (f"    {reason}" for reason in each.because)


def _payees(between: _Between) -> Iterator[str]:
    """Add up for each payee what was moved before, what falls due and what is put right."""
    called: dict[str, str] = {}
    sums: dict[str, list[int]] = {}
    for each in (*between.before, *(each for _, each in between.moved)):
        called[each.payee] = say_payee(each)
        column = 0 if each.run < between.run.run else 2 if _is_right(each) else 1
        sums.setdefault(each.payee, [0, 0, 0])[column] += each.pence
    yield ""
    yield _row("", "before", _DUE, _RIGHT, "in all")
    for payee, columns in sorted(sums.items()):
        yield _row(called[payee], *map(say_pence, (*columns, sum(columns))))
    every = [sum(column) for column in zip(*sums.values(), strict=True)] or [0, 0, 0]
    yield _row("All", *map(say_pence, (*every, sum(every))))
