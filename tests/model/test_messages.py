"""Whatever is wrong with a scheme is said, once, in its own place, and never by falling over."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from attrs import frozen

from beside import among, beside
from compiled import HEADING as BY_DAYS
from schemelang.diagnostic import Diagnostic
from schemelang.model import errors
from schemelang.model.errors import naming, numerals, quantities, tables, varying
from schemelang.model.from_ast import resolve
from schemelang.report import as_json, as_text
from schemelang.source import Load, Source, Span, nothing_beside
from schemelang.syntax.parser import parse

HEADING = BY_DAYS.replace("pay by days", "pay nothing")
HERE = Path(__file__).parent
BAD = HERE.parent / "cases" / "bad"
CASES = sorted([*BAD.glob("SCH[12]*/*.scheme"), *BAD.glob("SCH009/*.scheme"), *BAD.glob("SCH930/*.scheme")])
GALLERY = sorted((HERE.parent / "gallery").glob("*.scheme"))
VARIED = among({"qof_2015.scheme": (HERE.parent / "gallery" / "e_qof_2015.scheme").read_text(encoding="utf-8")})
WHOLE = [path for path in GALLERY if re.match(r"[ab]_", path.name)]
WITH_HEADING = [path for path in GALLERY if re.search(r"^scheme ", path.read_text(encoding="utf-8"), re.MULTILINE)]
CLASSES = {
    found.code: found
    for module in (import_module(f"{errors.__name__}.{each.name}") for each in iter_modules(errors.__path__))
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Diagnostic) and found is not Diagnostic
}


def found_in(text: str, load: Load = nothing_beside) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text: with how it is written or, if nothing, with what it means."""
    source = Source("given.scheme", text)
    file, unread = parse(source)
    if file is None or unread:
        return unread
    scheme, found = resolve(file, source, load)

    assert (scheme is None) == bool(found), "there is a scheme only if nothing is wrong"
    return found


def codes_in(text: str) -> list[str]:
    """Return the codes of what is wrong with a text."""
    return sorted(each.code for each in found_in(text))


# Codes


def test_codes_are_in_their_blocks() -> None:
    """Codes of names, lines and tables begin with 1, those of numbers and quantities with 2."""
    homes = {
        naming.__name__: "1",
        tables.__name__: "1",
        varying.__name__: "019",  # what is found under which clause a scheme is varied is SCH930
        numerals.__name__: "2",
        quantities.__name__: "2",
    }

    assert {code for code, found in CLASSES.items() if code[3] not in homes.get(found.__module__, "012")} == set()


def test_each_code_has_a_case() -> None:
    """Each code can be found in some scheme."""
    assert {path.parent.name for path in CASES} == set(CLASSES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path) -> None:
    """A case has just one thing wrong with it, and that has the code of its folder."""
    found = found_in(path.read_text(encoding="utf-8"), beside(path))

    assert [each.code for each in found] == [path.parent.name], as_text(found)


# One cause, one message

PAID = "payment grant to each practice start with £100 pay 100% on 30 June 2014 "
TARGET = "target reached for each practice met when list_size is at least 5 "


