"""Nothing outlives a meeting: searched for everywhere, and each step of erasing is missed when it is left out."""
