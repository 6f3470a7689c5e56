"""The catalogue of messages, one module a room."""
