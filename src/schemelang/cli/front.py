"""What stands before the commands: a scheme that has not changed since it was checked is answered at once.

Only `check [--brief] FILE...` is answered here, and only if each file and each text that it names is what it was.
For anything else, and wherever something is not plain, the commands are called; so nothing rests on this but time.
As Python itself starts in little more than ten milliseconds, nothing is imported here that it has not imported already.
"""

import marshal
import os
import sys

from schemelang.cache import mark, opened
from schemelang.cli.shelves import place
from schemelang.cli.streams import make_safe_streams, wants_colour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

SHELF = "checks"
_MOST = 1_000_000  # bytes; a text that is longer is refused by the commands, and never kept
_EXPANDED_ON_WINDOWS = frozenset("*?[~$%")

Answer = tuple[int, str, str, str, str]
"""An exit code; what is told on the error stream, plain and coloured; the verdict; and the certificate."""


def main() -> None:
    """Answer at once, or call the commands."""
    code = answered(sys.argv[1:])
    if code is None:
        from schemelang.cli.commands import main as call

        call()
    sys.exit(code)


def answered(words: list[str]) -> int | None:
    """Say again what was said of files that have not changed, and return the exit code; or say nothing: None."""
    if words[:1] != ["check"]:
        return None
    names = [word for word in words[1:] if word != "--brief"]
    if not names or any(name.startswith("-") for name in names):
        return None
    found = [_found(name) for name in names]
    answers = [answer for answer in found if answer is not None]
    return _say(answers, brief="--brief" in words) if len(answers) == len(found) else None


def _found(name: str) -> Answer | None:
    """Return what was said of a file, if it is kept and neither it nor any text that it names has changed."""
    path = _named(name)
    content = _content(path) if path else None
    kept = None if path is None or content is None else opened(place(SHELF, path, content))
    if path is None or kept is None:
        return None
    answer: Answer
    answer, marks, _ = marshal.loads(kept)  # noqa: S302 - the user's own folder, and whole as we wrote it
    return answer if _are_unchanged(os.path.dirname(path), marks) else None  # noqa: PTH120


def _named(name: str) -> str | None:
    """Return the name that the commands would give to a file, or None where that is not plain."""
    if not name.isprintable() or (sys.platform == "win32" and not _EXPANDED_ON_WINDOWS.isdisjoint(name)):
        return None
    return name if os.pardir in name else os.path.normpath(name)


def _content(path: str) -> bytes | None:
    """Return the bytes of a file, if it is one: what is read from a pipe could not be read again."""
    if not os.path.isfile(path):  # noqa: PTH113
        return None
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(_MOST)
    except OSError:
        return None


def _are_unchanged(folder: str, marks: "Mapping[str, bytes]") -> bool:
    """Say whether each text that was named is still there, within the folder, and the same."""
    within = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
    for name, before in marks.items():
        path = os.path.join(folder, name)  # noqa: PTH118
        content = _content(path)
        if content is None or mark(content) != before or not os.path.realpath(path).startswith(within):
            return False
    return True


def _say(answers: list[Answer], *, brief: bool) -> int | None:
    """Print what is to be said; where it cannot be printed, leave it to the commands."""
    if sys.stdout is None or sys.stderr is None:  # whoever called us has closed them
        return None
    make_safe_streams()
    colour = wants_colour(sys.stderr, os.environ)
    if colour and sys.platform == "win32":  # where click knows how colours are shown
        return None
    try:
        for _, plain, coloured, verdict, certificate in answers:
            sys.stderr.write(coloured if colour else plain)
            sys.stderr.flush()
            sys.stdout.write(verdict if brief else verdict + certificate)
            sys.stdout.flush()
    except OSError:
        return None
    return max(code for code, *_ in answers)
