"""What may be written to a terminal, and how it is made safe."""

import io
import sys
from collections.abc import Mapping
from itertools import count

import pytest

from schemelang.cli.streams import make_safe_streams, wants_colour
from schemelang.cli.terminal import clean, with_progress


def piped(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    """Let standard output and standard error be one pipe with an encoding, and return what it receives."""
    received = io.BytesIO()
    stream = io.TextIOWrapper(received, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    return received


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("cp1252", "£1 ? ? \u2026".encode("cp1252")),
        ("ascii", "£1 \u2265 ? \u2026".encode()),
        ("ANSI_X3.4-1968", "£1 \u2265 ? \u2026".encode()),
        ("utf-8", "£1 \u2265 ? \u2026".encode()),
    ],
)
def test_no_sign_stops_us(monkeypatch: pytest.MonkeyPatch, encoding: str, expected: bytes) -> None:
    """Whatever the pipe's encoding every text can be written, and what cannot be said is a question mark."""
    received = piped(monkeypatch, encoding)

    make_safe_streams()
    sys.stdout.write("£1 \u2265 \ud800 \u2026")
    sys.stdout.flush()

    assert received.getvalue() == expected


def test_streams_of_another_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that has no encoding, or no stream at all, is left alone."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", None)

    make_safe_streams()

    assert sys.stdout is stream


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "expected"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"CLICOLOR_FORCE": "1"}, True),
        (io.StringIO(), {"CLICOLOR_FORCE": "0"}, False),
        (io.StringIO(), {"CLICOLOR_FORCE": ""}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_colour(stream: io.StringIO, environ: Mapping[str, str], *, expected: bool) -> None:
    """NO_COLOR is heard before CLICOLOR_FORCE, and that before what the stream is."""
    assert wants_colour(stream, environ) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ttwo\nthree\r\n", "one\ttwo\nthree\n"),
        ("one\rtwo", "one\u2039U+000D\u203atwo"),
        ("\x1b]0;x\x07", "\u2039U+001B\u203a]0;x\u2039U+0007\u203a"),
        ("a\u202eb\u200bc", "a\u2039U+202E\u203ab\u2039U+200B\u203ac"),
        ("[/red] Surgery", "[/red] Surgery"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Ends of lines and tabs stay, and every other sign that cannot be seen is shown as its number."""
    assert clean(text) == expected


def test_progress_is_said_past_two_seconds() -> None:
    """What takes longer than two seconds says how far it is, and leaves an empty line."""
    terminal = Terminal()
    seconds = iter([0, 1, 3, 4])

    assert [*with_progress("abc", "Writing", terminal, lambda: next(seconds) * 10**9)] == ["a", "b", "c"]
    assert terminal.getvalue() == "\r\x1b[KWriting 2 of 3\r\x1b[KWriting 3 of 3\r\x1b[K"


@pytest.mark.parametrize(("terminal", "pace"), [(Terminal(), 10**8), (io.StringIO(), 9 * 10**9)])
def test_progress_is_not_said_of_what_is_quick_or_where_nobody_sits(terminal: io.StringIO, pace: int) -> None:
    """What is done within two seconds says nothing, nor does anything into a file."""
    clock = count(0, pace)

    assert [*with_progress("abc", "Writing", terminal, lambda: next(clock))] == ["a", "b", "c"]
    assert not terminal.getvalue()
