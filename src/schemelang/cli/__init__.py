"""The commands. The only room that knows click, files, the terminal and the environment.

`front.py` stands before them all and answers at once what was asked before; `commands.py` lists them. One command
a file; a command's own file is read only when it is called, so that each starts quickly.
"""

from schemelang.cli.front import main

__all__ = ["main"]
