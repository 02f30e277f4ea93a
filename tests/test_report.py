"""What a diagnostic looks like as text and as JSON."""

import json
import sys
import unicodedata
from typing import ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.diagnostic import Diagnostic, Label
from schemelang.light import light
from schemelang.plaintext import cells, reveal
from schemelang.report import as_json, as_text, in_order, summary
from schemelang.source import CellPlace, Source, Span

DIABETES = """\
figure care_plans "Patients with an agreed care plan"
    is a count of patients for each practice at the end of each quarter

target network_target "The network's target" for each network
    met when          pooled care_plan is at least 90%
"""


@light
class UnknownName(Diagnostic):
    """A name that stands for nothing, with one that it might have been."""

    code = "SCH901"
    title = 'I do not know "{name}"'
    note = "nothing has this name"
    why = "The target cannot be judged without it."
    help = "Perhaps this was meant:\n    pooled {suggestion}"

    name: str
    suggestion: str = "care_plans"


@light
class NeverBites(Diagnostic):
    """A piece of advice."""

    code = "SCH902"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    title = "The cap never bites"


@light
class NotNumber(Diagnostic):
    """A cell that ought to hold a number."""

    code = "SCH903"
    title = '"{cell}" is not a number'
    note = "a number stands in every other row"
    help = "Write the number of patients."

    cell: str


def span_of(source: Source, words: str, start: int = 0) -> Span:
    """Find words in a source."""
    place = source.text.index(words, start)
    return Span(source, place, place + len(words))


def unknown(text: str, name: str, *labels: Label, file: str = "diabetes.scheme") -> UnknownName:
    """Make a finding about the first place where a name stands in a text."""
    return UnknownName(place=span_of(Source(file, text), name), name=name, labels=labels)


# The whole of one finding


def test_whole_finding() -> None:
    """A finding says what, where, under which heading, in whose words, why, and what to write."""
    found = unknown(DIABETES.replace("care_plans ", "care_plan_s "), "care_plan is")

    assert as_text([found]) == (
        'SCH901  I do not know "care_plan is"                                diabetes.scheme, line 5\n'
        '   in "The network\'s target"\n'
        '       4 | target network_target "The network\'s target" for each network\n'
        "       5 |     met when          pooled care_plan is at least 90%\n"
        "         |                              ^^^^^^^^^^^^ nothing has this name\n"
        "   The target cannot be judged without it.\n"
        "   Perhaps this was meant:\n"
        "       pooled care_plans\n"
    )


def test_finding_in_file_of_figures() -> None:
    """A finding in a file of figures names the row and the column."""
    found = NotNumber(place=CellPlace("practices.csv", 12, "list_size"), cell="many")

    assert as_text([found]) == (
        'SCH903  "many" is not a number\n'
        '   in row 12, column "list_size" of practices.csv\n'
        "   a number stands in every other row\n"
        "   Write the number of patients.\n"
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (CellPlace("practices.csv"), "   in practices.csv"),
        (CellPlace("practices.csv", row=3), "   in row 3 of practices.csv"),
        (CellPlace("practices.csv", column="code"), '   in column "code" of practices.csv'),
    ],
)
def test_part_of_cell_place(place: CellPlace, expected: str) -> None:
    """A place in a file of figures may be a row, a column or the whole file."""
    assert as_text([NeverBites(place=place)]).splitlines()[1] == expected


def test_two_findings_are_parted() -> None:
    """An empty line stands between two findings."""
    source = Source("a.scheme", "one two")
    found = [NeverBites(place=span_of(source, "one")), NeverBites(place=span_of(source, "two"))]

    assert as_text(found).count("\n\n") == 1


def test_nothing_found() -> None:
    """Without findings there is no text."""
    assert as_text([]) == ""


def test_advice_is_called_advice() -> None:
    """Advice is called so in words on the first line."""
    found = NeverBites(place=CellPlace("practices.csv"))

    assert as_text([found]).startswith("SCH902 advice: The cap never bites\n")


