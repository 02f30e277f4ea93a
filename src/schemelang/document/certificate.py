"""What is proved of a scheme's money, as schedules of its contract. Nobody's own figures are in it.

A certificate that a contract prints is made from the worked examples and from practices that were made up.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from schemelang.document.contract import (
    CERTIFICATE,
    CLIFFS,
    PROVED,
    Column,
    Fact,
    Facts,
    Link,
    Paragraph,
    Part,
    Row,
    Section,
    Table,
    Text,
)
from schemelang.document.courses import course
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import listed, say_counted
from schemelang.proof.in_words import ended, of_what, said, status
from schemelang.proof.proof import ASSUMED, KINDS, Budget, Certificate, Claim, Cliff, Course, Most
from schemelang.quantities import say_money, say_number

_WHERE = "Where one more changes pay"
_ALL_ELSE = (
    "At some numbers a single {unit} changes what is paid. This schedule gives those numbers for {who}, on the figures "
    "of a worked example or on made-up ones. All other figures stay as they are. \u201cEach before\u201d and "
    "\u201ceach after\u201d are what each one more is worth before the number is reached, and after it."
)
_NOT_AGREED = "The software that wrote this contract found it out. It explains the contract and is no term of it."
_NUMBERS = ("Number", "With one less", "There", "Each before", "Each after")
_MOST_ROWS = 40
_FOR_AUTHORS = re.compile("^Write | --figures\\b")
"""What stands in a sentence that tells an author what to write, or which option to try."""
_QUOTED = re.compile('"([^"]*)"')

_MEANS: Mapping[str, str] = {
    "proved": "It is so whatever the figures are.",
    "tried": "It was so wherever it was tried. That is no proof.",
    "broken": "It is not so, and what shows that is told.",
    "accepted": "It is not so, and the scheme says why that is meant.",
    "not checked": "It was not looked at or could not be shown, and the reason is told. It may be so.",
    "a fact": "It says how the scheme is made, which is neither good nor bad.",
}
"""What each way means in which something can come out."""


def where_pay_changes(matter: Matter) -> Section:
    """Give a table of the counts at which pay changes, payment by payment."""
    cliffs = () if matter.certificate is None else matter.certificate.cliffs[:_MOST_ROWS]
    intro = Paragraph((_ALL_ELSE.format(who=cliffs[0].who, unit=cliffs[0].unit or "one more"),)) if cliffs else None
    tables = [part for _, them in groupby(cliffs, key=_whose) for part in _tables(matter, tuple(them))]
    return Section(anchor=CLIFFS, heading=_WHERE, parts=(intro, *tables) if intro else (), is_schedule=True)


def _whose(told: Cliff | Course) -> tuple[str, str]:
    return told.payment, told.paid


def _tables(matter: Matter, cliffs: Sequence[Cliff]) -> Iterator[Part]:
    """Give the counts of one payment, and what is paid from the least of a figure to its most."""
    yield _table(matter, cliffs)
    assert matter.certificate is not None, "counts at which pay changes stand in a certificate"
    for drawn in matter.certificate.courses:
        if _whose(drawn) == _whose(cliffs[0]):
            yield from course(drawn)


def _table(matter: Matter, cliffs: Sequence[Cliff]) -> Table:
    first = cliffs[0]
    return Table(
        caption=f"{first.payment}: what is paid to {first.paid}",
        columns=(
            Column("Figure"),
            *(Column(words, numeric=True) for words in _NUMBERS),
            Column("Why there"),
        ),
        rows=tuple(_row(matter, cliff) for cliff in cliffs),
        keys=2,
    )


def _row(matter: Matter, cliff: Cliff) -> Row:
    whole = "" if cliff.out_of is None else f", out of {say_counted(cliff.out_of, cliff.unit)}"
    amounts = (cliff.before, cliff.after, cliff.below, cliff.beyond)
    told = tuple(("none",) if each is None else (say_money(each),) for each in amounts)
    why = linked(capital(cliff.what), matter)
    return Row(((f"{of_what(cliff)}{whole}",), (say_number(cliff.count),), *told, why))


# ---------------------------------------------------------------- the certificate


def what_is_proved(matter: Matter) -> Section:
    """Say of each thing that matters about the money how it came out, and what the scheme can cost."""
    certificate = matter.certificate
    parts: tuple[Part, ...] = () if certificate is None else _certificate(matter, certificate)
    return Section(anchor=CERTIFICATE, heading=PROVED, parts=parts, is_schedule=True)


def _certificate(matter: Matter, certificate: Certificate) -> tuple[Part, ...]:
    table = Table(
        caption="What was looked at, and how it came out",
        columns=(Column("What was looked at"), Column("Result"), Column("What there is to say of it")),
        rows=tuple(_claims(matter, certificate)),
    )
    results = {status(claim.verdict).casefold() for claim in certificate.claims}
    legend = Facts(tuple(Fact(capital(word), (means,)) for word, means in _MEANS.items() if word in results))
    costs = (Facts(tuple(_budget(matter, certificate.budget))),) if certificate.budget else ()
    return (Paragraph((f"{ASSUMED} {_NOT_AGREED}",)), legend, table, *costs)


def _claims(matter: Matter, certificate: Certificate) -> Iterator[Row]:
    """Give a row for each claim; what is the same of several blocks is said once."""
    has_table = bool(certificate.cliffs)
    for (kind, word, sentences), alike in groupby(certificate.claims, key=_alike):
        titles = [f'"{claim.about}"' for claim in alike if claim.about]
        about = f", in {listed(titles, 'and')}" if titles else ""
        told = _told(matter, " ".join(sentences)) or (_MEANS[word],)
        if kind == "cliffs" and has_table:
            told = ("The schedule \u201c", Link(_WHERE, CLIFFS), "\u201d says where.")
        yield Row((_told(matter, f"{KINDS[kind]}{about}"), (capital(word),), told))


def _alike(claim: Claim) -> tuple[str, str, tuple[str, ...]]:
    sentences = (capital(words) for words in map(_for_readers, said(claim)))
    return claim.kind, status(claim.verdict).casefold(), tuple(ended(words) for words in sentences if words)


def _for_readers(words: str) -> str:
    """Leave out what tells an author what to write."""
    return ". ".join(sentence for sentence in words.split(". ") if not _FOR_AUTHORS.search(sentence))


def _told(matter: Matter, words: str) -> Text:
    """Set what is quoted as a contract does, and link each title to its clause, of a block or of an example."""
    pieces = list[str | Link]()
    examples = {run.example.title: f"example-{number}" for number, run in enumerate(matter.examples, 1)}
    anchors = examples | matter.titles
    for place, part in enumerate(_QUOTED.split(words)):
        if place % 2 == 0:
            pieces.append(part)
        elif part in anchors:
            pieces += ["\u201c", Link(part, anchors[part]), "\u201d"]
        else:
            pieces.append(f"\u201c{part}\u201d")
    return tuple(piece for piece in pieces if piece)


def _budget(matter: Matter, budget: Budget) -> Iterator[Fact]:
    """Say what the scheme can cost, whatever the figures are, and what can be asked back."""
    yield Fact("What it can cost in all", _most(matter, budget.total))
    yield Fact("What one of those who are paid can have", _most(matter, budget.one, ", for "))
    yield Fact("What one of them can be asked to pay back", _most(matter, budget.back))


def _most(matter: Matter, most: Most, joined: str = ". ") -> Text:
    """Say the most that something comes to and, if need be, why; or who it is, where it is joined so."""
    why = _for_readers(most.why)
    if most.amount is None:
        much, joined = "Nothing limits it", ". "
    else:
        much = f"At most {say_money(most.amount)}" if most.amount else "Nothing"
    return _told(matter, f"{much}{joined}{ended(capital(why) if joined == '. ' else why)}" if why else f"{much}.")
