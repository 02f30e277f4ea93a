"""Tree to text: the one way in which the formatter writes a scheme."""

from itertools import chain, groupby
from typing import assert_never

from schemelang.light import evolve
from schemelang.source import Span
from schemelang.syntax import ast
from schemelang.syntax.layout import Line, Piece, lay_out
from schemelang.syntax.phrases import day, expression, parts, quoted, when
from schemelang.syntax.terms import (
    action,
    amount,
    circumstance,
    figure_type,
    level,
    payee,
    published_cell,
    recipients,
    reduction,
    rounding,
    term,
)


def print_file(file: ast.File) -> str:
    """Write a file as canonical text, with its notes."""
    blocks: list[list[Line]] = []
    for are_withdrawn, items in groupby(file.items, lambda item: isinstance(item, ast.Withdrawn)):
        texts = [_item(item) for item in items]
        blocks += [list(chain(*texts))] if are_withdrawn else texts
    return lay_out(blocks, file.notes)


def _item(item: ast.Block | ast.Replaced | ast.Withdrawn) -> list[Line]:
    match item:
        case ast.Withdrawn(name, reason):
            because = Piece(f"because {quoted(reason)}", item.span)
            return [Line(item.span, (because,), f"withdraw {name.text}", indent=0, column=0, kin="withdraw")]
        case ast.Replaced(block):
            heading, *lines = _block(block)
            span = Span(item.span.source, item.span.start, heading.span.end)
            return [evolve(heading, span=span, pieces=_around("replace ", heading.pieces)), *lines]
        case _:
            return _block(item)


# ---------------------------------------------------------------- blocks


def _block(block: ast.Block) -> list[Line]:
    match block:
        case ast.Scheme(name, title, lines):
            return [_heading(block, "scheme", name, title), *map(_scheme_line, lines)]
        case ast.Party(name, title, lines):
            return [_heading(block, "party", name, title), *map(_party_line, lines)]
        case ast.Figure(name, title, lines):
            return [_heading(block, "figure", name, title), *map(_figure_line, lines)]
        case ast.Figures(title, lines):
            return [_heading(block, "figures", title), *map(_figure_line, lines)]
        case ast.Value(name, title, for_each, lines):
            return [_heading(block, "value", name, title, for_each), *map(_value_line, lines)]
        case ast.Values(title, for_each, lines):
            return [_heading(block, "values", title, for_each), *map(_value_line, lines)]
        case ast.Indicator(name, title, for_each, lines):
            return [_heading(block, "indicator", name, title, for_each), *map(_indicator_line, lines)]
        case ast.Indicators(title, for_each, lines):
            return [_heading(block, "indicators", title, for_each), *map(_indicator_line, lines)]
        case ast.Scale(name, title, for_each, lines):
            return [_heading(block, "scale", name, title, for_each), *map(_scale_line, lines)]
        case ast.Scales(title, for_each, lines):
            return [_heading(block, "scales", title, for_each), *map(_scale_line, lines)]
        case ast.Target(name, title, for_each, lines):
            return [_heading(block, "target", name, title, for_each), *map(_target_line, lines)]
        case ast.Targets(title, for_each, lines):
            return [_heading(block, "targets", title, for_each), *map(_target_line, lines)]
        case ast.Judgement(name, title, for_each, lines):
            return [
                _heading(block, "judgement", name, title, for_each),
                *chain(*map(_judgement_lines, lines)),
            ]
        case ast.Saving(name, title, for_each, lines):
            return [_heading(block, "saving", name, title, for_each), *map(_saving_line, lines)]
        case ast.Payment(name, title, lines):
            return [_heading(block, "payment", name, title), *map(_payment_line, lines)]
        case ast.Exception_(name, title, lines):
            return [_heading(block, "exception", name, title), *map(_exception_line, lines)]
        case ast.Guarantee(name, title, lines):
            return [_heading(block, "guarantee", name, title), *map(_guarantee_line, lines)]
        case ast.Clause(name, title, prose, lines):
            return [_heading(block, "clause", name, title), *map(_prose, prose), *map(_clause_line, lines)]
        case ast.Example(title, lines):
            return [_heading(block, "example", title), *map(_example_line, lines)]
        case _:
            assert_never(block)


