"""What people read: the same in both languages, short, kind, and true to the voice."""
