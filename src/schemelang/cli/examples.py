"""The worked examples of a scheme, which are asked before anything is paid on it."""

from schemelang.cli.keeping import Compiled
from schemelang.diagnostic import Diagnostic
from schemelang.model.model import Example


def wrong_in_examples(loaded: Compiled) -> tuple[Diagnostic, ...]:
    """Find what is wrong with the worked examples; a scheme without any does not wait for what runs them."""
    if not any(isinstance(block, Example) for block in loaded.scheme.blocks):
        return ()
    from schemelang.checks.examples_hold import examples_hold

    return tuple(examples_hold(loaded.scheme, loaded.graph))
