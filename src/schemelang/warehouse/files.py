"""Figures where they lie: an engine reads files of Parquet itself, once each has been held against what is declared.

Who there is, and what words there are for times, has been read before; so each row of a file gets the number of its
party and of its moment by joining two small tables. A cell that is empty, or a sign, comes as nothing at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from schemelang.plan.plan import Asked, Domain, Place, Shape, Supplied
from schemelang.warehouse.dialect import Dialect
from schemelang.warehouse.engine import Engine, Numbers
from schemelang.warehouse.given import given_columns
from schemelang.warehouse.joining import keys_of
from schemelang.warehouse.script import Loaded, Script

_Part = tuple[int, tuple[int, ...]]
"""Figures of the file of a number of which the rows stand for the same periods."""


class Refused(Exception):  # noqa: N818 - the user's, told in the words of the reader of figures
    """A figure in a file that its scheme does not allow: of which party, if it is of one."""

    def __init__(self, level: str, code: str | None) -> None:
        """Say of whom."""
        super().__init__(code)
        self.level = level
        self.code = code


@frozen(kw_only=True)
class Figure:
    """A figure in a column of numbers, each of so many of the unit of its domain.

    `nothing` and `not_there` are the value and the lack of a cell that is empty. A cell with the number `sign` is
    lacking in another way, `signed`; or, where that is nothing, it is not allowed. `rows` are the rows that a table of
    the figure has for the moments of its file, and `periods` how many it has in all.
    """

    heading: str
    domain: Domain
    nothing: int
    not_there: int
    sign: int
    signed: int | None
    rows: tuple[int, ...]
    periods: int


@frozen(kw_only=True)
class File:
    """A file: the headings of the codes of its parties and of its times, if it has any, and its figures by name.

    `moments` are the words for the times of its rows.
    """

    path: str
    level: str
    code: str | None
    time: str | None
    moments: tuple[str, ...]
    figures: Mapping[str, Figure]


@frozen(kw_only=True)
class Files:
    """Files that an engine reads itself; what else is given comes out of memory.

    `codes` are those of the parties of each level but the whole scheme, and `sizes` how many there are. `beyond` are
    figures of which the first is never more than the second.
    """

    files: Sequence[File]
    codes: Mapping[str, Sequence[str]]
    sizes: Mapping[str, int]
    beyond: Sequence[tuple[str, str]]
    groups_of: Callable[[str, str], Numbers]
    in_memory: Callable[[Asked, Shape], Sequence[int]]

    def groups(self, level: str, coarser: str) -> Numbers:
        """Return for each party of a level the number of its group of another, if it is in one."""
        return self.groups_of(level, coarser)

    # ------------------------------------------------------------ reading

    def begin(self, engine: Engine) -> None:
        """Have an engine open all files, and hold what is in them against what is declared."""
        for number, codes in enumerate(self.codes.values()):
            engine.load(f"_codes_{number}", {"party": ("BIGINT", range(len(codes))), "code": ("STRING", codes)})
        for number, file in enumerate(self.files):
            engine.open(f"_file_{number}", file.path)
            if file.time is not None:
                numbers = range(len(file.moments))
                engine.load(f"_times_{number}", {"moment": ("BIGINT", numbers), "word": ("STRING", file.moments)})
            self._hold(number, engine)
            engine.show(f"_rows_{number}", self._rows(number, engine.dialect))
        for one, other in self._apart():
            self._hold_apart(one, other, engine)

    def _rows(self, number: int, dialect: Dialect) -> str:
        """Select from a file the numbers of parties and moments, and each figure and the number of its lack."""
        file = self.files[number]
        party = "0" if file.code is None else "codes.party"
        moment = "0" if file.time is None else "times.moment"
        columns = [f"CAST({party} AS BIGINT) AS party", f"CAST({moment} AS BIGINT) AS moment"]
        for name, figure in file.figures.items():
            cell = _cell(figure, dialect)
            lack = f"CASE {_signs(figure, dialect)}WHEN {cell} IS NOT NULL THEN 0 END"
            columns += [f"{_whole(figure, dialect)} AS {dialect.quoted(name)}"]
            columns += [f"{lack} AS {dialect.quoted(f'{name} lacks')}"]
        joined = f"_file_{number} AS file"
        if file.code is not None:
            codes = f"_codes_{list(self.codes).index(file.level)}"
            joined += f" JOIN {codes} AS codes ON file.{dialect.quoted(file.code)} = codes.code"
        if file.time is not None:
            joined += f" JOIN _times_{number} AS times ON file.{dialect.quoted(file.time)} = times.word"
        return f"SELECT {', '.join(columns)} FROM {joined}"  # noqa: S608 - quoted

    # ------------------------------------------------------------ holding

    def _hold(self, number: int, engine: Engine) -> None:
        """Hold the cells of a file against their ends, and against each other in each row."""
        file, dialect = self.files[number], engine.dialect
        broken = [_beyond_its_ends(figure, dialect) for figure in file.figures.values()]
        for one, other in self.beyond:
            if one in file.figures and other in file.figures and _are_beside(file.figures[one], file.figures[other]):
                cells = (_there(file.figures[name], dialect) for name in (one, other))
                broken.append(" > ".join(cells))
        found = "1" if file.code is None else f"file.{dialect.quoted(file.code)}"
        wrong = engine.ask(f"SELECT MIN({found}) FROM _file_{number} AS file WHERE {' OR '.join(broken)}")  # noqa: S608
        if wrong is not None:
            raise Refused(file.level, None if file.code is None else str(wrong))

    def _apart(self) -> Iterator[tuple[str, str]]:
        """Return figures that are held against each other and do not stand in one row."""
        for one, other in self.beyond:
            own, beside = self.place_of(one), self.place_of(other)
            figures = self.files[own].figures[one], self.files[beside].figures[other]
            if own != beside or not _are_beside(*figures):
                yield one, other

    def _hold_apart(self, one: str, other: str, engine: Engine) -> None:
        """Hold figures of two files, or of several times, against each other."""
        numbers = self.place_of(one), self.place_of(other)
        files = [self.files[number] for number in numbers]
        figures = [files[0].figures[one], files[1].figures[other]]
        quoted = engine.dialect.quoted
        party = "one.party = other.party AND " if all(file.code is not None for file in files) else ""
        finest = 0 if files[0].code is not None else 1
        units = [figure.domain.unit for figure in figures]
        found = engine.ask(
            f"SELECT MIN({('one', 'other')[finest]}.party) FROM _rows_{numbers[0]} AS one "  # noqa: S608 - quoted
            f"JOIN _rows_{numbers[1]} AS other ON {party}({_at_one_time(*figures)}) "
            f"WHERE one.{quoted(one)} * {units[1]} > other.{quoted(other)} * {units[0]}"
        )
        if found is not None:
            level = files[finest].level
            raise Refused(level, None if files[finest].code is None else self.codes[level][int(found)])

    def place_of(self, name: str) -> int:
        """Return the number of the file that a figure stands in."""
        return next(number for number, file in enumerate(self.files) if name in file.figures)

    # ------------------------------------------------------------ giving

    def give(self, loaded: Loaded, script: Script, engine: Engine) -> None:
        """Make a table of figures that the engine reads, and of what else is given."""
        steps = script.plan.steps
        read: dict[_Part, list[tuple[str, Supplied]]] = {}
        rest: dict[str, Place] = {}
        for column, place in loaded.columns.items():
            op = steps[place].op
            if isinstance(op, Supplied) and any(op.figure in file.figures for file in self.files):
                number = self.place_of(op.figure)
                read.setdefault((number, self.files[number].figures[op.figure].rows), []).append((column, op))
            else:
                rest[column] = place
        beside = evolve(loaded, name=f"_{loaded.name}" if read else loaded.name, columns=rest)
        if rest:
            engine.load(beside.name, given_columns(beside, script, self.sizes[loaded.shape.level], self.in_memory))
        if read:
            engine.make(loaded.name, self._given(loaded, read, beside, engine.dialect))

    def _given(
        self, loaded: Loaded, read: Mapping[_Part, Iterable[tuple[str, Supplied]]], beside: Loaded, dialect: Dialect
    ) -> str:
        """Select what each party has at each period of what is given."""
        keys = keys_of(loaded.shape)
        columns, joined = [f"own.{key}" for key in keys], f"{loaded.base} AS own"
        for at, ((number, rows), them) in enumerate(read.items()):
            file, alias = self.files[number], f"rows_{at}"
            for column, op in them:
                figure = file.figures[op.figure]
                name, none = (
                    (op.figure, figure.nothing) if op.part == "value" else (f"{op.figure} lacks", figure.not_there)
                )
                columns.append(f"COALESCE({alias}.{dialect.quoted(name)}, {none}) AS {dialect.quoted(column)}")
            when = _moment_of("own.period" if "period" in keys else None, rows)
            party = "" if file.code is None else f"own.party = {alias}.party AND "
            joined += f" LEFT JOIN _rows_{number} AS {alias} ON {party}{alias}.moment = {when}"
        if beside.columns:
            columns += [f"beside.{dialect.quoted(name)}" for name in beside.columns]
            joined += f" JOIN {beside.name} AS beside ON {' AND '.join(f'own.{key} = beside.{key}' for key in keys)}"
        return f"SELECT {', '.join(columns)} FROM {joined}"  # noqa: S608 - quoted


# ---------------------------------------------------------------- one cell


def _cell(figure: Figure, dialect: Dialect) -> str:
    return f"file.{dialect.quoted(figure.heading)}"


def _there(figure: Figure, dialect: Dialect) -> str:
    """Say a cell as it lies in its file, or nothing where it is a sign."""
    cell = _cell(figure, dialect)
    return cell if figure.signed is None else f"NULLIF({cell}, {figure.sign})"


def _whole(figure: Figure, dialect: Dialect) -> str:
    """Say a cell as a whole number, which a decimal is once it is counted in its unit."""
    unit = figure.domain.unit
    return f"CAST({_there(figure, dialect)}{f' * {unit}' if unit > 1 else ''} AS BIGINT)"


def _signs(figure: Figure, dialect: Dialect) -> str:
    if figure.signed is None:
        return ""
    return f"WHEN {_cell(figure, dialect)} = {figure.sign} THEN {figure.signed} "


def _beyond_its_ends(figure: Figure, dialect: Dialect) -> str:
    """Say that a cell is not allowed; a whole number is not put into another type before that is known."""
    domain = figure.domain
    cell = _there(figure, dialect) if domain.unit == 1 else _whole(figure, dialect)
    beyond = f"{cell} < {domain.low} OR {cell} > {domain.high}"
    doubtful = figure.signed is None and domain.unit == 1 and domain.low <= figure.sign
    return f"{beyond} OR {cell} = {figure.sign}" if doubtful else beyond


# ---------------------------------------------------------------- times


def _are_beside(one: Figure, other: Figure) -> bool:
    """Say whether two figures of a file are of the same time in each row, and over one unit."""
    same = one.rows == other.rows and one.periods == other.periods
    return same and one.domain.unit == other.domain.unit


def _at_one_time(one: Figure, other: Figure) -> str:
    """Say that two rows are of the same period, or that one is of a figure that has only one."""
    if one.rows == other.rows:
        return "one.moment = other.moment"
    if 1 in {one.periods, other.periods}:
        return "TRUE"
    both = [(moment, other.rows.index(row)) for moment, row in enumerate(one.rows) if row in other.rows]
    return " OR ".join(f"one.moment = {a} AND other.moment = {b}" for a, b in both) or "FALSE"


def _moment_of(period: str | None, rows: Sequence[int]) -> str:
    """Say which moment of a file is that of a period; a moment of no period is -1."""
    if period is None:
        return "0"
    if tuple(rows) == tuple(range(len(rows))):
        return period
    cases = " ".join(f"WHEN {row} THEN {moment}" for moment, row in enumerate(rows))
    return f"CASE {period} {cases} ELSE -1 END"
