"""The proof: an evening full of words that exist nowhere else, and a search for them in everything after it."""
