"""The key facts: what one looks for first in a contract, each with the way to its clause.

They come from the model, the rules and the ledger. Where a scheme says nothing of a thing, that is said.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from schemelang.dates import say_date, say_range
from schemelang.document.bases import lists_that_count, under
from schemelang.document.calendar import by_day, first_payers, is_kept, is_on_account
from schemelang.document.changes import what_leavers_have
from schemelang.document.contract import Bullets, Clause, Inserted, Link, Piece, Text
from schemelang.document.dependence import on_whom
from schemelang.document.exceptions import steps_with_exceptions
from schemelang.document.gates import gates
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.document.recovery import recovery_anchor
from schemelang.document.worth import comes_to, is_open, payments_that_concern, what_it_is_worth
from schemelang.explanation.phrases import phrase, say_due
from schemelang.graph.graph import DuePart, Quorum, RuleId, TakenBack
from schemelang.model import model
from schemelang.model.model import Figure, Judgement, LimitStep, Payment, Quantity, Target
from schemelang.model.names import with_article, within
from schemelang.quantities import say_pence

_FEW_FIGURES = 6
"""So many figures are named; of more it is said where they stand."""
_FEW_CONDITIONS = 3
"""A target with more conditions than that is not told again."""
_LONG = 25
"""What has more words than that is told condition by condition, or only where it stands."""
_LEAVING = re.compile(r"\b(?:leav|ending|terminat|notice|withdraw)")
"""What the title or the name of a clause has in it that says how one leaves."""


def key_facts(matter: Matter) -> tuple[Clause, ...]:
    """Return the key facts, a heading for each thing that one asks."""
    asked = (
        ("worth", "What it is worth", (*what_it_is_worth(matter), *_in_words(matter))),
        ("duties", "What is to be done, and by when", _duties(matter)),
        ("when", "What is paid up front, and when the rest comes", _when(matter)),
        ("back", "What can be taken back", _taken_back(matter)),
        ("list", "Which list counts, and on which day", lists_that_count(matter)),
        ("dependence", "On whom it depends", on_whom(matter)),
        ("beside", "Beside other payments", _beside(matter)),
        ("leaving", "How to leave", _leaving(matter)),
    )
    return tuple(
        Clause(anchor=f"key-{anchor}", heading=heading, parts=(Bullets(told),))
        for anchor, heading, texts in asked
        if (told := tuple(texts))
    )


# ---------------------------------------------------------------- worth, in words


def _in_words(matter: Matter) -> Iterator[Text]:
    """Say, where nobody's figures are known, with what each payment begins, and what it never exceeds."""
    if matter.outcome is not None:
        return
    for payment in matter.blocks(Payment):
        steps = steps_with_exceptions(matter, payment.name)
        limits = [place for place, step in enumerate(payment.steps) if isinstance(step, LimitStep) and place]
        words = [steps[0].text, *(_step(matter, payment, place) for place in limits)]
        told = tuple(piece for text in words for piece in (" ", *text))
        yield (Link(payment.title, payment.name), ":", *told)
    yield from _worked(matter)


def _worked(matter: Matter) -> Iterator[Text]:
    """Say what is paid in the first worked example of which that is known."""
    for place, run in enumerate(matter.examples, 1):
        lines = () if run.outcome is None or not run.holds else run.outcome.ledger
        paid = sum(line.pence or 0 for line in lines)
        if paid > 0 and all(line.pence is not None for line in lines):
            link = Link(run.example.title, f"example-{place}")
            yield (link, " is a worked example: ", Inserted(say_pence(paid)), " is paid in all.")
            return


def _step(matter: Matter, payment: Payment, place: int) -> Text:
    """Return the words of one step."""
    usual = [step for step in steps_with_exceptions(matter, payment.name) if "exception" not in step.number]
    return usual[place].text


# ---------------------------------------------------------------- what is to be done


def _duties(matter: Matter) -> Iterator[Text]:
    """Say what is to be done by when, what is counted, and by when the contract is signed."""
    scheme = matter.scheme
    if scheme.sign_by is not None and scheme.standing.is_in_force:
        yield (Link("Sign", "section-signatures"), " by ", Inserted(say_date(scheme.sign_by)), ".")
    for clause in matter.blocks(model.Clause):
        if clause.done_by is not None:
            yield (Link(clause.title, clause.name), ": by ", Inserted(say_date(clause.done_by)), ".")
        elif clause.evidence:
            yield (Link(clause.title, clause.name), ": no day is set.")
    yield from _conditions(matter)
    yield from _counted(matter)


def _conditions(matter: Matter) -> Iterator[Text]:
    """Name what payments, or parts of them, hang on, and say when each target among that is met."""
    for payment in payments_that_concern(matter):
        yield from _gates(matter, payment)
        parts = [part for part in first_payers(matter.graph.due) if part.payment == payment.name]
        part_of = "" if all(part.condition is not None for part in parts) else "A part of "
        for condition in dict.fromkeys(part.condition for part in parts if part.condition is not None):
            words = linked(phrase(matter.graph, condition, top=False), matter)
            yield (part_of, Link(payment.title, payment.name), " is paid only if ", *words, ".")
            yield from _met_when(matter, condition)


