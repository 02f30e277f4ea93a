"""Each slip is seen for what it is, and the narrowest words that are wrong are underlined."""

import pytest

from schemelang.diagnostic import Diagnostic
from schemelang.report import as_text
from schemelang.source import Source, Span
from schemelang.syntax import errors
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import explain, parse, parse_expression

# Each slip stands in a block of the kind that is named: the lines, what is seen, and what is underlined.
IN_BLOCKS = [
    # the table of gallery.md
    ("payment", "roudn to the nearest penny, halves up", errors.MisspeltLine, "roudn"),
    ("payment", "start with\nround to the nearest penny, halves up", errors.EmptyLine, "start with"),
    ("payment", "pay on 30 June 2014", errors.PayWithoutAmount, "pay"),
    ("payment", "pay in advance, kept whatever the outcome", errors.PayWithoutAmount, "pay"),
    ("payment", "pay 70 in advance", errors.PayBareNumber, "70"),
    ("payment", 'may be used for "services', errors.UnclosedQuotation, '"services'),
    ("figure", 'source Child health record"', errors.UnopenedQuotation, "Child"),
    ("figure", "is a count of patients for each practice on 30 June", errors.YearMissing, "30 June"),
    ("payment", "pay 100% on 30 June only if x is met", errors.YearMissing, "30 June"),
    ("payment", "share among its practices by list size", errors.TwoNames, "list size"),
    ("target", "met when pooled care_planning at least 90%", errors.IsMissing, "at least"),
    ("target", "met when pooled care_planning more than 90%", errors.IsMissing, "more than"),
    ("payment", "nothing unless care_planning less than 90%", errors.IsMissing, "less than"),
    ("payment", "nothing unless network_target met", errors.IsMissing, "met"),
    ("payment", "pay 30% on 30 June 2014 if network_target is met", errors.IfWithoutOnly, "if"),
    ("payment", "to each practice\n£500", errors.AmountWithoutLine, "£500"),
    ("payment", "start with £1\ncapped at £5,000", errors.OtherWording, "capped at"),
    ("payment", "start with £1\nceiling £5,000", errors.OtherWording, "ceiling"),
    ("payment", "start with £1\nup to £5,000", errors.OtherWording, "up to"),
    ("payment", "start with £1\nminus £5,000", errors.OtherWording, "minus"),
    ("payment", "start with a minus b", errors.OtherWording, "minus"),
    ("payment", "provided network_target is met", errors.OtherWording, "provided"),
    ("payment", "round to the nearest penny, half up", errors.OtherWording, "half up"),
    ("payment", "round to the nearest penny half up", errors.OtherWording, "half up"),
    ("target", "met when care_planning is greater than 90%", errors.OtherWording, "is greater than"),
    ("target", "met when care_planning exceeds 90%", errors.OtherWording, "exceeds"),
    ("target", "met when care_planning = 90%", errors.OtherWording, "="),
    ("payment", "pay 30 percent on 30 June 2014", errors.OtherWording, "percent"),
    ("payment", "unless network_target is met", errors.UnlessAlone, "unless"),
    ("payment", "pay 30% on 30 June 2014 unless x is met", errors.UnlessAlone, "unless"),
    ("target", "share among its practices equally", errors.MisplacedLine, "share"),
    ("target", "met when a is met\nshare among its practices equally", errors.MisplacedLine, "share"),
    ("payment", "start with £14,000;", errors.SignAtLineEnd, ";"),
    ("payment", "round to the nearest penny, halves up.", errors.SignAtLineEnd, "."),
    ("payment", "start with £14,000,\nadd £5", errors.SignAtLineEnd, ","),
    ("payment", "pay 100% in advance,\nadd £5", errors.SignAtLineEnd, ","),
    ("payment", "remember to ask finance about this", errors.NoteWithoutMark, "remember"),
    ("clause", "Each practice sends a clinician to the meeting", errors.ProseWithoutMark, "Each"),
    ("payment", "pay GBP 35 on 30 June 2014", errors.PoundsInLetters, "GBP 35"),
    ("payment", "start with GBP 35", errors.PoundsInLetters, "GBP 35"),
    ("payment", "start with 35 pounds", errors.PoundsInLetters, "35 pounds"),
    # lines
    ("payment", "wibble £5,000", errors.UnknownLine, "wibble"),
    ("payment", "start with £35 for each patient in\nround down to the penny", errors.UnfinishedLine, "in"),
    ("payment", "start with £35 +\nround down to the penny", errors.UnfinishedLine, "+"),
    ("payment", "start with £35 +", errors.UnfinishedLine, "+"),
    ("payment", "start with", errors.EmptyLine, "start with"),
    ("figure", "never than list_size", errors.OneWordMissing, "than"),
    ("scheme", "by ccg", errors.MisspeltLine, "by"),
    ("scheme", 'well as "the Framework"', errors.MisspeltLine, "well"),
    ("scheme", "wibble 1 April 2013 to 31 March 2014", errors.MisspeltLine, "wibble"),
    ("scheme", "practices into 8 networks", errors.WordMissing, "practices"),
    ("party", "08V", errors.WordMissing, "08V"),
    ("value", "is 5\nround down to the penny", errors.IsAndSteps, "round"),
    ("value", "start with 5\nis 6", errors.IsAndSteps, "is"),
    ("payment", "> Some prose.", errors.MisplacedProse, "> Some prose."),
    ("payment", "| a | b |\n| c | d |", errors.MisplacedRow, "| a | b |"),
    # marks
    ("figure", "source Child health record", errors.Unquoted, "Child health record"),
    ("figure", "source 'Child health record'", errors.SingleQuotation, "'"),
    ("figure", "source ‘Child health record’", errors.SingleQuotation, "‘"),
    ("figure", 'source "The "child" record"', errors.QuotationWithin, "child"),
    ("example", '"T"\n| practice | list_size\n| Ash | 9 |', errors.UnclosedRow, "list_size"),
    ("payment", "start with (a + b\nround down to the penny", errors.UnclosedBracket, "("),
    ("payment", "start with (a + b", errors.UnclosedBracket, "("),
    ("payment", "start with ((a + b) × c\nround down to the penny", errors.UnclosedBracket, "("),
    ("payment", "start with a + b)", errors.UnopenedBracket, ")"),
    ("figure", "source Child, health", errors.UnexpectedInLine, "Child"),
    ("payment", "start with: £5", errors.MeaninglessSign, ":"),
    ("payment", "start with $5", errors.MeaninglessSign, "$"),
    ("payment", "start with\u1680£5", errors.MeaninglessSign, "\u1680"),
    ("payment", "start with c\u0430re_plans", errors.ForeignLetter, "\u0430"),
    ("payment", "start with caf\u00e9", errors.ForeignLetter, "\u00e9"),
    # amounts, dates and conditions
    ("payment", "start with £35 per patient", errors.RateWithPer, "per patient"),
    ("payment", "start with £35 per patient in list_size", errors.OtherWording, "per patient"),
    ("payment", "pay 100% on 30th June 2014", errors.DateTurnedAbout, "30th June 2014"),
    ("payment", "pay 100% on June 30, 2014", errors.DateTurnedAbout, "June 30, 2014"),
    ("payment", "if network_target is met, pay nothing", errors.UnknownSituation, "network_target"),
    ("payment", "if not reported, ignore it", errors.UnknownAction, "ignore"),
    ("payment", "if not reported,", errors.UnknownAction, "reported"),
    ("payment", "if not reported,\nadd £5", errors.UnknownAction, "reported"),
    # small words
    ("payment", "round to the nearst penny", errors.MisspeltWord, "nearst"),
    ("payment", "start wiht £35", errors.MisspeltWord, "wiht"),
    ("scheme", "groups practices wibble 8 networks", errors.MisspeltWord, "wibble"),
    ("scheme", "groups practices 8 networks", errors.WordMissing, "8"),
    ("scheme", "offered ccg", errors.OneWordMissing, "ccg"),
    ("scheme", "groups into 8 networks", errors.GapBefore, "into"),
    ("payment", "start with for each patient in list_size", errors.GapBefore, "for"),
    ("payment", "share among its practices by , odd pennies by Sainte-Laguë", errors.GapBefore, ","),
    ("scheme", "offered by by ccg", errors.DoubledWord, "by"),
    ("payment", "round to the the nearest penny", errors.DoubledWord, "the"),
    ("scheme", "offered to 32 18_practices", errors.FigureBeginsName, "18_practices"),
    ("payment", "nothing unless x is at least and y is met", errors.GapBefore, "and"),
    ("payment", "nothing unless x is at least , 5", errors.GapBefore, ","),
    ("indicator", "care_plans out of diabetes_register", errors.OneWordMissing, "care_plans"),
    ("payment", "send 5 letters to practices", errors.UnknownLine, "send"),
    ("payment", 'start with wibble wobble"', errors.TwoNames, "wibble wobble"),
    ("payment", "pay 70% in , kept whatever the outcome", errors.WordMissing, ","),
    ("scheme", "groups the whole into 8 networks", errors.UnexpectedInLine, "whole"),
    ("payment", "round to the nearest £5", errors.UnexpectedInLine, "£5"),
    ("payment", "| a", errors.UnclosedRow, "a"),
]