@pytest.mark.parametrize(
    ("blocks", "codes"),
    [
        pytest.param(
            "value one is priec value two is priec + £1 value price is £5 guarantee low always priec is at most £1",
            ["SCH101"],
            id="a name misspelt in three places",
        ),
        pytest.param(
            "figure counted is a count of patients for each practice "
            "value one for each practice is counted value two for each practice is one × 2",
            ["SCH239"],
            id="a figure that cannot be read, used by others",
        ),
        pytest.param(
            "value one is two value two is one value three is one payment grant to each practice start with three "
            "pay 100% on 30 June 2014",
            ["SCH120"],
            id="a circle, used by others",
        ),
        pytest.param(
            "figure payment is money for each practice " + PAID,
            ["SCH103"],
            id="a word of the language as a name",
        ),
        pytest.param(
            'figures "Two" each is money for each practice | figure | titel |\n | one | One |\n | two | Two |\n'
            " value both for each practice is one + two",
            ["SCH145"],
            id="figures in a table that cannot be read, used by others",
        ),
        pytest.param(
            'figures "Two" each is money for each practice | figure | source |\n | one | One | Two |\n '
            "payment grant to each practice start with one pay 100% on 30 June 2014",
            ["SCH150"],
            id="a figure in a row that cannot be read, paid",
        ),
        pytest.param(
            "figure one is money for each practice during the yaer value two for each practice is one",
            ["SCH053"],
            id="a line that cannot be read",
        ),
        pytest.param(
            "payment grant to hospital start with £100 pay 100% on 30 June 2014 share 50% with ccg share 60% with ccg",
            ["SCH290"],
            id="two portions",
        ),
        pytest.param(
            "payment grant start with £100 pay 100% on 30 June 2014 share 90% with ccg",
            ["SCH290"],
            id="shares that say who is paid",
        ),
        pytest.param(
            "value one is 1,5 value two is 1,5",
            ["SCH223", "SCH223"],
            id="two causes of one kind",
        ),
        pytest.param(
            TARGET.replace("list_size", "£5"),
            ["SCH226"],
            id="a plain number before money",
        ),
        pytest.param(
            "value one is £2 out of £1,50 if there are no pounds, leave it out",
            ["SCH201"],
            id="a proportion of what cannot be read",
        ),
        pytest.param(
            "value one is £1 out of £2 if there are fewer than 20 pounds, leave it out",
            ["SCH231"],
            id="a rule for small numbers is not one for none",
        ),
        pytest.param(
            "value one is £1 out of £2 if there are no pounds, pay nothing",
            ["SCH127"],
            id="an action that is not for something missing",
        ),
        pytest.param(
            "payment grant to each practise start with £100 add yes pay 100% on 31 June 2014",
            ["SCH101", "SCH203", "SCH217"],
            id="independent faults of one payment",
        ),
        pytest.param(
            "payment grant to each network start with £100 pay 100% on 30 June 2014 "
            "share among its practicse equally, odd pennies by Sainte-Laguë",
            ["SCH101"],
            id="members misspelt",
        ),
        pytest.param(
            "value one for each netwrk is £5 value two for each network is one",
            ["SCH101"],
            id="a level misspelt",
        ),
    ],
)
def test_one_cause_one_message(blocks: str, codes: list[str]) -> None:
    """What follows from a fault is not said again, and what does not is said in the same run."""
    assert codes_in(HEADING + blocks) == codes, as_text(found_in(HEADING + blocks))


