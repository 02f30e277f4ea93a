"""All commands: where each is, what its help says first, and what happens when one fails."""

import importlib
import sys

import click

from schemelang.cli.streams import make_safe_streams

COMMANDS = {
    "init": ("schemelang.cli.init:init", "Begin a scheme from one that is near to what you want."),
    "check": (
        "schemelang.cli.check:check",
        "Check schemes: their language, their meaning, whether their examples hold, and what is sure of the money.",
    ),
    "evaluate": ("schemelang.cli.evaluate:evaluate", "Work out who is paid what, and when, from files of figures."),
    "ledger": (
        "schemelang.cli.ledger:ledger",
        "Look at a ledger of what was paid, close a period, and keep disputes with their decisions.",
    ),
    "figures": (
        "schemelang.cli.figures:figures",
        "Write tables of figures to fill in, check those that are filled in, and say what they must look like.",
    ),
    "explain": (
        "schemelang.cli.explain:explain",
        "Explain what a party is paid, step by step, down to the cell that each figure came from.",
    ),
    "render": (
        "schemelang.cli.render:render",
        "Write the contract as one HTML page, or one page for everybody who takes part; or its payment calendar.",
    ),
    "progress": (
        "schemelang.cli.progress:progress",
        "Write how far a practice or group has come by a day, as one HTML page.",
    ),
    "verify": (
        "schemelang.cli.verify:verify",
        "Say whether a contract is what it was when it was written, byte for byte.",
    ),
    "signatures": (
        "schemelang.cli.signatures:signatures",
        "Keep a register of who has signed which contract, in a file beside the scheme.",
    ),
    "seal": ("schemelang.cli.seal:seal", "Seal contracts with a key of your own, and check seals."),
    "diff": (
        "schemelang.cli.diff:diff",
        "Compare two schemes: which clauses change, who gains and who loses, and what is no longer proved.",
    ),
    "simulate": (
        "schemelang.cli.simulate:simulate",
        "Work out what would be paid if figures, or numbers of the scheme, were others.",
    ),
    "graph": ("schemelang.cli.graph:graph", "Print the rules that a scheme becomes, needs first."),
    "format": ("schemelang.cli.format:format_", "Set schemes in the usual layout, and list the files that change."),
    "code": (
        "schemelang.cli.code:code",
        "Explain a code, such as SCH112: what it means, why it matters and what to write instead.",
    ),
}
"""Where each command is, and the first sentence of its help, so that all can be listed without being read."""

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
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands, without reading their files."""
        room = formatter.width - 6 - max(map(len, COMMANDS))
        told = [(name, click.Command(name, help=words)) for name, (_, words) in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(room)) for name, command in told])


@click.group(cls=Commands)
@click.version_option(package_name="schemelang")
def schemelang() -> None:
    """Local incentive contracts: checked, paid to the penny, explained, and written out to be signed."""


def main() -> None:
    """Run a command. A fault of our own is owned up to, kept in a file, and exits with 70."""
    make_safe_streams()
    try:
        schemelang()
    except Exception as problem:  # noqa: BLE001 - the last stop before a user: nothing may reach them as a traceback
        _own_up(problem)
        sys.exit(OUR_FAULT)


def _own_up(problem: Exception) -> None:
    """Say that the fault is ours and, where it is known, of which rule it is; and keep what a developer must know."""
    import tempfile  # none of this is needed where all is well
    import traceback

    from schemelang.plan.tables import OwnFault

    with tempfile.NamedTemporaryFile(
        "w", prefix="schemelang-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
    click.echo("This is a fault in schemelang, not in your scheme or your figures.", err=True)
    if isinstance(problem, OwnFault):
        click.echo(f"It came to light in the rule {problem}.", err=True)
    click.echo(f"What happened is kept in {file.name}: please send it to whoever looks after schemelang.", err=True)
