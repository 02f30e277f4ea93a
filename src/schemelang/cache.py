"""Where this user's programs keep what they can do without."""

import os
import sys


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
