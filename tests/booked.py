"""Ledgers for tests: a small scheme, runs of it in memory, and the scenes of the cases that are about a ledger."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import chdir, closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve

from compiled import Cell, scheme_of, supplied
from schemelang.accounts.asked import close, decide, dispute
from schemelang.accounts.entry import Closed, Content, Decision, Dispute, Ledger, Moved, Printed
from schemelang.accounts.from_outcome import Making, Recorded, record
from schemelang.accounts.written import following
from schemelang.cli import book
from schemelang.diagnostic import Diagnostic
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph
from schemelang.integrity.from_scheme import agreed_in
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.report import as_text

AT = "2014-05-01T09:00:00Z"
MONTHLY = """
scheme flu "Flu vaccination"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    if not reported,  hold the payment

party ccg "NHS Anytown CCG"
    code              08V

figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013

figure coverage "Vaccinated patients"
    is a count of patients for each practice on 31 March 2014

payment flu_payment "Payment for flu vaccination"
    to each practice
    start with        £1.20 × list_size
    round             to the nearest penny, halves up
    pay 100%          in advance, kept whatever the outcome,
                      in 12 equal instalments on the 15th of each month from April 2013, odd pennies in the last
    allow             early payment because "the list is known"

payment reward "Reward for coverage"
    to each practice
    start with        £1 × coverage
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
APRIL, MAY, JULY = date(2013, 4, 15), date(2013, 5, 15), date(2013, 7, 15)
Cells = Mapping[str, Mapping[str, Cell]]


@cache
def compiled(text: str) -> tuple[Scheme, RuleGraph]:
    """Read a scheme, once for all who ask."""
    scheme = scheme_of(text)
    graph, found = lower(scheme)
    assert graph is not None, as_text(found)
    return scheme, graph


def lists(**sizes: Cell) -> Cells:
    """Return the list sizes of practices."""
    return {"list_size": sizes}


def outcome_of(text: str, cells: Cells) -> Outcome:
    """Work a scheme out on figures; whoever has a figure is there."""
    _, graph = compiled(text)
    codes = " ".join(dict.fromkeys(code for them in cells.values() for code in them))
    outcome, _ = evaluate(graph, supplied(graph, {"": codes} if len(graph.levels) > 1 else {}, cells))
    return outcome


def making(text: str, as_at: date) -> Making:
    """Say what a run is made from."""
    scheme, graph = compiled(text)
    return Making(
        path="small.ledger",
        scheme=scheme,
        agreed=agreed_in(scheme, graph, {}),
        at=max(AT, f"{as_at.isoformat()}T09:00:00Z"),
        as_at=as_at,
        contracts=(),
        files=(Printed("small.csv", "0" * 64),),
        engine="1.2.3",
    )


def add(ledger: Ledger, *contents: Content) -> Ledger:
    """Add to a ledger in memory."""
    return Ledger((*ledger.entries, *following(ledger, contents)))


def run(ledger: Ledger, cells: Cells, as_at: date, text: str = MONTHLY) -> Ledger:
    """Record a run that may be recorded in a ledger in memory."""
    recorded = record(ledger, outcome_of(text, cells), making(text, as_at))
    assert isinstance(recorded, Recorded)
    return add(ledger, *recorded.contents)


def moved(ledger: Ledger, run: int | None = None) -> list[Moved]:
    """Return what a run has moved or noted; or all runs."""
    return [each for _, each in ledger.each(Moved) if run in (None, each.run)]


def pence(ledger: Ledger, run: int | None = None) -> dict[str, int]:
    """Return what each payee was paid by a run; or by all."""
    paid: dict[str, int] = {}
    for each in moved(ledger, run):
        paid[each.payee] = paid.get(each.payee, 0) + each.pence
    return paid


# ---------------------------------------------------------------- the cases

SMALL = Path("small.ledger")
Scene = Callable[[str], object]


def scene(how: str, text: str) -> tuple[Diagnostic, ...]:
    """Play what a case says of a ledger, in a folder of its own, and return what is found."""
    with TemporaryDirectory() as folder, chdir(folder):
        found = SCENES[how](text)
    return tuple(each for each in (found if isinstance(found, tuple) else (found,)) if isinstance(each, Diagnostic))


def _recorded(text: str, cells: Cells, as_at: date, *, new: bool = False) -> Ledger | tuple[Diagnostic, ...]:
    """Record a run in the file."""
    said: list[tuple[Diagnostic, ...]] = [()]

    def added(ledger: Ledger) -> tuple[Content, ...] | Diagnostic:
        recorded = record(ledger, outcome_of(text, cells), making(text, as_at))
        said.append(recorded.found if isinstance(recorded, Recorded) else ())
        return recorded.contents if isinstance(recorded, Recorded) else recorded

    ledger = book.add_to_ledger(SMALL, added, new=new)
    return (ledger,) if isinstance(ledger, Diagnostic) else said[-1] or ledger


def begin(text: str, as_at: date = APRIL) -> Ledger:
    """Begin a ledger in this folder with a run, in which P1 is paid £10 a month and P2 £20."""
    ledger = _recorded(text, lists(P1=100, P2=200), as_at, new=True)
    assert isinstance(ledger, Ledger)
    return ledger


def meddle(*statements: str) -> None:
    """Change a ledger with another program, which takes away what protects it and puts that back."""
    with closing(sqlite3.connect(SMALL)) as other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        for _, sql in triggers:
            other.execute(sql)
        other.commit()