def test_colour_adds_no_words() -> None:
    """Colour changes nothing but the colour."""
    found = [
        unknown(DIABETES, "pooled"),
        NeverBites(place=CellPlace("practices.csv")),
    ]
    coloured = as_text(found, colour=True)
    for order in ("1;31", "1;33", "31", "0"):
        coloured = coloured.replace(f"\x1b[{order}m", "")

    assert as_text(found, colour=True) != as_text(found) == coloured


# Where


def test_long_title_sends_place_to_next_line() -> None:
    """The place has a line of its own when the title leaves no room for it."""
    found = UnknownName(place=span_of(Source("diabetes.scheme", "x"), "x"), name="y" * 60)

    first, second = as_text([found]).splitlines()[:2]

    assert first.endswith('y"')
    assert second == "   diabetes.scheme, line 1"


def test_long_file_name_moves_left() -> None:
    """A long place begins further left, and the line keeps its width."""
    found = NeverBites(place=span_of(Source("schemes/2026/" + "d" * 30 + ".scheme", "x"), "x"))

    assert len(as_text([found]).splitlines()[0]) == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('payment reward "Network reward"\n    HERE', "Network reward"),
        ('Payment reward\n    "Network reward"\n    HERE', "Network reward"),
        ("payment reward\n    HERE", "payment reward"),
        ('payment reward ""\n    HERE', "payment reward"),
        ("  PAYMENT   reward\n    HERE", "PAYMENT reward"),
        ("payment HERE", "payment HERE"),
        ('figures "Counted"\n    | name |\n    | HERE |', "Counted"),
        ("figures for each practice\n    HERE", "figures"),
        ('replace figure list "Registered"\n    HERE', "Registered"),
        ('value a "A"\nwithdraw b because "HERE"', "withdraw b"),
        ("payment reward \u201cNetwork reward\u201d\n    HERE", "Network reward"),
        ('payment reward "Never closed\n    HERE', "Never closed"),
        ('target a "A"\n    met when\n    target_b and HERE', "A"),
        ('clause a "A"\n    > payment on time\n    # target missed\n    HERE', "A"),
    ],
)
def test_heading(text: str, expected: str) -> None:
    """The block is named by its title, or else by its kind and name."""
    found = NeverBites(place=span_of(Source("a.scheme", text), "HERE"))

    assert as_text([found]).splitlines()[1] == f'   in "{expected}"'
    assert as_json([found])[0]["clause"] == expected


def test_no_heading_above_first_block() -> None:
    """A place before the first block stands under no heading."""
    found = NeverBites(place=span_of(Source("a.scheme", 'HERE\nscheme a "A"'), "HERE"))

    assert as_text([found]).splitlines()[1] == "       1 | HERE"
    assert as_json([found])[0]["clause"] is None


# The author's own lines


def excerpt(found: Diagnostic, width: int = 100) -> list[str]:
    """Return the rows that show the author's own lines."""
    return [row for row in as_text([found], width=width).splitlines() if row[8:10] == " |" or row == "     ..."]


def test_line_before_stays_in_block() -> None:
    """The line before is not shown when it belongs to another block or is empty."""
    heading = unknown("scheme a\nparty b", "b")
    after_gap = unknown("scheme a\n\n    b", "b")

    assert excerpt(heading)[0] == "       2 | party b"
    assert excerpt(after_gap)[0] == "       3 |     b"


def test_labels_stand_in_line_order() -> None:
    """Places that matter too are shown in line order, each underlined with its own words, gaps marked."""
    source = Source("diabetes.scheme", DIABETES)
    found = UnknownName(
        place=span_of(source, "care_plan is"),
        name="care_plan",
        labels=(
            Label(span_of(source, "90%"), "the level asked for"),
            Label(span_of(source, "care_plans"), "this is close"),
        ),
    )

    assert excerpt(found) == [
        '       1 | figure care_plans "Patients with an agreed care plan"',
        "         |        ---------- this is close",
        "     ...",
        '       4 | target network_target "The network\'s target" for each network',
        "       5 |     met when          pooled care_plan is at least 90%",
        "         |                              ^^^^^^^^^^^^ nothing has this name",
        "         |                                                    --- the level asked for",
    ]


