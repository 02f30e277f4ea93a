"""The key facts: what one looks for first in a contract, each with the way to its clause.

They come from the model, the rules and the ledger. Where a scheme says nothing of a thing, that is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from schemelang.dates import say_date, say_range
from schemelang.document.bases import lists_that_count, under
from schemelang.document.calendar import by_day, first_payers, is_kept, is_on_account
from schemelang.document.contract import Bullets, Clause, Inserted, Link, Part, Piece, Section, Text
from schemelang.document.dependence import on_whom
from schemelang.document.exceptions import steps_with_exceptions
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.worth import payments_that_concern, what_it_is_worth
from schemelang.explanation.phrases import phrase, say_due
from schemelang.explanation.values import listed
from schemelang.graph.graph import DuePart, Role, RuleId
from schemelang.model import model
from schemelang.model.model import Figure, Judgement, LimitStep, Payment
from schemelang.model.names import with_article, within

_FEW_FIGURES = 6
"""So many figures are named; of more it is said where they stand."""
_LEAVING = ("leav", "ending", "end of", "terminat", "notice", "withdraw")
"""What the title or the name of a clause has in it that says how one leaves."""


def key_facts(matter: Matter) -> tuple[Clause, ...]:
    """Return the key facts, a heading for each thing that one asks."""
    asked = (
        ("worth", "What it is worth", (*what_it_is_worth(matter), *_in_words(matter))),
        ("duties", "What is to be done, and by when", _duties(matter)),
        ("when", "What is paid up front, and when the rest comes", _when(matter)),
        ("back", "What can be taken back", _taken_back(matter)),
        ("list", "Which list counts, and of which day", lists_that_count(matter)),
        ("dependence", "On whom it depends", on_whom(matter)),
        ("beside", "Beside other payments", _beside(matter)),
        ("leaving", "How to leave", _leaving(matter)),
    )
    return tuple(
        Clause(anchor=f"key-{anchor}", heading=heading, parts=(Bullets(told),))
        for anchor, heading, texts in asked
        if (told := tuple(texts))
    )


def with_numbers(facts: Sequence[Clause], sections: Sequence[Section]) -> tuple[Clause, ...]:
    """Give each link to a clause its number as well, once under each heading, for those who read on paper."""
    numbers = {section.anchor: section.number for section in sections}
    numbers |= {clause.anchor: clause.number for section in sections for clause in section.clauses}
    return tuple(evolve(fact, parts=tuple(_numbered(fact.parts, numbers))) for fact in facts)


def _numbered(parts: Sequence[Part], numbers: Mapping[str, str]) -> Iterator[Part]:
    said = set[str]()
    for part in parts:
        assert isinstance(part, Bullets), "a key fact is a list of sentences"
        yield Bullets(tuple(tuple(_pieces(item, numbers, said)) for item in part.items))


def _pieces(text: Text, numbers: Mapping[str, str], said: set[str]) -> Iterator[Piece]:
    for piece in text:
        yield piece
        if isinstance(piece, Link) and piece.to not in said and piece.to in numbers:
            said.add(piece.to)
            yield f" ({numbers[piece.to]})"


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
            yield (Link(clause.title, clause.name), ": no day is named.")
    yield from _conditions(matter)
    yield from _counted(matter)


def _conditions(matter: Matter) -> Iterator[Text]:
    """Name what parts of the payments hang on."""
    concerned = {payment.name for payment in payments_that_concern(matter)}
    hanging = [part for part in matter.graph.due if part.condition is not None and part.payment in concerned]
    for payment, condition in dict.fromkeys((part.payment, part.condition) for part in hanging):
        assert condition is not None, "only what hangs on a condition is looked at"
        words = linked(phrase(matter.graph, condition, top=False), matter)
        yield ("A part of ", Link(matter.title(payment), payment), " is paid only if ", *words, ".")


def _counted(matter: Matter) -> Iterator[Text]:
    """Name the figures that are given of each of those to whom the scheme is offered, or say where they stand."""
    leaf = matter.scheme.leaf.singular
    own = [each for each in matter.blocks(Figure) if each.level == leaf and not isinstance(each, Judgement)]
    if not own:
        return
    if len(own) > _FEW_FIGURES:
        yield (f"{len(own)} figures are read of each {leaf}: see ", Link("Definitions", "section-definitions"), ".")
        return
    yield (f"These figures are read of each {leaf}: ", *_links(own), ".")


def _links(blocks: Sequence[model.Block]) -> Iterator[Piece]:
    """List blocks by their titles, each with a link."""
    for place, block in enumerate(blocks):
        if place:
            yield " and " if place == len(blocks) - 1 else ", "
        yield Link(block.title, block.name)


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
    kept = ", and kept whatever the outcome" if is_kept(matter, first) else ""
    kept = ", on account: it is set against what is earned" if is_on_account(matter, first) else kept
    hangs = ", only on its condition" if first.condition is not None else ""
    much = _much(first)
    return (f"{lead}: {much}", Link(payment.title, payment.name), f", {_days(matter, parts)}", f"{kept}{hangs}.")


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
        when = "an amount of less than nothing" if over else "what was paid on account beyond what is earned"
        words = listed(list(dict.fromkeys(done.words for done in part.recoveries)), "or")
        yield (Link(payment.title, payment.name), f": {when}; {words}.")
        yield from _known_early(matter, part)
    if not found and matter.graph.due:
        yield ("Nothing: by this scheme no money that has been paid is taken back.",)


def _known_early(matter: Matter, part: DuePart) -> Iterator[Text]:
    """Say from which figures one would know early that something is to be taken back."""
    rules = under(matter, part.amount if part.balance is None else part.balance)
    told = [each for each in matter.blocks(Figure) if each.published and RuleId(each.name) in rules]
    for figure in told[:_FEW_FIGURES]:
        yield ("It can be seen coming from ", Link(within(figure.title), figure.name), f", {within(figure.published)}.")


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
    clauses = [clause for clause in matter.blocks(model.Clause) if _is_of_leaving(clause)]
    if clauses:
        yield ("See ", *_links(clauses), ".")
    else:
        yield ("The scheme says nothing about leaving before it ends.",)
    if _pays_part_of_term(matter):
        leaf = with_article(matter.scheme.leaf.singular)
        yield (f"What {leaf} that leaves is paid stands in ", Link("Joining and leaving", "joining-and-leaving"), ".")
    if matter.scheme.otherwise:
        yield (f"Without a signature, {matter.scheme.otherwise}.",)


def _is_of_leaving(clause: model.Clause) -> bool:
    words = f"{clause.title} {clause.name}".casefold()
    return any(word in words for word in _LEAVING)


def _pays_part_of_term(matter: Matter) -> bool:
    """Say whether the contract says what one is paid that leaves within the term."""
    return any(matter.rules(payment.name, Role.WEIGHT) for payment in matter.blocks(Payment))
