"""Every rule is in words in the contract, and each block in just one clause.

The contract is written, without anybody's figures, and walked as a tree. Each block that has rules must have one
clause, which carries its name. In that clause must stand every number, amount, date and word that its rules lay
down, and the title of every other block that they read. In the payment calendar must stand every day on which
something falls due, in the clause of a payment each party that pays or is paid, and each party where it is named.
How a rule of each kind is said is a sentence of the explanation room, which has one for every kind.
What is not found is not claimed. Each number in the author's own clauses must be a rule, and stand between braces, or
be marked as words only, by which nothing is paid; one that is typed and not marked leaves the claim open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import assert_never

from schemelang.dates import say_date
from schemelang.document.agreed import what_is_agreed
from schemelang.document.contract import (
    Bullets,
    Clause,
    Facts,
    Notice,
    Paragraph,
    Part,
    Picture,
    Section,
    Signatures,
    Steps,
    Table,
    Text,
)
from schemelang.document.matter import Matter
from schemelang.document.recovery import recovery_anchor
from schemelang.explanation.values import listed, say_constant
from schemelang.graph.graph import Constant, DuePart, Pooled, Role, Rule, RuleId
from schemelang.light import frozen
from schemelang.model.model import Clause as Prose
from schemelang.model.model import ExceptionBlock, NamedParty
from schemelang.model.typed import typed_numbers
from schemelang.proof.proof import Claim, Proved, Unchecked
from schemelang.proof.subject import Subject, counted
from schemelang.source import Span

KIND = "words"
_CALENDAR = "section-calendar"
_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")


def every_rule_is_in_words(subject: Subject) -> Iterator[Claim]:
    """Show that whatever the rules lay down, read and pay stands in the clause of its block."""
    matter = Matter(scheme=subject.scheme, graph=subject.graph, examples=(), outcome=None, party=None)
    yield in_words(subject, what_is_agreed(matter))


def in_words(subject: Subject, agreed: Sequence[Section]) -> Claim:
    """Say whether the sections of a contract before its schedules have every rule of a scheme in words."""
    page = _Page(subject, agreed)
    silent = tuple(rule for rule in subject.graph.rules if not page.says(rule))
    undated = [part for part in subject.graph.due if not page.says_when_and_who(part)]
    unnamed = [title for title in page.parties if not any(title.lower() in words for words in page.sections.values())]
    if silent:
        why = f"what stands {subject.where(silent)} was not found in the words of the contract"
        return subject.of_all(KIND, Unchecked(why))
    if undated or unnamed:
        titles = {block.name: block.title for block in subject.scheme.blocks}
        paid = (f'when "{titles[part.payment]}" is paid, or by or to whom' for part in undated)
        why = f"not found in the contract: {'; '.join(dict.fromkeys((*unnamed, *paid)))}"
        return subject.of_all(KIND, Unchecked(why))
    unmarked = [f'{_numbers(clause)} in "{clause.title}"' for clause in _with_numbers(subject, marked=False)]
    if unmarked:
        return subject.of_all(KIND, Unchecked(f"neither a rule nor marked as words only: {'; '.join(unmarked)}"))
    return subject.of_all(KIND, Proved(), _how(subject))


def _how(subject: Subject) -> str:
    blocks = counted(len({rule.clause for rule in subject.graph.rules}), "part has", "parts have")
    laid_down = sum(isinstance(rule.kind, Constant) for rule in subject.graph.rules)
    constants = counted(laid_down, "value", "values")
    how = f"{blocks} a clause each, with {constants} laid down, every date and every party."
    if not any(isinstance(block, Prose) for block in subject.scheme.blocks):
        return how
    marked = [f'{_numbers(clause)} in "{clause.title}"' for clause in _with_numbers(subject, marked=True)]
    words_only = f" Marked as words only: {'; '.join(marked)}." if marked else ""
    return f"{how} Every number in the prose is a rule or is marked.{words_only}"


def _with_numbers(subject: Subject, *, marked: bool) -> Iterator[Prose]:
    """Find the author's own clauses into which numbers are typed, marked as words only or not."""
    clauses = (block for block in subject.scheme.blocks if isinstance(block, Prose))
    yield from (each for each in clauses if typed_numbers(each) and (each.words_only is not None) is marked)


def _numbers(clause: Prose) -> str:
    return listed(typed_numbers(clause), "and")