def test_label_in_another_file() -> None:
    """A place in another file is shown after the rest, under that file's name."""
    other = Source("base.scheme", 'scheme base "The base"\n')
    cell = CellPlace("practices.csv", 2, "code")
    labels = (Label(cell, "first given here"), Label(span_of(other, "base"), "varied from here"))

    rows = as_text([unknown("a", "a", *labels)]).splitlines()

    assert rows[3:7] == [
        "   in base.scheme, line 1",
        '       1 | scheme base "The base"',
        "         |        ---- varied from here",
        '   In row 2, column "code" of practices.csv: first given here',
    ]


def test_several_lines_are_underlined_to_end_of_first() -> None:
    """Words of several lines are underlined as far as their first line goes."""
    source = Source("a.scheme", "one two   \r\n  three")

    assert excerpt(UnknownName(place=Span(source, 4, 20), name="x"))[1] == "         |     ^^^ nothing has this name"


@pytest.mark.parametrize("start", [3, 4])
def test_end_of_text_is_marked(start: int) -> None:
    """A place after the last word is marked with one caret."""
    source = Source("a.scheme", "one\n")

    assert excerpt(NeverBites(place=Span(source, start, start)))[-1].strip(" |") == "^"


def test_byte_order_mark_is_not_shown() -> None:
    """A byte-order mark at the top of a file is no one's writing."""
    assert excerpt(unknown("\ufeffscheme a", "scheme"))[:2] == [
        "       1 |  scheme a",
        "         |  ^^^^^^ nothing has this name",
    ]


def test_tabs_are_single_spaces() -> None:
    """A tab is shown as one space, so that the underline stands under its words."""
    assert excerpt(unknown("\tone\ttwo", "two")) == ["       1 |  one two", "         |      ^^^ nothing has this name"]


def test_underline_under_wide_and_combined_letters() -> None:
    """The underline is as wide as a terminal shows the words, whatever their letters."""
    assert excerpt(unknown("e\u0301 \u65e5 \u672c", "\u672c"))[1] == "         |      ^^ nothing has this name"


def test_wide_line_is_cropped() -> None:
    """A wide line is cut around its underline and stays within the width."""
    found = unknown("a" * 300 + " HERE " + "b" * 300, "HERE")

    line, underline = excerpt(found)

    assert line[11] == line[-1] == "\u2026"
    assert len(line) == 100
    assert line[underline.index("^") : underline.rindex("^") + 1] == "HERE"


def test_beginning_of_wide_line_is_kept() -> None:
    """A wide line is shown from its beginning when the underline stands there."""
    line = excerpt(unknown("    HERE " + "b" * 300, "HERE"))[0]

    assert line.startswith("       1 |     HERE b")
    assert line.endswith("b\u2026")


def test_underline_wider_than_page() -> None:
    """Words wider than the page are underlined as far as they are shown."""
    rows = excerpt(unknown("a" * 300, "a" * 300))

    assert max(map(len, rows)) <= 100
    assert rows[1].strip(" |") == "^" * 87


def test_far_places_on_one_wide_line() -> None:
    """A wide line is shown again for a place too far away to be shown with the first."""
    source = Source("a.scheme", "HERE " + "b" * 300 + " THERE")
    found = UnknownName(
        place=span_of(source, "HERE"), name="HERE", labels=(Label(span_of(source, "THERE"), "and there"),)
    )

    first, _, second, underline, said = excerpt(found)

    assert "HERE" in first
    assert second.index("THERE") == underline.index("-----")
    assert said.endswith("and there")