LIST_SIZE = "figure list_size is a count of patients for each practice on 1 April 2013 "
UPTAKE = (
    LIST_SIZE
    + "indicator uptake for each practice is list_size out of list_size if there are no patients, hold the payment "
)
SECTOR = 'figure sector is one of "primary care" and "acute" for each practice '
MET = UPTAKE + "target reached for each practice met when uptake is at least 5% "
START = "payment grant to each practice start with £5 "
GRANT = START + "pay 100% on 30 June 2014 "
MONTHLY = START + "pay 100% in 2 instalments "
SHARED = "payment grant to each network start with £5 pay 100% on 1 April 2013 share among its practices "


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ("value one is 3 + £5", "SCH226"),
        ("value one is £5 + -3", "SCH226"),
        ("value one is -1,5", "SCH223"),
        ("value one is greater of £5 and yes", "SCH217"),
        ("value one is latest one_figure", "SCH102"),
        (LIST_SIZE + "indicator one for each practice is list_size from 1 April 2013", "SCH129"),
        (MET + "target two for each network met when at least 1,5 practices meet reached", "SCH223"),
        (UPTAKE + "target two for each network met when pooled (uptake + uptake) is at least 5%", "SCH222"),
        (UPTAKE + "target two for each network met when at least 4 practices have zork of at least 5%", "SCH102"),
        (UPTAKE + "target two for each network met when every practice meets uptake", "SCH108"),
        (LIST_SIZE + "value one for each practice is list_size during Jnue 2013", "SCH204"),
        (LIST_SIZE + "value one for each practice is list_size during quarter 1.5", "SCH224"),
        (LIST_SIZE + "value one for each practice is list_size during the previous year", "SCH209"),
        (GRANT + "value one for each practice is grant during quarter 4", "SCH122"),
        (GRANT + "value one for each practice is zork on 1 April 2013", "SCH102"),
        ("figure one is money during each quarter never more than two figure two is money during each month", "SCH191"),
        ("figure one is money for each practice published on 31 June 2013", "SCH203"),
        ("figure one is money for each practice published on the 1st of each month from Jnue 2013", "SCH204"),
        ("figure one is money for each practice published by 30 June 2013 if a practice joins, pay nothing", "SCH144"),
        ("figure one is money for each practice published within 8 weeks after the end of quarter 5", "SCH208"),
        ("figure one is money for each practice published on the 5th working day after the end of each week", "SCH211"),
        ("figure one is money for each practice published within 2 days after zork", "SCH102"),
        ("figure one is money for each practice published within 0 days after 1 April 2013", "SCH247"),
        (START + "pay 70% of zork on 1 April 2013 pay the balance on 1 May 2013", "SCH295"),
        (START + "pay £5 on 1 April 2013", "SCH292"),
        (START + "pay 100% by 31 June 2013", "SCH203"),
        (START + "pay 100% within 1,5 days after 1 April 2013", "SCH223"),
        (START + "pay 100% on the 99999th working day after 1 April 2013", "SCH202"),
        (START + "pay 100% on the 5th working day after zork", "SCH102"),
        (MONTHLY + "on the 99999th working day of each month from May 2013", "SCH202"),
        (MONTHLY + "on the 0th working day of each month from May 2013", "SCH256"),
        (MONTHLY + "on the 1st of each quarter from May 2013", "SCH235"),
        ("figure boxes is a count of boxes on 1 April 2013 value one is boxes out of boxes", "SCH231"),
        (START + "pay 70% on account, on 1 May 2012 pay the balance on 1 May 2013 if overpaid, write it off", "SCH296"),
        (START + "only if zork is met pay 100% on 1 April 2013", "SCH102"),
        (START + "never more than £1,50 pay 100% on 1 April 2013", "SCH201"),
        (START + "nothing if zork is met pay 100% on 1 April 2013", "SCH102"),
        (START + "round to the nearest 1,5 decimal places, halves up pay 100% on 1 April 2013", "SCH223"),
        (SHARED + "that meet zork equally, odd pennies by Sainte-Laguë", "SCH102"),
        (SHARED + "equally, odd pennies to zork", "SCH109"),
        (SHARED + "by zork, odd pennies by Sainte-Laguë", "SCH102"),
        (GRANT + 'example "Ash" then grant of Ash during quarter 4 is £5', "SCH122"),
        (GRANT + 'example "Ash" then grant during Jnue 2013 is £5', "SCH204"),
        (GRANT + 'example "Ash" then grant of Ash on 31 June 2013 is £5', "SCH203"),
        (GRANT + 'example "Ash" then £5 is £5', "SCH131"),
        (GRANT + 'example "Ash" then grant of Ash is £1,50', "SCH201"),
        (GRANT + 'example "Ash" then grant of Ash is met', "SCH108"),
        (GRANT + 'example "Ash" given zork of Ash is £5', "SCH102"),
        ('clause aim "Aim"\n    > Pay {zork} now.\n', "SCH102"),
        ('clause aim "Aim"\n    >\n    > Pay now.\n    >\n    >\n    done by 31 June 2013', "SCH203"),
        (UPTAKE + "value one for each practice is uptake if not reported, count it as 5", "SCH144"),
        (MET + "if suppressed, count it as no", "SCH144"),
        (GRANT + "if a network closes, pay nothing", "SCH144"),
        (GRANT + "if a practice moves, pay nothing", "SCH144"),
        (GRANT + "if a practice merges, add the figures together", "SCH189"),
        (GRANT + "if a practice closes, leave it out", "SCH143"),
        ("value one is £5 if undecided, count it as £0", "SCH144"),
        ("figure one is money for each practice if overspent, carry it forward", "SCH144"),
        ("figure one is money for each practice if overpaid by more than £5, write it off", "SCH144"),
        ("figure one is money for each practice if there is no money, count it as £0", "SCH144"),
        ("figure one is money for each practice if there are fewer than 5 patients, count it as £0", "SCH144"),
        (UPTAKE + "value one for each practice each quarter is one during quarter 1", "SCH120"),
        (UPTAKE + "indicator one for each practice is 1 - one on 1 July 2013 measured on 1 May 2013", "SCH120"),
        ("figure one is money for each practice never more than two figure two is money for each network", "SCH191"),
        ("figure one is money never more than two value two is £5", "SCH191"),
        ("figure one is money during quarter 5 of 2013/14", "SCH208"),
        ("figure one is money during 2015/16", "SCH208"),
        ("party lead payee for each netwrok", "SCH101"),
        (SECTOR + "target one for each practice met when sector is acute", "SCH030"),
        (SECTOR + "target one for each practice met when sector is primary_care", "SCH030"),
        (SECTOR + "target one for each practice met when sector is acuet", "SCH102"),
        ("value one is zork + 1,5 × yes", None),
    ],
)  # fmt: skip
def test_fault(blocks: str, code: str | None) -> None:
    """Each of these faults is said once; the last has three."""
    found = codes_in(HEADING + blocks)

    assert found == ([code] if code else ["SCH102", "SCH217", "SCH223"]), as_text(found_in(HEADING + blocks))


