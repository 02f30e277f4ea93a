"""Text to tree. The only module that knows Lark.

The grammar is read from `grammar/scheme.lark`; its tables are worked out once and kept in the user's
cache folder. What is right is read by them in `driver.py`, without Lark; what is not, Lark reads again, to say where
it went wrong. A node is built from the class with its rule's name, so a new rule needs no code here.
"""

import marshal
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from schemelang.cache import cache_folder, mark, opened, sealed
from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span
from schemelang.syntax import ast, driver
from schemelang.syntax.failure import END, TOO_DEEP, Failure
from schemelang.syntax.limits import DEEPEST, too_much
from schemelang.travel import read_travelled

if TYPE_CHECKING:  # Lark takes longer to import than a scheme takes to read
    import lark


def parse(source: Source) -> tuple[ast.File | None, tuple[Diagnostic, ...]]:
    """Read a scheme. Without errors there is always a file; with errors, what could be read."""
    excess = too_much(source)
    if excess:
        return None, excess
    reading = read_whole(source, "file")
    if isinstance(reading, Failure):
        from schemelang.syntax.recovery import parse_in_pieces  # only when something is wrong

        return parse_in_pieces(reading, read_piece)
    return reading, ()


def parse_expression(place: Span) -> "ast.Expression | Failure":
    """Read a cell of a table, or a value between braces, as an expression."""
    reading: ast.Expression | Failure = read_piece(place, "cell")
    return reading


def parse_cell(place: Span, start: str) -> Any:
    """Read a cell that holds the rest of a line, as that thing of the grammar, or return where that failed."""
    return read_piece(place, start)


def explain(failure: Failure) -> Diagnostic:
    """Say what is wrong where the reading of an expression stopped."""
    from schemelang.syntax.slips.diagnosis import diagnose  # only when something is wrong

    return diagnose(failure, read_piece)


def read_whole(source: Source, start: str) -> Any:
    """Read the whole text as one thing of the grammar, or return where that failed."""
    return read_piece(Span(source, 0, len(source.plain)), start)


def read_piece(piece: Span, start: str, without: tuple[Span, ...] = ()) -> Any:
    """Read part of a text as one thing of the grammar, or return where that failed.

    What stands in the spans `without` is read as blanks.
    """
    plain = _blanked(piece.source.plain, without)
    found = _read_quickly(piece, plain, start)
    return _read_by_lark(piece, plain, start, without) if found is None else found


def _read_by_lark(piece: Span, plain: str, start: str, without: tuple[Span, ...]) -> Any:
    """Read what may be wrong."""
    import lark

    stopped = partial(Failure, piece, start, without, look=partial(_accepted, plain, piece.start, start))
    with _notes_kept() as notes:
        try:
            tree = _parser().parse(lark.TextSlice(plain, piece.start, piece.end), start=start)
        except lark.UnexpectedToken as problem:
            return stopped(_stop(piece, plain, problem.token), _found(problem.token))
        except lark.UnexpectedCharacters as problem:
            start_of_sign = problem.pos_in_stream or 0
            return stopped(Span(piece.source, start_of_sign, start_of_sign + 1), "SIGN")
    too_deep = _too_deep(piece.source, tree)
    return stopped(too_deep, TOO_DEEP) if too_deep else _build(piece.source, tree, notes)


# ---------------------------------------------------------------- Lark's side

_notes_of_this_reading: "list[list[lark.Token]]" = []


@contextmanager
def _notes_kept() -> Iterator["list[lark.Token]"]:
    _notes_of_this_reading.append([])
    try:
        yield _notes_of_this_reading[-1]
    finally:
        _notes_of_this_reading.pop()


def _keep_note(token: "lark.Token") -> "lark.Token":
    _notes_of_this_reading[-1].append(token)
    return token


class _WholeWords:
    """Lets a name be seen everywhere, so that `savings` is never read as `saving` and a name `s`."""

    always_accept = ("NAME",)

    def process(self, words: "Iterator[lark.Token]") -> "Iterator[lark.Token]":
        """Return the words as they are."""
        return words


OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "start": ["file", "cell", "given_as", "left_out", "a_day", "a_when", "reading", "better_word"],
    "propagate_positions": True,
    "maybe_placeholders": True,
    "lexer_callbacks": {"NOTE": _keep_note},
    "g_regex_flags": re.ASCII,
    "postlex": _WholeWords(),
}
"""How Lark is to understand the grammar."""


def grammar() -> str:
    """Return the grammar as it is written."""
    return read_travelled("syntax/scheme.lark", "grammar/scheme.lark")


