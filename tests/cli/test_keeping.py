"""Schemes kept from an earlier run change nothing but the time it takes."""

import os
from pathlib import Path

import pytest
from attrs import evolve

from schemelang import cache
from schemelang.cli import keeping, shelves
from schemelang.cli.compiling import compile_file
from schemelang.cli.keeping import Basis, basis_of, keep, keep_programme, kept, kept_programme
from schemelang.columns.from_plan import programme
from schemelang.columns.layout import Layout
from schemelang.columns.programme import Programme
from schemelang.figures.figures import Figures
from schemelang.outcome.belonging import belonging
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of
from schemelang.plan.plan import Ground
from schemelang.source import Source

SCHEME = Path(__file__).parents[2] / "contracts" / "tower_hamlets" / "diabetes.scheme"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of this test."""
    monkeypatch.setenv("SCHEMELANG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "schemes"


def source_of(path: Path) -> Source:
    """Return the text of a file."""
    return Source(str(path), path.read_text(encoding="utf-8"))


def test_a_scheme_is_the_same_when_it_was_kept() -> None:
    """What was kept is what reading it anew gives, to the last rule."""
    first, _ = compile_file(SCHEME)
    again, _ = compile_file(SCHEME)

    assert kept(source_of(SCHEME)) is not None
    assert first == again


def test_a_changed_scheme_is_read_anew(tmp_path: Path) -> None:
    """A text that differs in one sign is not taken from an earlier run."""
    path = tmp_path / "diabetes.scheme"
    path.write_text(SCHEME.read_text(encoding="utf-8"), encoding="utf-8")
    before, _ = compile_file(path)
    path.write_text(SCHEME.read_text(encoding="utf-8").replace("£35", "£36"), encoding="utf-8")
    after, _ = compile_file(path)

    assert before != after


def test_another_engine_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the engine kept is not taken."""
    compile_file(SCHEME)
    monkeypatch.setattr(shelves, "engine", lambda: "another")

    assert kept(source_of(SCHEME)) is None


def test_a_scheme_with_errors_is_not_kept(tmp_path: Path, folder: Path) -> None:
    """Only what compiles is kept."""
    path = tmp_path / "wrong.scheme"
    path.write_text("scheme wrong", encoding="utf-8")
    compile_file(path)

    assert not folder.exists()


@pytest.mark.parametrize("content", [b"", b"not a pickle", b"\x80\x05N."])
def test_what_cannot_be_read_is_read_anew(content: bytes, folder: Path) -> None:
    """A kept file that is spoilt is passed over."""
    first, _ = compile_file(SCHEME)
    for path in folder.iterdir():
        path.write_bytes(content)
    again, _ = compile_file(SCHEME)

    assert first == again


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept, everything works as before."""
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("", encoding="utf-8")
    monkeypatch.setenv("SCHEMELANG_CACHE", str(in_the_way))

    compiled, found = compile_file(SCHEME)
    assert compiled is not None
    assert found == ()


def test_the_oldest_are_forgotten(folder: Path) -> None:
    """No more than so many schemes are kept, the newest of them."""
    compiled, _ = compile_file(SCHEME)
    assert compiled is not None
    for number in range(keeping._MOST + 3):  # noqa: SLF001 - the number is nobody else's business
        keep(Source(f"{number}", "text"), evolve(compiled))
        for age, path in enumerate(sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns)):
            os.utime(path, ns=(age, age))

    assert len(list(folder.iterdir())) == keeping._MOST  # noqa: SLF001
    assert kept(Source(f"{keeping._MOST + 2}", "text")) is not None  # noqa: SLF001
    assert kept(source_of(SCHEME)) is None


# ---------------------------------------------------------------- schemes that name other files

BASE = """
scheme base "Base"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    uses              "lib/shared.scheme"
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code              08V
value price "Price" is £10
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Return a scheme that varies another, which uses a third file."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "base.scheme").write_text(BASE, encoding="utf-8")
    (tmp_path / "lib" / "shared.scheme").write_text('value cap "Cap" is £5', encoding="utf-8")
    path = tmp_path / "later.scheme"
    path.write_text('scheme later "Later" varies "base.scheme" from 1 October 2013', encoding="utf-8")
    return path


