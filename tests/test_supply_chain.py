"""What schemelang is made of: a handful of packages, each pinned by the hashes of its files."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from attrs import frozen
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "schemelang"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SBOM = json.loads((ROOT / "requirements" / "sbom.json").read_text(encoding="utf-8"))

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
MAC = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"}
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}

EXTRAS = {
    "proof/solver.py": {"z3"},
    "integrity/seal.py": {"cryptography"},
    "document/pdf.py": {"typst"},
    "document/word.py": {"docx"},
    "figures/parquet.py": {"pyarrow"},
    "figures/parquet_cells.py": {"pyarrow"},
    "columns": {"numpy", "pyarrow"},
    "simulation/moved.py": {"numpy"},
    "warehouse": {"sqlglot"},
    "warehouse/duck.py": {"duckdb"},
    "warehouse/spark.py": {"pyspark", "py4j"},
}
"""The modules, and the rooms, that know a package of an extra."""


@frozen
class Pin:
    """A package at one version, and the hashes that its files may have."""

    name: str
    version: str
    hashes: frozenset[str]


def read_pins() -> Iterator[Pin]:
    """Read the list of pinned packages."""
    text = (ROOT / "requirements" / "core.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement = Requirement(line.split("--hash")[0])
            (exactly,) = requirement.specifier
            assert exactly.operator == "=="
            hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})(?:\s|$)", line))
            yield Pin(canonicalize_name(requirement.name), exactly.version, hashes)


PINS = {pin.name: pin for pin in read_pins()}


def needed_by(requirements: list[str]) -> set[str]:
    """Name the packages that requirements name on any platform, no extra being asked for."""
    found: set[str] = set()
    for requirement in map(Requirement, requirements):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**where, "extra": ""}) for where in (WINDOWS, MAC, LINUX)):
            found.add(canonicalize_name(requirement.name))
    return found


def test_every_pin_has_a_hash() -> None:
    """Each package that is pinned is pinned to the hashes of its files."""
    assert [pin.name for pin in PINS.values() if not pin.hashes] == []


def test_pins_are_what_the_core_needs() -> None:
    """What is pinned is what the core depends on, what that depends on in turn, and nothing else."""
    closure: set[str] = set()
    fresh = needed_by(SETTINGS["project"]["dependencies"])
    while fresh:
        closure |= fresh
        fresh = {needed for name in fresh for needed in needed_by(requires(name) or [])} - closure

    assert closure == set(PINS)


def test_pins_are_new_enough() -> None:
    """Each dependency of the core is pinned at a version that it asks for."""
    asked = [Requirement(written) for written in SETTINGS["project"]["dependencies"]]

    assert [pin for pin in asked if PINS[canonicalize_name(pin.name)].version not in pin.specifier] == []


def test_sbom_lists_the_pins() -> None:
    """The bill of materials names the same packages, versions and hashes as the list that is installed."""
    listed = {
        Pin(part["name"], part["version"], frozenset(found["content"] for found in part["hashes"]))
        for part in SBOM["components"]
    }

    assert listed == set(PINS.values())


def test_sbom_names_this_version() -> None:
    """The bill of materials is that of the version in pyproject.toml."""
    described = SBOM["metadata"]["component"]

    assert (described["name"], described["version"]) == ("schemelang", SETTINGS["project"]["version"])


def imported(path: Path) -> set[str]:
    """Name the packages that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import from beside us hides where it comes from"
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_package_imports_only_the_core(path: Path) -> None:
    """A module imports from the standard library, from the packages pinned and from us; some ask an extra."""
    homes = packages_distributions()
    name = path.relative_to(SOURCE).as_posix()
    extra = EXTRAS.get(name, set()) | EXTRAS.get(name.partition("/")[0], set())
    foreign = imported(path) - sys.stdlib_module_names - {"schemelang"} - extra

    assert {name for name in foreign if not set(map(canonicalize_name, homes.get(name, []))) & set(PINS)} == set()


def test_start_imports_only_the_standard_library() -> None:
    """What sets schemelang up needs nothing but Python."""
    assert imported(ROOT / "start.py") - sys.stdlib_module_names == set()
