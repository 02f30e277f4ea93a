"""Each slip is seen for what it is, and the narrowest words that are wrong are underlined."""

import pytest

from schemelang.diagnostic import Diagnostic
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax import errors
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import explain, parse, parse_expression
from schemelang.syntax.slips import line_errors, word_errors

# Each slip stands in a block of the kind that is named: the lines, what is seen, and what is underlined.
IN_BLOCKS = [
    # the table of gallery.md
    ("payment", "roudn to the nearest penny, halves up", line_errors.MisspeltLine, "roudn"),
    ("payment", "start with\nround to the nearest penny, halves up", line_errors.EmptyLine, "start with"),
    ("payment", "pay on 30 June 2014", word_errors.PayWithoutAmount, "pay"),
    ("payment", "pay in advance, kept whatever the outcome", word_errors.PayWithoutAmount, "pay"),
    ("payment", "pay 70 in advance", word_errors.PayBareNumber, "70"),
    ("payment", 'may be used for "services', line_errors.UnclosedQuotation, '"services'),
    ("figure", 'source Child health record"', line_errors.UnopenedQuotation, "Child"),
    ("figure", "is a count of patients for each practice on 30 June", word_errors.YearMissing, "30 June"),
    ("payment", "pay 100% on 30 June only if x is met", word_errors.YearMissing, "30 June"),
    ("payment", "share among its practices by list size", word_errors.TwoNames, "list size"),
    ("target", "met when pooled care_planning at least 90%", word_errors.IsMissing, "at least"),
    ("target", "met when pooled care_planning more than 90%", word_errors.IsMissing, "more than"),
    ("payment", "nothing unless care_planning less than 90%", word_errors.IsMissing, "less than"),
    ("payment", "nothing unless network_target met", word_errors.IsMissing, "met"),
    ("payment", "pay 30% on 30 June 2014 if network_target is met", word_errors.IfWithoutOnly, "if"),
    ("payment", "to each practice\n£500", line_errors.AmountWithoutLine, "£500"),
    ("payment", "start with £1\ncapped at £5,000", word_errors.OtherWording, "capped at"),
    ("payment", "start with £1\nceiling £5,000", word_errors.OtherWording, "ceiling"),
    ("payment", "start with £1\nup to £5,000", word_errors.OtherWording, "up to"),
    ("payment", "start with £1\nminus £5,000", word_errors.OtherWording, "minus"),
    ("payment", "start with a minus b", word_errors.OtherWording, "minus"),
    ("payment", "provided network_target is met", word_errors.OtherWording, "provided"),
    ("payment", "round to the nearest penny, half up", word_errors.OtherWording, "half up"),
    ("payment", "round to the nearest penny half up", word_errors.OtherWording, "half up"),
    ("target", "met when care_planning is greater than 90%", word_errors.OtherWording, "is greater than"),
    ("target", "met when care_planning exceeds 90%", word_errors.OtherWording, "exceeds"),
    ("target", "met when care_planning = 90%", word_errors.OtherWording, "="),
    ("payment", "pay 30 percent on 30 June 2014", word_errors.OtherWording, "percent"),
    ("payment", "unless network_target is met", word_errors.UnlessAlone, "unless"),
    ("payment", "pay 30% on 30 June 2014 unless x is met", word_errors.UnlessAlone, "unless"),
    ("target", "share among its practices equally", line_errors.MisplacedLine, "share"),
    ("target", "met when a is met\nshare among its practices equally", line_errors.MisplacedLine, "share"),
    ("payment", "start with £14,000;", line_errors.SignAtLineEnd, ";"),
    ("payment", "round to the nearest penny, halves up.", line_errors.SignAtLineEnd, "."),
    ("payment", "start with £14,000,\nadd £5", line_errors.SignAtLineEnd, ","),
    ("payment", "pay 100% in advance,\nadd £5", line_errors.SignAtLineEnd, ","),
    ("payment", "remember to ask finance about this", line_errors.NoteWithoutMark, "remember"),
    ("clause", "Each practice sends a clinician to the meeting", line_errors.ProseWithoutMark, "Each"),
    ("payment", "pay GBP 35 on 30 June 2014", word_errors.PoundsInLetters, "GBP 35"),
    ("payment", "start with GBP 35", word_errors.PoundsInLetters, "GBP 35"),
    ("payment", "start with 35 pounds", word_errors.PoundsInLetters, "35 pounds"),
    # lines
    ("payment", "wibble £5,000", line_errors.UnknownLine, "wibble"),
    ("payment", "start with £35 for each patient in\nround down to the penny", line_errors.UnfinishedLine, "in"),
    ("payment", "start with £35 +\nround down to the penny", line_errors.UnfinishedLine, "+"),
    ("payment", "start with £35 +", line_errors.UnfinishedLine, "+"),
    ("payment", "start with", line_errors.EmptyLine, "start with"),
    ("figure", "never than list_size", word_errors.OneWordMissing, "than"),
    ("scheme", "by ccg", line_errors.MisspeltLine, "by"),
    ("scheme", 'well as "the Framework"', line_errors.MisspeltLine, "well"),
    ("scheme", "wibble 1 April 2013 to 31 March 2014", line_errors.MisspeltLine, "wibble"),
    ("scheme", "practices into 8 networks", word_errors.WordMissing, "practices"),
    ("party", "08V", word_errors.WordMissing, "08V"),
    ("value", "is 5\nround down to the penny", line_errors.IsAndSteps, "round"),
    ("value", "start with 5\nis 6", line_errors.IsAndSteps, "is"),
    ("payment", "> Some prose.", line_errors.MisplacedProse, "> Some prose."),
    ("payment", "| a | b |\n| c | d |", line_errors.MisplacedRow, "| a | b |"),
    # marks
    ("figure", "source Child health record", line_errors.Unquoted, "Child health record"),
    ("figure", "source 'Child health record'", line_errors.SingleQuotation, "'"),
    ("figure", "source ‘Child health record’", line_errors.SingleQuotation, "‘"),
    ("figure", 'source "The "child" record"', line_errors.QuotationWithin, "child"),
    ("example", '"T"\n| practice | list_size\n| Ash | 9 |', line_errors.UnclosedRow, "list_size"),
    ("example", '"T"\npractice | list_size |\n| Ash | 9 |', line_errors.UnopenedRow, "practice"),
    ("payment", "- to each practice", line_errors.MeaninglessSign, "-"),
    ("payment", "• to each practice", line_errors.MeaninglessSign, "•"),
    ("payment", "start with (a + b\nround down to the penny", line_errors.UnclosedBracket, "("),
    ("payment", "start with (a + b", line_errors.UnclosedBracket, "("),
    ("payment", "start with ((a + b) × c\nround down to the penny", line_errors.UnclosedBracket, "("),
    ("payment", "start with a + b)", line_errors.UnopenedBracket, ")"),
    ("figure", "source Child, health", word_errors.UnexpectedInLine, "Child"),
    ("payment", "start with: £5", line_errors.MeaninglessSign, ":"),
    ("payment", "start with $5", line_errors.MeaninglessSign, "$"),
    ("payment", "start with\u1680£5", line_errors.MeaninglessSign, "\u1680"),
    ("payment", "start with c\u0430re_plans", errors.ForeignLetter, "\u0430"),
    ("payment", "start with caf\u00e9", errors.ForeignLetter, "\u00e9"),
    # amounts, dates and conditions
    ("payment", "start with £35 per patient", word_errors.RateWithPer, "per patient"),
    ("payment", "start with £35 per patient in list_size", word_errors.OtherWording, "per patient"),
    ("payment", "pay 100% on 30th June 2014", word_errors.DateTurnedAbout, "30th June 2014"),
    ("payment", "pay 100% on June 30, 2014", word_errors.DateTurnedAbout, "June 30, 2014"),
    ("payment", "if overpaid, recover it by 31 July 2014", word_errors.UnexpectedInLine, "31 July 2014"),
    ("payment", "if network_target is met, pay nothing", word_errors.UnknownSituation, "network_target"),
    ("payment", "if not reported, ignore it", word_errors.UnknownAction, "ignore"),
    ("payment", "if not reported,", word_errors.UnknownAction, "reported"),
    ("payment", "if not reported,\nadd £5", word_errors.UnknownAction, "reported"),
    # small words
    ("payment", "round to the nearst penny", word_errors.MisspeltWord, "nearst"),
    ("payment", "start wiht £35", word_errors.MisspeltWord, "wiht"),
    ("scheme", "groups practices wibble 8 networks", word_errors.MisspeltWord, "wibble"),
    ("scheme", "groups practices 8 networks", word_errors.WordMissing, "8"),
    ("scheme", "offered ccg", word_errors.OneWordMissing, "ccg"),
    ("scheme", "groups into 8 networks", word_errors.GapBefore, "into"),
    ("payment", "start with for each patient in list_size", word_errors.GapBefore, "for"),
    ("payment", "share among its practices by , odd pennies by Sainte-Laguë", word_errors.GapBefore, ","),
    ("scheme", "offered by by ccg", word_errors.DoubledWord, "by"),
    ("payment", "round to the the nearest penny", word_errors.DoubledWord, "the"),
    ("scheme", "offered to 32 18_practices", word_errors.FigureBeginsName, "18_practices"),
    ("payment", "nothing unless x is at least and y is met", word_errors.GapBefore, "and"),
    ("payment", "nothing unless x is at least , 5", word_errors.GapBefore, ","),
    ("indicator", "care_plans out of diabetes_register", word_errors.OneWordMissing, "care_plans"),
    ("payment", "send 5 letters to practices", line_errors.UnknownLine, "send"),
    ("payment", 'start with wibble wobble"', word_errors.TwoNames, "wibble wobble"),
    ("payment", "pay 70% in , kept whatever the outcome", word_errors.WordMissing, ","),
    ("scheme", "groups the whole into 8 networks", word_errors.UnexpectedInLine, "whole"),
    ("payment", "round to the nearest £5", word_errors.UnexpectedInLine, "£5"),
    ("payment", "| a", line_errors.UnclosedRow, "a"),
]


