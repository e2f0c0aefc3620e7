"""What may outlive a moment, and only that: the closed list, and the few things on it that live here."""
