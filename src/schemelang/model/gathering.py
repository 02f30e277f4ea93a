"""A scheme with the files that it names: the scheme that it varies, and those whose blocks it uses.

Nothing is opened here. Whoever asks for a scheme gives what loads a text by its path, which leads from the
folder of that scheme and never out of it.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from schemelang.diagnostic import Label, has_errors
from schemelang.light import Factory, define, frozen
from schemelang.model import errors
from schemelang.model.desk import Desk, called, only
from schemelang.model.names import capital, with_article
from schemelang.model.spreading import spread
from schemelang.source import Load, Source, Span, Trouble
from schemelang.syntax import ast
from schemelang.syntax.limits import FILES, SIZE, TOGETHER
from schemelang.syntax.parser import parse

Item = ast.Block | ast.Replaced | ast.Withdrawn

_COMMISSIONER = "my_commissioner"
_PARTY = f'party {_COMMISSIONER} "The commissioner"\n    code ABC'

_NOT_SHARED = ast.Scheme | ast.Payment | ast.Example | ast.Exception_ | ast.Replaced | ast.Withdrawn
_OUTSIDE = r"[:\x00-\x1f]|\A[/~]|(?:\A|/)\.\.(?:/|\Z)"

_TROUBLES: dict[Trouble, tuple[str, str]] = {
    "outside": (
        "this is not in the folder of the scheme",
        "Put a copy of the file beside the scheme, and write its name alone.",
    ),
    "backslash": (
        "a backslash does not lead to the same file on every computer",
        "Write  /  between a folder and what is in it.",
    ),
    "not a scheme": ("this is not the name of a scheme", "Write the whole name of the file. It ends in  .scheme"),
    "missing": (
        "there is no such file",
        "It is looked for in the folder of the scheme that names it. Check the spelling and the capitals.",
    ),
    "unreadable": (
        "it is a folder, or it cannot be opened",
        "Check the name, and close the file in any program that has it open.",
    ),
    "too large": ("it is too large to be a scheme", f"A file may hold {SIZE:,} bytes."),
    "not text": ("it is not text in UTF-8", 'In Notepad, choose "Save as" and the encoding "UTF-8".'),
    "too many": (
        "too much would be read",
        f"A scheme may name {FILES} files, and they may hold {TOGETHER:,} bytes together.",
    ),
}


@frozen
class Written:
    """One scheme as written: its heading, the blocks that it uses, and its own."""

    heading: ast.Scheme
    used: tuple[Item, ...]
    items: tuple[Item, ...]


def gather(desk: Desk, file: ast.File, load: Load) -> tuple[Written, ...]:
    """Return a scheme, the scheme that it varies, the one that this varies in turn, and so on.

    Where something is missing or wrong, it is said, and what is returned is not to be used.
    """
    shelf = _Shelf(desk, load)
    path = _file_name(desk.source)
    paths, chain, source = [path], list[Written](), desk.source
    named: ast.Varies | None = None
    while True:
        heading = _one_heading(desk, file, source, named)
        if heading is None:
            return tuple(chain)
        chain.append(Written(heading, tuple(_used(shelf, heading, posixpath.dirname(path))), _others(file, heading)))
        named = only(desk, heading.lines, ast.Varies, "varies")
        read = None if named is None else shelf.path_of(named.file, posixpath.dirname(path))
        if named is None or read is None or _is_circle(desk, named, read, paths):
            return tuple(chain)
        loaded = shelf.load_file(named.file, read)
        if loaded is None:
            return tuple(chain)
        (file, source), path = loaded, read
        paths.append(path)


def _one_heading(desk: Desk, file: ast.File, source: Source, named: ast.Varies | None) -> ast.Scheme | None:
    headings = [item for item in file.items if isinstance(item, ast.Scheme)]
    for again in headings[1:]:
        label = Label(headings[0].name.span, "the first heading")
        desk.say(errors.naming.TwoHeadings(place=again.name.span, labels=(label,)))
    if not headings:
        labels = () if named is None else (Label(named.file.span, "the scheme that is to be varied"),)
        party = next((item.name.text for item in file.items if isinstance(item, ast.Party)), "")
        desk.say(
            errors.naming.NoHeading(
                party=party or _COMMISSIONER,
                and_party="" if party else _PARTY,
                unless=_if_shared(file, source),
                place=Span(source, 0, 0),
                labels=labels,
            )
        )
    return headings[0] if len(headings) == 1 else None


def _if_shared(file: ast.File, source: Source) -> str:
    """Return what is said of a file without a heading that could be one that schemes use."""
    if not file.items or any(isinstance(item, _NOT_SHARED) for item in file.items):
        return ""
    named = _file_name(source)
    return f' A file that schemes use has none: check a scheme whose heading says  uses "{named}".'


def _file_name(source: Source) -> str:
    """Return what a file is called in its folder; pathlib, which knows it too, is long to import."""
    return os.path.basename(source.name)  # noqa: PTH119


def _others(file: ast.File, heading: ast.Scheme) -> tuple[Item, ...]:
    return tuple(item for item in file.items if item is not heading)


def _is_circle(desk: Desk, named: ast.Varies, path: str, paths: list[str]) -> bool:
    """Say whether a scheme leads back to one of those that led to it, and how."""
    if path not in paths:
        return False
    ring = [*paths[paths.index(path) :], path]
    chain = ", ".join(f"{one} varies {other}" for one, other in pairwise(ring))
    desk.say(errors.varying.VariesItself(place=named.file.span, file=path, chain=chain))
    return True


# ---------------------------------------------------------------- files that are used


def _used(shelf: "_Shelf", heading: ast.Scheme, folder: str) -> Iterator[Item]:
    """Return the blocks of the files that a scheme uses, in their order."""
    for line in heading.lines:
        if isinstance(line, ast.Uses):
            path = shelf.path_of(line.file, folder)
            if path is not None and not shelf.is_used(line, path):
                loaded = shelf.load_file(line.file, path)
                yield from () if loaded is None else _shared(shelf.desk, loaded[0], line)


def _shared(desk: Desk, file: ast.File, line: ast.Uses) -> tuple[Item, ...]:
    """Return the blocks of a file that is used, once none of them belongs to one scheme alone."""
    for item in file.items:
        if isinstance(item, _NOT_SHARED):
            what, remedy = _refused(item)
            label = Label(line.file.span, "it is used here")
            desk.say(errors.varying.NotShared(place=_place(item), what=what, remedy=remedy, labels=(label,)))
    return file.items


def _refused(item: _NOT_SHARED) -> tuple[str, str]:
    match item:
        case ast.Scheme():
            return "A heading", "To change that scheme, write  varies  in place of  uses  and say from when."
        case ast.Replaced() | ast.Withdrawn():
            return "A change to another scheme", "Write it in the scheme that varies the other."
        case _:
            return capital(with_article(called(item))), "Move it into the schemes that need it."


def _place(item: _NOT_SHARED) -> Span:
    match item:
        case ast.Replaced():
            return Span(item.span.source, item.span.start, item.span.start + len("replace"))
        case ast.Example():
            return item.title.span
        case _:
            return item.name.span


# ---------------------------------------------------------------- reading


@define
class _Shelf:
    """What has been read so far, so that no more is read than may be, and nothing is used twice."""

    desk: Desk
    load: Load
    files: int = 0
    size: int = 0
    used: dict[str, ast.Uses] = Factory(dict)

    def path_of(self, named: ast.Text, folder: str) -> str | None:
        """Return the path that is named in a file of a folder, or say why it leads nowhere."""
        trouble: Trouble | None = None
        if "\\" in named.text:
            trouble = "backslash"
        elif re.search(_OUTSIDE, named.text):
            trouble = "outside"
        elif not named.text.lower().endswith(".scheme"):
            trouble = "not a scheme"
        if trouble is not None:
            self._refuse(named, trouble)
            return None
        return posixpath.normpath(posixpath.join(folder, named.text))

    def _refuse(self, named: ast.Text, trouble: Trouble) -> None:
        because, remedy = _TROUBLES[trouble]
        self.desk.say(
            errors.varying.NamedFileNotRead(place=named.span, file=named.text, because=because, remedy=remedy)
        )

    def is_used(self, line: ast.Uses, path: str) -> bool:
        """Say whether a file is used already, and refuse it where it is.

        What a scheme uses is read before what the scheme uses that it varies.
        """
        other = self.used.setdefault(path, line)
        if other is not line:
            first, again = (other, line) if other.span.source is line.span.source else (line, other)
            label = Label(first.span, "said first here")
            self.desk.say(errors.naming.LineTwice(place=again.span, line=f"uses {again.file.text}", labels=(label,)))
        return other is not line

    def load_file(self, named: ast.Text, path: str) -> tuple[ast.File, Source] | None:
        """Load and read a file that is named, or say what is wrong with it."""
        loaded = self._loaded(path)
        if not isinstance(loaded, Source):
            self._refuse(named, loaded)
            return None
        file, found = parse(loaded)
        tables = None if file is None or has_errors(found) else spread(file)
        for each in (*found, *(() if tables is None else tables.found)):
            self.desk.say(each)
        return None if tables is None else (tables.file, loaded)

    def _loaded(self, path: str) -> Source | Trouble:
        """Load a text, unless that would be one too many."""
        loaded: Source | Trouble = self.load(path) if self.files < FILES else "too many"
        if isinstance(loaded, Source):
            self.files += 1
            self.size += len(loaded.text.encode("utf-8", "surrogatepass"))
        return loaded if self.size <= TOGETHER else "too many"
