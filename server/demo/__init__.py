"""An invented evening, played through the real doors, so that somebody alone can see a living circle."""
