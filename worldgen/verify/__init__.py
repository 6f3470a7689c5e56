"""A stranger's judgement of a finished file: reads GLB bytes alone, rebuilds where one can walk, and walks."""

from worldgen.verify.findings import Findings, StationFinding
from worldgen.verify.verify import verify

__all__ = ["Findings", "StationFinding", "verify"]
