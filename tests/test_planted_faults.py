"""Faults of other systems' published examples, planted here: each is found, or cannot be written."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from beside import beside
from compiled import HEADING, scheme_of
from passes import CONTRACTS, Case, compiled
from schemelang.checks.examine import check, examine
from schemelang.checks.mutation import mutation
from schemelang.compile import compile_scheme
from schemelang.diagnostic import Diagnostic
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.figures.csv_text import read_csv
from schemelang.figures.from_files import read_figures
from schemelang.graph.from_model import lower
from schemelang.outcome.examples import run_examples
from schemelang.proof.proof import KINDS
from schemelang.quantities import Method, apportion
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.stakes import with_stakes
from subjects import subject_of

HERE = Path(__file__).parent
PLANTED = sorted((HERE / "planted").glob("*/SCH*.scheme"))
PAGE = HERE.parent / "docs" / "planted-faults.md"
BY_CHANGING = "SCH470"


def found_in(path: Path) -> tuple[Case, set[str]]:
    """Return the codes of what is found in a scheme; where its folder says so, by changing one thing at a time too."""
    case = compiled(path)
    found = {each.code for each in case.found}
    if (path.parent / f"{BY_CHANGING}.scheme").exists() and case.scheme is not None and case.graph is not None:
        found |= {each.code for each in mutation(case.scheme, case.graph).found}
    return case, found


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.parent.name)
def test_a_planted_fault_is_found(path: Path) -> None:
    """A scheme that holds a fault is refused or reported, with the code that its file is called by."""
    case, found = found_in(path)

    assert found == {path.stem}, as_text(case.found)


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.parent.name)
def test_a_repaired_scheme_passes(path: Path) -> None:
    """The same scheme without its fault has nothing to be found."""
    case, found = found_in(path.with_name("repaired.scheme"))

    assert found == set(), as_text(case.found)


def test_the_page_says_how_each_fault_ends() -> None:
    """The page has each planted fault in a row, with its code, and no other."""
    rows = re.findall(r"planted/(\w+)/(SCH\d+)\.scheme\) \| .*?\[(SCH\d+)\]", PAGE.read_text(encoding="utf-8"))

    assert sorted(rows) == sorted((path.parent.name, path.stem, path.stem) for path in PLANTED)


# ---------------------------------------------------------------- what cannot be written

PATIENTS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure turnover "Turnover"
    is money for each practice during the year
    never less than   £0
"""
GRANT = """
payment grant "A grant"
    to each practice
    start with        {start}
    round             to the nearest penny, halves up
    pay               {pay}
"""


def errors_of(blocks: str) -> dict[str, Diagnostic]:
    """Return what is wrong with blocks under a short heading, by code."""
    compiled = compile_scheme(Source("test.scheme", HEADING + blocks))
    found = compiled.diagnostics
    if compiled.scheme is not None and compiled.graph is not None:
        found += check(compiled.scheme, compiled.graph)
    return {each.code: each for each in found if each.severity == "error"}


def contract_of(blocks: str) -> str:
    """Return the words of the contract of blocks under a short heading."""
    scheme = scheme_of(HEADING + blocks)
    graph, _ = lower(scheme)
    assert graph is not None
    page = as_html(write_contract(scheme, graph, examples=(), outcome=None, party=None))
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


FEE = (
    PATIENTS
    + """
scale fee "Fee" for each practice
    goes by           turnover
    | from        | {to}        | gives  |
    | £0          | £10,000,000 | £5,000 |
    | £10,000,000 | and above   | £8,000 |
    applies to        the whole
"""
)


def test_a_table_cannot_say_to_where_it_means_below() -> None:
    """No heading leaves open in which row the edge is, and the contract says below as the rule does."""
    for heading in ("to", "up to", "to at most"):
        assert errors_of(FEE.format(to=heading))
    said = contract_of(FEE.format(to="to below") + GRANT.format(start="fee", pay="100% on 30 June 2014"))
    assert "ends just before its second" in said
    assert "To below" in said
    assert "to £10,000,000" not in said


@pytest.mark.parametrize(("rule", "other"), [("30 working days", "30 days"), ("30 days", "30 working days")])
def test_the_contract_says_the_days_of_the_rule(rule: str, other: str) -> None:
    """Working days are working days in the words of the contract, and all days are not."""
    agreed = 'figure agreed "Day of agreement"\n    is a date for each practice\n'
    pay = f"100% within {rule} after agreed"
    said = contract_of(PATIENTS + agreed + GRANT.format(start="£2 for each patient in list_size", pay=pay))

    assert rule in said
    assert other not in said