@pytest.mark.parametrize(("kind", "lines", "slip", "words"), IN_BLOCKS, ids=[lines for _, lines, _, _ in IN_BLOCKS])
def test_slip_in_block(kind: str, lines: str, slip: type[Diagnostic], words: str) -> None:
    """A slip in a line of a block is the one thing that is found, at its words."""
    name = "" if kind == "example" else 'a "A"'

    assert [(slip, words)] == found(f"{kind} {name}\n{lines}\n")


HEADINGS = [
    ('paymnet care_package "Care"\nto each network', errors.MisspeltBlock, "paymnet"),
    ('bonus care_package "Care"\nto each network', errors.UnknownBlock, "bonus"),
    ("hello", errors.UnknownBlock, "hello"),
    ('care_package "Care"\nto each network', errors.BlockWordMissing, "care_package"),
    ('payment "Care package"', errors.NameMissing, '"Care package"'),
    ('payment care_package "Care package', errors.UnclosedQuotation, '"Care package'),
    ('payment care_package Care package"', errors.UnopenedQuotation, "Care"),
    ("payment care_package Care package", errors.Unquoted, "Care package"),
    ("target t Reached by all for each practice\nmet when a is met", errors.Unquoted, "Reached by all"),
    ("example\n| a |\n| b |", errors.TitleMissing, "example"),
    ("example", errors.TitleMissing, "example"),
    ('example first "A"', errors.ExampleNamed, "first"),
    ('figure list size "Registered patients"', errors.TwoNames, "list size"),
    ('figure list-size "Registered patients"', errors.HyphenInName, "list-size"),
    ("payment care package", errors.TwoNames, "care package"),
    ("figure list-size", errors.HyphenInName, "list-size"),
    ('replace payment a "A"\nwibble £5', errors.UnknownLine, "wibble"),
    ('figure 18_weeks "Seen in time"', errors.FigureBeginsName, "18_weeks"),
    ("offered by ccg", errors.LineBeforeBlock, "offered by"),
    ("payment", errors.EndsTooSoon, "payment"),
    ('target t "T" for each', errors.EndsTooSoon, "each"),
    (") payment", errors.UnopenedBracket, ")"),
    ('"Together"\n| a |\n| b |', errors.BlockWordMissing, '"Together"'),
    ('"Together"', errors.Unexpected, '"Together"'),
]


@pytest.mark.parametrize(("text", "slip", "words"), HEADINGS, ids=[text for text, _, _ in HEADINGS])
def test_slip_in_heading(text: str, slip: type[Diagnostic], words: str) -> None:
    """A slip in the heading of a block is the one thing that is found, at its words."""
    assert [(slip, words)] == found(text)


EXPRESSIONS = [
    ("list size", errors.TwoNames, "list size"),
    ("30 June", errors.YearMissing, "30 June"),
    ("a +", errors.EndsTooSoon, "+"),
    ("", errors.EndsTooSoon, ""),
    ("a is at lest 5", errors.MisspeltWord, "lest"),
    ("35 pounds", errors.PoundsInLetters, "35 pounds"),
    ("5 , 6", errors.Unexpected, ","),
    ("5 )", errors.UnopenedBracket, ")"),
    ("at least 3 of a, b c", errors.TwoNames, "b c"),
    ("a is met is met", errors.Unexpected, "is"),
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
