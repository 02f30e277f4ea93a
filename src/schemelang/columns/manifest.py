"""The manifest of a run: what it was made from, what it came to, and what of the whole scheme others rest on.

With it one group can be worked out again by the reference evaluator alone, and must come to the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from schemelang.dates import Period
from schemelang.graph.graph import Constant, RuleGraph, RuleId
from schemelang.light import frozen
from schemelang.model.model import Quantity
from schemelang.outcome.over_time import periods_by_rule
from schemelang.quantities import exact

if TYPE_CHECKING:
    from schemelang.outcome.outcome import RuleValue

FORMAT = "schemelang-run-1"
NAME = "manifest.json"

National = Mapping[tuple[RuleId, Period | None], "RuleValue"]
"""What rules of the whole scheme came to, at each of their periods."""


@frozen
class Written:
    """A file: what it is called, how long it is, and its fingerprint."""

    file: str
    bytes: int
    fingerprint: str


@frozen(kw_only=True)
class Sources:
    """What a run is made from: the fingerprints of its scheme, its engine and its calendar, and its files."""

    scheme: str
    engine: str
    version: str
    calendar: str
    inputs: tuple[Written, ...]


@frozen(kw_only=True)
class Manifest:
    """What is kept of a run beside its tables. `by` is the engine that worked it out, as it is asked for."""

    scheme: str
    standing: str
    as_at: date | None
    by: str
    sources: Sources
    results: tuple[Written, ...]
    totals: Mapping[str, Mapping[str, int]]
    national: National


def of_everybody(graph: RuleGraph) -> tuple[RuleId, ...]:
    """Return the rules of the whole scheme that rest on what its parties have, in order."""
    whole, found = graph.levels[-1], set[RuleId]()
    for rule in graph.rules:
        resting = any(graph.by_id[need].level != whole or need in found for need in graph.needs[rule.id])
        if rule.level == whole and not isinstance(rule.kind, Constant) and resting:
            found.add(rule.id)
    return tuple(rule.id for rule in graph.rules if rule.id in found)


def as_text(manifest: Manifest, graph: RuleGraph) -> str:
    """Write a manifest: docs/national.md says what stands in it."""
    sources = manifest.sources
    said = {
        "format": FORMAT,
        "scheme": manifest.scheme,
        "standing": manifest.standing or None,
        "as_at": manifest.as_at.isoformat() if manifest.as_at else None,
        "scheme_fingerprint": sources.scheme,
        "engine": {"version": sources.version, "fingerprint": sources.engine, "worked_out_by": manifest.by},
        "calendar_fingerprint": sources.calendar,
        "inputs": [_file(each) for each in sources.inputs],
        "results": [_file(each) for each in manifest.results],
        "totals": manifest.totals,
        "national": [_value(graph, rule, period, value) for (rule, period), value in manifest.national.items()],
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def _file(each: Written) -> dict[str, str | int]:
    return {"file": each.file, "bytes": each.bytes, "sha256": each.fingerprint}


def _value(graph: RuleGraph, rule: RuleId, period: Period | None, value: "RuleValue") -> dict[str, str | None]:
    said, lack = _said(value)
    return {
        "block": rule.owner,
        "part": rule.part,
        "title": graph.by_id[rule].title,
        "period": None if period is None else f"{period.first.isoformat()}/{period.last.isoformat()}",
        "value": said,
        "lack": lack,
    }


def _said(value: "RuleValue") -> tuple[str | None, str | None]:
    """Say a value, or why there is none."""
    match value:
        case bool():
            return ("yes" if value else "no"), None
        case Fraction():
            return exact(value), None
        case date():
            return value.isoformat(), None
        case str():
            return value, None
        case _:
            return None, value.lack.value


# ---------------------------------------------------------------- reading


class NoManifest(Exception):  # noqa: N818 - the user's, told by the command
    """A file that is no manifest of a run of this scheme."""


def read_manifest(content: bytes, graph: RuleGraph) -> Manifest:
    """Read a manifest of a run of a scheme, or raise that it is none."""
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise NoManifest
        engine = said["engine"]
        return Manifest(
            scheme=said["scheme"],
            standing=said["standing"] or "",
            as_at=None if said["as_at"] is None else date.fromisoformat(said["as_at"]),
            by=engine["worked_out_by"],
            sources=Sources(
                scheme=said["scheme_fingerprint"],
                engine=engine["fingerprint"],
                version=engine["version"],
                calendar=said["calendar_fingerprint"],
                inputs=tuple(_read_files(said["inputs"])),
            ),
            results=tuple(_read_files(said["results"])),
            totals=said["totals"],
            national=dict(_read_values(said["national"], graph)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NoManifest from error


def _read_files(said: Iterable[Mapping[str, Any]]) -> Iterator[Written]:
    return (Written(each["file"], each["bytes"], each["sha256"]) for each in said)


def _read_values(
    said: Sequence[Mapping[str, Any]], graph: RuleGraph
) -> Iterator[tuple[tuple[RuleId, Period | None], "RuleValue"]]:
    """Read the values that there are; what is lacking has causes that only the figures of all tell."""
    periods = periods_by_rule(graph)
    for each in said:
        rule = RuleId(each["block"], each["part"])
        if each["value"] is None:
            continue
        at = {None if one is None else f"{one.first.isoformat()}/{one.last.isoformat()}": one for one in periods[rule]}
        yield (rule, at[each["period"]]), _read_value(each["value"], graph.by_id[rule].type.quantity)


def _read_value(said: str, quantity: Quantity) -> "RuleValue":
    match quantity:
        case Quantity.YES_NO:
            return said == "yes"
        case Quantity.DATE:
            return date.fromisoformat(said)
        case Quantity.CATEGORY:
            return said
        case _:
            return Fraction(said)