@pytest.mark.parametrize(("kind", "lines", "slip", "words"), IN_BLOCKS, ids=[lines for _, lines, _, _ in IN_BLOCKS])
def test_slip_in_block(kind: str, lines: str, slip: type[Diagnostic], words: str) -> None:
    """A slip in a line of a block is the one thing that is found, at its words."""
    name = "" if kind == "example" else 'a "A"'

    assert [(slip, words)] == found(f"{kind} {name}\n{lines}\n")


HEADINGS = [
    ('paymnet care_package "Care"\nto each network', line_errors.MisspeltBlock, "paymnet"),
    ('bonus care_package "Care"\nto each network', line_errors.UnknownBlock, "bonus"),
    ("hello", line_errors.UnknownBlock, "hello"),
    ('care_package "Care"\nto each network', line_errors.BlockWordMissing, "care_package"),
    ('payment "Care package"', line_errors.NameMissing, '"Care package"'),
    ('payment care_package "Care package', line_errors.UnclosedQuotation, '"Care package'),
    ('payment care_package Care package"', line_errors.UnopenedQuotation, "Care"),
    ("payment care_package Care package", line_errors.Unquoted, "Care package"),
    ("target t Reached by all for each practice\nmet when a is met", line_errors.Unquoted, "Reached by all"),
    ("example\n| a |\n| b |", line_errors.TitleMissing, "example"),
    ("example", line_errors.TitleMissing, "example"),
    ('example first "A"', line_errors.ExampleNamed, "first"),
    ('figure list size "Registered patients"', word_errors.TwoNames, "list size"),
    ('figure list-size "Registered patients"', word_errors.HyphenInName, "list-size"),
    ("payment care package", word_errors.TwoNames, "care package"),
    ("figure list-size", word_errors.HyphenInName, "list-size"),
    ('replace payment a "A"\nwibble £5', line_errors.UnknownLine, "wibble"),
    ('figure 18_weeks "Seen in time"', word_errors.FigureBeginsName, "18_weeks"),
    ("offered by ccg", line_errors.LineBeforeBlock, "offered by"),
    ("payment", word_errors.EndsTooSoon, "payment"),
    ('target t "T" for each', word_errors.EndsTooSoon, "each"),
    (") payment", line_errors.UnopenedBracket, ")"),
    ('"Together"\n| a |\n| b |', line_errors.BlockWordMissing, '"Together"'),
    ('"Together"', word_errors.Unexpected, '"Together"'),
]


