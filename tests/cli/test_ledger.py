"""schemelang ledger, and evaluate --record, as a commissioner runs them."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from booked import MONTHLY
from schemelang.cli import clock, writing
from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parents[2]
DIABETES = ROOT / "contracts" / "tower_hamlets" / "diabetes.scheme"
NOON = "2013-04-20T12:00:00Z"
ANN = ("--by", "Ann Hall")


def command(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a scheme and figures, at noon."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    Path("flu.scheme").write_text(MONTHLY, encoding="utf-8")
    give(P1="100", P2="200")


def give(**sizes: str) -> None:
    """Give figures: the list of each practice."""
    rows = "".join(f"{code},{size},\n" for code, size in sizes.items())
    Path("lists.csv").write_text(f"practice,list_size,coverage\n{rows}", encoding="utf-8")


def record(as_at: str, *options: str) -> Result:
    """Record a run."""
    return command(
        "evaluate", "flu.scheme", "--figures", "lists.csv", "--as-at", as_at, "--record", "a.ledger", *options
    )


@pytest.fixture
def april() -> Result:
    """Record the run of April in a new ledger."""
    return record("15 April 2013", "--new-ledger")


# ---------------------------------------------------------------- evaluate --record


def test_a_run_is_recorded_and_said(april: Result) -> None:
    """A recorded run prints what evaluate prints, and says on the error stream what it moves."""
    alone = command("evaluate", "flu.scheme", "--figures", "lists.csv", "--as-at", "15 April 2013")

    assert april.exit_code == 0
    assert april.stdout == alone.stdout
    assert "Recorded as run 1, entries 1 to 4.\n  2 payments: £30.00\n  In all: £30.00\n" in april.stderr


@pytest.mark.usefixtures("april")
def test_running_twice_says_that_nothing_is_to_be_paid() -> None:
    """The second run of a day says that nothing is to be paid."""
    again = record("15 April 2013")

    assert again.exit_code == 0
    assert "Recorded as run 2, entry 5.\n  Nothing is to be paid that was not paid before.\n" in again.stderr


@pytest.mark.usefixtures("april")
def test_a_correction_is_told_by_show() -> None:
    """A corrected list pays the difference, under which stands what it corrects."""
    give(P1="160", P2="200")
    record("15 April 2013")
    shown = command("ledger", "show", "a.ledger", "--party", "P1").stdout

    assert "     7  adjustment         £6.00  P1: 100% of Payment for flu vaccination, instalment 1 of 12" in shown
    assert "        corrects entry 3: £10.00 was moved, now £16.00\n" in shown
    assert "\nIn all: £16.00\n" in shown


@pytest.mark.usefixtures("april")
def test_evaluate_alone_records_nothing() -> None:
    """Without --record the ledger is left as it is."""
    before = Path("a.ledger").read_bytes()
    command("evaluate", "flu.scheme", "--figures", "lists.csv", "--as-at", "15 May 2013")

    assert Path("a.ledger").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--record", "a.ledger"), "Up to which day is it paid? Add   --as-at DATE"),
        (("--new-ledger", "--as-at", "15 April 2013"), "Which ledger? Add   --record LEDGER"),
        (("--record", "a.ledger", "--as-at", "15 April 2013", "--draft"), "A draft is not paid"),
    ],
)
def test_what_is_recorded_is_said_in_full(options: tuple[str, ...], words: str) -> None:
    """A run is recorded as at a day, in a ledger that is named, and never as a draft."""
    result = command("evaluate", "flu.scheme", "--figures", "lists.csv", *options)

    assert (result.exit_code, list(Path().glob("*.ledger"))) == (2, [])
    assert words in result.stderr


def test_a_ledger_is_begun_only_when_that_is_said() -> None:
    """A ledger that is not there is refused with 3, and one that is there is not begun again."""
    missing = record("15 April 2013")
    record("15 April 2013", "--new-ledger")
    again = record("15 April 2013", "--new-ledger")

    assert (missing.exit_code, again.exit_code) == (3, 3)
    assert "SCH940" in missing.stderr
    assert missing.stdout == ""
    assert "SCH945" in again.stderr


def test_nothing_is_recorded_while_a_promise_is_broken() -> None:
    """A guarantee that does not hold keeps a run from being recorded, and ends with 1."""
    promise = 'guarantee dear "Never more than a pound"\n    always   total of all payments is at most £1\n'
    Path("flu.scheme").write_text(f"{MONTHLY}\n{promise}", encoding="utf-8")
    Path("lists.csv").write_text("practice,list_size,coverage\nP1,100,100\n", encoding="utf-8")
    result = record("15 April 2013", "--new-ledger")

    assert (result.exit_code, list(Path().glob("*.ledger"))) == (1, [])
    assert "SCH601" in result.stderr
    assert "Nothing was recorded, since the scheme does not do what it says." in result.stderr


@pytest.mark.usefixtures("april")
def test_a_refused_run_leaves_the_ledger() -> None:
    """A run as at a day before the last is refused with 3, and nothing is added."""
    record("15 June 2013")
    before = Path("a.ledger").read_bytes()
    refused = record("15 May 2013")

    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "SCH947" in refused.stderr
    assert Path("a.ledger").read_bytes() == before


def test_what_was_not_signed_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a register of signatures, a scheme that is not the one signed is refused with 4, as by evaluate alone."""
    monkeypatch.setattr(clock, "now", lambda: "2021-07-01T12:00:00Z")
    scheme = Path(shutil.copy(DIABETES, "diabetes.scheme"))
    figures = str(DIABETES.parent / "figures")
    command("render", str(scheme), "--figures", figures, "--for", "F84733", "--out", "pages")
    (page,) = Path("pages").glob("*.html")
    who = ("--for", "F84733", "--by", "Dr Lee", "--role", "Partner", "--on", "1 June 2021")
    command("signatures", "add", str(scheme), str(page), *who)
    words = ("evaluate", str(scheme), "--figures", figures, "--as-at", "15 July 2021", "--record", "d.ledger")
    signed = command(*words, "--new-ledger")
    scheme.write_text(scheme.read_text(encoding="utf-8").replace("£35", "£36"), encoding="utf-8")
    changed = command(*words)

    assert (signed.exit_code, changed.exit_code) == (0, 4)
    assert "SCH917" in changed.stderr
    assert "run 1 of diabetes_package" in command("ledger", "show", "d.ledger").stdout


