"""A comparison as a page: the same sections, paragraphs and tables as a contract, with what changes marked in it."""

from collections.abc import Iterator, Sequence
from itertools import count
from string import ascii_uppercase
from typing import Literal, assert_never

from schemelang.comparison import words
from schemelang.comparison.comparison import (
    ClauseChange,
    Comparison,
    Gone,
    Money,
    New,
    Reworded,
    Sentence,
    Trial,
    Unfit,
    Words,
)
from schemelang.comparison.wording import ROW
from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Contract,
    Fact,
    Facts,
    Marked,
    Notice,
    Paragraph,
    Part,
    Row,
    Section,
    Table,
    Text,
)
from schemelang.light import evolve

_HEADINGS = {"changed": "Clauses that change", "new": "New clauses", "gone": "Clauses that are gone"}
_WHAT = "This page says what is different between two schemes. It is no contract, and nobody signs it."


def as_page(comparison: Comparison) -> Contract:
    """Lay a comparison out as sections with letters; its clauses keep the numbers that they have in the contracts."""
    tables = count(1)
    sections = [*_clauses(comparison), _who_gains(comparison, tables), _what_holds(comparison)]
    shown = (section for section in sections if section.parts or section.clauses)
    return Contract(
        title=words.title_of(comparison),
        subtitle="What changes",
        banner=" ".join(words.standing(comparison)),
        standing=_WHAT,
        glance=Facts(tuple(_glance(comparison))),
        sections=tuple(evolve(section, number=letter) for letter, section in zip(ascii_uppercase, shown, strict=False)),
    )


def _glance(comparison: Comparison) -> Iterator[Fact]:
    yield Fact("Old scheme", (f"{comparison.before.scheme.title} ({comparison.before.name})",))
    yield Fact("New scheme", (f"{comparison.now.scheme.title} ({comparison.now.name})",))
    yield Fact("In words", (words.how_many_clauses(comparison.clauses),))
    trials = [each for each in comparison.money if isinstance(each, Trial) and each.origin == "figures"]
    for trial in trials:
        for about, lines in (("In money", words.who_moves(trial)), ("Largest loss", words.largest_loss(trial))):
            said = " ".join(lines)
            yield from [Fact(about, (said,))] if said else []
        yield Fact("Total", (words.in_all(trial),))


# ---------------------------------------------------------------- words


def _clauses(comparison: Comparison) -> Iterator[Section]:
    places = count(1)
    for what, heading in _HEADINGS.items():
        those = [clause for clause in comparison.clauses if clause.what == what]
        clauses = tuple(_clause(clause, next(places)) for clause in those)
        yield Section(anchor=f"section-{what}", heading=heading, clauses=clauses)


def _clause(clause: ClauseChange, place: int) -> Clause:
    """Give a clause with where it stands, and each sentence of it that is not as it was."""
    cited = clause.now or clause.before
    assert cited is not None, "a clause is in one contract or in both"
    where = Paragraph((_where(clause),))
    if clause.what == "changed":
        changes: Part = Facts(tuple(fact for each in clause.sentences for fact in _sentence(each)))
    else:
        changes = Bullets(tuple(_whole(each) for each in clause.sentences))
    return Clause(anchor=f"change-{place}", heading=cited.heading, parts=(where, changes), number=cited.number)


def _where(clause: ClauseChange) -> str:
    """Say where a clause stands in each of the contracts."""
    before, now = clause.before, clause.now
    if now is None:
        assert before is not None, "a clause is in one contract or in both"
        return f"This stood under \u201c{before.section}\u201d. It is gone."
    if before is None:
        return f"This stands under \u201c{now.section}\u201d. It is new."
    if not now.section:
        return "This stands above the first section of the contract."
    if now.heading == now.section:
        return "This is what its section begins with."
    was = "" if before.number == now.number else f" Before, its number was {before.number}."
    return f"This stands under \u201c{now.section}\u201d.{was}"


def _sentence(sentence: Sentence) -> Iterator[Fact]:
    """Give a sentence before and now, or one that is on one side only, with its marks."""
    label = _label(sentence.label)
    match sentence:
        case Reworded(before=before, now=now, numbers=numbers):
            if numbers:
                yield Fact("What changes", (f"{words.becomes(numbers)}.",))
            yield Fact("Before", (*label, *_marked(before, "before")))
            yield Fact("Now", (*label, *_marked(now, "now")))
        case Gone(text=text):
            yield Fact("Gone", (*label, Marked(text, "before")))
        case New(text=text):
            yield Fact("New", (*label, Marked(text, "now")))
        case _:
            assert_never(sentence)


def _whole(sentence: Sentence) -> Text:
    """Give a sentence of a clause that is new or gone as a whole."""
    assert not isinstance(sentence, Reworded), "a clause that is in one contract has nothing to be held against"
    return (*_label(sentence.label), sentence.text)


def _label(label: str) -> Text:
    return (f"{label.rstrip('.')}: ",) if label and label != ROW else ()


def _marked(runs: Words, kind: Literal["before", "now"]) -> Text:
    return tuple(Marked(run.text, kind) if run.changed else run.text for run in runs)


# ---------------------------------------------------------------- money


def _who_gains(comparison: Comparison, tables: Iterator[int]) -> Section:
    on_figures = any(each.origin == "figures" for each in comparison.money)
    first = "" if on_figures else words.ON_EXAMPLES if comparison.money else words.NO_EXAMPLES
    return Section(
        anchor="section-money",
        heading="Who gains and who loses",
        parts=(Paragraph((first,)),) if first else (),
        clauses=tuple(_one(each, place, tables) for place, each in enumerate(comparison.money, 1)),
    )


def _one(money: Money, place: int, tables: Iterator[int]) -> Clause:
    """Tell what one trial showed."""
    on = words.on_what(money)
    match money:
        case Unfit():
            parts: tuple[Part, ...] = (Notice("held", (words.unfit(money),)),)
        case Trial():
            first = (*words.lacking(money), *words.who_moves(money), *words.largest_loss(money), words.in_all(money))
            parts = (
                *(Paragraph((line,)) for line in first),
                *(Notice("does not hold", (line,)) for line in words.guarantees(money)),
                *(evolve(table, number=str(next(tables))) for table in money_tables(money)),
            )
        case _:
            assert_never(money)
    return Clause(anchor=f"money-{place}", heading=on[:1].upper() + on[1:], parts=parts)


def money_tables(trial: Trial) -> Iterator[Table]:
    """Give a row for each who is paid otherwise, then one for each payment that comes to another sum."""
    payees = words.changed_payees(trial)
    if payees:
        rows = [Row(((payee.called,), *_cells(words.sums_of(payee)), (words.remark(payee),))) for payee in payees]
        yield _table("Who is paid otherwise", "Who", rows, ("Remark",))
    parts = words.moved_parts(trial)
    if parts:
        rows = [Row(((part.title,), *_cells(words.sums_of_part(part)))) for part in parts]
        yield _table("Payments that come to another sum", "Payment", rows, ())


def _table(caption: str, first: str, rows: Sequence[Row], last: tuple[str, ...]) -> Table:
    columns = (Column(first), *(Column(heading, numeric=True) for heading in ("Before", "Now", "Change")))
    return Table(caption, (*columns, *map(Column, last)), tuple(rows))


def _cells(sums: Sequence[str]) -> tuple[Text, ...]:
    return tuple((each,) for each in sums)


# ---------------------------------------------------------------- what holds


def _what_holds(comparison: Comparison) -> Section:
    parts = tuple(Paragraph((line,)) for line in words.what_holds(comparison))
    return Section(anchor="section-holds", heading="What holds", parts=parts)