def _heading(block: ast.Block, kind: str, *rest: ast.Name | ast.Text | ast.ForEach | None) -> Line:
    said = [each for each in rest if each is not None]
    end = said[-1].span.end if said else block.span.start
    span = Span(block.span.source, block.span.start, end)
    return Line(span, (Piece(" ".join([kind, *map(_heading_words, said)]), span),), indent=0)


def _heading_words(said: ast.Name | ast.Text | ast.ForEach) -> str:
    match said:
        case ast.Name(text):
            return text
        case ast.Text():
            return quoted(said)
        case ast.ForEach():
            return level(said)
        case _:
            assert_never(said)


# ---------------------------------------------------------------- how a line is put together


def _plain(line: ast.Node, words: str) -> Line:
    """Make a line that is not padded after its own word."""
    return Line(line.span, (Piece(words, line.span),))


def _said(line: ast.Node, word: str, rest: str) -> Line:
    """Make a line of its own word and what follows, which is never broken."""
    return Line(line.span, (Piece(rest, line.span),), word)


def _worked(line: ast.Node, word: str, value: ast.Expression, only_if: ast.OnlyIf | None = None) -> Line:
    """Make a line that may be broken at the parts of an expression."""
    return Line(line.span, (*_pieces(value), *_only_if(only_if)), word)


def _pieces(value: ast.Expression) -> tuple[Piece, ...]:
    return tuple(Piece(words, said.span) for words, said in parts(value))


def _only_if(only_if: ast.OnlyIf | None) -> tuple[Piece, ...]:
    if only_if is None:
        return ()
    return _around("only if ", _pieces(only_if.condition))


def _around(before: str, pieces: tuple[Piece, ...], after: str = "") -> tuple[Piece, ...]:
    """Put words before the first piece and after the last."""
    first, *others = pieces
    *others, last = evolve(first, words=before + first.words), *others
    return *others, evolve(last, words=last.words + after)


def _row(row: ast.Row) -> Line:
    return Line(row.span, (Piece("", row.span),), cells=tuple(cell.text for cell in row.cells))


# ---------------------------------------------------------------- lines of a scheme and a party


def _scheme_line(line: ast.SchemeLine) -> Line:
    match line:
        case ast.OfferedBy(party):
            return _said(line, "offered by", party.text)
        case ast.OfferedTo(number, members):
            return _said(line, "offered to", _counted(number, members))
        case ast.Runs(first, last):
            return _said(line, "runs", f"{first.text} to {last.text}")
        case ast.Groups(members, number, groups, day):
            on = "" if day is None else f" on {day.text}"
            return _said(line, "groups", f"{members.text} into {_counted(number, groups)}{on}")
        case ast.Varies(file, start, clause, reason):
            under = f" under {clause.text}" if clause else ""
            because = f" because {quoted(reason)}" if reason else ""
            return _said(line, "varies", f"{quoted(file)} from {start.text}{under}{because}")
        case ast.Uses(file):
            return _said(line, "uses", quoted(file))
        case ast.ApprovedBy(body, date):
            return _said(line, "approved by", f"{quoted(body)} on {date.text}")
        case ast.IsADraft():
            return _plain(line, "is a draft")
        case ast.ForConsultation(until):
            return _plain(line, f"is for consultation until {until.text}")
        case ast.RejectedBy(body, date, reason):
            because = f" because {quoted(reason)}" if reason else ""
            return _said(line, "rejected by", f"{quoted(body)} on {date.text}{because}")
        case ast.InterestOf(who, interest):
            return _said(line, "interest of", f"{quoted(who)}, {quoted(interest)}")
        case ast.SignBy(date):
            return _said(line, "sign by", date.text)
        case ast.Otherwise(what):
            return _said(line, "otherwise,", quoted(what))
        case ast.AsWellAs(what):
            return _said(line, "as well as", quoted(what))
        case ast.InsteadOf(what):
            return _said(line, "instead of", quoted(what))
        case ast.MembersSee():
            return _said(line, "members see", "the figures of each other")
        case ast.Situation():
            return _situation(line)
        case _:
            assert_never(line)