def _gates(matter: Matter, payment: Payment) -> Iterator[Text]:
    """Name what all of a payment hangs on."""
    for gate in gates(matter.graph, payment.name):
        words = linked(phrase(matter.graph, gate.condition, top=False), matter)
        link = Link(payment.title, payment.name)
        paid_only = (link, " is paid only if ")
        yield (*(paid_only if gate.is_asked_for else ("Nothing of ", link, " is paid if ")), *words, ".")
        yield from _met_when(matter, gate.condition)


def _met_when(matter: Matter, condition: RuleId) -> Iterator[Text]:
    """Say when a target is met on which something hangs, unless that is a long list."""
    target = next((each for each in matter.blocks(Target) if each.name == condition.owner), None)
    rule = matter.graph.by_id[condition]
    if target is None or condition.part or (isinstance(rule.kind, Quorum) and len(rule.kind.needs) > _FEW_CONDITIONS):
        return
    link, words = Link(target.title, target.name), phrase(matter.graph, condition)
    if len(words.split()) <= _LONG:
        yield (link, " is met when ", *linked(words, matter, but=target.name), ".")
    elif isinstance(rule.kind, Quorum) and rule.kind.least == len(rule.kind.needs):
        for need in rule.kind.needs:
            yield (link, " asks that ", *linked(phrase(matter.graph, need), matter, but=target.name), ".")


def _counted(matter: Matter) -> Iterator[Text]:
    """Name the figures that are given of each of those to whom the scheme is offered, or say where they stand."""
    leaf = matter.scheme.leaf.singular
    own = [each for each in matter.blocks(Figure) if each.level == leaf and not isinstance(each, Judgement)]
    if not own:
        return
    if len(own) > _FEW_FIGURES:
        yield (f"{len(own)} figures of each {leaf} count: see ", Link("Definitions", "section-definitions"), ".")
        return
    yield (f"These figures of each {leaf} count: ", *_links(own), ".")


def _links(blocks: Sequence[model.Block]) -> Iterator[Piece]:
    """List blocks by their titles, each with a link."""
    for place, block in enumerate(blocks):
        if place:
            yield " and " if place == len(blocks) - 1 else ", "
        if isinstance(block, Figure) and block.type.quantity is Quantity.YES_NO and block.title.startswith("The "):
            yield "whether "
        yield Link(within(block.title), block.name)


# ---------------------------------------------------------------- when it is paid


def _when(matter: Matter) -> Iterator[Text]:
    """Say what is paid in advance or on account, and when each other part is paid."""
    concerned = {payment.name for payment in payments_that_concern(matter)}
    every = (part for part in first_payers(matter.graph.due) if part.recovers is None)
    due = [part for part in every if part.payment in concerned]
    up_front = [part for part in due if is_kept(matter, part) or is_on_account(matter, part)]
    if due and not up_front:
        yield ("Nothing is paid up front.",)
    for early in (True, False):
        for payment in payments_that_concern(matter):
            parts = [part for part in due if part.payment == payment.name and (part in up_front) is early]
            for number in dict.fromkeys(part.tranche for part in parts):
                yield _part(matter, payment, [part for part in parts if part.tranche == number], early=early)
    if due:
        yield ("Every day stands in the ", Link("payment calendar", "section-calendar"), ".")


def _part(matter: Matter, payment: Payment, parts: Sequence[DuePart], *, early: bool) -> Text:
    """Say which part of a payment is paid when, and how far it is kept."""
    first = min(parts, key=by_day)
    lead = "Up front" if early else "Afterwards" if len(payment.tranches) > 1 else "Paid"
    kept = ", and kept whatever the results are" if is_kept(matter, first) else ""
    hangs = ", only if its condition is met" if first.condition is not None else ""
    account = ". It is paid on account, and set against what is earned" if is_on_account(matter, first) else ""
    days = f", {_days(matter, parts)}{kept}{hangs}{account}."
    return (f"{lead}: {_much(first)}", Link(payment.title, payment.name), *_in_pounds(matter, first), days)


def _in_pounds(matter: Matter, first: DuePart) -> Text:
    """Give what a part comes to, if its condition is met, where there are figures and it is not said already."""
    which = (first.payment, first.tranche)
    lines = [
        line for line in matter.lines if (line.part.payment, line.part.tranche) == which and line.part.recovers is None
    ]
    pence = 0 if is_open(lines) or first.called.startswith("£") else sum(map(comes_to, lines))
    return (", ", Inserted(say_pence(pence))) if pence > 0 else ()


def _much(part: DuePart) -> str:
    """Say how much of a payment a part is: 70% of."""
    if part.balance is not None:
        return "the balance of "
    share = part.called.endswith("%") or part.called.startswith("£")
    return f"{part.called} of " if share else "a part of " if part.called else ""


