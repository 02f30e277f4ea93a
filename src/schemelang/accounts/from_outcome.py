"""From what a run works out to the entries that it adds: what is entitled now, less what was moved before."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from schemelang.accounts.because import Reasons
from schemelang.accounts.entry import (
    DISPUTED,
    GONE,
    Closed,
    Content,
    Decision,
    Dispute,
    Facts,
    Key,
    Ledger,
    Moved,
    Printed,
    Run,
    Sort,
)
from schemelang.accounts.errors import PaidAndHeld, RunNotRecorded, SchemeOtherThanRecorded
from schemelang.accounts.facts import History, facts_of, fingerprint_of
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.integrity.canonical import write
from schemelang.integrity.record import Agreed
from schemelang.integrity.register import agreement
from schemelang.model.model import NamedParty, Scheme
from schemelang.outcome.ledger import is_due, name_of, reference
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.outcome.standing import say_standing
from schemelang.quantities import say_pence
from schemelang.source import CellPlace

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=92)
_FEW = 10


@frozen(kw_only=True)
class Making:
    """What a run is made from besides its figures: `at` in UTC, `as_at` a day, and the ledger at a path."""

    path: str
    scheme: Scheme
    agreed: Agreed
    at: str
    as_at: date
    contracts: tuple[str, ...]
    files: tuple[Printed, ...]
    engine: str


@frozen
class Recorded:
    """What a run adds to a ledger, and what there is to be said of it."""

    run: int
    contents: tuple[Content, ...]
    found: tuple[Diagnostic, ...]


def record(ledger: Ledger, outcome: Outcome, making: Making) -> Recorded | RunNotRecorded:
    """Make the entries of a run: what each line that is due comes to now, less what was moved for it before."""
    refused = _refused(ledger, outcome, making)
    if refused is not None:
        return refused
    past = _past(ledger, making)
    said, history = facts_of(outcome.figures), History(past.facts)
    reasons = Reasons(outcome, history, said)
    moved = tuple(_moved(past, outcome, making, reasons))
    facts = Facts(
        run=past.run,
        scheme=making.scheme.name,
        first=making.scheme.first,
        facts=tuple(each.fact for each in history.changes(past.run, said)),
        said=reasons.since(past.run) if past.facts else (),
    )
    contents: tuple[Content, ...] = ((facts,) if facts.facts else ()) + moved
    run = _run(past, making, fingerprint_of(said), len(contents), sum(each.pence for each in moved))
    return Recorded(past.run, (run, *contents), (*_other_scheme(past, run, making), *_left_paid(making, moved)))


def _run(past: "_Past", making: Making, figures: str, adds: int, pence: int) -> Run:
    until = making.agreed.calendar.last
    return Run(
        run=past.run,
        at=making.at,
        as_at=making.as_at,
        scheme=making.scheme.name,
        title=making.scheme.title,
        first=making.scheme.first,
        last=making.scheme.last,
        text=making.agreed.sha256,
        agreement=agreement(making.agreed, until),
        until=until,
        contracts=making.contracts,
        calendar=hashlib.sha256(write(making.agreed.calendar).encode("ascii")).hexdigest(),
        files=tuple(sorted(making.files, key=lambda each: (each.name, each.sha256))),
        figures=figures,
        engine=making.engine,
        adds=adds,
        comes_to=pence,
    )


# ---------------------------------------------------------------- what may not be recorded


def _refused(ledger: Ledger, outcome: Outcome, making: Making) -> RunNotRecorded | None:
    """Say why a run may not be recorded, if that is so."""
    scheme = making.scheme
    if not outcome.graph.standing.is_in_force:
        return _not_recorded(
            making,
            f"The scheme is not in force: {say_standing(outcome.graph.standing)}.",
            "What is not agreed is not paid.",
            "Look at what it would pay without   --record",
        )
    today = date.fromisoformat(making.at[:10])
    if making.as_at > today + _AHEAD:
        return _not_recorded(
            making,
            f"It is as at {say_date(making.as_at)}, and today is {say_date(today)}.",
            "What falls due much later may come to something else by then, and a run cannot go back behind this one.",
            "Give a day within the next three months.",
        )
    runs = [run for _, run in ledger.each(Run) if run.scheme == scheme.name]
    for run in runs:
        if run.first != scheme.first and run.first <= scheme.last and scheme.first <= run.last:
            return _not_recorded(
                making,
                f"A scheme of this name is recorded there that began on {say_date(run.first)}, and this one begins on "
                f"{say_date(scheme.first)}, before that one ends.",
                "Nobody can say whether they are the same payments, and they could be paid twice.",
                "Give this scheme a name of its own, or begin its term on the same day.",
            )
    own = [run for run in runs if run.first == scheme.first]
    if own and own[-1].as_at > making.as_at:
        return _not_recorded(
            making,
            f"Its last run is as at {say_date(own[-1].as_at)}, and this one is as at {say_date(making.as_at)}.",
            "A run puts right all that was moved before it, and cannot go back behind it.",
            f"Give   --as-at {own[-1].as_at.isoformat()}   or a later day.",
        )
    return None


def _not_recorded(making: Making, problem: str, reason: str, remedy: str) -> RunNotRecorded:
    return RunNotRecorded(
        place=CellPlace(making.path),
        path=making.path,
        scheme=making.scheme.name,
        problem=problem,
        reason=reason,
        remedy=remedy,
    )


# ---------------------------------------------------------------- what stands there


@frozen
class _Past:
    """What stands in a ledger of a scheme: by line, what was last said and what was moved in all.

    `run` is the next run, and `otherwise` says what else than its figures makes each earlier one another.
    """

    run: int
    last_run: Run | None
    facts: tuple[Facts, ...]
    last: dict[Key, Moved]
    paid: dict[Key, int]
    mover: dict[Key, int]
    closed: date | None
    held_by: tuple[tuple[int, Dispute, Key | None], ...]
    otherwise: dict[int, tuple[str, ...]]


def _past(ledger: Ledger, making: Making) -> _Past:
    scheme = making.scheme
    own = (scheme.name, scheme.first)
    moved = [(number, each) for number, each in ledger.each(Moved) if (each.scheme, each.first) == own]
    runs = [each for _, each in ledger.each(Run)]
    paid: dict[Key, int] = {}
    for _, each in moved:
        paid[each.key] = paid.get(each.key, 0) + each.pence
    closings = [each.to for _, each in ledger.each(Closed)]
    return _Past(
        run=len(runs) + 1,
        last_run=next((each for each in reversed(runs) if (each.scheme, each.first) == own), None),
        facts=tuple(each for _, each in ledger.each(Facts) if (each.scheme, each.first) == own),
        last={each.key: each for _, each in moved},
        paid=paid,
        mover={each.key: number for number, each in moved if each.pence},
        closed=closings[-1] if closings else None,
        held_by=tuple(_held_by(ledger, dict(moved))),
        otherwise={each.run: tuple(_otherwise(each, making)) for each in runs if (each.scheme, each.first) == own},
    )


def _otherwise(run: Run, making: Making) -> Iterator[str]:
    """Say what else than its figures makes a run another one than this."""
    if run.agreement != agreement(making.agreed, run.until):
        yield f"The scheme is not the one of run {run.run}."
    if run.engine != making.engine:
        yield f"Run {run.run} was worked out by schemelang {run.engine}, and this one by {making.engine}."


def _held_by(ledger: Ledger, moved: dict[int, Moved]) -> Iterator[tuple[int, Dispute, Key | None]]:
    """Find the disputes that are not decided and hold what they are about, each with its line if it is about one."""
    decided = {each.dispute for _, each in ledger.each(Decision)}
    for number, dispute in ledger.each(Dispute):
        if number in decided or dispute.meanwhile == "pay":
            continue
        if dispute.entry is None:
            yield number, dispute, None
        elif dispute.entry in moved:
            yield number, dispute, moved[dispute.entry].key


# ---------------------------------------------------------------- line by line


def _moved(past: _Past, outcome: Outcome, making: Making, reasons: Reasons) -> Iterator[Moved]:
    """Say of each line that is due, or was paid before, what is moved for it now; what says nothing new is left out."""
    lines = {key_of(line): line for line in outcome.ledger}
    assert len(lines) == len(outcome.ledger), "no two lines are the same"
    for key, line in lines.items():
        if _is_as_it_was(past, key, line):
            continue
        if past.paid.get(key, 0) or is_due(line, making.as_at):
            yield from _said(past, _settled(past, line, _of_line(past, outcome, making, line)), line, reasons)
    for key, before in past.last.items():
        if key not in lines and past.paid[key]:
            yield from _said(past, _gone(past, before, making), None, reasons)


def _is_as_it_was(past: _Past, key: Key, line: Line) -> bool:
    """Say at once of most lines of earlier months that they were paid, and are owed, what they come to now."""
    last = past.last.get(key)
    return (
        last is not None
        and line.pence is not None
        and line.pence == last.entitled == past.paid[key]
        and line.status.value == last.status
    )


def key_of(line: Line) -> Key:
    """Return what makes a line the same from run to run, as its entries have it."""
    part = line.part
    return (
        part.payment,
        part.tranche,
        part.sharing,
        part.instalment,
        "" if part.period is None else part.period.first.isoformat(),
        part.payer,
        line.group or "",
        line.payee,
        part.recovers is not None,
    )


def _of_line(past: _Past, outcome: Outcome, making: Making, line: Line) -> Moved:
    """Say what a line is, before anything is moved for it."""
    part, paid = line.part, outcome.graph.by_id[line.part.payment_rule]
    return Moved(
        scheme=making.scheme.name,
        first=making.scheme.first,
        payment=part.payment,
        tranche=part.tranche,
        sharing=part.sharing,
        instalment=part.instalment,
        period="" if part.period is None else part.period.first.isoformat(),
        payer=part.payer,
        group=line.group or "",
        payee=line.payee,
        taken_back=part.recovers is not None,
        run=past.run,
        sort="note",
        title=paid.title,
        reference=reference(outcome, line),
        clause=paid.clause,
        period_name="" if part.period is None else part.period.name,
        payer_name=name_of(outcome, part.payer) or "",
        group_name=name_of(outcome, line.group) or "",
        payee_name=name_of(outcome, line.payee) or line.payee,
        payee_code=code_of(making.scheme, line.payee),
        due=line.day,
        dated=_open_day(past, line.day or making.as_at),
        paid_on=_day_of_payment(past, line.day, making),
        status=line.status.value,
        entitled=line.pence,
        before=0,
        pence=0,
        corrects=None,
        because=tuple(_causes(outcome, line)),
    )


def code_of(scheme: Scheme, payee: str) -> str:
    """Return what the NHS calls a payee; nothing where the scheme gives a named party no code."""
    named = {block.name: block.code or "" for block in scheme.blocks if isinstance(block, NamedParty)}
    return named.get(payee, payee)


def _causes(outcome: Outcome, line: Line) -> Iterator[str]:
    """Say for want of what a line is held."""
    for cause in line.causes:
        title = outcome.graph.by_id[cause.rule].title
        when = f", {cause.period.name}" if cause.period else ""
        whose = f" of {name_of(outcome, cause.party)}" if cause.party else ""
        yield f"{title}{whose}{when}: {cause.lack.value}"


def _settled(past: _Past, line: Line, fresh: Moved) -> Moved:
    """Say what is moved for a line: nothing while it is held or disputed, or what was paid is written off."""
    before = past.paid.get(fresh.key, 0)
    kept = evolve(fresh, before=before, corrects=past.mover.get(fresh.key) if before else None)
    disputes = [number for number, dispute, key in past.held_by if _is_about(dispute, key, fresh)]
    if disputes:
        words = tuple(f"Entry {number} disputes it, and it is held until that is decided." for number in disputes)
        return evolve(kept, status=DISPUTED, because=(*fresh.because, *words))
    if line.pence is None or (line.status is Status.WRITTEN_OFF and before > line.pence):
        return kept
    return _moving(past, kept, line.pence - before)


def _is_about(dispute: Dispute, key: Key | None, line: Moved) -> bool:
    return key == line.key if key is not None else dispute.party in (line.payee, line.group)


def _gone(past: _Past, before: Moved, making: Making) -> Moved:
    """Take back what was moved for a line that the scheme no longer has."""
    paid = past.paid[before.key]
    gone = evolve(
        before,
        run=past.run,
        sort="note",
        dated=_open_day(past, before.due or before.dated),
        paid_on=_day_of_payment(past, before.due, making),
        status=GONE,
        entitled=0,
        before=paid,
        because=("Neither the scheme nor the figures have this payment any more.",),
    )
    disputes = [number for number, dispute, key in past.held_by if _is_about(dispute, key, gone)]
    if disputes:
        return evolve(gone, status=DISPUTED, pence=0)
    return _moving(past, gone, -paid)


def _moving(past: _Past, line: Moved, pence: int) -> Moved:
    """Move some pence: for the first time, or as an adjustment that names what it corrects."""
    corrects = past.mover.get(line.key)
    sort: Sort = "note" if not pence else "adjustment" if corrects else "payment" if pence > 0 else "recovery"
    because = line.because
    day = line.due
    if pence and day is not None and line.dated > day:
        because += (f"It was due on {say_date(day)}, which is closed, and is dated {say_date(line.dated)}.",)
    return evolve(line, pence=pence, sort=sort, corrects=corrects if pence else line.corrects, because=because)


def _open_day(past: _Past, day: date) -> date:
    """Return the day itself or, where that is closed, the first that is open."""
    return day if past.closed is None else max(day, past.closed + _DAY)


def _day_of_payment(past: _Past, due: date | None, making: Making) -> date:
    """Return the day on which something is due or, once the run before has passed that, the day of this run."""
    is_past = due is None or (past.last_run is not None and due <= past.last_run.as_at)
    return making.as_at if due is None or is_past else due


def _said(past: _Past, line: Moved, of: Line | None, reasons: Reasons) -> Iterator[Moved]:
    """Say why something else is moved than before; leave out what moves nothing and says nothing new."""
    last = past.last.get(line.key)
    if last is None:
        yield line
    elif line.pence:
        waited = last.status in {DISPUTED, Status.HELD.value}
        since = last.run if waited or past.last_run is None else past.last_run.run
        why = (*reasons.of(of, last, since), *past.otherwise[since])
        yield evolve(line, because=(*line.because, *why))
    elif (last.status, last.entitled) != (line.status, line.entitled) or (
        line.entitled is None and last.because != line.because
    ):
        yield line


# ---------------------------------------------------------------- what there is to be said


def _other_scheme(past: _Past, run: Run, making: Making) -> Iterator[Diagnostic]:
    last = past.last_run
    if last is not None and last.agreement != agreement(making.agreed, last.until):
        yield SchemeOtherThanRecorded(
            place=CellPlace(making.path),
            path=making.path,
            scheme=run.scheme,
            run=last.run,
            since=say_date(last.as_at),
        )


def _left_paid(making: Making, moved: tuple[Moved, ...]) -> Iterator[Diagnostic]:
    """Say what stays paid that is held now, or disputed, or written off."""
    left = [line for line in moved if not line.pence and line.before > 0 and line.entitled != line.before]
    if left:
        words = [f"{line.payee_name}, {line.reference}: {say_pence(line.before)}, now {line.status}" for line in left]
        more = len(words) - _FEW
        shown = words if more <= 0 else [*words[:_FEW], f"and {more} more"]
        much = say_pence(sum(line.before for line in left))
        yield PaidAndHeld(place=CellPlace(making.path), much=much, lines="\n".join(shown))