@pytest.mark.parametrize("words", ["{list size}", "{}", "{1 +}"])
def test_values_in_prose_are_read_like_any_other(words: str) -> None:
    """What cannot be read between braces is said as it would be anywhere else."""
    (found,) = found_in(f'{HEADING} clause aim "Aim"\n    > Pay {words} now.\n')

    assert found.code.startswith("SCH0")


def test_nothing_is_said_of_a_term_that_is_not_known() -> None:
    """Without a term, nothing is said about periods that it may or may not have."""
    text = HEADING.replace("    runs              1 April 2013 to 31 March 2014\n", "")
    blocks = """
figure quarterly is a count of patients for each practice at the end of each quarter
value unsaid for each practice is quarterly
value outside for each practice is quarterly during April 2019
value between for each practice is quarterly on 5 May 2013
indicator unmeasured for each practice is quarterly
"""
    assert codes_in(text + blocks) == ["SCH111"]


def test_dates_of_the_heading_are_read() -> None:
    """A bad date anywhere in the heading is found."""
    lines = '    approved by       "the LMC" on 31 June 2013\n    sign by           31 June 2013\n'

    assert codes_in(HEADING.replace("\n\nparty", f"\n{lines}\nparty", 1)) == ["SCH203", "SCH203"]


def test_a_quarter_of_several_years_says_of_which() -> None:
    """A quarter by its number could be of any year of a longer term."""
    text = HEADING.replace("31 March 2014", "31 March 2016") + "value one is zork during quarter 4"

    assert codes_in(text) == ["SCH102", "SCH210"]