@frozen
class _Page:
    """A contract as the words of each clause and of each section, in small letters."""

    subject: Subject
    agreed: Sequence[Section]

    @cached_property
    def words(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The anchor and the words of each clause by its section."""
        return {
            section.anchor: tuple((clause.anchor, " ".join(_words(clause)).lower()) for clause in section.clauses)
            for section in self.agreed
        }

    @cached_property
    def clauses(self) -> Mapping[str, str]:
        """The words of each clause by its anchor; of one that is there twice, none."""
        found: dict[str, str] = {}
        for anchor, words in (clause for clauses in self.words.values() for clause in clauses):
            found[anchor] = "" if anchor in found else words
        return found

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The words of each section by its anchor, with those of its clauses."""
        return {
            section.anchor: " ".join(
                (
                    *(words.lower() for part in section.parts for words in _of_part(part)),
                    *(words for _, words in self.words[section.anchor]),
                )
            )
            for section in self.agreed
        }

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each block by its name."""
        return {block.name: block.title.lower() for block in self.subject.scheme.blocks}

    @cached_property
    def spans(self) -> Mapping[str, Span]:
        """The words of each block by its name."""
        return {block.name: block.span for block in self.subject.scheme.blocks}

    @cached_property
    def excepted(self) -> Mapping[str, str]:
        """The block to which each exception is."""
        blocks = self.subject.scheme.blocks
        return {block.name: block.to for block in blocks if isinstance(block, ExceptionBlock)}

    @property
    def parties(self) -> tuple[str, ...]:
        """The titles of the parties that have a name."""
        return tuple(block.title for block in self.subject.scheme.blocks if isinstance(block, NamedParty))

    def says(self, rule: Rule) -> bool:
        """Say whether a clause has what a rule lays down, and what it reads of other blocks."""
        home = self._block(rule.id)
        taken_back = self.clauses.get(recovery_anchor(home), "")
        words = f"{self.clauses.get(home, '')} {taken_back}".strip()
        if not words or rule.role is Role.INSERTED:
            return bool(words)  # prose quotes what a rule comes to, and not its title
        read: tuple[RuleId, ...] = (
            (rule.kind.indicator,) if isinstance(rule.kind, Pooled) else self.subject.graph.needs[rule.id]
        )
        others = (need for need in read if self._block(need) != home)
        return (self._is_of_nobody(rule) or _is_laid_down_in(rule, words)) and all(
            self._is_read_in(need, words) for need in others
        )

    def _is_of_nobody(self, rule: Rule) -> bool:
        """Say whether a value is not the author's: the nothing that is left where a condition is not met."""
        return isinstance(rule.kind, Constant) and rule.kind.value == 0 and rule.span == self.spans[rule.id.owner]

    def _is_read_in(self, need: RuleId, words: str) -> bool:
        """Say whether words have the title of the block of a rule or, where it only lays a value down, that value."""
        rule = self.subject.graph.by_id[need]
        return self.titles[self._block(need)] in words or (
            isinstance(rule.kind, Constant) and _is_laid_down_in(rule, words)
        )

    def _block(self, rule: RuleId) -> str:
        """Return the block in whose clause a rule is said: of an exception, the one that it is to."""
        return self.excepted.get(rule.owner, rule.owner)

    def says_when_and_who(self, part: DuePart) -> bool:
        """Say whether the calendar has the day of a part that falls due, and its clause who pays and is paid."""
        words = self.clauses.get(part.payment, "")
        day = say_date(part.day).lower() if isinstance(part.day, date) else ""
        who = [self.titles[name] for name in (part.payer, part.payee) if name is not None]
        return day in self.sections.get(_CALENDAR, "") and all(each in words for each in who)


def _is_laid_down_in(rule: Rule, words: str) -> bool:
    """Say whether words have what a rule lays down, as a contract says it or as its own words have it.

    Nothing, where the words of the rule do not have it, is what a condition leaves, and has other words.
    """
    if not isinstance(rule.kind, Constant):
        return True
    said = say_constant(rule.kind.value, rule.type).lower()
    written = _NUMBER.findall(rule.span.words)
    if rule.kind.value == 0 and not any(each.strip("£%") == "0" for each in written):
        return True
    return _stands_in(said, words) or (bool(written) and all(_stands_in(each.lower(), words) for each in written))


def _stands_in(said: str, words: str) -> bool:
    """Say whether a value stands among words as it is, and not as a part of another number or word."""
    start = words.find(said)
    while start >= 0:
        end = start + len(said)
        before, after, next_but_one = words[start - 1 : start], words[end : end + 1], words[end + 1 : end + 2]
        goes_on = after.isalnum() or after == "%" or (after in {".", ","} and next_but_one.isdigit())
        if not goes_on and not before.isalnum() and before not in {".", ",", "£"}:
            return True
        start = words.find(said, start + 1)
    return False


# ---------------------------------------------------------------- the contract as words


def _words(clause: Clause) -> Iterator[str]:
    yield clause.heading
    for part in clause.parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(text) | Notice(_, text):
            yield _plain(text)
        case Bullets(items):
            yield from map(_plain, items)
        case Facts(facts):
            yield from (f"{fact.about} {_plain(fact.text)}" for fact in facts)
        case Steps(steps):
            yield from (_plain(step.text) for step in steps)
        case Table(caption, columns, rows):
            yield from (caption, *(column.heading for column in columns))
            yield from (_plain(cell) for row in rows for cell in row.cells)
        case Picture(title=title, description=description):
            yield from (title, description)
        case Signatures(places):
            yield from (place.who for place in places)
        case _:
            assert_never(part)


def _plain(text: Text) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)
