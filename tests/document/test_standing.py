"""A contract says how far its scheme has come, and one that is not in force cannot be signed."""

import pytest

from compiled import HEADING, scheme_of
from document.written import told
from schemelang.document.contract import Contract, Signatures
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.graph.from_model import lower

REJECTED = 'rejected by "the area team" on 3 March 2014 because "QOF is a national agreement"'


def contract_of(lines: str) -> Contract:
    """Write the contract of a small scheme with more lines in its heading."""
    scheme = scheme_of(HEADING.replace("    if not reported", f"    {lines}\n    if not reported"))
    graph, _ = lower(scheme)
    assert graph is not None
    return write_contract(scheme, graph, examples=(), outcome=None, party=None)


def can_be_signed(contract: Contract) -> bool:
    """Say whether a contract has places to sign."""
    return any(isinstance(part, Signatures) for section in contract.sections for part in section.parts)


@pytest.mark.parametrize(
    ("line", "subtitle", "banner"),
    [
        ("is a draft", "Draft contract", "This is a draft."),
        ("is for consultation until 30 May 2014", "Consultation copy", "This is for consultation until 30 May 2014."),
        (
            f"is a draft {REJECTED}",
            "Rejected contract",
            "The area team rejected the scheme on 3 March 2014, because QOF is a national agreement.",
        ),
    ],
)
def test_a_scheme_that_is_not_in_force(line: str, subtitle: str, banner: str) -> None:
    """Its contract says so on its first page, and has a sentence in place of the signatures."""
    contract = contract_of(line)

    assert contract.subtitle == subtitle
    assert contract.banner == f"{banner} It is not in force: nobody can sign it, and nothing is to be paid under it."
    assert f'<p class="notice warning">{contract.banner}</p>' in as_html(contract)
    assert not can_be_signed(contract)
    assert "There is nothing to sign: " in told(contract)
    assert "NHS Vale CCG (ODS code 08V) would offer this contract" in told(contract)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "To take part, sign it by 30 June 2013."),
        ("is a draft", "To take part once it is approved, sign it by 30 June 2013."),
        (REJECTED, "It was to be signed by 30 June 2013."),
    ],
)
def test_the_day_to_sign_by(line: str, sentence: str) -> None:
    """What is said of signing fits how far the scheme has come."""
    assert sentence in told(contract_of(f"{line} sign by 30 June 2013"))


def test_who_decided() -> None:
    """A contract in force gives who approved it, the interests declared, and what holds for those who do not sign."""
    contract = contract_of(
        'approved by "the governing body" on 6 March 2013 interest of "the chair", "none" '
        'otherwise, "practices that do not sign stay with the framework"'
    )

    assert contract.banner == ""
    assert can_be_signed(contract)
    assert "The governing body approved it on 6 March 2013." in told(contract)
    assert "Interest declared by the chair: none." in told(contract)
    assert "Otherwise, practices that do not sign stay with the framework." in told(contract)


def test_a_copy_for_consultation_has_a_slip_to_answer_on() -> None:
    """It says to whom an answer goes and by when, and each printed page says that nobody can sign it."""
    contract = contract_of("is for consultation until 30 May 2014")

    assert "To answer, send this slip to NHS Vale CCG. Please answer by 30 May 2014." in told(contract)
    assert "What should change, and why:" in told(contract)
    assert "How to answer #section-signatures" in told(contract)
    assert contract.warning == "Not in force: nobody can sign it"
    assert '@top-right { content: "Not\\000020in\\000020force\\00003a\\000020nobody' in as_html(contract)


def test_an_approved_contract_says_at_its_head_who_approved_it() -> None:
    """Who approved it, on which day, and which interests were declared stand before the first clause."""
    head = told(contract_of('approved by "the governing body" on 6 March 2013 interest of "the chair", "none"'))

    assert "Approved by: the governing body, 6 March 2013\nInterests declared: the chair, none\n" in head
    assert "send this slip" not in head
    assert "Signatures #section-signatures" in head
    assert "Not in force" not in head
