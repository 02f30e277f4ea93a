"""schemelang progress as a practice manager runs it."""

from pathlib import Path

from click.testing import Result

from cli.test_commands import DIABETES, FIGURES, run
from cli.test_verify import TWO_FOR_EACH
from schemelang.cli.registering import register_of


def test_progress_is_written_as_a_page(tmp_path: Path) -> None:
    """The page is named after the scheme, the practice and the day."""
    result = run(
        "progress", DIABETES, "--figures", FIGURES, "--for", "F84016", "--as-at", "2021-12-31", "--out", str(tmp_path)
    )

    [page] = tmp_path.iterdir()
    assert page.name == "diabetes_package-F84016-2021-12-31.html"
    assert "Progress as at 31 December 2021 of The Mission Practice (F84016)" in page.read_text(encoding="utf-8")
    assert f"Written: {page}" in result.stdout


def test_progress_needs_figures(tmp_path: Path) -> None:
    """Without figures nobody has come any way."""
    result = run("progress", DIABETES, "--for", "F84016", "--as-at", "2021-12-31", "--out", str(tmp_path))

    assert result.exit_code == 2
    assert "Which figures?" in result.stderr


def signed(tmp_path: Path) -> tuple[Path, str]:
    """Return a scheme whose contract a practice has signed, and the document ID that it has signed."""
    scheme, figures = tmp_path / "visits.scheme", tmp_path / "figures.csv"
    scheme.write_text(TWO_FOR_EACH, encoding="utf-8")
    figures.write_text("practice,seen\nF84016,10\nF84733,9\n", encoding="utf-8")
    rendered = run("render", str(scheme), "--figures", str(figures), "--for", "F84016", "--out", str(tmp_path))
    (page,) = tmp_path.glob("*.html")
    who = ("--for", "F84016", "--by", "Dr Ann Hall", "--role", "Partner", "--on", "1 March 2026")
    assert run("signatures", "add", str(scheme), str(page), *who).exit_code == 0
    return scheme, rendered.stdout.rpartition("Document ID: ")[2].strip()


def statement(scheme: Path, practice: str, *options: str) -> tuple[Result, str]:
    """Write the statement of a practice; return what came of it, and its page."""
    out = scheme.parent / "statements"
    figures = str(scheme.parent / "figures.csv")
    asked = ("--figures", figures, "--for", practice, "--as-at", "2026-12-31", "--out", str(out))
    result = run("progress", str(scheme), *asked, *options)
    pages = out.glob(f"*{practice}*.html")
    return result, "".join(page.read_text(encoding="utf-8") for page in pages)


def test_a_statement_names_the_contract_that_was_signed(tmp_path: Path) -> None:
    """Whoever has signed is told of the contract under its document ID; of another the contract as it is offered."""
    scheme, identity = signed(tmp_path)
    offered = (
        run("render", str(scheme), "--out", str(tmp_path), "--force").stdout.rpartition("Document ID: ")[2].strip()
    )
    of_one, of_other = (statement(scheme, practice)[1] for practice in ("F84016", "F84733"))

    assert f"Document ID {identity}, signed by Dr Ann Hall on 1 March 2026." in of_one
    assert "No signature is registered for this party." in of_other
    assert f"Document ID {offered}, as it is offered to everybody." in of_other
    assert "This is a draft" not in of_one + of_other
    assert "@top-right" not in of_one + of_other


def test_progress_looks_at_what_was_signed(tmp_path: Path) -> None:
    """Of a scheme that is not the one signed there is no statement but a draft, which says so."""
    scheme, identity = signed(tmp_path)
    scheme.write_text(scheme.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    refused, nothing = statement(scheme, "F84016")
    draft, page = statement(scheme, "F84016", "--draft")
    register_of(scheme).write_bytes(b"\xff")
    unreadable, lost = (statement(scheme, "F84733", *options)[0].exit_code for options in ((), ("--draft",)))

    assert (refused.exit_code, draft.exit_code) == (4, 0)
    assert (unreadable, lost) == (3, 0)
    assert "SCH917" in refused.stderr
    assert nothing == ""
    assert 'content: "Draft' in page
    assert "This is a draft. It was worked out from a scheme that is not the one that was signed." in page
    assert f"Document ID {identity}, signed by Dr Ann Hall" in page


def test_everybody_has_a_statement(tmp_path: Path) -> None:
    """With --all there is a page for each practice and group, the same as each would have by itself."""
    scheme, _ = signed(tmp_path)
    of_one = statement(scheme, "F84016")[1]
    figures = str(tmp_path / "figures.csv")
    asked = ("progress", str(scheme), "--figures", figures, "--as-at", "2026-12-31", "--out", str(tmp_path / "all"))
    result = run(*asked, "--all")
    pages = sorted((tmp_path / "all").iterdir())

    assert result.exit_code == 0
    assert [page.stem.split("-")[1] for page in pages] == ["F84016", "F84733"]
    assert pages[0].read_text(encoding="utf-8") == of_one
    assert f"Written: 2 statements in {tmp_path / 'all'}" in result.stdout
    assert run(*asked).exit_code == 2
    assert run(*asked, "--all", "--for", "F84016").exit_code == 2
