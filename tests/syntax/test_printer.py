"""The layout that the formatter gives a scheme, and what it must never lose."""

import re
from functools import cache
from itertools import chain, count
from pathlib import Path
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.parser import read_whole
from schemelang.syntax.printer import print_file

GALLERY = sorted((Path(__file__).parent.parent / "gallery").glob("*.scheme"))
GALLERY_TEXTS = [path.read_text(encoding="utf-8") for path in GALLERY]

Nodes = st.SearchStrategy[Any]


def read(text: str) -> ast.File:
    """Read a text that is known to be well written."""
    tree = read_whole(Source("test.scheme", text), "file")
    assert isinstance(tree, ast.File), tree
    return tree


def laid_out(text: str) -> str:
    """Read a text and write it in the usual layout."""
    return print_file(read(text))


# The gallery


@pytest.mark.parametrize("text", GALLERY_TEXTS, ids=[path.stem for path in GALLERY])
def test_gallery_reads_back(text: str) -> None:
    """A scheme of the gallery keeps its words, and so what it says."""
    assert text.split() == laid_out(text).split()
    assert read(text) == read(laid_out(text))


@pytest.mark.parametrize("text", GALLERY_TEXTS, ids=[path.stem for path in GALLERY])
def test_gallery_is_laid_out_once(text: str) -> None:
    """What is in the usual layout stays as it is."""
    assert laid_out(text) == laid_out(laid_out(text))


# One way to write each thing


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a >= 5", "a is at least 5"),
        ("a is \u2265 5", "a is at least 5"),
        ("a <= 5", "a is at most 5"),
        ("a \u2264 5", "a is at most 5"),
        ("a is > 5", "a is more than 5"),
        ("a < 5", "a is less than 5"),
        ("a * b / 3 is c", "a \u00d7 b \u00f7 3 is c"),
        ("A IS AT  LEAST\t5", "A is at least 5"),
        ("sent is YES", "sent is yes"),
        ("list_size ON 1 APRIL  2013 is 5", "list_size on 1 April 2013 is 5"),
        ("paid during april 2013 is \u00a35", "paid during April 2013 is \u00a35"),
        ("at least 2 of a, b, and c", "at least 2 of a, b and c"),
    ],
)
def test_words(written: str, expected: str) -> None:
    """Signs become words, capitals and blanks what they usually are, and the tree stays the same."""
    tree = read(f"guarantee g always {written}")

    assert f"guarantee g\n    always            {expected}\n" == print_file(tree)
    assert tree == read(print_file(tree))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(a)", "a"),
        ("not (a is met)", "not a is met"),
        ("not (a and b)", "not (a and b)"),
        ("(a or b) and c", "(a or b) and c"),
        ("a or b and c", "a or (b and c)"),
        ("(a or b) or c", "(a or b) or c"),
        ("(a + b) \u00d7 c is 1", "(a + b) \u00d7 c is 1"),
        ("a + (b \u00d7 c) is 1", "a + b \u00d7 c is 1"),
        ("a - (b - c) is 1", "a - (b - c) is 1"),
        ("(a - b) out of (c) is 1", "(a - b) out of c is 1"),
        ("total (a out of b) is 1", "total (a out of b) is 1"),
        (
            "(\u00a31 for each patient in (a + b)) \u00d7 2 is 1",
            "(\u00a31 for each patient in (a + b)) \u00d7 2 is 1",
        ),
    ],
)
def test_brackets(written: str, expected: str) -> None:
    """Brackets go where nothing would change without them, and come where `and` stands inside `or`."""
    assert f"guarantee g\n    always            {expected}\n" == laid_out(f"guarantee g always {written}")


def test_brackets_in_shares() -> None:
    """A share goes by one thing: a sum or a ratio stands in brackets."""
    shared = "share among its practices by (a out of b)"

    assert "    share             among its practices by (a out of b)\n" in laid_out(f"payment p {shared}")


