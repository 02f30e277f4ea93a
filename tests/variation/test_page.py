"""The document that varies a contract: its cover sheet, what it says of clauses, and the contract as varied in it."""

from pathlib import Path

import pytest
from attrs import evolve

from conftest import Golden
from document.written import told
from schemelang.document.contract import Bullets, Contract, Signatures
from schemelang.document.from_graph import contract_on
from schemelang.document.html import as_html
from variation.two import document, variation_of

HERE = Path(__file__).parent


def cover(contract: Contract) -> dict[str, list[str]]:
    """Return the cover sheet: what is said under each heading."""
    return {clause.heading: [line for part in clause.parts for line in _lines(part)] for clause in contract.key_facts}


def _lines(part: object) -> list[str]:
    assert isinstance(part, Bullets)
    return ["".join(piece if isinstance(piece, str) else piece.text for piece in item) for item in part.items]


@pytest.mark.parametrize("name", ["reviews", "thanet"])
def test_a_variation_reads_as_expected(name: str, golden: Golden) -> None:
    """A variation on its worked examples, and one on figures, read as they stand beside this, up to the contract."""
    words = told(document(variation_of(name, with_its_figures=name == "thanet")))
    golden(HERE / f"{name}.txt", words.partition("#variation-contract")[0])


def test_the_cover_says_what_from_when_and_by_what_authority() -> None:
    """The first sheet names both contracts with their document IDs, the day, the clause, the body, why, and the sum."""
    how_many = (
        "5 clauses are changed, 1 clause is replaced, 3 clauses are added and 2 clauses are removed: "
        "see The clauses that change (V2)."
    )
    sums = (
        "On the worked example “Ash, as varied”, the contract as varied pays £1,642.50 in all, and the contract as "
        "it was pays £1,010.00, as far as it is known: £632.50 more."
    )

    assert cover(document(variation_of("reviews"))) == {
        "What is varied": [
            "“Reviews 2014” is varied. Its copy without figures has the document ID 1111 2222 3333 4444.",
            "The contract as varied is “Reviews 2014, from October”; it has the document ID 5555 6666 7777 8888.",
        ],
        "From when": [
            "It counts from 1 October 2014 to 31 March 2015, both days included.",
            "What was earned before 1 October 2014 is worked out by the contract as it was.",
        ],
        "By what authority": [
            "It is varied under the clause “Changing this scheme” of the contract as it was.",
            "The governing body approved it on 12 September 2014.",
        ],
        "Why": ["A review takes longer than was thought."],
        "What changes": [
            how_many,
            "All other clauses stay as they were.",
        ],
        "What it comes to": [
            sums,
            "See Numbers that change (V3).",
        ],
        "What is to be done": ["Sign (V5)."],
    }


def test_what_is_not_said_is_said_not_to_be() -> None:
    """Without a clause, a reason or an approval, the cover says so; one from the first day says nothing of before."""
    bare = cover(document(variation_of("back")))

    assert bare["By what authority"] == [
        "The scheme does not say under which of its clauses it is varied.",
        "The scheme does not say who approved it.",
    ]
    assert "Why" not in bare
    assert len(bare["From when"]) == 1


def test_a_variation_that_is_not_in_force_cannot_be_signed() -> None:
    """A rejected one says so at its head, and has no place to sign; a draft has a slip to answer on."""
    thanet = variation_of("thanet")
    rejected = document(thanet)

    assert rejected.banner
    assert rejected.subtitle == "Rejected variation"
    assert cover(rejected)["What is to be done"][0].startswith("There is nothing to sign")
    assert not places(rejected)


def places(contract: Contract) -> list[str]:
    """Return the sections that have places to sign."""
    return [
        section.anchor for section in contract.sections if any(isinstance(part, Signatures) for part in section.parts)
    ]


def test_it_is_signed_in_one_place() -> None:
    """The variation has the places to sign, and the contract as varied in it leads there."""
    written = document(variation_of("somerset"))

    assert places(written) == ["variation-signatures"]
    assert "This contract is signed as a part of the variation: see V5." in told(written)


@pytest.mark.parametrize("party", [None, "S02"])
def test_the_contract_as_varied_is_in_it_whole(party: str | None) -> None:
    """Every section of the contract as varied stands in the variation as it stands there, and so do its key facts."""
    variation = variation_of("somerset", with_its_figures=True)
    contract, written = contract_on(variation.now.for_party(party)), document(variation, party)
    sections = {section.anchor: section for section in written.sections}
    facts = {clause.anchor: clause.parts for clause in sections["variation-contract"].clauses}

    assert [each for each in contract.sections if sections[each.anchor] != each] == [
        each for each in contract.sections if each.anchor == "section-signatures"
    ]
    assert facts == {clause.anchor: clause.parts for clause in contract.key_facts}


def test_a_page_of_it_marks_in_words_and_in_style() -> None:
    """In the page, what is removed is struck out after the word, and what is added is underlined after the word."""
    page = as_html(document(variation_of("reviews")))

    assert "A review is paid at [removed: <del>£10</del>] [added: <ins>£12.50</ins>]." in page
    assert "Clause 2.1 as it was is removed: Registered patients" in page
    assert "<del>On 1 April 2014</del>" in page


def test_no_anchor_stands_twice() -> None:
    """The anchors of the variation are none of those of the contract in it."""
    written = document(variation_of("somerset"))
    clauses = [*written.key_facts, *(clause for section in written.sections for clause in section.clauses)]
    anchors = [*(section.anchor for section in written.sections), *(clause.anchor for clause in clauses)]

    assert len(anchors) == len(set(anchors))


def test_who_it_is_for() -> None:
    """A copy says whose figures it shows."""
    variation = variation_of("somerset", with_its_figures=True)
    own = document(variation, "S02")

    assert own.subtitle == "Variation for Mendip View Surgery (S02)"
    assert "and of nobody else" in own.standing
    assert "everybody's figures" in document(variation).standing
    assert "nobody's figures" in document(variation_of("somerset")).standing
    assert evolve(own, subtitle="") != own
