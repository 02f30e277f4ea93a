"""What a contract says, and to whom it says it."""

import re
from typing import get_args

import pytest

from document.written import EVERYTHING, HERE, TABLES, Golden, contract_of, scheme_in, told
from schemelang.document.contract import Clause, Contract, Inserted, Paragraph
from schemelang.document.html import as_html
from schemelang.model.model import AnyBlock, AnyTable, Example, ExceptionBlock, NamedParty, Scale
from schemelang.source import Source

COPIES = {"": None, ".A1": "A1", ".A3": "A3", ".N1": "N1", ".N2": "N2"}
OWN = {
    "A1": {"A1", "4,321", "1,987", "711.00"},
    "A2": {"A2", "8,765", "877", "722.00"},
    "A3": {"A3", "2,468", "733.00"},
    "A4": {"A4", "1,357", "766"},
    "N1": {"N1", "13,086"},
    "N2": {"N2", "3,825"},
}
"""What only one party's figures have: its code, and numbers that stand nowhere else."""
SHOWN = {
    "A1": {"A1"},
    "A2": {"A2"},
    "A3": {"A3"},
    "A4": {"A4"},
    "N1": {"N1", "A1", "A2"},
    "N2": {"N2", "A3", "A4"},
}


@pytest.fixture(scope="module")
def whole() -> Contract:
    """Return the contract with everybody's figures."""
    return contract_of(EVERYTHING, TABLES)


def clause(contract: Contract, anchor: str) -> Clause:
    """Return a clause by its anchor."""
    return next(each for section in contract.sections for each in section.clauses if each.anchor == anchor)


# The whole of it


def test_the_scheme_that_has_everything_has_it() -> None:
    """Every kind of block and every shape of scale stands in the scheme whose contract is looked at."""
    blocks = scheme_in(EVERYTHING).blocks

    assert set(get_args(AnyBlock)) == {type(block) for block in blocks}
    assert set(get_args(AnyTable)) == {type(block.table) for block in blocks if isinstance(block, Scale)}


def test_a_contract_without_figures_reads_as_expected(golden: Golden) -> None:
    """The contract of a scheme that has everything reads as it stands beside it."""
    golden(HERE / "everything.txt", told(contract_of(EVERYTHING)))


@pytest.mark.parametrize("copy", COPIES)
def test_a_contract_with_figures_reads_as_expected(copy: str, golden: Golden) -> None:
    """Everybody's contract, and one party's, read as they stand beside the scheme."""
    golden(HERE / f"figures{copy}.txt", told(contract_of(EVERYTHING, TABLES, COPIES[copy])))


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    """A scheme without clauses, guarantees and examples has no sections for them."""
    bare = contract_of(
        """
scheme bare "Bare"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
party ccg "NHS Vale CCG"
    code         08V
"""
    )

    assert ["Parties and term", "Signatures"] == [section.heading for section in bare.sections]


NOMINATED = """
scheme nominated "Nominated"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code              08V
party lead "The lead practice"
    payee for each    network
figure meetings "Meetings"
    is a count of meetings for each network during the year
figure target_date "The day of the review"
    is a date
payment running "Running the network"
    to each network
    start with        £10 for each meeting in meetings
    round             down to the penny
    pay 100%          on 30 June 2014
"""


def test_a_nominated_party_is_paid_for_each_group() -> None:
    """A party that is nominated is named where each group is paid, and in the lines of each."""
    tables = {"m.csv": b"network,meetings\nN1,12\nN2,\n", "d.csv": b"target_date\n31 March 2014\n"}
    text = told(contract_of(NOMINATED, tables))

    assert "The lead practice is paid on behalf of each network." in text
    assert "NHS Vale CCG (ODS code 08V) pays each network, through the lead practice." in text
    assert "30 June 2014 | All of it | payable | £120.00" in text
    assert "What it is: A date, for the whole scheme\nIf it is not reported" in text


STATES = """
scheme states "States"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
party ccg "NHS Vale CCG"
    code              08V
figure register "Register"
    is a count of patients for each practice at the end of each quarter
    if suppressed,     count it as 3
    if not applicable, leave it out
figure seen "Seen"
    is a count of patients for each practice at the end of each quarter
    never more than   1,000
figure allowance "Allowance"
    is money during the year
    if not applicable, leave it out
payment grant "Grant"
    to each network
    start with        £2 for each patient in total register on 31 March 2014
    add               allowance
    round             down to the penny
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by Sainte-Laguë
"""
STATES_FIGURES = {
    "r.csv": b"practice,network,quarter,register,seen\nA,N,4,*,1\nB,N,4,not applicable,2\nC,N,4,7,3\n",
    "s.csv": b"practice,network,quarter,seen\nD,N,4,5\n",
    "a.csv": b"allowance\nnot reported\n",
}


@pytest.mark.parametrize(
    "line",
    [
        "A | Register, on 31 March 2014 | suppressed, counted as 3 | r.csv, row 2",
        "B | Register, on 31 March 2014 | not applicable, left out | r.csv, row 3",
        "C | Register, on 31 March 2014 | 7 | r.csv, row 4",
        "D | Register, on 31 March 2014 | not reported |",
        "Allowance | not reported | a.csv, row 2",
        "- Allowance: not reported",
        "When: At the end of each quarter",
        "Never more than: 1,000",
        "If it does not apply: It is left out.",
    ],
)
def test_a_figure_that_is_no_number_is_told_in_words(line: str) -> None:
    """What a figure is when it is not a number is said, and what counts instead."""
    assert line in told(contract_of(STATES, STATES_FIGURES)).splitlines()