EXACT = """
value before "Before"
    is                £100
value after "After"
    is                before × 110%
value thirds "Three thirds"
    is                before ÷ 3 + before ÷ 3 + before ÷ 3
example "Exact"
    then              after is {after}
    then              thirds is £100
"""


def test_money_is_never_a_float() -> None:
    """10% more than £100 is £110, three thirds are the whole, and an example that is a hair beside it does not hold."""
    [run] = subject_of(HEADING + EXACT.format(after="£110")).runs
    assert run.holds
    assert run.outcome is not None
    for values in run.outcome.values.values():
        assert not any(isinstance(value, float) for value in values.values())
    assert set(errors_of(EXACT.format(after="£110.000001"))) == {"SCH401"}
    for written in ("£110.00000000000001", "£1.1e2"):
        assert errors_of(EXACT.format(after=written))


LISTED = GRANT.format(start="£2 for each patient in list_size", pay="100% on 30 June 2014")
BOTH = """
example "Both exceptions"
    | practice | list_size |
    | Ash      | 3,000     |
    then              grant of Ash is £9,000
"""


@pytest.mark.parametrize(
    ("twice", "code"),
    [
        ('party hospital "Another Hospital"\n    code RX2\n', "SCH104"),
        (PATIENTS, "SCH104"),
        (LISTED + "    pay 100% on 31 July 2014\n", "SCH250"),
        (
            'exception one "One"\n    to grant\n    where list_size is at least 1,000\n'
            '    instead start with £3 for each patient in list_size\n    because "so"\n'
            'exception two "Two"\n    to grant\n    where list_size is at least 2,000\n'
            '    instead start with £4 for each patient in list_size\n    because "so"\n' + LISTED + BOTH,
            "SCH401",
        ),
    ],
    ids=["party", "figure", "part", "exception"],
)
def test_nothing_is_taken_for_being_first(twice: str, code: str) -> None:
    """What is said twice, or of what two say different things, is refused."""
    assert code in errors_of(PATIENTS + twice)


def test_halves_of_a_sum_add_up_to_it() -> None:
    """A payment of £1.99 in two halves is £0.99 and £1.00, and never £2.00."""
    halves = LISTED.replace("£2 for each patient in list_size", "199 × £0.01").replace(
        "100% on 30 June 2014", "50% on 30 June 2014\n    pay 50% on 31 July 2014"
    )
    ash = 'example "Halves"\n    | practice | list_size |\n    | Ash | 1,000 |\n'
    then = "    then grant of Ash on 30 June 2014 is £0.99\n    then grant of Ash on 31 July 2014 is £1.00\n"

    [run] = subject_of(HEADING + PATIENTS + halves + ash + then).runs
    assert run.holds


PEOPLE = tuple(map(Fraction, (46, 284, 44, 956, 86, 465, 129, 465)))


@pytest.mark.parametrize("method", ["sainte_lague", "largest_remainder"])
@pytest.mark.parametrize("pence", [0, 1, 2, 7, 99, 567])
def test_no_share_of_a_pool_is_below_nothing(method: Method, pence: int) -> None:
    """Whole pence that add up, none of them below nothing, however small the pool and uneven the weights."""
    shares = apportion(pence, PEOPLE, method)
    assert sum(shares) == pence
    assert min(shares) >= 0


def test_what_is_left_of_a_pool_cannot_be_left_to_the_last() -> None:
    """The odd pennies of a pool fall by a method, or to a party that is named; the last member is neither."""
    shared = LISTED.replace("each practice", "each network").replace("list_size\n", "total list_size\n")
    line = "    share among its practices by list_size, odd pennies {0}\n"
    assert not errors_of(PATIENTS + shared + line.format("by largest remainder"))
    for said in ("to the last", "in the last", "by the rest"):
        assert errors_of(PATIENTS + shared + line.format(said))


def test_a_misspelt_column_is_no_column() -> None:
    """A heading that nothing has is refused, and what is missing is held and not £0."""
    figures = "practice,lits_size\nAsh,1000\n"
    scheme = scheme_of(HEADING + PATIENTS.split("figure turnover", maxsplit=1)[0] + LISTED)
    table, _ = read_csv("figures.csv", figures.encode())
    assert table is not None
    assert "SCH514" in {each.code for each in read_figures((table,), scheme)[1]}

    ash = 'example "Not reported"\n    | practice | list_size |\n    | Ash | not reported |\n'
    assert set(errors_of(PATIENTS + LISTED + ash + "    then grant of Ash is £0\n")) == {"SCH401"}


# ---------------------------------------------------------------- faults put into contracts

