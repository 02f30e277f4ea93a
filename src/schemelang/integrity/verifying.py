"""Holding a page against the data in it, and these against a scheme."""

import re
from collections.abc import Container, Iterator
from html.parser import HTMLParser
from itertools import takewhile, zip_longest

from attrs import frozen

from schemelang.diagnostic import Diagnostic
from schemelang.document.contract import CERTIFICATE, CLIFFS, Clause, Contract, Identity, Section
from schemelang.document.html import as_html
from schemelang.integrity.canonical import Misread, read
from schemelang.integrity.errors import NoContract, PageChanged, WordsChanged
from schemelang.integrity.identity import document_id, identify
from schemelang.integrity.record import Agreed, Record, VariationRecord
from schemelang.plaintext import reveal
from schemelang.source import CellPlace

MOST_BYTES = 100_000_000
"""No page that we write comes near to this size."""

_DATA = re.compile(rb'<template id="contract-data">([^<]*)</template>')
_ENGINE = re.compile(rb'<meta name="generator" content="schemelang ([0-9A-Za-z.+-]{1,40})">')
_COPIES = {b"%PDF-": "a PDF", b"PK": "a Word file"}
"""How a file begins that is a copy of a contract, and what it is."""
_OF_A_VARIATION = '"is":"VariationRecord"'
"""What stands in the data of a variation and in no others: within a text, a quotation mark has a stroke before it."""
_NAMED = re.compile(rb'<meta name="document-id" content="([0-9a-f ]{39})">')
_ELEMENT = re.compile("<[^<>]*>")
_SHOWN = 100
_BEFORE = 30


@frozen
class Verified:
    """A page that says what its data say: its bytes, the record, its identity, and the version that wrote it.

    Every byte was compared if that is the version of this engine, else the words.
    """

    content: bytes
    record: Record
    identity: Identity
    written_by: str

    @property
    def is_whole(self) -> bool:
        """Say whether every byte was compared."""
        return self.written_by == self.identity.engine


def verify_page(path: str, content: bytes, engine: str) -> Verified | Diagnostic:
    """Hold a page against the data in it: byte for byte or, written by another version, word for word."""
    copied = next((kind for begins, kind in _COPIES.items() if content.startswith(begins)), None)
    if copied is not None:
        return _none(path, f"It is {copied}, a copy. Verify the page with its document ID, which ends in .html.")
    found = _DATA.findall(content)
    if len(found) != 1:
        return _none(path, "It does not hold the data of one contract.")
    text = found[0].decode("latin-1")
    written = _ENGINE.search(content)
    then = engine if written is None else written[1].decode("ascii")
    record = read(VariationRecord if _OF_A_VARIATION in text else Record, text)
    if isinstance(record, Misread):
        where = f", at {record.where}" if record.where else ""
        why = (
            f"Its data cannot be read: {record.problem}{where}." if then == engine else _of_another(content, text, then)
        )
        return _none(path, why)
    try:
        contract, identity = identify(record, engine)
        page = as_html(contract, identity)
    except Exception:  # noqa: BLE001 - data of the right classes may still be of no contract that can be laid out
        return _none(path, "Its data are those of no contract that can be laid out.")
    if page.encode() == content:
        return Verified(content, record, identity, engine)
    if then == engine:
        return _changed(path, content, page)
    return _by_words(path, page, Verified(content, record, identity, then))


def _of_another(content: bytes, data: str, then: str) -> str:
    """Say of data that only another version can read whether the ID on the page is theirs."""
    named = _NAMED.search(content)
    is_theirs = named is not None and data.isascii() and named[1].decode("ascii") == document_id(data)
    said = "the one" if is_theirs else "not the one"
    return (
        f"It says that schemelang {then} wrote it, and its data are in a form that this version cannot read. "
        f"Its document ID is {said} that these data give. Verify it with schemelang {then}."
    )


def _none(path: str, problem: str) -> NoContract:
    return NoContract(place=CellPlace(path), path=path, problem=problem)


def _changed(path: str, content: bytes, page: str) -> PageChanged:
    """Show the first line that is not as it should be: its words or, if these are the same, all of it."""
    given = content.decode(errors="replace")
    if given.split() == page.split():
        return PageChanged(place=CellPlace(path), path=path, page=_blanks(given, page), data=_AS_WRITTEN)
    pairs = zip_longest(given.split("\n"), page.split("\n"), fillvalue="")
    has, should = next(((one, two) for one, two in pairs if one != two), ("", ""))
    words = [" ".join(_ELEMENT.sub("", each).split()) for each in (has, should)]
    shown = words if words[0] != words[1] else [has.strip(), should.strip()]
    same = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(*shown, strict=False)))
    begin = max(0, same - _BEFORE)
    has, should = (reveal(each[begin:])[:_SHOWN] or "nothing" for each in shown)
    return PageChanged(place=CellPlace(path), path=path, page=has, data=should)


