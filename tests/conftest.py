"""What every test may use: goldens, the browser, and how hard hypothesis tries."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from start import find_axe, find_browser

Golden = Callable[[Path, str], None]

settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of ours
)
settings.register_profile("long", settings.get_profile("ci"), max_examples=20_000, derandomize=False)
settings.register_profile("longest", settings.get_profile("long"), max_examples=67_000)


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Choose the shorter profile, before the option --hypothesis-profile can choose the other."""
    settings.load_profile("ci")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count as covered neither what chance comes to, nor what a browser looks at: counting takes longer than the tests.

    What pages tell one to paste compiles what other tests compile too.
    """
    for item in items:
        in_browser = {"page", "open_page", "chromium"} & set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("hypothesis") or in_browser or item.path.stem == "test_pasted":
            item.add_marker("no_cover")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the tests keep out of the user's own cache folder."""
    os.environ["SCHEMELANG_CACHE"] = str(tmp_path_factory.mktemp("cache"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of our own."""
    parser.addoption("--update-golden", action="store_true", help="rewrite every golden that differs")
    parser.addoption("--all-on-spark", action="store_true", help="work out on Spark all that columns and DuckDB do")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return what compares a text with the file that holds it or, when asked to, rewrites the file."""
    update = request.config.getoption("--update-golden")

    def compare(path: Path, text: str) -> None:
        held = path.read_bytes().decode() if path.is_file() else None
        if update and held != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert held is not None, f"{path} is not there: pytest --update-golden writes it"
        assert held == text, f"{path} differs: read the difference before pytest --update-golden"

    return compare


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a browser; without one the test is skipped or, in CI, fails."""
    browser = find_browser(os.environ)
    if browser is None and os.environ.get("CI"):
        pytest.fail("CI has no Chromium: start.py installs it there")
    return browser or pytest.skip("no Chromium, Chrome or Edge found: put the path of one into CHROMIUM")


@pytest.fixture(scope="session")
def axe_core() -> str:
    """Return axe-core as it is put into a page; without it the test is skipped or, in CI, fails."""
    found = find_axe(os.environ)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI has no axe-core: start.py installs it there")
    if found is None:
        pytest.skip(
            "no axe-core found: `npm pack axe-core@4.14.1` fetches it; put the path of its axe.min.js into AXE_CORE"
        )
    return found.read_text(encoding="utf-8")
