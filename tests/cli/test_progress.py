"""schemelang progress as a practice manager runs it."""

from pathlib import Path

from cli.test_commands import DIABETES, FIGURES, run


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
