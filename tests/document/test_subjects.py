"""A clause stands in the section of what it is about, and the key facts name the ones that say how one leaves."""

from document.written import contract_of, words
from schemelang.document.contract import Bullets, Paragraph, Table

SMALL = """
scheme small "Small"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code         08V
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
payment visiting "Visiting"
    to each practice
    start with        £2 for each patient in list_size
    round             down to the penny
    pay 100%          on 30 June 2014
clause note "Leaving a note"
    > Whoever calls leaves a note.
    about             the service
clause changing "Changing"
    > It changes in writing only.
    about             changes
clause quarrels "Quarrels"
    > A dispute is first talked over.
    about             disputes
clause notice "Three months"
    > Either side may stop.
    about             ending
clause counting "Counting"
    > Anybody may see how a count was made.
    about             checks and data
    done by           30 June 2013
clause thanks "Thanks"
    > The commissioner gives thanks.
"""


def test_a_clause_stands_where_its_author_says() -> None:
    """Neither its title nor its place nor its duty decides, once somebody has said what it is about."""
    contract = contract_of(SMALL)
    theirs = {"note", "thanks", "counting", "changing", "quarrels", "notice"}
    them = [(each.heading, clause.anchor) for each in contract.sections for clause in each.clauses]
    assert [each for each in them if each[1] in theirs] == [
        ("Aims and duties", "note"),
        ("Other terms", "thanks"),
        ("Review, checks and data", "counting"),
        ("Changes to this contract", "changing"),
        ("Disputes", "quarrels"),
        ("How it ends", "notice"),
    ]


def test_key_facts_name_the_clause_about_ending() -> None:
    """A title that sounds like leaving says nothing beside a clause that says it is about ending."""
    [leaving] = [fact for fact in contract_of(SMALL).key_facts if fact.anchor == "key-leaving"]
    said = [words(item) for part in leaving.parts if isinstance(part, Bullets) for item in part.items]
    assert said[0] == "How it is done stands in Three months (11.1)."


def test_a_title_decides_where_nobody_says() -> None:
    """An author who says of no clause what it is about is understood all the same."""
    unsaid = "".join(line for line in SMALL.splitlines(keepends=True) if "about " not in line)
    [leaving] = [fact for fact in contract_of(unsaid).key_facts if fact.anchor == "key-leaving"]
    said = [words(item) for part in leaving.parts if isinstance(part, Bullets) for item in part.items]
    assert said[0] == "How it is done stands in Leaving a note (7.1) and Three months (7.4)."


def test_what_is_taken_back_has_a_section_of_its_own() -> None:
    """Who looks for what happens if too much was paid finds it under that heading, and from the payment."""
    text = SMALL.replace(
        "    pay 100%          on 30 June 2014\n",
        "    pay 60%           of expected on account on 30 June 2013\n    pay the balance   on 30 June 2014\n"
        '    if overpaid,      recover it from the next payment\nvalue expected "Expected" for each practice\n'
        '    is                £2 × list_size\n    source            "Last year\'s contract"\n',
    )
    contract = contract_of(text)
    [section] = [each for each in contract.sections if each.anchor == "section-reconciliation"]
    assert [(clause.anchor, clause.heading) for clause in section.clauses] == [("visiting-taken-back", "Visiting")]
    said = [words(part.text) for part in section.clauses[0].parts if isinstance(part, Paragraph)]
    assert said[-1] == "If too much was paid on account, it is recovered from the next payment."


def test_reference_values_are_a_schedule() -> None:
    """Each value whose source is named stands in one table, with the source."""
    text = SMALL + 'value price "Price of a patient"\n    is     £2\n    source "The national tariff"\n'
    [schedule] = [each for each in contract_of(text).sections if each.anchor == "section-reference-values"]
    [table] = [part for part in schedule.parts if isinstance(part, Table)]
    assert [tuple(words(cell) for cell in row.cells) for row in table.rows] == [
        ("Price of a patient", "£2", "The national tariff")
    ]
