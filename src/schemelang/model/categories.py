"""Figures that are one of several words, and the words that they are held against."""

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.names import nearest
from schemelang.model.units import WORD, alike, listed_words
from schemelang.syntax import ast
from schemelang.syntax.slips import line_errors


def read_words(desk: Desk, written: ast.OneOf) -> model.Type:
    """Read which words a figure may be. Two that differ in capitals or blanks alone are one."""
    first: dict[str, ast.Text] = {}
    for word in written.words:
        taken = first.setdefault(alike(word.text), word)
        if taken is not word:
            label = Label(taken.span, "said first here")
            desk.say(errors.naming.LineTwice(place=word.span, line=word.text, labels=(label,)))
    return model.Type(model.Quantity.CATEGORY, words=tuple(" ".join(word.text.split()) for word in first.values()))


def read_word(written: ast.Text) -> model.Constant:
    """Read a word between quotation marks. Of which words it is one, what it is held against will say."""
    return model.Constant(type=WORD, level=model.SCHEME, span=written.span, value=written.text)


def as_one_of(desk: Desk, word: model.Expression, kind: model.Type) -> model.Expression | None:
    """Return a word as one of those of a type, or say that it is none of them. Anything else is left as it is."""
    if word.type != WORD or not kind.words or not isinstance(word, model.Constant):
        return word
    known = {alike(each): each for each in kind.words}
    written = str(word.value)
    if alike(written) in known:
        return evolve(word, type=kind, value=known[alike(written)])
    near = nearest(written, kind.words)
    meant = f'Did you mean "{near}"?' if near else f"Write one of {listed_words(kind)}."
    desk.say(errors.choices.NotOneOfItsWords(place=word.span, written=written, words=listed_words(kind), meant=meant))
    return None


def is_bare_word(desk: Desk, written: ast.Expression, kind: model.Type) -> bool:
    """Say whether a word of a type stands where no name has it, without its quotation marks; if so, say so."""
    if not isinstance(written, ast.Name) or written.text in desk.blocks:
        return False
    meant = next((word for word in kind.words if alike(word) == alike(written.text.replace("_", " "))), None)
    if meant is not None:
        desk.say(line_errors.Unquoted(place=written.span, mended=f'"{meant}"'))
    return meant is not None
