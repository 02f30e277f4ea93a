"""What no example would notice is found, and what one would notice is not."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from compiled import HEADING
from passes import CONTRACTS, compiled
from schemelang.checks.mutation import Mutation, mutation
from schemelang.checks.mutation_errors import NotNoticed
from schemelang.cli.commands import schemelang
from schemelang.graph.from_model import lower
from schemelang.outcome.examples import run_examples
from schemelang.proof.mutants import mutants_of
from subjects import subject_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "diagnostics" / f"{code}.md" for code in ("SCH470", "SCH471")]
IMMUNISATION = ROOT / "contracts" / "tower_hamlets" / "immunisation.scheme"

BLOCKS = """
figure visits "Visits"
    is a count of visits for each practice on 31 March 2014
figure fine "It is fine"
    is yes or no for each practice on 31 March 2014
{value}
payment grant "A grant"
    to each practice
    start with        {start}
    {line}
    round             to the nearest penny, halves up
    {pay}

example "One"
    | practice | visits | fine |
    | Ash      | {ash}  | yes  |
    then              {then}
"""


def unnoticed(  # noqa: PLR0913 - a line each
    *,
    start: str = "£10 for each visit in visits",
    line: str = "",
    pay: str = "pay 100% on 30 June 2014",
    ash: str = "20",
    then: str = "grant of Ash on 30 June 2014 is £200",
    value: str = "",
) -> list[str]:
    """Return what no example of a small scheme would notice."""
    blocks = BLOCKS.format(start=start, line=line, pay=pay, ash=ash, then=then, value=value)
    subject = subject_of(HEADING.replace("pay by days", "pay in full") + blocks)
    assert all(run.holds for run in subject.runs)
    return said(mutation(subject.scheme, subject.graph))


def said(them: Mutation) -> list[str]:
    """Return the changes that are not noticed, in words."""
    return [each.what for each in them.found if isinstance(each, NotNoticed)]


def test_a_scheme_whose_example_turns_on_everything_has_nothing_unnoticed() -> None:
    """A price and a day are both in the example."""
    assert unnoticed() == []


@pytest.mark.parametrize(
    ("line", "ash", "then", "missed"),
    [
        (
            "nothing unless visits is at least 10",
            "20",
            "£200",
            ["this line were left out", '"at least" became "more than"', "10 became 11"],
        ),
        ("nothing unless visits is at least 20", "20", "£200", ["this line were left out"]),
        (
            "nothing unless visits is at least 21",
            "20",
            "£0",
            ['"at least" became "more than"', "21 became 22", "it were paid a day later"],
        ),
        ("never more than £300", "20", "£200", ["this line were left out", "£300 became £301"]),
        ("add £5.50 only if fine", "20", "£205.50", ["this condition were left out"]),
    ],
)
def test_a_boundary_that_no_example_stands_at_is_found(line: str, ash: str, then: str, missed: list[str]) -> None:
    """Far from a threshold nothing is noticed; exactly there the number and its word are; beyond it, the line is."""
    found = unnoticed(line=line, ash=ash, then=f"grant of Ash on 30 June 2014 is {then}")

    assert [each for each in found if each != "£10 became £11"] == missed


def test_a_day_that_no_example_names_is_found() -> None:
    """An example that says only how much does not notice when."""
    assert unnoticed(then="grant of Ash is £200") == ["it were paid a day later"]


def test_a_split_and_its_instalments_are_changed_together() -> None:
    """What one part has more the next has less, and what is paid in all stays the same."""
    pay = (
        "pay 70% in 2 equal instalments on the 1st of each month from May 2014, odd pennies in the last\n"
        "    pay 30% on 30 June 2014"
    )

    assert unnoticed(pay=pay, then="grant of Ash is £200") == [
        "it were paid a day later",
        "there were 1 instalment and not 2",
        "70% and 30% became 71% and 29%",
        "it were paid a day later",
    ]


def test_a_value_that_is_read_twice_is_changed_once() -> None:
    """A number stands in one place, wherever it is read."""
    value = 'value price "Price"\n    is £10'

    assert unnoticed(start="price × visits", line="never less than price", value=value) == ["this line were left out"]


def test_a_scheme_without_examples_has_one_finding() -> None:
    """Where nothing could be noticed there is no list of what is not."""
    text = IMMUNISATION.read_text(encoding="utf-8").partition("example ")[0]
    subject = subject_of(text)

    assert [each.code for each in mutation(subject.scheme, subject.graph).found] == ["SCH471"]


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_working_out_what_is_different_comes_to_the_same_as_working_out_all(path: Path) -> None:
    """Each change is noticed just if the whole scheme, changed, has an example that does not hold."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    found = mutation(case.scheme, case.graph).found
    missed = {(each.what, each.place) for each in found if isinstance(each, NotNoticed)}
    chosen = mutants_of(case.scheme)[::5]

    for mutant in chosen:
        scheme = mutant.of(case.scheme)
        graph, _ = lower(scheme)
        assert graph is not None
        holds = all(run.holds for run in run_examples(scheme, graph))
        assert holds == ((mutant.words, mutant.place) in missed), mutant.words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path) -> None:
    """The example of a page has just its fault, and every change of the remedy is noticed."""
    schemes = re.findall(r"^```scheme\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    example, remedy = (mutation(each.scheme, each.graph) for each in map(subject_of, schemes))

    assert {each.code for each in example.found} == {page.stem}
    assert remedy.found == ()


def test_the_command_counts_and_lists_and_ends_well() -> None:
    """A line says how many changes would be noticed, and that some would not is no error."""
    answer = CliRunner().invoke(schemelang, ["check", "--brief", "--mutate", str(IMMUNISATION)])

    assert answer.exit_code == 0
    assert "6 of 7 changes of one thing would be noticed by an example.\n" in answer.stdout
    assert "No example would notice if it were paid a day later" in answer.stderr


def test_what_is_not_noticed_is_data_too() -> None:
    """In the form for programs it is a finding like any other."""
    answer = CliRunner().invoke(schemelang, ["check", "--mutate", "--format", "json", str(IMMUNISATION)])

    assert "SCH470" in json.dumps(json.loads(answer.stdout)["findings"])
