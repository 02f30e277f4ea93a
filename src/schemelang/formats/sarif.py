"""Findings as SARIF 2.1.0, the form in which tools that read code hand on what they found.

The certificates stand in the properties of the run: a claim that is proved is no result, and a program that reads
results would show it as if something were wrong.
"""

from collections.abc import Sequence
from pathlib import PurePath, PureWindowsPath
from typing import Any, assert_never
from urllib.parse import quote

from schemelang.diagnostic import Diagnostic, Label, Place
from schemelang.formats.checked import Checked
from schemelang.formats.data import as_data
from schemelang.plaintext import reveal
from schemelang.report import as_json, in_order
from schemelang.source import CellPlace, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Data = dict[str, Any]


def as_sarif(every: Sequence[Checked], version: str) -> Data:
    """Return all that was found in some files as one run of this version of the tool."""
    found = in_order(each for one in every for each in one.found)
    kinds = sorted({type(each) for each in found}, key=lambda kind: kind.code)
    codes = [kind.code for kind in kinds]
    driver = {
        "name": "schemelang",
        "version": version,
        "rules": [_rule(kind) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in found],
        "properties": {"schemes": as_data(every)["schemes"]},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(kind: type[Diagnostic]) -> Data:
    summary, *_ = (kind.__doc__ or "").strip().splitlines()
    return {
        "id": kind.code,
        "name": kind.__name__,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": kind.severity},
    }


def _result(diagnostic: Diagnostic, rule: int) -> Data:
    [entry] = as_json([diagnostic])
    words = "\n".join(str(entry[part]) for part in ("title", "message", "fix") if entry[part])
    result: Data = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": {"text": words},
        "locations": [_location(diagnostic.place)],
    }
    if diagnostic.labels:
        result["relatedLocations"] = [_labelled(number, label) for number, label in enumerate(diagnostic.labels)]
    return result


def _labelled(number: int, label: Label) -> Data:
    return {"id": number, **_location(label.place), "message": {"text": reveal(label.text)}}


def _location(place: Place) -> Data:
    """Return where something stands; of a figure, the file with its row and column in words."""
    match place:
        case Span(source, start, end):
            line, column = source.position(start)
            end_line, end_column = source.position(end)
            region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
            return {"physicalLocation": {"artifactLocation": {"uri": _uri(source.name)}, "region": region}}
        case CellPlace(file, row, name, sheet):
            written = (
                f'sheet "{reveal(sheet)}"' if sheet else "",
                f"row {row}" if row else "",
                f'column "{reveal(name)}"' if name else "",
            )
            cell = ", ".join(filter(None, written))
            there: Data = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}
            return {**there, "logicalLocations": [{"fullyQualifiedName": cell}]} if cell else there
        case _:
            assert_never(place)


def _uri(name: str) -> str:
    """Return the path of a file as an address: relative as it was named, or of a whole path from its root."""
    path = PureWindowsPath(name) if "\\" in name or PureWindowsPath(name).drive else PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
