"""What a contract says of the contract that it varies."""

from pathlib import Path

from passes import compiled
from schemelang.document.contract import Bullets, Contract, Paragraph, Text
from schemelang.document.from_graph import write_contract

VARIED = Path(__file__).parents[1] / "cases" / "good" / "varies"


def contract_of(name: str) -> Contract:
    """Write the contract of a case."""
    case = compiled(VARIED / f"{name}.scheme")
    assert case.scheme is not None
    assert case.graph is not None
    return write_contract(case.scheme, case.graph, examples=(), outcome=None, party=None)


def words(text: Text) -> str:
    """Return a text without its links."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


def told(name: str) -> list[str]:
    """Return the sentences of the section about what is varied."""
    (section,) = (each for each in contract_of(name).sections if each.heading == "What is varied")
    sentences = list[str]()
    for part in section.parts:
        match part:
            case Paragraph(text):
                sentences.append(words(text))
            case Bullets(items):
                sentences += map(words, items)
            case _:
                raise AssertionError(part)
    return sentences


VARIED_HOW = (
    "\u201cReviews 2014\u201d from 1 October 2014, under its clause \u201cChanging this scheme\u201d, "
    "because a review takes longer than was thought."
)
FROM_OCTOBER = [
    "“List payment” is withdrawn, because it is part of the core contract.",
    "“Registered patients” is withdrawn, because nothing is paid for it.",
    "In the heading, “instead of the reviews of 2013” becomes “instead of the reviews agreed in April”.",
    "In the heading, “if a practice leaves, pay nothing” becomes “if a practice leaves, pay by days”.",
    "“Price of a review” is replaced.",
    "“Flu vaccinations given”, “Fee for a vaccination” and “Flu payment” are new.",
]


def test_what_is_changed() -> None:
    """The contract says which it varies and from when, what is withdrawn and why, replaced and new."""
    assert told("half_way_through_the_year") == [
        f"This contract varies {VARIED_HOW}",
        *FROM_OCTOBER,
    ]


def test_what_stands_before_it() -> None:
    """The head of the contract says what it varies; the section about it stands at the end, so that numbers stay."""
    contract = contract_of("half_way_through_the_year")
    headings = [section.heading for section in contract.sections]

    assert ("Varies", "Reviews 2014, from 1 October 2014") in [
        (fact.about, words(fact.text)) for fact in contract.glance.facts
    ]
    assert headings[:2] == ["Parties and term", "Definitions"]
    assert headings.index("What is varied") == headings.index("Signatures") - 1


def test_what_was_changed_before() -> None:
    """A variation of a variation says what the other had changed too."""
    assert told("twice") == [
        "This contract varies \u201cReviews 2014, from October\u201d from 1 January 2015.",
        "“Within the budget” is withdrawn, because the budget was raised in December.",
        "“Price of a review” is replaced.",
        f"That contract varies {VARIED_HOW}",
        *FROM_OCTOBER,
    ]


def test_the_heading_of_the_contract() -> None:
    """Who approved the other scheme is not said to have approved this one."""
    parties = contract_of("half_way_through_the_year").sections[0]
    sentences = [words(part.text) for part in parties.parts if isinstance(part, Paragraph)]

    assert "It runs from 1 October 2014 to 31 March 2015, both days included." in sentences
    assert "The governing body approved it on 12 September 2014." in sentences
    assert not [sentence for sentence in sentences if "11 March" in sentence or "sign it by" in sentence]


def test_other_contracts_vary_nothing() -> None:
    """A scheme that varies no other has no such section."""
    case = compiled(VARIED / "named" / "reviews_2014.scheme")
    assert case.scheme is not None
    assert case.graph is not None
    contract = write_contract(case.scheme, case.graph, examples=(), outcome=None, party=None)

    assert "What is varied" not in [section.heading for section in contract.sections]
