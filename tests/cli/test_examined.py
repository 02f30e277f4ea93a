"""What was found and proved of a scheme is kept only for what comes to the same."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import schemelang
from schemelang.cache import sealed
from schemelang.cli import checking
from schemelang.cli.checking import answer_of, checked
from schemelang.cli.compiling import compile_file, compile_source
from schemelang.cli.examined import Found, examined
from schemelang.cli.keeping import Compiled
from schemelang.graph.from_model import lower
from schemelang.proof.mutants import mutants_of
from schemelang.source import Source, Span

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/*.scheme"))
NOTE = "# a note"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of this test."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "examined"


def compiled_of(path: Path) -> Compiled:
    """Compile a scheme that has nothing wrong with it."""
    compiled, found = compile_file(path)
    assert compiled is not None, found
    return compiled


def never() -> Found:
    """Examine nothing."""
    pytest.fail("it was examined again")


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: path.stem)
def test_what_is_kept_under_another_note_is_what_comes_of_it(contract: Path, tmp_path: Path) -> None:
    """A text with other notes is answered as it is when nothing was kept, and each place is its own."""
    for beside in contract.parent.glob("*.scheme"):
        (tmp_path / beside.name).write_text(beside.read_text(encoding="utf-8"), encoding="utf-8")
    path, text = tmp_path / contract.name, contract.read_text(encoding="utf-8")
    path.write_text(f"{NOTE}\n{text}", encoding="utf-8")
    before = compiled_of(path)
    found = examined(before, partial(checking._found, before))  # noqa: SLF001 - what a check examines

    path.write_text(f"{NOTE}, and a longer one\n{text}{NOTE}\n", encoding="utf-8")
    after = compiled_of(path)
    again = examined(after, never)

    assert again == found
    for place, now in zip(places(found), places(again), strict=True):
        assert now.source.text in {after.scheme.source.text, *after.texts.values()}
        assert (place.words, place.line) == (now.words, now.line)


def places(found: Found) -> Iterator[Span]:
    """Give the places in a text that are found."""
    diagnostics, certificate = found
    for each in diagnostics:
        yield from (place for place in (each.place, *(label.place for label in each.labels)) if isinstance(place, Span))
    if certificate is not None:
        yield from (claim.place for claim in certificate.claims)
        yield from (cliff.place for cliff in certificate.cliffs)


SMALL = [path for path in CONTRACTS if path.stem in ("diabetes", "prescribing", "set_asides")]


@pytest.mark.parametrize("contract", SMALL, ids=lambda path: path.stem)
def test_whatever_is_changed_that_counts_is_examined_anew(contract: Path) -> None:
    """A change of one number, condition, day or share, as an example would have to notice it, is never kept."""
    compiled = compiled_of(contract)
    kept: Found = ((), None)
    assert examined(compiled, lambda: kept) is kept
    assert examined(compiled, never) == kept

    mutants = mutants_of(compiled.scheme)
    assert len(mutants) > 10
    for mutant in mutants:
        scheme = mutant.of(compiled.scheme)
        graph, _ = lower(scheme)
        assert graph is None or is_examined(evolve(compiled, scheme=scheme, graph=graph)), mutant.words


def is_examined(compiled: Compiled) -> bool:
    """Say whether a scheme is examined, and does not come to what was kept."""
    mine: Found = ((), None)
    return examined(compiled, lambda: mine) is mine


def test_whatever_number_is_written_otherwise_is_examined_anew(tmp_path: Path) -> None:
    """Each number of a text outside its notes counts, wherever it stands; in a note it does not."""
    contract = SMALL[0]
    path, text = tmp_path / contract.name, contract.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    kept: Found = ((), None)
    examined(compiled_of(path), lambda: kept)
    numbers = [each for each in re.finditer(r"\d+", text) if "#" not in text[: each.start()].rpartition("\n")[2]]

    for each in numbers[:: max(1, len(numbers) // 40)]:
        source = Source(str(path), f"{text[: each.start()]}{int(each.group()) + 1}{text[each.end() :]}")
        compiled, _ = compile_source(source, path)
        assert compiled is None or is_examined(compiled), each


def test_what_is_examined_reads_a_text_only_by_its_places() -> None:
    """No room that examines reads the whole of a text: what is kept covers the words and the line of each place."""
    root = Path(schemelang.__file__).parent
    for room in ("checks", "proof", "outcome", "document", "explanation"):
        for module in (root / room).glob("*.py"):
            read = re.findall(r"source\.(?:text|plain|line\()", module.read_text(encoding="utf-8"))
            assert not read, module


def test_an_answer_after_another_note_is_what_it_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of a check are the same whether or not anything was kept, to the last line."""
    path, text = tmp_path / "diabetes.scheme", SMALL[0].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    checked(path)
    path.write_text(f"{text}{NOTE}\n", encoding="utf-8")
    monkeypatch.setattr(checking, "_found", lambda *_: never())
    warm = checked(path)
    monkeypatch.undo()
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "another"))

    assert answer_of(warm) == answer_of(checked(path))


def test_what_is_damaged_or_of_another_calendar_is_examined_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing rests on what is kept."""
    compiled = compiled_of(SMALL[0])
    kept: Found = ((), None)
    examined(compiled, lambda: kept)
    mine: Found = ((), None)
    with monkeypatch.context() as other:
        other.setattr("schemelang.cli.examined.calendar", lambda: "another")
        assert examined(compiled, lambda: mine) is mine
    for content in (b"", b"no seal", sealed(b"no pickle")):
        for each in folder.iterdir():
            each.write_bytes(content)
        assert examined(compiled, lambda: mine) is mine


def test_where_two_texts_are_called_the_same_nothing_is_kept(folder: Path) -> None:
    """A place would else be found in one or the other."""
    compiled = compiled_of(SMALL[0])
    other = Source(compiled.scheme.source.name, compiled.scheme.source.text)
    twice = evolve(compiled, scheme=evolve(compiled.scheme, shared=(other,)))
    mine: Found = ((), None)

    assert examined(twice, lambda: mine) is mine
    assert not folder.exists()


def test_a_text_that_is_found_is_the_new_one(tmp_path: Path) -> None:
    """What is found and names a whole text names the one that was read last."""
    path, text = tmp_path / "diabetes.scheme", SMALL[0].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = compiled_of(path)
    some: Any = ((before.scheme.source,), None)
    examined(before, lambda: some)
    path.write_text(f"{text}{NOTE}\n", encoding="utf-8")
    after = compiled_of(path)
    found: Any = examined(after, never)

    assert found[0][0] is after.scheme.source