@pytest.mark.parametrize("method", ["sainte-lague", "Sainte Lagu\u00eb", "SAINTE-LAGUE"])
def test_capitals(method: str) -> None:
    """Sainte-Lagu\u00eb is written as the man wrote himself."""
    written = laid_out(f"payment p share with ccg odd pennies by {method}")

    assert "    share             with ccg, odd pennies by Sainte-Lagu\u00eb\n" in written


def test_long_conditions() -> None:
    """A condition that is too wide is broken before each of its parts, which stand under each other."""
    condition = "pooled care_planning is at least 90% and every practice has care_planning of at least 60%"

    assert laid_out(f"target t met when {condition} and not closed") == (
        "target t\n"
        "    met when          pooled care_planning is at least 90%\n"
        "                      and every practice has care_planning of at least 60%\n"
        "                      and not closed\n"
    )


def test_long_steps() -> None:
    """A step that is too wide is broken before `only if`."""
    step = "\u00a335 for each patient in total diabetes_register only if pooled care_planning is at least 90%"

    assert laid_out(f"payment p start with {step}") == (
        "payment p\n"
        "    start with        \u00a335 for each patient in total diabetes_register\n"
        "                      only if pooled care_planning is at least 90%\n"
    )


def test_long_tranches() -> None:
    """A tranche that is too wide is broken after commas, and terms that make one phrase are never parted."""
    terms = "kept whatever the outcome in 12 equal instalments on the 1st working day of each month from May 2013"

    assert laid_out(f"payment p pay 70% in advance {terms}, or the next working day odd pennies in the last") == (
        "payment p\n"
        "    pay 70%           in advance, kept whatever the outcome,\n"
        "                      in 12 equal instalments on the 1st working day of each month from May 2013,"
        " or the next working day,\n"
        "                      odd pennies in the last\n"
    )


def test_tables() -> None:
    """Columns are aligned, in each part of a table that was cut in two, and however many cells a row has."""
    rows = "|at|gives|more|\n|100%|3|\n|at|points scored|\n||\u00a35|"

    assert laid_out(f"scale s {rows}") == (
        "scale s\n"
        "    | at   | gives | more |\n"
        "    | 100% | 3     |\n"
        "    | at | points scored |\n"
        "    |    | \u00a35            |\n"
    )


def test_kindred_lines() -> None:
    """Lines that say the same sort of thing, one under the other, begin in the same column."""
    changes = "if a practice joins pay by days if a practice leaves pay nothing"
    lines = f"{changes} if there are no patients leave it out"

    assert laid_out(f'scheme s {lines} withdraw a because "old" withdraw list_size because "new"') == (
        "scheme s\n"
        "    if a practice joins,   pay by days\n"
        "    if a practice leaves,  pay nothing\n"
        "    if there are no patients,  leave it out\n"
        "\n"
        'withdraw a          because "old"\n'
        'withdraw list_size  because "new"\n'
    )


@pytest.mark.parametrize("text", ["", "# one\n# two\n"])
def test_no_blocks(text: str) -> None:
    """A file without blocks keeps its notes and gains nothing."""
    assert text == laid_out(text)


# Notes and layout

NOTES = (
    "#",
    "# why?",
    "### loud",
    '# not "closed',
    "# (c) a, b and c",
    "# if overpaid, write it off",
    "# é ≥ £5",
)


@st.composite
def noted_texts(draw: st.DrawFn) -> str:
    """Put notes into a scheme in the usual layout: above rows, beside them, and at the end of blocks."""
    rows = laid_out(draw(st.sampled_from(GALLERY_TEXTS))).splitlines()
    places = st.tuples(st.integers(0, len(rows) - 1), st.sampled_from(("above", "beside", "after")))
    placed = draw(st.dictionaries(places, st.lists(st.sampled_from(NOTES), min_size=1, max_size=2)))
    noted = []
    for number, row in enumerate(rows):
        margin = row[: len(row) - len(row.lstrip())]
        noted += [margin + note for note in placed.get((number, "above"), []) if row]
        beside = placed.get((number, "beside"), []) if row and not row.startswith("    >") else []
        noted.append("  ".join([row, *beside[:1]]))
        if row and rows[number + 1 : number + 2] in ([], [""]):
            noted += [f"    {note}" for note in placed.get((number, "after"), [])]
    return "".join(f"{row}\n" for row in noted)