@pytest.mark.parametrize(
    ("changed", "into", "codes"),
    [
        ("offered to        practices", "", ["SCH111"]),
        ("offered to        practices", "offered to        payments", ["SCH103"]),
        ("offered to        practices", "offered to        surgeries", ["SCH113"]),
        ("runs              1 April 2013 to 31 March 2014", "", ["SCH111"]),
        ("31 March 2014", "31 Mrach 2014", ["SCH204"]),
        ("1 April 2013 to", "31 June 2013 to", ["SCH203"]),
        ("31 March 2014", "31 March 2012", ["SCH207"]),
        ("groups            practices into networks", "", ["SCH107"]),
        ("practices into networks", "practices into schemes", ["SCH103"]),
        ("into networks", "into 0 networks", ["SCH247"]),
        ("offered by        ccg", "offered by        cgc", ["SCH101"]),
        ("offered by        ccg", "offered by        paid_out", ["SCH108"]),
        ("if not reported,  hold the payment", "if not reported,  pay nothing", ["SCH127"]),
        ("if not reported,  hold the payment", "if not reported,  count it as paid_out", ["SCH128"]),
        ("if not reported,", "if overspent by more than £5, carry it forward if not reported,", ["SCH144"]),
        ("if not reported,", "if a network moves, pay by days if not reported,", ["SCH144"]),
        ("into networks", "into networks on 31 June 2013", ["SCH203"]),
        ("into networks", "into networks on 1 May 2013 if a practice moves, pay by days", ["SCH144"]),
        ("into networks", "into networks groups networks into areas if a practice moves, pay by days", ["SCH144"]),
        ("if not reported,  hold the payment", "if overpaid, write it off if not reported, leave it out", ["SCH298"]),
        ("if a practice joins,   pay nothing", "if a practice joins,   hold the payment", []),
        ("if a practice joins,   pay nothing", "if a practice joins,   leave it out", ["SCH143"]),
        ("if a practice joins,   pay nothing", "if a practice joins,   add the figures together", ["SCH141"]),
        ("if a practice joins,", "if a network merges, add the figures together if a practice joins,", ["SCH141"]),
        ("if a practice joins,   pay nothing", "if a practise joins,   pay nothing", ["SCH101"]),
        ("if not reported,", "if there are no patients, leave it out if not reported,", ["SCH144"]),
        ("if a practice joins,", "if a practice joins, pay in full if a practice joins,", ["SCH110"]),
        ("practices into networks", 'practices into networks varies "last.scheme" from 1 April 2013', ["SCH009"]),
        ("practices into networks", "practices into networks groups networks into localities", []),
        ("practices into networks", "practices into networks groups practices into localities", ["SCH140"]),
        ("practices into networks", "practices into networks groups practices into networks", ["SCH110"]),
        ("practices into networks", "practices into networks groups networks into practices", ["SCH112"]),
        ("practices into networks", "practices into networks groups clusters into localities", ["SCH113"]),
        ("groups            practices", "groups networks into localities groups practices", ["SCH142"]),
    ],
)  # fmt: skip
def test_fault_of_the_heading_is_said_once(changed: str, into: str, codes: list[str]) -> None:
    """A heading that is wrong in one way gives one message, however many blocks rest on it."""
    blocks = """
figure list_size "List"
    is a count of patients for each practice at the end of each quarter
figure cost "Cost"
    is money for each network during quarter 4
indicator part "Part" for each practice
    is                list_size out of list_size
    measured          on 31 March 2014
    if there are no patients,  leave it out
target good "Good" for each network
    met when          pooled part is at least 75% and every practice has part of at least 60%
payment paid_out "Paid"
    to each network
    start with        £1 for each patient in total list_size on 30 June 2013
    pay 100%          on 30 June 2014 only if good is met
    share             among its practices equally, odd pennies by Sainte-Laguë
    round             to the nearest penny, halves up
"""
    assert codes_in(HEADING + blocks) == []
    assert changed in HEADING

    text = HEADING.replace(changed, into, 1) + blocks
    assert codes_in(text) == codes, as_text(found_in(text))


def test_each_misspelling_is_pointed_at() -> None:
    """A name that nothing has is said once, at the first place, and the others are pointed at."""
    text = HEADING + "guarantee low always priec is at most £1 value one is priec + £1 value price is £5"
    (found,) = found_in(text)

    assert isinstance(found.place, Span)
    assert [found.place.start, *(label.place.start for label in found.labels if isinstance(label.place, Span))] == [
        place.start() for place in re.finditer("priec", text)
    ]


def test_many_misspellings_take_no_time() -> None:
    """Beyond the first few, a name is no longer compared with every other."""
    text = HEADING + "".join(f"value v{number} is zz_{number}_{number} " for number in range(2000))

    assert set(codes_in(text)) <= {"SCH101", "SCH102"}


def test_many_circles() -> None:
    """Of very many circles the first few are said."""
    text = HEADING + "".join(f"value v{number} is w{number} value w{number} is v{number} " for number in range(100))

    assert codes_in(text) == ["SCH120"] * 25


