"""A progress statement says how far one party has come by a day, and shows nothing of others."""

from datetime import date

import pytest

from document.test_from_graph import OWN, SHOWN
from document.written import EVERYTHING, TABLES, graph_in, outcome_of, scheme_in, told
from schemelang.document.html import as_html
from schemelang.document.statement import Spoken, write_progress

REFERRALS = """
scheme referrals "Referrals"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code         08V
figure reviewed "Referrals reviewed"
    is a count of referrals for each practice during the year
    never more than   sent
figure sent "Referrals sent"
    is a count of referrals for each practice on 1 October 2013
target enough "Enough referrals are reviewed" for each practice
    met when          reviewed is at least 75
payment reviewing "Reviewing"
    to each practice
    start with        £500
    add               £2 for each referral in sent
    round             to the nearest penny, halves up
    pay 20%           on 30 June 2013
    pay 80%           on 30 June 2014 only if enough is met
"""

OFFERED = Spoken(id="1234 5678 9abc def0", standing="as it is offered to everybody", is_draft=False)


def progress(day: date, reviewed: int, sent: int = 100) -> str:
    """Tell the progress statement of a practice."""
    outcome = outcome_of(REFERRALS, {"r.csv": f"practice,reviewed,sent\nAsh,{reviewed},{sent}\n".encode()})
    return told(write_progress(scheme_in(REFERRALS), graph_in(REFERRALS), outcome, party="Ash", as_at=day, of=OFFERED))


def test_money_is_told_by_when_it_falls_due() -> None:
    """What has fallen due stands apart from what comes next and from what is still to play for."""
    said = progress(date(2013, 12, 31), reviewed=74)

    assert "Fallen due by 31 December 2013: £140.00" in said
    assert "Not earned yet, and still to play for: £560.00" in said
    assert "30 June 2014 | Reviewing | Part 2 (80%) | forecast: not earned | (£560.00)" in said
    assert "What has fallen due #section-fallen-due" in said
    assert "30 June 2013 | Reviewing | Part 1 (20%) | payable | £140.00" in said
    assert "In all |  |  |  | £140.00" in said
    assert "What has fallen due" not in progress(date(2013, 6, 29), reviewed=74)
    assert "Due next: £560.00 on 30 June 2014" in progress(date(2013, 12, 31), reviewed=75)


def test_what_would_be_paid_is_drawn_with_where_one_is() -> None:
    """A statement draws what a payment would come to if a figure were another, and marks where that is now."""
    said = progress(date(2013, 12, 31), reviewed=74)

    assert "Reviewing: what is paid to Ash, by Referrals reviewed" in said
    assert "74 | £140.00 | you are here" in said
    assert "75 | £700.00 | pay jumps" in said


def test_a_threshold_is_so_many_patients_off() -> None:
    """The distance to a threshold is the fewest more that meet it."""
    asked = "Referrals reviewed is at least 75 | Enough referrals are reviewed"

    assert f"{asked} | 73 | no | 2 referrals short of 75" in progress(date(2013, 12, 31), reviewed=73)
    assert f"{asked} | 75 | yes |" in progress(date(2013, 12, 31), reviewed=75)


@pytest.mark.parametrize(
    ("reviewed", "sent", "worth"),
    [(73, 100, "nothing"), (74, 100, "£560.00 more"), (100, 100, "there cannot be more")],
)
def test_one_more_is_worth_what_it_changes(reviewed: int, sent: int, worth: str) -> None:
    """One more is worth something where it meets a threshold, and nothing where it does not."""
    said = progress(date(2013, 12, 31), reviewed, sent)

    assert f"Referrals reviewed | {reviewed} | {worth}" in said


def test_figures_of_a_later_day_are_said_to_be() -> None:
    """What is used of a day after the one of the statement is marked."""
    said = progress(date(2013, 12, 31), reviewed=74)

    assert "1 of these figures is of a day after 31 December 2013, and is used as it stands so far." in said
    assert "Referrals reviewed | 31 March 2014 | 74 | so far" in said
    assert "Referrals sent | 1 October 2013 | 100 |" in said
    assert "so far" not in progress(date(2014, 3, 31), reviewed=74)


@pytest.mark.parametrize("party", ["A1", "A3", "N1"])
def test_nothing_of_others_is_in_it(party: str) -> None:
    """No other practice's code or figure stands in a statement, nor anything that can be clicked in vain."""
    outcome = outcome_of(EVERYTHING, TABLES)
    statement = write_progress(
        scheme_in(EVERYTHING), graph_in(EVERYTHING), outcome, party=party, as_at=date(2023, 12, 31), of=OFFERED
    )
    page = as_html(statement)

    for other in set(OWN) - SHOWN[party]:
        assert not any(f">{own}<" in page or f"({own})" in page for own in OWN[other])
    links = {part.split(chr(34))[0] for part in page.split('href="#')[1:]}
    assert links
    assert not [link for link in links if f'id="{link}"' not in page]
