"""Progress on anything over a second: silent until then, so that a quick build neither flickers nor loads rich."""

from __future__ import annotations

from threading import Timer
from types import TracebackType
from typing import Any

PATIENCE_S = 1.0


class Progress:
    """A status line on the error stream that appears after a second and names the stage at work."""

    def __init__(self, title: str, *, shown: bool) -> None:
        self._title, self._stage = title, "read"
        self._status: Any = None
        self._timer = Timer(PATIENCE_S, self._appear) if shown else None

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stage(self, name: str) -> None:
        """Say that the build is now at `name`."""
        self._stage = name
        if self._status is not None:
            self._status.update(self._text())

    def stop(self) -> None:
        """Take the status line away."""
        if self._timer:
            self._timer.cancel()
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _text(self) -> str:
        return f"{self._title}: {self._stage} …"

    def _appear(self) -> None:
        from rich.console import Console  # noqa: PLC0415  only slow builds need it
        from rich.status import Status  # noqa: PLC0415

        self._status = Status(self._text(), console=Console(stderr=True))
        self._status.start()