def test_a_scheme_with_its_files_is_kept(later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheme that varies another is taken from an earlier run as long as no text has changed."""
    first, _ = compile_file(later)
    monkeypatch.setattr("schemelang.compile.compile_scheme", lambda *_: pytest.fail("it is compiled again"))
    again, _ = compile_file(later)

    assert first is not None
    assert first == again


@pytest.mark.parametrize(("name", "old", "new"), [("base.scheme", "£10", "£11"), ("lib/shared.scheme", "£5", "£6")])
def test_a_file_that_is_named_has_changed(later: Path, name: str, old: str, new: str) -> None:
    """A scheme is never answered from what an earlier text of a file that it names came to."""
    before, _ = compile_file(later)
    path = later.parent / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after, found = compile_file(later)

    assert found == ()
    assert before is not None
    assert after is not None
    assert before.graph != after.graph
    assert compile_file(later)[0] == after


@pytest.mark.parametrize("name", ["base.scheme", "lib/shared.scheme"])
def test_a_file_that_is_named_is_gone(later: Path, name: str) -> None:
    """A scheme is not answered from an earlier run when a file that it names is no longer there."""
    compile_file(later)
    (later.parent / name).unlink()
    compiled, found = compile_file(later)

    assert compiled is None
    assert [each.code for each in found] == ["SCH009"]


def test_the_same_text_in_another_folder(later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text under the same name varies the file of its own folder."""
    other = tmp_path / "other"
    (other / "lib").mkdir(parents=True)
    for name in ("later.scheme", "base.scheme", "lib/shared.scheme"):
        text = (tmp_path / name).read_text(encoding="utf-8").replace("£10", "£20")
        (other / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    one, _ = compile_file(Path(later.name))
    monkeypatch.chdir(other)
    two, _ = compile_file(Path(later.name))

    assert one is not None
    assert two is not None
    assert one.graph != two.graph


# ---------------------------------------------------------------- what works a scheme out in columns


LAYOUT = Layout(levels=(), numbers={}, files=(), words=())


def programmed(path: Path) -> tuple[Basis, Ground, Programme]:
    """Compile a scheme, and write what works it out where nothing is supplied."""
    compiled, _ = compile_file(path)
    assert compiled is not None
    figures = Figures(members=(), memberships=(), data={})
    ground = ground_of(compiled.graph, figures, belonging(compiled.graph, figures))
    plan = lower(compiled.graph, ground)
    return basis_of(compiled, LAYOUT), ground, programme(plan, [worth.value for worth in plan.worths.values()])


def test_a_programme_is_the_same_when_it_was_kept() -> None:
    """What was kept has the rules of the scheme that it is read for, and the text that was made."""
    compiled, ground, made = programmed(SCHEME)
    keep_programme(compiled, ground, made)
    found = kept_programme(compiled, ground)

    assert found is not None
    assert found.source == made.source
    assert found.plan.graph is compiled.graph
    assert found.plan.lines == made.plan.lines


def test_a_programme_is_of_what_it_relies_on(later: Path) -> None:
    """It is not taken where less is known of who there is, nor where a file that the scheme names has changed."""
    compiled, ground, made = programmed(later)
    keep_programme(compiled, ground, made)
    (later.parent / "base.scheme").write_text(BASE.replace("£10", "£11"), encoding="utf-8")
    changed, same_ground, _ = programmed(later)

    assert kept_programme(compiled, ground) is not None
    assert kept_programme(compiled, evolve(ground, least={("practice", "scheme"): 1})) is None
    assert same_ground == ground
    assert kept_programme(changed, ground) is None


def test_a_programme_that_cannot_be_read_is_made_anew(folder: Path) -> None:
    """Nothing rests on what was kept."""
    compiled, ground, made = programmed(SCHEME)
    keep_programme(compiled, ground, made)
    for each in (folder.parent / "programmes").iterdir():
        each.write_bytes(cache.sealed(b"no programme"))

    assert kept_programme(compiled, ground) is None
