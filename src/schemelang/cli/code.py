"""The command that prints the page about one code."""

import click


@click.command()
@click.argument("code", metavar="CODE")
def code(code: str) -> None:
    """Explain a code, such as SCH112: what it means, why it matters and what to write instead."""
    from schemelang.catalogue import CATALOGUE, page

    text = page(code.strip().upper())
    if text is None:
        raise click.UsageError(_unknown(code, list(CATALOGUE)))
    click.echo(plain(text), nl=False)


def plain(markdown: str) -> str:
    """Take the signs of Markdown out of a page; what stood between fences is indented instead."""
    rows = []
    fenced = False
    for line in markdown.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            rows.append(f"    {line}".rstrip())
        else:
            rows.append(line.lstrip("#").lstrip() if line.startswith("#") else line)
            rows[-1] = rows[-1].replace("**", "")
    return "".join(f"{row}\n" for row in rows)


def _unknown(code: str, known: list[str]) -> str:
    from difflib import get_close_matches

    from schemelang.cli.terminal import clean

    near = get_close_matches(code.strip().upper(), known)
    suggestion = f" Did you mean {' or '.join(near)}?" if near else ""
    return f'There is no code "{clean(code)}".{suggestion}'