def test_near_places_on_one_wide_line() -> None:
    """A wide line is shown once for places that stand near each other."""
    source = Source("a.scheme", "b" * 300 + " HERE and THERE")
    found = UnknownName(place=span_of(source, "HERE"), name="HERE", labels=(Label(span_of(source, "THERE"), ""),))

    assert [row.split("|")[1].strip(" ^-") for row in excerpt(found)][2:] == ["nothing has this name", ""]


def test_words_too_long_to_stand_beside() -> None:
    """Words that do not fit beside their underline stand beneath it."""
    found = unknown("a " * 38 + "HERE", "HERE")

    rows = excerpt(found)

    assert rows[1].endswith("^^^^")
    assert rows[2].endswith("nothing has this name")
    assert max(map(len, rows)) <= 100


def test_narrow_page() -> None:
    """Everything but words to be copied keeps within a narrower page."""
    rows = as_text([unknown(DIABETES, "care_plan is")], width=60).splitlines()

    assert max(map(len, rows)) <= 60


def test_long_prose_is_wrapped_and_pasteable_lines_are_not() -> None:
    """Prose is wrapped; an indented line, there to be copied, stays whole, each of its lines indented."""

    class Wordy(UnknownName):
        code = "SCH904"
        why = "word " * 40

    found = Wordy(place=CellPlace("a.csv"), name="x", suggestion="y " * 60 + "\nmore")

    rows = as_text([found]).splitlines()

    assert [row for row in rows if "word" in row][1].startswith("   word")
    assert max(len(row) for row in rows if "word" in row) <= 100
    assert rows[-2].rstrip() == "       pooled" + " y" * 60
    assert rows[-1] == "       more"


# What must not reach a terminal


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\x1b]0;x\x07", "\u2039U+001B\u203a]0;x\u2039U+0007\u203a"),
        ("a\u202eb", "a\u2039U+202E\u203ab"),
        ("a\u2066b", "a\u2039U+2066\u203ab"),
        ("a\u200bb", "a\u2039U+200B\u203ab"),
        ("a\x9bb", "a\u2039U+009B\u203ab"),
        ("[/red] Surgery", "[/red] Surgery"),
    ],
)
def test_unseen_signs_are_shown(hidden: str, shown: str) -> None:
    """Signs that hide or give orders are shown as numbers wherever they stand, and the underline fits them."""
    label = Label(CellPlace(f"{hidden}.csv", 1, hidden), hidden)
    text = as_text([unknown(f'payment p "{hidden}"\n    HERE {hidden} HERE', hidden, label, file=hidden)])
    lines = text.splitlines()

    assert f'SCH901  I do not know "{shown}"' in lines[0]
    assert f'   in "{shown}"' in lines
    assert f'   In row 1, column "{shown}" of {shown}.csv: {shown}' in lines
    assert "^" * len(shown) in text
    assert all(reveal(line) == line for line in lines)


@given(st.text(), st.integers(0, 200), st.integers(0, 200), st.integers(40, 120))
def test_any_place_in_any_text(text: str, one: int, other: int, width: int) -> None:
    """Whatever the text and the place, something is underlined and no row is unsafe to print."""
    start, end = sorted(min(place, len(text)) for place in (one, other))
    found = NeverBites(place=Span(Source("a.scheme", text), start, end))

    rows = as_text([found], width=width).split("\n")

    assert any(row.startswith("         | ") and row.endswith("^") for row in rows)
    assert all(reveal(row) == row for row in rows)


def test_title_keeps_to_its_line() -> None:
    """A fact with a line's end in it cannot make a title look like two findings."""
    found = NotNumber(place=CellPlace("a.csv"), cell="1\nSCH999  All is well")

    assert as_text([found]).splitlines()[0] == 'SCH903  "1\u2039U+000A\u203aSCH999  All is well" is not a number'


def test_report_is_encodable() -> None:
    """What the report writes itself can be written in cp1252, cropped lines and numbered signs too."""
    text = as_text([unknown("\u202e" * 300, "\u202e"), NeverBites(place=CellPlace("a.csv"))], colour=True)

    assert text.encode("cp1252").decode("cp1252") == text


