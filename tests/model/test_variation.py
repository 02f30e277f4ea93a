"""Schemes that vary others, and files that several schemes use."""

from pathlib import Path
from typing import get_args

import pytest
from attrs import evolve

from beside import among
from compiled import HEADING
from schemelang.diagnostic import Diagnostic
from schemelang.model import model
from schemelang.model.from_ast import resolve
from schemelang.model.model import Changes
from schemelang.report import as_text
from schemelang.source import Source, Trouble
from schemelang.syntax.limits import FILES, TOGETHER
from schemelang.syntax.parser import parse

BASE = HEADING + 'value price "Price" is £10 clause aim "Aim"\n    > We pay {price}.\n'
VARIES = 'scheme later "Later" varies "base.scheme" from 1 October 2013 '
CHANGES = 'replace value price "New price" is £12 withdraw aim because "it is told"'


def found_in(text: str, **texts: str) -> tuple[model.Scheme | None, tuple[Diagnostic, ...]]:
    """Resolve a scheme, with others by their names without the ending."""
    source = Source("folder/given.scheme", text)
    file, unread = parse(source)
    assert file is not None, as_text(unread)
    return resolve(file, source, among({f"{name}.scheme": other for name, other in texts.items()}))


def scheme_of(text: str, **texts: str) -> model.Scheme:
    """Resolve a scheme that has nothing wrong with it."""
    scheme, found = found_in(text, **texts)
    assert scheme is not None, as_text(found)
    return scheme


def codes(text: str, **texts: str) -> list[str]:
    """Return the codes of what is wrong with a scheme."""
    return [each.code for each in found_in(text, **texts)[1]]


def test_nothing_changed_but_the_term() -> None:
    """A variation without a change is the same scheme, from its day on and under its own name."""
    base, later = scheme_of(BASE), scheme_of(VARIES, base=BASE)
    first = later.variations[0].start

    assert (str(first), later.last, later.title) == ("2013-10-01", base.last, "Later")
    changed = evolve(base, name="later", title="Later", first=first, variations=later.variations)
    assert later == changed


def test_the_same_text_in_one_file_is_the_same_scheme() -> None:
    """What is put together from several files is what one file would say."""
    extra = (
        "value cap is £5 payment grant to each practice start with £5 round down to the penny pay 100% on 30 June 2014 "
    )
    later = scheme_of(
        f'{VARIES} uses "shared.scheme" {CHANGES} {extra}',
        base=BASE,
        shared='value national "National" is £1',
    )
    once = HEADING.replace('small "A small scheme"', 'later "Later"').replace("1 April 2013", "1 October 2013")
    whole = scheme_of(f'{once} value price "New price" is £12 value national "National" is £1 {extra}')

    assert evolve(later, variations=()) == whole


def test_what_is_changed_is_told() -> None:
    """The scheme knows what was withdrawn and why, what was replaced and what is new."""
    text = f'{VARIES} {CHANGES} value cap "Cap" is £5 '
    (said,) = scheme_of(text, base=BASE).variations

    assert said.title == "A small scheme"
    assert (said.withdrawn, said.replaced, said.added) == ((("Aim", "it is told"),), ("New price",), ("Cap",))


def test_the_heading() -> None:
    """A line of the variation stands for those of its kind, others stay, and approvals never do."""
    lines = """
    approved by       "the board" on 1 March 2013
    sign by           1 May 2013
    as well as        "one"
    as well as        "two"
    instead of        "three"
"""
    base = BASE.replace("\n\nparty", f"{lines}\nparty", 1)
    own = 'as well as "four" if a practice leaves, pay nothing if suppressed, count it as 0 '
    later = scheme_of(VARIES + own, base=base)

    assert (later.as_well_as, later.instead_of) == (("four",), ("three",))
    assert later.changes_of("practice") == Changes(joins="by_days", leaves="nothing")
    assert (later.standing.approved_by, later.sign_by) == ((), None)


def test_a_term_of_its_own() -> None:
    """A line about the term counts as it is written."""
    later = scheme_of(VARIES + "runs 1 October 2013 to 30 June 2014 ", base=BASE)

    assert (str(later.first), str(later.last)) == ("2013-10-01", "2014-06-30")


def test_examples_of_the_other_are_left_out() -> None:
    """Only the variation's own examples are in it."""
    base = BASE + 'example "Old" then price is £10 '
    later = scheme_of(VARIES + 'replace value price "Price" is £12 example "New" then price is £12', base=base)

    assert [block.title for block in later.blocks if isinstance(block, model.Example)] == ["New"]


def test_rows_of_tables_have_names() -> None:
    """A row of a table is replaced or withdrawn by its name, and a table replaces row by row."""
    table = 'figures "Counts" each is a count of patients during the year | figure | title |\n'
    base = f"{HEADING} {table} | one | One |\n | two | Two |\n | three | Three |\n"
    later = scheme_of(
        f'{VARIES} withdraw two because "no" replace {table} | one | First |\n | three | Third |\n', base=base
    )

    assert [block.title for block in later.blocks if isinstance(block, model.Figure)] == ["First", "Third"]


