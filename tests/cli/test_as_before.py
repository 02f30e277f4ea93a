"""A run of files like those of an earlier one reads neither the scheme nor what headings mean, and is the same."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemelang.cli import national
from schemelang.cli.compiling import compile_file
from schemelang.cli.front import answered

SCHEME = """scheme visits "Visits"
    offered by        icb
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    groups            practices into 2 networks
    uses              "fee.scheme"
    if not reported,  hold the payment

party icb "NHS Example Integrated Care Board"
    code              QXX

figure visits "Visits"
    is a count of visits for each practice during each quarter
figure urban "In a town"
    is yes or no for each practice during the year

payment care "Care"
    to each practice
    start with        fee × total visits over the year
    round             down to the penny
    nothing unless    urban
    pay 100%          on 30 June 2026
"""
FEE = """
value fee "Fee for a visit"
    is                £1.25
"""
QUARTERS = [f"quarter {number}" for number in range(1, 5)]
FIGURES: Mapping[str, Mapping[str, Any]] = {
    "practices": {
        "practice": ["F84001", "F84002", "F84003"],
        "practice name": ["Ash", "Birch", None],
        "network": ["U00001", "U00002", "U00002"],
        "urban": [True, False, True],
    },
    "visits": {
        "practice": [code for code in ("F84001", "F84002", "F84003") for _ in QUARTERS],
        "quarter": QUARTERS * 3,
        "visits": list(range(12)),
    },
}


def write(folder: Path, changed: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the files, some of their columns with other cells."""
    folder.mkdir(exist_ok=True)
    for name, columns in FIGURES.items():
        pq.write_table(pa.table({**columns, **changed.get(name, {})}), folder / f"{name}.parquet")


def evaluated(folder: Path, out: str) -> dict[str, bytes] | None:
    """Work out what is in a folder before the commands, and return all that was written."""
    words = ["evaluate", str(folder / "visits.scheme"), "--figures", str(folder / "figures"), "--engine", "columns"]
    if answered([*words, "--format", "parquet", "--out", str(folder / out)]) is None:
        return None
    return {path.name: path.read_bytes() for path in (folder / out).iterdir()}


@pytest.fixture
def once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a scheme whose figures have been worked out once."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))
    (tmp_path / "visits.scheme").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "fee.scheme").write_text(FEE, encoding="utf-8")
    write(tmp_path / "figures", {})
    compiled, found = compile_file(tmp_path / "visits.scheme")
    assert compiled is not None, found
    assert not found
    assert evaluated(tmp_path, "once") is not None
    return tmp_path


def test_it_comes_to_the_same_without_the_scheme(once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is written is the same, and the scheme itself is not asked for."""
    first = evaluated(once, "first")
    monkeypatch.setattr(national, "kept", None)

    assert first is not None
    assert "payments.parquet" in first
    assert evaluated(once, "again") == first


def test_it_imports_nothing_that_it_need_not(once: Path) -> None:
    """Of numbers alone, neither attrs nor what reads schemes, headings or figures is, nor what works one party out."""
    bare = SCHEME.replace('figure urban "In a town"\n    is yes or no for each practice during the year\n', "")
    (once / "visits.scheme").write_text(bare.replace("    nothing unless    urban\n", ""), encoding="utf-8")
    table = {name: cells for name, cells in FIGURES["practices"].items() if name != "urban"}
    pq.write_table(pa.table(table), once / "figures" / "practices.parquet")
    files = [str(once / "visits.scheme"), "--figures", str(once / "figures")]
    words = ["evaluate", *files, "--engine", "columns", "--format", "parquet", "--out", str(once / "out")]
    runs = "import sys; from schemelang.cli.front import answered as run; print(run(sys.argv[1:]), *sys.modules)"
    for program in (["-m", "schemelang"], ["-c", runs]):  # the first keeps what another engine than that of tests takes
        run = subprocess.run([sys.executable, *program, *words], capture_output=True, text=True, check=True)
    code, *imported = run.stdout.splitlines()[-1].split()

    assert code == "0"
    assert not {"attrs", "click", "importlib.metadata"} & set(imported)
    rooms = {"syntax.ast", "figures.columns", "figures.figures", "outcome.outcome", "model.scheme", "plan.from_graph"}
    assert not {f"schemelang.{room}" for room in rooms} & set(imported)


@pytest.mark.parametrize(
    "changed",
    [
        {"visits": {"quarter": [each.title() for each in QUARTERS] * 3}},
        {"visits": {"quarter": ["Q1", *QUARTERS[1:]] * 3}},
        {"practices": {"practice": ["F84003", "F84001", "F84002"]}},
        {"practices": {"urban": ["yes", "no", None]}},
    ],
)
def test_files_in_another_form_are_read_by_the_scheme(once: Path, changed: Mapping[str, Mapping[str, Any]]) -> None:
    """Other words for times, other sorts of columns and other orders come to what they do without an earlier run."""
    write(once / "figures", changed)
    after = evaluated(once, "after")
    for each in (once / "cache" / "bases").iterdir():
        each.unlink()

    assert after is not None
    assert evaluated(once, "anew") == after


@pytest.mark.parametrize(
    "changed",
    [
        {"visits": {"quarter": ["quarter 9", *QUARTERS[1:]] * 3}},
        {"visits": {"visits": [*range(11), -5]}},
        {"practices": {"network": ["U00001"] * 3}},
        {
            "practices": {
                "practice": ["F84001", "F84002", "F84003", "F84003"],
                "practice name": ["Ash", "Birch", "Elm", "Elm"],
                "network": ["U00001", "U00002", "U00002", "U00001"],
                "urban": [True] * 4,
            }
        },
        {"practices": {"practice": ["F84001", "F84002", "F84 03"]}},
        {"practices": {"practice": ["F84001", "F84002", None]}},
    ],
)
def test_what_is_wrong_is_left_to_the_command(once: Path, changed: Mapping[str, Mapping[str, Any]]) -> None:
    """That an earlier run had nothing wrong in it does not let anything through."""
    write(once / "figures", changed)

    assert evaluated(once, "after") is None


def test_a_text_that_the_scheme_uses_may_have_changed(once: Path) -> None:
    """What an earlier run rested on is taken only while every text is what it was; until the scheme compiles anew."""
    before = evaluated(once, "before")
    (once / "fee.scheme").write_text(FEE.replace("1.25", "2.50"), encoding="utf-8")

    assert evaluated(once, "unread") is None
    compile_file(once / "visits.scheme")
    after = evaluated(once, "after")
    assert before is not None
    assert after is not None
    assert before["payments.parquet"] != after["payments.parquet"]


def test_few_figures_are_left_to_the_usual_way(once: Path) -> None:
    """Unless columns are asked for, what is kept makes no difference to which way is taken."""
    words = ["evaluate", str(once / "visits.scheme"), "--figures", str(once / "figures"), "--format", "parquet"]

    assert answered([*words, "--out", str(once / "few")]) is None