def test_every_unseen_sign_is_revealed() -> None:
    """Every control, separator, surrogate and format sign is revealed, but for those a script makes visible."""
    visible_marks = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}
    missed = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and reveal(sign) == sign
        and unicodedata.name(sign, "").split()[0] not in visible_marks
    ]

    assert missed == []


def test_kept_signs() -> None:
    """Signs that are to be kept are kept, and letters of every script always are."""
    assert reveal("caf\u00e9 \u0430\n\t", keep="\n\t") == "caf\u00e9 \u0430\n\t"


def test_cells() -> None:
    """Marks that combine take no column and wide letters take two."""
    assert [cells(text) for text in ("", "abc", "\u00e9", "e\u0301", "\u65e5", "\uff1d")] == [0, 3, 1, 1, 2, 2]


# Order and number


def test_order_and_repeats() -> None:
    """Findings are in order of file, place and code, whatever order they came in, and each is told once."""
    source = Source("b.scheme", "one two")
    ordered = [
        NotNumber(place=CellPlace("a.csv", 2, "x"), cell="y"),
        NotNumber(place=CellPlace("a.csv", 12, "x"), cell="y"),
        UnknownName(place=span_of(source, "one"), name="one"),
        UnknownName(place=span_of(source, "one"), name="one", labels=(Label(CellPlace("a.csv"), "here"),)),
        NeverBites(place=span_of(source, "one")),
        UnknownName(place=span_of(source, "two"), name="two"),
    ]

    assert in_order([*reversed(ordered), *ordered]) == tuple(ordered)


@pytest.mark.parametrize(
    ("errors", "advice", "expected"),
    [
        (0, 0, "nothing to report"),
        (1, 0, "1 error"),
        (0, 2, "2 pieces of advice"),
        (2, 1, "2 errors and 1 piece of advice"),
    ],
)
def test_summary(errors: int, advice: int, expected: str) -> None:
    """A summary counts errors and pieces of advice, repeats once."""
    found: list[Diagnostic] = [NotNumber(place=CellPlace("a.csv", row), cell="x") for row in range(errors)]
    found += [NeverBites(place=CellPlace("a.csv", row)) for row in range(advice)]

    assert summary(found + found) == expected


# JSON


def test_json_of_place_in_scheme() -> None:
    """A finding in a scheme carries its file, lines and columns, the same words as the text, and its labels."""
    source = Source("diabetes.scheme", DIABETES)
    label = Label(span_of(source, "care_plans"), "this is close")
    found = UnknownName(place=span_of(source, "care_plan is"), name="care_plan", labels=(label,))

    assert as_json([found]) == [
        {
            "code": "SCH901",
            "severity": "error",
            "title": 'I do not know "care_plan"',
            "file": "diabetes.scheme",
            "line": 5,
            "column": 30,
            "end_line": 5,
            "end_column": 42,
            "clause": "The network's target",
            "message": "nothing has this name\nThe target cannot be judged without it.",
            "fix": "Perhaps this was meant:\n    pooled care_plans",
            "labels": [
                {
                    "file": "diabetes.scheme",
                    "line": 1,
                    "column": 8,
                    "end_line": 1,
                    "end_column": 18,
                    "text": "this is close",
                }
            ],
        }
    ]


def test_json_of_place_in_figures() -> None:
    """A finding in a file of figures carries its row and column."""
    found = NotNumber(place=CellPlace("a.csv", 12, "list_size"), cell="\u202e")

    assert json.loads(json.dumps(as_json([found]))) == [
        {
            "code": "SCH903",
            "severity": "error",
            "title": '"\u2039U+202E\u203a" is not a number',
            "file": "a.csv",
            "row": 12,
            "column": "list_size",
            "clause": None,
            "message": "a number stands in every other row",
            "fix": "Write the number of patients.",
            "labels": [],
        }
    ]
