"""Records and pages of contracts, for tests of what binds them."""

from compiled import graph_of, scheme_of
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.integrity.from_scheme import agreed_in
from schemelang.integrity.identity import identify
from schemelang.integrity.record import Copy, Record
from schemelang.outcome.examples import run_examples

ENGINE = "1.2.3"


def record_of(text: str) -> Record:
    """Write the contract of a scheme that stands alone, without figures, and what its ID is made from."""
    scheme, graph = scheme_of(text), graph_of(text)
    contract = write_contract(scheme, graph, examples=run_examples(scheme, graph), outcome=None, party=None)
    agreed = agreed_in(scheme, graph, {})
    return Record(agreed=agreed, copy=Copy(party="", has_figures=False, tags=""), contract=contract)


def laid_out(text: str) -> str:
    """Write the page of a scheme's contract."""
    return page_of(record_of(text))


def page_of(record: Record, engine: str = ENGINE) -> str:
    """Lay a record out as the page that its data stand in."""
    return as_html(*identify(record, engine))
