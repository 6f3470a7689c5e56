"""The form in which rooms hand over files: a mapping of paths to bytes. Only the command line writes to disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

Bundle = Mapping[PurePosixPath, bytes]
