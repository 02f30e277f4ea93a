"""What is answered before click is imported is what the commands say, sign by sign; or nothing is."""

import atexit
import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemelang import cache
from schemelang.cli import commands, front, shelves
from schemelang.cli.commands import schemelang
from schemelang.cli.compiling import compile_source
from schemelang.cli.front import answered

SMALL = """scheme small "Small"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code              08V
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2014
payment grant "Grant"
    to each practice
    start with        £2 × seen
    round             to the nearest penny, halves up
    never more than   £500
    pay 100%          on 30 April 2014
"""
WRONG = f"""{SMALL}
example "Ten"
    | practice | seen |
    | Ash      | 10   |
    then grant of Ash is £21.00
"""
VARYING = 'scheme later "Later" varies "small.scheme" from 1 October 2013\n'
Said = tuple[int, str, str]


class Closed(io.StringIO):
    """A stream behind which nobody reads."""

    def write(self, _: str) -> int:
        """Fail."""
        raise OSError

    def flush(self) -> None:
        """Fail."""
        raise OSError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two schemes, in which everything is run, and a cache of this test."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "small.scheme").write_text(SMALL, encoding="utf-8")
    (tmp_path / "later.scheme").write_text(VARYING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*words: str) -> Said:
    """Check files as the commands do, and return the exit code and what is said."""
    result = CliRunner().invoke(schemelang, ["check", *words], color=True)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def at_once(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said | None]:
    """Return what checks files without the commands, or gives None where that is left to them."""

    def call(*words: str) -> Said | None:
        capsys.readouterr()
        code = answered(["check", *words])
        said = capsys.readouterr()
        assert code is not None or (said.out, said.err) == ("", "")
        return None if code is None else (code, said.out, said.err)

    return call


# ---------------------------------------------------------------- the same words


@pytest.mark.parametrize("words", [["small.scheme"], ["--brief", "small.scheme"], ["small.scheme", "later.scheme"]])
def test_the_same_is_said_again(words: list[str], at_once: Callable[..., Said | None]) -> None:
    """Nothing is said at once of what was never checked; afterwards it is what the commands said."""
    assert at_once(*words) is None
    said = checked(*words)

    assert at_once(*words) == said
    assert "no errors" in said[1]


@pytest.mark.parametrize("colour", ["NO_COLOR", "CLICOLOR_FORCE"])
def test_what_is_found_is_coloured_where_the_commands_colour_it(
    colour: str, folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: Callable[..., Said | None]
) -> None:
    """What is kept with colours or without is said as it is asked for now."""
    (folder / "wrong.scheme").write_text(WRONG, encoding="utf-8")
    checked("wrong.scheme")
    monkeypatch.setenv(colour, "1")

    assert at_once("wrong.scheme") == (said := checked("wrong.scheme"))
    assert ("\x1b" in said[2]) == (colour == "CLICOLOR_FORCE")


def test_an_error_is_said_again_with_its_exit_code(folder: Path, at_once: Callable[..., Said | None]) -> None:
    """A scheme whose example does not hold ends with 1 each time, whatever stands beside it."""
    (folder / "wrong.scheme").write_text(WRONG, encoding="utf-8")
    said = checked("wrong.scheme", "small.scheme")

    assert at_once("wrong.scheme", "small.scheme") == said
    assert said[0] == 1


def test_a_name_is_read_as_the_commands_read_it(at_once: Callable[..., Said | None]) -> None:
    """`./small.scheme` is called `small.scheme`, there and here."""
    said = checked("./small.scheme")

    assert at_once(".//small.scheme") == at_once("small.scheme") == said


# ---------------------------------------------------------------- never wrong


@pytest.mark.parametrize("name", ["small.scheme", "later.scheme"])
def test_what_has_changed_is_not_answered(name: str, folder: Path, at_once: Callable[..., Said | None]) -> None:
    """One sign of the file, or of one that it varies, is enough; what was is answered again when it is again."""
    said = checked(name)
    for text in (SMALL.replace("£500", "£501"), f"{SMALL}\n", ""):
        (folder / "small.scheme").write_text(text, encoding="utf-8")
        assert at_once(name) is None
    (folder / "small.scheme").write_text(SMALL, encoding="utf-8")

    assert at_once(name) == said


