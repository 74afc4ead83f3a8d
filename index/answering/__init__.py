"""A question understood → an answer with its citations."""