# Anchors


def test_a_clause_is_found_by_the_name_of_its_block(whole: Contract) -> None:
    """The clause that a block becomes has the block's name for an anchor, and no anchor stands twice."""
    anchors = [section.anchor for section in whole.sections]
    anchors += [each.anchor for section in whole.sections for each in section.clauses]
    named = (
        block for block in scheme_in(EVERYTHING).blocks if not isinstance(block, NamedParty | ExceptionBlock | Example)
    )
    names = {block.name for block in named}

    assert names <= set(anchors)
    assert len(set(anchors)) == len(anchors)
    assert all("-" in anchor for anchor in set(anchors) - names)


def test_every_link_leads_somewhere(whole: Contract) -> None:
    """Whatever a link names is there."""
    page = as_html(whole)

    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(re.findall(r'id="([^"]*)"', page))


# Values in prose


def test_what_is_laid_down_is_put_into_prose_as_a_value() -> None:
    """A constant in prose is its value, and so is what is worked out from constants alone."""
    first, second = clause(contract_of(EVERYTHING), "aim").parts

    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert Inserted("£2.50") in first.text
    assert Inserted("£10.00") in first.text
    assert Inserted("30 June 2024") in second.text


def test_a_party_reads_its_own_value_in_prose() -> None:
    """What prose quotes of a network is its value in that network's copy, and words in everybody else's."""
    own, others = (clause(contract_of(EVERYTHING, TABLES, party), "aim").parts[0] for party in ("N1", "A1"))

    assert isinstance(own, Paragraph)
    assert isinstance(others, Paragraph)
    assert Inserted("13,086") in own.text
    assert Inserted("13,086") not in others.text


# Examples


def test_what_is_allowed_is_printed_with_its_reason() -> None:
    """Whoever is paid less for more reads in the clause of the payment why that is meant."""
    allowed = EVERYTHING.replace(
        'may be used for   "training"', 'allow falling pay because "a larger practice shares its nurse"', 1
    )
    parts = next(section for section in contract_of(allowed).sections if section.anchor == "section-payments")
    words = [part.text for each in parts.clauses for part in each.parts if isinstance(part, Paragraph)]
    assert (
        "Reaching more can be paid less here. This is meant, and the reason is: a larger practice shares its nurse.",
    ) in words


def test_an_example_that_does_not_hold_is_marked() -> None:
    """An example that comes out otherwise says so, and says what the scheme now gives."""
    page = as_html(contract_of(EVERYTHING))

    assert "Does not hold: “Reviews payment for East is £1.00”. The scheme now gives £5,062.50." in page


def test_an_example_whose_figures_cannot_be_read_says_so() -> None:
    """An example with figures that are none is printed, and marked."""
    scheme = EVERYTHING.replace("| Elm      | East    | 1,000     |\n", "| Elm      | East    | many      |\n")

    assert "The figures of this example cannot be read." in as_html(contract_of(scheme))


# What is broken


def test_a_guarantee_that_the_figures_break_is_marked() -> None:
    """A guarantee that does not hold on the figures says so in the contract."""
    scheme = EVERYTHING.replace("at most £500,000", "at most £50,000")

    assert "It does not hold on these figures." not in as_html(contract_of(scheme))
    assert "It cannot be judged yet" in as_html(contract_of(scheme, TABLES))
    assert "It does not hold on these figures." in as_html(contract_of(scheme, {**TABLES, **WITH_REVIEWS}))


WITH_REVIEWS = {"reviews.csv": TABLES["reviews.csv"].replace(b"A3,quarter 4,\n", b"A3,quarter 4,5\n")}


# Whose figures


@pytest.mark.parametrize("party", OWN)
def test_one_partys_copy_has_nobody_elses_figures(party: str) -> None:
    """A copy for one party has no code and no figure of anybody that it does not show."""
    page = as_html(contract_of(EVERYTHING, TABLES, party))
    seen = re.sub(r"<style>.*?</style>| (?:d|x|y)=\"[^\"]*\"", "", page, flags=re.DOTALL)

    hidden = set().union(*(OWN[code] for code in OWN if code not in SHOWN[party]))
    assert {words for words in hidden if re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w])", seen)} == set()
    assert all(words in seen for code in SHOWN[party] for words in OWN[code])


def test_a_failed_test_of_every_practice_names_nobody_else() -> None:
    """A practice is told that a test of every practice failed, and not where."""
    told_ash, told_network = (told(contract_of(EVERYTHING, TABLES, party)) for party in ("A1", "N1"))

    assert "Every practice meets Open late | no" in told_ash
    assert "Every practice meets Open late | not at Birch Surgery (A2) | no" in told_network
    assert "Birch" not in told_ash


def test_money_held_for_somebody_else_is_told_without_a_name() -> None:
    """A practice whose money waits for another's figure is told which figure, and not whose."""
    told_damson = told(contract_of(EVERYTHING, TABLES, "A4"))

    assert "- Medicines reviewed, another practice, quarter 4: not reported" in told_damson
    assert "Cedar" not in told_damson


# The same again


def test_the_order_of_files_changes_nothing() -> None:
    """The same figures from files in another order make the same page."""
    turned = dict(reversed(TABLES.items()))

    assert as_html(contract_of(EVERYTHING, TABLES)) == as_html(contract_of(EVERYTHING, turned))


def test_where_a_scheme_is_kept_is_not_printed(whole: Contract) -> None:
    """The name of the scheme's file stands nowhere in its contract."""
    assert Source("test.scheme", "").name not in as_html(whole)
