"""The roll of those named: one code a party, one party a code, and as many as the scheme says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from schemelang.diagnostic import Diagnostic, Label
from schemelang.figures import damage_errors, errors
from schemelang.figures.figures import Member
from schemelang.figures.membership import by
from schemelang.figures.said import Mention
from schemelang.model.model import Scheme

_MOST_SHOWN = 10

# Of so many codes, so great a part must be of one form before another is thought to be out of place.
_FEWEST, _NEARLY_ALL = 5, Fraction(3, 4)


def call_roll(
    mentions: Sequence[Mention], members: Sequence[Member], scheme: Scheme, *, partial: bool
) -> Iterator[Diagnostic]:
    """Find codes that may be confused, parties with two names, and too many or too few of a kind."""
    first = {(mention.kind, mention.code): mention for mention in reversed(mentions)}
    yield from _alike(first.values())
    yield from _numbers_among_codes(first.values())
    yield from _of_two_kinds(first.values(), scheme)
    yield from _of_two_names(mentions)
    yield from _miscounted(first, members, scheme, partial=partial)


def _alike(mentions: Iterable[Mention]) -> Iterator[Diagnostic]:
    for group in by(mentions, lambda mention: (mention.kind, _bare(mention.code))).values():
        for one, other in pairwise(sorted(group, key=lambda mention: mention.code)):
            label = Label(one.cell.place, errors.CodesAlike.there)
            yield errors.CodesAlike(
                place=other.cell.place, written=other.code, other=one.code, party=one.kind, labels=(label,)
            )


def _bare(code: str) -> str:
    """Put a code into the form in which two that a hand or a spreadsheet would make one of the other are alike."""
    if not code.isascii():
        from unicodedata import normalize

        code = normalize("NFKC", code)
    bare = "".join(code.casefold().split())
    return bare.lstrip("0") if bare.isdecimal() else bare


def _numbers_among_codes(mentions: Iterable[Mention]) -> Iterator[Diagnostic]:
    """Find a mere number where nearly all codes of a kind are of one form, with letters in it."""
    for kind, group in by(mentions, lambda mention: mention.kind).items():
        forms = Counter(_form(mention.code) for mention in group)
        form, alike = max(forms.items(), key=lambda item: (item[1], item[0]))
        if len(group) < _FEWEST or alike < _NEARLY_ALL * len(group) or "A" not in form:
            continue
        example = min(mention.code for mention in group if _form(mention.code) == form)
        for mention in group:
            if mention.code.isdecimal():
                yield damage_errors.CodeUnlikeOthers(
                    place=mention.cell.place,
                    written=mention.code,
                    party=kind,
                    example=example,
                    alike=alike,
                    of=len(group),
                )


def _form(code: str) -> str:
    """Write a code with A for each letter and 9 for each figure: A99999."""
    return "".join("9" if sign.isdecimal() else "A" if sign.isalpha() else sign for sign in code)


def _of_two_kinds(mentions: Iterable[Mention], scheme: Scheme) -> Iterator[Diagnostic]:
    for code, group in by(mentions, lambda mention: mention.code).items():
        for one, other in pairwise(sorted(group, key=lambda mention: scheme.levels.index(mention.kind))):
            label = Label(other.cell.place, errors.CodeOfTwoKinds.there)
            yield errors.CodeOfTwoKinds(
                place=one.cell.place, written=code, one=one.kind, other=other.kind, labels=(label,)
            )


def _of_two_names(mentions: Iterable[Mention]) -> Iterator[Diagnostic]:
    named = [mention for mention in mentions if mention.name]
    for (_, code), group in by(named, lambda mention: (mention.kind, mention.code)).items():
        by_name = {mention.name: mention for mention in reversed(group)}
        kept, *others = sorted(by_name)
        for name in others[:1]:
            label = Label(by_name[kept].cell.place, errors.TwoNames.there)
            yield errors.TwoNames(place=by_name[name].cell.place, party=code, name=name, kept=kept, labels=(label,))


def _miscounted(
    first: dict[tuple[str, str], Mention], members: Sequence[Member], scheme: Scheme, *, partial: bool
) -> Iterator[Diagnostic]:
    numbers = [(scheme.leaf, scheme.leaf_number), *((each.groups, each.number) for each in scheme.groupings)]
    for kind, number in numbers:
        them = (member for member in members if member.kind == kind.singular and member.last >= scheme.first)
        codes = [member.code for member in them]
        if number is not None and len(codes) > number:
            place = first[kind.singular, codes[-1]].cell.place
            yield errors.TooMany(place=place, number=number, found=len(codes), parties=kind.plural, codes=_list(codes))
        if number is not None and len(codes) < number and not partial:
            here = f"Here are {_list(codes)}." if codes else "Nobody is here yet."
            yield errors.TooFew(place=scheme.span, number=number, found=len(codes), parties=kind.plural, here=here)


def _list(codes: Sequence[str]) -> str:
    """List codes, of many only the first few."""
    rest = len(codes) - _MOST_SHOWN
    return ", ".join(codes) if rest <= 0 else f"{', '.join(codes[:_MOST_SHOWN])} and {rest} more"
