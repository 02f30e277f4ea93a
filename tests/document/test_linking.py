"""Links from words to the clauses that define them."""

from compiled import HEADING, graph_of, scheme_of
from schemelang.document.contract import Link, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter

BLOCKS = """
figure register "Patients"
    is a count of patients for each practice on 31 March 2014
figure plans "Patients with a plan"
    is a count of patients for each practice on 31 March 2014
figure one "Seen"
    is a count of patients for each practice on 31 March 2014
figure other "Seen"
    is a count of patients for each practice on 31 March 2014
figure ok "OK"
    is yes or no for each practice
"""


def links(words: str, but: str = "") -> Text:
    """Link the titles of a few figures."""
    scheme, graph = scheme_of(HEADING + BLOCKS), graph_of(HEADING + BLOCKS)
    return linked(words, Matter(scheme=scheme, graph=graph, examples=(), outcome=None, party=None), but)


def test_a_title_is_linked_to_its_clause() -> None:
    """A title among words leads to the clause of its block."""
    assert ("the total of ", Link("Patients", "register"), ".") == links("the total of Patients.")


def test_the_longer_of_two_titles_is_meant() -> None:
    """Where one title begins with another, the longer is linked."""
    assert (Link("Patients with a plan", "plans"),) == links("Patients with a plan")


def test_a_title_is_linked_once() -> None:
    """Only the first use of a title is a link."""
    assert (Link("Patients", "register"), " less Patients") == links("Patients less Patients")


def test_a_title_is_a_whole_word() -> None:
    """A title inside a longer word is not linked."""
    assert ("Outpatients and Patients2",) == links("Outpatients and Patients2")


def test_a_clause_does_not_link_to_itself() -> None:
    """A title is not linked in the clause that it is the title of."""
    assert ("Patients",) == links("Patients", but="register")


def test_a_title_of_two_blocks_is_not_linked() -> None:
    """A title that two blocks have leads nowhere, since either may be meant; nor does a very short one."""
    assert ("Seen and OK",) == links("Seen and OK")


def test_a_scheme_without_titles_has_no_links() -> None:
    """Words stay plain where there is nothing to link to."""
    scheme, graph = scheme_of(HEADING), graph_of(HEADING)
    matter = Matter(scheme=scheme, graph=graph, examples=(), outcome=None, party=None)

    assert ("Patients",) == linked("Patients", matter)
