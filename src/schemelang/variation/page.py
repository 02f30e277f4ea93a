"""A variation as a document: a cover sheet, the changes, the numbers, places to sign, and the contract as varied.

It is made of the parts that a contract is made of, so every form that a contract has is a form of it too. Numbers of
its own sections begin with V; all others are those of the contract.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from schemelang.comparison.comparison import Cited
from schemelang.dates import say_date, say_range
from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Contract,
    Facts,
    Inserted,
    Link,
    Paragraph,
    Part,
    Row,
    Section,
    Table,
    Text,
)
from schemelang.document.matter import Matter, called, capital
from schemelang.document.paper import as_wide_as_paper
from schemelang.document.parties import party_facts
from schemelang.document.standing import decisions, nothing_to_sign
from schemelang.document.varied import changes_of
from schemelang.explanation.values import listed
from schemelang.light import evolve
from schemelang.variation import money
from schemelang.variation.variation import Redlined, Variation, What

_COPY = {
    "draft": "Draft variation",
    "consultation": "Consultation copy of a variation",
    "rejected": "Rejected variation",
}
_HOW_TO_READ = (
    "What is taken away is struck through and stands in brackets after the word “removed”; what is new is underlined "
    "and stands after the word “added”. All else stays as it was. A clause that is added or removed as a whole is "
    "marked throughout. Whoever leaves out what is removed reads the clause as it is now."
)
_NUMBERS = "Numbers that begin with V are those of this variation; all others are those of the contract."
_DONE: dict[What, str] = {"changed": "changed", "replaced": "replaced", "added": "added", "removed": "removed"}
_CHANGES, _NUMBERS_AT, _MONEY = "variation-changes", "variation-numbers", "variation-money"
_SIGN, _WHOLE = "variation-signatures", "variation-contract"


def write_variation(variation: Variation, contract: Contract, identity: str) -> Contract:
    """Write the document on the contract as varied, whose own document ID is given, for whoever that is written for."""
    matter = variation.now
    own = _numbered(tuple(each for each in _sections(variation, contract) if each.parts or each.clauses))
    return Contract(
        title=contract.title,
        subtitle=_subtitle(matter),
        banner=contract.banner,
        warning=contract.warning,
        standing=f"{_standing(matter)} {_NUMBERS}",
        glance=Facts(party_facts(matter)),
        key_facts=tuple(_cover(variation, identity, {section.anchor: section.number for section in own})),
        sections=(*own, *(_consolidated(section, own) for section in contract.sections)),
    )


def _subtitle(matter: Matter) -> str:
    copy = _COPY.get(matter.scheme.standing.word, "Variation")
    return copy if matter.member is None else f"{copy} for {called(matter.member)}"


def _standing(matter: Matter) -> str:
    """Say what it is, and whose figures it shows."""
    what = "This document says what is changed in a contract, and gives the whole contract as varied."
    if matter.outcome is None:
        return f"{what} It holds nobody's figures."
    if matter.member is None:
        return f"{what} It shows everybody's figures and payments."
    also = "" if matter.member.kind == matter.scheme.leaf.singular else " and its members"
    return f"{what} It shows the figures and payments of {called(matter.member)}{also}, and of nobody else."


# ---------------------------------------------------------------- the cover sheet


def _cover(variation: Variation, identity: str, numbers: dict[str, str]) -> Iterator[Clause]:
    matter = variation.now
    asked = (
        ("what", "What is varied", _what(variation, identity)),
        ("when", "From when", _when(variation)),
        ("authority", "By what authority", _authority(variation)),
        ("why", "Why", [(f"{capital(variation.varied.reason).rstrip('.')}.",)] if variation.varied.reason else []),
        ("changes", "What changes", _how_many(variation, numbers)),
        ("money", "What it comes to", _in_pounds(variation, numbers)),
        ("sign", "What is to be done", _to_do(matter, numbers)),
    )
    for anchor, heading, texts in asked:
        told = tuple(texts)
        if told:
            yield Clause(anchor=f"cover-{anchor}", heading=heading, parts=(Bullets(told),))


def _what(variation: Variation, identity: str) -> Iterator[Text]:
    varied = variation.varied
    which = f"It was signed by {varied.signed}, and has" if varied.signed else "Its copy without figures has"
    yield (f"\u201c{varied.title}\u201d is varied. {which} the document ID ", Inserted(varied.id), ".")
    title = variation.now.scheme.title
    called_so = "" if title == varied.title else f" is \u201c{title}\u201d; it"
    yield (f"The contract as varied{called_so} has the document ID ", Inserted(identity), ".")


def _when(variation: Variation) -> Iterator[Text]:
    scheme, start = variation.now.scheme, variation.varied.start
    yield ("It counts from ", Inserted(say_range(start, scheme.last)), ", both days included.")
    if variation.is_later:
        yield (f"What was earned before {say_date(start)} is worked out by the contract as it was.",)


def _authority(variation: Variation) -> Iterator[Text]:
    varied, standing = variation.varied, variation.now.scheme.standing
    if varied.under:
        yield (f"It is varied under the clause \u201c{varied.under}\u201d of the contract as it was.",)
    else:
        yield ("The scheme does not say under which of its clauses it is varied.",)
    yield from decisions(variation.now)
    if not standing.approved_by and not standing.rejected_by:
        yield ("The scheme does not say who approved it.",)


def _how_many(variation: Variation, numbers: dict[str, str]) -> Iterator[Text]:
    clauses = [each for each in variation.clauses if not each.is_example]
    counts = {what: sum(each.what == what for each in clauses) for what in _DONE}
    said = [f"{_clauses(number)} {_DONE[what]}" for what, number in counts.items() if number]
    if not said:
        yield ("No clause is changed, added or removed.",)
        return
    yield (f"{listed(said, 'and')}: see ", Link("The clauses that change", _CHANGES), f" ({numbers[_CHANGES]}).")
    yield ("All other clauses stay as they were.",)


def _clauses(number: int) -> str:
    return "1 clause is" if number == 1 else f"{number} clauses are"


def _in_pounds(variation: Variation, numbers: dict[str, str]) -> Iterator[Text]:
    if not variation.trials:
        yield ("No figures were given, and no worked example can be read, so it is not told in pounds.",)
        return
    yield (money.in_all(variation.trials[0], variation.now.party),)
    yield ("See ", Link("Numbers that change", _NUMBERS_AT), f" ({numbers[_NUMBERS_AT]}).")


def _to_do(matter: Matter, numbers: dict[str, str]) -> Iterator[Text]:
    scheme = matter.scheme
    if not scheme.standing.is_in_force:
        yield (nothing_to_sign(matter),)
        return
    by = () if scheme.sign_by is None else (" by ", Inserted(say_date(scheme.sign_by)))
    yield (Link("Sign", _SIGN), f" ({numbers[_SIGN]})", *by, ".")
    if scheme.otherwise:
        yield (f"Without a signature, {scheme.otherwise}.",)


# ---------------------------------------------------------------- its sections


def _sections(variation: Variation, contract: Contract) -> Iterator[Section]:
    matter = variation.now
    yield Section(anchor="variation-what", heading="What is varied", parts=tuple(_reasons(variation)))
    yield _that_change(variation)
    table = money.numbers_table(variation.numbers, variation.trials, matter.party)
    yield Section(anchor=_NUMBERS_AT, heading="Numbers that change", parts=tuple(table))
    tried = (_tried(variation, place) for place in range(len(variation.trials)))
    yield Section(anchor=_MONEY, heading="What changes in pay", clauses=tuple(tried))
    places = next(section for section in contract.sections if section.anchor == "section-signatures")
    yield Section(anchor=_SIGN, heading="Signatures of the variation", parts=_without_numbers(places.parts))
    yield Section(
        anchor=_WHOLE,
        heading="The contract as varied",
        parts=(Paragraph(("What follows is the whole contract as varied, first its key facts.",)),),
        clauses=contract.key_facts,
    )


def _without_numbers(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(evolve(part, number="") if isinstance(part, Paragraph) else part for part in parts)


def _reasons(variation: Variation) -> Iterator[Part]:
    varied = variation.varied
    yield Paragraph((f"This varies \u201c{varied.title}\u201d from ", Inserted(say_date(varied.start)), "."))
    yield from changes_of(variation.now, variation.varied.title)


def _tried(variation: Variation, place: int) -> Clause:
    trial = variation.trials[place]
    heading = f"On the worked example \u201c{trial.title}\u201d" if trial.title else "On the figures given"
    parts = tuple(money.told(trial, variation.now.party))
    return Clause(anchor=f"variation-money-{place + 1}", heading=heading, parts=parts)


# ---------------------------------------------------------------- clause by clause


def _that_change(variation: Variation) -> Section:
    """List the clauses that change in words, then give each as it was and as it is."""
    shown = [each for each in variation.clauses if not each.is_example]
    anchors = {id(each): f"variation-clause-{place}" for place, each in enumerate(shown, 1)}
    listed_ = tuple(_in_words(each, anchors.get(id(each), "")) for each in variation.clauses)
    clauses = tuple(_clause(each, anchors[id(each)]) for each in shown)
    how = (Paragraph((_HOW_TO_READ,)),) if shown else ()
    return Section(
        anchor=_CHANGES,
        heading="The clauses that change",
        parts=(*([Bullets(listed_)] if listed_ else []), *how),
        clauses=(*clauses, *_renumbered(variation)),
    )


def _in_words(each: Redlined, anchor: str) -> Text:
    """Say what becomes of a clause: Clause 4.2, "Price", is replaced."""
    name = _called(each)
    if each.is_example:
        return (f"The worked example {name} is {_DONE[each.what]}.",)
    return (Link(f"{_which(each)}", anchor), f", {name},{_was(each)} is {_DONE[each.what]}.")


def _called(each: Redlined) -> str:
    return f"\u201c{_cited(each).heading}\u201d"


def _cited(each: Redlined) -> Cited:
    cited = each.now or each.before
    assert cited is not None, "a clause is in one contract or in both"
    return cited


def _which(each: Redlined) -> str:
    number = _cited(each).number
    what = "Clause" if "." in number else "Section"
    return f"{what} {number} as it was" if each.now is None else f"{what} {number}"


def _was(each: Redlined) -> str:
    if each.before is None or each.now is None or each.before.number == each.now.number:
        return ""
    return f" which was {each.before.number},"


def _clause(each: Redlined, anchor: str) -> Clause:
    heading = f"{_which(each)} is {_DONE[each.what]}: {_cited(each).heading}"
    return Clause(anchor=anchor, heading=heading, parts=each.parts)


def _renumbered(variation: Variation) -> Iterator[Clause]:
    """Say which clauses have another number than before."""
    if variation.renumbered:
        columns = (Column("Clause"), Column("Was", unbroken=True), Column("Is", unbroken=True))
        rows = tuple(Row(((heading,), (was,), (now,))) for heading, was, now in variation.renumbered)
        table = Table("Clauses with another number", columns, rows)
        yield Clause(anchor="variation-renumbered", heading="Clauses that have another number", parts=(table,))


# ---------------------------------------------------------------- numbers, and the contract as varied


def _numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Give numbers to sections, clauses and tables, each with a V before it."""
    tables = count(1)
    return tuple(_number(section, f"V{place}", tables) for place, section in enumerate(sections, 1))


def _number(section: Section, number: str, tables: Iterator[int]) -> Section:
    parts = tuple(_with_tables(section.parts, tables))
    clauses = tuple(
        evolve(clause, number=f"{number}.{place}", parts=tuple(_with_tables(clause.parts, tables)))
        for place, clause in enumerate(section.clauses, 1)
    )
    return evolve(section, number=number, parts=parts, clauses=clauses)


def _with_tables(parts: Sequence[Part], tables: Iterator[int]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Table):
            yield from (evolve(each, number=f"V{next(tables)}") for each in as_wide_as_paper(part))
        else:
            yield part


def _consolidated(section: Section, own: Sequence[Section]) -> Section:
    """Return a section of the contract as varied; it is signed as a part of the variation, and in one place."""
    if section.anchor != "section-signatures":
        return section
    number = next(each.number for each in own if each.anchor == _SIGN)
    text = ("This contract is signed as a part of the variation: see ", Link(f"{number}", _SIGN), ".")
    return evolve(section, parts=(Paragraph(text),))
