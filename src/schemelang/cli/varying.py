"""Variations as `render` writes them and `verify` holds them against two schemes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from schemelang.cli.binding import agreed, engine, found_out, record_of, record_on
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import USAGE, load_scheme, load_tables, stop
from schemelang.cli.registering import load_register
from schemelang.dates import say_date
from schemelang.document.contract import Index
from schemelang.document.matter import Matter
from schemelang.integrity.identity import identify
from schemelang.integrity.record import Agreed, VariationRecord
from schemelang.integrity.register import Signed, is_of, last_of_each
from schemelang.model.stated import Variation as NamedVariation
from schemelang.outcome.examples import run_examples
from schemelang.variation.from_contracts import vary
from schemelang.variation.index import write_index
from schemelang.variation.page import write_variation
from schemelang.variation.variation import Variation, Varied


@frozen(kw_only=True)
class Varying:
    """A variation of one scheme by another, to be written for each copy."""

    was: Agreed
    agreed: Agreed
    variation: Variation
    signatures: tuple[Signed, ...]
    ending: str = "-variation"
    what: str = "variations"

    def record(self, matter: Matter, then: VariationRecord | None = None) -> VariationRecord:
        """Write the variation for one copy, with all that its document ID is made from.

        The document IDs of the two contracts are found out, unless those of a time before are given.
        """
        bound = record_on(self.agreed, matter)
        varied = self._signed(matter.party) if then is None else _as_then(self.variation.varied, then)
        identity = identify(bound, engine())[1].id if then is None else then.consolidated
        variation = evolve(self.variation, now=matter, varied=varied)
        return VariationRecord(
            agreed=bound.agreed,
            copy=bound.copy,
            contract=write_variation(variation, bound.contract, identity),
            was=self.was,
            varied=varied.id,
            signed=varied.signed,
            consolidated=identity,
        )

    def _signed(self, party: str | None) -> Varied:
        """Return what is varied, as it was signed for a party if the register of it knows that."""
        last = next((each for each in self.signatures if each.party == party and is_of(each, self.was)), None)
        if last is None:
            return self.variation.varied
        return evolve(self.variation.varied, id=last.id, signed=f"{last.by} on {say_date(last.on)}")

    def index(self, written: Mapping[str, Matter]) -> Index:
        """Write the page that leads to everybody's."""
        return write_index(self.variation, written)


def what_is_varied(file: Path, loaded: Compiled, of: Path | None) -> tuple[Path, NamedVariation | None]:
    """Return where the scheme is that is varied, and what the file says of varying it.

    It is the one that is given, else the one that the file names.
    """
    named = next(iter(loaded.scheme.variations), None)
    if of is not None:
        says = named is not None and (file.parent / named.file).resolve() == of.resolve()
        return of, named if says else None
    if named is None:
        stop(USAGE, f"{file} varies no other scheme. Add   --of OLD   with the scheme that was agreed before.")
    return file.parent / named.file, named


def varying(
    loaded: Compiled, matter: Matter, paths: Sequence[Path], old: tuple[Path, NamedVariation | None], known_as: str = ""
) -> Varying:
    """Lay a scheme over the one that it varies, on figures if there are any.

    `known_as` is the document ID of that one, which is worked out unless it is given.
    """
    path, says = old
    before = load_scheme(path)
    runs = run_examples(before.scheme, before.graph)
    was = Matter(scheme=before.scheme, graph=before.graph, examples=runs, outcome=None, party=None)
    varied = Varied(
        title=before.scheme.title,
        start=loaded.scheme.first if says is None else says.start,
        under="" if says is None else says.under,
        reason="" if says is None else says.reason,
        id=known_as or _id_of(before, was),
    )
    return Varying(
        was=agreed(before),
        agreed=agreed(loaded),
        variation=vary(was, matter, varied, load_tables(paths, (before.scheme, loaded.scheme), again=True)),
        signatures=last_of_each(load_register(path)),
    )


def _as_then(varied: Varied, then: VariationRecord) -> Varied:
    return evolve(varied, id=then.varied, signed=then.signed)


def _id_of(before: Compiled, was: Matter) -> str:
    """Return the document ID of the copy without figures, as `render` writes it."""
    certificate = found_out(before, was.examples)
    record = record_of(before, examples=was.examples, outcome=None, party=None, certificate=certificate)
    return identify(record, engine())[1].id
