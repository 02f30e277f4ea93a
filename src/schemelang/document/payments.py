"""What is paid: each payment as its steps in words, its parts with their terms, and how it is shared."""

from collections.abc import Iterator
from typing import assert_never

from schemelang.dates import say_date, say_range
from schemelang.document.calendar import calendar, is_kept, share_of
from schemelang.document.contract import Clause, Inserted, Paragraph, Part, Section, Step, Steps, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.parties import with_code
from schemelang.explanation.words import phrase, steps_in_words
from schemelang.graph.graph import Apportioned, DuePart, Portion, Role, Rule, Weight
from schemelang.model.model import SCHEME, NamedParty, Payment
from schemelang.model.names import plural
from schemelang.quantities import say_percent

_SAINTE_LAGUE = (
    "The shares are whole pence and add up exactly. "
    "Odd pennies fall by the Sainte-Laguë method, which deals out the pennies one at a time. "
    "Each goes to the {member} with the strongest claim: {claim}. "
    "Between equal claims it goes to the {member} whose code comes first. "
    "The {member} with the weaker claim goes without the odd penny. "
    "When there is more to share, no {member} gets less."
)
_LARGEST_REMAINDER = (
    "The shares are whole pence and add up exactly. "
    "Odd pennies fall by largest remainder: each {member}'s exact share is rounded down to a whole penny, "
    "and the pennies left over go one each to those that lost most by it. "
    "Between equal losses, the code that comes first has the penny. "
    "The others bear the fraction of a penny that they lost."
)


def what_is_paid(matter: Matter) -> Section:
    """Say what is paid to whom, how much it is, when it is paid, and how it is shared."""
    payments = matter.blocks(Payment)
    clauses = tuple(_payment(matter, payment) for payment in payments)
    return Section(
        anchor="section-payments",
        heading="What is paid and when",
        clauses=(*clauses, *((calendar(matter),) if payments else ())),
    )


def _payment(matter: Matter, payment: Payment) -> Clause:
    parts = (
        Paragraph(_who_pays(matter, payment)),
        Paragraph(("The amount is worked out in these steps, from top to bottom.",)),
        _steps(matter, payment),
        *_tranches(matter, payment),
        *_sharing(matter, payment),
        *(Paragraph((f"The money may be used for {use}.",)) for use in payment.used_for),
    )
    return Clause(anchor=payment.name, heading=payment.title, parts=parts)


def _who_pays(matter: Matter, payment: Payment) -> Text:
    payer = with_code(_party(matter, payment.payer))
    if payment.level == SCHEME:
        assert payment.payee is not None, "what is paid once for the scheme is paid to a named party"
        return (f"{payer} pays {with_code(_party(matter, payment.payee))}.",)
    through = f", through {_party(matter, payment.payee).title}" if payment.payee else ""
    return (f"{payer} pays each {payment.level}{through}.",)


def _party(matter: Matter, name: str) -> NamedParty:
    return next(party for party in matter.blocks(NamedParty) if party.name == name)


def _steps(matter: Matter, payment: Payment) -> Steps:
    sentences = steps_in_words(matter.graph, payment.name)
    return Steps(
        tuple(
            Step(f"Step {place}", (*linked(sentence, matter, but=payment.name), "."))
            for place, sentence in enumerate(sentences, 1)
        )
    )


# ---------------------------------------------------------------- tranches


def _tranches(matter: Matter, payment: Payment) -> tuple[Part, ...]:
    """Say which parts the amount is paid in, each with its terms and days."""
    due = [part for part in matter.graph.due if part.payment == payment.name]
    numbers = tuple(dict.fromkeys(part.tranche for part in due))
    texts = tuple(_tranche(matter, [part for part in due if part.tranche == number]) for number in numbers)
    if len(texts) == 1:
        return (Paragraph(texts[0]),)
    shares = Paragraph(("It is paid in these parts. They are whole pence, and an odd penny is in the last of them.",))
    return (
        shares,
        Steps(tuple(Step(f"Part {number}", text) for number, text in zip(numbers, texts, strict=True))),
    )


def _tranche(matter: Matter, due: list[DuePart]) -> Text:
    """Say how much one part is, when it is paid and on what terms."""
    kept = " in advance, and kept whatever the outcome," if is_kept(matter, due[0]) else ""
    share = share_of(matter, due[0])
    much = "All of it" if share == 1 else say_percent(share)
    return (Inserted(much), f" is paid{kept}", *_days(matter, due), *_condition(matter, due[0]), ".")


def _days(matter: Matter, due: list[DuePart]) -> Iterator[str | Inserted]:
    """Say on which days a part is paid, and where the odd pennies of its instalments are."""
    if len(due) == 1:
        yield " on "
        yield Inserted(say_date(due[0].day))
        return
    yield f" in {len(due)} equal instalments from "
    yield Inserted(say_range(due[0].day, due[-1].day))
    cut = matter.graph.by_id[due[0].amount].kind
    assert isinstance(cut, Portion), "instalments are cut from their part"
    yield f", each rounded down to a whole penny, with the odd pennies in the {cut.odd_pennies}"


def _condition(matter: Matter, part: DuePart) -> Text:
    if part.condition is None:
        return ()
    return (", only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))


# ---------------------------------------------------------------- sharing


def _sharing(matter: Matter, payment: Payment) -> Iterator[Part]:
    """Say how a group's money reaches its members, to the penny, in plain words."""
    shared = next((rule.kind for rule in matter.rules(payment.name, Role.SHARE)), None)
    if not isinstance(shared, Apportioned):
        return
    weight = matter.graph.by_id[shared.weight]
    assert isinstance(weight.kind, Weight), "money is shared by a weight"
    by = f"in proportion to {phrase(matter.graph, weight.id)}" if weight.kind.basis else "equally"
    among = f"Each {weight.kind.group}'s money is shared among its {plural(weight.level)} "
    yield Paragraph((among, *linked(by, matter), "."))
    yield Paragraph((_odd_pennies(matter, shared),))


def _odd_pennies(matter: Matter, shared: Apportioned) -> str:
    """Say in plain words how a way of sharing deals out the pennies, and who bears the odd ones."""
    weight = matter.graph.by_id[shared.weight]
    match shared.method:
        case "sainte_lague":
            return _SAINTE_LAGUE.format(member=weight.level, claim=_claim(matter, weight))
        case "largest_remainder":
            return _LARGEST_REMAINDER.format(member=weight.level)
        case _:
            assert_never(shared.method)


def _claim(matter: Matter, weight: Rule) -> str:
    """Say what decides who has the next penny."""
    if isinstance(weight.kind, Weight) and weight.kind.basis is None:
        return "the one that has had the fewest so far"
    return f"its {phrase(matter.graph, weight.id)} divided by one more than twice the pennies it has so far"
