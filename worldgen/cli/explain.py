"""`worldgen explain`: one page per error code."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import indent

from worldgen.cli.say import say, warn
from worldgen.core.issues import Message, catalogue
from worldgen.core.messages.names import with_names


def page(code: str, message: Message) -> str:
    """Return the page of one code as Markdown."""
    said = with_names(message.text) + (f"\nhint: {with_names(message.hint)}" if message.hint else "")
    parts = [f"# {code}", indent(said, "    ")]
    if message.page:
        parts.append(message.page.strip())
    return "\n\n".join(parts) + "\n"


def run_explain(code: str | None) -> int:
    """Print the page of `code`, or the list of codes; 1 when there is no such code."""
    codes = catalogue()
    if code is None:
        width = max(map(len, codes))
        for name in sorted(codes):
            say(f"{name:<{width}}  {with_names(codes[name].text).splitlines()[0]}")
        return 0
    name = code.upper().replace("-", "_").strip("[]")
    if name not in codes:
        near = get_close_matches(name, codes, 1)
        warn(f"There is no error code {code!r}." + (f" Did you mean {near[0]}?" if near else ""))
        warn("`worldgen explain` lists them all.")
        return 1
    say(page(name, codes[name]))
    return 0
