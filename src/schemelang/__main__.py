"""python -m schemelang: the same commands, where the script is not on the path."""

from schemelang.cli import main

main()
