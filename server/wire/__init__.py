"""Text and meaning: what a page sends, what it is told, what instances tell each other. See PROTOCOL.md."""
