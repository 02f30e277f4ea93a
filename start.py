"""Start here.

    python start.py         sets schemelang up and runs the Tower Hamlets contracts with their figures
    python start.py test    sets it up with its test tools and runs every check; what follows goes to pytest

Everything is installed into `.venv` beside this file; delete that folder to begin afresh.
Needs Python 3.11 or newer and nothing else.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"schemelang needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_AXE = VENV / "axe.min.js"
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

SCHEMES = Path("contracts", "tower_hamlets")
FIGURES = SCHEMES / "figures"
OUT = Path("out", "tower_hamlets")

AXE = "axe-core@4.14.1"
"""What looks at pages for those who read them otherwise, from the npm registry; and the SHA-512 of its package."""
AXE_SHA512 = (
    "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73"
    "4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5"
)

FINE, FOUND, MISUSED = 0, 1, 2
"""How a command ends when all is well, when it found something, and when its words were wrong."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSERS_ON_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")


class Stopped(Exception):  # noqa: N818  it need not be an error
    """What we were doing when a program ended otherwise than well, and how it ended."""

    def __init__(self, doing: str, code: int) -> None:
        """Say so in words for the person at the keyboard."""
        super().__init__(f"{doing} ended with {code}. What it printed above says why.")
        self.code = code


def main(words: Sequence[str]) -> int:
    """Do what was asked and return the exit code."""
    try:
        if not words:
            return run_contracts()
        if words[0] == "test":
            return run_tests(words[1:])
    except Stopped as stopped:
        print(f"Stopped: {stopped}", file=sys.stderr, flush=True)
        return stopped.code
    print(__doc__, file=sys.stderr)
    return MISUSED


# ---------------------------------------------------------------- the contracts


def run_contracts() -> int:
    """Check, evaluate and render every contract of Tower Hamlets."""
    install("")
    schemes = sorted(path.relative_to(ROOT) for path in (ROOT / SCHEMES).glob("*.scheme"))
    found = [schemelang("check", *schemes)]
    for scheme in schemes:
        figures = figures_of(scheme)
        found.append(schemelang("evaluate", scheme, "--figures", figures, "--format", "csv", "--out", OUT, "--force"))
        found.append(schemelang("render", scheme, "--figures", figures, "--out", OUT, "--force"))
    say(where_to_look())
    if any(found):
        say("\nSomething was found in these contracts: look for codes that begin with SCH above.")
    return max(found)


def schemelang(*words: str | Path) -> int:
    """Run the command line that was installed; whether it found something in a scheme is for the caller."""
    say(f"\n> schemelang {' '.join(map(str, words))}")
    code = run([PROGRAMS / "schemelang", *words])
    if code not in {FINE, FOUND}:
        doing = f"schemelang {words[0]}"
        raise Stopped(doing, code)
    return code


def figures_of(scheme: Path) -> Path:
    """Return the folder with the figures of a contract: its own, or the one of all its neighbours."""
    own = FIGURES / scheme.stem
    return own if (ROOT / own).is_dir() else FIGURES


def where_to_look() -> str:
    """Name what was written, and what to try next."""
    written = sorted(path.relative_to(ROOT) for path in (ROOT / OUT).rglob("*") if path.is_file())
    program = (PROGRAMS / "schemelang").relative_to(ROOT)
    diabetes = SCHEMES / "diabetes.scheme"
    return "\n".join(
        [
            "\nDone. Open the contracts (.html) in a browser, and the dated payments (.csv) in Excel:",
            *(f"    {path}" for path in written),
            "\nTo see everybody's payments here, as a table:",
            f"    {program} evaluate {diabetes} --figures {FIGURES}",
            "To see how a payment came about, down to the row of the published file, name a practice:",
            f"    {program} explain {diabetes} F84733 --figures {FIGURES}",
            f"To see what moves, change 90% to 95% in {diabetes}, save it, and run this again.",
        ]
    )


# ---------------------------------------------------------------- the tests


def run_tests(extra: Sequence[str]) -> int:
    """Run every check in turn, stopping at the first that finds something."""
    install("test")
    environment = dict(os.environ)
    browser = find_browser(environment) or install_browser(environment)
    if browser:
        environment["CHROMIUM"] = browser
    else:
        say("No Chromium, Chrome or Edge found: tests of pages in a browser will be skipped.")
    axe = find_axe(environment) or install_axe(environment)
    if axe:
        environment["AXE_CORE"] = str(axe)
    else:
        say(
            f"No axe-core found: tests that it makes of pages will be skipped. `npm pack {AXE}` fetches it; "
            "put the path of its axe.min.js into AXE_CORE."
        )
    if not (find_java(environment) or install_java(environment)):
        say("No Java found: tests of Spark will be skipped. Debian has it as openjdk-17-jre-headless.")
    for program, *words in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",)):
        say(f"\n> {' '.join([program, *words])}")
        need([PROGRAMS / program, *words], program, environment)
    # A few tests are over before a second core is ready.
    whole = [] if extra else ["--numprocesses=auto", "--dist=worksteal"]
    return run([PYTHON, "-m", "pytest", *whole, *extra], environment)


