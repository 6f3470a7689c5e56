"""From a lesson to a scene: terrain, water, layout, paths, buildings, props, vegetation."""
