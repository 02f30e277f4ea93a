"""The data agrees with its published form, and has every verdict in it."""

import json
from pathlib import Path

import jsonschema
import pytest

from every_verdict import EVERY, VERDICTS
from schemelang.formats.checked import Checked
from schemelang.formats.data import VERSION, as_data

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_a_schema() -> None:
    """What defines the form is itself well formed, and of the version that is written."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["properties"]["version"]["const"] == VERSION
    assert SCHEMA["$id"] == f"schemelang-findings-{VERSION}"


def test_every_verdict_agrees_with_the_schema() -> None:
    """Each way in which a claim can come out is in the form that is published."""
    data = as_data([EVERY])
    jsonschema.validate(data, SCHEMA)

    [scheme] = data["schemes"]
    assert len({claim["status"] for claim in scheme["certificate"]["claims"]}) == len(VERDICTS)
    assert scheme["certificate"]["cliffs"][0]["beyond"] == "62.4"
    assert scheme["certificate"]["budget"]["back"]["amount"] == "1/3"


def test_a_scheme_with_errors_has_no_certificate() -> None:
    """Nothing is proved of a scheme that cannot be read, and the data says so."""
    data = as_data([Checked(file="wrong.scheme", found=EVERY.found)])
    jsonschema.validate(data, SCHEMA)

    assert data["schemes"] == [{"file": "wrong.scheme", "title": "", "examples": 0, "certificate": None}]


def test_a_claim_without_its_story_is_refused() -> None:
    """The schema is strict: a claim that is broken has a story, and nothing has more than it may."""
    data = as_data([EVERY])
    claims = data["schemes"][0]["certificate"]["claims"]
    broken = next(claim for claim in claims if claim["status"] == "broken")
    del broken["story"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
