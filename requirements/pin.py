"""Pin the core anew: `core.txt`, with the hash of every file allowed, and `sbom.json`, which lists the same.

Run it after changing the dependencies in `pyproject.toml`, or to take newer versions:

    pip install uv cyclonedx-bom
    python requirements/pin.py

Two runs on one day write the same bytes.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

PIN = "uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade --quiet --no-config"
LIST = "cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --validate"


def main() -> None:
    """Write both files."""
    heading = ["--custom-compile-command", "python requirements/pin.py"]
    run([*PIN.split(), *heading, "--output-file", "requirements/core.txt", "pyproject.toml"])
    listed = json.loads(run([*LIST.split(), "requirements/core.txt"]))
    text = json.dumps(bare(listed), indent=1, sort_keys=True) + "\n"
    (ROOT / "requirements" / "sbom.json").write_text(text, encoding="utf-8", newline="\n")


def run(command: list[str]) -> str:
    """Run a command at the top of the checkout and return what it prints."""
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def bare(listed: dict[str, Any]) -> dict[str, Any]:
    """Keep what says which packages these are, and leave out what says how and where the list was made."""
    del listed["metadata"]["tools"], listed["dependencies"]
    listed["components"] = [bare_component(component) for component in listed["components"]]
    return listed


def bare_component(component: dict[str, Any]) -> dict[str, Any]:
    """Keep a package's name and version, and put the hashes of its files directly under it."""
    kept = {key: component[key] for key in ("name", "purl", "type", "version")}
    hashes = [found for place in component["externalReferences"] for found in place["hashes"]]
    return {**kept, "bom-ref": component["purl"], "hashes": hashes}


if __name__ == "__main__":
    main()
