"""Translations as XLIFF 1.2 (OASIS), for the tools that read no PO."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from worldgen.translations.catalogue import Entry

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}space"
_AGAIN = "needs-review-translation"


def write_xliff(entries: Sequence[Entry], language: str, source_language: str, lesson: str) -> str:
    """Return `entries` as an XLIFF file."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}xliff", {"version": "1.2"})
    about = {
        "original": f"{lesson}.yaml",
        "datatype": "plaintext",
        "source-language": source_language,
        "target-language": language,
    }
    body = ET.SubElement(ET.SubElement(root, f"{{{_SPACE}}}file", about), f"{{{_SPACE}}}body")
    for entry in entries:
        unit = ET.SubElement(body, f"{{{_SPACE}}}trans-unit", {"id": entry.key, _XML: "preserve"})
        ET.SubElement(unit, f"{{{_SPACE}}}source").text = entry.source
        if entry.target:
            state = _AGAIN if entry.unsure else "translated"
            ET.SubElement(unit, f"{{{_SPACE}}}target", {"state": state}).text = entry.target
        if entry.before:
            alt = ET.SubElement(unit, f"{{{_SPACE}}}alt-trans", {"alttranstype": "previous-version"})
            ET.SubElement(alt, f"{{{_SPACE}}}source").text = entry.before
            ET.SubElement(alt, f"{{{_SPACE}}}target").text = entry.target
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def read_xliff(text: str) -> tuple[Entry, ...]:
    """Return the entries of an XLIFF file.

    Raises
    ------
    ValueError
        When it is no XLIFF 1.2.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("it declares a document type, which no XLIFF needs")
    try:
        root = ET.fromstring(text)  # noqa: S314  no document type, so no entities
    except ET.ParseError as error:
        raise ValueError(str(error)) from None
    if root.tag != f"{{{_SPACE}}}xliff":
        raise ValueError(f"it begins with {root.tag!r}, not with an xliff of version 1.2")
    return tuple(_entry(unit) for unit in root.iter(f"{{{_SPACE}}}trans-unit"))


def _entry(unit: ET.Element) -> Entry:
    target = unit.find(f"{{{_SPACE}}}target")
    before = unit.find(f"{{{_SPACE}}}alt-trans/{{{_SPACE}}}source")
    state = target.get("state", "") if target is not None else ""
    said = "".join(target.itertext()) if target is not None else ""
    return Entry(
        unit.get("id", ""),
        "".join(one.itertext()) if (one := unit.find(f"{{{_SPACE}}}source")) is not None else "",
        said,
        before="".join(before.itertext()) if before is not None else "",
        unsure=state.startswith("needs-") or state == "new",
    )