def _counted(number: ast.Number | None, things: ast.Name) -> str:
    return f"{number.text} {things.text}" if number else things.text


def _party_line(line: ast.PartyLine) -> Line:
    match line:
        case ast.PartyCode(code):
            return _said(line, "code", code.text)
        case ast.PayeeForEach(kind):
            return _said(line, "payee for each", kind.text)
        case ast.Pays(percent, payment):
            return _said(line, "pays", f"{percent.text} of {payment.text}" if payment else percent.text)
        case _:
            assert_never(line)


def _situation(line: ast.Situation) -> Line:
    kin = type(line.circumstance).__name__
    return evolve(_said(line, f"if {circumstance(line.circumstance)},", action(line.action)), kin=kin)


# ---------------------------------------------------------------- of figures, values and indicators


def _figure_line(line: ast.FigureLine | ast.EachIs | ast.Row) -> Line:
    match line:
        case ast.FigureIs():
            return _plain(line, f"is {_given(line)}")
        case ast.EachIs():
            return _plain(line, f"each is {_given(line)}")
        case ast.NeverMoreThan() | ast.NeverLessThan():
            return _step(line)
        case ast.Published(due):
            return _said(line, "published", day(due))
        case ast.ReadFrom(reading):
            return _said(line, "read from", published_cell(reading))
        case ast.Row():
            return _row(line)
        case ast.Source_() | ast.Situation():
            return _about(line)
        case _:
            assert_never(line)


def _about(line: ast.Source_ | ast.Situation) -> Line:
    match line:
        case ast.Source_(what):
            return _said(line, "source", quoted(what))
        case ast.Situation():
            return _situation(line)
        case _:
            assert_never(line)


def _given(line: ast.FigureIs | ast.EachIs) -> str:
    for_each = f" {level(line.level)}" if line.level else ""
    moment = f" {when(line.when)}" if line.when else ""
    return f"{figure_type(line.type)}{for_each}{moment}"


def _value_line(line: ast.ValueLine | ast.Row) -> Line:
    match line:
        case ast.Row():
            return _row(line)
        case ast.Is():
            return _is(line)
        case ast.Source_() | ast.Situation():
            return _about(line)
        case _:
            return _step(line)


def _is(line: ast.Is) -> Line:
    start = f" from {line.start.text}" if line.start else ""
    return Line(line.span, _around("", _pieces(line.value), start), "is")


def _left_out(what: ast.Expression, most: ast.Expression | None) -> tuple[Piece, ...]:
    return _around("", _pieces(what), "" if most is None else f", up to {expression(most)}")


def _indicator_line(line: ast.IndicatorLine | ast.Row) -> Line:
    match line:
        case ast.Is():
            return _is(line)
        case ast.LeavingOut(ast.LeftOut(what, most)):
            return Line(line.span, _left_out(what, most), "leaving out")
        case ast.Measured(moment):
            return _said(line, "measured", when(moment))
        case ast.BetterWhen(word):
            return _said(line, "better when", word)
        case ast.Row():
            return _row(line)
        case ast.Source_() | ast.Situation():
            return _about(line)
        case _:
            assert_never(line)


# ---------------------------------------------------------------- of scales, targets, judgements and savings


_Replacement = ast.Step | ast.Pay | ast.Share | ast.MetWhen | ast.Is | ast.To | ast.PaidBy | ast.Measured