_AS_WRITTEN = "those with which it was written; all else is the same"


def _blanks(given: str, page: str) -> str:
    """Say where a page first has other blanks or line ends than it was written with."""
    if given.rstrip() == page.rstrip():
        return "other blanks or line ends after its last word"
    if given.lstrip() == page.lstrip():
        return "other blanks or line ends before its first word"
    same = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(given, page, strict=False)))
    return f"other blanks or line ends, first in line {given.count(chr(10), 0, same) + 1:,}"


# ---------------------------------------------------------------- words


# What changes the sense of the words in it, or acts or fetches; and what hides words.
_TELLING = {"del", "ins", "s", "script", "iframe", "object", "embed", "link", "base", "form", "img"}
_HIDING = {"hidden", "style", "src"}


class _Words(HTMLParser):
    """The words of a page that can be read, and what says another thing of them, without how they are set."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag}>"] if tag in _TELLING else []
        self.found += [f"{name}=" for name, _ in attrs if name in _HIDING or name.startswith("on")]
        self._silent += tag in {"style", "script", "template"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "script", "template"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found += data.split()


def _by_words(path: str, page: str, verified: Verified) -> Verified | WordsChanged:
    """Compare the words of two pages, however they are set."""
    content = verified.content.decode(errors="replace")
    pairs = list(zip_longest(_Words(content).found, _Words(page).found, fillvalue=""))
    at = next((place for place, (has, should) in enumerate(pairs) if has != should), None)
    if at is None:
        return verified
    near = pairs[max(0, at - 4) : at + 8]
    has, should = (reveal(" ".join(pair[side] for pair in near))[:_SHOWN] for side in (0, 1))
    then, now = verified.written_by, verified.identity.engine
    return WordsChanged(place=CellPlace(path), path=path, then=then, now=now, page=has, data=should)


# ---------------------------------------------------------------- a scheme


def differences(then: Agreed, now: Agreed) -> tuple[str, ...]:
    """Say in what a scheme is not what was agreed, one line for each.

    Bank holidays that were not known then do not count.
    """
    return tuple(_differences(then, now))


def _differences(then: Agreed, now: Agreed) -> Iterator[str]:
    if then.scheme != now.scheme:
        yield f"the name of the scheme: {then.scheme}, and now {now.scheme}"
    if then.sha256 != now.sha256:
        yield "the text of the scheme"
    before, after = ({each.path: each.sha256 for each in side.named} for side in (then, now))
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            yield f"the text of {path}, which it names"
    if (then.first, then.last) != (now.first, now.last):
        yield "the term"
    if not _same_values(then, now):
        yield "a value that is laid down"
    if not _same_holidays(then, now):
        yield "the bank holidays"


def _same_values(then: Agreed, now: Agreed) -> bool:
    """Say whether the same values are laid down; of the same texts another version may make other rules within."""
    if (then.sha256, then.named) != (now.sha256, now.named):
        return then.parameters == now.parameters
    before, after = ({each.rule: each.value for each in side.parameters} for side in (then, now))
    return all(before[rule] == after[rule] for rule in before.keys() & after.keys())


def _same_holidays(then: Agreed, now: Agreed) -> bool:
    """Say whether every day that was known then is now what it was."""
    first, last = then.calendar.first, then.calendar.last
    return then.calendar.days == tuple(day for day in now.calendar.days if first <= day <= last)


def clauses_that_differ(then: Contract, now: Contract, *, with_findings: bool = False) -> tuple[str, ...]:
    """Name the sections and clauses of two contracts that are not the same; the beginning is named as such.

    What was found out about a scheme is nothing that is agreed, and is compared only if that is asked for.
    """
    heads = [
        (each.title, each.subtitle, each.standing, each.banner, each.glance, each.key_facts) for each in (then, now)
    ]
    first = ("the beginning of the contract",) if heads[0] != heads[1] else ()
    left_out = set() if with_findings else {CLIFFS, CERTIFICATE}
    before, after = (_by_anchor(each, left_out) for each in (then, now))
    return (
        *first,
        *(
            _heading(before, after, each)
            for each in dict.fromkeys((*before, *after))
            if before.get(each) != after.get(each)
        ),
    )


def _by_anchor(contract: Contract, left_out: Container[str]) -> dict[str, Section | Clause]:
    """Return what is under each anchor, a section without its clauses, and each clause; some sections are left out."""
    found: dict[str, Section | Clause] = {}
    for section in contract.sections:
        if section.anchor in left_out:
            continue
        found[section.anchor] = Section(
            anchor=section.anchor, heading=section.heading, parts=section.parts, number=section.number
        )
        found |= {clause.anchor: clause for clause in section.clauses}
    return found


def _heading(before: dict[str, Section | Clause], after: dict[str, Section | Clause], anchor: str) -> str:
    found = before.get(anchor) or after[anchor]
    return f"{found.number} {found.heading}"
