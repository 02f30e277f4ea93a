"""A page that was changed is found out, wherever it was changed and however little."""

import random
import re
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import attrs
import pytest

from document.payloads import PAYLOADS
from document.test_html import ALLOWED, Page
from document.written import EVERYTHING, TABLES, contract_of, with_texts
from recorded import ENGINE, page_of, record_of
from schemelang.dates import Holidays
from schemelang.integrity.errors import NoContract, PageChanged, WordsChanged
from schemelang.integrity.from_scheme import calendar_of, fingerprint
from schemelang.integrity.identity import document_id, identify
from schemelang.integrity.record import Record
from schemelang.integrity.register import agreement
from schemelang.integrity.verifying import Verified, differences, verify_page

SMALL = (Path(__file__).parents[1] / "cases/bad/SCH911/an_amount.scheme").read_text(encoding="utf-8")
RECORD = record_of(SMALL)
PAGE = page_of(RECORD)
DATA = re.compile(r"<template id=\"contract-data\">([^<]*)</template>")


@pytest.fixture(scope="module")
def whole() -> Record:
    """Return a record of a contract that has every kind of part."""
    return attrs.evolve(RECORD, contract=contract_of(EVERYTHING, TABLES, "N2"))


# What is not changed


def test_a_page_as_it_was_written_is_verified(whole: Record) -> None:
    """A page that is as it was written is verified, and gives back what it was written from."""
    for record in (RECORD, whole):
        found = verify_page("a.html", page_of(record).encode(), ENGINE)

        assert isinstance(found, Verified)
        assert found.record == record
        assert found.is_whole


def test_the_id_stands_wherever_it_should() -> None:
    """The ID is in the metadata, on every sheet, in each place to sign, and on the page."""
    identity = identify(RECORD, ENGINE)[1].id
    escaped = "".join(sign if sign.isalnum() else f"\\{ord(sign):06x}" for sign in identity)

    assert re.fullmatch("[0-9a-f]{4}( [0-9a-f]{4}){7}", identity)
    assert f'<meta name="document-id" content="{identity}">' in PAGE
    assert f'@page {{ @bottom-left {{ content: "Document ID {escaped}"; }} }}' in PAGE
    assert PAGE.count(f"<dt>Document ID</dt><dd>{identity}</dd>") == PAGE.count('class="signature"') == 2
    assert f'<meta name="generator" content="schemelang {ENGINE}">' in PAGE


def test_the_engine_is_not_in_the_id() -> None:
    """Another version of the engine that writes the same gives the same ID."""
    assert identify(RECORD, "1")[1].id == identify(RECORD, "2")[1].id


def test_the_data_of_a_page_are_only_text(whole: Record) -> None:
    """Whatever the texts of a contract are, the page with its data has only what is allowed, and is verified."""
    texts, used = cycle(PAYLOADS), list[str]()

    def given(_: str) -> str:
        used.append(next(texts))
        return used[-1]

    page = page_of(attrs.evolve(whole, contract=with_texts(whole.contract, given)))
    taken = Page(page)

    assert len(used) > len(PAYLOADS)
    assert {tag.lstrip("/") for tag, _ in taken.elements} <= {*ALLOWED, "template", "footer"}
    assert taken.others == []
    assert DATA.findall(page)[0].isascii()
    assert isinstance(verify_page("a.html", page.encode(), ENGINE), Verified)


# What is changed


def test_no_byte_can_be_changed() -> None:
    """Each of 1,000 bytes anywhere in a page is changed, and each is found out."""
    chance = random.Random(1)  # noqa: S311 - which are tried is no secret
    content = PAGE.encode()
    for place in chance.sample(range(len(content)), 1000):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)

        assert not isinstance(verify_page("a.html", bytes(changed), ENGINE), Verified | WordsChanged) or (
            b"generator" in content[max(0, place - 60) : place + 20]
        )


