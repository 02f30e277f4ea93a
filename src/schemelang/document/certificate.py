"""What is proved of a scheme's money, as schedules of its contract. Nobody's own figures are in it.

A certificate that a contract prints is made from the worked examples and from practices that were made up.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemelang.document.contract import Column, Fact, Facts, Paragraph, Part, Row, Section, Table
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import listed, say_counted
from schemelang.proof.cliffs import of_what
from schemelang.proof.in_words import ended, said, status
from schemelang.proof.proof import ASSUMED, KINDS, Budget, Certificate, Claim, Cliff, Most
from schemelang.quantities import say_money, say_number

CLIFFS, CERTIFICATE = "section-cliffs", "section-certificate"
"""The schedules that say what was found out about a scheme. Nothing in them is agreed."""
_ALL_ELSE = (
    "What is paid can change at a single {unit}. Here is where that is so for {who}, who stands in a worked example or "
    "was made up. All else stays as it is. The last two columns say what each one more is worth before the number is "
    "reached and after it."
)
_NOT_AGREED = "It was worked out by the engine from the scheme. It explains the contract and is no term of it."
_NUMBERS = ("Number", "With one less", "There", "Each before", "Each after")
_MOST_ROWS = 40
_FOR_AUTHORS = " --"
"""What stands in a sentence that tells an author which option to try."""


def where_pay_changes(matter: Matter) -> Section:
    """Give a table of the counts at which pay changes, payment by payment."""
    cliffs = () if matter.certificate is None else matter.certificate.cliffs[:_MOST_ROWS]
    intro = Paragraph((_ALL_ELSE.format(who=cliffs[0].who, unit=cliffs[0].unit or "one more"),)) if cliffs else None
    tables = [_table(tuple(theirs)) for _, theirs in groupby(cliffs, key=lambda each: (each.payment, each.paid))]
    return Section(
        anchor=CLIFFS,
        heading="Where one more changes pay",
        parts=(intro, *tables) if intro else (),
        is_schedule=True,
    )


def _table(cliffs: Sequence[Cliff]) -> Table:
    first = cliffs[0]
    return Table(
        caption=f"{first.payment}: what is paid to {first.paid}",
        columns=(
            Column("Figure"),
            *(Column(words, numeric=True) for words in _NUMBERS),
            Column("Why there"),
        ),
        rows=tuple(_row(cliff) for cliff in cliffs),
        keys=2,
    )


def _row(cliff: Cliff) -> Row:
    whole = "" if cliff.out_of is None else f", out of {say_counted(cliff.out_of, cliff.unit)}"
    amounts = (cliff.before, cliff.after, cliff.below, cliff.beyond)
    told = tuple(("none",) if each is None else (say_money(each),) for each in amounts)
    return Row(((f"{of_what(cliff)}{whole}",), (say_number(cliff.count),), *told, (capital(cliff.what),)))


# ---------------------------------------------------------------- the certificate


def what_is_proved(matter: Matter) -> Section:
    """Say of each thing that matters about the money how it came out, and what the scheme can cost."""
    certificate = matter.certificate
    parts: tuple[Part, ...] = () if certificate is None else _certificate(certificate)
    return Section(anchor=CERTIFICATE, heading="What is proved of the money", parts=parts, is_schedule=True)


def _certificate(certificate: Certificate) -> tuple[Part, ...]:
    table = Table(
        caption="What was looked at, and how it came out",
        columns=(Column("What was looked at"), Column("Result"), Column("What there is to say of it")),
        rows=tuple(_claims(certificate.claims)),
    )
    costs = (Facts(tuple(_budget(certificate.budget))),) if certificate.budget else ()
    return (Paragraph((f"{ASSUMED} {_NOT_AGREED}",)), table, *costs)


def _claims(claims: Sequence[Claim]) -> Iterator[Row]:
    """Give a row for each claim; what is the same of several blocks is said once."""
    for (kind, word, sentences), alike in groupby(claims, key=_alike):
        titles = [f"\u201c{claim.about}\u201d" for claim in alike if claim.about]
        about = f", in {listed(titles, 'and')}" if titles else ""
        yield Row(((f"{KINDS[kind]}{about}",), (capital(word.casefold()),), (" ".join(map(ended, sentences)),)))


def _alike(claim: Claim) -> tuple[str, str, tuple[str, ...]]:
    sentences = tuple(capital(words) for words in map(_for_readers, said(claim)) if words)
    return claim.kind, status(claim.verdict), sentences


def _for_readers(words: str) -> str:
    """Leave out what tells an author which option to try."""
    return ". ".join(sentence for sentence in words.split(". ") if _FOR_AUTHORS not in sentence)


def _budget(budget: Budget) -> Iterator[Fact]:
    """Say what the scheme can cost, whatever the figures are, and what can be asked back."""
    yield Fact("What it can cost in all", (_most(budget.total),))
    yield Fact("What one of those who are paid can have", (_most(budget.one),))
    yield Fact("What one of them can be asked to pay back", (_most(budget.back),))


def _most(most: Most) -> str:
    why = capital(_for_readers(most.why))
    if most.amount is None:
        return f"Nothing bounds it. {ended(why)}" if why else "Nothing bounds it."
    return f"At most {say_money(most.amount)}. {ended(why)}" if why else f"At most {say_money(most.amount)}."
