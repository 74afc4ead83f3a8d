"""Here is a file: what does the plan say, and where does it say it?"""
