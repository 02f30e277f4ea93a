"""Findings as notes that GitHub shows beside the lines of a change.

The form is that of workflow commands: `::error file=…,line=…::words`. A percent sign and the ends of lines are
written as numbers in the words, and so are colons and commas in what stands before them.
"""

from collections.abc import Sequence

from schemelang.diagnostic import Diagnostic
from schemelang.formats.checked import Checked
from schemelang.formats.verdict import verdict
from schemelang.report import as_json, in_order

_IN_WORDS = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_FACTS = {**_IN_WORDS, ":": "%3A", ",": "%2C"}
_LEVELS = {"error": "error", "warning": "warning"}


def as_github(every: Sequence[Checked]) -> str:
    """Write a note for each finding, and a plain line for each file."""
    found = in_order(each for one in every for each in one.found)
    notes = (_note(diagnostic) for diagnostic in found)
    lines = (verdict(one).replace("\n", " ") for one in every)
    return "".join(f"{line}\n" for line in (*notes, *lines))


def _note(diagnostic: Diagnostic) -> str:
    [entry] = as_json([diagnostic])
    facts = {"file": entry["file"], **_where(entry), "title": f"{entry['code']} {entry['title']}"}
    words = "\n".join(str(part) for part in (entry["message"], entry["fix"]) if part) or str(entry["title"])
    said = ",".join(f"{name}={_escaped(str(fact), _IN_FACTS)}" for name, fact in facts.items())
    return f"::{_LEVELS[diagnostic.severity]} {said}::{_escaped(words, _IN_WORDS)}"


def _where(entry: dict[str, object]) -> dict[str, object]:
    """Return the lines of a finding; columns only where it stands within one line, as GitHub asks."""
    if "line" not in entry:
        row = entry.get("row")
        return {} if row is None else {"line": row}
    lines = {"line": entry["line"], "endLine": entry["end_line"]}
    if entry["line"] != entry["end_line"]:
        return lines
    return {**lines, "col": entry["column"], "endColumn": entry["end_column"]}


def _escaped(words: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in words)
