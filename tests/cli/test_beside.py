"""Files that a scheme names are read from its own folder and from nowhere else."""

import os
from pathlib import Path

import pytest

from schemelang.cli.reading import load_beside
from schemelang.source import Source
from schemelang.syntax.limits import SIZE


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """Return where a scheme would stand, with a file outside its folder."""
    (tmp_path / "outside.scheme").write_text("value secret is 1", encoding="utf-8")
    (tmp_path / "inside" / "deeper").mkdir(parents=True)
    return tmp_path / "inside" / "scheme.scheme"


def test_a_file_of_a_folder_within(scheme: Path) -> None:
    """A file in a folder of the scheme's folder is read, under its path."""
    path = scheme.parent / "deeper" / "other.scheme"
    path.write_text("value one is 1", encoding="utf-8")
    loaded = load_beside(scheme, "deeper/other.scheme")

    assert isinstance(loaded, Source)
    assert (loaded.name, loaded.text) == (str(path), "value one is 1")


@pytest.mark.parametrize("named", ["../outside.scheme", "deeper/../../outside.scheme"])
def test_paths_that_lead_out(scheme: Path, named: str) -> None:
    """A path that leads out of the folder is refused here too."""
    assert load_beside(scheme, named) == "outside"


@pytest.mark.skipif(os.name == "nt", reason="links need a right that not every account has")
def test_links_that_lead_out(scheme: Path) -> None:
    """A link to a file or a folder outside is not followed, and one that stays inside is."""
    (scheme.parent / "file.scheme").symlink_to(scheme.parents[1] / "outside.scheme")
    (scheme.parent / "folder").symlink_to(scheme.parents[1])
    (scheme.parent / "real.scheme").write_text("value one is 1", encoding="utf-8")
    (scheme.parent / "deeper" / "link.scheme").symlink_to(scheme.parent / "real.scheme")
    (scheme.parent / "circle.scheme").symlink_to(scheme.parent / "circle.scheme")

    assert load_beside(scheme, "file.scheme") == "outside"
    assert load_beside(scheme, "folder/outside.scheme") == "outside"
    assert isinstance(load_beside(scheme, "deeper/link.scheme"), Source)
    assert load_beside(scheme, "circle.scheme") in ("missing", "unreadable")


@pytest.mark.skipif(os.name == "nt", reason="a pipe cannot be made in a folder")
def test_what_is_no_file_is_not_opened(scheme: Path) -> None:
    """A pipe would be waited for, and is not opened."""
    os.mkfifo(scheme.parent / "pipe.scheme")

    assert load_beside(scheme, "pipe.scheme") == "unreadable"


def test_troubles(scheme: Path) -> None:
    """What is not there, too long a name, a folder, too much and no text are each told apart."""
    (scheme.parent / "large.scheme").write_bytes(b"#" * (SIZE + 1))
    (scheme.parent / "windows.scheme").write_bytes(b"\xa3")

    assert load_beside(scheme, "nothing.scheme") == "missing"
    assert load_beside(scheme, "x" * 5000) in ("missing", "unreadable")
    assert load_beside(scheme, "deeper") == "unreadable"
    assert load_beside(scheme, "large.scheme") == "too large"
    assert load_beside(scheme, "windows.scheme") == "not text"
