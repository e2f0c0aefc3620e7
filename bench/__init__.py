"""How much of the server's time one delivered share costs, in ratios to what the kernel alone asks."""
