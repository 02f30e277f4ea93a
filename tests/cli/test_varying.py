"""schemelang render --as variation as a commissioner runs it, and verify of what it wrote."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parents[2]
VARIES = ROOT / "tests" / "cases" / "good" / "varies"
FIGURES = str(VARIES / "half_way_through_the_year.csv")


def run(*words: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a scheme, the one that it varies, and its variation without figures."""
    folder = tmp_path_factory.mktemp("varying")
    shutil.copytree(VARIES, folder, dirs_exist_ok=True)
    rendered = run("render", folder / "half_way_through_the_year.scheme", "--as", "variation", "--out", folder)
    assert rendered.exit_code == 0, rendered.output
    return folder


@pytest.fixture
def scheme(folder: Path) -> Path:
    """Return the scheme that varies another."""
    return folder / "half_way_through_the_year.scheme"


@pytest.fixture
def page(folder: Path) -> Path:
    """Return the variation without figures."""
    return folder / "reviews_from_october-variation.html"


def test_it_names_the_contracts_by_their_document_ids(scheme: Path, page: Path, tmp_path: Path) -> None:
    """The document IDs on the cover are those of the contracts as render writes them."""
    before = run("render", scheme.parent / "named" / "reviews_2014.scheme", "--out", tmp_path).output
    now = run("render", scheme, "--out", tmp_path).output
    known = [re.findall(r"Document ID: (.*)", each)[0] for each in (before, now)]
    cover = page.read_text(encoding="utf-8").partition('id="section-parties"')[0]

    assert all(each in cover for each in known), known


def test_it_is_verified_with_both_schemes(scheme: Path, page: Path) -> None:
    """Verify knows a variation, and holds it against the scheme and the one that is varied."""
    result = run("verify", page, "--scheme", scheme)

    assert result.exit_code == 0, result.output
    assert "is the variation with the document ID" in result.output
    assert "says the same" in result.output


def test_a_changed_word_of_it_is_found(page: Path, tmp_path: Path) -> None:
    """A mark that is taken off ends with 4."""
    changed = tmp_path / "changed.html"
    changed.write_bytes(page.read_bytes().replace(b"<del>", b"<ins>", 1))

    assert run("verify", changed).exit_code == 4


def test_another_scheme_that_is_varied_is_found(scheme: Path, page: Path, tmp_path: Path) -> None:
    """If the scheme that is varied no longer says what was agreed, that is said, and it ends with 4."""
    shutil.copytree(scheme.parent, tmp_path, dirs_exist_ok=True)
    old = tmp_path / "named" / "reviews_2014.scheme"
    old.write_text(old.read_text(encoding="utf-8").replace("£0.50", "£0.60"), encoding="utf-8")
    result = run("verify", page, "--scheme", tmp_path / scheme.name)

    assert result.exit_code == 4
    assert "in the scheme that is varied, the text of the scheme" in " ".join(result.output.split())


def test_everybody_s_variations_are_written(scheme: Path, tmp_path: Path) -> None:
    """With figures, there is one for everybody and for each practice, with an index, and each can be verified."""
    result = run("render", scheme, "--as", "variation", "--all", "--figures", FIGURES, "--out", tmp_path)
    own = tmp_path / "reviews_from_october-A1-variation.html"
    verified = run("verify", own, "--scheme", scheme, "--figures", FIGURES)

    assert result.exit_code == 0, result.output
    assert "variations beside it" in result.output
    assert verified.exit_code == 0, verified.output
    assert "A2" not in own.read_text(encoding="utf-8")
    assert own.name in (tmp_path / "reviews_from_october-index-variation.html").read_text(encoding="utf-8")


