"""Each construct of the language is whole: a class, rules, a page, a case and a paragraph of the contract."""

from html import escape as escaped
from pathlib import Path
from typing import get_args

import pytest

from passes import run_case
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.model import model
from schemelang.outcome.examples import run_examples

ROOT = Path(__file__).parents[1]
CONSTRUCTS = {
    "NamedParty": "party",
    "ExceptionBlock": "exception",
    **{name: name.lower() for name in ("Figure", "Judgement", "Value", "Indicator", "Target", "Saving")},
}
CONSTRUCTS |= {name: name.lower() for name in ("Payment", "Guarantee", "Clause", "Example", "Scale")}
BECOME_RULES = set(CONSTRUCTS) - {"NamedParty", "ExceptionBlock", "Clause", "Example"}  # the others are parts and words
CASES = sorted((ROOT / "tests" / "cases" / "good").glob("*/*.scheme"))


def escape(text: str) -> str:
    """Return a text as the page writes it."""
    return escaped(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def cases_of(word: str) -> list[Path]:
    """Return the good cases of a construct."""
    return [path for path in CASES if path.parent.name == word]


def test_every_block_is_named_here() -> None:
    """A new block has its word in this test, and so all that follows from it."""
    assert {block.__name__ for block in get_args(model.AnyBlock)} == set(CONSTRUCTS)


@pytest.mark.parametrize("word", CONSTRUCTS.values())
def test_a_construct_has_a_page_and_a_case(word: str) -> None:
    """Each construct has a page about it and at least one good case."""
    assert (ROOT / "docs" / "language" / f"{word}.md").is_file()
    assert cases_of(word)


@pytest.mark.parametrize("name", sorted(BECOME_RULES))
def test_a_construct_becomes_rules(name: str) -> None:
    """Each construct that is worked out has a rule with its own name."""
    case = run_case(cases_of(CONSTRUCTS[name])[0])

    assert case.scheme is not None
    assert case.graph is not None
    blocks = [block.name for block in case.scheme.blocks if type(block).__name__ == name]
    assert {str(rule.id) for rule in case.graph.rules} >= set(blocks)
    assert blocks


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_construct_is_worded(path: Path) -> None:
    """Each block of each good case has a paragraph of its own in the contract, under its own anchor.

    An exception stands beside the line that it replaces.
    """
    case = run_case(path)

    assert case.scheme is not None
    assert case.graph is not None
    runs = run_examples(case.scheme, case.graph)
    page = as_html(write_contract(case.scheme, case.graph, examples=runs, outcome=case.outcome, party=None))
    elsewhere = model.NamedParty | model.ExceptionBlock | model.Example
    worded = [block for block in case.scheme.blocks if not isinstance(block, elsewhere)]
    assert [block.name for block in worded if f'id="{block.name}"' not in page] == []
    assert [block.title for block in case.scheme.blocks if escape(block.title) not in page] == []
