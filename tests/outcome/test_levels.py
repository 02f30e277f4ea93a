"""Groups of groups, with members that come and go at each step, and members that merge."""

from pathlib import Path

import pytest

from passes import compiled, with_figures
from schemelang.explanation.from_outcome import counted_with, explain_party
from schemelang.explanation.text import as_text
from schemelang.outcome.outcome import Lack, Outcome, Status

HERE = Path(__file__).parent
CASES = HERE.parent / "cases" / "good" / "scheme"
TABLES = {
    "practices": """\
        practice,network,from,list_size,reviewed
        Ash,North,,3000,2000
        Birch,South,,730,500
        Cedar,South,1 October 2024,1000,600
        """,
    "networks": """\
        network,locality,from,plan
        North,East,,yes
        South,East,1 July 2024,yes
        """,
    "localities": """\
        locality,need
        East,100%
        """,
}


def outcome_of(case: str, tables: dict[str, str], folder: Path) -> Outcome:
    """Work out a good case on tables of its own."""
    paths = [folder / f"{name}.csv" for name in tables]
    for path, text in zip(paths, tables.values(), strict=True):
        path.write_text("".join(f"{line.strip()}\n" for line in text.strip().splitlines()), encoding="utf-8")
    ran = with_figures(compiled(CASES / f"{case}.scheme"), paths)
    assert ran.outcome is not None, ran.found
    return ran.outcome


def paid(outcome: Outcome, payment: str) -> dict[str, int | None]:
    """Return what each payee has of a payment in all, in pence; None if any of it is held."""
    found: dict[str, int | None] = {}
    for line in outcome.ledger:
        if line.payment == payment:
            before = found.get(line.payee, 0)
            found[line.payee] = None if before is None or line.pence is None else before + line.pence
    return found


def test_membership_at_each_step_has_its_own_days(tmp_path: Path) -> None:
    """A network's days weigh in its locality, a practice's in its network, and both where a step is skipped.

    South is in East for 274 of 365 days, so that its 730 patients weigh 548. On 1 April it is no member of it.
    """
    outcome = outcome_of("three_levels", TABLES, tmp_path)

    assert paid(outcome, "by_network") == {"North": 253_664, "South": 46_336}
    assert paid(outcome, "by_practice") == {"Ash": 74_136, "Birch": 13_542, "Cedar": 12_322}
    assert paid(outcome, "of_network") == {"Ash": 50_000, "Birch": 25_046, "Cedar": 12_488}


MERGED = """\
    practice,network,from,to,merged into,split from,closed,list_size,reviewed,last_list,signed
    Ash,North,,30 September 2024,Birch,,,1000,300,{ash_last},{ash}
    Birch,North,,,,,,2000,1400,3100,yes
    Cedar,North,,,,,,500,{cedar},500,yes
    """


def merger(folder: Path, ash: str = "yes", ash_last: str = "", cedar: str = "400") -> Outcome:
    """Work out a year in which Ash merges into Birch."""
    table = MERGED.format(ash=ash, ash_last=ash_last, cedar=cedar)
    return outcome_of("five_ways_to_come_and_go", {"practices": table}, folder)


def test_two_that_merge_are_one_member(tmp_path: Path) -> None:
    """The one that went has no line; the other is paid on the figures of both."""
    outcome = merger(tmp_path)

    assert paid(outcome, "straight") == {"Birch": 310_000, "Cedar": 50_000}
    assert paid(outcome, "shared") == {"Birch": 42_857, "Cedar": 7_143}


def test_figure_after_the_merger_is_needed_of_the_one_that_stayed_only(tmp_path: Path) -> None:
    """What the one that went has all the same is added."""
    assert paid(merger(tmp_path, ash_last="50"), "straight")["Birch"] == 315_000


@pytest.mark.parametrize("ash", ["no", ""])
def test_figure_that_cannot_be_added_is_held_where_the_two_differ(tmp_path: Path, ash: str) -> None:
    """So is one that the one that went should have had, and has not."""
    outcome = merger(tmp_path, ash=ash)

    (line,) = [line for line in outcome.ledger if line.payment == "straight" and line.payee == "Birch"]
    (cause,) = line.causes
    assert line.status is Status.HELD
    assert cause.lack is (Lack.APART if ash else Lack.NOT_REPORTED)
    assert cause.party == ("Birch" if ash else "Ash")


def test_one_that_merged_is_referred_to_the_other(tmp_path: Path) -> None:
    """It has no explanation of its own, and is told where to look."""
    outcome = merger(tmp_path)

    assert explain_party(outcome, "Ash", None) == ()
    assert counted_with(outcome, "Birch") == ""
    assert counted_with(outcome, "Ash") == (
        "Ash merged after 30 September 2024 and counts as one practice with Birch, which is paid for both.\n"
    )
    assert "2,000 of Birch and 1,000 of Ash, counted as one practice" in as_text(explain_party(outcome, "Birch", None))
