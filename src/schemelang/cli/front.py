"""What stands before the commands: a scheme that has not changed since it was checked is answered at once.

`check [--brief] FILE...` is answered here, and only if each file and each text that it names is what it was; and
`evaluate --format parquet` and `explain --run`, which import no more than a country, or one of it, needs.
For anything else, and wherever something is not plain, the commands are called; so nothing rests on this but time.
As Python itself starts in little more than ten milliseconds, nothing is imported here that it has not imported already.
"""

import atexit
import gc
import marshal
import os
import sys

from schemelang.cache import mark, opened
from schemelang.cli.shelves import CHECKS, Answer, place
from schemelang.cli.streams import make_safe_streams, wants_colour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 1_000_000  # bytes; a text that is longer is refused by the commands, and never kept
_EXPANDED_ON_WINDOWS = frozenset("*?[~$%")


def main() -> None:
    """Answer at once, or call the commands."""
    words = sys.argv[1:]
    code = answered(words)
    if code is None:
        gc.disable()  # a command is over before it would be worth looking for what is no longer used
        code = _checked_now(words)
    if code is not None:
        leave(code)
    from schemelang.cli.commands import main as call

    call()


def leave(code: int) -> None:
    """End at once: taking apart all that was built would take a fifth of the time of a check."""
    atexit._run_exitfuncs()  # noqa: SLF001 - what others have asked to be done at the end
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:  # nobody reads it any more
            pass
    os._exit(code)


def answered(words: list[str]) -> int | None:
    """Say again what was said of files that have not changed, and return the exit code; or say nothing: None."""
    if words[:1] == ["evaluate"] and "parquet" in words:
        return _evaluated(words[1:])
    if words[:1] == ["explain"] and "--run" in words:
        return _explained(words[1:])
    names = _plain_check(words)
    found = [_found(name) for name in names]
    answers = [answer for answer in found if answer is not None]
    return _say(answers, brief="--brief" in words) if names and len(answers) == len(found) else None


def _checked_now(words: list[str]) -> int | None:
    """Check files without the rest of the command line; where anything is not as it should be, leave it to that."""
    names = _plain_check(words)
    if not names or any(_named(name) is None for name in names):
        return None
    try:
        return _checked(names, brief="--brief" in words)
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        return 1
    except Exception:  # noqa: BLE001 - the commands will come to it as well, and own up
        return None


def _checked(names: list[str], *, brief: bool) -> int | None:
    from schemelang.cli.checking import answer_of, checked

    code = 0
    for name in names:
        said = _say([answer_of(checked(_named(name) or name))], brief=brief)
        if said is None:
            return None
        code = max(code, said)
    return code


def _plain_check(words: list[str]) -> list[str]:
    """Return the files that are to be checked, if nothing but that, or to be brief, is asked for."""
    names = [word for word in words[1:] if word != "--brief"]
    return names if words[:1] == ["check"] and not any(name.startswith("-") for name in names) else []


def _evaluated(words: list[str]) -> int | None:
    """Work out a whole country, where all is plain; a fault comes to light again in the command, which owns up."""
    gc.disable()  # as for every command: it is over before it would be worth looking for what is no longer used
    make_safe_streams()
    try:
        from schemelang.cli.national import answered as worked_out  # numpy and pyarrow with it

        return worked_out(words)
    except Exception:  # noqa: BLE001 - nothing was written yet
        return None


def _explained(words: list[str]) -> int | None:
    """Explain one party of a run, where all is plain."""
    if sys.stdout is None or sys.stderr is None:  # whoever called us has closed them
        return None
    gc.disable()  # as above
    make_safe_streams()
    try:
        from schemelang.cli.explaining import answered as explained  # the reference evaluator and pyarrow with it

        said = explained(words)
        if said is None:
            return None
        noted, text = said
        sys.stderr.write(noted)
        sys.stdout.write(text)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        return 1
    except Exception:  # noqa: BLE001 - as above; and who no longer reads is told so by the command
        return None
    return 0


def _found(name: str) -> Answer | None:
    """Return what was said of a file, if it is kept and neither it nor any text that it names has changed."""
    path = _named(name)
    content = _content(path) if path else None
    kept = None if path is None or content is None else opened(place(CHECKS, path, content))
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