@cache
def _parser() -> "lark.Lark":
    import lark

    return lark.Lark(grammar(), **OPTIONS, cache=_cache_file())


def _cache_file() -> str | bool:
    """Return where Lark keeps the grammar's tables, or False where no folder will do."""
    import lark

    folder = _folder()
    name = f"grammar-{sys.version_info[0]}.{sys.version_info[1]}-lark-{lark.__version__}.tables"
    return False if folder is None else f"{folder}{os.sep}{name}"


def _folder() -> str | None:
    """Return where tables are kept, or None where no folder will do."""
    folder = cache_folder()
    try:
        os.makedirs(folder, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return folder


def _blanked(plain: str, without: tuple[Span, ...]) -> str:
    for gap in without:
        plain = plain[: gap.start] + " " * (gap.end - gap.start) + plain[gap.end :]
    return plain


def _stop(piece: Span, plain: str, token: "lark.Token") -> Span:
    if token.type == "$END":
        end = piece.start + len(plain[piece.start : piece.end].rstrip())
        return Span(piece.source, end, end)
    start = token.start_pos or 0
    return Span(piece.source, start, start + len(token))


def _found(token: "lark.Token") -> str:
    return END if token.type == "$END" else token.type


def _accepted(plain: str, begin: int, start: str, stop: Span) -> frozenset[str]:
    """Return what may stand where a reading stopped, before anything is concluded from what does."""
    import lark

    reading = _parser().parse_interactive(lark.TextSlice(plain, begin, stop.start), start=start)
    with _notes_kept():
        reading.exhaust_lexer()
    accepted: set[str] = reading.accepts()  # type: ignore[no-untyped-call]
    return frozenset(as_written()[terminal] for terminal in accepted - {"$END"})


@cache
def as_written() -> dict[str, str]:
    """Return each terminal of the grammar with its one word or sign, or with its own name if it has many."""
    return {
        terminal.name: terminal.pattern.value if terminal.pattern.type == "str" else terminal.name
        for terminal in _parser().terminals
    }


def _too_deep(source: Source, tree: "lark.Tree[Any]") -> Span | None:
    """Return the first branch that holds more branches, one inside another, than may be walked safely."""
    import lark

    depths: dict[int, int] = {}
    for branch in tree.iter_subtrees():
        within = [depths[id(child)] for child in branch.children if isinstance(child, lark.Tree)]
        inside = max(within, default=0)
        depths[id(branch)] = inside + (not str(branch.data).endswith(("_list", "_word")))
        if depths[id(branch)] > DEEPEST:
            return _span(source, branch)
    return None


# ---------------------------------------------------------------- the grammar's tables, kept


@cache
def _tables() -> driver.Tables | None:
    """Return what a reading goes by, as it was kept or worked out anew; or None where nothing can be kept."""
    folder = _folder()
    if folder is None:
        return None
    path = f"{folder}{os.sep}grammar-{_name_of_tables()}.tables"
    kept = opened(path)
    if kept is None:
        kept = marshal.dumps(_worked_out(_parser()))
        passing = f"{path}.{os.getpid()}"
        with suppress(OSError):
            with open(passing, "wb") as file:
                file.write(sealed(kept))
            os.replace(passing, path)
    found: Any = marshal.loads(kept)  # noqa: S302 - the user's own folder, and whole as we wrote it
    rules, *others = found
    return driver.Tables._make([list(map(driver.Rule._make, rules)), *others, {}])


def _name_of_tables() -> str:
    """Return what the tables rest on: the grammar, this Python, Lark, and the two modules that make and use them."""
    specs = (finder.find_spec("lark", None) for finder in sys.meta_path)
    places = [__file__, driver.__file__, *(spec.origin for spec in specs if spec is not None and spec.origin)]
    facts = [(place, os.stat(place).st_size, os.stat(place).st_mtime_ns) for place in places]
    return mark(f"{sys.version}\0{facts}\0{grammar()}".encode()).hex()


def _worked_out(parser: Any) -> Any:
    """Take the tables out of Lark, with all words of each state."""
    front = parser.parser
    table, lexers = front.parser._parse_table, front.lexer.lexer.lexers  # noqa: SLF001 - it gives them in no other way
    rules = {rule: number for number, rule in enumerate(parser.rules)}
    order = sorted(table.states)
    assert order == list(range(len(order))), "states are counted from 0"
    scanners = {lexer: number for number, lexer in enumerate(dict.fromkeys(lexers[state] for state in order))}
    steps = [{sys.intern(name): _step(step, rules) for name, step in table.states[each].items()} for each in order]
    otherwise = [_otherwise(each) for each in steps]
    bits = {terminal.name: 1 << number for number, terminal in enumerate(parser.terminals)}
    return (
        [_rule(rule) for rule in rules],
        [
            {name: step for name, step in each.items() if step != rule}
            for each, rule in zip(steps, otherwise, strict=True)
        ],
        otherwise,
        {str(name): state for name, state in table.start_states.items()},
        {str(name): state for name, state in table.end_states.items()},
        [scanners[lexers[state]] for state in order],
        [_scanner(lexer, bits) for lexer in scanners],
        _patterns(parser.terminals),
        _own_words(parser.terminals, bits),
        frozenset(map(str, parser.lexer_conf.ignore)),
    )


def _otherwise(steps: dict[str, int]) -> int | None:
    """Return the rule that is complete before most of what may come in a state, or nothing if there is none.

    It is taken to be so before whatever else comes: what may not come at all is found in a state behind it, before it
    is taken, and a text has one tree only.
    """
    complete = [step for step in steps.values() if step < 0]
    return max(complete, key=complete.count, default=None)


def _step(step: tuple[Any, Any], rules: dict[Any, int]) -> int:
    return step[1] if isinstance(step[1], int) else ~rules[step[1]]


def _rule(rule: Any) -> tuple[Any, ...]:
    """Say what of a rule's parts is left out, is inlined, or was not written, as Lark's tree builder does."""
    empty = rule.options.empty_indices or [False] * len(rule.expansion)
    gaps = [len(ones) for ones in "".join(str(int(each)) for each in empty).split("0")]
    included, before = [], 0
    for number, symbol in enumerate(rule.expansion):
        before += gaps[number]
        if rule.options.keep_all_tokens or not (symbol.is_term and symbol.filter_out):
            included.append((number, not symbol.is_term and symbol.name.startswith("_"), before))
            before = 0
    name = rule.alias or rule.options.template_source or rule.origin.name
    alone = bool(rule.options.expand1 and not rule.alias)
    left_out = before + gaps[-1]
    is_part = alone and len(rule.expansion) == 1 and included == [(0, False, 0)] and not left_out
    inlined, deeper = name.startswith("_"), not name.endswith(("_list", "_word"))
    origin, size = str(rule.origin.name), len(rule.expansion)
    return origin, size, str(name), is_part, alone, inlined, deeper, tuple(included), left_out


def _patterns(terminals: Any) -> dict[str, str]:
    """Return what each kind of word looks like. All signs are of one kind, those of several before those of one."""
    signs = [each.pattern.value for each in terminals if _is_sign(each)]
    of_several = [re.escape(sign) for sign in signs if len(sign) > 1]
    of_one = "".join(re.escape(sign) for sign in signs if len(sign) == 1)
    wide = {str(each.name): str(each.pattern.to_regexp()) for each in terminals if each.pattern.type == "re"}
    return wide | {driver.SIGN: "|".join([*of_several, f"[{of_one}]"])}


def _own_words(terminals: Any, bits: dict[str, int]) -> dict[str, tuple[str, int]]:
    """Return the words and signs that are of a kind of their own, in small letters."""
    words = [each for each in terminals if each.pattern.type == "str"]
    assert all(_is_sign(each) or list(each.pattern.flags) == ["i"] for each in words), "small letters or capitals"
    return {str(word.pattern.value).lower(): (sys.intern(word.name), bits[word.name]) for word in words}


def _is_sign(terminal: Any) -> bool:
    return terminal.pattern.type == "str" and not re.fullmatch(r"[a-z]\w*", terminal.pattern.value, re.ASCII)


def _scanner(lexer: Any, bits: dict[str, int]) -> tuple[int, tuple[str, ...]]:
    """Return which kinds of words may come, and those that are looked for, in order; signs are looked for last."""
    wide = [sys.intern(each.name) for each in lexer.terminals if each.pattern.type == "re"]
    signs = [driver.SIGN] if any(map(_is_sign, lexer.terminals)) else []
    looked_for = [kind for kind in wide if kind != driver.BLANK] + signs
    return sum(bits[each.name] for each in lexer.terminals), tuple(looked_for)


# ---------------------------------------------------------------- our side


def _read_quickly(piece: Span, plain: str, start: str) -> Any:
    """Read what is right, by the tables, or return None."""
    tables, source = _tables(), piece.source
    if tables is None:
        return None
    maker = driver.Maker(
        lambda kind, begin, end: _leaf(source, kind, plain[begin:end], begin),
        partial(_node, source),
    )
    found = driver.read(tables, (plain, piece.start, piece.end, start), maker)
    if found is None or found[0][5] > DEEPEST:
        return None
    whole, notes = found
    return _with_notes(source, whole[0], [(plain[begin:end], begin) for _, begin, end, *_ in notes])


def _build(source: Source, tree: "lark.Tree[Any]", notes: "list[lark.Token]") -> Any:
    """Turn Lark's tree into ours, leaves first and without recursion."""
    built: dict[int, Any] = {}
    for branch in tree.iter_subtrees():
        children = [_child(source, child, built) for child in branch.children]
        span = _span(source, branch)
        built[id(branch)] = _node(source, str(branch.data), children, span.start, span.end)
    return _with_notes(source, built[id(tree)], [(str(note), note.start_pos or 0) for note in notes])


def _with_notes(source: Source, whole: Any, notes: list[tuple[str, int]]) -> Any:
    if isinstance(whole, ast.File):
        return ast.File(whole.items, tuple(_note(source, words, start) for words, start in notes), span=whole.span)
    return whole


def _child(source: Source, child: Any, built: dict[int, Any]) -> Any:
    import lark

    if isinstance(child, lark.Tree):
        return built[id(child)]
    if isinstance(child, lark.Token):
        return _leaf(source, child.type, str(child), child.start_pos or 0)
    return child


def _node(source: Source, rule: str, children: list[Any], begin: int, end: int) -> Any:
    if rule.endswith("_list"):
        return tuple(children)
    if rule.endswith("_word"):
        words = " ".join(children).lower()
        return _SAME_WORDS.get(words.removeprefix("is "), words)
    if rule == "cell":
        return children[0]
    return _class_of(rule)(*children, span=Span(source, begin, end) if begin >= 0 else Span(source, 0, 0))


# What may be written in more ways than one, and the one way in which it stands in the tree.
_SAME_WORDS = {
    **dict.fromkeys((">=", "≥"), "is at least"),
    **dict.fromkeys(("<=", "≤"), "is at most"),
    ">": "is more than",
    "<": "is less than",
    "*": "×",
    "/": "÷",
    **dict.fromkeys(("sainte-lague", "sainte lague", "sainte laguë"), "sainte-laguë"),
}


@cache
def _class_of(rule: str) -> Any:
    name = "".join(part.capitalize() for part in rule.split("_"))
    return getattr(ast, name + "_", None) or getattr(ast, name)


def _span(source: Source, branch: "lark.Tree[Any]") -> Span:
    meta = branch.meta
    if meta.empty:
        return Span(source, 0, 0)
    return Span(source, meta.start_pos, meta.end_pos)


_LEAVES: dict[str, Any] = {
    "NAME": ast.Name,
    "HALF_YEAR": ast.Name,
    "NUMBER": ast.Number,
    "PERCENT": ast.Percent,
    "MONEY": ast.Money,
    "DATE": ast.Date,
    "MONTH": ast.Month,
    "YEARS": ast.Years,
    "ORDINAL": ast.Ordinal,
    "CODE": ast.Code,
}
_OF_MONTHS = frozenset({"DATE", "MONTH"})
_OTHER_LEAVES = frozenset({"STRING", "PROSE", "ROW"})


def _leaf(source: Source, kind: str, words: str, start: int) -> Any:
    on_one_line = " ".join(words.split())
    made = _LEAVES.get(kind)
    if made is None and kind not in _OTHER_LEAVES:
        return on_one_line
    span = Span(source, start, start + len(words))
    if made is not None:
        return made(on_one_line.title() if kind in _OF_MONTHS else on_one_line, span=span)
    if kind == "STRING":
        return ast.Text(words[1:-1].strip(), span=span)
    if kind == "PROSE":
        return ast.Prose(words[1:].strip(), span=span)
    return ast.Row(tuple(_cells(source, words, start)), span=span)


def _cells(source: Source, row: str, start: int) -> Iterator[ast.Cell]:
    """Cut a row at its bars."""
    place = start + 1
    for written in row[1:-1].split("|"):
        words = written.strip()
        first = place + (len(written) - len(written.lstrip()) if words else 0)
        yield ast.Cell(words, span=Span(source, first, first + len(words)))
        place += len(written) + 1


def _note(source: Source, words: str, start: int) -> ast.Note:
    line, column = source.position(start)
    before = source.plain[source.line_start(line) : source.line_start(line) + column - 1]
    return ast.Note(words[1:].strip(), not before.strip(), span=Span(source, start, start + len(words)))
