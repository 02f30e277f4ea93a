"""What a variation does in pounds, worked out by hand; and to whom it is told."""

import pytest
from attrs import evolve

from compared import SMALL
from compiled import graph_of, scheme_of
from document.test_views import has
from document.written import told
from schemelang.document.contract import Contract, Row, Section, Table
from schemelang.document.matter import Matter
from schemelang.document.views import views
from schemelang.outcome.examples import run_examples
from schemelang.variation import money
from schemelang.variation.effects import with_block_as_it_was
from schemelang.variation.from_contracts import vary
from schemelang.variation.index import write_index
from schemelang.variation.variation import Variation, Varied
from variation.two import REVIEWS, document, matter, variation_of

VARIED = Varied(title="A small scheme", start=scheme_of(SMALL).first, under="", reason="", id="1111 2222 3333 4444")
TWO = (
    SMALL
    + """
example "Ten patients"
    | practice | seen |
    | Ash      | 10   |
    | Oak      | 30   |
    then              reviews of Ash is £100.00
"""
)


def text(contract: Contract) -> str:
    """Return all words of a document."""
    return told(contract)


def small(now: str, before: str = TWO) -> Variation:
    """Vary one small scheme by another, on its example."""
    return vary(_matter(before), _matter(now), VARIED)


def _matter(scheme: str) -> Matter:
    read, graph = scheme_of(scheme), graph_of(scheme)
    return Matter(scheme=read, graph=graph, examples=run_examples(read, graph), outcome=None, party=None)


def section(contract: Contract, anchor: str) -> Section:
    """Return a section of a document."""
    return next(each for each in contract.sections if each.anchor == anchor)


def rows(contract: Contract) -> list[list[str]]:
    """Return the table of changed numbers."""
    (table,) = (part for part in section(contract, "variation-numbers").parts if isinstance(part, Table))
    return [_words(row) for row in table.rows]


def _words(row: Row) -> list[str]:
    return ["".join(str(piece) for piece in cell) for cell in row.cells]


# ---------------------------------------------------------------- by hand


def test_each_number_has_its_effect() -> None:
    """101 reviews at £2.50 more are £252.50, 40 vaccinations at £9.50 are £380, and the list payment was not known."""
    table = {(row[0], row[1]): row[2:] for row in rows(document(variation_of("reviews")))}

    assert table["2.2", "Price of a review: What it is"] == ["£10", "£12.50", "£252.50 more"]
    assert table["4.2", "Flu payment"] == ["–", "added", "£380.00 more"]
    assert table["1", "Parties and term"][2] == "–"
    assert table["All", "All changes together"] == ["", "", "£632.50 more"]


def test_what_is_less_is_said_to_be() -> None:
    """40 patients at £3 less are £120 less; a clause with two numbers has its effect once."""
    now = TWO.replace("£10 × seen", "£7 × seen").replace("30 June 2014", "31 July 2014").replace("£100.00", "£70.00")
    less = small(now)

    assert [row for row in rows(document(less)) if row[0] == "3.1"] == [
        ["3.1", "Reviews: Step 1", "£10", "£7", "£120.00 less"],
        ["3.1", "Reviews", "30 June 2014", "31 July 2014", "as above"],
    ]
    assert "2 practices are paid less" in text(document(less))


def test_nothing_that_changes() -> None:
    """Of a scheme that is the same, that is said: no clause, no number, no pound."""
    same = text(document(small(TWO)))

    assert "No clause is changed, added or removed." in same
    assert "No number, amount or day is changed." in same
    assert "both contracts pay £400.00 in all." in same


def test_a_scheme_without_examples() -> None:
    """Where there are neither figures nor examples, pounds are not told."""
    bare = document(small(SMALL.replace("£10", "£9"), SMALL))

    assert "so it is not told in pounds" in text(bare)
    assert rows(bare) == [["3.1", "Reviews: Step 1", "£10", "£9"]]


def test_figures_that_do_not_fit_the_one_before() -> None:
    """What the contract as it was would pay is not known where its kinds of party are others."""
    other = small(TWO, TWO.replace("practices", "surgeries").replace("practice", "surgery").replace("£10 ", "£9 "))
    words = text(document(other))

    assert "This example does not fit the contract as it was" in words
    assert "| not known" in words


@pytest.mark.parametrize("block", ["reviews", "list_payment", "price", "nothing_of_this_name"])
def test_a_block_is_put_back_where_it_can_be(block: str) -> None:
    """A block as it was needs all that it needs: the list payment needs a figure that is withdrawn."""
    before, now = (matter(path).graph for path in REVIEWS)
    graph = with_block_as_it_was(before, now, block)

    assert (graph is not None) is (block in {"reviews", "price"})
    if graph is not None:
        assert [rule for rule in graph.rules if rule.id.owner == block] == [
            rule for rule in before.rules if rule.id.owner == block
        ]


# ---------------------------------------------------------------- who is told


@pytest.fixture(scope="module")
def somerset() -> Variation:
    """Return the variation of the Somerset scheme, on the figures of its practices."""
    return variation_of("somerset", with_its_figures=True)


def test_no_practice_reads_of_another(somerset: Variation) -> None:
    """A practice's variation has no other practice's code or name."""
    nobody = text(document(evolve(variation_of("somerset"), trials=())))
    practices = [view.member for view in views(somerset.now) if view.member]
    assert len(practices) > 2
    for own in practices:
        words = text(document(somerset, own.code))
        assert has(words, own.code)
        for other in practices:
            if other != own:
                assert not has(words, other.code), f"{own.code} reads the code of {other.code}"
                assert not has(words, other.name) or has(nobody, other.name), f"{own.code} reads of {other.name}"


def test_no_practice_reads_another_s_sums(somerset: Variation) -> None:
    """What a practice reads of pay is its own, and adds up with that of the others to the whole."""
    (trial,) = somerset.trials
    whole = money.compared(trial, None)
    practices = [view.party for view in views(somerset.now) if view.member]
    each = [money.compared(trial, code) for code in practices]
    assert whole is not None
    known = [one for one in each if one is not None]

    assert [len(one.payees) for one in known] == [1] * len(practices)
    assert sum(one.now for one in known) == whole.now > 0
    assert sum(one.before for one in known) == whole.before
    assert money.in_all(trial, practices[0]) != money.in_all(trial, practices[1])


def test_a_group_that_was_none_before_has_what_its_members_were_paid() -> None:
    """The contract as it was knows no hubs; what it paid to a hub is what it paid to the members of the hub."""
    (trial,) = variation_of("vale_of_york", with_its_figures=True).trials
    hub = money.compared(trial, "H1")
    members = [money.compared(trial, code) for code in sorted(trial.now.company.below["H1"])]
    assert hub is not None

    assert hub.before == sum(each.before for each in members if each is not None) > 0
    assert hub.now > 0


def test_the_index_has_what_each_was_paid_and_is(somerset: Variation) -> None:
    """The page for the commissioner leads to every variation, with both sums and the change."""
    written = {f"{view.party}.html": view for view in views(somerset.now)}
    index = write_index(somerset, written)
    unfit = evolve(somerset, trials=(evolve(somerset.trials[0], before=None),))

    assert {entry.href for listing in index.listings for entry in listing.entries} == set(written)
    assert all(len(entry.facts) == 3 for listing in index.listings for entry in listing.entries)
    assert write_index(unfit, written).listings[0].entries[0].facts == ("not known",) * 3
