"""What is built can be installed by someone who has no checkout, and works there."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "schemelang"

# What a person without a checkout may do: read a scheme, read a page, count working days.
STRANGER = """
from pathlib import Path

import schemelang
from schemelang.catalogue import CATALOGUE, page
from schemelang.dates import england_and_wales
from schemelang.source import Source
from schemelang.syntax.parser import parse
from schemelang.travel import checkout_root

assert checkout_root(Path(schemelang.__file__).parent) is None, schemelang.__file__
assert CATALOGUE and all(page(code) for code in CATALOGUE)
assert england_and_wales()

tree, problems = parse(Source("small.scheme", Path("small.scheme").read_text(encoding="utf-8")))
assert tree is not None and not problems, problems
print(len(tree.items))
"""

SMALL = """
scheme small "A small scheme"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014

party ccg "NHS Tower Hamlets CCG"
    code              08V
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both kinds of package, without the network, and return the folder they are in."""
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], ROOT)
    return folder


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a command that has to end well, and return what it prints."""
    ended = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def files_under(folder: Path, pattern: str) -> set[str]:
    """Name the files under a folder, as seen from it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


def carried(built: Path) -> set[str]:
    """Name the files that the wheel carries."""
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_carries_the_package(built: Path) -> None:
    """Every file of the package is in the wheel: modules, templates and bank holidays."""
    expected = {f"schemelang/{name}" for name in files_under(SOURCE, "*") if "__pycache__" not in name.split("/")}

    assert any(name.startswith("schemelang/document/templates/") for name in expected)
    assert "schemelang/bank_holidays.json" in expected
    assert expected - carried(built) == set()


def test_wheel_carries_what_stands_at_the_top(built: Path) -> None:
    """The grammar and every page about a code are in the wheel."""
    pages = {f"schemelang/pages/{name}" for name in files_under(ROOT / "docs" / "diagnostics", "*.md")}

    assert pages | {"schemelang/syntax/scheme.lark"} <= carried(built)


def test_wheel_carries_nothing_else(built: Path) -> None:
    """Nothing is in the wheel but the package and what describes it."""
    assert {name.partition("/")[0] for name in carried(built)} == {"schemelang", "schemelang-0.1.0.dist-info"}


def test_same_wheel_from_the_source_package(built: Path, tmp_path: Path) -> None:
    """Who has only the source package can build the same wheel from it, byte for byte, and run the tests."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()

    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], unpacked)

    (again,), (first,) = tmp_path.glob("*.whl"), built.glob("*.whl")
    assert first.read_bytes() == again.read_bytes()
    assert {"tests/conftest.py", "start.py", "requirements/core.txt"} <= files_under(unpacked, "*")


def test_installed_wheel_works(built: Path, tmp_path: Path) -> None:
    """Installed where no checkout is, it reads a scheme and knows its own pages and holidays."""
    (wheel,) = built.glob("*.whl")
    home = tmp_path / "home"
    venv.create(home)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    alone = "install --no-index --no-deps --quiet".split()
    run([sys.executable, "-m", "pip", "--python", str(python), *alone, str(wheel)], tmp_path)
    lend_dependencies(python, tmp_path)
    (tmp_path / "small.scheme").write_text(SMALL, encoding="utf-8")

    assert run([str(python), "-I", "-c", STRANGER], tmp_path, SCHEMELANG_CACHE=str(tmp_path)) == "2\n"


def lend_dependencies(python: Path, folder: Path) -> None:
    """Let a fresh environment see the packages of this one, after its own."""
    where = run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    lent = f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n"
    Path(where.strip(), "lent.pth").write_text(lent, encoding="utf-8")
