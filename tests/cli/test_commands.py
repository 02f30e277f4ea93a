"""The commands as a commissioner runs them: what is printed, what is written, how they end."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click import Context
from click.testing import CliRunner, Result

from schemelang.cli.commands import COMMANDS, main, schemelang

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts" / "tower_hamlets"
DIABETES = str(CONTRACTS / "diabetes.scheme")
CARDIOVASCULAR = str(CONTRACTS / "cardiovascular.scheme")
FIGURES = str(CONTRACTS / "figures")


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


def schema(name: str) -> dict[str, object]:
    """Return one of the schemas of what the commands print as JSON."""
    read: dict[str, object] = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture
def raised(tmp_path: Path) -> str:
    """Return the diabetes package with 90% changed to 95%."""
    path = tmp_path / "diabetes.scheme"
    text = Path(DIABETES).read_text(encoding="utf-8")
    path.write_text(text.replace("care_planning is at least 90%", "care_planning is at least 95%"), encoding="utf-8")
    return str(path)


# ---------------------------------------------------------------- check


def test_check_says_that_the_examples_hold() -> None:
    """A scheme without faults is said to have none, and its examples to hold."""
    result = run("check", DIABETES)

    assert result.exit_code == 0
    assert "no errors" in result.stdout
    assert "2 worked examples hold" in result.stdout


def test_check_names_the_example_that_no_longer_holds(raised: str) -> None:
    """With 95% in place of 90%, check names the example that no longer holds, and ends with 1."""
    result = run("check", raised)

    assert result.exit_code == 1
    assert 'The example "Exactly on every threshold" does not hold' in result.stderr
    assert "Together above the target" not in result.stderr


def test_check_prints_data(raised: str) -> None:
    """Findings are printed as JSON when that is asked for."""
    result = run("check", raised, "--format", "json")

    assert {found["code"] for found in json.loads(result.stdout)["findings"]} == {"SCH401"}
    jsonschema.validate(json.loads(result.stdout), schema("findings"))


def test_check_of_nothing_is_a_wrong_command_line() -> None:
    """Without a file, check ends with 2."""
    assert run("check").exit_code == 2


def test_an_unreadable_scheme_is_an_error(tmp_path: Path) -> None:
    """A scheme that is not there ends check with 1, with a message and no traceback."""
    result = run("check", str(tmp_path / "nothing.scheme"))

    assert result.exit_code == 1
    assert "SCH002" in result.stderr


# ---------------------------------------------------------------- evaluate


def test_evaluate_prints_a_table() -> None:
    """The table names each network, each practice and what is to be paid in all."""
    result = run("evaluate", DIABETES, "--figures", FIGURES)

    assert result.exit_code == 0
    assert "F84733  Health E1" in result.stdout
    assert "£522,648.00" in result.stdout


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("cases/good/saving/carried", [("drugs", "overspent", "Ash", "15000"), ("drugs", "overspent", "Birch", None)]),
        (
            "conformance/on_account/carried_forward",
            [("visiting", "overpaid", "Cedar", "10"), ("visiting", "overpaid", "Dale", "700")],
        ),
    ],
)
def test_what_is_carried_forward_is_among_the_results(
    case: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    """What is left over is data that the scheme of the next year can take up."""
    path = str(ROOT / "tests" / case)
    found = run("evaluate", f"{path}.scheme", "--figures", f"{path}.csv", "--format", "json")
    data = json.loads(found.stdout)
    jsonschema.validate(data, schema("results"))

    carried = [(each["block"], each["what"], each["party"], each["amount"]) for each in data["carried_forward"]]
    assert carried == expected


def test_evaluate_agrees_with_itself_in_every_form() -> None:
    """The JSON agrees with its schema, its lines with its totals, and the CSV with both."""
    data = json.loads(run("evaluate", DIABETES, "--figures", FIGURES, "--format", "json").stdout)
    rows = run("evaluate", DIABETES, "--figures", FIGURES, "--format", "csv").stdout.splitlines()
    jsonschema.validate(data, schema("results"))
    pence = sum(int(line["amount"].replace(".", "")) for line in data["lines"] if line["amount"] is not None)

    assert data["totals"]["payable"] == f"{pence // 100}.{pence % 100:02}"
    assert len(data["lines"]) == len(rows) - 1 == 35 * 10


def test_a_draft_is_worked_out_and_never_payable() -> None:
    """Of a draft every form says that nothing is to be paid, and so does the terminal; the end is 0."""
    draft = ROOT / "tests" / "cases" / "bad" / "SCH552" / "draft.scheme"
    evaluate = ("evaluate", str(draft), "--figures", str(draft.with_suffix(".csv")))
    table, printed, rows = (run(*evaluate, "--format", form) for form in ("table", "json", "csv"))
    data = json.loads(printed.stdout)
    jsonschema.validate(data, schema("results"))

    assert table.exit_code == 0
    assert "None of this is to be paid: the scheme is a draft." in table.stdout
    assert "SCH552" in table.stderr
    assert data["standing"] == "draft"
    assert {line["status"] for line in data["lines"]} == {"not in force: payable"}
    assert ",not in force: payable,1000.00," in rows.stdout


def test_what_is_held_and_not_known_is_no_amount() -> None:
    """Of money that is held, and of which nobody can say yet how much it is, no amount is given."""
    folder = ROOT / "contracts" / "qof"
    result = run("evaluate", str(folder / "qof_2014.scheme"), "--figures", str(folder / "figures" / "qof_2014"))

    assert "Part 1 is 70% of Quality and outcomes payment for 2013/14 on account of" in result.stdout
    assert (
        "Part 2 is what is earned of Quality and outcomes payment, less what was paid on account, on " in result.stdout
    )
    assert [line.split("  ")[-1].strip() for line in result.stdout.splitlines() if line.startswith("Held until")] == [
        "not known yet"
    ]


def test_evaluate_still_pays_when_an_example_fails(raised: str) -> None:
    """Payments are worked out although an example no longer holds, which is said, and the end is 1."""
    result = run("evaluate", raised, "--figures", FIGURES)

    assert result.exit_code == 1
    assert "To be paid in all" in result.stdout
    assert "does not hold" in result.stderr


def test_a_higher_threshold_moves_the_money(raised: str) -> None:
    """At 95% Network 7, which has 93.38%, is no longer paid its second part."""
    before = run("evaluate", DIABETES, "--figures", FIGURES).stdout
    after = run("evaluate", raised, "--figures", FIGURES).stdout

    assert "U60865  Tower Hamlets Network 7 PCN" in before
    assert next(line for line in before.splitlines() if "U60865" in line).split()[-1] == "£103,635.00"
    assert next(line for line in after.splitlines() if "U60865" in line).split()[-1] == "£72,544.50"


def test_as_at_a_day_parts_what_is_due_from_what_is_to_come() -> None:
    """As at a day, what is due by then and what is to come add up to the whole."""
    result = run("evaluate", DIABETES, "--figures", FIGURES, "--as-at", "31 December 2021", "--format", "json")
    statuses = {line["status"] for line in json.loads(result.stdout)["lines"]}

    assert statuses == {"payable", "to come", "forecast: payable", "forecast: not earned", "held"}


@pytest.mark.parametrize("day", ["31 Dcember", "soon", "2021-13-01", "1/2"])
def test_as_at_something_that_is_no_day_is_a_wrong_command_line(day: str) -> None:
    """A day that cannot be read ends with 2."""
    assert run("evaluate", DIABETES, "--figures", FIGURES, "--as-at", day).exit_code == 2


def test_evaluate_asks_for_figures() -> None:
    """Without figures, evaluate asks for them and ends with 2."""
    result = run("evaluate", DIABETES)

    assert result.exit_code == 2
    assert "--figures" in result.stderr


def test_figures_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    """A file of figures that is not there ends with 3."""
    result = run("evaluate", DIABETES, "--figures", str(tmp_path / "nothing.csv"))

    assert result.exit_code == 3
    assert "SCH501" in result.stderr


def test_a_folder_without_figures_is_refused(tmp_path: Path) -> None:
    """A folder in which there is no file of figures ends with 3."""
    result = run("evaluate", DIABETES, "--figures", str(tmp_path))

    assert result.exit_code == 3
    assert "holds no .csv, .xlsx, .xls, .ods or .parquet file" in result.stderr


def test_no_table_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    """A workbook that is damaged is refused, whatever its capitals, and what is no table is left alone."""
    for path in Path(FIGURES).glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "read me.txt").write_text("practice,list_size\nTotal,1\n", encoding="utf-8")
    assert run("evaluate", DIABETES, "--figures", str(tmp_path)).exit_code == 0
    (tmp_path / "LISTS.XLS").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    result = run("evaluate", DIABETES, "--figures", str(tmp_path))
    assert result.exit_code == 3
    assert "SCH575" in result.stderr


def test_a_vast_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would not fit into memory is refused by its size."""
    monkeypatch.setattr("schemelang.figures.workbook.MOST_MEGABYTES", 1)
    (tmp_path / "a.csv").write_bytes(b"x" * 1_000_001)

    result = run("evaluate", DIABETES, "--figures", str(tmp_path))
    assert result.exit_code == 3
    assert "SCH507" in result.stderr


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    """A result that is there already is left alone and ends with 3, unless --force is given."""
    words = ("evaluate", DIABETES, "--figures", FIGURES, "--out", str(tmp_path))
    assert run(*words).exit_code == 0
    written = next(tmp_path.iterdir())
    written.write_text("something else", encoding="utf-8")

    refused = run(*words)
    assert refused.exit_code == 3
    assert written.read_text(encoding="utf-8") == "something else"
    assert run(*words, "--force").exit_code == 0
    assert "To be paid in all" in written.read_text(encoding="utf-8")