def _scale_line(line: ast.ScaleLine) -> Line:
    match line:
        case ast.GoesBy(value):
            return _worked(line, "goes by", value)
        case ast.Row():
            return _row(line)
        case ast.InBetween():
            return evolve(_said(line, "in between,", "a straight line"), kin="rows")
        case ast.BelowTheFirstRow(value):
            return evolve(_worked(line, "below the first row,", value), kin="rows")
        case ast.AboveTheLastRow(value):
            return evolve(_worked(line, "above the last row,", value), kin="rows")
        case ast.AppliesTo(word):
            return _said(line, "applies to", word)
        case ast.AddsUpTo(value):
            return _worked(line, "adds up to", value)
        case _:
            assert_never(line)


def _target_line(line: ast.MetWhen | ast.Situation | ast.Row) -> Line:
    match line:
        case ast.Row():
            return _row(line)
        case ast.MetWhen(condition):
            return _worked(line, "met when", condition)
        case ast.Situation():
            return _situation(line)
        case _:
            assert_never(line)


def _judgement_lines(line: ast.JudgementLine) -> tuple[Line, ...]:
    match line:
        case ast.JudgementIs(word, prose):
            span = Span(line.span.source, line.span.start, line.span.start) if prose else line.span
            return Line(span, (Piece(f"is {word}", span),)), *map(_prose, prose)
        case ast.DecidedBy(who, due):
            return (_said(line, "decided by", f"{quoted(who)}, {day(due)}" if due else quoted(who)),)
        case ast.Evidence(what):
            return (_said(line, "evidence", quoted(what)),)
        case ast.Situation():
            return (_situation(line),)
        case _:
            assert_never(line)


def _saving_line(line: ast.SavingLine) -> Line:
    match line:
        case ast.Budget(value):
            return _worked(line, "budget", value)
        case ast.Spend(value):
            return _worked(line, "spend", value)
        case ast.FirstCall(value):
            return _first_call(line, value)
        case ast.CountsFrom(threshold):
            once = f", once it reaches {expression(threshold)}" if threshold else ""
            return _said(line, "counts", f"from the first pound{once}")
        case ast.CountsAbove(threshold):
            return _said(line, "counts", f"only above {expression(threshold)}")
        case ast.Situation():
            return _situation(line)
        case _:
            assert_never(line)


def _first_call(line: ast.FirstCall, value: ast.Nothing | ast.Expression) -> Line:
    match value:
        case ast.Nothing():
            return _said(line, "first call", "none")
        case _:
            return _worked(line, "first call", value)


# ---------------------------------------------------------------- of payments


def _payment_line(line: ast.PaymentLine) -> Line:
    match line:
        case ast.To(paid):
            return _plain(line, payee(paid))
        case ast.PaidBy(party):
            return _said(line, "paid by", party.text)
        case ast.Pay():
            return _pay(line)
        case ast.Share():
            return _share(line)
        case ast.MayBeUsedFor(what):
            return _said(line, "may be used for", quoted(what))
        case ast.Allow(what, because):
            return _said(line, "allow", f"{what} because {quoted(because)}")
        case ast.Situation():
            return _situation(line)
        case _:
            return _step(line)


def _step(step: ast.Step) -> Line:
    match step:
        case ast.StartWith(value, only_if):
            return _worked(step, "start with", value, only_if)
        case ast.Add(value, only_if):
            return _worked(step, "add", value, only_if)
        case ast.Less(value, only_if):
            return _worked(step, "less", value, only_if)
        case ast.Times(value, only_if):
            return _worked(step, "times", value, only_if)
        case ast.NeverMoreThan(value):
            return _worked(step, "never more than", value)
        case ast.NeverMoreThanInYear(value):
            line = _worked(step, "never more than", value)
            return evolve(line, pieces=(*line.pieces, Piece("in the year", step.span)))
        case ast.NeverLessThan(value):
            return _worked(step, "never less than", value)
        case ast.ReducedBy():
            return _said(step, "reduced by", reduction(step))
        case ast.NothingUnless(condition):
            return _worked(step, "nothing unless", condition)
        case ast.NothingIf(condition):
            return _worked(step, "nothing if", condition)
        case ast.Round(to):
            return _said(step, "round", rounding(to))
        case _:
            assert_never(step)