def test_a_file_that_cannot_be_written_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the file is open elsewhere once the run is recorded, that is said, and it can be written from the ledger."""
    Path("agency.csv").write_text("Practice code,Amount\n", encoding="utf-8")
    form = ("--format", "agency", "--template", "agency.csv", "--deadline", "9", "--out", "out")

    def is_open(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(writing, "PAUSES", ())
        patch.setattr(writing.write_all, "__kwdefaults__", {**kept(writing.write_all), "replace": is_open})
        failed = record("15 April 2013", "--new-ledger", *form)
    twice = record("15 April 2013")
    again = record("15 April 2013", "--again", "1", *form)

    assert failed.exit_code == 3
    assert "Recorded as run 1" in failed.stderr
    assert "is open in another program. Close it.\nThe run is recorded." in failed.stderr
    assert "--again 1\n" in failed.stderr
    assert "Nothing is to be paid that was not paid before." in twice.stderr
    assert again.exit_code == 0
    assert Path("out/flu-2013-04-15-agency.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "P1,10.00",
        "P2,20.00",
    ]


def kept(function: object) -> dict[str, object]:
    """Return what a function takes where nothing else is said."""
    return dict(getattr(function, "__kwdefaults__", {}))


# ---------------------------------------------------------------- ledger


@pytest.mark.usefixtures("april")
def test_a_ledger_is_shown_and_verified() -> None:
    """The runs stand in an overview with where the ledger stands, and that can be held against it later."""
    shown = command("ledger", "show", "a.ledger").stdout
    stands = re.search(r"stands at entry (4: .+)", shown)
    assert stands is not None
    record("15 May 2013")

    assert f'     1  run         run 1 of flu "Flu vaccination" as at 15 April 2013, made {NOON}: £30.00\n' in shown
    assert command("ledger", "verify", "a.ledger").stdout.startswith("Every entry is what was written. ")
    assert command("ledger", "verify", "a.ledger", "--stood-at", stands[1]).exit_code == 0
    assert command("ledger", "verify", "a.ledger", "--stood-at", f"3{stands[1][1:]}").exit_code == 4
    assert command("ledger", "verify", "a.ledger", "--stood-at", "99: 1234").exit_code == 4


@pytest.mark.usefixtures("april")
def test_a_run_or_everything_is_shown() -> None:
    """The entries of one run are shown, or of all; a run or a party that is not there is a wrong command line."""
    record("15 May 2013")
    first, every = (command("ledger", "show", "a.ledger", *words).stdout for words in (("--run", "1"), ("--all",)))

    assert (first.count("payment "), every.count("payment ")) == (2, 4)
    assert "     2  figures     2 facts" not in first
    assert "facts that the run before did not have, or had otherwise" in first
    assert command("ledger", "show", "a.ledger", "--run", "9").exit_code == 2
    assert command("ledger", "show", "a.ledger", "--party", "P9").exit_code == 2


@pytest.mark.usefixtures("april")
def test_a_run_is_explained() -> None:
    """The last run is explained, or the one that is asked for; what is not there is a wrong command line."""
    give(P1="160", P2="200")
    record("15 April 2013")
    last, first, alone = (
        command("ledger", "explain", "a.ledger", *words).stdout for words in ((), ("--run", "1"), ("--party", "P2"))
    )

    assert "£10.00 was moved, £16.00 is owed: £6.00, entry 7 correcting entry 3\n" in last
    assert "    Registered patients of P1: 100 before, 160 now\n" in last
    assert first.startswith("Run 1 of flu")
    assert "P1" not in alone.partition("owed")[2]
    assert command("ledger", "explain", "a.ledger", "--run", "9").exit_code == 2
    assert command("ledger", "explain", "a.ledger", "--party", "P9").exit_code == 2


@pytest.mark.usefixtures("april")
def test_entries_are_written_for_a_spreadsheet() -> None:
    """As CSV every payment is a row whose amounts can be added up, also of one party."""
    give(P1="160", P2="")
    record("15 May 2013")
    every, one = (
        list(csv.DictReader(command("ledger", "show", "a.ledger", "--format", "csv", *words).stdout[1:].splitlines()))
        for words in ((), ("--party", "P1"))
    )

    assert [(each["entry"], each["kind"], each["payee"], each["moved"]) for each in every] == [
        ("3", "payment", "P1", "10.00"),
        ("4", "payment", "P2", "20.00"),
        ("7", "adjustment", "P1", "6.00"),
        ("8", "note", "P2", "0.00"),
        ("9", "payment", "P1", "16.00"),
        ("10", "note", "P2", "0.00"),
    ]
    assert (every[3]["entitled"], every[3]["before"], every[2]["corrects"]) == ("", "20.00", "3")
    assert {each["payee"] for each in one} == {"P1"}


@pytest.mark.usefixtures("april")
def test_a_period_is_closed_and_told() -> None:
    """A closed period is shown, and what is corrected in it says so."""
    record("15 May 2013")
    closed = command("ledger", "close", "a.ledger", "--to", "30 April 2013", *ANN)
    again = command("ledger", "close", "a.ledger", "--to", "30 April 2013", *ANN)
    give(P1="160", P2="200")
    record("15 May 2013")
    shown = command("ledger", "show", "a.ledger", "--run", "3").stdout

    assert (closed.exit_code, again.exit_code) == (0, 3)
    assert "everything up to 30 April 2013 is closed, by Ann Hall" in command("ledger", "show", "a.ledger").stdout
    assert "SCH948" in again.stderr
    assert "It was due on 15 April 2013, which is closed, and is dated 1 May 2013.\n" in shown


@pytest.mark.usefixtures("april")
def test_a_dispute_is_kept_with_its_decision() -> None:
    """A dispute holds what it is about until it is decided, and is shown with its party."""
    about = ("--party", "P1", "--meanwhile", "hold", *ANN, "--text", "The list is older than that")
    opened = command("ledger", "dispute", "a.ledger", *about)
    held = record("15 May 2013")
    decision = ("5", "--on", "19 April 2013", *ANN, "--text", "The list stands")
    decided = command("ledger", "decide", "a.ledger", *decision)
    paid = record("15 May 2013")
    shown = command("ledger", "show", "a.ledger", "--party", "P1").stdout

    assert opened.stdout.startswith("It is dispute 5. The ledger stands at entry 5: ")
    assert "1 payment: £20.00" in held.stderr
    assert "SCH949" not in paid.stderr
    assert decided.exit_code == 0
    assert "1 payment: £10.00" in paid.stderr
    assert "Ann Hall disputes P1, held until it is decided: The list is older than that\n" in shown
    assert "on entry 5, 19 April 2013, by Ann Hall: The list stands\n" in shown


@pytest.mark.usefixtures("april")
def test_a_disputed_entry_is_shown_with_its_dispute() -> None:
    """Under a payment stands that it is disputed, and how that was decided."""
    about = ("--entry", "3", "--meanwhile", "pay", *ANN, "--text", "The list is older than that")
    command("ledger", "dispute", "a.ledger", *about)
    opened = command("ledger", "show", "a.ledger", "--run", "1").stdout
    command("ledger", "decide", "a.ledger", "5", "--on", "19 April 2013", *ANN, "--text", "The list stands")
    decided = command("ledger", "show", "a.ledger", "--party", "P1").stdout

    assert "        disputed by entry 5, The list is older than that; not decided yet\n" in opened
    assert "The list is older than that; decided on 19 April 2013: The list stands\n" in decided
    assert "     6  decision" in decided


@pytest.mark.usefixtures("april")
@pytest.mark.parametrize(
    ("about", "code"),
    [
        ((), 2),
        (("--entry", "3", "--party", "P1"), 2),
        (("--entry", "1"), 3),
        (("--entry", "3"), 0),
    ],
)
def test_a_dispute_is_about_one_thing(about: tuple[str, ...], code: int) -> None:
    """A dispute is about one payment or one party."""
    words = ("ledger", "dispute", "a.ledger", "--meanwhile", "pay", *ANN, "--text", "Too little")

    assert command(*words, *about).exit_code == code


@pytest.mark.usefixtures("april")
@pytest.mark.parametrize("text", ["", "=1+1", "one\ntwo", "a\x1b[2J", "a" * 2001, "a" * 300 + "\u202e"])
def test_what_stands_for_good_can_be_read(text: str) -> None:
    """A text that hides something, is no line or is too long is not added."""
    words = ("ledger", "dispute", "a.ledger", "--party", "P1", "--meanwhile", "pay", *ANN, "--text", text)

    assert command(*words).exit_code == 2


def test_dispute_without_a_choice_is_refused() -> None:
    """Whether a disputed payment is paid meanwhile must be said."""
    result = command("ledger", "dispute", "a.ledger", "--party", "P1", *ANN, "--text", "Too little")

    assert result.exit_code == 2
    assert "--meanwhile" in result.stderr


def test_a_broken_ledger_ends_with_4(april: Result) -> None:
    """A ledger that is not what was written ends every command with 4, and nothing is worked out."""
    content = Path("a.ledger").read_bytes()
    Path("a.ledger").write_bytes(content.replace(b'"entitled":1000', b'"entitled":9000'))

    assert april.exit_code == 0
    for words in (("verify",), ("show",), ("close", "--to", "1 April 2013", *ANN)):
        result = command("ledger", words[0], "a.ledger", *words[1:])
        assert (result.exit_code, result.stdout) == (4, "")
        assert "Entry 3 is not what was written. Up to entry 2 it is as it was written." in result.stderr
    assert record("15 May 2013").exit_code == 4


def test_the_clock_tells_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of a run is in UTC, to the second."""
    monkeypatch.undo()

    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", clock.now())
