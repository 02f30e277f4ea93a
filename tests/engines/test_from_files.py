"""Schemes and figures by chance as files of Parquet, in which members come, go and merge: at once as in every run."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings

from any_figures import any_figures, roughened
from columnar import read_slowly, write
from engines.test_any_scheme import RANDOMS, SEEDS, drawn
from in_parquet import as_files
from schemelang.columns.roll import NotPlain
from schemelang.outcome.from_graph import evaluate
from worked_at_once import at_once, files, from_outcome


@settings(max_examples=settings().max_examples // 40)
@given(RANDOMS, SEEDS)
def test_files_come_to_the_same_at_once(random: Random, seed: int) -> None:
    """What a run at once writes is what is written of the reference evaluator's outcome, byte for byte."""
    scheme, graph = drawn(random)
    chance = Random(seed)  # noqa: S311 - figures to try, no secret
    figures = roughened(any_figures(scheme, graph, chance), graph, chance)
    with TemporaryDirectory() as folder:
        paths = write(Path(folder), as_files(figures, graph))
        read, found = read_slowly(paths, scheme)
        assert read is not None, found
        try:
            made = files(at_once([str(path) for path in paths], scheme, graph, about=2))
        except NotPlain as left:
            event(left.why)
            return
        assert made == files(from_outcome(evaluate(graph, read)[0]))