@pytest.mark.parametrize("swap", ["articles", "sections"])
def test_two_clauses_cannot_be_exchanged(swap: str) -> None:
    """Two clauses, or two sections, that change places in the page are found out."""
    parts = re.findall(rf"<{swap[:-1]} .*?</{swap[:-1]}>", PAGE, re.DOTALL)
    changed = PAGE.replace(parts[0], "\0").replace(parts[1], parts[0]).replace("\0", parts[1])

    assert isinstance(verify_page("a.html", changed.encode(), ENGINE), PageChanged)


CHANGES: dict[str, Callable[[str], str]] = {
    "the style hides the payments": lambda page: page.replace("* { box", "#section-payments { display: none } * { box"),
    "the style says another ID": lambda page: page.replace("Document ID ", "Document ID 0", 1),
    "a line ends as in Windows": lambda page: page.replace("\n", "\r\n", 1),
    "a comment": lambda page: page.replace("<main", "<!-- --><main"),
    "a script": lambda page: page.replace("</body>", "<script>1</script></body>"),
    "a blank at the end": lambda page: f"{page} ",
    "cut off": lambda page: page[:-1],
    "an ID": lambda page: re.sub("(<dt>Document ID</dt><dd>)....", r"\g<1>0000", page),
    "no engine": lambda page: page.replace('name="generator"', 'name="author"'),
    "data of another price": lambda page: page.replace("Start with \\u00a32", "Start with \\u00a33"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_out(change: str) -> None:
    """Whatever is changed in a page, also what is not read, is found out."""
    changed = CHANGES[change](PAGE)

    assert changed != PAGE
    assert isinstance(verify_page("a.html", changed.encode(), ENGINE), PageChanged)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda page: page + " ", "after its last word"),
        (lambda page: page.rstrip(), "after its last word"),
        (lambda page: "\n" + page, "before its first word"),
        (lambda page: page.replace("\n", "\r\n"), "first in line 1"),
    ],
)
def test_where_only_blanks_were_changed_is_said(change: Callable[[str], str], where: str) -> None:
    """A page that has other blanks or line ends is another page, and nothing else is said of it."""
    found = verify_page("page.html", change(PAGE).encode(), ENGINE)

    assert isinstance(found, PageChanged)
    assert found.page.startswith("other blanks or line ends")
    assert found.page.endswith(where)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda _: "no page",
        lambda page: page + page,
        lambda page: page.replace('"is":"Paragraph"', '"is":"Sentence"', 1),
        lambda page: page.replace('"keys":"1"', '"keys":"one"'),
        lambda page: page.replace('"columns":[', '"columns":[],"x":['),
        lambda page: re.sub('"columns":\\[[^]]*\\]', '"columns":[]', page),
        lambda page: page.replace('"text":["', '"text":["\\ud800', 1),
    ],
)
def test_what_holds_no_contract_is_refused(change: Callable[[str], str]) -> None:
    """A page without the data of one contract that can be laid out is refused with a reason."""
    found = verify_page("a.html", change(PAGE).encode(), ENGINE)

    assert isinstance(found, NoContract | PageChanged)


# Another version


def test_a_page_of_another_version_is_compared_by_its_words() -> None:
    """Of a page that another version wrote, the data and the words count, and how it is set does not."""
    other = page_of(RECORD, "0.9").replace("* { box", "body { color: blue } * { box").replace("<strong>", "<b>")
    found = verify_page("a.html", other.encode(), ENGINE)

    assert isinstance(found, Verified)
    assert not found.is_whole
    assert found.written_by == "0.9"


def test_of_data_that_only_another_version_can_read_the_id_is_compared() -> None:
    """Where another version has other data, nothing is verified but that the ID is theirs, and that is said."""
    text = DATA.findall(PAGE)[0]
    data = text.replace('"banner":', '"bannerette":', 1)
    old, new = document_id(text), document_id(data)
    other = page_of(RECORD, "0.9").replace(text, data)
    kept, given = (verify_page("a.html", page.encode(), ENGINE) for page in (other, other.replace(old, new)))

    assert isinstance(kept, NoContract)
    assert isinstance(given, NoContract)
    assert "Its document ID is not the one that these data give." in kept.problem
    assert given.problem == (
        "It says that schemelang 0.9 wrote it, and its data are in a form that this version cannot read. "
        "Its document ID is the one that these data give. Verify it with schemelang 0.9."
    )