def test_it_can_be_signed(scheme: Path, tmp_path: Path) -> None:
    """A practice signs its variation, and the register of the scheme knows it."""
    shutil.copytree(scheme.parent, tmp_path, dirs_exist_ok=True)
    own = tmp_path / scheme.name
    run("render", own, "--as", "variation", "--for", "A1", "--figures", FIGURES, "--out", tmp_path)
    (page,) = tmp_path.glob("*-A1-variation.html")
    said = ("--for", "A1", "--by", "Dr Ann Hall", "--role", "Partner", "--on", "1 October 2014")
    added = run("signatures", "add", own, page, *said)

    assert added.exit_code == 0, added.output
    assert run("evaluate", own, "--figures", FIGURES).exit_code == 0


def test_the_copy_that_was_signed_is_named(scheme: Path, tmp_path: Path) -> None:
    """Where the register of the scheme that is varied knows who signed, a practice's variation names what it signed."""
    shutil.copytree(scheme.parent, tmp_path, dirs_exist_ok=True)
    old, new, figures = tmp_path / "named" / "reviews_2014.scheme", tmp_path / scheme.name, tmp_path / "old.csv"
    figures.write_text("practice,reviewed,list_size\nA1,101,5000\n", encoding="utf-8")
    rendered = run("render", old, "--figures", figures, "--for", "A1", "--out", tmp_path)
    said = ("--for", "A1", "--by", "Dr Ann Hall", "--role", "Partner", "--on", "1 April 2014")
    run("signatures", "add", old, tmp_path / "reviews_2014-A1.html", *said)
    run("render", new, "--as", "variation", "--for", "A1", "--figures", FIGURES, "--out", tmp_path)
    page = tmp_path / "reviews_from_october-A1-variation.html"
    (identity,) = re.findall(r"Document ID: (.*)", rendered.output)

    assert (
        f"It was signed by Dr Ann Hall on 1 April 2014, and has the document ID <strong>{identity}</strong>"
        in page.read_text(encoding="utf-8")
    )
    assert run("verify", page, "--scheme", new, "--figures", FIGURES).exit_code == 0


def test_a_scheme_that_varies_none_is_held_against_another(scheme: Path, tmp_path: Path) -> None:
    """Two whole schemes have a variation too, if the other one is given; else it says what is missing."""
    old = scheme.parent / "named" / "reviews_2014.scheme"
    new = tmp_path / "new.scheme"
    new.write_text(old.read_text(encoding="utf-8").replace("£10", "£11").replace("£1,010", "£1,111"), encoding="utf-8")
    without = run("render", new, "--as", "variation", "--out", tmp_path)
    given = run("render", new, "--as", "variation", "--of", old, "--out", tmp_path)
    page = tmp_path / "reviews_2014-variation.html"

    assert without.exit_code == 2
    assert "Add   --of OLD" in without.output
    assert given.exit_code == 0, given.output
    assert "[removed: <del>£10</del>] [added: <ins>£11</ins>]" in page.read_text(encoding="utf-8")
    assert run("verify", page, "--scheme", new, "--of", old).exit_code == 0
    assert run("verify", page, "--scheme", new).exit_code == 2


def test_the_one_that_is_named_may_be_given(scheme: Path, tmp_path: Path) -> None:
    """To give the scheme that the file names changes nothing."""
    named = scheme.parent / "named" / "reviews_2014.scheme"
    run("render", scheme, "--as", "variation", "--of", named, "--out", tmp_path)
    name = "reviews_from_october-variation.html"

    assert (tmp_path / name).read_bytes() == (scheme.parent / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--of", "x.scheme"), "Add   --as variation"),
        (("--as", "variation", "--format", "ics"), "Leave out   --as variation"),
    ],
)
def test_what_does_not_go_together(words: tuple[str, ...], said: str, scheme: Path, tmp_path: Path) -> None:
    """An option that would do nothing is refused with 2."""
    result = run("render", scheme, *words, "--out", tmp_path)

    assert result.exit_code == 2
    assert said in result.output


def test_of_needs_a_scheme(page: Path, scheme: Path) -> None:
    """So it is for verify."""
    result = run("verify", page, "--of", scheme)

    assert result.exit_code == 2
    assert "Add   --scheme FILE" in result.output
