"""The page about two months of payments is true: each command gives what it shows, and all of it adds up."""

import csv
import re
import shlex
import shutil
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Golden
from schemelang.accounts.entry import Ledger, Moved, Run
from schemelang.cli import clock
from schemelang.cli.book import read_ledger
from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "two-months.md"
CONTRACT = ROOT / "contracts" / "tower_hamlets"
LEDGER = Path("network.ledger")

_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_SHOWN = 5
_DIGITS = re.compile(r"(The ledger stands at entry \d+:).*")
"""They are others with every word of the scheme."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Follow the page, and return it with what was seen."""
    times = cycle(["2023-04-03T09:00:00Z", "2023-05-02T09:00:00Z"])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("two_months"))
        patch.setattr(clock, "now", lambda: next(times))
        shutil.copy(CONTRACT / "cardiovascular.scheme", ".")
        shutil.copytree(CONTRACT / "published", "published")
        text = _FENCE.sub(followed, PAGE.read_text(encoding="utf-8"))
        see_that_it_adds_up()
        return text


def test_two_months_are_paid_as_the_page_shows(page: str, golden: Golden) -> None:
    """Whoever follows the page, from published files, sees each answer word for word, and every sum agrees."""
    golden(PAGE, page)


def see_that_it_adds_up() -> None:
    """See that the agency's files hold what the ledger holds, and that all is paid once."""
    ledger = read_ledger(LEDGER)
    assert isinstance(ledger, Ledger)
    moved = [each for _, each in ledger.each(Moved)]
    files = [in_file(month) for month in ("april", "may")]
    by_run = [[each.pence for each in moved if each.run == run] for run in (1, 2)]

    assert files == [sum(each) for each in by_run] == [each.comes_to for _, each in ledger.each(Run)]
    assert [len(each) for each in by_run] == [35, 37]
    assert [each.pence for each in moved if each.sort == "adjustment"] == [-1260, 2520]
    assert all(each.paid_on == each.due or each.sort == "adjustment" for each in moved)
    assert len({each.key for each in moved if each.sort == "payment"}) == 70


def in_file(month: str) -> int:
    """Add up the pence of an agency's file."""
    (path,) = Path(month).glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return int(sum(Fraction(row["Amount"]) for row in csv.DictReader(file)) * 100)


def followed(fence: re.Match[str]) -> str:
    """Do what a box of the page says, and return the box as it should be."""
    kind, name, text = fence["kind"], fence["name"], fence["text"]
    match kind:
        case "csv":
            Path(name).write_text(text, encoding="utf-8")
        case "change":
            change(Path(name), text)
        case "shown":
            rows = "\n".join(Path(name).read_text(encoding="utf-8-sig").splitlines()[:_SHOWN])
            return f"```shown {name}\n{rows}\n```"
        case "console":
            command = text.partition("\n")[0]
            return f"```console\n{command}\n{answer(command.removeprefix('> '))}```"
        case "text":
            pass  # a part of the scheme, as it stands there
        case _:
            pytest.fail(f"a box of the page is {kind}, and nobody would know what to do with it")
    return fence[0]


def change(path: Path, text: str) -> None:
    """Put the rows with a plus sign in place of those with a minus sign before them."""
    content = path.read_bytes().decode()
    rows = text.splitlines()
    for before, now in zip(rows[::2], rows[1::2], strict=True):
        assert content.count(before.removeprefix("-")) == 1
        content = content.replace(before.removeprefix("-"), now.removeprefix("+"))
    path.write_bytes(content.encode())


def answer(command: str) -> str:
    """Return what a command prints; of a run that is recorded, from there on."""
    program, *words = shlex.split(command)
    assert program == "schemelang"
    result = CliRunner().invoke(schemelang, words)
    assert result.exit_code == 0, result.output
    _, recorded, rest = result.output.rpartition("Recorded as run")
    said = f"{recorded}{rest}".replace("\\", "/")  # as a path is written on Windows
    return _DIGITS.sub(r"\1 …", said)
