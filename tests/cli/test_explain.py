"""Every error code has a page that a teacher can read."""

from __future__ import annotations

import re
import string

import pytest

from worldgen.cli.explain import page
from worldgen.core.issues import catalogue
from worldgen.core.messages.names import NAMES, with_names

CODES = catalogue()


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_of_a_code_says_what_is_wrong_and_what_to_do_without_marks_of_a_template(code: str) -> None:
    message = CODES[code]
    said = page(code, message)
    head, _, rest = said.partition("\n\n")
    assert head == f"# {code}"
    assert rest.startswith(f"    {with_names(message.text)}")
    assert len(message.page.split()) >= 8, "the page explains more than the message"
    assert message.hint or "Right:" in message.page
    facts = {name for _, name, _, _ in string.Formatter().parse(message.text + message.hint) if name}
    assert not {name for name in facts if re.search(r"\{" + name + r"(![rs])?(:\S*)?\}", said)}


def test_names_of_facts_stand_where_the_facts_will_and_braces_of_yaml_stay() -> None:
    assert with_names("{id!r} is {deep:.1f} m deep, {{east: 50 %}}{by}") == "'<id>' is <so many> m deep, {east: 50 %}"


def test_no_name_is_kept_for_a_fact_that_no_message_has() -> None:
    templates = "".join(message.text + message.hint for message in CODES.values())
    assert {name for _, name, _, _ in string.Formatter().parse(templates) if name} >= NAMES.keys()
