"""Rooms: plans of buildings, how they are solved, proved and furnished."""

from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Room, Storey, Wall

__all__ = ["FloorPlan", "Link", "Opening", "Room", "Storey", "Wall"]
