"""Notes for GitHub: in the form of its workflow commands, with nothing that would break out of it."""

import re

import pytest
from attrs import evolve

from every_verdict import EVERY, FINDING, OF_CELL, OF_LINES
from schemelang.diagnostic import Diagnostic
from schemelang.formats.github import as_github

_COMMAND = re.compile(r"::(?P<level>error|warning) (?P<facts>[^:\r\n]*)::(?P<words>[^\r\n]*)")


def read(command: str) -> tuple[dict[str, str], str]:
    """Read a command as GitHub does: its facts, and its words."""
    found = _COMMAND.fullmatch(command)
    assert found is not None, command
    facts = dict(fact.split("=", 1) for fact in found["facts"].split(","))
    return {name: unescaped(fact) for name, fact in facts.items()}, unescaped(found["words"])


def unescaped(text: str) -> str:
    """Turn signs that are written as numbers back."""
    for number, sign in {"%0A": "\n", "%0D": "\r", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(number, sign)
    return text


def note(found: Diagnostic) -> tuple[dict[str, str], str]:
    """Return the one note that is written for a finding."""
    command, _ = as_github([evolve(EVERY, found=(found,))]).splitlines()
    return read(command)


def test_a_note_is_at_the_words_themselves() -> None:
    """A finding within a line has its columns; a comma, a colon or a percent sign in a name comes through."""
    facts, words = note(FINDING)

    assert facts["file"] == "folder, of/100% a:b.scheme"
    assert (facts["line"], facts["endLine"], facts["col"], facts["endColumn"]) == ("3", "3", "8", "12")
    assert facts["title"] == 'SCH411 Nothing is worked out from "list"'
    assert words == "everybody would have to report it, to no effect"


def test_a_note_of_several_lines_has_no_columns() -> None:
    """GitHub refuses columns where a finding goes over several lines."""
    facts, _ = note(OF_LINES)

    assert (facts["line"], facts["endLine"]) == ("3", "4")
    assert "col" not in facts
    assert facts["title"].endswith('"50%, or: so"')


def test_a_note_of_a_figure_is_at_its_row() -> None:
    """A cell of a file of figures is shown at its row."""
    facts, _ = note(OF_CELL)

    assert (facts["file"], facts["line"]) == ("figures/a.csv", "3")


@pytest.mark.parametrize("words", ["one\ntwo", "one\r\ntwo", "::error::so", "100%0Asure"])
def test_words_do_not_break_out(words: str) -> None:
    """Whatever stands in a finding, its note is one line, and reads back as it was."""
    _, read_back = note(OF_LINES.moving(words))

    assert "\n" not in as_github([evolve(EVERY, found=(OF_LINES.moving(words),))]).splitlines()[0]
    assert read_back.splitlines()[-1].startswith(words.splitlines()[0])
