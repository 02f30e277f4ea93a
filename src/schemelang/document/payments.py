"""What is paid: each payment as its steps in words, its parts with their terms, and how it is shared."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from schemelang.dates import say_date, say_range
from schemelang.document.calendar import calendar
from schemelang.document.contract import Bullets, Clause, Inserted, Paragraph, Part, Section, Step, Steps, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.parties import with_code
from schemelang.explanation.values import one_or_many
from schemelang.explanation.words import phrase, steps_in_words
from schemelang.graph.graph import Apportioned, DuePart, Portion, Role, Weight
from schemelang.model.model import SCHEME, NamedParty, PartYear, Payment
from schemelang.quantities import Method, say_percent


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
    texts = tuple(_tranche(matter, payment, [part for part in due if part.tranche == number]) for number in numbers)
    if len(texts) == 1:
        return (Paragraph(texts[0]),)
    shares = Paragraph(("It is paid in these parts. They are whole pence, and an odd penny is in the last of them.",))
    return (shares, Bullets(texts))


def _tranche(matter: Matter, payment: Payment, due: list[DuePart]) -> Text:
    """Say how much one part is, when it is paid and on what terms."""
    share = _share(matter, due[0])
    terms = payment.tranches[due[0].tranche - 1].terms
    kept = " in advance, and kept whatever the outcome" if terms == "in_advance_kept" else ""
    return (Inserted(share), f" is paid{kept}", *_days(matter, due), *_condition(matter, due[0]), ".")


def _share(matter: Matter, part: DuePart) -> str:
    """Say how much of the whole a part is, as its rule cuts it."""
    here = matter.rules(part.payment, Role.OFFERED, Role.TRANCHE)
    cut = next(
        rule.kind
        for rule in here
        if isinstance(rule.kind, Portion) and rule.kind.index == part.tranche - 1
    )
    share = cut.shares[cut.index]
    return "All of it" if share == 1 else say_percent(share)


def _days(matter: Matter, due: list[DuePart]) -> Iterator[str | Inserted]:
    """Say on which days a part is paid, and where the odd pennies of its instalments are."""
    if len(due) == 1:
        yield ", on " if due[0].condition is None else " on "
        yield Inserted(say_date(due[0].day))
        return
    yield f", in {len(due)} equal instalments from "
    yield Inserted(say_range(due[0].day, due[-1].day))
    cut = matter.graph.by_id[due[0].amount].kind
    assert isinstance(cut, Portion), "instalments are cut from their part"
    yield f". Each is rounded down to a whole penny, and the odd pennies are in the {cut.odd_pennies}"


def _condition(matter: Matter, part: DuePart) -> Text:
    if part.condition is None:
        return ()
    return (", only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))


# ---------------------------------------------------------------- sharing


def _sharing(matter: Matter, payment: Payment) -> Iterator[Part]:
    """Say how a group's money reaches its members, to the penny, in plain words."""
    shared = next((rule.kind for rule in matter.graph.rules if rule.id.owner == payment.name and rule.role is Role.SHARE), None)
    if not isinstance(shared, Apportioned):
        return
    weight = matter.graph.by_id[shared.weight]
    assert isinstance(weight.kind, Weight), "money is shared by a weight"
    member, group = weight.level, weight.kind.group
    members = one_or_many(Fraction(2), member)
    by = f"in proportion to {phrase(matter.graph, weight.id, top=True)}" if weight.kind.basis else "equally"
    yield Paragraph((f"Each {group}'s money is shared among its {members} ", *linked(by, matter), "."))
    yield Paragraph((_odd_pennies(shared.method, member, members),))


def _odd_pennies(method: Method, member: str, members: str) -> str:
    """Say in plain words how a way of sharing deals out the pennies, and who bears the odd ones."""
    match method:
        case "sainte_lague":
            return (
                f"The shares are whole pence and add up exactly. They are set by the Sainte-Laguë method: "
                f"the pennies are dealt out one at a time, each to the {member} that is then furthest behind "
                f"its exact share for its size, and between equals to the one whose code comes first. "
                f"So an odd penny goes where it is most nearly owed, and the other {members} bear the fraction of it. "
                f"With more money to share, no {member} ever gets less."
            )
        case "largest_remainder":
            return (
                f"The shares are whole pence and add up exactly. They are set by the largest remainder: "
                f"each {member}'s exact share is rounded down to a whole penny. The pennies left over go "
                f"one each to the {members} that lost most by rounding, and between equals to the one whose "
                f"code comes first. The other {members} bear the fraction that they lost."
            )
        case _:
            assert_never(method)