def test_a_file_that_now_lies_elsewhere_is_not_followed(folder: Path, at_once: Callable[..., Said | None]) -> None:
    """A link that leads out of the folder is refused by the commands, whatever it leads to."""
    inside = folder / "inside"
    inside.mkdir()
    for name in ("small.scheme", "later.scheme"):
        (folder / name).rename(inside / name)
    assert checked("inside/later.scheme")[0] == 0
    (inside / "small.scheme").rename(folder / "small.scheme")
    (inside / "small.scheme").symlink_to(folder / "small.scheme")

    assert at_once("inside/later.scheme") is None
    assert checked("inside/later.scheme")[0] == 1


def test_a_file_that_is_gone_is_left_to_the_commands(folder: Path, at_once: Callable[..., Said | None]) -> None:
    """Neither a file that is gone, nor one without the file it varies, nor a folder is answered."""
    checked("later.scheme")
    (folder / "small.scheme").unlink()

    assert [at_once(name) for name in ("small.scheme", "later.scheme", ".", "nothing")] == [None] * 4


def test_what_is_kept_and_damaged_is_passed_over(folder: Path, at_once: Callable[..., Said | None]) -> None:
    """Each byte of what is kept counts: cut short, or with one byte changed, it is no answer and does no harm."""
    said = checked("small.scheme")
    [kept] = (folder / "cache" / "checks").iterdir()
    whole = kept.read_bytes()
    places = [*range(40), *range(40, len(whole), 997)]
    for spoilt in [whole[:place] for place in places] + [
        whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in places
    ]:
        kept.write_bytes(spoilt)
        assert at_once("small.scheme") is None

    assert checked("small.scheme") == said
    assert at_once("small.scheme") == said


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "--brief"],
        ["check", "--format", "json", "small.scheme"],
        ["check", "small.scheme", "--mutate"],
        ["check", "--holidays", "h.json", "small.scheme"],
        ["check", "--", "small.scheme"],
        ["check", "small.scheme", "later.scheme"],
        ["check", "a\x1b[2J.scheme"],
        ["check", ""],
        ["--version"],
        ["render", "small.scheme"],
        [],
    ],
)
def test_anything_else_is_for_the_commands(words: list[str]) -> None:
    """What is not plainly a check of files that were checked before is not answered."""
    checked("small.scheme")

    assert answered(words) is None


def test_windows_has_its_own_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """There, click writes a star out and knows how colours are shown."""
    checked("small.scheme")
    monkeypatch.setattr(sys, "platform", "win32")

    assert answered(["check", "*.scheme"]) is None
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert answered(["check", "small.scheme"]) is None


def test_where_nothing_can_be_written_the_commands_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that is closed, or full, is not for us."""
    checked("small.scheme")

    for stream in (None, Closed()):
        monkeypatch.setattr(sys, "stdout", stream)
        assert answered(["check", "small.scheme"]) is None


# ---------------------------------------------------------------- what it rests on


def test_an_engine_is_told_by_each_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is added, or written again, and another place of packages, make another engine."""

    def now() -> str:
        monkeypatch.setattr(shelves, "_known", [])
        return shelves.engine()

    room, packages = tmp_path / "engine" / "room", tmp_path / "site-packages"
    room.mkdir(parents=True)
    packages.mkdir()
    monkeypatch.setattr(shelves, "_PACKAGE", str(tmp_path / "engine"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "gone-packages"), str(packages)])
    seen = [now()]
    (room / "words.json").write_text("1", encoding="utf-8")
    seen.append(now())
    os.utime(room / "words.json", ns=(1, 1))
    seen.append(now())
    (packages / "lark").mkdir()
    os.utime(packages, ns=(1, 1))
    seen.append(now())
    (room / "__pycache__").mkdir()

    assert len(set(seen)) == 4
    assert now() == seen[-1]


