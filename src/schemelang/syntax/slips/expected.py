"""What may stand where a reading stopped, said in a few plain words."""

from collections.abc import Iterator

from schemelang.headings import BLOCKS
from schemelang.syntax.slips.printed import line_at
from schemelang.syntax.slips.stop import Stop
from schemelang.syntax.vocabulary import LINES, one_of, quoted

SAID = {
    "NAME": "a name, such as list_size",
    "NUMBER": "a number, such as 1,000",
    "PERCENT": "a percentage, such as 30%",
    "MONEY": "an amount, such as £35",
    "DATE": "a date, such as 30 June 2014",
    "MONTH": "a month, such as June 2014",
    "YEARS": "a financial year, such as 2014/15",
    "ORDINAL": "a day of the month, such as 15th",
    "CODE": "an organisation's code, such as 08V",
    "STRING": "words between quotation marks",
    "HALF_YEAR": '"half-year"',
    "SAINTE_LAGUE": '"Sainte-Laguë"',
    "ROW": "a row of a table",
    "PROSE": "a line of prose that begins with >",
    "NOTE": "a note that begins with #",
    "BLANK": "a space",
    ",": "a comma",
    "(": "an opening bracket",
    ")": "a closing bracket",
    **{sign: f"the sign {sign}" for sign in "+ - × ÷ * / > < >= <= ≥ ≤".split()},
}
"""The words for every terminal that is not a word itself."""

_MOST = 5
_FEW = 3

_VALUE = frozenset("NUMBER PERCENT MONEY NAME".split())
_WITHIN_VALUE = frozenset(
    "NUMBER PERCENT MONEY NAME DATE ( - the yes no not every at total average median lowest highest pooled "
    "latest number greater smaller square".split()
)
_SIGN = frozenset("+ - × ÷ * / out per for of on during at".split())
_TEST = frozenset("> < >= <= ≥ ≤ is".split())


def choices(stop: Stop) -> str:
    """Say what may stand here: at most five things, and never the whole of what the grammar allows."""
    return one_of(list(_choices(stop))[:_MOST]) or "nothing more"


def _choices(stop: Stop) -> Iterator[str]:
    accepts = stop.accepts
    values, signs, tests = accepts >= _VALUE, accepts >= {"+", "×"}, accepts >= {">", "is"}
    grouped = (_WITHIN_VALUE if values else frozenset()) | (_SIGN if signs else frozenset())
    grouped |= (_TEST if tests else frozenset()) | (first_words(stop) if stop.may_end_line else frozenset())
    if values:
        yield "an amount or a name, such as £35 or list_size"
    if tests:
        yield 'a test, such as "is at least"'
    others = sorted((_said(stop, word) for word in accepts - grouped), key=_plainest)
    yield from others[: _FEW if values or tests or signs or stop.may_end_line else _MOST]
    if signs:
        yield "a sign such as + or ×"
    if stop.may_end_line:
        lines = _lines_to_come(stop)
        yield f"a new line such as {one_of(quoted(lines))}" if lines else "a new block"


def _said(stop: Stop, word: str) -> str:
    """Say what one terminal stands for; a name that is a word for parties is not like other names."""
    if word == "NAME" and stop.beside(-1).text == "each":
        return "a word for one of them, such as practice"
    if word == "NAME" and stop.opening in {"groups", "offered to"}:
        return "a word for them, such as practices"
    return SAID.get(word, f'"{word}"')


def _plainest(said: str) -> tuple[bool, str]:
    return not said.startswith('"'), said


def first_words(stop: Stop) -> frozenset[str]:
    """Return the words that begin a block, or a line of this kind of block."""
    return BLOCKS | {line.split()[0] for line in stop.lines}


def _lines_to_come(stop: Stop) -> list[str]:
    """Return a few of the lines that may stand here, those not yet used in this block first."""
    lines = [line for line in stop.lines if line.split()[0] in stop.accepts]
    used = {line_at(stop.words, index) for index in range(max(stop.heading, 0), stop.at) if stop.words[index].first}
    return sorted(lines, key=lambda line: line in used)[:_FEW]


def lines_of(kind: str) -> str:
    """Name a few of the lines of a kind of block."""
    return one_of(quoted(list(LINES[kind])[: _FEW + 1]))
