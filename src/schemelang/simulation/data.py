"""What came of scenarios, as data. Its schema is docs/what-if.schema.json."""

from schemelang.quantities import decimal_pence
from schemelang.simulation.simulation import Pay, Scenario, Setting, Simulation, Varying
from schemelang.simulation.words import called

FORMAT = "schemelang-what-if-1"

Data = dict[str, object]


def as_data(simulation: Simulation) -> Data:
    """Return every scenario and everybody's spread. Money is a decimal string of pounds, never a number."""
    asked = simulation.asked
    return {
        "format": FORMAT,
        "scheme": simulation.name,
        "title": simulation.title,
        "standing": simulation.standing or None,
        "on": simulation.origin,
        "files": list(simulation.files),
        "kind": simulation.kind,
        "seed": None if asked.draw is None else asked.seed,
        "set": [_setting(each) for each in asked.settings],
        "varied": [_varying(each) for each in asked.varyings],
        "table": _table(simulation),
        "total": _pay(simulation.total),
        "payees": [{"payee": each.code, "payee_name": each.name, **_pay(each)} for each in simulation.payees],
        "scenarios": [_scenario(simulation, each) for each in simulation.scenarios],
        "cut": [{"figure": each.title, "scenarios": each.scenarios, "times": each.times} for each in simulation.cuts],
        "left_out": simulation.left_out,
        "no_numbers": simulation.unmoved,
        "wrong": [{"what": what, "scenarios": number} for what, number in simulation.found.items()],
    }


def _setting(setting: Setting) -> Data:
    return {"what": called(setting.target), "change": setting.written}


def _varying(varying: Varying) -> Data:
    steps = None if varying.between else [words for _, words in varying.steps]
    return {"what": called(varying.target), "range": varying.written, "steps": steps}


def _table(simulation: Simulation) -> Data | None:
    rows = simulation.asked.rows
    return None if rows is None else {"file": rows.file, "what": [called(target) for target in rows.targets]}


def _pay(pay: Pay) -> Data:
    spread = pay.spread
    return {
        "now": decimal_pence(pay.now),
        "lowest": decimal_pence(spread.lowest),
        "lower_quarter": decimal_pence(spread.quarter),
        "middle": decimal_pence(spread.middle),
        "upper_quarter": decimal_pence(spread.three_quarters),
        "highest": decimal_pence(spread.highest),
        "held_now": pay.held_now,
        "scenarios": {"more": pay.more, "less": pay.less, "same": pay.same, "held": pay.held},
    }


def _scenario(simulation: Simulation, scenario: Scenario) -> Data:
    return {
        "number": scenario.number,
        "steps": list(scenario.steps),
        "total": decimal_pence(scenario.total),
        "change": decimal_pence(scenario.total - simulation.total.now),
        "gaining": scenario.gaining,
        "losing": scenario.losing,
        "held": scenario.held,
    }
