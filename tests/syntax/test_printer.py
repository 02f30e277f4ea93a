"""The layout that the formatter gives a scheme, and what it must never lose."""

import re
from itertools import chain
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


# Notes and layout

NOTES = ("#", "# why?", "### loud", '# not "closed', "# (c) a, b and c", "# if overpaid, write it off", "# é ≥ £5")


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

_NOTED_ROW = re.compile(r'(?P<words>>.*|\|[^#]*\||(?:"[^"]*"|[^"#])*)(?P<note>#.*)?')


def spread(words: str, random: Random) -> str:
    """Change what stands between words, except where it says something."""
    if words.startswith(">"):
        return words
    if words.startswith("|"):
        return re.sub(r" *\| *", lambda _: random.choice(("|", " | ", "\t|  ")), words)
    apart = re.findall(r'(?:"[^"]*"|[^\s"])+', words)
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


@given(noted_texts(), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_layout_means_nothing(text: str, random: Random, is_from_windows: bool, has_mark: bool) -> None:  # noqa: FBT001
    """However a scheme was set, it comes out in the same layout, with the same notes."""
    changed = disturbed(text, random)
    if is_from_windows:
        changed = changed.replace("\n", "\r\n")

    assert text == laid_out("\ufeff" * has_mark + changed)


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


def values(hint: Any, name: str = "") -> Nodes:  # noqa: ANN401 - an annotation may be anything
    """Make what an annotation allows."""
    if hint in LEAVES:
        return LEAVES[hint]
    if hint is type(None):
        return st.none()
    if get_origin(hint) is tuple:
        return tuples(values(get_args(hint)[0], name))
    if get_origin(hint) in (Union, UnionType):
        return alternatives(set(get_args(hint)), name)
    return st.deferred(lambda: nodes(hint))


def alternatives(kinds: set[Any], name: str) -> Nodes:
    """Make one of several kinds; an expression is a condition only in a field of that name."""
    expressions = set(get_args(ast.Expression))
    if expressions <= kinds:
        whole = CONDITIONS if name == "condition" else SUMS
        return st.one_of(whole, *(values(kind) for kind in sorted(kinds - expressions, key=str)))
    return st.one_of(*(values(kind) for kind in sorted(kinds, key=str)))


def tuples(each: Nodes, least: int = 0) -> Nodes:
    """Make tuples of a few."""
    return st.lists(each, min_size=least, max_size=least + 2).map(tuple)


def signed(each: Nodes, *signs: str) -> Nodes:
    """Make tuples of two or three with signs between them."""
    more = st.lists(st.tuples(st.sampled_from(signs), each), min_size=1, max_size=2)
    return st.builds(lambda first, rest: (first, *chain(*rest)), each, more)


def after(first: Nodes, *following: type[Any]) -> Nodes:
    """Make lines of a value: what may stand anywhere, then a first line, then lines like it."""
    about = [nodes(ast.Source_), nodes(ast.Situation)]
    rest = tuples(st.one_of(*map(nodes, following), *about))
    return st.builds(lambda *lines: tuple(chain(*lines)), tuples(st.one_of(about)), first.map(lambda line: (line,)), rest)


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
    (ast.Comparison, "word"): ("is", "is not", "is at least", "is at most", "is more than", "is less than"),
    (ast.IsMet, "word"): ("met", "not met"),
    (ast.IsState, "word"): ("reported", "not reported", "suppressed", "applicable", "not applicable"),
    (ast.Bound, "word"): ("at least", "at most", "more than", "less than"),
    (ast.Quantity, "word"): ("at least", "at most"),
    (ast.SomeHave, "have"): ("have", "has"),
    (ast.SomeMeet, "meet"): ("meet", "meets"),
    (ast.Within, "lag"): ("working days", "days", "weeks", "month", "working day"),
    (ast.Type, "word"): ("money", "a percentage", "a number", "yes or no", "a date"),
    (ast.State, "word"): ("not reported", "suppressed", "not applicable", "undecided", "overpaid", "overspent"),
    (ast.Change, "word"): ("joins", "leaves", "merges", "splits", "closes"),
    (ast.BetterWhen, "word"): ("higher", "lower"),
    (ast.AppliesTo, "word"): ("the whole", "each slice"),
    (ast.JudgementIs, "word"): ("yes or no", "a number", "a percentage"),
    (ast.ReducedBy, "unmet"): ("met", "not met"),
    (ast.ReducedBy, "compounding"): (None, "added together", "one after another"),
    (ast.Unit, "word"): ("penny", "pound", "whole number", "whole patient", "point"),
    (ast.ToNearest, "halves"): (None, "halves up", "halves down", "halves to even"),
    (ast.OddPenniesIn, "word"): ("last", "first"),
    (ast.OddPenniesBy, "method"): ("sainte-lagu\u00eb", "largest remainder"),
}
FIELDS: dict[tuple[type[Any], str], Nodes] = {field: st.sampled_from(words) for field, words in WORDS.items()}
FIELDS |= {
    (ast.NumberedPeriod, "kind"): PERIODS,
    (ast.NumberedPeriod, "number"): leaves(ast.Number, "1", "12"),
    (ast.AtEndOfEach, "period"): PERIODS,
    (ast.DuringEach, "period"): PERIODS,
    (ast.EndOfEach, "period"): PERIODS,
    (ast.EachPayee, "period"): st.none() | PERIODS,
    (ast.ForEach, "period"): st.none() | PERIODS,
    (ast.SomeOf, "names"): tuples(NAMES, 2),
    (ast.ReducedBy, "names"): NAMES | tuples(NAMES, 2),
    (ast.Row, "cells"): tuples(LEAVES[ast.Cell], 1),
    (ast.File, "notes"): st.just(()),
}
FIELDS[ast.FigureIs, "level"] = FIELDS[ast.EachIs, "level"] = st.none() | nodes(ast.ForEach, period=st.none())
FIELDS[ast.Recover, "way"] = st.sampled_from((None, "from the next payment", "by invoice")) | nodes(ast.InInstalments)

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
    after(nodes(ast.Is), ast.Is),
    after(st.one_of(*map(nodes, get_args(ast.Step))), *get_args(ast.Step)),
)


@pytest.mark.parametrize("kind", get_args(ast.Block), ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_block_reads_back(kind: type[Any], data: st.DataObject) -> None:
    """Whatever a block may hold is written so that it reads back as it was."""
    tree = data.draw(nodes(ast.File, items=st.tuples(nodes(kind))))

    assert tree == read(print_file(tree))


@given(nodes(ast.File))
def test_every_file_reads_back(tree: ast.File) -> None:
    """Blocks that follow each other, replace others or are withdrawn read back as they were."""
    assert tree == read(print_file(tree))
    assert print_file(tree) == laid_out(print_file(tree))


@given(CONDITIONS)
def test_every_condition_reads_back(condition: Any) -> None:  # noqa: ANN401 - an expression of any kind
    """Brackets stand where a condition could not be read back without them."""
    target = ast.Guarantee(NAME, None, (ast.Always(condition, span=SPAN),), span=SPAN)

    assert (target,) == read(print_file(ast.File((target,), span=SPAN))).items
