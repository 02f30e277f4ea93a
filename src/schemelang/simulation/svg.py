"""A picture as a file of its own, that any browser shows and any text can take in."""

from html import escape

from schemelang.document.contract import Picture
from schemelang.document.drawing import Stroke, draw
from schemelang.plaintext import reveal

_STYLE = """
text { font: 135px Arial, "Liberation Sans", sans-serif; fill: #212b32; }
.title { font-weight: 700; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
path { fill: none; stroke: #212b32; stroke-width: 10; }
.guide { stroke-dasharray: 10 45; }
.pattern { stroke: #005eb8; stroke-width: 12; }
.area { fill: #edf4fb; stroke: #005eb8; stroke-width: 16; }
.line { stroke: #005eb8; stroke-width: 40; }
.dot { fill: #005eb8; stroke: #005eb8; }
.edge { stroke: #fff; stroke-width: 66; }
.asked { stroke-width: 34; }
path.mark { fill: #003087; stroke: #fff; stroke-width: 16; }
"""
_MARGIN = 120


def as_svg(picture: Picture) -> str:
    """Write a picture with its title, and with its numbers in words for whoever cannot see it."""
    drawn = draw(picture.drawing)
    wide, high = drawn.width + 2 * _MARGIN, drawn.height + 2 * _MARGIN
    box = f'viewBox="-{_MARGIN} -{_MARGIN} {wide} {high}"'
    told = 'role="img" aria-labelledby="title" aria-describedby="desc"'
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} {told}>',
        f'<title id="title">{_shown(picture.title)}</title>',
        f'<desc id="desc">{_shown(picture.description)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<path d="M-{_MARGIN} -{_MARGIN}h{wide}v{high}h-{wide}z" style="fill: #fff; stroke: none"/>',
    ]
    for shape in drawn.shapes:
        if isinstance(shape, Stroke):
            rows.append(f'<path class="{shape.kind}" d="{shape.d}"/>')
        else:
            where = f'class="{shape.kind} {shape.at}" x="{shape.x}" y="{shape.y}"'
            rows.append(f"<text {where}>{_shown(shape.text)}</text>")
    return "\n".join([*rows, "</svg>"]) + "\n"


def _shown(text: str) -> str:
    """Show signs that cannot be seen by their numbers, and keep every text a text."""
    return escape(reveal(text))