@given(noted_texts())
def test_notes_stay_where_they_are(text: str) -> None:
    """Notes above rows, beside them and at the end of blocks are part of the usual layout."""
    assert text == laid_out(text)


BLANKS = (" ", "   ", "\t", " \t ")
BREAKS = ("\n", "\n\n", " \n", "\n\t\n")


def test_notes_at_the_end_of_a_block() -> None:
    """A note after a block's last line stays in the block if it is indented more than the next block."""
    text = "party a\n    code              08V\n    # of a\n\n# of b\nparty b\n    # of b\n\n# of the file\n"

    assert text == laid_out(text)
    assert text == laid_out(text.replace("    # of", "\t# of").replace("\n\n", "\n"))


def test_notes_before_prose() -> None:
    """A note between what a judgement is and the prose about it stays there."""
    text = "judgement j\n    is yes or no  # or a number?\n    # to be agreed\n    > The officer is satisfied.\n"

    assert text == laid_out(text)


def test_notes_within_a_line() -> None:
    """A note beside part of a condition keeps that part on a row of its own."""
    condition = "a is met # of a\n and b # of b, first\n is met # of b, last\n # of c\n and c"

    assert laid_out(f"target t met when # of all\n {condition}") == (
        "target t\n"
        "    # of all\n"
        "    met when          a is met  # of a\n"
        "                      # of b, first\n"
        "                      and b is met  # of b, last\n"
        "                      # of c\n"
        "                      and c\n"
    )


@given(st.sampled_from(GALLERY_TEXTS), st.randoms(use_true_random=False))
def test_notes_anywhere(text: str, random: Random) -> None:
    """Wherever notes stand, none is lost, doubled or put before another, and the scheme says the same."""
    before = read(strewn(text, random))
    after = read(print_file(before))

    assert read(text) == before == after
    assert [note.text for note in before.notes] == [note.text for note in after.notes]
    assert print_file(before) == print_file(after)


_WORD_OR_DATE = re.compile(r'(?:"[^"]*"|(?:[0-9]+ )?[A-Z][a-z]+ [0-9]{4}\b|[^\s"])+')


def strewn(text: str, random: Random) -> str:
    """Put numbered notes between the words of a text, a few beside them and a few on rows of their own."""
    numbers = count()
    gaps = [" "] * random.choice((3, 30, 300)) + [" # {}\n", "\n # {}\n", "\n# {}\n"]
    rows = []
    for row in filter(None, map(str.strip, text.splitlines())):
        is_marked = row.startswith((">", "|"))
        words = [row] if is_marked else _WORD_OR_DATE.findall(row)
        rows += [f"{word}{random.choice(gaps).format(next(numbers))}" for word in words[:-1]]
        rows += [words[-1], "\n" if is_marked else random.choice(gaps).format(next(numbers))]
    return "".join(rows)


_NOTED_ROW = re.compile(r'(?P<words>>.*|\|[^#]*\||(?:"[^"]*"|[^"#])*)(?P<note>#.*)?')


def spread(words: str, random: Random) -> str:
    """Change what stands between words, except where it says something."""
    if words.startswith(">"):
        return words
    if words.startswith("|"):
        return re.sub(r" *\| *", lambda _: random.choice(("|", " | ", "\t|  ")), words)
    apart: list[str] = re.findall(r'(?:"[^"]*"|[^\s"])+', words)
    return apart[0] + "".join(random.choice((*BLANKS, *BREAKS)) + word for word in apart[1:])


def disturbed(text: str, random: Random) -> str:
    """Change the layout of a text, but not which words a note follows and whether it has a row of its own."""
    written, must_break = "", False
    for row in filter(None, text.splitlines()):
        found = _NOTED_ROW.fullmatch(row.strip())
        assert found is not None, row
        words, note = found["words"].rstrip(), found["note"] or ""
        gaps = BREAKS if must_break or not words else (*BREAKS, *BLANKS)
        indents = (*BLANKS, *([""] if words else [])) if row.startswith(" ") else ("",)
        written += (random.choice(gaps) if written else "") + random.choice(indents)
        written += spread(words, random) + random.choice(BLANKS) if words else ""
        written += note
        must_break = bool(note) or words.startswith((">", "|"))
    return written


