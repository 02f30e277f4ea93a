"""Reading goes on after a slip, so that one run finds them all and makes up none."""

from pathlib import Path

import pytest

from schemelang.diagnostic import Diagnostic
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.limits import ERRORS
from schemelang.syntax.parser import parse

GALLERY = Path(__file__).parent.parent / "gallery"
DIABETES = (GALLERY / "a_diabetes_package.scheme").read_text(encoding="utf-8")

SIX = [
    ("    offered by        ccg\n", "    offered by\n", "SCH020"),
    ("1 January 2013\n", "1 January\n", "SCH045"),
    ('target network_target "The network\'s target"', 'traget network_target "The network\'s target"', "SCH010"),
    ("£35 for each patient", "£35 per patient", "SCH052"),
    ("    round             to", "    roudn             to", "SCH017"),
    ("2014 only if network_target", "2014 if network_target", "SCH048"),
]


def read(text: str) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    """Read a text as far as it goes."""
    file, found = parse(Source("given.scheme", text))

    assert file is not None, as_text(found)
    return file, found


def codes(text: str) -> list[str]:
    """Return the codes of what is found in a text, in the order of the text."""
    return [diagnostic.code for diagnostic in read(text)[1]]


def test_six_slips_in_one_run() -> None:
    """Six slips in one scheme are all found in one run, and nothing else is."""
    text = DIABETES
    for right, wrong, _ in SIX:
        assert text.count(right) == 1
        text = text.replace(right, wrong)

    assert codes(text) == [code for _, _, code in SIX]


@pytest.mark.parametrize(("right", "wrong", "code"), SIX, ids=[code for _, _, code in SIX])
def test_one_slip_costs_one_line(right: str, wrong: str, code: str) -> None:
    """One slip loses the line it is in, or the block that it begins, and everything else is read."""
    whole, _ = read(DIABETES)
    file, found = read(DIABETES.replace(right, wrong))
    lost = [item for item in whole.items if item not in file.items]

    assert [diagnostic.code for diagnostic in found] == [code]
    assert len(lost) == 1
    assert len(file.items) in (len(whole.items), len(whole.items) - 1)


def test_spans_are_of_the_text_itself() -> None:
    """What is read around a slip still says where it stands in the text as it was given."""
    source = Source("given.scheme", 'payment a "A"\n    wibble £5\n    add £500 # a note\n')
    file, _ = parse(source)

    assert file is not None
    (block,) = file.items
    assert isinstance(block, ast.Payment)
    assert block.lines[0].span == Span(source, source.text.index("add"), source.text.index(" # a note"))
    assert block.lines[0].span.source is source
    assert [note.text for note in file.notes] == ["a note"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a heading without its end is still a heading
        ('payment a "A\n    add £5 wibble\n    times 98%', ["SCH028", "SCH059"]),
        ('target t "T" for each\n    met when a is met\n    share equally', ["SCH060"]),
        # a heading that says nothing takes its block with it
        ('bonus a "A"\n    add £5\n    wibble\npayment b "B"\n    add', ["SCH011", "SCH020"]),
        ("add £5\ntimes 98%\nround down to the penny", ["SCH016"]),
        # a line on several printed lines is left out whole
        ('payment a "A"\n    pay 70% in advance,\n        in 9 eqaul instalments,\n        on 1 May 2014', ["SCH053"]),
        # and so is a table, or the prose below a line
        ('payment a "A"\n    | b | c |\n    | d | e |\n    | f | g |\n    add', ["SCH027", "SCH020"]),
        (
            'judgement j "J"\n    is yes or\n    > The officer is satisfied.\n    > Truly.\n    evidence',
            ["SCH021", "SCH020"],
        ),
        # a slip in the middle of what is printed on one line
        ('payment a "A" add £5 wibble times 98% payment b "B" add £5', ["SCH058"]),
        # a good line between two that break off
        ('payment a "A"\n    add\n    less £5\n    times\n    pay 5%\n    share', ["SCH020", "SCH020", "SCH020"]),
    ],
)
def test_what_is_left_out(text: str, expected: list[str]) -> None:
    """Just enough is left out that nothing follows from a slip."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'payment a "A"\n' + "    wibble £5\n    add £5\n" * 100,
        "\n".join(f'payment a{number} "A"\n    wibble £5\n    add £5' for number in range(100)),
    ],
    ids=["in one block", "in many blocks"],
)
def test_enough_is_enough(text: str) -> None:
    """No run gives more errors than anyone would read."""
    assert len(codes(text)) == ERRORS


def test_long_block_is_not_read_again_and_again() -> None:
    """In a long block, too, each slip is found once, in the order of the lines."""
    text = (
        'payment a "A"\n'
        + "    add £5\n" * 600
        + "    add\n"
        + "    less £5\n" * 600
        + "    times\n    pay 5%\n    share"
    )
    file, found = read(text)

    assert [diagnostic.place.line for diagnostic in found if isinstance(diagnostic.place, Span)] == [602, 1203, 1205]
    (block,) = file.items
    assert isinstance(block, ast.Payment)
    assert len(block.lines) == 1201


def test_value_said_twice_in_a_long_block() -> None:
    """What cannot stand together is found even where the first of the two is long gone by."""
    lines = "".join(f"    is {number} from 1 April 2015\n" for number in range(200))

    assert codes(f'value a "A"\n{lines}    wibble wobble\n    round down to the penny') == ["SCH017", "SCH022"]
