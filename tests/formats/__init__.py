"""The shipped formats, and a host's own."""
