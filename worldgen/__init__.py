"""worldgen: a short lesson file becomes a reachable 3-D world."""
