"""Numbers as a language writes them: its digits and its decimal mark (CLDR 46)."""

from __future__ import annotations

_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩"}  # Hindi and the others of ours write 0 to 9
_DECIMAL = {"es": ",", "fr": ",", "uk": ",", "ar": "\u066b", "de": ",", "it": ",", "pt": ",", "pl": ",", "ru": ","}


def number_in(value: float, tag: str) -> str:
    """Return `value` in the digits and with the decimal mark of the language `tag`, without needless zeros."""
    language = tag.partition("-")[0]
    text = f"{value:.10g}".replace(".", _DECIMAL.get(language, "."))
    digits = _DIGITS.get(language)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text