def _days(matter: Matter, parts: Sequence[DuePart]) -> str:
    """Say on which days something falls due: each, the first and the last, or from what they are counted."""
    known = sorted({part.day for part in parts if isinstance(part.day, date)})
    if not known:
        return say_due(matter.graph, parts[0].day)
    if len(known) == 1:
        return f"on {say_date(known[0])}"
    return f"on {len(known)} days from {say_range(known[0], known[-1])}"


# ---------------------------------------------------------------- what is taken back


def _taken_back(matter: Matter) -> Iterator[Text]:
    """Say what can be asked back of each payment, on what, and from which figures one would know."""
    found = False
    for payment in payments_that_concern(matter):
        part = next((each for each in matter.graph.due if each.payment == payment.name and each.recoveries), None)
        if part is None:
            continue
        found = True
        over = part.recoveries[0].of == "overspend"
        when = "an amount of less than nothing" if over else "what was paid on account and is not earned"
        yield (
            Link(payment.title, recovery_anchor(payment.name)),
            f": {when}.",
            *_what_is_done(matter, part.recoveries),
        )
        yield from _known_early(matter, part)
    if not found and matter.graph.due:
        yield ("Nothing: by this scheme no money that has been paid is taken back.",)


def _what_is_done(matter: Matter, recoveries: Sequence[TakenBack]) -> Iterator[Piece]:
    """Say what is done where too much was paid: in the narrower cases first, and then in all others."""
    for done in sorted(recoveries, key=lambda each: each.condition is None):
        if done.condition is not None:
            yield from (" If ", *linked(phrase(matter.graph, done.condition, top=False), matter), f", {done.words}.")
        elif len(recoveries) > 1:
            yield f" In all other cases {done.words}."
        else:
            yield f" {capital(done.words)}."


def _known_early(matter: Matter, part: DuePart) -> Iterator[Text]:
    """Say from which figures one would know early that something is to be taken back."""
    rules = under(matter, part.amount if part.balance is None else part.balance)
    told = [each for each in matter.blocks(Figure) if each.published and RuleId(each.name) in rules]
    for published in dict.fromkeys(each.published for each in told[:_FEW_FIGURES]):
        same = [each for each in told[:_FEW_FIGURES] if each.published == published]
        yield ("You can see it coming from ", *_links(same), f", published {within(published)}.")
    more = len(told) - _FEW_FIGURES
    if more > 0:
        figures = "1 more figure" if more == 1 else f"{more} more figures"
        yield (f"You can see it coming from {figures} too: see ", Link("Definitions", "section-definitions"), ".")
    if not told:
        yield ("The scheme names no day on which it could be seen coming.",)


# ---------------------------------------------------------------- beside others, and leaving


def _beside(matter: Matter) -> Iterator[Text]:
    """Say how it stands beside other payments, if the scheme does."""
    parties = Link("Parties and term", "section-parties")
    scheme = matter.scheme
    for other in scheme.as_well_as:
        yield ("It is paid as well as ", Inserted(other), ". See ", parties, ".")
    for other in scheme.instead_of:
        yield ("It is paid instead of ", Inserted(other), ". See ", parties, ".")
    if not scheme.as_well_as and not scheme.instead_of:
        yield ("The scheme does not say how it stands beside other payments.",)


def _leaving(matter: Matter) -> Iterator[Text]:
    """Name the clauses that say how one leaves, and where it stands what one is then paid."""
    said = [clause for clause in matter.blocks(model.Clause) if clause.about == "ending"]
    clauses = said or [clause for clause in matter.blocks(model.Clause) if _sounds_of_leaving(clause)]
    if clauses:
        yield ("How it is done stands in ", *_links(clauses), ".")
    else:
        yield ("The scheme says nothing about leaving before it ends.",)
    yield from _paid_to_leavers(matter)
    if matter.scheme.otherwise:
        yield (f"Without a signature, {matter.scheme.otherwise}.",)


def _paid_to_leavers(matter: Matter) -> Iterator[Text]:
    """Say what one is paid that leaves, where that is the same for every payment; else where it stands."""
    where = Link("Joining and leaving", "joining-and-leaving")
    said = what_leavers_have(matter)
    payments = matter.blocks(Payment)
    which = Link(payments[0].title, payments[0].name) if len(payments) == 1 else "Every payment"
    if len(said) == 1:
        yield (which, f": {said[0]}. See ", where, ".")
    elif said:
        yield (f"What {with_article(matter.scheme.leaf.singular)} that leaves is paid stands in ", where, ".")


def _sounds_of_leaving(clause: model.Clause) -> bool:
    """Say whether a clause whose author does not say what it is about may say how one leaves."""
    if clause.about is not None:
        return False
    words = f"{clause.title} {clause.name.replace('_', ' ')}".casefold()
    return _LEAVING.search(words) is not None
