"""How a payment reaches those who share it, in plain words: in which portions, among whom, and to the penny."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from schemelang.document.contract import Inserted, Link, Paragraph, Part, Piece, Step, Steps, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.parties import with_code
from schemelang.explanation.values import listed
from schemelang.explanation.words import phrase, say_which
from schemelang.graph.graph import Rule, Weight
from schemelang.model.model import SCHEME, Constant, NamedParty, Payment, SharedAmong, SharedWith, Sharing
from schemelang.quantities import Method, say_percent, say_pounds

_WHOLE_PENCE = "The shares are whole pence and add up exactly. "
_SAINTE_LAGUE = (
    _WHOLE_PENCE + "Odd pennies fall by the Sainte-Laguë method, which deals out the pennies one at a time. "
    "Each goes to the {member} with the strongest claim: {claim}. "
    "Between equal claims it goes to the {member} whose code comes first. "
    "The {member} with the weaker claim goes without the odd penny. "
    "When there is more to share, no {member} gets less."
)
_AS_BEFORE: dict[Method, str] = {
    "sainte_lague": "Odd pennies fall by the Sainte-Laguë method, as said",
    "largest_remainder": "Odd pennies fall by largest remainder, as said",
}
_LARGEST_REMAINDER = (
    _WHOLE_PENCE + "Odd pennies fall by largest remainder. "
    "Each {member}'s exact share is rounded down to a whole penny. "
    "The pennies left over go one each to those that lost most by it. "
    "Between equal losses, the code that comes first has the penny. "
    "The others bear the fraction of a penny that they lost."
)
_ODD_TO_PARTY = (
    "Each {member}'s exact share is rounded down to a whole penny. The pennies left over go to {party}, "
    "so that all of it is paid."
)
_PORTIONS = "It is shared in these portions, which are whole pence. An odd penny is in the last of them."
_PORTIONS_IN_POUNDS = (
    "It is shared in these portions. Amounts in pounds come off first, in the order of the portions, "
    "and none is ever more than what is left. Where the payment is made in parts, they come off the first part "
    "first. Each percentage is of the whole, rounded down to a whole penny. The rest is what is left after them."
)
_ONLY_IF = (
    " A {member} for which this is not so gets nothing. The money is held until this is known of each of them. "
    "It is also held if this is so of none of them."
)
_EACH = (
    " A {member} that joins or leaves has what is said under joining and leaving. "
    "If there is not enough for all, what there is goes round in the same proportion."
)


def sharing(matter: Matter, payment: Payment) -> Iterator[Part]:
    """Say how a payment reaches those who share it, to the penny."""
    lines = payment.sharing
    if len(lines) == 1:
        yield Paragraph(_alone(matter, payment, lines[0]))
    elif lines:
        pounds = any(isinstance(line.much, Constant) for line in lines)
        yield Paragraph((_PORTIONS_IN_POUNDS if pounds else _PORTIONS,))
        texts = [_portion(matter, payment, number) for number in range(1, len(lines) + 1)]
        yield Steps(tuple(Step(f"Share {number}", text) for number, text in enumerate(texts, 1)))
    said: dict[Text, list[str]] = {}
    for number in range(1, len(lines) + 1):
        said.setdefault(_odd_pennies(matter, payment, number), []).append(str(number))
    for text, numbers in said.items():
        if text:
            yield Paragraph(_of_shares(text, numbers, many=len(lines) > 1))


def _alone(matter: Matter, payment: Payment, line: Sharing) -> Text:
    """Say how a payment is shared by its one line."""
    if isinstance(line, SharedWith):
        return (f"All of it goes to {_party(matter, line.party)}.",)
    whose = "The money" if payment.level == SCHEME else f"Each {payment.level}'s money"
    return (f"{whose} is shared among {_whom(line)}", *_how(matter, payment, line, 1))


def _portion(matter: Matter, payment: Payment, number: int) -> Text:
    """Say what one of several lines gives to whom."""
    line = payment.sharing[number - 1]
    much = Inserted(_much(line))
    if isinstance(line, SharedWith):
        return (much, f" goes to {_party(matter, line.party)}.")
    if line.each:
        return (much, f" goes to each of {_whom(line)}", *_how(matter, payment, line, number))
    return (much, f" is shared among {_whom(line)}", *_how(matter, payment, line, number))


def _much(line: Sharing) -> str:
    match line.much:
        case Fraction():
            return say_percent(line.much)
        case Constant(value=Fraction() as pounds):
            return say_pounds(pounds)
        case _:
            return "The rest"


def _party(matter: Matter, name: str) -> str:
    return with_code(next(party for party in matter.blocks(NamedParty) if party.name == name))


def _whom(line: SharedAmong) -> str:
    return f"its {line.members.plural}"


def _how(matter: Matter, payment: Payment, line: SharedAmong, number: int) -> Iterator[Piece]:
    """Say in what proportion members share, and which of them have nothing."""
    weight = _weight(matter, payment, number)
    assert isinstance(weight.kind, Weight), "money is shared by a weight"
    if weight.kind.meets is not None:
        yield from linked(f" {say_which(matter.graph, weight.kind.meets)}", matter)
    by = f"in proportion to {phrase(matter.graph, weight.id)}" if weight.kind.basis else "equally"
    comma = "," if weight.kind.meets is not None else ""
    if not line.each:
        yield from (f"{comma} ", *linked(by, matter))
    yield "."
    if weight.kind.meets is not None:
        yield _ONLY_IF.format(member=weight.level)
    if line.each:
        yield _EACH.format(member=weight.level)


def _weight(matter: Matter, payment: Payment, number: int) -> Rule:
    return matter.rule(payment.name, "weight" if len(payment.sharing) == 1 else f"weight {number}")


# ---------------------------------------------------------------- odd pennies


def _of_shares(text: Text, numbers: list[str], *, many: bool) -> Text:
    """Say of which lines something is said, where there are several."""
    if not many:
        return text
    words, *others = text
    assert isinstance(words, str), "what is said of odd pennies begins with words"
    which = f"share {numbers[0]}" if len(numbers) == 1 else f"shares {listed(numbers, 'and')}"
    return (f"Of {which}: {words[:1].lower()}{words[1:]}", *others)


def _odd_pennies(matter: Matter, payment: Payment, number: int) -> Text:
    """Say in plain words how a line of sharing deals out the pennies, and who bears the odd ones."""
    line = payment.sharing[number - 1]
    if isinstance(line, SharedWith) or (line.method is None and line.odd_pennies is None):
        return ()
    weight = _weight(matter, payment, number)
    if line.odd_pennies is not None:
        return (_ODD_TO_PARTY.format(member=weight.level, party=_party(matter, line.odd_pennies)),)
    assert line.method is not None, "pennies that go to no party fall by a method"
    first, place = _first_of(matter, line.method)
    if (first, place) == (payment, number):
        return (_by_method(matter, weight, line.method),)
    return _as_before(matter, weight, line.method, first, place)


def _first_of(matter: Matter, method: Method) -> tuple[Payment, int]:
    """Return the payment and the line whose words say in full how a method deals out the pennies."""
    return next(
        (payment, number)
        for payment in matter.blocks(Payment)
        for number, line in enumerate(payment.sharing, 1)
        if isinstance(line, SharedAmong) and line.odd_pennies is None and line.method == method
    )


def _as_before(matter: Matter, weight: Rule, method: Method, first: Payment, place: int) -> Text:
    """Refer to where a method is described, and say what the claims are here."""
    which = f", share {place}" if len(first.sharing) > 1 else ""
    here = f" Here each goes to the {weight.level} with the strongest claim: {_claim(matter, weight)}."
    claims = here if method == "sainte_lague" else ""
    return (f"{_WHOLE_PENCE}{_AS_BEFORE[method]} under ", Link(first.title, first.name), f"{which}.{claims}")


def _by_method(matter: Matter, weight: Rule, method: Method) -> str:
    match method:
        case "sainte_lague":
            return _SAINTE_LAGUE.format(member=weight.level, claim=_claim(matter, weight))
        case "largest_remainder":
            return _LARGEST_REMAINDER.format(member=weight.level)
        case _:
            assert_never(method)


def _claim(matter: Matter, weight: Rule) -> str:
    """Say what decides who has the next penny."""
    if isinstance(weight.kind, Weight) and weight.kind.basis is None:
        return "the one that has had the fewest so far"
    words = phrase(matter.graph, weight.id).removeprefix("the ")
    return f"its {words} divided by one more than twice the pennies it has so far"