def test_a_row_that_reads_what_is_withdrawn_is_named() -> None:
    """A message about a row of a table names the row."""
    base = (
        HEADING + "figure seen is a count of patients for each practice during the year "
        "figure all_of_them is a count of patients for each practice during the year "
        'indicators "Shares" for each practice | indicator | counts | out of |\n | share_seen | seen | all_of_them |\n'
        "if there are no patients, hold the payment "
    )
    (found,) = found_in(f'{VARIES} withdraw seen because "no"', base=base)[1]

    assert found.code == "SCH139"
    assert 'Withdraw or replace "share_seen" too.' in as_text((found,))


def test_a_library_is_used_by_both() -> None:
    """A file that the varied scheme uses is part of it, and may be changed by name."""
    base = BASE.replace("\n\nparty", '\n    uses "shared.scheme"\n\nparty', 1)
    later = scheme_of(
        f'{VARIES} replace value national "National" is £2', base=base, shared='value national "National" is £1'
    )

    assert [block.name for block in later.blocks] == ["national", "ccg", "hospital", "price", "aim"]
    assert codes(f'{VARIES} uses "shared.scheme"', base=base, shared="value national is £1") == ["SCH110"]


@pytest.mark.parametrize(
    "path",
    ["../base.scheme", "/base.scheme", "C:base.scheme", "a/../../base.scheme", "a/..", "~/base.scheme"],
)
def test_paths_that_lead_out_are_never_loaded(path: str) -> None:
    """A path that could lead out of the folder is refused before anything is loaded."""

    def load(named: str) -> Trouble:
        pytest.fail(f"{named} is loaded")

    source = Source("given.scheme", f'scheme later varies "{path}" from 1 October 2013 uses "{path}" ')
    file, _ = parse(source)
    assert file is not None
    assert {each.code for each in resolve(file, source, load)[1]} == {"SCH009"}


def test_paths_begin_where_they_are_written() -> None:
    """A path in a file of a folder leads from that folder."""
    loaded = list[str]()

    def load(path: str) -> Source | Trouble:
        loaded.append(path)
        return Source(path, 'scheme one varies "two.scheme" from 1 October 2013 uses "./b/three.scheme" ')

    source = Source("given.scheme", 'scheme later varies "a/one.scheme" from 1 October 2013 ')
    file, _ = parse(source)
    assert file is not None
    resolve(file, source, load)

    assert loaded[:3] == ["a/one.scheme", "a/b/three.scheme", "a/two.scheme"]


@pytest.mark.parametrize("trouble", [each for each in get_args(Trouble) if each not in ("outside", "backslash")])
def test_each_trouble_is_said(trouble: Trouble) -> None:
    """Whatever keeps a file from being loaded is said where it is named."""
    source = Source("given.scheme", VARIES)
    file, _ = parse(source)
    assert file is not None
    (found,) = resolve(file, source, lambda _: trouble)[1]

    assert found.code == "SCH009"


def test_no_more_files_than_may_be() -> None:
    """A chain without an end, or very many files, is cut off."""
    many = " ".join(f'uses "lib{number}.scheme"' for number in range(FILES + 3))
    libraries = {f"lib{number}": f"value v{number} is {number}" for number in range(FILES + 3)}

    assert codes(BASE.replace("\n\nparty", f" {many}\n\nparty", 1), **libraries) == ["SCH009"] * 3


def test_no_more_text_than_may_be() -> None:
    """Files that are together too large are refused, although each is small enough."""
    text = "# " + "x" * 250_000 + "\nvalue v{} is 1"
    needed = TOGETHER // len(text)
    many = " ".join(f'uses "lib{number}.scheme"' for number in range(needed + 1))
    libraries = {f"lib{number}": text.replace("{}", str(number)) for number in range(needed + 1)}

    assert codes(BASE.replace("\n\nparty", f" {many}\n\nparty", 1), **libraries) == ["SCH009"]


def test_what_cannot_be_read_is_said_in_its_own_file() -> None:
    """A slip in a file that is named is shown there."""
    (found,) = found_in(VARIES, base=BASE + "value other iss £5")[1]

    assert as_text((found,)).splitlines()[0].endswith(("base.scheme, line 17", "base.scheme, line 18"))


def test_gallery_of_both() -> None:
    """The variation of the gallery takes away everything of the other that it names, down to the rows of tables."""
    gallery = Path(__file__).parents[1] / "gallery"
    text = (gallery / "f_spqs_2015.scheme").read_text(encoding="utf-8")
    base = (gallery / "e_qof_2015.scheme").read_text(encoding="utf-8")
    _, found = found_in(text, qof_2015=base)

    assert not {each.code for each in found} & {"SCH009", "SCH133", "SCH136", "SCH137", "SCH139"}, as_text(found)
