"""Clauses before and now: which belong together, and what has become of each."""

from pathlib import Path

import pytest

from compared import EXAMPLE, SMALL, clause, comparison
from schemelang.cli.compiling import compile_file
from schemelang.comparison.clauses import compare_clauses
from schemelang.comparison.comparison import Gone, New, Reworded, Side, Words
from schemelang.outcome.examples import run_examples

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted((ROOT / "contracts").glob("*/*.scheme"))

VALUE = """
value price "Price of a review"
    is                £10
"""
PRICED = SMALL.replace("£10 × seen", "price × seen") + VALUE


def test_a_scheme_is_no_different_from_itself() -> None:
    """Nothing is changed, and nobody is paid otherwise."""
    changes = comparison(SMALL + EXAMPLE, SMALL + EXAMPLE)

    assert changes.clauses == ()
    assert changes.proofs == ()
    assert not changes.is_different


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_no_contract_is_different_from_itself(path: Path) -> None:
    """Every contract of ours, compared with itself, has no clause that is changed."""
    contract = read(path)
    runs = run_examples(contract.scheme, contract.graph)

    assert compare_clauses(contract, contract, runs, runs) == ()


def test_the_other_way_about_what_was_new_is_gone() -> None:
    """A framework and a scheme that varies it: each clause is changed, or new one way and gone the other."""
    one, other = (read(ROOT / "contracts" / "qof" / name) for name in ("qof_2014.scheme", "somerset.scheme"))
    runs = run_examples(one.scheme, one.graph), run_examples(other.scheme, other.graph)
    there = compare_clauses(one, other, *runs)
    back = compare_clauses(other, one, *reversed(runs))

    turned = {"changed": "changed", "new": "gone", "gone": "new"}
    assert {(each.anchor, turned[each.what]) for each in there} == {(each.anchor, each.what) for each in back}


def read(path: Path) -> Side:
    """Read one of our contracts, with the files that it names."""
    compiled, found = compile_file(path)
    assert compiled is not None, found
    return Side(name=path.name, scheme=compiled.scheme, graph=compiled.graph)


def test_notes_blanks_and_order_of_lines_are_no_difference() -> None:
    """What is compared is what is read in the contract, and not how its text is laid out."""
    laid_out = SMALL.replace("    code", "  # the code\n\n        code")

    assert comparison(SMALL, laid_out).clauses == ()


def test_a_renamed_title_is_a_change() -> None:
    """A clause whose title is changed is the same clause, and those that name it are not changed by that."""
    changes = comparison(PRICED, PRICED.replace("Price of a review", "Pounds for a review"))

    (only,) = changes.clauses
    assert (only.anchor, only.what) == ("price", "changed")
    (title,) = only.sentences
    assert isinstance(title, Reworded)
    assert title.label == "Title"


def test_a_renamed_title_hides_no_other_change() -> None:
    """Where the title is changed and the amount as well, both are told."""
    changes = comparison(PRICED, PRICED.replace('"Price of a review"\n    is                £10', '"Cost"\n    is £12'))

    title, amount = clause(changes, "price").sentences
    assert isinstance(title, Reworded)
    assert isinstance(amount, Reworded)
    assert amount.numbers == (("£10", "£12"),)
    (step,) = clause(changes, "reviews").sentences
    assert isinstance(step, Reworded)
    assert said(step.before) == "Start with Price of a review (£10) times Patients seen."
    assert said(step.now) == "Start with Cost (£12) times Patients seen."


def said(words: Words) -> str:
    """Return words without their marks."""
    return "".join(run.text for run in words)


def test_what_was_said_is_shown_as_it_was() -> None:
    """A title that stands within another, and is changed, is not put into what the old contract said."""
    before = SMALL.replace('"A small scheme"', '"Reviews of 2013"')
    changes = comparison(before, SMALL.replace('"Reviews"', '"Reviews, paid for"'))

    title, *_ = clause(changes, "the-title").sentences
    assert isinstance(title, Reworded)
    assert (said(title.before), said(title.now)) == ("Reviews of 2013", "A small scheme")


def test_a_clause_is_found_by_its_heading_when_its_name_is_changed() -> None:
    """A block with another name and the same title is the same clause."""
    assert comparison(PRICED, PRICED.replace("price", "cost")).clauses == ()


def test_a_new_block_is_a_new_clause_and_one_withdrawn_is_gone() -> None:
    """A clause that only one of the contracts has is told whole."""
    new, gone = comparison(SMALL, PRICED), comparison(PRICED, SMALL)

    assert clause(new, "price").what == "new"
    assert clause(new, "price").sentences == (New("What it is", "£10"),)
    assert clause(gone, "price").what == "gone"
    assert clause(gone, "price").sentences == (Gone("What it is", "£10"),)


def test_a_clause_in_another_section_has_moved() -> None:
    """A clause that stands elsewhere says so, though its words are the same."""
    prose = 'clause talk "Talking it over"\n    > Both sides talk first.\n'
    changes = comparison(SMALL + prose, SMALL.replace("figure seen", prose + "figure seen"))

    (moved,) = clause(changes, "talk").sentences
    assert isinstance(moved, Reworded)
    assert moved.label == "Section"


def test_the_heading_of_a_scheme_is_compared() -> None:
    """The title, the parties, the term and the standing are compared as everything else."""
    text = SMALL.replace('"A small scheme"', '"A smaller scheme"').replace("31 March 2014\n", "30 June 2014\n")
    changes = comparison(SMALL, text)

    assert clause(changes, "the-title").sentences != ()
    (term,) = clause(changes, "section-parties").sentences
    assert isinstance(term, Reworded)
    assert term.numbers == (("31 March 2014", "30 June 2014"),)


def test_an_example_is_compared_as_it_is_written() -> None:
    """An expectation that is changed is a change of words; what the example comes to is money."""
    changes = comparison(SMALL + EXAMPLE, SMALL.replace("£10", "£12") + EXAMPLE.replace("£100", "£120"))

    (sentence,) = clause(changes, "example-1").sentences
    assert isinstance(sentence, Reworded)
    assert sentence.numbers == (("£100.00", "£120.00"),)
    assert {each.anchor for each in changes.clauses} == {"reviews", "example-1"}


def test_an_example_that_stands_elsewhere_or_is_called_otherwise_is_the_same() -> None:
    """Examples have no names: they are found by their titles, else by their words."""
    other = EXAMPLE.replace("Ten patients", "None at all").replace("10  ", "0   ").replace("£100.00", "£0.00")

    assert comparison(SMALL + EXAMPLE + other, SMALL + other + EXAMPLE).clauses == ()
    (title,) = comparison(SMALL + EXAMPLE, SMALL + EXAMPLE.replace("Ten", "10")).clauses
    assert [sentence.label for sentence in title.sentences] == ["Title"]
