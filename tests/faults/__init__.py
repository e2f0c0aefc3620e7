"""What goes wrong between people, houses and Redis, made to go wrong on purpose."""
