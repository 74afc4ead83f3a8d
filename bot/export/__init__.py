"""Here are deadlines or rows: give me a file that other programs of an office open."""