def _pay(line: ast.Pay) -> Line:
    pieces = (*_term_pieces(line), *_only_if(line.only_if))
    return Line(line.span, pieces or (Piece("", line.span),), f"pay {amount(line.amount)}", fills=True)


def _term_pieces(line: ast.Pay) -> list[Piece]:
    """Put a comma after each piece but the last; terms that make one phrase are one piece."""
    pieces: list[Piece] = []
    before: ast.Term | ast.PartOfName | None = None
    if isinstance(line.amount, ast.PartOfName):
        before = line.amount
        pieces.append(Piece(f"of {before.of.text}", before.span))
    for each in line.terms:
        joint = _joint(before, each)
        joined = pieces.pop() if pieces and joint else Piece("", each.span)
        pieces.append(Piece(f"{joined.words}{joint}{term(each)}", joined.span.to(each.span)))
        before = each
    return [*(evolve(piece, words=f"{piece.words},") for piece in pieces[:-1]), *pieces[-1:]]


def _joint(before: ast.Term | ast.PartOfName | None, following: ast.Term) -> str:
    """Return what stands between two terms that make one phrase, or nothing."""
    if isinstance(following, ast.OrNext | ast.NotBefore):
        return ", "
    if isinstance(before, ast.PartOfName) or (isinstance(before, ast.InInstalments) and isinstance(following, ast.Day)):
        return " "
    return ""


def _share(line: ast.Share) -> Line:
    match line.portion:
        case None:
            word = "share"
        case ast.Percent(text) | ast.Money(text):
            word = f"share {text}"
        case ast.Rest():
            word = "share the rest"
        case _:
            assert_never(line.portion)
    return _said(line, word, recipients(line))


# ---------------------------------------------------------------- of exceptions, clauses and examples


def _exception_line(line: ast.ExceptionLine) -> Line:
    match line:
        case ast.ExceptionTo(name):
            return _said(line, "to", name.text)
        case ast.ExceptionFrom(date):
            return _said(line, "from", date.text)
        case ast.Where(condition):
            return _worked(line, "where", condition)
        case ast.Instead(replacement):
            return _instead(line, _replacement(replacement))
        case ast.WinsOver(name):
            return _said(line, "wins over", name.text)
        case ast.Because(reason):
            return _said(line, "because", quoted(reason))
        case _:
            assert_never(line)


def _instead(line: ast.Instead, replacement: Line) -> Line:
    before = f"{replacement.word} " if replacement.word else ""
    return evolve(replacement, span=line.span, word="instead", pieces=_around(before, replacement.pieces))


def _replacement(line: _Replacement) -> Line:
    match line:
        case ast.MetWhen():
            return _target_line(line)
        case ast.Is() | ast.Measured():
            return _indicator_line(line)
        case _:
            return _payment_line(line)


def _guarantee_line(line: ast.Always) -> Line:
    return _worked(line, "always", line.condition)


def _clause_line(line: ast.About | ast.DoneBy | ast.Evidence | ast.WordsOnly) -> Line:
    match line:
        case ast.About(word):
            return _said(line, "about", word)
        case ast.DoneBy(date):
            return _said(line, "done by", date.text)
        case ast.Evidence(what):
            return _said(line, "evidence", quoted(what))
        case ast.WordsOnly():
            return _said(line, "numbers", "are words only")
        case _:
            assert_never(line)


def _prose(line: ast.Prose) -> Line:
    return _plain(line, f"> {line.text}".rstrip())


def _example_line(line: ast.Row | ast.Given | ast.Then) -> Line:
    match line:
        case ast.Row():
            return _row(line)
        case ast.Given(condition):
            return _worked(line, "given", condition)
        case ast.Then(condition):
            return _worked(line, "then", condition)
        case _:
            assert_never(line)