@pytest.mark.parametrize(("before", "now"), [("£2", "£3"), ("All of it", "None of it"), ("<dd>08V</dd>", "<dd></dd>")])
def test_words_that_are_changed_in_a_page_of_another_version_are_found_out(before: str, now: str) -> None:
    """Saying that another version wrote it does not make a page with other words pass."""
    other = page_of(RECORD, "0.9").replace(before, now)
    found = verify_page("a.html", other.encode(), ENGINE)

    assert isinstance(found, WordsChanged)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("</body>", "<script>1</script></body>"),
        ("</body>", '<img src="x.png"></body>'),
        ("</main>", '<iframe src="https://example.org"></iframe></main>'),
        ("<strong>All of it</strong>", "<del>All of it</del>"),
        ("<article ", "<article hidden "),
        ("<article ", '<article style="display: none" '),
        ("<article ", '<article onclick="x()" '),
    ],
)
def test_what_hides_or_strikes_out_words_is_found_out_too(before: str, now: str) -> None:
    """In a page of another version, nothing may hide words, strike them out, act or fetch that should not be there."""
    other = page_of(RECORD, "0.9")
    assert before in other
    found = verify_page("a.html", other.replace(before, now, 1).encode(), ENGINE)

    assert isinstance(found, WordsChanged)


# A scheme


def test_what_was_agreed_is_compared_with_a_scheme() -> None:
    """A scheme that says the same has no differences; in one that does not, each is named."""
    changed = record_of(SMALL.replace("£2 for", "£3 for").replace("31 March 2014", "30 March 2014")).agreed

    assert differences(RECORD.agreed, record_of(SMALL).agreed) == ()
    assert differences(RECORD.agreed, record_of(SMALL.replace("\n", "\r\n")).agreed) == ()
    assert differences(RECORD.agreed, changed) == (
        "the text of the scheme",
        "the term",
        "a value that is laid down",
    )


def test_bank_holidays_that_were_not_known_yet_do_not_count() -> None:
    """The calendar of a later version may go on for longer; a day in the known time that is moved counts."""
    days = frozenset({date(2026, 5, 4), date(2027, 5, 3)})
    then = Holidays(date(2020, 1, 1), date(2026, 12, 31), frozenset({date(2026, 5, 4)}))
    longer = Holidays(date(2020, 1, 1), date(2027, 12, 31), days)
    moved = Holidays(date(2020, 1, 1), date(2027, 12, 31), frozenset({date(2026, 5, 8)}))
    term = (date(2026, 4, 1), date(2027, 3, 31))
    signed, later, other = (
        attrs.evolve(RECORD.agreed, calendar=calendar_of(*term, known)) for known in (then, longer, moved)
    )

    assert differences(signed, later) == ()
    assert differences(signed, other) == ("the bank holidays",)


def test_the_rules_that_another_version_makes_of_the_same_text_do_not_count() -> None:
    """An inner rule more or less is no other agreement; a value that the same text now comes to is a difference."""
    agreed = RECORD.agreed
    first, *others = agreed.parameters
    fewer, other = (
        attrs.evolve(agreed, parameters=them) for them in (tuple(others), (attrs.evolve(first, value="77"), *others))
    )

    assert differences(agreed, fewer) == differences(fewer, agreed) == ()
    assert differences(agreed, other) == ("a value that is laid down",)
    assert agreement(agreed, agreed.calendar.last) == agreement(fewer, agreed.calendar.last)


def test_a_text_is_the_same_however_its_lines_end() -> None:
    """The mark of byte order and the ends of lines do not count, and everything else does."""
    assert fingerprint("\ufeffa\r\nb\rc\n") == fingerprint("a\nb\nc\n")
    assert fingerprint("a\nb") != fingerprint("a\nb\n")
