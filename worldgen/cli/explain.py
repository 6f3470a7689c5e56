"""`worldgen explain`: one page per error code."""

from __future__ import annotations

from difflib import get_close_matches

from worldgen.cli.say import say, warn
from worldgen.core.issues import Message, catalogue


def page(code: str, message: Message) -> str:
    """Return the page of one code as Markdown."""
    parts = [f"# {code}", f"> {message.text}"]
    if message.hint:
        parts.append(f"> hint: {message.hint}")
    if message.page:
        parts.append(message.page.strip())
    return "\n\n".join(parts) + "\n"


def run_explain(code: str | None) -> int:
    """Print the page of `code`, or the list of codes; 1 when there is no such code."""
    codes = catalogue()
    if code is None:
        width = max(map(len, codes))
        for name in sorted(codes):
            say(f"{name:<{width}}  {codes[name].text.splitlines()[0]}")
        return 0
    name = code.upper().replace("-", "_").strip("[]")
    if name not in codes:
        near = get_close_matches(name, codes, 1)
        warn(f"There is no error code {code!r}." + (f" Did you mean {near[0]}?" if near else ""))
        warn("`worldgen explain` lists them all.")
        return 1
    say(page(name, codes[name]))
    return 0
