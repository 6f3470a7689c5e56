"""A profile says what a learner needs and never who it is; nothing of it but its needs gets out."""

from __future__ import annotations

import base64
import gzip
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from worldgen.core.issues import SpecError
from worldgen.learners.load import load_learner, parse_learner
from worldgen.pipeline import build, load_lesson

SCENES = Path(__file__).parents[2] / "scenes"
BROKEN = sorted((SCENES / "broken" / "learners").glob("*.yaml"))
PLANTED = ("Anna Schmidt", "anna.schmidt@example.org", "2013-04-01", "Marienschule")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_profile_is_answered_in_the_expected_words(path: Path) -> None:
    with pytest.raises(SpecError) as refused:
        load_learner(path)
    said = "".join(f"{str(one).replace(str(path), path.name)}\n" for one in refused.value.issues)
    expected = path.with_suffix(".issues")
    if os.environ.get("WORLDGEN_WRITE_ISSUES"):
        expected.write_text(said, "utf-8", newline="\n")
    assert said == expected.read_text("utf-8")


def test_a_refusal_does_not_repeat_who_it_is() -> None:
    with pytest.raises(SpecError) as refused:
        parse_learner("id: Anna\nName: Anna Schmidt\nEmail: anna.schmidt@example.org\nBirth-Date: 2013-04-01\n")
    assert {one.code for one in refused.value.issues} == {"LEARNER_ID", "LEARNER_PERSONAL"}
    assert not any(word in str(refused.value) for word in ("Anna", "Schmidt", "@", "2013"))


def test_a_missing_profile_is_said(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="LEARNER_MISSING"):
        load_learner(tmp_path / "l-01.yaml")


def unpacked(name: str, data: bytes) -> Iterator[bytes]:
    """Yield `data` and everything that is packed in it: archives, chunks, text in base 64, the pixels of pictures."""
    yield name.encode()
    yield data
    if data[:4] == b"glTF":
        size = struct.unpack_from("<I", data, 12)[0]
        yield json.dumps(json.loads(data[20 : 20 + size]), ensure_ascii=False).encode()
        yield data[20 + size + 8 :]
    elif name.endswith(".html"):
        world = data.partition(b'id="world">')[2].partition(b"</script>")[0]
        yield from unpacked("world.glb", gzip.decompress(base64.b64decode(world)))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from unpacked(inner, archive.read(inner))
    elif data[:4] == b"\x89PNG":
        with Image.open(BytesIO(data)) as picture:
            yield json.dumps({key: str(value) for key, value in picture.info.items()}).encode()
            yield picture.tobytes()


def forms(words: str) -> Iterator[bytes]:
    """Yield `words` as they might be hidden."""
    for text in (words, words.lower(), words.replace(" ", "_"), words.replace(" ", "-"), words.replace(" ", "")):
        yield text.encode()
        yield text.encode("utf-16-le")
        yield base64.b64encode(text.encode()).rstrip(b"=")
        yield json.dumps(text).strip('"').encode()
        yield zlib.compress(text.encode())[2:-4]


def test_what_is_planted_in_a_profile_is_in_no_output(tmp_path: Path) -> None:
    folder = tmp_path / "Anna Schmidt 2013-04-01"
    folder.mkdir()
    path = folder / "anna.schmidt@example.org.yaml"
    path.write_text(
        "# Anna Schmidt, born 2013-04-01, anna.schmidt@example.org, Marienschule\n"
        "id: l-3f9a\nlanguages: {first: uk, instruction: ar}\n"
        "interests: [Anna Schmidt, anna.schmidt@example.org, '2013-04-01', Marienschule, football]\n"
        "mastery: {annaschmidt: 50 %, parts: 90 %}\nsupports: [captions]\n",
        "utf-8",
    )
    built = build(SCENES / "lessons" / "volcano-island.yaml", learner=path, make=("glb", "preview", "page"))
    assert {PurePosixPath("preview/map.png"), PurePosixPath("index.html")} <= set(built.files)
    pieces = [piece for name, data in built.files.items() for piece in unpacked(str(name), data)]
    hidden = [form for words in (*PLANTED, "annaschmidt") for form in forms(words) if len(form) > 5]
    assert [form for form in hidden if any(form in piece for piece in pieces)] == []
    assert not any(word in built.lesson_id for word in ("anna", "2013"))
    other = [data for name, data in built.files.items() if name.suffix != ".html"]  # which keeps progress by it
    assert b"l-3f9a" not in b"".join(other)  # nor even the random name


def test_the_lesson_carries_no_learner() -> None:
    lesson = load_lesson(SCENES / "lessons" / "volcano-island.yaml")
    assert "learner" not in " ".join(type(lesson).model_fields)
