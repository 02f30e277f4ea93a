"""Modules that are imported when something of them is first asked for, and not before.

The messages that say what is wrong are a third of all classes, and a scheme in which nothing is wrong needs none of
them. So the rooms that have many name the modules of theirs in their `__init__`; who says a message imports its module
as any other, and names it together with the message: `errors.naming.UnknownName`.
"""


class Later:
    """Stands for a module until something of it is asked for."""

    def __init__(self, name: str) -> None:
        """Take the full name of the module."""
        self._name = name

    def __getattr__(self, name: str) -> object:
        """Return something of the module, which is imported now if it was not before."""
        from importlib import import_module

        return getattr(import_module(self._name), name)


def later(package: str, *names: str) -> dict[str, Later]:
    """Return what stands for some modules of a package."""
    return {name: Later(f"{package}.{name}") for name in names}
