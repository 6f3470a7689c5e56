"""What is said of problems in this room, one entry a code."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {}
