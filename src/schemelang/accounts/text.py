"""A ledger in words: what stands in it, entry by entry and in all."""

from collections.abc import Iterable, Iterator

from schemelang.accounts.entry import (
    Closed,
    Content,
    Decision,
    Dispute,
    Entry,
    Facts,
    Ledger,
    Moved,
    Run,
    kind_of,
)
from schemelang.dates import say_date
from schemelang.quantities import say_pence

_GROUP, _DIGITS = 4, 32
_KIND_WIDTH, _AMOUNT_WIDTH, _NUMBER_WIDTH = 10, 14, 6
_UNDER = " " * (_NUMBER_WIDTH + 2)


def as_overview(ledger: Ledger) -> str:
    """Say what runs a ledger holds, what they moved, what is closed, and what is disputed."""
    rows = [row for entry in ledger.entries if not isinstance(entry.content, Moved | Facts) for row in _rows(entry)]
    pence = sum(each.pence for _, each in ledger.each(Moved))
    return "".join(f"{row}\n" for row in [*rows, "", f"In all: {say_pence(pence)}", say_head(ledger)])


def as_entries(ledger: Ledger, entries: Iterable[Entry]) -> str:
    """Say what some entries of a ledger hold, a row for each with its reasons under it, and what they move in all."""
    them, disputes = list(entries), _disputes(ledger)
    rows = [row for entry in them for row in (*_rows(entry), *disputes.get(entry.number, ()))]
    pence = sum(each.content.pence for each in them if isinstance(each.content, Moved))
    return "".join(f"{row}\n" for row in [*rows, "", f"In all: {say_pence(pence)}", say_head(ledger)])


def say_head(ledger: Ledger) -> str:
    """Say how far a ledger goes and what binds all that stands in it, so that it can be written down elsewhere."""
    number = len(ledger.entries)
    return f"The ledger stands at entry {number}: {fingerprint(ledger.head)}" if number else "Nothing stands in it yet."


def fingerprint(sha256: str) -> str:
    """Return the first 32 digits of a SHA-256 in groups of four."""
    return " ".join(sha256[place : place + _GROUP] for place in range(0, _DIGITS, _GROUP))


def of_run(ledger: Ledger, run: int) -> tuple[Entry, ...]:
    """Return the entries that a run has added."""
    return tuple(each for each in ledger.entries if _run(each.content) == run)


def _run(content: Content) -> int | None:
    return content.run if isinstance(content, Run | Facts | Moved) else None


def of_party(ledger: Ledger, party: str) -> tuple[Entry, ...]:
    """Return the entries about what a party, or a group, is paid, and about its disputes."""
    own = {number for number, each in ledger.each(Moved) if party in (each.payee, each.group)}
    disputes = {number for number, each in ledger.each(Dispute) if party == each.party or each.entry in own}
    return tuple(each for each in ledger.entries if _is_about(each, party, disputes))


def _is_about(entry: Entry, party: str, disputes: set[int]) -> bool:
    match entry.content:
        case Moved(payee=payee, group=group):
            return party in (payee, group)
        case Decision(dispute=dispute):
            return dispute in disputes
        case _:
            return entry.number in disputes


def say_run(ledger: Ledger, run: int) -> str:
    """Say in a few lines what a run moves."""
    entries = of_run(ledger, run)
    moved = [each.content for each in entries if isinstance(each.content, Moved)]
    first, last = entries[0].number, entries[-1].number
    which = f"entry {first}" if first == last else f"entries {first} to {last}"
    rows = [f"Recorded as run {run}, {which}."]
    for sort, words in _SORTS.items():
        them = [each.pence for each in moved if each.sort == sort]
        rows += [f"  {len(them)} {words if len(them) > 1 else sort}: {say_pence(sum(them))}"] if them else []
    held = sum(1 for each in moved if each.entitled is None)
    rows += [f"  {held} held"] if held else []
    rows += [] if any(each.pence for each in moved) else ["  Nothing is to be paid that was not paid before."]
    return "".join(
        f"{row}\n" for row in [*rows, f"  In all: {say_pence(sum(each.pence for each in moved))}", say_head(ledger)]
    )


_SORTS = {"payment": "payments", "recovery": "recoveries", "adjustment": "adjustments"}


# ---------------------------------------------------------------- entries


def _disputes(ledger: Ledger) -> dict[int, list[str]]:
    """Say under which entries it stands that they are disputed, and how that was decided."""
    decisions = {each.dispute: each for _, each in ledger.each(Decision)}
    told: dict[int, list[str]] = {}
    for number, dispute in ledger.each(Dispute):
        if dispute.entry is not None:
            decision = decisions.get(number)
            end = "not decided yet" if decision is None else f"decided on {say_date(decision.on)}: {decision.text}"
            told.setdefault(dispute.entry, []).append(f"{_UNDER}disputed by entry {number}, {dispute.text}; {end}")
    return told


def _rows(entry: Entry) -> Iterator[str]:
    content = entry.content
    begin = f"{entry.number:>{_NUMBER_WIDTH}}  {kind_of(content):<{_KIND_WIDTH}}"
    match content:
        case Moved():
            amount = say_pence(content.pence) if content.pence else _unmoved(content)
            yield f"{begin}{amount:>{_AMOUNT_WIDTH}}  {say_line(content)}"
            if content.corrects is not None:
                yield f"{_UNDER}corrects entry {content.corrects}: {_amounts(content)}"
        case _:
            yield f"{begin}  {_said(content)}"
    yield from (f"{_UNDER}{reason}" for reason in _reasons(content))


def _unmoved(line: Moved) -> str:
    return "held" if line.entitled is None else line.status


def say_line(line: Moved) -> str:
    """Say to whom a line is paid, for what, and on what day; and how it is dated, if that is another."""
    through = f", {line.group_name}" if line.group else ""
    paid = f", paid on {say_date(line.paid_on)}" if line.pence else ""
    paid += f", dated {say_date(line.dated)}" if line.pence and line.dated != line.paid_on else ""
    return f"{say_payee(line)}{through}: {line.reference}{paid}"


def say_payee(line: Moved) -> str:
    """Say who is paid, by its name and its code."""
    return line.payee if line.payee == line.payee_name else f"{line.payee_name} ({line.payee})"


def _amounts(line: Moved) -> str:
    now = "not known now" if line.entitled is None else f"now {say_pence(line.entitled)}"
    return f"{say_pence(line.before)} was moved, {now}"


def _reasons(content: Content) -> tuple[str, ...]:
    return content.because if isinstance(content, Moved) else ()


def _said(content: Run | Facts | Closed | Dispute | Decision) -> str:
    match content:
        case Run():
            day, money = say_date(content.as_at), say_pence(content.comes_to)
            return f'run {content.run} of {content.scheme} "{content.title}" as at {day}, made {content.at}: {money}'
        case Facts(facts=facts):
            return f"{len(facts)} facts that the run before did not have, or had otherwise"
        case Closed():
            return f"everything up to {say_date(content.to)} is closed, by {content.by}"
        case Dispute():
            about = content.party if content.entry is None else f"entry {content.entry}"
            meanwhile = "held until it is decided" if content.meanwhile == "hold" else "paid meanwhile"
            return f"{content.by} disputes {about}, {meanwhile}: {content.text}"
        case Decision():
            return f"on entry {content.dispute}, {say_date(content.on)}, by {content.by}: {content.text}"
