"""Where this user's programs keep what they can do without, and how it is found whole again.

What is kept stands behind its own fingerprint, so that a file that is damaged is no file. Nothing is imported for it
that Python has not imported already.
"""

import os
import sys
from _blake2 import blake2b  # hashlib would load OpenSSL first, which takes longer than all that is kept

_MARK = 32  # bytes of a fingerprint


def cache_folder() -> str:
    """Return the folder's path; it need not be there, and SCHEMELANG_CACHE may name another."""
    if "SCHEMELANG_CACHE" in os.environ:
        return os.environ["SCHEMELANG_CACHE"] or os.curdir
    base = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return os.path.join(base or _at_home(), "schemelang")  # noqa: PTH118 - pathlib takes longer than all that is read


def _at_home() -> str:
    """Return the folder that is usual in the user's own, or one that cannot be made if they have none."""
    home = os.path.expanduser("~")  # noqa: PTH111 - as above
    return os.devnull if home == "~" else os.path.join(home, ".cache")  # noqa: PTH118 - as above


def mark(content: bytes) -> bytes:
    """Return the fingerprint of some bytes."""
    return blake2b(content, digest_size=_MARK).digest()


def sealed(content: bytes) -> bytes:
    """Put the fingerprint before what is kept."""
    return mark(content) + content


def opened(path: str) -> bytes | None:
    """Return what is kept at a path if it is there, and whole."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            found = file.read()
    except OSError:
        return None
    content = found[_MARK:]
    return content if mark(content) == found[:_MARK] else None
