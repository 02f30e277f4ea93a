"""A comparison as text, as data and as a page: the same things are said in each."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs
import jsonschema
import pytest

from compared import EXAMPLE, SMALL, comparison
from conftest import Golden
from document.payloads import PAYLOADS
from document.test_html import ALLOWED, Page
from document.written import told, with_texts
from schemelang.comparison import words
from schemelang.comparison.comparison import Bound, ClaimChange, Comparison, Part, Pay, Payee, Trial, Unfit
from schemelang.comparison.data import as_data
from schemelang.comparison.page import as_page
from schemelang.comparison.text import as_text
from schemelang.document.html import as_html

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parents[1] / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))

OTHERWISE = (
    SMALL.replace("£10 × seen", "£12 × seen")
    .replace('"Patients seen"', '"Patients who were seen"')
    .replace("during the year\n", "during the year\n    never more than   list_size\n")
    .replace(
        "figure seen",
        'figure list_size "Patients"\n    is a count of patients for each practice on 1 April 2013\n\nfigure seen',
    )
    .replace("30 June 2014", "31 July 2014")
    .replace("runs  ", "is a draft\n    runs  ")
)
AIM = 'clause aim "Aim"\n    > Practices see everybody. Nobody waits.\n'
KEPT = 'guarantee enough "Never too dear"\n    always            total reviews is at most £300\n'
BEFORE, NOW = SMALL + EXAMPLE + AIM, OTHERWISE + EXAMPLE + KEPT
SEEN = "practice,seen\nA1,10\nA2,20\nA3,\n"


def everything() -> Comparison:
    """Return a comparison in which everything there can be to say is said."""
    found = comparison(BEFORE, NOW, SEEN)
    return attrs.evolve(
        found,
        proofs=(
            ClaimChange(
                kind="units", about="", before="it is proved", now="it is not checked, because it is long", what="lost"
            ),
            ClaimChange(kind="others", about="Reviews", before="it is not checked", now="it is proved", what="gained"),
            ClaimChange(
                kind="rows", about="Reviews", before=None, now="it does not hold. Ash gets less", what="otherwise"
            ),
        ),
        bounds=(
            Bound(what="The most it can cost", before=None, now=Fraction(100)),
            Bound(what="The most to one", before=Fraction(50), now=Fraction(40)),
            Bound(what="The most back", before=Fraction(5), now=Fraction(5)),
        ),
    )


COMPARISONS: dict[str, Callable[[], Comparison]] = {
    "figures": everything,
    "examples": lambda: comparison(BEFORE, NOW),
    "same": lambda: comparison(BEFORE, BEFORE),
    "nothing": lambda: comparison(SMALL, SMALL),
    "unfit": lambda: comparison(SMALL, SMALL.replace("year\n", "year\n    never more than 15\n"), SEEN),
}


@pytest.mark.parametrize("name", COMPARISONS)
def test_what_is_said(name: str, golden: Golden) -> None:
    """The text, the page and the data say what they say in these files; the data agree with their schema."""
    found = COMPARISONS[name]()
    data = as_data(found)
    jsonschema.validate(data, SCHEMA)

    golden(HERE / f"{name}.txt", as_text(found))
    golden(HERE / f"{name}.page.txt", told(as_page(found)))
    golden(HERE / f"{name}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def test_a_page_has_only_what_a_contract_has() -> None:
    """A page of what changes has the elements of a contract and no other, and every link stays in it."""
    page = Page(as_html(as_page(everything())))

    assert {tag.lstrip("/") for tag, _ in page.elements} <= set(ALLOWED)
    assert all({name for name, _ in given} <= ALLOWED[tag] for tag, given in page.elements if given)
    assert {"del", "ins"} <= {tag for tag, _ in page.elements}
    assert page.others == []
    anchors = [value for _, given in page.elements for name, value in given if name == "id"]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("payload", PAYLOADS[:40], ids=range(40))
def test_a_text_of_a_page_stays_a_text(payload: str) -> None:
    """Whatever is changed into whatever else, a page has the same elements."""
    plain = as_page(everything())

    assert Page(as_html(with_texts(plain, lambda _: payload))).elements == (
        Page(as_html(with_texts(plain, lambda _: "word"))).elements
    )


# Sentences


def payee(code: str, before: int | None, now: int | None, *, held: bool = False, kind: str = "practice") -> Payee:
    """Return somebody who is paid so many pence by each scheme."""
    one, other = (None if pence is None else Pay(pence, held=held) for pence in (before, now))
    return Payee(code=code, name=code, kind=kind, before=one, now=other)


def trial(*payees: Payee) -> Trial:
    """Return a trial in which these are paid."""
    return Trial(title="the figures passed", origin="figures", payees=payees, parts=())


def test_a_largest_loss_that_several_have() -> None:
    """Where two lose as much, both are spoken of."""
    found = trial(payee("A1", 3000, 2000), payee("A2", 3000, 2000), payee("A3", 0, -500))

    assert list(words.largest_loss(found)) == [
        "The largest loss is that of A1: £10.00, which is about 33% of what it was paid.",
        "1 more loses as much.",
    ]


def test_a_loss_of_one_that_was_paid_nothing_is_no_part_of_it() -> None:
    """Who was paid nothing and now owes something loses no part of what it had."""
    assert list(words.largest_loss(trial(payee("A3", 0, -500)))) == ["The largest loss is that of A3: £5.00."]


def test_payees_of_several_kinds_are_payees() -> None:
    """Practices and a hospital are counted together as payees."""
    found = trial(payee("A1", 3000, 2000), payee("hospital", 3000, 2000, kind=""))

    assert list(words.who_moves(found)) == ["Nobody is paid more and 2 payees are paid less."]


def test_a_trial_in_which_nobody_is_paid() -> None:
    """Where there is nobody, that is said."""
    assert list(words.who_moves(trial())) == ["Neither scheme pays anybody on these figures."]


def test_remarks() -> None:
    """What only one scheme pays, and what is held, stands beside the sums."""
    assert words.remark(payee("A1", None, 100)) == "not paid before"
    assert words.remark(payee("A1", 100, None)) == "no longer paid"
    assert words.remark(payee("A1", 100, None, held=True)) == "no longer paid, not known yet"


def test_payments_are_told_apart_where_there_are_several() -> None:
    """Each payment that comes to another sum has its row, in the text and on the page; the others have none."""
    parts = (
        Part(title="One", before=300, now=200),
        Part(title="Two", before=5, now=5),
        Part(title="Three", before=None, now=7),
    )
    found = attrs.evolve(trial(payee("A1", 305, 212)), parts=parts)
    shown = attrs.evolve(comparison(SMALL, SMALL), money=(found,))

    rows = [line.split() for line in as_text(shown).splitlines() if line.startswith(("  One", "  Two", "  Three"))]
    assert rows == [["One", "£3.00", "£2.00", "-£1.00"], ["Three", "–", "£0.07", "+£0.07"]]
    assert "One | £3.00 | £2.00 | -£1.00\nThree | – | £0.07 | +£0.07" in told(as_page(shown))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (True, False, "fit the old scheme and not the new one"),
        (False, True, "fit the new scheme and not the old one"),
        (False, False, "fit neither scheme"),
    ],
)
def test_figures_that_do_not_fit(before: bool, now: bool, said: str) -> None:  # noqa: FBT001
    """It is said which of the schemes the figures fit."""
    found = Unfit(title="the figures passed", origin="figures", before=before, now=now)

    assert words.unfit(found) == f"These figures {said}, so money is not compared on them."


def test_those_who_take_part_keep_their_capitals() -> None:
    """PCNs are not written small in the middle of a sentence."""
    (said,) = words.who_moves(trial(payee("A1", 3000, 2000, kind="PCN")))

    assert said == "Nobody is paid more and 1 PCN is paid less."


def test_guarantees_of_either_scheme_are_said() -> None:
    """A guarantee that does not hold is said with the scheme of which that is so."""
    found = attrs.evolve(trial(), broken_before=("A", "B"), broken_now=("B", "C"))

    assert [each.rpartition(" does not hold on these figures ")[2] for each in words.guarantees(found)] == [
        "by either scheme.",
        "by the new scheme.",
        "by the old scheme.",
    ]
