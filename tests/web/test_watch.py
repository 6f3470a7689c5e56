"""`worldgen play`: a page on this machine alone, that comes again when its lesson is saved, where the learner stood."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import VOLCANO
from tests.web.hands import Hand, answer
from tests.web.test_play import begin
from worldgen.cli.serving import PageServer

WORLDGEN = [sys.executable, "-c", "from worldgen.cli import main; main()", "play"]


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    shutil.copytree(VOLCANO.parent / "media", tmp_path / "media")
    return Path(shutil.copy(VOLCANO, tmp_path / "volcano.yaml"))


@pytest.fixture
def played(lesson: Path) -> Iterator[tuple[Path, subprocess.Popen[str], str]]:
    """Return a lesson, the command that watches it, and where it says that its page is."""
    command = subprocess.Popen(
        [*WORLDGEN, str(lesson), "--watch", "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert command.stdout is not None
    found = re.match(r"(http://127\.0\.0\.1:\d+/)", command.stdout.readline())
    assert found
    yield lesson, command, found[1]
    command.kill()
    command.stdout.close()
    command.wait()


def read(url: str, host: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, headers={} if host is None else {"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=10) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


def test_only_this_machine_by_its_own_name_gets_the_page_and_nothing_else() -> None:
    server = PageServer(b"<p>one</p>")
    try:
        assert server.url.startswith("http://127.0.0.1:")
        assert read(server.url) == (200, "<p>one</p>")
        assert read(server.url, "evil.example")[0] == 403
        assert read(server.url + "etc/passwd")[0] == 404
        server.show(b"<p>two</p>")
        assert read(server.url + "index.html?page") == (200, "<p>two</p>")
    finally:
        server.close()


@pytest.mark.chromium
def test_a_lesson_that_is_saved_comes_again_and_the_learner_stands_where_they_stood(
    played: tuple[Path, subprocess.Popen[str], str], browser: Any
) -> None:
    lesson, command, url = played
    page = browser.new_page()
    page.goto(url + "?page")
    hand = Hand(page)
    begin(hand, "Ann")
    page.locator("#stop-lava").click()
    page.locator("#stop-rim").click()
    answer(hand, page.evaluate("sitting.lesson.questions[1]"), right=True)
    before = page.evaluate("sitting.get().state")
    lesson.write_text(lesson.read_text("utf-8").replace("Think of a cork", "Picture a cork"), "utf-8")
    page.wait_for_function("() => window.sitting?.lesson.questions[1].hints[0].en.startsWith('Pic')", timeout=30_000)
    after = page.evaluate("sitting.get().state")
    assert after["at"] == before["at"] == "rim"
    assert after["visited"] == before["visited"]
    assert page.evaluate("sitting.get().phase") == "play"
    lesson.write_text("worldgen: 1\n", "utf-8")  # a mistake: the last good page stays
    lesson.touch()
    page.wait_for_timeout(1500)
    assert "Picture" in read(url)[1]
    page.close()
    command.send_signal(signal.SIGINT)
    assert command.wait(10) == 0


def test_a_lesson_with_mistakes_is_not_shown(tmp_path: Path) -> None:
    lesson = tmp_path / "empty.yaml"
    lesson.write_text("worldgen: 1\n", "utf-8")
    done = subprocess.run(
        [*WORLDGEN, str(lesson), "--no-browser", "-o", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "MISSING_KEY" in done.stderr


def test_without_watching_the_page_is_a_file(lesson: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [*WORLDGEN, str(lesson), "--no-browser", "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    page = tmp_path / "out" / "volcano-island" / "index.html"
    assert str(page) in done.stdout
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert "'self'" not in page.read_text("utf-8").partition("</head>")[0]
