"""Here is a question: which places answer it, and what do they say?"""
