"""Where this user's programs keep what they can do without."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder; it need not be there, and SCHEMELANG_CACHE may name another."""
    if "SCHEMELANG_CACHE" in os.environ:
        return Path(os.environ["SCHEMELANG_CACHE"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "schemelang"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "schemelang"