# ---------------------------------------------------------------- explain, render, graph


def test_explain_goes_down_to_the_published_row() -> None:
    """An explanation names the cell of each figure, and the published file and row behind it."""
    result = run("explain", DIABETES, "Health E1", "--figures", FIGURES)

    assert result.exit_code == 0
    assert "not earned" in result.stdout
    assert "3 patients short" in " ".join(result.stdout.split())
    assert "PREVALENCE_2021_v2.csv, row 56038" in " ".join(result.stdout.split())


def test_explain_without_figures_tells_the_worked_example() -> None:
    """Without figures, the worked example in which the party appears is explained."""
    result = run("explain", DIABETES, "Birch")

    assert result.exit_code == 0
    assert "Birch" in result.stdout


@pytest.mark.parametrize(
    ("words", "meant"),
    [(("Y0021",), "Y00212"), (("Health E2",), "F84733"), (("Health E1", "care_pack"), "care_package")],
)
def test_explain_names_what_was_probably_meant(words: tuple[str, ...], meant: str) -> None:
    """A party or a payment that is not there ends with 2 and names one that is."""
    result = run("explain", DIABETES, *words, "--figures", FIGURES)

    assert result.exit_code == 2
    assert meant in result.stderr


def test_explain_prints_data() -> None:
    """An explanation is printed as JSON, by its schema, when that is asked for."""
    for party in ("F84733", "Y00212", "U60865"):
        printed = run("explain", DIABETES, party, "--figures", FIGURES, "--format", "json").stdout
        jsonschema.validate(json.loads(printed), schema("explanations"))
        assert json.loads(printed)["explanations"]