def test_long_circle_is_cut_short() -> None:
    """A circle of very many blocks is not written out."""
    text = HEADING + "".join(f"value v{number} is v{(number + 1) % 900} " for number in range(900))
    (found,) = found_in(text)

    assert "v6 from v7, and so on, v899 from v0." in as_text((found,)).replace("\n   ", " ")


def test_very_long_number() -> None:
    """A number with thousands of figures is refused and never worked with."""
    instalments = f"in 2 instalments on the {'9' * 5000}th of each month from May 2013, odd pennies in the last"

    assert codes_in(f"{HEADING} payment grant to each practice start with £5 pay 100% {instalments}") == ["SCH202"]


# What is not worked out yet


@pytest.mark.parametrize("path", WITH_HEADING, ids=lambda path: path.stem)
def test_gallery_is_asked_for_nothing_but_a_time(path: Path) -> None:
    """A scheme of the gallery that is refused is asked of which quarter it speaks, and nothing else."""
    text = path.read_text(encoding="utf-8")
    found = found_in(text, VARIED)

    waits = {"SCH210"} if re.search("to each practice each (month|quarter)", text) else set()
    assert {each.code for each in found} <= {*waits, "SCH111"}, as_text(found)
    if "fragment" not in path.stem:
        assert {each.code for each in found} <= waits, as_text(found)


# A line left out

MANDATORY = {
    "offered by": "SCH111",
    "offered to": "SCH111",
    "runs": "SCH111",
    "groups": "SCH107",
    "if not reported": "SCH230",
    "if a practice joins": "SCH240",
    "if a practice leaves": "SCH246",
    "code": "SCH111",
    "is": "SCH111",
    "measured": "SCH243",
    "if there are no": "SCH231",
    "met when": "SCH111",
    "to each": "SCH111",
    "start with": "SCH111",
    "round": "SCH232",
    "share": "SCH237",
    "always": "SCH111",
}
"""Each line of the first two schemes that makes a choice, and the code that asks for it."""
ON_SEVERAL_LINES = re.compile(r"\s+(pay 70%|met when\s+pooled care)")


@frozen
class Shortened:
    """A scheme without one of its printed lines."""

    name: str
    line: str
    text: str

    def __str__(self) -> str:
        """Say which line is gone."""
        return f"{self.name[0]}: {' '.join(self.line.split())[:40]}"


def shortened() -> Iterator[Shortened]:
    """Leave out each printed line of the first two schemes in turn."""
    for path in WHOLE:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines):
            if line.strip():
                yield Shortened(path.name, line, "".join(lines[:number] + lines[number + 1 :]))


@pytest.mark.parametrize("without", list(shortened()), ids=str)
def test_line_left_out(without: Shortened) -> None:
    """A scheme without one of its lines is right, or is said to be wrong at places that it has."""
    found = found_in(without.text)

    for each in found:
        for place in (each.place, *(label.place for label in each.labels)):
            assert isinstance(place, Span)
            assert 0 <= place.start <= place.end <= len(without.text)
    assert as_text(found).count("SCH") >= len(found) == len(as_json(found))


def choices_left_out() -> Iterator[tuple[Shortened, str]]:
    """Leave out each line that makes a choice and is printed on one line, with the code that asks for it."""
    for without in shortened():
        asked = [code for words, code in MANDATORY.items() if re.match(rf"\s+{words}\b", without.line)]
        if asked and not ON_SEVERAL_LINES.match(without.line):
            yield without, asked[0]


@pytest.mark.parametrize(("without", "code"), list(choices_left_out()), ids=str)
def test_choice_left_out_is_asked_for(without: Shortened, code: str) -> None:
    """A scheme without a line that makes a choice is refused by the one code that asks for it."""
    assert codes_in(without.text) == [code], as_text(found_in(without.text))


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_word_left_out(path: Path) -> None:
    """A scheme without one of its words is right or said to be wrong, and nothing falls over."""
    text = path.read_text(encoding="utf-8")
    for word in re.finditer(r'"[^"\n]*"|[£\w.,%-]+|\S', text):
        found = found_in(text[: word.start()] + text[word.end() :])

        assert all(isinstance(each.place, Span) for each in found)
