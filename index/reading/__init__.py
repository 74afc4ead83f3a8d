"""A question as typed → what is asked, and about what."""
