"""Props: things one can name, written as data in `assets/props/`, inline in a lesson, or read from a model file."""