PRESCRIBING = "prescribing_gainshare/prescribing"
PREMIUM = "quality_premium/quality_premium"
REDUCED = "25% for each of weeks_18, hours_4, days_62 and minutes_8 not met, added together"
EACH = "\n    reduced by        ".join(
    f"25% for each {name} not met" for name in ("weeks_18", "hours_4", "days_62", "minutes_8")
)
PUT_IN = [
    (PRESCRIBING, "    | 2%   | 4%        | 20p   |\n", "", "SCH176", "A practice at 2%, 2 in every 100, is in no row"),
    (PRESCRIBING, "| 4%   | 6%        | 30p", "| 4.5% | 6%        | 30p", "SCH176", "A practice at 4%"),
    (PREMIUM, ", added together", "", "SCH279", 'Vale is paid £400,000.00 with "added together"'),
    (PREMIUM, "added together", "one after another", "SCH401", "by the rules: £450,000.00"),
    (PREMIUM, REDUCED, EACH, "SCH492", "a CCG that is due £1,000 is left with £562.50"),
    (PRESCRIBING, "30 September 2016", "6 May 2016", "SCH460", "Write on 30 June 2016"),
    (PREMIUM, "30 September 2014", "15 April 2014", "SCH460", "Write on 19 September 2014"),
    (
        "tower_hamlets/cardiovascular",
        "on 30 September 2024",
        "on 31 January 2024",
        "SCH460",
        "Write on 3 September 2024",
    ),
    ("tower_hamlets/immunisation", "on 31 May 2011", "on 31 June 2011", "SCH203", "Did you mean 30 June 2011?"),
    (PRESCRIBING, "40p", "4p", "SCH420", "falls from £19,599.90 to £17,520.00"),
    (PRESCRIBING, "| 18%  | and above | £1 ", "| 18%  | and above | 9p ", "SCH420", "Raise 9p to at least 90p"),
]


@pytest.mark.parametrize(("contract", "old", "new", "code", "said"), PUT_IN)
def test_a_fault_put_into_a_contract_is_found(contract: str, old: str, new: str, code: str, said: str) -> None:
    """A fault put into a contract is found, and told with somebody to whom it happens or with what would do."""
    found = edited(contract, old, new)

    assert said in " ".join(as_text(tuple(each for each in found if each.code == code)).split())


def edited(contract: str, old: str, new: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a contract in which some words are put in place of others."""
    path = CONTRACT_FILES[contract]
    text = path.read_text(encoding="utf-8")
    assert old in text
    source, load = Source(path.name, text.replace(old, new, 1)), beside(path)
    compiled = compile_scheme(source, load)
    if compiled.scheme is None or compiled.graph is None:
        return with_stakes(source, compiled.diagnostics, load)
    return compiled.diagnostics + check(compiled.scheme, compiled.graph)


BOUNDARY = re.compile(r"\bis (?:at least|at most)\b")
CONTRACT_FILES = {f"{path.parent.name}/{path.stem}": path for path in CONTRACTS}
BOUNDARIES = [
    (contract, number, line)
    for contract, path in CONTRACT_FILES.items()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    if BOUNDARY.search(line) and "always" not in line and not line.lstrip().startswith((">", "|"))
]


@pytest.mark.parametrize(("contract", "number", "line"), BOUNDARIES)
def test_a_wrong_boundary_in_a_contract_does_not_go_unsaid(contract: str, number: int, line: str) -> None:
    """Where "at least" becomes "more than", an example no longer holds, or it is said that none would notice."""
    path = CONTRACT_FILES[contract]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[number] = line.replace("is at least", "is more than").replace("is at most", "is less than") + "\n"
    compiled = compile_scheme(Source(path.name, "".join(lines)), beside(path))
    assert compiled.scheme is not None, as_text(compiled.diagnostics)
    assert compiled.graph is not None
    if any(not run.holds for run in run_examples(compiled.scheme, compiled.graph)):
        return

    unnoticed = [each.place for each in mutation(compiled.scheme, compiled.graph).found]
    assert number + 1 in {place.line for place in unnoticed if isinstance(place, Span)}


def test_the_contracts_print_their_certificates() -> None:
    """At least ten schemes under contracts/ are proved something of, and each claim of theirs has come out."""
    certified = [path for path in CONTRACTS if _claims(path)]

    assert len(certified) >= 10
    assert len(certified) == len(CONTRACTS)


def _claims(path: Path) -> bool:
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    certificate = examine(case.scheme, case.graph).certificate
    return certificate is not None and {claim.kind for claim in certificate.claims} >= KINDS.keys() - {"guarantee"}
