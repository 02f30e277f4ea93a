"""The register of signatures as a file beside its scheme: read, added to, and asked before anything is paid."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import NOT_AS_SIGNED, REFUSED, stop, tell
from schemelang.cli.saving import save
from schemelang.cli.terminal import clean
from schemelang.cli.writing import PAUSES
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures, Member
from schemelang.integrity.errors import RegisterUnreadable
from schemelang.integrity.register import (
    Signed,
    paid_unsigned,
    places_in,
    read_register,
    signed_another,
    write_register,
)
from schemelang.outcome.outcome import Outcome
from schemelang.source import CellPlace

_MOST_BYTES = 10_000_000


def register_of(scheme: Path) -> Path:
    """Return where the register of a scheme is."""
    return scheme.with_suffix(".signatures")


def signatures_known(scheme: Path) -> tuple[Signed, ...]:
    """Return what the register of a scheme says, and nothing where there is none or it cannot be read."""
    found = _read(register_of(scheme))
    return () if isinstance(found, RegisterUnreadable) else found


def load_register(scheme: Path) -> tuple[Signed, ...]:
    """Read the register of a scheme, empty if there is none; one that cannot be read is refused with 3."""
    return _load(register_of(scheme))


def _load(path: Path) -> tuple[Signed, ...]:
    found = _read(path)
    if isinstance(found, RegisterUnreadable):
        tell((found,))
        stop(REFUSED, "Nothing was done.")
    return found


def _read(path: Path) -> tuple[Signed, ...] | RegisterUnreadable:
    name = str(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return RegisterUnreadable(place=CellPlace(name), path=name, problem="It is larger than any register.")
        return read_register(name, path.read_bytes().decode())
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError):
        return RegisterUnreadable(place=CellPlace(name), path=name, problem="It cannot be opened as text in UTF-8.")


def add_to_register(path: Path, added: Callable[[Sequence[Signed]], Signed]) -> Signed:
    """Add a line to a register. While one command adds to it, any other waits, and then sees what was added."""
    with _alone(path):
        register = _load(path)
        signed = added(register)
        content = write_register((*register, signed)).encode()
        save(path.parent, {path.name: content}, force=True)
    return signed


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others from writing, by a file that only one can make."""
    sign = path.with_name(f"{path.name}.being-written")
    for pause in (*PAUSES, None):
        try:
            sign.touch(exist_ok=False)
            break
        except FileExistsError:
            if pause is None:
                stop(
                    REFUSED,
                    f"Another command is writing to {clean(str(path))}. If none is running, delete {clean(str(sign))}.",
                )
            time.sleep(pause)
        except OSError:
            stop(REFUSED, f"{clean(str(path))} cannot be written.")
    try:
        yield
    finally:
        with suppress(OSError):
            sign.unlink()


def insist_on_what_was_signed(scheme: Path, loaded: Compiled) -> tuple[Signed, ...]:
    """Return the register, empty if there is none; stop with 4 if the scheme is not what was signed."""
    register = load_register(scheme)
    if not register:
        return ()
    from schemelang.cli.binding import agreed  # what a contract binds, and the proofs with it, only where one is signed

    found = signed_another(str(scheme), register, agreed(loaded))
    tell(found)
    if found:
        stop(NOT_AS_SIGNED, "Nothing was worked out.")
    return register


def not_signed_yet_of(
    scheme: Path, loaded: Compiled, members: tuple[Member, ...], register: tuple[Signed, ...]
) -> tuple[Diagnostic, ...]:
    """Say the same where it is known who takes part, and no outcome is at hand."""
    known = Figures(members=members, memberships=(), data={})
    bare = Outcome(graph=loaded.graph, figures=known, values={}, ledger=(), seats={})
    return not_signed_yet(scheme, loaded, bare, register)


def not_signed_yet(
    scheme: Path, loaded: Compiled, outcome: Outcome, register: tuple[Signed, ...]
) -> tuple[Diagnostic, ...]:
    """Say, where there is a register, for whom money is worked out although they have not signed."""
    if not register:
        return ()
    from schemelang.document.matter import Matter  # as above
    from schemelang.document.signatures import signatures

    matter = Matter(scheme=loaded.scheme, graph=loaded.graph, examples=(), outcome=outcome, party=None)
    return paid_unsigned(str(scheme), places_in((signatures(matter),)), register)
