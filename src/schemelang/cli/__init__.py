"""The commands. The only room that knows click, files, the terminal and the environment.

One command a file; a command's own file is read only when it is called, so that each starts quickly.
"""

import gc
import importlib
import sys
import tempfile
import traceback

import click

from schemelang.cli.terminal import make_safe_streams

COMMANDS = {
    "init": "schemelang.cli.init:init",
    "check": "schemelang.cli.check:check",
    "evaluate": "schemelang.cli.evaluate:evaluate",
    "explain": "schemelang.cli.explain:explain",
    "render": "schemelang.cli.render:render",
    "progress": "schemelang.cli.progress:progress",
    "verify": "schemelang.cli.verify:verify",
    "signatures": "schemelang.cli.signatures:signatures",
    "seal": "schemelang.cli.seal:seal",
    "diff": "schemelang.cli.diff:diff",
    "graph": "schemelang.cli.graph:graph",
    "format": "schemelang.cli.format:format_",
    "code": "schemelang.cli.code:code",
}

OUR_FAULT = 70


class Commands(click.Group):
    """A group whose commands are read from their files when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Read a command from its file."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Commands)
@click.version_option(package_name="schemelang")
def schemelang() -> None:
    """Local incentive contracts: checked, paid to the penny, explained, and written out to be signed."""


def main() -> None:
    """Run a command. A fault of our own is owned up to, kept in a file, and exits with 70."""
    gc.disable()  # a command is over before it would be worth looking for what is no longer used
    make_safe_streams()
    try:
        schemelang()
    except Exception:  # noqa: BLE001 - the last stop before a user: nothing may reach them as a traceback
        _own_up(traceback.format_exc())
        sys.exit(OUR_FAULT)


def _own_up(report: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", prefix="schemelang-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(report)
    click.echo("This is a fault in schemelang, not in your scheme or your figures.", err=True)
    click.echo(f"What happened is kept in {file.name}: please send it to whoever looks after schemelang.", err=True)


__all__ = ["main", "schemelang"]
