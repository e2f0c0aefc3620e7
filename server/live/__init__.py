"""This instance at work: one node, the rooms it follows, the people seated here, and the clock."""
