"""The ground floor: seeds, issues, sources, quantities, grids, polygons, noise, assets. NumPy and PyYAML only."""
