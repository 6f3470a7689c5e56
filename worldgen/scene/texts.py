"""Text in several languages: language tag (BCP 47) to words; the lesson's own language comes first."""

from __future__ import annotations

from collections.abc import Mapping

LocalText = Mapping[str, str]


def words(text: LocalText, language: str = "en") -> str:
    """Return `text` in `language`, or in its first language, or the empty string where there is no text."""
    return text.get(language) or next(iter(text.values()), "")
