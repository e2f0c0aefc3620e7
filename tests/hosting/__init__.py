"""A house as a host sets it up: the files we ship, tried as they are."""
