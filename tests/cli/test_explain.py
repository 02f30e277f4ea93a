"""What is explained by its name, and how an explanation that is too long says how to go on."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compiled import PAID_IN_FULL
from schemelang.cli import explain as explaining

SCHEME = (
    PAID_IN_FULL
    + """
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
value points "Points" for each practice each quarter
    is                2 × seen
value all_points "All points" for each practice
    is                total points over the year
payment care "Care"
    to each practice
    start with        £1 × all_points
    round             down to the penny
    pay 100%          on 30 June 2014
payment quick "Quick"
    to each practice each quarter
    start with        £1 × points
    round             down to the penny
    pay 100%          on the last working day of the quarter
"""
)
SEEN = "practice,network,quarter,seen\n" + "".join(f"Ash,North,{quarter},{quarter}0\n" for quarter in (1, 2, 3, 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a scheme and its figures."""
    (tmp_path / "care.scheme").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "seen.csv").write_text(SEEN, encoding="utf-8")
    return tmp_path


def told(folder: Path, *words: str) -> Result:
    """Explain something of the scheme."""
    given = [str(folder / "care.scheme"), *words, "--figures", str(folder / "seen.csv")]
    return CliRunner().invoke(explaining.explain, given)


def test_a_value_of_one_period(folder: Path) -> None:
    """A value is explained at all of its periods, or at the one that is named."""
    assert told(folder, "Ash", "points").stdout.count("Points, quarter") == 4
    assert told(folder, "Ash", "points", "--period", "Quarter 2").stdout.splitlines()[0].split() == (
        ["Ash:", "Points,", "quarter", "2:", "2", "times", "20", "40"]
    )


def test_a_payment_of_one_period(folder: Path) -> None:
    """Of a payment for each period, the parts for one of them are explained."""
    lines = told(folder, "Ash", "quick", "--period", "quarter 3").stdout

    assert (lines.count("payable"), "£60.00" in lines) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("North", "points"), "points is of each practice, and North is none: name a practice."),
        (("Ash", "point"), 'This scheme has no "point". Did you mean points? Its payments are: care, quick'),
        (("Ash", "points", "--period", "June"), 'points is not of "June": its periods are quarter 1, quarter 2'),
        (("Ash", "care", "--period", "June"), 'care is not of "June": it has no periods.'),
        (("Ash", "--period", "quarter 1"), "Of what is that period?"),
        (("Ash", "points", "--format", "json"), "only payments are explained as JSON"),
    ],
)
def test_what_cannot_be_explained(folder: Path, words: tuple[str, ...], said: str) -> None:
    """What is not there, or not of that party or period, ends with 2 and says what is."""
    result = told(folder, *words)

    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_what_is_too_long_says_how_to_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound it is told only down to a level, and how to see more; --all and JSON tell everything."""
    whole, data = told(folder, "Ash").stdout, told(folder, "Ash", "--format", "json").stdout
    monkeypatch.setattr(explaining, "MOST", 14)
    short, of_one = told(folder, "Ash").stdout, told(folder, "Ash", "all_points").stdout

    assert "There is more than can be read at once" not in whole + of_one
    assert "(more under points)" in " ".join(short.split())
    assert "\n    schemelang explain FILE Ash NAME …\nEverything is told with   --all\n" in short
    assert told(folder, "Ash", "--all").stdout == whole
    assert told(folder, "Ash", "--format", "json").stdout == data
    monkeypatch.setattr(explaining, "MOST", 3)
    assert "\nOf one period alone it is told with   --period PERIOD\n" in told(folder, "Ash", "all_points").stdout
