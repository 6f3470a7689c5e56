"""Words as outlines: the fonts that are shipped, shaping, direction and line breaks, for signs and for maps."""