def find_browser(environment: Mapping[str, str]) -> str | None:
    """Find a browser of Chromium's kind: the one that CHROMIUM names, or one that is installed."""
    if environment.get("CHROMIUM"):
        return environment["CHROMIUM"]
    folders = [environment[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in environment]
    on_windows = [str(Path(folder, browser)) for folder in folders for browser in BROWSERS_ON_WINDOWS]
    return next(filter(None, map(shutil.which, (*BROWSERS, *on_windows))), None)


def find_axe(environment: Mapping[str, str]) -> Path | None:
    """Find axe-core: the file that AXE_CORE names, or the one that was installed here."""
    if environment.get("AXE_CORE"):
        return Path(environment["AXE_CORE"])
    return VENV_AXE if VENV_AXE.is_file() else None


def install_axe(environment: Mapping[str, str]) -> Path | None:
    """Fetch axe-core with npm, see that it is the package we know, and put its one file into .venv; only in CI."""
    if not environment.get("CI"):
        return None
    if not shutil.which("npm"):
        install_from_debian(environment, "npm")
    npm = shutil.which("npm")
    if npm is None:
        return None
    need([npm, "pack", "--silent", "--pack-destination", VENV, AXE], f"npm pack {AXE}", environment)
    package = VENV / f"{AXE.replace('@', '-')}.tgz"
    if hashlib.sha512(package.read_bytes()).hexdigest() != AXE_SHA512:
        doing = f"comparing {package.name} with the fingerprint in start.py"
        raise Stopped(doing, FOUND)
    with tarfile.open(package) as opened:
        found = opened.extractfile("package/axe.min.js")
        assert found is not None, "the package that we know has this file"
        VENV_AXE.write_bytes(found.read())
    return VENV_AXE


def install_browser(environment: Mapping[str, str]) -> str | None:
    """Install Debian's Chromium, but only where nobody's own machine is changed: as root, in CI."""
    install_from_debian(environment, "chromium", "fonts-liberation")
    return find_browser(environment)


def find_java(environment: Mapping[str, str]) -> str | None:
    """Find Java, in which Spark runs: the one that JAVA_HOME names, or one that is installed."""
    home = environment.get("JAVA_HOME")
    return shutil.which(Path(home, "bin", "java")) if home else shutil.which("java")


def install_java(environment: Mapping[str, str]) -> str | None:
    """Install Debian's Java, but only where nobody's own machine is changed: as root, in CI."""
    install_from_debian(environment, "openjdk-17-jre-headless")
    return find_java(environment)


def install_from_debian(environment: Mapping[str, str], *packages: str) -> None:
    """Install packages of Debian, but only as root in CI; elsewhere do nothing."""
    if not environment.get("CI") or not shutil.which("apt-get"):
        return
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    quiet = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    need(["apt-get", "update", "-qq"], "apt-get update", quiet)
    need(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], "apt-get install", quiet)


# ---------------------------------------------------------------- setting up


def install(extra: str) -> None:
    """Install what is pinned, then schemelang itself from this folder; nothing, if that was done before."""
    make_venv()
    stamp = VENV / f"installed-{extra or 'core'}"
    wanted = fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Installing schemelang into .venv; the first time takes a minute or two.")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    need([*pip, "--require-hashes", "-r", "requirements/core.txt"], "installing what schemelang needs")
    need([*pip, "--editable", f".[{extra}]" if extra else "."], "installing schemelang")
    stamp.write_text(wanted, encoding="utf-8")


def make_venv() -> None:
    """Make the folder that everything is installed into, unless it is there."""
    if not PYTHON.exists():
        why = "making .venv (on Debian and Ubuntu it needs the package python3-venv)"
        need([sys.executable, "-m", "venv", VENV], why)


def fingerprint() -> str:
    """Tell one state of what is to be installed from another, wherever the folder stands."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "requirements/core.txt")]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def need(command: Sequence[str | Path], doing: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command, and stop unless it ends well."""
    code = run(command, environment)
    if code != FINE:
        raise Stopped(doing, code)


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Run a command at the top of the checkout, without input, and return its exit code."""
    ended = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    return ended.returncode


def say(words: str) -> None:
    """Print at once, so that our words keep their place among those of the programs we run."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