def _text_in_its_place(_: str) -> object:
    SMALL.write_text("payee,amount\n" * 100, encoding="utf-8")
    return book.read_ledger(SMALL)


def _a_folder(_: str) -> object:
    SMALL.mkdir()
    return book.read_ledger(SMALL)


def _later_version(text: str) -> object:
    begin(text)
    meddle("PRAGMA user_version = 2")
    return book.read_ledger(SMALL)


def _kept_by_another(text: str) -> object:
    begin(text)
    with closing(sqlite3.connect(SMALL, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        return book.read_ledger(SMALL, patience=0)


def _amount_changed(text: str) -> object:
    begin(text)
    meddle("UPDATE entries SET pence = 99999 WHERE number = 3")
    return book.read_ledger(SMALL)


def _entry_lost(text: str) -> object:
    begin(text)
    meddle("DELETE FROM entries WHERE number = 4")
    return book.read_ledger(SMALL)


def _protection_lost(text: str) -> object:
    begin(text)
    with closing(sqlite3.connect(SMALL)) as other:
        other.execute("DROP TRIGGER entries_stay")
    return book.read_ledger(SMALL)


def _begun_again(text: str) -> object:
    begin(text)
    return _recorded(text, lists(P1=100, P2=200), APRIL, new=True)


def _another_price(text: str) -> object:
    begin(text)
    return _recorded(text.replace("£1.20", "£2.40"), lists(P1=100, P2=200), MAY)


def _an_earlier_day(text: str) -> object:
    begin(text, JULY)
    return _recorded(text, lists(P1=100, P2=200), MAY)


def _another_term(text: str) -> object:
    begin(text, JULY)
    return _recorded(text.replace("1 April 2013 to", "1 May 2013 to"), lists(P1=100, P2=200), JULY)


def _a_day_far_ahead(text: str) -> object:
    begin(text)
    far = evolve(making(text, MAY), as_at=date(2113, 5, 15))
    return record(Ledger(), outcome_of(text, lists(P1=100)), far)


def _a_draft(text: str) -> object:
    return _recorded(text.replace("    offered to", "    is a draft\n    offered to"), lists(P1=100), APRIL, new=True)


def _a_figure_lost(text: str) -> object:
    begin(text)
    return _recorded(text, {"list_size": {"P1": 100}, "coverage": {"P2": 1}}, APRIL)


def _closed_too_far(text: str) -> object:
    return close("small.ledger", begin(text), Closed(at=AT, to=date(2113, 4, 15), by="Ann Hall"))


def _closed_twice(text: str) -> object:
    closed = Closed(at=AT, to=APRIL, by="Ann Hall")
    return close("small.ledger", add(begin(text), closed), closed)


def _closed_before_any_run(_: str) -> object:
    return close("small.ledger", Ledger(), Closed(at=AT, to=APRIL, by="Ann Hall"))


DISPUTED = Dispute(at=AT, entry=3, party="", by="Dr Lee", text="The list is older than that", meanwhile="hold")
DECIDED = Decision(at=AT, dispute=5, on=MAY, by="Ann Hall", text="The list stands")


def _no_payment_disputed(text: str) -> object:
    return dispute("small.ledger", begin(text), evolve(DISPUTED, entry=1))


def _nobody_disputes(text: str) -> object:
    return dispute("small.ledger", begin(text), evolve(DISPUTED, entry=None, party="P9"))


def _disputed_twice(text: str) -> object:
    return dispute("small.ledger", add(begin(text), DISPUTED), DISPUTED)


def _nothing_to_decide(text: str) -> object:
    return decide("small.ledger", begin(text), DECIDED, JULY)


def _decided_tomorrow(text: str) -> object:
    return decide("small.ledger", add(begin(text), DISPUTED), DECIDED, APRIL)


def _nowhere(_: str) -> object:
    return book.add_to_ledger(Path("gone/small.ledger"), lambda _: (), new=True)


SCENES: Mapping[str, Scene] = {
    "ledger: nothing there": lambda _: book.read_ledger(SMALL),
    "ledger: a text in its place": _text_in_its_place,
    "ledger: a folder in its place": _a_folder,
    "ledger: written by a later version": _later_version,
    "ledger: kept by another program": _kept_by_another,
    "ledger: in a folder that is not there": _nowhere,
    "ledger: an amount is changed": _amount_changed,
    "ledger: an entry is lost": _entry_lost,
    "ledger: its protection is lost": _protection_lost,
    "ledger: begun again": _begun_again,
    "ledger: another price": _another_price,
    "ledger: an earlier day": _an_earlier_day,
    "ledger: another term": _another_term,
    "ledger: a day far ahead": _a_day_far_ahead,
    "ledger: a draft": _a_draft,
    "ledger: a figure is lost": _a_figure_lost,
    "ledger: closed too far": _closed_too_far,
    "ledger: closed twice": _closed_twice,
    "ledger: closed before any run": _closed_before_any_run,
    "ledger: what is no payment is disputed": _no_payment_disputed,
    "ledger: nobody disputes": _nobody_disputes,
    "ledger: disputed twice": _disputed_twice,
    "ledger: nothing to decide": _nothing_to_decide,
    "ledger: decided tomorrow": _decided_tomorrow,
}
