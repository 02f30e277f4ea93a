"""SARIF 2.1.0, held against a strict schema of the part of it that is written.

The schema below is our own, made from the text of the standard (OASIS, sections 3.13 to 3.54): what it requires,
what values it allows, and nothing beyond what we write.
"""

from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from every_verdict import EVERY, SOURCE
from schemelang.checks.errors import FigureNeverRead
from schemelang.formats.checked import Checked
from schemelang.formats.sarif import as_sarif
from schemelang.source import CellPlace

_TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
_ONE = {"type": "integer", "minimum": 1}
_FILE = {
    "type": "object",
    "required": ["artifactLocation"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "additionalProperties": False,
            "properties": {
                "uri": {"type": "string", "pattern": r"^(file:///[A-Z]:)?([A-Za-z0-9._~!$&'()*+;=@/-]|%[0-9A-F]{2})+$"}
            },
        },
        "region": {
            "type": "object",
            "required": ["startLine", "startColumn", "endLine", "endColumn"],
            "additionalProperties": False,
            "properties": {"startLine": _ONE, "startColumn": _ONE, "endLine": _ONE, "endColumn": _ONE},
        },
    },
}
_LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "physicalLocation": _FILE,
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"fullyQualifiedName": {"type": "string"}},
            },
        },
        "message": _TEXT,
    },
}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": _LOCATION},
    },
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "pattern": "^[A-Z][A-Za-z]*$"},
        "shortDescription": _TEXT,
        "defaultConfiguration": {"type": "object", "additionalProperties": False, "properties": {"level": _LEVEL}},
    },
}
_DRIVER = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"const": "schemelang"},
        "version": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
    },
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {"driver": _DRIVER},
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": _RESULT},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the one run that is written, held against the schema."""
    log = as_sarif([EVERY], "1.2.3")
    jsonschema.validate(log, SARIF)
    found: dict[str, Any] = log["runs"][0]
    return found


def test_each_result_names_its_rule(run: dict[str, Any]) -> None:
    """The index of a result leads to the rule of its code."""
    rules = run["tool"]["driver"]["rules"]

    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len(run["results"]) == len(EVERY.found)


def test_a_path_is_an_address(run: dict[str, Any]) -> None:
    """A file is named by a relative address from which its name can be read back."""
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}

    assert SOURCE.name in {unquote(uri) for uri in uris}


def test_a_second_place_is_told(run: dict[str, Any]) -> None:
    """What matters at another place stands beside the result, in a file of figures by its cell."""
    related = [each for result in run["results"] for each in result.get("relatedLocations", ())]

    assert {each["id"] for each in related} == {0, 1}
    assert [each["logicalLocations"] for each in related if "logicalLocations" in each] == [
        [{"fullyQualifiedName": 'row 3, column "b"'}]
    ]


def test_the_certificate_is_no_result(run: dict[str, Any]) -> None:
    """What is proved stands in the properties of the run, where nobody takes it for a finding."""
    [scheme] = run["properties"]["schemes"]

    assert scheme["certificate"]["claims"][0]["status"] == "proved"


@pytest.mark.parametrize(
    ("name", "uri"),
    [("C:\\schemes\\a b.scheme", "file:///C:/schemes/a%20b.scheme"), ("in\\a.scheme", "in/a.scheme")],
)
def test_a_windows_path_is_an_address(name: str, uri: str) -> None:
    """A path as Windows writes it becomes an address as well."""
    found = FigureNeverRead(place=CellPlace(name), name="list")
    log = as_sarif([Checked(file=name, found=(found,))], "1.2.3")
    jsonschema.validate(log, SARIF)

    [result] = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