def test_no_folder_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no home keeps nothing; what is usual comes next, then what is named."""
    monkeypatch.delenv("SCHEMELANG_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache.cache_folder().startswith(os.devnull)
    monkeypatch.setattr("os.path.expanduser", lambda _: "/home/a")
    assert cache.cache_folder() == os.path.join("/home/a", ".cache", "schemelang")  # noqa: PTH118 - as it is written
    monkeypatch.setenv("XDG_CACHE_HOME", "/kept")
    assert cache.cache_folder() == os.path.join("/kept", "schemelang")  # noqa: PTH118
    monkeypatch.setenv("SCHEMELANG_CACHE", "")
    assert cache.cache_folder() == os.curdir


# ---------------------------------------------------------------- as it is called

NOT_NEEDED = {"attrs", "click", "enum", "hashlib", "json", "lark", "pathlib", "pickle", "re", "typing"}
CALL = """
import atexit
import sys
from schemelang.cli import main
atexit.register(lambda: sys.stderr.write(" ".join(sys.modules)))
main()
"""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return what calls the whole command line, and says how it ended."""
    monkeypatch.setattr(front, "leave", sys.exit)
    monkeypatch.setattr(gc, "disable", lambda: None)

    def call(*words: str) -> Said:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["schemelang", *words])
        with pytest.raises(SystemExit) as ended:
            front.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


@pytest.mark.parametrize("words", [["small.scheme"], ["--brief", "wrong.scheme", "small.scheme"], ["gone.scheme"]])
def test_a_plain_check_needs_no_click(
    words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, ends: Callable[..., Said]
) -> None:
    """What has changed is checked without the commands too, and the same is said, now and later."""
    (folder / "wrong.scheme").write_text(WRONG, encoding="utf-8")
    with monkeypatch.context() as without:
        without.setattr(commands, "main", lambda: pytest.fail("the commands are called"))
        first, again = (ends("check", *words) for _ in range(2))

    assert first == again == checked(*words)


def test_anything_else_is_handed_on(ends: Callable[..., Said]) -> None:
    """What is asked in another way, or has a name that is not plain, is for the commands."""
    assert "Usage" in ends("--help")[1]
    assert ends("check", "--format", "json", "small.scheme")[1].startswith("{")
    assert "Missing argument" in ends("check")[2]
    assert ends("check", "a\x1b[2J.scheme")[0] == 1


def test_what_goes_wrong_is_left_to_the_commands(monkeypatch: pytest.MonkeyPatch, ends: Callable[..., Said]) -> None:
    """A fault of ours is owned up to by the commands; whoever stops us is believed."""
    monkeypatch.setattr("schemelang.cli.checking.compile_source", lambda *_: 1 / 0)
    assert ends("check", "small.scheme")[0] == commands.OUR_FAULT

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("schemelang.cli.checking.compile_source", stopped)
    assert ends("check", "small.scheme") == (1, "", "\nAborted!\n")
    monkeypatch.setattr("schemelang.cli.checking.compile_source", compile_source)
    monkeypatch.setattr(front, "_say", lambda *_, **__: None)
    assert ends("check", "small.scheme")[:2] == checked("small.scheme")[:2]


def test_leaving_is_orderly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others have asked to be done is done, what was said is out, and then it is over, whoever reads it."""
    done: list[object] = []
    monkeypatch.setattr(atexit, "_run_exitfuncs", lambda: done.append("asked"))
    monkeypatch.setattr("os._exit", done.append)
    for out in (sys.stdout, None, Closed()):
        monkeypatch.setattr(sys, "stdout", out)
        front.leave(3)

    assert done == ["asked", 3] * 3


def test_nothing_is_imported_for_it(folder: Path) -> None:
    """A Python of its own answers with none of what makes the commands slow to start."""
    here = str(Path(front.__file__).parents[2])
    command = [sys.executable, "-S", "-c", CALL, "check", "small.scheme"]
    python = {**os.environ, "PYTHONPATH": os.pathsep.join([here, *filter(None, sys.path)]), "PYTHONUTF8": "1"}
    first, again = (
        subprocess.run(command, cwd=folder, env=python, capture_output=True, check=True, encoding="utf-8")
        for _ in range(2)
    )

    assert first.stdout == again.stdout
    assert "lark" not in again.stderr.split()
    assert "schemelang.proof.cliffs" in first.stderr.split()
    assert "attrs" not in first.stderr.split()
    assert "click" not in first.stderr.split()
    assert NOT_NEEDED.isdisjoint(again.stderr.split())
