"""A clause stands in the section of what it is about, and the key facts name the ones that say how one leaves."""

from document.written import contract_of, words
from schemelang.document.contract import Bullets

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