@given(noted_texts(), st.randoms(use_true_random=False))
def test_layout_means_nothing(text: str, random: Random) -> None:
    """However a scheme was set, it comes out in the same layout, with the same notes."""
    mark, end = random.choice(("", "\ufeff")), random.choice(("\n", "\r\n"))

    assert text == laid_out(mark + disturbed(text, random).replace("\n", end))


# Every tree

SPAN = Span(Source("", ""), 0, 0)
NAME = ast.Name("it_holds", span=SPAN)
NOWHERE = st.just(SPAN)


def leaves(kind: type[Any], *texts: str) -> Nodes:
    """Make nodes that are one text."""
    return st.builds(kind, st.sampled_from(texts), span=NOWHERE)


def nodes(kind: type[Any], **given: Nodes) -> Nodes:
    """Make nodes of a class: each field as given, or as the language has it, or as it is annotated."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in {"span", *given}}
    spoken = {name: FIELDS[kind, name] for name in hints if (kind, name) in FIELDS}
    annotated = {name: values(hint, name) for name, hint in hints.items() if name not in spoken}
    return st.builds(kind, span=NOWHERE, **annotated, **spoken, **given)


def values(hint: object, name: str = "") -> Nodes:
    """Make what an annotation allows."""
    if hint in LEAVES:
        return LEAVES[hint]
    if hint is type(None):
        return st.none()
    if get_origin(hint) is tuple:
        return tuples(values(get_args(hint)[0], name), most=6 if name == "lines" else 2)
    if get_origin(hint) in (Union, UnionType):
        return alternatives(set(get_args(hint)), name)
    assert isinstance(hint, type)
    return later(hint)


@cache
def later(kind: type[Any]) -> Nodes:
    """Make nodes of a class that may hold others like it."""
    return st.deferred(lambda: nodes(kind))


def alternatives(kinds: set[Any], name: str) -> Nodes:
    """Make one of several kinds; an expression is a condition only in a field of that name."""
    expressions = set(get_args(ast.Expression))
    if expressions <= kinds:
        whole = CONDITIONS if name == "condition" else SUMS
        return st.one_of(whole, *(values(kind) for kind in sorted(kinds - expressions, key=str)))
    return st.one_of(*(values(kind) for kind in sorted(kinds, key=str)))


def tuples(each: Nodes, least: int = 0, most: int = 3) -> Nodes:
    """Make tuples of a few."""
    return st.lists(each, min_size=least, max_size=most).map(tuple)


def signed(each: Nodes, *signs: str) -> Nodes:
    """Make tuples of two or three with signs between them."""
    more = st.lists(st.tuples(st.sampled_from(signs), each), min_size=1, max_size=2)
    return st.builds(lambda first, rest: (first, *chain(*rest)), each, more)


def beginning(first: Nodes, *following: type[Any]) -> Nodes:
    """Make lines of a value: what may stand anywhere, then a first line, then lines like it."""
    about = [nodes(ast.Source_), nodes(ast.Situation)]
    rest = tuples(st.one_of(*map(nodes, following), *about))
    return st.builds(
        lambda *lines: tuple(chain(*lines)), tuples(st.one_of(about)), first.map(lambda line: (line,)), rest
    )


LETTERS = "abcXYZ 0129.,;:!?'()[]{}<>#%&*+-/=_\u00a3\u00e9\u00d7\u2265"
TEXTS = st.text(LETTERS, max_size=30).map(str.strip)
NAMES = leaves(ast.Name, "list_size", "practice", "practices", "Ash", "own_floor", "cpi2")
PERIODS = leaves(ast.Name, "quarter", "month", "half-year")
LEAVES: dict[Any, Nodes] = {
    ast.Name: NAMES,
    ast.Number: leaves(ast.Number, "1", "12", "1,000", "2.765", "160000"),
    ast.Percent: leaves(ast.Percent, "30%", "0.5%", "30 per cent"),
    ast.Money: leaves(ast.Money, "\u00a335", "\u00a31,234.50", "95p", "\u00a32.3m"),
    ast.Date: leaves(ast.Date, "1 April 2013", "31 June 2014", "30/06/2013"),
    ast.Month: leaves(ast.Month, "April 2013", "June 2014"),
    ast.Years: leaves(ast.Years, "2013/14", "1999/00"),
    ast.Ordinal: leaves(ast.Ordinal, "1st", "15th"),
    ast.Code: leaves(ast.Code, "08V", "5C4", "QSL"),
    ast.Text: st.builds(ast.Text, TEXTS, span=NOWHERE),
    ast.Prose: st.builds(ast.Prose, TEXTS, span=NOWHERE),
    ast.Cell: st.builds(ast.Cell, TEXTS, span=NOWHERE),
}
WORDS = {
    (ast.YesNo, "word"): ("yes", "no"),
    (ast.Aggregate, "word"): ("total", "average", "lowest", "highest", "pooled", "latest"),
    (ast.NumberOf, "meet"): ("meet", "meets"),
    (ast.Comparison, "word"): (
        "is",
        "is not",
        "is at least",
        "is at most",
        "is more than",
        "is less than",
        "is after",
        "is on or before",
    ),
    (ast.IsMet, "word"): ("met", "not met"),
    (ast.IsState, "word"): ("reported", "not reported", "suppressed", "applicable", "not applicable"),
    (ast.Bound, "word"): ("at least", "at most", "more than", "less than"),
    (ast.Quantity, "word"): ("at least", "at most"),
    (ast.SomeHave, "have"): ("have", "has"),
    (ast.SomeMeet, "meet"): ("meet", "meets"),
    (ast.Within, "lag"): ("working days", "days", "weeks", "month", "working day"),
    (ast.Type, "word"): ("money", "a percentage", "a number", "yes or no", "a date"),
    (ast.State, "word"): (
        "not reported",
        "suppressed",
        "not applicable",
        "undecided",
        "overpaid",
        "overspent",
    ),
    (ast.Change, "word"): ("joins", "leaves", "merges", "splits", "closes", "moves"),
    (ast.BetterWhen, "word"): ("higher", "lower"),
    (ast.About, "word"): ("the service", "checks and data", "changes", "disputes", "ending"),
    (ast.AppliesTo, "word"): ("the whole", "each slice"),
    (ast.JudgementIs, "word"): ("yes or no", "a number", "a percentage"),
    (ast.ReducedBy, "unmet"): ("met", "not met"),
    (ast.ReducedBy, "compounding"): (None, "added together", "one after another"),
    (ast.Unit, "word"): ("penny", "pound", "whole number", "whole patient", "point"),
    (ast.ToNearest, "halves"): (None, "halves up", "halves down", "halves to even"),
    (ast.OddPenniesIn, "word"): ("last", "first"),
    (ast.OddPenniesBy, "method"): ("sainte-lagu\u00eb", "largest remainder"),
    (ast.Allow, "what"): ("falling pay", "early payment"),
}
FIELDS: dict[tuple[type[Any], str], Nodes] = {field: st.sampled_from(words) for field, words in WORDS.items()}
FIELDS |= {
    (ast.NumberedPeriod, "kind"): PERIODS,
    (ast.NumberedPeriod, "number"): leaves(ast.Number, "1", "12"),
    (ast.AtEndOfEach, "period"): PERIODS,
    (ast.DuringEach, "period"): PERIODS,
    (ast.EndOfEach, "period"): PERIODS,
    (ast.OnThe, "period"): PERIODS,
    (ast.EachPayee, "period"): st.none() | PERIODS,
    (ast.ForEach, "period"): st.none() | PERIODS,
    (ast.SomeOf, "names"): tuples(NAMES, 2),
    (ast.OneOf, "words"): tuples(LEAVES[ast.Text], 2),
    (ast.ReducedBy, "names"): NAMES | tuples(NAMES, 2),
    (ast.Row, "cells"): tuples(LEAVES[ast.Cell], 1),
    (ast.File, "notes"): st.just(()),
}
FIELDS[ast.FigureIs, "level"] = FIELDS[ast.EachIs, "level"] = st.none() | nodes(ast.ForEach, period=st.none())
FIELDS[ast.Reading, "picks"] = st.none() | tuples(nodes(ast.RowIs) | nodes(ast.RowBegins), 1)
FIELDS[ast.Recover, "way"] = st.sampled_from((None, "from the next payment", "by invoice")) | nodes(ast.RecoveredIn)

SUMS = st.recursive(
    st.one_of(*map(values, get_args(ast.Literal)), NAMES, nodes(ast.NameOf), nodes(ast.Timed), nodes(ast.NumberOf))
    | nodes(ast.SoFar)
    | nodes(ast.AllPayments),
    lambda inner: st.one_of(
        nodes(ast.Aggregate, operand=inner),
        nodes(ast.Part, whole=inner),
        nodes(ast.GreaterOf, one=inner, other=inner),
        nodes(ast.SmallerOf, one=inner, other=inner),
        nodes(ast.OutOf, part=inner, whole=inner),
        nodes(ast.Per, part=inner, whole=inner),
        nodes(ast.Rate, base=inner),
        nodes(ast.Sum, parts=signed(inner, "+", "-")),
        nodes(ast.Product, parts=signed(inner, "\u00d7", "\u00f7")),
    ),
    max_leaves=5,
)
FIELDS[ast.Comparison, "right"] = FIELDS[ast.CountAs, "value"] = SUMS | LEAVES[ast.Text]

CONDITIONS = st.recursive(
    st.one_of(
        SUMS,
        nodes(ast.Comparison),
        nodes(ast.IsMet),
        nodes(ast.IsState),
        nodes(ast.EveryHas),
        nodes(ast.EveryMeets),
        nodes(ast.SomeHave),
        nodes(ast.SomeMeet),
        nodes(ast.SomeOf),
    ),
    lambda inner: st.one_of(
        nodes(ast.AnyOf, conditions=tuples(inner, 2)),
        nodes(ast.AllOf, conditions=tuples(inner, 2)),
        nodes(ast.Negated, condition=inner),
    ),
    max_leaves=5,
)
FIELDS[ast.Instead, "line"] = st.one_of(
    nodes(ast.Is, start=st.none()),
    *(nodes(kind) for kind in get_args(get_type_hints(ast.Instead)["line"]) if kind is not ast.Is),
)
FIELDS[ast.Value, "lines"] = st.one_of(
    tuples(nodes(ast.Source_) | nodes(ast.Situation)),
    beginning(nodes(ast.Is), ast.Is),
    beginning(st.one_of(*map(nodes, get_args(ast.Step))), *get_args(ast.Step)),
)
FIELDS[ast.Values, "lines"] = st.builds(
    lambda rows, lines: (*rows, *lines), tuples(nodes(ast.Row)), FIELDS[ast.Value, "lines"]
)


FILES = {kind: nodes(ast.File, items=st.tuples(nodes(kind))) for kind in get_args(ast.Block)}


@pytest.mark.parametrize("kind", get_args(ast.Block), ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_block_reads_back(kind: type[Any], data: st.DataObject) -> None:
    """Whatever a block may hold is written so that it reads back as it was."""
    tree = data.draw(FILES[kind])

    assert tree == read(print_file(tree))


@given(nodes(ast.File))
def test_every_file_reads_back(tree: ast.File) -> None:
    """Blocks that follow each other, replace others or are withdrawn read back as they were."""
    assert tree == read(print_file(tree))
    assert print_file(tree) == laid_out(print_file(tree))


@given(CONDITIONS)
def test_every_condition_reads_back(condition: ast.Expression) -> None:
    """Brackets stand where a condition could not be read back without them."""
    target = ast.Guarantee(NAME, None, (ast.Always(condition, span=SPAN),), span=SPAN)

    assert (target,) == read(print_file(ast.File((target,), span=SPAN))).items