@pytest.mark.parametrize(("text", "slip", "words"), HEADINGS, ids=[text for text, _, _ in HEADINGS])
def test_slip_in_heading(text: str, slip: type[Diagnostic], words: str) -> None:
    """A slip in the heading of a block is the one thing that is found, at its words."""
    assert [(slip, words)] == found(text)


EXPRESSIONS = [
    ("list size", word_errors.TwoNames, "list size"),
    ("30 June", word_errors.YearMissing, "30 June"),
    ("a +", word_errors.EndsTooSoon, "+"),
    ("", word_errors.EndsTooSoon, ""),
    ("a is at lest 5", word_errors.MisspeltWord, "lest"),
    ("35 pounds", word_errors.PoundsInLetters, "35 pounds"),
    ("5 , 6", word_errors.Unexpected, ","),
    ("5 )", line_errors.UnopenedBracket, ")"),
    ("at least 3 of a, b c", word_errors.TwoNames, "b c"),
    ("a is met is met", word_errors.Unexpected, "is"),
    ("total " * 151 + "a", errors.NestedTooDeep, "total " * 151 + "a"),
]


@pytest.mark.parametrize(("cell", "slip", "words"), EXPRESSIONS, ids=[text[:20] for text, _, _ in EXPRESSIONS])
def test_slip_in_expression(cell: str, slip: type[Diagnostic], words: str) -> None:
    """A slip in a cell of a table, or in a value in prose, is seen too."""
    source = Source("given.scheme", f"> {{{cell}}} and more")
    failure = parse_expression(Span(source, 3, 3 + len(cell)))

    assert isinstance(failure, Failure)
    assert (slip, words) == said(explain(failure))


def found(text: str) -> list[tuple[type[Diagnostic], str]]:
    """Read a text, and return what is found with the words that are underlined."""
    _, diagnostics = parse(Source("given.scheme", text))

    return [said(diagnostic) for diagnostic in diagnostics]


def said(diagnostic: Diagnostic) -> tuple[type[Diagnostic], str]:
    """Return the class of a diagnostic and its words, after seeing that it can be printed."""
    assert as_text([diagnostic])
    assert isinstance(diagnostic.place, Span)
    return type(diagnostic), diagnostic.place.words