def test_render_writes_one_page(tmp_path: Path) -> None:
    """The contract is one page, and a second run of the same writes nothing new."""
    words = ("render", CARDIOVASCULAR, "--figures", FIGURES, "--out", str(tmp_path))

    assert run(*words).exit_code == 0
    assert run(*words).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["cardiovascular_package.html"]


def test_render_for_a_practice_names_no_other_practice_s_figures(tmp_path: Path) -> None:
    """The contract of one practice names no practice of another network."""
    result = run("render", DIABETES, "--figures", FIGURES, "--for", "F84733", "--out", str(tmp_path))
    page = next(tmp_path.iterdir()).read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert "Health E1" in page
    assert not [code for code in ("F84016", "F84012", "F84081", "F84718", "F84714") if code in page]


def test_render_writes_everybody_s_contracts_and_an_index(tmp_path: Path) -> None:
    """One run writes the contracts of everybody and a page that leads to each of them, with what it comes to."""
    words = ("render", CARDIOVASCULAR, "--figures", FIGURES, "--all", "--out", str(tmp_path))
    result = run(*words)
    index = (tmp_path / "cardiovascular_package-index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="\./([^"]*)"', index))

    assert result.exit_code == 0
    assert result.stdout == f"Written: {tmp_path / 'cardiovascular_package-index.html'}, and 43 contracts beside it\n"
    assert {path.name for path in tmp_path.iterdir()} == {*linked, "cardiovascular_package-index.html"}
    assert len(linked) == 43
    own = run("render", CARDIOVASCULAR, "--figures", FIGURES, "--for", "F84733", "--out", str(tmp_path))
    assert own.exit_code == 0, "what is written for one party is what was written for it among all"


def test_render_writes_a_pdf_and_never_over_another(tmp_path: Path) -> None:
    """A PDF has the document ID of the page, and one that is there is not written over."""
    words = ("render", CARDIOVASCULAR, "--out", str(tmp_path))
    pdf, page = run(*words, "--format", "pdf"), run(*words)
    written = tmp_path / "cardiovascular_package.pdf"
    verified = run("verify", str(written))
    other = run("render", CARDIOVASCULAR, "--tags", "adobe", "--format", "pdf", "--out", str(tmp_path))

    assert (pdf.exit_code, page.exit_code, other.exit_code) == (0, 0, 3)
    assert written.read_bytes().startswith(b"%PDF-")
    assert pdf.stdout.splitlines()[1] == page.stdout.splitlines()[1]
    assert verified.exit_code == 4
    assert "It is a PDF, a copy. Verify the page with its document ID, which ends in .html." in verified.stderr


def test_render_writes_everybody_s_pdfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has a PDF beside the page, of the same name."""
    monkeypatch.setattr("schemelang.document.pdf.as_pdf", lambda _, identity: identity.id.encode())
    words = ("render", CARDIOVASCULAR, "--figures", FIGURES, "--all", "--out", str(tmp_path))
    result = run(*words, "--format", "pdf")
    contents = {path.read_bytes() for path in tmp_path.glob("cardiovascular_package*.pdf")}

    assert result.exit_code == 0
    assert result.stdout == f"Written: 43 contracts in {tmp_path}\n"
    assert len(contents) == len(list(tmp_path.iterdir())) == 43


def test_render_writes_a_word_file(tmp_path: Path) -> None:
    """A Word file is written beside the page, and is not what can be verified."""
    result = run("render", CARDIOVASCULAR, "--format", "docx", "--out", str(tmp_path))
    verified = run("verify", str(tmp_path / "cardiovascular_package.docx"))

    assert result.exit_code == 0
    assert verified.exit_code == 4
    assert "It is a Word file, a copy. Verify the page with its document ID" in " ".join(verified.stderr.split())


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_render_says_how_to_get_what_a_form_needs(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package of a form is not installed, the command names what to type."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("render", CARDIOVASCULAR, "--format", form, "--out", str(tmp_path))

    assert result.exit_code == 2
    assert f'pip install "schemelang[{form}]"' in result.stderr
    assert not list(tmp_path.iterdir())


def test_render_writes_the_payment_calendar_for_a_diary(tmp_path: Path) -> None:
    """The payment calendar is a file of its own, for everybody, for one party, or for each."""
    figures = ("--figures", FIGURES, "--format", "ics", "--out", str(tmp_path))
    name = "cardiovascular_package"

    assert f"{name}.ics" in run("render", CARDIOVASCULAR, "--format", "ics", "--out", str(tmp_path / "bare")).stdout
    assert f"{name}-F84733.ics" in run("render", CARDIOVASCULAR, "--for", "F84733", *figures).stdout
    result = run("render", CARDIOVASCULAR, "--all", *figures)
    assert result.exit_code == 0
    assert len(list(tmp_path.glob("*.ics"))) == result.stdout.count("Written: ") > 40
    none = run("render", CARDIOVASCULAR, "--all", "--format", "ics", "--out", str(tmp_path))
    assert none.exit_code == 2
    assert "need figures" in none.stderr


UNDATED = """
scheme undated "Undated"
    offered by        icb
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
party icb "NHS Vale"
    code              QXX
figure agreed "The day on which the accounts are agreed"
    is a date
payment grant "Grant"
    to each practice
    start with        £1,200
    round             to the nearest penny, halves up
    pay 100%          within 30 days after agreed
"""


def test_render_says_what_is_in_no_diary(tmp_path: Path) -> None:
    """What has no day yet is said; where nothing has one, there is no calendar."""
    scheme = tmp_path / "undated.scheme"
    scheme.write_text(UNDATED, encoding="utf-8")
    empty = run("render", str(scheme), "--format", "ics", "--out", str(tmp_path))
    halves = UNDATED.replace("100%          within", "50%           on 30 June 2025\n    pay 50%           within")
    scheme.write_text(halves, encoding="utf-8")
    some = run("render", str(scheme), "--format", "ics", "--out", str(tmp_path))

    assert empty.exit_code == 3
    assert "no payment has a day yet" in empty.stderr.lower()
    assert some.exit_code == 0
    assert "Not in it, because the day is not known yet: 1 " in some.stderr


def test_render_writes_everybody_s_contracts_only_with_figures(tmp_path: Path) -> None:
    """Without figures there is nobody to write contracts for, and nobody is everybody and one party."""
    assert "need figures" in run("render", DIABETES, "--all", "--out", str(tmp_path)).stderr
    both = run("render", DIABETES, "--figures", FIGURES, "--all", "--for", "F84733", "--out", str(tmp_path))

    assert both.exit_code == 2
    assert "give one of them" in both.stderr


def test_render_says_that_an_example_does_not_hold(raised: str, tmp_path: Path) -> None:
    """The contract is rendered although an example no longer holds, and says so."""
    result = run("render", raised, "--figures", FIGURES, "--out", str(tmp_path / "out"))

    assert result.exit_code == 1
    assert "does not hold" in result.stderr
    assert "not hold" in (tmp_path / "out" / "diabetes_package.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "start"), [("text", ""), ("mermaid", "flowchart"), ("dot", "digraph")])
def test_graph_prints_the_rules(form: str, start: str) -> None:
    """The rules are printed as text, as Mermaid and as Graphviz DOT."""
    result = run("graph", DIABETES, "--format", form)

    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    assert "network_target" in result.stdout


# ---------------------------------------------------------------- ends of all kinds


def test_a_fault_of_ours_is_owned_up_to(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An exception that nobody expected ends with 70, a plain sentence, and a file for whoever mends it."""
    monkeypatch.setattr("schemelang.cli.commands.schemelang", lambda: 1 / 0)

    with pytest.raises(SystemExit) as ended:
        main()

    said = capsys.readouterr().err
    kept = Path(said.split("is kept in ")[1].split(":")[0])
    assert ended.value.code == 70
    assert "Traceback" not in said
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")
    kept.unlink()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_console_of_any_encoding_will_do(encoding: str) -> None:
    """What is printed never fails for want of a sign in the console's encoding."""
    command = [sys.executable, "-m", "schemelang", "evaluate", DIABETES, "--figures", FIGURES]
    ended = subprocess.run(command, env={"PYTHONIOENCODING": encoding, "PATH": ""}, capture_output=True, check=False)

    assert ended.returncode == 0
    assert b"To be paid in all" in ended.stdout


def test_a_command_begins_its_help_as_it_is_listed() -> None:
    """The list of commands, which is written without reading them, says of each what its own help says first."""
    for name, (_, told) in COMMANDS.items():
        command = schemelang.get_command(Context(schemelang), name)
        assert command is not None
        assert " ".join((command.help or "").split()).startswith(told)


LISTED = ("schemelang.checks", "schemelang.document", "schemelang.proof", "schemelang.model", "jinja2", "lark")
NOT_TO_EVALUATE = (
    "schemelang.checks.certificate",
    "schemelang.document.from_graph",
    "schemelang.proof.worlds",
    "jinja2",
    "z3",
)


@pytest.mark.parametrize(
    ("line", "heavy"),
    [
        ("--help", LISTED),
        ("evaluate --help", NOT_TO_EVALUATE),
        ("explain --help", NOT_TO_EVALUATE),
        ("format --help", LISTED),
    ],
)
def test_a_command_reads_nothing_heavy_that_it_does_not_use(line: str, heavy: tuple[str, ...]) -> None:
    """Each starts quickly: proofs, pages and solvers are read only by whoever proves, writes or solves."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "schemelang", *line.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    read = {row.rpartition("|")[2].strip() for row in done.stderr.splitlines()}
    assert not read.intersection(heavy)


def test_every_command_helps() -> None:
    """Each command says what it is for."""
    for command in (
        "check",
        "evaluate",
        "explain",
        "render",
        "progress",
        "verify",
        "signatures",
        "seal",
        "diff",
        "graph",
        "format",
        "code",
    ):
        result = run(command, "--help")

        assert result.exit_code == 0
        assert "Usage" in result.stdout
