"""What was asked: a lesson as text, read and checked."""
