"""Between instances: bytes, versions and lifetimes. Knows nothing of rooms."""
