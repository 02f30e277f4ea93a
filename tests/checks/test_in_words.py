"""Every rule is in words: what is missing from a contract is noticed."""

from pathlib import Path

import pytest
from attrs import evolve

from compiled import HEADING
from passes import CONTRACTS, compiled
from schemelang.checks.in_words import every_rule_is_in_words, in_words
from schemelang.document.contract import Contract
from schemelang.document.from_graph import write_contract
from schemelang.proof.proof import Proved, Unchecked
from schemelang.proof.subject import Subject
from subjects import subject_of

BLOCKS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
value price "Price for each patient"
    is                £2.50
target large "A large practice" for each practice
    met when          list_size is more than 10,000
payment grant "A grant"
    to each practice
    start with        price × list_size
    add               £100 only if large is met
    less              5% of the amount so far
    round             to the nearest penny, halves up
    pay 60%           in advance, kept whatever the outcome, on 30 June 2013
    pay 40%           on 30 June 2014
clause aim "What it is for"
    > It pays {price} for each of some 12,000 patients.
    numbers           are words only
payment thanks "Thanks"
    to hospital
    start with        £5
    pay 100%          on 30 June 2014
"""
TEXT = HEADING + BLOCKS
MARK = "    numbers           are words only\n"
GOOD = sorted((Path(__file__).parents[1] / "cases" / "good").glob("*/*.scheme"))


def written(subject: Subject) -> Contract:
    """Return the contract of a subject."""
    return write_contract(subject.scheme, subject.graph, examples=(), outcome=None, party=None)


@pytest.mark.parametrize("path", [*CONTRACTS, *GOOD], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_scheme_that_compiles_is_in_words(path: Path) -> None:
    """Of each contract and each good case every rule is in words in one clause."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    [claim] = every_rule_is_in_words(Subject(scheme=case.scheme, graph=case.graph))

    assert claim.verdict == Proved()


def test_a_number_in_prose_is_a_rule_or_is_marked() -> None:
    """A number that is typed leaves the claim open until it is marked; a quoted one is a rule."""
    [marked] = every_rule_is_in_words(subject_of(TEXT))
    [open_] = every_rule_is_in_words(subject_of(TEXT.replace(MARK, "")))
    [quoted] = every_rule_is_in_words(subject_of(TEXT.replace(" of some 12,000 patients", "").replace(MARK, "")))

    assert marked.verdict == Proved()
    assert marked.how.endswith(
        'Every number in the prose is a rule or is marked. Marked as words only: 12,000 in "What it is for".'
    )
    assert open_.verdict == Unchecked('neither a rule nor marked as words only: 12,000 in "What it is for"')
    assert quoted.how.endswith("every party. Every number in the prose is a rule or is marked.")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("£2.50", "£2.55"),
        ("more than 10,000", "more than 10,001"),
        ("add               £100", "add               £10"),
        ("less              5% of", "less              25% of"),
        ("start with        price × list_size", "start with        £3 for each patient in list_size"),
    ],
)
def test_what_a_contract_does_not_say_is_noticed(was: str, now: str) -> None:
    """With one value changed, the contract of before no longer has it in words."""
    changed = TEXT.replace(was, now)
    line = changed.count("\n", 0, changed.index(now)) + 1
    claim = in_words(subject_of(changed), written(subject_of(TEXT)).sections)

    assert claim.verdict == Unchecked(f"what stands at line {line} was not found in the words of the contract")


@pytest.mark.parametrize(
    ("was", "now", "missing"),
    [
        ("30 June 2013", "31 July 2013", 'when "A grant" is paid, or by or to whom'),
        ("Vale Hospital", "Dale Hospital", 'Dale Hospital; when "Thanks" is paid, or by or to whom'),
    ],
)
def test_a_day_or_a_party_that_is_not_said_is_noticed(was: str, now: str, missing: str) -> None:
    """A day on which money falls due, and a party, must stand in the contract too."""
    claim = in_words(subject_of(TEXT.replace(was, now)), written(subject_of(TEXT)).sections)

    assert claim.verdict == Unchecked(f"not found in the contract: {missing}")


def test_a_clause_that_is_there_twice_says_nothing() -> None:
    """Each block has one clause and no more."""
    subject = subject_of(TEXT)
    contract = written(subject)
    doubled = tuple(evolve(section, clauses=(*section.clauses, *section.clauses)) for section in contract.sections)

    assert isinstance(in_words(subject, doubled).verdict, Unchecked)


def test_the_days_are_looked_for_in_the_payment_calendar() -> None:
    """Without its calendar a contract does not say every day on which something is paid."""
    subject = subject_of(TEXT)
    contract = written(subject)
    rest = tuple(section for section in contract.sections if section.anchor != "section-calendar")
    claim = in_words(subject, rest)

    assert claim.verdict == Unchecked(
        'not found in the contract: when "A grant" is paid, or by or to whom; when "Thanks" is paid, or by or to whom'
    )
