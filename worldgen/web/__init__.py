"""The page a learner plays: a lesson and its world as one self-contained HTML file."""
