"""The front of the house: its command line and what it checks before it opens."""
